/* SPDX-License-Identifier: MIT */
/*
 * Real-time tasks: those of SCHED_FIFO and SCHED_RR (sched(7)). One that is runnable runs before
 * all others of less priority, and before all that are none.
 */
#ifndef _LINUX_SCHED_RT_H
#define _LINUX_SCHED_RT_H

#include <linux/sched.h>

/* The slice of SCHED_RR at boot, in jiffies; /proc/sys/kernel/sched_rr_timeslice_ms. */
#define RR_TIMESLICE (100 * HZ / 1000)

static inline int rt_prio(int prio)
{
	return unlikely(prio < MAX_RT_PRIO);
}

/* Whether it runs as one right now. */
static inline int rt_task(struct task_struct *p)
{
	return rt_prio(p->prio);
}

static inline bool task_is_realtime(struct task_struct *tsk)
{
	return tsk->policy == SCHED_FIFO || tsk->policy == SCHED_RR;
}

#endif
