// SPDX-License-Identifier: MIT
/*
 * Waiting. udelay, ndelay and mdelay spin and may be called anywhere; the others sleep.
 */
#ifndef _LINUX_DELAY_H
#define _LINUX_DELAY_H

#include <linux/math.h>
#include <linux/sched.h>
#include <asm/delay.h>

/* Spin for `n` milliseconds; prefer msleep() where sleeping is allowed. */
#define mdelay(n)                                                                                  \
	({                                                                                         \
		unsigned long __mdelay_ms = (n);                                                   \
		while (__mdelay_ms--)                                                              \
			udelay(1000);                                                              \
	})

/*
 * Sleep at least that long (process context). msleep and usleep_range go on through signals;
 * msleep_interruptible returns the milliseconds that a signal cut off.
 */
void msleep(unsigned int msecs);
unsigned long msleep_interruptible(unsigned int msecs);
void usleep_range_state(unsigned long min, unsigned long max, unsigned int state);

static inline void usleep_range(unsigned long min, unsigned long max)
{
	usleep_range_state(min, max, TASK_UNINTERRUPTIBLE);
}

static inline void usleep_idle_range(unsigned long min, unsigned long max)
{
	usleep_range_state(min, max, TASK_IDLE);
}

static inline void ssleep(unsigned int seconds)
{
	msleep(seconds * 1000);
}

/* Whichever way of waiting suits the length. */
static inline void fsleep(unsigned long usecs)
{
	if (usecs <= 10)
		udelay(usecs);
	else if (usecs <= 20000)
		usleep_range(usecs, 2 * usecs);
	else
		msleep(DIV_ROUND_UP(usecs, 1000));
}

#endif
