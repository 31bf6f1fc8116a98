// SPDX-License-Identifier: MIT
/*
 * The clocks (linux/timekeeping.h) and jiffies.
 *
 * CLOCK_MONOTONIC is sched_clock(), the calibrated time stamp counter. CLOCK_REALTIME is that plus
 * realtime_offset, one 64-bit number that is read and written whole: so reading a clock takes no
 * lock, and never sees half of a change. jiffies is CLOCK_MONOTONIC in ticks, brought up to date by
 * each tick interrupt; a tick that was lost (an emulator's, mostly) is thus made up for.
 */
#include <kernel/machine.h>
#include <kernel/time.h>
#include <linux/atomic.h>
#include <linux/cache.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/ktime.h>
#include <linux/math64.h>
#include <linux/sched/clock.h>
#include <linux/spinlock.h>
#include <linux/timekeeping.h>

u64 jiffies_64 = INITIAL_JIFFIES;
/* The same memory under the name, and with the type, that everybody reads. */
extern unsigned long volatile jiffies __attribute__((alias("jiffies_64")));
EXPORT_SYMBOL(jiffies_64);
EXPORT_SYMBOL(jiffies);

static s64 realtime_offset;	      /* ns from CLOCK_MONOTONIC to CLOCK_REALTIME */
static ktime_t coarse_mono;	      /* CLOCK_MONOTONIC at the last tick */
static DEFINE_SPINLOCK(settime_lock); /* one settimeofday() at a time */

struct timezone sys_tz; /* told by user space, and told back; the kernel runs in UTC */
EXPORT_SYMBOL(sys_tz);

ktime_t ktime_get(void)
{
	return sched_clock();
}
EXPORT_SYMBOL_GPL(ktime_get);

static s64 offset_of(enum tk_offsets offs)
{
	return offs == TK_OFFS_BOOT ? 0 : READ_ONCE(realtime_offset);
}

ktime_t ktime_get_with_offset(enum tk_offsets offs)
{
	return ktime_get() + offset_of(offs);
}
EXPORT_SYMBOL_GPL(ktime_get_with_offset);

ktime_t ktime_get_coarse(void)
{
	return READ_ONCE(coarse_mono);
}
EXPORT_SYMBOL_GPL(ktime_get_coarse);

ktime_t ktime_get_coarse_with_offset(enum tk_offsets offs)
{
	return ktime_get_coarse() + offset_of(offs);
}
EXPORT_SYMBOL_GPL(ktime_get_coarse_with_offset);

ktime_t ktime_mono_to_any(ktime_t tmono, enum tk_offsets offs)
{
	return tmono + offset_of(offs);
}
EXPORT_SYMBOL_GPL(ktime_mono_to_any);

void ktime_get_ts64(struct timespec64 *ts)
{
	*ts = ktime_to_timespec64(ktime_get());
}
EXPORT_SYMBOL_GPL(ktime_get_ts64);

void ktime_get_raw_ts64(struct timespec64 *ts)
{
	ktime_get_ts64(ts);
}
EXPORT_SYMBOL(ktime_get_raw_ts64);

void ktime_get_real_ts64(struct timespec64 *ts)
{
	*ts = ktime_to_timespec64(ktime_get_real());
}
EXPORT_SYMBOL(ktime_get_real_ts64);

void ktime_get_coarse_ts64(struct timespec64 *ts)
{
	*ts = ktime_to_timespec64(ktime_get_coarse());
}
EXPORT_SYMBOL(ktime_get_coarse_ts64);

void ktime_get_coarse_real_ts64(struct timespec64 *ts)
{
	*ts = ktime_to_timespec64(ktime_get_coarse_real());
}
EXPORT_SYMBOL(ktime_get_coarse_real_ts64);

time64_t ktime_get_seconds(void)
{
	return ktime_divns(ktime_get_coarse(), NSEC_PER_SEC);
}
EXPORT_SYMBOL_GPL(ktime_get_seconds);

time64_t ktime_get_real_seconds(void)
{
	return ktime_divns(ktime_get_coarse_real(), NSEC_PER_SEC);
}
EXPORT_SYMBOL_GPL(ktime_get_real_seconds);

time64_t __ktime_get_real_seconds(void)
{
	return ktime_get_real_seconds();
}

u32 ktime_get_resolution_ns(void)
{
	return 1;
}
EXPORT_SYMBOL_GPL(ktime_get_resolution_ns);

/* CLOCK_REALTIME at boot, as the clock is set now. */
void getboottime64(struct timespec64 *ts)
{
	*ts = ns_to_timespec64(READ_ONCE(realtime_offset));
}
EXPORT_SYMBOL_GPL(getboottime64);

/* Sets CLOCK_REALTIME. The hardware's clock is left alone. */
int do_settimeofday64(const struct timespec64 *ts)
{
	s64 offset;

	if (!timespec64_valid_settod(ts))
		return -EINVAL;
	spin_lock_irq(&settime_lock);
	offset = timespec64_to_ns(ts) - ktime_get();
	/* The boot can't have been before 1970: uptimes would come out wrong. */
	if (offset >= 0)
		WRITE_ONCE(realtime_offset, offset);
	spin_unlock_irq(&settime_lock);
	if (offset < 0)
		return -EINVAL;
	clock_was_set();
	return 0;
}
EXPORT_SYMBOL(do_settimeofday64);

/*
 * Brings jiffies up to now. It never goes back, and the CPU that keeps time is the only writer.
 * Interrupts off.
 */
void tick_do_update_jiffies(void)
{
	ktime_t now = ktime_get();
	u64 new = INITIAL_JIFFIES + div_u64(now, TICK_NSEC);

	if (new > jiffies_64)
		WRITE_ONCE(jiffies_64, new);
	WRITE_ONCE(coarse_mono, now);
}

/* Boot, after the calibration: reads the hardware's clock, which runs in UTC. */
void __init timekeeping_init(void)
{
	realtime_offset = rtc_read() * NSEC_PER_SEC - ktime_get();
	tick_do_update_jiffies();
}
