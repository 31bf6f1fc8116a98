// SPDX-License-Identifier: MIT
/* The CRCs of 32 bits: <linux/crc32.h>, <linux/crc32c.h>; and <linux/bitrev.h>'s table. */
#include <linux/crc32.h>
#include <linux/crc32c.h>
#include <linux/crc32poly.h>
#include <linux/export.h>

#include "crc_table.h"

CRC_BITS_LSB(IEEE_LSB_, CRC32_POLY_LE);
CRC_BITS_MSB(IEEE_MSB_, CRC32_POLY_BE, 32);
CRC_BITS_LSB(CASTAGNOLI_, CRC32C_POLY_LE);
#define IEEE_LSB(k)   IEEE_LSB_##k
#define IEEE_MSB(k)   IEEE_MSB_##k
#define CASTAGNOLI(k) CASTAGNOLI_##k
#define REVERSED(k)   (1 << (7 - (k)))

static const u32 le_table[256] = {CRC_TABLE(IEEE_LSB)};
static const u32 be_table[256] = {CRC_TABLE(IEEE_MSB)};
static const u32 crc32c_table[256] = {CRC_TABLE(CASTAGNOLI)};

const u8 byte_rev_table[256] = {CRC_TABLE(REVERSED)};
EXPORT_SYMBOL_GPL(byte_rev_table);

static u32 lsb_first(const u32 *table, u32 crc, const unsigned char *p, size_t len)
{
	while (len--)
		crc = (crc >> 8) ^ table[(crc ^ *p++) & 0xff];
	return crc;
}

u32 crc32_le(u32 crc, const unsigned char *p, size_t len)
{
	return lsb_first(le_table, crc, p, len);
}
EXPORT_SYMBOL(crc32_le);

u32 __crc32c_le(u32 crc, const unsigned char *p, size_t len)
{
	return lsb_first(crc32c_table, crc, p, len);
}
EXPORT_SYMBOL(__crc32c_le);

u32 crc32c(u32 crc, const void *address, unsigned int length)
{
	return lsb_first(crc32c_table, crc, address, length);
}
EXPORT_SYMBOL(crc32c);

u32 crc32_be(u32 crc, const unsigned char *p, size_t len)
{
	while (len--)
		crc = (crc << 8) ^ be_table[(crc >> 24) ^ *p++];
	return crc;
}
EXPORT_SYMBOL(crc32_be);

/* The product of two remainders, whose bit 31 is the coefficient of x^0. */
static u32 multiply(u32 a, u32 b, u32 poly)
{
	u32 product = 0;

	for (; b; b <<= 1, a = CRC_STEP_LSB(a, poly))
		if (b & 1U << 31)
			product ^= a;
	return product;
}

/* What len bytes of zeros make of crc: it times x^(8 len), by squaring. */
static u32 append_zeros(u32 crc, size_t len, u32 poly)
{
	u32 power = 1U << (31 - 8);

	for (; len; len >>= 1, power = multiply(power, power, poly))
		if (len & 1)
			crc = multiply(crc, power, poly);
	return crc;
}

u32 crc32_le_shift(u32 crc, size_t len)
{
	return append_zeros(crc, len, CRC32_POLY_LE);
}
EXPORT_SYMBOL(crc32_le_shift);

u32 __crc32c_le_shift(u32 crc, size_t len)
{
	return append_zeros(crc, len, CRC32C_POLY_LE);
}
EXPORT_SYMBOL(__crc32c_le_shift);
