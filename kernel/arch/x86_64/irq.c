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

static struct irq_desc irq_descs[NR_IRQS] = {
	[0 ... NR_IRQS - 1] = {.lock = __SPIN_LOCK_UNLOCKED(irq_descs.lock), .chip = &i8259_chip},
};

/* A line is closed when of so many interrupts so many were nobody's. */
#define STUCK_PERIOD 100000
#define STUCK_LIMIT  99900

struct irq_desc *irq_to_desc(unsigned int irq)
{
	return irq < NR_IRQS ? &irq_descs[irq] : NULL;
}

/* Does the line's state let it interrupt? Under desc->lock. */
static bool line_is_open(const struct irq_desc *desc)
{
	return desc->action && !desc->depth && !desc->stuck;
}

static void sync_line(struct irq_desc *desc, unsigned int irq)
{
	if (line_is_open(desc))
		desc->chip->irq_unmask(irq);
	else
		desc->chip->irq_mask(irq);
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
		for (action = desc->action; action; action = action->next)
			pr_err("[<%px>] %ps\n", action->handler, action->handler);
		pr_emerg("Disabling IRQ #%u\n", irq);
		desc->stuck = true;
		sync_line(desc, irq);
	}
	desc->irq_count = 0;
	desc->irqs_unhandled = 0;
}

static void handle_irq(unsigned int irq)
{
	struct irq_desc *desc = &irq_descs[irq];
	struct irqaction *action;
	irqreturn_t ret = IRQ_NONE;

	spin_lock(&desc->lock);
	if (desc->chip->irq_spurious(irq)) {
		spin_unlock(&desc->lock);
		return;
	}
	desc->kstat[smp_processor_id()]++;
	if (!line_is_open(desc)) {
		/* It was on its way when the line was closed. */
		sync_line(desc, irq);
		desc->chip->irq_eoi(irq);
		spin_unlock(&desc->lock);
		return;
	}
	desc->in_progress = true;
	spin_unlock(&desc->lock);

	for (action = READ_ONCE(desc->action); action; action = READ_ONCE(action->next))
		ret |= call_in_interrupt(action->handler, irq, (unsigned long)action->dev_id);
	add_interrupt_randomness(irq);

	spin_lock(&desc->lock);
	note_interrupt(desc, irq, ret);
	smp_store_release(&desc->in_progress, false);
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
	else if (vector != SPURIOUS_APIC_VECTOR)
		pr_err_ratelimited("CPU%d: interrupt vector 0x%lx that nothing uses\n",
				   smp_processor_id(), vector);
	irq_exit();
	set_irq_regs(old_regs);
}

/* Append to the line's handlers. Under desc->lock. */
static int add_action(struct irq_desc *desc, struct irqaction *new)
{
	struct irqaction **link = &desc->action;

	if (desc->action && !(desc->action->flags & new->flags &IRQF_SHARED))
		return -EBUSY;
	while (*link)
		link = &(*link)->next;
	if (link == &desc->action) {
		desc->depth = new->flags &IRQF_NO_AUTOEN ? 1 : 0;
		desc->stuck = false;
		desc->irq_count = 0;
		desc->irqs_unhandled = 0;
	}
	smp_store_release(link, new);
	return 0;
}

int setup_irq(unsigned int irq, struct irqaction *action)
{
	struct irq_desc *desc = irq_to_desc(irq);
	unsigned long flags;
	int err;

	spin_lock_irqsave(&desc->lock, flags);
	err = add_action(desc, action);
	if (!err)
		sync_line(desc, irq);
	spin_unlock_irqrestore(&desc->lock, flags);
	return err;
}

int request_irq(unsigned int irq, irq_handler_t handler, unsigned long flags, const char *name,
		void *dev)
{
	struct irq_desc *desc = irq_to_desc(irq);
	struct irqaction *action;
	int err;

	/* A shared line can't start closed: the others' devices would go unheard. */
	if (!desc || !handler || (flags & IRQF_SHARED && (!dev || flags & IRQF_NO_AUTOEN)) ||
	    irq == I8259_CASCADE_IRQ)
		return -EINVAL;
	action = kzalloc(sizeof(*action), GFP_KERNEL);
	if (!action)
		return -ENOMEM;
	action->handler = handler;
	action->flags = flags;
	action->name = name;
	action->dev_id = dev;
	action->irq = irq;

	err = setup_irq(irq, action);
	if (!err)
		return 0;

	if (!(flags & IRQF_PROBE_SHARED))
		pr_err("irq %u: handler mismatch, %s can't share it\n", irq, name);
	kfree(action);
	return err;
}
EXPORT_SYMBOL(request_irq);

const void *free_irq(unsigned int irq, void *dev_id)
{
	struct irq_desc *desc = irq_to_desc(irq);
	struct irqaction **link, *action;
	unsigned long flags;
	const char *name;

	if (!desc)
		return NULL;
	spin_lock_irqsave(&desc->lock, flags);
	for (link = &desc->action; *link && (*link)->dev_id != dev_id; link = &(*link)->next)
		;
	action = *link;
	if (action) {
		WRITE_ONCE(*link, action->next);
		sync_line(desc, irq);
	}
	spin_unlock_irqrestore(&desc->lock, flags);
	if (WARN(!action, "Trying to free already-free IRQ %u\n", irq))
		return NULL;

	synchronize_irq(irq);
	name = action->name;
	kfree(action);
	return name;
}
EXPORT_SYMBOL(free_irq);

/* Takes one of the module's handlers off the line; NULL when there is none. */
static struct irqaction *take_action_of(struct irq_desc *desc, unsigned int irq,
					const struct module *mod)
{
	struct irqaction **link, *action;
	unsigned long flags;

	spin_lock_irqsave(&desc->lock, flags);
	for (link = &desc->action; *link; link = &(*link)->next)
		if (within_module((unsigned long)(*link)->handler, mod))
			break;
	action = *link;
	if (action) {
		WRITE_ONCE(*link, action->next);
		sync_line(desc, irq);
	}
	spin_unlock_irqrestore(&desc->lock, flags);
	return action;
}

unsigned int irq_forget_module(const struct module *mod)
{
	struct irqaction *action;
	unsigned int forgotten = 0;

	for (unsigned int irq = 0; irq < NR_IRQS; irq++) {
		while ((action = take_action_of(&irq_descs[irq], irq, mod))) {
			pr_notice("irq %u: handler of %s taken off\n", irq, mod->name);
			synchronize_irq(irq);
			kfree(action);
			forgotten++;
		}
	}
	return forgotten;
}

void disable_irq_nosync(unsigned int irq)
{
	struct irq_desc *desc = irq_to_desc(irq);
	unsigned long flags;

	if (!desc)
		return;
	spin_lock_irqsave(&desc->lock, flags);
	desc->depth++;
	sync_line(desc, irq);
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
		sync_line(desc, irq);
	}
	spin_unlock_irqrestore(&desc->lock, flags);
}
EXPORT_SYMBOL(enable_irq);

void synchronize_irq(unsigned int irq)
{
	struct irq_desc *desc = irq_to_desc(irq);

	while (desc && smp_load_acquire(&desc->in_progress))
		cpu_relax();
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
	i8259_init();
}
