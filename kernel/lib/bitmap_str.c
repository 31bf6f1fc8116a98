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
 * The word that ends at buf[len - 1], to the bits of dst from pos on; what is left of len in front
 * of it. -EINVAL for what is no digit, -EOVERFLOW for more than eight or a bit beyond the map.
 */
static int parse_word(const char *buf, unsigned int len, unsigned long *dst, unsigned int pos,
		      unsigned int nbits)
{
	for (unsigned int digits = 0; len && !separates(buf[len - 1]); len--) {
		int digit = hex_to_bin(buf[len - 1]);

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
	return len;
}

/*
 * Words of up to eight hexadecimal digits, the highest first, with commas and blanks between them,
 * as many as there are; no word is 0. The text ends with the line. -EINVAL, -EOVERFLOW.
 */
int bitmap_parse(const char *buf, unsigned int buflen, unsigned long *dst, int nbits)
{
	unsigned int words = 0, max = DIV_ROUND_UP(nbits, 32);
	int len = 0;

	while ((unsigned int)len < buflen && !ends_text(buf[len]))
		len++;
	bitmap_zero(dst, nbits);
	for (;;) {
		while (len && separates(buf[len - 1]))
			len--;
		if (!len)
			return 0;
		if (words == max)
			return -EOVERFLOW;
		len = parse_word(buf, len, dst, 32 * words++, nbits);
		if (len < 0)
			return len;
	}
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

static int print_part(const char *fmt, char *buf, const unsigned long *maskp, int nmaskbits,
		      loff_t off, size_t count)
{
	char *text = kasprintf(GFP_KERNEL, fmt, nmaskbits, maskp);
	ssize_t n;

	if (!text)
		return -ENOMEM;
	/* The NUL counts, as who compares the text's length expects. */
	n = memory_read_from_buffer(buf, count, &off, text, strlen(text) + 1);
	kfree(text);
	return n;
}

int bitmap_print_bitmask_to_buf(char *buf, const unsigned long *maskp, int nmaskbits, loff_t off,
				size_t count)
{
	return print_part("%*pb\n", buf, maskp, nmaskbits, off, count);
}
EXPORT_SYMBOL(bitmap_print_bitmask_to_buf);

int bitmap_print_list_to_buf(char *buf, const unsigned long *maskp, int nmaskbits, loff_t off,
			     size_t count)
{
	return print_part("%*pbl\n", buf, maskp, nmaskbits, off, count);
}
EXPORT_SYMBOL(bitmap_print_list_to_buf);
