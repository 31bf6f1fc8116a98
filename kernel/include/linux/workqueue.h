// SPDX-License-Identifier: MIT
/*
 * Work queues: functions that run later in a kernel thread, where they may sleep.
 *
 * A work item is queued at most once at a time: queue_work() of one that waits returns false. It
 * is taken off before its function runs, so the function may queue it again or free it. One item
 * never runs in two threads at once. Queueing orders memory: what the caller wrote before a
 * queue_work() that returned true, or that found the item waiting, is seen by the function.
 *
 * Threads come from pools, one a CPU and one for WQ_UNBOUND; a pool starts another item only
 * when none of its threads is running, so items that don't sleep run one after the other, and
 * sleeping ones don't hold others up, to the limit of max_active items a queue (and CPU).
 */
#ifndef _LINUX_WORKQUEUE_H
#define _LINUX_WORKQUEUE_H

#include <linux/atomic.h>
#include <linux/bitops.h>
#include <linux/cpumask.h>
#include <linux/list.h>
#include <linux/rcupdate.h>
#include <linux/threads.h>
#include <linux/timer.h>

struct work_struct;
struct workqueue_struct;

typedef void (*work_func_t)(struct work_struct *work);
void delayed_work_timer_fn(struct timer_list *t);

/* work_struct.data: flags, and above them where the item is, or was last. workqueue.c. */
#define WORK_STRUCT_PENDING_BIT	 0 /* queued, or its timer runs, or somebody is stealing it */
#define WORK_STRUCT_PHASE_BIT	 1 /* flush phase in which it was queued */
#define WORK_STRUCT_INACTIVE_BIT 2 /* over max_active: waits outside the pool */
#define WORK_STRUCT_PWQ_BIT	 3 /* the rest is a pool_workqueue; else last pool's number */
#define WORK_OFFQ_CANCELING_BIT	 4 /* a cancel_*_sync() is at work */
#define WORK_STRUCT_FLAG_BITS	 6

#define WORK_STRUCT_PENDING   (1UL << WORK_STRUCT_PENDING_BIT)
#define WORK_STRUCT_PHASE     (1UL << WORK_STRUCT_PHASE_BIT)
#define WORK_STRUCT_INACTIVE  (1UL << WORK_STRUCT_INACTIVE_BIT)
#define WORK_STRUCT_PWQ	      (1UL << WORK_STRUCT_PWQ_BIT)
#define WORK_OFFQ_CANCELING   (1UL << WORK_OFFQ_CANCELING_BIT)
#define WORK_STRUCT_FLAG_MASK ((1UL << WORK_STRUCT_FLAG_BITS) - 1)

#define WORK_CPU_UNBOUND NR_CPUS /* no CPU in particular: the caller's, or any */

/* Off every queue, never queued: pool number 0 is none. */
#define WORK_DATA_INIT()	ATOMIC_LONG_INIT(0)
#define WORK_DATA_STATIC_INIT() WORK_DATA_INIT()

struct work_struct {
	atomic_long_t data;
	struct list_head entry; /* on a list of its pool; pool lock */
	work_func_t func;
};

struct delayed_work {
	struct work_struct work;
	struct timer_list timer;
	struct workqueue_struct *wq; /* where the timer queues it */
	int cpu;
};

struct rcu_work {
	struct work_struct work;
	struct rcu_head rcu;
	struct workqueue_struct *wq;
};

static inline struct delayed_work *to_delayed_work(struct work_struct *work)
{
	return container_of(work, struct delayed_work, work);
}

static inline struct rcu_work *to_rcu_work(struct work_struct *work)
{
	return container_of(work, struct rcu_work, work);
}

#define __WORK_INITIALIZER(n, f)                                                                   \
	{                                                                                          \
		.data = WORK_DATA_STATIC_INIT(), .entry = {&(n).entry, &(n).entry}, .func = (f),   \
	}
#define __DELAYED_WORK_INITIALIZER(n, f, tflags)                                                   \
	{                                                                                          \
		.work = __WORK_INITIALIZER((n).work, (f)),                                         \
		.timer = __TIMER_INITIALIZER(delayed_work_timer_fn, (tflags) | TIMER_IRQSAFE),     \
	}

#define DECLARE_WORK(n, f)	   struct work_struct n = __WORK_INITIALIZER(n, f)
#define DECLARE_DELAYED_WORK(n, f) struct delayed_work n = __DELAYED_WORK_INITIALIZER(n, f, 0)
#define DECLARE_DEFERRABLE_WORK(n, f)                                                              \
	struct delayed_work n = __DELAYED_WORK_INITIALIZER(n, f, TIMER_DEFERRABLE)

#define INIT_WORK(_work, _func)                                                                    \
	do {                                                                                       \
		(_work)->data = (atomic_long_t)WORK_DATA_INIT();                                   \
		INIT_LIST_HEAD(&(_work)->entry);                                                   \
		(_work)->func = (_func);                                                           \
	} while (0)
#define INIT_WORK_ONSTACK(_work, _func) INIT_WORK(_work, _func)

#define __INIT_DELAYED_WORK(_work, _func, _tflags)                                                 \
	do {                                                                                       \
		INIT_WORK(&(_work)->work, (_func));                                                \
		timer_setup(&(_work)->timer, delayed_work_timer_fn, (_tflags) | TIMER_IRQSAFE);    \
	} while (0)
#define INIT_DELAYED_WORK(_work, _func)		__INIT_DELAYED_WORK(_work, _func, 0)
#define INIT_DELAYED_WORK_ONSTACK(_work, _func) __INIT_DELAYED_WORK(_work, _func, 0)
#define INIT_DEFERRABLE_WORK(_work, _func)	__INIT_DELAYED_WORK(_work, _func, TIMER_DEFERRABLE)
#define INIT_DEFERRABLE_WORK_ONSTACK(_work, _func)                                                 \
	__INIT_DELAYED_WORK(_work, _func, TIMER_DEFERRABLE)
#define INIT_RCU_WORK(_work, _func)	    INIT_WORK(&(_work)->work, (_func))
#define INIT_RCU_WORK_ONSTACK(_work, _func) INIT_WORK(&(_work)->work, (_func))

static inline void destroy_work_on_stack(struct work_struct *work)
{
}

static inline void destroy_delayed_work_on_stack(struct delayed_work *work)
{
}

#define work_data_bits(work)	((unsigned long *)(&(work)->data))
#define work_pending(work)	test_bit(WORK_STRUCT_PENDING_BIT, work_data_bits(work))
#define delayed_work_pending(w) work_pending(&(w)->work)

enum {
	WQ_UNBOUND = 1 << 1,	   /* not bound to a CPU */
	WQ_FREEZABLE = 1 << 2,	   /* the machine doesn't suspend: nothing follows from it */
	WQ_MEM_RECLAIM = 1 << 3,   /* used to free memory: every pool has a thread in reserve */
	WQ_HIGHPRI = 1 << 4,	   /* goes before others in the pool */
	WQ_CPU_INTENSIVE = 1 << 5, /* long runners: others start beside it */
	WQ_SYSFS = 1 << 6,
	WQ_POWER_EFFICIENT = 1 << 7,

	__WQ_DRAINING = 1 << 16,
	__WQ_ORDERED = 1 << 17,
	__WQ_LEGACY = 1 << 18,
	__WQ_ORDERED_EXPLICIT = 1 << 19,

	WQ_MAX_ACTIVE = 512,
	WQ_MAX_UNBOUND_PER_CPU = 4,
	WQ_DFL_ACTIVE = WQ_MAX_ACTIVE / 2,
};

#define WQ_UNBOUND_MAX_ACTIVE WQ_MAX_ACTIVE

extern struct workqueue_struct *system_wq; /* short items */
extern struct workqueue_struct *system_highpri_wq;
extern struct workqueue_struct *system_long_wq;	   /* items that may take long */
extern struct workqueue_struct *system_unbound_wq; /* not bound to a CPU */
extern struct workqueue_struct *system_freezable_wq;
extern struct workqueue_struct *system_power_efficient_wq;
extern struct workqueue_struct *system_freezable_power_efficient_wq;

/* @max_active: items at once (and CPU, if bound); 0 is WQ_DFL_ACTIVE. NULL: no memory. Sleeps. */
__printf(1, 4) struct workqueue_struct *alloc_workqueue(const char *fmt, unsigned int flags,
							int max_active, ...);

/* One at a time, in the order in which they were queued. */
#define alloc_ordered_workqueue(fmt, flags, args...)                                               \
	alloc_workqueue(fmt, WQ_UNBOUND | __WQ_ORDERED | __WQ_ORDERED_EXPLICIT | (flags), 1, ##args)
#define create_workqueue(name) alloc_workqueue("%s", __WQ_LEGACY | WQ_MEM_RECLAIM, 1, (name))
#define create_freezable_workqueue(name)                                                           \
	alloc_workqueue("%s", __WQ_LEGACY | WQ_FREEZABLE | WQ_UNBOUND | WQ_MEM_RECLAIM, 1, (name))
#define create_singlethread_workqueue(name)                                                        \
	alloc_ordered_workqueue("%s", __WQ_LEGACY | WQ_MEM_RECLAIM, name)

/* Runs what is queued, and what that queues, first. Delayed items must have been cancelled. */
void destroy_workqueue(struct workqueue_struct *wq);
void workqueue_set_max_active(struct workqueue_struct *wq, int max_active);

/* Any context. False when the item was pending already (mod_: true when its timer was changed). */
bool queue_work_on(int cpu, struct workqueue_struct *wq, struct work_struct *work);
bool queue_delayed_work_on(int cpu, struct workqueue_struct *wq, struct delayed_work *work,
			   unsigned long delay);
bool mod_delayed_work_on(int cpu, struct workqueue_struct *wq, struct delayed_work *dwork,
			 unsigned long delay);
bool queue_rcu_work(struct workqueue_struct *wq, struct rcu_work *rwork);

/* These sleep, and must not be called from an item that they would wait for. */
void __flush_workqueue(struct workqueue_struct *wq); /* all that was queued before */
void drain_workqueue(struct workqueue_struct *wq);   /* until it is empty */
int schedule_on_each_cpu(work_func_t func);
bool flush_work(struct work_struct *work); /* true: had to wait */
bool flush_delayed_work(struct delayed_work *dwork);
bool flush_rcu_work(struct rcu_work *rwork);
/* The _sync forms also wait for the function to end. True: it was pending. */
bool cancel_work(struct work_struct *work);
bool cancel_work_sync(struct work_struct *work);
bool cancel_delayed_work(struct delayed_work *dwork);
bool cancel_delayed_work_sync(struct delayed_work *dwork);

/* Calls @fn now if sleeping is allowed (returns 0), else queues @ew (returns 1). */
struct execute_work {
	struct work_struct work;
};
int execute_in_process_context(work_func_t fn, struct execute_work *);

struct work_struct *current_work(void); /* the item that runs in this thread, or NULL */
work_func_t current_work_func(void);	/* its function, also when that has freed the item */
bool workqueue_congested(int cpu, struct workqueue_struct *wq);
#define WORK_BUSY_PENDING 1
#define WORK_BUSY_RUNNING 2
unsigned int work_busy(struct work_struct *work);

/* The function of @arg called on @cpu, in a work item, and waited for. */
long work_on_cpu(int cpu, long (*fn)(void *), void *arg);

void workqueue_init_early(void); /* queueing works from here on */
void workqueue_init(void);	 /* and running, once kthreadd does */

static inline bool queue_work(struct workqueue_struct *wq, struct work_struct *work)
{
	return queue_work_on(WORK_CPU_UNBOUND, wq, work);
}

static inline bool queue_delayed_work(struct workqueue_struct *wq, struct delayed_work *dwork,
				      unsigned long delay)
{
	return queue_delayed_work_on(WORK_CPU_UNBOUND, wq, dwork, delay);
}

static inline bool mod_delayed_work(struct workqueue_struct *wq, struct delayed_work *dwork,
				    unsigned long delay)
{
	return mod_delayed_work_on(WORK_CPU_UNBOUND, wq, dwork, delay);
}

static inline bool schedule_work_on(int cpu, struct work_struct *work)
{
	return queue_work_on(cpu, system_wq, work);
}

static inline bool schedule_work(struct work_struct *work)
{
	return queue_work(system_wq, work);
}

static inline bool schedule_delayed_work_on(int cpu, struct delayed_work *dwork,
					    unsigned long delay)
{
	return queue_delayed_work_on(cpu, system_wq, dwork, delay);
}

static inline bool schedule_delayed_work(struct delayed_work *dwork, unsigned long delay)
{
	return queue_delayed_work(system_wq, dwork, delay);
}

static inline void flush_workqueue(struct workqueue_struct *wq)
{
	__flush_workqueue(wq);
}

static inline void flush_scheduled_work(void)
{
	__flush_workqueue(system_wq);
}

#endif /* _LINUX_WORKQUEUE_H */
