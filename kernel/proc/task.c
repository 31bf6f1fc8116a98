// SPDX-License-Identifier: MIT
/*
 * The memory of tasks and processes: task_struct with its kernel stack, signal_struct and
 * sighand_struct, from birth to the last reference. Who refers to whom:
 *
 *	task_struct	usage, of which all of rcu_users are one; see linux/sched.h
 *	signal_struct	sigcnt: the task_structs of the process; so ->signal is always valid
 *	sighand_struct	count: the live tasks that share the dispositions; ->sighand is NULL in a
 *			released task, and the memory stays for an RCU grace period
 */
#include <kernel/kprobes.h>
#include <kernel/mm.h>
#include <kernel/sched.h>
#include <linux/cred.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/sched/cputime.h>
#include <linux/sched/signal.h>
#include <linux/sched/task_stack.h>
#include <linux/slab.h>
#include <linux/string.h>
#include "task.h"

static struct kmem_cache *task_struct_cache;
static struct kmem_cache *signal_cache;
static struct kmem_cache *sighand_cache;

void set_task_stack_end_magic(struct task_struct *tsk)
{
	*end_of_stack(tsk) = STACK_END_MAGIC;
}

/**
 * dup_task_struct() - a copy of the current task with a stack of its own
 *
 * Shares everything that it points at, without references: the caller goes through the pointers.
 * NULL: no memory. May sleep.
 */
struct task_struct *dup_task_struct(void)
{
	struct task_struct *tsk = kmem_cache_alloc(task_struct_cache, GFP_KERNEL);

	if (!tsk)
		return NULL;
	*tsk = *current;
	tsk->stack = alloc_thread_stack();
	if (!tsk->stack) {
		kmem_cache_free(task_struct_cache, tsk);
		return NULL;
	}
	set_task_stack_end_magic(tsk);
	clear_tsk_need_resched(tsk);

	refcount_set(&tsk->rcu_users, 2); /* running, and being on the lists */
	refcount_set(&tsk->usage, 1);
	tsk->worker_private = NULL;
	tsk->fail_nth = 0;
	tsk->thread.fpu = NULL;
	tsk->nr_holds = 0;
	tsk->module_calls = 0;
	tsk->kretprobe_instances = NULL;
	tsk->crashed_module = NULL;
	return tsk;
}

/* What a task that was never started, or is gone for good, has: stack and structure. */
void free_task(struct task_struct *tsk)
{
	kprobe_flush_task(tsk);
	arch_release_task_struct(tsk);
	if (tsk->flags & PF_KTHREAD)
		free_kthread_struct(tsk);
	free_thread_stack(tsk->stack);
	kmem_cache_free(task_struct_cache, tsk);
}

/* The last reference is gone. Any context but NMI. */
void __put_task_struct(struct task_struct *tsk)
{
	WARN_ON(!tsk->exit_state);
	WARN_ON(tsk == current);
	exit_creds(tsk);
	put_signal_struct(tsk->signal);
	free_task(tsk);
}
EXPORT_SYMBOL_GPL(__put_task_struct);

static void delayed_put_task_struct(struct rcu_head *rcu)
{
	put_task_struct(container_of(rcu, struct task_struct, rcu));
}

/* One of the two holds of the task itself goes: see linux/sched.h. */
void put_task_struct_rcu_user(struct task_struct *task)
{
	if (refcount_dec_and_test(&task->rcu_users))
		call_rcu(&task->rcu, delayed_put_task_struct);
}

/* A new process's. NULL: no memory. */
struct signal_struct *alloc_signal_struct(void)
{
	struct signal_struct *sig = kmem_cache_zalloc(signal_cache, GFP_KERNEL);

	if (!sig)
		return NULL;
	sig->nr_threads = 1;
	sig->quick_threads = 1;
	atomic_set(&sig->live, 1);
	refcount_set(&sig->sigcnt, 1);
	INIT_LIST_HEAD(&sig->thread_head);
	init_waitqueue_head(&sig->wait_chldexit);
	init_sigpending(&sig->shared_pending);
	prev_cputime_init(&sig->prev_cputime);
	init_rwsem(&sig->exec_update_lock);
	return sig;
}

void put_signal_struct(struct signal_struct *sig)
{
	if (refcount_dec_and_test(&sig->sigcnt)) {
		put_pid(sig->tty_old_pgrp);
		kmem_cache_free(signal_cache, sig);
	}
}

/* With one user and no action set. NULL: no memory. */
struct sighand_struct *alloc_sighand_struct(void)
{
	struct sighand_struct *sighand = kmem_cache_zalloc(sighand_cache, GFP_KERNEL);

	if (!sighand)
		return NULL;
	spin_lock_init(&sighand->siglock);
	refcount_set(&sighand->count, 1);
	init_waitqueue_head(&sighand->signalfd_wqh);
	return sighand;
}

static void free_sighand_rcu(struct rcu_head *rcu)
{
	kmem_cache_free(sighand_cache, container_of(rcu, struct sighand_struct, rcu));
}

/* A user of it less. Any context. */
void __cleanup_sighand(struct sighand_struct *sighand)
{
	if (!refcount_dec_and_test(&sighand->count))
		return;
	wake_up_pollfree(&sighand->signalfd_wqh);
	call_rcu(&sighand->rcu, free_sighand_rcu);
}

struct sighand_struct *lock_task_sighand(struct task_struct *tsk, unsigned long *flags)
{
	struct sighand_struct *sighand;

	rcu_read_lock();
	for (;;) {
		sighand = rcu_dereference(tsk->sighand);
		if (!sighand)
			break;
		spin_lock_irqsave(&sighand->siglock, *flags);
		/* execve may have given the task another, and release_task() may have taken it. */
		if (likely(sighand == rcu_access_pointer(tsk->sighand)))
			break;
		spin_unlock_irqrestore(&sighand->siglock, *flags);
	}
	rcu_read_unlock();
	return sighand;
}

/**
 * __set_task_comm() - name a task
 * @from: any length; what doesn't fit in TASK_COMM_LEN is cut off
 *
 * Readers without task_lock() may see a mixture, but always an ended string: the last byte stays
 * 0.
 */
void __set_task_comm(struct task_struct *tsk, const char *from, bool exec)
{
	task_lock(tsk);
	strscpy_pad(tsk->comm, from, sizeof(tsk->comm));
	task_unlock(tsk);
}

void set_task_comm(struct task_struct *tsk, const char *from)
{
	__set_task_comm(tsk, from, false);
}

char *__get_task_comm(char *to, size_t len, struct task_struct *tsk)
{
	task_lock(tsk);
	strscpy_pad(to, tsk->comm, len);
	task_unlock(tsk);
	return to;
}
EXPORT_SYMBOL_GPL(__get_task_comm);

void __init task_caches_init(void)
{
	task_struct_cache = kmem_cache_create("task_struct", sizeof(struct task_struct),
					      L1_CACHE_BYTES, SLAB_PANIC | SLAB_ACCOUNT, NULL);
	signal_cache = kmem_cache_create("signal_cache", sizeof(struct signal_struct), 0,
					 SLAB_HWCACHE_ALIGN | SLAB_PANIC | SLAB_ACCOUNT, NULL);
	sighand_cache = kmem_cache_create("sighand_cache", sizeof(struct sighand_struct), 0,
					  SLAB_HWCACHE_ALIGN | SLAB_PANIC | SLAB_ACCOUNT, NULL);
}
