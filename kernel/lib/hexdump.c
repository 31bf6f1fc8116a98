// SPDX-License-Identifier: MIT
/*
 * Bytes as hexadecimal text: the conversions of <linux/hex.h>, and dumps in rows with the
 * characters beside them.
 */
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/hex.h>
#include <linux/kernel.h>
#include <linux/log2.h>
#include <linux/minmax.h>
#include <linux/printk.h>
#include <linux/string.h>

const char hex_asc[] = "0123456789abcdef";
EXPORT_SYMBOL(hex_asc);
const char hex_asc_upper[] = "0123456789ABCDEF";
EXPORT_SYMBOL(hex_asc_upper);

int hex_to_bin(unsigned char ch)
{
	if (isdigit(ch))
		return ch - '0';
	if (isxdigit(ch))
		return _tolower(ch) - 'a' + 10;
	return -1;
}
EXPORT_SYMBOL(hex_to_bin);

int hex2bin(u8 *dst, const char *src, size_t count)
{
	while (count--) {
		int hi = hex_to_bin(*src++), lo;

		if (hi < 0)
			return -EINVAL;
		lo = hex_to_bin(*src++);
		if (lo < 0)
			return -EINVAL;
		*dst++ = (hi << 4) | lo;
	}
	return 0;
}
EXPORT_SYMBOL(hex2bin);

char *bin2hex(char *dst, const void *src, size_t count)
{
	const unsigned char *p = src;

	while (count--)
		dst = hex_byte_pack(dst, *p++);
	return dst;
}
EXPORT_SYMBOL(bin2hex);

/* The value of a group of size bytes in this CPU's order, from any address. */
static unsigned long long load_group(const u8 *p, int size)
{
	u64 v = 0;

	memcpy(&v, p, size);
	return v;
}

/*
 * One row: up to rowsize (16 or 32) bytes of buf in groups of groupsize (1, 2, 4, 8; shown as
 * numbers, so a group of 4 reads as a word), and with ascii the characters behind them. linebuf is
 * terminated if linebuflen is not 0. Returns the length that the whole row needs, as snprintf()
 * does.
 */
int hex_dump_to_buffer(const void *buf, size_t len, int rowsize, int groupsize, char *linebuf,
		       size_t linebuflen, bool ascii)
{
	const u8 *p = buf;
	size_t lx = 0, i, column;
	int groups;

	if (rowsize != 16 && rowsize != 32)
		rowsize = 16;
	len = min_t(size_t, len, rowsize);
	if (!is_power_of_2(groupsize) || groupsize > 8 || len % groupsize)
		groupsize = 1;
	groups = len / groupsize;
	column = rowsize * 2 + rowsize / groupsize + 1;

	if (linebuflen)
		linebuf[0] = '\0';
	for (i = 0; i < groups; i++)
		lx += snprintf(linebuf + min(lx, linebuflen), linebuflen - min(lx, linebuflen),
			       "%s%0*llx", i ? " " : "", groupsize * 2,
			       load_group(p + i * groupsize, groupsize));
	if (!ascii || !len)
		return lx;

	for (; lx < column; lx++)
		if (lx + 1 < linebuflen)
			linebuf[lx] = ' ';
	for (i = 0; i < len; i++, lx++)
		if (lx + 1 < linebuflen)
			linebuf[lx] = isascii(p[i]) && isprint(p[i]) ? p[i] : '.';
	if (linebuflen)
		linebuf[min(lx, linebuflen - 1)] = '\0';
	return lx;
}
EXPORT_SYMBOL(hex_dump_to_buffer);

/* A message a row, each with prefix_str, and the address or offset that prefix_type asks for. */
void print_hex_dump(const char *level, const char *prefix_str, int prefix_type, int rowsize,
		    int groupsize, const void *buf, size_t len, bool ascii)
{
	const u8 *ptr = buf;
	/* 32 bytes: digits, blanks between, two blanks, characters, NUL. */
	char linebuf[32 * 3 + 2 + 32 + 1];
	size_t i;

	if (rowsize != 16 && rowsize != 32)
		rowsize = 16;
	for (i = 0; i < len; i += rowsize) {
		hex_dump_to_buffer(ptr + i, len - i, rowsize, groupsize, linebuf, sizeof(linebuf),
				   ascii);
		switch (prefix_type) {
		case DUMP_PREFIX_ADDRESS:
			printk("%s%s%p: %s\n", level, prefix_str, ptr + i, linebuf);
			break;
		case DUMP_PREFIX_OFFSET:
			printk("%s%s%.8zx: %s\n", level, prefix_str, i, linebuf);
			break;
		default:
			printk("%s%s%s\n", level, prefix_str, linebuf);
			break;
		}
	}
}
EXPORT_SYMBOL(print_hex_dump);
