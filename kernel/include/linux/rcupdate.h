// SPDX-License-Identifier: MIT
/*
 * Read-copy-update: readers that take no lock, and writers that wait for them before they free.
 *
 * A reader looks only between rcu_read_lock() and rcu_read_unlock(), and must not sleep there
 * (the kernel isn't preempted, so it stays on its CPU). A writer publishes with
 * rcu_assign_pointer(), and after taking something away waits with synchronize_rcu(), or has it
 * freed later with call_rcu() or kfree_rcu(). A grace period ends when every CPU has switched
 * tasks, been idle or been in user mode since it began (kernel/proc/rcu.c).
 */
#ifndef _LINUX_RCUPDATE_H
#define _LINUX_RCUPDATE_H

#include <linux/atomic.h>
#include <linux/bottom_half.h>
#include <linux/compiler.h>
#include <linux/preempt.h>
#include <linux/types.h>

static __always_inline void rcu_read_lock(void)
{
	preempt_disable();
}

static __always_inline void rcu_read_unlock(void)
{
	preempt_enable();
}

static __always_inline void rcu_read_lock_sched(void)
{
	preempt_disable();
}

static __always_inline void rcu_read_unlock_sched(void)
{
	preempt_enable();
}

/* Softirqs are kept off as well. */
static inline void rcu_read_lock_bh(void)
{
	local_bh_disable();
}

static inline void rcu_read_unlock_bh(void)
{
	local_bh_enable();
}

/* May sleep. */
void synchronize_rcu(void);
/* Until every callback that was given to call_rcu() before has run. May sleep. */
void rcu_barrier(void);
/* Any context. @func runs in softirq context and may free what @head lies in. */
void call_rcu(struct rcu_head *head, rcu_callback_t func);
void kvfree_call_rcu(struct rcu_head *head, void *ptr);

#define synchronize_rcu_expedited() synchronize_rcu()
#define synchronize_net()	    synchronize_rcu()

/*
 * Frees @ptr after a grace period. kfree_rcu(ptr, field) names the struct rcu_head in *@ptr;
 * kfree_rcu(ptr) does without one, and may sleep. Both take what kvfree() takes, and NULL.
 */
#define kfree_rcu(ptr, rhf...)	   __kfree_rcu_pick(rhf)(ptr, ##rhf)
#define kvfree_rcu(ptr, rhf...)	   kfree_rcu(ptr, ##rhf)
#define kfree_rcu_mightsleep(ptr)  __kfree_rcu_nohead(ptr)
#define kvfree_rcu_mightsleep(ptr) __kfree_rcu_nohead(ptr)

/* The third argument: with a field it is the form that uses it. */
#define __kfree_rcu_third(a, b, c, ...) c
#define __kfree_rcu_pick(rhf...)                                                                   \
	__kfree_rcu_third(0, ##rhf, __kfree_rcu_head, __kfree_rcu_nohead, 0)
#define __kfree_rcu_head(ptr, rhf)                                                                 \
	do {                                                                                       \
		typeof(ptr) ___p = (ptr);                                                          \
		if (___p)                                                                          \
			kvfree_call_rcu(&___p->rhf, (void *)___p);                                 \
	} while (0)
#define __kfree_rcu_nohead(ptr)                                                                    \
	do {                                                                                       \
		typeof(ptr) ___p = (ptr);                                                          \
		if (___p)                                                                          \
			kvfree_call_rcu(NULL, (void *)___p);                                       \
	} while (0)

#define RCU_INITIALIZER(v)     ((typeof(*(v)) __force __rcu *)(v))
#define RCU_INIT_POINTER(p, v) WRITE_ONCE(p, RCU_INITIALIZER(v))

/* Everything written to *@v before is seen by who reads @p with rcu_dereference(). */
#define rcu_assign_pointer(p, v) smp_store_release(&(p), RCU_INITIALIZER(v))

#define rcu_replace_pointer(rcu_ptr, ptr, c)                                                       \
	({                                                                                         \
		typeof(ptr) __old = rcu_dereference_protected((rcu_ptr), (c));                     \
		rcu_assign_pointer((rcu_ptr), (ptr));                                              \
		__old;                                                                             \
	})

/* The address dependency orders the reads behind it; READ_ONCE keeps the compiler honest. */
#define rcu_dereference(p)		  READ_ONCE(p)
#define rcu_dereference_check(p, c)	  READ_ONCE(p)
#define rcu_dereference_raw(p)		  READ_ONCE(p)
#define rcu_dereference_bh(p)		  READ_ONCE(p)
#define rcu_dereference_sched(p)	  READ_ONCE(p)
#define rcu_dereference_bh_check(p, c)	  READ_ONCE(p)
#define rcu_dereference_sched_check(p, c) READ_ONCE(p)
/* The pointer's value only: not to be followed. */
#define rcu_access_pointer(p) READ_ONCE(p)
/* For the writer, whose lock keeps @p as it is. */
#define rcu_dereference_protected(p, c) (p)
#define rcu_pointer_handoff(p)		(p)

/* Something that can't be checked without lock debugging holds. */
#define rcu_read_lock_held()	   1
#define rcu_read_lock_bh_held()	   1
#define rcu_read_lock_sched_held() 1
#define rcu_read_lock_any_held()   1

#define RCU_LOCKDEP_WARN(c, s)                                                                     \
	do {                                                                                       \
	} while (0 && (c))

#define cond_resched_rcu()                                                                         \
	do {                                                                                       \
		rcu_read_unlock();                                                                 \
		cond_resched();                                                                    \
		rcu_read_lock();                                                                   \
	} while (0)

#endif /* _LINUX_RCUPDATE_H */
