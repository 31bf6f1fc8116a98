// SPDX-License-Identifier: MIT
/*
 * The run queue of a CPU, for the files of the scheduler.
 *
 * Round robin in rounds: in each round every runnable task gets one time slice. A task that has
 * used its slice waits in `expired` for the next round; one that wakes up with some of it left
 * goes to `woken`, before those in `active` that have been runnable all the time. So what waits
 * for a person answers at once, and still nobody gets more than a slice a round: a round ends
 * when every slice is used or its owner sleeps. Nice values make slices longer or shorter.
 *
 * Lock order: task->pi_lock, then rq->lock; two run queues never at once. Both with interrupts
 * off. The lock is held across the switch: taken by the task that leaves, released by the one
 * that comes.
 */
#ifndef _KERNEL_PROC_RQ_H
#define _KERNEL_PROC_RQ_H

#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/sched/clock.h>
#include <linux/spinlock.h>
#include <kernel/sched.h>

/* At nice value 0: long enough that switches cost nothing, short enough for a dozen busy tasks. */
#define SCHED_SLICE_NS (24 * NSEC_PER_MSEC)
/* A task that has run less than this in one stretch isn't interrupted by one that wakes. */
#define SCHED_WAKE_GRAN_NS (1 * NSEC_PER_MSEC)

struct rq {
	raw_spinlock_t lock; /* everything here but what says otherwise */
	int cpu;	     /* constant */

	struct task_struct *curr; /* what runs; on none of the queues */
	struct task_struct *idle; /* constant after boot; on none of the queues */
	unsigned int nr_running;  /* runnable tasks, curr included, idle not */
	struct list_head woken;	  /* slept, has slice left in this round */
	struct list_head active;  /* has slice left in this round */
	struct list_head expired; /* waits for the next round */
	u64 round;		  /* number of this round; from 1 */

	u64 clock;	   /* sched_clock() at the last look; ns */
	u64 stretch_start; /* when curr was switched to */

	struct mm_struct *prev_mm; /* borrowed by the task that left; dropped after the switch */

	u64 nr_switches;	 /* readers take no lock */
	long nr_uninterruptible; /* slept here less woken here: only the sum over CPUs counts */
	atomic_t nr_iowait;	 /* asleep for a device */
};

DECLARE_PER_CPU(struct rq, runqueues);

#define cpu_rq(cpu) per_cpu_ptr(&runqueues, (cpu))
#define this_rq()   this_cpu_ptr(&runqueues)
#define task_rq(p)  cpu_rq(task_cpu(p))

static inline void update_rq_clock(struct rq *rq)
{
	u64 now = sched_clock();

	/* Another CPU may have set it a little later than we look. */
	if (now > rq->clock)
		rq->clock = now;
}

/* sched_queue.c: queues and slices; rq->lock held and clock up to date. */
void slices_init(void);
void rq_init(struct rq *rq, int cpu);
s64 task_slice(const struct task_struct *p); /* any context; may be old in a moment */
void charge_current(struct rq *rq);
void enqueue_woken(struct rq *rq, struct task_struct *p);
void put_back_current(struct rq *rq, struct task_struct *prev);
struct task_struct *pick_next_task(struct rq *rq);
void resched_curr(struct rq *rq);
bool others_waiting(const struct rq *rq);
void share_slice_with_child(struct task_struct *child);

/* sched.c */
void activate_task(struct rq *rq, struct task_struct *p);

#endif /* _KERNEL_PROC_RQ_H */
