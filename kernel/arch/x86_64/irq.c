// SPDX-License-Identifier: MIT
/*
 * Interrupt lines: their handlers, and the way from a vector to them.
 *
 * A line is closed at its controller until it has a handler, and while disable_irq() holds it. An
 * interrupt runs the line's handlers in order of registration, on the CPU that took it, with
 * interrupts off. desc->lock guards the line's state but isn't held while handlers run: an
 * irqaction is freed only when none does, which in_progress tells.
 */
#include <linux/cpumask.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/hardirq.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/random.h>
#include <linux/ratelimit.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <linux/string.h>
#include <asm/irq_regs.h>
#include <asm/irq_vectors.h>
#include <asm/processor.h>
#include <kernel/module.h>
#include <kernel/traps.h>
#include "entry.h"
#include "irq.h"

DEFINE_PER_CPU(struct pt_regs *, irq_regs);
EXPORT_PER_CPU_SYMBOL(irq_regs);

unsigned int nr_irqs = NR_IRQS;
EXPORT_SYMBOL_GPL(nr_irqs);

static struct irq_desc irq_descs[NR_IRQS] = {
	[0 ... NR_IRQS_LEGACY - 1] = {.lock = __SPIN_LOCK_UNLOCKED(irq_descs.lock),
				      .chip = &i8259_chip},
	[NR_IRQS_LEGACY... NR_IRQS - 1] = {.lock = __SPIN_LOCK_UNLOCKED(irq_descs.lock)},
};

/* A line is closed when of so many interrupts so many were nobody's. */
#define STUCK_PERIOD 100000
#define STUCK_LIMIT  99900

struct irq_desc *irq_to_desc(unsigned int irq)
{
	return irq < NR_IRQS && READ_ONCE(irq_descs[irq].chip) ? &irq_descs[irq] : NULL;
}

bool irq_has_action(unsigned int irq)
{
	const struct irq_desc *desc = irq_to_desc(irq);

	return desc && READ_ONCE(desc->action);
}
EXPORT_SYMBOL_GPL(irq_has_action);

/* Does the line's state let it interrupt? Under desc->lock. */
static bool line_is_open(const struct irq_desc *desc)
{
	if (desc->probe == IRQ_PROBE_WAITING)
		return true;
	return desc->action && !desc->depth && !desc->stuck && !desc->threads_oneshot;
}

void irq_sync_line(struct irq_desc *desc, unsigned int irq)
{
	if (!desc->chip->irq_mask) {
		if (line_is_open(desc) && desc->pending) {
			desc->pending = false;
			desc->chip->irq_retrigger(irq);
		}
		return;
	}
	if (line_is_open(desc))
		desc->chip->irq_unmask(irq);
	else
		desc->chip->irq_mask(irq);
}

struct irq_desc *irq_set_chip(unsigned int irq, const struct irq_chip *chip)
{
	struct irq_desc *desc = &irq_descs[irq];
	unsigned long flags;
	bool busy;

	spin_lock_irqsave(&desc->lock, flags);
	busy = desc->action;
	if (!busy) {
		WRITE_ONCE(desc->chip, chip);
		memset(desc->kstat, 0, sizeof(desc->kstat));
	}
	spin_unlock_irqrestore(&desc->lock, flags);
	return busy ? NULL : desc;
}

/* Under desc->lock. A device that nobody serves keeps a level-triggered line busy for ever. */
static void note_interrupt(struct irq_desc *desc, unsigned int irq, irqreturn_t ret)
{
	struct irqaction *action;

	if (ret == IRQ_NONE)
		desc->irqs_unhandled++;
	if (++desc->irq_count < STUCK_PERIOD)
		return;
	if (desc->irqs_unhandled > STUCK_LIMIT) {
		pr_err("irq %u: nobody cared\n", irq);
		dump_stack();
		pr_err("handlers:\n");
		for (action = desc->action; action; action = action->next) {
			pr_err("[<%px>] %ps", action->handler, action->handler);
			if (action->thread_fn)
				pr_cont(" threaded [<%px>] %ps", action->thread_fn,
					action->thread_fn);
			pr_cont("\n");
		}
		pr_emerg("Disabling IRQ #%u\n", irq);
		desc->stuck = true;
		irq_sync_line(desc, irq);
	}
	desc->irq_count = 0;
	desc->irqs_unhandled = 0;
}

/* One handler's turn; what it answered. */
static irqreturn_t call_handler(struct irq_desc *desc, struct irqaction *action)
{
	unsigned int crashes = module_crashes_in_interrupts();
	irqreturn_t ret =
		call_in_interrupt(action->handler, action->irq, (unsigned long)action->dev_id);

	/*
	 * It has crashed before it could quieten its device: nothing else would run any more. The
	 * line stays closed until the module is taken apart.
	 */
	if (unlikely(crashes != module_crashes_in_interrupts()) &&
	    !core_kernel_text((unsigned long)action->handler))
		WRITE_ONCE(desc->stuck, true);

	switch (ret) {
	case IRQ_NONE:
	case IRQ_HANDLED:
		return ret;
	case IRQ_WAKE_THREAD:
		if (action->thread_fn) {
			spin_lock(&desc->lock);
			irq_make_thread_due(desc, action);
			spin_unlock(&desc->lock);
			return IRQ_HANDLED;
		}
		pr_warn_once("IRQ %d device %s returned IRQ_WAKE_THREAD but no thread function "
			     "available.",
			     action->irq, action->name);
		return IRQ_HANDLED;
	}
	pr_err_ratelimited("irq event %d: bogus return value %x\n", action->irq, ret);
	return IRQ_NONE;
}

static void handle_irq(unsigned int irq)
{
	struct irq_desc *desc = &irq_descs[irq];
	struct irqaction *action;
	irqreturn_t ret = IRQ_NONE;
	bool is_open;

	spin_lock(&desc->lock);
	if (!desc->chip) {
		/* A message of a device that has just been told to send none. */
		apic_eoi();
		spin_unlock(&desc->lock);
		return;
	}
	if (desc->chip->irq_spurious && desc->chip->irq_spurious(irq)) {
		spin_unlock(&desc->lock);
		return;
	}
	if (desc->probe == IRQ_PROBE_WAITING)
		desc->probe = IRQ_PROBE_SEEN;
	is_open = line_is_open(desc);
	/* What is kept is counted when it is raised again. */
	desc->pending = !is_open && !desc->chip->irq_mask;
	if (!desc->pending)
		desc->kstat[smp_processor_id()]++;
	if (!is_open) {
		/* It was on its way when the line was closed, or a prober has heard it. */
		irq_sync_line(desc, irq);
		desc->chip->irq_eoi(irq);
		spin_unlock(&desc->lock);
		return;
	}
	desc->in_progress = true;
	spin_unlock(&desc->lock);

	for (action = READ_ONCE(desc->action); action; action = READ_ONCE(action->next))
		ret |= call_handler(desc, action);
	add_interrupt_randomness(irq);

	spin_lock(&desc->lock);
	note_interrupt(desc, irq, ret);
	smp_store_release(&desc->in_progress, false);
	/* Closed, if a thread is to run first. */
	irq_sync_line(desc, irq);
	desc->chip->irq_eoi(irq);
	spin_unlock(&desc->lock);
}

void do_IRQ(struct pt_regs *regs, unsigned long vector)
{
	struct pt_regs *old_regs = set_irq_regs(regs);

	irq_enter();
	if (vector - FIRST_EXTERNAL_VECTOR < NR_IRQS)
		handle_irq(vector - FIRST_EXTERNAL_VECTOR);
	else if (vector == LOCAL_TIMER_VECTOR)
		apic_timer_interrupt();
	else if (vector == IRQ_WORK_VECTOR)
		apic_irq_work_interrupt();
	else if (vector != SPURIOUS_APIC_VECTOR)
		pr_err_ratelimited("CPU%d: interrupt vector 0x%lx that nothing uses\n",
				   smp_processor_id(), vector);
	irq_exit();
	set_irq_regs(old_regs);
}

void disable_irq_nosync(unsigned int irq)
{
	struct irq_desc *desc = irq_to_desc(irq);
	unsigned long flags;

	if (!desc)
		return;
	spin_lock_irqsave(&desc->lock, flags);
	desc->depth++;
	irq_sync_line(desc, irq);
	spin_unlock_irqrestore(&desc->lock, flags);
}
EXPORT_SYMBOL(disable_irq_nosync);

void disable_irq(unsigned int irq)
{
	disable_irq_nosync(irq);
	synchronize_irq(irq);
}
EXPORT_SYMBOL(disable_irq);

void enable_irq(unsigned int irq)
{
	struct irq_desc *desc = irq_to_desc(irq);
	unsigned long flags;

	if (!desc)
		return;
	spin_lock_irqsave(&desc->lock, flags);
	if (!WARN(!desc->depth, "Unbalanced enable for IRQ %u\n", irq)) {
		desc->depth--;
		irq_sync_line(desc, irq);
	}
	spin_unlock_irqrestore(&desc->lock, flags);
}
EXPORT_SYMBOL(enable_irq);

bool synchronize_hardirq(unsigned int irq)
{
	struct irq_desc *desc = irq_to_desc(irq);

	while (desc && smp_load_acquire(&desc->in_progress))
		cpu_relax();
	return !desc || !READ_ONCE(desc->threads_active);
}
EXPORT_SYMBOL(synchronize_hardirq);

bool disable_hardirq(unsigned int irq)
{
	disable_irq_nosync(irq);
	return synchronize_hardirq(irq);
}
EXPORT_SYMBOL_GPL(disable_hardirq);

void synchronize_irq(unsigned int irq)
{
	struct irq_desc *desc = irq_to_desc(irq);

	if (!synchronize_hardirq(irq))
		wait_event(desc->wait_for_threads, !READ_ONCE(desc->threads_active));
}
EXPORT_SYMBOL(synchronize_irq);

unsigned int kstat_irqs_cpu(unsigned int irq, int cpu)
{
	const struct irq_desc *desc = irq_to_desc(irq);

	return desc ? READ_ONCE(desc->kstat[cpu]) : 0;
}

unsigned int kstat_irqs(unsigned int irq)
{
	unsigned int sum = 0;
	int cpu;

	for_each_possible_cpu(cpu) sum += kstat_irqs_cpu(irq, cpu);
	return sum;
}

bool irq_describe(unsigned int irq, char *buf, size_t size)
{
	struct irq_desc *desc = irq_to_desc(irq);
	struct irqaction *action;
	unsigned long flags;
	const char *sep = "";
	size_t len;

	if (!desc || (!READ_ONCE(desc->action) && !kstat_irqs(irq)))
		return false;
	spin_lock_irqsave(&desc->lock, flags);
	len = scnprintf(buf, size, "%8s      ", desc->chip->name);
	for (action = desc->action; action; action = action->next) {
		len += scnprintf(buf + len, size - len, "%s%s", sep, action->name);
		sep = ", ";
	}
	spin_unlock_irqrestore(&desc->lock, flags);
	return true;
}

void __init irq_init(void)
{
	for (unsigned int irq = 0; irq < NR_IRQS; irq++)
		init_waitqueue_head(&irq_descs[irq].wait_for_threads);
	i8259_init();
}
