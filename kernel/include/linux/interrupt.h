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
#define IRQF_TRIGGER_MASK                                                                          \
	(IRQF_TRIGGER_HIGH | IRQF_TRIGGER_LOW | IRQF_TRIGGER_RISING | IRQF_TRIGGER_FALLING)
#define IRQF_SHARED	  0x00000080 /* the line may have other handlers, all of them shared */
#define IRQF_PROBE_SHARED 0x00000100 /* a sharing conflict is expected: no message */
#define __IRQF_TIMER	  0x00000200
#define IRQF_PERCPU	  0x00000400 /* comes on one CPU at a time, of its own */
#define IRQF_NOBALANCING  0x00000800 /* not to be moved between CPUs: none is */
#define IRQF_ONESHOT	  0x00002000 /* the line stays closed until the thread has run */
#define IRQF_NO_SUSPEND	  0x00004000
#define IRQF_FORCE_RESUME 0x00008000
#define IRQF_NO_THREAD	  0x00010000
#define IRQF_EARLY_RESUME 0x00020000
#define IRQF_COND_SUSPEND 0x00040000
#define IRQF_NO_AUTOEN	  0x00080000 /* registered, but the line stays off until enable_irq() */
#define IRQF_TIMER	  (__IRQF_TIMER | IRQF_NO_SUSPEND | IRQF_NO_THREAD)

/* What a device has that is wired to nothing. */
#define IRQ_NOTCONNECTED (1U << 31)

/* What request_any_context_irq() got. */
enum {
	IRQC_IS_HARDIRQ = 0,
	IRQC_IS_NESTED,
};

typedef irqreturn_t (*irq_handler_t)(int irq, void *dev_id);

struct irq_desc;
struct task_struct;

struct irqaction {
	irq_handler_t handler;
	void *dev_id;
	struct irqaction *next; /* the line's desc lock */
	irq_handler_t thread_fn;
	struct task_struct *thread; /* NULL: has none; referenced */
	bool thread_due;	    /* it is to run; desc lock */
	bool thread_runs;	    /* desc lock */
	bool gone;		    /* off the line; the thread frees it. desc lock */
	struct irq_desc
		*desc; /* of its line, which may be given back before the thread first runs */
	unsigned int irq;
	unsigned int flags;
	const char *name;
};

/*
 * Call `handler(irq, dev)` on interrupts of line `irq`, and open the line. If it answers
 * IRQ_WAKE_THREAD, thread_fn(irq, dev) is called by a thread, "irq/N-name", which may sleep; with
 * IRQF_ONESHOT the line is closed meanwhile. handler NULL: only the thread, and IRQF_ONESHOT must
 * be given. `name` shows in /proc/interrupts and must outlive the registration. `dev` tells
 * handlers of one line apart and may not be NULL with IRQF_SHARED. Handlers of one line agree on
 * IRQF_SHARED, IRQF_ONESHOT and the trigger type. Process context; may sleep. -EINVAL (line,
 * handler, dev), -EBUSY (taken, and not shared alike by both), -ENOTCONN (IRQ_NOTCONNECTED),
 * -ENOMEM.
 */
int request_threaded_irq(unsigned int irq, irq_handler_t handler, irq_handler_t thread_fn,
			 unsigned long flags, const char *name, void *dev);

static inline int __must_check request_irq(unsigned int irq, irq_handler_t handler,
					   unsigned long flags, const char *name, void *dev)
{
	return request_threaded_irq(irq, handler, NULL, flags, name, dev);
}

/* As request_irq(), for handlers that may run in a thread, too: here it is IRQC_IS_HARDIRQ. */
int __must_check request_any_context_irq(unsigned int irq, irq_handler_t handler,
					 unsigned long flags, const char *name, void *dev_id);

/*
 * Undo it, and wait until the handler and the thread have returned everywhere. Returns `name`, or
 * NULL. May sleep.
 */
const void *free_irq(unsigned int irq, void *dev_id);

/*
 * The same until the driver leaves the device: <linux/device/devres.h>. devname NULL: the device's
 * name.
 */
struct device;
int __must_check devm_request_threaded_irq(struct device *dev, unsigned int irq,
					   irq_handler_t handler, irq_handler_t thread_fn,
					   unsigned long irqflags, const char *devname,
					   void *dev_id);

static inline int __must_check devm_request_irq(struct device *dev, unsigned int irq,
						irq_handler_t handler, unsigned long irqflags,
						const char *devname, void *dev_id)
{
	return devm_request_threaded_irq(dev, irq, handler, NULL, irqflags, devname, dev_id);
}

int __must_check devm_request_any_context_irq(struct device *dev, unsigned int irq,
					      irq_handler_t handler, unsigned long irqflags,
					      const char *devname, void *dev_id);
void devm_free_irq(struct device *dev, unsigned int irq, void *dev_id);

/* As if the handler of that `dev` had answered IRQ_WAKE_THREAD. Any context. */
void irq_wake_thread(unsigned int irq, void *dev_id);

/*
 * Close and open a line; calls nest. disable_irq() also waits for a running handler and so may not
 * be called by it; the _nosync form doesn't wait.
 */
void disable_irq_nosync(unsigned int irq);
void disable_irq(unsigned int irq);
void enable_irq(unsigned int irq);

/* disable_irq(), but not for threads; true: none runs. Any context but the line's handlers. */
bool disable_hardirq(unsigned int irq);

/*
 * Wait until no handler of the line runs any more, and no thread: may sleep. The other one waits
 * for handlers only, and tells whether no thread runs.
 */
void synchronize_irq(unsigned int irq);
bool synchronize_hardirq(unsigned int irq);

/* Has the line a handler? A moment's answer. */
bool irq_has_action(unsigned int irq);

/*
 * Which line is a device wired to? probe_irq_on() opens all lines without a handler; the caller
 * makes the device interrupt, waits a little, and gives the answer to probe_irq_off(), which closes
 * them and tells which one came: 0: none; negative: more than one. One prober at a time: the first
 * call waits. Process context; probe_irq_on() sleeps for a tenth of a second.
 */
unsigned long probe_irq_on(void);
int probe_irq_off(unsigned long val);

#endif
