// SPDX-License-Identifier: MIT
/*
 * Read-copy-update; linux/rcupdate.h has the rules.
 *
 * A grace period has a number. It begins with every online CPU owing a quiescent state, a moment at
 * which it was in no read section: a task switch, or a tick that finds user mode or a preemption
 * count of zero. When the last CPU has reported one, the period is complete, and callbacks that
 * were waiting for it may run.
 *
 * Each CPU has its callbacks in three lists: `next`, just registered; `wait`, waiting for a
 * numbered period that began after they were; `done`. They move in RCU_SOFTIRQ, which the tick
 * raises while there is anything to do.
 *
 * gp_lock guards the grace period; the lists are their CPU's own, changed with interrupts off.
 */
#include <kernel/sched.h>
#include <linux/completion.h>
#include <linux/export.h>
#include <linux/hardirq.h>
#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/percpu.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/vmalloc.h>

struct rcu_list {
	struct rcu_head *first;
	struct rcu_head **tail;
};

struct rcu_data {
	struct rcu_list next;
	struct rcu_list wait;
	struct rcu_list done;
	bool invoking; /* callbacks are being run */
	u64 wait_gp;   /* the period that ends the wait of `wait` */
	u64 qs_gp;     /* the period that was current at the last quiescent state */
};

static DEFINE_RAW_SPINLOCK(gp_lock);
static u64 gp_current;		/* last period that began; gp_lock, read without */
static u64 gp_completed;	/* last that ended: gp_current, or one less */
static u64 gp_wanted;		/* somebody waits for this one */
static struct cpumask gp_owing; /* CPUs that have not reported yet */

static DEFINE_PER_CPU(struct rcu_data, rcu_data);

/* Once tasks are switched: before, there is one task, on one CPU, and it is no reader. */
static bool rcu_scheduler_active;

struct lockdep_map rcu_lock_map = {.name = "rcu_read_lock"};
struct lockdep_map rcu_bh_lock_map = {.name = "rcu_read_lock_bh"};
struct lockdep_map rcu_sched_lock_map = {.name = "rcu_read_lock_sched"};
EXPORT_SYMBOL_GPL(rcu_lock_map);
EXPORT_SYMBOL_GPL(rcu_bh_lock_map);
EXPORT_SYMBOL_GPL(rcu_sched_lock_map);

static void empty_list(struct rcu_list *list)
{
	list->first = NULL;
	list->tail = &list->first;
}

/* Appends all of @from to @to. */
static void move_all(struct rcu_list *to, struct rcu_list *from)
{
	if (!from->first)
		return;
	*to->tail = from->first;
	to->tail = from->tail;
	empty_list(from);
}

/* This CPU is in no read section right now. Interrupts off. */
static void note_quiescent_state(void)
{
	/* A period that is current now began before: this state counts for it. */
	__this_cpu_write(rcu_data.qs_gp, READ_ONCE(gp_current));
}

void rcu_note_context_switch(void)
{
	note_quiescent_state();
}

/* Whether this CPU has something to do in RCU_SOFTIRQ. Interrupts off. */
static bool rcu_pending(const struct rcu_data *rdp)
{
	u64 current_gp = READ_ONCE(gp_current), completed = READ_ONCE(gp_completed);

	if (current_gp != completed && rdp->qs_gp == current_gp &&
	    cpumask_test_cpu(smp_processor_id(), &gp_owing))
		return true;
	if (rdp->done.first || (rdp->wait.first && completed >= rdp->wait_gp))
		return true;
	if (rdp->next.first && !rdp->wait.first)
		return true;
	/* Its period was asked for while another was current, and nobody has begun it yet. */
	return current_gp == completed && (rdp->wait.first || READ_ONCE(gp_wanted) > current_gp);
}

/* The tick, interrupts off: @user says that it interrupted user mode. */
void rcu_sched_clock_irq(int user)
{
	/* rcu_read_lock() counts; the idle loop has a count of its own. */
	int base = is_idle_task(current) ? PREEMPT_OFFSET : 0;

	if (user || preempt_count() == HARDIRQ_OFFSET + base)
		note_quiescent_state();
	if (rcu_pending(this_cpu_ptr(&rcu_data)))
		raise_softirq_irqoff(RCU_SOFTIRQ);
}

/* Reports this CPU's quiescent state, if it owes one and has it. gp_lock. */
static void report_quiescent_state(struct rcu_data *rdp)
{
	int cpu = smp_processor_id();

	if (gp_current == gp_completed || rdp->qs_gp != gp_current ||
	    !cpumask_test_cpu(cpu, &gp_owing))
		return;
	cpumask_clear_cpu(cpu, &gp_owing);
	if (cpumask_empty(&gp_owing))
		WRITE_ONCE(gp_completed, gp_current);
}

/* Moves callbacks on. gp_lock, interrupts off. */
static void advance_callbacks(struct rcu_data *rdp)
{
	if (rdp->wait.first && gp_completed >= rdp->wait_gp)
		move_all(&rdp->done, &rdp->wait);
	if (!rdp->wait.first && rdp->next.first) {
		move_all(&rdp->wait, &rdp->next);
		/* The current period may have begun before they were registered: the one after. */
		rdp->wait_gp = gp_current + 1;
		gp_wanted = rdp->wait_gp;
	}
}

/* Begins the period that is wanted. gp_lock. */
static void begin_period(void)
{
	if (gp_current != gp_completed || gp_wanted <= gp_current)
		return;
	cpumask_copy(&gp_owing, cpu_online_mask);
	WRITE_ONCE(gp_current, gp_current + 1);
}

/* kvfree_rcu() leaves, instead of a function, where in the object the head lies. */
#define MAX_KVFREE_OFFSET 4096UL

static void invoke(struct rcu_head *head)
{
	unsigned long offset = (unsigned long)head->func;

	if (offset >= MAX_KVFREE_OFFSET)
		head->func(head);
	else if (is_vmalloc_addr((void *)head - offset))
		vfree_atomic((void *)head - offset);
	else
		kfree((void *)head - offset);
}

static void rcu_softirq(struct softirq_action *unused)
{
	struct rcu_data *rdp = this_cpu_ptr(&rcu_data);
	struct rcu_head *head, *next;
	struct rcu_list ready;
	unsigned long flags;

	raw_spin_lock_irqsave(&gp_lock, flags);
	report_quiescent_state(rdp);
	advance_callbacks(rdp);
	begin_period();
	empty_list(&ready);
	move_all(&ready, &rdp->done);
	raw_spin_unlock_irqrestore(&gp_lock, flags);

	rdp->invoking = true;
	for (head = ready.first; head; head = next) {
		next = head->next;
		invoke(head);
	}
	rdp->invoking = false;
}

void call_rcu(struct rcu_head *head, rcu_callback_t func)
{
	struct rcu_data *rdp;
	unsigned long flags;

	head->func = func;
	head->next = NULL;
	local_irq_save(flags);
	rdp = this_cpu_ptr(&rcu_data);
	*rdp->next.tail = head;
	rdp->next.tail = &head->next;
	local_irq_restore(flags);
}
EXPORT_SYMBOL_GPL(call_rcu);

void kvfree_call_rcu(struct rcu_head *head, void *ptr)
{
	if (head) {
		WARN_ON((unsigned long)head - (unsigned long)ptr >= MAX_KVFREE_OFFSET);
		call_rcu(head, (rcu_callback_t)((unsigned long)head - (unsigned long)ptr));
		return;
	}
	synchronize_rcu();
	kvfree(ptr);
}
EXPORT_SYMBOL_GPL(kvfree_call_rcu);

struct rcu_waiter {
	struct rcu_head head;
	struct completion done;
};

static void wake_waiter(struct rcu_head *head)
{
	complete(&container_of(head, struct rcu_waiter, head)->done);
}

/**
 * synchronize_rcu() - wait until every reader that has begun has ended
 *
 * Process context, not in a read section; sleeps. With one CPU there is nothing to wait for: the
 * caller runs on it, so no read section does, since they are not preempted.
 */
void synchronize_rcu(void)
{
	struct rcu_waiter waiter;

	might_sleep();
	if (!rcu_scheduler_active || num_online_cpus() == 1) {
		barrier();
		return;
	}
	init_completion(&waiter.done);
	call_rcu(&waiter.head, wake_waiter);
	wait_for_completion(&waiter.done);
}
EXPORT_SYMBOL_GPL(synchronize_rcu);

/* The period that is current may have begun before what the caller has done. */
unsigned long get_state_synchronize_rcu(void)
{
	smp_mb();
	return READ_ONCE(gp_current) + 1;
}
EXPORT_SYMBOL_GPL(get_state_synchronize_rcu);

unsigned long start_poll_synchronize_rcu(void)
{
	unsigned long wanted, flags;

	raw_spin_lock_irqsave(&gp_lock, flags);
	wanted = gp_current + 1;
	gp_wanted = max_t(u64, gp_wanted, wanted);
	raise_softirq_irqoff(RCU_SOFTIRQ);
	raw_spin_unlock_irqrestore(&gp_lock, flags);
	return wanted;
}
EXPORT_SYMBOL_GPL(start_poll_synchronize_rcu);

bool poll_state_synchronize_rcu(unsigned long oldstate)
{
	if ((long)(READ_ONCE(gp_completed) - oldstate) < 0)
		return false;
	smp_mb();
	return true;
}
EXPORT_SYMBOL_GPL(poll_state_synchronize_rcu);

void cond_synchronize_rcu(unsigned long oldstate)
{
	if (!poll_state_synchronize_rcu(oldstate))
		synchronize_rcu();
}
EXPORT_SYMBOL_GPL(cond_synchronize_rcu);

static DEFINE_MUTEX(barrier_mutex); /* one rcu_barrier() at a time: it has one set of heads */
static DEFINE_PER_CPU(struct rcu_head, barrier_head);
static atomic_t barrier_cpus; /* whose head has not come up yet, and one for the caller */
static struct completion barrier_done;

static void barrier_callback(struct rcu_head *unused)
{
	if (atomic_dec_and_test(&barrier_cpus))
		complete(&barrier_done);
}

/* On each CPU, interrupts off: behind all that is registered there, if there is anything. */
static void barrier_enqueue(void *unused)
{
	struct rcu_data *rdp = this_cpu_ptr(&rcu_data);

	if (!rdp->next.first && !rdp->wait.first && !rdp->done.first && !rdp->invoking)
		return;
	atomic_inc(&barrier_cpus);
	call_rcu(this_cpu_ptr(&barrier_head), barrier_callback);
}

/**
 * rcu_barrier() - wait until every callback registered before has run
 *
 * For who is about to take away the callbacks' code. Process context; sleeps.
 */
void rcu_barrier(void)
{
	mutex_lock(&barrier_mutex);
	init_completion(&barrier_done);
	atomic_set(&barrier_cpus, 1);
	on_each_cpu(barrier_enqueue, NULL, 1);
	barrier_callback(NULL);
	wait_for_completion(&barrier_done);
	mutex_unlock(&barrier_mutex);
}
EXPORT_SYMBOL_GPL(rcu_barrier);

static int held(const struct lockdep_map *map)
{
	return !debug_lockdep_enabled() || lock_is_held(map);
}

int rcu_read_lock_held(void)
{
	return held(&rcu_lock_map);
}
EXPORT_SYMBOL_GPL(rcu_read_lock_held);

int rcu_read_lock_bh_held(void)
{
	return held(&rcu_lock_map) || held(&rcu_bh_lock_map) || in_softirq() || irqs_disabled();
}
EXPORT_SYMBOL_GPL(rcu_read_lock_bh_held);

int rcu_read_lock_sched_held(void)
{
	return held(&rcu_sched_lock_map) || preempt_count() || irqs_disabled();
}
EXPORT_SYMBOL(rcu_read_lock_sched_held);

int rcu_read_lock_any_held(void)
{
	return rcu_read_lock_held() || rcu_read_lock_bh_held() || rcu_read_lock_sched_held();
}
EXPORT_SYMBOL_GPL(rcu_read_lock_any_held);

/* rest_init(): from here on there are several tasks. */
void rcu_scheduler_starting(void)
{
	rcu_scheduler_active = true;
}

void __init rcu_init(void)
{
	int cpu;

	for_each_possible_cpu(cpu)
	{
		struct rcu_data *rdp = per_cpu_ptr(&rcu_data, cpu);

		empty_list(&rdp->next);
		empty_list(&rdp->wait);
		empty_list(&rdp->done);
	}
	open_softirq(RCU_SOFTIRQ, rcu_softirq);
}
