// SPDX-License-Identifier: MIT
/*
 * Reader-writer spinlocks: <linux/rwlock.h> has the rules, <linux/rwlock_types.h> the word's
 * layout.
 *
 * In the good case a reader adds itself to the count and a writer exchanges 0 for RW_WRITER. Who
 * finds the lock taken lines up in the queue; only its head looks at the count, so those who wait
 * come in by turns. A reader in an interrupt does not line up: it may have interrupted a reader
 * that a writer at the head waits for.
 */
#include <linux/bug.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <asm/processor.h>

/* The queue's lock: a bare ticket lock. */
static void queue_enter(arch_spinlock_t *l)
{
	u16 ticket = xadd(&l->next, 1);

	while (READ_ONCE(l->owner) != ticket)
		cpu_relax();
	barrier();
}

static void queue_leave(arch_spinlock_t *l)
{
	smp_store_release(&l->owner, l->owner + 1);
}

/* Preemption is off. False if the lock is to be considered taken, as in spinlock.c. */
static bool may_wait_for(rwlock_t *lock)
{
	if (READ_ONCE(lock->holder) != raw_smp_processor_id() + 1)
		return true;
	if (oops_in_progress)
		return false;
	pr_emerg("BUG: rwlock recursion on CPU#%d, %s/%d\n", raw_smp_processor_id(), current->comm,
		 task_pid_nr(current));
	pr_emerg(" lock: %pS, .count: %#x, .holder: CPU#%d\n", lock, atomic_read(&lock->count),
		 (int)lock->holder - 1);
	BUG();
}

static void do_read_lock(rwlock_t *lock)
{
	if (likely(!(atomic_add_return(RW_READER, &lock->count) & (RW_WRITER | RW_WAITING))))
		return;
	/* The reader is counted already; that is what the good case costs. */
	if (!may_wait_for(lock))
		return;
	if (in_interrupt()) {
		while (atomic_read(&lock->count) & RW_WRITER)
			cpu_relax();
		barrier();
		return;
	}
	atomic_sub(RW_READER, &lock->count);
	queue_enter(&lock->queue);
	atomic_add(RW_READER, &lock->count);
	while (atomic_read(&lock->count) & RW_WRITER)
		cpu_relax();
	barrier();
	queue_leave(&lock->queue);
}

static bool do_read_trylock(rwlock_t *lock)
{
	if (likely(!(atomic_add_return(RW_READER, &lock->count) & (RW_WRITER | RW_WAITING))))
		return true;
	atomic_sub(RW_READER, &lock->count);
	return false;
}

static void do_read_unlock(rwlock_t *lock)
{
	/* A full barrier: what was read under the lock stays before it. */
	if (unlikely(atomic_sub_return(RW_READER, &lock->count) < 0) && !oops_in_progress) {
		pr_emerg("BUG: rwlock %pS: read unlock without a reader\n", lock);
		dump_stack();
		atomic_add(RW_READER, &lock->count);
	}
}

static void do_write_lock(rwlock_t *lock)
{
	int count = 0;

	if (likely(atomic_try_cmpxchg(&lock->count, &count, RW_WRITER)))
		goto taken;
	if (!may_wait_for(lock))
		return;
	queue_enter(&lock->queue);
	atomic_or(RW_WAITING, &lock->count);
	do {
		while ((count = atomic_read(&lock->count)) != RW_WAITING)
			cpu_relax();
	} while (!atomic_try_cmpxchg(&lock->count, &count, RW_WRITER));
	queue_leave(&lock->queue);
taken:
	WRITE_ONCE(lock->holder, raw_smp_processor_id() + 1);
}

static bool do_write_trylock(rwlock_t *lock)
{
	int count = 0;

	if (atomic_read(&lock->count) || !atomic_try_cmpxchg(&lock->count, &count, RW_WRITER))
		return false;
	WRITE_ONCE(lock->holder, raw_smp_processor_id() + 1);
	return true;
}

static void do_write_unlock(rwlock_t *lock)
{
	if (unlikely((atomic_read(&lock->count) & RW_WRITER) != RW_WRITER)) {
		if (!oops_in_progress) {
			pr_emerg("BUG: rwlock %pS: write unlock without a writer\n", lock);
			dump_stack();
		}
		return;
	}
	WRITE_ONCE(lock->holder, 0);
	atomic_sub(RW_WRITER, &lock->count);
}

void __rwlock_init(rwlock_t *lock, const char *name, struct lock_class_key *key)
{
	atomic_set(&lock->count, 0);
	lock->queue = (arch_spinlock_t)__ARCH_SPIN_LOCK_UNLOCKED;
	lock->holder = 0;
	lockdep_init_map(&lock->dep_map, name, key, 0);
}
EXPORT_SYMBOL(__rwlock_init);

/* What the checker of lock order is told of them. */
#define check_read(lock, try)  rwlock_acquire_read(&(lock)->dep_map, 0, try, _RET_IP_)
#define check_write(lock, try) rwlock_acquire(&(lock)->dep_map, 0, try, _RET_IP_)

/* For read and write alike: the forms that differ in what they keep away while the lock is held. */
#define DEFINE_RWLOCK_OPS(rw)                                                                      \
	void _raw_##rw##_lock(rwlock_t *lock)                                                      \
	{                                                                                          \
		preempt_disable();                                                                 \
		check_##rw(lock, 0);                                                               \
		do_##rw##_lock(lock);                                                              \
	}                                                                                          \
	EXPORT_SYMBOL(_raw_##rw##_lock);                                                           \
                                                                                                   \
	void _raw_##rw##_lock_bh(rwlock_t *lock)                                                   \
	{                                                                                          \
		__local_bh_disable_ip(_RET_IP_, SOFTIRQ_LOCK_OFFSET);                              \
		check_##rw(lock, 0);                                                               \
		do_##rw##_lock(lock);                                                              \
	}                                                                                          \
	EXPORT_SYMBOL(_raw_##rw##_lock_bh);                                                        \
                                                                                                   \
	void _raw_##rw##_lock_irq(rwlock_t *lock)                                                  \
	{                                                                                          \
		local_irq_disable();                                                               \
		preempt_disable();                                                                 \
		check_##rw(lock, 0);                                                               \
		do_##rw##_lock(lock);                                                              \
	}                                                                                          \
	EXPORT_SYMBOL(_raw_##rw##_lock_irq);                                                       \
                                                                                                   \
	unsigned long _raw_##rw##_lock_irqsave(rwlock_t *lock)                                     \
	{                                                                                          \
		unsigned long flags;                                                               \
                                                                                                   \
		local_irq_save(flags);                                                             \
		preempt_disable();                                                                 \
		check_##rw(lock, 0);                                                               \
		do_##rw##_lock(lock);                                                              \
		return flags;                                                                      \
	}                                                                                          \
	EXPORT_SYMBOL(_raw_##rw##_lock_irqsave);                                                   \
                                                                                                   \
	int _raw_##rw##_trylock(rwlock_t *lock)                                                    \
	{                                                                                          \
		preempt_disable();                                                                 \
		if (do_##rw##_trylock(lock)) {                                                     \
			check_##rw(lock, 1);                                                       \
			return 1;                                                                  \
		}                                                                                  \
		preempt_enable();                                                                  \
		return 0;                                                                          \
	}                                                                                          \
	EXPORT_SYMBOL(_raw_##rw##_trylock);                                                        \
                                                                                                   \
	void _raw_##rw##_unlock(rwlock_t *lock)                                                    \
	{                                                                                          \
		rwlock_release(&lock->dep_map, _RET_IP_);                                          \
		do_##rw##_unlock(lock);                                                            \
		preempt_enable();                                                                  \
	}                                                                                          \
	EXPORT_SYMBOL(_raw_##rw##_unlock);                                                         \
                                                                                                   \
	void _raw_##rw##_unlock_bh(rwlock_t *lock)                                                 \
	{                                                                                          \
		rwlock_release(&lock->dep_map, _RET_IP_);                                          \
		do_##rw##_unlock(lock);                                                            \
		__local_bh_enable_ip(_RET_IP_, SOFTIRQ_LOCK_OFFSET);                               \
	}                                                                                          \
	EXPORT_SYMBOL(_raw_##rw##_unlock_bh);                                                      \
                                                                                                   \
	void _raw_##rw##_unlock_irq(rwlock_t *lock)                                                \
	{                                                                                          \
		rwlock_release(&lock->dep_map, _RET_IP_);                                          \
		do_##rw##_unlock(lock);                                                            \
		local_irq_enable();                                                                \
		preempt_enable();                                                                  \
	}                                                                                          \
	EXPORT_SYMBOL(_raw_##rw##_unlock_irq);                                                     \
                                                                                                   \
	void _raw_##rw##_unlock_irqrestore(rwlock_t *lock, unsigned long flags)                    \
	{                                                                                          \
		rwlock_release(&lock->dep_map, _RET_IP_);                                          \
		do_##rw##_unlock(lock);                                                            \
		local_irq_restore(flags);                                                          \
		preempt_enable();                                                                  \
	}                                                                                          \
	EXPORT_SYMBOL(_raw_##rw##_unlock_irqrestore)

DEFINE_RWLOCK_OPS(read);
DEFINE_RWLOCK_OPS(write);

void _raw_write_lock_nested(rwlock_t *lock, int subclass)
{
	preempt_disable();
	rwlock_acquire(&lock->dep_map, subclass, 0, _RET_IP_);
	do_write_lock(lock);
}
EXPORT_SYMBOL(_raw_write_lock_nested);
