// SPDX-License-Identifier: MIT
/*
 * Timers; linux/timer.h has the rules. Each CPU has a wheel of its own, which its tick turns.
 *
 * The wheel: slots by expiry, in five levels (Varghese and Lauck, "Hashed and Hierarchical Timing
 * Wheels", 1987). The first level has a slot for each of the next 256 jiffies; each following
 * level has 64 slots of 64 times as long. When a slot of a higher level comes up, its timers are
 * spread over the lower ones. Arming and cancelling are a list operation each, and a timer is
 * moved at most four times before it fires, at exactly its jiffy.
 *
 * base->lock guards a wheel and, for the timers in it, all their fields. Which base a timer
 * belongs to stands in its flags; lock_timer_base() shows how to lock what that says. Taken with
 * interrupts off; no other lock is taken inside.
 *
 * Over 500 lines, as all of it works on struct timer_base, which is nobody else's business.
 */
#include <asm/processor.h>
#include <kernel/module.h>
#include <kernel/traps.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/irqflags.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/percpu.h>
#include <linux/preempt.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/timer.h>
#include <linux/workqueue.h>

#define L0_BITS 8
#define LN_BITS 6
#define L0_SIZE (1U << L0_BITS)
#define LN_SIZE (1U << LN_BITS)
#define NR_LN	4 /* levels above the first */
/* What the wheel can hold; a timer further away waits in the last slot and is looked at again. */
#define WHEEL_SPAN (1UL << (L0_BITS + NR_LN * LN_BITS))

struct timer_base {
	raw_spinlock_t lock;
	struct timer_list *running_timer; /* its function runs now */
	unsigned long clk;		  /* the first jiffy whose slot has not been run */
	unsigned int cpu;
	struct hlist_head l0[L0_SIZE];
	struct hlist_head ln[NR_LN][LN_SIZE];
};

static DEFINE_PER_CPU(struct timer_base, timer_bases);

/* The slot for a timer. base->lock. */
static struct hlist_head *timer_slot(struct timer_base *base, unsigned long expires)
{
	unsigned long delta = expires - base->clk;
	unsigned int level, shift = L0_BITS;

	/* Already over: with the next that are run. */
	if ((long)delta < 0)
		return &base->l0[base->clk & (L0_SIZE - 1)];
	if (delta < L0_SIZE)
		return &base->l0[expires & (L0_SIZE - 1)];
	if (delta >= WHEEL_SPAN)
		expires = base->clk + WHEEL_SPAN - 1;
	for (level = 0; level < NR_LN - 1; level++, shift += LN_BITS) {
		if (delta < 1UL << (shift + LN_BITS))
			break;
	}
	return &base->ln[level][(expires >> shift) & (LN_SIZE - 1)];
}

static void enqueue_timer(struct timer_base *base, struct timer_list *timer)
{
	hlist_add_head(&timer->entry, timer_slot(base, timer->expires));
}

/* A slot of level @level comes up: its timers are due within the span of the levels below. */
static void cascade(struct timer_base *base, unsigned int level, unsigned int index)
{
	struct timer_list *timer;
	struct hlist_node *next;
	struct hlist_head list;

	hlist_move_list(&base->ln[level][index], &list);
	hlist_for_each_entry_safe (timer, next, &list, entry)
		enqueue_timer(base, timer);
}

/* Moves what base->clk uncovers in the higher levels down. base->lock. */
static void cascade_due_slots(struct timer_base *base)
{
	unsigned int level, index, shift = L0_BITS;

	if (base->clk & (L0_SIZE - 1))
		return;
	for (level = 0; level < NR_LN; level++, shift += LN_BITS) {
		index = (base->clk >> shift) & (LN_SIZE - 1);
		cascade(base, level, index);
		if (index)
			break; /* the next level has not come to a new slot */
	}
}

static void detach_timer(struct timer_list *timer, bool clear_pending)
{
	struct hlist_node *entry = &timer->entry;

	__hlist_del(entry);
	if (clear_pending)
		entry->pprev = NULL;
	entry->next = LIST_POISON2;
}

/*
 * Locks the base that @timer belongs to. While it moves from one base to another, and belongs to
 * neither, waits for the mover.
 */
static struct timer_base *lock_timer_base(struct timer_list *timer, unsigned long *flags)
{
	for (;;) {
		struct timer_base *base;
		u32 tf = READ_ONCE(timer->flags);

		if (!(tf & TIMER_MIGRATING)) {
			base = per_cpu_ptr(&timer_bases, tf & TIMER_CPUMASK);
			raw_spin_lock_irqsave(&base->lock, *flags);
			if (timer->flags == tf)
				return base;
			raw_spin_unlock_irqrestore(&base->lock, *flags);
		}
		cpu_relax();
	}
}

/* Takes a timer from @base, which is locked, to @new, which is so afterwards. */
static struct timer_base *move_to_base(struct timer_list *timer, struct timer_base *base,
				       struct timer_base *new)
{
	WRITE_ONCE(timer->flags, timer->flags | TIMER_MIGRATING);
	raw_spin_unlock(&base->lock);
	raw_spin_lock(&new->lock);
	WRITE_ONCE(timer->flags, (timer->flags & ~TIMER_BASEMASK) | new->cpu);
	return new;
}

/* How mod_timer() and its like differ. */
enum mod_rule {
	MOD_ALWAYS,
	MOD_IF_PENDING,
	MOD_IF_EARLIER,
};

/* Arms @timer for @expires on @cpu (-1: the caller's). Whether it was pending. */
static int __mod_timer(struct timer_list *timer, unsigned long expires, enum mod_rule rule, int cpu)
{
	struct timer_base *base, *new;
	unsigned long flags;
	int pending;

	base = lock_timer_base(timer, &flags);
	pending = timer_pending(timer);
	if (!timer->function)
		goto out_unlock; /* shut down */
	if (!pending && rule == MOD_IF_PENDING)
		goto out_unlock;
	if (pending) {
		if (timer->expires == expires && cpu < 0)
			goto out_unlock;
		if (rule == MOD_IF_EARLIER && time_before_eq(timer->expires, expires))
			goto out_unlock;
		detach_timer(timer, true);
	}

	new = cpu < 0 ? this_cpu_ptr(&timer_bases) : per_cpu_ptr(&timer_bases, cpu);
	/* Not while its function runs: del_timer_sync() has to find it where it runs. */
	if (base != new && base->running_timer != timer)
		base = move_to_base(timer, base, new);
	timer->expires = expires;
	enqueue_timer(base, timer);
out_unlock:
	raw_spin_unlock_irqrestore(&base->lock, flags);
	return pending;
}

int mod_timer(struct timer_list *timer, unsigned long expires)
{
	return __mod_timer(timer, expires, MOD_ALWAYS, -1);
}
EXPORT_SYMBOL(mod_timer);

int mod_timer_pending(struct timer_list *timer, unsigned long expires)
{
	return __mod_timer(timer, expires, MOD_IF_PENDING, -1);
}
EXPORT_SYMBOL(mod_timer_pending);

int timer_reduce(struct timer_list *timer, unsigned long expires)
{
	return __mod_timer(timer, expires, MOD_IF_EARLIER, -1);
}
EXPORT_SYMBOL(timer_reduce);

void add_timer(struct timer_list *timer)
{
	if (WARN_ON_ONCE(timer_pending(timer)))
		return;
	__mod_timer(timer, timer->expires, MOD_ALWAYS, -1);
}
EXPORT_SYMBOL(add_timer);

void add_timer_on(struct timer_list *timer, int cpu)
{
	if (WARN_ON_ONCE(timer_pending(timer)))
		return;
	__mod_timer(timer, timer->expires, MOD_ALWAYS, cpu);
}
EXPORT_SYMBOL_GPL(add_timer_on);

void init_timer_key(struct timer_list *timer, void (*func)(struct timer_list *), unsigned int flags,
		    const char *name, struct lock_class_key *key)
{
	WARN_ON_ONCE(flags & ~TIMER_INIT_FLAGS);
	timer->entry.next = NULL;
	timer->entry.pprev = NULL;
	timer->function = func;
	timer->flags = (flags & TIMER_INIT_FLAGS) | raw_smp_processor_id();
}
EXPORT_SYMBOL(init_timer_key);

static int __timer_delete(struct timer_list *timer, bool shutdown)
{
	struct timer_base *base;
	unsigned long flags;
	int pending = 0;

	/* A timer that isn't pending need not be locked, unless it must stay so. */
	if (!timer_pending(timer) && !shutdown)
		return 0;
	base = lock_timer_base(timer, &flags);
	if (timer_pending(timer)) {
		detach_timer(timer, true);
		pending = 1;
	}
	if (shutdown)
		timer->function = NULL;
	raw_spin_unlock_irqrestore(&base->lock, flags);
	return pending;
}

int timer_delete(struct timer_list *timer)
{
	return __timer_delete(timer, false);
}
EXPORT_SYMBOL(timer_delete);

int timer_shutdown(struct timer_list *timer)
{
	return __timer_delete(timer, true);
}
EXPORT_SYMBOL_GPL(timer_shutdown);

static int __try_to_del_timer_sync(struct timer_list *timer, bool shutdown)
{
	struct timer_base *base;
	unsigned long flags;
	int ret = -1;

	base = lock_timer_base(timer, &flags);
	if (base->running_timer != timer) {
		ret = timer_pending(timer);
		if (ret)
			detach_timer(timer, true);
	}
	if (shutdown)
		timer->function = NULL;
	raw_spin_unlock_irqrestore(&base->lock, flags);
	return ret;
}

int try_to_del_timer_sync(struct timer_list *timer)
{
	return __try_to_del_timer_sync(timer, false);
}
EXPORT_SYMBOL(try_to_del_timer_sync);

/* Waits for the function on another CPU; on this one it can't be running, or we'd be in it. */
static int __timer_delete_sync(struct timer_list *timer, bool shutdown)
{
	int ret;

	WARN_ON_ONCE(in_hardirq() && !(timer->flags & TIMER_IRQSAFE));
	for (;;) {
		ret = __try_to_del_timer_sync(timer, shutdown);
		if (ret >= 0)
			return ret;
		cpu_relax();
	}
}

int timer_delete_sync(struct timer_list *timer)
{
	return __timer_delete_sync(timer, false);
}
EXPORT_SYMBOL(timer_delete_sync);

int timer_shutdown_sync(struct timer_list *timer)
{
	return __timer_delete_sync(timer, true);
}
EXPORT_SYMBOL_GPL(timer_shutdown_sync);

/* Does the timer, or what it is to run, belong to the module? base->lock. */
static bool is_timer_of(const struct timer_list *timer, const struct module *mod)
{
	const struct delayed_work *dwork;

	if (within_module((unsigned long)timer->function, mod) ||
	    within_module((unsigned long)timer, mod))
		return true;
	if (timer->function != delayed_work_timer_fn)
		return false;
	dwork = container_of(timer, struct delayed_work, timer);
	return within_module((unsigned long)dwork->work.func, mod);
}

static unsigned int forget_in_slot(struct hlist_head *slot, const struct module *mod)
{
	struct timer_list *timer;
	struct hlist_node *next;
	unsigned int forgotten = 0;

	hlist_for_each_entry_safe (timer, next, slot, entry) {
		if (!is_timer_of(timer, mod))
			continue;
		detach_timer(timer, true);
		forgotten++;
	}
	return forgotten;
}

unsigned int timers_forget_module(const struct module *mod)
{
	unsigned int forgotten = 0;
	unsigned long flags;
	int cpu;

	for_each_possible_cpu(cpu)
	{
		struct timer_base *base = per_cpu_ptr(&timer_bases, cpu);

		raw_spin_lock_irqsave(&base->lock, flags);
		for (unsigned int i = 0; i < L0_SIZE; i++)
			forgotten += forget_in_slot(&base->l0[i], mod);
		for (unsigned int i = 0; i < NR_LN * LN_SIZE; i++)
			forgotten += forget_in_slot(&base->ln[i / LN_SIZE][i % LN_SIZE], mod);
		raw_spin_unlock_irqrestore(&base->lock, flags);
	}
	return forgotten;
}

/* Calls a timer's function. A context that it leaves changed is put right, and reported. */
static void call_timer_fn(struct timer_list *timer, void (*fn)(struct timer_list *))
{
	int count = preempt_count();

	call_in_interrupt(fn, (unsigned long)timer, 0);
	if (WARN_ONCE(count != preempt_count(), "timer: %pS preempt leak: %08x -> %08x\n", fn,
		      count, preempt_count()))
		preempt_count_set(count);
}

/* Runs a slot's timers, in softirq context. base->lock held, given up around each. */
static void expire_timers(struct timer_base *base, struct hlist_head *head)
{
	while (!hlist_empty(head)) {
		struct timer_list *timer = hlist_entry(head->first, struct timer_list, entry);
		void (*fn)(struct timer_list *) = timer->function;
		u32 flags = timer->flags;

		base->running_timer = timer;
		detach_timer(timer, true);
		/* From here on the timer may be armed again, and by its function be freed. */
		if (fn) {
			if (flags & TIMER_IRQSAFE) {
				raw_spin_unlock(&base->lock);
				call_timer_fn(timer, fn);
				raw_spin_lock(&base->lock);
			} else {
				raw_spin_unlock_irq(&base->lock);
				call_timer_fn(timer, fn);
				raw_spin_lock_irq(&base->lock);
			}
		}
		base->running_timer = NULL;
	}
}

/* TIMER_SOFTIRQ: all slots up to now. */
static void run_timer_softirq(struct softirq_action *h)
{
	struct timer_base *base = this_cpu_ptr(&timer_bases);
	struct hlist_head expired;

	raw_spin_lock_irq(&base->lock);
	while (time_after_eq(jiffies, base->clk)) {
		cascade_due_slots(base);
		hlist_move_list(&base->l0[base->clk & (L0_SIZE - 1)], &expired);
		base->clk++;
		expire_timers(base, &expired);
	}
	raw_spin_unlock_irq(&base->lock);
}

/* The tick: there may be something to run. Interrupts off. */
void run_local_timers(void)
{
	/* Without the lock: a slot that is missed now is run with the next tick. */
	if (time_after_eq(jiffies, READ_ONCE(this_cpu_ptr(&timer_bases)->clk)))
		raise_softirq(TIMER_SOFTIRQ);
}

/*
 * @j, a value of jiffies, to a whole second: up, or to the nearer one, but never into the past.
 * CPUs round to slightly different moments, so that not all wake at the same one.
 */
static unsigned long round_to_second(unsigned long j, int cpu, bool up)
{
	unsigned long skew = cpu * 3, original = j;
	unsigned long rem;

	j += skew;
	rem = j % HZ;
	if (rem < HZ / 4 && !up)
		j -= rem;
	else
		j += HZ - rem;
	j -= skew;
	return time_is_after_jiffies(j) ? j : original;
}

unsigned long __round_jiffies(unsigned long j, int cpu)
{
	return round_to_second(j, cpu, false);
}
EXPORT_SYMBOL_GPL(__round_jiffies);

unsigned long __round_jiffies_up(unsigned long j, int cpu)
{
	return round_to_second(j, cpu, true);
}
EXPORT_SYMBOL_GPL(__round_jiffies_up);

unsigned long __round_jiffies_relative(unsigned long j, int cpu)
{
	unsigned long now = jiffies;

	return round_to_second(j + now, cpu, false) - now;
}
EXPORT_SYMBOL_GPL(__round_jiffies_relative);

unsigned long __round_jiffies_up_relative(unsigned long j, int cpu)
{
	unsigned long now = jiffies;

	return round_to_second(j + now, cpu, true) - now;
}
EXPORT_SYMBOL_GPL(__round_jiffies_up_relative);

unsigned long round_jiffies(unsigned long j)
{
	return __round_jiffies(j, raw_smp_processor_id());
}
EXPORT_SYMBOL_GPL(round_jiffies);

unsigned long round_jiffies_up(unsigned long j)
{
	return __round_jiffies_up(j, raw_smp_processor_id());
}
EXPORT_SYMBOL_GPL(round_jiffies_up);

unsigned long round_jiffies_relative(unsigned long j)
{
	return __round_jiffies_relative(j, raw_smp_processor_id());
}
EXPORT_SYMBOL_GPL(round_jiffies_relative);

unsigned long round_jiffies_up_relative(unsigned long j)
{
	return __round_jiffies_up_relative(j, raw_smp_processor_id());
}
EXPORT_SYMBOL_GPL(round_jiffies_up_relative);

void __init timers_init(void)
{
	int cpu;

	for_each_possible_cpu(cpu)
	{
		struct timer_base *base = per_cpu_ptr(&timer_bases, cpu);

		raw_spin_lock_init(&base->lock);
		base->cpu = cpu;
		base->clk = jiffies;
	}
	open_softirq(TIMER_SOFTIRQ, run_timer_softirq);
}
