// SPDX-License-Identifier: MIT
/*
 * Waking tasks.
 *
 * The protocol between a sleeper and its waker, on any two CPUs:
 *
 *	sleeper					waker
 *	__state = TASK_INTERRUPTIBLE		condition = true
 *	full barrier				full barrier (taking pi_lock)
 *	if (condition) don't sleep		if (__state matches) wake
 *	schedule()
 *
 * The barriers make one of the two see the other's store, so the wake-up is never lost. The
 * sleeper may be at any point of schedule() then, which on_rq and on_cpu tell:
 *
 *	on_rq 1			it has not left the queue yet: setting __state back, with the
 *				queue's lock held, makes schedule() keep it
 *	on_rq 0, on_cpu 1	it has left, and still runs on its stack: wait for the CPU to let go
 *	both 0			asleep: choose a CPU and queue it there
 *
 * task->pi_lock makes wakers take turns.
 */
#include <kernel/sched.h>
#include <linux/export.h>
#include <linux/sched/rt.h>
#include <linux/sched/wake_q.h>
#include <linux/smp.h>
#include "rq.h"

/* Whether the newcomer @p should interrupt what runs on @rq. rq->lock, clock up to date. */
void check_preempt(struct rq *rq, struct task_struct *p, int wake_flags)
{
	if (rq->curr == rq->idle) {
		resched_curr(rq);
		return;
	}
	if (rt_task(p) || rt_task(rq->curr)) {
		if (p->prio < rq->curr->prio && !(rt_task(p) && rq->rt.throttled))
			resched_curr(rq);
		return;
	}
	/* It was put in line behind all others: no more right than they have. */
	if (p->se.round != rq->round)
		return;
	if (rq->curr->policy == SCHED_IDLE && p->policy != SCHED_IDLE) {
		resched_curr(rq);
		return;
	}
	if (p->policy != SCHED_NORMAL)
		return; /* it has time */
	if (wake_flags & (WF_SYNC | WF_FORK))
		return; /* the waker will sleep soon, or the child takes its turn */
	if (rq->clock - rq->stretch_start >= SCHED_WAKE_GRAN_NS)
		resched_curr(rq);
}

/*
 * The allowed CPU with the least to do; @p's last one if it is as good as any, for its cache.
 * pi_lock; what it reads of the queues is a snapshot.
 */
int select_task_rq(struct task_struct *p)
{
	int cpu, best = task_cpu(p);
	unsigned int load, best_load = UINT_MAX;

	if (p->nr_cpus_allowed > 1 || !cpumask_test_cpu(best, &p->cpus_mask)) {
		if (cpumask_test_cpu(best, &p->cpus_mask) && cpu_online(best))
			best_load = READ_ONCE(cpu_rq(best)->nr_running);
		for_each_cpu(cpu, &p->cpus_mask)
		{
			if (!cpu_online(cpu))
				continue;
			load = READ_ONCE(cpu_rq(cpu)->nr_running);
			if (load < best_load) {
				best = cpu;
				best_load = load;
			}
		}
	}
	return best;
}

/*
 * @p is (or was, a moment ago) on a queue: makes schedule() leave it there. False when it has
 * left after all. pi_lock.
 */
static bool wake_if_queued(struct task_struct *p)
{
	struct rq *rq = task_rq(p);
	bool queued = false;

	raw_spin_lock(&rq->lock);
	if (p->on_rq) {
		WRITE_ONCE(p->__state, TASK_RUNNING);
		queued = true;
	}
	raw_spin_unlock(&rq->lock);
	return queued;
}

/* Queues @p, which is off every CPU, on one of its choice. pi_lock. */
static void wake_sleeper(struct task_struct *p, int wake_flags)
{
	struct rq *rq;
	int cpu;

	if (p->in_iowait)
		atomic_dec(&task_rq(p)->nr_iowait);
	cpu = select_task_rq(p);
	WRITE_ONCE(task_thread_info(p)->cpu, cpu);
	rq = cpu_rq(cpu);

	raw_spin_lock(&rq->lock);
	update_rq_clock(rq);
	if (p->sched_contributes_to_load) {
		p->sched_contributes_to_load = 0;
		rq->nr_uninterruptible--;
	}
	activate_task(rq, p);
	WRITE_ONCE(p->__state, TASK_RUNNING);
	check_preempt(rq, p, wake_flags);
	raw_spin_unlock(&rq->lock);
}

/**
 * try_to_wake_up() - make a sleeping task run
 * @p: the task; the caller has a reference, or knows that it can't go
 * @state: the states in which it is to be woken
 * @wake_flags: WF_SYNC when the caller is about to sleep
 *
 * Any context but NMI. Returns 1 when it was in one of the states, and is not any more; 0
 * otherwise. Either way, everything the caller did before is seen by @p when it next looks at
 * its condition after setting its state.
 */
int try_to_wake_up(struct task_struct *p, unsigned int state, int wake_flags)
{
	unsigned long flags;
	int success = 0;

	raw_spin_lock_irqsave(&p->pi_lock, flags);
	/* Orders the caller's stores before our look at the state. */
	smp_mb__after_spinlock();
	if (!(READ_ONCE(p->__state) & state))
		goto unlock;
	success = 1;

	/*
	 * The current task can only be on its way to sleep: no interrupt comes between leaving
	 * the queue and the switch.
	 */
	if (p == current) {
		WRITE_ONCE(p->__state, TASK_RUNNING);
		goto unlock;
	}

	/* on_rq is read after __state: pairs with the queue's lock in __schedule(). */
	smp_rmb();
	if (READ_ONCE(p->on_rq) && wake_if_queued(p))
		goto unlock;

	/* It left the queue; nobody else will touch its state until we have queued it. */
	WRITE_ONCE(p->__state, TASK_WAKING);
	/* Pairs with the release in finish_task_switch(): its stack and registers are saved. */
	smp_cond_load_acquire(&p->on_cpu, !VAL);
	wake_sleeper(p, wake_flags);
unlock:
	raw_spin_unlock_irqrestore(&p->pi_lock, flags);
	return success;
}

/* Wakes @tsk from any normal sleep. 1 if it slept, 0 if it was running. */
int wake_up_process(struct task_struct *tsk)
{
	return try_to_wake_up(tsk, TASK_NORMAL, 0);
}
EXPORT_SYMBOL(wake_up_process);

int wake_up_state(struct task_struct *tsk, unsigned int state)
{
	return try_to_wake_up(tsk, state, 0);
}

/* The first wake-up of a forked task. Process context; the parent is the caller. */
void wake_up_new_task(struct task_struct *p)
{
	struct rq *rq;
	unsigned long flags;
	int cpu;

	preempt_disable();
	share_slice_with_child(p);
	preempt_enable();

	raw_spin_lock_irqsave(&p->pi_lock, flags);
	WRITE_ONCE(p->__state, TASK_RUNNING);
	cpu = select_task_rq(p);
	WRITE_ONCE(task_thread_info(p)->cpu, cpu);
	rq = cpu_rq(cpu);
	raw_spin_lock(&rq->lock);
	update_rq_clock(rq);
	activate_task(rq, p);
	check_preempt(rq, p, WF_FORK);
	raw_spin_unlock(&rq->lock);
	raw_spin_unlock_irqrestore(&p->pi_lock, flags);
}

/*
 * Makes @p, if it runs in user mode on another CPU, enter the kernel there and see its flags.
 * When it is no longer there, it has passed through the kernel anyway.
 */
void kick_process(struct task_struct *p)
{
	int cpu;

	preempt_disable();
	cpu = task_cpu(p);
	if (cpu != smp_processor_id() && task_curr(p))
		smp_send_reschedule(cpu);
	preempt_enable();
}
EXPORT_SYMBOL_GPL(kick_process);

/* Whether @p runs on its CPU right now; a snapshot. */
int task_curr(const struct task_struct *p)
{
	return READ_ONCE(cpu_rq(task_cpu(p))->curr) == p;
}

/**
 * wait_task_inactive() - wait until a task that is going to sleep has left its CPU
 * @match_state: the state it must stay in; 0 for any
 *
 * Returns nonzero when it is off its CPU, 0 when it changed its state instead. May sleep.
 */
unsigned long wait_task_inactive(struct task_struct *p, unsigned int match_state)
{
	for (;;) {
		bool queued, running, changed;
		unsigned long flags;
		struct rq *rq;

		if (match_state && READ_ONCE(p->__state) != match_state)
			return 0;
		rq = task_rq_lock(p, &flags);
		running = p->on_cpu;
		queued = p->on_rq;
		changed = match_state && p->__state != match_state;
		task_rq_unlock(rq, p, &flags);
		if (changed)
			return 0;

		if (!running && !queued)
			return 1;
		if (running && !queued)
			cpu_relax(); /* in its last instructions before the switch */
		else
			schedule_timeout_uninterruptible(1);
	}
}

/* Claims @task for the list at @head; false when another list has it already. */
static bool __wake_q_add(struct wake_q_head *head, struct task_struct *task)
{
	struct wake_q_node *node = &task->wake_q;

	/*
	 * A full barrier even when it fails: the other waker's try_to_wake_up() then comes after
	 * our caller's stores.
	 */
	smp_mb__before_atomic();
	if (cmpxchg_relaxed(&node->next, NULL, WAKE_Q_TAIL))
		return false;
	*head->lastp = node;
	head->lastp = &node->next;
	return true;
}

void wake_q_add(struct wake_q_head *head, struct task_struct *task)
{
	if (__wake_q_add(head, task))
		get_task_struct(task);
}

void wake_q_add_safe(struct wake_q_head *head, struct task_struct *task)
{
	if (!__wake_q_add(head, task))
		put_task_struct(task);
}

/* Wakes all that was collected, with no lock held. */
void wake_up_q(struct wake_q_head *head)
{
	struct wake_q_node *node = head->first;

	while (node != WAKE_Q_TAIL) {
		struct task_struct *task = container_of(node, struct task_struct, wake_q);

		node = node->next;
		/* From here on it may be put on a list again; the wake-up orders it. */
		WRITE_ONCE(task->wake_q.next, NULL);
		wake_up_process(task);
		put_task_struct(task);
	}
}
