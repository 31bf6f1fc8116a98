// SPDX-License-Identifier: MIT
/*
 * Spinlocks: for short sections that must not sleep.
 *
 * Who may meet the lock decides the form:
 *   spin_lock()           only tasks, or only one kind of interrupt, ever take it
 *   spin_lock_bh()        softirqs and timers take it, too
 *   spin_lock_irqsave()   hardware interrupts take it, too
 *   spin_lock_irq()       the same, where interrupts are known to be on
 * A holder does not sleep, and releases on the CPU and in the form in which it took. Locks are not
 * recursive: taking one that this CPU already holds is reported and stops the offender.
 *
 * raw_spinlock_t is the same lock under the name that Linux uses where a lock must spin even in a
 * real-time kernel.
 */
#ifndef LINUX_SPINLOCK_H
#define LINUX_SPINLOCK_H

#include <linux/typecheck.h>
#include <linux/preempt.h>
#include <linux/linkage.h>
#include <linux/compiler.h>
#include <linux/irqflags.h>
#include <linux/lockdep.h>
#include <linux/stringify.h>
#include <linux/bottom_half.h>
#include <linux/spinlock_types.h>
#include <asm/barrier.h>
#include <linux/atomic.h>

void __raw_spin_lock_init(raw_spinlock_t *lock, const char *name, struct lock_class_key *key);
void _raw_spin_lock(raw_spinlock_t *lock) __acquires(lock);
void _raw_spin_lock_nested(raw_spinlock_t *lock, int subclass) __acquires(lock);
void _raw_spin_lock_nest_lock(raw_spinlock_t *lock, struct lockdep_map *nest_lock) __acquires(lock);
unsigned long _raw_spin_lock_irqsave_nested(raw_spinlock_t *lock, int subclass) __acquires(lock);
void _raw_spin_lock_bh(raw_spinlock_t *lock) __acquires(lock);
void _raw_spin_lock_irq(raw_spinlock_t *lock) __acquires(lock);
unsigned long _raw_spin_lock_irqsave(raw_spinlock_t *lock) __acquires(lock);
int _raw_spin_trylock(raw_spinlock_t *lock);
int _raw_spin_trylock_bh(raw_spinlock_t *lock);
void _raw_spin_unlock(raw_spinlock_t *lock) __releases(lock);
void _raw_spin_unlock_bh(raw_spinlock_t *lock) __releases(lock);
void _raw_spin_unlock_irq(raw_spinlock_t *lock) __releases(lock);
void _raw_spin_unlock_irqrestore(raw_spinlock_t *lock, unsigned long flags) __releases(lock);

#define raw_spin_lock_init(lock)                                                                   \
	do {                                                                                       \
		static struct lock_class_key __key;                                                \
		__raw_spin_lock_init((lock), #lock, &__key);                                       \
	} while (0)
#define raw_spin_lock(lock)		     _raw_spin_lock(lock)
#define raw_spin_lock_nested(lock, subclass) _raw_spin_lock_nested(lock, subclass)
/* Held: @nest_lock, which makes the order of others of the kind immaterial. */
#define raw_spin_lock_nest_lock(lock, nest_lock)                                                   \
	_raw_spin_lock_nest_lock(lock, &(nest_lock)->dep_map)
#define raw_spin_lock_bh(lock)	_raw_spin_lock_bh(lock)
#define raw_spin_lock_irq(lock) _raw_spin_lock_irq(lock)
#define raw_spin_lock_irqsave(lock, flags)                                                         \
	do {                                                                                       \
		typecheck(unsigned long, flags);                                                   \
		flags = _raw_spin_lock_irqsave(lock);                                              \
	} while (0)
#define raw_spin_lock_irqsave_nested(lock, flags, subclass)                                        \
	do {                                                                                       \
		typecheck(unsigned long, flags);                                                   \
		flags = _raw_spin_lock_irqsave_nested(lock, subclass);                             \
	} while (0)
#define raw_spin_unlock(lock)	  _raw_spin_unlock(lock)
#define raw_spin_unlock_bh(lock)  _raw_spin_unlock_bh(lock)
#define raw_spin_unlock_irq(lock) _raw_spin_unlock_irq(lock)
#define raw_spin_unlock_irqrestore(lock, flags)                                                    \
	do {                                                                                       \
		typecheck(unsigned long, flags);                                                   \
		_raw_spin_unlock_irqrestore(lock, flags);                                          \
	} while (0)
#define raw_spin_trylock(lock)	  __cond_lock(lock, _raw_spin_trylock(lock))
#define raw_spin_trylock_bh(lock) __cond_lock(lock, _raw_spin_trylock_bh(lock))
#define raw_spin_trylock_irq(lock)                                                                 \
	({                                                                                         \
		local_irq_disable();                                                               \
		raw_spin_trylock(lock) ? 1 : ({                                                    \
			local_irq_enable();                                                        \
			0;                                                                         \
		});                                                                                \
	})
#define raw_spin_trylock_irqsave(lock, flags)                                                      \
	({                                                                                         \
		local_irq_save(flags);                                                             \
		raw_spin_trylock(lock) ? 1 : ({                                                    \
			local_irq_restore(flags);                                                  \
			0;                                                                         \
		});                                                                                \
	})

static __always_inline int arch_spin_is_locked(const arch_spinlock_t *lock)
{
	u32 val = READ_ONCE(lock->slock);

	return (u16)val != (u16)(val >> 16);
}

static __always_inline int arch_spin_is_contended(const arch_spinlock_t *lock)
{
	u32 val = READ_ONCE(lock->slock);

	return (u16)((val >> 16) - val) > 1;
}

#define raw_spin_is_locked(lock)    arch_spin_is_locked(&(lock)->raw_lock)
#define raw_spin_is_contended(lock) arch_spin_is_contended(&(lock)->raw_lock)

static __always_inline raw_spinlock_t *spinlock_check(spinlock_t *lock)
{
	return &lock->rlock;
}

#define spin_lock_init(_lock)                                                                      \
	do {                                                                                       \
		static struct lock_class_key __key;                                                \
		__raw_spin_lock_init(spinlock_check(_lock), #_lock, &__key);                       \
	} while (0)

static __always_inline void spin_lock(spinlock_t *lock)
{
	raw_spin_lock(&lock->rlock);
}

static __always_inline void spin_lock_bh(spinlock_t *lock)
{
	raw_spin_lock_bh(&lock->rlock);
}

static __always_inline int spin_trylock(spinlock_t *lock)
{
	return raw_spin_trylock(&lock->rlock);
}

static __always_inline void spin_lock_irq(spinlock_t *lock)
{
	raw_spin_lock_irq(&lock->rlock);
}

static __always_inline void spin_unlock(spinlock_t *lock)
{
	raw_spin_unlock(&lock->rlock);
}

static __always_inline void spin_unlock_bh(spinlock_t *lock)
{
	raw_spin_unlock_bh(&lock->rlock);
}

static __always_inline void spin_unlock_irq(spinlock_t *lock)
{
	raw_spin_unlock_irq(&lock->rlock);
}

static __always_inline void spin_unlock_irqrestore(spinlock_t *lock, unsigned long flags)
{
	raw_spin_unlock_irqrestore(&lock->rlock, flags);
}

static __always_inline int spin_trylock_bh(spinlock_t *lock)
{
	return raw_spin_trylock_bh(&lock->rlock);
}

static __always_inline int spin_trylock_irq(spinlock_t *lock)
{
	return raw_spin_trylock_irq(&lock->rlock);
}

static __always_inline int spin_is_locked(spinlock_t *lock)
{
	return raw_spin_is_locked(&lock->rlock);
}

static __always_inline int spin_is_contended(spinlock_t *lock)
{
	return raw_spin_is_contended(&lock->rlock);
}

#define spin_lock_irqsave(lock, flags)	 raw_spin_lock_irqsave(spinlock_check(lock), flags)
#define spin_lock_nested(lock, subclass) raw_spin_lock_nested(spinlock_check(lock), subclass)
#define spin_lock_nest_lock(lock, nest_lock)                                                       \
	raw_spin_lock_nest_lock(spinlock_check(lock), nest_lock)
#define spin_lock_irqsave_nested(lock, flags, subclass)                                            \
	raw_spin_lock_irqsave_nested(spinlock_check(lock), flags, subclass)
#define spin_trylock_irqsave(lock, flags) raw_spin_trylock_irqsave(spinlock_check(lock), flags)
#define assert_spin_locked(x)		  BUG_ON(!raw_spin_is_locked(&(x)->rlock))
#define assert_raw_spin_locked(x)	  BUG_ON(!raw_spin_is_locked(x))

#include <linux/rwlock.h>

/* If the decrement makes it 0, return true and hold the lock; else only decrement. */
int _atomic_dec_and_lock(atomic_t *atomic, spinlock_t *lock);
#define atomic_dec_and_lock(atomic, lock) __cond_lock(lock, _atomic_dec_and_lock(atomic, lock))
#define spin_needbreak(lock)		  spin_is_contended(lock)
int _atomic_dec_and_lock_irqsave(atomic_t *atomic, spinlock_t *lock, unsigned long *flags);
#define atomic_dec_and_lock_irqsave(atomic, lock, flags)                                           \
	__cond_lock(lock, _atomic_dec_and_lock_irqsave(atomic, lock, &(flags)))

#endif
