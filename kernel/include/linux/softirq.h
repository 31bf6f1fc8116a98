// SPDX-License-Identifier: MIT
/*
 * Soft interrupts: work that an interrupt handler leaves for the moment when it returns, run
 * with interrupts on and never nested on its CPU. Tasklets are such work made at run time.
 * Modules include linux/interrupt.h.
 */
#ifndef _LINUX_SOFTIRQ_H
#define _LINUX_SOFTIRQ_H

#include <linux/atomic.h>
#include <linux/bitops.h>
#include <linux/bottom_half.h>
#include <linux/preempt.h>
#include <linux/types.h>

/* In order of urgency. */
enum {
	HI_SOFTIRQ = 0,
	TIMER_SOFTIRQ,
	NET_TX_SOFTIRQ,
	NET_RX_SOFTIRQ,
	BLOCK_SOFTIRQ,
	IRQ_POLL_SOFTIRQ,
	TASKLET_SOFTIRQ,
	SCHED_SOFTIRQ,
	HRTIMER_SOFTIRQ,
	RCU_SOFTIRQ,

	NR_SOFTIRQS
};

extern const char *const softirq_to_name[NR_SOFTIRQS];

struct softirq_action {
	void (*action)(struct softirq_action *);
};

/* At boot, once a number. */
void open_softirq(int nr, void (*action)(struct softirq_action *));
void raise_softirq(unsigned int nr);
void raise_softirq_irqoff(unsigned int nr); /* with interrupts off */
void __raise_softirq_irqoff(unsigned int nr);
void softirq_init(void);
void spawn_ksoftirqd(void); /* once kthreadd runs */
unsigned int kstat_softirqs_cpu(unsigned int nr, int cpu);

asmlinkage void do_softirq(void);

/*
 * A tasklet runs its function once, soon, on the CPU that scheduled it; scheduling it again
 * before that changes nothing. It never runs on two CPUs at once.
 */
struct tasklet_struct {
	struct tasklet_struct *next; /* the CPU's list, by whoever set TASKLET_STATE_SCHED */
	unsigned long state;	     /* TASKLET_STATE_* bits */
	atomic_t count;		     /* not 0: disabled */
	bool use_callback;
	union {
		void (*func)(unsigned long data);
		void (*callback)(struct tasklet_struct *t);
	};
	unsigned long data;
};

enum {
	TASKLET_STATE_SCHED, /* on a list */
	TASKLET_STATE_RUN    /* running */
};

#define DECLARE_TASKLET(name, _callback)                                                           \
	struct tasklet_struct name = {                                                             \
		.count = ATOMIC_INIT(0),                                                           \
		.callback = _callback,                                                             \
		.use_callback = true,                                                              \
	}
#define DECLARE_TASKLET_DISABLED(name, _callback)                                                  \
	struct tasklet_struct name = {                                                             \
		.count = ATOMIC_INIT(1),                                                           \
		.callback = _callback,                                                             \
		.use_callback = true,                                                              \
	}
#define DECLARE_TASKLET_OLD(name, _func)                                                           \
	struct tasklet_struct name = {                                                             \
		.count = ATOMIC_INIT(0),                                                           \
		.func = _func,                                                                     \
	}
#define DECLARE_TASKLET_DISABLED_OLD(name, _func)                                                  \
	struct tasklet_struct name = {                                                             \
		.count = ATOMIC_INIT(1),                                                           \
		.func = _func,                                                                     \
	}

#define from_tasklet(var, callback_tasklet, tasklet_fieldname)                                     \
	container_of(callback_tasklet, typeof(*var), tasklet_fieldname)

void tasklet_init(struct tasklet_struct *t, void (*func)(unsigned long), unsigned long data);
void tasklet_setup(struct tasklet_struct *t, void (*callback)(struct tasklet_struct *));
void __tasklet_schedule(struct tasklet_struct *t);
void __tasklet_hi_schedule(struct tasklet_struct *t);
/* Waits until it is neither scheduled nor running; it must not schedule itself. May sleep. */
void tasklet_kill(struct tasklet_struct *t);
/* Spins until it doesn't run. */
void tasklet_unlock_spin_wait(struct tasklet_struct *t);
void tasklet_unlock_wait(struct tasklet_struct *t);

static inline int tasklet_trylock(struct tasklet_struct *t)
{
	return !test_and_set_bit(TASKLET_STATE_RUN, &t->state);
}

void tasklet_unlock(struct tasklet_struct *t);

/* Any context. */
static inline void tasklet_schedule(struct tasklet_struct *t)
{
	if (!test_and_set_bit(TASKLET_STATE_SCHED, &t->state))
		__tasklet_schedule(t);
}

static inline void tasklet_hi_schedule(struct tasklet_struct *t)
{
	if (!test_and_set_bit(TASKLET_STATE_SCHED, &t->state))
		__tasklet_hi_schedule(t);
}

static inline void tasklet_disable_nosync(struct tasklet_struct *t)
{
	atomic_inc(&t->count);
	smp_mb__after_atomic();
}

/* Afterwards it doesn't run; may sleep. */
static inline void tasklet_disable(struct tasklet_struct *t)
{
	tasklet_disable_nosync(t);
	tasklet_unlock_wait(t);
	smp_mb();
}

static inline void tasklet_disable_in_atomic(struct tasklet_struct *t)
{
	tasklet_disable_nosync(t);
	tasklet_unlock_spin_wait(t);
	smp_mb();
}

static inline void tasklet_enable(struct tasklet_struct *t)
{
	smp_mb__before_atomic();
	atomic_dec(&t->count);
}

#endif /* _LINUX_SOFTIRQ_H */
