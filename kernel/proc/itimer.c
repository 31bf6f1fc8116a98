// SPDX-License-Identifier: MIT
/*
 * alarm(2), setitimer(2), getitimer(2): three timers a process, which send it a signal and, with an
 * interval, arm themselves again. ITIMER_REAL runs by the clock; ITIMER_VIRTUAL and ITIMER_PROF by
 * the CPU time of the process, in user mode and in all, at which the tick looks.
 *
 * siglock guards them; the first one's function takes it, so it is stopped with siglock not held.
 */
#include <kernel/sched.h>
#include <kernel/time.h>
#include <linux/errno.h>
#include <linux/jiffies.h>
#include <linux/ktime.h>
#include <linux/sched/cputime.h>
#include <linux/sched/signal.h>
#include <linux/syscalls.h>
#include <linux/time.h>
#include <linux/timekeeping.h>
#include <linux/timer.h>
#include <linux/uaccess.h>
#include "rusage.h"

/* The jiffy that begins at or after @t, CLOCK_MONOTONIC. */
static unsigned long expiry_jiffy(ktime_t t)
{
	return INITIAL_JIFFIES + div_u64((u64)t + TICK_NSEC - 1, TICK_NSEC);
}

/* siglock. */
static void arm(struct signal_struct *sig, ktime_t expires)
{
	sig->it_real_expires = expires;
	mod_timer(&sig->real_timer, expiry_jiffy(expires));
}

/*
 * The time is up. The process exists: do_exit() of its last thread waits for this function. A
 * timer that was set again meanwhile is left alone: it has a later moment.
 */
static void it_real_fn(struct timer_list *timer)
{
	struct signal_struct *sig = from_timer(sig, timer, real_timer);
	struct task_struct *leader;
	unsigned long flags;
	ktime_t now;

	rcu_read_lock();
	leader = pid_task(READ_ONCE(sig->pids[PIDTYPE_TGID]), PIDTYPE_TGID);
	if (!leader || !lock_task_sighand(leader, &flags)) {
		rcu_read_unlock();
		return;
	}
	now = ktime_get();
	if (sig->it_real_expires && sig->it_real_expires <= now) {
		send_signal_locked(SIGALRM, SEND_SIG_PRIV, leader, PIDTYPE_TGID);
		if (sig->it_real_incr) {
			/* Periods that were missed are one signal: skip them. */
			u64 periods = (now - sig->it_real_expires) / sig->it_real_incr + 1;

			arm(sig, sig->it_real_expires + periods * sig->it_real_incr);
		} else {
			sig->it_real_expires = 0;
		}
	}
	unlock_task_sighand(leader, &flags);
	rcu_read_unlock();
}

/* A new process has none armed: fork doesn't inherit it. */
void itimer_init(struct signal_struct *sig)
{
	timer_setup(&sig->real_timer, it_real_fn, 0);
	sig->it_real_expires = 0;
	sig->it_real_incr = 0;
}

/* For good: the last thread ends. Not with siglock held. */
void itimer_stop(struct signal_struct *sig)
{
	timer_shutdown_sync(&sig->real_timer);
}

/* What is left, at least 1 ns if it is armed; siglock. */
static ktime_t remaining(const struct signal_struct *sig)
{
	if (!sig->it_real_expires)
		return 0;
	return max_t(ktime_t, sig->it_real_expires - ktime_get(), 1);
}

/* Sets the process's timer: @value from now (0: off), then each @interval. The old ones back. */
static void set_itimer_real(ktime_t value, ktime_t interval, ktime_t *old_value,
			    ktime_t *old_interval)
{
	struct signal_struct *sig = current->signal;

	spin_lock_irq(&current->sighand->siglock);
	*old_value = remaining(sig);
	*old_interval = sig->it_real_incr;
	sig->it_real_incr = interval;
	if (value)
		arm(sig, ktime_add_safe(ktime_get(), value));
	else
		sig->it_real_expires = 0; /* a function that is about to run sees it */
	if (!value)
		timer_delete(&sig->real_timer);
	spin_unlock_irq(&current->sighand->siglock);
}

/* ---- By CPU time ---- */

static bool is_cpu_timer(int which)
{
	return which == ITIMER_VIRTUAL || which == ITIMER_PROF;
}

static struct cpu_itimer *cpu_timer(struct signal_struct *sig, int which)
{
	return &sig->it_cpu[which - ITIMER_VIRTUAL];
}

static u64 timed_by(const struct task_cputime *times, int which)
{
	return which == ITIMER_VIRTUAL ? times->utime : times->utime + times->stime;
}

/* What is left, at least a tick if it is armed; siglock. */
static u64 cpu_remaining(const struct cpu_itimer *it, u64 now)
{
	if (!it->expires)
		return 0;
	return it->expires > now ? it->expires - now : TICK_NSEC;
}

/* As set_itimer_real(). @value NULL: only tells. */
static void set_itimer_cpu(int which, const ktime_t *value, ktime_t interval, ktime_t *old_value,
			   ktime_t *old_interval)
{
	struct cpu_itimer *it = cpu_timer(current->signal, which);
	struct task_cputime times;
	u64 now;

	thread_group_cputime(current, &times);
	now = timed_by(&times, which);
	spin_lock_irq(&current->sighand->siglock);
	*old_value = cpu_remaining(it, now);
	*old_interval = it->incr;
	if (value) {
		it->expires = *value ? ktime_add_safe(now, *value) : 0;
		it->incr = interval;
	}
	spin_unlock_irq(&current->sighand->siglock);
}

/* One timer: its signal, if its time is up. siglock. */
static void check_cpu_timer(struct task_struct *p, int which, int signo,
			    const struct task_cputime *times)
{
	struct cpu_itimer *it = cpu_timer(p->signal, which);
	u64 now = timed_by(times, which);

	if (!it->expires || now < it->expires)
		return;
	send_signal_locked(signo, SEND_SIG_PRIV, p, PIDTYPE_TGID);
	if (it->incr)
		it->expires += ((now - it->expires) / it->incr + 1) * it->incr;
	else
		it->expires = 0;
}

void itimer_tick(struct task_struct *p)
{
	struct signal_struct *sig = p->signal;
	struct task_cputime times;
	unsigned long flags;

	/* Without the lock: what is armed now is seen by the next tick. */
	if (likely(!READ_ONCE(sig->it_cpu[0].expires) && !READ_ONCE(sig->it_cpu[1].expires)))
		return;
	thread_group_cputime(p, &times);
	if (!lock_task_sighand(p, &flags))
		return;
	check_cpu_timer(p, ITIMER_VIRTUAL, SIGVTALRM, &times);
	check_cpu_timer(p, ITIMER_PROF, SIGPROF, &times);
	unlock_task_sighand(p, &flags);
}

/* alarm(2): seconds; the old one's rest is rounded, but never to none. */
SYSCALL_DEFINE1(alarm, unsigned int, seconds)
{
	ktime_t old, old_interval;
	unsigned int left;

	set_itimer_real(ktime_set(seconds, 0), 0, &old, &old_interval);
	if (!old)
		return 0;
	left = div_u64(old + NSEC_PER_SEC / 2, NSEC_PER_SEC);
	return left ?: 1;
}

static struct __kernel_old_timeval ktime_to_old_timeval(ktime_t t)
{
	struct timespec64 ts = ktime_to_timespec64(t);
	struct __kernel_old_timeval tv = {
		.tv_sec = ts.tv_sec,
		.tv_usec = ts.tv_nsec / NSEC_PER_USEC,
	};

	/* What is armed never reads as 0. */
	if (t && !tv.tv_sec && !tv.tv_usec)
		tv.tv_usec = 1;
	return tv;
}

static int put_itimerval(ktime_t value, ktime_t interval, struct __kernel_old_itimerval __user *uit)
{
	struct __kernel_old_itimerval it = {
		.it_interval = ktime_to_old_timeval(interval),
		.it_value = ktime_to_old_timeval(value),
	};

	return copy_to_user(uit, &it, sizeof(it)) ? -EFAULT : 0;
}

/* 0, or -EINVAL. */
static int old_timeval_to_ktime(const struct __kernel_old_timeval *tv, ktime_t *t)
{
	if (tv->tv_sec < 0 || (unsigned long)tv->tv_usec >= USEC_PER_SEC)
		return -EINVAL;
	*t = ktime_set(tv->tv_sec, tv->tv_usec * NSEC_PER_USEC);
	return 0;
}

SYSCALL_DEFINE2(getitimer, int, which, struct __kernel_old_itimerval __user *, value)
{
	struct signal_struct *sig = current->signal;
	ktime_t left, interval;

	if (is_cpu_timer(which)) {
		set_itimer_cpu(which, NULL, 0, &left, &interval);
		return put_itimerval(left, interval, value);
	}
	if (which != ITIMER_REAL)
		return -EINVAL;
	spin_lock_irq(&current->sighand->siglock);
	left = remaining(sig);
	interval = sig->it_real_incr;
	spin_unlock_irq(&current->sighand->siglock);
	return put_itimerval(left, interval, value);
}

/* setitimer(2): without @value the timer is stopped. */
SYSCALL_DEFINE3(setitimer, int, which, struct __kernel_old_itimerval __user *, value,
		struct __kernel_old_itimerval __user *, ovalue)
{
	struct __kernel_old_itimerval it = {};
	ktime_t new, interval, old, old_interval;

	if (value && copy_from_user(&it, value, sizeof(it)))
		return -EFAULT;
	if ((which != ITIMER_REAL && !is_cpu_timer(which)) ||
	    old_timeval_to_ktime(&it.it_value, &new) ||
	    old_timeval_to_ktime(&it.it_interval, &interval))
		return -EINVAL;
	if (which == ITIMER_REAL)
		set_itimer_real(new, interval, &old, &old_interval);
	else
		set_itimer_cpu(which, &new, interval, &old, &old_interval);
	return ovalue ? put_itimerval(old, old_interval, ovalue) : 0;
}
