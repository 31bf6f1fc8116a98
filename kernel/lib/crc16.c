// SPDX-License-Identifier: MIT
/*
 * The CRCs of sixteen bits: <linux/crc16.h>, <linux/crc-ccitt.h>, <linux/crc-itu-t.h>,
 * <linux/crc-t10dif.h>.
 */
#include <linux/crc-ccitt.h>
#include <linux/crc-itu-t.h>
#include <linux/crc-t10dif.h>
#include <linux/crc16.h>
#include <linux/export.h>

#include "crc_table.h"

CRC_BITS_LSB(IBM_, 0xa001);
CRC_BITS_LSB(CCITT_LSB_, 0x8408);
CRC_BITS_MSB(CCITT_MSB_, 0x1021, 16);
CRC_BITS_MSB(T10DIF_, 0x8bb7, 16);
#define IBM(k)	     IBM_##k
#define CCITT_LSB(k) CCITT_LSB_##k
#define CCITT_MSB(k) CCITT_MSB_##k
#define T10DIF(k)    T10DIF_##k

const u16 crc16_table[256] = {CRC_TABLE(IBM)};
EXPORT_SYMBOL(crc16_table);
const u16 crc_ccitt_table[256] = {CRC_TABLE(CCITT_LSB)};
EXPORT_SYMBOL(crc_ccitt_table);
const u16 crc_ccitt_false_table[256] = {CRC_TABLE(CCITT_MSB)};
EXPORT_SYMBOL(crc_ccitt_false_table);
const u16 crc_itu_t_table[256] = {CRC_TABLE(CCITT_MSB)};
EXPORT_SYMBOL(crc_itu_t_table);
static const u16 t10dif_table[256] = {CRC_TABLE(T10DIF)};

u16 crc16(u16 crc, const u8 *buffer, size_t len)
{
	while (len--)
		crc = crc16_byte(crc, *buffer++);
	return crc;
}
EXPORT_SYMBOL(crc16);

u16 crc_ccitt(u16 crc, const u8 *buffer, size_t len)
{
	while (len--)
		crc = crc_ccitt_byte(crc, *buffer++);
	return crc;
}
EXPORT_SYMBOL(crc_ccitt);

u16 crc_ccitt_false(u16 crc, const u8 *buffer, size_t len)
{
	while (len--)
		crc = crc_ccitt_false_byte(crc, *buffer++);
	return crc;
}
EXPORT_SYMBOL(crc_ccitt_false);

u16 crc_itu_t(u16 crc, const u8 *buffer, size_t len)
{
	while (len--)
		crc = crc_itu_t_byte(crc, *buffer++);
	return crc;
}
EXPORT_SYMBOL(crc_itu_t);

__u16 crc_t10dif_generic(__u16 crc, const unsigned char *buffer, size_t len)
{
	while (len--)
		crc = (crc << 8) ^ t10dif_table[(crc >> 8) ^ *buffer++];
	return crc;
}
EXPORT_SYMBOL(crc_t10dif_generic);

__u16 crc_t10dif_update(__u16 crc, const unsigned char *buffer, size_t len)
{
	return crc_t10dif_generic(crc, buffer, len);
}
EXPORT_SYMBOL(crc_t10dif_update);

__u16 crc_t10dif(const unsigned char *buffer, size_t len)
{
	return crc_t10dif_generic(0, buffer, len);
}
EXPORT_SYMBOL(crc_t10dif);
