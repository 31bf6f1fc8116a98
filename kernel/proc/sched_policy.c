// SPDX-License-Identifier: MIT
/*
 * Policies and priorities of tasks (sched(7)): SCHED_OTHER, SCHED_BATCH and SCHED_IDLE, which share
 * the CPU by nice values (sched_queue.c), and SCHED_FIFO and SCHED_RR, which come before them
 * (sched_rt.c). There is no SCHED_DEADLINE: asking for it is EINVAL.
 *
 * All of it is changed with the task's pi_lock and its run queue's lock held. No lock of the kernel
 * lends its holder the priority of those that wait: prio is always normal_prio.
 */
#include <kernel/sched.h>
#include <linux/capability.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/sched/prio.h>
#include <linux/sched/rt.h>
#include <linux/sched/signal.h>
#include <uapi/linux/resource.h>
#include "rq.h"

static bool rt_policy(int policy)
{
	return policy == SCHED_FIFO || policy == SCHED_RR;
}

/* Whether there is that policy. */
bool sched_policy_exists(int policy)
{
	return policy == SCHED_NORMAL || policy == SCHED_BATCH || policy == SCHED_IDLE ||
	       rt_policy(policy);
}

/* What a task is to have. */
struct sched_choice {
	int policy; /* -1: as it is, and rt_priority, too */
	unsigned int rt_priority;
	int static_prio;
};

static struct sched_choice choice_of(const struct task_struct *p)
{
	return (struct sched_choice){p->policy, p->rt_priority, p->static_prio};
}

/* The priority that @p would have by it. */
static int prio_by(const struct task_struct *p, const struct sched_choice *choice)
{
	int policy = choice->policy >= 0 ? choice->policy : p->policy;
	int rt_priority = choice->policy >= 0 ? choice->rt_priority : p->rt_priority;

	return rt_policy(policy) ? MAX_RT_PRIO - 1 - rt_priority : choice->static_prio;
}

static void apply(struct task_struct *p, const struct sched_choice *choice)
{
	p->normal_prio = prio_by(p, choice);
	WRITE_ONCE(p->prio, p->normal_prio);
	if (choice->policy >= 0) {
		p->policy = choice->policy;
		p->rt_priority = choice->rt_priority;
	}
	p->static_prio = choice->static_prio;
}

/* A slice by the new way of counting. rq->lock. */
static void begin_slice(struct rq *rq, struct task_struct *p)
{
	p->se.slice = rt_task(p) ? rr_slice() : task_slice(p);
	p->se.round = rq->round;
}

/*
 * Makes the choice @p's, whether it sleeps, waits or runs. Of a real-time task that gets another
 * priority: less puts it before those that have it, more behind them (sched(7)). Any context.
 */
static void set_choice(struct task_struct *p, const struct sched_choice *choice)
{
	bool was_rt, queued, changes;
	unsigned long flags;
	struct rq *rq;
	int old_prio;

	rq = task_rq_lock(p, &flags);
	update_rq_clock(rq);
	if (p == rq->curr)
		charge_current(rq);
	was_rt = rt_task(p);
	old_prio = p->prio;
	/*
	 * Among tasks that aren't real-time ones, a new slice tells, the place doesn't; and a
	 * priority that stays as it is keeps its place.
	 */
	changes = (was_rt || rt_policy(choice->policy)) && prio_by(p, choice) != old_prio;
	queued = changes && p->on_rq && p != rq->curr;
	if (queued)
		dequeue_task(rq, p);
	apply(p, choice);
	if (was_rt != rt_task(p))
		begin_slice(rq, p);
	if (queued && rt_task(p))
		rt_enqueue(rq, p, p->prio > old_prio);
	else if (queued)
		enqueue_woken(rq, p);
	if (queued)
		check_preempt(rq, p, 0);
	else if (changes && p == rq->curr && rt_best(rq) < p->prio)
		resched_curr(rq);
	task_rq_unlock(rq, p, &flags);
}

void sched_fork(struct task_struct *p)
{
	struct sched_choice choice = choice_of(p);

	if (p->sched_reset_on_fork) {
		if (rt_policy(choice.policy))
			choice = (struct sched_choice){SCHED_NORMAL, 0, DEFAULT_PRIO};
		choice.static_prio = max(choice.static_prio, DEFAULT_PRIO);
		p->sched_reset_on_fork = false;
	}
	apply(p, &choice);
}

void set_user_nice(struct task_struct *p, long nice)
{
	const struct sched_choice choice = {.policy = -1, .static_prio = NICE_TO_PRIO(nice)};

	if (nice >= MIN_NICE && nice <= MAX_NICE)
		set_choice(p, &choice);
}
EXPORT_SYMBOL(set_user_nice);

/* ---- Who may choose what ---- */

/* May the current task do that without CAP_SYS_NICE? */
static bool may_choose(struct task_struct *p, const struct sched_choice *choice, bool reset_on_fork)
{
	unsigned long limit = task_rlimit(p, RLIMIT_RTPRIO);

	if (rt_policy(choice->policy)) {
		if (choice->policy != p->policy && !limit)
			return false;
		if (choice->rt_priority > p->rt_priority && choice->rt_priority > limit)
			return false;
	} else if (choice->static_prio < p->static_prio &&
		   !can_nice(p, PRIO_TO_NICE(choice->static_prio))) {
		return false;
	}
	/* Back from the last place in the queue only who could have left it out. */
	if (p->policy == SCHED_IDLE && choice->policy != SCHED_IDLE && !can_nice(p, task_nice(p)))
		return false;
	if (p->sched_reset_on_fork && !reset_on_fork)
		return false;
	return sched_same_owner(p);
}

/* Checks all of @attr, and makes it so. -EINVAL, -EPERM, -EOPNOTSUPP. */
static int change(struct task_struct *p, const struct sched_attr *attr, bool user)
{
	struct sched_choice choice = choice_of(p);
	bool reset_on_fork = attr->sched_flags & SCHED_FLAG_RESET_ON_FORK;
	int policy = attr->sched_policy;

	if (policy < 0) {
		policy = p->policy;
		reset_on_fork = p->sched_reset_on_fork;
	}
	if (attr->sched_flags & ~(u64)SCHED_FLAG_ALL || !sched_policy_exists(policy))
		return -EINVAL;
	if (attr->sched_flags & SCHED_FLAG_UTIL_CLAMP)
		return -EOPNOTSUPP;
	if (attr->sched_priority >= MAX_RT_PRIO || rt_policy(policy) != !!attr->sched_priority)
		return -EINVAL;
	choice.policy = policy;
	if (!(attr->sched_flags & SCHED_FLAG_KEEP_PARAMS)) {
		choice.rt_priority = attr->sched_priority;
		if (!rt_policy(policy))
			choice.static_prio =
				NICE_TO_PRIO(clamp_t(int, attr->sched_nice, MIN_NICE, MAX_NICE));
	}
	if (user && !may_choose(p, &choice, reset_on_fork) && !capable(CAP_SYS_NICE))
		return -EPERM;
	p->sched_reset_on_fork = reset_on_fork;
	set_choice(p, &choice);
	return 0;
}

int sched_setattr(struct task_struct *p, const struct sched_attr *attr)
{
	return change(p, attr, true);
}

int sched_setattr_nocheck(struct task_struct *p, const struct sched_attr *attr)
{
	return change(p, attr, false);
}
EXPORT_SYMBOL_GPL(sched_setattr_nocheck);

/* The older form: policy with SCHED_RESET_ON_FORK in it, or -1 to keep both. Nice values stay. */
static int change_policy(struct task_struct *p, int policy, const struct sched_param *param,
			 bool user)
{
	struct sched_attr attr = {
		.sched_policy = policy,
		.sched_priority = param->sched_priority,
		.sched_nice = task_nice(p),
	};

	if (policy != -1 && (policy & SCHED_RESET_ON_FORK)) {
		attr.sched_flags = SCHED_FLAG_RESET_ON_FORK;
		attr.sched_policy &= ~SCHED_RESET_ON_FORK;
	}
	return change(p, &attr, user);
}

int sched_setscheduler(struct task_struct *p, int policy, const struct sched_param *param)
{
	return change_policy(p, policy, param, true);
}

int sched_setscheduler_nocheck(struct task_struct *p, int policy, const struct sched_param *param)
{
	return change_policy(p, policy, param, false);
}

/* In the middle: whoever runs the system decides whether that is right, with chrt(1). */
void sched_set_fifo(struct task_struct *p)
{
	struct sched_param param = {.sched_priority = MAX_RT_PRIO / 2};

	WARN_ON_ONCE(sched_setscheduler_nocheck(p, SCHED_FIFO, &param));
}
EXPORT_SYMBOL_GPL(sched_set_fifo);

void sched_set_fifo_low(struct task_struct *p)
{
	struct sched_param param = {.sched_priority = 1};

	WARN_ON_ONCE(sched_setscheduler_nocheck(p, SCHED_FIFO, &param));
}
EXPORT_SYMBOL_GPL(sched_set_fifo_low);

void sched_set_normal(struct task_struct *p, int nice)
{
	struct sched_attr attr = {.sched_policy = SCHED_NORMAL, .sched_nice = nice};

	WARN_ON_ONCE(sched_setattr_nocheck(p, &attr));
}
EXPORT_SYMBOL_GPL(sched_set_normal);
