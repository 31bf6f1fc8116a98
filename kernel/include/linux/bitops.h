// SPDX-License-Identifier: MIT
/* Operations on bits: in arrays (atomic or not), in words, and rotations. */
#ifndef LINUX_BITOPS_H
#define LINUX_BITOPS_H

#include <asm/types.h>
#include <linux/bits.h>
#include <linux/typecheck.h>
#include <linux/types.h>
#include <uapi/linux/kernel.h>

#define BITS_PER_TYPE(type) (sizeof(type) * BITS_PER_BYTE)
#define BITS_TO_LONGS(nr)   __KERNEL_DIV_ROUND_UP(nr, BITS_PER_TYPE(long))
#define BITS_TO_U64(nr)	    __KERNEL_DIV_ROUND_UP(nr, BITS_PER_TYPE(u64))
#define BITS_TO_U32(nr)	    __KERNEL_DIV_ROUND_UP(nr, BITS_PER_TYPE(u32))
#define BITS_TO_BYTES(nr)   __KERNEL_DIV_ROUND_UP(nr, BITS_PER_TYPE(char))

/* How many bits are set: <kernel/lib/hweight.c>; callers use hweight8() to hweight64(). */
unsigned int __sw_hweight8(unsigned int w);
unsigned int __sw_hweight16(unsigned int w);
unsigned int __sw_hweight32(unsigned int w);
unsigned long __sw_hweight64(__u64 w);

#include <asm/bitops.h>
#include <asm-generic/bitops/const_hweight.h>
#include <asm-generic/bitops/le.h>

static __always_inline unsigned long hweight_long(unsigned long w)
{
	return hweight64(w);
}

static inline int get_bitmask_order(unsigned int count)
{
	return fls(count);
}

static inline __u64 rol64(__u64 word, unsigned int shift)
{
	return (word << (shift & 63)) | (word >> ((-shift) & 63));
}

static inline __u64 ror64(__u64 word, unsigned int shift)
{
	return (word >> (shift & 63)) | (word << ((-shift) & 63));
}

static inline __u32 rol32(__u32 word, unsigned int shift)
{
	return (word << (shift & 31)) | (word >> ((-shift) & 31));
}

static inline __u32 ror32(__u32 word, unsigned int shift)
{
	return (word >> (shift & 31)) | (word << ((-shift) & 31));
}

static inline __u16 rol16(__u16 word, unsigned int shift)
{
	return (word << (shift & 15)) | (word >> ((-shift) & 15));
}

static inline __u16 ror16(__u16 word, unsigned int shift)
{
	return (word >> (shift & 15)) | (word << ((-shift) & 15));
}

static inline __u8 rol8(__u8 word, unsigned int shift)
{
	return (word << (shift & 7)) | (word >> ((-shift) & 7));
}

static inline __u8 ror8(__u8 word, unsigned int shift)
{
	return (word >> (shift & 7)) | (word << ((-shift) & 7));
}

/* value, whose sign is bit `index`, as a signed number. */
static __always_inline __s32 sign_extend32(__u32 value, int index)
{
	__u8 shift = 31 - index;

	return (__s32)(value << shift) >> shift;
}

static __always_inline __s64 sign_extend64(__u64 value, int index)
{
	__u8 shift = 63 - index;

	return (__s64)(value << shift) >> shift;
}

static inline unsigned int fls_long(unsigned long l)
{
	return fls64(l);
}

/* The smallest n with 2^n >= count; -1 for 0. */
static inline int get_count_order(unsigned int count)
{
	return count ? fls(count - 1) : -1;
}

static inline int get_count_order_long(unsigned long l)
{
	return l ? (int)fls_long(l - 1) : -1;
}

static inline unsigned long __ffs64(u64 word)
{
	return __ffs(word);
}

/* Number of the nth (from 0) set bit of word, BITS_PER_LONG if there are fewer. */
static inline unsigned long fns(unsigned long word, unsigned int n)
{
	while (word) {
		unsigned int bit = __ffs(word);

		if (n-- == 0)
			return bit;
		word &= word - 1;
	}
	return BITS_PER_LONG;
}

static __always_inline void assign_bit(long nr, volatile unsigned long *addr, bool value)
{
	if (value)
		set_bit(nr, addr);
	else
		clear_bit(nr, addr);
}

static __always_inline void __assign_bit(long nr, volatile unsigned long *addr, bool value)
{
	if (value)
		__set_bit(nr, addr);
	else
		__clear_bit(nr, addr);
}

/* Atomically *ptr = (*ptr & ~mask) | bits; the old value. */
#define set_mask_bits(ptr, mask, bits)                                                             \
	({                                                                                         \
		const typeof(*(ptr)) mask__ = (mask), bits__ = (bits);                             \
		typeof(*(ptr)) old__, new__;                                                       \
                                                                                                   \
		old__ = READ_ONCE(*(ptr));                                                         \
		do {                                                                               \
			new__ = (old__ & ~mask__) | bits__;                                        \
		} while (!try_cmpxchg(ptr, &old__, new__));                                        \
		old__;                                                                             \
	})

/* Atomically clear `clear` in *ptr unless a bit of `test` is set there; did it? */
#define bit_clear_unless(ptr, clear, test)                                                         \
	({                                                                                         \
		const typeof(*(ptr)) clear__ = (clear), test__ = (test);                           \
		typeof(*(ptr)) old__, new__;                                                       \
                                                                                                   \
		old__ = READ_ONCE(*(ptr));                                                         \
		do {                                                                               \
			if (old__ & test__)                                                        \
				break;                                                             \
			new__ = old__ & ~clear__;                                                  \
		} while (!try_cmpxchg(ptr, &old__, new__));                                        \
		!(old__ & test__);                                                                 \
	})

#endif
