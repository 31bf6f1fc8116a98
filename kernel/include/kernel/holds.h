/* SPDX-License-Identifier: MIT */
/*
 * What a task must give back even if it dies in the middle of kernel code: sleeping locks, counts
 * that somebody waits for, memory that only its stack knew.
 *
 * A fault in a module ends the task that called in, and its stack with all the frames that would
 * have unlocked. Whoever takes what others wait for notes it here, with the function that gives it
 * back; a task that dies calls those, newest first. What is protected may then be found half done:
 * the report has said so, and the alternative is that nobody ever gets the lock again.
 *
 * The list belongs to the current task alone, and interrupts leave it alone: no lock.
 */
#ifndef _KERNEL_HOLDS_H
#define _KERNEL_HOLDS_H

#include <linux/compiler.h>
#include <linux/preempt.h>
#include <linux/sched.h>

/* "what" has been taken: release(what), in the current task, gives it back and drops the note. */
static __always_inline void hold_note(void *what, void (*release)(void *what))
{
	struct task_struct *tsk = current;
	unsigned int n = tsk->nr_holds;

	if (unlikely(!in_task()))
		return;
	tsk->nr_holds = n + 1;
	/* More than fit are only counted: they stay held. */
	if (likely(n < TASK_HOLDS))
		tsk->holds[n] = (struct task_hold){.what = what, .release = release};
}

void hold_drop_elsewhere(struct task_struct *tsk, void *what);

/* It is being given back: before it is, since it may be another's, or freed, at once. */
static __always_inline void hold_drop(void *what)
{
	struct task_struct *tsk = current;
	unsigned int n = tsk->nr_holds;

	if (unlikely(!in_task()))
		return;
	if (likely(n && n <= TASK_HOLDS && tsk->holds[n - 1].what == what))
		tsk->nr_holds = n - 1;
	else
		hold_drop_elsewhere(tsk, what);
}

/*
 * The current task dies: gives back all that it has noted, with a line in the log for each. Process
 * context, interrupts on, no spinlock; may sleep.
 */
void release_holds(struct task_struct *tsk);

#endif
