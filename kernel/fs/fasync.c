// SPDX-License-Identifier: MIT
/*
 * Signal-driven I/O: SIGIO to the owner of a file when it becomes ready (fcntl(2), O_ASYNC).
 *
 * A driver keeps a list head, struct fasync_struct *. Its ->fasync passes that to fasync_helper(),
 * its interrupt handler or writer calls kill_fasync() on it. fasync_lock guards the links of every
 * list; kill_fasync() may be called from interrupts, so the lock is taken with them off.
 */
#include <linux/cred.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/limits.h>
#include <linux/pid.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/signal.h>
#include <linux/slab.h>
#include <linux/string.h>

#define FASYNC_MAGIC 0x4601

static DEFINE_SPINLOCK(fasync_lock);

/* Where filp's entry hangs in the list, or the end of the list. fasync_lock is held. */
static struct fasync_struct **fasync_find(struct fasync_struct **fapp, const struct file *filp)
{
	while (*fapp && (*fapp)->fa_file != filp)
		fapp = &(*fapp)->fa_next;
	return fapp;
}

static void set_fasync_flag(struct file *filp, bool on)
{
	spin_lock(&filp->f_lock);
	if (on)
		filp->f_flags |= FASYNC;
	else
		filp->f_flags &= ~FASYNC;
	spin_unlock(&filp->f_lock);
}

static int fasync_remove(struct file *filp, struct fasync_struct **fapp)
{
	struct fasync_struct **at, *fa;
	unsigned long flags;

	spin_lock_irqsave(&fasync_lock, flags);
	at = fasync_find(fapp, filp);
	fa = *at;
	if (fa)
		*at = fa->fa_next;
	spin_unlock_irqrestore(&fasync_lock, flags);
	if (!fa)
		return 0;
	set_fasync_flag(filp, false);
	kfree(fa);
	return 1;
}

/*
 * For a ->fasync: have filp in the list (on), or not. 1 if that changed something, 0 if not,
 * -ENOMEM. Process context.
 */
int fasync_helper(int fd, struct file *filp, int on, struct fasync_struct **fapp)
{
	struct fasync_struct **at, *fresh;
	unsigned long flags;
	bool added;

	if (!on)
		return fasync_remove(filp, fapp);
	fresh = kzalloc(sizeof(*fresh), GFP_KERNEL);
	if (!fresh)
		return -ENOMEM;
	fresh->magic = FASYNC_MAGIC;
	fresh->fa_file = filp;
	fresh->fa_fd = fd;

	spin_lock_irqsave(&fasync_lock, flags);
	at = fasync_find(fapp, filp);
	added = !*at;
	if (added)
		*at = fresh;
	else
		(*at)->fa_fd = fd;
	spin_unlock_irqrestore(&fasync_lock, flags);
	if (!added)
		kfree(fresh);
	set_fasync_flag(filp, true);
	return added;
}
EXPORT_SYMBOL(fasync_helper);

/* kill(2)'s rule, for the one who called F_SETOWN. */
static bool may_signal(const struct task_struct *p, const struct fown_struct *own)
{
	const struct cred *cred;
	bool allowed;

	rcu_read_lock();
	cred = __task_cred(p);
	allowed = uid_eq(own->euid, GLOBAL_ROOT_UID) || uid_eq(own->euid, cred->suid) ||
		  uid_eq(own->euid, cred->uid) || uid_eq(own->uid, cred->suid) ||
		  uid_eq(own->uid, cred->uid);
	rcu_read_unlock();
	return allowed;
}

static void signal_task(struct task_struct *p, const struct fown_struct *own,
			const struct fasync_struct *fa, int reason, int band)
{
	struct kernel_siginfo info;

	if (!may_signal(p, own))
		return;
	if (!own->signum) {
		do_send_sig_info(SIGIO, SEND_SIG_PRIV, p, PIDTYPE_TGID);
		return;
	}
	clear_siginfo(&info);
	info.si_signo = own->signum;
	info.si_code = reason;
	info.si_band = band;
	info.si_fd = fa->fa_fd;
	do_send_sig_info(own->signum, &info, p, PIDTYPE_TGID);
}

/* To the process, or to every process of the group, that owns the file. */
static void signal_owner(struct fown_struct *own, const struct fasync_struct *fa, int reason,
			 int band)
{
	struct task_struct *p;

	if (!own->pid)
		return;
	read_lock(&tasklist_lock);
	if (own->pid > 0) {
		p = pid_task(find_vpid(own->pid), PIDTYPE_TGID);
		if (p)
			signal_task(p, own, fa, reason, band);
	} else {
		struct pid *pgrp = find_vpid(-own->pid);

		do_each_pid_task(pgrp, PIDTYPE_PGID, p)
		{
			signal_task(p, own, fa, reason, band);
		}
		while_each_pid_task(pgrp, PIDTYPE_PGID, p);
	}
	read_unlock(&tasklist_lock);
}

/* Tell the owners of all files in the list. sig: SIGIO or SIGURG; band: POLL_IN and the like. */
void kill_fasync(struct fasync_struct **fp, int sig, int band)
{
	/* si_band is poll(2)'s bits: what each POLL_* reason means, siginfo(2). */
	static const long bands[] = {
		0x0001 | 0x0040,	  /* POLL_IN */
		0x0004 | 0x0100 | 0x0200, /* POLL_OUT */
		0x0001 | 0x0040 | 0x0400, /* POLL_MSG */
		0x0008,			  /* POLL_ERR */
		0x0002 | 0x0080,	  /* POLL_PRI */
		0x0010 | 0x0008,	  /* POLL_HUP */
	};
	struct fasync_struct *fa;
	unsigned long flags;

	if (!READ_ONCE(*fp))
		return;
	spin_lock_irqsave(&fasync_lock, flags);
	for (fa = *fp; fa; fa = fa->fa_next) {
		struct fown_struct *own = &fa->fa_file->f_owner;
		unsigned int reason = band & 0xffff;
		long bits = reason - 1 < ARRAY_SIZE(bands) ? bands[reason - 1] : 0;

		/* SIGURG has its own default, unless a signal was chosen. */
		if (sig == SIGURG && !own->signum)
			continue;
		read_lock(&own->lock);
		signal_owner(own, fa, band, bits);
		read_unlock(&own->lock);
	}
	spin_unlock_irqrestore(&fasync_lock, flags);
}
EXPORT_SYMBOL(kill_fasync);

/*
 * arg: a process, or less than 0 a process group; 0 nobody. force: even if it has an owner already.
 * -ESRCH: there is no such process or group; -EINVAL.
 */
int f_setown(struct file *filp, unsigned long arg, int force)
{
	const struct cred *cred = current_cred();
	pid_t who = (int)arg;
	unsigned long flags;
	bool exists;

	if (who == INT_MIN)
		return -EINVAL;
	rcu_read_lock();
	exists = !who || find_vpid(who < 0 ? -who : who);
	rcu_read_unlock();
	if (!exists)
		return -ESRCH;
	write_lock_irqsave(&filp->f_owner.lock, flags);
	if (force || !filp->f_owner.pid) {
		filp->f_owner.pid = who;
		filp->f_owner.uid = cred->uid;
		filp->f_owner.euid = cred->euid;
	}
	write_unlock_irqrestore(&filp->f_owner.lock, flags);
	return 0;
}
EXPORT_SYMBOL(f_setown);

pid_t f_getown(struct file *filp)
{
	unsigned long flags;
	pid_t pid;

	read_lock_irqsave(&filp->f_owner.lock, flags);
	pid = filp->f_owner.pid;
	read_unlock_irqrestore(&filp->f_owner.lock, flags);
	return pid;
}
EXPORT_SYMBOL(f_getown);
