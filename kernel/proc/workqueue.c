// SPDX-License-Identifier: MIT
/*
 * Work queues: making and destroying them, and putting items in; linux/workqueue.h has the rules,
 * workqueue_internal.h the parts.
 */
#include <kernel/sched.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <linux/stdarg.h>
#include <linux/string.h>
#include "workqueue_internal.h"

struct workqueue_struct *system_wq;
struct workqueue_struct *system_highpri_wq;
struct workqueue_struct *system_long_wq;
struct workqueue_struct *system_unbound_wq;
struct workqueue_struct *system_freezable_wq;
struct workqueue_struct *system_power_efficient_wq;
struct workqueue_struct *system_freezable_power_efficient_wq;
EXPORT_SYMBOL(system_wq);
EXPORT_SYMBOL_GPL(system_highpri_wq);
EXPORT_SYMBOL_GPL(system_long_wq);
EXPORT_SYMBOL_GPL(system_unbound_wq);
EXPORT_SYMBOL_GPL(system_freezable_wq);
EXPORT_SYMBOL_GPL(system_power_efficient_wq);
EXPORT_SYMBOL_GPL(system_freezable_power_efficient_wq);

/* The queue's entry in the pool where the item is queued, or NULL if it isn't. */
struct pool_workqueue *work_pwq(struct work_struct *work)
{
	unsigned long data = atomic_long_read(&work->data);

	if (!(data & WORK_STRUCT_PWQ))
		return NULL;
	return (struct pool_workqueue *)(data & ~WORK_STRUCT_FLAG_MASK);
}

/* The pool where the item is queued, or ran last; NULL if none. */
struct worker_pool *work_pool(struct work_struct *work)
{
	unsigned long data = atomic_long_read(&work->data);

	if (data & WORK_STRUCT_PWQ)
		return ((struct pool_workqueue *)(data & ~WORK_STRUCT_FLAG_MASK))->pool;
	return pool_by_id(data >> WORK_STRUCT_FLAG_BITS);
}

/*
 * The item is on no list any more; with @flags 0 it may be queued again from here on. Everything
 * before is ordered before that, and that before what follows: who finds it pending after having
 * stored something knows that its function will see that.
 */
void set_work_off_queue(struct work_struct *work, int pool_id, unsigned long flags)
{
	smp_wmb();
	atomic_long_set(&work->data, ((unsigned long)pool_id << WORK_STRUCT_FLAG_BITS) | flags);
	smp_mb();
}

/* An item may run, as others have ended: the first of those that wait. pool->lock. */
static void activate_first(struct pool_workqueue *pwq)
{
	struct work_struct *work;

	if (list_empty(&pwq->inactive_works) || pwq->nr_active >= pwq->max_active)
		return;
	work = list_first_entry(&pwq->inactive_works, struct work_struct, entry);
	list_del(&work->entry);
	atomic_long_andnot(WORK_STRUCT_INACTIVE, &work->data);
	pwq->nr_active++;
	insert_work(pwq, work);
}

/* An item of @pwq has run, or was taken back. pool->lock; @pwq may be gone after it is given up. */
void pwq_item_done(struct pool_workqueue *pwq, int phase, bool was_active)
{
	if (was_active) {
		pwq->nr_active--;
		activate_first(pwq);
	}
	pwq->nr_in_flight[phase]--;
	if (pwq->flushing && phase != pwq->phase && !pwq->nr_in_flight[phase]) {
		pwq->flushing = false;
		if (atomic_dec_and_test(&pwq->wq->nr_pwqs_to_flush))
			complete(&pwq->wq->flush_done);
	}
}

/* While the queue drains only its own items may queue more. */
static bool may_queue(struct workqueue_struct *wq)
{
	struct worker *worker;

	if (likely(!(READ_ONCE(wq->flags) & __WQ_DRAINING)))
		return true;
	worker = current_worker();
	return worker && worker->current_pwq && worker->current_pwq->wq == wq;
}

/*
 * The entry where @work goes, with its pool locked: that of @cpu, unless the item is being run in
 * another pool right now; then it goes there, so that it doesn't run twice at once.
 */
static struct pool_workqueue *choose_and_lock(int cpu, struct workqueue_struct *wq,
					      struct work_struct *work)
{
	struct pool_workqueue *pwq = wq->pwqs[wq->nr_pwqs == 1 ? 0 : cpu];
	struct worker_pool *last = work_pool(work);
	struct worker *worker;

	if (last && last != pwq->pool) {
		raw_spin_lock(&last->lock);
		worker = find_worker_executing(last, work);
		if (worker && worker->current_pwq->wq == wq)
			return worker->current_pwq;
		raw_spin_unlock(&last->lock);
	}
	raw_spin_lock(&pwq->pool->lock);
	return pwq;
}

/* The caller has set PENDING on @work. Interrupts off. */
void queue_work_locked(int cpu, struct workqueue_struct *wq, struct work_struct *work)
{
	struct pool_workqueue *pwq;
	unsigned long flags;

	if (WARN_ONCE(!may_queue(wq), "workqueue %s: work %ps queued while draining", wq->name,
		      work->func)) {
		set_work_off_queue(work, 0, 0);
		return;
	}
	if (cpu == WORK_CPU_UNBOUND)
		cpu = smp_processor_id();
	pwq = choose_and_lock(cpu, wq, work);
	if (WARN_ON(!list_empty(&work->entry)))
		goto unlock;

	pwq->nr_in_flight[pwq->phase]++;
	flags = WORK_STRUCT_PENDING | WORK_STRUCT_PWQ | (pwq->phase ? WORK_STRUCT_PHASE : 0);
	if (pwq->nr_active < pwq->max_active) {
		atomic_long_set(&work->data, (unsigned long)pwq | flags);
		pwq->nr_active++;
		insert_work(pwq, work);
	} else {
		atomic_long_set(&work->data, (unsigned long)pwq | flags | WORK_STRUCT_INACTIVE);
		list_add_tail(&work->entry, &pwq->inactive_works);
	}
unlock:
	raw_spin_unlock(&pwq->pool->lock);
}

bool queue_work_on(int cpu, struct workqueue_struct *wq, struct work_struct *work)
{
	unsigned long flags;
	bool ret = false;

	local_irq_save(flags);
	if (!test_and_set_bit(WORK_STRUCT_PENDING_BIT, work_data_bits(work))) {
		queue_work_locked(cpu, wq, work);
		ret = true;
	}
	local_irq_restore(flags);
	return ret;
}
EXPORT_SYMBOL(queue_work_on);

/* TIMER_IRQSAFE: runs with interrupts off. */
void delayed_work_timer_fn(struct timer_list *t)
{
	struct delayed_work *dwork = from_timer(dwork, t, timer);

	queue_work_locked(dwork->cpu, dwork->wq, &dwork->work);
}
EXPORT_SYMBOL(delayed_work_timer_fn);

/* As queue_work_locked(), after @delay jiffies. */
void queue_delayed_locked(int cpu, struct workqueue_struct *wq, struct delayed_work *dwork,
			  unsigned long delay)
{
	struct timer_list *timer = &dwork->timer;

	WARN_ON_ONCE(timer->function != delayed_work_timer_fn);
	if (!delay) {
		queue_work_locked(cpu, wq, &dwork->work);
		return;
	}
	dwork->wq = wq;
	dwork->cpu = cpu;
	timer->expires = jiffies + delay;
	if (cpu == WORK_CPU_UNBOUND)
		add_timer(timer);
	else
		add_timer_on(timer, cpu);
}

bool queue_delayed_work_on(int cpu, struct workqueue_struct *wq, struct delayed_work *dwork,
			   unsigned long delay)
{
	unsigned long flags;
	bool ret = false;

	local_irq_save(flags);
	if (!test_and_set_bit(WORK_STRUCT_PENDING_BIT, work_data_bits(&dwork->work))) {
		queue_delayed_locked(cpu, wq, dwork, delay);
		ret = true;
	}
	local_irq_restore(flags);
	return ret;
}
EXPORT_SYMBOL(queue_delayed_work_on);

static void rcu_work_rcufn(struct rcu_head *rcu)
{
	struct rcu_work *rwork = container_of(rcu, struct rcu_work, rcu);

	local_irq_disable();
	queue_work_locked(WORK_CPU_UNBOUND, rwork->wq, &rwork->work);
	local_irq_enable();
}

/* Queues it after a grace period of RCU. */
bool queue_rcu_work(struct workqueue_struct *wq, struct rcu_work *rwork)
{
	if (test_and_set_bit(WORK_STRUCT_PENDING_BIT, work_data_bits(&rwork->work)))
		return false;
	rwork->wq = wq;
	call_rcu(&rwork->rcu, rcu_work_rcufn);
	return true;
}
EXPORT_SYMBOL(queue_rcu_work);

static void free_queue(struct workqueue_struct *wq)
{
	int i;

	for (i = 0; i < wq->nr_pwqs; i++)
		kfree(wq->pwqs[i]);
	kfree(wq);
}

/* The entry of @wq in @pool. NULL: no memory. */
static struct pool_workqueue *alloc_pwq(struct workqueue_struct *wq, struct worker_pool *pool,
					int max_active)
{
	/* A power of two and at least the alignment, which kmalloc() then keeps. */
	struct pool_workqueue *pwq =
		kzalloc(roundup_pow_of_two(sizeof(struct pool_workqueue)), GFP_KERNEL);

	if (!pwq)
		return NULL;
	BUG_ON((unsigned long)pwq & WORK_STRUCT_FLAG_MASK);
	pwq->pool = pool;
	pwq->wq = wq;
	pwq->max_active = max_active;
	INIT_LIST_HEAD(&pwq->inactive_works);
	return pwq;
}

struct workqueue_struct *alloc_workqueue(const char *fmt, unsigned int flags, int max_active, ...)
{
	int i, nr = (flags & WQ_UNBOUND) ? 1 : nr_cpu_ids;
	struct workqueue_struct *wq = kzalloc(struct_size(wq, pwqs, nr), GFP_KERNEL);
	va_list args;

	if (!wq)
		return NULL;
	va_start(args, max_active);
	vsnprintf(wq->name, sizeof(wq->name), fmt, args);
	va_end(args);

	if (!max_active)
		max_active = WQ_DFL_ACTIVE;
	if (max_active < 1 || max_active > WQ_MAX_ACTIVE)
		pr_warn("workqueue: max_active %d requested for %s is out of range, clamping "
			"between 1 and %d\n",
			max_active, wq->name, WQ_MAX_ACTIVE);
	max_active = clamp_val(max_active, 1, WQ_MAX_ACTIVE);

	wq->flags = flags;
	mutex_init(&wq->mutex);
	mutex_init(&wq->flush_mutex);
	for (; wq->nr_pwqs < nr; wq->nr_pwqs++) {
		i = (flags & WQ_UNBOUND) ? WORK_CPU_UNBOUND : wq->nr_pwqs;
		wq->pwqs[wq->nr_pwqs] = alloc_pwq(wq, pool_of_cpu(i), max_active);
		if (!wq->pwqs[wq->nr_pwqs]) {
			free_queue(wq);
			return NULL;
		}
	}
	return wq;
}
EXPORT_SYMBOL_GPL(alloc_workqueue);

void destroy_workqueue(struct workqueue_struct *wq)
{
	drain_workqueue(wq);
	free_queue(wq);
}
EXPORT_SYMBOL_GPL(destroy_workqueue);

/* For items queued from now on, and those that wait. Sleeps. */
void workqueue_set_max_active(struct workqueue_struct *wq, int max_active)
{
	int i;

	if (WARN_ON(wq->flags & __WQ_ORDERED_EXPLICIT))
		return;
	max_active = clamp_val(max_active ?: WQ_DFL_ACTIVE, 1, WQ_MAX_ACTIVE);
	mutex_lock(&wq->mutex);
	for (i = 0; i < wq->nr_pwqs; i++) {
		struct pool_workqueue *pwq = wq->pwqs[i];

		raw_spin_lock_irq(&pwq->pool->lock);
		pwq->max_active = max_active;
		while (!list_empty(&pwq->inactive_works) && pwq->nr_active < pwq->max_active)
			activate_first(pwq);
		raw_spin_unlock_irq(&pwq->pool->lock);
	}
	mutex_unlock(&wq->mutex);
}
EXPORT_SYMBOL_GPL(workqueue_set_max_active);

/* Whether items wait for others of the queue (on @cpu) to end. A snapshot. */
bool workqueue_congested(int cpu, struct workqueue_struct *wq)
{
	bool ret;

	preempt_disable();
	if (cpu == WORK_CPU_UNBOUND)
		cpu = smp_processor_id();
	ret = !list_empty(&wq->pwqs[wq->nr_pwqs == 1 ? 0 : cpu]->inactive_works);
	preempt_enable();
	return ret;
}
EXPORT_SYMBOL_GPL(workqueue_congested);

struct work_struct *current_work(void)
{
	struct worker *worker = current_worker();

	return worker ? worker->current_work : NULL;
}
EXPORT_SYMBOL(current_work);

work_func_t current_work_func(void)
{
	struct worker *worker = current_worker();

	return worker ? worker->current_func : NULL;
}

int execute_in_process_context(work_func_t fn, struct execute_work *ew)
{
	if (!in_interrupt()) {
		fn(&ew->work);
		return 0;
	}
	INIT_WORK(&ew->work, fn);
	schedule_work(&ew->work);
	return 1;
}
EXPORT_SYMBOL_GPL(execute_in_process_context);

static struct workqueue_struct *__init system_queue(const char *name, unsigned int flags)
{
	struct workqueue_struct *wq = alloc_workqueue("%s", flags, 0, name);

	if (!wq)
		panic("no memory for work queue %s", name);
	return wq;
}

/* Boot: items can be queued from here on. kmalloc() works. */
void __init workqueue_init_early(void)
{
	BUILD_BUG_ON(__alignof__(struct pool_workqueue) != 1 << WORK_STRUCT_FLAG_BITS);

	pools_init();
	system_wq = system_queue("events", 0);
	system_highpri_wq = system_queue("events_highpri", WQ_HIGHPRI);
	system_long_wq = system_queue("events_long", 0);
	system_unbound_wq = system_queue("events_unbound", WQ_UNBOUND);
	system_freezable_wq = system_queue("events_freezable", WQ_FREEZABLE);
	system_power_efficient_wq = system_queue("events_power_efficient", WQ_POWER_EFFICIENT);
	system_freezable_power_efficient_wq =
		system_queue("events_freezable_power_efficient", WQ_FREEZABLE | WQ_POWER_EFFICIENT);
}

/* Boot, as a task, once kthreadd runs: items run from here on. Sleeps. */
void __init workqueue_init(void)
{
	pools_start();
}
