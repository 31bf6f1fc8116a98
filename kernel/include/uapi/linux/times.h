// SPDX-License-Identifier: MIT
/* The structure of times(2); its unit is USER_HZ, a hundredth of a second. */
#ifndef _UAPI_LINUX_TIMES_H
#define _UAPI_LINUX_TIMES_H

#include <linux/types.h>

struct tms {
	__kernel_clock_t tms_utime;
	__kernel_clock_t tms_stime;
	__kernel_clock_t tms_cutime;
	__kernel_clock_t tms_cstime;
};

#endif /* _UAPI_LINUX_TIMES_H */
