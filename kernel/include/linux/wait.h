// SPDX-License-Identifier: MIT
/*
 * Wait queues: tasks that sleep until a condition holds, and those who wake them.
 *
 * The rule that loses no wake-up: the sleeper first joins the queue and sets its state, THEN
 * looks at the condition, then calls schedule(); the waker first makes the condition true, then
 * wakes. wait_event() and its kin do the sleeper's half right; a waker calls wake_up() after its
 * store. A wake-up may be spurious, so a sleeper always looks again.
 *
 * wake_up*() may be called from any context, interrupts included; a sleeper must be allowed to
 * sleep. A queue must outlive its entries.
 */
#ifndef _LINUX_WAIT_H
#define _LINUX_WAIT_H

#include <linux/list.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/stddef.h>
#include <uapi/linux/wait.h>

typedef struct wait_queue_entry wait_queue_entry_t;

/* Returns whether it woke somebody; below zero stops the walk over the queue. */
typedef int (*wait_queue_func_t)(struct wait_queue_entry *wq_entry, unsigned mode, int flags,
				 void *key);

int default_wake_function(struct wait_queue_entry *wq_entry, unsigned mode, int flags, void *key);

#define WQ_FLAG_EXCLUSIVE 0x01
#define WQ_FLAG_WOKEN	  0x02
#define WQ_FLAG_BOOKMARK  0x04
#define WQ_FLAG_CUSTOM	  0x08
#define WQ_FLAG_DONE	  0x10
#define WQ_FLAG_PRIORITY  0x20

struct wait_queue_entry {
	unsigned int flags;
	void *private; /* default functions: the task that sleeps */
	wait_queue_func_t func;
	struct list_head entry; /* the queue's lock */
};

struct wait_queue_head {
	spinlock_t lock; /* guards head and every entry's flags; taken with interrupts off */
	struct list_head head;
};
typedef struct wait_queue_head wait_queue_head_t;

#define __WAITQUEUE_INITIALIZER(name, tsk)                                                         \
	{                                                                                          \
		.private = tsk, .func = default_wake_function, .entry = {NULL, NULL},              \
	}

#define DECLARE_WAITQUEUE(name, tsk)                                                               \
	struct wait_queue_entry name = __WAITQUEUE_INITIALIZER(name, tsk)

#define __WAIT_QUEUE_HEAD_INITIALIZER(name)                                                        \
	{                                                                                          \
		.lock = __SPIN_LOCK_UNLOCKED(name.lock), .head = LIST_HEAD_INIT(name.head),        \
	}

#define DECLARE_WAIT_QUEUE_HEAD(name)                                                              \
	struct wait_queue_head name = __WAIT_QUEUE_HEAD_INITIALIZER(name)
#define DECLARE_WAIT_QUEUE_HEAD_ONSTACK(wqname)                                                    \
	static struct lock_class_key __key_of_##wqname;                                            \
	struct wait_queue_head wqname = {                                                          \
		.lock.rlock.dep_map = {.key = &__key_of_##wqname, .name = #wqname},                \
		.head = LIST_HEAD_INIT(wqname.head),                                               \
	}

void __init_waitqueue_head(struct wait_queue_head *wq_head, const char *name,
			   struct lock_class_key *key);

#define init_waitqueue_head(wq_head)                                                               \
	do {                                                                                       \
		static struct lock_class_key __key;                                                \
		__init_waitqueue_head((wq_head), #wq_head, &__key);                                \
	} while (0)

static inline void init_waitqueue_entry(struct wait_queue_entry *wq_entry, struct task_struct *p)
{
	wq_entry->flags = 0;
	wq_entry->private = p;
	wq_entry->func = default_wake_function;
}

static inline void init_waitqueue_func_entry(struct wait_queue_entry *wq_entry,
					     wait_queue_func_t func)
{
	wq_entry->flags = 0;
	wq_entry->private = NULL;
	wq_entry->func = func;
}

/*
 * Whether somebody waits, without the lock. The caller needs a full barrier between its change
 * of the condition and this look; wq_has_sleeper() has one.
 */
static inline int waitqueue_active(struct wait_queue_head *wq_head)
{
	return !list_empty(&wq_head->head);
}

static inline bool wq_has_single_sleeper(struct wait_queue_head *wq_head)
{
	return list_is_singular(&wq_head->head);
}

static inline bool wq_has_sleeper(struct wait_queue_head *wq_head)
{
	smp_mb(); /* pairs with set_current_state() of the sleeper */
	return waitqueue_active(wq_head);
}

void add_wait_queue(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry);
void add_wait_queue_exclusive(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry);
void add_wait_queue_priority(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry);
void remove_wait_queue(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry);

/* The bare list operations: the caller holds the queue's lock. */
static inline void __add_wait_queue(struct wait_queue_head *wq_head,
				    struct wait_queue_entry *wq_entry)
{
	struct list_head *pos = &wq_head->head;
	struct wait_queue_entry *wq;

	/* Entries with priority stay in front: they see every event first. */
	list_for_each_entry (wq, &wq_head->head, entry) {
		if (!(wq->flags & WQ_FLAG_PRIORITY))
			break;
		pos = &wq->entry;
	}
	list_add(&wq_entry->entry, pos);
}

static inline void __add_wait_queue_exclusive(struct wait_queue_head *wq_head,
					      struct wait_queue_entry *wq_entry)
{
	wq_entry->flags |= WQ_FLAG_EXCLUSIVE;
	__add_wait_queue(wq_head, wq_entry);
}

static inline void __add_wait_queue_entry_tail(struct wait_queue_head *wq_head,
					       struct wait_queue_entry *wq_entry)
{
	list_add_tail(&wq_entry->entry, &wq_head->head);
}

static inline void __add_wait_queue_entry_tail_exclusive(struct wait_queue_head *wq_head,
							 struct wait_queue_entry *wq_entry)
{
	wq_entry->flags |= WQ_FLAG_EXCLUSIVE;
	__add_wait_queue_entry_tail(wq_head, wq_entry);
}

static inline void __remove_wait_queue(struct wait_queue_head *wq_head,
				       struct wait_queue_entry *wq_entry)
{
	list_del(&wq_entry->entry);
}

/* @nr_exclusive: how many exclusive waiters to wake at most; 0 means all. */
int __wake_up(struct wait_queue_head *wq_head, unsigned int mode, int nr_exclusive, void *key);
void __wake_up_locked(struct wait_queue_head *wq_head, unsigned int mode, int nr);
void __wake_up_locked_key(struct wait_queue_head *wq_head, unsigned int mode, void *key);
void __wake_up_sync(struct wait_queue_head *wq_head, unsigned int mode);
void __wake_up_sync_key(struct wait_queue_head *wq_head, unsigned int mode, void *key);
void __wake_up_locked_sync_key(struct wait_queue_head *wq_head, unsigned int mode, void *key);

#define wake_up(x)			__wake_up(x, TASK_NORMAL, 1, NULL)
#define wake_up_nr(x, nr)		__wake_up(x, TASK_NORMAL, nr, NULL)
#define wake_up_all(x)			__wake_up(x, TASK_NORMAL, 0, NULL)
#define wake_up_locked(x)		__wake_up_locked((x), TASK_NORMAL, 1)
#define wake_up_all_locked(x)		__wake_up_locked((x), TASK_NORMAL, 0)
#define wake_up_sync(x)			__wake_up_sync(x, TASK_NORMAL)
#define wake_up_interruptible(x)	__wake_up(x, TASK_INTERRUPTIBLE, 1, NULL)
#define wake_up_interruptible_nr(x, nr) __wake_up(x, TASK_INTERRUPTIBLE, nr, NULL)
#define wake_up_interruptible_all(x)	__wake_up(x, TASK_INTERRUPTIBLE, 0, NULL)
#define wake_up_interruptible_sync(x)	__wake_up_sync((x), TASK_INTERRUPTIBLE)

/* The key of a wake-up for poll(2): which events it is about. */
#define poll_to_key(m) ((void *)(__force uintptr_t)(__poll_t)(m))
#define key_to_poll(m) ((__force __poll_t)(uintptr_t)(void *)(m))

/*
 * In a key: the queue is about to be freed, after an RCU grace period, so whoever has an entry in
 * it for longer than a call must take it off now.
 */
#define POLLFREE ((__force __poll_t)0x4000)
#define wake_up_pollfree(x)                                                                        \
	__wake_up(x, TASK_NORMAL, 0, poll_to_key(0x10 /* EPOLLHUP */ | POLLFREE))

#define wake_up_poll(x, m)		 __wake_up(x, TASK_NORMAL, 1, poll_to_key(m))
#define wake_up_locked_poll(x, m)	 __wake_up_locked_key((x), TASK_NORMAL, poll_to_key(m))
#define wake_up_interruptible_poll(x, m) __wake_up(x, TASK_INTERRUPTIBLE, 1, poll_to_key(m))
#define wake_up_interruptible_sync_poll(x, m)                                                      \
	__wake_up_sync_key((x), TASK_INTERRUPTIBLE, poll_to_key(m))
#define wake_up_interruptible_sync_poll_locked(x, m)                                               \
	__wake_up_locked_sync_key((x), TASK_INTERRUPTIBLE, poll_to_key(m))

void prepare_to_wait(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry, int state);
bool prepare_to_wait_exclusive(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry,
			       int state);
long prepare_to_wait_event(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry,
			   int state);
void finish_wait(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry);
void init_wait_entry(struct wait_queue_entry *wq_entry, int flags);
int autoremove_wake_function(struct wait_queue_entry *wq_entry, unsigned mode, int sync, void *key);
int woken_wake_function(struct wait_queue_entry *wq_entry, unsigned mode, int sync, void *key);
long wait_woken(struct wait_queue_entry *wq_entry, unsigned mode, long timeout);
int do_wait_intr(wait_queue_head_t *wq, wait_queue_entry_t *wait);
int do_wait_intr_irq(wait_queue_head_t *wq, wait_queue_entry_t *wait);

#define DEFINE_WAIT_FUNC(name, function)                                                           \
	struct wait_queue_entry name = {                                                           \
		.private = current,                                                                \
		.func = function,                                                                  \
		.entry = LIST_HEAD_INIT((name).entry),                                             \
	}

#define DEFINE_WAIT(name) DEFINE_WAIT_FUNC(name, autoremove_wake_function)

#define init_wait(wait)                                                                            \
	do {                                                                                       \
		(wait)->private = current;                                                         \
		(wait)->func = autoremove_wake_function;                                           \
		INIT_LIST_HEAD(&(wait)->entry);                                                    \
		(wait)->flags = 0;                                                                 \
	} while (0)

#include <linux/wait_event.h>

#endif /* _LINUX_WAIT_H */
