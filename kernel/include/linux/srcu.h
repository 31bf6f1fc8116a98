// SPDX-License-Identifier: MIT
/*
 * Sleepable RCU: read sections that may sleep, each kind with a structure of its own, so that only
 * its readers are waited for.
 *
 *	idx = srcu_read_lock(&my_srcu);
 *	p = srcu_dereference(my_pointer, &my_srcu);
 *	...
 *	srcu_read_unlock(&my_srcu, idx);
 *
 * The index goes from the lock to its unlock, in the same task. synchronize_srcu() must not be
 * called in a read section of the same structure. cleanup_srcu_struct() comes after the last
 * reader and the last callback.
 */
#ifndef _LINUX_SRCU_H
#define _LINUX_SRCU_H

#include <linux/atomic.h>
#include <linux/lockdep.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>

struct srcu_struct {
	unsigned int idx;	  /* which count new readers take; gp_mutex to change */
	atomic_long_t readers[2]; /* inside, by the count they took */
	struct mutex gp_mutex;	  /* one grace period at a time */
	unsigned long started;	  /* grace periods; gp_mutex to change */
	unsigned long completed;  /* of those */
	spinlock_t lock;	  /* callbacks, wanted; interrupts off */
	unsigned long wanted;	  /* somebody polls for the end of this period */
	struct rcu_head *callbacks, **callbacks_tail; /* NULL tail: none yet */
	struct work_struct work;		      /* runs periods for callbacks and pollers */
	struct lockdep_map dep_map;
};

void srcu_work_fn(struct work_struct *work);

#define __SRCU_STRUCT_INIT(name)                                                                   \
	{                                                                                          \
		.gp_mutex = __MUTEX_INITIALIZER((name).gp_mutex),                                  \
		.lock = __SPIN_LOCK_UNLOCKED((name).lock),                                         \
		.work = __WORK_INITIALIZER((name).work, srcu_work_fn),                             \
		.dep_map = STATIC_LOCKDEP_MAP_INIT(#name, &(name)),                                \
	}
#define DEFINE_SRCU(name)	 struct srcu_struct name = __SRCU_STRUCT_INIT(name)
#define DEFINE_STATIC_SRCU(name) static struct srcu_struct name = __SRCU_STRUCT_INIT(name)

int __init_srcu_struct(struct srcu_struct *ssp, const char *name, struct lock_class_key *key);
/* 0; Linux's may run out of memory. */
#define init_srcu_struct(ssp)                                                                      \
	({                                                                                         \
		static struct lock_class_key __srcu_key;                                           \
		__init_srcu_struct((ssp), #ssp, &__srcu_key);                                      \
	})
void cleanup_srcu_struct(struct srcu_struct *ssp);

/* Any context. The index is 0 or 1. */
int __srcu_read_lock(struct srcu_struct *ssp);
void __srcu_read_unlock(struct srcu_struct *ssp, int idx);
int srcu_read_lock(struct srcu_struct *ssp);
void srcu_read_unlock(struct srcu_struct *ssp, int idx);
#define srcu_read_lock_notrace(ssp)	   __srcu_read_lock(ssp)
#define srcu_read_unlock_notrace(ssp, idx) __srcu_read_unlock(ssp, idx)
/* A lock that another context unlocks. */
#define srcu_down_read(ssp)	 __srcu_read_lock(ssp)
#define srcu_up_read(ssp, idx)	 __srcu_read_unlock(ssp, idx)
#define srcu_read_lock_held(ssp) lockdep_is_held(ssp)

#define srcu_dereference_check(p, ssp, c) READ_ONCE(p)
#define srcu_dereference(p, ssp)	  READ_ONCE(p)
#define srcu_dereference_notrace(p, ssp)  READ_ONCE(p)

/* The unlock is a full barrier already. */
static inline void smp_mb__after_srcu_read_unlock(void)
{
}

/* Until all readers that have begun have ended. Sleeps. */
void synchronize_srcu(struct srcu_struct *ssp);
void synchronize_srcu_expedited(struct srcu_struct *ssp);
/* Any context; the function runs in process context with softirqs off. */
void call_srcu(struct srcu_struct *ssp, struct rcu_head *head, rcu_callback_t func);
/* Until all callbacks registered before have run. Sleeps. */
void srcu_barrier(struct srcu_struct *ssp);
/* A grace period's cookie; start_ also sees to it that it comes. poll_: has it ended? */
unsigned long get_state_synchronize_srcu(struct srcu_struct *ssp);
unsigned long start_poll_synchronize_srcu(struct srcu_struct *ssp);
bool poll_state_synchronize_srcu(struct srcu_struct *ssp, unsigned long cookie);
unsigned long srcu_batches_completed(struct srcu_struct *ssp);

#endif /* _LINUX_SRCU_H */
