// SPDX-License-Identifier: MIT
/*
 * A timer: a function that runs at a time, once; here it arms itself again, a few times.
 *
 * It runs in softirq context, on top of whatever the CPU was doing: it may not sleep.
 */
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/module.h>
#include <linux/timer.h>

MODULE_DESCRIPTION("A timer");
MODULE_LICENSE("GPL");

static unsigned int times = 3;
module_param(times, uint, 0444);
MODULE_PARM_DESC(times, "how often it ticks");

static unsigned int period = 100;
module_param(period, uint, 0444);
MODULE_PARM_DESC(period, "milliseconds between ticks");

/* As a rule a timer lies in the structure that it is about. */
struct ticker {
	struct timer_list timer;
	unsigned int ticks;
};

static struct ticker ticker;

static void tick(struct timer_list *timer)
{
	struct ticker *t = from_timer(t, timer, timer);

	t->ticks++;
	pr_info("ticker: tick %u\n", t->ticks);
	if (t->ticks < times)
		/* From when it was due, not from now: so delays don't add up. */
		mod_timer(timer, timer->expires + msecs_to_jiffies(period));
}

static int __init ticker_init(void)
{
	timer_setup(&ticker.timer, tick, 0);
	mod_timer(&ticker.timer, jiffies + msecs_to_jiffies(period));
	return 0;
}

static void __exit ticker_exit(void)
{
	/* Also waits for the function, if it runs. Without it, it would run in freed memory. */
	if (del_timer_sync(&ticker.timer))
		pr_info("ticker: stopped after %u ticks\n", ticker.ticks);
}

module_init(ticker_init);
module_exit(ticker_exit);
