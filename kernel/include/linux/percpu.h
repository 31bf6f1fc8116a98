// SPDX-License-Identifier: MIT
/*
 * Per-CPU memory: static variables (<linux/percpu-defs.h>) and memory allocated at run time.
 */
#ifndef _LINUX_PERCPU_H
#define _LINUX_PERCPU_H

#include <linux/types.h>
#include <linux/preempt.h>
#include <linux/smp.h>
#include <asm/percpu.h>

/* Room behind the static variables in each CPU's area, for alloc_percpu() and modules' variables.
 */
#define PERCPU_DYNAMIC_SIZE (64UL << 10)
/* Largest object and alignment that can be asked for. */
#define PCPU_MIN_UNIT_SIZE (32UL << 10)
#define PERCPU_MAX_ALIGN   4096UL

extern char __per_cpu_start[], __per_cpu_end[];

/*
 * Give every possible CPU its area, a copy of the template, and move this CPU to its own. Once,
 * with memblock up and before page_alloc_init(); interrupts off. Pointers to per-CPU copies taken
 * before are stale.
 */
void setup_per_cpu_areas(void);

/*
 * `size` zeroed bytes on every CPU, aligned to `align` (a power of two); NULL when the room ends or
 * the request is over the limits above. Any context. free_percpu(NULL) does nothing.
 */
void __percpu *__alloc_percpu(size_t size, size_t align);
void free_percpu(void __percpu *ptr);

/* It never waits, so that the mask makes no difference. */
static inline void __percpu *__alloc_percpu_gfp(size_t size, size_t align, gfp_t gfp)
{
	return __alloc_percpu(size, align);
}
#define alloc_percpu_gfp(type, gfp)                                                                \
	((typeof(type) __percpu *)__alloc_percpu_gfp(sizeof(type), __alignof__(type), gfp))

/*
 * Walks the memory of a CPU's area that is in use: [*start, *end) becomes the next piece, until
 * false. Begin with both 0. A piece may be freed at any time.
 */
bool percpu_next_used(unsigned int cpu, unsigned long *start, unsigned long *end);

#define alloc_percpu(type)                                                                         \
	((typeof(type) __percpu *)__alloc_percpu(sizeof(type), __alignof__(type)))

/* Is `addr` in this kernel's static per-CPU variables, or in some CPU's copy of them? */
bool is_kernel_percpu_address(unsigned long addr);

#endif
