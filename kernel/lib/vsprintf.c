// SPDX-License-Identifier: MIT
/*
 * Formatting text: printf(3)'s language without floating point and %n, plus what %p can do.
 *
 * Behind %p (vsprintf_ptr.c): nothing or K, x, S s B, e, h, b bl, V, d D, U, M m, I4 i4 I6 i6, E,
 * tT tR, 4cc, a. Two deviations from C that Linux has, too: %#x of 0 is 0x0, and a format that is
 * not understood is reported and printed as it stands.
 *
 * No locks, no allocation, any context; but for %pd and %pD, which see.
 */
#include <linux/bug.h>
#include <linux/ctype.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/hex.h>
#include <linux/kernel.h>
#include <linux/minmax.h>
#include <linux/sprintf.h>
#include <linux/string.h>

#include "vsprintf.h"

/* More is a mistake, and would take long. */
#define FIELD_WIDTH_MAX 65536

void pb_write(struct printbuf *b, const char *s, size_t n)
{
	if (b->pos < b->end)
		memcpy(b->pos, s, min_t(size_t, n, b->end - b->pos));
	b->pos += n;
}

static void pb_fill(struct printbuf *b, char c, long n)
{
	if (n <= 0)
		return;
	if (b->pos < b->end)
		memset(b->pos, c, min_t(size_t, n, b->end - b->pos));
	b->pos += n;
}

void pb_padded(struct printbuf *b, const char *s, size_t n, struct printf_spec spec)
{
	long pad = spec.width > 0 && spec.width > n ? spec.width - n : 0;

	if (!(spec.flags & SPEC_LEFT))
		pb_fill(b, ' ', pad);
	pb_write(b, s, n);
	if (spec.flags & SPEC_LEFT)
		pb_fill(b, ' ', pad);
}

bool pb_bad_pointer(struct printbuf *b, const void *ptr, struct printf_spec spec)
{
	const char *word;

	if (!ptr)
		word = "(null)";
	else if ((unsigned long)ptr < 4096 || IS_ERR_VALUE(ptr))
		word = "(efault)";
	else
		return false;
	pb_padded(b, word, strlen(word), spec);
	return true;
}

void pb_string(struct printbuf *b, const char *s, struct printf_spec spec)
{
	size_t max = spec.precision < 0 ? SIZE_MAX : spec.precision;

	if (!pb_bad_pointer(b, s, spec))
		pb_padded(b, s, strnlen(s, max), spec);
}

/* Digits of num at the end of buf, and where they begin. */
static char *digits(char *end, unsigned long long num, unsigned int base, bool upper)
{
	const char *set = upper ? hex_asc_upper : hex_asc;

	do {
		*--end = set[num % base];
		num /= base;
	} while (num);
	return end;
}

/*
 * sign or prefix, zeros, digits. Zeros come from the precision or, without one, from the flag 0.
 */
void pb_number(struct printbuf *b, unsigned long long num, struct printf_spec spec)
{
	char buf[64], prefix[3], *end = buf + sizeof(buf), *first;
	long zeros, pad;
	int plen = 0;

	if (spec.flags & SPEC_SIGN) {
		if ((long long)num < 0) {
			prefix[plen++] = '-';
			num = -num;
		} else if (spec.flags & SPEC_PLUS) {
			prefix[plen++] = '+';
		} else if (spec.flags & SPEC_SPACE) {
			prefix[plen++] = ' ';
		}
	}
	if (spec.flags & SPEC_HASH && spec.base != 10 && (num || spec.base == 16)) {
		prefix[plen++] = '0';
		if (spec.base == 16)
			prefix[plen++] = spec.flags & SPEC_UPPER ? 'X' : 'x';
	}
	first = digits(end, num, spec.base, spec.flags & SPEC_UPPER);
	if (!num && spec.precision == 0)
		first = end;

	zeros = spec.precision - (end - first);
	if (spec.precision < 0 && (spec.flags & (SPEC_ZERO | SPEC_LEFT)) == SPEC_ZERO)
		zeros = spec.width - plen - (end - first);
	zeros = max(zeros, 0L);
	pad = spec.width - plen - zeros - (end - first);

	if (!(spec.flags & SPEC_LEFT))
		pb_fill(b, ' ', pad);
	pb_write(b, prefix, plen);
	pb_fill(b, '0', zeros);
	pb_write(b, first, end - first);
	if (spec.flags & SPEC_LEFT)
		pb_fill(b, ' ', pad);
}

/* How wide an argument is. */
enum length {
	LEN_INT,
	LEN_CHAR,
	LEN_SHORT,
	LEN_LONG,
	LEN_LONG_LONG,
};

static const char *parse_int(const char *fmt, int *n)
{
	unsigned int v = 0;

	for (; isdigit(*fmt); fmt++)
		v = min(v * 10 + (*fmt - '0'), 1000000U);
	*n = v;
	return fmt;
}

static const char *parse_length(const char *fmt, enum length *len)
{
	*len = LEN_INT;
	switch (*fmt) {
	case 'h':
		*len = LEN_SHORT;
		if (*++fmt == 'h') {
			*len = LEN_CHAR;
			fmt++;
		}
		break;
	case 'l':
		*len = LEN_LONG;
		if (*++fmt == 'l') {
			*len = LEN_LONG_LONG;
			fmt++;
		}
		break;
	case 'L':
		*len = LEN_LONG_LONG;
		fmt++;
		break;
	case 'z':
	case 'Z':
	case 't':
		*len = LEN_LONG;
		fmt++;
		break;
	}
	return fmt;
}

/* Flags, width and precision; fmt stands behind the percent sign. *args moves with each asterisk.
 */
static const char *parse_spec(const char *fmt, struct printf_spec *spec, va_list *args)
{
	*spec = (struct printf_spec){.base = 10, .width = -1, .precision = -1};
	for (;; fmt++) {
		if (*fmt == '-')
			spec->flags |= SPEC_LEFT;
		else if (*fmt == '+')
			spec->flags |= SPEC_PLUS;
		else if (*fmt == ' ')
			spec->flags |= SPEC_SPACE;
		else if (*fmt == '#')
			spec->flags |= SPEC_HASH;
		else if (*fmt == '0')
			spec->flags |= SPEC_ZERO;
		else
			break;
	}
	if (isdigit(*fmt)) {
		fmt = parse_int(fmt, &spec->width);
	} else if (*fmt == '*') {
		spec->width = va_arg(*args, int);
		if (spec->width < 0) {
			spec->flags |= SPEC_LEFT;
			spec->width = spec->width == INT_MIN ? INT_MAX : -spec->width;
		}
		fmt++;
	}
	if (*fmt == '.') {
		fmt++;
		if (*fmt == '*') {
			spec->precision = max(va_arg(*args, int), -1);
			fmt++;
		} else {
			fmt = parse_int(fmt, &spec->precision);
		}
	}
	return fmt;
}

/* The next argument, widened as its length and sign tell. */
static unsigned long long take_number(va_list *args, enum length len, bool is_signed)
{
	switch (len) {
	case LEN_LONG_LONG:
		return va_arg(*args, unsigned long long);
	case LEN_LONG:
		return va_arg(*args, unsigned long);
	case LEN_SHORT:
		return is_signed ? (unsigned long long)(short)va_arg(*args, int)
				 : (unsigned short)va_arg(*args, int);
	case LEN_CHAR:
		return is_signed ? (unsigned long long)(signed char)va_arg(*args, int)
				 : (unsigned char)va_arg(*args, int);
	default:
		return is_signed ? (unsigned long long)va_arg(*args, int)
				 : va_arg(*args, unsigned int);
	}
}

/* A bitmap's width is its size, so %pb is the exception to the limit. */
static void limit_spec(struct printf_spec *spec, const char *conversion)
{
	if (*conversion == 'p' && conversion[1] == 'b')
		return;
	if (WARN_ONCE(spec->width > FIELD_WIDTH_MAX, "field width %d too large", spec->width))
		spec->width = FIELD_WIDTH_MAX;
	if (WARN_ONCE(spec->precision > FIELD_WIDTH_MAX && *conversion != 's',
		      "precision %d too large", spec->precision))
		spec->precision = FIELD_WIDTH_MAX;
}

/* One conversion; fmt stands behind its percent sign. The place behind it, NULL if it is none. */
static const char *format_one(struct printbuf *b, const char *fmt, va_list *args)
{
	struct printf_spec spec;
	enum length len;
	char c;

	fmt = parse_spec(fmt, &spec, args);
	fmt = parse_length(fmt, &len);
	limit_spec(&spec, fmt);
	switch (*fmt) {
	case '%':
		pb_putc(b, '%');
		return fmt + 1;
	case 'c':
		c = va_arg(*args, int);
		pb_padded(b, &c, 1, spec);
		return fmt + 1;
	case 's':
		pb_string(b, va_arg(*args, const char *), spec);
		return fmt + 1;
	case 'p':
		pb_pointer(b, fmt + 1, va_arg(*args, const void *), spec);
		/* All letters and digits belong to the %p, known or not. */
		for (fmt++; isalnum(*fmt);)
			fmt++;
		return fmt;
	case 'd':
	case 'i':
		spec.flags |= SPEC_SIGN;
		break;
	case 'u':
		break;
	case 'X':
		spec.flags |= SPEC_UPPER;
		fallthrough;
	case 'x':
		spec.base = 16;
		break;
	case 'o':
		spec.base = 8;
		break;
	default:
		WARN_ONCE(1, "Please remove unsupported %%%c in format string\n", *fmt);
		return NULL;
	}
	pb_number(b, take_number(args, len, spec.flags & SPEC_SIGN), spec);
	return fmt + 1;
}

/*
 * size is buf's; the text is cut to it and terminated, if size is not 0. Returns the length of the
 * whole text.
 */
int vsnprintf(char *buf, size_t size, const char *fmt, va_list args)
{
	struct printbuf b = {buf, buf + size};
	va_list ap;

	if (WARN_ON_ONCE(size > INT_MAX))
		return 0;
	/* A caller that only wants the length may pass any buf. */
	if (b.end < buf) {
		b.end = (char *)-1UL;
		size = b.end - buf;
	}
	va_copy(ap, args);
	while (*fmt) {
		const char *percent = strchrnul(fmt, '%'), *next;

		pb_write(&b, fmt, percent - fmt);
		if (!*percent)
			break;
		next = format_one(&b, percent + 1, &ap);
		if (!next) {
			pb_write(&b, percent, strlen(percent));
			break;
		}
		fmt = next;
	}
	va_end(ap);
	if (size)
		*(b.pos < b.end ? b.pos : b.end - 1) = '\0';
	return b.pos - buf;
}
EXPORT_SYMBOL(vsnprintf);

int vscnprintf(char *buf, size_t size, const char *fmt, va_list args)
{
	int n;

	if (!size)
		return 0;
	n = vsnprintf(buf, size, fmt, args);
	return n < size ? n : size - 1;
}
EXPORT_SYMBOL(vscnprintf);

int snprintf(char *buf, size_t size, const char *fmt, ...)
{
	va_list args;
	int n;

	va_start(args, fmt);
	n = vsnprintf(buf, size, fmt, args);
	va_end(args);
	return n;
}
EXPORT_SYMBOL(snprintf);

int scnprintf(char *buf, size_t size, const char *fmt, ...)
{
	va_list args;
	int n;

	va_start(args, fmt);
	n = vscnprintf(buf, size, fmt, args);
	va_end(args);
	return n;
}
EXPORT_SYMBOL(scnprintf);

/* No bound: for code that comes with it. */
int vsprintf(char *buf, const char *fmt, va_list args)
{
	return vsnprintf(buf, INT_MAX, fmt, args);
}
EXPORT_SYMBOL(vsprintf);

int sprintf(char *buf, const char *fmt, ...)
{
	va_list args;
	int n;

	va_start(args, fmt);
	n = vsnprintf(buf, INT_MAX, fmt, args);
	va_end(args);
	return n;
}
EXPORT_SYMBOL(sprintf);

/* num in decimal, at least width wide, not terminated: its length, or 0 if size is too small. */
int num_to_str(char *buf, int size, unsigned long long num, unsigned int width)
{
	char tmp[24], *end = tmp + sizeof(tmp), *first = digits(end, num, 10, false);
	int len = end - first, pad = width > len ? width - len : 0;

	if (pad + len > size || (width > len && width > INT_MAX))
		return 0;
	memset(buf, ' ', pad);
	memcpy(buf + pad, first, len);
	return pad + len;
}
