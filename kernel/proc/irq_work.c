// SPDX-License-Identifier: MIT
/*
 * Work for interrupt context; linux/irq_work.h has the rules. A CPU has a list of what is to run at
 * once, by an interrupt that it sends to itself, and one of what can wait for its tick. Where the
 * machine can't send interrupts, all waits for the tick.
 */
#include <kernel/traps.h>
#include <linux/export.h>
#include <linux/irq_work.h>
#include <linux/irqflags.h>
#include <linux/percpu.h>
#include <linux/preempt.h>
#include <linux/smp.h>
#include <linux/bug.h>
#include <asm/processor.h>

static DEFINE_PER_CPU(struct llist_head, raised_list);
static DEFINE_PER_CPU(struct llist_head, lazy_list);

/* True for who may put it on a list. */
static bool claim(struct irq_work *work)
{
	/* BUSY as well: from now on irq_work_sync() waits. */
	return !(atomic_fetch_or(IRQ_WORK_PENDING | IRQ_WORK_BUSY, &work->flags) &
		 IRQ_WORK_PENDING);
}

/* On this CPU, preemption off. */
static void queue_here(struct irq_work *work)
{
	bool lazy = atomic_read(&work->flags) & IRQ_WORK_LAZY;

	llist_add(&work->llnode, lazy ? this_cpu_ptr(&lazy_list) : this_cpu_ptr(&raised_list));
	if (!lazy)
		arch_irq_work_raise();
}

bool irq_work_queue(struct irq_work *work)
{
	if (!claim(work))
		return false;
	preempt_disable();
	queue_here(work);
	preempt_enable();
	return true;
}
EXPORT_SYMBOL_GPL(irq_work_queue);

static void queue_from_afar(void *work)
{
	queue_here(work);
}

bool irq_work_queue_on(struct irq_work *work, int cpu)
{
	if (WARN_ON_ONCE(!cpu_online(cpu)) || !claim(work))
		return false;
	smp_call_function_single(cpu, queue_from_afar, work, 0);
	return true;
}
EXPORT_SYMBOL_GPL(irq_work_queue_on);

static void run_list(struct llist_head *list)
{
	struct irq_work *work, *next;
	struct llist_node *node;

	if (llist_empty(list))
		return;
	/* Those that were queued first go first. */
	node = llist_reverse_order(llist_del_all(list));
	llist_for_each_entry_safe(work, next, node, llnode)
	{
		int flags;

		/* From here on it may be queued again; then it stays busy. */
		flags = atomic_fetch_andnot(IRQ_WORK_PENDING, &work->flags) & ~IRQ_WORK_PENDING;
		call_in_interrupt(work->func, (unsigned long)work, 0);
		atomic_cmpxchg(&work->flags, flags, flags & ~IRQ_WORK_BUSY);
	}
}

void irq_work_run(void)
{
	run_list(this_cpu_ptr(&raised_list));
}
EXPORT_SYMBOL_GPL(irq_work_run);

void irq_work_tick(void)
{
	run_list(this_cpu_ptr(&raised_list));
	run_list(this_cpu_ptr(&lazy_list));
}

void irq_work_sync(struct irq_work *work)
{
	WARN_ON_ONCE(irqs_disabled());
	while (irq_work_is_busy(work))
		cpu_relax();
	smp_mb();
}
EXPORT_SYMBOL_GPL(irq_work_sync);
