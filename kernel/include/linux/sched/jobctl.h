// SPDX-License-Identifier: MIT
/* task_struct.jobctl: stopping and continuing. Guarded by siglock. */
#ifndef _LINUX_SCHED_JOBCTL_H
#define _LINUX_SCHED_JOBCTL_H

#include <linux/types.h>

struct task_struct;

#define JOBCTL_STOP_SIGMASK 0xffff /* the signal of the stop in progress */

#define JOBCTL_STOP_DEQUEUED_BIT 16
#define JOBCTL_STOP_PENDING_BIT	 17
#define JOBCTL_STOP_CONSUME_BIT	 18
#define JOBCTL_STOPPED_BIT	 26
#define JOBCTL_TRACED_BIT	 27

#define JOBCTL_STOP_DEQUEUED (1UL << JOBCTL_STOP_DEQUEUED_BIT) /* a stop signal was taken */
#define JOBCTL_STOP_PENDING  (1UL << JOBCTL_STOP_PENDING_BIT)  /* is to stop */
#define JOBCTL_STOP_CONSUME  (1UL << JOBCTL_STOP_CONSUME_BIT)  /* counted in group_stop_count */
#define JOBCTL_STOPPED	     (1UL << JOBCTL_STOPPED_BIT)       /* sleeps in TASK_STOPPED */
#define JOBCTL_TRACED	     (1UL << JOBCTL_TRACED_BIT)

#define JOBCTL_PENDING_MASK JOBCTL_STOP_PENDING

bool task_set_jobctl_pending(struct task_struct *task, unsigned long mask);
void task_clear_jobctl_pending(struct task_struct *task, unsigned long mask);

#endif /* _LINUX_SCHED_JOBCTL_H */
