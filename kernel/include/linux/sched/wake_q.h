// SPDX-License-Identifier: MIT
/*
 * Wake-ups put off until a lock is given up: collect the sleepers under the lock, release it,
 * then wake_up_q(). A task that is on somebody's queue already is left there: that waker's
 * wake-up, which comes after this one's stores, will do (hence the barrier on the failing path).
 */
#ifndef _LINUX_SCHED_WAKE_Q_H
#define _LINUX_SCHED_WAKE_Q_H

#include <linux/sched.h>

struct wake_q_head {
	struct wake_q_node *first;
	struct wake_q_node **lastp;
};

#define WAKE_Q_TAIL ((struct wake_q_node *)0x01)

#define WAKE_Q_HEAD_INITIALIZER(name)                                                              \
	{                                                                                          \
		WAKE_Q_TAIL, &name.first                                                           \
	}
#define DEFINE_WAKE_Q(name) struct wake_q_head name = WAKE_Q_HEAD_INITIALIZER(name)

static inline void wake_q_init(struct wake_q_head *head)
{
	head->first = WAKE_Q_TAIL;
	head->lastp = &head->first;
}

static inline bool wake_q_empty(struct wake_q_head *head)
{
	return head->first == WAKE_Q_TAIL;
}

/* Takes a reference to the task until it has been woken. */
void wake_q_add(struct wake_q_head *head, struct task_struct *task);
/* Takes over a reference that the caller holds. */
void wake_q_add_safe(struct wake_q_head *head, struct task_struct *task);
void wake_up_q(struct wake_q_head *head);

#endif /* _LINUX_SCHED_WAKE_Q_H */
