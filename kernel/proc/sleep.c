// SPDX-License-Identifier: MIT
/*
 * Sleeping for a time: in jiffies, in milli- and microseconds, and until a moment on a clock.
 *
 * What is asked for in jiffies ends with a tick, all else at its moment, by a high-resolution
 * timer; nothing sleeps less than it was asked for.
 */
#include <kernel/time.h>
#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/hrtimer.h>
#include <linux/jiffies.h>
#include <linux/ktime.h>
#include <linux/sched.h>
#include <linux/sched/debug.h>
#include <linux/sched/signal.h>
#include <linux/timekeeping.h>
#include <linux/timer.h>
#include <linux/wait.h>

/* Those who sleep towards a moment of CLOCK_REALTIME; woken when that clock is set. */
static DECLARE_WAIT_QUEUE_HEAD(clock_set_wait);

/* On the sleeper's stack. */
struct process_timer {
	struct timer_list timer;
	struct task_struct *task;
};

static void process_timeout(struct timer_list *t)
{
	struct process_timer *timeout = from_timer(timeout, t, timer);

	wake_up_process(timeout->task);
}

/* Sleeps until jiffies is @expires, or until woken. The state is the caller's. */
static void sleep_until_jiffies(unsigned long expires)
{
	struct process_timer timer = {.task = current};

	timer_setup_on_stack(&timer.timer, process_timeout, 0);
	mod_timer(&timer.timer, expires);
	schedule();
	timer_delete_sync(&timer.timer);
	destroy_timer_on_stack(&timer.timer);
}

/**
 * schedule_timeout() - sleep for some jiffies, or until woken
 * @timeout: jiffies; MAX_SCHEDULE_TIMEOUT: no end
 *
 * The caller has set its state (with TASK_RUNNING it doesn't sleep). Returns the jiffies that are
 * left, 0 when the time is up, and MAX_SCHEDULE_TIMEOUT if that was asked for; with TASK_RUNNING.
 */
long schedule_timeout(long timeout)
{
	unsigned long expires;

	if (timeout == MAX_SCHEDULE_TIMEOUT) {
		schedule();
		return timeout;
	}
	if (timeout < 0) {
		pr_err("schedule_timeout: wrong timeout value %lx\n", timeout);
		dump_stack();
		__set_current_state(TASK_RUNNING);
		return 0;
	}
	expires = timeout + jiffies;
	sleep_until_jiffies(expires);
	timeout = expires - jiffies;
	return timeout < 0 ? 0 : timeout;
}
EXPORT_SYMBOL(schedule_timeout);

/* The same with the state set here: only for what can't miss a wake-up before. */
long schedule_timeout_interruptible(long timeout)
{
	__set_current_state(TASK_INTERRUPTIBLE);
	return schedule_timeout(timeout);
}
EXPORT_SYMBOL(schedule_timeout_interruptible);

long schedule_timeout_killable(long timeout)
{
	__set_current_state(TASK_KILLABLE);
	return schedule_timeout(timeout);
}
EXPORT_SYMBOL(schedule_timeout_killable);

long schedule_timeout_uninterruptible(long timeout)
{
	__set_current_state(TASK_UNINTERRUPTIBLE);
	return schedule_timeout(timeout);
}
EXPORT_SYMBOL(schedule_timeout_uninterruptible);

long schedule_timeout_idle(long timeout)
{
	__set_current_state(TASK_IDLE);
	return schedule_timeout(timeout);
}
EXPORT_SYMBOL(schedule_timeout_idle);

/* Sleeps for a device: shows as such in the accounts. */
long io_schedule_timeout(long timeout)
{
	unsigned int old = current->in_iowait;
	long ret;

	current->in_iowait = 1;
	ret = schedule_timeout(timeout);
	current->in_iowait = old;
	return ret;
}
EXPORT_SYMBOL(io_schedule_timeout);

void io_schedule(void)
{
	io_schedule_timeout(MAX_SCHEDULE_TIMEOUT);
}
EXPORT_SYMBOL(io_schedule);

/*
 * Sleeps until @deadline (monotonic), or until woken. The state is the caller's. True while the
 * time isn't up: the caller looks at its condition, and calls again.
 */
bool __schedule_until(ktime_t deadline)
{
	if (ktime_get() >= deadline) {
		__set_current_state(TASK_RUNNING);
		return false;
	}
	schedule_hrtimeout(deadline == KTIME_MAX ? NULL : &deadline, HRTIMER_MODE_ABS);
	return ktime_get() < deadline;
}
EXPORT_SYMBOL_GPL(__schedule_until);

/* Whether settimeofday(2) moves @clock. */
static bool clock_can_be_set(clockid_t clock)
{
	return clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_ALARM || clock == CLOCK_TAI;
}

static ktime_t clock_now(clockid_t clock)
{
	return clock_can_be_set(clock) ? ktime_get_real() : ktime_get();
}

struct deadline deadline_after(clockid_t clock, ktime_t rel)
{
	return (struct deadline){
		.clock = clock,
		.at = ktime_add_safe(clock_now(clock), max_t(ktime_t, rel, 0)),
	};
}

ktime_t deadline_remaining(const struct deadline *d)
{
	return ktime_sub(d->at, clock_now(d->clock));
}

bool deadline_sleep(const struct deadline *d)
{
	DEFINE_WAIT_FUNC(wait, default_wake_function);
	ktime_t remaining;

	if (!clock_can_be_set(d->clock))
		return __schedule_until(d->at);

	/*
	 * On the queue before the clock is read: if it is set in between, the wake-up comes after
	 * our state was set, and ends the sleep at once.
	 */
	add_wait_queue(&clock_set_wait, &wait);
	smp_mb();
	remaining = deadline_remaining(d);
	if (remaining > 0)
		__schedule_until(ktime_add_safe(ktime_get(), remaining));
	__set_current_state(TASK_RUNNING);
	remove_wait_queue(&clock_set_wait, &wait);
	return deadline_remaining(d) > 0;
}

void clock_was_set(void)
{
	hrtimers_clock_was_set();
	wake_up_all(&clock_set_wait);
}

/* Sleeps at least @msecs milliseconds, whatever signals come. */
void msleep(unsigned int msecs)
{
	ktime_t end = ktime_add_ms(ktime_get(), msecs);

	might_sleep();
	do {
		__set_current_state(TASK_UNINTERRUPTIBLE);
	} while (__schedule_until(end));
}
EXPORT_SYMBOL(msleep);

/* Returns the milliseconds that were left when a signal ended it. */
unsigned long msleep_interruptible(unsigned int msecs)
{
	ktime_t end = ktime_add_ms(ktime_get(), msecs);

	might_sleep();
	do {
		if (signal_pending(current))
			return max_t(s64, ktime_to_ms(end - ktime_get()), 0);
		__set_current_state(TASK_INTERRUPTIBLE);
	} while (__schedule_until(end));
	return 0;
}
EXPORT_SYMBOL(msleep_interruptible);

/**
 * usleep_range_state() - sleep for at least @min microseconds
 * @max: until when the end may be put off
 */
void usleep_range_state(unsigned long min, unsigned long max, unsigned int state)
{
	ktime_t end = ktime_add_us(ktime_get(), min);
	u64 delta = max > min ? (u64)(max - min) * NSEC_PER_USEC : 0;

	might_sleep();
	do {
		__set_current_state(state);
	} while (schedule_hrtimeout_range(&end, delta, HRTIMER_MODE_ABS));
}
EXPORT_SYMBOL(usleep_range_state);
