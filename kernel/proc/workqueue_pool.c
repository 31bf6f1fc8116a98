// SPDX-License-Identifier: MIT
/*
 * The threads that run work items.
 *
 * A pool starts an item when none of its threads is running: the scheduler tells it when one goes
 * to sleep inside an item (wq_worker_sleeping), and then the next thread takes over. So a pool uses
 * one CPU's worth of time, and never stands still while there is work. Before the last idle thread
 * starts to work it makes another: there is always one to take over. Threads that were idle for
 * long leave, down to two.
 *
 * Unbound threads, and those in an item of a WQ_CPU_INTENSIVE queue, don't count as running: they
 * hold nobody up.
 */
#include <kernel/sched.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include "workqueue_internal.h"

#define IDLE_TIMEOUT (300 * HZ)
#define MIN_IDLE     2
#define UNBOUND_POOL NR_CPUS /* index */

static struct worker_pool pools[NR_CPUS + 1];

/* @cpu's, or for WORK_CPU_UNBOUND the unbound one. */
struct worker_pool *pool_of_cpu(int cpu)
{
	return &pools[cpu == WORK_CPU_UNBOUND ? UNBOUND_POOL : cpu];
}

struct worker_pool *pool_by_id(int id)
{
	return id > 0 && id <= ARRAY_SIZE(pools) ? &pools[id - 1] : NULL;
}

/* The worker that the current task is, or NULL. */
struct worker *current_worker(void)
{
	if (in_task() && (current->flags & PF_WQ_WORKER))
		return kthread_data(current);
	return NULL;
}

static bool has_work(const struct worker_pool *pool)
{
	return !list_empty(&pool->urgent) || !list_empty(&pool->worklist);
}

/* There is something to do and nobody at it. pool->lock. */
static bool need_worker(const struct worker_pool *pool)
{
	return has_work(pool) && !pool->nr_running;
}

/* Wakes a thread if one is needed. pool->lock. */
void kick_pool(struct worker_pool *pool)
{
	if (need_worker(pool) && !list_empty(&pool->idle))
		wake_up_process(list_first_entry(&pool->idle, struct worker, entry)->task);
}

/*
 * Who runs @work now, or NULL. Its function is compared as well: the memory may be another item's
 * by now. pool->lock.
 */
struct worker *find_worker_executing(struct worker_pool *pool, struct work_struct *work)
{
	struct worker *worker;

	list_for_each_entry (worker, &pool->workers, node) {
		if (worker->current_work == work && worker->current_func == work->func)
			return worker;
	}
	return NULL;
}

/* Puts an item, whose data is set, where a thread takes it. pool->lock. */
void insert_work(struct pool_workqueue *pwq, struct work_struct *work)
{
	struct worker_pool *pool = pwq->pool;

	list_add_tail(&work->entry,
		      (pwq->wq->flags & WQ_HIGHPRI) ? &pool->urgent : &pool->worklist);
	kick_pool(pool);
}

/* schedule(): a worker is about to sleep, in an item or between two. */
void wq_worker_sleeping(struct task_struct *task)
{
	struct worker *worker = kthread_data(task);
	struct worker_pool *pool = worker->pool;

	if (!worker->counted || worker->asleep)
		return;
	worker->asleep = true;
	raw_spin_lock_irq(&pool->lock);
	pool->nr_running--;
	kick_pool(pool);
	raw_spin_unlock_irq(&pool->lock);
}

/* It has woken. */
void wq_worker_running(struct task_struct *task)
{
	struct worker *worker = kthread_data(task);
	struct worker_pool *pool = worker->pool;

	if (!worker->asleep)
		return;
	raw_spin_lock_irq(&pool->lock);
	pool->nr_running++;
	raw_spin_unlock_irq(&pool->lock);
	worker->asleep = false;
}

/* From here on, or no longer, it counts as running. pool->lock. */
static void set_counted(struct worker *worker, bool counted)
{
	if (worker->pool->cpu < 0 || worker->counted == counted)
		return;
	worker->counted = counted;
	worker->pool->nr_running += counted ? 1 : -1;
}

/* pool->lock. */
static void enter_idle(struct worker *worker)
{
	worker->idle = true;
	worker->pool->nr_idle++;
	list_add(&worker->entry, &worker->pool->idle);
}

static void leave_idle(struct worker *worker)
{
	worker->idle = false;
	worker->pool->nr_idle--;
	list_del_init(&worker->entry);
}

static int worker_thread(void *arg);

/* A new thread, idle. False: no memory. Sleeps. */
static bool create_worker(struct worker_pool *pool)
{
	struct worker *worker = kzalloc(sizeof(*worker), GFP_KERNEL);
	int number;

	if (!worker)
		return false;
	worker->pool = pool;
	INIT_LIST_HEAD(&worker->entry);
	INIT_LIST_HEAD(&worker->scheduled);
	INIT_LIST_HEAD(&worker->flushers);
	raw_spin_lock_irq(&pool->lock);
	number = pool->next_worker++;
	raw_spin_unlock_irq(&pool->lock);

	if (pool->cpu >= 0)
		worker->task =
			kthread_create(worker_thread, worker, "kworker/%d:%d", pool->cpu, number);
	else
		worker->task = kthread_create(worker_thread, worker, "kworker/u:%d", number);
	if (IS_ERR(worker->task)) {
		kfree(worker);
		return false;
	}
	if (pool->cpu >= 0)
		kthread_bind(worker->task, pool->cpu);

	raw_spin_lock_irq(&pool->lock);
	list_add_tail(&worker->node, &pool->workers);
	pool->nr_workers++;
	enter_idle(worker);
	wake_up_process(worker->task);
	raw_spin_unlock_irq(&pool->lock);
	return true;
}

/*
 * Makes a thread to take over if there is none. pool->lock held, given up meanwhile. If that fails
 * the caller works all the same: its items are done, and the next try comes with the next one.
 */
static void keep_one_in_reserve(struct worker_pool *pool)
{
	if (pool->nr_idle || pool->managing)
		return;
	pool->managing = true;
	raw_spin_unlock_irq(&pool->lock);
	create_worker(pool);
	raw_spin_lock_irq(&pool->lock);
	pool->managing = false;
}

/* Reports a function that left the context changed, and puts it right. */
static void check_context(work_func_t func)
{
	if (likely(!in_atomic() && !irqs_disabled() && !lockdep_depth(current)))
		return;
	pr_err("BUG: workqueue leaked lock or atomic: %s/0x%08x/%d, last function: %ps\n",
	       current->comm, preempt_count(), current->pid, func);
	if (lockdep_depth(current)) {
		debug_locks_off();
		debug_show_held_locks(current);
	}
	dump_stack();
	preempt_count_set(0);
	local_irq_enable();
}

/* Runs one item. pool->lock held, given up while its function runs. */
static void process_one_work(struct worker *worker, struct work_struct *work)
{
	struct worker_pool *pool = worker->pool;
	struct pool_workqueue *pwq = work_pwq(work);
	int phase = !!(atomic_long_read(&work->data) & WORK_STRUCT_PHASE);
	struct worker *other = find_worker_executing(pool, work);

	if (unlikely(other)) {
		/* It is still being run from before: whoever does runs it again afterwards. */
		list_move_tail(&work->entry, &other->scheduled);
		return;
	}

	worker->current_work = work;
	worker->current_func = work->func;
	worker->current_pwq = pwq;
	worker->current_phase = phase;
	list_del_init(&work->entry);
	adopt_flush_waiters(pool, work, &worker->flushers);
	if (pwq->wq->flags & WQ_CPU_INTENSIVE)
		set_counted(worker, false);
	kick_pool(pool);
	/* From here on it may be queued again, or, by its function, be freed. */
	set_work_off_queue(work, pool->id, 0);
	raw_spin_unlock_irq(&pool->lock);

	worker->current_func(work);
	check_context(worker->current_func);
	cond_resched();

	raw_spin_lock_irq(&pool->lock);
	set_counted(worker, true);
	worker->current_work = NULL;
	worker->current_func = NULL;
	worker->current_pwq = NULL;
	complete_flushers(&worker->flushers);
	pwq_item_done(pwq, phase, true);
}

static struct work_struct *next_work(struct worker *worker)
{
	struct worker_pool *pool = worker->pool;
	struct list_head *list = &worker->scheduled;

	if (list_empty(list))
		list = &pool->urgent;
	if (list_empty(list))
		list = &pool->worklist;
	return list_first_entry(list, struct work_struct, entry);
}

/* Works until nothing is left, or somebody else is running as well. pool->lock. */
static void work_off(struct worker *worker)
{
	struct worker_pool *pool = worker->pool;

	set_counted(worker, true);
	do {
		keep_one_in_reserve(pool);
		/* What there was may have been taken while the lock was not held. */
		while (!list_empty(&worker->scheduled) || has_work(pool)) {
			process_one_work(worker, next_work(worker));
			if (list_empty(&worker->scheduled))
				break;
		}
	} while (has_work(pool) && pool->nr_running <= 1);
	set_counted(worker, false);
}

/* Idle for long, and more than are needed: takes itself off the pool. pool->lock. */
static bool may_leave(struct worker *worker)
{
	struct worker_pool *pool = worker->pool;

	if (need_worker(pool) || pool->nr_idle <= MIN_IDLE)
		return false;
	leave_idle(worker);
	list_del(&worker->node);
	pool->nr_workers--;
	return true;
}

/*
 * A worker died in its item's function, which may not be counted as running any more, nor waited
 * for. Another thread takes over. In the dying task; may not sleep.
 */
void wq_worker_died(struct task_struct *task)
{
	struct worker *worker = kthread_data(task);
	struct worker_pool *pool = worker->pool;

	task->flags &= ~PF_WQ_WORKER;
	raw_spin_lock_irq(&pool->lock);
	set_counted(worker, false);
	complete_flushers(&worker->flushers);
	if (worker->current_pwq)
		pwq_item_done(worker->current_pwq, worker->current_phase, true);
	list_splice(&worker->scheduled, &pool->worklist);
	list_del(&worker->node);
	pool->nr_workers--;
	kick_pool(pool);
	raw_spin_unlock_irq(&pool->lock);
	kfree(worker);
}

static int worker_thread(void *arg)
{
	struct worker *worker = arg;
	struct worker_pool *pool = worker->pool;
	long left = 1;

	current->flags |= PF_WQ_WORKER;
	raw_spin_lock_irq(&pool->lock);
	for (;;) {
		if (!left && may_leave(worker))
			break;
		if (need_worker(pool)) {
			leave_idle(worker);
			work_off(worker);
			enter_idle(worker);
			/* What came while we were leaving wants another look, or another thread. */
			if (need_worker(pool))
				continue;
		}
		__set_current_state(TASK_IDLE);
		raw_spin_unlock_irq(&pool->lock);
		left = schedule_timeout(IDLE_TIMEOUT);
		raw_spin_lock_irq(&pool->lock);
	}
	raw_spin_unlock_irq(&pool->lock);
	current->flags &= ~PF_WQ_WORKER;
	kfree(worker);
	return 0;
}

/* Boot: pools without threads; items can be queued. */
void pools_init(void)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(pools); i++) {
		struct worker_pool *pool = &pools[i];

		raw_spin_lock_init(&pool->lock);
		pool->id = i + 1;
		pool->cpu = i == UNBOUND_POOL ? -1 : i;
		INIT_LIST_HEAD(&pool->urgent);
		INIT_LIST_HEAD(&pool->worklist);
		INIT_LIST_HEAD(&pool->workers);
		INIT_LIST_HEAD(&pool->idle);
		INIT_LIST_HEAD(&pool->flush_waiters);
	}
}

/* Each pool's first thread; it finds what was queued before. */
void pools_start(void)
{
	int cpu;

	for_each_online_cpu(cpu)
	{
		if (!create_worker(&pools[cpu]))
			panic("can't start the first kworker of CPU %d", cpu);
	}
	if (!create_worker(&pools[UNBOUND_POOL]))
		panic("can't start the first unbound kworker");
}
