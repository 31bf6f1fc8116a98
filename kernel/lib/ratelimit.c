// SPDX-License-Identifier: MIT
/*
 * Limits on messages: so many of a place in an interval; what is too much is counted, and reported
 * when the next interval begins. Any context.
 */
#include <linux/export.h>
#include <linux/jiffies.h>
#include <linux/printk.h>
#include <linux/ratelimit.h>
#include <linux/spinlock.h>

/* For printk_ratelimit(): all of its callers share it. */
DEFINE_RATELIMIT_STATE(printk_ratelimit_state, 5 * HZ, 10);

/* Nonzero: go ahead. func is who asks, for the report. */
int ___ratelimit(struct ratelimit_state *rs, const char *func)
{
	unsigned long flags;
	int missed = 0, ret;

	if (!rs->interval)
		return 1;
	/* Another CPU is just being limited: that is one message too many anyway. */
	if (!raw_spin_trylock_irqsave(&rs->lock, flags))
		return 0;
	if (!rs->begin)
		rs->begin = jiffies | 1;
	if (time_is_before_jiffies(rs->begin + rs->interval)) {
		if (!(rs->flags & RATELIMIT_MSG_ON_RELEASE)) {
			missed = rs->missed;
			rs->missed = 0;
		}
		rs->begin = jiffies | 1;
		rs->printed = 0;
	}
	ret = rs->burst && rs->burst > rs->printed;
	if (ret)
		rs->printed++;
	else
		rs->missed++;
	raw_spin_unlock_irqrestore(&rs->lock, flags);

	if (missed)
		printk_deferred(KERN_WARNING "%s: %d callbacks suppressed\n", func, missed);
	return ret;
}
EXPORT_SYMBOL(___ratelimit);

int __printk_ratelimit(const char *func)
{
	return ___ratelimit(&printk_ratelimit_state, func);
}
EXPORT_SYMBOL(__printk_ratelimit);

/* True if interval_msec have passed since it last was; *caller_jiffies is the caller's memory of
 * that. */
bool printk_timed_ratelimit(unsigned long *caller_jiffies, unsigned int interval_msec)
{
	unsigned long elapsed = jiffies - *caller_jiffies;

	if (*caller_jiffies && elapsed <= msecs_to_jiffies(interval_msec))
		return false;
	*caller_jiffies = jiffies;
	return true;
}
EXPORT_SYMBOL(printk_timed_ratelimit);
