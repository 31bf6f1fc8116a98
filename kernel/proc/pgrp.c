// SPDX-License-Identifier: MIT
/*
 * Process groups and sessions: setpgid(2), setsid(2) and reading them, and the rule about
 * orphaned groups (POSIX.1, "Orphaned Process Group"): a group is orphaned when no member has a
 * parent in another group of the same session; then nobody could continue it once it is stopped.
 *
 * A process's group and session change under tasklist_lock held for writing.
 */
#include <kernel/sched.h>
#include <linux/cred.h>
#include <linux/errno.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/syscalls.h>
#include <linux/tty.h>

/*
 * Whether @pgrp is orphaned, not counting @ignored, which is leaving. tasklist_lock. Parents
 * that have ended, or are init, don't count.
 */
bool will_become_orphaned_pgrp(struct pid *pgrp, struct task_struct *ignored)
{
	struct task_struct *p;

	do_each_pid_task(pgrp, PIDTYPE_PGID, p)
	{
		if (p == ignored || (p->exit_state && thread_group_empty(p)) ||
		    is_global_init(p->real_parent))
			continue;
		if (task_pgrp(p->real_parent) != pgrp &&
		    task_session(p->real_parent) == task_session(p))
			return false;
	}
	while_each_pid_task(pgrp, PIDTYPE_PGID, p);
	return true;
}

int is_current_pgrp_orphaned(void)
{
	int ret;

	read_lock(&tasklist_lock);
	ret = will_become_orphaned_pgrp(task_pgrp(current), NULL);
	read_unlock(&tasklist_lock);
	return ret;
}

/* tasklist_lock. */
bool has_stopped_jobs(struct pid *pgrp)
{
	struct task_struct *p;

	do_each_pid_task(pgrp, PIDTYPE_PGID, p)
	{
		if (p->signal->flags & SIGNAL_STOP_STOPPED)
			return true;
	}
	while_each_pid_task(pgrp, PIDTYPE_PGID, p);
	return false;
}

/*
 * @tsk's group may have lost its tie to the session: because @parent, its parent, ends, or (NULL)
 * because @tsk itself does. If that orphans a group with stopped members, they get SIGHUP, and
 * SIGCONT to take it. tasklist_lock for writing.
 */
void kill_orphaned_pgrp(struct task_struct *tsk, struct task_struct *parent)
{
	struct pid *pgrp = task_pgrp(tsk);
	struct task_struct *ignored = tsk;

	if (!parent)
		parent = tsk->real_parent;
	else
		ignored = NULL; /* the child stays; only its parent goes */

	if (task_pgrp(parent) != pgrp && task_session(parent) == task_session(tsk) &&
	    will_become_orphaned_pgrp(pgrp, ignored) && has_stopped_jobs(pgrp)) {
		__kill_pgrp_info(SIGHUP, SEND_SIG_PRIV, pgrp);
		__kill_pgrp_info(SIGCONT, SEND_SIG_PRIV, pgrp);
	}
}

/*
 * Whether the caller may move @p, and why not: only itself, or its own child that is in its
 * session and has not called execve. A session leader stays. tasklist_lock.
 */
static int may_setpgid(struct task_struct *p)
{
	struct task_struct *leader = current->group_leader;

	if (!p)
		return -ESRCH;
	if (!thread_group_leader(p))
		return -EINVAL;
	if (same_thread_group(p->real_parent, leader)) {
		if (task_session(p) != task_session(leader))
			return -EPERM;
		if (!(p->flags & PF_FORKNOEXEC))
			return -EACCES;
	} else if (p != leader) {
		return -ESRCH;
	}
	return p->signal->leader ? -EPERM : 0;
}

/* setpgid(2) */
SYSCALL_DEFINE2(setpgid, pid_t, pid, pid_t, pgid)
{
	struct task_struct *p, *member;
	struct pid *pgrp;
	int err;

	if (!pid)
		pid = task_tgid_vnr(current);
	if (!pgid)
		pgid = pid;
	if (pgid < 0)
		return -EINVAL;

	write_lock_irq(&tasklist_lock);
	p = find_task_by_vpid(pid);
	err = may_setpgid(p);
	if (err)
		goto unlock;

	pgrp = p->thread_pid;
	if (pgid != pid) {
		/* Another group: it must exist, in the same session. */
		pgrp = find_vpid(pgid);
		member = pid_task(pgrp, PIDTYPE_PGID);
		err = -EPERM;
		if (!member || task_session(member) != task_session(current->group_leader))
			goto unlock;
	}
	err = 0;
	if (task_pgrp(p) != pgrp)
		change_pid(p, PIDTYPE_PGID, pgrp);
unlock:
	write_unlock_irq(&tasklist_lock);
	return err;
}

/* The group or session id of @pid (0: the caller), or -ESRCH. */
static long get_id(pid_t pid, enum pid_type type)
{
	struct task_struct *p;
	long ret = -ESRCH;

	rcu_read_lock();
	p = pid ? find_task_by_vpid(pid) : current;
	/* A task that was released meanwhile has 0. */
	if (p)
		ret = __task_pid_nr(p, type) ?: -ESRCH;
	rcu_read_unlock();
	return ret;
}

SYSCALL_DEFINE1(getpgid, pid_t, pid)
{
	return get_id(pid, PIDTYPE_PGID);
}

SYSCALL_DEFINE0(getpgrp)
{
	return get_id(0, PIDTYPE_PGID);
}

SYSCALL_DEFINE1(getsid, pid_t, pid)
{
	return get_id(pid, PIDTYPE_SID);
}

/* Makes @pid the current process's group and session. tasklist_lock for writing. */
void set_special_pids(struct pid *pid)
{
	struct task_struct *leader = current->group_leader;

	if (task_session(leader) != pid)
		change_pid(leader, PIDTYPE_SID, pid);
	if (task_pgrp(leader) != pid)
		change_pid(leader, PIDTYPE_PGID, pid);
}

/* setsid(2): the caller leads a new session, in which it leads a new group, without terminal. */
SYSCALL_DEFINE0(setsid)
{
	struct task_struct *leader = current->group_leader;
	struct pid *sid = leader->thread_pid;
	long err = -EPERM;

	write_lock_irq(&tasklist_lock);
	/* It must not share its new group with anybody: not even with its own former one. */
	if (leader->signal->leader || pid_has_task(sid, PIDTYPE_PGID))
		goto unlock;
	leader->signal->leader = 1;
	set_special_pids(sid);
	proc_clear_tty(leader);
	err = pid_vnr(sid);
unlock:
	write_unlock_irq(&tasklist_lock);
	return err;
}
