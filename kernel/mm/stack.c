// SPDX-License-Identifier: MIT
/*
 * Kernel stacks: vmalloc ranges, so that the page below each is unmapped and an overflow faults
 * rather than overwrites. Rules for callers: <kernel/mm.h>.
 *
 * Mapping and unmapping one costs more than a fork should, so the last few freed are kept; not
 * more, and they are given up when memory is short.
 */
#include <linux/kernel.h>
#include <linux/spinlock.h>
#include <asm/page.h>
#include <kernel/mm.h>
#include "vmap.h"

#define NR_CACHED_STACKS 2

static DEFINE_SPINLOCK(cache_lock);	      /* the two next; interrupts off */
static void *cached_stacks[NR_CACHED_STACKS]; /* kept, first nr_cached of them */
static unsigned int nr_cached;

static void *take_cached(void)
{
	unsigned long flags;
	void *stack = NULL;

	spin_lock_irqsave(&cache_lock, flags);
	if (nr_cached) {
		stack = cached_stacks[--nr_cached];
		cached_stacks[nr_cached] = NULL; /* no stale pointer: kernel/pointers.h */
	}
	spin_unlock_irqrestore(&cache_lock, flags);
	return stack;
}

static bool keep_cached(void *stack)
{
	unsigned long flags;
	bool kept;

	spin_lock_irqsave(&cache_lock, flags);
	kept = nr_cached < NR_CACHED_STACKS;
	if (kept)
		cached_stacks[nr_cached++] = stack;
	spin_unlock_irqrestore(&cache_lock, flags);
	return kept;
}

void *alloc_thread_stack(void)
{
	void *stack = take_cached();

	if (!stack)
		stack = vmap_alloc_pages(&vmalloc_space, THREAD_SIZE, THREAD_SIZE, VM_TASK_STACK,
					 GFP_KERNEL | __GFP_NOWARN, __builtin_return_address(0));
	if (stack)
		mod_node_page_state(NR_KERNEL_STACK_KB, THREAD_SIZE / 1024);
	return stack;
}

void free_thread_stack(void *stack)
{
	mod_node_page_state(NR_KERNEL_STACK_KB, -(long)(THREAD_SIZE / 1024));
	if (!keep_cached(stack))
		vfree(stack);
}

bool mm_drain_caches(void)
{
	bool any = false;
	void *stack;

	while ((stack = take_cached())) {
		vfree(stack);
		any = true;
	}
	return any;
}
