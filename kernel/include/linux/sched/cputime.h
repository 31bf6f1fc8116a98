// SPDX-License-Identifier: MIT
/*
 * How much CPU time tasks have used, in ns. User and system time are sampled by the tick; their
 * sum is exact, from the scheduler, so the adjusted forms scale the samples to it and never go
 * back.
 */
#ifndef _LINUX_SCHED_CPUTIME_H
#define _LINUX_SCHED_CPUTIME_H

#include <linux/sched/signal.h>

struct task_cputime {
	u64 stime;
	u64 utime;
	unsigned long long sum_exec_runtime;
};

static inline void task_cputime(struct task_struct *t, u64 *utime, u64 *stime)
{
	*utime = READ_ONCE(t->utime);
	*stime = READ_ONCE(t->stime);
}

/* The task's running stretch included. */
u64 task_sched_runtime(struct task_struct *task);
/* Of all threads, dead ones included. siglock held, or under RCU and then loosely. */
void thread_group_cputime(struct task_struct *tsk, struct task_cputime *times);
void task_cputime_adjusted(struct task_struct *p, u64 *ut, u64 *st);
void thread_group_cputime_adjusted(struct task_struct *p, u64 *ut, u64 *st);

static inline void prev_cputime_init(struct prev_cputime *prev)
{
	prev->utime = prev->stime = 0;
	raw_spin_lock_init(&prev->lock);
}

#endif /* _LINUX_SCHED_CPUTIME_H */
