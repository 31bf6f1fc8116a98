// SPDX-License-Identifier: MIT
/*
 * Interrupt lines from the side of the controller: struct irq_chip and the descriptor of a line.
 * Drivers use <linux/interrupt.h>.
 */
#ifndef _LINUX_IRQ_H
#define _LINUX_IRQ_H

#include <linux/types.h>
#include <linux/cache.h>
#include <linux/spinlock.h>
#include <linux/wait.h>
#include <linux/irqreturn.h>
#include <linux/threads.h>
#include <asm/irq_vectors.h>
#include <asm/irq_regs.h>

struct irqaction;

/* A controller. Called with the line's desc lock held and interrupts off. */
struct irq_chip {
	const char *name;
	/* NULL: its lines can't be closed. What comes meanwhile is kept, and raised again. */
	void (*irq_mask)(unsigned int irq);
	void (*irq_unmask)(unsigned int irq);
	void (*irq_retrigger)(unsigned int irq);
	/* Done with this occurrence; the line may interrupt again. */
	void (*irq_eoi)(unsigned int irq);
	/* Did the controller raise a vector without a request behind it? It is then already done.
	 */
	bool (*irq_spurious)(unsigned int irq); /* NULL: never */
};

enum irq_probe {
	IRQ_PROBE_OFF,
	IRQ_PROBE_WAITING, /* open, and hasn't come yet */
	IRQ_PROBE_SEEN,
};

struct irq_desc {
	spinlock_t lock; /* guards all below but the counters; taken with interrupts off */
	const struct irq_chip *chip; /* NULL: there is no such line now */
	struct irqaction *action;    /* handlers in order of registration */
	unsigned int depth; /* how often disabled; 0: the line is open, if it has handlers */
	unsigned int threads_oneshot; /* threads for which the line is closed */
	unsigned int threads_active;  /* threads that are to run, or run */
	wait_queue_head_t wait_for_threads;
	unsigned int irqs_unhandled; /* of the last irq_count occurrences */
	unsigned int irq_count;
	enum irq_probe probe;	     /* what probe_irq_on() is to learn of it */
	bool in_progress;	     /* a handler runs on some CPU */
	bool pending;		     /* came while the line was closed, and can't */
	bool stuck;		     /* closed by us, since nobody handled it */
	unsigned int kstat[NR_CPUS]; /* occurrences; each written by its CPU alone */
};

extern unsigned int nr_irqs;

/* The descriptor of line `irq`, or NULL when there is no such line. */
struct irq_desc *irq_to_desc(unsigned int irq);

/* Occurrences of `irq` on `cpu`; on all CPUs. */
unsigned int kstat_irqs_cpu(unsigned int irq, int cpu);
unsigned int kstat_irqs(unsigned int irq);

/*
 * For /proc/interrupts: the controller's name and the handlers' names, comma separated, as one
 * string of at most `size` bytes. False when the line has no handler and never fired.
 */
bool irq_describe(unsigned int irq, char *buf, size_t size);

#define for_each_irq_nr(irq) for ((irq) = 0; (irq) < nr_irqs; (irq)++)

#endif
