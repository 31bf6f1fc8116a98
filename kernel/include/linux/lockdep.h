// SPDX-License-Identifier: MIT
/*
 * What code says about its locks: which it must hold, and how those of one kind nest; and the
 * checker of lock order, which the option "lockdep" on the kernel's command line switches on.
 *
 * Locks that are initialised at the same place are one class. The checker notes in which order
 * classes are taken, and which are taken in interrupts or while interrupts may come; and reports,
 * once, the first order in which tasks could wait for each other for ever, whether or not they ever
 * do. After a report it is off. What it finds (kernel/proc/lockdep.c):
 *
 *   possible recursive locking, circular locking dependencies
 *   locks that an interrupt takes and that are held while it can come, also through other locks
 *   unlocks of what isn't held; locks held in user mode, at a task's exit, and in freed memory
 *   lockdep_assert_…() that don't hold, suspicious use of RCU
 *
 * Without the option, those statements cost nothing and say nothing. A lock taken twice by its
 * holder is reported by the lock itself, always.
 */
#ifndef LINUX_LOCKDEP_H
#define LINUX_LOCKDEP_H

#include <linux/compiler.h>
#include <linux/lockdep_types.h>

struct task_struct;

/* Set at boot by the option; cleared by the first report. */
extern int lockdep_enabled;
static __always_inline bool debug_lockdep_enabled(void)
{
	return unlikely(READ_ONCE(lockdep_enabled));
}

/* Reports end: from now on nothing is checked. Whether it was on. */
int debug_locks_off(void);
void lockdep_init(void); /* once memory can be allocated */
void lockdep_init_task(struct task_struct *task);

void lockdep_init_map(struct lockdep_map *map, const char *name, struct lock_class_key *key,
		      int subclass);
/* Dynamically allocated keys: before their first use, and before their memory goes. */
void lockdep_register_key(struct lock_class_key *key);
void lockdep_unregister_key(struct lock_class_key *key);
/* Memory with static keys goes: a module's. */
void lockdep_free_key_range(const void *start, unsigned long size);

/*
 * The current task has taken @lock, or is about to; interrupts as they were before. @read as in
 * struct held_lock; @check 0: don't look at the order; @nest_lock: held, makes the order of others
 * of the class immaterial.
 */
void __lock_acquire(struct lockdep_map *lock, unsigned int subclass, int trylock, int read,
		    int check, struct lockdep_map *nest_lock, unsigned long ip);
void __lock_release(struct lockdep_map *lock, unsigned long ip);
/* Held by the current task; read: 0 alone, 1 shared, -1 either. */
int __lock_is_held(const struct lockdep_map *lock, int read);
void lockdep_off(void); /* for this task; nests */
void lockdep_on(void);
void __debug_check_no_locks_freed(const void *mem, unsigned long len);
void debug_check_no_locks_held(void);
void __lockdep_sys_exit(void);
void lockdep_rcu_suspicious(const char *file, int line, const char *s);
void debug_show_held_locks(struct task_struct *task);

static __always_inline void lock_acquire(struct lockdep_map *lock, unsigned int subclass,
					 int trylock, int read, int check,
					 struct lockdep_map *nest_lock, unsigned long ip)
{
	if (debug_lockdep_enabled())
		__lock_acquire(lock, subclass, trylock, read, check, nest_lock, ip);
}

static __always_inline void lock_release(struct lockdep_map *lock, unsigned long ip)
{
	if (debug_lockdep_enabled())
		__lock_release(lock, ip);
}

/* For each free and each system call: without the option they cost a look at it. */
static __always_inline void debug_check_no_locks_freed(const void *mem, unsigned long len)
{
	if (debug_lockdep_enabled())
		__debug_check_no_locks_freed(mem, len);
}

static __always_inline void lockdep_sys_exit(void)
{
	if (debug_lockdep_enabled())
		__lockdep_sys_exit();
}

static inline int lock_is_held_type(const struct lockdep_map *lock, int read)
{
	return debug_lockdep_enabled() ? __lock_is_held(lock, read) : 1;
}

static inline int lock_is_held(const struct lockdep_map *lock)
{
	return lock_is_held_type(lock, -1);
}

/* The subclass for a second lock of the same kind, where an order among them is known. */
#define SINGLE_DEPTH_NESTING 1

#define LOCK_STATE_UNKNOWN  -1
#define LOCK_STATE_NOT_HELD 0
#define LOCK_STATE_HELD	    1

#define lockdep_is_held(lock)		 lock_is_held(&(lock)->dep_map)
#define lockdep_is_held_type(lock, read) lock_is_held_type(&(lock)->dep_map, read)

/* A warning, with a backtrace, if the checker is on and @c doesn't hold. */
#define lockdep_assert(c)		((void)WARN_ON(debug_lockdep_enabled() && !(c)))
#define lockdep_assert_once(c)		((void)WARN_ON_ONCE(debug_lockdep_enabled() && !(c)))
#define lockdep_assert_held(l)		lockdep_assert(lockdep_is_held(l))
#define lockdep_assert_not_held(l)	lockdep_assert(!debug_lockdep_enabled() || !lockdep_is_held(l))
#define lockdep_assert_held_write(l)	lockdep_assert(lockdep_is_held_type(l, 0))
#define lockdep_assert_held_read(l)	lockdep_assert(lockdep_is_held_type(l, 1))
#define lockdep_assert_held_once(l)	lockdep_assert_once(lockdep_is_held(l))
#define lockdep_assert_none_held_once() lockdep_assert_once(!lockdep_depth(current))
#define lockdep_depth(tsk)		(debug_lockdep_enabled() ? (tsk)->lockdep_depth : 0)
#define lockdep_recursing(tsk)		((tsk)->lockdep_recursion)
#define lockdep_assert_irqs_enabled()	lockdep_assert_once(!irqs_disabled())
#define lockdep_assert_irqs_disabled()	lockdep_assert_once(irqs_disabled())
#define lockdep_assert_in_irq()		lockdep_assert_once(in_hardirq())
#define lockdep_assert_preemption_enabled()                                                        \
	lockdep_assert_once(!preempt_count() && !irqs_disabled())
#define lockdep_assert_preemption_disabled() lockdep_assert_once(preempt_count() || irqs_disabled())
#define lockdep_assert_in_softirq()	     lockdep_assert_once(in_softirq() && !in_irq() && !in_nmi())

#define lockdep_set_class(lock, key)		    lockdep_set_class_and_name(lock, key, #key)
#define lockdep_set_class_and_name(lock, key, name) lockdep_init_map(&(lock)->dep_map, name, key, 0)
#define lockdep_set_class_and_subclass(lock, key, sub)                                             \
	lockdep_init_map(&(lock)->dep_map, #key, key, sub)
#define lockdep_set_subclass(lock, sub)                                                            \
	lockdep_init_map(&(lock)->dep_map, #lock, (lock)->dep_map.key, sub)
/* Locks whose order can't be told: not looked at. */
extern struct lock_class_key __lockdep_no_validate__;
#define lockdep_set_novalidate_class(lock)                                                         \
	lockdep_set_class_and_name(lock, &__lockdep_no_validate__, #lock)
#define lockdep_match_class(lock, key) ((lock)->dep_map.key == (key))

/* A lock that is none: a thing that is waited for. */
#define lock_map_acquire(l)		  lock_acquire(l, 0, 0, 0, 1, NULL, _THIS_IP_)
#define lock_map_acquire_read(l)	  lock_acquire(l, 0, 0, 2, 1, NULL, _THIS_IP_)
#define lock_map_acquire_tryread(l)	  lock_acquire(l, 0, 1, 2, 1, NULL, _THIS_IP_)
#define lock_map_release(l)		  lock_release(l, _THIS_IP_)
#define spin_acquire(l, s, t, i)	  lock_acquire(l, s, t, 0, 1, NULL, i)
#define spin_release(l, i)		  lock_release(l, i)
#define rwlock_acquire(l, s, t, i)	  lock_acquire(l, s, t, 0, 1, NULL, i)
#define rwlock_acquire_read(l, s, t, i)	  lock_acquire(l, s, t, 2, 1, NULL, i)
#define rwlock_release(l, i)		  lock_release(l, i)
#define mutex_acquire(l, s, t, i)	  lock_acquire(l, s, t, 0, 1, NULL, i)
#define mutex_acquire_nest(l, s, t, n, i) lock_acquire(l, s, t, 0, 1, n, i)
#define mutex_release(l, i)		  lock_release(l, i)
#define rwsem_acquire(l, s, t, i)	  lock_acquire(l, s, t, 0, 1, NULL, i)
#define rwsem_acquire_nest(l, s, t, n, i) lock_acquire(l, s, t, 0, 1, n, i)
#define rwsem_acquire_read(l, s, t, i)	  lock_acquire(l, s, t, 1, 1, NULL, i)
#define rwsem_release(l, i)		  lock_release(l, i)

/* This path may take @lock, even if it doesn't now. */
#define might_lock(lock)                                                                           \
	do {                                                                                       \
		typecheck(struct lockdep_map *, &(lock)->dep_map);                                 \
		lock_acquire(&(lock)->dep_map, 0, 0, 0, 1, NULL, _THIS_IP_);                       \
		lock_release(&(lock)->dep_map, _THIS_IP_);                                         \
	} while (0)
#define might_lock_read(lock)                                                                      \
	do {                                                                                       \
		typecheck(struct lockdep_map *, &(lock)->dep_map);                                 \
		lock_acquire(&(lock)->dep_map, 0, 0, 1, 1, NULL, _THIS_IP_);                       \
		lock_release(&(lock)->dep_map, _THIS_IP_);                                         \
	} while (0)
#define might_lock_nested(lock, subclass)                                                          \
	do {                                                                                       \
		typecheck(struct lockdep_map *, &(lock)->dep_map);                                 \
		lock_acquire(&(lock)->dep_map, subclass, 0, 0, 1, NULL, _THIS_IP_);                \
		lock_release(&(lock)->dep_map, _THIS_IP_);                                         \
	} while (0)

#endif
