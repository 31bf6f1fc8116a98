// SPDX-License-Identifier: MIT
/*
 * Completions: one side waits until the other says that something is done. Unlike a semaphore
 * it may lie on the waiter's stack: complete() does not touch it after the waiter can return.
 */
#ifndef _LINUX_COMPLETION_H
#define _LINUX_COMPLETION_H

#include <linux/wait.h>

struct completion {
	unsigned int done; /* waits that may pass; UINT_MAX: all, for ever. wait.lock */
	struct wait_queue_head wait;
};

#define COMPLETION_INITIALIZER(work)                                                               \
	{                                                                                          \
		0, __WAIT_QUEUE_HEAD_INITIALIZER((work).wait)                                      \
	}

#define COMPLETION_INITIALIZER_ONSTACK(work)                                                       \
	(*({                                                                                       \
		init_completion(&work);                                                            \
		&work;                                                                             \
	}))
#define COMPLETION_INITIALIZER_ONSTACK_MAP(work, map) COMPLETION_INITIALIZER_ONSTACK(work)

#define DECLARE_COMPLETION(work) struct completion work = COMPLETION_INITIALIZER(work)
#define DECLARE_COMPLETION_ONSTACK(work)                                                           \
	static struct lock_class_key __key_of_##work;                                              \
	struct completion work = {                                                                 \
		.wait.lock.rlock.dep_map = {.key = &__key_of_##work, .name = #work},               \
		.wait.head = LIST_HEAD_INIT((work).wait.head),                                     \
	}
#define DECLARE_COMPLETION_ONSTACK_MAP(work, map) DECLARE_COMPLETION_ONSTACK(work)

static inline void init_completion(struct completion *x)
{
	x->done = 0;
	init_waitqueue_head(&x->wait);
}
#define init_completion_map(x, m) init_completion(x)

/* For another round; no waiter may be left. */
static inline void reinit_completion(struct completion *x)
{
	x->done = 0;
}

/*
 * All may sleep. Timeouts are in jiffies; results: the jiffies left (at least 1), 0 when the
 * time is up, -ERESTARTSYS for a signal. Without timeout: 0 or -ERESTARTSYS.
 */
void wait_for_completion(struct completion *x);
void wait_for_completion_io(struct completion *x);
int wait_for_completion_interruptible(struct completion *x);
int wait_for_completion_killable(struct completion *x);
int wait_for_completion_state(struct completion *x, unsigned int state);
unsigned long wait_for_completion_timeout(struct completion *x, unsigned long timeout);
unsigned long wait_for_completion_io_timeout(struct completion *x, unsigned long timeout);
long wait_for_completion_interruptible_timeout(struct completion *x, unsigned long timeout);
long wait_for_completion_killable_timeout(struct completion *x, unsigned long timeout);
/* Any context; true when it was done, which uses up one complete(). */
bool try_wait_for_completion(struct completion *x);
/* Whether there is nobody waiting; with the lock's order, so that @x may be freed after it. */
bool completion_done(struct completion *x);

/* Any context. */
void complete(struct completion *x);
void complete_all(struct completion *x);

#endif /* _LINUX_COMPLETION_H */
