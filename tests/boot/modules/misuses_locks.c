// SPDX-License-Identifier: MIT
/*
 * Uses locks in a wrong way, which "what" names, while it loads. Its locks come in pairs, so that
 * an order among them can be turned round.
 */
#include <linux/completion.h>
#include <linux/hrtimer.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/rwsem.h>
#include <linux/delay.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/ww_mutex.h>

static char *what = "";
module_param(what, charp, 0);

static DEFINE_MUTEX(first);
static DEFINE_MUTEX(second);
static DEFINE_MUTEX(third);
static DEFINE_SPINLOCK(in_interrupt);
static DEFINE_SPINLOCK(with_interrupts);
static DECLARE_RWSEM(sem);
static DECLARE_COMPLETION(fired);
static struct {
	int *pointer;
} published;

/* Each an order by itself, and none of them ever waits. */
static void circle(void)
{
	mutex_lock(&first);
	mutex_lock(&second);
	mutex_unlock(&second);
	mutex_unlock(&first);
	mutex_lock(&second);
	mutex_lock(&third);
	mutex_unlock(&third);
	mutex_unlock(&second);
	mutex_lock(&third);
	mutex_lock(&first);
	mutex_unlock(&first);
	mutex_unlock(&third);
}

static void two_of_a_kind(void)
{
	struct mutex *locks = kmalloc_array(2, sizeof(*locks), GFP_KERNEL);

	for (int i = 0; i < 2; i++)
		mutex_init(&locks[i]);
	mutex_lock(&locks[0]);
	mutex_lock_nested(&locks[1], SINGLE_DEPTH_NESTING);
	mutex_unlock(&locks[1]);
	pr_info("misuses_locks: nested is right\n");
	mutex_lock(&locks[1]);
	mutex_unlock(&locks[1]);
	mutex_unlock(&locks[0]);
	kfree(locks);
}

static enum hrtimer_restart take_in_interrupt(struct hrtimer *timer)
{
	spin_lock(&in_interrupt);
	spin_unlock(&in_interrupt);
	complete(&fired);
	return HRTIMER_NORESTART;
}

static void let_interrupt_take(void)
{
	struct hrtimer timer;

	hrtimer_init(&timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	timer.function = take_in_interrupt;
	hrtimer_start(&timer, 0, HRTIMER_MODE_REL);
	wait_for_completion(&fired);
	hrtimer_cancel(&timer);
}

static void inconsistent(void)
{
	unsigned long flags;

	spin_lock_irqsave(&in_interrupt, flags);
	spin_unlock_irqrestore(&in_interrupt, flags);
	let_interrupt_take();
	spin_lock(&in_interrupt);
	spin_unlock(&in_interrupt);
}

static void unsafe_order(void)
{
	let_interrupt_take();
	spin_lock(&with_interrupts);
	spin_unlock(&with_interrupts);
	spin_lock_irq(&in_interrupt);
	spin_lock(&with_interrupts);
	spin_unlock(&with_interrupts);
	spin_unlock_irq(&in_interrupt);
}

static void freed(void)
{
	struct mutex *lock = kmalloc(sizeof(*lock), GFP_KERNEL);

	mutex_init(lock);
	mutex_lock(lock);
	kfree(lock);
}

static int ends_with_it(void *unused)
{
	mutex_lock(&first);
	complete(&fired);
	return 0;
}

static void held_at_exit(void)
{
	struct task_struct *task = kthread_create(ends_with_it, NULL, "ends_with_it");

	get_task_struct(task);
	wake_up_process(task);
	wait_for_completion(&fired);
	kthread_stop(task);
	put_task_struct(task);
}

static void not_held(void)
{
	lockdep_assert_held(&first);
}

static void rcu(void)
{
	rcu_read_lock();
	(void)rcu_dereference(published.pointer);
	rcu_read_unlock();
	(void)rcu_dereference(published.pointer);
}

static void sleeps_under_rcu(void)
{
	rcu_read_lock();
	msleep(1);
	rcu_read_unlock();
}

static void sleeps_with_spinlock(void)
{
	spin_lock(&in_interrupt);
	set_current_state(TASK_INTERRUPTIBLE);
	schedule_timeout(1);
	spin_unlock(&in_interrupt);
}

static void mutex_twice(void)
{
	mutex_lock(&first);
	mutex_lock(&first);
}

static void sem_twice(void)
{
	down_write(&sem);
	down_read(&sem);
}

static void spin_twice(void)
{
	spin_lock(&in_interrupt);
	spin_lock(&in_interrupt);
}

static void unlock_free(void)
{
	spin_unlock(&in_interrupt);
	preempt_disable();
}

static void unlock_mutex(void)
{
	mutex_unlock(&first);
}

static void held_in_user_mode(void)
{
	mutex_lock(&first);
}

static DEFINE_WW_CLASS(ww_class);

static void ww_more_after_done(void)
{
	struct ww_acquire_ctx ctx;
	struct ww_mutex lock;

	ww_mutex_init(&lock, &ww_class);
	ww_acquire_init(&ctx, &ww_class);
	ww_acquire_done(&ctx);
	if (!ww_mutex_lock(&lock, &ctx))
		ww_mutex_unlock(&lock);
	ww_acquire_fini(&ctx);
}

/* Two of a class, which only a context makes right. */
static void ww_without_context(void)
{
	struct ww_mutex a, b;

	ww_mutex_init(&a, &ww_class);
	ww_mutex_init(&b, &ww_class);
	if (!ww_mutex_lock(&a, NULL)) {
		if (!ww_mutex_lock(&b, NULL))
			ww_mutex_unlock(&b);
		ww_mutex_unlock(&a);
	}
}

static const struct {
	const char *name;
	void (*fn)(void);
} ways[] = {
	{"circle", circle},
	{"two_of_a_kind", two_of_a_kind},
	{"inconsistent", inconsistent},
	{"unsafe_order", unsafe_order},
	{"freed", freed},
	{"held_at_exit", held_at_exit},
	{"not_held", not_held},
	{"rcu", rcu},
	{"sleeps_under_rcu", sleeps_under_rcu},
	{"sleeps_with_spinlock", sleeps_with_spinlock},
	{"mutex_twice", mutex_twice},
	{"sem_twice", sem_twice},
	{"spin_twice", spin_twice},
	{"unlock_free", unlock_free},
	{"unlock_mutex", unlock_mutex},
	{"held_in_user_mode", held_in_user_mode},
	{"ww_more_after_done", ww_more_after_done},
	{"ww_without_context", ww_without_context},
};

static int __init misuses_locks_init(void)
{
	for (unsigned int i = 0; i < ARRAY_SIZE(ways); i++) {
		if (strcmp(ways[i].name, what))
			continue;
		ways[i].fn();
		return 0;
	}
	return -EINVAL;
}

static void __exit misuses_locks_exit(void)
{
}

module_init(misuses_locks_init);
module_exit(misuses_locks_exit);
MODULE_LICENSE("GPL");
