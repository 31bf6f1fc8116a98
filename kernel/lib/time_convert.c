// SPDX-License-Identifier: MIT
/*
 * Times in each other's units: jiffies, milli-, micro- and nanoseconds, the ticks that programs
 * see, and sums of seconds and nanoseconds. Pure arithmetic; any context.
 *
 * HZ is a constant here, and a divisor of a second's milliseconds, which keeps the rest simple.
 */
#include <linux/build_bug.h>
#include <linux/export.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/ktime.h>
#include <linux/math64.h>
#include <linux/time64.h>

static_assert(MSEC_PER_SEC % HZ == 0);

#define MSEC_PER_TICK	   (MSEC_PER_SEC / HZ)
#define USEC_PER_TICK	   (USEC_PER_SEC / HZ)
#define NSEC_PER_USER_TICK (NSEC_PER_SEC / USER_HZ)
#define MAX_SEC_IN_JIFFIES (MAX_JIFFY_OFFSET / HZ - 1)

unsigned int jiffies_to_msecs(const unsigned long j)
{
	return MSEC_PER_TICK * j;
}
EXPORT_SYMBOL(jiffies_to_msecs);

unsigned int jiffies_to_usecs(const unsigned long j)
{
	return USEC_PER_TICK * j;
}
EXPORT_SYMBOL(jiffies_to_usecs);

u64 jiffies64_to_nsecs(u64 j)
{
	return j * TICK_NSEC;
}
EXPORT_SYMBOL(jiffies64_to_nsecs);

u64 jiffies64_to_msecs(u64 j)
{
	return j * MSEC_PER_TICK;
}
EXPORT_SYMBOL(jiffies64_to_msecs);

/* A negative int means "for ever" to those who pass timeouts on. */
unsigned long __msecs_to_jiffies(const unsigned int m)
{
	if ((int)m < 0)
		return MAX_JIFFY_OFFSET;
	return DIV_ROUND_UP((unsigned long)m, MSEC_PER_TICK);
}
EXPORT_SYMBOL(__msecs_to_jiffies);

unsigned long __usecs_to_jiffies(const unsigned int u)
{
	return DIV_ROUND_UP((unsigned long)u, USEC_PER_TICK);
}
EXPORT_SYMBOL(__usecs_to_jiffies);

unsigned long timespec64_to_jiffies(const struct timespec64 *value)
{
	if (value->tv_sec >= MAX_SEC_IN_JIFFIES)
		return MAX_JIFFY_OFFSET;
	return value->tv_sec * HZ + DIV_ROUND_UP(value->tv_nsec, TICK_NSEC);
}
EXPORT_SYMBOL(timespec64_to_jiffies);

void jiffies_to_timespec64(const unsigned long j, struct timespec64 *value)
{
	value->tv_sec = j / HZ;
	value->tv_nsec = j % HZ * TICK_NSEC;
}
EXPORT_SYMBOL(jiffies_to_timespec64);

/* Whole seconds apart, so that nothing overflows before the result does. */
u64 jiffies_64_to_clock_t(u64 x)
{
	return x / HZ * USER_HZ + x % HZ * USER_HZ / HZ;
}
EXPORT_SYMBOL(jiffies_64_to_clock_t);

clock_t jiffies_to_clock_t(unsigned long x)
{
	return jiffies_64_to_clock_t(x);
}
EXPORT_SYMBOL(jiffies_to_clock_t);

unsigned long clock_t_to_jiffies(unsigned long x)
{
	if (x >= ULONG_MAX / HZ * USER_HZ)
		return ULONG_MAX;
	return x / USER_HZ * HZ + x % USER_HZ * HZ / USER_HZ;
}
EXPORT_SYMBOL(clock_t_to_jiffies);

u64 nsec_to_clock_t(u64 x)
{
	return x / NSEC_PER_USER_TICK;
}

u64 nsecs_to_jiffies64(u64 n)
{
	return n / TICK_NSEC;
}
EXPORT_SYMBOL(nsecs_to_jiffies64);

unsigned long nsecs_to_jiffies(u64 n)
{
	return nsecs_to_jiffies64(n);
}
EXPORT_SYMBOL_GPL(nsecs_to_jiffies);

/* *ts = sec seconds and nsec nanoseconds, nsec being anything, brought into 0 to 999999999. */
void set_normalized_timespec64(struct timespec64 *ts, time64_t sec, s64 nsec)
{
	s64 carry = nsec / NSEC_PER_SEC;

	nsec %= NSEC_PER_SEC;
	if (nsec < 0) {
		nsec += NSEC_PER_SEC;
		carry--;
	}
	ts->tv_sec = sec + carry;
	ts->tv_nsec = nsec;
}
EXPORT_SYMBOL(set_normalized_timespec64);

struct timespec64 ns_to_timespec64(s64 nsec)
{
	struct timespec64 ts;

	set_normalized_timespec64(&ts, 0, nsec);
	return ts;
}
EXPORT_SYMBOL(ns_to_timespec64);

/* Of times that are not negative. */
struct timespec64 timespec64_add_safe(const struct timespec64 lhs, const struct timespec64 rhs)
{
	struct timespec64 res;

	set_normalized_timespec64(&res, (timeu64_t)lhs.tv_sec + rhs.tv_sec,
				  lhs.tv_nsec + rhs.tv_nsec);
	if (unlikely(res.tv_sec < lhs.tv_sec || res.tv_sec < rhs.tv_sec)) {
		res.tv_sec = TIME64_MAX;
		res.tv_nsec = 0;
	}
	return res;
}
EXPORT_SYMBOL_GPL(timespec64_add_safe);

ktime_t ktime_add_safe(const ktime_t lhs, const ktime_t rhs)
{
	ktime_t res = ktime_add_unsafe(lhs, rhs);

	if (res < 0 || res < lhs || res < rhs)
		res = ktime_set(KTIME_SEC_MAX, 0);
	return res;
}
EXPORT_SYMBOL_GPL(ktime_add_safe);
