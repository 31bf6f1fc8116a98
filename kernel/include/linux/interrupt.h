// SPDX-License-Identifier: MIT
/*
 * Interrupts for drivers: handlers of hardware lines here, softirqs and tasklets in
 * <linux/softirq.h>.
 *
 * A handler runs with interrupts off on the CPU that took it, in hard interrupt context: it may not
 * sleep, and takes locks that others take with spin_lock_irqsave().
 */
#ifndef _LINUX_INTERRUPT_H
#define _LINUX_INTERRUPT_H

#include <linux/kernel.h>
#include <linux/bitops.h>
#include <linux/cpumask.h>
#include <linux/irqreturn.h>
#include <linux/irqflags.h>
#include <linux/preempt.h>
#include <linux/softirq.h>
#include <asm/ptrace.h>

/* Trigger types are told to controllers that can choose; the 8259 takes what the board wires. */
#define IRQF_TRIGGER_NONE    0x00000000
#define IRQF_TRIGGER_RISING  0x00000001
#define IRQF_TRIGGER_FALLING 0x00000002
#define IRQF_TRIGGER_HIGH    0x00000004
#define IRQF_TRIGGER_LOW     0x00000008
#define IRQF_SHARED	     0x00000080 /* the line may have other handlers, all of them shared */
#define IRQF_PROBE_SHARED    0x00000100 /* a sharing conflict is expected: no message */
#define IRQF_NO_SUSPEND	     0x00004000
#define IRQF_NO_THREAD	     0x00010000
#define IRQF_NO_AUTOEN	     0x00080000 /* registered, but the line stays off until enable_irq() */
#define __IRQF_TIMER	     0x00000200
#define IRQF_TIMER	     (__IRQF_TIMER | IRQF_NO_SUSPEND | IRQF_NO_THREAD)

typedef irqreturn_t (*irq_handler_t)(int irq, void *dev_id);

struct irqaction {
	irq_handler_t handler;
	void *dev_id;
	struct irqaction *next; /* the line's desc lock */
	unsigned int irq;
	unsigned int flags;
	const char *name;
};

/*
 * Call `handler(irq, dev)` on interrupts of line `irq`, and open the line. `name` shows in
 * /proc/interrupts and must outlive the registration. `dev` tells handlers of one line apart and
 * may not be NULL with IRQF_SHARED. Process context; may sleep.
 * -EINVAL (line, handler, dev), -EBUSY (taken, and not shared by both), -ENOMEM.
 */
int request_irq(unsigned int irq, irq_handler_t handler, unsigned long flags, const char *name,
		void *dev);

/* Undo it, and wait until the handler has returned everywhere. Returns `name`, or NULL. */
const void *free_irq(unsigned int irq, void *dev_id);

/*
 * Close and open a line; calls nest. disable_irq() also waits for a running handler and so may not
 * be called by it; the _nosync form doesn't wait.
 */
void disable_irq_nosync(unsigned int irq);
void disable_irq(unsigned int irq);
void enable_irq(unsigned int irq);

/* Wait until no handler of the line runs any more. */
void synchronize_irq(unsigned int irq);

#endif
