// SPDX-License-Identifier: MIT
/*
 * Dates: struct rtc_time counts months from 0 and years from 1900, as the C library does; seconds
 * are those since 1970. All in UTC. printf shows one by %ptR. Any context.
 */
#ifndef _LINUX_RTC_H_
#define _LINUX_RTC_H_

#include <linux/ktime.h>
#include <linux/time64.h>
#include <linux/types.h>
#include <uapi/linux/rtc.h>

/* Days of month 0 to 11; of the year, from 0, up to and without that day of that month. */
int rtc_month_days(unsigned int month, unsigned int year);
int rtc_year_days(unsigned int day, unsigned int month, unsigned int year);
/* 0, or -EINVAL: no such date, or before 1970. */
int rtc_valid_tm(struct rtc_time *tm);

time64_t rtc_tm_to_time64(struct rtc_time *tm);
void rtc_time64_to_tm(time64_t time, struct rtc_time *tm);
ktime_t rtc_tm_to_ktime(struct rtc_time tm);
struct rtc_time rtc_ktime_to_tm(ktime_t kt);

/* Seconds from rhs to lhs. */
static inline time64_t rtc_tm_sub(struct rtc_time *lhs, struct rtc_time *rhs)
{
	return rtc_tm_to_time64(lhs) - rtc_tm_to_time64(rhs);
}

static inline bool is_leap_year(unsigned int year)
{
	return (!(year % 4) && (year % 100)) || !(year % 400);
}

#endif
