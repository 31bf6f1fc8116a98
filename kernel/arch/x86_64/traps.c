// SPDX-License-Identifier: MIT
/*
 * Exceptions other than page and double faults: from user mode a signal, from kernel mode a fixup
 * or a report and the end of what ran.
 *
 * Every handler is called with interrupts off and returns so. Before a signal is sent they go on as
 * the interrupted code had them, since sending takes locks. Signal numbers and codes are
 * signal(7)'s and sigaction(2)'s, chosen as Linux does for x86.
 */
#include <linux/bug.h>
#include <linux/extable.h>
#include <linux/hardirq.h>
#include <linux/irqflags.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/ratelimit.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/signal.h>
#include <linux/string.h>
#include <asm/io.h>
#include <asm/irq_vectors.h>
#include <asm/processor.h>
#include <kernel/kprobes.h>
#include <kernel/module.h>
#include <kernel/text.h>
#include <kernel/traps.h>
#include "entry.h"

static void cond_local_irq_enable(struct pt_regs *regs)
{
	if (!regs_irqs_disabled(regs))
		local_irq_enable();
}

static void cond_local_irq_disable(struct pt_regs *regs)
{
	if (!regs_irqs_disabled(regs))
		local_irq_disable();
}

/* A line for the log when a program is about to die of a fault that it doesn't handle. */
static void show_signal(int sig, const char *desc, struct pt_regs *regs, long error_code)
{
	struct task_struct *tsk = current;

	if (unhandled_signal(tsk, sig) && printk_ratelimit())
		pr_info("traps: %s[%d] %s ip:%lx sp:%lx error:%lx\n", tsk->comm, task_pid_nr(tsk),
			desc, regs->ip, regs->sp, error_code);
}

/*
 * The common end of a handler. `code` is the signal's si_code with `addr`, or 0 for a signal that
 * tells neither (SI_KERNEL).
 */
static void do_trap(int trapnr, int sig, const char *desc, struct pt_regs *regs, long error_code,
		    int code, unsigned long addr)
{
	struct task_struct *tsk = current;

	kprobe_fault_fixup(regs);
	cond_local_irq_enable(regs);
	if (user_mode(regs)) {
		tsk->thread.trap_nr = trapnr;
		tsk->thread.error_code = error_code;
		show_signal(sig, desc, regs, error_code);
		if (code)
			force_sig_fault(sig, code, (void __user *)addr);
		else
			force_sig(sig);
	} else if (!fixup_exception(regs, trapnr, error_code, 0)) {
		tsk->thread.trap_nr = trapnr;
		die(desc, regs, error_code);
	}
	cond_local_irq_disable(regs);
}
NOKPROBE_SYMBOL(do_trap);

void do_divide_error(struct pt_regs *regs, long error_code)
{
	do_trap(X86_TRAP_DE, SIGFPE, "divide error", regs, error_code, FPE_INTDIV, regs->ip);
}

void do_overflow(struct pt_regs *regs, long error_code)
{
	do_trap(X86_TRAP_OF, SIGSEGV, "overflow", regs, error_code, 0, 0);
}

void do_bounds(struct pt_regs *regs, long error_code)
{
	do_trap(X86_TRAP_BR, SIGSEGV, "bounds", regs, error_code, 0, 0);
}

void do_coproc_segment_overrun(struct pt_regs *regs, long error_code)
{
	do_trap(X86_TRAP_OLD_MF, SIGFPE, "coprocessor segment overrun", regs, error_code, 0, 0);
}

void do_invalid_tss(struct pt_regs *regs, long error_code)
{
	do_trap(X86_TRAP_TS, SIGSEGV, "invalid TSS", regs, error_code, 0, 0);
}

void do_segment_not_present(struct pt_regs *regs, long error_code)
{
	do_trap(X86_TRAP_NP, SIGBUS, "segment not present", regs, error_code, 0, 0);
}

void do_stack_segment(struct pt_regs *regs, long error_code)
{
	do_trap(X86_TRAP_SS, SIGBUS, "stack segment", regs, error_code, 0, 0);
}

void do_general_protection(struct pt_regs *regs, long error_code)
{
	do_trap(X86_TRAP_GP, SIGSEGV, "general protection fault", regs, error_code, 0, 0);
}

void do_alignment_check(struct pt_regs *regs, long error_code)
{
	do_trap(X86_TRAP_AC, SIGBUS, "alignment check", regs, error_code, BUS_ADRALN, 0);
}

void do_control_protection(struct pt_regs *regs, long error_code)
{
	do_trap(X86_TRAP_CP, SIGSEGV, "control protection", regs, error_code, 0, 0);
}

void do_unexpected_exception(struct pt_regs *regs, long error_code)
{
	do_trap(X86_TRAP_SPURIOUS, SIGSEGV, "unexpected exception", regs, error_code, 0, 0);
}

/* The FPU is switched with the task and CR0.TS never set: this means a CPU without one in use. */
void do_device_not_available(struct pt_regs *regs, long error_code)
{
	do_trap(X86_TRAP_NM, SIGSEGV, "device not available", regs, error_code, 0, 0);
}

void do_coprocessor_error(struct pt_regs *regs, long error_code)
{
	int code = user_mode(regs) ? fpu_exception_code(X86_TRAP_MF) : 0;

	do_trap(X86_TRAP_MF, SIGFPE, "fpu exception", regs, error_code, code, regs->ip);
}

void do_simd_error(struct pt_regs *regs, long error_code)
{
	int code = user_mode(regs) ? fpu_exception_code(X86_TRAP_XF) : 0;

	do_trap(X86_TRAP_XF, SIGFPE, "simd exception", regs, error_code, code, regs->ip);
}

/* ud2 is how BUG() and WARN() get here; the table of their places tells which. */
void do_invalid_op(struct pt_regs *regs, long error_code)
{
	if (!user_mode(regs)) {
		switch (report_bug(regs->ip, regs)) {
		case BUG_TRAP_TYPE_WARN:
			regs->ip += LEN_UD2;
			return;
		case BUG_TRAP_TYPE_BUG:
		case BUG_TRAP_TYPE_NONE:
			break;
		}
	}
	do_trap(X86_TRAP_UD, SIGILL, "invalid opcode", regs, error_code, ILL_ILLOPN, regs->ip);
}

void do_int3(struct pt_regs *regs, long error_code)
{
	if (poke_int3_handler(regs))
		return;
	if (!user_mode(regs) && kprobe_int3_handler(regs))
		return;
	if (!user_mode(regs) && module_poison_trap(regs))
		return;
	do_trap(X86_TRAP_BP, SIGTRAP, "int3", regs, error_code, 0, 0);
}
NOKPROBE_SYMBOL(do_int3);

#define DR6_SINGLE_STEP (1UL << 14)
#define DR6_QUIET	0xffff0ff0UL /* what DR6 holds when nothing happened */

static unsigned long read_and_clear_dr6(void)
{
	unsigned long dr6;

	asm volatile("mov %%dr6, %0" : "=r"(dr6));
	asm volatile("mov %0, %%dr6" : : "r"(DR6_QUIET));
	return dr6;
}

/*
 * A program may single-step itself by EFLAGS.TF. The kernel does not debug itself: a trap in it is
 * a program's TF that leaked in, and is turned off.
 */
void do_debug(struct pt_regs *regs, long error_code)
{
	unsigned long dr6 = read_and_clear_dr6();

	if (!user_mode(regs)) {
		WARN_ONCE(1, "debug trap in the kernel, dr6 %#lx\n", dr6);
		regs->flags &= ~X86_EFLAGS_TF;
		return;
	}
	do_trap(X86_TRAP_DB, SIGTRAP, "debug", regs, error_code,
		dr6 & DR6_SINGLE_STEP ? TRAP_TRACE : TRAP_BRKPT, regs->ip);
}
NOKPROBE_SYMBOL(do_debug);

#define NMI_REASON_PORT	 0x61
#define NMI_REASON_SERR	 0x80
#define NMI_REASON_IOCHK 0x40

/* Nothing here uses NMIs: one that comes is the machine's complaint, or an operator's button. */
void do_nmi(struct pt_regs *regs, long error_code)
{
	u8 reason;

	nmi_enter();
	reason = inb(NMI_REASON_PORT);
	if (reason & NMI_REASON_SERR)
		pr_emerg("NMI: PCI system error (SERR), reason %02x\n", reason);
	else if (reason & NMI_REASON_IOCHK)
		pr_emerg("NMI: IOCK error, reason %02x\n", reason);
	else
		pr_emerg("Uhhuh. NMI received for unknown reason %02x on CPU %d.\n", reason,
			 smp_processor_id());
	if (reason & (NMI_REASON_SERR | NMI_REASON_IOCHK))
		show_regs(regs);
	nmi_exit();
}
NOKPROBE_SYMBOL(do_nmi);

/* The banks of details aren't read: what the hardware can't correct ends the machine. */
void do_machine_check(struct pt_regs *regs, long error_code)
{
	nmi_enter();
	console_verbose();
	bust_spinlocks(1);
	pr_emerg("mce: [Hardware Error]: machine check on CPU %d\n", smp_processor_id());
	add_taint(TAINT_MACHINE_CHECK, LOCKDEP_NOW_UNRELIABLE);
	show_regs(regs);
	panic("Fatal machine check");
}
NOKPROBE_SYMBOL(do_machine_check);

struct pt_regs *fixup_bad_iret(struct pt_regs *regs)
{
	struct pt_regs *fixed = (struct pt_regs *)current_top_of_stack() - 1;

	/*
	 * IRET was reading ip … ss at the very top of the stack; they are still there. The other
	 * registers were the user's when it faulted. Source and target overlap.
	 */
	memmove(fixed, regs, offsetof(struct pt_regs, ip));
	return fixed;
}
