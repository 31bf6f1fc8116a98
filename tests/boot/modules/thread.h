/* SPDX-License-Identifier: MIT */
/*
 * Threads for modules that try something in their init: start_helper() runs fn(data) in one, and
 * finish_helper() waits until it has returned, even if it did so by itself.
 */
#ifndef THREAD_H
#define THREAD_H

#include <linux/kthread.h>
#include <linux/sched/task.h>

static inline struct task_struct *start_helper(int (*fn)(void *), void *data)
{
	struct task_struct *task = kthread_create(fn, data, KBUILD_MODNAME);

	get_task_struct(task);
	wake_up_process(task);
	return task;
}

static inline void finish_helper(struct task_struct *task)
{
	kthread_stop(task);
	put_task_struct(task);
}

#endif
