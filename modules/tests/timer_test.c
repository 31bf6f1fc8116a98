// SPDX-License-Identifier: MIT
/*
 * Timers: a function at a time in jiffies, in softirq context.
 *
 * A case can't know what a timer has done before it was waited for: a completion says so.
 */
#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/jiffies.h>
#include <linux/module.h>
#include <linux/preempt.h>
#include <linux/timer.h>

MODULE_DESCRIPTION("Tests of timers");
MODULE_LICENSE("GPL");

struct alarm {
	struct timer_list timer;
	struct completion rung;
	unsigned long at;
	int times;
	bool in_softirq;
};

static void ring(struct timer_list *timer)
{
	struct alarm *alarm = from_timer(alarm, timer, timer);

	alarm->at = jiffies;
	alarm->times++;
	alarm->in_softirq = in_serving_softirq();
	complete(&alarm->rung);
}

/* It must be stopped before its memory goes: by timer_exit(), before what the case has is freed. */
static int timer_init(struct kunit *test)
{
	struct alarm *alarm = kunit_kzalloc(test, sizeof(*alarm), GFP_KERNEL);

	if (!alarm)
		return -ENOMEM;
	init_completion(&alarm->rung);
	timer_setup(&alarm->timer, ring, 0);
	test->priv = alarm;
	return 0;
}

static void timer_exit(struct kunit *test)
{
	struct alarm *alarm = test->priv;

	if (alarm)
		del_timer_sync(&alarm->timer);
}

static void wait_for(struct kunit *test, struct alarm *alarm)
{
	KUNIT_ASSERT_NE(test, wait_for_completion_timeout(&alarm->rung, 5 * HZ), 0);
}

static void is_not_early(struct kunit *test)
{
	struct alarm *alarm = test->priv;
	unsigned long due = jiffies + 3;

	mod_timer(&alarm->timer, due);
	KUNIT_EXPECT_TRUE(test, timer_pending(&alarm->timer) || alarm->times);
	wait_for(test, alarm);
	KUNIT_EXPECT_TRUE(test, time_after_eq(alarm->at, due));
	KUNIT_EXPECT_TRUE(test, alarm->in_softirq);
	KUNIT_EXPECT_FALSE(test, timer_pending(&alarm->timer));
}

static void runs_once(struct kunit *test)
{
	struct alarm *alarm = test->priv;

	mod_timer(&alarm->timer, jiffies + 1);
	wait_for(test, alarm);
	KUNIT_EXPECT_EQ(test, alarm->times, 1);
	KUNIT_EXPECT_EQ(test, del_timer_sync(&alarm->timer), 0); /* nothing to take out */
}

static void a_time_that_is_past_is_now(struct kunit *test)
{
	struct alarm *alarm = test->priv;

	mod_timer(&alarm->timer, jiffies - 100);
	wait_for(test, alarm);
	KUNIT_EXPECT_EQ(test, alarm->times, 1);
}

static void is_stopped(struct kunit *test)
{
	struct alarm *alarm = test->priv;

	KUNIT_EXPECT_EQ(test, mod_timer(&alarm->timer, jiffies + 1000 * HZ), 0);
	KUNIT_EXPECT_EQ(test, mod_timer(&alarm->timer, jiffies + 2000 * HZ), 1); /* was pending */
	KUNIT_EXPECT_EQ(test, del_timer(&alarm->timer), 1);
	KUNIT_EXPECT_FALSE(test, timer_pending(&alarm->timer));
	KUNIT_EXPECT_EQ(test, del_timer(&alarm->timer), 0);
	KUNIT_EXPECT_EQ(test, alarm->times, 0);
}

static struct kunit_case timer_cases[] = {
	KUNIT_CASE(is_not_early),
	KUNIT_CASE(runs_once),
	KUNIT_CASE(a_time_that_is_past_is_now),
	KUNIT_CASE(is_stopped),
	{},
};

static struct kunit_suite timer_suite = {
	.name = "timer",
	.init = timer_init,
	.exit = timer_exit,
	.test_cases = timer_cases,
};
kunit_test_suite(timer_suite);
