// SPDX-License-Identifier: MIT
/* Hexadecimal digits to and from bytes. */
#ifndef LINUX_HEX_H
#define LINUX_HEX_H

#include <linux/compiler.h>
#include <linux/types.h>

extern const char hex_asc[];
#define hex_asc_lo(x) hex_asc[((x)&0x0f)]
#define hex_asc_hi(x) hex_asc[((x)&0xf0) >> 4]
extern const char hex_asc_upper[];
#define hex_asc_upper_lo(x) hex_asc_upper[((x)&0x0f)]
#define hex_asc_upper_hi(x) hex_asc_upper[((x)&0xf0) >> 4]

/* Two digits for byte, no NUL; the place behind them. */
static inline char *hex_byte_pack(char *buf, u8 byte)
{
	*buf++ = hex_asc_hi(byte);
	*buf++ = hex_asc_lo(byte);
	return buf;
}

static inline char *hex_byte_pack_upper(char *buf, u8 byte)
{
	*buf++ = hex_asc_upper_hi(byte);
	*buf++ = hex_asc_upper_lo(byte);
	return buf;
}

/* 0 to 15, or -1. */
int hex_to_bin(unsigned char ch);
/* count bytes from 2 * count digits: 0 or -EINVAL. */
int __must_check hex2bin(u8 *dst, const char *src, size_t count);
/* 2 * count digits, no NUL; the place behind them. */
char *bin2hex(char *dst, const void *src, size_t count);

#endif
