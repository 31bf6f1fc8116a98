// SPDX-License-Identifier: MIT
/*
 * Waiting for work items to end, and taking them back before they run.
 *
 * To wait for one item is to leave a work_flusher where it is: with the pool while it is queued,
 * from where the thread that takes it takes the flusher along, or with the thread that runs it.
 *
 * To wait for a queue is a matter of two phases: each item counts for the phase in which it was
 * queued. A flush begins the other phase, and waits until nothing of the old one is left. Flushes
 * take turns, so the phase that begins is always empty.
 */
#include <linux/completion.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include "workqueue_internal.h"

/* A cancel_*_sync() has finished with some item: others that want the same one look again. */
static DECLARE_WAIT_QUEUE_HEAD(cancel_wait);

/* Moves those who wait for @work, which is queued, to @list. pool->lock. */
void adopt_flush_waiters(struct worker_pool *pool, struct work_struct *work, struct list_head *list)
{
	struct work_flusher *flusher, *next;

	list_for_each_entry_safe (flusher, next, &pool->flush_waiters, entry) {
		if (flusher->work == work)
			list_move_tail(&flusher->entry, list);
	}
}

/* Lets those on @list go. pool->lock. */
void complete_flushers(struct list_head *list)
{
	struct work_flusher *flusher, *next;

	list_for_each_entry_safe (flusher, next, list, entry) {
		list_del(&flusher->entry);
		complete(&flusher->done); /* it may be gone from here on */
	}
}

/* Leaves @flusher where @work is. False if it is neither queued nor running. */
static bool start_flush(struct work_struct *work, struct work_flusher *flusher)
{
	struct worker_pool *pool;
	struct worker *worker;
	bool found = false;

	flusher->work = work;
	init_completion(&flusher->done);
	for (;;) {
		pool = work_pool(work);
		if (!pool)
			return false;
		raw_spin_lock_irq(&pool->lock);
		if (pool == work_pool(work))
			break;
		raw_spin_unlock_irq(&pool->lock); /* it has moved */
	}
	worker = find_worker_executing(pool, work);
	if (work_pwq(work)) {
		list_add_tail(&flusher->entry, &pool->flush_waiters);
		found = true;
	} else if (worker && !WARN_ON(worker == current_worker())) {
		list_add_tail(&flusher->entry, &worker->flushers);
		found = true;
	}
	raw_spin_unlock_irq(&pool->lock);
	return found;
}

/**
 * flush_work() - wait until an item is idle
 *
 * When it returns, everything that was queued before the call has run. False if there was nothing
 * to wait for. Sleeps; not from the item itself.
 */
bool flush_work(struct work_struct *work)
{
	struct work_flusher flusher;

	might_sleep();
	if (!start_flush(work, &flusher))
		return false;
	wait_for_completion(&flusher.done);
	return true;
}
EXPORT_SYMBOL_GPL(flush_work);

bool flush_delayed_work(struct delayed_work *dwork)
{
	local_irq_disable();
	if (del_timer_sync(&dwork->timer))
		queue_work_locked(dwork->cpu, dwork->wq, &dwork->work);
	local_irq_enable();
	return flush_work(&dwork->work);
}
EXPORT_SYMBOL(flush_delayed_work);

bool flush_rcu_work(struct rcu_work *rwork)
{
	if (!work_pending(&rwork->work))
		return flush_work(&rwork->work);
	rcu_barrier();
	flush_work(&rwork->work);
	return true;
}
EXPORT_SYMBOL(flush_rcu_work);

/* Takes a queued item out of its pool. pool->lock. PENDING stays set: the item is the caller's. */
static void take_out(struct worker_pool *pool, struct pool_workqueue *pwq, struct work_struct *work)
{
	unsigned long data = atomic_long_read(&work->data);
	LIST_HEAD(flushers);

	list_del_init(&work->entry);
	adopt_flush_waiters(pool, work, &flushers);
	complete_flushers(&flushers);
	set_work_off_queue(work, pool->id, WORK_STRUCT_PENDING);
	pwq_item_done(pwq, !!(data & WORK_STRUCT_PHASE), !(data & WORK_STRUCT_INACTIVE));
}

/*
 * Takes the item for the caller, by setting PENDING or from where it is queued. 1 if it was
 * pending, 0 if not, both with interrupts off and the old state in @flags; else they are as before:
 * -EAGAIN in the moment between two states, -ENOENT while another cancels it and waits.
 */
static int try_to_grab_pending(struct work_struct *work, bool is_dwork, unsigned long *flags)
{
	struct pool_workqueue *pwq;
	struct worker_pool *pool;

	local_irq_save(*flags);
	if (is_dwork && del_timer(&to_delayed_work(work)->timer))
		return 1;
	if (!test_and_set_bit(WORK_STRUCT_PENDING_BIT, work_data_bits(work)))
		return 0;

	pool = work_pool(work);
	if (pool) {
		raw_spin_lock(&pool->lock);
		pwq = work_pwq(work);
		if (pwq && pwq->pool == pool) {
			take_out(pool, pwq, work);
			raw_spin_unlock(&pool->lock);
			return 1;
		}
		raw_spin_unlock(&pool->lock);
	}
	local_irq_restore(*flags);
	if (atomic_long_read(&work->data) & WORK_OFFQ_CANCELING)
		return -ENOENT;
	cpu_relax();
	return -EAGAIN;
}

/* The item that was taken is nobody's, and remembers where it ran last. Interrupts off. */
static void release_grabbed(struct work_struct *work)
{
	set_work_off_queue(work, atomic_long_read(&work->data) >> WORK_STRUCT_FLAG_BITS, 0);
}

static bool cancel_without_waiting(struct work_struct *work, bool is_dwork)
{
	unsigned long flags;
	int ret;

	do {
		ret = try_to_grab_pending(work, is_dwork, &flags);
	} while (ret == -EAGAIN);
	if (ret < 0)
		return false; /* another cancels it, and holds it until that is done */
	release_grabbed(work);
	local_irq_restore(flags);
	return ret;
}

/* Takes the item back, waits until it doesn't run, and only then lets it be queued again. */
static bool cancel_and_wait(struct work_struct *work, bool is_dwork)
{
	unsigned long flags, data;
	int ret;

	might_sleep();
	for (;;) {
		ret = try_to_grab_pending(work, is_dwork, &flags);
		if (ret >= 0)
			break;
		if (ret == -ENOENT)
			wait_event(cancel_wait,
				   !(atomic_long_read(&work->data) & WORK_OFFQ_CANCELING));
	}
	data = atomic_long_read(&work->data);
	set_work_off_queue(work, data >> WORK_STRUCT_FLAG_BITS,
			   WORK_STRUCT_PENDING | WORK_OFFQ_CANCELING);
	local_irq_restore(flags);

	flush_work(work);
	set_work_off_queue(work, 0, 0);
	wake_up_all(&cancel_wait);
	return ret;
}

bool cancel_work(struct work_struct *work)
{
	return cancel_without_waiting(work, false);
}
EXPORT_SYMBOL(cancel_work);

bool cancel_work_sync(struct work_struct *work)
{
	return cancel_and_wait(work, false);
}
EXPORT_SYMBOL_GPL(cancel_work_sync);

bool cancel_delayed_work(struct delayed_work *dwork)
{
	return cancel_without_waiting(&dwork->work, true);
}
EXPORT_SYMBOL(cancel_delayed_work);

bool cancel_delayed_work_sync(struct delayed_work *dwork)
{
	return cancel_and_wait(&dwork->work, true);
}
EXPORT_SYMBOL(cancel_delayed_work_sync);

bool mod_delayed_work_on(int cpu, struct workqueue_struct *wq, struct delayed_work *dwork,
			 unsigned long delay)
{
	unsigned long flags;
	int ret;

	do {
		ret = try_to_grab_pending(&dwork->work, true, &flags);
	} while (ret == -EAGAIN);
	if (ret >= 0) {
		queue_delayed_locked(cpu, wq, dwork, delay);
		local_irq_restore(flags);
	}
	return ret;
}
EXPORT_SYMBOL_GPL(mod_delayed_work_on);

/* The pool begins a new phase for @pwq; if anything of the old one is left, it is waited for. */
static void begin_phase(struct workqueue_struct *wq, struct pool_workqueue *pwq)
{
	raw_spin_lock_irq(&pwq->pool->lock);
	if (pwq->nr_in_flight[pwq->phase]) {
		pwq->flushing = true;
		atomic_inc(&wq->nr_pwqs_to_flush);
	}
	pwq->phase ^= 1;
	raw_spin_unlock_irq(&pwq->pool->lock);
}

void __flush_workqueue(struct workqueue_struct *wq)
{
	struct worker *worker = current_worker();
	int i;

	might_sleep();
	if (WARN_ONCE(worker && worker->current_pwq && worker->current_pwq->wq == wq,
		      "workqueue %s: flushed by its own item %ps", wq->name, worker->current_func))
		return;

	mutex_lock(&wq->flush_mutex);
	init_completion(&wq->flush_done);
	atomic_set(&wq->nr_pwqs_to_flush, 1);
	for (i = 0; i < wq->nr_pwqs; i++)
		begin_phase(wq, wq->pwqs[i]);
	if (!atomic_dec_and_test(&wq->nr_pwqs_to_flush))
		wait_for_completion(&wq->flush_done);
	mutex_unlock(&wq->flush_mutex);
}
EXPORT_SYMBOL(__flush_workqueue);

static bool queue_empty(struct workqueue_struct *wq)
{
	bool empty = true;
	int i;

	for (i = 0; i < wq->nr_pwqs && empty; i++) {
		struct pool_workqueue *pwq = wq->pwqs[i];

		raw_spin_lock_irq(&pwq->pool->lock);
		empty = !pwq->nr_in_flight[0] && !pwq->nr_in_flight[1];
		raw_spin_unlock_irq(&pwq->pool->lock);
	}
	return empty;
}

void drain_workqueue(struct workqueue_struct *wq)
{
	unsigned int rounds = 0;

	mutex_lock(&wq->mutex);
	if (!wq->nr_drainers++)
		WRITE_ONCE(wq->flags, wq->flags | __WQ_DRAINING);
	mutex_unlock(&wq->mutex);

	do {
		__flush_workqueue(wq);
		if (++rounds == 10 || rounds % 100 == 0)
			pr_warn("workqueue %s: not empty after %u flushes: its items keep "
				"queueing\n",
				wq->name, rounds);
	} while (!queue_empty(wq));

	mutex_lock(&wq->mutex);
	if (!--wq->nr_drainers)
		WRITE_ONCE(wq->flags, wq->flags & ~__WQ_DRAINING);
	mutex_unlock(&wq->mutex);
}
EXPORT_SYMBOL_GPL(drain_workqueue);

/* Bits of WORK_BUSY_*. A snapshot. */
unsigned int work_busy(struct work_struct *work)
{
	struct worker_pool *pool = work_pool(work);
	unsigned int ret = work_pending(work) ? WORK_BUSY_PENDING : 0;
	unsigned long flags;

	if (pool) {
		raw_spin_lock_irqsave(&pool->lock, flags);
		if (find_worker_executing(pool, work))
			ret |= WORK_BUSY_RUNNING;
		raw_spin_unlock_irqrestore(&pool->lock, flags);
	}
	return ret;
}
EXPORT_SYMBOL_GPL(work_busy);

/* Runs @func on every CPU and waits. 0 or -ENOMEM. */
int schedule_on_each_cpu(work_func_t func)
{
	struct work_struct *works = kcalloc(nr_cpu_ids, sizeof(*works), GFP_KERNEL);
	int cpu;

	if (!works)
		return -ENOMEM;
	for_each_online_cpu(cpu)
	{
		INIT_WORK(&works[cpu], func);
		schedule_work_on(cpu, &works[cpu]);
	}
	for_each_online_cpu(cpu) flush_work(&works[cpu]);
	kfree(works);
	return 0;
}

struct work_for_cpu {
	struct work_struct work;
	long (*fn)(void *);
	void *arg;
	long ret;
};

static void work_for_cpu_fn(struct work_struct *work)
{
	struct work_for_cpu *wfc = container_of(work, struct work_for_cpu, work);

	wfc->ret = wfc->fn(wfc->arg);
}

long work_on_cpu(int cpu, long (*fn)(void *), void *arg)
{
	struct work_for_cpu wfc = {.fn = fn, .arg = arg};

	INIT_WORK_ONSTACK(&wfc.work, work_for_cpu_fn);
	schedule_work_on(cpu, &wfc.work);
	flush_work(&wfc.work);
	destroy_work_on_stack(&wfc.work);
	return wfc.ret;
}
EXPORT_SYMBOL_GPL(work_on_cpu);
