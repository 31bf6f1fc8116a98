// SPDX-License-Identifier: MIT
/*
 * nanosleep(2) and clock_nanosleep(2), and going on with them after a signal that has no handler
 * (restart_syscall(2)).
 *
 * A relative sleep is turned into a moment on its clock at once. When it is interrupted, that
 * moment stays in the restart block: so it ends when it would have, however often it is
 * interrupted.
 */
#include <kernel/time.h>
#include <linux/errno.h>
#include <linux/restart_block.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/syscalls.h>
#include <linux/time.h>
#include <linux/timekeeping.h>
#include <linux/uaccess.h>

/* What a restart block holds when there is nothing to go on with. */
long do_no_restart_syscall(struct restart_block *param)
{
	return -EINTR;
}

SYSCALL_DEFINE0(restart_syscall)
{
	struct restart_block *restart = &current->restart_block;

	return restart->fn(restart);
}

/* Until @d. 0, or -EINTR for a signal. */
static int sleep_until(const struct deadline *d)
{
	for (;;) {
		set_current_state(TASK_INTERRUPTIBLE);
		if (signal_pending(current)) {
			__set_current_state(TASK_RUNNING);
			return deadline_remaining(d) > 0 ? -EINTR : 0;
		}
		if (!deadline_sleep(d))
			return 0;
	}
}

/* A relative sleep was interrupted: what is left of it goes to @rmtp. */
static int put_remaining(const struct deadline *d, struct __kernel_timespec __user *rmtp)
{
	struct timespec64 left;

	if (!rmtp)
		return 0;
	left = ktime_to_timespec64(max_t(ktime_t, deadline_remaining(d), 0));
	return put_timespec64(&left, rmtp);
}

static long nanosleep_restart(struct restart_block *restart)
{
	struct deadline d = {.clock = restart->nanosleep.clockid, .at = restart->nanosleep.expires};

	if (!sleep_until(&d))
		return 0;
	if (put_remaining(&d, restart->nanosleep.rmtp))
		return -EFAULT;
	return -ERESTART_RESTARTBLOCK;
}

/* For @rqtp, which is valid, from now. */
static long sleep_relative(const struct timespec64 *rqtp, struct __kernel_timespec __user *rmtp)
{
	struct restart_block *restart = &current->restart_block;
	/* Setting the clock doesn't change how long a relative sleep lasts (clock_nanosleep(2)). */
	struct deadline d = deadline_after(CLOCK_MONOTONIC, timespec64_to_ktime(*rqtp));

	if (!sleep_until(&d))
		return 0;
	if (put_remaining(&d, rmtp))
		return -EFAULT;
	restart->fn = nanosleep_restart;
	restart->nanosleep.clockid = d.clock;
	restart->nanosleep.expires = d.at;
	restart->nanosleep.rmtp = rmtp;
	return -ERESTART_RESTARTBLOCK;
}

/* Until @at on @clock. Interrupted, it starts anew with the same arguments, if at all. */
static long sleep_absolute(clockid_t clock, const struct timespec64 *at)
{
	struct deadline d = {.clock = clock, .at = timespec64_to_ktime(*at)};

	return sleep_until(&d) ? -ERESTARTNOHAND : 0;
}

SYSCALL_DEFINE2(nanosleep, struct __kernel_timespec __user *, rqtp,
		struct __kernel_timespec __user *, rmtp)
{
	struct timespec64 ts;

	if (get_timespec64(&ts, rqtp))
		return -EFAULT;
	if (!timespec64_valid(&ts))
		return -EINVAL;
	return sleep_relative(&ts, rmtp);
}

/* 0, -EINVAL for no clock, -EOPNOTSUPP for one that can't be slept on. */
static int check_sleep_clock(clockid_t clock)
{
	struct timespec64 unused;

	switch (clock) {
	case CLOCK_REALTIME:
	case CLOCK_MONOTONIC:
	case CLOCK_BOOTTIME:
	case CLOCK_TAI:
		return 0;
	case CLOCK_THREAD_CPUTIME_ID:
		return -EINVAL;
	default:
		return clock_read(clock, &unused) ? -EINVAL : -EOPNOTSUPP;
	}
}

SYSCALL_DEFINE4(clock_nanosleep, clockid_t, which_clock, int, flags,
		const struct __kernel_timespec __user *, rqtp, struct __kernel_timespec __user *,
		rmtp)
{
	struct timespec64 ts;
	int ret = check_sleep_clock(which_clock);

	if (ret)
		return ret;
	if (get_timespec64(&ts, rqtp))
		return -EFAULT;
	if (!timespec64_valid(&ts))
		return -EINVAL;
	if (flags & TIMER_ABSTIME)
		return sleep_absolute(which_clock, &ts);
	return sleep_relative(&ts, rmtp);
}
