// SPDX-License-Identifier: MIT
/*
 * Addresses of networks, and UUIDs, behind %p: they are short sequences of bytes, written into a
 * buffer here and then printed as a string under the conversion's width.
 */
#include <linux/hex.h>
#include <linux/kernel.h>
#include <linux/sprintf.h>
#include <linux/string.h>

#include "vsprintf.h"

/* %pM 00:01:02:03:04:05, %pMF with dashes, %pMR the bytes reversed; %pm without separators. */
void pb_mac_address(struct printbuf *b, const u8 *addr, struct printf_spec spec, const char *fmt)
{
	char text[6 * 3], *p = text;
	bool reversed = fmt[1] == 'R';

	if (pb_bad_pointer(b, addr, spec))
		return;
	for (int i = 0; i < 6; i++) {
		if (i && fmt[0] == 'M')
			*p++ = fmt[1] == 'F' ? '-' : ':';
		p = hex_byte_pack(p, addr[reversed ? 5 - i : i]);
	}
	pb_padded(b, text, p - text, spec);
}

/* Four bytes in decimal; order h and l: the lowest byte of a number in memory comes last. */
static char *ip4_text(char *p, const u8 *addr, bool leading_zeros, char order)
{
	bool reversed = order == 'h' || order == 'l';

	for (int i = 0; i < 4; i++)
		p += sprintf(p, leading_zeros ? "%s%03u" : "%s%u", i ? "." : "",
			     addr[reversed ? 3 - i : i]);
	return p;
}

static char *ip6_text(char *p, const u8 *addr, bool colons)
{
	for (int i = 0; i < 16; i++) {
		if (colons && i && i % 2 == 0)
			*p++ = ':';
		p = hex_byte_pack(p, addr[i]);
	}
	return p;
}

/*
 * RFC 5952: no leading zeros, and the longest run (the first of equals) of two zero groups or more
 * is "::". The last four bytes of a mapped IPv4 address are written as such (section 5).
 */
static char *ip6_short_text(char *p, const u8 *addr)
{
	static const u8 mapped[12] = {[10] = 0xff, [11] = 0xff};
	int groups = memcmp(addr, mapped, sizeof(mapped)) ? 8 : 6;
	int best = -1, best_len = 1, i, n;

	for (i = 0; i < groups; i += n ? n : 1) {
		for (n = 0; i + n < groups && !addr[2 * (i + n)] && !addr[2 * (i + n) + 1];)
			n++;
		if (n > best_len) {
			best = i;
			best_len = n;
		}
	}
	for (i = 0; i < groups; i++) {
		if (i == best) {
			*p++ = ':';
			if (i + best_len == groups)
				*p++ = ':';
			i += best_len - 1;
			continue;
		}
		p += sprintf(p, "%s%x", i ? ":" : "", addr[2 * i] << 8 | addr[2 * i + 1]);
	}
	if (groups == 6) {
		*p++ = ':';
		p = ip4_text(p, addr + 12, false, 'n');
	}
	return p;
}

/* I: separators, i: none (version 6) or leading zeros (version 4). fmt[1] is 4 or 6. */
void pb_ip_address(struct printbuf *b, const u8 *addr, struct printf_spec spec, const char *fmt)
{
	char text[sizeof("ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255")], *p;

	if (pb_bad_pointer(b, addr, spec))
		return;
	if (fmt[1] == '4')
		p = ip4_text(text, addr, fmt[0] == 'i', fmt[2]);
	else if (fmt[0] == 'I' && fmt[2] == 'c')
		p = ip6_short_text(text, addr);
	else
		p = ip6_text(text, addr, fmt[0] == 'I');
	pb_padded(b, text, p - text, spec);
}

/* %pUb big-endian (the default), %pUl little-endian as in GUIDs; B and L in capitals. */
void pb_uuid(struct printbuf *b, const u8 *addr, struct printf_spec spec, const char *fmt)
{
	static const u8 be[16] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
	static const u8 le[16] = {3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};
	const u8 *order = fmt[1] == 'l' || fmt[1] == 'L' ? le : be;
	bool upper = fmt[1] == 'B' || fmt[1] == 'L';
	char text[36], *p = text;

	if (pb_bad_pointer(b, addr, spec))
		return;
	for (int i = 0; i < 16; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			*p++ = '-';
		p = upper ? hex_byte_pack_upper(p, addr[order[i]])
			  : hex_byte_pack(p, addr[order[i]]);
	}
	pb_padded(b, text, p - text, spec);
}
