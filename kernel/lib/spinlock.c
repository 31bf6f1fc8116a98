// SPDX-License-Identifier: MIT
/*
 * Spinlocks: ticket locks with a memory of who holds them. <linux/spinlock.h> has the rules.
 *
 * A CPU that asks for a lock it holds would wait for itself for ever; here that is reported with a
 * backtrace and ends the task that did it. While a crash report is being printed the lock is
 * granted instead: nothing but the report counts then, and the holder will not go on.
 */
#include <linux/bug.h>
#include <linux/export.h>
#include <linux/kallsyms.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <asm/processor.h>

/* The boot CPU's count; other CPUs' are set before they run. */
DEFINE_PER_CPU(int, __preempt_count) = INIT_PREEMPT_COUNT;
EXPORT_PER_CPU_SYMBOL(__preempt_count);

static noinline void spin_bug(raw_spinlock_t *lock, const char *msg)
{
	pr_emerg("BUG: spinlock %s on CPU#%d, %s/%d\n", msg, raw_smp_processor_id(), current->comm,
		 task_pid_nr(current));
	pr_emerg(" lock: %pS, .owner: %u, .next: %u, .holder: CPU#%d\n", lock, lock->raw_lock.owner,
		 lock->raw_lock.next, (int)lock->holder - 1);
}

/* Preemption is off. Returns false if the lock is to be considered taken already. */
static bool may_wait_for(raw_spinlock_t *lock)
{
	if (READ_ONCE(lock->holder) != raw_smp_processor_id() + 1)
		return true;
	if (oops_in_progress)
		return false;
	spin_bug(lock, "recursion");
	BUG();
}

static void do_lock(raw_spinlock_t *lock)
{
	arch_spinlock_t *l = &lock->raw_lock;
	u16 ticket;

	if (unlikely(!may_wait_for(lock)))
		return;
	ticket = xadd(&l->next, 1);
	while (READ_ONCE(l->owner) != ticket)
		cpu_relax();
	/* x86 lets no later access pass the load that ended the wait; the compiler must not either.
	 */
	barrier();
	WRITE_ONCE(lock->holder, raw_smp_processor_id() + 1);
}

static bool do_trylock(raw_spinlock_t *lock)
{
	arch_spinlock_t old, new;

	old.slock = READ_ONCE(lock->raw_lock.slock);
	if (old.owner != old.next)
		return false;
	new = old;
	new.next++;
	if (cmpxchg(&lock->raw_lock.slock, old.slock, new.slock) != old.slock)
		return false;
	WRITE_ONCE(lock->holder, raw_smp_processor_id() + 1);
	return true;
}

static void do_unlock(raw_spinlock_t *lock)
{
	arch_spinlock_t *l = &lock->raw_lock;

	if (unlikely(READ_ONCE(lock->holder) != raw_smp_processor_id() + 1)) {
		if (!arch_spin_is_locked(l)) {
			/* Going on would hand out a ticket that nobody drew. */
			if (!oops_in_progress) {
				spin_bug(lock, "already unlocked");
				dump_stack();
			}
			return;
		}
		if (!oops_in_progress) {
			spin_bug(lock, "wrong CPU");
			dump_stack();
		}
	}
	WRITE_ONCE(lock->holder, 0);
	/* Only the holder writes owner. */
	smp_store_release(&l->owner, l->owner + 1);
}

void __raw_spin_lock_init(raw_spinlock_t *lock, const char *name, struct lock_class_key *key)
{
	lock->raw_lock = (arch_spinlock_t)__ARCH_SPIN_LOCK_UNLOCKED;
	lock->holder = 0;
	lockdep_init_map(&lock->dep_map, name, key, 0);
}
EXPORT_SYMBOL(__raw_spin_lock_init);

/* The checker of lock order first: it reports what would hang. Preemption is off. */
static void check_and_lock(raw_spinlock_t *lock, int subclass, struct lockdep_map *nest_lock,
			   unsigned long ip)
{
	lock_acquire(&lock->dep_map, subclass, 0, 0, 1, nest_lock, ip);
	do_lock(lock);
}

static bool check_and_trylock(raw_spinlock_t *lock, unsigned long ip)
{
	if (!do_trylock(lock))
		return false;
	spin_acquire(&lock->dep_map, 0, 1, ip);
	return true;
}

static void check_and_unlock(raw_spinlock_t *lock, unsigned long ip)
{
	spin_release(&lock->dep_map, ip);
	do_unlock(lock);
}

void _raw_spin_lock(raw_spinlock_t *lock)
{
	preempt_disable();
	check_and_lock(lock, 0, NULL, _RET_IP_);
}
EXPORT_SYMBOL(_raw_spin_lock);

void _raw_spin_lock_nested(raw_spinlock_t *lock, int subclass)
{
	preempt_disable();
	check_and_lock(lock, subclass, NULL, _RET_IP_);
}
EXPORT_SYMBOL(_raw_spin_lock_nested);

void _raw_spin_lock_nest_lock(raw_spinlock_t *lock, struct lockdep_map *nest_lock)
{
	preempt_disable();
	check_and_lock(lock, 0, nest_lock, _RET_IP_);
}
EXPORT_SYMBOL(_raw_spin_lock_nest_lock);

void _raw_spin_lock_bh(raw_spinlock_t *lock)
{
	__local_bh_disable_ip(_RET_IP_, SOFTIRQ_LOCK_OFFSET);
	check_and_lock(lock, 0, NULL, _RET_IP_);
}
EXPORT_SYMBOL(_raw_spin_lock_bh);

void _raw_spin_lock_irq(raw_spinlock_t *lock)
{
	local_irq_disable();
	preempt_disable();
	check_and_lock(lock, 0, NULL, _RET_IP_);
}
EXPORT_SYMBOL(_raw_spin_lock_irq);

unsigned long _raw_spin_lock_irqsave(raw_spinlock_t *lock)
{
	unsigned long flags;

	local_irq_save(flags);
	preempt_disable();
	check_and_lock(lock, 0, NULL, _RET_IP_);
	return flags;
}
EXPORT_SYMBOL(_raw_spin_lock_irqsave);

unsigned long _raw_spin_lock_irqsave_nested(raw_spinlock_t *lock, int subclass)
{
	unsigned long flags;

	local_irq_save(flags);
	preempt_disable();
	check_and_lock(lock, subclass, NULL, _RET_IP_);
	return flags;
}
EXPORT_SYMBOL(_raw_spin_lock_irqsave_nested);

int _raw_spin_trylock(raw_spinlock_t *lock)
{
	preempt_disable();
	if (check_and_trylock(lock, _RET_IP_))
		return 1;
	preempt_enable();
	return 0;
}
EXPORT_SYMBOL(_raw_spin_trylock);

int _raw_spin_trylock_bh(raw_spinlock_t *lock)
{
	__local_bh_disable_ip(_RET_IP_, SOFTIRQ_LOCK_OFFSET);
	if (check_and_trylock(lock, _RET_IP_))
		return 1;
	__local_bh_enable_ip(_RET_IP_, SOFTIRQ_LOCK_OFFSET);
	return 0;
}
EXPORT_SYMBOL(_raw_spin_trylock_bh);

void _raw_spin_unlock(raw_spinlock_t *lock)
{
	check_and_unlock(lock, _RET_IP_);
	preempt_enable();
}
EXPORT_SYMBOL(_raw_spin_unlock);

void _raw_spin_unlock_bh(raw_spinlock_t *lock)
{
	check_and_unlock(lock, _RET_IP_);
	__local_bh_enable_ip(_RET_IP_, SOFTIRQ_LOCK_OFFSET);
}
EXPORT_SYMBOL(_raw_spin_unlock_bh);

void _raw_spin_unlock_irq(raw_spinlock_t *lock)
{
	check_and_unlock(lock, _RET_IP_);
	local_irq_enable();
	preempt_enable();
}
EXPORT_SYMBOL(_raw_spin_unlock_irq);

void _raw_spin_unlock_irqrestore(raw_spinlock_t *lock, unsigned long flags)
{
	check_and_unlock(lock, _RET_IP_);
	local_irq_restore(flags);
	preempt_enable();
}
EXPORT_SYMBOL(_raw_spin_unlock_irqrestore);

int _atomic_dec_and_lock(atomic_t *atomic, spinlock_t *lock)
{
	if (atomic_add_unless(atomic, -1, 1))
		return 0;
	spin_lock(lock);
	if (atomic_dec_and_test(atomic))
		return 1;
	spin_unlock(lock);
	return 0;
}
EXPORT_SYMBOL(_atomic_dec_and_lock);

int _atomic_dec_and_lock_irqsave(atomic_t *atomic, spinlock_t *lock, unsigned long *flags)
{
	if (atomic_add_unless(atomic, -1, 1))
		return 0;
	spin_lock_irqsave(lock, *flags);
	if (atomic_dec_and_test(atomic))
		return 1;
	spin_unlock_irqrestore(lock, *flags);
	return 0;
}
EXPORT_SYMBOL(_atomic_dec_and_lock_irqsave);
