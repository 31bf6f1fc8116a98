// SPDX-License-Identifier: MIT
/*
 * High-resolution timers; linux/hrtimer.h has the rules.
 *
 * A CPU has eight queues: for each of four clocks one of those that fire in the interrupt and one
 * of those that fire in softirq context. The machine's clock event (kernel/time.h) is set for the
 * first of all; it may come early, as it holds a few seconds at most, and is then set again. Where
 * there is none, the tick looks.
 *
 * cpu_base->lock guards the CPU's queues and all fields of the timers that belong to it. Which base
 * that is stands in timer->base, &migrating while it moves to another; lock_hrtimer_base() shows
 * how to lock what that says. Taken with interrupts off; no other lock is taken inside.
 */
#include <kernel/module.h>
#include <kernel/time.h>
#include <kernel/traps.h>
#include <linux/cpumask.h>
#include <linux/export.h>
#include <linux/hardirq.h>
#include <linux/hrtimer.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/irqflags.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/timekeeping.h>
#include <asm/processor.h>

enum hrtimer_base_type {
	BASE_MONOTONIC,
	BASE_REALTIME,
	BASE_BOOTTIME,
	BASE_TAI,
	NR_CLOCKS,
	FIRST_SOFT = NR_CLOCKS,
	NR_BASES = 2 * NR_CLOCKS,
};

struct hrtimer_cpu_base {
	raw_spinlock_t lock;
	bool in_interrupt;  /* functions run; the clock event is set at the end */
	bool soft_raised;   /* HRTIMER_SOFTIRQ will look at the soft queues */
	ktime_t event;	    /* what the clock event is set for, monotonic; KTIME_MAX: nothing */
	unsigned int hangs; /* interrupts in a row that left something due */
	struct hrtimer_clock_base clock_base[NR_BASES];
};

static DEFINE_PER_CPU(struct hrtimer_cpu_base, hrtimer_bases);

unsigned int hrtimer_resolution __read_mostly = LOW_RES_NSEC;
EXPORT_SYMBOL_GPL(hrtimer_resolution);

/* What timers belong to while they move; nothing is in it. */
static struct hrtimer_clock_base migrating;

static const struct clock_event *clock_event __ro_after_init;

/* A function that keeps its timer due would leave nobody else the CPU: after so many in a row … */
#define HANG_LIMIT 32
/* … they come no closer than this. */
#define HANG_PAUSE (100 * NSEC_PER_USEC)

static const struct {
	clockid_t id;
	ktime_t (*get_time)(void);
} clocks[NR_CLOCKS] = {
	[BASE_MONOTONIC] = {CLOCK_MONOTONIC, ktime_get},
	[BASE_REALTIME] = {CLOCK_REALTIME, ktime_get_real},
	[BASE_BOOTTIME] = {CLOCK_BOOTTIME, ktime_get_boottime},
	[BASE_TAI] = {CLOCK_TAI, ktime_get_clocktai},
};

static struct hrtimer *first_timer(struct hrtimer_clock_base *base)
{
	struct timerqueue_node *node = timerqueue_getnext(&base->active);

	return node ? container_of(node, struct hrtimer, node) : NULL;
}

/* A moment of @base's clock on CLOCK_MONOTONIC. Never below 0: that is over as well. */
static ktime_t to_monotonic(struct hrtimer_clock_base *base, ktime_t t)
{
	ktime_t offset = 0;

	if (base->clockid == CLOCK_REALTIME || base->clockid == CLOCK_TAI)
		offset = ktime_mono_to_any(0, TK_OFFS_REAL);
	if (t == KTIME_MAX)
		return t;
	return t > offset ? t - offset : 0;
}

/* The first moment of the queues [from, to). cpu_base->lock. */
static ktime_t next_moment(struct hrtimer_cpu_base *cpu_base, unsigned int from, unsigned int to)
{
	ktime_t next = KTIME_MAX;

	for (unsigned int i = from; i < to; i++) {
		struct hrtimer_clock_base *base = &cpu_base->clock_base[i];
		struct hrtimer *timer = first_timer(base);

		if (timer)
			next = min_t(ktime_t, next, to_monotonic(base, hrtimer_get_expires(timer)));
	}
	return next;
}

/* Sets the clock event for what is first now. cpu_base->lock, on its CPU. */
static void set_event(struct hrtimer_cpu_base *cpu_base, ktime_t pause)
{
	ktime_t next = next_moment(cpu_base, 0, cpu_base->soft_raised ? FIRST_SOFT : NR_BASES);

	cpu_base->event = next;
	if (!clock_event)
		return;
	if (next == KTIME_MAX)
		clock_event->stop();
	else
		clock_event->set(max_t(s64, next - ktime_get(), pause));
}

/*
 * Locks the base that @timer belongs to. While it moves from one to another, and belongs to
 * neither, waits for the mover.
 */
static struct hrtimer_clock_base *lock_hrtimer_base(const struct hrtimer *timer,
						    unsigned long *flags)
{
	for (;;) {
		struct hrtimer_clock_base *base = READ_ONCE(timer->base);

		if (base != &migrating) {
			raw_spin_lock_irqsave(&base->cpu_base->lock, *flags);
			if (timer->base == base)
				return base;
			raw_spin_unlock_irqrestore(&base->cpu_base->lock, *flags);
		}
		cpu_relax();
	}
}

static void unlock_hrtimer_base(struct hrtimer_clock_base *base, unsigned long flags)
{
	raw_spin_unlock_irqrestore(&base->cpu_base->lock, flags);
}

/* Takes a timer that isn't queued from @base, which is locked, to this CPU's, which is then. */
static struct hrtimer_clock_base *move_to_this_cpu(struct hrtimer *timer,
						   struct hrtimer_clock_base *base)
{
	struct hrtimer_clock_base *new = &this_cpu_ptr(&hrtimer_bases)->clock_base[base->index];

	/* Not while its function runs: hrtimer_cancel() has to find it where it runs. */
	if (new == base || base->running == timer)
		return base;
	WRITE_ONCE(timer->base, &migrating);
	raw_spin_unlock(&base->cpu_base->lock);
	raw_spin_lock(&new->cpu_base->lock);
	WRITE_ONCE(timer->base, new);
	return new;
}

/* True if it is the queue's first now. Lock. */
static bool enqueue(struct hrtimer *timer, struct hrtimer_clock_base *base)
{
	WRITE_ONCE(timer->state, HRTIMER_STATE_ENQUEUED);
	return timerqueue_add(&base->active, &timer->node);
}

static void dequeue(struct hrtimer *timer, struct hrtimer_clock_base *base)
{
	timerqueue_del(&base->active, &timer->node);
	WRITE_ONCE(timer->state, HRTIMER_STATE_INACTIVE);
}

static void set_event_on(void *unused)
{
	struct hrtimer_cpu_base *cpu_base = this_cpu_ptr(&hrtimer_bases);

	raw_spin_lock(&cpu_base->lock);
	if (!cpu_base->in_interrupt)
		set_event(cpu_base, 0);
	raw_spin_unlock(&cpu_base->lock);
}

/* @timer is first in its queue: the event comes earlier if need be. Lock. */
static void maybe_set_event(struct hrtimer_clock_base *base, struct hrtimer *timer)
{
	struct hrtimer_cpu_base *cpu_base = base->cpu_base;

	/* The interrupt sets it when it ends, and so does the softirq for its queues. */
	if (cpu_base->in_interrupt || (timer->is_soft && cpu_base->soft_raised))
		return;
	if (to_monotonic(base, hrtimer_get_expires(timer)) < cpu_base->event)
		set_event(cpu_base, 0);
}

void hrtimer_init(struct hrtimer *timer, clockid_t which_clock, enum hrtimer_mode mode)
{
	unsigned int index = BASE_MONOTONIC;
	unsigned long flags;

	/* From now on is from now on, whatever the clock is set to meanwhile. */
	if (which_clock == CLOCK_REALTIME && (mode & HRTIMER_MODE_REL))
		which_clock = CLOCK_MONOTONIC;
	memset(timer, 0, sizeof(*timer));
	for (unsigned int i = 0; i < NR_CLOCKS; i++)
		if (clocks[i].id == which_clock)
			index = i;
	timer->is_soft = !!(mode & HRTIMER_MODE_SOFT);
	timer->is_hard = !!(mode & HRTIMER_MODE_HARD);
	if (timer->is_soft)
		index += FIRST_SOFT;
	local_irq_save(flags);
	timer->base = &this_cpu_ptr(&hrtimer_bases)->clock_base[index];
	local_irq_restore(flags);
	timerqueue_init(&timer->node);
}
EXPORT_SYMBOL_GPL(hrtimer_init);

void hrtimer_start_range_ns(struct hrtimer *timer, ktime_t tim, u64 range_ns,
			    const enum hrtimer_mode mode)
{
	struct hrtimer_clock_base *base;
	unsigned long flags;

	WARN_ON_ONCE(!(mode & HRTIMER_MODE_SOFT) ^ !timer->is_soft);
	base = lock_hrtimer_base(timer, &flags);
	if (timer->state & HRTIMER_STATE_ENQUEUED)
		dequeue(timer, base);
	if (mode & HRTIMER_MODE_REL)
		tim = ktime_add_safe(tim, base->get_time());
	hrtimer_set_expires_range_ns(timer, tim, range_ns);
	base = move_to_this_cpu(timer, base);
	/* Another CPU's only while its function runs there: the event is set when those end. */
	if (enqueue(timer, base) && base->cpu_base == this_cpu_ptr(&hrtimer_bases))
		maybe_set_event(base, timer);
	unlock_hrtimer_base(base, flags);
}
EXPORT_SYMBOL_GPL(hrtimer_start_range_ns);

int hrtimer_try_to_cancel(struct hrtimer *timer)
{
	struct hrtimer_clock_base *base;
	unsigned long flags;
	int ret = 0;

	/* A look without the lock: what is neither queued nor running need not be taken out. */
	if (!hrtimer_active(timer))
		return 0;
	base = lock_hrtimer_base(timer, &flags);
	if (base->running == timer) {
		ret = -1;
	} else if (timer->state & HRTIMER_STATE_ENQUEUED) {
		/* The clock event stays as it is: it finds nothing and is set anew. */
		dequeue(timer, base);
		ret = 1;
	}
	unlock_hrtimer_base(base, flags);
	return ret;
}
EXPORT_SYMBOL_GPL(hrtimer_try_to_cancel);

int hrtimer_cancel(struct hrtimer *timer)
{
	int ret;

	while ((ret = hrtimer_try_to_cancel(timer)) < 0)
		cpu_relax();
	return ret;
}
EXPORT_SYMBOL_GPL(hrtimer_cancel);

ktime_t __hrtimer_get_remaining(const struct hrtimer *timer, bool adjust)
{
	struct hrtimer_clock_base *base;
	unsigned long flags;
	ktime_t rem;

	base = lock_hrtimer_base(timer, &flags);
	rem = hrtimer_expires_remaining(timer);
	unlock_hrtimer_base(base, flags);
	return rem;
}
EXPORT_SYMBOL_GPL(__hrtimer_get_remaining);

bool hrtimer_active(const struct hrtimer *timer)
{
	struct hrtimer_clock_base *base;
	unsigned long flags;
	bool active;

	base = lock_hrtimer_base(timer, &flags);
	active = timer->state != HRTIMER_STATE_INACTIVE || base->running == timer;
	unlock_hrtimer_base(base, flags);
	return active;
}
EXPORT_SYMBOL_GPL(hrtimer_active);

int hrtimer_is_hres_active(struct hrtimer *timer)
{
	return clock_event != NULL;
}

u64 hrtimer_forward(struct hrtimer *timer, ktime_t now, ktime_t interval)
{
	ktime_t delta = ktime_sub(now, hrtimer_get_expires(timer));
	u64 overruns = 1;

	if (delta < 0)
		return 0;
	if (WARN_ON(timer->state & HRTIMER_STATE_ENQUEUED))
		return 0;
	interval = max_t(ktime_t, interval, hrtimer_resolution);
	if (delta >= interval) {
		u64 steps = ktime_divns(delta, interval);

		hrtimer_add_expires_ns(timer, interval * steps);
		overruns += steps;
		if (hrtimer_get_expires(timer) > now)
			return steps;
	}
	hrtimer_add_expires(timer, interval);
	return overruns;
}
EXPORT_SYMBOL_GPL(hrtimer_forward);

/* Calls @timer's function. Lock, given up around it; interrupts go on if it is a soft one. */
static void run_timer(struct hrtimer_clock_base *base, struct hrtimer *timer)
{
	struct hrtimer_cpu_base *cpu_base = base->cpu_base;
	enum hrtimer_restart (*fn)(struct hrtimer *) = timer->function;
	bool soft = base->index >= FIRST_SOFT;
	enum hrtimer_restart restart;
	int count;

	dequeue(timer, base);
	base->running = timer;
	if (soft)
		raw_spin_unlock_irq(&cpu_base->lock);
	else
		raw_spin_unlock(&cpu_base->lock);
	count = preempt_count();
	restart = call_in_interrupt(fn, (unsigned long)timer, 0);
	if (WARN_ONCE(count != preempt_count(), "hrtimer: %pS preempt leak: %08x -> %08x\n", fn,
		      count, preempt_count()))
		preempt_count_set(count);
	if (soft)
		raw_spin_lock_irq(&cpu_base->lock);
	else
		raw_spin_lock(&cpu_base->lock);
	/* It, or another CPU, may have started it again meanwhile; or it has freed it. */
	if (restart != HRTIMER_NORESTART && !(timer->state & HRTIMER_STATE_ENQUEUED))
		enqueue(timer, base);
	base->running = NULL;
}

/* Runs what is due in the queues [from, to). Lock, given up around each function. */
static void run_queues(struct hrtimer_cpu_base *cpu_base, unsigned int from, unsigned int to)
{
	for (unsigned int i = from; i < to; i++) {
		struct hrtimer_clock_base *base = &cpu_base->clock_base[i];
		ktime_t now = base->get_time();
		struct hrtimer *timer;

		while ((timer = first_timer(base)) && hrtimer_get_softexpires(timer) <= now)
			run_timer(base, timer);
	}
}

static void raise_if_soft_due(struct hrtimer_cpu_base *cpu_base)
{
	if (cpu_base->soft_raised || next_moment(cpu_base, FIRST_SOFT, NR_BASES) > ktime_get())
		return;
	cpu_base->soft_raised = true;
	raise_softirq_irqoff(HRTIMER_SOFTIRQ);
}

void hrtimer_interrupt(void)
{
	struct hrtimer_cpu_base *cpu_base = this_cpu_ptr(&hrtimer_bases);
	ktime_t next;

	raw_spin_lock(&cpu_base->lock);
	cpu_base->in_interrupt = true;
	raise_if_soft_due(cpu_base);
	run_queues(cpu_base, 0, FIRST_SOFT);
	cpu_base->in_interrupt = false;
	next = next_moment(cpu_base, 0, FIRST_SOFT);
	cpu_base->hangs = next <= ktime_get() ? cpu_base->hangs + 1 : 0;
	set_event(cpu_base, cpu_base->hangs > HANG_LIMIT ? HANG_PAUSE : 0);
	raw_spin_unlock(&cpu_base->lock);
}

/* The tick: in place of the clock event if there is none. */
void hrtimer_run_queues(void)
{
	if (!clock_event && READ_ONCE(this_cpu_ptr(&hrtimer_bases)->event) <= ktime_get())
		hrtimer_interrupt();
}

static void run_hrtimer_softirq(struct softirq_action *h)
{
	struct hrtimer_cpu_base *cpu_base = this_cpu_ptr(&hrtimer_bases);

	raw_spin_lock_irq(&cpu_base->lock);
	run_queues(cpu_base, FIRST_SOFT, NR_BASES);
	cpu_base->soft_raised = false;
	set_event(cpu_base, 0);
	raw_spin_unlock_irq(&cpu_base->lock);
}

void hrtimers_clock_was_set(void)
{
	on_each_cpu(set_event_on, NULL, 1);
}

/* Takes those of the module out of one queue. Lock. */
static unsigned int forget_in_queue(struct hrtimer_clock_base *base, const struct module *mod)
{
	struct timerqueue_node *node = timerqueue_getnext(&base->active), *next;
	unsigned int forgotten = 0;

	for (; node; node = next) {
		struct hrtimer *timer = container_of(node, struct hrtimer, node);

		next = timerqueue_iterate_next(node);
		if (!within_module((unsigned long)timer->function, mod) &&
		    !within_module((unsigned long)timer, mod))
			continue;
		dequeue(timer, base);
		forgotten++;
	}
	return forgotten;
}

unsigned int hrtimers_forget_module(const struct module *mod)
{
	unsigned int forgotten = 0;
	unsigned long flags;
	int cpu;

	for_each_possible_cpu(cpu)
	{
		struct hrtimer_cpu_base *cpu_base = per_cpu_ptr(&hrtimer_bases, cpu);

		raw_spin_lock_irqsave(&cpu_base->lock, flags);
		for (unsigned int i = 0; i < NR_BASES; i++)
			forgotten += forget_in_queue(&cpu_base->clock_base[i], mod);
		raw_spin_unlock_irqrestore(&cpu_base->lock, flags);
	}
	return forgotten;
}

void __init hrtimers_use(const struct clock_event *event)
{
	clock_event = event;
	hrtimer_resolution = HIGH_RES_NSEC;
}

void __init hrtimers_init(void)
{
	int cpu;

	for_each_possible_cpu(cpu)
	{
		struct hrtimer_cpu_base *cpu_base = per_cpu_ptr(&hrtimer_bases, cpu);

		raw_spin_lock_init(&cpu_base->lock);
		cpu_base->event = KTIME_MAX;
		for (unsigned int i = 0; i < NR_BASES; i++) {
			cpu_base->clock_base[i] = (struct hrtimer_clock_base){
				.cpu_base = cpu_base,
				.index = i,
				.clockid = clocks[i % NR_CLOCKS].id,
				.get_time = clocks[i % NR_CLOCKS].get_time,
			};
			timerqueue_init_head(&cpu_base->clock_base[i].active);
		}
	}
	open_softirq(HRTIMER_SOFTIRQ, run_hrtimer_softirq);
}
