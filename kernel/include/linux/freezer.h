// SPDX-License-Identifier: MIT
/*
 * Kernel threads say where they may be stopped while the machine is suspended. It never is: no
 * thread is ever asked to freeze, and these say so.
 */
#ifndef _LINUX_FREEZER_H
#define _LINUX_FREEZER_H

#include <linux/kthread.h>
#include <linux/sched.h>
#include <linux/wait.h>

static inline bool freezing(struct task_struct *p)
{
	return false;
}

static inline bool frozen(struct task_struct *p)
{
	return false;
}

/* True if the task was frozen meanwhile. */
static inline bool try_to_freeze(void)
{
	might_sleep();
	return false;
}

static inline bool set_freezable(void)
{
	might_sleep();
	current->flags &= ~PF_NOFREEZE;
	return false;
}

static inline bool kthread_freezable_should_stop(bool *was_frozen)
{
	if (was_frozen)
		*was_frozen = false;
	return kthread_should_stop();
}

#endif /* _LINUX_FREEZER_H */
