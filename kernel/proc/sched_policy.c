// SPDX-License-Identifier: MIT
/*
 * Who gets how much of the CPU: nice values (getpriority(2), setpriority(2)) and the policies
 * SCHED_OTHER, SCHED_BATCH and SCHED_IDLE (sched(7)). What they come to is in sched_queue.c. There
 * are no real-time policies: asking for one is EINVAL.
 *
 * Both are changed with the task's pi_lock and its run queue's lock held.
 */
#include <kernel/sched.h>
#include <linux/capability.h>
#include <linux/cred.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/sched/prio.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/sched/user.h>
#include <linux/syscalls.h>
#include <linux/time.h>
#include <linux/uaccess.h>
#include <uapi/linux/resource.h>
#include "rq.h"

/* The new values; -1 keeps the policy. Any context. */
static void set_policy(struct task_struct *p, int policy, int prio)
{
	unsigned long flags;
	struct rq *rq;

	raw_spin_lock_irqsave(&p->pi_lock, flags);
	rq = task_rq(p);
	raw_spin_lock(&rq->lock);
	if (policy >= 0)
		p->policy = policy;
	p->static_prio = prio;
	raw_spin_unlock(&rq->lock);
	raw_spin_unlock_irqrestore(&p->pi_lock, flags);
}

void set_user_nice(struct task_struct *p, long nice)
{
	if (nice >= MIN_NICE && nice <= MAX_NICE)
		set_policy(p, -1, NICE_TO_PRIO(nice));
}
EXPORT_SYMBOL(set_user_nice);

/* May the current task make @p as little nice as that? */
int can_nice(const struct task_struct *p, const int nice)
{
	return (unsigned long)nice_to_rlimit(nice) <= task_rlimit(p, RLIMIT_NICE) ||
	       capable(CAP_SYS_NICE);
}

/* Is it the caller's effective user's? RCU. */
static bool same_owner(struct task_struct *p)
{
	const struct cred *cred = current_cred(), *pcred = __task_cred(p);

	return uid_eq(cred->euid, pcred->euid) || uid_eq(cred->euid, pcred->uid);
}

/* ---- getpriority(2) and setpriority(2) ---- */

/* For each task: what it makes of the result so far, which is -ESRCH at first. */
typedef long (*prio_fn)(struct task_struct *p, long result, long arg);

static long set_one(struct task_struct *p, long result, long nice)
{
	if (!same_owner(p) && !capable(CAP_SYS_NICE))
		return -EPERM;
	if (nice < task_nice(p) && !can_nice(p, nice))
		return -EACCES;
	set_user_nice(p, nice);
	return result == -ESRCH ? 0 : result;
}

static long get_one(struct task_struct *p, long result, long unused)
{
	return max(result, nice_to_rlimit(task_nice(p)));
}

/* The threads of the processes in a group. tasklist_lock. */
static long for_group(struct pid *pgrp, prio_fn fn, long arg)
{
	struct task_struct *p, *t;
	long result = -ESRCH;

	do_each_pid_task(pgrp, PIDTYPE_PGID, p)
	{
		for_each_thread(p, t) result = fn(t, result, arg);
	}
	while_each_pid_task(pgrp, PIDTYPE_PGID, p);
	return result;
}

static long for_user(kuid_t uid, prio_fn fn, long arg)
{
	struct task_struct *p, *t;
	long result = -ESRCH;

	for_each_process_thread(p, t)
	{
		if (uid_eq(task_uid(t), uid) && task_pid_vnr(t))
			result = fn(t, result, arg);
	}
	return result;
}

/* Those that @which and @who say. -EINVAL, or what @fn comes to. */
static long for_those(int which, int who, prio_fn fn, long arg)
{
	struct task_struct *p;
	long result;

	if (which < PRIO_PROCESS || which > PRIO_USER)
		return -EINVAL;
	rcu_read_lock();
	read_lock(&tasklist_lock);
	if (which == PRIO_PROCESS) {
		p = who ? find_task_by_vpid(who) : current;
		result = p ? fn(p, -ESRCH, arg) : -ESRCH;
	} else if (which == PRIO_PGRP) {
		result = for_group(who ? find_vpid(who) : task_pgrp(current), fn, arg);
	} else {
		result = for_user(who ? make_kuid(current_user_ns(), who) : current_uid(), fn, arg);
	}
	read_unlock(&tasklist_lock);
	rcu_read_unlock();
	return result;
}

SYSCALL_DEFINE3(setpriority, int, which, int, who, int, niceval)
{
	return for_those(which, who, set_one, clamp(niceval, MIN_NICE, MAX_NICE));
}

/* The least nice of those, as 20 - nice: so that no result looks like an error. */
SYSCALL_DEFINE2(getpriority, int, which, int, who)
{
	return for_those(which, who, get_one, 0);
}

/* ---- Policies ---- */

static bool policy_exists(int policy)
{
	return policy == SCHED_NORMAL || policy == SCHED_BATCH || policy == SCHED_IDLE;
}

/* sched_setscheduler(2): -1 keeps the policy, and the flag. */
static int change_policy(struct task_struct *p, int policy, bool reset_on_fork)
{
	bool allowed = same_owner(p);

	if (policy < 0) {
		policy = p->policy;
		reset_on_fork = p->sched_reset_on_fork;
	}
	if (!policy_exists(policy))
		return -EINVAL;
	/* Back from the last place in the queue only who could have left it out. */
	if (p->policy == SCHED_IDLE && policy != SCHED_IDLE && !can_nice(p, task_nice(p)))
		allowed = false;
	if (p->sched_reset_on_fork && !reset_on_fork)
		allowed = false;
	if (!allowed && !capable(CAP_SYS_NICE))
		return -EPERM;
	p->sched_reset_on_fork = reset_on_fork;
	set_policy(p, policy, p->static_prio);
	return 0;
}

static int do_sched_setscheduler(pid_t pid, int policy, bool reset_on_fork,
				 const struct sched_param __user *uparam)
{
	struct sched_param param;
	struct task_struct *p;
	int ret = -ESRCH;

	if (!uparam || pid < 0)
		return -EINVAL;
	if (copy_from_user(&param, uparam, sizeof(param)))
		return -EFAULT;
	rcu_read_lock();
	p = pid ? find_task_by_vpid(pid) : current;
	if (p)
		/* Priorities are for real-time policies. */
		ret = param.sched_priority ? -EINVAL : change_policy(p, policy, reset_on_fork);
	rcu_read_unlock();
	return ret;
}

SYSCALL_DEFINE3(sched_setscheduler, pid_t, pid, int, policy, const struct sched_param __user *,
		param)
{
	if (policy < 0)
		return -EINVAL;
	return do_sched_setscheduler(pid, policy & ~SCHED_RESET_ON_FORK,
				     policy & SCHED_RESET_ON_FORK, param);
}

SYSCALL_DEFINE2(sched_setparam, pid_t, pid, const struct sched_param __user *, param)
{
	return do_sched_setscheduler(pid, -1, false, param);
}

/* -EINVAL, -ESRCH, or the policy with the flag. */
SYSCALL_DEFINE1(sched_getscheduler, pid_t, pid)
{
	struct task_struct *p;
	int ret = -ESRCH;

	if (pid < 0)
		return -EINVAL;
	rcu_read_lock();
	p = pid ? find_task_by_vpid(pid) : current;
	if (p)
		ret = p->policy | (p->sched_reset_on_fork ? SCHED_RESET_ON_FORK : 0);
	rcu_read_unlock();
	return ret;
}

SYSCALL_DEFINE2(sched_getparam, pid_t, pid, struct sched_param __user *, uparam)
{
	struct sched_param param = {};
	struct task_struct *p;

	if (!uparam || pid < 0)
		return -EINVAL;
	rcu_read_lock();
	p = pid ? find_task_by_vpid(pid) : current;
	rcu_read_unlock();
	if (!p)
		return -ESRCH;
	return copy_to_user(uparam, &param, sizeof(param)) ? -EFAULT : 0;
}

SYSCALL_DEFINE1(sched_get_priority_max, int, policy)
{
	return policy_exists(policy) ? 0 : -EINVAL;
}

SYSCALL_DEFINE1(sched_get_priority_min, int, policy)
{
	return policy_exists(policy) ? 0 : -EINVAL;
}

/* sched_rr_get_interval(2): of tasks that aren't real-time ones, the slice. */
SYSCALL_DEFINE2(sched_rr_get_interval, pid_t, pid, struct __kernel_timespec __user *, interval)
{
	struct timespec64 ts = {};
	struct task_struct *p;

	if (pid < 0)
		return -EINVAL;
	rcu_read_lock();
	p = pid ? find_task_by_vpid(pid) : current;
	if (p)
		ts.tv_nsec = task_slice(p);
	rcu_read_unlock();
	return p ? put_timespec64(&ts, interval) : -ESRCH;
}
