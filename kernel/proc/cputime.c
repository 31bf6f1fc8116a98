// SPDX-License-Identifier: MIT
/*
 * Accounting of CPU time: what the tick samples for tasks and CPUs, and what getrusage(2),
 * times(2) and /proc show of it.
 *
 * The scheduler measures exactly how long a task ran; whether that was in user mode only the tick
 * tells, by sampling. So the exact sum is divided in the proportion of the samples.
 */
#include <kernel/sched.h>
#include <linux/export.h>
#include <linux/hardirq.h>
#include <linux/math64.h>
#include <linux/percpu.h>
#include <linux/rculist.h>
#include <linux/sched/cputime.h>
#include <linux/sched/signal.h>
#include "rq.h"

static DEFINE_PER_CPU(struct cpu_times, cpu_times_pcpu); /* its CPU's tick writes */

/*
 * A tick's worth of time goes to what it found: @p in user mode or not, or an interrupt that it
 * came on top of. Interrupts off.
 */
void account_process_tick(struct task_struct *p, int user_tick)
{
	struct cpu_times *cpu = this_cpu_ptr(&cpu_times_pcpu);
	struct rq *rq = this_rq();

	if (user_tick) {
		WRITE_ONCE(p->utime, p->utime + TICK_NSEC);
		if (task_nice(p) > 0)
			cpu->nice += TICK_NSEC;
		else
			cpu->user += TICK_NSEC;
	} else if (hardirq_count() - HARDIRQ_OFFSET) {
		cpu->irq += TICK_NSEC;
	} else if (in_serving_softirq()) {
		cpu->softirq += TICK_NSEC;
	} else if (p != rq->idle) {
		WRITE_ONCE(p->stime, p->stime + TICK_NSEC);
		cpu->system += TICK_NSEC;
	} else if (atomic_read(&rq->nr_iowait) > 0) {
		cpu->iowait += TICK_NSEC;
	} else {
		cpu->idle += TICK_NSEC;
	}
}

/* A snapshot. */
void cpu_times(int cpu, struct cpu_times *times)
{
	*times = per_cpu(cpu_times_pcpu, cpu);
}

u64 task_sched_runtime(struct task_struct *p)
{
	unsigned long flags;
	struct rq *rq;
	u64 ns;

	/* pi_lock keeps a sleeping task where it is, the queue's lock a runnable one. */
	rq = task_rq_lock(p, &flags);
	if (rq->curr == p && p->on_rq) {
		update_rq_clock(rq);
		charge_current(rq);
	}
	ns = p->se.sum_exec_runtime;
	task_rq_unlock(rq, p, &flags);
	return ns;
}

void thread_group_cputime(struct task_struct *tsk, struct task_cputime *times)
{
	struct signal_struct *sig = tsk->signal;
	struct task_struct *t;
	u64 utime, stime;

	times->utime = READ_ONCE(sig->utime);
	times->stime = READ_ONCE(sig->stime);
	times->sum_exec_runtime = READ_ONCE(sig->sum_sched_runtime);
	smp_rmb(); /* pairs with release_task(): see there */

	rcu_read_lock();
	for_each_thread(tsk, t)
	{
		task_cputime(t, &utime, &stime);
		times->utime += utime;
		times->stime += stime;
		times->sum_exec_runtime +=
			t == current ? task_sched_runtime(t) : READ_ONCE(t->se.sum_exec_runtime);
	}
	rcu_read_unlock();
}

/* @total times @part / @of, for part <= of: to 32 bits of the proportion, without overflow. */
static u64 proportion(u64 total, u64 part, u64 of)
{
	while (of >> 32) {
		of >>= 1;
		part >>= 1;
	}
	return total / of * part + total % of * part / of;
}

/* Divides the exact @curr->sum_exec_runtime by the samples; what was shown before never shrinks. */
static void cputime_adjust(const struct task_cputime *curr, struct prev_cputime *prev, u64 *ut,
			   u64 *st)
{
	u64 rtime = curr->sum_exec_runtime, utime = curr->utime, stime = curr->stime;
	unsigned long flags;

	raw_spin_lock_irqsave(&prev->lock, flags);
	if (prev->stime + prev->utime >= rtime)
		goto out;

	if (!stime)
		stime = 0;
	else if (!utime)
		stime = rtime;
	else
		stime = proportion(rtime, stime, stime + utime);
	stime = max(stime, prev->stime);
	utime = rtime - min(stime, rtime);
	if (utime < prev->utime) {
		utime = prev->utime;
		stime = rtime - utime;
	}
	prev->stime = stime;
	prev->utime = utime;
out:
	*ut = prev->utime;
	*st = prev->stime;
	raw_spin_unlock_irqrestore(&prev->lock, flags);
}

void task_cputime_adjusted(struct task_struct *p, u64 *ut, u64 *st)
{
	struct task_cputime cputime = {
		.sum_exec_runtime = p->se.sum_exec_runtime,
	};

	task_cputime(p, &cputime.utime, &cputime.stime);
	cputime_adjust(&cputime, &p->prev_cputime, ut, st);
}
EXPORT_SYMBOL_GPL(task_cputime_adjusted);

void thread_group_cputime_adjusted(struct task_struct *p, u64 *ut, u64 *st)
{
	struct task_cputime cputime;

	thread_group_cputime(p, &cputime);
	cputime_adjust(&cputime, &p->signal->prev_cputime, ut, st);
}
