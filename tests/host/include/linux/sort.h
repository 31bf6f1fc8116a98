/* SPDX-License-Identifier: MIT */
/* sort() by the C library; the order of equals is up to it, as it is up to the kernel's. */
#ifndef HOST_LINUX_SORT_H
#define HOST_LINUX_SORT_H

#include <stdlib.h>
#include <linux/types.h>

static inline void sort(void *base, size_t num, size_t size, cmp_func_t cmp, swap_func_t swap)
{
	(void)swap;
	qsort(base, num, size, cmp);
}

#endif
