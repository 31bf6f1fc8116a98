// SPDX-License-Identifier: MIT
/* The CRCs of 64 bits: <linux/crc64.h>. */
#include <linux/crc64.h>
#include <linux/export.h>

#include "crc_table.h"

CRC_BITS_MSB(ECMA182_, 0x42f0e1eba9ea3693UL, 64);
CRC_BITS_LSB(ROCKSOFT_, 0x9a6c9329ac4bc9b5UL);
#define ECMA182(k)  ECMA182_##k
#define ROCKSOFT(k) ROCKSOFT_##k

static const u64 be_table[256] = {CRC_TABLE(ECMA182)};
static const u64 rocksoft_table[256] = {CRC_TABLE(ROCKSOFT)};

u64 crc64_be(u64 crc, const void *p, size_t len)
{
	const unsigned char *b = p;

	while (len--)
		crc = (crc << 8) ^ be_table[(crc >> 56) ^ *b++];
	return crc;
}
EXPORT_SYMBOL_GPL(crc64_be);

/* Inverted before and after. */
u64 crc64_rocksoft_generic(u64 crc, const void *p, size_t len)
{
	const unsigned char *b = p;

	crc = ~crc;
	while (len--)
		crc = (crc >> 8) ^ rocksoft_table[(crc ^ *b++) & 0xff];
	return ~crc;
}
EXPORT_SYMBOL_GPL(crc64_rocksoft_generic);

u64 crc64_rocksoft_update(u64 crc, const unsigned char *buffer, size_t len)
{
	return crc64_rocksoft_generic(crc, buffer, len);
}
EXPORT_SYMBOL_GPL(crc64_rocksoft_update);

u64 crc64_rocksoft(const unsigned char *buffer, size_t len)
{
	return crc64_rocksoft_generic(0, buffer, len);
}
EXPORT_SYMBOL_GPL(crc64_rocksoft);
