// SPDX-License-Identifier: MIT
/*
 * Functions of modules that run in interrupts, and a way out of them when they crash.
 *
 * The interrupted task has nothing to do with such a crash and can't be ended for it; Linux ends
 * the machine. Here timers, interrupt handlers and tasklets of modules are called through
 * call_in_interrupt(), which remembers where it stands: after a crash execution goes on behind that
 * call, as if the function had returned 0. That is safe only if the function held no lock and no
 * other interrupt had come between, both of which the preemption count tells. Else, and for all
 * other callbacks, the machine ends as before.
 */
#include <linux/extable.h>
#include <linux/irqflags.h>
#include <linux/percpu.h>
#include <linux/preempt.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <asm/ptrace.h>
#include <kernel/module.h>
#include <kernel/traps.h>
#include "entry.h"

struct callback_guard {
	unsigned long sp; /* first: guarded_call() */
	unsigned int preempt_count;
	unsigned long flags;
	struct callback_guard *outer; /* of a function that this one has interrupted */
	void *function;
};

static DEFINE_PER_CPU(struct callback_guard *, innermost_guard);

unsigned long call_in_interrupt(void *function, unsigned long a, unsigned long b)
{
	struct callback_guard guard = {.function = function, .preempt_count = preempt_count()};
	unsigned long ret;

	if (likely(core_kernel_text((unsigned long)function)))
		return ((unsigned long (*)(unsigned long, unsigned long))function)(a, b);
	local_save_flags(guard.flags);
	guard.outer = this_cpu_read(innermost_guard);
	this_cpu_write(innermost_guard, &guard);
	ret = guarded_call(function, a, b, &guard.sp);
	this_cpu_write(innermost_guard, guard.outer);
	return ret;
}

void leave_crashed_callback(struct pt_regs *regs)
{
	struct callback_guard *guard = this_cpu_read(innermost_guard);

	if (!guard || guard->preempt_count != (unsigned int)preempt_count() ||
	    regs->sp < (unsigned long)task_stack_page(current) || regs->sp > guard->sp ||
	    !module_crashed_in_interrupt())
		return;
	pr_alert("note: %pS, called in an interrupt, is left where it crashed\n", guard->function);
	local_irq_restore(guard->flags);
	leave_guarded_call(&guard->sp);
}
