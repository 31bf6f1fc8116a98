// SPDX-License-Identifier: MIT
/* The way into and out of a hardware interrupt, for the architecture's entry code. */
#ifndef _LINUX_HARDIRQ_H
#define _LINUX_HARDIRQ_H

#include <linux/preempt.h>
#include <linux/softirq.h>

/* Around each device or timer interrupt; interrupts off. irq_exit() runs what was raised. */
void irq_enter(void);
void irq_exit(void);

/* Around an exception that no lock may stand in the way of (NMI, double fault). */
#define nmi_enter() preempt_count_add(NMI_OFFSET + HARDIRQ_OFFSET)
#define nmi_exit()  preempt_count_sub(NMI_OFFSET + HARDIRQ_OFFSET)

#endif /* _LINUX_HARDIRQ_H */
