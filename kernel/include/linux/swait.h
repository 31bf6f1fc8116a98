// SPDX-License-Identifier: MIT
/*
 * Simple wait queues: for those who all wait in the same way, woken one at a time in the order in
 * which they came, or all. Waking one is short and bounded. Where anything else is needed (keys,
 * functions of one's own, exclusive beside shared waiters) there is linux/wait.h.
 */
#ifndef _LINUX_SWAIT_H
#define _LINUX_SWAIT_H

#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/wait.h>

struct swait_queue_head {
	raw_spinlock_t lock; /* the list; taken with interrupts off */
	struct list_head task_list;
};

/* On the sleeper's stack. */
struct swait_queue {
	struct task_struct *task;
	struct list_head task_list;
};

#define __SWAITQUEUE_INITIALIZER(name)                                                             \
	{                                                                                          \
		.task = current, .task_list = LIST_HEAD_INIT((name).task_list),                    \
	}
#define DECLARE_SWAITQUEUE(name) struct swait_queue name = __SWAITQUEUE_INITIALIZER(name)
#define __SWAIT_QUEUE_HEAD_INITIALIZER(name)                                                       \
	{                                                                                          \
		.lock = __RAW_SPIN_LOCK_UNLOCKED(name.lock),                                       \
		.task_list = LIST_HEAD_INIT((name).task_list),                                     \
	}
#define DECLARE_SWAIT_QUEUE_HEAD(name)                                                             \
	struct swait_queue_head name = __SWAIT_QUEUE_HEAD_INITIALIZER(name)
#define DECLARE_SWAIT_QUEUE_HEAD_ONSTACK(wqname)                                                   \
	static struct lock_class_key __key_of_##wqname;                                            \
	struct swait_queue_head wqname = {                                                         \
		.lock.dep_map = {.key = &__key_of_##wqname, .name = #wqname},                      \
		.task_list = LIST_HEAD_INIT((wqname).task_list),                                   \
	}

void __init_swait_queue_head(struct swait_queue_head *q, const char *name,
			     struct lock_class_key *key);
#define init_swait_queue_head(q)                                                                   \
	do {                                                                                       \
		static struct lock_class_key __key;                                                \
		__init_swait_queue_head((q), #q, &__key);                                          \
	} while (0)

/* A snapshot: the caller orders it after its change of the condition, or uses the second one. */
static inline int swait_active(struct swait_queue_head *wq)
{
	return !list_empty(&wq->task_list);
}

static inline bool swq_has_sleeper(struct swait_queue_head *wq)
{
	smp_mb();
	return swait_active(wq);
}

/* _one in any context, _all with interrupts on. */
void swake_up_one(struct swait_queue_head *q);
void swake_up_all(struct swait_queue_head *q);

void prepare_to_swait_exclusive(struct swait_queue_head *q, struct swait_queue *wait, int state);
long prepare_to_swait_event(struct swait_queue_head *q, struct swait_queue *wait, int state);
void finish_swait(struct swait_queue_head *q, struct swait_queue *wait);

/* As ___wait_event() in linux/wait_event.h. */
#define ___swait_event(wq, condition, state, ret, cmd)                                             \
	({                                                                                         \
		__label__ __out;                                                                   \
		struct swait_queue __wait = {.task = NULL};                                        \
		long __ret = ret;                                                                  \
		INIT_LIST_HEAD(&__wait.task_list);                                                 \
		for (;;) {                                                                         \
			long __int = prepare_to_swait_event(&wq, &__wait, state);                  \
			if (condition)                                                             \
				break;                                                             \
			if (___wait_is_interruptible(state) && __int) {                            \
				__ret = __int;                                                     \
				goto __out;                                                        \
			}                                                                          \
			cmd;                                                                       \
		}                                                                                  \
		finish_swait(&wq, &__wait);                                                        \
	__out:                                                                                     \
		__ret;                                                                             \
	})

#define swait_event_exclusive(wq, condition)                                                       \
	do {                                                                                       \
		if (!(condition))                                                                  \
			(void)___swait_event(wq, condition, TASK_UNINTERRUPTIBLE, 0, schedule());  \
	} while (0)
#define swait_event_idle_exclusive(wq, condition)                                                  \
	do {                                                                                       \
		if (!(condition))                                                                  \
			(void)___swait_event(wq, condition, TASK_IDLE, 0, schedule());             \
	} while (0)
#define swait_event_interruptible_exclusive(wq, condition)                                         \
	({                                                                                         \
		int __res = 0;                                                                     \
		if (!(condition))                                                                  \
			__res = ___swait_event(wq, condition, TASK_INTERRUPTIBLE, 0, schedule());  \
		__res;                                                                             \
	})
#define ___swait_timeout_form(wq, condition, state, timeout)                                       \
	({                                                                                         \
		long __left = timeout;                                                             \
		if (!___wait_cond_timeout(condition, __left))                                      \
			__left = ___swait_event(wq, ___wait_cond_timeout(condition, __ret), state, \
						__left, __ret = schedule_timeout(__ret));          \
		__left;                                                                            \
	})
#define swait_event_timeout_exclusive(wq, condition, timeout)                                      \
	___swait_timeout_form(wq, condition, TASK_UNINTERRUPTIBLE, timeout)
#define swait_event_interruptible_timeout_exclusive(wq, condition, timeout)                        \
	___swait_timeout_form(wq, condition, TASK_INTERRUPTIBLE, timeout)
#define swait_event_idle_timeout_exclusive(wq, condition, timeout)                                 \
	___swait_timeout_form(wq, condition, TASK_IDLE, timeout)

#endif /* _LINUX_SWAIT_H */
