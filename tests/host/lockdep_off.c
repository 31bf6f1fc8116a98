// SPDX-License-Identifier: MIT
/*
 * Locks' dependency checker, off, for kernel code that runs in a program: kernel/proc has the real
 * one. What it calls only while it is on must never be reached here.
 */
#include <linux/lockdep.h>
#include <linux/rcupdate.h>

int lockdep_enabled;
struct lockdep_map rcu_lock_map;

#define NEVER __builtin_trap()

void __lock_acquire(struct lockdep_map *lock, unsigned int subclass, int trylock, int read,
		    int check, struct lockdep_map *nest_lock, unsigned long ip)
{
	NEVER;
}

void __lock_release(struct lockdep_map *lock, unsigned long ip)
{
	NEVER;
}

int __lock_is_held(const struct lockdep_map *lock, int read)
{
	NEVER;
}

void lockdep_rcu_suspicious(const char *file, int line, const char *s)
{
	NEVER;
}

int rcu_read_lock_held(void)
{
	return 1;
}

void lockdep_init_map(struct lockdep_map *map, const char *name, struct lock_class_key *key,
		      int subclass)
{
}

void __debug_check_no_locks_freed(const void *mem, unsigned long len)
{
	NEVER;
}

void lockdep_free_key_range(const void *start, unsigned long size)
{
}
