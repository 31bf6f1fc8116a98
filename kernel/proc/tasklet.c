// SPDX-License-Identifier: MIT
/*
 * Tasklets; linux/softirq.h has the rules. Each CPU has two lists of those that are scheduled, for
 * HI_SOFTIRQ and TASKLET_SOFTIRQ; they are this CPU's own, changed with interrupts off.
 *
 * TASKLET_STATE_SCHED: on a list, set by whoever puts it there. TASKLET_STATE_RUN: its function
 * runs; held like a lock, so that it runs on one CPU only.
 */
#include <kernel/traps.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/softirq.h>
#include <linux/wait_bit.h>

struct tasklet_list {
	struct tasklet_struct *first;
	struct tasklet_struct **tail;
};

static DEFINE_PER_CPU(struct tasklet_list, tasklets);
static DEFINE_PER_CPU(struct tasklet_list, hi_tasklets);

/* Interrupts off. */
static void append(struct tasklet_list *list, struct tasklet_struct *t)
{
	t->next = NULL;
	*list->tail = t;
	list->tail = &t->next;
}

void __tasklet_schedule(struct tasklet_struct *t)
{
	unsigned long flags;

	local_irq_save(flags);
	append(this_cpu_ptr(&tasklets), t);
	raise_softirq_irqoff(TASKLET_SOFTIRQ);
	local_irq_restore(flags);
}
EXPORT_SYMBOL(__tasklet_schedule);

void __tasklet_hi_schedule(struct tasklet_struct *t)
{
	unsigned long flags;

	local_irq_save(flags);
	append(this_cpu_ptr(&hi_tasklets), t);
	raise_softirq_irqoff(HI_SOFTIRQ);
	local_irq_restore(flags);
}
EXPORT_SYMBOL(__tasklet_hi_schedule);

/* Runs @t if it is enabled and runs nowhere else. False: it stays scheduled. */
static bool run_tasklet(struct tasklet_struct *t)
{
	if (!tasklet_trylock(t))
		return false;
	if (atomic_read(&t->count)) {
		tasklet_unlock(t);
		return false;
	}
	/* From here on it may be scheduled again, on any CPU. */
	if (test_and_clear_bit(TASKLET_STATE_SCHED, &t->state)) {
		if (t->use_callback)
			call_in_interrupt(t->callback, (unsigned long)t, 0);
		else
			call_in_interrupt(t->func, t->data, 0);
	} else {
		WARN_ONCE(1, "tasklet SCHED state not set: %pS\n",
			  t->use_callback ? (void *)t->callback : (void *)t->func);
	}
	tasklet_unlock(t);
	return true;
}

/* Runs all that are on the list now; those that can't run yet go back on it. */
static void run_list(struct tasklet_list *list, unsigned int softirq_nr)
{
	struct tasklet_struct *t, *next;

	local_irq_disable();
	t = list->first;
	list->first = NULL;
	list->tail = &list->first;
	local_irq_enable();

	for (; t; t = next) {
		next = t->next;
		if (run_tasklet(t))
			continue;
		local_irq_disable();
		append(list, t);
		__raise_softirq_irqoff(softirq_nr);
		local_irq_enable();
	}
}

static void tasklet_action(struct softirq_action *a)
{
	run_list(this_cpu_ptr(&tasklets), TASKLET_SOFTIRQ);
}

static void tasklet_hi_action(struct softirq_action *a)
{
	run_list(this_cpu_ptr(&hi_tasklets), HI_SOFTIRQ);
}

void tasklet_setup(struct tasklet_struct *t, void (*callback)(struct tasklet_struct *))
{
	t->next = NULL;
	t->state = 0;
	atomic_set(&t->count, 0);
	t->callback = callback;
	t->use_callback = true;
	t->data = 0;
}
EXPORT_SYMBOL(tasklet_setup);

void tasklet_init(struct tasklet_struct *t, void (*func)(unsigned long), unsigned long data)
{
	t->next = NULL;
	t->state = 0;
	atomic_set(&t->count, 0);
	t->func = func;
	t->use_callback = false;
	t->data = data;
}
EXPORT_SYMBOL(tasklet_init);

/* Spins: the function runs on another CPU, or under us, when we'd be in an interrupt. */
void tasklet_unlock_spin_wait(struct tasklet_struct *t)
{
	while (test_bit(TASKLET_STATE_RUN, &t->state))
		cpu_relax();
}
EXPORT_SYMBOL(tasklet_unlock_spin_wait);

void tasklet_unlock(struct tasklet_struct *t)
{
	smp_mb__before_atomic();
	clear_bit(TASKLET_STATE_RUN, &t->state);
	smp_mb__after_atomic();
	wake_up_var(&t->state);
}
EXPORT_SYMBOL_GPL(tasklet_unlock);

void tasklet_unlock_wait(struct tasklet_struct *t)
{
	wait_var_event(&t->state, !test_bit(TASKLET_STATE_RUN, &t->state));
}
EXPORT_SYMBOL_GPL(tasklet_unlock_wait);

/**
 * tasklet_kill() - make sure that a tasklet will not run again
 *
 * Waits until it has run if it is scheduled; nobody may schedule it any more, itself included, and
 * it must not be disabled. Process context; sleeps.
 */
void tasklet_kill(struct tasklet_struct *t)
{
	if (in_interrupt())
		pr_notice("Attempt to kill tasklet from interrupt\n");

	/* Holding SCHED keeps others from scheduling it. */
	while (test_and_set_bit(TASKLET_STATE_SCHED, &t->state))
		schedule_timeout_uninterruptible(1);
	tasklet_unlock_wait(t);
	clear_bit(TASKLET_STATE_SCHED, &t->state);
	smp_mb__after_atomic();
}
EXPORT_SYMBOL(tasklet_kill);

void __init softirq_init(void)
{
	int cpu;

	for_each_possible_cpu(cpu)
	{
		per_cpu(tasklets, cpu).tail = &per_cpu(tasklets, cpu).first;
		per_cpu(hi_tasklets, cpu).tail = &per_cpu(hi_tasklets, cpu).first;
	}
	open_softirq(TASKLET_SOFTIRQ, tasklet_action);
	open_softirq(HI_SOFTIRQ, tasklet_hi_action);
}
