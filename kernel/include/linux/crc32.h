// SPDX-License-Identifier: MIT
/*
 * 32-bit CRCs: crc32_le() IEEE 802.3's lowest bit first, crc32_be() highest first, __crc32c_le()
 * Castagnoli's. Neither the start value nor the result is inverted: the usual sum of a file is
 * ~crc32(~0, data, len).
 */
#ifndef _LINUX_CRC32_H
#define _LINUX_CRC32_H

#include <linux/bitrev.h>
#include <linux/types.h>

u32 __pure crc32_le(u32 crc, unsigned char const *p, size_t len);
u32 __pure crc32_be(u32 crc, unsigned char const *p, size_t len);
u32 __pure __crc32c_le(u32 crc, unsigned char const *p, size_t len);

/* The sum of A and B together from crc1, that of A, and crc2, that of B (begun with 0) of len2. */
u32 __attribute_const__ crc32_le_shift(u32 crc, size_t len);
static inline u32 crc32_le_combine(u32 crc1, u32 crc2, size_t len2)
{
	return crc32_le_shift(crc1, len2) ^ crc2;
}
u32 __attribute_const__ __crc32c_le_shift(u32 crc, size_t len);
static inline u32 __crc32c_le_combine(u32 crc1, u32 crc2, size_t len2)
{
	return __crc32c_le_shift(crc1, len2) ^ crc2;
}

#define crc32(seed, data, length) crc32_le(seed, (unsigned char const *)(data), length)

/* Ethernet's, for hash filters of addresses. */
#define ether_crc_le(length, data) crc32_le(~0, data, length)
#define ether_crc(length, data)	   bitrev32(crc32_le(~0, data, length))

#endif
