// SPDX-License-Identifier: MIT
/*
 * Which CPUs a task may run on: set_cpus_allowed_ptr(), sched_setaffinity(2), sched_getaffinity(2).
 *
 * The mask is changed with the task's pi_lock and the lock of its run queue. A task that waits on a
 * CPU that it may not use any more is queued elsewhere; one that runs there moves when it next
 * makes way, which it is told to do at once.
 */
#include <kernel/sched.h>
#include <linux/capability.h>
#include <linux/cpumask.h>
#include <linux/cred.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/sched/task.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include "rq.h"

/* Queues @p, which is runnable and on no queue, where it may run. pi_lock. */
static void queue_where_allowed(struct task_struct *p)
{
	struct rq *rq;
	int cpu = select_task_rq(p);

	WRITE_ONCE(task_thread_info(p)->cpu, cpu);
	rq = cpu_rq(cpu);
	raw_spin_lock(&rq->lock);
	update_rq_clock(rq);
	activate_task(rq, p);
	check_preempt(rq, p, 0);
	raw_spin_unlock(&rq->lock);
}

/*
 * @prev left its CPU as one that must not run there: runs it elsewhere, unless a waker (it may have
 * been about to sleep) has queued it, and it has even slept, meanwhile. Interrupts on.
 */
void move_prev(struct task_struct *prev)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&prev->pi_lock, flags);
	/* It may have run meanwhile, and be leaving another CPU in the same way. */
	smp_cond_load_acquire(&prev->on_cpu, !VAL || prev->on_rq);
	if (!prev->on_rq && task_is_running(prev))
		queue_where_allowed(prev);
	raw_spin_unlock_irqrestore(&prev->pi_lock, flags);
}

/* Takes the mask, in which some CPU is online. Any context but NMI. */
void do_set_cpus_allowed(struct task_struct *p, const struct cpumask *new_mask)
{
	bool moves = false;
	unsigned long flags;
	struct rq *rq;

	rq = task_rq_lock(p, &flags);
	cpumask_copy(&p->cpus_mask, new_mask);
	p->nr_cpus_allowed = cpumask_weight(new_mask);
	if (p->on_rq && !cpumask_test_cpu(rq->cpu, new_mask)) {
		moves = p != rq->curr;
		if (moves) {
			dequeue_task(rq, p);
			rq->nr_running--;
			WRITE_ONCE(p->on_rq, 0);
		} else {
			resched_curr(rq);
		}
	}
	raw_spin_unlock(&rq->lock);
	if (moves)
		queue_where_allowed(p);
	raw_spin_unlock_irqrestore(&p->pi_lock, flags);
}

/**
 * set_cpus_allowed_ptr() - say where a task may run
 *
 * The caller holds @p. Process context. -EINVAL: none of the CPUs is online, or @p was bound
 * (kthread_bind()). On return @p runs on none that it may not use, if it is the current task;
 * another one that runs there leaves soon.
 */
int set_cpus_allowed_ptr(struct task_struct *p, const struct cpumask *new_mask)
{
	if (!cpumask_intersects(new_mask, cpu_online_mask))
		return -EINVAL;
	if ((p->flags & PF_NO_SETAFFINITY) && !cpumask_equal(new_mask, &p->cpus_mask))
		return -EINVAL;
	do_set_cpus_allowed(p, new_mask);
	if (p == current)
		cond_resched();
	return 0;
}
EXPORT_SYMBOL_GPL(set_cpus_allowed_ptr);

/* -ESRCH; -EPERM: another user's; -EINVAL: a bound thread, or no CPU that there is. */
long sched_setaffinity(pid_t pid, const struct cpumask *in_mask)
{
	struct task_struct *p = sched_get_task(pid);
	struct cpumask mask;
	long ret = -EINVAL;

	if (!p)
		return -ESRCH;
	if (p->flags & PF_NO_SETAFFINITY)
		goto put;
	ret = -EPERM;
	if (!sched_same_owner(p) && !capable(CAP_SYS_NICE))
		goto put;
	cpumask_and(&mask, in_mask, cpu_possible_mask);
	ret = set_cpus_allowed_ptr(p, &mask);
put:
	put_task_struct(p);
	return ret;
}

/* -ESRCH, or 0 with those of its CPUs that are online. */
long sched_getaffinity(pid_t pid, struct cpumask *mask)
{
	struct task_struct *p = sched_get_task(pid);
	unsigned long flags;

	if (!p)
		return -ESRCH;
	raw_spin_lock_irqsave(&p->pi_lock, flags);
	cpumask_and(mask, &p->cpus_mask, cpu_online_mask);
	raw_spin_unlock_irqrestore(&p->pi_lock, flags);
	put_task_struct(p);
	return 0;
}

/* CPUs beyond those that there can be are passed over, and what the caller leaves out is 0. */
SYSCALL_DEFINE3(sched_setaffinity, pid_t, pid, unsigned int, len, unsigned long __user *,
		user_mask_ptr)
{
	struct cpumask mask = {};

	if (copy_from_user(&mask, user_mask_ptr, min_t(size_t, len, sizeof(mask))))
		return -EFAULT;
	return sched_setaffinity(pid, &mask);
}

/* Returns how many bytes of the mask were written; the C library zeroes the rest. */
SYSCALL_DEFINE3(sched_getaffinity, pid_t, pid, unsigned int, len, unsigned long __user *,
		user_mask_ptr)
{
	unsigned int bytes = min_t(size_t, len, BITS_TO_LONGS(nr_cpu_ids) * sizeof(long));
	struct cpumask mask;
	long ret;

	if (len * BITS_PER_BYTE < nr_cpu_ids || len & (sizeof(unsigned long) - 1))
		return -EINVAL;
	ret = sched_getaffinity(pid, &mask);
	if (ret)
		return ret;
	return copy_to_user(user_mask_ptr, cpumask_bits(&mask), bytes) ? -EFAULT : bytes;
}
