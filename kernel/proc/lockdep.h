// SPDX-License-Identifier: MIT
/*
 * Between the files of the checker of lock order.
 *
 *	lockdep.c		what tasks hold; taking and giving back
 *	lockdep_graph.c		classes, and in which order they have been taken
 *	lockdep_report.c	the reports
 *
 * The graph changes under its lock, a bare word that the checker doesn't see; a report is printed
 * after the checker has been switched off, so that printing may take locks.
 */
#ifndef _KERNEL_PROC_LOCKDEP_H
#define _KERNEL_PROC_LOCKDEP_H

#include <linux/lockdep.h>
#include <linux/sched.h>
#include <linux/types.h>

#define MAX_CLASSES 2048
#define MAX_EDGES   8192
#define TRACE_DEPTH 12

/*
 * Where something was seen first: the low halves of addresses, all text being in the last 2 GiB.
 * Whole ones would be taken for pointers to a module that is long dead (<kernel/pointers.h>).
 */
struct lock_trace {
	u32 num;
	s32 entries[TRACE_DEPTH];
};

/*
 * How a class was taken: in an interrupt, or while one could come; and so for softirqs. The bits
 * for taking it shared are the same, moved by USAGE_READ.
 */
enum lock_usage {
	IN_HARDIRQ,
	ENABLED_HARDIRQ,
	IN_SOFTIRQ,
	ENABLED_SOFTIRQ,
	NR_USAGES,
	USAGE_READ = NR_USAGES,
	NR_USAGE_BITS = 2 * NR_USAGES,
};

struct lock_class {
	const struct lockdep_subclass_key *key; /* NULL: free */
	const char *name;			/* NULL: the symbol at the key */
	unsigned int subclass;
	u8 usage;	   /* enum lock_usage, a bit each */
	u16 hash_next;	   /* in its bucket; 0: the last */
	u16 after, before; /* edges to those taken while it was held, and the other way; 0: none */
	/* The search that is going on. */
	u16 parent_edge; /* by which it was reached; 0: where it began */
	bool reached;
	bool only_recursive_read; /* reached in no other way */
	struct lock_trace usage_trace[NR_USAGE_BITS];
};

/* @to was taken while @from was held. */
struct lock_edge {
	u16 from, to;		 /* classes */
	u16 next_after;		 /* of from's */
	u16 next_before;	 /* of to's; doubles as the free list */
	u8 kinds;		 /* a bit for each EDGE_* combination that was seen */
	struct lock_trace trace; /* where to was taken, the first time */
};

/* from was held shared; to was taken shared and recursively. */
#define EDGE_SHARED_FROM  1
#define EDGE_RECURSIVE_TO 2
#define EDGE_KIND(from_read, to_read)                                                              \
	(1U << (((from_read) ? EDGE_SHARED_FROM : 0) | ((to_read) == 2 ? EDGE_RECURSIVE_TO : 0)))

/* Index 0 of both is nothing. NULL until lockdep_init(). */
extern struct lock_class *lock_classes;
extern struct lock_edge *lock_edges;

void graph_lock(void);
void graph_unlock(void);
int graph_init(void); /* -ENOMEM */

/* graph_lock() held by who calls these. */
u16 class_of(const struct lockdep_map *map, unsigned int subclass); /* 0: none, or no room */
bool lock_path(u16 from, u16 to, bool from_recursive, bool to_shared);
u16 lock_reaches_usage(u16 from, bool backwards, u8 usages); /* the class, or 0 */
struct lock_edge *lock_edge_between(u16 from, u16 to);
bool lock_edge_add(u16 from, u16 to, u8 kind); /* false: no room */
void graph_forget(const void *start, unsigned long size);
void save_lock_trace(struct lock_trace *trace);

/* lockdep_report.c: the checker is off already. */
void report_recursion(const struct held_lock *next, const struct held_lock *prev);
void report_circle(const struct held_lock *next, const struct held_lock *prev);
void report_usage(const struct held_lock *this, unsigned int old_bit, unsigned int new_bit);
void report_inversion(const struct held_lock *this, u16 other, unsigned int this_bit,
		      unsigned int other_bit, bool backwards);
void report_unsafe_order(const struct held_lock *next, const struct held_lock *prev, u16 safe,
			 u16 unsafe, unsigned int safe_bit, unsigned int unsafe_bit);
void report_unlock(struct lockdep_map *map, unsigned long ip);
void report_too_deep(void);
void report_no_key(const struct lockdep_map *map);
void report_no_room(const char *what);
void report_freed(const void *mem, unsigned long len, const struct held_lock *held);
void report_held_at_exit(void);
void report_held_in_user_mode(void);

#endif /* _KERNEL_PROC_LOCKDEP_H */
