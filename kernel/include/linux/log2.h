// SPDX-License-Identifier: MIT
/* Powers of two. With constant arguments the results are constants. */
#ifndef LINUX_LOG2_H
#define LINUX_LOG2_H

#include <linux/types.h>
#include <linux/bitops.h>

static inline __attribute_const__ bool is_power_of_2(unsigned long n)
{
	return n != 0 && (n & (n - 1)) == 0;
}

static inline __attribute_const__ unsigned long __roundup_pow_of_two(unsigned long n)
{
	return 1UL << fls_long(n - 1);
}

static inline __attribute_const__ unsigned long __rounddown_pow_of_two(unsigned long n)
{
	return 1UL << (fls_long(n) - 1);
}

/* floor(log2(n)); n must not be 0. The builtin folds, so this is fit for array sizes too. */
#define const_ilog2(n) (63 - __builtin_clzll((unsigned long long)(n) | 1))
#define ilog2(n)       (__builtin_constant_p(n) ? ((n) < 2 ? 0 : 63 - __builtin_clzll(n)) : fls64(n) - 1)

#define roundup_pow_of_two(n)                                                                      \
	(__builtin_constant_p(n) ? ((n) == 1 ? 1 : (1UL << (ilog2((n)-1) + 1)))                    \
				 : __roundup_pow_of_two(n))
#define rounddown_pow_of_two(n)                                                                    \
	(__builtin_constant_p(n) ? (1UL << ilog2(n)) : __rounddown_pow_of_two(n))

static inline __attribute_const__ int __order_base_2(unsigned long n)
{
	return n > 1 ? (int)fls_long(n - 1) : 0;
}
#define order_base_2(n)                                                                            \
	(__builtin_constant_p(n) ? (((n) == 0 || (n) == 1) ? 0 : ilog2((n)-1) + 1)                 \
				 : __order_base_2(n))

static inline __attribute_const__ int __bits_per(unsigned long n)
{
	return n < 2 ? 1 : (int)fls_long(n);
}
/* Bits that hold 0 to n. */
#define bits_per(n)                                                                                \
	(__builtin_constant_p(n) ? (((n) == 0 || (n) == 1) ? 1 : ilog2(n) + 1) : __bits_per(n))

#endif
