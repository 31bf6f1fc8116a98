// SPDX-License-Identifier: MIT
/*
 * Nice values for user space: getpriority(2), setpriority(2), and who may be how nice. Setting one
 * is in sched_policy.c, what it comes to in sched_queue.c.
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

/* May the current task make @p as little nice as that? */
int can_nice(const struct task_struct *p, const int nice)
{
	return (unsigned long)nice_to_rlimit(nice) <= task_rlimit(p, RLIMIT_NICE) ||
	       capable(CAP_SYS_NICE);
}

/* Is it the caller's effective user's? Any context that may look at current's credentials. */
bool sched_same_owner(struct task_struct *p)
{
	const struct cred *cred = current_cred(), *pcred;
	bool match;

	rcu_read_lock();
	pcred = __task_cred(p);
	match = uid_eq(cred->euid, pcred->euid) || uid_eq(cred->euid, pcred->uid);
	rcu_read_unlock();
	return match;
}

/* ---- getpriority(2) and setpriority(2) ---- */

/* For each task: what it makes of the result so far, which is -ESRCH at first. */
typedef long (*prio_fn)(struct task_struct *p, long result, long arg);

static long set_one(struct task_struct *p, long result, long nice)
{
	if (!sched_same_owner(p) && !capable(CAP_SYS_NICE))
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
