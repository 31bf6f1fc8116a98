// SPDX-License-Identifier: MIT
/*
 * Finding the line that a device is wired to: probe_irq_on() and probe_irq_off(). A line that is
 * probed is open without a handler; its first interrupt closes it and is remembered (irq.c).
 */
#include <linux/delay.h>
#include <linux/export.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/mutex.h>
#include "irq.h"

/* A line that comes by itself is heard within this time, in ms. */
#define NOISE_MS 100

/* Held from probe_irq_on() to probe_irq_off(): there is one prober. */
static DEFINE_MUTEX(probing);

static void set_probe(unsigned int irq, enum irq_probe probe)
{
	struct irq_desc *desc = irq_to_desc(irq);

	spin_lock_irq(&desc->lock);
	desc->probe = probe;
	irq_sync_line(desc, irq);
	spin_unlock_irq(&desc->lock);
}

static bool has_come(unsigned int irq)
{
	return READ_ONCE(irq_to_desc(irq)->probe) == IRQ_PROBE_SEEN;
}

unsigned long probe_irq_on(void)
{
	unsigned long lines = 0;
	unsigned int irq;

	mutex_lock(&probing);
	for (irq = 0; irq < NR_IRQS_LEGACY; irq++) {
		if (irq != I8259_CASCADE_IRQ && !irq_has_action(irq)) {
			set_probe(irq, IRQ_PROBE_WAITING);
			lines |= 1UL << irq;
		}
	}
	msleep(NOISE_MS);
	for_each_set_bit (irq, &lines, NR_IRQS_LEGACY) {
		if (has_come(irq)) {
			set_probe(irq, IRQ_PROBE_OFF);
			lines &= ~(1UL << irq);
		}
	}
	return lines;
}
EXPORT_SYMBOL(probe_irq_on);

int probe_irq_off(unsigned long val)
{
	int found = 0, count = 0;
	unsigned int irq;

	for_each_set_bit (irq, &val, NR_IRQS_LEGACY) {
		if (has_come(irq)) {
			if (!count++)
				found = irq;
		}
		set_probe(irq, IRQ_PROBE_OFF);
	}
	mutex_unlock(&probing);
	return count > 1 ? -found : found;
}
EXPORT_SYMBOL(probe_irq_off);
