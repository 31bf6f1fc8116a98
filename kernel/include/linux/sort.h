// SPDX-License-Identifier: MIT
/* Sorting arrays in place. */
#ifndef LINUX_SORT_H
#define LINUX_SORT_H

#include <linux/types.h>

/*
 * Heapsort: n log n at worst, no extra memory, not stable. cmp gives <0, 0, >0; swap may be NULL.
 */
void sort(void *base, size_t num, size_t size, cmp_func_t cmp_func, swap_func_t swap_func);
void sort_r(void *base, size_t num, size_t size, cmp_r_func_t cmp_func, swap_r_func_t swap_func,
	    const void *priv);

#endif
