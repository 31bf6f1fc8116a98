// SPDX-License-Identifier: MIT
/*
 * Reader-writer spinlocks: many readers or one writer. The forms follow <linux/spinlock.h>.
 *
 * Readers that only tasks take may use read_lock() while writers use write_lock_irq(), if an
 * interrupt reads. A reader in an interrupt enters even when a writer waits, so that it can't wait
 * for a reader it interrupted.
 */
#ifndef LINUX_RWLOCK_H
#define LINUX_RWLOCK_H

#ifndef LINUX_SPINLOCK_H
#error "include <linux/spinlock.h>"
#endif

void __rwlock_init(rwlock_t *lock, const char *name, struct lock_class_key *key);
void _raw_read_lock(rwlock_t *lock) __acquires(lock);
void _raw_read_lock_bh(rwlock_t *lock) __acquires(lock);
void _raw_read_lock_irq(rwlock_t *lock) __acquires(lock);
unsigned long _raw_read_lock_irqsave(rwlock_t *lock) __acquires(lock);
int _raw_read_trylock(rwlock_t *lock);
void _raw_read_unlock(rwlock_t *lock) __releases(lock);
void _raw_read_unlock_bh(rwlock_t *lock) __releases(lock);
void _raw_read_unlock_irq(rwlock_t *lock) __releases(lock);
void _raw_read_unlock_irqrestore(rwlock_t *lock, unsigned long flags) __releases(lock);
void _raw_write_lock(rwlock_t *lock) __acquires(lock);
void _raw_write_lock_nested(rwlock_t *lock, int subclass) __acquires(lock);
void _raw_write_lock_bh(rwlock_t *lock) __acquires(lock);
void _raw_write_lock_irq(rwlock_t *lock) __acquires(lock);
unsigned long _raw_write_lock_irqsave(rwlock_t *lock) __acquires(lock);
int _raw_write_trylock(rwlock_t *lock);
void _raw_write_unlock(rwlock_t *lock) __releases(lock);
void _raw_write_unlock_bh(rwlock_t *lock) __releases(lock);
void _raw_write_unlock_irq(rwlock_t *lock) __releases(lock);
void _raw_write_unlock_irqrestore(rwlock_t *lock, unsigned long flags) __releases(lock);

#define rwlock_init(lock)                                                                          \
	do {                                                                                       \
		static struct lock_class_key __key;                                                \
		__rwlock_init((lock), #lock, &__key);                                              \
	} while (0)

#define read_lock(lock)			  _raw_read_lock(lock)
#define read_lock_bh(lock)		  _raw_read_lock_bh(lock)
#define read_lock_irq(lock)		  _raw_read_lock_irq(lock)
#define read_trylock(lock)		  __cond_lock(lock, _raw_read_trylock(lock))
#define read_unlock(lock)		  _raw_read_unlock(lock)
#define read_unlock_bh(lock)		  _raw_read_unlock_bh(lock)
#define read_unlock_irq(lock)		  _raw_read_unlock_irq(lock)
#define write_lock(lock)		  _raw_write_lock(lock)
#define write_lock_nested(lock, subclass) _raw_write_lock_nested(lock, subclass)
#define write_lock_bh(lock)		  _raw_write_lock_bh(lock)
#define write_lock_irq(lock)		  _raw_write_lock_irq(lock)
#define write_trylock(lock)		  __cond_lock(lock, _raw_write_trylock(lock))
#define write_unlock(lock)		  _raw_write_unlock(lock)
#define write_unlock_bh(lock)		  _raw_write_unlock_bh(lock)
#define write_unlock_irq(lock)		  _raw_write_unlock_irq(lock)

#define read_lock_irqsave(lock, flags)                                                             \
	do {                                                                                       \
		typecheck(unsigned long, flags);                                                   \
		flags = _raw_read_lock_irqsave(lock);                                              \
	} while (0)
#define write_lock_irqsave(lock, flags)                                                            \
	do {                                                                                       \
		typecheck(unsigned long, flags);                                                   \
		flags = _raw_write_lock_irqsave(lock);                                             \
	} while (0)
#define read_unlock_irqrestore(lock, flags)                                                        \
	do {                                                                                       \
		typecheck(unsigned long, flags);                                                   \
		_raw_read_unlock_irqrestore(lock, flags);                                          \
	} while (0)
#define write_unlock_irqrestore(lock, flags)                                                       \
	do {                                                                                       \
		typecheck(unsigned long, flags);                                                   \
		_raw_write_unlock_irqrestore(lock, flags);                                         \
	} while (0)
#define write_trylock_irqsave(lock, flags)                                                         \
	({                                                                                         \
		local_irq_save(flags);                                                             \
		write_trylock(lock) ? 1 : ({                                                       \
			local_irq_restore(flags);                                                  \
			0;                                                                         \
		});                                                                                \
	})

#define rwlock_needbreak(lock)	  rwlock_is_contended(lock)
#define rwlock_is_contended(lock) arch_spin_is_locked(&(lock)->queue)

#endif
