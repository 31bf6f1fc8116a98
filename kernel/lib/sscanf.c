// SPDX-License-Identifier: MIT
/*
 * Scanning text: scanf(3)'s d i u x X o s c n [ and %%, with field widths and h, hh, l, ll, L, z,
 * Z.
 *
 * As in Linux: white space in the format matches any amount of it, also none; %[ needs a width and
 * is always the caller's array size less one; %s without a width trusts the caller. Numbers wrap in
 * the type they are stored in. Returns how many conversions were stored.
 */
#include <linux/bitmap.h>
#include <linux/ctype.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/sprintf.h>
#include <linux/string.h>

#include "kstrtox.h"

struct scan {
	const char *str;
	const char *fmt;
	int width;	/* -1: none */
	char qualifier; /* h, l, z, or H for hh, L for ll */
	bool skip;	/* an asterisk: match and don't store */
};

/* The width, -1 without one; false if what stands there is none. */
static bool parse_directive(struct scan *s)
{
	s->skip = *s->fmt == '*';
	if (s->skip)
		s->fmt++;
	s->width = -1;
	if (isdigit(*s->fmt)) {
		s->width = 0;
		for (; isdigit(*s->fmt); s->fmt++)
			s->width = min(s->width * 10 + (*s->fmt - '0'), SHRT_MAX + 0);
		if (s->width == 0)
			return false;
	}
	s->qualifier = 0;
	if (strchr("hlLzZ", *s->fmt) && *s->fmt) {
		s->qualifier = _tolower(*s->fmt) == 'z' ? 'l' : *s->fmt;
		s->fmt++;
		if (*s->fmt == s->qualifier && s->qualifier == 'h') {
			s->qualifier = 'H';
			s->fmt++;
		} else if (*s->fmt == s->qualifier && s->qualifier == 'l') {
			s->qualifier = 'L';
			s->fmt++;
		}
	}
	return *s->fmt != '\0';
}

static void store_number(const struct scan *s, unsigned long long v, void *where)
{
	switch (s->qualifier) {
	case 'H':
		*(unsigned char *)where = v;
		break;
	case 'h':
		*(unsigned short *)where = v;
		break;
	case 'l':
		*(unsigned long *)where = v;
		break;
	case 'L':
		*(unsigned long long *)where = v;
		break;
	default:
		*(unsigned int *)where = v;
		break;
	}
}

/* A number of base (0: as its prefix says) within the width; false if there is none. */
static bool scan_number(struct scan *s, unsigned int base, bool is_signed, unsigned long long *v)
{
	int width = s->width < 0 ? INT_MAX : s->width;
	const char *p = skip_spaces(s->str), *digits;
	bool negative = false;
	unsigned int n;
	int prefix;

	if (is_signed && *p == '-') {
		negative = true;
		p++;
		width--;
	}
	if (width <= 0)
		return false;
	digits = p;
	p = _parse_integer_fixup_radix(p, &base);
	prefix = p - digits;
	/* The prefix counts into the width: one with no room behind it for a digit is a 0. */
	if (prefix >= width) {
		*v = 0;
		s->str = digits + width;
		return true;
	}
	n = _parse_integer_limit(p, base, v, width - prefix) & ~KSTRTOX_OVERFLOW;
	if (!n)
		return false;
	if (negative)
		*v = -*v;
	s->str = p + n;
	return true;
}

static bool scan_string(struct scan *s, char *where)
{
	int width = s->width < 0 ? SHRT_MAX : s->width;

	s->str = skip_spaces(s->str);
	if (!*s->str)
		return false;
	while (*s->str && !isspace(*s->str) && width--) {
		if (where)
			*where++ = *s->str;
		s->str++;
	}
	if (where)
		*where = '\0';
	return true;
}

/* fmt stands on the bracket and ends behind its partner; a ] that comes first is a member. */
static bool scan_set(struct scan *s, char *where)
{
	DECLARE_BITMAP(set, 256) = {0};
	const char *f = s->fmt + 1, *first;
	int width = s->width;
	bool negate = *f == '^', any = false;

	if (width < 0 || s->qualifier)
		return false;
	if (negate)
		f++;
	for (first = f; *f && (*f != ']' || f == first); f++)
		__set_bit((u8)*f, set);
	if (*f != ']' || f == first)
		return false;
	s->fmt = f;
	for (; *s->str && width && test_bit((u8)*s->str, set) != negate; s->str++, width--) {
		any = true;
		if (where)
			*where++ = *s->str;
	}
	if (any && where)
		*where = '\0';
	return any;
}

/* As many characters as the width says, or as there are, if there is one. Not terminated. */
static bool scan_chars(struct scan *s, char *where)
{
	int width = s->width < 0 ? 1 : s->width;

	if (!*s->str)
		return false;
	for (; width && *s->str; width--, s->str++)
		if (where)
			*where++ = *s->str;
	return true;
}

/* One number directive; true if it matched. */
static bool convert_number(struct scan *s, va_list *args)
{
	unsigned int base = 10;
	bool is_signed = false;
	unsigned long long v;

	switch (*s->fmt) {
	case 'o':
		base = 8;
		break;
	case 'x':
	case 'X':
		base = 16;
		break;
	case 'i':
		base = 0;
		is_signed = true;
		break;
	case 'd':
		is_signed = true;
		break;
	case 'u':
		break;
	default:
		return false;
	}
	if (!scan_number(s, base, is_signed, &v))
		return false;
	if (!s->skip)
		store_number(s, v, va_arg(*args, void *));
	return true;
}

/* One directive, fmt standing behind its percent sign: did it match? *stored counts. */
static bool convert(struct scan *s, const char *start, va_list *args, int *stored)
{
	char *where;

	if (!parse_directive(s))
		return false;
	switch (*s->fmt) {
	case 'n':
		if (!s->skip)
			store_number(s, s->str - start, va_arg(*args, void *));
		return true;
	case 'c':
	case 's':
	case '[':
		where = s->skip ? NULL : va_arg(*args, char *);
		if (*s->fmt == 'c'   ? !scan_chars(s, where)
		    : *s->fmt == 's' ? !scan_string(s, where)
				     : !scan_set(s, where))
			return false;
		break;
	default:
		if (!convert_number(s, args))
			return false;
		break;
	}
	if (!s->skip)
		++*stored;
	return true;
}

int vsscanf(const char *buf, const char *fmt, va_list args)
{
	struct scan s = {.str = buf, .fmt = fmt};
	int stored = 0;
	va_list ap;

	va_copy(ap, args);
	while (*s.fmt) {
		if (isspace(*s.fmt)) {
			s.fmt = skip_spaces(s.fmt);
			s.str = skip_spaces(s.str);
			continue;
		}
		if (*s.fmt != '%' || s.fmt[1] == '%') {
			if (*s.fmt == '%') {
				s.fmt++;
				s.str = skip_spaces(s.str);
			}
			if (*s.str != *s.fmt)
				break;
			s.str++;
			s.fmt++;
			continue;
		}
		s.fmt++;
		if (!convert(&s, buf, &ap, &stored))
			break;
		s.fmt++;
	}
	va_end(ap);
	return stored;
}
EXPORT_SYMBOL(vsscanf);

int sscanf(const char *buf, const char *fmt, ...)
{
	va_list args;
	int n;

	va_start(args, fmt);
	n = vsscanf(buf, fmt, args);
	va_end(args);
	return n;
}
EXPORT_SYMBOL(sscanf);
