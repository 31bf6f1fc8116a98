// SPDX-License-Identifier: MIT
/*
 * Behind %p: bytes as escaped text (%*pE), points in time (%ptT, %ptR), and codes of four
 * characters (%p4cc).
 */
#include <linux/ctype.h>
#include <linux/kernel.h>
#include <linux/minmax.h>
#include <linux/string.h>
#include <linux/string_helpers.h>
#include <linux/time.h>
#include <asm/unaligned.h>

#include "vsprintf.h"

/*
 * As many bytes as the width says, in the classes that the letters behind name: a any, c special
 * ones, h hexadecimal, n NUL, o octal, p those that can't be printed, s white space. Without
 * letters: any that can't be printed.
 */
void pb_escaped(struct printbuf *b, const void *ptr, struct printf_spec spec, const char *fmt)
{
	static const char letters[] = "achnops";
	static const unsigned int classes[] = {ESCAPE_ANY,  ESCAPE_SPECIAL, ESCAPE_HEX,
					       ESCAPE_NULL, ESCAPE_OCTAL,   ESCAPE_NP,
					       ESCAPE_SPACE};
	unsigned int flags = 0;
	const char *letter;
	size_t room = b->end > b->pos ? b->end - b->pos : 0;

	if (!spec.width || pb_bad_pointer(b, ptr, spec))
		return;
	for (fmt++; isalnum(*fmt) && (letter = strchr(letters, *fmt)); fmt++)
		flags |= classes[letter - letters];
	b->pos += string_escape_mem(ptr, max(spec.width, 1), b->pos, room, flags ?: ESCAPE_ANY_NP,
				    NULL);
}

/* The fields of struct rtc_time and of struct tm, as far as they are shown. */
struct broken_down {
	int sec, min, hour, mday, mon;
	long year;
};

/* T: a time64_t, R: a struct rtc_time. d and t: the date, the time only; r: numbers as they are. */
void pb_time(struct printbuf *b, const void *ptr, struct printf_spec spec, const char *fmt)
{
	bool date = true, time = true, raw = false, blank = false;
	char text[64], *p = text, kind = fmt[1];
	struct broken_down at;
	struct tm tm;
	const int *rtc = ptr;

	if (kind != 'T' && kind != 'R') {
		pb_string(b, "(%pt?)", spec);
		return;
	}
	if (pb_bad_pointer(b, ptr, spec))
		return;
	for (fmt += 2; isalpha(*fmt); fmt++) {
		time &= *fmt != 'd';
		date &= *fmt != 't';
		raw |= *fmt == 'r';
		blank |= *fmt == 's';
	}
	if (kind == 'T') {
		time64_to_tm(*(const time64_t *)ptr, 0, &tm);
		at = (struct broken_down){tm.tm_sec,  tm.tm_min, tm.tm_hour,
					  tm.tm_mday, tm.tm_mon, tm.tm_year};
	} else {
		at = (struct broken_down){rtc[0], rtc[1], rtc[2], rtc[3], rtc[4], rtc[5]};
	}
	if (date)
		p += sprintf(p, "%04ld-%02d-%02d", at.year + (raw ? 0 : 1900), at.mon + !raw,
			     at.mday);
	if (date && time)
		*p++ = blank ? ' ' : 'T';
	if (time)
		p += sprintf(p, "%02d:%02d:%02d", at.hour, at.min, at.sec);
	pb_padded(b, text, p - text, spec);
}

/* Bit 31 tells the byte order of what the code names. */
void pb_fourcc(struct printbuf *b, const void *ptr, struct printf_spec spec, const char *fmt)
{
	char text[sizeof("xxxx little-endian (0x01234567)")];
	u32 val;

	if (fmt[1] != 'c' || fmt[2] != 'c') {
		pb_string(b, "(%p4?)", spec);
		return;
	}
	if (pb_bad_pointer(b, ptr, spec))
		return;
	val = get_unaligned((const u32 *)ptr);
	for (int i = 0; i < 4; i++) {
		unsigned char c = (val & ~(1U << 31)) >> (i * 8);

		text[i] = isascii(c) && isprint(c) ? c : '.';
	}
	sprintf(text + 4, " %s-endian (0x%08x)", val >> 31 ? "big" : "little", val);
	pb_string(b, text, spec);
}
