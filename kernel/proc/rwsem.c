// SPDX-License-Identifier: MIT
/*
 * Readers-writer semaphores; linux/rwsem.h has the rules.
 *
 * Everything happens under wait_lock. `count` says who holds it; those who wait stand in one
 * list in the order they came, and whoever gives the semaphore up hands it to the first of them,
 * together with all readers that follow directly if that is a reader. A newcomer gets it at once
 * only if nobody waits.
 */
#include <kernel/holds.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/bug.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/rwsem.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/wake_q.h>
#include <linux/spinlock.h>

#define RWSEM_WRITER (-1L)

/* On the waiter's stack, linked while it waits. */
struct rwsem_waiter {
	struct list_head list; /* sem->wait_lock */
	struct task_struct *task;
	bool writer;
	bool granted; /* it holds the semaphore, and is off the list; sem->wait_lock */
};

void __init_rwsem(struct rw_semaphore *sem, const char *name, struct lock_class_key *key)
{
	sem->count = 0;
	sem->owner = NULL;
	raw_spin_lock_init(&sem->wait_lock);
	INIT_LIST_HEAD(&sem->wait_list);
	lockdep_init_map(&sem->dep_map, name, key, 0);
}
EXPORT_SYMBOL(__init_rwsem);

/* Takes the semaphore if its state allows it, whoever may wait. wait_lock. */
static bool take(struct rw_semaphore *sem, struct task_struct *task, bool writer)
{
	if (writer) {
		if (sem->count)
			return false;
		WRITE_ONCE(sem->count, RWSEM_WRITER);
		sem->owner = task;
	} else {
		if (sem->count < 0)
			return false;
		WRITE_ONCE(sem->count, sem->count + 1);
	}
	return true;
}

/* Hands the semaphore to those in front, as far as they can share it. wait_lock. */
static void grant_waiters(struct rw_semaphore *sem, struct wake_q_head *wake_q)
{
	while (!list_empty(&sem->wait_list)) {
		struct rwsem_waiter *first =
			list_first_entry(&sem->wait_list, struct rwsem_waiter, list);

		if (!take(sem, first->task, first->writer))
			return;
		list_del(&first->list);
		wake_q_add(wake_q, first->task);
		first->granted = true;
	}
}

/* Sleeps until granted. wait_lock held with interrupts off, and again at the end. 0 or -EINTR. */
static int wait_for_grant(struct rw_semaphore *sem, bool writer, unsigned int state,
			  struct wake_q_head *wake_q)
{
	struct rwsem_waiter waiter = {.task = current, .writer = writer};

	list_add_tail(&waiter.list, &sem->wait_list);
	while (!waiter.granted) {
		if (signal_pending_state(state, current)) {
			list_del(&waiter.list);
			/* A writer that goes may have kept readers behind it waiting. */
			grant_waiters(sem, wake_q);
			return -EINTR;
		}
		__set_current_state(state);
		raw_spin_unlock_irq(&sem->wait_lock);
		schedule();
		raw_spin_lock_irq(&sem->wait_lock);
	}
	return 0;
}

/* A holder that dies gives up what it has. */
static void release_read(void *sem)
{
	up_read(sem);
}

static void release_write(void *sem)
{
	up_write(sem);
}

static void note_taken(struct rw_semaphore *sem, bool writer)
{
	hold_note(sem, writer ? release_write : release_read);
}

/* A writer that waits for itself would do so for ever: reported, and the end of the task. */
static noinline void __noreturn report_recursion(struct rw_semaphore *sem)
{
	pr_emerg("BUG: rwsem recursion on CPU#%d, %s/%d\n", raw_smp_processor_id(), current->comm,
		 current->pid);
	pr_emerg(" lock: %pS, taken by its writer\n", sem);
	BUG();
}

static int down_common(struct rw_semaphore *sem, bool writer, unsigned int state)
{
	DEFINE_WAKE_Q(wake_q);
	int ret = 0;

	might_sleep();
	/* Only the current task can make this true, or false. */
	if (unlikely(READ_ONCE(sem->owner) == current))
		report_recursion(sem);
	raw_spin_lock_irq(&sem->wait_lock);
	if (!list_empty(&sem->wait_list) || !take(sem, current, writer))
		ret = wait_for_grant(sem, writer, state, &wake_q);
	raw_spin_unlock_irq(&sem->wait_lock);
	wake_up_q(&wake_q);
	if (!ret)
		note_taken(sem, writer);
	return ret;
}

static int trylock_common(struct rw_semaphore *sem, bool writer)
{
	unsigned long flags;
	bool got;

	raw_spin_lock_irqsave(&sem->wait_lock, flags);
	got = list_empty(&sem->wait_list) && take(sem, current, writer);
	raw_spin_unlock_irqrestore(&sem->wait_lock, flags);
	if (got)
		note_taken(sem, writer);
	return got;
}

/* down_common() as the checker of lock order sees it. */
static int check_and_down(struct rw_semaphore *sem, bool writer, unsigned int state, int subclass,
			  struct lockdep_map *nest_lock, unsigned long ip)
{
	int err;

	lock_acquire(&sem->dep_map, subclass, 0, !writer, 1, nest_lock, ip);
	err = down_common(sem, writer, state);
	if (err)
		rwsem_release(&sem->dep_map, ip);
	return err;
}

static int check_and_trylock(struct rw_semaphore *sem, bool writer, unsigned long ip)
{
	if (!trylock_common(sem, writer))
		return 0;
	lock_acquire(&sem->dep_map, 0, 1, !writer, 1, NULL, ip);
	return 1;
}

void down_read(struct rw_semaphore *sem)
{
	check_and_down(sem, READ, TASK_UNINTERRUPTIBLE, 0, NULL, _RET_IP_);
}
EXPORT_SYMBOL(down_read);

void down_read_nested(struct rw_semaphore *sem, int subclass)
{
	check_and_down(sem, READ, TASK_UNINTERRUPTIBLE, subclass, NULL, _RET_IP_);
}
EXPORT_SYMBOL(down_read_nested);

int down_read_interruptible(struct rw_semaphore *sem)
{
	return check_and_down(sem, READ, TASK_INTERRUPTIBLE, 0, NULL, _RET_IP_);
}
EXPORT_SYMBOL(down_read_interruptible);

int down_read_killable(struct rw_semaphore *sem)
{
	return check_and_down(sem, READ, TASK_KILLABLE, 0, NULL, _RET_IP_);
}
EXPORT_SYMBOL(down_read_killable);

int down_read_killable_nested(struct rw_semaphore *sem, int subclass)
{
	return check_and_down(sem, READ, TASK_KILLABLE, subclass, NULL, _RET_IP_);
}
EXPORT_SYMBOL(down_read_killable_nested);

int down_read_trylock(struct rw_semaphore *sem)
{
	return check_and_trylock(sem, READ, _RET_IP_);
}
EXPORT_SYMBOL(down_read_trylock);

void down_write(struct rw_semaphore *sem)
{
	check_and_down(sem, WRITE, TASK_UNINTERRUPTIBLE, 0, NULL, _RET_IP_);
}
EXPORT_SYMBOL(down_write);

void down_write_nested(struct rw_semaphore *sem, int subclass)
{
	check_and_down(sem, WRITE, TASK_UNINTERRUPTIBLE, subclass, NULL, _RET_IP_);
}
EXPORT_SYMBOL(down_write_nested);

void _down_write_nest_lock(struct rw_semaphore *sem, struct lockdep_map *nest_lock)
{
	check_and_down(sem, WRITE, TASK_UNINTERRUPTIBLE, 0, nest_lock, _RET_IP_);
}
EXPORT_SYMBOL(_down_write_nest_lock);

int down_write_killable(struct rw_semaphore *sem)
{
	return check_and_down(sem, WRITE, TASK_KILLABLE, 0, NULL, _RET_IP_);
}
EXPORT_SYMBOL(down_write_killable);

int down_write_killable_nested(struct rw_semaphore *sem, int subclass)
{
	return check_and_down(sem, WRITE, TASK_KILLABLE, subclass, NULL, _RET_IP_);
}
EXPORT_SYMBOL(down_write_killable_nested);

int down_write_trylock(struct rw_semaphore *sem)
{
	return check_and_trylock(sem, WRITE, _RET_IP_);
}
EXPORT_SYMBOL(down_write_trylock);

/* Not seen by the checker: it is given up by a task that doesn't hold it. */
void down_read_non_owner(struct rw_semaphore *sem)
{
	down_common(sem, READ, TASK_UNINTERRUPTIBLE);
	hold_drop(sem);
}
EXPORT_SYMBOL(down_read_non_owner);

/* Any context. */
void up_read_non_owner(struct rw_semaphore *sem)
{
	unsigned long flags;
	DEFINE_WAKE_Q(wake_q);

	hold_drop(sem);
	raw_spin_lock_irqsave(&sem->wait_lock, flags);
	if (!WARN_ON(sem->count <= 0)) {
		WRITE_ONCE(sem->count, sem->count - 1);
		grant_waiters(sem, &wake_q);
	}
	raw_spin_unlock_irqrestore(&sem->wait_lock, flags);
	wake_up_q(&wake_q);
}
EXPORT_SYMBOL(up_read_non_owner);

void up_read(struct rw_semaphore *sem)
{
	rwsem_release(&sem->dep_map, _RET_IP_);
	up_read_non_owner(sem);
}
EXPORT_SYMBOL(up_read);

void up_write(struct rw_semaphore *sem)
{
	unsigned long flags;
	DEFINE_WAKE_Q(wake_q);

	rwsem_release(&sem->dep_map, _RET_IP_);
	hold_drop(sem);
	raw_spin_lock_irqsave(&sem->wait_lock, flags);
	if (!WARN_ON(sem->count != RWSEM_WRITER)) {
		sem->owner = NULL;
		WRITE_ONCE(sem->count, 0);
		grant_waiters(sem, &wake_q);
	}
	raw_spin_unlock_irqrestore(&sem->wait_lock, flags);
	wake_up_q(&wake_q);
}
EXPORT_SYMBOL(up_write);

void downgrade_write(struct rw_semaphore *sem)
{
	unsigned long flags;
	DEFINE_WAKE_Q(wake_q);

	rwsem_release(&sem->dep_map, _RET_IP_);
	rwsem_acquire_read(&sem->dep_map, 0, 1, _RET_IP_);
	hold_drop(sem);
	note_taken(sem, false);
	raw_spin_lock_irqsave(&sem->wait_lock, flags);
	if (!WARN_ON(sem->count != RWSEM_WRITER)) {
		sem->owner = NULL;
		WRITE_ONCE(sem->count, 1);
		grant_waiters(sem, &wake_q);
	}
	raw_spin_unlock_irqrestore(&sem->wait_lock, flags);
	wake_up_q(&wake_q);
}
EXPORT_SYMBOL(downgrade_write);
