// SPDX-License-Identifier: MIT
/*
 * Between user mode and the kernel: carrying a system call out, and what is done on every way back.
 */
#include <asm/ptrace.h>
#include <kernel/sched.h>
#include <kernel/signal.h>
#include <kernel/syscall.h>
#include <linux/errno.h>
#include <linux/irqflags.h>
#include <linux/lockdep.h>
#include <linux/nospec.h>
#include <linux/panic.h>
#include <linux/preempt.h>
#include <linux/printk.h>
#include <linux/rseq.h>
#include <linux/sched/signal.h>
#include <linux/task_work.h>
#include <linux/thread_info.h>
#include "unknown.h"

/* Flags that a task must not take along to user mode. */
#define EXIT_WORK (_TIF_NEED_RESCHED | _TIF_SIGPENDING | _TIF_NOTIFY_SIGNAL | _TIF_NOTIFY_RESUME)

void exit_to_user_mode(struct pt_regs *regs)
{
	unsigned long work;

	/* Interrupts are off between the last look and user mode: no flag is set unseen. */
	while ((work = read_thread_flags() & EXIT_WORK) != 0) {
		local_irq_enable();
		if (work & _TIF_NEED_RESCHED)
			schedule();
		/* Task work first: a signal may end the task, or start a handler that relies on it.
		 */
		if (work & (_TIF_NOTIFY_RESUME | _TIF_NOTIFY_SIGNAL)) {
			clear_thread_flag(TIF_NOTIFY_RESUME);
			clear_thread_flag(TIF_NOTIFY_SIGNAL);
			smp_mb__after_atomic();
			task_work_run();
			rseq_resume(regs);
		}
		if (work & (_TIF_SIGPENDING | _TIF_NOTIFY_SIGNAL))
			do_signal(regs);
		local_irq_disable();
	}
}

/* A system call has returned with something held that it must not take along. */
static noinline void report_leak(int nr)
{
	if (irqs_disabled()) {
		pr_err("BUG: syscall %d left IRQs disabled: %s/%d\n", nr, current->comm,
		       task_pid_nr(current));
		dump_stack();
		local_irq_enable();
	}
	if (preempt_count()) {
		pr_err("BUG: syscall %d leaked lock or atomic: %s/0x%08x/%d\n", nr, current->comm,
		       preempt_count(), task_pid_nr(current));
		dump_stack();
		preempt_count_set(0);
	}
	add_taint(TAINT_WARN, LOCKDEP_STILL_OK);
}

void do_syscall_64(struct pt_regs *regs, int nr)
{
	unsigned int index = nr;

	local_irq_enable();
	if (likely(index < NR_syscalls && sys_call_table[index])) {
		index = array_index_nospec(index, NR_syscalls);
		regs->ax = sys_call_table[index](regs);
	} else {
		regs->ax = -ENOSYS;
		report_unknown_syscall(nr);
	}
	if (unlikely(preempt_count() || irqs_disabled()))
		report_leak(nr);
	local_irq_disable();
	exit_to_user_mode(regs);
	lockdep_sys_exit();
}
