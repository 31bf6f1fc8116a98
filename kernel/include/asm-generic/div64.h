// SPDX-License-Identifier: MIT
/* do_div(): divide a 64-bit lvalue in place and yield the 32-bit remainder. */
#ifndef ASM_GENERIC_DIV64_H
#define ASM_GENERIC_DIV64_H

#include <linux/types.h>

#define do_div(n, base)                                                                            \
	({                                                                                         \
		u32 __base = (base);                                                               \
		u32 __rem;                                                                         \
		__rem = ((u64)(n)) % __base;                                                       \
		(n) = ((u64)(n)) / __base;                                                         \
		__rem;                                                                             \
	})

#endif
