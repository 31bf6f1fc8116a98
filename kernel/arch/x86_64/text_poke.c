// SPDX-License-Identifier: MIT
/*
 * Writing text: <kernel/text.h>.
 *
 * The writable address lies in the user half of page tables of our own, without the user bit, and
 * is loaded on the CPU that writes, with interrupts off, for the time of a memcpy(). The kernel
 * half is everybody's, so that an NMI finds all that it needs.
 *
 * An instruction of several bytes is replaced in three steps (Intel SDM vol. 3A, 9.1.3): its first
 * byte becomes INT3, then the others change, then the first one; after each step all CPUs
 * serialise. Who runs into the INT3 does what the new instruction says.
 */
#include <linux/bug.h>
#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <asm-generic/kprobes.h>
#include <linux/smp.h>
#include <linux/string.h>
#include <asm/page.h>
#include <asm/pgtable.h>
#include <asm/ptrace.h>
#include <asm/special_insns.h>
#include <kernel/paging.h>
#include <kernel/text.h>

/* Two pages, any but the first, of the user half. */
#define POKE_ADDR 0x10000UL

DEFINE_MUTEX(text_mutex);

const u8 nop5_insn[5] = {0x0f, 0x1f, 0x44, 0x00, 0x00};

static pgd_t *poke_pgd; /* text_mutex, once there are several tasks */

/* What text_poke_bp() is at, for traps. */
struct text_poke_loc {
	unsigned long addr;
	unsigned int len;
	u8 opcode;
	s32 disp;
};
static struct text_poke_loc *poking; /* written under text_mutex; read in traps */

/* Map the frame behind a kernel address, for this CPU's poke_pgd alone. */
static void map_alias(unsigned long at, unsigned long va)
{
	pte_t pte = paging_get(init_pgd, va);
	pgprot_t prot = __pgprot(pgprot_val(PAGE_KERNEL) & ~_PAGE_GLOBAL);

	BUG_ON(!pte_present(pte));
	BUG_ON(paging_map(poke_pgd, at, pte_pfn(pte) << PAGE_SHIFT, prot));
}

void text_poke(void *addr, const void *opcode, size_t len)
{
	unsigned long va = (unsigned long)addr & PAGE_MASK, offset = offset_in_page(addr);
	bool two_pages = offset + len > PAGE_SIZE;
	unsigned long flags, cr3;

	BUG_ON(len > PAGE_SIZE);
	local_irq_save(flags);
	map_alias(POKE_ADDR, va);
	if (two_pages)
		map_alias(POKE_ADDR + PAGE_SIZE, va + PAGE_SIZE);
	cr3 = __read_cr3();
	paging_switch(poke_pgd);
	memcpy((void *)(POKE_ADDR + offset), opcode, len);
	paging_unmap(poke_pgd, POKE_ADDR);
	if (two_pages)
		paging_unmap(poke_pgd, POKE_ADDR + PAGE_SIZE);
	/* Nothing there is global, so this forgets the alias. */
	write_cr3(cr3);
	local_irq_restore(flags);
	BUG_ON(memcmp(addr, opcode, len));
}

/* CPUID serialises (Intel SDM vol. 3A, 9.3). */
static void sync_core(void *unused)
{
	unsigned int eax = 0, ebx, ecx = 0, edx;

	asm volatile("cpuid" : "+a"(eax), "=b"(ebx), "+c"(ecx), "=d"(edx) : : "memory");
}

void text_poke_sync(void)
{
	on_each_cpu(sync_core, NULL, 1);
}

void text_poke_bp(void *addr, const void *opcode, size_t len)
{
	const u8 *insn = opcode, int3 = INT3_INSN_OPCODE;
	struct text_poke_loc loc = {.addr = (unsigned long)addr, .len = len, .opcode = insn[0]};

	if (insn[0] == JMP32_INSN_OPCODE)
		memcpy(&loc.disp, insn + 1, sizeof(loc.disp));
	smp_store_release(&poking, &loc);
	text_poke(addr, &int3, 1);
	text_poke_sync();
	if (len > 1) {
		text_poke((u8 *)addr + 1, insn + 1, len - 1);
		text_poke_sync();
	}
	text_poke(addr, insn, 1);
	text_poke_sync();
	/* Who met the INT3 had interrupts off until it had left it: the last step waited for it. */
	WRITE_ONCE(poking, NULL);
	text_poke_sync();
}

bool poke_int3_handler(struct pt_regs *regs)
{
	const struct text_poke_loc *loc = READ_ONCE(poking);

	if (likely(!loc) || user_mode(regs) || regs->ip - 1 != loc->addr)
		return false;
	regs->ip = loc->addr + loc->len;
	if (loc->opcode == JMP32_INSN_OPCODE)
		regs->ip += loc->disp;
	return true;
}
NOKPROBE_SYMBOL(poke_int3_handler);

void __init text_poke_init(void)
{
	poke_pgd = paging_new_pgd();
	BUG_ON(!poke_pgd);
	/* The tables on the way stay, so that mapping can't fail later. */
	map_alias(POKE_ADDR, (unsigned long)text_poke_init & PAGE_MASK);
	map_alias(POKE_ADDR + PAGE_SIZE, (unsigned long)text_poke_init & PAGE_MASK);
	paging_unmap(poke_pgd, POKE_ADDR);
	paging_unmap(poke_pgd, POKE_ADDR + PAGE_SIZE);
}
