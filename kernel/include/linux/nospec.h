// SPDX-License-Identifier: MIT
/* Indices from user space that must not steer a mispredicted access out of an array. */
#ifndef LINUX_NOSPEC_H
#define LINUX_NOSPEC_H

#include <asm/barrier.h>

/* index if it is below size, else 0; also while the CPU runs ahead on a wrong guess. */
#define array_index_nospec(index, size)                                                            \
	({                                                                                         \
		typeof(index) _i = (index);                                                        \
		typeof(size) _s = (size);                                                          \
		unsigned long _mask = array_index_mask_nospec(_i, _s);                             \
		BUILD_BUG_ON(sizeof(_i) > sizeof(long));                                           \
		BUILD_BUG_ON(sizeof(_s) > sizeof(long));                                           \
		(typeof(_i))(_i & _mask);                                                          \
	})

#endif
