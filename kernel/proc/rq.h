// SPDX-License-Identifier: MIT
/*
 * The run queue of a CPU, for the files of the scheduler.
 *
 * Round robin in rounds: in each round every runnable task gets one time slice. A task that has
 * used its slice waits in `expired` for the next round; one that wakes up with some of it left
 * goes to `woken`, before those in `active` that have been runnable all the time. So what waits
 * for a person answers at once, and still nobody gets more than a slice a round: a round ends
 * when every slice is used or its owner sleeps. Nice values make slices longer or shorter.
 * Real-time tasks come before all that, by priority (sched_rt.c).
 *
 * Lock order: task->pi_lock, then rq->lock; two run queues never at once. Both with interrupts
 * off. The lock is held across the switch: taken by the task that leaves, released by the one
 * that comes.
 */
#ifndef _KERNEL_PROC_RQ_H
#define _KERNEL_PROC_RQ_H

#include <linux/bitmap.h>
#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/sched/clock.h>
#include <linux/spinlock.h>
#include <kernel/sched.h>

/* At nice value 0: long enough that switches cost nothing, short enough for a dozen busy tasks. */
#define SCHED_SLICE_NS (24 * NSEC_PER_MSEC)
/* A task that has run less than this in one stretch isn't interrupted by one that wakes. */
#define SCHED_WAKE_GRAN_NS (1 * NSEC_PER_MSEC)

/* Real-time tasks of a CPU; rq->lock. */
struct rt_queue {
	DECLARE_BITMAP(queued, MAX_RT_PRIO); /* which lists have any */
	struct list_head lists[MAX_RT_PRIO]; /* by task->prio */
	u64 time;			     /* ns that they have run in this period */
	u64 period_start;		     /* by rq->clock */
	bool throttled;			     /* their time is used up */
};

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
	struct rt_queue rt;	  /* come before those in the three lists */

	u64 clock;	   /* sched_clock() at the last look; ns */
	u64 stretch_start; /* when curr was switched to */

	bool prev_moves;	   /* the task that left may not run here: it goes elsewhere */
	struct mm_struct *prev_mm; /* borrowed by the task that left; dropped after the switch */

	u64 nr_switches;	 /* readers take no lock */
	long nr_uninterruptible; /* slept here less woken here: only the sum over CPUs counts */
	atomic_t nr_iowait;	 /* asleep for a device */
};

DECLARE_PER_CPU(struct rq, runqueues);

#define cpu_rq(cpu) per_cpu_ptr(&runqueues, (cpu))
#define this_rq()   this_cpu_ptr(&runqueues)
#define task_rq(p)  cpu_rq(task_cpu(p))

/* Holds @p's place in the scheduler still: its pi_lock and its run queue's lock. Any context. */
static inline struct rq *task_rq_lock(struct task_struct *p, unsigned long *flags)
{
	struct rq *rq;

	raw_spin_lock_irqsave(&p->pi_lock, *flags);
	rq = task_rq(p);
	raw_spin_lock(&rq->lock);
	return rq;
}

static inline void task_rq_unlock(struct rq *rq, struct task_struct *p, unsigned long *flags)
{
	raw_spin_unlock(&rq->lock);
	raw_spin_unlock_irqrestore(&p->pi_lock, *flags);
}

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
void dequeue_task(struct rq *rq, struct task_struct *p);
struct task_struct *pick_next_task(struct rq *rq);
void resched_curr(struct rq *rq);
bool others_waiting(const struct rq *rq);
void share_slice_with_child(struct task_struct *child);

/* sched_rt.c; the same. */
s64 rr_slice(void); /* any context */
void rt_queue_init(struct rt_queue *rt);
void rt_enqueue(struct rq *rq, struct task_struct *p, bool first);
void rt_dequeue(struct rq *rq, struct task_struct *p);
void rt_put_back(struct rq *rq, struct task_struct *prev);
int rt_best(const struct rq *rq);
struct task_struct *rt_pick(struct rq *rq);
void rt_charge(struct rq *rq, struct task_struct *curr, u64 delta);
bool rt_tick(struct rq *rq);

/* sched_policy_calls.c */
struct task_struct *sched_get_task(pid_t pid);

/* sched_affinity.c */
void move_prev(struct task_struct *prev);

/* sched_wake.c: rq->lock; pi_lock. */
void check_preempt(struct rq *rq, struct task_struct *p, int wake_flags);
int select_task_rq(struct task_struct *p);

/* sched.c */
void activate_task(struct rq *rq, struct task_struct *p);

#endif /* _KERNEL_PROC_RQ_H */
