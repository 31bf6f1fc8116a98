// SPDX-License-Identifier: MIT
/* A task's kernel stack: THREAD_SIZE bytes over a guard page; kernel/mm gives and takes it. */
#ifndef _LINUX_SCHED_TASK_STACK_H
#define _LINUX_SCHED_TASK_STACK_H

#include <linux/poison.h>
#include <linux/sched.h>

#ifndef STACK_END_MAGIC
#define STACK_END_MAGIC 0x57AC6E9D
#endif

/* The lowest word: overwritten when the stack was too small by less than a page. */
static inline unsigned long *end_of_stack(const struct task_struct *task)
{
	return task->stack;
}

#define task_stack_end_corrupted(task) (*(end_of_stack(task)) != STACK_END_MAGIC)

static inline int object_is_on_stack(const void *obj)
{
	void *stack = current->stack;

	return obj >= stack && obj < stack + THREAD_SIZE;
}

void set_task_stack_end_magic(struct task_struct *tsk);

#endif /* _LINUX_SCHED_TASK_STACK_H */
