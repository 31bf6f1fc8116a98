// SPDX-License-Identifier: MIT
/*
 * Dates, and the system calls that read and set clocks: clock_gettime(2), clock_settime(2),
 * clock_getres(2), gettimeofday(2), settimeofday(2), time(2).
 */
#include <kernel/time.h>
#include <linux/capability.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/math64.h>
#include <linux/sched.h>
#include <linux/sched/cputime.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/syscalls.h>
#include <linux/time.h>
#include <linux/timekeeping.h>
#include <linux/uaccess.h>

int get_timespec64(struct timespec64 *ts, const struct __kernel_timespec __user *uts)
{
	struct __kernel_timespec kts;

	if (copy_from_user(&kts, uts, sizeof(kts)))
		return -EFAULT;
	ts->tv_sec = kts.tv_sec;
	ts->tv_nsec = kts.tv_nsec;
	return 0;
}
EXPORT_SYMBOL_GPL(get_timespec64);

int put_timespec64(const struct timespec64 *ts, struct __kernel_timespec __user *uts)
{
	struct __kernel_timespec kts = {.tv_sec = ts->tv_sec, .tv_nsec = ts->tv_nsec};

	return copy_to_user(uts, &kts, sizeof(kts)) ? -EFAULT : 0;
}
EXPORT_SYMBOL_GPL(put_timespec64);

int get_itimerspec64(struct itimerspec64 *it, const struct __kernel_itimerspec __user *uit)
{
	int ret = get_timespec64(&it->it_interval, &uit->it_interval);

	return ret ?: get_timespec64(&it->it_value, &uit->it_value);
}
EXPORT_SYMBOL_GPL(get_itimerspec64);

int put_itimerspec64(const struct itimerspec64 *it, struct __kernel_itimerspec __user *uit)
{
	int ret = put_timespec64(&it->it_interval, &uit->it_interval);

	return ret ?: put_timespec64(&it->it_value, &uit->it_value);
}
EXPORT_SYMBOL_GPL(put_itimerspec64);

/* Days from 1 March of year 0 to 1 January 1970. */
#define DAYS_TO_EPOCH 719468
#define DAYS_400Y     146097 /* in 400 years, after which the calendar repeats itself */
#define DAYS_100Y     36524
#define DAYS_4Y	      1461

/*
 * With years that begin in March, a leap day is the last of its year, and the days before a month
 * follow one formula: months have 31 and 30 days in turn, five by five.
 */
static unsigned int days_before_month(unsigned int march_based_month)
{
	return (153 * march_based_month + 2) / 5;
}

time64_t mktime64(const unsigned int year, const unsigned int mon, const unsigned int day,
		  const unsigned int hour, const unsigned int min, const unsigned int sec)
{
	unsigned int y = mon > 2 ? year : year - 1;
	unsigned int m = mon > 2 ? mon - 3 : mon + 9;
	time64_t days = (time64_t)y * 365 + y / 4 - y / 100 + y / 400 + days_before_month(m) + day -
			1 - DAYS_TO_EPOCH;

	return ((days * 24 + hour) * 60 + min) * 60 + sec;
}
EXPORT_SYMBOL(mktime64);

void time64_to_tm(time64_t totalsecs, int offset, struct tm *result)
{
	s64 days, secs, era;
	unsigned int in_era, year, in_year, month;

	totalsecs += offset;
	days = totalsecs / 86400;
	secs = totalsecs % 86400;
	if (secs < 0) {
		secs += 86400;
		days--;
	}
	result->tm_hour = secs / 3600;
	result->tm_min = secs % 3600 / 60;
	result->tm_sec = secs % 60;
	/* 1970-01-01 was a Thursday. */
	result->tm_wday = (days % 7 + 7 + 4) % 7;

	days += DAYS_TO_EPOCH;
	era = days >= 0 ? days / DAYS_400Y : -((-days + DAYS_400Y - 1) / DAYS_400Y);
	in_era = days - era * DAYS_400Y;
	year = (in_era - in_era / (DAYS_4Y - 1) + in_era / DAYS_100Y - in_era / (DAYS_400Y - 1)) /
	       365;
	in_year = in_era - (365 * year + year / 4 - year / 100);
	month = (5 * in_year + 2) / 153; /* from March */
	result->tm_mday = in_year - days_before_month(month) + 1;

	/* Back to years that begin in January. */
	result->tm_mon = month < 10 ? month + 2 : month - 10;
	result->tm_year = era * 400 + year + (month >= 10) - 1900;
	if (month >= 10) {
		result->tm_yday = in_year - 306;
	} else {
		long y = result->tm_year + 1900;

		result->tm_yday = in_year + 59 + (y % 4 == 0 && (y % 100 || y % 400 == 0));
	}
}
EXPORT_SYMBOL(time64_to_tm);

/*
 * The clock of a process's or thread's CPU time: the caller's by name, or any by a number that is
 * made from its id (clock_getcpuclockid(3)): ~pid in the upper bits, which kind in the lower.
 */
#define CPUCLOCK_PER_THREAD 4
#define CPUCLOCK_KIND	    3 /* 0: profiling, 1: virtual, 2: the scheduler's */

static int read_cpu_clock(clockid_t clock, u64 *ns)
{
	struct task_cputime times;
	struct task_struct *p;
	pid_t pid = ~(clock >> 3);
	bool thread = clock & CPUCLOCK_PER_THREAD;
	int ret = -EINVAL;

	if ((clock & CPUCLOCK_KIND) == 3)
		return -EINVAL;
	rcu_read_lock();
	p = pid ? find_task_by_vpid(pid) : current;
	if (p && (thread ? same_thread_group(p, current) : !pid || thread_group_leader(p))) {
		if (thread) {
			times.sum_exec_runtime = task_sched_runtime(p);
			task_cputime(p, &times.utime, &times.stime);
		} else {
			thread_group_cputime(p, &times);
		}
		switch (clock & CPUCLOCK_KIND) {
		case 0:
			*ns = times.utime + times.stime;
			break;
		case 1:
			*ns = times.utime;
			break;
		default:
			*ns = times.sum_exec_runtime;
		}
		ret = 0;
	}
	rcu_read_unlock();
	return ret;
}

/* The numbers by which CLOCK_*_CPUTIME_ID would be found there. */
#define CPUCLOCK_SCHED	  2
#define OWN_PROCESS_CLOCK ((clockid_t)((~0U << 3) | CPUCLOCK_SCHED))
#define OWN_THREAD_CLOCK  ((clockid_t)((~0U << 3) | CPUCLOCK_SCHED | CPUCLOCK_PER_THREAD))

int clock_read(clockid_t clock, struct timespec64 *ts)
{
	u64 ns;
	int ret;

	switch (clock) {
	case CLOCK_REALTIME:
	case CLOCK_REALTIME_ALARM:
	case CLOCK_TAI:
		ktime_get_real_ts64(ts);
		return 0;
	case CLOCK_REALTIME_COARSE:
		ktime_get_coarse_real_ts64(ts);
		return 0;
	case CLOCK_MONOTONIC:
	case CLOCK_MONOTONIC_RAW:
	case CLOCK_BOOTTIME:
	case CLOCK_BOOTTIME_ALARM:
		ktime_get_ts64(ts);
		return 0;
	case CLOCK_MONOTONIC_COARSE:
		ktime_get_coarse_ts64(ts);
		return 0;
	case CLOCK_PROCESS_CPUTIME_ID:
		ret = read_cpu_clock(OWN_PROCESS_CLOCK, &ns);
		break;
	case CLOCK_THREAD_CPUTIME_ID:
		ret = read_cpu_clock(OWN_THREAD_CLOCK, &ns);
		break;
	default:
		if (clock >= 0)
			return -EINVAL;
		ret = read_cpu_clock(clock, &ns);
	}
	if (!ret)
		*ts = ns_to_timespec64(ns);
	return ret;
}

SYSCALL_DEFINE2(clock_gettime, clockid_t, which_clock, struct __kernel_timespec __user *, tp)
{
	struct timespec64 ts;
	int ret = clock_read(which_clock, &ts);

	return ret ?: put_timespec64(&ts, tp);
}

/* Only CLOCK_REALTIME can be set. */
SYSCALL_DEFINE2(clock_settime, clockid_t, which_clock, const struct __kernel_timespec __user *, tp)
{
	struct timespec64 ts;

	if (which_clock != CLOCK_REALTIME)
		return -EINVAL;
	if (get_timespec64(&ts, tp))
		return -EFAULT;
	return do_sys_settimeofday64(&ts, NULL);
}

/* clock_getres(2): what can be read is exact to the ns, coarse clocks to the tick. */
SYSCALL_DEFINE2(clock_getres, clockid_t, which_clock, struct __kernel_timespec __user *, tp)
{
	struct timespec64 ts;
	int ret = clock_read(which_clock, &ts);

	if (ret || !tp)
		return ret;
	ts.tv_sec = 0;
	ts.tv_nsec = 1;
	if (which_clock == CLOCK_REALTIME_COARSE || which_clock == CLOCK_MONOTONIC_COARSE)
		ts.tv_nsec = TICK_NSEC;
	return put_timespec64(&ts, tp);
}

SYSCALL_DEFINE2(gettimeofday, struct __kernel_old_timeval __user *, tv, struct timezone __user *,
		tz)
{
	struct __kernel_old_timeval now;
	struct timespec64 ts;

	if (tv) {
		ktime_get_real_ts64(&ts);
		now.tv_sec = ts.tv_sec;
		now.tv_usec = ts.tv_nsec / NSEC_PER_USEC;
		if (copy_to_user(tv, &now, sizeof(now)))
			return -EFAULT;
	}
	if (tz && copy_to_user(tz, &sys_tz, sizeof(sys_tz)))
		return -EFAULT;
	return 0;
}

/* Either may be NULL. 0, -EPERM, -EINVAL. */
int do_sys_settimeofday64(const struct timespec64 *tv, const struct timezone *tz)
{
	if (tv && !timespec64_valid_settod(tv))
		return -EINVAL;
	if (!capable(CAP_SYS_TIME))
		return -EPERM;
	if (tz) {
		if (tz->tz_minuteswest > 15 * 60 || tz->tz_minuteswest < -15 * 60)
			return -EINVAL;
		sys_tz = *tz;
	}
	return tv ? do_settimeofday64(tv) : 0;
}

SYSCALL_DEFINE2(settimeofday, struct __kernel_old_timeval __user *, tv, struct timezone __user *,
		tz)
{
	struct __kernel_old_timeval utv;
	struct timezone new_tz;
	struct timespec64 ts;

	if (tv) {
		if (copy_from_user(&utv, tv, sizeof(utv)))
			return -EFAULT;
		if (utv.tv_usec < 0 || utv.tv_usec >= USEC_PER_SEC)
			return -EINVAL;
		ts.tv_sec = utv.tv_sec;
		ts.tv_nsec = utv.tv_usec * NSEC_PER_USEC;
	}
	if (tz && copy_from_user(&new_tz, tz, sizeof(new_tz)))
		return -EFAULT;
	return do_sys_settimeofday64(tv ? &ts : NULL, tz ? &new_tz : NULL);
}

SYSCALL_DEFINE1(time, __kernel_old_time_t __user *, tloc)
{
	time64_t now = ktime_get_real_seconds();

	if (tloc && put_user((__kernel_old_time_t)now, tloc))
		return -EFAULT;
	return now;
}
