// SPDX-License-Identifier: MIT
/*
 * Memory before the page allocator: which ranges there are, and which of them are taken.
 *
 * One CPU, interrupts off: no lock. page_alloc_init() takes what is left, and from then on only
 * the questions about ranges remain.
 */
#ifndef _KERNEL_MEMBLOCK_H
#define _KERNEL_MEMBLOCK_H

#include <linux/types.h>

struct boot_info;

/*
 * Take the memory map over from the boot loader: the usable ranges, less the kernel image, the
 * boot modules, everything below 1 MiB and what is not of whole pages. Panics when nothing is left.
 */
void memblock_init(const struct boot_info *info);

/*
 * The lowest free piece of `size` bytes at a multiple of `align` (a power of two): a physical
 * address, or 0 when there is none. The content is undefined.
 */
phys_addr_t memblock_alloc(phys_addr_t size, phys_addr_t align);

/* Keep a range from being allocated; parts that are no memory don't matter. */
void memblock_reserve(phys_addr_t base, phys_addr_t size);

/* The end of the highest usable range. */
phys_addr_t memblock_end_of_DRAM(void);

/* The i-th usable range, in ascending order, whole pages; false when there are fewer. */
bool memblock_range(unsigned int i, phys_addr_t *start, phys_addr_t *end);

/* The i-th range that is usable and not taken. */
bool memblock_free_range(unsigned int i, phys_addr_t *start, phys_addr_t *end);

/* True once alloc_page() works, and memblock_alloc() doesn't any more. */
extern bool page_alloc_ready;

#endif
