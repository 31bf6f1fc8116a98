// SPDX-License-Identifier: MIT
/*
 * High-resolution timers: each mode and clock, restart, cancelling, moving, many at once, and the
 * sleeps that are made of them.
 */
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/hrtimer.h>
#include <linux/interrupt.h>
#include <linux/sched.h>
#include <linux/wait.h>
#include "check.h"

static DECLARE_COMPLETION(fired);
static int count;
static ktime_t fired_at;
static bool in_hard, in_soft;

static enum hrtimer_restart once(struct hrtimer *timer)
{
	fired_at = hrtimer_cb_get_time(timer);
	in_hard = in_hardirq() && irqs_disabled();
	in_soft = in_serving_softirq() && !irqs_disabled();
	complete(&fired);
	return HRTIMER_NORESTART;
}

static void each_clock_and_mode(void)
{
	static const clockid_t ids[] = {CLOCK_MONOTONIC, CLOCK_REALTIME, CLOCK_BOOTTIME, CLOCK_TAI};
	struct hrtimer timer;
	ktime_t at;

	for (int i = 0; i < 4 * 4; i++) {
		enum hrtimer_mode mode = (i & 1 ? HRTIMER_MODE_ABS : HRTIMER_MODE_REL) |
					 (i & 2 ? HRTIMER_MODE_SOFT : HRTIMER_MODE_HARD);

		hrtimer_init_on_stack(&timer, ids[i / 4], mode);
		timer.function = once;
		CHECK(!hrtimer_active(&timer) && hrtimer_cancel(&timer) == 0);
		at = ktime_add_us(hrtimer_cb_get_time(&timer), 300);
		hrtimer_start(&timer, i & 1 ? at : us_to_ktime(300), mode);
		CHECK(hrtimer_get_remaining(&timer) <= 300 * NSEC_PER_USEC);
		wait_for_completion(&fired);
		CHECK(fired_at >= at);
		CHECK_EQ(in_hard, !(i & 2));
		CHECK_EQ(in_soft, !!(i & 2));
		CHECK_EQ(hrtimer_cancel(&timer), 0);
		CHECK(!hrtimer_active(&timer));
		destroy_hrtimer_on_stack(&timer);
	}
}

/* What is relative doesn't move when the clock is set. */
static void relative_is_monotonic(void)
{
	struct hrtimer timer;

	hrtimer_init(&timer, CLOCK_REALTIME, HRTIMER_MODE_REL);
	CHECK(hrtimer_cb_get_time(&timer) <= ktime_get());
	hrtimer_init(&timer, CLOCK_REALTIME, HRTIMER_MODE_ABS);
	CHECK(hrtimer_cb_get_time(&timer) > ktime_add_ms(ktime_get(), 1));
}

static enum hrtimer_restart ten_times(struct hrtimer *timer)
{
	if (++count == 10) {
		complete(&fired);
		return HRTIMER_NORESTART;
	}
	hrtimer_forward_now(timer, us_to_ktime(200));
	return HRTIMER_RESTART;
}

static enum hrtimer_restart starts_itself(struct hrtimer *timer)
{
	if (++count == 10)
		complete(&fired);
	else
		hrtimer_start(timer, us_to_ktime(100), HRTIMER_MODE_REL);
	return HRTIMER_NORESTART;
}

static void again_and_again(void)
{
	struct hrtimer timer;
	ktime_t start = ktime_get();

	hrtimer_init(&timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	timer.function = ten_times;
	count = 0;
	hrtimer_start(&timer, us_to_ktime(200), HRTIMER_MODE_REL);
	wait_for_completion(&fired);
	CHECK_EQ(count, 10);
	CHECK(ktime_us_delta(ktime_get(), start) >= 2000);
	CHECK(!hrtimer_is_queued(&timer));
	hrtimer_cancel(&timer);

	timer.function = starts_itself;
	count = 0;
	hrtimer_start(&timer, 0, HRTIMER_MODE_REL);
	wait_for_completion(&fired);
	CHECK_EQ(count, 10);
	hrtimer_cancel(&timer);
}

static void cancel_and_move(void)
{
	struct hrtimer timer;

	hrtimer_init(&timer, CLOCK_MONOTONIC, HRTIMER_MODE_ABS);
	timer.function = once;
	hrtimer_start(&timer, ktime_add_ms(ktime_get(), 3600000), HRTIMER_MODE_ABS);
	CHECK(hrtimer_active(&timer) && hrtimer_is_queued(&timer));
	CHECK(!hrtimer_callback_running(&timer));
	CHECK_EQ(hrtimer_try_to_cancel(&timer), 1);
	CHECK_EQ(hrtimer_try_to_cancel(&timer), 0);
	CHECK(!try_wait_for_completion(&fired));
	/* Cancelled, it keeps its moment. */
	hrtimer_set_expires(&timer, ktime_add_us(ktime_get(), 100));
	hrtimer_restart(&timer);
	wait_for_completion(&fired);
	/* Queued, it gets another one. */
	hrtimer_start(&timer, ktime_add_ms(ktime_get(), 3600000), HRTIMER_MODE_ABS);
	hrtimer_start(&timer, ktime_get(), HRTIMER_MODE_ABS);
	wait_for_completion(&fired);
	CHECK_EQ(hrtimer_cancel(&timer), 0);

	hrtimer_set_expires(&timer, 1000);
	CHECK_EQ(hrtimer_forward(&timer, 999, 100), 0);
	CHECK_EQ(hrtimer_forward(&timer, 1000, 100), 1);
	CHECK_EQ(hrtimer_get_expires_ns(&timer), 1100);
	CHECK_EQ(hrtimer_forward(&timer, 1450, 100), 4);
	CHECK_EQ(hrtimer_get_expires_ns(&timer), 1500);
	CHECK_EQ(hrtimer_forward(&timer, 2000, 100), 6);
	CHECK_EQ(hrtimer_get_expires_ns(&timer), 2100);
}

#define MANY 200
static struct numbered {
	struct hrtimer timer;
	ktime_t at;
} many[MANY];
static ktime_t last;
static bool in_order = true;

static enum hrtimer_restart numbered(struct hrtimer *timer)
{
	struct numbered *n = container_of(timer, struct numbered, timer);

	in_order = in_order && n->at >= last && ktime_get() >= n->at;
	last = n->at;
	if (++count == MANY - 1)
		complete(&fired);
	return HRTIMER_NORESTART;
}

/* They fire in the order of their moments, whatever the order in which they were started. */
static void many_at_once(void)
{
	ktime_t base = ktime_add_ms(ktime_get(), 5);
	unsigned long flags;

	count = 0;
	/* However long it takes: none fires before all are started, and one is cancelled. */
	local_irq_save(flags);
	for (int i = 0; i < MANY; i++) {
		struct numbered *n = &many[i];

		hrtimer_init(&n->timer, CLOCK_MONOTONIC, HRTIMER_MODE_ABS);
		n->timer.function = numbered;
		n->at = base + (i * 7919 % MANY) * 10000;
		hrtimer_start(&n->timer, n->at, HRTIMER_MODE_ABS);
	}
	CHECK_EQ(hrtimer_cancel(&many[17].timer), 1);
	local_irq_restore(flags);
	wait_for_completion(&fired);
	CHECK(in_order);
	CHECK_EQ(count, MANY - 1);
	for (int i = 0; i < MANY; i++)
		CHECK(!hrtimer_active(&many[i].timer));
}

static void sleeps(void)
{
	DECLARE_WAIT_QUEUE_HEAD(wq);
	ktime_t start = ktime_get(), end;
	s64 best = S64_MAX;

	for (int i = 0; i < 20; i++) {
		start = ktime_get();
		usleep_range(150, 160);
		end = ktime_get();
		CHECK(ktime_us_delta(end, start) >= 150);
		best = min(best, ktime_us_delta(end, start));
	}
	/* Not by the tick: at least one of them ends well before the next. */
	CHECK(best < TICK_USEC / 2);

	end = us_to_ktime(500);
	start = ktime_get();
	set_current_state(TASK_INTERRUPTIBLE);
	CHECK_EQ(schedule_hrtimeout(&end, HRTIMER_MODE_REL), 0);
	CHECK(ktime_us_delta(ktime_get(), start) >= 500);
	end = 0;
	set_current_state(TASK_INTERRUPTIBLE);
	CHECK_EQ(schedule_hrtimeout(&end, HRTIMER_MODE_REL), 0);
	CHECK(task_is_running(current));

	start = ktime_get();
	CHECK_EQ(wait_event_hrtimeout(wq, false, us_to_ktime(700)), -ETIME);
	CHECK(ktime_us_delta(ktime_get(), start) >= 700);
	CHECK_EQ(wait_event_interruptible_hrtimeout(wq, true, us_to_ktime(700)), 0);
	start = ktime_get();
	fsleep(5);
	fsleep(900);
	msleep(3);
	CHECK(ktime_us_delta(ktime_get(), start) >= 3905);
}

static int __init try_hrtimers_init(void)
{
	CHECK_EQ(hrtimer_resolution, 1);
	each_clock_and_mode();
	relative_is_monotonic();
	again_and_again();
	cancel_and_move();
	many_at_once();
	sleeps();
	return checks_result();
}

static void __exit try_hrtimers_exit(void)
{
}

module_init(try_hrtimers_init);
module_exit(try_hrtimers_exit);
MODULE_LICENSE("GPL");
