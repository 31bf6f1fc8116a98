// SPDX-License-Identifier: MIT
/* Reversing the bytes of a value. With a constant argument the result is a constant. */
#ifndef UAPI_LINUX_SWAB_H
#define UAPI_LINUX_SWAB_H

#include <linux/types.h>
#include <linux/compiler_types.h>
#include <asm/bitsperlong.h>

#define ___constant_swab16(x)                                                                      \
	((__u16)((((__u16)(x) & (__u16)0x00ffU) << 8) | (((__u16)(x) & (__u16)0xff00U) >> 8)))
#define ___constant_swab32(x) ((__u32)__builtin_bswap32(x))
#define ___constant_swab64(x) ((__u64)__builtin_bswap64(x))

#define __swab16(x) ((__u16)__builtin_bswap16((__u16)(x)))
#define __swab32(x) ((__u32)__builtin_bswap32((__u32)(x)))
#define __swab64(x) ((__u64)__builtin_bswap64((__u64)(x)))

static __always_inline unsigned long __swab(const unsigned long y)
{
	return __swab64(y);
}

/* Half-words exchanged; bytes exchanged within half-words. */
static inline __attribute_const__ __u32 __swahw32(__u32 val)
{
	return (val << 16) | (val >> 16);
}

static inline __attribute_const__ __u32 __swahb32(__u32 val)
{
	return ((val & 0x00ff00ffU) << 8) | ((val & 0xff00ff00U) >> 8);
}

static __always_inline __u16 __swab16p(const __u16 *p)
{
	return __swab16(*p);
}

static __always_inline __u32 __swab32p(const __u32 *p)
{
	return __swab32(*p);
}

static __always_inline __u64 __swab64p(const __u64 *p)
{
	return __swab64(*p);
}

static inline void __swab16s(__u16 *p)
{
	*p = __swab16(*p);
}

static __always_inline void __swab32s(__u32 *p)
{
	*p = __swab32(*p);
}

static __always_inline void __swab64s(__u64 *p)
{
	*p = __swab64(*p);
}

#endif
