// SPDX-License-Identifier: MIT
/*
 * Who may be interrupted by what: the fields of the preemption count and the questions on it.
 *
 *   bits  0-7   depth of preempt_disable()
 *   bits  8-15  softirqs: one for serving one, two for each local_bh_disable()
 *   bits 16-19  depth of hardware interrupts
 *   bits 20-23  depth of non-maskable interrupts
 *
 * The kernel isn't preempted between two of its instructions, so preempt_enable() never switches.
 * The count tells code in what context it runs, and lets might_sleep() catch sleeping where that
 * is forbidden.
 */
#ifndef LINUX_PREEMPT_H
#define LINUX_PREEMPT_H

#include <linux/linkage.h>
#include <linux/compiler.h>

#define PREEMPT_BITS 8
#define SOFTIRQ_BITS 8
#define HARDIRQ_BITS 4
#define NMI_BITS     4

#define PREEMPT_SHIFT 0
#define SOFTIRQ_SHIFT (PREEMPT_SHIFT + PREEMPT_BITS)
#define HARDIRQ_SHIFT (SOFTIRQ_SHIFT + SOFTIRQ_BITS)
#define NMI_SHIFT     (HARDIRQ_SHIFT + HARDIRQ_BITS)

#define __IRQ_MASK(x) ((1UL << (x)) - 1)
#define PREEMPT_MASK  (__IRQ_MASK(PREEMPT_BITS) << PREEMPT_SHIFT)
#define SOFTIRQ_MASK  (__IRQ_MASK(SOFTIRQ_BITS) << SOFTIRQ_SHIFT)
#define HARDIRQ_MASK  (__IRQ_MASK(HARDIRQ_BITS) << HARDIRQ_SHIFT)
#define NMI_MASK      (__IRQ_MASK(NMI_BITS) << NMI_SHIFT)

#define PREEMPT_OFFSET (1UL << PREEMPT_SHIFT)
#define SOFTIRQ_OFFSET (1UL << SOFTIRQ_SHIFT)
#define HARDIRQ_OFFSET (1UL << HARDIRQ_SHIFT)
#define NMI_OFFSET     (1UL << NMI_SHIFT)

/* Bottom halves switched off, in contrast to one being served. */
#define SOFTIRQ_DISABLE_OFFSET (2 * SOFTIRQ_OFFSET)

#define PREEMPT_DISABLED       (PREEMPT_DISABLE_OFFSET)
#define PREEMPT_DISABLE_OFFSET PREEMPT_OFFSET
#define PREEMPT_LOCK_OFFSET    PREEMPT_DISABLE_OFFSET
#define SOFTIRQ_LOCK_OFFSET    (SOFTIRQ_DISABLE_OFFSET + PREEMPT_LOCK_OFFSET)

#ifndef __ASSEMBLY__

#include <asm/preempt.h>

#define nmi_count()	(preempt_count() & NMI_MASK)
#define hardirq_count() (preempt_count() & HARDIRQ_MASK)
#define softirq_count() (preempt_count() & SOFTIRQ_MASK)
#define irq_count()	(preempt_count() & (NMI_MASK | HARDIRQ_MASK | SOFTIRQ_MASK))

/* Serving an interrupt of that kind; in task context. */
#define in_nmi()	     (nmi_count())
#define in_hardirq()	     (hardirq_count())
#define in_serving_softirq() (softirq_count() & SOFTIRQ_OFFSET)
#define in_task()	     (!(preempt_count() & (NMI_MASK | HARDIRQ_MASK | SOFTIRQ_OFFSET)))

/* The older questions, which also count switched-off bottom halves. */
#define in_irq()       (hardirq_count())
#define in_softirq()   (softirq_count())
#define in_interrupt() (irq_count())

/* Sleeping is wrong here. It can't see a spinlock's interrupts-off alone. */
#define in_atomic()		(preempt_count() != 0)
#define in_atomic_preempt_off() (preempt_count() != PREEMPT_DISABLE_OFFSET)
#define preemptible()		(preempt_count() == 0 && !irqs_disabled())

#define preempt_count_add(val) __preempt_count_add(val)
#define preempt_count_sub(val) __preempt_count_sub(val)
#define preempt_count_inc()    preempt_count_add(1)
#define preempt_count_dec()    preempt_count_sub(1)

#define preempt_disable()                                                                          \
	do {                                                                                       \
		preempt_count_inc();                                                               \
		barrier();                                                                         \
	} while (0)
#define preempt_enable()                                                                           \
	do {                                                                                       \
		barrier();                                                                         \
		preempt_count_dec();                                                               \
	} while (0)
#define sched_preempt_enable_no_resched()   preempt_enable()
#define preempt_enable_no_resched()	    preempt_enable()
#define preempt_disable_notrace()	    preempt_disable()
#define preempt_enable_notrace()	    preempt_enable()
#define preempt_enable_no_resched_notrace() preempt_enable()

/* Stay on this CPU. Without preemption in the kernel that is the same as not being preempted. */
static __always_inline void migrate_disable(void)
{
	preempt_disable();
}

static __always_inline void migrate_enable(void)
{
	preempt_enable();
}

#endif
#endif
