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

extern const struct irq_chip i8259_chip;

/* Give the lines vectors from FIRST_EXTERNAL_VECTOR up, all closed. Interrupts off. */
void i8259_init(void);

/* apic.c: the local APIC's timer has come. Interrupts off. */
void apic_timer_interrupt(void);

#endif
