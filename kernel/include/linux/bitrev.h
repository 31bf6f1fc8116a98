// SPDX-License-Identifier: MIT
/* The bits of a number in the other order. */
#ifndef _LINUX_BITREV_H
#define _LINUX_BITREV_H

#include <linux/types.h>

extern u8 const byte_rev_table[256];

static inline u8 __bitrev8(u8 byte)
{
	return byte_rev_table[byte];
}

static inline u16 __bitrev16(u16 x)
{
	return __bitrev8(x & 0xff) << 8 | __bitrev8(x >> 8);
}

static inline u32 __bitrev32(u32 x)
{
	return (u32)__bitrev16(x & 0xffff) << 16 | __bitrev16(x >> 16);
}

#define bitrev8(x)  __bitrev8(x)
#define bitrev16(x) __bitrev16(x)
#define bitrev32(x) __bitrev32(x)

#endif
