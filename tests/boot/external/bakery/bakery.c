// SPDX-License-Identifier: GPL-2.0
/*
 * bakery - threads that produce, threads that consume, and a shelf of a few
 * places between them: a kfifo, a spinlock, two wait queues.
 */
#include <linux/module.h>
#include <linux/kthread.h>
#include <linux/kfifo.h>
#include <linux/wait.h>
#include <linux/spinlock.h>
#include <linux/completion.h>
#include <linux/debugfs.h>
#include <linux/delay.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/err.h>

static int bakers = 2;
module_param(bakers, int, S_IRUGO);
static int customers = 3;
module_param(customers, int, S_IRUGO);
static uint loaves = 60;
module_param(loaves, uint, S_IRUGO);
MODULE_PARM_DESC(loaves, "number of loaves each baker bakes");

#define SHELF 8

static DEFINE_KFIFO(shelf, u32, SHELF);
static DEFINE_SPINLOCK(shelf_lock);
static DECLARE_WAIT_QUEUE_HEAD(not_empty);
static DECLARE_WAIT_QUEUE_HEAD(not_full);
static atomic_t baking;
static atomic64_t eaten = ATOMIC64_INIT(0);
static u64 weight;
static u32 sold;
static struct task_struct **threads;
static int nr_threads;
static struct dentry *dir;
static DECLARE_COMPLETION(closed);

static int bake(void *arg)
{
	u32 loaf;

	for (loaf = 1; loaf <= loaves && !kthread_should_stop(); loaf++) {
		wait_event_interruptible(not_full,
					 kfifo_in_spinlocked(&shelf, &loaf, 1, &shelf_lock) == 1 ||
						 kthread_should_stop());
		wake_up_interruptible(&not_empty);
		cond_resched();
	}
	if (atomic_dec_and_test(&baking))
		wake_up_interruptible_all(&not_empty);

	set_current_state(TASK_INTERRUPTIBLE);
	while (!kthread_should_stop()) {
		schedule();
		set_current_state(TASK_INTERRUPTIBLE);
	}
	__set_current_state(TASK_RUNNING);
	return 0;
}

static int eat(void *arg)
{
	unsigned long id = (unsigned long)arg;
	u32 loaf = 0;
	int got;

	while (!kthread_should_stop()) {
		got = 0;
		if (wait_event_interruptible_timeout(
			    not_empty,
			    (got = kfifo_out_spinlocked(&shelf, &loaf, 1, &shelf_lock)) == 1 ||
				    kthread_should_stop(),
			    msecs_to_jiffies(50)) < 0)
			continue;
		if (!got)
			continue;
		wake_up_interruptible(&not_full);
		atomic64_inc(&eaten);
		spin_lock(&shelf_lock);
		weight += loaf;
		if (++sold == bakers * loaves)
			complete_all(&closed);
		spin_unlock(&shelf_lock);
		pr_debug("customer %lu eats %u\n", id, loaf);
	}
	return 0;
}

static void stop_all(void)
{
	while (nr_threads)
		kthread_stop(threads[--nr_threads]);
	kfree(threads);
}

static int start(int (*fn)(void *), const char *name, long id)
{
	struct task_struct *t = kthread_run(fn, (void *)id, "%s/%ld", name, id);

	if (IS_ERR(t))
		return PTR_ERR(t);
	threads[nr_threads++] = t;
	return 0;
}

static int __init bakery_init(void)
{
	int i, ret = 0;

	if (bakers < 1 || customers < 1)
		return -EINVAL;
	threads = kcalloc(bakers + customers, sizeof(*threads), GFP_KERNEL);
	if (!threads)
		return -ENOMEM;
	atomic_set(&baking, bakers);
	dir = debugfs_create_dir("bakery", NULL);
	debugfs_create_u32("sold", 0444, dir, &sold);
	debugfs_create_u64("weight", 0444, dir, &weight);

	for (i = 0; i < customers && !ret; i++)
		ret = start(eat, "customer", i);
	for (i = 0; i < bakers && !ret; i++)
		ret = start(bake, "baker", i);
	if (!ret && !wait_for_completion_timeout(&closed, 20 * HZ))
		ret = -ETIME;
	if (ret) {
		stop_all();
		debugfs_remove_recursive(dir);
		return ret;
	}
	pr_info("bakery: %lld loaves are eaten\n", atomic64_read(&eaten));
	return 0;
}

static void __exit bakery_exit(void)
{
	stop_all();
	debugfs_remove_recursive(dir);
	pr_info("bakery: closed with %u left\n", kfifo_len(&shelf));
}

module_init(bakery_init);
module_exit(bakery_exit);
MODULE_LICENSE("Dual BSD/GPL");
