// SPDX-License-Identifier: MIT
/* Width of a long. */
#ifndef ASM_BITSPERLONG_H
#define ASM_BITSPERLONG_H

#include <uapi/asm/bitsperlong.h>

#define BITS_PER_LONG	   64
#define BITS_PER_LONG_LONG 64
#define small_const_nbits(nbits)                                                                   \
	(__builtin_constant_p(nbits) && (nbits) <= BITS_PER_LONG && (nbits) > 0)

#endif
