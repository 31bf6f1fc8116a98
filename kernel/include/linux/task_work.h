// SPDX-License-Identifier: MIT
/*
 * Work that a task does for itself at its next return to user mode, or when it exits: in its own
 * context, with nothing held, free to sleep.
 */
#ifndef _LINUX_TASK_WORK_H
#define _LINUX_TASK_WORK_H

#include <linux/list.h>
#include <linux/sched.h>

typedef void (*task_work_func_t)(struct callback_head *);

static inline void init_task_work(struct callback_head *twork, task_work_func_t func)
{
	twork->func = func;
}

enum task_work_notify_mode {
	TWA_NONE,	   /* whenever it next happens to look */
	TWA_RESUME,	   /* at the next return to user mode, whenever that is */
	TWA_SIGNAL,	   /* soon: ends an interruptible sleep */
	TWA_SIGNAL_NO_IPI, /* the same without hurrying another CPU */
};

static inline bool task_work_pending(struct task_struct *task)
{
	return READ_ONCE(task->task_works) != NULL;
}

/* Any context. 0, or -ESRCH when @task is past the point in its exit where it looks. */
int task_work_add(struct task_struct *task, struct callback_head *twork,
		  enum task_work_notify_mode mode);
/* Takes back the last added with @func; NULL when there is none left. */
struct callback_head *task_work_cancel(struct task_struct *task, task_work_func_t func);
struct callback_head *task_work_cancel_match(struct task_struct *task,
					     bool (*match)(struct callback_head *, void *data),
					     void *data);
/* The current task's own. */
void task_work_run(void);

static inline void exit_task_work(struct task_struct *task)
{
	task_work_run();
}

#endif /* _LINUX_TASK_WORK_H */
