// SPDX-License-Identifier: MIT
/*
 * The system calls about policies: sched_setscheduler(2), sched_setparam(2), sched_setattr(2) and
 * what reads it back, sched_get_priority_max(2), sched_rr_get_interval(2).
 *
 * They find the task under RCU and hold it; sched_policy.c checks what is asked, and who asks.
 */
#include <kernel/sched.h>
#include <linux/errno.h>
#include <linux/sched/task.h>
#include <linux/syscalls.h>
#include <linux/time.h>
#include <linux/uaccess.h>
#include "rq.h"

/* The task of that number (0: the caller), held. NULL: none. */
struct task_struct *sched_get_task(pid_t pid)
{
	struct task_struct *p;

	rcu_read_lock();
	p = pid ? find_task_by_vpid(pid) : current;
	if (p)
		get_task_struct(p);
	rcu_read_unlock();
	return p;
}

/* The same; or -EINVAL for a negative one, -ESRCH. */
static struct task_struct *task_of(pid_t pid)
{
	if (pid < 0)
		return ERR_PTR(-EINVAL);
	return sched_get_task(pid) ?: ERR_PTR(-ESRCH);
}

static int do_sched_setscheduler(pid_t pid, int policy, const struct sched_param __user *uparam)
{
	struct sched_param param;
	struct task_struct *p;
	int ret;

	if (!uparam || pid < 0)
		return -EINVAL;
	if (copy_from_user(&param, uparam, sizeof(param)))
		return -EFAULT;
	p = task_of(pid);
	if (IS_ERR(p))
		return PTR_ERR(p);
	ret = sched_setscheduler(p, policy, &param);
	put_task_struct(p);
	return ret;
}

SYSCALL_DEFINE3(sched_setscheduler, pid_t, pid, int, policy, const struct sched_param __user *,
		param)
{
	if (policy < 0)
		return -EINVAL;
	return do_sched_setscheduler(pid, policy, param);
}

SYSCALL_DEFINE2(sched_setparam, pid_t, pid, const struct sched_param __user *, param)
{
	return do_sched_setscheduler(pid, -1, param);
}

/* -EINVAL, -ESRCH, or the policy with the flag. */
SYSCALL_DEFINE1(sched_getscheduler, pid_t, pid)
{
	struct task_struct *p = task_of(pid);
	int ret;

	if (IS_ERR(p))
		return PTR_ERR(p);
	ret = p->policy | (p->sched_reset_on_fork ? SCHED_RESET_ON_FORK : 0);
	put_task_struct(p);
	return ret;
}

SYSCALL_DEFINE2(sched_getparam, pid_t, pid, struct sched_param __user *, uparam)
{
	struct sched_param param = {};
	struct task_struct *p;

	if (!uparam)
		return -EINVAL;
	p = task_of(pid);
	if (IS_ERR(p))
		return PTR_ERR(p);
	param.sched_priority = READ_ONCE(p->rt_priority);
	put_task_struct(p);
	return copy_to_user(uparam, &param, sizeof(param)) ? -EFAULT : 0;
}

/*
 * A structure as the caller knows it, of whatever size: what is longer than ours must be 0 there,
 * or -E2BIG, with our size in its place. -EINVAL, -EFAULT.
 */
static int copy_attr(struct sched_attr __user *uattr, struct sched_attr *attr)
{
	u32 size;
	int ret;

	if (get_user(size, &uattr->size))
		return -EFAULT;
	if (!size)
		size = SCHED_ATTR_SIZE_VER0;
	if (size < SCHED_ATTR_SIZE_VER0 || size > PAGE_SIZE)
		goto too_big;
	ret = copy_struct_from_user(attr, sizeof(*attr), uattr, size);
	if (ret == -E2BIG)
		goto too_big;
	if (!ret && (attr->sched_flags & SCHED_FLAG_UTIL_CLAMP) && size < SCHED_ATTR_SIZE_VER1)
		ret = -EINVAL;
	return ret;
too_big:
	return put_user((u32)sizeof(*attr), &uattr->size) ? -EFAULT : -E2BIG;
}

SYSCALL_DEFINE3(sched_setattr, pid_t, pid, struct sched_attr __user *, uattr, unsigned int, flags)
{
	struct sched_attr attr;
	struct task_struct *p;
	int ret;

	if (!uattr || pid < 0 || flags)
		return -EINVAL;
	ret = copy_attr(uattr, &attr);
	if (ret)
		return ret;
	if ((int)attr.sched_policy < 0)
		return -EINVAL;
	p = task_of(pid);
	if (IS_ERR(p))
		return PTR_ERR(p);
	if (attr.sched_flags & SCHED_FLAG_KEEP_POLICY)
		attr.sched_policy = -1;
	if (attr.sched_flags & SCHED_FLAG_KEEP_PARAMS) {
		attr.sched_priority = p->rt_priority;
		attr.sched_nice = task_nice(p);
	}
	ret = sched_setattr(p, &attr);
	put_task_struct(p);
	return ret;
}

/* As much as the caller has room for, which is at least the first version of it. */
SYSCALL_DEFINE4(sched_getattr, pid_t, pid, struct sched_attr __user *, uattr, unsigned int, usize,
		unsigned int, flags)
{
	struct sched_attr attr = {};
	struct task_struct *p;

	if (!uattr || usize > PAGE_SIZE || usize < SCHED_ATTR_SIZE_VER0 || flags)
		return -EINVAL;
	p = task_of(pid);
	if (IS_ERR(p))
		return PTR_ERR(p);
	attr.sched_policy = p->policy;
	attr.sched_flags = p->sched_reset_on_fork ? SCHED_FLAG_RESET_ON_FORK : 0;
	attr.sched_priority = p->rt_priority;
	if (!p->rt_priority)
		attr.sched_nice = task_nice(p);
	put_task_struct(p);
	attr.size = min_t(u32, usize, sizeof(attr));
	return copy_to_user(uattr, &attr, attr.size) ? -EFAULT : 0;
}

/* What sched_priority may be: from @rt for the real-time policies, 0 for the others. */
static long priority_limit(int policy, int rt)
{
	if (!sched_policy_exists(policy))
		return -EINVAL;
	return policy == SCHED_FIFO || policy == SCHED_RR ? rt : 0;
}

SYSCALL_DEFINE1(sched_get_priority_max, int, policy)
{
	return priority_limit(policy, MAX_RT_PRIO - 1);
}

SYSCALL_DEFINE1(sched_get_priority_min, int, policy)
{
	return priority_limit(policy, 1);
}

/* sched_rr_get_interval(2): the slice; none for SCHED_FIFO. */
SYSCALL_DEFINE2(sched_rr_get_interval, pid_t, pid, struct __kernel_timespec __user *, interval)
{
	struct task_struct *p = task_of(pid);
	struct timespec64 ts;
	s64 slice;

	if (IS_ERR(p))
		return PTR_ERR(p);
	slice = p->policy == SCHED_FIFO ? 0 : p->policy == SCHED_RR ? rr_slice() : task_slice(p);
	put_task_struct(p);
	ts = ns_to_timespec64(slice);
	return put_timespec64(&ts, interval);
}
