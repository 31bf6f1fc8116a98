// SPDX-License-Identifier: MIT
/* The interrupt controller, for irq.c. */
#ifndef _ARCH_X86_64_IRQ_H
#define _ARCH_X86_64_IRQ_H

#include <linux/irq.h>

#define I8259_CASCADE_IRQ 2 /* the second chip's output goes to the first one's line 2 */

struct irqaction;

/*
 * request_irq() with the caller's own irqaction, which stays for good: for lines that are opened
 * before memory can be allocated. Any context. -EBUSY.
 */
int setup_irq(unsigned int irq, struct irqaction *action);

/* Opens or closes the line at its controller, as its state asks for. Under desc->lock. */
void irq_sync_line(struct irq_desc *desc, unsigned int irq);

/* Gives a line without handlers its controller, or takes it away (NULL). NULL: it has handlers. */
struct irq_desc *irq_set_chip(unsigned int irq, const struct irq_chip *chip);

/* irq_manage.c: marks the action's thread as due, and wakes it. Under desc->lock. */
void irq_make_thread_due(struct irq_desc *desc, struct irqaction *action);

/* irq_proc.c: /proc/irq/N, and in it a folder for each handler. May sleep. */
void irq_proc_add(unsigned int irq, const char *name);
void irq_proc_remove(unsigned int irq, const char *name);

extern const struct irq_chip i8259_chip;

/* Give the lines vectors from FIRST_EXTERNAL_VECTOR up, all closed. Interrupts off. */
void i8259_init(void);

/* apic.c: the local APIC's timer has come; so has what irq_work asked for. Interrupts off. */
void apic_timer_interrupt(void);
void apic_irq_work_interrupt(void);

/* Is there one? Its number; the end of an interrupt; a fixed one of its own CPU, on that CPU. */
bool apic_is_on(void);
unsigned int apic_id(void);
void apic_eoi(void);
void apic_send_self(unsigned int vector);

#endif
