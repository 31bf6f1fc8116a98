// SPDX-License-Identifier: MIT
/* Times that cross the system call interface: copies to and from user space, checked. */
#ifndef _LINUX_TIME_H
#define _LINUX_TIME_H

#include <linux/cache.h>
#include <linux/math64.h>
#include <linux/time64.h>
#include <uapi/linux/time.h>

extern struct timezone sys_tz;

/* 0 or -EFAULT. The values are not checked: timespec64_valid(). */
int get_timespec64(struct timespec64 *ts, const struct __kernel_timespec __user *uts);
int put_timespec64(const struct timespec64 *ts, struct __kernel_timespec __user *uts);
int get_itimerspec64(struct itimerspec64 *it, const struct __kernel_itimerspec __user *uit);
int put_itimerspec64(const struct itimerspec64 *it, struct __kernel_itimerspec __user *uit);

static inline bool itimerspec64_valid(const struct itimerspec64 *its)
{
	return timespec64_valid(&its->it_interval) && timespec64_valid(&its->it_value);
}

/* Numbers of 32 bits that wrap: a later than b; t in l to h. */
#define time_after32(a, b)	((s32)((u32)(b) - (u32)(a)) < 0)
#define time_before32(b, a)	time_after32(a, b)
#define time_between32(t, l, h) ((u32)(h) - (u32)(l) >= (u32)(t) - (u32)(l))

/* Seconds since 1970 of a date in the Gregorian calendar; month 1 to 12, no leap seconds. */
time64_t mktime64(const unsigned int year, const unsigned int mon, const unsigned int day,
		  const unsigned int hour, const unsigned int min, const unsigned int sec);

/* A date, as struct tm of the C library counts it: months from 0, years from 1900. */
struct tm {
	int tm_sec;
	int tm_min;
	int tm_hour;
	int tm_mday;
	int tm_mon;
	long tm_year;
	int tm_wday;
	int tm_yday;
};

/* @offset: seconds east of Greenwich. */
void time64_to_tm(time64_t totalsecs, int offset, struct tm *result);

#endif /* _LINUX_TIME_H */
