// SPDX-License-Identifier: MIT
/* The load average: runnable and uninterruptible tasks, smoothed over 1, 5 and 15 minutes. */
#ifndef _LINUX_SCHED_LOADAVG_H
#define _LINUX_SCHED_LOADAVG_H

#include <linux/types.h>

#define FSHIFT	  11		/* bits of fraction */
#define FIXED_1	  (1 << FSHIFT) /* 1.0 */
#define LOAD_FREQ (5 * HZ + 1)	/* between two samples */
#define EXP_1	  1884		/* exp(-5 s / 1 min), in FIXED_1 */
#define EXP_5	  2014		/* exp(-5 s / 5 min) */
#define EXP_15	  2037		/* exp(-5 s / 15 min) */

#define LOAD_INT(x)  ((x) >> FSHIFT)
#define LOAD_FRAC(x) LOAD_INT(((x) & (FIXED_1 - 1)) * 100)

extern unsigned long avenrun[3];

/* The three, each plus @offset and shifted left by @shift. */
void get_avenrun(unsigned long *loads, unsigned long offset, int shift);
unsigned long calc_load_n(unsigned long load, unsigned long exp, unsigned long active,
			  unsigned int n);
/* The tick: samples when it is time. */
void calc_global_load(void);

#endif /* _LINUX_SCHED_LOADAVG_H */
