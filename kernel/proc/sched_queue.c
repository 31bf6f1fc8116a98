// SPDX-License-Identifier: MIT
/*
 * The queues of a run queue: who is next, and how time slices are charged and given.
 *
 * Every function here is called with rq->lock held, interrupts off and the queue's clock up to
 * date (update_rq_clock()), unless it says otherwise. What the queues mean is in rq.h.
 */
#include <kernel/sched.h>
#include <linux/cache.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/sched/prio.h>
#include <linux/sched/rt.h>
#include <linux/smp.h>
#include "rq.h"

/* Nobody is kept waiting longer than this by one task, however little nice. */
#define MAX_SLICE_NS (400 * NSEC_PER_MSEC)

static s64 slice_of_nice[NICE_WIDTH] __ro_after_init; /* ns, from MIN_NICE up */

/* Boot. A step of niceness is a fifth less of the CPU, or a quarter more (sched(7)). */
void __init slices_init(void)
{
	s64 *normal = &slice_of_nice[-MIN_NICE];
	int i;

	*normal = SCHED_SLICE_NS;
	for (i = 1; i <= MAX_NICE; i++)
		normal[i] = normal[i - 1] * 4 / 5;
	for (i = -1; i >= MIN_NICE; i--)
		normal[i] = min_t(s64, normal[i + 1] * 5 / 4, MAX_SLICE_NS);
}

/* What the task, no real-time one, gets in a round, ns. */
s64 task_slice(const struct task_struct *p)
{
	s64 slice = slice_of_nice[READ_ONCE(p->static_prio) - NICE_TO_PRIO(MIN_NICE)];

	return READ_ONCE(p->policy) == SCHED_IDLE ? slice_of_nice[NICE_WIDTH - 1] / 5 : slice;
}

/* Boot: an empty queue, its idle task unset. No lock. */
void rq_init(struct rq *rq, int cpu)
{
	raw_spin_lock_init(&rq->lock);
	rq->cpu = cpu;
	INIT_LIST_HEAD(&rq->woken);
	INIT_LIST_HEAD(&rq->active);
	INIT_LIST_HEAD(&rq->expired);
	rt_queue_init(&rq->rt);
	rq->round = 1;
	atomic_set(&rq->nr_iowait, 0);
}

/* Charges the current task for its time since the last call. */
void charge_current(struct rq *rq)
{
	struct task_struct *curr = rq->curr;
	u64 delta = rq->clock - curr->se.exec_start;

	curr->se.exec_start = rq->clock;
	if (curr == rq->idle)
		return;
	curr->se.sum_exec_runtime += delta;
	if (rt_task(curr))
		rt_charge(rq, curr, delta);
	else
		curr->se.slice -= delta;
}

/*
 * A new slice, for the round that is current or (when this round's is used up) the next. What was
 * overdrawn is taken off: of a slice that is shorter than a tick, perhaps all, and the round passes
 * without the task. But there is a limit, so that a long way through the kernel doesn't shut it
 * out.
 */
static void give_slice(struct task_struct *p, u64 round)
{
	s64 slice = task_slice(p), limit = max_t(s64, slice / 2, 2 * TICK_NSEC);
	s64 debt = p->se.slice < 0 ? p->se.slice : 0;

	p->se.slice = slice + max(debt, -limit);
	p->se.round = round;
}

/* Queues @p, which has just become runnable on this CPU. */
void enqueue_woken(struct rq *rq, struct task_struct *p)
{
	if (rt_task(p)) {
		rt_enqueue(rq, p, false);
		return;
	}
	/* Its slice is of a round that is over, or of another CPU's count. */
	if (p->se.round != rq->round)
		give_slice(p, rq->round);

	if (p->se.slice > 0) {
		list_add_tail(&p->se.run_node, &rq->woken);
		return;
	}
	give_slice(p, rq->round + 1);
	list_add_tail(&p->se.run_node, &rq->expired);
}

/* Queues @prev again, which was running, is still runnable, and makes way. */
void put_back_current(struct rq *rq, struct task_struct *prev)
{
	if (prev == rq->idle)
		return;
	if (rt_task(prev)) {
		rt_put_back(rq, prev);
		return;
	}
	if (prev->se.slice > 0) {
		list_add_tail(&prev->se.run_node, &rq->active);
		return;
	}
	give_slice(prev, rq->round + 1);
	list_add_tail(&prev->se.run_node, &rq->expired);
}

/* Takes @p, which waits there, off its queue, with the priority with which it came. */
void dequeue_task(struct rq *rq, struct task_struct *p)
{
	if (rt_task(p))
		rt_dequeue(rq, p);
	else
		list_del_init(&p->se.run_node);
}

/* Takes the next task off its queue; the idle task when there is none. */
struct task_struct *pick_next_task(struct rq *rq)
{
	struct task_struct *p = rt_pick(rq);
	struct list_head *queue;

	if (p)
		return p;
	for (;;) {
		queue = list_empty(&rq->woken) ? &rq->active : &rq->woken;
		if (list_empty(queue)) {
			if (list_empty(&rq->expired))
				return rq->idle;
			list_splice_init(&rq->expired, &rq->active);
			rq->round++;
		}
		p = list_first_entry(queue, struct task_struct, se.run_node);
		list_del_init(&p->se.run_node);
		if (p->se.slice > 0)
			return p;
		/* Not this round. With each, what it owes becomes less: the loop ends. */
		give_slice(p, rq->round + 1);
		list_add_tail(&p->se.run_node, &rq->expired);
	}
}

/* Whether anybody but the current task wants the CPU. */
bool others_waiting(const struct rq *rq)
{
	return rt_best(rq) != MAX_PRIO || !list_empty(&rq->woken) || !list_empty(&rq->active) ||
	       !list_empty(&rq->expired);
}

/* Makes the CPU of @rq go through schedule() soon. */
void resched_curr(struct rq *rq)
{
	struct task_struct *curr = rq->curr;

	if (test_tsk_need_resched(curr))
		return;
	set_tsk_need_resched(curr);
	if (rq->cpu != smp_processor_id())
		smp_send_reschedule(rq->cpu);
}

/*
 * fork: parent (current) and child share what the parent has left, so that forking gains no
 * time. Real-time tasks don't count it so, and a child of theirs begins with a slice of its own.
 * The child isn't runnable yet. Called with preemption off; takes the queue's lock itself.
 */
void share_slice_with_child(struct task_struct *child)
{
	struct rq *rq = this_rq();
	unsigned long flags;

	raw_spin_lock_irqsave(&rq->lock, flags);
	update_rq_clock(rq);
	charge_current(rq);
	if (rt_task(child)) {
		child->se.slice = rr_slice();
	} else if (!rt_task(current)) {
		if (current->se.slice > 0)
			current->se.slice /= 2;
		child->se.slice = current->se.slice;
		child->se.round = current->se.round;
	}
	raw_spin_unlock_irqrestore(&rq->lock, flags);
}
