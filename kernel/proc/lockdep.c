// SPDX-License-Identifier: MIT
/*
 * The checker of lock order; linux/lockdep.h says what it finds. Here: what a task holds, and what
 * is looked at when it takes one more.
 *
 * A task's list holds its own locks and, above them, those of interrupts that it was interrupted
 * by. It is changed with interrupts off, so nothing comes between. The rules:
 *
 *   No two locks of a class, unless both are shared recursively, or nested in a lock that is held.
 *   Taking B while A is held is an edge A -> B; no chain of edges leads back from B to A.
 *   A class that an interrupt takes is never held while that interrupt can come; nor is any class
 *   that can be waited for while it is held.
 *
 * A trylock never waits: no edge leads to it, but edges lead on from it.
 */
#include <kernel/cmdline.h>
#include <linux/export.h>
#include <linux/hardirq.h>
#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/lockdep.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include "lockdep.h"

int lockdep_enabled __read_mostly;
EXPORT_SYMBOL_GPL(lockdep_enabled);

struct lock_class_key __lockdep_no_validate__;
EXPORT_SYMBOL_GPL(__lockdep_no_validate__);

int debug_locks_off(void)
{
	return xchg(&lockdep_enabled, 0);
}
EXPORT_SYMBOL_GPL(debug_locks_off);

void lockdep_init_map(struct lockdep_map *map, const char *name, struct lock_class_key *key,
		      int subclass)
{
	map->name = name;
	/* A lock that is always taken as of a subclass: its key is that byte. */
	map->key = key ? (void *)(key->subkeys + subclass) : NULL;
}
EXPORT_SYMBOL_GPL(lockdep_init_map);

void lockdep_init_task(struct task_struct *task)
{
	task->lockdep_depth = 0;
	task->lockdep_recursion = 0;
}

void lockdep_off(void)
{
	current->lockdep_recursion++;
}
EXPORT_SYMBOL(lockdep_off);

void lockdep_on(void)
{
	current->lockdep_recursion--;
}
EXPORT_SYMBOL(lockdep_on);

static u8 usage_bit(enum lock_usage usage, bool read)
{
	return usage + (read ? USAGE_READ : 0);
}

/* What @usage can't go together with: the other end, taken alone by at least one side. */
static u8 conflicts(unsigned int bit)
{
	unsigned int other = (bit % NR_USAGES) ^ 1;

	return BIT(other) | (bit < USAGE_READ ? BIT(other + USAGE_READ) : 0);
}

/* The class is used as @bit says from now on. False: that was reported. graph_lock(). */
static bool mark_usage(const struct held_lock *held, unsigned int bit)
{
	struct lock_class *class = &lock_classes[held->class];
	bool in_interrupt = bit % NR_USAGES == IN_HARDIRQ || bit % NR_USAGES == IN_SOFTIRQ;
	u8 bad = conflicts(bit);
	u16 other;

	if (class->usage & BIT(bit))
		return true;
	class->usage |= BIT(bit);
	save_lock_trace(&class->usage_trace[bit]);
	if (class->usage & bad) {
		if (debug_locks_off())
			report_usage(held, __ffs(class->usage & bad), bit);
		return false;
	}
	/* What an interrupt takes must not wait for what others hold with it on; and backwards. */
	other = lock_reaches_usage(held->class, !in_interrupt, bad);
	if (!other)
		return true;
	if (debug_locks_off())
		report_inversion(held, other, bit, __ffs(lock_classes[other].usage & bad),
				 !in_interrupt);
	return false;
}

static bool mark_all_usages(const struct held_lock *held)
{
	bool ok = true;

	if (held->context == 2)
		ok = mark_usage(held, usage_bit(IN_HARDIRQ, held->read));
	else if (!held->irqs_off)
		ok = mark_usage(held, usage_bit(ENABLED_HARDIRQ, held->read));
	if (!ok || held->context == 2)
		return ok;
	if (held->context == 1)
		return mark_usage(held, usage_bit(IN_SOFTIRQ, held->read));
	/* A softirq comes when both are let come. */
	if (!held->irqs_off && !softirq_count())
		return mark_usage(held, usage_bit(ENABLED_SOFTIRQ, held->read));
	return true;
}

/* @next is of the class of one that is held: may it be? 1: yes; 2: by its nest lock; 0: reported.
 */
static int check_recursion(struct task_struct *curr, const struct held_lock *next)
{
	const struct held_lock *nest = NULL;

	for (unsigned int i = 0; i < curr->lockdep_depth; i++) {
		const struct held_lock *prev = &curr->held_locks[i];

		if (next->nest_lock && prev->map == next->nest_lock)
			nest = prev;
		if (prev->class != next->class || (next->read == 2 && prev->read))
			continue;
		if (nest)
			return 2;
		if (debug_locks_off())
			report_recursion(next, prev);
		return 0;
	}
	return 1;
}

/* Is there a class before the edge that an interrupt takes, and one behind it held with it on? */
static bool check_safety(const struct held_lock *next, const struct held_lock *prev)
{
	static const enum lock_usage in[] = {IN_HARDIRQ, IN_SOFTIRQ};

	for (unsigned int i = 0; i < ARRAY_SIZE(in); i++) {
		unsigned int on = in[i] ^ 1;
		u8 all_in = BIT(in[i]) | BIT(in[i] + USAGE_READ);
		u16 safe = lock_reaches_usage(prev->class, true, all_in), unsafe;
		unsigned int safe_bit;
		u8 bad;

		if (!safe)
			continue;
		safe_bit = __ffs(lock_classes[safe].usage & all_in);
		bad = conflicts(safe_bit);
		unsafe = lock_reaches_usage(next->class, false, bad);
		if (!unsafe)
			continue;
		if (debug_locks_off())
			report_unsafe_order(next, prev, safe, unsafe, safe_bit,
					    __ffs(lock_classes[unsafe].usage & bad) % NR_USAGES ==
							    on
						    ? __ffs(lock_classes[unsafe].usage & bad)
						    : on);
		return false;
	}
	return true;
}

/* @next is taken while @prev is held. False: reported. graph_lock(). */
static bool check_edge(const struct held_lock *next, const struct held_lock *prev)
{
	u8 kind = EDGE_KIND(prev->read, next->read);
	const struct lock_edge *edge;

	if (prev->class == next->class)
		return true;
	edge = lock_edge_between(prev->class, next->class);
	if (edge && (edge->kinds & kind))
		return true;
	if (lock_path(next->class, prev->class, next->read == 2, prev->read)) {
		if (debug_locks_off())
			report_circle(next, prev);
		return false;
	}
	if (!check_safety(next, prev))
		return false;
	if (lock_edge_add(prev->class, next->class, kind))
		return true;
	if (debug_locks_off())
		report_no_room("lock dependencies");
	return false;
}

/* Edges from what is held, in this context, back to the first that was waited for. */
static bool check_order(struct task_struct *curr, const struct held_lock *next)
{
	for (unsigned int i = curr->lockdep_depth; i--;) {
		const struct held_lock *prev = &curr->held_locks[i];

		if (prev->context != next->context)
			break;
		if (!prev->class)
			continue;
		if (!check_edge(next, prev))
			return false;
		/* What was held when that one was taken has an edge to it already. */
		if (!prev->trylock)
			break;
	}
	return true;
}

static void take(struct task_struct *curr, struct held_lock next, unsigned int subclass, int check)
{
	graph_lock();
	next.class = class_of(next.map, subclass);
	if (next.class && debug_lockdep_enabled() && mark_all_usages(&next) && check &&
	    !next.trylock && check_recursion(curr, &next) == 1)
		check_order(curr, &next);
	graph_unlock();
	if (!debug_lockdep_enabled())
		return;
	curr->held_locks[curr->lockdep_depth++] = next;
}

void __lock_acquire(struct lockdep_map *lock, unsigned int subclass, int trylock, int read,
		    int check, struct lockdep_map *nest_lock, unsigned long ip)
{
	struct task_struct *curr = current;
	unsigned long flags;

	if (curr->lockdep_recursion || in_nmi())
		return;
	raw_local_irq_save(flags);
	if (curr->lockdep_depth >= MAX_LOCK_DEPTH) {
		if (debug_locks_off())
			report_too_deep();
	} else {
		curr->lockdep_recursion++;
		take(curr,
		     (struct held_lock){
			     .map = lock,
			     .nest_lock = nest_lock,
			     .ip = ip,
			     .read = read,
			     .context = in_hardirq()	       ? 2
					: in_serving_softirq() ? 1
							       : 0,
			     .trylock = trylock,
			     .irqs_off = raw_irqs_disabled_flags(flags),
		     },
		     subclass, check);
		curr->lockdep_recursion--;
	}
	raw_local_irq_restore(flags);
}
EXPORT_SYMBOL_GPL(__lock_acquire);

void __lock_release(struct lockdep_map *lock, unsigned long ip)
{
	struct task_struct *curr = current;
	unsigned long flags;
	unsigned int i;

	if (curr->lockdep_recursion || in_nmi())
		return;
	raw_local_irq_save(flags);
	for (i = curr->lockdep_depth; i--;)
		if (curr->held_locks[i].map == lock)
			break;
	if (i < curr->lockdep_depth) {
		curr->lockdep_depth--;
		for (; i < curr->lockdep_depth; i++)
			curr->held_locks[i] = curr->held_locks[i + 1];
	} else if (debug_locks_off()) {
		report_unlock(lock, ip);
	}
	raw_local_irq_restore(flags);
}
EXPORT_SYMBOL_GPL(__lock_release);

int __lock_is_held(const struct lockdep_map *lock, int read)
{
	struct task_struct *curr = current;

	/* While the checker looks away, it can't deny it. */
	if (curr->lockdep_recursion)
		return 1;
	for (unsigned int i = 0; i < curr->lockdep_depth; i++) {
		const struct held_lock *held = &curr->held_locks[i];

		if (held->map == lock && (read < 0 || !!held->read == read))
			return 1;
	}
	return 0;
}
EXPORT_SYMBOL_GPL(__lock_is_held);

/* Static memory has keys by being there; a key that was allocated is one until it is taken back. */
void lockdep_register_key(struct lock_class_key *key)
{
	WARN_ON_ONCE(!key);
}
EXPORT_SYMBOL_GPL(lockdep_register_key);

void lockdep_free_key_range(const void *start, unsigned long size)
{
	unsigned long flags;

	if (!lock_classes)
		return;
	raw_local_irq_save(flags);
	graph_lock();
	graph_forget(start, size);
	graph_unlock();
	raw_local_irq_restore(flags);
}

void lockdep_unregister_key(struct lock_class_key *key)
{
	lockdep_free_key_range(key, sizeof(*key));
}
EXPORT_SYMBOL_GPL(lockdep_unregister_key);

void __debug_check_no_locks_freed(const void *mem, unsigned long len)
{
	struct task_struct *curr = current;

	if (curr->lockdep_recursion)
		return;
	for (unsigned int i = 0; i < curr->lockdep_depth; i++) {
		const struct held_lock *held = &curr->held_locks[i];

		if ((void *)held->map >= mem && (void *)held->map < mem + len && debug_locks_off())
			report_freed(mem, len, held);
	}
}
EXPORT_SYMBOL_GPL(__debug_check_no_locks_freed);

void debug_check_no_locks_held(void)
{
	if (debug_lockdep_enabled() && current->lockdep_depth && debug_locks_off())
		report_held_at_exit();
}
EXPORT_SYMBOL_GPL(debug_check_no_locks_held);

void __lockdep_sys_exit(void)
{
	if (current->lockdep_depth && debug_locks_off())
		report_held_in_user_mode();
}

void __init lockdep_init(void)
{
	if (!cmdline_flag("lockdep"))
		return;
	if (graph_init()) {
		pr_err("lockdep: no memory for it\n");
		return;
	}
	pr_info("Lock dependency validator: up to %d lock classes, %d dependencies, %lu locks "
		"held\n",
		MAX_CLASSES - 1, MAX_EDGES - 1, MAX_LOCK_DEPTH);
	lockdep_enabled = 1;
}
