// SPDX-License-Identifier: MIT
/*
 * What a lock carries for the checker of lock order, and what a task notes of those it holds. The
 * checker itself: <linux/lockdep.h>.
 */
#ifndef LINUX_LOCKDEP_TYPES_H
#define LINUX_LOCKDEP_TYPES_H

#include <linux/types.h>

#define MAX_LOCKDEP_SUBCLASSES 8UL
#define MAX_LOCK_DEPTH	       48UL

struct lockdep_subclass_key {
	char one_byte;
};

/* Its address is the class; one byte for each subclass. Static, or registered. */
struct lock_class_key {
	struct lockdep_subclass_key subkeys[MAX_LOCKDEP_SUBCLASSES];
};

/* In every lock. No key: a static lock, which is a class by itself. */
struct lockdep_map {
	struct lock_class_key *key;
	const char *name; /* NULL: the symbol at its address */
};

#define STATIC_LOCKDEP_MAP_INIT(_name, _key)                                                       \
	{                                                                                          \
		.key = (void *)(_key), .name = (_name)                                             \
	}

/* A lock that a task holds; its own, changed with interrupts off. */
struct held_lock {
	struct lockdep_map *map;
	struct lockdep_map *nest_lock;
	unsigned long ip; /* where it was taken */
	u16 class;
	u8 read;    /* 0: alone; 1: shared; 2: shared, and taken again inside */
	u8 context; /* 0: the task; 1: a softirq; 2: an interrupt */
	bool trylock;
	bool irqs_off; /* when it was taken */
};

#endif
