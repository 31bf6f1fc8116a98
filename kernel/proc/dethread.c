// SPDX-License-Identifier: MIT
/*
 * execve by a process with several threads: they all die but the caller, which becomes the
 * process's leader under the old leader's id (execve(2), "all other threads are destroyed").
 */
#include <kernel/sched.h>
#include <linux/cred.h>
#include <linux/errno.h>
#include <linux/rculist.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include "task.h"

/* Sleeps, or not if a fatal signal came. siglock held, given up and taken again. */
static int sleep_killable(spinlock_t *siglock)
{
	__set_current_state(TASK_KILLABLE);
	spin_unlock_irq(siglock);
	schedule();
	spin_lock_irq(siglock);
	return __fatal_signal_pending(current) ? -EAGAIN : 0;
}

/*
 * Kills the others and waits until all of them, but for the leader, are released. 0, or -EAGAIN
 * when the process is ending already or the caller was killed meanwhile.
 */
static int kill_others(struct task_struct *tsk)
{
	struct signal_struct *sig = tsk->signal;
	spinlock_t *lock = &tsk->sighand->siglock;
	int err = 0;

	spin_lock_irq(lock);
	if ((sig->flags & SIGNAL_GROUP_EXIT) || sig->group_exec_task) {
		spin_unlock_irq(lock);
		return -EAGAIN;
	}
	sig->group_exec_task = tsk;
	sig->notify_count = zap_other_threads(tsk);
	/* The leader isn't released before its threads: it is waited for separately. */
	if (!thread_group_leader(tsk))
		sig->notify_count--;
	/* release_task() counts down and wakes us, with siglock held. */
	while (sig->notify_count && !err)
		err = sleep_killable(lock);
	if (err) {
		sig->group_exec_task = NULL;
		sig->notify_count = 0;
	}
	spin_unlock_irq(lock);
	return err;
}

/* Waits until the leader is a zombie. Returns with tasklist_lock held for writing, or -EAGAIN. */
static int wait_for_leader(struct task_struct *tsk)
{
	struct task_struct *leader = tsk->group_leader;
	struct signal_struct *sig = tsk->signal;

	for (;;) {
		write_lock_irq(&tasklist_lock);
		/* exit_notify() looks at it with the lock held: it will wake us. */
		sig->notify_count = -1;
		if (leader->exit_state)
			return 0;
		__set_current_state(TASK_KILLABLE);
		write_unlock_irq(&tasklist_lock);
		schedule();
		if (__fatal_signal_pending(tsk))
			break;
	}
	read_lock(&tasklist_lock);
	sig->group_exec_task = NULL;
	sig->notify_count = 0;
	read_unlock(&tasklist_lock);
	return -EAGAIN;
}

/*
 * The caller takes the dead leader's place: id, parent's child, process's entry in the lists.
 * Its parent and everybody else goes on seeing the same process. tasklist_lock for writing.
 */
static void become_leader(struct task_struct *tsk, struct task_struct *leader)
{
	/* The process has existed since the leader was made. */
	tsk->start_time = leader->start_time;
	tsk->start_boottime = leader->start_boottime;

	exchange_tids(tsk, leader);
	transfer_pid(leader, tsk, PIDTYPE_TGID);
	transfer_pid(leader, tsk, PIDTYPE_PGID);
	transfer_pid(leader, tsk, PIDTYPE_SID);

	list_replace_rcu(&leader->tasks, &tsk->tasks);
	list_replace_init(&leader->sibling, &tsk->sibling);

	tsk->group_leader = tsk;
	leader->group_leader = tsk;
	tsk->exit_signal = SIGCHLD;
	leader->exit_signal = -1;
	leader->exit_state = EXIT_DEAD; /* it was a zombie: we release it */
}

static int replace_leader(struct task_struct *tsk)
{
	struct task_struct *leader = tsk->group_leader;
	int err = wait_for_leader(tsk);

	if (err)
		return err;
	become_leader(tsk, leader);
	tsk->signal->group_exec_task = NULL;
	tsk->signal->notify_count = 0;
	write_unlock_irq(&tasklist_lock);
	release_task(leader);
	return 0;
}

/* Handlers that are shared with another process (CLONE_SIGHAND) stay theirs. 0 or -ENOMEM. */
static int unshare_sighand(struct task_struct *tsk)
{
	struct sighand_struct *old = tsk->sighand, *new;

	if (refcount_read(&old->count) == 1)
		return 0;
	new = alloc_sighand_struct();
	if (!new)
		return -ENOMEM;
	write_lock_irq(&tasklist_lock);
	spin_lock(&old->siglock);
	memcpy(new->action, old->action, sizeof(new->action));
	rcu_assign_pointer(tsk->sighand, new);
	spin_unlock(&old->siglock);
	write_unlock_irq(&tasklist_lock);
	__cleanup_sighand(old);
	return 0;
}

/**
 * de_thread() - leave the current task as the only one of its process
 *
 * Process context; sleeps. 0; -EAGAIN when the process is ending or the caller was killed, after
 * which the caller must not go on; -ENOMEM.
 */
int de_thread(struct task_struct *tsk)
{
	struct signal_struct *sig = tsk->signal;
	int err;

	if (!thread_group_empty(tsk)) {
		err = kill_others(tsk);
		if (!err && !thread_group_leader(tsk))
			err = replace_leader(tsk);
		if (err)
			return err;
	}
	spin_lock_irq(&tsk->sighand->siglock);
	sig->group_exec_task = NULL;
	sig->notify_count = 0;
	spin_unlock_irq(&tsk->sighand->siglock);

	/* From now on it reports its end as a process does. */
	tsk->exit_signal = SIGCHLD;
	return unshare_sighand(tsk);
}
