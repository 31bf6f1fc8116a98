// SPDX-License-Identifier: MIT
/*
 * Job control: which session has the terminal, which of its groups is in the foreground, and what
 * happens to the others when they touch it. POSIX.1-2017, chapter 11.1; ioctl_tty(2).
 *
 * task->signal->tty and tty_old_pgrp are guarded by siglock, tty->ctrl by its own lock; the order
 * is tasklist_lock, siglock, ctrl.lock. Signals are sent with none of the last two held.
 */
#include <linux/capability.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/pid.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/signal.h>
#include <linux/tty.h>
#include <linux/uaccess.h>
#include <kernel/sched.h>
#include <kernel/tty.h>

/* --- may the caller do this now? --- */

static bool is_ignored(int sig)
{
	return sigismember(&current->blocked, sig) ||
	       current->sighand->action[sig - 1].sa.sa_handler == SIG_IGN;
}

/**
 * __tty_check_change() - stop a background process that wants to use its terminal
 * @sig: SIGTTOU to write or change it, SIGTTIN to read
 *
 * 0: go on. -EIO: the process can't be stopped, as nobody would continue it (or it reads and
 * ignores the signal). -ERESTARTSYS: the signal has been sent to its group; try again when
 * continued.
 */
int __tty_check_change(struct tty_struct *tty, int sig)
{
	struct pid *pgrp, *tty_pgrp;
	int ret = 0;

	if (current->signal->tty != tty)
		return 0;
	rcu_read_lock();
	pgrp = get_pid(task_pgrp(current));
	rcu_read_unlock();
	tty_pgrp = tty_get_pgrp(tty);

	if (tty_pgrp && pgrp != tty_pgrp) {
		if (is_ignored(sig)) {
			if (sig == SIGTTIN)
				ret = -EIO;
		} else if (is_current_pgrp_orphaned()) {
			ret = -EIO;
		} else {
			kill_pgrp(pgrp, sig, 1);
			set_thread_flag(TIF_SIGPENDING);
			ret = -ERESTARTSYS;
		}
	}
	put_pid(tty_pgrp);
	put_pid(pgrp);
	return ret;
}

int tty_check_change(struct tty_struct *tty)
{
	return __tty_check_change(tty, SIGTTOU);
}
EXPORT_SYMBOL(tty_check_change);

/* --- the caller's terminal --- */

static struct pid *get_ctrl_pid(struct tty_struct *tty, struct pid *const *which)
{
	unsigned long flags;
	struct pid *pid;

	spin_lock_irqsave(&tty->ctrl.lock, flags);
	pid = get_pid(*which);
	spin_unlock_irqrestore(&tty->ctrl.lock, flags);
	return pid;
}

struct pid *tty_get_pgrp(struct tty_struct *tty)
{
	return get_ctrl_pid(tty, &tty->ctrl.pgrp);
}
EXPORT_SYMBOL_GPL(tty_get_pgrp);

struct pid *tty_get_session(struct tty_struct *tty)
{
	return get_ctrl_pid(tty, &tty->ctrl.session);
}

struct tty_struct *get_current_tty(void)
{
	struct tty_struct *tty;
	unsigned long flags;

	spin_lock_irqsave(&current->sighand->siglock, flags);
	tty = tty_kref_get(current->signal->tty);
	spin_unlock_irqrestore(&current->sighand->siglock, flags);
	return tty;
}
EXPORT_SYMBOL_GPL(get_current_tty);

/**
 * proc_clear_tty() - @p's process has no controlling terminal any more
 *
 * tasklist_lock is held, so that p->sighand stays.
 */
void proc_clear_tty(struct task_struct *p)
{
	struct tty_struct *tty;
	unsigned long flags;

	spin_lock_irqsave(&p->sighand->siglock, flags);
	tty = p->signal->tty;
	p->signal->tty = NULL;
	spin_unlock_irqrestore(&p->sighand->siglock, flags);
	tty_kref_put(tty);
}

/* The same for every process of a session, which may be NULL. */
void session_clear_tty(struct pid *session)
{
	struct task_struct *p;

	read_lock(&tasklist_lock);
	do_each_pid_task(session, PIDTYPE_SID, p)
	{
		proc_clear_tty(p);
	}
	while_each_pid_task(session, PIDTYPE_SID, p);
	read_unlock(&tasklist_lock);
}

/* tty becomes the controlling terminal of the caller's session, its group the foreground. */
static void proc_set_tty(struct tty_struct *tty)
{
	struct tty_struct *old_tty;
	struct pid *old_pgrp, *old_session, *old_tty_pgrp;

	spin_lock_irq(&current->sighand->siglock);
	spin_lock(&tty->ctrl.lock);
	old_pgrp = tty->ctrl.pgrp;
	old_session = tty->ctrl.session;
	tty->ctrl.pgrp = get_pid(task_pgrp(current));
	tty->ctrl.session = get_pid(task_session(current));
	spin_unlock(&tty->ctrl.lock);

	old_tty = current->signal->tty;
	old_tty_pgrp = current->signal->tty_old_pgrp;
	current->signal->tty = tty_kref_get(tty);
	current->signal->tty_old_pgrp = NULL;
	spin_unlock_irq(&current->sighand->siglock);

	put_pid(old_pgrp);
	put_pid(old_session);
	put_pid(old_tty_pgrp);
	tty_kref_put(old_tty);
}

/*
 * open(2): a session leader without a terminal gets the first one that it opens and that is no
 * other session's; only if it may read it. tty_lock() is held.
 */
void tty_open_proc_set_tty(struct file *filp, struct tty_struct *tty)
{
	bool take;

	read_lock(&tasklist_lock);
	take = current->signal->leader && !current->signal->tty && !tty->ctrl.session &&
	       ((filp->f_mode & FMODE_READ) || capable(CAP_SYS_ADMIN));
	if (take)
		proc_set_tty(tty);
	read_unlock(&tasklist_lock);
}

/* --- losing it --- */

/*
 * Takes tty from all processes of its session, and tells the leader (SIGHUP, SIGCONT) and, with
 * exit_session, the foreground group. Returns how many references those processes had: the caller
 * drops them.
 */
int tty_signal_session_leader(struct tty_struct *tty, int exit_session)
{
	struct pid *session = tty_get_session(tty);
	struct pid *pgrp = tty_get_pgrp(tty);
	struct task_struct *p;
	bool leader = false;
	int refs = 0;

	read_lock(&tasklist_lock);
	do_each_pid_task(session, PIDTYPE_SID, p)
	{
		spin_lock_irq(&p->sighand->siglock);
		if (p->signal->tty == tty) {
			p->signal->tty = NULL;
			refs++;
		}
		if (p->signal->leader) {
			/* Its exit will still tell the group that was in front. */
			put_pid(p->signal->tty_old_pgrp);
			p->signal->tty_old_pgrp = get_pid(pgrp);
			leader = true;
		}
		spin_unlock_irq(&p->sighand->siglock);
	}
	while_each_pid_task(session, PIDTYPE_SID, p);
	read_unlock(&tasklist_lock);

	/* A session's id is its leader's. */
	if (leader) {
		kill_pid(session, SIGHUP, 1);
		kill_pid(session, SIGCONT, 1);
	}
	if (pgrp && exit_session)
		kill_pgrp(pgrp, SIGHUP, exit_session);
	put_pid(pgrp);
	put_pid(session);
	return refs;
}

/* The group that was in the foreground when the leader lost its terminal, taken out of it */
static struct pid *take_old_pgrp(void)
{
	struct pid *old;

	spin_lock_irq(&current->sighand->siglock);
	old = current->signal->tty_old_pgrp;
	current->signal->tty_old_pgrp = NULL;
	spin_unlock_irq(&current->sighand->siglock);
	return old;
}

/* The terminal's foreground group learns that it is no longer anybody's. */
static void hup_foreground(struct tty_struct *tty, int on_exit)
{
	struct pid *pgrp = tty_get_pgrp(tty);

	if (pgrp) {
		kill_pgrp(pgrp, SIGHUP, on_exit);
		if (!on_exit)
			kill_pgrp(pgrp, SIGCONT, on_exit);
		put_pid(pgrp);
	}
}

/**
 * disassociate_ctty() - the calling session leader gives its terminal up
 * @on_exit: because it exits; then the terminal is hung up, a pty excepted: its other side decides
 *
 * Nothing happens for a process that leads no session. Sleeps.
 */
void disassociate_ctty(int on_exit)
{
	struct tty_struct *tty;
	struct pid *pgrp, *session;

	if (!current->signal->leader)
		return;

	tty = get_current_tty();
	if (tty) {
		if (on_exit && tty->driver->type != TTY_DRIVER_TYPE_PTY)
			tty_vhangup_session(tty);
		else
			hup_foreground(tty, on_exit);
		tty_kref_put(tty);
	} else if (on_exit) {
		pgrp = take_old_pgrp();
		if (pgrp) {
			kill_pgrp(pgrp, SIGHUP, on_exit);
			kill_pgrp(pgrp, SIGCONT, on_exit);
			put_pid(pgrp);
		}
		return;
	}
	put_pid(take_old_pgrp());

	tty = get_current_tty();
	if (tty) {
		unsigned long flags;

		spin_lock_irqsave(&tty->ctrl.lock, flags);
		session = tty->ctrl.session;
		pgrp = tty->ctrl.pgrp;
		tty->ctrl.session = NULL;
		tty->ctrl.pgrp = NULL;
		spin_unlock_irqrestore(&tty->ctrl.lock, flags);
		put_pid(session);
		put_pid(pgrp);
		tty_kref_put(tty);
	}
	rcu_read_lock();
	session = get_pid(task_session(current));
	rcu_read_unlock();
	session_clear_tty(session);
	put_pid(session);
}

/* TIOCNOTTY's, for any process */
void no_tty(void)
{
	disassociate_ctty(0);
	read_lock(&tasklist_lock);
	proc_clear_tty(current);
	read_unlock(&tasklist_lock);
}

/* --- ioctls --- */

/* arg 1: take it from another session, if one is root. */
static int tiocsctty(struct tty_struct *tty, struct file *file, int arg)
{
	struct pid *robbed = NULL;
	int ret = 0;

	tty_lock(tty);
	read_lock(&tasklist_lock);
	if (current->signal->leader && task_session(current) == tty->ctrl.session)
		goto unlock;
	ret = -EPERM;
	if (!current->signal->leader || current->signal->tty)
		goto unlock;
	if (tty->ctrl.session) {
		if (arg != 1 || !capable(CAP_SYS_ADMIN))
			goto unlock;
		robbed = get_pid(tty->ctrl.session);
	}
	if (!(file->f_mode & FMODE_READ) && !capable(CAP_SYS_ADMIN))
		goto unlock;
	ret = 0;
	if (robbed) {
		struct task_struct *p;

		do_each_pid_task(robbed, PIDTYPE_SID, p)
		{
			proc_clear_tty(p);
		}
		while_each_pid_task(robbed, PIDTYPE_SID, p);
	}
	proc_set_tty(tty);
unlock:
	read_unlock(&tasklist_lock);
	tty_unlock(tty);
	put_pid(robbed);
	return ret;
}

static int tiocgpgrp(struct tty_struct *tty, struct tty_struct *real_tty, pid_t __user *p)
{
	struct pid *pgrp;
	int ret;

	/* A pty's master may ask about its slave, whoever's terminal that is. */
	if (tty == real_tty && current->signal->tty != real_tty)
		return -ENOTTY;
	pgrp = tty_get_pgrp(real_tty);
	ret = put_user(pid_vnr(pgrp), p);
	put_pid(pgrp);
	return ret;
}

/* The session that a group belongs to, or NULL; under RCU. */
static struct pid *session_of_pgrp(struct pid *pgrp)
{
	struct task_struct *p = pid_task(pgrp, PIDTYPE_PGID);

	if (!p)
		p = pid_task(pgrp, PIDTYPE_PID);
	return p ? task_session(p) : NULL;
}

static int tiocspgrp(struct tty_struct *tty, struct tty_struct *real_tty, pid_t __user *p)
{
	struct pid *pgrp, *old = NULL;
	pid_t nr;
	int ret = tty_check_change(real_tty);

	if (ret)
		return ret == -EIO ? -ENOTTY : ret;
	if (get_user(nr, p))
		return -EFAULT;
	if (nr < 0)
		return -EINVAL;

	rcu_read_lock();
	spin_lock_irq(&real_tty->ctrl.lock);
	ret = -ENOTTY;
	if (current->signal->tty != real_tty || real_tty->ctrl.session != task_session(current))
		goto unlock;
	pgrp = find_vpid(nr);
	ret = -ESRCH;
	if (!pgrp)
		goto unlock;
	ret = -EPERM;
	if (session_of_pgrp(pgrp) != task_session(current))
		goto unlock;
	ret = 0;
	old = real_tty->ctrl.pgrp;
	real_tty->ctrl.pgrp = get_pid(pgrp);
unlock:
	spin_unlock_irq(&real_tty->ctrl.lock);
	rcu_read_unlock();
	put_pid(old);
	return ret;
}

static int tiocgsid(struct tty_struct *tty, struct tty_struct *real_tty, pid_t __user *p)
{
	struct pid *session;
	int ret = -ENOTTY;

	if (tty == real_tty && current->signal->tty != real_tty)
		return ret;
	session = tty_get_session(real_tty);
	if (session)
		ret = put_user(pid_vnr(session), p);
	put_pid(session);
	return ret;
}

int tty_jobctl_ioctl(struct tty_struct *tty, struct tty_struct *real_tty, struct file *file,
		     unsigned int cmd, unsigned long arg)
{
	switch (cmd) {
	case TIOCNOTTY:
		if (current->signal->tty != tty)
			return -ENOTTY;
		no_tty();
		return 0;
	case TIOCSCTTY:
		return tiocsctty(real_tty, file, arg);
	case TIOCGPGRP:
		return tiocgpgrp(tty, real_tty, (pid_t __user *)arg);
	case TIOCSPGRP:
		return tiocspgrp(tty, real_tty, (pid_t __user *)arg);
	case TIOCGSID:
		return tiocgsid(tty, real_tty, (pid_t __user *)arg);
	}
	return -ENOIOCTLCMD;
}
