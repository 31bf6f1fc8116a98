// SPDX-License-Identifier: MIT
#ifndef _LINUX_SCHED_CLOCK_H
#define _LINUX_SCHED_CLOCK_H

#include <linux/types.h>

/* Nanoseconds since boot, by the time stamp counter; 0 until it is calibrated. Any context. */
u64 sched_clock(void);

static inline u64 local_clock(void)
{
	return sched_clock();
}

static inline u64 cpu_clock(int cpu)
{
	return sched_clock();
}

static inline u64 sched_clock_cpu(int cpu)
{
	return sched_clock();
}

#endif /* _LINUX_SCHED_CLOCK_H */
