// SPDX-License-Identifier: MIT
/*
 * The scheduler: giving the CPU from one task to the next.
 *
 * The kernel isn't preempted: a task in it runs until it calls schedule(). A task in user mode is
 * preempted when the tick or a wake-up sets TIF_NEED_RESCHED, at its next return to user mode.
 * Who runs next is decided in sched_queue.c; waking is in sched_wake.c.
 *
 * A task that sleeps has set its __state first. schedule() takes it off the queue unless a waker
 * has meanwhile set the state back, which it decides with the run queue's lock held; see
 * try_to_wake_up() for the other half.
 */
#include <kernel/mm.h>
#include <kernel/sched.h>
#include <asm/switch_to.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/kallsyms.h>
#include <linux/printk.h>
#include <linux/rseq.h>
#include <linux/sched/mm.h>
#include <linux/sched/rt.h>
#include <linux/sched/task_stack.h>
#include <linux/uaccess.h>
#include <linux/wait_bit.h>
#include "rq.h"

DEFINE_PER_CPU(struct rq, runqueues);

/* schedule() by its own will, or only to let others run. */
enum sched_mode {
	SCHED_SLEEP,
	SCHED_PREEMPT,
};

/* Puts @p, which is to run, on the queue. rq->lock. */
void activate_task(struct rq *rq, struct task_struct *p)
{
	enqueue_woken(rq, p);
	WRITE_ONCE(p->on_rq, 1);
	rq->nr_running++;
}

/* Counts the current task out: it sleeps. rq->lock. */
static void deactivate_current(struct rq *rq, unsigned int state)
{
	struct task_struct *p = rq->curr;

	p->sched_contributes_to_load = (state & TASK_UNINTERRUPTIBLE) && !(state & TASK_NOLOAD);
	if (p->sched_contributes_to_load)
		rq->nr_uninterruptible++;
	if (p->in_iowait)
		atomic_inc(&rq->nr_iowait);
	rq->nr_running--;
	/* From here on a waker enqueues it; see smp_rmb() in try_to_wake_up(). */
	WRITE_ONCE(p->on_rq, 0);
}

/*
 * The second half of a switch, run by the task that comes: @prev is off the CPU now. Releases the
 * run queue's lock, turns interrupts on, and buries @prev if it was its last switch.
 */
static void finish_task_switch(struct task_struct *prev)
{
	struct rq *rq = this_rq();
	struct mm_struct *mm = rq->prev_mm;
	bool moves = rq->prev_moves;
	unsigned int prev_state = READ_ONCE(prev->__state);

	rq->prev_mm = NULL;
	rq->prev_moves = false;
	/* Before others may run it, and end it: it is still to be moved. */
	if (unlikely(moves))
		get_task_struct(prev);
	/* The lock is ours now: whoever left has given up his note of it. */
	spin_acquire(&rq->lock.dep_map, 0, 0, _THIS_IP_);
	/*
	 * As soon as on_cpu is 0 another CPU may wake and run it: nothing of prev may be touched
	 * any more, unless it is dead, and so all stores to it come before.
	 */
	smp_store_release(&prev->on_cpu, 0);
	raw_spin_unlock_irq(&rq->lock);

	if (mm)
		mmdrop(mm);
	if (unlikely(moves)) {
		move_prev(prev);
		put_task_struct(prev);
	}
	if (unlikely(prev_state == TASK_DEAD)) {
		put_task_struct_rcu_user(prev);
		task_has_left();
	}
}

/*
 * Gives the CPU to @next; returns when the caller runs again. Kernel threads have no address
 * space: they go on with the one that is loaded, which they borrow.
 */
static void context_switch(struct rq *rq, struct task_struct *prev, struct task_struct *next)
{
	WRITE_ONCE(next->on_cpu, 1);

	if (next->mm) {
		switch_mm(prev->active_mm, next->mm, next);
		if (!prev->mm) {
			rq->prev_mm = prev->active_mm;
			prev->active_mm = NULL;
		}
	} else {
		next->active_mm = prev->active_mm;
		if (prev->mm)
			mmgrab(prev->active_mm);
		else
			prev->active_mm = NULL;
	}

	spin_release(&rq->lock.dep_map, _THIS_IP_);
	/* Afterwards `prev` is whoever ran before us, on whichever CPU we run now. */
	switch_to(prev, next, prev);
	barrier();
	finish_task_switch(prev);
}

/* Reports a task that calls schedule() where it must not; every five seconds at most. */
static noinline void schedule_bug(struct task_struct *prev)
{
	static unsigned long last_report;

	if (last_report && time_before(jiffies, last_report + 5 * HZ))
		return;
	last_report = jiffies ?: 1;
	pr_err("BUG: scheduling while atomic: %s/%d/0x%08x\n", prev->comm, prev->pid,
	       preempt_count());
	dump_stack();
	add_taint(TAINT_WARN, LOCKDEP_STILL_OK);
}

/* What must hold at each switch. Returns the preemption count that the caller should not have. */
static int schedule_check(struct task_struct *prev)
{
	int count = preempt_count();

	if (unlikely(task_stack_end_corrupted(prev)))
		panic("corrupted stack end detected inside scheduler: %s/%d\n", prev->comm,
		      prev->pid);
	if (unlikely(count)) {
		schedule_bug(prev);
		preempt_count_set(0);
	}
	return count;
}

/*
 * @prev, which is the current task, remains runnable: here, or, when it may not run on this CPU any
 * more, elsewhere; then it leaves as if asleep, and finish_task_switch() moves it. rq->lock.
 */
static void stay_runnable(struct rq *rq, struct task_struct *prev)
{
	if (likely(prev == rq->idle || cpumask_test_cpu(rq->cpu, &prev->cpus_mask))) {
		put_back_current(rq, prev);
		return;
	}
	rq->nr_running--;
	rq->prev_moves = true;
	/* If it was about to sleep, it looks again whether it has to. */
	WRITE_ONCE(prev->__state, TASK_RUNNING);
	WRITE_ONCE(prev->on_rq, 0);
}

/* Takes the current task off the queue if it is to sleep, and runs whoever is next. */
static void pick_and_switch(enum sched_mode mode)
{
	struct task_struct *prev, *next;
	unsigned long *switch_count;
	unsigned int prev_state;
	struct rq *rq;

	local_irq_disable();
	rcu_note_context_switch();
	rq = this_rq();
	prev = rq->curr;
	raw_spin_lock(&rq->lock);
	/* Orders the caller's store of __state before our look at it and at its signals. */
	smp_mb__after_spinlock();

	update_rq_clock(rq);
	charge_current(rq);
	switch_count = &prev->nivcsw;

	prev_state = READ_ONCE(prev->__state);
	if (mode == SCHED_SLEEP && prev_state) {
		if (signal_pending_state(prev_state, prev))
			WRITE_ONCE(prev->__state, TASK_RUNNING);
		else
			deactivate_current(rq, prev_state);
		switch_count = &prev->nvcsw;
	}
	if (prev->on_rq)
		stay_runnable(rq, prev);

	next = pick_next_task(rq);
	clear_tsk_need_resched(prev);
	next->se.exec_start = rq->clock;
	if (next == prev) {
		raw_spin_unlock_irq(&rq->lock);
		return;
	}
	rq->stretch_start = rq->clock;
	WRITE_ONCE(rq->nr_switches, rq->nr_switches + 1);
	WRITE_ONCE(rq->curr, next);
	(*switch_count)++;
	rseq_preempt(prev);
	context_switch(rq, prev, next);
}

static void __schedule(enum sched_mode mode)
{
	int count = schedule_check(current);

	pick_and_switch(mode);
	/* The count stays with the CPU at a switch: an offender gets its own back. */
	if (unlikely(count))
		preempt_count_add(count);
}

/**
 * schedule() - let another task run
 *
 * Process context, interrupts on, no spinlock held. With __state set to anything but
 * TASK_RUNNING the caller sleeps until somebody wakes it (or doesn't sleep at all when a signal
 * that the state listens to is pending); otherwise it stays runnable. Returns with TASK_RUNNING
 * when it slept.
 */
asmlinkage void schedule(void)
{
	struct task_struct *tsk = current;

	if (!task_is_running(tsk) && (tsk->flags & PF_WQ_WORKER))
		wq_worker_sleeping(tsk);
	do {
		__schedule(SCHED_SLEEP);
	} while (need_resched());
	if (tsk->flags & PF_WQ_WORKER)
		wq_worker_running(tsk);
}
EXPORT_SYMBOL(schedule);

/* schedule() for a caller with preemption off (once), which is off again afterwards. */
void schedule_preempt_disabled(void)
{
	sched_preempt_enable_no_resched();
	schedule();
	preempt_disable();
}

/*
 * Lets others run if their turn has come; the caller stays runnable whatever its __state says,
 * so it may be in the middle of going to sleep. Returns 1 when others may have run.
 */
int __cond_resched(void)
{
	if (!need_resched() || preempt_count() || irqs_disabled())
		return 0;
	__schedule(SCHED_PREEMPT);
	return 1;
}
EXPORT_SYMBOL(__cond_resched);

int __cond_resched_lock(spinlock_t *lock)
{
	if (!need_resched())
		return 0;
	spin_unlock(lock);
	if (!__cond_resched())
		cpu_relax();
	spin_lock(lock);
	return 1;
}
EXPORT_SYMBOL(__cond_resched_lock);

/**
 * yield() - let every other runnable task run first
 *
 * Gives up what is left of the slice. For waiting for something, use a wait queue.
 */
void yield(void)
{
	struct rq *rq;

	set_current_state(TASK_RUNNING);
	local_irq_disable();
	rq = this_rq();
	raw_spin_lock(&rq->lock);
	if (current->se.slice > 0)
		current->se.slice = 0;
	raw_spin_unlock_irq(&rq->lock);
	schedule();
}
EXPORT_SYMBOL(yield);

/* The first thing a new task does, before its function or its return from fork. */
asmlinkage void schedule_tail(struct task_struct *prev)
{
	finish_task_switch(prev);
	if (current->set_child_tid)
		put_user(task_pid_vnr(current), current->set_child_tid);
	calculate_sigpending();
}

/* The tick: charges the current task, and ends its slice. Interrupts off. */
void scheduler_tick(void)
{
	struct rq *rq = this_rq();
	struct task_struct *curr;

	raw_spin_lock(&rq->lock);
	curr = rq->curr;
	update_rq_clock(rq);
	charge_current(rq);
	if (rt_tick(rq)) {
		resched_curr(rq);
	} else if (curr == rq->idle) {
		if (others_waiting(rq))
			resched_curr(rq);
	} else if (rt_task(curr)) {
		/* goes on */
	} else if (curr->se.slice <= 0) {
		if (others_waiting(rq))
			resched_curr(rq);
	} else if (!list_empty(&rq->woken) && rq->clock - rq->stretch_start >= SCHED_WAKE_GRAN_NS) {
		resched_curr(rq);
	}
	raw_spin_unlock(&rq->lock);
}

/* A CPU's idle task: what runs when nothing else can. Never returns; preemption off, IRQs on. */
void __noreturn cpu_idle_loop(void)
{
	for (;;) {
		while (!need_resched()) {
			local_irq_disable();
			/*
			 * An interrupt that comes after this look stays pending until the CPU
			 * halts with interrupts on, and so ends the halt.
			 */
			if (need_resched()) {
				local_irq_enable();
				break;
			}
			arch_cpu_idle();
		}
		schedule_preempt_disabled();
	}
}

/* Makes @idle CPU @cpu's idle task; for the boot CPU that is the caller. Not yet running others. */
void init_idle(struct task_struct *idle, int cpu)
{
	struct rq *rq = cpu_rq(cpu);

	idle->__state = TASK_RUNNING;
	idle->flags |= PF_IDLE | PF_KTHREAD;
	idle->se.exec_start = sched_clock();
	INIT_LIST_HEAD(&idle->se.run_node);
	task_thread_info(idle)->cpu = cpu;
	cpumask_copy(&idle->cpus_mask, cpumask_of(cpu));
	idle->nr_cpus_allowed = 1;
	idle->on_rq = 1;
	idle->on_cpu = 1;
	rq->idle = idle;
	WRITE_ONCE(rq->curr, idle);
	if (cpu)
		scnprintf(idle->comm, sizeof(idle->comm), "swapper/%d", cpu);
}

/* Boot, with per-CPU areas set up; from here on tasks can be woken. */
void __init sched_init(void)
{
	int cpu;

	slices_init();
	for_each_possible_cpu(cpu) rq_init(cpu_rq(cpu), cpu);
	set_task_stack_end_magic(&init_task);
	mmgrab(&init_mm);
	init_task.active_mm = &init_mm;
	init_idle(current, smp_processor_id());
	wait_bit_init();
}
