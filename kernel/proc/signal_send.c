// SPDX-License-Identifier: MIT
/*
 * Sending signals: from kill(2), the terminal, a fault or the kernel into a task's pending set.
 *
 * A signal for a process goes into signal->shared_pending and wakes one thread that wants it; one
 * for a thread goes into its own ->pending. Both sets, the dispositions and the stop state are
 * under sighand->siglock, which is taken with interrupts off since handlers send too. Lock order:
 * tasklist_lock, then siglock, then a run queue's lock.
 */
#include <linux/capability.h>
#include <linux/cred.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/pid.h>
#include <linux/printk.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/sched/user.h>
#include <linux/signal.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/uidgid.h>
#include "signal_internal.h"

static struct kmem_cache *sigqueue_cache;

void __init signals_init(void)
{
	sigqueue_cache = KMEM_CACHE(sigqueue, SLAB_PANIC);
}

/* --- the queue --- */

/*
 * One queue entry, charged to t's user against RLIMIT_SIGPENDING unless the kernel insists. NULL
 * when there is none to be had: the signal's bit is then set without its siginfo. siglock held.
 */
static struct sigqueue *sigqueue_alloc(struct task_struct *t, bool override_rlimit)
{
	unsigned long limit = READ_ONCE(t->signal->rlim[RLIMIT_SIGPENDING].rlim_cur);
	struct user_struct *user;
	struct sigqueue *q = NULL;

	rcu_read_lock();
	user = get_uid(__task_cred(t)->user);
	rcu_read_unlock();
	if (atomic_long_inc_return(&user->sigpending) <= limit || override_rlimit)
		q = kmem_cache_alloc(sigqueue_cache, GFP_ATOMIC);
	if (!q) {
		atomic_long_dec(&user->sigpending);
		free_uid(user);
		return NULL;
	}
	INIT_LIST_HEAD(&q->list);
	q->flags = 0;
	q->user = user;
	return q;
}

void sigqueue_free_entry(struct sigqueue *q)
{
	atomic_long_dec(&q->user->sigpending);
	free_uid(q->user);
	kmem_cache_free(sigqueue_cache, q);
}

void flush_sigqueue(struct sigpending *queue)
{
	struct sigqueue *q, *next;

	sigemptyset(&queue->signal);
	list_for_each_entry_safe (q, next, &queue->list, list) {
		list_del(&q->list);
		sigqueue_free_entry(q);
	}
}

void flush_signals(struct task_struct *t)
{
	unsigned long flags;

	spin_lock_irqsave(&t->sighand->siglock, flags);
	clear_tsk_thread_flag(t, TIF_SIGPENDING);
	flush_sigqueue(&t->pending);
	flush_sigqueue(&t->signal->shared_pending);
	spin_unlock_irqrestore(&t->sighand->siglock, flags);
}
EXPORT_SYMBOL(flush_signals);

/* Takes the signals of `mask` out of a pending set; siglock held. */
static void flush_sigqueue_mask(unsigned long mask, struct sigpending *s)
{
	struct sigqueue *q, *next;

	if (!sigtestsetmask(&s->signal, mask))
		return;
	sigdelsetmask(&s->signal, mask);
	list_for_each_entry_safe (q, next, &s->list, list) {
		if (mask & sigmask(q->info.si_signo)) {
			list_del(&q->list);
			sigqueue_free_entry(q);
		}
	}
}

void flush_ignored_signal(struct task_struct *t, int sig)
{
	struct task_struct *thread;

	flush_sigqueue_mask(sigmask(sig), &t->signal->shared_pending);
	for_each_thread(t, thread) flush_sigqueue_mask(sigmask(sig), &thread->pending);
}

/* --- who needs to know --- */

/* True when something is pending that the task does not block, or it has to stop. */
static bool has_pending(struct task_struct *t)
{
	unsigned long pending = t->pending.signal.sig[0] | t->signal->shared_pending.signal.sig[0];

	return (pending & ~t->blocked.sig[0]) || (t->jobctl & JOBCTL_PENDING_MASK);
}

bool recalc_sigpending_tsk(struct task_struct *t)
{
	if (has_pending(t)) {
		set_tsk_thread_flag(t, TIF_SIGPENDING);
		return true;
	}
	return false;
}

void recalc_sigpending(void)
{
	if (!recalc_sigpending_tsk(current))
		clear_thread_flag(TIF_SIGPENDING);
}
EXPORT_SYMBOL(recalc_sigpending);

void signal_wake_up_state(struct task_struct *t, unsigned int state)
{
	set_tsk_thread_flag(t, TIF_SIGPENDING);
	/* Not asleep in such a state: it may run in user mode on another CPU, and must come in. */
	if (!wake_up_state(t, state | TASK_INTERRUPTIBLE))
		kick_process(t);
}

static bool handler_ignores(const struct task_struct *t, int sig)
{
	__sighandler_t h = t->sighand->action[sig - 1].sa.sa_handler;

	return h == SIG_IGN || (h == SIG_DFL && sig_kernel_ignore(sig));
}

/*
 * Whether the signal can be dropped at once. A blocked one can't: its disposition may change before
 * it is unblocked. Init and its like get no signal for which they have no handler.
 */
static bool sig_ignored(struct task_struct *t, int sig, bool force)
{
	__sighandler_t h = t->sighand->action[sig - 1].sa.sa_handler;

	if (sigismember(&t->blocked, sig) || sigismember(&t->real_blocked, sig))
		return false;
	if (unlikely(t->signal->flags & SIGNAL_UNKILLABLE) && h == SIG_DFL &&
	    !(force && sig_kernel_only(sig)))
		return true;
	/* Kernel threads take only what they asked for. */
	if (unlikely(t->flags & PF_KTHREAD) && h == SIG_DFL)
		return true;
	return handler_ignores(t, sig);
}

/* A stopped process goes on: SIGCONT does it even when it is blocked or ignored; siglock held. */
static void continue_group(struct task_struct *p)
{
	struct signal_struct *sig = p->signal;
	struct task_struct *t;
	unsigned int why = 0;

	flush_sigqueue_mask(SIG_KERNEL_STOP_MASK, &sig->shared_pending);
	for_each_thread(p, t)
	{
		flush_sigqueue_mask(SIG_KERNEL_STOP_MASK, &t->pending);
		t->jobctl &= ~(JOBCTL_STOP_PENDING | JOBCTL_STOP_DEQUEUED | JOBCTL_STOPPED);
		wake_up_state(t, __TASK_STOPPED);
	}

	/*
	 * The parent is told by the first thread that comes through get_signal(). A stop that was
	 * under way counts as one that happened, so that the parent hears of both.
	 */
	if (sig->flags & SIGNAL_STOP_STOPPED)
		why = SIGNAL_CLD_CONTINUED;
	else if (sig->group_stop_count)
		why = SIGNAL_CLD_STOPPED;
	if (why) {
		sig->flags = (sig->flags & ~SIGNAL_STOP_MASK) | why | SIGNAL_STOP_CONTINUED;
		sig->group_stop_count = 0;
		sig->group_exit_code = 0;
	}
}

/*
 * What a signal does by being sent, before anyone takes it: stop signals and SIGCONT cancel each
 * other. Returns whether it is to be queued at all. siglock held.
 */
static bool prepare_signal(int sig, struct task_struct *p, bool force)
{
	struct task_struct *t;

	if (p->signal->flags & SIGNAL_GROUP_EXIT)
		return sig == SIGKILL; /* the process is dying; anything else is too late */
	if (sig_kernel_stop(sig)) {
		flush_sigqueue_mask(sigmask(SIGCONT), &p->signal->shared_pending);
		for_each_thread(p, t) flush_sigqueue_mask(sigmask(SIGCONT), &t->pending);
	} else if (sig == SIGCONT) {
		continue_group(p);
	}
	return !sig_ignored(p, sig, force);
}

/* Whether thread t is free to take the signal now; siglock held. */
static bool wants_signal(int sig, struct task_struct *t)
{
	if (sigismember(&t->blocked, sig) || (t->flags & PF_EXITING))
		return false;
	if (sig == SIGKILL)
		return true;
	if (task_is_stopped_or_traced(t))
		return false;
	return task_curr(t) || !task_sigpending(t);
}

/* A thread of p's process that wants the signal, or NULL when all of them block it. */
static struct task_struct *pick_thread(int sig, struct task_struct *p, enum pid_type type)
{
	struct task_struct *t;

	if (wants_signal(sig, p))
		return p;
	if (type == PIDTYPE_PID || thread_group_empty(p))
		return NULL;
	for_each_thread(p, t) if (wants_signal(sig, t)) return t;
	return NULL;
}

/* The signal will end the process without a core dump: no need to wait for its delivery. */
static bool sig_fatal(const struct task_struct *p, int sig)
{
	return !siginmask(sig, SIG_KERNEL_IGNORE_MASK | SIG_KERNEL_STOP_MASK) &&
	       p->sighand->action[sig - 1].sa.sa_handler == SIG_DFL;
}

/* The signal is pending: wake who takes it, or for a fatal one everyone. siglock held. */
static void complete_signal(int sig, struct task_struct *p, enum pid_type type)
{
	struct signal_struct *signal = p->signal;
	struct task_struct *t = pick_thread(sig, p, type);

	if (!t)
		return;
	if (sig_fatal(p, sig) && !(signal->flags & SIGNAL_GROUP_EXIT) &&
	    !sigismember(&t->real_blocked, sig) && !sig_kernel_coredump(sig)) {
		signal->flags = SIGNAL_GROUP_EXIT;
		signal->group_exit_code = sig;
		signal->group_stop_count = 0;
		for_each_thread(p, t)
		{
			t->jobctl &= ~JOBCTL_PENDING_MASK;
			sigaddset(&t->pending.signal, SIGKILL);
			signal_wake_up(t, true);
		}
		return;
	}
	signal_wake_up(t, sig == SIGKILL);
}

/* --- sending --- */

static void fill_info(kernel_siginfo_t *to, int sig, const struct kernel_siginfo *info,
		      struct task_struct *t)
{
	if (!is_si_special(info)) {
		*to = *info;
		return;
	}
	clear_siginfo(to);
	to->si_signo = sig;
	if (info == SEND_SIG_PRIV) {
		to->si_code = SI_KERNEL;
		return;
	}
	to->si_code = SI_USER;
	to->si_pid = task_tgid_nr(current);
	to->si_uid = from_kuid_munged(&init_user_ns, current_uid());
}

/*
 * Queues one signal; siglock held. -EAGAIN when a real-time signal of a user can't be queued, since
 * sigqueue(3) promises that it is not lost.
 */
int send_signal_locked(int sig, struct kernel_siginfo *info, struct task_struct *t,
		       enum pid_type type)
{
	struct sigpending *pending = type == PIDTYPE_PID ? &t->pending : &t->signal->shared_pending;
	bool force = info == SEND_SIG_PRIV || (!is_si_special(info) && SI_FROMKERNEL(info));
	bool from_kernel = is_si_special(info) || info->si_code >= 0;
	struct sigqueue *q;

	if (!prepare_signal(sig, t, force))
		return 0;
	/* The old signals are pending or not; only SIGRTMIN and above are counted. */
	if (sig < SIGRTMIN && sigismember(&pending->signal, sig))
		return 0;

	if (sig != SIGKILL && !(t->flags & PF_KTHREAD)) {
		q = sigqueue_alloc(t, sig < SIGRTMIN && from_kernel);
		if (q) {
			fill_info(&q->info, sig, info, t);
			list_add_tail(&q->list, &pending->list);
		} else if (sig >= SIGRTMIN && !is_si_special(info) && info->si_code != SI_USER) {
			return -EAGAIN;
		}
	}
	/* Who reads signals from a descriptor has them blocked: nobody else would wake him. */
	if (waitqueue_active(&t->sighand->signalfd_wqh))
		wake_up(&t->sighand->signalfd_wqh);
	sigaddset(&pending->signal, sig);
	complete_signal(sig, t, type);
	return 0;
}

int do_send_sig_info(int sig, struct kernel_siginfo *info, struct task_struct *p,
		     enum pid_type type)
{
	unsigned long flags;
	int err = -ESRCH;

	if (lock_task_sighand(p, &flags)) {
		err = send_signal_locked(sig, info, p, type);
		unlock_task_sighand(p, &flags);
	}
	return err;
}

int send_sig_info(int sig, struct kernel_siginfo *info, struct task_struct *t)
{
	if (!valid_signal(sig))
		return -EINVAL;
	return do_send_sig_info(sig, info, t, PIDTYPE_PID);
}
EXPORT_SYMBOL(send_sig_info);

int send_sig(int sig, struct task_struct *t, int priv)
{
	return send_sig_info(sig, priv ? SEND_SIG_PRIV : SEND_SIG_NOINFO, t);
}
EXPORT_SYMBOL(send_sig);

/* kill(2): the sender's real or effective uid is the receiver's real or saved one. */
static bool kill_ok_by_cred(struct task_struct *t)
{
	const struct cred *cred = current_cred(), *tcred = __task_cred(t);

	return uid_eq(cred->euid, tcred->suid) || uid_eq(cred->euid, tcred->uid) ||
	       uid_eq(cred->uid, tcred->suid) || uid_eq(cred->uid, tcred->uid) || capable(CAP_KILL);
}

/* 0 when the current task may send sig to t; RCU or tasklist_lock held. */
static int check_kill_permission(int sig, struct kernel_siginfo *info, struct task_struct *t)
{
	if (!valid_signal(sig))
		return -EINVAL;
	if (!is_si_special(info) && SI_FROMKERNEL(info))
		return 0;
	if (info == SEND_SIG_PRIV || same_thread_group(current, t) || kill_ok_by_cred(t))
		return 0;
	/* Any process may continue those of its own session. */
	if (sig == SIGCONT && task_session(t) == task_session(current))
		return 0;
	return -EPERM;
}

int group_send_sig_info(int sig, struct kernel_siginfo *info, struct task_struct *p,
			enum pid_type type)
{
	int err;

	rcu_read_lock();
	err = check_kill_permission(sig, info, p);
	rcu_read_unlock();
	if (!err && sig)
		err = do_send_sig_info(sig, info, p, type);
	return err;
}

int kill_pid_info(int sig, struct kernel_siginfo *info, struct pid *pid)
{
	struct task_struct *p;
	int err;

	for (;;) {
		rcu_read_lock();
		p = pid_task(pid, PIDTYPE_PID);
		err = p ? group_send_sig_info(sig, info, p, PIDTYPE_TGID) : -ESRCH;
		rcu_read_unlock();
		/* The thread may just have handed its pid on in execve; then there is another. */
		if (!p || err != -ESRCH)
			return err;
	}
}
EXPORT_SYMBOL_GPL(kill_pid_info);

int __kill_pgrp_info(int sig, struct kernel_siginfo *info, struct pid *pgrp)
{
	struct task_struct *p;
	int err, ret = -ESRCH;
	bool sent = false;

	do_each_pid_task(pgrp, PIDTYPE_PGID, p)
	{
		err = group_send_sig_info(sig, info, p, PIDTYPE_PGID);
		sent |= !err;
		ret = err;
	}
	while_each_pid_task(pgrp, PIDTYPE_PGID, p);
	return sent ? 0 : ret;
}

int kill_pgrp(struct pid *pid, int sig, int priv)
{
	int err;

	read_lock(&tasklist_lock);
	err = __kill_pgrp_info(sig, priv ? SEND_SIG_PRIV : SEND_SIG_NOINFO, pid);
	read_unlock(&tasklist_lock);
	return err;
}
EXPORT_SYMBOL(kill_pgrp);

int kill_pid(struct pid *pid, int sig, int priv)
{
	return kill_pid_info(sig, priv ? SEND_SIG_PRIV : SEND_SIG_NOINFO, pid);
}
EXPORT_SYMBOL(kill_pid);
