// SPDX-License-Identifier: MIT
/*
 * The system calls about signals: sigaction(2), sigprocmask(2), sigpending(2), sigsuspend(2),
 * sigtimedwait(2), sigaltstack(2), kill(2), tgkill(2), sigqueue(3), pause(2).
 */
#include <linux/errno.h>
#include <linux/ktime.h>
#include <linux/pid.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/signal.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/time.h>
#include <linux/uaccess.h>
#include <linux/uidgid.h>
#include <kernel/signal.h>
#include "signal_internal.h"

/* --- siginfo to and from user space --- */

void copy_siginfo_to_external(siginfo_t *to, const kernel_siginfo_t *from)
{
	memset(to, 0, sizeof(*to));
	memcpy(to, from, sizeof(*from));
}

int copy_siginfo_to_user(siginfo_t __user *to, const kernel_siginfo_t *from)
{
	siginfo_t info;

	copy_siginfo_to_external(&info, from);
	return copy_to_user(to, &info, sizeof(info)) ? -EFAULT : 0;
}

/* Are the fields of siginfo_t with this si_code known, so that the rest may be anything? */
static bool known_layout(int si_code)
{
	return si_code >= SI_DETHREAD || si_code == SI_ASYNCNL;
}

/* What sigqueue(3) sends. Bytes that we don't keep must be zero if they could matter: -E2BIG. */
static int copy_siginfo_from_user(kernel_siginfo_t *to, const siginfo_t __user *from)
{
	siginfo_t info;

	if (copy_from_user(&info, from, sizeof(info)))
		return -EFAULT;
	if (!known_layout(info.si_code) &&
	    memchr_inv((char *)&info + sizeof(*to), 0, sizeof(info) - sizeof(*to)))
		return -E2BIG;
	memcpy(to, &info, sizeof(*to));
	return 0;
}

/* --- dispositions and masks --- */

/* Sets and reads one disposition; a change to "ignore" drops what is pending. sigaction(2). */
static int do_sigaction(int sig, struct k_sigaction *act, struct k_sigaction *old)
{
	struct sighand_struct *sighand = current->sighand;
	struct k_sigaction *k;

	if (!valid_signal(sig) || sig < 1 || (act && sig_kernel_only(sig)))
		return -EINVAL;

	k = &sighand->action[sig - 1];
	spin_lock_irq(&sighand->siglock);
	if (old)
		*old = *k;
	if (act) {
		act->sa.sa_flags &= UAPI_SA_FLAGS;
		sigdelsetmask(&act->sa.sa_mask, SIG_KERNEL_ONLY_MASK);
		*k = *act;
		if (k->sa.sa_handler == SIG_IGN ||
		    (k->sa.sa_handler == SIG_DFL && sig_kernel_ignore(sig))) {
			flush_ignored_signal(current, sig);
			recalc_sigpending();
		}
	}
	spin_unlock_irq(&sighand->siglock);
	return 0;
}

SYSCALL_DEFINE4(rt_sigaction, int, sig, const struct sigaction __user *, act,
		struct sigaction __user *, oact, size_t, sigsetsize)
{
	struct k_sigaction new_ka, old_ka;
	int err;

	if (sigsetsize != sizeof(sigset_t))
		return -EINVAL;
	if (act && copy_from_user(&new_ka.sa, act, sizeof(new_ka.sa)))
		return -EFAULT;
	err = do_sigaction(sig, act ? &new_ka : NULL, oact ? &old_ka : NULL);
	if (!err && oact && copy_to_user(oact, &old_ka.sa, sizeof(old_ka.sa)))
		return -EFAULT;
	return err;
}

SYSCALL_DEFINE4(rt_sigprocmask, int, how, sigset_t __user *, nset, sigset_t __user *, oset, size_t,
		sigsetsize)
{
	sigset_t old = current->blocked, new;
	int err;

	if (sigsetsize != sizeof(sigset_t))
		return -EINVAL;
	if (nset) {
		if (copy_from_user(&new, nset, sizeof(new)))
			return -EFAULT;
		sigdelsetmask(&new, SIG_KERNEL_ONLY_MASK);
		err = sigprocmask(how, &new, NULL);
		if (err)
			return err;
	}
	return oset && copy_to_user(oset, &old, sizeof(old)) ? -EFAULT : 0;
}

SYSCALL_DEFINE2(rt_sigpending, sigset_t __user *, uset, size_t, sigsetsize)
{
	sigset_t set;

	if (sigsetsize > sizeof(sigset_t))
		return -EINVAL;
	spin_lock_irq(&current->sighand->siglock);
	sigorsets(&set, &current->pending.signal, &current->signal->shared_pending.signal);
	spin_unlock_irq(&current->sighand->siglock);
	sigandsets(&set, &set, &current->blocked);
	return copy_to_user(uset, &set, sigsetsize) ? -EFAULT : 0;
}

SYSCALL_DEFINE2(rt_sigsuspend, sigset_t __user *, unewset, size_t, sigsetsize)
{
	sigset_t newset;

	if (sigsetsize != sizeof(sigset_t))
		return -EINVAL;
	if (copy_from_user(&newset, unewset, sizeof(newset)))
		return -EFAULT;

	current->saved_sigmask = current->blocked;
	set_current_blocked(&newset);
	while (!signal_pending(current)) {
		__set_current_state(TASK_INTERRUPTIBLE);
		schedule();
	}
	set_restore_sigmask();
	return -ERESTARTNOHAND;
}

SYSCALL_DEFINE0(pause)
{
	while (!signal_pending(current)) {
		__set_current_state(TASK_INTERRUPTIBLE);
		schedule();
	}
	return -ERESTARTNOHAND;
}

/* --- sigtimedwait --- */

/*
 * Waits for a signal of `which`. While it sleeps those signals count as unblocked, so that the
 * sender wakes it, and real_blocked says that no handler may have them.
 */
static int do_sigtimedwait(const sigset_t *which, kernel_siginfo_t *info,
			   const struct timespec64 *ts)
{
	struct task_struct *tsk = current;
	sigset_t mask = *which;
	ktime_t timeout = ts ? timespec64_to_ktime(*ts) : KTIME_MAX;
	bool timed_out = !timeout;
	enum pid_type type;
	int sig;

	sigdelsetmask(&mask, SIG_KERNEL_ONLY_MASK);
	signotset(&mask); /* dequeue_signal() takes what is outside */

	spin_lock_irq(&tsk->sighand->siglock);
	sig = dequeue_signal(tsk, &mask, info, &type);
	if (!sig && timeout) {
		tsk->real_blocked = tsk->blocked;
		sigandsets(&tsk->blocked, &tsk->blocked, &mask);
		recalc_sigpending();
		spin_unlock_irq(&tsk->sighand->siglock);

		__set_current_state(TASK_INTERRUPTIBLE);
		timed_out = !__schedule_until(ktime_add_safe(ktime_get(), timeout));
		__set_current_state(TASK_RUNNING);

		spin_lock_irq(&tsk->sighand->siglock);
		/* Another of `which` may have come, which only another thread can take now. */
		sig = dequeue_signal(tsk, &mask, info, &type);
		set_blocked_locked(&tsk->real_blocked);
		sigemptyset(&tsk->real_blocked);
	}
	spin_unlock_irq(&tsk->sighand->siglock);
	if (sig)
		return sig;
	return timed_out ? -EAGAIN : -EINTR;
}

SYSCALL_DEFINE4(rt_sigtimedwait, const sigset_t __user *, uthese, siginfo_t __user *, uinfo,
		const struct __kernel_timespec __user *, uts, size_t, sigsetsize)
{
	struct timespec64 ts;
	kernel_siginfo_t info;
	sigset_t these;
	int sig;

	if (sigsetsize != sizeof(sigset_t))
		return -EINVAL;
	if (copy_from_user(&these, uthese, sizeof(these)))
		return -EFAULT;
	if (uts) {
		if (get_timespec64(&ts, uts))
			return -EFAULT;
		if (!timespec64_valid(&ts))
			return -EINVAL;
	}
	sig = do_sigtimedwait(&these, &info, uts ? &ts : NULL);
	if (sig > 0 && uinfo && copy_siginfo_to_user(uinfo, &info))
		return -EFAULT;
	return sig;
}

/* --- the alternate stack --- */

stack_t current_sigaltstack(unsigned long sp)
{
	return (stack_t){
		.ss_sp = (void __user *)current->sas_ss_sp,
		.ss_flags = sas_ss_flags(sp) | (current->sas_ss_flags & SS_FLAG_BITS),
		.ss_size = current->sas_ss_size,
	};
}

static int set_sigaltstack(const stack_t *ss, unsigned long sp, size_t min_size)
{
	int mode = ss->ss_flags & ~SS_FLAG_BITS;

	if (on_sig_stack(sp))
		return -EPERM;
	if (mode != SS_DISABLE && mode != SS_ONSTACK && mode != 0)
		return -EINVAL;
	if (mode == SS_DISABLE) {
		current->sas_ss_sp = 0;
		current->sas_ss_size = 0;
	} else {
		if (ss->ss_size < min_size)
			return -ENOMEM;
		current->sas_ss_sp = (unsigned long)ss->ss_sp;
		current->sas_ss_size = ss->ss_size;
	}
	current->sas_ss_flags = ss->ss_flags;
	return 0;
}

int restore_altstack(const stack_t *uss)
{
	/* What the frame says is taken where it is valid; a bad one is no reason to die. */
	set_sigaltstack(uss, current_pt_regs()->sp, MINSIGSTKSZ);
	return 0;
}

SYSCALL_DEFINE2(sigaltstack, const stack_t __user *, uss, stack_t __user *, uoss)
{
	unsigned long sp = current_pt_regs()->sp;
	stack_t old = current_sigaltstack(sp), new;
	int err;

	if (uss) {
		if (copy_from_user(&new, uss, sizeof(new)))
			return -EFAULT;
		err = set_sigaltstack(&new, sp, MINSIGSTKSZ);
		if (err)
			return err;
	}
	return uoss && copy_to_user(uoss, &old, sizeof(old)) ? -EFAULT : 0;
}

/* --- kill and its kin --- */

static void prepare_kill_info(kernel_siginfo_t *info, int sig, int code)
{
	clear_siginfo(info);
	info->si_signo = sig;
	info->si_code = code;
	info->si_pid = task_tgid_vnr(current);
	info->si_uid = from_kuid_munged(&init_user_ns, current_uid());
}

/* kill(-1): everyone but init and the caller's own process. */
static int kill_everyone(int sig, kernel_siginfo_t *info)
{
	struct task_struct *p;
	int err, ret = 0;
	bool tried = false;

	for_each_process(p)
	{
		if (task_pid_vnr(p) <= 1 || same_thread_group(p, current))
			continue;
		err = group_send_sig_info(sig, info, p, PIDTYPE_MAX);
		tried = true;
		if (err != -EPERM)
			ret = err;
	}
	return tried ? ret : -ESRCH;
}

SYSCALL_DEFINE2(kill, pid_t, pid, int, sig)
{
	kernel_siginfo_t info;
	struct pid *target;
	int err;

	prepare_kill_info(&info, sig, SI_USER);
	if (pid > 0) {
		target = find_get_pid(pid);
		err = target ? kill_pid_info(sig, &info, target) : -ESRCH;
		put_pid(target);
		return err;
	}
	if (pid == INT_MIN) /* -pid does not exist */
		return -ESRCH;

	read_lock(&tasklist_lock);
	if (pid == -1)
		err = kill_everyone(sig, &info);
	else
		err = __kill_pgrp_info(sig, &info, pid ? find_vpid(-pid) : task_pgrp(current));
	read_unlock(&tasklist_lock);
	return err;
}

/* To one thread, of process tgid when that is positive. */
static int do_send_specific(pid_t tgid, pid_t pid, int sig, kernel_siginfo_t *info)
{
	struct task_struct *p;
	struct pid *target;
	int err = -ESRCH;

	target = find_get_pid(pid);
	p = get_pid_task(target, PIDTYPE_PID);
	put_pid(target);
	if (!p)
		return -ESRCH;
	if (tgid <= 0 || task_tgid_vnr(p) == tgid) {
		err = group_send_sig_info(sig, info, p, PIDTYPE_PID);
		/* A thread that ended between the look-up and the sending existed: POSIX wants 0.
		 */
		if (err == -ESRCH)
			err = 0;
	}
	put_task_struct(p);
	return err;
}

SYSCALL_DEFINE3(tgkill, pid_t, tgid, pid_t, pid, int, sig)
{
	kernel_siginfo_t info;

	if (pid <= 0 || tgid <= 0)
		return -EINVAL;
	prepare_kill_info(&info, sig, SI_TKILL);
	return do_send_specific(tgid, pid, sig, &info);
}

SYSCALL_DEFINE2(tkill, pid_t, pid, int, sig)
{
	kernel_siginfo_t info;

	if (pid <= 0)
		return -EINVAL;
	prepare_kill_info(&info, sig, SI_TKILL);
	return do_send_specific(0, pid, sig, &info);
}

/* A siginfo from user space may not pose as the kernel's or as kill(2)'s, but to oneself. */
static int queue_info_from_user(kernel_siginfo_t *info, int sig, const siginfo_t __user *uinfo,
				pid_t target)
{
	int err = copy_siginfo_from_user(info, uinfo);

	if (err)
		return err;
	info->si_signo = sig;
	if ((info->si_code >= 0 || info->si_code == SI_TKILL) && task_pid_vnr(current) != target)
		return -EPERM;
	return 0;
}

SYSCALL_DEFINE3(rt_sigqueueinfo, pid_t, pid, int, sig, siginfo_t __user *, uinfo)
{
	kernel_siginfo_t info;
	struct pid *target;
	int err = queue_info_from_user(&info, sig, uinfo, pid);

	if (err)
		return err;
	target = find_get_pid(pid);
	err = target ? kill_pid_info(sig, &info, target) : -ESRCH;
	put_pid(target);
	return err;
}

SYSCALL_DEFINE4(rt_tgsigqueueinfo, pid_t, tgid, pid_t, pid, int, sig, siginfo_t __user *, uinfo)
{
	kernel_siginfo_t info;
	int err;

	if (pid <= 0 || tgid <= 0)
		return -EINVAL;
	err = queue_info_from_user(&info, sig, uinfo, pid);
	return err ? err : do_send_specific(tgid, pid, sig, &info);
}
