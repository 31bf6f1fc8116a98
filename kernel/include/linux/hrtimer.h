// SPDX-License-Identifier: MIT
/*
 * High-resolution timers: call a function at a moment, given in nanoseconds on one of four clocks.
 *
 *	static enum hrtimer_restart fires(struct hrtimer *timer)
 *	{
 *		hrtimer_forward_now(timer, ms_to_ktime(5));
 *		return HRTIMER_RESTART;
 *	}
 *	hrtimer_init(&timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
 *	timer.function = fires;
 *	hrtimer_start(&timer, ms_to_ktime(5), HRTIMER_MODE_REL);
 *
 * The function runs in the timer's interrupt, with interrupts off; with a _SOFT mode in softirq
 * context. It may start its own timer again, or say so by HRTIMER_RESTART after it has moved the
 * moment. It never begins before the moment. A timer's memory must not go while it is queued or
 * its function runs: hrtimer_cancel() waits for both, and so must not be called by the function,
 * nor under a lock that it takes.
 */
#ifndef _LINUX_HRTIMER_H
#define _LINUX_HRTIMER_H

#include <linux/ktime.h>
#include <linux/percpu.h>
#include <linux/rbtree.h>
#include <linux/spinlock.h>
#include <linux/timer.h>
#include <linux/timerqueue.h>

struct hrtimer_cpu_base;
struct task_struct;

/* REL counts from the start; PINNED keeps it on the CPU that starts it; HARD is the default. */
enum hrtimer_mode {
	HRTIMER_MODE_ABS = 0x00,
	HRTIMER_MODE_REL = 0x01,
	HRTIMER_MODE_PINNED = 0x02,
	HRTIMER_MODE_SOFT = 0x04,
	HRTIMER_MODE_HARD = 0x08,

	HRTIMER_MODE_ABS_PINNED = HRTIMER_MODE_ABS | HRTIMER_MODE_PINNED,
	HRTIMER_MODE_REL_PINNED = HRTIMER_MODE_REL | HRTIMER_MODE_PINNED,
	HRTIMER_MODE_ABS_SOFT = HRTIMER_MODE_ABS | HRTIMER_MODE_SOFT,
	HRTIMER_MODE_REL_SOFT = HRTIMER_MODE_REL | HRTIMER_MODE_SOFT,
	HRTIMER_MODE_ABS_PINNED_SOFT = HRTIMER_MODE_ABS_PINNED | HRTIMER_MODE_SOFT,
	HRTIMER_MODE_REL_PINNED_SOFT = HRTIMER_MODE_REL_PINNED | HRTIMER_MODE_SOFT,
	HRTIMER_MODE_ABS_HARD = HRTIMER_MODE_ABS | HRTIMER_MODE_HARD,
	HRTIMER_MODE_REL_HARD = HRTIMER_MODE_REL | HRTIMER_MODE_HARD,
	HRTIMER_MODE_ABS_PINNED_HARD = HRTIMER_MODE_ABS_PINNED | HRTIMER_MODE_HARD,
	HRTIMER_MODE_REL_PINNED_HARD = HRTIMER_MODE_REL_PINNED | HRTIMER_MODE_HARD,
};

enum hrtimer_restart {
	HRTIMER_NORESTART,
	HRTIMER_RESTART,
};

#define HRTIMER_STATE_INACTIVE 0x00
#define HRTIMER_STATE_ENQUEUED 0x01

struct hrtimer {
	struct timerqueue_node node; /* its moment, with the slack; base's lock */
	ktime_t _softexpires;	     /* its moment without */
	enum hrtimer_restart (*function)(struct hrtimer *);
	struct hrtimer_clock_base *base; /* which lock guards it; lock_hrtimer_base() */
	u8 state;			 /* HRTIMER_STATE_* */
	u8 is_soft;
	u8 is_hard;
};

/* Wakes a task; on its stack. */
struct hrtimer_sleeper {
	struct hrtimer timer;
	struct task_struct *task; /* NULL once the time is up */
};

/* One clock's timers of a CPU. */
struct hrtimer_clock_base {
	struct hrtimer_cpu_base *cpu_base; /* its lock guards everything here; constant */
	unsigned int index;
	clockid_t clockid;
	struct hrtimer *running; /* its function runs */
	struct timerqueue_head active;
	ktime_t (*get_time)(void);
};

/* What a timer can be late by: the machine's clock event, or the tick where it has none. */
#define HIGH_RES_NSEC	    1
#define KTIME_HIGH_RES	    (HIGH_RES_NSEC)
#define LOW_RES_NSEC	    TICK_NSEC
#define KTIME_LOW_RES	    (LOW_RES_NSEC)
#define MONOTONIC_RES_NSEC  HIGH_RES_NSEC
#define KTIME_MONOTONIC_RES KTIME_HIGH_RES
extern unsigned int hrtimer_resolution; /* ns */

/*
 * These four: not while it is queued, but for the moment of one that its own function moves. The
 * slack says how much later it may fire, with others.
 */
static inline void hrtimer_set_expires(struct hrtimer *timer, ktime_t time)
{
	timer->node.expires = time;
	timer->_softexpires = time;
}

static inline void hrtimer_set_expires_range(struct hrtimer *timer, ktime_t time, ktime_t delta)
{
	timer->_softexpires = time;
	timer->node.expires = ktime_add_safe(time, delta);
}

static inline void hrtimer_set_expires_range_ns(struct hrtimer *timer, ktime_t time, u64 delta)
{
	hrtimer_set_expires_range(timer, time, ns_to_ktime(delta));
}

static inline void hrtimer_set_expires_tv64(struct hrtimer *timer, s64 tv64)
{
	hrtimer_set_expires(timer, tv64);
}

static inline void hrtimer_add_expires(struct hrtimer *timer, ktime_t time)
{
	timer->node.expires = ktime_add_safe(timer->node.expires, time);
	timer->_softexpires = ktime_add_safe(timer->_softexpires, time);
}

static inline void hrtimer_add_expires_ns(struct hrtimer *timer, u64 ns)
{
	timer->node.expires = ktime_add_ns(timer->node.expires, ns);
	timer->_softexpires = ktime_add_ns(timer->_softexpires, ns);
}

static inline ktime_t hrtimer_get_expires(const struct hrtimer *timer)
{
	return timer->node.expires;
}

static inline ktime_t hrtimer_get_softexpires(const struct hrtimer *timer)
{
	return timer->_softexpires;
}

static inline s64 hrtimer_get_expires_tv64(const struct hrtimer *timer)
{
	return timer->node.expires;
}

static inline s64 hrtimer_get_softexpires_tv64(const struct hrtimer *timer)
{
	return timer->_softexpires;
}

static inline s64 hrtimer_get_expires_ns(const struct hrtimer *timer)
{
	return ktime_to_ns(timer->node.expires);
}

/* Below 0 when it is over. */
static inline ktime_t hrtimer_expires_remaining(const struct hrtimer *timer)
{
	return ktime_sub(timer->node.expires, timer->base->get_time());
}

/* Now, on the timer's clock. */
static inline ktime_t hrtimer_cb_get_time(struct hrtimer *timer)
{
	return timer->base->get_time();
}

/* Whether timers fire between ticks. */
int hrtimer_is_hres_active(struct hrtimer *timer);

/*
 * CLOCK_MONOTONIC, _REALTIME, _BOOTTIME or _TAI; others, and CLOCK_REALTIME in a relative mode, are
 * taken for CLOCK_MONOTONIC.
 */
void hrtimer_init(struct hrtimer *timer, clockid_t which_clock, enum hrtimer_mode mode);
#define hrtimer_init_on_stack(timer, which_clock, mode) hrtimer_init(timer, which_clock, mode)
/* Wakes the calling task; wait with schedule() until ->task is NULL. */
void hrtimer_init_sleeper(struct hrtimer_sleeper *sl, clockid_t clock_id, enum hrtimer_mode mode);
#define hrtimer_init_sleeper_on_stack(sl, clock_id, mode) hrtimer_init_sleeper(sl, clock_id, mode)

static inline void destroy_hrtimer_on_stack(struct hrtimer *timer)
{
}

/* Starting, also of one that is queued: it gets the new moment. Any context but NMI. */
void hrtimer_start_range_ns(struct hrtimer *timer, ktime_t tim, u64 range_ns,
			    const enum hrtimer_mode mode);

static inline void hrtimer_start(struct hrtimer *timer, ktime_t tim, const enum hrtimer_mode mode)
{
	hrtimer_start_range_ns(timer, tim, 0, mode);
}

/* With the moment and slack that are in it. */
static inline void hrtimer_start_expires(struct hrtimer *timer, enum hrtimer_mode mode)
{
	ktime_t soft = hrtimer_get_softexpires(timer);
	u64 slack = ktime_to_ns(ktime_sub(hrtimer_get_expires(timer), soft));

	hrtimer_start_range_ns(timer, soft, slack, mode);
}

static inline void hrtimer_restart(struct hrtimer *timer)
{
	hrtimer_start_expires(timer, HRTIMER_MODE_ABS);
}

void hrtimer_sleeper_start_expires(struct hrtimer_sleeper *sl, enum hrtimer_mode mode);

/* 1: it was queued; 0: not. try_to: -1 while its function runs. */
int hrtimer_cancel(struct hrtimer *timer);
int hrtimer_try_to_cancel(struct hrtimer *timer);

ktime_t __hrtimer_get_remaining(const struct hrtimer *timer, bool adjust);

static inline ktime_t hrtimer_get_remaining(const struct hrtimer *timer)
{
	return __hrtimer_get_remaining(timer, false);
}

/* Queued, or its function runs. */
bool hrtimer_active(const struct hrtimer *timer);

static inline bool hrtimer_is_queued(struct hrtimer *timer)
{
	return READ_ONCE(timer->state) & HRTIMER_STATE_ENQUEUED;
}

static inline int hrtimer_callback_running(struct hrtimer *timer)
{
	return timer->base->running == timer;
}

/*
 * Moves the moment past @now in steps of @interval; returns how many. For the timer's function, or
 * of a timer that isn't queued.
 */
u64 hrtimer_forward(struct hrtimer *timer, ktime_t now, ktime_t interval);

static inline u64 hrtimer_forward_now(struct hrtimer *timer, ktime_t interval)
{
	return hrtimer_forward(timer, timer->base->get_time(), interval);
}

/*
 * Sleep until *expires, or until woken. The caller has set its state. 0: the time is up (or @mode
 * is relative and *expires 0); -EINTR: woken before. NULL: no end. Returns with TASK_RUNNING.
 */
int schedule_hrtimeout(ktime_t *expires, const enum hrtimer_mode mode);
int schedule_hrtimeout_range(ktime_t *expires, u64 delta, const enum hrtimer_mode mode);
int schedule_hrtimeout_range_clock(ktime_t *expires, u64 delta, const enum hrtimer_mode mode,
				   clockid_t clock_id);

#endif /* _LINUX_HRTIMER_H */
