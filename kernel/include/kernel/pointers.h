/* SPDX-License-Identifier: MIT */
/*
 * Does anything in the kernel's own memory point there? For memory whose users can't be asked: that
 * of a module, or of a task, that has crashed.
 *
 * Every aligned word counts that has the value of an address in one of the target ranges: of the
 * kernel's variables and per-CPU data, of objects in use from kmalloc() and caches, of vmalloc()
 * and module memory, and of the stacks of tasks that sleep, as far as they are in use. So a stale
 * value may be taken for a pointer, but none is overlooked, except in whole pages that were had
 * from alloc_pages(), which hold users' data, and on the caller's own stack.
 */
#ifndef _KERNEL_POINTERS_H
#define _KERNEL_POINTERS_H

#include <linux/compiler.h>
#include <linux/threads.h>
#include <linux/types.h>

struct memory_range {
	unsigned long start, end;
};

/* Zeroed, then filled in by the two functions below. */
struct pointer_search {
	struct memory_range target[16 + NR_CPUS];
	struct memory_range skip[64];
	unsigned int nr_targets, nr_skips;

	/* The first that was found. */
	unsigned long value, at;
	char where[96]; /* "kmalloc-64 object 0x…" */
};

/* Look for pointers to here. size may be 0. False: no room for one more. */
bool __must_check pointer_search_for(struct pointer_search *search, const void *start, size_t size);
/* Don't look in here. One that there is no room for is looked into. */
void pointer_search_skip(struct pointer_search *search, const void *start, size_t size);

/* Is there any? Process context; sleeps, and holds up interrupts for some time. */
bool find_pointer(struct pointer_search *search);

#endif
