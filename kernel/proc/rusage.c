// SPDX-License-Identifier: MIT
/*
 * Resources: what processes have used (getrusage(2), times(2)) and what they may use
 * (getrlimit(2), setrlimit(2), prlimit(2)), and the tick's check of the limit on CPU time.
 */
#include <kernel/sched.h>
#include <linux/cred.h>
#include <linux/errno.h>
#include <linux/fdtable.h>
#include <linux/jiffies.h>
#include <linux/mm.h>
#include <linux/resource.h>
#include <linux/sched/cputime.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/syscalls.h>
#include <linux/time.h>
#include <linux/timekeeping.h>
#include <linux/times.h>
#include <linux/uaccess.h>
#include "rusage.h"

static struct __kernel_old_timeval ns_to_old_timeval(u64 ns)
{
	struct timespec64 ts = ns_to_timespec64(ns);

	return (struct __kernel_old_timeval){
		.tv_sec = ts.tv_sec,
		.tv_usec = ts.tv_nsec / NSEC_PER_USEC,
	};
}

static void add_counts(struct rusage *r, unsigned long minflt, unsigned long majflt,
		       unsigned long nvcsw, unsigned long nivcsw)
{
	r->ru_minflt += minflt;
	r->ru_majflt += majflt;
	r->ru_nvcsw += nvcsw;
	r->ru_nivcsw += nivcsw;
}

/* The process's own: its dead threads', kept in signal_struct, and its live ones'. */
static void add_self(struct task_struct *p, struct rusage *r, u64 *utime, u64 *stime,
		     unsigned long *maxrss)
{
	struct signal_struct *sig = p->signal;
	struct task_struct *t;
	u64 ut, st;

	thread_group_cputime_adjusted(p, &ut, &st);
	*utime += ut;
	*stime += st;
	add_counts(r, sig->min_flt, sig->maj_flt, sig->nvcsw, sig->nivcsw);
	*maxrss = max(*maxrss, sig->maxrss);
	rcu_read_lock();
	for_each_thread(p, t) add_counts(r, t->min_flt, t->maj_flt, t->nvcsw, t->nivcsw);
	rcu_read_unlock();
}

/* The high-water mark of the address space that it still has. Sleeps. */
static unsigned long current_maxrss(struct task_struct *p)
{
	struct mm_struct *mm = get_task_mm(p);
	unsigned long pages = 0;

	if (mm) {
		pages = get_mm_hiwater_rss(mm);
		mmput(mm);
	}
	return pages;
}

/**
 * getrusage() - what @p, its children, or both have used
 * @who: RUSAGE_SELF, _THREAD, _CHILDREN or _BOTH
 *
 * The caller has a reference to @p, or knows that it stays. A snapshot. May sleep.
 */
void getrusage(struct task_struct *p, int who, struct rusage *r)
{
	struct signal_struct *sig = p->signal;
	u64 utime = 0, stime = 0;
	unsigned long maxrss = 0;

	memset(r, 0, sizeof(*r));
	switch (who) {
	case RUSAGE_THREAD:
		task_cputime_adjusted(p, &utime, &stime);
		add_counts(r, p->min_flt, p->maj_flt, p->nvcsw, p->nivcsw);
		maxrss = sig->maxrss;
		break;
	case RUSAGE_BOTH:
	case RUSAGE_CHILDREN:
		utime = sig->cutime;
		stime = sig->cstime;
		add_counts(r, sig->cmin_flt, sig->cmaj_flt, sig->cnvcsw, sig->cnivcsw);
		maxrss = sig->cmaxrss;
		if (who == RUSAGE_CHILDREN)
			break;
		fallthrough;
	case RUSAGE_SELF:
		add_self(p, r, &utime, &stime, &maxrss);
		break;
	}
	if (who != RUSAGE_CHILDREN)
		maxrss = max(maxrss, current_maxrss(p));
	r->ru_utime = ns_to_old_timeval(utime);
	r->ru_stime = ns_to_old_timeval(stime);
	r->ru_maxrss = maxrss * (PAGE_SIZE / 1024);
}

SYSCALL_DEFINE2(getrusage, int, who, struct rusage __user *, ru)
{
	struct rusage r;

	if (who != RUSAGE_SELF && who != RUSAGE_CHILDREN && who != RUSAGE_THREAD)
		return -EINVAL;
	getrusage(current, who, &r);
	return copy_to_user(ru, &r, sizeof(r)) ? -EFAULT : 0;
}

/* times(2): the result is a clock of USER_HZ whose start is nobody's business. */
SYSCALL_DEFINE1(times, struct tms __user *, tbuf)
{
	struct signal_struct *sig = current->signal;
	struct tms tms;
	u64 utime, stime;

	if (tbuf) {
		thread_group_cputime_adjusted(current, &utime, &stime);
		tms.tms_utime = nsec_to_clock_t(utime);
		tms.tms_stime = nsec_to_clock_t(stime);
		spin_lock_irq(&current->sighand->siglock);
		tms.tms_cutime = nsec_to_clock_t(sig->cutime);
		tms.tms_cstime = nsec_to_clock_t(sig->cstime);
		spin_unlock_irq(&current->sighand->siglock);
		if (copy_to_user(tbuf, &tms, sizeof(tms)))
			return -EFAULT;
	}
	return jiffies_64_to_clock_t(get_jiffies_64());
}

/*
 * Reads the limit into @old and sets @new; either may be NULL. group_leader's alloc_lock makes
 * the pair one: others copy the limits under it. For another task than the caller tasklist_lock is
 * held, so that it has a leader. 0, -EINVAL, -EPERM.
 */
static int do_prlimit(struct task_struct *tsk, unsigned int resource, const struct rlimit *new,
		      struct rlimit *old)
{
	struct rlimit *rlim;
	int ret = 0;

	if (resource >= RLIM_NLIMITS)
		return -EINVAL;
	if (new &&new->rlim_cur > new->rlim_max)
		return -EINVAL;
	/* More descriptors than any table may have. */
	if (new &&resource == RLIMIT_NOFILE &&new->rlim_max > NR_OPEN_MAX)
		return -EPERM;

	rlim = tsk->signal->rlim + resource;
	task_lock(tsk->group_leader);
	if (new &&new->rlim_max > rlim->rlim_max && !capable(CAP_SYS_RESOURCE))
		ret = -EPERM;
	if (!ret) {
		if (old)
			*old = *rlim;
		if (new)
			*rlim = *new;
	}
	task_unlock(tsk->group_leader);
	return ret;
}

SYSCALL_DEFINE2(getrlimit, unsigned int, resource, struct rlimit __user *, rlim)
{
	struct rlimit value;
	int ret = do_prlimit(current, resource, NULL, &value);

	if (!ret && copy_to_user(rlim, &value, sizeof(value)))
		return -EFAULT;
	return ret;
}

SYSCALL_DEFINE2(setrlimit, unsigned int, resource, struct rlimit __user *, rlim)
{
	struct rlimit new;

	if (copy_from_user(&new, rlim, sizeof(new)))
		return -EFAULT;
	return do_prlimit(current, resource, &new, NULL);
}

/* prlimit(2), PERMISSION: the same user and group in all three ids, or CAP_SYS_RESOURCE. */
static int check_prlimit_permission(struct task_struct *task)
{
	const struct cred *cred = current_cred(), *tcred;
	bool same;

	if (task == current)
		return 0;
	tcred = __task_cred(task);
	same = uid_eq(cred->uid, tcred->euid) && uid_eq(cred->uid, tcred->suid) &&
	       uid_eq(cred->uid, tcred->uid) && gid_eq(cred->gid, tcred->egid) &&
	       gid_eq(cred->gid, tcred->sgid) && gid_eq(cred->gid, tcred->gid);
	if (!same && !capable(CAP_SYS_RESOURCE))
		return -EPERM;
	return 0;
}

/* RLIM_INFINITY and RLIM64_INFINITY are the same number here. */
SYSCALL_DEFINE4(prlimit64, pid_t, pid, unsigned int, resource, const struct rlimit64 __user *,
		new_rlim, struct rlimit64 __user *, old_rlim)
{
	struct rlimit64 new64, old64;
	struct rlimit new, old;
	struct task_struct *tsk;
	int ret;

	BUILD_BUG_ON(RLIM_INFINITY != RLIM64_INFINITY);
	if (new_rlim) {
		if (copy_from_user(&new64, new_rlim, sizeof(new64)))
			return -EFAULT;
		new.rlim_cur = new64.rlim_cur;
		new.rlim_max = new64.rlim_max;
	}

	rcu_read_lock();
	tsk = pid ? find_task_by_vpid(pid) : current;
	ret = tsk ? check_prlimit_permission(tsk) : -ESRCH;
	if (!ret)
		get_task_struct(tsk);
	rcu_read_unlock();
	if (ret)
		return ret;

	if (tsk != current)
		read_lock(&tasklist_lock);
	if (pid_alive(tsk))
		ret = do_prlimit(tsk, resource, new_rlim ? &new : NULL, old_rlim ? &old : NULL);
	else
		ret = -ESRCH;
	if (tsk != current)
		read_unlock(&tasklist_lock);
	put_task_struct(tsk);
	if (!ret && old_rlim) {
		old64.rlim_cur = old.rlim_cur;
		old64.rlim_max = old.rlim_max;
		if (copy_to_user(old_rlim, &old64, sizeof(old64)))
			return -EFAULT;
	}
	return ret;
}

/*
 * The tick: RLIMIT_CPU of the current process. Over the soft limit it gets SIGXCPU, and again
 * each second (the soft limit moves on); over the hard one SIGKILL. Interrupts off.
 */
void check_cpu_limit(struct task_struct *p)
{
	struct signal_struct *sig = p->signal;
	unsigned long soft = READ_ONCE(sig->rlim[RLIMIT_CPU].rlim_cur), hard, used;
	struct task_cputime times;

	if (likely(soft == RLIM_INFINITY) || (p->flags & PF_EXITING))
		return;
	thread_group_cputime(p, &times);
	used = div_u64(times.utime + times.stime, NSEC_PER_SEC);
	hard = READ_ONCE(sig->rlim[RLIMIT_CPU].rlim_max);
	if (hard != RLIM_INFINITY && used >= max(hard, 1UL)) {
		send_sig(SIGKILL, p, 1);
	} else if (used >= max(soft, 1UL)) {
		send_sig(SIGXCPU, p, 1);
		WRITE_ONCE(sig->rlim[RLIMIT_CPU].rlim_cur, used + 1);
	}
}

/*
 * The tick: RLIMIT_RTTIME, what a real-time task may use without sleeping, in microseconds. As the
 * limit above: SIGXCPU, and again each second; then SIGKILL. Interrupts off.
 */
void check_rt_limit(struct task_struct *p)
{
	struct rlimit *limit = &p->signal->rlim[RLIMIT_RTTIME];
	unsigned long soft = READ_ONCE(limit->rlim_cur), hard = READ_ONCE(limit->rlim_max), used;

	if (p->rt_sleeps != p->nvcsw) {
		p->rt_sleeps = p->nvcsw;
		p->rt_ticks = 0;
	}
	used = ++p->rt_ticks * (USEC_PER_SEC / HZ);
	if (likely(soft == RLIM_INFINITY) || (p->flags & PF_EXITING))
		return;
	if (hard != RLIM_INFINITY && used > hard) {
		send_sig(SIGKILL, p, 1);
	} else if (used > soft) {
		send_sig(SIGXCPU, p, 1);
		WRITE_ONCE(limit->rlim_cur, soft + USEC_PER_SEC);
	}
}
