// SPDX-License-Identifier: MIT
/*
 * Page faults and double faults, as far as the CPU's part goes.
 *
 * The CPU's word is read here and what no mapping could excuse is refused; then mm's
 * handle_page_fault() decides. Faults of the kernel that it can't resolve come back to
 * kernel_page_fault(): a fixup, or a report that says what was tried where, and what the page
 * tables hold for the address.
 */
#include <linux/extable.h>
#include <linux/irqflags.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <asm/irq_vectors.h>
#include <asm/processor.h>
#include <asm/smap.h>
#include <asm/special_insns.h>
#include <kernel/kprobes.h>
#include <kernel/paging.h>
#include <kernel/traps.h>
#include "entry.h"

/* Each level's entry for `addr` in the tables that are loaded, as far down as there are any. */
static void dump_page_tables(unsigned long addr)
{
	static const char *const names[] = {"PGD", "PUD", "PMD", "PTE"};
	unsigned long table = __read_cr3() & PTE_PFN_MASK;
	unsigned int level;

	printk(KERN_ALERT);
	for (level = 0; level < 4; level++) {
		unsigned int shift = PGDIR_SHIFT - 9 * level;
		unsigned long *slots = __va(table);
		unsigned long entry;

		if (!virt_addr_valid(slots)) {
			pr_cont("BAD");
			break;
		}
		entry = slots[addr >> shift & (PTRS_PER_PGD - 1)];
		pr_cont("%s %lx ", names[level], entry);
		if (!(entry & _PAGE_PRESENT) || entry & _PAGE_PSE)
			break;
		table = entry & PTE_PFN_MASK;
	}
	pr_cont("\n");
}

static void __noreturn page_fault_oops(struct pt_regs *regs, unsigned long addr,
				       unsigned long error_code)
{
	console_verbose();
	bust_spinlocks(1);
	if (addr < PAGE_SIZE)
		pr_alert("BUG: kernel NULL pointer dereference, address: %016lx\n", addr);
	else
		pr_alert("BUG: unable to handle page fault for address: %016lx\n", addr);
	pr_alert("#PF: %s %s in %s mode\n", error_code & X86_PF_USER ? "user" : "supervisor",
		 error_code & X86_PF_INSTR   ? "instruction fetch"
		 : error_code & X86_PF_WRITE ? "write access"
					     : "read access",
		 user_mode(regs) ? "user" : "kernel");
	pr_alert("#PF: error_code(0x%04lx) - %s\n", error_code,
		 !(error_code & X86_PF_PROT) ? "not-present page"
		 : error_code & X86_PF_RSVD  ? "reserved bit violation"
		 : error_code & X86_PF_PK    ? "protection keys violation"
					     : "permissions violation");
	if (addr < TASK_SIZE_MAX && error_code & X86_PF_PROT) {
		if (error_code & X86_PF_INSTR)
			pr_alert("The kernel tried to execute user memory\n");
		else if (smap_enabled && !(regs->flags & X86_EFLAGS_AC))
			pr_alert("The kernel touched user memory without a checked copy (SMAP)\n");
	}
	dump_page_tables(addr);
	bust_spinlocks(0);
	current->thread.trap_nr = X86_TRAP_PF;
	die("Oops", regs, error_code);
}

void kernel_page_fault(struct pt_regs *regs, unsigned long addr, unsigned long error_code)
{
	if (!fixup_exception(regs, X86_TRAP_PF, error_code, addr))
		page_fault_oops(regs, addr, error_code);
}

/*
 * True for faults that no mapping can excuse: the kernel running user code, or touching user memory
 * outside of the functions that may (they have user memory open, and fixups), and corrupt tables.
 */
static bool fault_is_a_bug(struct pt_regs *regs, unsigned long addr, unsigned long error_code)
{
	if (error_code & X86_PF_RSVD)
		return true;
	if (user_mode(regs))
		return false;
	/* A fetch from user space, or from kernel memory that is there but not executable. */
	if (error_code & X86_PF_INSTR && (addr < TASK_SIZE_MAX || error_code & X86_PF_PROT))
		return true;
	if (addr >= TASK_SIZE_MAX)
		return false;
	return (smap_enabled && !(regs->flags & X86_EFLAGS_AC)) ||
	       !search_exception_tables(regs->ip);
}

/*
 * True for a write of the kernel's that the tables allow: the CPU remembers an entry from when it
 * was read-only. The direct map's become writable again without a flush, since that is rare to
 * matter and easy to mend: the fault has made the CPU forget (Intel SDM vol. 3A, 4.10.4.1).
 */
static bool fault_is_stale(struct pt_regs *regs, unsigned long addr, unsigned long error_code)
{
	pte_t pte;

	if (user_mode(regs) || addr < TASK_SIZE_MAX || error_code != (X86_PF_PROT | X86_PF_WRITE))
		return false;
	pte = paging_get(init_pgd, addr);
	return pte_accessible(pte) && pte_write(pte);
}

/* CR2 must be read before anything else can fault. */
void do_page_fault(struct pt_regs *regs, unsigned long error_code)
{
	unsigned long addr = read_cr2();

	kprobe_fault_fixup(regs);
	if (fault_is_stale(regs, addr, error_code))
		return;
	if (fault_is_a_bug(regs, addr, error_code))
		page_fault_oops(regs, addr, error_code);
	if (user_mode(regs)) {
		/* For the signal frame, should one come of it. */
		current->thread.cr2 = addr;
		current->thread.trap_nr = X86_TRAP_PF;
		current->thread.error_code = error_code;
	}
	if (!regs_irqs_disabled(regs))
		local_irq_enable();
	handle_page_fault(regs, addr, error_code);
	local_irq_disable();
}
NOKPROBE_SYMBOL(do_page_fault);

/* Did the fault strike because the task's kernel stack ran into the page below it? */
static bool stack_overflowed(struct pt_regs *regs, unsigned long cr2)
{
	unsigned long begin = (unsigned long)task_stack_page(current);

	return begin - 1 - cr2 < PAGE_SIZE || begin - 1 - regs->sp < PAGE_SIZE;
}

/*
 * An exception that could not be delivered: as a rule since the kernel stack is full, and pushing
 * the page fault's frame faulted again. cr2 still holds that address. The stack is lost, the
 * machine need not be: if it was a task's, the task dies alone.
 */
void do_double_fault(struct pt_regs *regs, long error_code)
{
	unsigned long cr2 = read_cr2();
	struct task_struct *tsk = current;

	if (stack_overflowed(regs, cr2)) {
		console_verbose();
		pr_emerg("BUG: kernel stack overflow (task %s:%d, stack is %px..%px, fault at "
			 "%px)\n",
			 tsk->comm, task_pid_nr(tsk), task_stack_page(tsk),
			 task_stack_page(tsk) + THREAD_SIZE - 1, (void *)cr2);
		current->thread.trap_nr = X86_TRAP_DF;
		die("kernel stack overflow (double fault)", regs, error_code);
	}
	console_verbose();
	pr_emerg("PANIC: double fault, error_code: 0x%lx, cr2: %016lx\n", error_code, cr2);
	show_regs(regs);
	panic("Machine halted.");
}
NOKPROBE_SYMBOL(do_double_fault);
