// SPDX-License-Identifier: MIT
/* Number of set bits (the Hamming weight) of constants, as constants. */
#ifndef ASM_GENERIC_BITOPS_CONST_HWEIGHT_H
#define ASM_GENERIC_BITOPS_CONST_HWEIGHT_H

#define __const_hweight8(w)                                                                        \
	((unsigned int)((!!((w) & (1ULL << 0))) + (!!((w) & (1ULL << 1))) +                        \
			(!!((w) & (1ULL << 2))) + (!!((w) & (1ULL << 3))) +                        \
			(!!((w) & (1ULL << 4))) + (!!((w) & (1ULL << 5))) +                        \
			(!!((w) & (1ULL << 6))) + (!!((w) & (1ULL << 7)))))
#define __const_hweight16(w) (__const_hweight8(w) + __const_hweight8((w) >> 8))
#define __const_hweight32(w) (__const_hweight16(w) + __const_hweight16((w) >> 16))
#define __const_hweight64(w) (__const_hweight32(w) + __const_hweight32((w) >> 32))

#define HWEIGHT8(w)  (BUILD_BUG_ON_ZERO(!__builtin_constant_p(w)) + __const_hweight8(w))
#define HWEIGHT16(w) (BUILD_BUG_ON_ZERO(!__builtin_constant_p(w)) + __const_hweight16(w))
#define HWEIGHT32(w) (BUILD_BUG_ON_ZERO(!__builtin_constant_p(w)) + __const_hweight32(w))
#define HWEIGHT64(w) (BUILD_BUG_ON_ZERO(!__builtin_constant_p(w)) + __const_hweight64(w))

#define hweight8(w)  (__builtin_constant_p(w) ? __const_hweight8(w) : __sw_hweight8(w))
#define hweight16(w) (__builtin_constant_p(w) ? __const_hweight16(w) : __sw_hweight16(w))
#define hweight32(w) (__builtin_constant_p(w) ? __const_hweight32(w) : __sw_hweight32(w))
#define hweight64(w) (__builtin_constant_p(w) ? __const_hweight64(w) : __sw_hweight64(w))

#endif
