// SPDX-License-Identifier: MIT
/*
 * Segments and stacks that the CPU itself chooses: the GDT, the TSS and its exception stacks.
 *
 * Long mode ignores a segment's base and limit (Intel SDM vol. 3A, 3.4.4), so the descriptors only
 * say code or data, privilege and width. The TSS says where the stack begins on an entry from user
 * mode (sp0) and, for the exceptions that may strike on any stack or none, in every mode (ist).
 */
#include <linux/cache.h>
#include <linux/init.h>
#include <linux/percpu.h>
#include <linux/smp.h>
#include <asm/desc.h>
#include <asm/processor.h>
#include <asm/thread_info.h>

#define SEGMENT_CODE64(dpl) (0x00af9b000000ffffUL | (unsigned long)(dpl) << 45)
#define SEGMENT_CODE32(dpl) (0x00cf9b000000ffffUL | (unsigned long)(dpl) << 45)
#define SEGMENT_DATA(dpl)   (0x00cf93000000ffffUL | (unsigned long)(dpl) << 45)
#define DESC_TSS_AVAILABLE  0x89UL

static DEFINE_PER_CPU_PAGE_ALIGNED(u64, cpu_gdt[GDT_ENTRIES]) = {
	[GDT_ENTRY_KERNEL_CS] = SEGMENT_CODE64(0),
	[GDT_ENTRY_KERNEL_DS] = SEGMENT_DATA(0),
	/* 32-bit programs aren't run; SYSRET's arithmetic needs the slot to be there. */
	[GDT_ENTRY_DEFAULT_USER32_CS] = SEGMENT_CODE32(3),
	[GDT_ENTRY_DEFAULT_USER_DS] = SEGMENT_DATA(3),
	[GDT_ENTRY_DEFAULT_USER_CS] = SEGMENT_CODE64(3),
};

/* The boot CPU's; another CPU's would be allocated with guard pages of their own. */
static struct exception_stack boot_exception_stacks[N_EXCEPTION_STACKS] __aligned(EXCEPTION_STKSZ)
	__section(".bss..page_aligned");

DEFINE_PER_CPU_ALIGNED(struct tss_struct, cpu_tss);
DEFINE_PER_CPU(struct exception_stack *, cpu_exception_stacks) = boot_exception_stacks;
DEFINE_PER_CPU(unsigned long, cpu_current_top_of_stack) = (unsigned long)init_stack + THREAD_SIZE;

static const char *const exception_stack_names[N_EXCEPTION_STACKS] = {
	[IST_INDEX_DF - 1] = "#DF",
	[IST_INDEX_NMI - 1] = "NMI",
	[IST_INDEX_DB - 1] = "#DB",
	[IST_INDEX_MCE - 1] = "#MC",
};

/* Below the boot stack (start.S). */
extern char init_stack_guard[];

static void set_tss_desc(u64 *slot, const struct tss_struct *tss)
{
	unsigned long base = (unsigned long)tss;
	u64 limit = sizeof(*tss) - 1;

	slot[0] = limit | (base & 0xffffff) << 16 | DESC_TSS_AVAILABLE << 40 |
		  (base >> 24 & 0xff) << 56;
	slot[1] = base >> 32;
}

void gdt_init(void)
{
	struct exception_stack *stacks = this_cpu_read(cpu_exception_stacks);
	struct tss_struct *tss = this_cpu_ptr(&cpu_tss);
	u64 *gdt = *this_cpu_ptr(&cpu_gdt);
	struct desc_ptr gdt_ptr = {.size = GDT_SIZE - 1, .address = (unsigned long)gdt};
	unsigned int i;

	/* The top 16 bytes of each stack hold its CPU's per-CPU base; the entry code reads it. */
	for (i = 0; i < N_EXCEPTION_STACKS; i++)
		tss->ist[i] = (unsigned long)(stacks[i].stack + EXCEPTION_STKSZ) - 16;
	tss->sp0 = this_cpu_read(cpu_current_top_of_stack);
	tss->io_bitmap_base = sizeof(*tss);
	/* LTR wants an available TSS and marks it busy: a second call starts afresh. */
	set_tss_desc(&gdt[GDT_ENTRY_TSS], tss);

	asm volatile("lgdt %0" : : "m"(gdt_ptr));
	/* A far return reloads %cs; the other selectors mean nothing in long mode. */
	asm volatile("pushq	%[cs]\n"
		     "	leaq	1f(%%rip), %%rax\n"
		     "	pushq	%%rax\n"
		     "	lretq\n"
		     "1:	movl	%[ds], %%eax\n"
		     "	movl	%%eax, %%ss\n"
		     "	ltr	%w[tss]\n"
		     :
		     : [cs] "i"(__KERNEL_CS), [ds] "i"(__KERNEL_DS), [tss] "r"(__TSS_SEL)
		     : "rax", "memory");
}

void exception_stacks_set_base(unsigned long gs_base)
{
	struct exception_stack *stacks = this_cpu_read(cpu_exception_stacks);
	unsigned int i;

	for (i = 0; i < N_EXCEPTION_STACKS; i++)
		*(unsigned long *)(stacks[i].stack + EXCEPTION_STKSZ - 8) = gs_base;
}

void load_sp0(unsigned long sp0)
{
	this_cpu_write(cpu_current_top_of_stack, sp0);
	this_cpu_ptr(&cpu_tss)->sp0 = sp0;
}

const char *exception_stack_of(unsigned long sp, unsigned long *begin, unsigned long *end)
{
	struct exception_stack *stacks = this_cpu_read(cpu_exception_stacks);
	unsigned int i;

	for (i = 0; i < N_EXCEPTION_STACKS; i++) {
		*begin = (unsigned long)stacks[i].stack;
		*end = *begin + EXCEPTION_STKSZ - 16;
		if (sp >= *begin && sp < *end)
			return exception_stack_names[i];
	}
	return NULL;
}

bool is_boot_stack_guard(unsigned long addr)
{
	unsigned int i;

	if (addr - (unsigned long)init_stack_guard < PAGE_SIZE)
		return true;
	for (i = 0; i < N_EXCEPTION_STACKS; i++) {
		if (addr - (unsigned long)boot_exception_stacks[i].guard < EXCEPTION_STKSZ)
			return true;
	}
	return false;
}
