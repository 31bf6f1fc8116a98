// SPDX-License-Identifier: MIT
/* Dates of clocks on a board, and seconds since 1970. <linux/rtc.h>. */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/rtc.h>
#include <linux/time.h>

#define FEBRUARY 1

int rtc_month_days(unsigned int month, unsigned int year)
{
	static const u8 days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return days[month] + (month == FEBRUARY && is_leap_year(year));
}
EXPORT_SYMBOL(rtc_month_days);

int rtc_year_days(unsigned int day, unsigned int month, unsigned int year)
{
	int days = day - 1;

	while (month--)
		days += rtc_month_days(month, year);
	return days;
}
EXPORT_SYMBOL(rtc_year_days);

void rtc_time64_to_tm(time64_t time, struct rtc_time *tm)
{
	struct tm result;

	time64_to_tm(time, 0, &result);
	*tm = (struct rtc_time){
		.tm_sec = result.tm_sec,
		.tm_min = result.tm_min,
		.tm_hour = result.tm_hour,
		.tm_mday = result.tm_mday,
		.tm_mon = result.tm_mon,
		.tm_year = result.tm_year,
		.tm_wday = result.tm_wday,
		.tm_yday = result.tm_yday,
	};
}
EXPORT_SYMBOL(rtc_time64_to_tm);

int rtc_valid_tm(struct rtc_time *tm)
{
	if (tm->tm_year < 70 || tm->tm_year > INT_MAX - 1900 || (unsigned int)tm->tm_mon >= 12 ||
	    tm->tm_mday < 1 || tm->tm_mday > rtc_month_days(tm->tm_mon, tm->tm_year + 1900) ||
	    (unsigned int)tm->tm_hour >= 24 || (unsigned int)tm->tm_min >= 60 ||
	    (unsigned int)tm->tm_sec >= 60)
		return -EINVAL;
	return 0;
}
EXPORT_SYMBOL(rtc_valid_tm);

time64_t rtc_tm_to_time64(struct rtc_time *tm)
{
	return mktime64((unsigned int)tm->tm_year + 1900, tm->tm_mon + 1, tm->tm_mday, tm->tm_hour,
			tm->tm_min, tm->tm_sec);
}
EXPORT_SYMBOL(rtc_tm_to_time64);

ktime_t rtc_tm_to_ktime(struct rtc_time tm)
{
	return ktime_set(rtc_tm_to_time64(&tm), 0);
}
EXPORT_SYMBOL_GPL(rtc_tm_to_ktime);

/* A part of a second counts as a whole one. */
struct rtc_time rtc_ktime_to_tm(ktime_t kt)
{
	struct timespec64 ts = ktime_to_timespec64(kt);
	struct rtc_time tm;

	rtc_time64_to_tm(ts.tv_sec + (ts.tv_nsec > 0), &tm);
	return tm;
}
EXPORT_SYMBOL_GPL(rtc_ktime_to_tm);
