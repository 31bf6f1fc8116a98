// SPDX-License-Identifier: MIT
/*
 * What code says about its locks: which it must hold, and how those of one kind nest.
 *
 * As in Linux without CONFIG_LOCKDEP, these are statements for the reader: the expression is
 * checked by the compiler and not evaluated. Taking a lock twice on one CPU is caught by the locks
 * themselves.
 */
#ifndef LINUX_LOCKDEP_H
#define LINUX_LOCKDEP_H

#include <linux/lockdep_types.h>

/* The subclass for a second lock of the same kind, where an order among them is known. */
#define SINGLE_DEPTH_NESTING 1

#define lockdep_assert(c)                                                                          \
	do {                                                                                       \
		(void)sizeof(c);                                                                   \
	} while (0)
#define lockdep_assert_held(l)	     lockdep_assert(l)
#define lockdep_assert_held_write(l) lockdep_assert(l)
#define lockdep_assert_held_read(l)  lockdep_assert(l)
#define lockdep_assert_held_once(l)  lockdep_assert(l)
#define lockdep_assert_none_held_once()                                                            \
	do {                                                                                       \
	} while (0)
#define lockdep_assert_not_held(l) lockdep_assert(l)
#define lockdep_assert_irqs_enabled()                                                              \
	do {                                                                                       \
	} while (0)
#define lockdep_assert_irqs_disabled()                                                             \
	do {                                                                                       \
	} while (0)
#define lockdep_assert_preemption_enabled()                                                        \
	do {                                                                                       \
	} while (0)
#define lockdep_assert_preemption_disabled()                                                       \
	do {                                                                                       \
	} while (0)
#define lockdep_is_held(l) 1
#define lockdep_set_class(l, key)                                                                  \
	do {                                                                                       \
		(void)(key);                                                                       \
	} while (0)
#define lockdep_set_class_and_name(l, key, name)                                                   \
	do {                                                                                       \
		(void)(key);                                                                       \
		(void)(name);                                                                      \
	} while (0)
#define lockdep_register_key(key)                                                                  \
	do {                                                                                       \
		(void)(key);                                                                       \
	} while (0)
#define lockdep_unregister_key(key)                                                                \
	do {                                                                                       \
		(void)(key);                                                                       \
	} while (0)
#define might_lock(l) lockdep_assert(l)

#endif
