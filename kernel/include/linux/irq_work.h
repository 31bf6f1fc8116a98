// SPDX-License-Identifier: MIT
/*
 * Functions that run soon in interrupt context, on the CPU that asked: for code that may not even
 * wake a task where it is, as in an NMI or under a run queue's lock.
 */
#ifndef _LINUX_IRQ_WORK_H
#define _LINUX_IRQ_WORK_H

#include <linux/atomic.h>
#include <linux/llist.h>
#include <linux/types.h>

#define IRQ_WORK_PENDING 0x01 /* on a CPU's list */
#define IRQ_WORK_BUSY	 0x02 /* its function runs, or will */
#define IRQ_WORK_LAZY	 0x04 /* with the next tick, not at once */

struct irq_work {
	struct llist_node llnode; /* the CPU's list, by whoever set IRQ_WORK_PENDING */
	atomic_t flags;		  /* IRQ_WORK_* */
	void (*func)(struct irq_work *);
};

#define __IRQ_WORK_INIT(_func, _flags)                                                             \
	((struct irq_work){.flags = ATOMIC_INIT(_flags), .func = (_func)})
#define IRQ_WORK_INIT(_func)	     __IRQ_WORK_INIT(_func, 0)
#define IRQ_WORK_INIT_LAZY(_func)    __IRQ_WORK_INIT(_func, IRQ_WORK_LAZY)
#define IRQ_WORK_INIT_HARD(_func)    __IRQ_WORK_INIT(_func, 0)
#define DEFINE_IRQ_WORK(name, _func) struct irq_work name = IRQ_WORK_INIT(_func)

static inline void init_irq_work(struct irq_work *work, void (*func)(struct irq_work *))
{
	*work = IRQ_WORK_INIT(func);
}

static inline bool irq_work_is_pending(struct irq_work *work)
{
	return atomic_read(&work->flags) & IRQ_WORK_PENDING;
}

static inline bool irq_work_is_busy(struct irq_work *work)
{
	return atomic_read(&work->flags) & IRQ_WORK_BUSY;
}

/* Any context, NMI too. False: it was queued already, and has not begun. */
bool irq_work_queue(struct irq_work *work);
/* Not in an NMI. */
bool irq_work_queue_on(struct irq_work *work, int cpu);
/* Until it is neither queued nor running. Process context, interrupts on. */
void irq_work_sync(struct irq_work *work);

/* The interrupt that was asked for, and the tick: interrupts off. */
void irq_work_run(void);
void irq_work_tick(void);

#endif /* _LINUX_IRQ_WORK_H */
