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
#include <linux/instruction_pointer.h>
#include <linux/lockdep.h>
#include <linux/preempt.h>
#include <linux/types.h>

/* For the checker of lock order: what its readers hold. */
extern struct lockdep_map rcu_lock_map, rcu_bh_lock_map, rcu_sched_lock_map;

static __always_inline void rcu_lock_acquire(struct lockdep_map *map)
{
	lock_acquire(map, 0, 0, 2, 0, NULL, _THIS_IP_);
}

static __always_inline void rcu_lock_release(struct lockdep_map *map)
{
	lock_release(map, _THIS_IP_);
}

static __always_inline void rcu_read_lock(void)
{
	preempt_disable();
	rcu_lock_acquire(&rcu_lock_map);
}

static __always_inline void rcu_read_unlock(void)
{
	rcu_lock_release(&rcu_lock_map);
	preempt_enable();
}

static __always_inline void rcu_read_lock_sched(void)
{
	preempt_disable();
	rcu_lock_acquire(&rcu_sched_lock_map);
}

static __always_inline void rcu_read_unlock_sched(void)
{
	rcu_lock_release(&rcu_sched_lock_map);
	preempt_enable();
}

#define rcu_read_lock_sched_notrace()	preempt_disable()
#define rcu_read_unlock_sched_notrace() preempt_enable()

/* Softirqs are kept off as well. */
static inline void rcu_read_lock_bh(void)
{
	local_bh_disable();
	rcu_lock_acquire(&rcu_bh_lock_map);
}

static inline void rcu_read_unlock_bh(void)
{
	rcu_lock_release(&rcu_bh_lock_map);
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

/*
 * Whether the caller is in a read section, as far as the checker of lock order knows: 1 when it is
 * off.
 */
int rcu_read_lock_held(void);
int rcu_read_lock_bh_held(void);
int rcu_read_lock_sched_held(void);
int rcu_read_lock_any_held(void);

/* A warning, once, if the checker is on and @c holds. */
#define RCU_LOCKDEP_WARN(c, s)                                                                     \
	do {                                                                                       \
		if (debug_lockdep_enabled() && (c))                                                \
			lockdep_rcu_suspicious(__FILE__, __LINE__, s);                             \
	} while (0)
#define rcu_sleep_check()                                                                          \
	RCU_LOCKDEP_WARN(lock_is_held(&rcu_lock_map),                                              \
			 "Illegal context switch in RCU read-side critical section")

/* The address dependency orders the reads behind it; READ_ONCE keeps the compiler honest. */
#define __rcu_dereference_check(p, c)                                                              \
	({                                                                                         \
		RCU_LOCKDEP_WARN(!(c), "suspicious rcu_dereference_check() usage");                \
		READ_ONCE(p);                                                                      \
	})
#define rcu_dereference_check(p, c)    __rcu_dereference_check(p, (c) || rcu_read_lock_held())
#define rcu_dereference_bh_check(p, c) __rcu_dereference_check(p, (c) || rcu_read_lock_bh_held())
#define rcu_dereference_sched_check(p, c)                                                          \
	__rcu_dereference_check(p, (c) || rcu_read_lock_sched_held())
#define rcu_dereference(p)	     rcu_dereference_check(p, 0)
#define rcu_dereference_bh(p)	     rcu_dereference_bh_check(p, 0)
#define rcu_dereference_sched(p)     rcu_dereference_sched_check(p, 0)
#define rcu_dereference_raw(p)	     READ_ONCE(p)
#define rcu_dereference_raw_check(p) READ_ONCE(p)
/* The pointer's value only: not to be followed. */
#define rcu_access_pointer(p) READ_ONCE(p)
/* For the writer, whose lock keeps @p as it is: @c says which. */
#define rcu_dereference_protected(p, c)                                                            \
	({                                                                                         \
		RCU_LOCKDEP_WARN(!(c), "suspicious rcu_dereference_protected() usage");            \
		(p);                                                                               \
	})
#define rcu_pointer_handoff(p)	      (p)
#define unrcu_pointer(p)	      ((typeof(*(p)) __force *)(p))
#define RCU_POINTER_INITIALIZER(p, v) .p = RCU_INITIALIZER(v)

/*
 * Grace periods by number: get_state_ gives one that ends after all readers of now; start_poll_
 * also sees to it that it comes. poll_state_: has it ended? cond_: waits until it has. Any context
 * but the last.
 */
unsigned long get_state_synchronize_rcu(void);
unsigned long start_poll_synchronize_rcu(void);
bool poll_state_synchronize_rcu(unsigned long oldstate);
void cond_synchronize_rcu(unsigned long oldstate);
#define cond_synchronize_rcu_expedited(oldstate) cond_synchronize_rcu(oldstate)
#define start_poll_synchronize_rcu_expedited()	 start_poll_synchronize_rcu()

/* Has @rhp been given to call_rcu() with @f since rcu_head_init()? */
static inline void rcu_head_init(struct rcu_head *rhp)
{
	rhp->func = (rcu_callback_t)~0L;
}

static inline bool rcu_head_after_call_rcu(struct rcu_head *rhp, rcu_callback_t f)
{
	rcu_callback_t func = READ_ONCE(rhp->func);

	return func == f;
}

/* Objects aren't tracked: nothing to tell. */
static inline void init_rcu_head(struct rcu_head *head)
{
}

static inline void destroy_rcu_head(struct rcu_head *head)
{
}

static inline void init_rcu_head_on_stack(struct rcu_head *head)
{
}

static inline void destroy_rcu_head_on_stack(struct rcu_head *head)
{
}

/* RCU hears of every CPU at all times: idle ones, too. */
static inline bool rcu_is_watching(void)
{
	return true;
}

/* Tasks are preempted in user mode alone, so the two kinds of grace periods are one. */
#define call_rcu_tasks(head, func) call_rcu(head, func)
#define synchronize_rcu_tasks()	   synchronize_rcu()
#define rcu_barrier_tasks()	   rcu_barrier()

#define cond_resched_rcu()                                                                         \
	do {                                                                                       \
		rcu_read_unlock();                                                                 \
		cond_resched();                                                                    \
		rcu_read_lock();                                                                   \
	} while (0)

#endif /* _LINUX_RCUPDATE_H */
