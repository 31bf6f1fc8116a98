// SPDX-License-Identifier: MIT
/*
 * The queues of real-time tasks (sched(7)): a list for each priority, of which the first task of
 * the first one that has any runs, whatever the other tasks would like.
 *
 * A task of SCHED_RR whose slice is used up goes to the end of its list, one of SCHED_FIFO only if
 * it yields; one that was interrupted by a more urgent one goes on where it was. So that a task
 * that never sleeps leaves a way to end it, all together may run 0.95 s of each second: the rest
 * is for others, or for none (/proc/sys/kernel/sched_rt_runtime_us; -1: no limit).
 *
 * Every function here is called with rq->lock held, interrupts off and the queue's clock up to
 * date, unless it says otherwise.
 */
#include <kernel/sched.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/minmax.h>
#include <linux/printk.h>
#include <linux/sched/rt.h>
#include <linux/sysctl.h>
#include "rq.h"

static int sched_rt_period_us = 1000000;
static int sched_rt_runtime_us = 950000;
static int sched_rr_timeslice_ms = MSEC_PER_SEC * RR_TIMESLICE / HZ;

/* The slice of SCHED_RR, ns. Any context. */
s64 rr_slice(void)
{
	return READ_ONCE(sched_rr_timeslice_ms) * (s64)NSEC_PER_MSEC;
}

/* Boot. No lock. */
void rt_queue_init(struct rt_queue *rt)
{
	for (int i = 0; i < MAX_RT_PRIO; i++)
		INIT_LIST_HEAD(&rt->lists[i]);
}

void rt_enqueue(struct rq *rq, struct task_struct *p, bool first)
{
	struct list_head *list = &rq->rt.lists[p->prio];

	if (first)
		list_add(&p->se.run_node, list);
	else
		list_add_tail(&p->se.run_node, list);
	__set_bit(p->prio, rq->rt.queued);
}

/* Takes @p, which is queued with the priority that it has, off its list. */
void rt_dequeue(struct rq *rq, struct task_struct *p)
{
	list_del_init(&p->se.run_node);
	if (list_empty(&rq->rt.lists[p->prio]))
		__clear_bit(p->prio, rq->rt.queued);
}

/* Queues @prev again, which was running: behind the others if its turn is over. */
void rt_put_back(struct rq *rq, struct task_struct *prev)
{
	bool goes_on = prev->se.slice > 0;

	if (!goes_on)
		prev->se.slice = rr_slice();
	rt_enqueue(rq, prev, goes_on);
}

/* The priority of the most urgent one that waits and may run; MAX_PRIO: none. */
int rt_best(const struct rq *rq)
{
	int prio = find_first_bit(rq->rt.queued, MAX_RT_PRIO);

	return rq->rt.throttled || prio >= MAX_RT_PRIO ? MAX_PRIO : prio;
}

/* Takes the next task off its list; NULL when there is none, or when it is the others' time. */
struct task_struct *rt_pick(struct rq *rq)
{
	struct task_struct *p;
	int prio = rt_best(rq);

	if (prio == MAX_PRIO)
		return NULL;
	p = list_first_entry(&rq->rt.lists[prio], struct task_struct, se.run_node);
	rt_dequeue(rq, p);
	return p;
}

/* The current task, a real-time one, has run that long, ns. */
void rt_charge(struct rq *rq, struct task_struct *curr, u64 delta)
{
	rq->rt.time += delta;
	if (curr->policy == SCHED_RR)
		curr->se.slice -= delta;
}

/* Begins a new period when the old one is over, and ends their time when it is used up. */
static void rt_check_time(struct rq *rq)
{
	int period = READ_ONCE(sched_rt_period_us), runtime = READ_ONCE(sched_rt_runtime_us);
	struct rt_queue *rt = &rq->rt;

	if (rq->clock - rt->period_start >= (u64)period * NSEC_PER_USEC) {
		rt->period_start = rq->clock;
		rt->time = 0;
		rt->throttled = false;
	} else if (!rt->throttled && runtime >= 0 && rt->time > (u64)runtime * NSEC_PER_USEC) {
		rt->throttled = true;
		printk_deferred_once("sched: RT throttling activated\n");
	}
}

/* The tick's part. Whether the current task is to make way for another. */
bool rt_tick(struct rq *rq)
{
	struct task_struct *curr = rq->curr;
	int best;

	rt_check_time(rq);
	best = rt_best(rq);
	if (curr == rq->idle || !rt_task(curr))
		return best != MAX_PRIO;
	if (rq->rt.throttled || best < curr->prio)
		return true;
	if (curr->se.slice > 0)
		return false;
	if (best == curr->prio)
		return true;
	curr->se.slice = rr_slice();
	return false;
}

/* ---- /proc/sys/kernel ---- */

/* A write that would give them more time than there is changes nothing. */
static int do_rt_time(struct ctl_table *table, int write, void *buffer, size_t *lenp, loff_t *ppos)
{
	int *value = table->data, old = *value;
	int ret = proc_dointvec(table, write, buffer, lenp, ppos);

	if (ret || !write)
		return ret;
	if (sched_rt_period_us <= 0 || sched_rt_runtime_us < -1 ||
	    sched_rt_runtime_us > sched_rt_period_us) {
		WRITE_ONCE(*value, old);
		return -EINVAL;
	}
	return 0;
}

/* Nothing, or less, means what it was at boot. */
static int do_rr_slice(struct ctl_table *table, int write, void *buffer, size_t *lenp, loff_t *ppos)
{
	int ret = proc_dointvec(table, write, buffer, lenp, ppos);

	if (!ret && write && sched_rr_timeslice_ms <= 0)
		WRITE_ONCE(sched_rr_timeslice_ms, MSEC_PER_SEC * RR_TIMESLICE / HZ);
	return ret;
}

/* clang-format off */
static struct ctl_table rt_table[] = {
	{ .procname = "sched_rt_period_us", .data = &sched_rt_period_us, .maxlen = sizeof(int),
	  .mode = 0644, .proc_handler = do_rt_time },
	{ .procname = "sched_rt_runtime_us", .data = &sched_rt_runtime_us, .maxlen = sizeof(int),
	  .mode = 0644, .proc_handler = do_rt_time },
	{ .procname = "sched_rr_timeslice_ms", .data = &sched_rr_timeslice_ms,
	  .maxlen = sizeof(int), .mode = 0644, .proc_handler = do_rr_slice },
	{}
};
/* clang-format on */

/* Boot, once /proc/sys is there. */
void __init sched_rt_sysctl_init(void)
{
	register_sysctl("kernel", rt_table);
}
