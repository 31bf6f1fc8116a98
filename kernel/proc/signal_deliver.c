// SPDX-License-Identifier: MIT
/*
 * Taking signals: on its way back to user mode a task with TIF_SIGPENDING calls do_signal(), which
 * takes what is pending and stops, ends, enters a handler, or restarts the system call that the
 * signal interrupted. Source: signal(7).
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/rseq.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/signal.h>
#include <linux/spinlock.h>
#include <linux/task_work.h>
#include <asm/ptrace.h>
#include <uapi/asm/unistd_64.h>
#include <kernel/sched.h>
#include <kernel/signal.h>
#include "signal_internal.h"

/* The lowest signal pending outside mask, the program's own faults first; 0 for none. */
static int next_signal(const struct sigpending *pending, const sigset_t *mask)
{
	unsigned long ready = pending->signal.sig[0] & ~mask->sig[0];

	if (ready & SYNCHRONOUS_MASK)
		ready &= SYNCHRONOUS_MASK;
	return ready ? __ffs(ready) + 1 : 0;
}

/* Takes sig out of the set, with the siginfo of its first sending where that was kept. */
static void collect_signal(int sig, struct sigpending *list, kernel_siginfo_t *info)
{
	struct sigqueue *q, *first = NULL;
	bool more = false;

	list_for_each_entry (q, &list->list, list) {
		if (q->info.si_signo != sig)
			continue;
		if (first) {
			more = true;
			break;
		}
		first = q;
	}
	if (!more)
		sigdelset(&list->signal, sig);
	if (first) {
		list_del(&first->list);
		*info = first->info;
		sigqueue_free_entry(first);
		return;
	}
	clear_siginfo(info);
	info->si_signo = sig;
	info->si_code = SI_USER;
}

/*
 * Takes the next signal outside mask from the task's own set, then its process'; 0 for none, and
 * *type says which set. The task is current; siglock held.
 */
int dequeue_signal(struct task_struct *task, sigset_t *mask, kernel_siginfo_t *info,
		   enum pid_type *type)
{
	struct sigpending *from = &task->pending;
	int sig = next_signal(from, mask);

	*type = PIDTYPE_PID;
	if (!sig) {
		*type = PIDTYPE_TGID;
		from = &task->signal->shared_pending;
		sig = next_signal(from, mask);
	}
	if (sig)
		collect_signal(sig, from, info);
	recalc_sigpending();
	if (sig && sig_kernel_stop(sig))
		/* A SIGCONT from here on, while siglock is dropped, must undo the stop. */
		current->jobctl |= JOBCTL_STOP_DEQUEUED;
	return sig;
}
EXPORT_SYMBOL_GPL(dequeue_signal);

/* --- stopping --- */

/* Asks every thread of the process to stop; siglock held. */
static void start_group_stop(int sig)
{
	struct signal_struct *signal = current->signal;
	struct task_struct *t;

	if (!(signal->flags & SIGNAL_STOP_STOPPED))
		signal->group_exit_code = sig;
	signal->group_stop_count = 0;
	for_each_thread(current, t)
	{
		if ((t->flags & PF_EXITING) || task_is_stopped(t))
			continue;
		t->jobctl |= JOBCTL_STOP_PENDING;
		signal->group_stop_count++;
		if (t != current)
			signal_wake_up(t, false);
	}
}

/*
 * Stops the current thread; the last one of the process to do so tells the parent. Called with
 * siglock held, returns with it dropped, after a SIGCONT or SIGKILL.
 */
static void participate_group_stop(void)
{
	struct signal_struct *signal = current->signal;
	bool last;

	current->jobctl &= ~(JOBCTL_STOP_PENDING | JOBCTL_STOP_DEQUEUED);
	if (signal->group_stop_count)
		signal->group_stop_count--;
	last = !signal->group_stop_count && !(signal->flags & SIGNAL_STOP_STOPPED);
	if (last)
		signal->flags = (signal->flags & ~SIGNAL_STOP_MASK) | SIGNAL_STOP_STOPPED;
	current->jobctl |= JOBCTL_STOPPED;
	set_special_state(TASK_STOPPED);
	spin_unlock_irq(&current->sighand->siglock);

	if (last) {
		read_lock(&tasklist_lock);
		do_notify_parent_cldstop(current, CLD_STOPPED);
		read_unlock(&tasklist_lock);
	}
	schedule();
}

/*
 * The default action of a stop signal. SIGTSTP, SIGTTIN and SIGTTOU don't stop a process of an
 * orphaned group, which nobody could continue (POSIX 2.4.3). siglock held on entry, dropped on
 * return.
 */
static void do_signal_stop(int sig)
{
	struct sighand_struct *sighand = current->sighand;
	bool orphaned;

	if (sig != SIGSTOP) {
		spin_unlock_irq(&sighand->siglock);
		orphaned = is_current_pgrp_orphaned();
		spin_lock_irq(&sighand->siglock);
		if (orphaned) {
			spin_unlock_irq(&sighand->siglock);
			return;
		}
	}
	/* SIGCONT or SIGKILL may have come while the lock was down. */
	if (!(current->jobctl & JOBCTL_STOP_DEQUEUED) ||
	    (current->signal->flags & SIGNAL_GROUP_EXIT)) {
		spin_unlock_irq(&sighand->siglock);
		return;
	}
	start_group_stop(sig);
	participate_group_stop();
}

/* Tells the parent of a stop or continue that SIGCONT recorded; siglock held. True: dropped. */
static bool notify_continued(void)
{
	struct signal_struct *signal = current->signal;
	int why;

	if (!(signal->flags & SIGNAL_CLD_MASK))
		return false;
	why = signal->flags & SIGNAL_CLD_CONTINUED ? CLD_CONTINUED : CLD_STOPPED;
	signal->flags &= ~SIGNAL_CLD_MASK;
	spin_unlock_irq(&current->sighand->siglock);

	read_lock(&tasklist_lock);
	do_notify_parent_cldstop(current, why);
	read_unlock(&tasklist_lock);
	return true;
}

/* --- taking --- */

/*
 * Decides on the signal just taken; siglock held. 1: it has a handler, which *ksig names (lock
 * held). 0: nothing to do (lock held). -1: it stopped the task, which runs again (lock dropped).
 * Doesn't return when the signal ends the process.
 */
static int act_on(int sig, struct ksignal *ksig)
{
	struct k_sigaction *ka = &current->sighand->action[sig - 1];

	if (ka->sa.sa_handler == SIG_IGN)
		return 0;
	if (ka->sa.sa_handler != SIG_DFL) {
		ksig->ka = *ka;
		ksig->sig = sig;
		if (ka->sa.sa_flags & SA_RESETHAND)
			ka->sa.sa_handler = SIG_DFL;
		return 1;
	}
	if (sig_kernel_ignore(sig))
		return 0;
	if ((current->signal->flags & SIGNAL_UNKILLABLE) && !sig_kernel_only(sig))
		return 0;
	if (sig_kernel_stop(sig)) {
		do_signal_stop(sig);
		return -1;
	}
	spin_unlock_irq(&current->sighand->siglock);
	do_group_exit(sig);
}

bool get_signal(struct ksignal *ksig)
{
	struct sighand_struct *sighand = current->sighand;
	enum pid_type type;
	int sig, what;

	if (task_work_pending(current))
		task_work_run();
again:
	spin_lock_irq(&sighand->siglock);
	if (notify_continued())
		goto again;

	for (;;) {
		if ((current->signal->flags & SIGNAL_GROUP_EXIT) ||
		    current->signal->group_exec_task) {
			/* Someone ended the process, or another thread runs execve. */
			sigdelset(&current->pending.signal, SIGKILL);
			recalc_sigpending();
			spin_unlock_irq(&sighand->siglock);
			do_group_exit(current->signal->group_exit_code ?: SIGKILL);
		}
		if (current->jobctl & JOBCTL_STOP_PENDING) {
			participate_group_stop();
			goto again;
		}
		sig = dequeue_signal(current, &current->blocked, &ksig->info, &type);
		if (!sig)
			break;
		what = act_on(sig, ksig);
		if (what < 0)
			goto again;
		if (what > 0)
			break;
	}
	spin_unlock_irq(&sighand->siglock);
	return sig > 0;
}

/* --- back to user mode --- */

/* Whether the registers are those of a system call that a signal interrupted. */
static bool in_interrupted_syscall(const struct pt_regs *regs)
{
	return (long)regs->orig_ax >= 0;
}

/* A handler runs first: the call then fails with EINTR or, as SA_RESTART asks, is repeated. */
static void restart_after_handler(struct pt_regs *regs, const struct ksignal *ksig)
{
	switch ((long)regs->ax) {
	case -ERESTART_RESTARTBLOCK:
	case -ERESTARTNOHAND:
		regs->ax = -EINTR;
		break;
	case -ERESTARTSYS:
		if (!(ksig->ka.sa.sa_flags & SA_RESTART)) {
			regs->ax = -EINTR;
			break;
		}
		fallthrough;
	case -ERESTARTNOINTR:
		syscall_restart_setup(regs);
		break;
	}
}

/* No handler ran, so the program needn't know: the call is repeated. */
static void restart_silently(struct pt_regs *regs)
{
	switch ((long)regs->ax) {
	case -ERESTARTNOHAND:
	case -ERESTARTSYS:
	case -ERESTARTNOINTR:
		syscall_restart_setup(regs);
		break;
	case -ERESTART_RESTARTBLOCK:
		syscall_restart_setup(regs);
		regs->ax = __NR_restart_syscall;
		break;
	}
}

/* The handler's own mask: the signal itself, unless SA_NODEFER, and sa_mask. */
static void block_for_handler(const struct ksignal *ksig)
{
	sigset_t blocked;

	clear_restore_sigmask(); /* the frame carries the saved mask now */
	sigorsets(&blocked, &current->blocked, &ksig->ka.sa.sa_mask);
	if (!(ksig->ka.sa.sa_flags & SA_NODEFER))
		sigaddset(&blocked, ksig->sig);
	set_current_blocked(&blocked);
	if (current->sas_ss_flags & SS_AUTODISARM)
		sas_ss_reset(current);
}

void do_signal(struct pt_regs *regs)
{
	struct ksignal ksig;

	if (get_signal(&ksig)) {
		if (in_interrupted_syscall(regs))
			restart_after_handler(regs, &ksig);
		rseq_resume(regs); /* a critical section ends here; its frame returns behind it */
		if (setup_rt_frame(&ksig, regs))
			force_sigsegv(ksig.sig);
		else
			block_for_handler(&ksig);
		return;
	}
	if (in_interrupted_syscall(regs))
		restart_silently(regs);
	restore_saved_sigmask();
}
