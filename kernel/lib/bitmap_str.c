// SPDX-License-Identifier: MIT
/*
 * Bitmaps as text: hexadecimal words ("ff,00000001") and lists ("0-3,8,10-20:2/4").
 *
 * A list's range may carry ":used/group": of each group of bits, the first `used` are meant. "all"
 * is every bit, "N" the last one.
 */
#include <linux/bitmap.h>
#include <linux/ctype.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "kstrtox.h"

static bool ends_text(char c)
{
	return c == '\0' || c == '\n';
}

static bool separates(char c)
{
	return c == ',' || isspace(c);
}

/*
 * Words of up to eight hexadecimal digits, separated by commas, the highest first. -EINVAL for
 * other characters or an empty word, -EOVERFLOW for a word or a number that is too big.
 */
int bitmap_parse(const char *buf, unsigned int buflen, unsigned long *dst, int nbits)
{
	unsigned int len = strnlen(buf, buflen), digits = 0, pos = 0;

	for (; len && isspace(*buf); len--)
		buf++;
	while (len && isspace(buf[len - 1]))
		len--;
	if (!len)
		return -EINVAL;
	bitmap_zero(dst, nbits);
	/* From the end: pos is the bit that the next digit's lowest one is. */
	while (len--) {
		int digit;

		if (buf[len] == ',') {
			if (!digits || !len)
				return -EINVAL;
			pos = round_up(pos, 32);
			digits = 0;
			continue;
		}
		digit = hex_to_bin(buf[len]);
		if (digit < 0)
			return -EINVAL;
		if (++digits > 8)
			return -EOVERFLOW;
		for (int b = 0; b < 4; b++, pos++) {
			if (!(digit & (1 << b)))
				continue;
			if (pos >= nbits)
				return -EOVERFLOW;
			__set_bit(pos, dst);
		}
	}
	return 0;
}
EXPORT_SYMBOL(bitmap_parse);

/* A number, or N for the last bit; the place behind it. */
static const char *parse_bit(const char *s, unsigned int *bit, unsigned int nbits)
{
	unsigned long long n;
	unsigned int rv;

	if (*s == 'N') {
		*bit = nbits - 1;
		return s + 1;
	}
	rv = _parse_integer(s, 10, &n);
	if (rv & KSTRTOX_OVERFLOW || (rv && n != (unsigned int)n))
		return ERR_PTR(-EOVERFLOW);
	if (!rv)
		return ERR_PTR(-EINVAL);
	*bit = n;
	return s + rv;
}

/* One range; the place behind it. */
static const char *parse_range(const char *s, unsigned long *map, unsigned int nbits)
{
	unsigned int first, last, used = 0, group = 0;

	if (!strncasecmp(s, "all", 3) && !isalnum(s[3])) {
		first = 0;
		last = nbits - 1;
		s += 3;
	} else {
		s = parse_bit(s, &first, nbits);
		if (IS_ERR(s))
			return s;
		last = first;
		if (*s == '-') {
			s = parse_bit(s + 1, &last, nbits);
			if (IS_ERR(s))
				return s;
		}
	}
	if (*s == ':') {
		s = parse_bit(s + 1, &used, nbits);
		if (IS_ERR(s))
			return s;
		if (*s != '/')
			return ERR_PTR(-EINVAL);
		s = parse_bit(s + 1, &group, nbits);
		if (IS_ERR(s))
			return s;
		if (!group || used > group)
			return ERR_PTR(-EINVAL);
	} else {
		used = group = last - first + 1;
	}
	if (first > last)
		return ERR_PTR(-EINVAL);
	if (last >= nbits)
		return ERR_PTR(-ERANGE);
	/* group may be anything: step without ever computing beyond last. */
	for (;;) {
		bitmap_set(map, first, min(used, last - first + 1));
		if (group > last - first)
			return s;
		first += group;
	}
}

/* 0; -EINVAL for malformed text, -ERANGE for a bit beyond the map, -EOVERFLOW for a huge number. */
int bitmap_parselist(const char *buf, unsigned long *maskp, int nmaskbits)
{
	bitmap_zero(maskp, nmaskbits);
	if (!nmaskbits)
		return 0;
	for (;;) {
		while (separates(*buf) && *buf != '\n')
			buf++;
		if (ends_text(*buf))
			return 0;
		buf = parse_range(buf, maskp, nmaskbits);
		if (IS_ERR(buf))
			return PTR_ERR(buf);
		if (!separates(*buf) && !ends_text(*buf))
			return -EINVAL;
	}
}
EXPORT_SYMBOL(bitmap_parselist);

int bitmap_parse_user(const char __user *ubuf, unsigned int ulen, unsigned long *dst, int nbits)
{
	char *buf = memdup_user_nul(ubuf, ulen);
	int ret;

	if (IS_ERR(buf))
		return PTR_ERR(buf);
	ret = bitmap_parse(buf, UINT_MAX, dst, nbits);
	kfree(buf);
	return ret;
}
EXPORT_SYMBOL(bitmap_parse_user);

int bitmap_parselist_user(const char __user *ubuf, unsigned int ulen, unsigned long *dst, int nbits)
{
	char *buf = memdup_user_nul(ubuf, ulen);
	int ret;

	if (IS_ERR(buf))
		return PTR_ERR(buf);
	ret = bitmap_parselist(buf, dst, nbits);
	kfree(buf);
	return ret;
}
EXPORT_SYMBOL(bitmap_parselist_user);

/* For a sysfs attribute: buf is somewhere in a page; as much as fits to its end, with a newline. */
int bitmap_print_to_pagebuf(bool list, char *buf, const unsigned long *maskp, int nmaskbits)
{
	size_t len = PAGE_SIZE - offset_in_page(buf);

	return list ? scnprintf(buf, len, "%*pbl\n", nmaskbits, maskp)
		    : scnprintf(buf, len, "%*pb\n", nmaskbits, maskp);
}
EXPORT_SYMBOL(bitmap_print_to_pagebuf);
