// SPDX-License-Identifier: MIT
/* Clocks and sleeping, between the files of kernel/proc and other rooms. */
#ifndef _KERNEL_TIME_H
#define _KERNEL_TIME_H

#include <linux/ktime.h>
#include <linux/time.h>
#include <linux/types.h>

struct pt_regs;
struct signal_struct;

/* The timer interrupt's handler, on each CPU, HZ times a second: interrupts off. */
void tick_handle(struct pt_regs *regs);

/*
 * A moment on a clock that can be slept towards: CLOCK_REALTIME and CLOCK_TAI follow
 * settimeofday(2), the others are monotonic.
 */
struct deadline {
	clockid_t clock;
	ktime_t at;
};

/**
 * deadline_sleep() - sleep until @d, or until woken
 *
 * The caller has set the task's state. Returns true while the time isn't up, so that a caller
 * whose condition may have come true looks, and otherwise sets the state and calls again; false
 * when it is up. Returns with TASK_RUNNING.
 */
bool deadline_sleep(const struct deadline *d);

/* The deadline @rel from now on @clock; saturates. */
struct deadline deadline_after(clockid_t clock, ktime_t rel);
ktime_t deadline_remaining(const struct deadline *d); /* below 0 when it is over */

/* Told by settimeofday(2): whoever sleeps towards a moment of CLOCK_REALTIME looks again. */
void clock_was_set(void);

/*
 * A clock event: an interrupt once, at a moment that can be chosen, for each CPU its own. Both with
 * interrupts off, for the calling CPU. The interrupt calls hrtimer_interrupt().
 */
struct clock_event {
	void (*set)(u64 ns); /* from now; rounded up. May come early if that is very long */
	void (*stop)(void);
};

/* High-resolution timers; kernel/proc/hrtimer.c. */
void hrtimers_init(void);			    /* before any is started */
void hrtimers_use(const struct clock_event *event); /* at boot; without, the tick looks */
void hrtimer_interrupt(void);			    /* interrupts off */
void hrtimer_run_queues(void);			    /* the tick, interrupts off */
void hrtimers_clock_was_set(void);		    /* CLOCK_REALTIME; may sleep */

/* Reads @clock for the calling task: 0, or -EINVAL for one that doesn't exist. */
int clock_read(clockid_t clock, struct timespec64 *ts);

/* ITIMER_REAL; kernel/proc/itimer.c. */
void itimer_init(struct signal_struct *sig);
void itimer_stop(struct signal_struct *sig); /* waits for its function; may spin, no siglock */

#endif /* _KERNEL_TIME_H */
