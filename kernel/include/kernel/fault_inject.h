/* SPDX-License-Identifier: MIT */
/*
 * Allocations that fail when they are told to, so that the paths behind them can be tested:
 * /proc/PID/fail-nth, as Linux's fault injection has it.
 *
 * An allocator asks once for each request made to it, at its door: what it asks of another in order
 * to serve the request is not counted again.
 */
#ifndef _KERNEL_FAULT_INJECT_H
#define _KERNEL_FAULT_INJECT_H

#include <linux/compiler.h>
#include <linux/gfp_types.h>
#include <linux/sched.h>

bool fault_inject(const char *name, size_t size, gfp_t gfp);

/*
 * Is this request of the current task, `size` bytes with that mask, to fail? `name` is for the log.
 * Never for __GFP_NOFAIL, nor in an interrupt. Any context.
 */
static __always_inline bool should_fail_alloc(const char *name, size_t size, gfp_t gfp)
{
	return unlikely(READ_ONCE(current->fail_nth)) && fault_inject(name, size, gfp);
}

#endif
