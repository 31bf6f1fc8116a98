// SPDX-License-Identifier: MIT
/*
 * What the family learns of a task's end: its children get a new parent, its parent a signal, and
 * in the end somebody releases it, which takes it off every list.
 *
 * A thread that isn't its process's leader releases itself. A leader becomes a zombie; its parent
 * is told once no other thread is left, and releases it in wait4() (or it goes at once if the
 * parent ignores its children). All under tasklist_lock held for writing.
 */
#include <kernel/sched.h>
#include <linux/cred.h>
#include <linux/kthread.h>
#include <linux/list.h>
#include <linux/panic.h>
#include <linux/rculist.h>
#include <linux/sched/cputime.h>
#include <linux/sched/stat.h>
#include <linux/sched/signal.h>
#include <linux/tty.h>
#include "reap.h"
#include "task.h"

/* Off the lists by which tasks are found. */
static void unhash_task(struct task_struct *p, bool group_dead)
{
	WRITE_ONCE(nr_threads, nr_threads - 1);
	detach_pid(p, PIDTYPE_PID);
	if (group_dead) {
		detach_pid(p, PIDTYPE_TGID);
		detach_pid(p, PIDTYPE_PGID);
		detach_pid(p, PIDTYPE_SID);
		list_del_rcu(&p->tasks);
		list_del_init(&p->sibling);
		count_process(-1);
	}
	list_del_rcu(&p->thread_group);
	list_del_rcu(&p->thread_node);
}

/* Its share of what the process has used; siglock. */
static void add_up_thread(struct signal_struct *sig, struct task_struct *tsk)
{
	u64 utime, stime;

	task_cputime(tsk, &utime, &stime);
	sig->utime += utime;
	sig->stime += stime;
	sig->sum_sched_runtime += tsk->se.sum_exec_runtime;
	sig->min_flt += tsk->min_flt;
	sig->maj_flt += tsk->maj_flt;
	sig->nvcsw += tsk->nvcsw;
	sig->nivcsw += tsk->nivcsw;
}

/* Takes the task out of its process; afterwards it has no ->sighand. */
static void exit_signal_structs(struct task_struct *tsk)
{
	struct signal_struct *sig = tsk->signal;
	struct sighand_struct *sighand = tsk->sighand;
	bool group_dead = thread_group_leader(tsk);
	struct tty_struct *tty = NULL;

	spin_lock(&sighand->siglock);
	if (group_dead) {
		tty = sig->tty;
		sig->tty = NULL;
	} else {
		/* An execve by another thread waits for all of us to go. */
		if (sig->notify_count > 0 && !--sig->notify_count)
			wake_up_process(sig->group_exec_task);
		if (tsk == sig->curr_target)
			sig->curr_target = next_thread(tsk);
	}
	sig->nr_threads--;
	unhash_task(tsk, group_dead);
	/* thread_group_cputime() reads in the other order: it may miss a thread, never count it
	 * twice. */
	smp_wmb();
	add_up_thread(sig, tsk);
	flush_sigqueue(&tsk->pending);
	rcu_assign_pointer(tsk->sighand, NULL);
	spin_unlock(&sighand->siglock);

	__cleanup_sighand(sighand);
	clear_tsk_thread_flag(tsk, TIF_SIGPENDING);
	if (group_dead) {
		flush_sigqueue(&sig->shared_pending);
		tty_kref_put(tty);
	}
}

/*
 * The leader waits, a zombie already, for its last thread to go: that was @p, so it's the
 * leader's turn. Whether it is to be released at once. tasklist_lock.
 */
static bool leader_follows(struct task_struct *p, struct task_struct *leader)
{
	if (leader == p || !thread_group_empty(leader) || leader->exit_state != EXIT_ZOMBIE)
		return false;
	if (!do_notify_parent(leader, leader->exit_signal))
		return false;
	leader->exit_state = EXIT_DEAD;
	return true;
}

/**
 * release_task() - take a dead task off all lists
 *
 * @p's exit_state is EXIT_DEAD, by the caller's doing, so that nobody else releases it. Drops the
 * lists' hold on it: it must not be used afterwards without a reference. Process context, no
 * locks.
 */
void release_task(struct task_struct *p)
{
	struct task_struct *leader;
	bool again;

	do {
		rcu_read_lock();
		atomic_long_dec(&__task_cred(p)->user->processes);
		rcu_read_unlock();

		write_lock_irq(&tasklist_lock);
		exit_signal_structs(p);
		leader = p->group_leader;
		again = leader_follows(p, leader);
		write_unlock_irq(&tasklist_lock);

		put_task_struct_rcu_user(p);
		p = leader;
	} while (again);
}

/* A thread of @p's process that isn't on its way out, or NULL. */
static struct task_struct *find_alive_thread(struct task_struct *p)
{
	struct task_struct *t;

	for_each_thread(p, t)
	{
		if (!(t->flags & PF_EXITING))
			return t;
	}
	return NULL;
}

/*
 * Who adopts @father's children: another thread of its process, else the nearest ancestor that
 * asked to (PR_SET_CHILD_SUBREAPER), else init. tasklist_lock.
 */
static struct task_struct *find_new_reaper(struct task_struct *father)
{
	struct task_struct *reaper, *thread = find_alive_thread(father);
	struct task_struct *init = pid_task(find_vpid(1), PIDTYPE_TGID);

	if (thread)
		return thread;
	if (father->signal->has_child_subreaper) {
		for (reaper = father->real_parent;
		     !same_thread_group(reaper, init) && !same_thread_group(reaper, &init_task);
		     reaper = reaper->real_parent) {
			if (!reaper->signal->is_child_subreaper)
				continue;
			thread = find_alive_thread(reaper);
			if (thread)
				return thread;
		}
	}
	return find_alive_thread(init) ?: init;
}

/*
 * A child has got a new parent. If it is a zombie already, that one must be told, and it is put
 * on @dead when it doesn't care. And it may be that its group now has no one outside to continue
 * it.
 */
static void reparent_leader(struct task_struct *father, struct task_struct *p,
			    struct list_head *dead)
{
	if (p->exit_state == EXIT_DEAD)
		return;
	/* Whatever it was to send: init and its like expect SIGCHLD. */
	p->exit_signal = SIGCHLD;
	if (p->exit_state == EXIT_ZOMBIE && thread_group_empty(p) &&
	    do_notify_parent(p, p->exit_signal)) {
		p->exit_state = EXIT_DEAD;
		list_add(&p->dead_entry, dead);
	}
	kill_orphaned_pgrp(p, father);
}

/* Gives @father's children away. tasklist_lock for writing. */
static void forget_original_parent(struct task_struct *father, struct list_head *dead)
{
	struct task_struct *p, *t, *reaper;

	if (list_empty(&father->children))
		return;
	reaper = find_new_reaper(father);
	list_for_each_entry (p, &father->children, sibling) {
		for_each_thread(p, t)
		{
			rcu_assign_pointer(t->real_parent, reaper);
			t->parent = reaper;
			if (t->pdeath_signal)
				do_send_sig_info(t->pdeath_signal, SEND_SIG_NOINFO, t,
						 PIDTYPE_TGID);
		}
		/* Another thread of the same process: nothing changes for the child. */
		if (!same_thread_group(reaper, father))
			reparent_leader(father, p, dead);
	}
	list_splice_tail_init(&father->children, &reaper->children);
}

/**
 * exit_notify() - tell everybody that @tsk, the current task, has ended
 * @group_dead: it was the last of its process
 *
 * From here on it can be waited for. A task whose parent doesn't care releases itself.
 */
void exit_notify(struct task_struct *tsk, bool group_dead)
{
	struct task_struct *p, *n;
	bool autoreap = true;
	LIST_HEAD(dead);

	write_lock_irq(&tasklist_lock);
	forget_original_parent(tsk, &dead);
	if (group_dead)
		kill_orphaned_pgrp(tsk->group_leader, NULL);

	tsk->exit_state = EXIT_ZOMBIE;
	if (thread_group_leader(tsk))
		autoreap = thread_group_empty(tsk) && do_notify_parent(tsk, tsk->exit_signal);
	if (autoreap) {
		tsk->exit_state = EXIT_DEAD;
		list_add(&tsk->dead_entry, &dead);
	}
	/* The leader, for whose end an execve by another thread waits. */
	if (unlikely(tsk->signal->notify_count < 0))
		wake_up_process(tsk->signal->group_exec_task);
	write_unlock_irq(&tasklist_lock);

	list_for_each_entry_safe (p, n, &dead, dead_entry) {
		list_del_init(&p->dead_entry);
		release_task(p);
	}
}
