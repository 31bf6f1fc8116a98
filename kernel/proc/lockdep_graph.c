// SPDX-License-Identifier: MIT
/*
 * The checker of lock order: classes of locks, and the graph of the order in which they were taken.
 * An edge leads from a class that was held to one that was taken meanwhile.
 *
 * The tables are made when the checker is switched on and never grow. Index 0 means nothing.
 */
#include <asm/processor.h>
#include <asm/sections.h>
#include <asm/stacktrace.h>
#include <linux/errno.h>
#include <linux/hash.h>
#include <linux/module.h>
#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/sched/task_stack.h>
#include <linux/spinlock.h>
#include <linux/vmalloc.h>
#include "lockdep.h"

#define HASH_BITS 10

struct lock_class *lock_classes;
struct lock_edge *lock_edges;

/* All below, and the tables; taken with interrupts off. Bare: it checks no lock of its own. */
static arch_spinlock_t lock = __ARCH_SPIN_LOCK_UNLOCKED;
static u16 buckets[1 << HASH_BITS];
static u16 free_class, free_edge; /* first of those given back, by hash_next and next_before */
static u16 nr_classes = 1, nr_edges = 1; /* used so far */
static u16 *queue;			 /* of a search: each class once */

void graph_lock(void)
{
	u16 ticket = xadd(&lock.next, 1);

	while (READ_ONCE(lock.owner) != ticket)
		cpu_relax();
	barrier();
}

void graph_unlock(void)
{
	smp_store_release(&lock.owner, lock.owner + 1);
}

int graph_init(void)
{
	lock_classes = vzalloc(MAX_CLASSES * sizeof(*lock_classes));
	lock_edges = vzalloc(MAX_EDGES * sizeof(*lock_edges));
	queue = vzalloc(MAX_CLASSES * sizeof(*queue));
	if (lock_classes && lock_edges && queue)
		return 0;
	vfree(lock_classes);
	vfree(lock_edges);
	vfree(queue);
	lock_classes = NULL;
	return -ENOMEM;
}

void save_lock_trace(struct lock_trace *trace)
{
	struct unwind_state s;

	trace->num = 0;
	for (unwind_start(&s, current, NULL, NULL); !unwind_done(&s); unwind_next(&s)) {
		if (trace->num == TRACE_DEPTH)
			return;
		trace->entries[trace->num++] = unwind_get_return_address(&s);
	}
}

/* Static memory: the kernel's, a module's, or per CPU. Locks there may be classes by themselves. */
static bool is_static(const void *p)
{
	unsigned long addr = (unsigned long)p;

	return (addr >= (unsigned long)_stext && addr < (unsigned long)_end) ||
	       is_module_address(addr) || is_kernel_percpu_address(addr);
}

static u16 new_class(void)
{
	u16 i = free_class;

	if (i) {
		free_class = lock_classes[i].hash_next;
		return i;
	}
	return nr_classes < MAX_CLASSES ? nr_classes++ : 0;
}

u16 class_of(const struct lockdep_map *map, unsigned int subclass)
{
	const struct lockdep_subclass_key *key;
	u16 *bucket, i;

	if (map->key == &__lockdep_no_validate__)
		return 0;
	if (map->key) {
		key = map->key->subkeys + subclass;
	} else if (is_static(map)) {
		/* Its own address; its fields give room for the subclasses' bytes. */
		key = (const struct lockdep_subclass_key *)map + subclass;
	} else {
		/* On the stack, and initialised as if it were static: seen by this task alone. */
		if (!object_is_on_stack(map) && debug_locks_off())
			report_no_key(map);
		return 0;
	}
	bucket = &buckets[hash_ptr(key, HASH_BITS)];
	for (i = *bucket; i; i = lock_classes[i].hash_next)
		if (lock_classes[i].key == key)
			return i;
	i = new_class();
	if (!i) {
		if (debug_locks_off())
			report_no_room("lock classes");
		return 0;
	}
	lock_classes[i] = (struct lock_class){
		.key = key,
		.name = map->name,
		.subclass = subclass,
		.hash_next = *bucket,
	};
	*bucket = i;
	return i;
}

struct lock_edge *lock_edge_between(u16 from, u16 to)
{
	for (u16 e = lock_classes[from].after; e; e = lock_edges[e].next_after)
		if (lock_edges[e].to == to)
			return &lock_edges[e];
	return NULL;
}

bool lock_edge_add(u16 from, u16 to, u8 kind)
{
	struct lock_edge *edge = lock_edge_between(from, to);
	u16 e = free_edge;

	if (edge) {
		edge->kinds |= kind;
		return true;
	}
	if (e)
		free_edge = lock_edges[e].next_before;
	else if (nr_edges < MAX_EDGES)
		e = nr_edges++;
	else
		return false;
	edge = &lock_edges[e];
	*edge = (struct lock_edge){
		.from = from,
		.to = to,
		.kinds = kind,
		.next_after = lock_classes[from].after,
		.next_before = lock_classes[to].before,
	};
	save_lock_trace(&edge->trace);
	lock_classes[from].after = e;
	lock_classes[to].before = e;
	return true;
}

/* Begins a search at @from. */
static void search_from(u16 from, bool only_recursive_read)
{
	for (u16 i = 1; i < nr_classes; i++)
		lock_classes[i].reached = false;
	lock_classes[from].reached = true;
	lock_classes[from].parent_edge = 0;
	lock_classes[from].only_recursive_read = only_recursive_read;
	queue[0] = from;
}

#define KINDS_FROM_SHARED                                                                          \
	((1U << EDGE_SHARED_FROM) | (1U << (EDGE_SHARED_FROM | EDGE_RECURSIVE_TO)))
#define KINDS_TO_RECURSIVE                                                                         \
	((1U << EDGE_RECURSIVE_TO) | (1U << (EDGE_SHARED_FROM | EDGE_RECURSIVE_TO)))

/*
 * Follows edge @e out of a class that was reached. A reader that may come in again never waits for
 * a reader: what leads to it and goes on from its shared side can't be part of a deadlock. Returns
 * the class if it is new, else 0.
 */
static u16 follow(u16 e, bool backwards)
{
	const struct lock_edge *edge = &lock_edges[e];
	const struct lock_class *at = &lock_classes[backwards ? edge->to : edge->from];
	struct lock_class *next = &lock_classes[backwards ? edge->from : edge->to];
	u8 kinds = edge->kinds;

	if (next->reached)
		return 0;
	if (at->only_recursive_read)
		kinds &= backwards ? ~KINDS_TO_RECURSIVE : ~KINDS_FROM_SHARED;
	if (!kinds)
		return 0;
	next->reached = true;
	next->parent_edge = e;
	next->only_recursive_read =
		!(kinds & ~(backwards ? KINDS_FROM_SHARED : KINDS_TO_RECURSIVE));
	return next - lock_classes;
}

/*
 * Does a chain of edges lead from @from, which would be taken shared and recursively if
 * @from_recursive, to @to, which is held shared if @to_shared? Afterwards parent_edge leads back.
 */
bool lock_path(u16 from, u16 to, bool from_recursive, bool to_shared)
{
	unsigned int head = 0, tail = 1;

	search_from(from, from_recursive);
	while (head < tail) {
		u16 at = queue[head++];

		for (u16 e = lock_classes[at].after; e; e = lock_edges[e].next_after) {
			u16 next = follow(e, false);

			if (!next)
				continue;
			if (next == to && !(lock_classes[to].only_recursive_read && to_shared))
				return true;
			queue[tail++] = next;
		}
	}
	return false;
}

u16 lock_reaches_usage(u16 from, bool backwards, u8 usages)
{
	unsigned int head = 0, tail = 1;

	search_from(from, false);
	while (head < tail) {
		u16 at = queue[head++];
		u16 e = backwards ? lock_classes[at].before : lock_classes[at].after;

		if (lock_classes[at].usage & usages)
			return at;
		while (e) {
			u16 next = follow(e, backwards);

			if (next)
				queue[tail++] = next;
			e = backwards ? lock_edges[e].next_before : lock_edges[e].next_after;
		}
	}
	return 0;
}

/* Takes edge @e out of the list that *link begins. */
static void unlink_edge(u16 *link, u16 e, bool before)
{
	while (*link != e)
		link = before ? &lock_edges[*link].next_before : &lock_edges[*link].next_after;
	*link = before ? lock_edges[e].next_before : lock_edges[e].next_after;
}

static void forget_edge(u16 e)
{
	unlink_edge(&lock_classes[lock_edges[e].from].after, e, false);
	unlink_edge(&lock_classes[lock_edges[e].to].before, e, true);
	lock_edges[e].next_before = free_edge;
	free_edge = e;
}

static void forget_class(u16 i)
{
	struct lock_class *class = &lock_classes[i];
	u16 *link = &buckets[hash_ptr(class->key, HASH_BITS)];

	while (class->after)
		forget_edge(class->after);
	while (class->before)
		forget_edge(class->before);
	while (*link != i)
		link = &lock_classes[*link].hash_next;
	*link = class->hash_next;
	class->key = NULL;
	class->usage = 0;
	class->hash_next = free_class;
	free_class = i;
}

void graph_forget(const void *start, unsigned long size)
{
	for (u16 i = 1; i < nr_classes; i++) {
		const void *key = lock_classes[i].key;

		if (key && key >= start && key < start + size)
			forget_class(i);
	}
}
