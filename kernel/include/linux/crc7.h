// SPDX-License-Identifier: MIT
/* CRC-7 of MMC: x^7 + x^3 + 1, highest bit first, kept in the upper seven bits. */
#ifndef _LINUX_CRC7_H
#define _LINUX_CRC7_H

#include <linux/types.h>

extern const u8 crc7_be_syndrome_table[256];

u8 crc7_be(u8 crc, const u8 *buffer, size_t len);

static inline u8 crc7_be_byte(u8 crc, u8 data)
{
	return crc7_be_syndrome_table[crc ^ data];
}

#endif
