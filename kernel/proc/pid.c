// SPDX-License-Identifier: MIT
/*
 * Process ids: giving out numbers, and finding tasks by them.
 *
 * A number is free when it has no struct pid in the hash, and a struct pid leaves the hash when
 * the last task (thread, process, group or session) that uses it is gone. Numbers are given out
 * in ascending order and start again at RESERVED_PIDS when pid_max is reached, so that one isn't
 * soon used again.
 *
 * pidmap_lock guards the hash, the bitmap and the last number; look-ups read the hash under RCU.
 * The lists of tasks belong to tasklist_lock. Order: tasklist_lock, then pidmap_lock; both with
 * interrupts off, because release_task() may come from where they are.
 */
#include <linux/bitmap.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/pid.h>
#include <linux/rculist.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/syscalls.h>
#include <kernel/sched.h>

#define PID_MAX	      32768 /* numbers are below: /proc/sys/kernel/pid_max's usual value */
#define RESERVED_PIDS 300   /* not given out again once used: the first daemons keep theirs */
#define PID_HASH_BITS 10
#define PID_HASH_SIZE (1 << PID_HASH_BITS)

static DEFINE_SPINLOCK(pidmap_lock);
static DECLARE_BITMAP(pid_used, PID_MAX); /* pidmap_lock */
static int last_nr;			  /* given out last; pidmap_lock */
static struct hlist_head pid_hash[PID_HASH_SIZE];
static struct kmem_cache *pid_cache;

/* Of the idle tasks, pid 0: has no number to be found by. */
struct pid init_struct_pid = {
	.count = REFCOUNT_INIT(1),
	.nr = 0,
};

/* Consecutive numbers spread evenly by themselves. */
static struct hlist_head *pid_bucket(int nr)
{
	return &pid_hash[nr & (PID_HASH_SIZE - 1)];
}

static void free_pid_rcu(struct rcu_head *head)
{
	put_pid(container_of(head, struct pid, rcu));
}

/* Drops a reference; NULL is none. Any context. */
void put_pid(struct pid *pid)
{
	if (pid && refcount_dec_and_test(&pid->count))
		kmem_cache_free(pid_cache, pid);
}
EXPORT_SYMBOL_GPL(put_pid);

/* The next free number, marked as used; or -EAGAIN. pidmap_lock. */
static int take_number(void)
{
	int nr = find_next_zero_bit(pid_used, PID_MAX, last_nr + 1);

	if (nr >= PID_MAX)
		nr = find_next_zero_bit(pid_used, PID_MAX, RESERVED_PIDS);
	if (nr >= PID_MAX)
		return -EAGAIN;
	__set_bit(nr, pid_used);
	WRITE_ONCE(last_nr, nr);
	return nr;
}

/**
 * alloc_pid() - a new struct pid with a free number
 *
 * It has one reference, the hash's, which free_pid() drops. ERR_PTR: -ENOMEM, -EAGAIN (no number
 * is free). May sleep.
 */
struct pid *alloc_pid(void)
{
	struct pid *pid = kmem_cache_alloc(pid_cache, GFP_KERNEL);
	int type, nr;

	if (!pid)
		return ERR_PTR(-ENOMEM);
	refcount_set(&pid->count, 1);
	for (type = 0; type < PIDTYPE_MAX; type++)
		INIT_HLIST_HEAD(&pid->tasks[type]);

	spin_lock_irq(&pidmap_lock);
	nr = take_number();
	if (nr >= 0) {
		pid->nr = nr;
		hlist_add_head_rcu(&pid->hash, pid_bucket(nr));
	}
	spin_unlock_irq(&pidmap_lock);

	if (nr < 0) {
		kmem_cache_free(pid_cache, pid);
		return ERR_PTR(nr);
	}
	return pid;
}

/* No task uses @pid any more: its number is free. Any context; RCU readers keep the structure. */
void free_pid(struct pid *pid)
{
	unsigned long flags;

	spin_lock_irqsave(&pidmap_lock, flags);
	hlist_del_rcu(&pid->hash);
	__clear_bit(pid->nr, pid_used);
	spin_unlock_irqrestore(&pidmap_lock, flags);
	call_rcu(&pid->rcu, free_pid_rcu);
}

/* Under rcu_read_lock() or tasklist_lock, which also keep the result. NULL when there is none. */
struct pid *find_vpid(int nr)
{
	struct pid *pid;

	hlist_for_each_entry_rcu(pid, pid_bucket(nr), hash)
	{
		if (pid->nr == nr)
			return pid;
	}
	return NULL;
}
EXPORT_SYMBOL_GPL(find_vpid);

/* With a reference. Any context. */
struct pid *find_get_pid(int nr)
{
	struct pid *pid;

	rcu_read_lock();
	pid = find_vpid(nr);
	/* Its last reference may be going while we look. */
	if (pid && !refcount_inc_not_zero(&pid->count))
		pid = NULL;
	rcu_read_unlock();
	return pid;
}
EXPORT_SYMBOL_GPL(find_get_pid);

/* The lowest number at or above @nr that is in use; for walking over /proc. As find_vpid(). */
struct pid *find_ge_pid(int nr)
{
	struct pid *pid;

	for (nr = max(nr, 1); nr < PID_MAX; nr++) {
		nr = find_next_bit(pid_used, PID_MAX, nr);
		if (nr >= PID_MAX)
			break;
		pid = find_vpid(nr);
		if (pid)
			return pid;
	}
	return NULL;
}
EXPORT_SYMBOL_GPL(find_ge_pid);

static struct pid **task_pid_ptr(struct task_struct *task, enum pid_type type)
{
	return type == PIDTYPE_PID ? &task->thread_pid : &task->signal->pids[type];
}

/* Makes the task one of those that its pid of @type leads to. tasklist_lock for writing. */
void attach_pid(struct task_struct *task, enum pid_type type)
{
	struct pid *pid = *task_pid_ptr(task, type);

	hlist_add_head_rcu(&task->pid_links[type], &pid->tasks[type]);
}

static void detach_and_replace(struct task_struct *task, enum pid_type type, struct pid *new)
{
	struct pid **ptr = task_pid_ptr(task, type);
	struct pid *pid = *ptr;
	int t;

	hlist_del_rcu(&task->pid_links[type]);
	WRITE_ONCE(*ptr, new);
	for (t = 0; t < PIDTYPE_MAX; t++) {
		if (pid_has_task(pid, t))
			return;
	}
	free_pid(pid);
}

/* tasklist_lock for writing. Frees the number when this was its last user. */
void detach_pid(struct task_struct *task, enum pid_type type)
{
	detach_and_replace(task, type, NULL);
}

/* Moves the task to another group or session. tasklist_lock for writing. */
void change_pid(struct task_struct *task, enum pid_type type, struct pid *pid)
{
	detach_and_replace(task, type, pid);
	attach_pid(task, type);
}

/* Two threads of a process swap their ids; for de_thread(). tasklist_lock for writing. */
void exchange_tids(struct task_struct *left, struct task_struct *right)
{
	struct pid *pid1 = left->thread_pid, *pid2 = right->thread_pid;

	/* For a moment a look-up without tasklist_lock finds neither; it comes too early or late.
	 */
	hlist_del_rcu(&left->pid_links[PIDTYPE_PID]);
	hlist_del_rcu(&right->pid_links[PIDTYPE_PID]);
	WRITE_ONCE(left->thread_pid, pid2);
	WRITE_ONCE(right->thread_pid, pid1);
	hlist_add_head_rcu(&left->pid_links[PIDTYPE_PID], &pid2->tasks[PIDTYPE_PID]);
	hlist_add_head_rcu(&right->pid_links[PIDTYPE_PID], &pid1->tasks[PIDTYPE_PID]);
	WRITE_ONCE(left->pid, pid2->nr);
	WRITE_ONCE(right->pid, pid1->nr);
}

/* @new takes @old's place as the task that the pid leads to. tasklist_lock for writing. */
void transfer_pid(struct task_struct *old, struct task_struct *new, enum pid_type type)
{
	hlist_replace_rcu(&old->pid_links[type], &new->pid_links[type]);
}

/* Under rcu_read_lock() or tasklist_lock. The first task of that kind, or NULL. */
struct task_struct *pid_task(struct pid *pid, enum pid_type type)
{
	struct hlist_node *first;

	if (!pid)
		return NULL;
	first = rcu_dereference_check(hlist_first_rcu(&pid->tasks[type]),
				      lockdep_is_held(&tasklist_lock));
	return first ? hlist_entry(first, struct task_struct, pid_links[type]) : NULL;
}
EXPORT_SYMBOL(pid_task);

/* With a reference. Any context. */
struct task_struct *get_pid_task(struct pid *pid, enum pid_type type)
{
	struct task_struct *task;

	rcu_read_lock();
	task = pid_task(pid, type);
	if (task)
		get_task_struct(task);
	rcu_read_unlock();
	return task;
}
EXPORT_SYMBOL_GPL(get_pid_task);

/* With a reference, or NULL for a task that has been released. */
struct pid *get_task_pid(struct task_struct *task, enum pid_type type)
{
	struct pid *pid;

	rcu_read_lock();
	pid = READ_ONCE(*task_pid_ptr(task, type));
	if (pid && !refcount_inc_not_zero(&pid->count))
		pid = NULL;
	rcu_read_unlock();
	return pid;
}
EXPORT_SYMBOL_GPL(get_task_pid);

struct task_struct *find_task_by_vpid(pid_t nr)
{
	return pid_task(find_vpid(nr), PIDTYPE_PID);
}

struct task_struct *find_get_task_by_vpid(pid_t nr)
{
	struct task_struct *task;

	rcu_read_lock();
	task = find_task_by_vpid(nr);
	if (task)
		get_task_struct(task);
	rcu_read_unlock();
	return task;
}

/* 0 for a task that has been released. */
pid_t __task_pid_nr(struct task_struct *task, enum pid_type type)
{
	pid_t nr;

	rcu_read_lock();
	nr = pid_nr(READ_ONCE(*task_pid_ptr(task, type)));
	rcu_read_unlock();
	return nr;
}
EXPORT_SYMBOL(__task_pid_nr);

pid_t last_pid(void)
{
	return READ_ONCE(last_nr);
}

void __init pid_init(void)
{
	pid_cache = kmem_cache_create("pid", sizeof(struct pid), 0,
				      SLAB_HWCACHE_ALIGN | SLAB_PANIC | SLAB_ACCOUNT, NULL);
	/* 0 is the idle tasks'. */
	__set_bit(0, pid_used);
}

SYSCALL_DEFINE0(getpid)
{
	return task_tgid_vnr(current);
}

SYSCALL_DEFINE0(gettid)
{
	return task_pid_vnr(current);
}

/* getppid(2): the parent may die, and init adopt us, while we look; either answer is right. */
SYSCALL_DEFINE0(getppid)
{
	pid_t pid;

	rcu_read_lock();
	pid = task_tgid_vnr(READ_ONCE(current->real_parent));
	rcu_read_unlock();
	return pid;
}

SYSCALL_DEFINE1(set_tid_address, int __user *, tidptr)
{
	current->clear_child_tid = tidptr;
	return task_pid_vnr(current);
}
