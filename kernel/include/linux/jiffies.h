// SPDX-License-Identifier: MIT
/*
 * Jiffies: the count of timer ticks, HZ a second.
 *
 * It starts five minutes before it wraps at 32 bits, so that code which compares wrongly fails
 * soon. Compare with time_after() and its relatives, which survive the wrap for differences of up
 * to half the range.
 */
#ifndef LINUX_JIFFIES_H
#define LINUX_JIFFIES_H

#include <linux/cache.h>
#include <linux/limits.h>
#include <linux/math64.h>
#include <linux/minmax.h>
#include <linux/types.h>
#include <linux/time.h>
#include <linux/timex.h>
#include <asm/param.h>

/* jiffies is jiffies_64 under another name; both are the timekeeper's. */
extern u64 jiffies_64;
extern unsigned long volatile jiffies;

static inline u64 get_jiffies_64(void)
{
	return jiffies_64;
}

#define INITIAL_JIFFIES ((unsigned long)(unsigned int)(-300 * HZ))
#define TICK_NSEC	((NSEC_PER_SEC + HZ / 2) / HZ)
#define TICK_USEC	((USEC_PER_SEC + HZ / 2) / HZ)
#define USER_TICK_USEC	((1000000UL + USER_HZ / 2) / USER_HZ)
#define SHIFT_HZ	8
/* A timeout that never comes, as far as additions to it don't overflow. */
#define MAX_JIFFY_OFFSET ((LONG_MAX >> 1) - 1)

#define time_after(a, b)                                                                           \
	(typecheck(unsigned long, a) && typecheck(unsigned long, b) && ((long)((b) - (a)) < 0))
#define time_before(a, b) time_after(b, a)
#define time_after_eq(a, b)                                                                        \
	(typecheck(unsigned long, a) && typecheck(unsigned long, b) && ((long)((a) - (b)) >= 0))
#define time_before_eq(a, b)	    time_after_eq(b, a)
#define time_in_range(a, b, c)	    (time_after_eq(a, b) && time_before_eq(a, c))
#define time_in_range_open(a, b, c) (time_after_eq(a, b) && time_before(a, c))
#define time_after64(a, b)	    (typecheck(__u64, a) && typecheck(__u64, b) && ((__s64)((b) - (a)) < 0))
#define time_before64(a, b)	    time_after64(b, a)
#define time_after_eq64(a, b)                                                                      \
	(typecheck(__u64, a) && typecheck(__u64, b) && ((__s64)((a) - (b)) >= 0))
#define time_before_eq64(a, b)	 time_after_eq64(b, a)
#define time_in_range64(a, b, c) (time_after_eq64(a, b) && time_before_eq64(a, c))

#define time_is_before_jiffies(a)      time_after(jiffies, a)
#define time_is_before_jiffies64(a)    time_after64(get_jiffies_64(), a)
#define time_is_after_jiffies(a)       time_before(jiffies, a)
#define time_is_after_jiffies64(a)     time_before64(get_jiffies_64(), a)
#define time_is_before_eq_jiffies(a)   time_after_eq(jiffies, a)
#define time_is_before_eq_jiffies64(a) time_after_eq64(get_jiffies_64(), a)
#define time_is_after_eq_jiffies(a)    time_before_eq(jiffies, a)
#define time_is_after_eq_jiffies64(a)  time_before_eq64(get_jiffies_64(), a)

/* From jiffies: rounded down. To jiffies: rounded up, and MAX_JIFFY_OFFSET for what is too long. */
unsigned int jiffies_to_msecs(const unsigned long j);
unsigned int jiffies_to_usecs(const unsigned long j);
static inline u64 jiffies_to_nsecs(const unsigned long j)
{
	return (u64)jiffies_to_usecs(j) * NSEC_PER_USEC;
}
u64 jiffies64_to_nsecs(u64 j);
u64 jiffies64_to_msecs(u64 j);
unsigned long __msecs_to_jiffies(const unsigned int m);
unsigned long __usecs_to_jiffies(const unsigned int u);
static __always_inline unsigned long msecs_to_jiffies(const unsigned int m)
{
	return __msecs_to_jiffies(m);
}
static __always_inline unsigned long usecs_to_jiffies(const unsigned int u)
{
	return __usecs_to_jiffies(u);
}

unsigned long timespec64_to_jiffies(const struct timespec64 *value);
void jiffies_to_timespec64(const unsigned long j, struct timespec64 *value);
/* Clock ticks of USER_HZ, as times(2) and proc(5) report. */
clock_t jiffies_to_clock_t(unsigned long x);
static inline clock_t jiffies_delta_to_clock_t(long delta)
{
	return jiffies_to_clock_t(max(0L, delta));
}
static inline unsigned int jiffies_delta_to_msecs(long delta)
{
	return jiffies_to_msecs(max(0L, delta));
}
unsigned long clock_t_to_jiffies(unsigned long x);
u64 jiffies_64_to_clock_t(u64 x);
u64 nsec_to_clock_t(u64 x);
u64 nsecs_to_jiffies64(u64 n);
unsigned long nsecs_to_jiffies(u64 n);

#endif
