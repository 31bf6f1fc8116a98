// SPDX-License-Identifier: MIT
/* CRCs of up to eight bits: <linux/crc4.h>, <linux/crc7.h>, <linux/crc8.h>. */
#include <linux/crc4.h>
#include <linux/crc7.h>
#include <linux/crc8.h>
#include <linux/export.h>

#include "crc_table.h"

#define CRC4_POLY 0x7

/* In steps of four bits: zeros stand before the highest ones where they are missing. */
uint8_t crc4(uint8_t c, uint64_t x, int bits)
{
	x &= bits < 64 ? (1ULL << bits) - 1 : ~0ULL;
	for (int i = ((bits + 3) & ~3) - 4; i >= 0; i -= 4) {
		c ^= (x >> i) & 0xf;
		for (int k = 0; k < 4; k++)
			c = CRC_STEP_MSB(c, CRC4_POLY, 4);
	}
	return c;
}
EXPORT_SYMBOL_GPL(crc4);

/* Shifted up by one, so that a table of bytes does. */
CRC_BITS_MSB(CRC7_, 0x09 << 1, 8);
#define CRC7(k) CRC7_##k
const u8 crc7_be_syndrome_table[256] = {CRC_TABLE(CRC7)};
EXPORT_SYMBOL(crc7_be_syndrome_table);

u8 crc7_be(u8 crc, const u8 *buffer, size_t len)
{
	while (len--)
		crc = crc7_be_byte(crc, *buffer++);
	return crc;
}
EXPORT_SYMBOL(crc7_be);

void crc8_populate_lsb(u8 table[CRC8_TABLE_SIZE], u8 polynomial)
{
	for (int i = 0; i < CRC8_TABLE_SIZE; i++) {
		u8 crc = i;

		for (int k = 0; k < 8; k++)
			crc = CRC_STEP_LSB(crc, polynomial);
		table[i] = crc;
	}
}
EXPORT_SYMBOL(crc8_populate_lsb);

void crc8_populate_msb(u8 table[CRC8_TABLE_SIZE], u8 polynomial)
{
	for (int i = 0; i < CRC8_TABLE_SIZE; i++) {
		u8 crc = i;

		for (int k = 0; k < 8; k++)
			crc = CRC_STEP_MSB(crc, polynomial, 8);
		table[i] = crc;
	}
}
EXPORT_SYMBOL(crc8_populate_msb);

u8 crc8(const u8 table[CRC8_TABLE_SIZE], const u8 *pdata, size_t nbytes, u8 crc)
{
	while (nbytes--)
		crc = table[crc ^ *pdata++];
	return crc;
}
EXPORT_SYMBOL(crc8);
