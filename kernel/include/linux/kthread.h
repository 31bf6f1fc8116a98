// SPDX-License-Identifier: MIT
/*
 * Kernel threads. One is made stopped, by kthreadd, and begins when woken (kthread_run does
 * both). It ends by returning from its function or by kthread_exit(); who wants to stop it calls
 * kthread_stop(), which the thread sees as kthread_should_stop() and which waits for its result.
 * A thread that may end by itself must not be kthread_stop()ped without a reference to its task.
 * A thread must not return before it is told to if somebody will stop it.
 */
#ifndef _LINUX_KTHREAD_H
#define _LINUX_KTHREAD_H

#include <linux/err.h>
#include <linux/list.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/timer.h>

struct mm_struct;

/* NUMA_NO_NODE or a node: memory is the same from everywhere, so it is not looked at. */
#ifndef NUMA_NO_NODE
#define NUMA_NO_NODE (-1)
#endif

/* The thread's task, not yet running, or ERR_PTR: -ENOMEM, -EINTR (killed while waiting). */
__printf(4, 5) struct task_struct *kthread_create_on_node(int (*threadfn)(void *data), void *data,
							  int node, const char namefmt[], ...);

#define kthread_create(threadfn, data, namefmt, arg...)                                            \
	kthread_create_on_node(threadfn, data, NUMA_NO_NODE, namefmt, ##arg)

/* Bound to @cpu; %u in @namefmt is the CPU. */
struct task_struct *kthread_create_on_cpu(int (*threadfn)(void *data), void *data, unsigned int cpu,
					  const char *namefmt);

#define kthread_run(threadfn, data, namefmt, ...)                                                  \
	({                                                                                         \
		struct task_struct *__k = kthread_create(threadfn, data, namefmt, ##__VA_ARGS__);  \
		if (!IS_ERR(__k))                                                                  \
			wake_up_process(__k);                                                      \
		__k;                                                                               \
	})

static inline struct task_struct *kthread_run_on_cpu(int (*threadfn)(void *data), void *data,
						     unsigned int cpu, const char *namefmt)
{
	struct task_struct *p = kthread_create_on_cpu(threadfn, data, cpu, namefmt);

	if (!IS_ERR(p))
		wake_up_process(p);
	return p;
}

/* Before the thread's first wake-up only. */
void kthread_bind(struct task_struct *k, unsigned int cpu);
void kthread_bind_mask(struct task_struct *k, const struct cpumask *mask);

/* The function's result, or -EINTR when it was never woken. May sleep. */
int kthread_stop(struct task_struct *k);
bool kthread_should_stop(void);
bool kthread_should_park(void);
bool kthread_should_stop_or_park(void);
void *kthread_data(struct task_struct *k);
void *kthread_func(struct task_struct *k);
/* 0 when the thread sleeps in kthread_parkme(); -ENOSYS while it is ending, -EBUSY if parked. */
int kthread_park(struct task_struct *k);
void kthread_unpark(struct task_struct *k);
void kthread_parkme(void);
void __noreturn kthread_exit(long result);
void __noreturn kthread_complete_and_exit(struct completion *comp, long result);

/* A kernel thread borrows a user address space, to copy to and from it. Not nested. */
void kthread_use_mm(struct mm_struct *mm);
void kthread_unuse_mm(struct mm_struct *mm);

/*
 * Workers: a thread of one's own that runs items in the order in which they were queued. An item
 * belongs to one worker at a time, is queued at most once, and may queue itself again. Queueing
 * works in any context; flushing, cancelling with _sync and destroying sleep, and must not be done
 * by an item that they would wait for.
 */
struct kthread_work;
typedef void (*kthread_work_func_t)(struct kthread_work *work);
void kthread_delayed_work_timer_fn(struct timer_list *t);

enum {
	KTW_FREEZABLE = 1 << 0, /* the machine doesn't suspend: nothing follows from it */
};

struct kthread_worker {
	unsigned int flags;
	raw_spinlock_t
		lock; /* everything below, and the items' fields; taken with interrupts off */
	struct list_head work_list;
	struct list_head delayed_work_list; /* items whose timer runs */
	struct task_struct *task;
	struct kthread_work *current_work; /* what runs now */
};

struct kthread_work {
	struct list_head node;
	kthread_work_func_t func;
	struct kthread_worker *worker; /* the last it was queued with; NULL: none yet */
	int canceling;		       /* cancels in progress: it can't be queued */
	bool delayed;		       /* on the worker's list of those whose timer runs */
};

struct kthread_delayed_work {
	struct kthread_work work;
	struct timer_list timer;
};

#define KTHREAD_WORK_INIT(work, fn)                                                                \
	{                                                                                          \
		.node = LIST_HEAD_INIT((work).node), .func = (fn),                                 \
	}
#define KTHREAD_DELAYED_WORK_INIT(dwork, fn)                                                       \
	{                                                                                          \
		.work = KTHREAD_WORK_INIT((dwork).work, (fn)),                                     \
		.timer = __TIMER_INITIALIZER(kthread_delayed_work_timer_fn, TIMER_IRQSAFE),        \
	}
#define DEFINE_KTHREAD_WORK(work, fn) struct kthread_work work = KTHREAD_WORK_INIT(work, fn)
#define DEFINE_KTHREAD_DELAYED_WORK(dwork, fn)                                                     \
	struct kthread_delayed_work dwork = KTHREAD_DELAYED_WORK_INIT(dwork, fn)

#define KTHREAD_WORKER_INIT(worker)                                                                \
	{                                                                                          \
		.lock = __RAW_SPIN_LOCK_UNLOCKED((worker).lock),                                   \
		.work_list = LIST_HEAD_INIT((worker).work_list),                                   \
		.delayed_work_list = LIST_HEAD_INIT((worker).delayed_work_list),                   \
	}
#define DEFINE_KTHREAD_WORKER(worker)	      struct kthread_worker worker = KTHREAD_WORKER_INIT(worker)
#define DEFINE_KTHREAD_WORKER_ONSTACK(worker) DEFINE_KTHREAD_WORKER(worker)

void __kthread_init_worker(struct kthread_worker *worker, const char *name,
			   struct lock_class_key *key);
#define kthread_init_worker(worker) __kthread_init_worker((worker), #worker, NULL)
#define kthread_init_work(work, fn)                                                                \
	do {                                                                                       \
		memset((work), 0, sizeof(struct kthread_work));                                    \
		INIT_LIST_HEAD(&(work)->node);                                                     \
		(work)->func = (fn);                                                               \
	} while (0)
#define kthread_init_delayed_work(dwork, fn)                                                       \
	do {                                                                                       \
		kthread_init_work(&(dwork)->work, (fn));                                           \
		timer_setup(&(dwork)->timer, kthread_delayed_work_timer_fn, TIMER_IRQSAFE);        \
	} while (0)

/* What a worker's thread runs; kthread_create_worker() starts it, ERR_PTR as kthread_create(). */
int kthread_worker_fn(void *worker_ptr);
__printf(2, 3) struct kthread_worker *kthread_create_worker(unsigned int flags,
							    const char namefmt[], ...);
__printf(3, 4) struct kthread_worker *kthread_create_worker_on_cpu(int cpu, unsigned int flags,
								   const char namefmt[], ...);
/* False when it was pending already (mod_: true when its timer was changed). */
bool kthread_queue_work(struct kthread_worker *worker, struct kthread_work *work);
bool kthread_queue_delayed_work(struct kthread_worker *worker, struct kthread_delayed_work *dwork,
				unsigned long delay);
bool kthread_mod_delayed_work(struct kthread_worker *worker, struct kthread_delayed_work *dwork,
			      unsigned long delay);
void kthread_flush_work(struct kthread_work *work);
void kthread_flush_worker(struct kthread_worker *worker);
/* Whether it was pending; it doesn't run when they return. */
bool kthread_cancel_work_sync(struct kthread_work *work);
bool kthread_cancel_delayed_work_sync(struct kthread_delayed_work *work);
/* Runs what is queued, then ends the thread and frees the worker. */
void kthread_destroy_worker(struct kthread_worker *worker);

int kthreadd(void *unused);
extern struct task_struct *kthreadd_task;

/* For fork and exit: struct kthread comes and goes with its task. */
bool set_kthread_struct(struct task_struct *p);
void free_kthread_struct(struct task_struct *k);
void get_kthread_comm(char *buf, size_t buf_size, struct task_struct *tsk);

#endif /* _LINUX_KTHREAD_H */
