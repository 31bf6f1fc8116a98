// SPDX-License-Identifier: MIT
/* State of one place whose messages are limited in number. */
#ifndef LINUX_RATELIMIT_TYPES_H
#define LINUX_RATELIMIT_TYPES_H

#include <linux/bits.h>
#include <linux/param.h>
#include <linux/spinlock_types.h>

#define DEFAULT_RATELIMIT_INTERVAL (5 * HZ)
#define DEFAULT_RATELIMIT_BURST	   10

/* Say how many were suppressed only when the state is let go, not at each new interval. */
#define RATELIMIT_MSG_ON_RELEASE BIT(0)

struct ratelimit_state {
	raw_spinlock_t lock; /* guards all below */

	int interval; /* jiffies; 0: no limit */
	int burst;    /* messages allowed in an interval */
	int printed;
	int missed;
	unsigned long begin; /* jiffies of the interval's start; 0: none has begun */
	unsigned long flags;
};

#define RATELIMIT_STATE_INIT_FLAGS(name, interval_init, burst_init, flags_init)                    \
	{                                                                                          \
		.lock = __RAW_SPIN_LOCK_INITIALIZER(name.lock), .interval = interval_init,         \
		.burst = burst_init, .flags = flags_init,                                          \
	}
#define RATELIMIT_STATE_INIT(name, interval_init, burst_init)                                      \
	RATELIMIT_STATE_INIT_FLAGS(name, interval_init, burst_init, 0)
#define RATELIMIT_STATE_INIT_DISABLED                                                              \
	RATELIMIT_STATE_INIT(ratelimit_state, 0, DEFAULT_RATELIMIT_BURST)
#define DEFINE_RATELIMIT_STATE(name, interval_init, burst_init)                                    \
	struct ratelimit_state name = RATELIMIT_STATE_INIT(name, interval_init, burst_init)

int ___ratelimit(struct ratelimit_state *rs, const char *func);
/* May this message be printed? */
#define __ratelimit(state) ___ratelimit(state, __func__)

#endif
