// SPDX-License-Identifier: MIT
/*
 * Timers: call a function once, when jiffies has come to a value. It runs in softirq context on
 * the CPU where it was armed, with no lock held, and may arm itself again or free the structure
 * that its timer is in.
 *
 * A timer's memory must not go while it is pending or its function runs: del_timer_sync() waits
 * for both, so its caller must not hold a lock that the function takes, and must not be the
 * function itself.
 */
#ifndef _LINUX_TIMER_H
#define _LINUX_TIMER_H

#include <linux/compiler.h>
#include <linux/jiffies.h>
#include <linux/ktime.h>
#include <linux/list.h>
#include <linux/stddef.h>

struct lock_class_key;

struct timer_list {
	struct hlist_node entry; /* in a slot of its base's wheel; unhashed: not armed */
	unsigned long expires;	 /* jiffies */
	void (*function)(struct timer_list *); /* NULL: shut down, can't be armed */
	u32 flags; /* TIMER_*, and in the low bits the CPU of its base */
};

#define TIMER_CPUMASK	 0x0003FFFF /* CPU whose base has it */
#define TIMER_MIGRATING	 0x00040000 /* between two bases: look again */
#define TIMER_BASEMASK	 (TIMER_CPUMASK | TIMER_MIGRATING)
#define TIMER_DEFERRABLE 0x00080000 /* need not wake an idle CPU; here it does */
#define TIMER_PINNED	 0x00100000 /* stays on the CPU that arms it */
#define TIMER_IRQSAFE	 0x00200000 /* its function runs with interrupts off */
#define TIMER_INIT_FLAGS (TIMER_DEFERRABLE | TIMER_PINNED | TIMER_IRQSAFE)

#define __TIMER_INITIALIZER(_function, _flags)                                                     \
	{                                                                                          \
		.entry = {.next = NULL, .pprev = NULL}, .function = (_function),                   \
		.flags = (_flags),                                                                 \
	}

#define DEFINE_TIMER(_name, _function) struct timer_list _name = __TIMER_INITIALIZER(_function, 0)

void init_timer_key(struct timer_list *timer, void (*func)(struct timer_list *), unsigned int flags,
		    const char *name, struct lock_class_key *key);

#define timer_setup(timer, callback, flags)                                                        \
	init_timer_key((timer), (callback), (flags), #timer, NULL)
#define timer_setup_on_stack(timer, callback, flags) timer_setup(timer, callback, flags)

static inline void destroy_timer_on_stack(struct timer_list *timer)
{
}

/* The structure that @callback_timer, a callback's argument, lies in as @timer_fieldname. */
#define from_timer(var, callback_timer, timer_fieldname)                                           \
	container_of(callback_timer, typeof(*var), timer_fieldname)

/* Armed, and its function not begun. A snapshot unless the caller orders it. */
static inline int timer_pending(const struct timer_list *timer)
{
	return !hlist_unhashed_lockless(&timer->entry);
}

#define NEXT_TIMER_MAX_DELTA (~0UL >> 1)

/* All of these in any context but NMI. "Whether it was pending": 1 or 0. */
void add_timer(struct timer_list *timer); /* which must not be pending */
void add_timer_on(struct timer_list *timer, int cpu);
int mod_timer(struct timer_list *timer, unsigned long expires);
int mod_timer_pending(struct timer_list *timer, unsigned long expires); /* only if pending */
int timer_reduce(struct timer_list *timer, unsigned long expires);	/* only to earlier */
int timer_delete(struct timer_list *timer);
/* These two: not in hard interrupts, unless the timer is TIMER_IRQSAFE. */
int timer_delete_sync(struct timer_list *timer);
int timer_shutdown_sync(struct timer_list *timer); /* and it can't be armed again */
int timer_shutdown(struct timer_list *timer);
/* As timer_delete_sync() without waiting: -1 while the function runs. */
int try_to_del_timer_sync(struct timer_list *timer);

static inline int del_timer(struct timer_list *timer)
{
	return timer_delete(timer);
}

static inline int del_timer_sync(struct timer_list *timer)
{
	return timer_delete_sync(timer);
}

#define del_singleshot_timer_sync(t) del_timer_sync(t)

void timers_init(void);
/* The tick: runs expired timers soon. Interrupts off. */
void update_process_times(int user_tick);
void run_local_timers(void);

/* Rounded to whole seconds of jiffies, so that timers of no exact need fire together. */
unsigned long __round_jiffies(unsigned long j, int cpu);
unsigned long __round_jiffies_relative(unsigned long j, int cpu);
unsigned long round_jiffies(unsigned long j);
unsigned long round_jiffies_relative(unsigned long j);
unsigned long __round_jiffies_up(unsigned long j, int cpu);
unsigned long __round_jiffies_up_relative(unsigned long j, int cpu);
unsigned long round_jiffies_up(unsigned long j);
unsigned long round_jiffies_up_relative(unsigned long j);

#endif /* _LINUX_TIMER_H */
