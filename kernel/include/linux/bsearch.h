// SPDX-License-Identifier: MIT
/* Searching sorted arrays. */
#ifndef LINUX_BSEARCH_H
#define LINUX_BSEARCH_H

#include <linux/types.h>

/* An element for which cmp(key, element) is 0, or NULL. */
static __always_inline void *__inline_bsearch(const void *key, const void *base, size_t num,
					      size_t size, cmp_func_t cmp)
{
	const char *pivot;
	int result;

	while (num > 0) {
		pivot = base + (num >> 1) * size;
		result = cmp(key, pivot);
		if (result == 0)
			return (void *)pivot;
		if (result > 0) {
			base = pivot + size;
			num--;
		}
		num >>= 1;
	}
	return NULL;
}

void *bsearch(const void *key, const void *base, size_t num, size_t size, cmp_func_t cmp);

#endif
