/* SPDX-License-Identifier: MIT */
/* A date and time as clocks on a board have it. */
#ifndef _UAPI_LINUX_RTC_H_
#define _UAPI_LINUX_RTC_H_

struct rtc_time {
	int tm_sec;
	int tm_min;
	int tm_hour;
	int tm_mday;
	int tm_mon;  /* from 0 */
	int tm_year; /* since 1900 */
	int tm_wday; /* 0: Sunday */
	int tm_yday;
	int tm_isdst; /* not used */
};

#endif
