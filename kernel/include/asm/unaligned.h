// SPDX-License-Identifier: MIT
/*
 * Numbers at any address and in either byte order. x86 does with single instructions what the
 * copies say.
 */
#ifndef _ASM_UNALIGNED_H
#define _ASM_UNALIGNED_H

#include <linux/string.h>
#include <asm/byteorder.h>

#define get_unaligned(ptr)                                                                         \
	({                                                                                         \
		__unqual_scalar_typeof(*(ptr)) __u;                                                \
		__builtin_memcpy(&__u, (ptr), sizeof(__u));                                        \
		__u;                                                                               \
	})
#define put_unaligned(val, ptr)                                                                    \
	do {                                                                                       \
		__unqual_scalar_typeof(*(ptr)) __u = (val);                                        \
		__builtin_memcpy((ptr), &__u, sizeof(__u));                                        \
	} while (0)

#define __UNALIGNED(order, bits)                                                                   \
	static inline u##bits get_unaligned_##order##bits(const void *p)                           \
	{                                                                                          \
		__##order##bits v;                                                                 \
                                                                                                   \
		__builtin_memcpy(&v, p, sizeof(v));                                                \
		return order##bits##_to_cpu(v);                                                    \
	}                                                                                          \
	static inline void put_unaligned_##order##bits(u##bits val, void *p)                       \
	{                                                                                          \
		__##order##bits v = cpu_to_##order##bits(val);                                     \
                                                                                                   \
		__builtin_memcpy(p, &v, sizeof(v));                                                \
	}
__UNALIGNED(le, 16)
__UNALIGNED(le, 32)
__UNALIGNED(le, 64)
__UNALIGNED(be, 16)
__UNALIGNED(be, 32)
__UNALIGNED(be, 64)
#undef __UNALIGNED

static inline u32 get_unaligned_le24(const void *p)
{
	const u8 *b = p;

	return b[0] | b[1] << 8 | b[2] << 16;
}

static inline u32 get_unaligned_be24(const void *p)
{
	const u8 *b = p;

	return b[0] << 16 | b[1] << 8 | b[2];
}

static inline void put_unaligned_le24(const u32 val, void *p)
{
	u8 *b = p;

	b[0] = val;
	b[1] = val >> 8;
	b[2] = val >> 16;
}

static inline void put_unaligned_be24(const u32 val, void *p)
{
	u8 *b = p;

	b[0] = val >> 16;
	b[1] = val >> 8;
	b[2] = val;
}

static inline u64 get_unaligned_be48(const void *p)
{
	const u8 *b = p;

	return (u64)get_unaligned_be16(b) << 32 | get_unaligned_be32(b + 2);
}

static inline void put_unaligned_be48(const u64 val, void *p)
{
	u8 *b = p;

	put_unaligned_be16(val >> 32, b);
	put_unaligned_be32(val, b + 2);
}

#endif
