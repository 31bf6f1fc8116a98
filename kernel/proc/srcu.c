// SPDX-License-Identifier: MIT
/*
 * Sleepable RCU; linux/srcu.h has the rules.
 *
 * Readers count themselves in one of two counts, which idx says. A grace period first waits for
 * those in the other count, who may have read idx just before it was last changed; changes idx, so
 * that new readers go to that one; and waits for those in the count that was current.
 *
 * The barriers: a reader's increment and a waiter's look at the count are both fully ordered. So a
 * reader that the waiter didn't see had not begun when the waiter looked, and sees all that came
 * before it.
 */
#include <linux/bottom_half.h>
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/export.h>
#include <linux/sched.h>
#include <linux/srcu.h>

/* Most sections are short: look again soon at first, then ever more rarely. */
#define FIRST_PAUSE_US 20
#define LAST_PAUSE_US  4000u

int __init_srcu_struct(struct srcu_struct *ssp, const char *name, struct lock_class_key *key)
{
	memset(ssp, 0, sizeof(*ssp));
	mutex_init(&ssp->gp_mutex);
	spin_lock_init(&ssp->lock);
	INIT_WORK(&ssp->work, srcu_work_fn);
	lockdep_init_map(&ssp->dep_map, name, key, 0);
	return 0;
}
EXPORT_SYMBOL_GPL(__init_srcu_struct);

void cleanup_srcu_struct(struct srcu_struct *ssp)
{
	flush_work(&ssp->work);
	WARN(atomic_long_read(&ssp->readers[0]) || atomic_long_read(&ssp->readers[1]),
	     "srcu_struct %pS cleaned up with readers inside\n", ssp);
	WARN(READ_ONCE(ssp->callbacks), "srcu_struct %pS cleaned up with callbacks\n", ssp);
}
EXPORT_SYMBOL_GPL(cleanup_srcu_struct);

int __srcu_read_lock(struct srcu_struct *ssp)
{
	int idx = READ_ONCE(ssp->idx) & 1;

	atomic_long_inc(&ssp->readers[idx]);
	smp_mb__after_atomic();
	return idx;
}
EXPORT_SYMBOL_GPL(__srcu_read_lock);

void __srcu_read_unlock(struct srcu_struct *ssp, int idx)
{
	smp_mb__before_atomic();
	WARN(atomic_long_dec_return(&ssp->readers[idx]) < 0,
	     "srcu_struct %pS: read unlock without a reader\n", ssp);
}
EXPORT_SYMBOL_GPL(__srcu_read_unlock);

int srcu_read_lock(struct srcu_struct *ssp)
{
	int idx = __srcu_read_lock(ssp);

	lock_map_acquire_read(&ssp->dep_map);
	return idx;
}
EXPORT_SYMBOL_GPL(srcu_read_lock);

void srcu_read_unlock(struct srcu_struct *ssp, int idx)
{
	WARN_ON_ONCE(idx & ~1);
	lock_map_release(&ssp->dep_map);
	__srcu_read_unlock(ssp, idx & 1);
}
EXPORT_SYMBOL_GPL(srcu_read_unlock);

static void wait_for_readers(struct srcu_struct *ssp, int idx)
{
	unsigned int pause = FIRST_PAUSE_US;

	smp_mb();
	while (atomic_long_read(&ssp->readers[idx])) {
		usleep_range_state(pause, 2 * pause, TASK_IDLE);
		pause = min(2 * pause, LAST_PAUSE_US);
		smp_mb();
	}
	smp_mb();
}

static void grace_period(struct srcu_struct *ssp)
{
	unsigned int old;

	mutex_lock(&ssp->gp_mutex);
	WRITE_ONCE(ssp->started, ssp->started + 1);
	old = ssp->idx & 1;
	wait_for_readers(ssp, !old);
	WRITE_ONCE(ssp->idx, ssp->idx + 1);
	wait_for_readers(ssp, old);
	smp_store_release(&ssp->completed, ssp->started);
	mutex_unlock(&ssp->gp_mutex);
}

void synchronize_srcu(struct srcu_struct *ssp)
{
	might_sleep();
	WARN_ONCE(debug_lockdep_enabled() && lock_is_held(&ssp->dep_map),
		  "Illegal synchronize_srcu() in same-type SRCU (or in RCU) read-side critical "
		  "section");
	grace_period(ssp);
}
EXPORT_SYMBOL_GPL(synchronize_srcu);

/* Its readers are looked at often from the start: there is nothing to speed up. */
void synchronize_srcu_expedited(struct srcu_struct *ssp)
{
	synchronize_srcu(ssp);
}
EXPORT_SYMBOL_GPL(synchronize_srcu_expedited);

/* The callbacks that wait now, taken off the list. */
static struct rcu_head *take_callbacks(struct srcu_struct *ssp)
{
	struct rcu_head *first;

	spin_lock_irq(&ssp->lock);
	first = ssp->callbacks;
	ssp->callbacks = NULL;
	ssp->callbacks_tail = NULL;
	spin_unlock_irq(&ssp->lock);
	return first;
}

void srcu_work_fn(struct work_struct *work)
{
	struct srcu_struct *ssp = container_of(work, struct srcu_struct, work);
	struct rcu_head *head, *next;

	for (;;) {
		head = take_callbacks(ssp);
		if (!head && (long)(READ_ONCE(ssp->wanted) - READ_ONCE(ssp->completed)) <= 0)
			return;
		grace_period(ssp);
		for (; head; head = next) {
			next = head->next;
			local_bh_disable();
			head->func(head);
			local_bh_enable();
		}
	}
}
EXPORT_SYMBOL_GPL(srcu_work_fn);

void call_srcu(struct srcu_struct *ssp, struct rcu_head *head, rcu_callback_t func)
{
	unsigned long flags;

	head->func = func;
	head->next = NULL;
	spin_lock_irqsave(&ssp->lock, flags);
	if (ssp->callbacks_tail)
		*ssp->callbacks_tail = head;
	else
		ssp->callbacks = head;
	ssp->callbacks_tail = &head->next;
	spin_unlock_irqrestore(&ssp->lock, flags);
	queue_work(system_unbound_wq, &ssp->work);
}
EXPORT_SYMBOL_GPL(call_srcu);

struct srcu_waiter {
	struct rcu_head head;
	struct completion done;
};

static void wake_waiter(struct rcu_head *head)
{
	complete(&container_of(head, struct srcu_waiter, head)->done);
}

/* They run in order: when one that is registered now has run, so have all before. */
void srcu_barrier(struct srcu_struct *ssp)
{
	struct srcu_waiter waiter;

	init_completion(&waiter.done);
	call_srcu(ssp, &waiter.head, wake_waiter);
	wait_for_completion(&waiter.done);
}
EXPORT_SYMBOL_GPL(srcu_barrier);

/* The period that is under way may have begun before what the caller has done. */
unsigned long get_state_synchronize_srcu(struct srcu_struct *ssp)
{
	smp_mb();
	return READ_ONCE(ssp->started) + 1;
}
EXPORT_SYMBOL_GPL(get_state_synchronize_srcu);

unsigned long start_poll_synchronize_srcu(struct srcu_struct *ssp)
{
	unsigned long cookie = get_state_synchronize_srcu(ssp), flags;

	spin_lock_irqsave(&ssp->lock, flags);
	if ((long)(cookie - ssp->wanted) > 0)
		WRITE_ONCE(ssp->wanted, cookie);
	spin_unlock_irqrestore(&ssp->lock, flags);
	queue_work(system_unbound_wq, &ssp->work);
	return cookie;
}
EXPORT_SYMBOL_GPL(start_poll_synchronize_srcu);

bool poll_state_synchronize_srcu(struct srcu_struct *ssp, unsigned long cookie)
{
	if ((long)(smp_load_acquire(&ssp->completed) - cookie) < 0)
		return false;
	smp_mb();
	return true;
}
EXPORT_SYMBOL_GPL(poll_state_synchronize_srcu);

unsigned long srcu_batches_completed(struct srcu_struct *ssp)
{
	return READ_ONCE(ssp->completed);
}
EXPORT_SYMBOL_GPL(srcu_batches_completed);
