// SPDX-License-Identifier: MIT
/*
 * Signals of a task's own life: the mask it blocks, faults that it can't refuse, what happens to
 * its signals when it ends or runs a new program, and what its parent is told.
 *
 * signal_send.c puts signals in, signal_deliver.c takes them out, signal_syscalls.c is user space's
 * side. Locks: see signal_send.c.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/sched/cputime.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/signal.h>
#include <linux/spinlock.h>
#include <linux/uaccess.h>
#include <linux/uidgid.h>
#include <kernel/exec.h>
#include "signal_internal.h"

/* --- the mask --- */

/*
 * Signals for the process that the current thread no longer takes: another thread may.
 * siglock held.
 */
static void retarget_shared_pending(struct task_struct *tsk, const sigset_t *which)
{
	sigset_t retarget;
	struct task_struct *t;

	sigandsets(&retarget, &tsk->signal->shared_pending.signal, which);
	for_each_thread(tsk, t)
	{
		if (sigisemptyset(&retarget))
			return;
		if (t == tsk || (t->flags & PF_EXITING) || !(retarget.sig[0] & ~t->blocked.sig[0]))
			continue;
		sigandsets(&retarget, &retarget, &t->blocked);
		if (!task_sigpending(t))
			signal_wake_up(t, false);
	}
}

void set_blocked_locked(const sigset_t *newset)
{
	struct task_struct *tsk = current;
	sigset_t newly;

	if (task_sigpending(tsk) && !thread_group_empty(tsk)) {
		sigandnsets(&newly, newset, &tsk->blocked);
		retarget_shared_pending(tsk, &newly);
	}
	tsk->blocked = *newset;
	recalc_sigpending();
}

void __set_current_blocked(const sigset_t *newset)
{
	struct task_struct *tsk = current;

	/* Only the task itself writes its mask, so it can be read without the lock. */
	if (sigequalsets(&tsk->blocked, newset))
		return;
	spin_lock_irq(&tsk->sighand->siglock);
	set_blocked_locked(newset);
	spin_unlock_irq(&tsk->sighand->siglock);
}

void set_current_blocked(sigset_t *newset)
{
	sigdelsetmask(newset, SIG_KERNEL_ONLY_MASK);
	__set_current_blocked(newset);
}

int sigprocmask(int how, sigset_t *set, sigset_t *oldset)
{
	sigset_t newset;

	if (oldset)
		*oldset = current->blocked;
	switch (how) {
	case SIG_BLOCK:
		sigorsets(&newset, &current->blocked, set);
		break;
	case SIG_UNBLOCK:
		sigandnsets(&newset, &current->blocked, set);
		break;
	case SIG_SETMASK:
		newset = *set;
		break;
	default:
		return -EINVAL;
	}
	__set_current_blocked(&newset);
	return 0;
}
EXPORT_SYMBOL(sigprocmask);

int set_user_sigmask(const sigset_t __user *umask, size_t sigsetsize)
{
	sigset_t mask;

	if (!umask)
		return 0;
	if (sigsetsize != sizeof(sigset_t))
		return -EINVAL;
	if (copy_from_user(&mask, umask, sizeof(mask)))
		return -EFAULT;
	set_restore_sigmask();
	current->saved_sigmask = current->blocked;
	set_current_blocked(&mask);
	return 0;
}

void recalc_sigpending_and_wake(struct task_struct *t)
{
	if (recalc_sigpending_tsk(t))
		signal_wake_up(t, false);
}

/* A new thread may have been born into pending signals that its creator's flag does not show. */
void calculate_sigpending(void)
{
	spin_lock_irq(&current->sighand->siglock);
	set_thread_flag(TIF_SIGPENDING);
	recalc_sigpending();
	spin_unlock_irq(&current->sighand->siglock);
}

/* --- faults --- */

enum force_how {
	FORCE_CATCHABLE, /* a handler may run, unless the signal is blocked or ignored */
	FORCE_DEFAULT,	 /* the default action, whatever the program has set */
};

static int force_sig_info_to_task(struct kernel_siginfo *info, struct task_struct *t,
				  enum force_how how)
{
	int sig = info->si_signo, err;
	struct k_sigaction *action;
	unsigned long flags;
	bool blocked, ignored;

	spin_lock_irqsave(&t->sighand->siglock, flags);
	action = &t->sighand->action[sig - 1];
	ignored = action->sa.sa_handler == SIG_IGN;
	blocked = sigismember(&t->blocked, sig);
	if (blocked || ignored || how == FORCE_DEFAULT) {
		action->sa.sa_handler = SIG_DFL;
		if (blocked) {
			sigdelset(&t->blocked, sig);
			recalc_sigpending_and_wake(t);
		}
	}
	/* Even init dies of its own faults: it could not go on. */
	if (action->sa.sa_handler == SIG_DFL)
		t->signal->flags &= ~SIGNAL_UNKILLABLE;
	err = send_signal_locked(sig, info, t, PIDTYPE_PID);
	spin_unlock_irqrestore(&t->sighand->siglock, flags);
	return err;
}

int force_sig_info(struct kernel_siginfo *info)
{
	return force_sig_info_to_task(info, current, FORCE_CATCHABLE);
}

static void force_kernel_sig(int sig, enum force_how how)
{
	struct kernel_siginfo info;

	clear_siginfo(&info);
	info.si_signo = sig;
	info.si_code = SI_KERNEL;
	force_sig_info_to_task(&info, current, how);
}

void force_sig(int sig)
{
	force_kernel_sig(sig, FORCE_CATCHABLE);
}
EXPORT_SYMBOL(force_sig);

void force_fatal_sig(int sig)
{
	force_kernel_sig(sig, FORCE_DEFAULT);
}

void force_exit_sig(int sig)
{
	force_kernel_sig(sig, FORCE_DEFAULT);
}

/* A frame could not be built for sig. When that is SIGSEGV's own handler, it never can be. */
void force_sigsegv(int sig)
{
	if (sig == SIGSEGV)
		force_fatal_sig(SIGSEGV);
	else
		force_sig(SIGSEGV);
}

static void fault_info(struct kernel_siginfo *info, int sig, int code, void __user *addr)
{
	clear_siginfo(info);
	info->si_signo = sig;
	info->si_code = code;
	info->si_addr = addr;
}

int force_sig_fault_to_task(int sig, int code, void __user *addr, struct task_struct *t)
{
	struct kernel_siginfo info;

	fault_info(&info, sig, code, addr);
	return force_sig_info_to_task(&info, t, FORCE_CATCHABLE);
}

int force_sig_fault(int sig, int code, void __user *addr)
{
	return force_sig_fault_to_task(sig, code, addr, current);
}

int send_sig_fault(int sig, int code, void __user *addr, struct task_struct *t)
{
	struct kernel_siginfo info;

	fault_info(&info, sig, code, addr);
	return send_sig_info(sig, &info, t);
}

bool unhandled_signal(struct task_struct *t, int sig)
{
	__sighandler_t h = t->sighand->action[sig - 1].sa.sa_handler;

	return is_global_init(t) || h == SIG_IGN || h == SIG_DFL;
}

/* --- execve and exit --- */

void flush_signal_handlers(struct task_struct *t, int force_default)
{
	struct k_sigaction *ka = t->sighand->action, *end = ka + _NSIG;

	for (; ka < end; ka++) {
		if (force_default || ka->sa.sa_handler != SIG_IGN)
			ka->sa.sa_handler = SIG_DFL;
		ka->sa.sa_flags = 0;
		ka->sa.sa_restorer = NULL;
		sigemptyset(&ka->sa.sa_mask);
	}
}

void exec_reset_signal_state(struct task_struct *tsk)
{
	sas_ss_reset(tsk);
	clear_restore_sigmask();
}

void ignore_signals(struct task_struct *t)
{
	int i;

	for (i = 0; i < _NSIG; i++)
		t->sighand->action[i].sa.sa_handler = SIG_IGN;
	flush_signals(t);
}

int zap_other_threads(struct task_struct *p)
{
	struct task_struct *t;
	int count = 0;

	p->signal->group_stop_count = 0;
	for_each_thread(p, t)
	{
		if (t == p)
			continue;
		t->jobctl &= ~JOBCTL_PENDING_MASK;
		count++;
		if (t->exit_state)
			continue;
		sigaddset(&t->pending.signal, SIGKILL);
		signal_wake_up(t, true);
	}
	return count;
}

void exit_signals(struct task_struct *tsk)
{
	bool stopped = false;
	sigset_t unblocked;

	if (thread_group_empty(tsk) || (tsk->signal->flags & SIGNAL_GROUP_EXIT)) {
		tsk->flags |= PF_EXITING;
		return;
	}
	spin_lock_irq(&tsk->sighand->siglock);
	tsk->flags |= PF_EXITING; /* from here on nobody picks this thread for a signal */
	if (task_sigpending(tsk)) {
		unblocked = tsk->blocked;
		signotset(&unblocked);
		retarget_shared_pending(tsk, &unblocked);
	}
	if (tsk->jobctl & JOBCTL_STOP_PENDING) {
		/* A stop that waited only for this thread is complete now. */
		tsk->jobctl &= ~JOBCTL_STOP_PENDING;
		if (tsk->signal->group_stop_count && !--tsk->signal->group_stop_count) {
			signal_set_stop_flags(tsk->signal, SIGNAL_STOP_STOPPED);
			stopped = true;
		}
	}
	spin_unlock_irq(&tsk->sighand->siglock);
	if (stopped) {
		read_lock(&tasklist_lock);
		do_notify_parent_cldstop(tsk, CLD_STOPPED);
		read_unlock(&tasklist_lock);
	}
}

/* --- what the parent is told --- */

static void sigchld_info(struct kernel_siginfo *info, struct task_struct *tsk, int sig)
{
	u64 utime, stime;

	clear_siginfo(info);
	info->si_signo = sig;
	info->si_pid = task_pid_nr(tsk);
	info->si_uid = from_kuid_munged(&init_user_ns, task_uid(tsk));
	thread_group_cputime_adjusted(tsk, &utime, &stime);
	info->si_utime = nsec_to_clock_t(utime);
	info->si_stime = nsec_to_clock_t(stime);
}

bool do_notify_parent(struct task_struct *tsk, int sig)
{
	struct task_struct *parent = tsk->parent;
	struct sighand_struct *psig = parent->sighand;
	struct kernel_siginfo info;
	__sighandler_t handler;
	unsigned long flags;
	bool autoreap = false;

	/* The program that chose the signal, and knows it, is gone: it could only harm the new one.
	 */
	if (sig != SIGCHLD && tsk->parent_exec_id != READ_ONCE(parent->self_exec_id))
		sig = SIGCHLD;
	sigchld_info(&info, tsk, sig);
	info.si_status = tsk->exit_code & 0x7f;
	if (tsk->exit_code & 0x80)
		info.si_code = CLD_DUMPED;
	else if (tsk->exit_code & 0x7f)
		info.si_code = CLD_KILLED;
	else {
		info.si_code = CLD_EXITED;
		info.si_status = tsk->exit_code >> 8;
	}

	spin_lock_irqsave(&psig->siglock, flags);
	handler = psig->action[SIGCHLD - 1].sa.sa_handler;
	if (sig == SIGCHLD &&
	    (handler == SIG_IGN || (psig->action[SIGCHLD - 1].sa.sa_flags & SA_NOCLDWAIT))) {
		/* wait(2): such a parent has no zombies; with SIG_IGN it isn't told either. */
		autoreap = true;
		if (handler == SIG_IGN)
			sig = 0;
	}
	if (valid_signal(sig) && sig)
		send_signal_locked(sig, &info, parent, PIDTYPE_TGID);
	__wake_up_parent(tsk, parent);
	spin_unlock_irqrestore(&psig->siglock, flags);
	return autoreap;
}

void do_notify_parent_cldstop(struct task_struct *tsk, int why)
{
	struct task_struct *leader = tsk->group_leader, *parent = leader->real_parent;
	struct sighand_struct *psig = parent->sighand;
	struct kernel_siginfo info;
	unsigned long flags;

	sigchld_info(&info, leader, SIGCHLD);
	info.si_code = why;
	info.si_status = why == CLD_CONTINUED ? SIGCONT : tsk->signal->group_exit_code & 0x7f;

	spin_lock_irqsave(&psig->siglock, flags);
	if (psig->action[SIGCHLD - 1].sa.sa_handler != SIG_IGN &&
	    !(psig->action[SIGCHLD - 1].sa.sa_flags & SA_NOCLDSTOP))
		send_signal_locked(SIGCHLD, &info, parent, PIDTYPE_TGID);
	/* Even a parent that takes no SIGCHLD may sit in wait4(WUNTRACED). */
	__wake_up_parent(leader, parent);
	spin_unlock_irqrestore(&psig->siglock, flags);
}

/* --- kernel threads --- */

/* Handlers a kernel thread "sets": a value that is neither SIG_DFL nor SIG_IGN is all it takes. */
#define KTHREAD_HANDLER ((__force __sighandler_t)2)

void kernel_sigaction(int sig, __sighandler_t handler)
{
	spin_lock_irq(&current->sighand->siglock);
	current->sighand->action[sig - 1].sa.sa_handler = handler;
	if (handler == SIG_IGN) {
		flush_ignored_signal(current, sig);
		recalc_sigpending();
	}
	spin_unlock_irq(&current->sighand->siglock);
}
EXPORT_SYMBOL(kernel_sigaction);

void allow_signal(int sig)
{
	kernel_sigaction(sig, KTHREAD_HANDLER);
}
EXPORT_SYMBOL(allow_signal);

void disallow_signal(int sig)
{
	kernel_sigaction(sig, SIG_IGN);
}
EXPORT_SYMBOL(disallow_signal);

int kernel_dequeue_signal(void)
{
	kernel_siginfo_t info;
	enum pid_type type;
	int sig;

	spin_lock_irq(&current->sighand->siglock);
	sig = dequeue_signal(current, &current->blocked, &info, &type);
	spin_unlock_irq(&current->sighand->siglock);
	return sig;
}
EXPORT_SYMBOL_GPL(kernel_dequeue_signal);

bool task_set_jobctl_pending(struct task_struct *task, unsigned long mask)
{
	if (fatal_signal_pending(task) || (task->flags & PF_EXITING))
		return false;
	task->jobctl |= mask;
	return true;
}

void task_clear_jobctl_pending(struct task_struct *task, unsigned long mask)
{
	task->jobctl &= ~mask;
}
