// SPDX-License-Identifier: MIT
/*
 * Numbers from text: the strict kstrto family, and the lenient simple_strto one.
 *
 * <linux/kstrtox.h> says what each accepts. Any context, but for the _from_user forms, which may
 * sleep.
 */
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/uaccess.h>

#include "kstrtox.h"

/*
 * Resolve base 0 (0x: 16, 0: 8, else 10) and skip the 0x of base 16. 0x counts as a prefix only
 * with a hexadecimal digit behind it.
 */
const char *_parse_integer_fixup_radix(const char *s, unsigned int *base)
{
	bool hex = s[0] == '0' && _tolower(s[1]) == 'x' && isxdigit(s[2]);

	if (*base == 0)
		*base = hex ? 16 : s[0] == '0' ? 8 : 10;
	if (*base == 16 && hex)
		s += 2;
	return s;
}

/*
 * Digits of base at s, at most max_chars, into *p. Returns how many there were, with
 * KSTRTOX_OVERFLOW set if the value did not fit; *p has wrapped then.
 */
unsigned int _parse_integer_limit(const char *s, unsigned int base, unsigned long long *p,
				  size_t max_chars)
{
	unsigned long long res = 0;
	unsigned int count = 0;
	bool overflow = false;

	for (; max_chars; max_chars--, s++, count++) {
		unsigned int c = *s, val;

		if ('0' <= c && c <= '9')
			val = c - '0';
		else if ('a' <= _tolower(c) && _tolower(c) <= 'f')
			val = _tolower(c) - 'a' + 10;
		else
			break;
		if (val >= base)
			break;
		if (res > (ULLONG_MAX - val) / base)
			overflow = true;
		res = res * base + val;
	}
	*p = res;
	return overflow ? count | KSTRTOX_OVERFLOW : count;
}

unsigned int _parse_integer(const char *s, unsigned int base, unsigned long long *p)
{
	return _parse_integer_limit(s, base, p, INT_MAX);
}

static int parse_whole(const char *s, unsigned int base, unsigned long long *res)
{
	unsigned long long val;
	unsigned int rv;

	s = _parse_integer_fixup_radix(s, &base);
	rv = _parse_integer(s, base, &val);
	if (rv & KSTRTOX_OVERFLOW)
		return -ERANGE;
	if (!rv)
		return -EINVAL;
	s += rv;
	if (*s == '\n')
		s++;
	if (*s)
		return -EINVAL;
	*res = val;
	return 0;
}

int kstrtoull(const char *s, unsigned int base, unsigned long long *res)
{
	if (s[0] == '+')
		s++;
	return parse_whole(s, base, res);
}
EXPORT_SYMBOL(kstrtoull);

int kstrtoll(const char *s, unsigned int base, long long *res)
{
	unsigned long long tmp;
	int rv;

	if (s[0] == '-') {
		rv = parse_whole(s + 1, base, &tmp);
		if (rv < 0)
			return rv;
		if (tmp > (unsigned long long)LLONG_MAX + 1)
			return -ERANGE;
		*res = (long long)-tmp;
		return 0;
	}
	rv = kstrtoull(s, base, &tmp);
	if (rv < 0)
		return rv;
	if (tmp > LLONG_MAX)
		return -ERANGE;
	*res = tmp;
	return 0;
}
EXPORT_SYMBOL(kstrtoll);

/* The narrower types: parse the widest and see whether the value survives. */
#define DEFINE_KSTRTO(name, type, wide, widest)                                                    \
	int name(const char *s, unsigned int base, type *res)                                      \
	{                                                                                          \
		widest tmp;                                                                        \
		int rv = wide(s, base, &tmp);                                                      \
                                                                                                   \
		if (rv < 0)                                                                        \
			return rv;                                                                 \
		if (tmp != (type)tmp)                                                              \
			return -ERANGE;                                                            \
		*res = tmp;                                                                        \
		return 0;                                                                          \
	}                                                                                          \
	EXPORT_SYMBOL(name)

DEFINE_KSTRTO(kstrtouint, unsigned int, kstrtoull, unsigned long long);
DEFINE_KSTRTO(kstrtoint, int, kstrtoll, long long);
DEFINE_KSTRTO(kstrtou16, u16, kstrtoull, unsigned long long);
DEFINE_KSTRTO(kstrtos16, s16, kstrtoll, long long);
DEFINE_KSTRTO(kstrtou8, u8, kstrtoull, unsigned long long);
DEFINE_KSTRTO(kstrtos8, s8, kstrtoll, long long);

int kstrtobool(const char *s, bool *res)
{
	if (!s)
		return -EINVAL;
	switch (s[0]) {
	case 'y':
	case 'Y':
	case 't':
	case 'T':
	case '1':
		*res = true;
		return 0;
	case 'n':
	case 'N':
	case 'f':
	case 'F':
	case '0':
		*res = false;
		return 0;
	case 'o':
	case 'O':
		if (_tolower(s[1]) == 'n') {
			*res = true;
			return 0;
		}
		if (_tolower(s[1]) == 'f') {
			*res = false;
			return 0;
		}
		break;
	}
	return -EINVAL;
}
EXPORT_SYMBOL(kstrtobool);

/* count bytes of user memory as a string in buf of size bytes, cut if they are more. */
static int copy_number(char *buf, size_t size, const char __user *s, size_t count)
{
	count = min(count, size - 1);
	if (copy_from_user(buf, s, count))
		return -EFAULT;
	buf[count] = '\0';
	return 0;
}

int kstrtobool_from_user(const char __user *s, size_t count, bool *res)
{
	char buf[4];
	int err = copy_number(buf, sizeof(buf), s, count);

	return err ? err : kstrtobool(buf, res);
}
EXPORT_SYMBOL(kstrtobool_from_user);

/* A sign, 64 binary digits, a newline and a NUL are the most that a number can be. */
#define DEFINE_KSTRTO_FROM_USER(name, convert, type)                                               \
	int name(const char __user *s, size_t count, unsigned int base, type *res)                 \
	{                                                                                          \
		char buf[1 + 2 + 64 + 1 + 1];                                                      \
		int err = copy_number(buf, sizeof(buf), s, count);                                 \
                                                                                                   \
		return err ? err : convert(buf, base, res);                                        \
	}                                                                                          \
	EXPORT_SYMBOL(name)

DEFINE_KSTRTO_FROM_USER(kstrtoull_from_user, kstrtoull, unsigned long long);
DEFINE_KSTRTO_FROM_USER(kstrtoll_from_user, kstrtoll, long long);
DEFINE_KSTRTO_FROM_USER(kstrtoul_from_user, kstrtoul, unsigned long);
DEFINE_KSTRTO_FROM_USER(kstrtol_from_user, kstrtol, long);
DEFINE_KSTRTO_FROM_USER(kstrtouint_from_user, kstrtouint, unsigned int);
DEFINE_KSTRTO_FROM_USER(kstrtoint_from_user, kstrtoint, int);
DEFINE_KSTRTO_FROM_USER(kstrtou16_from_user, kstrtou16, u16);
DEFINE_KSTRTO_FROM_USER(kstrtos16_from_user, kstrtos16, s16);
DEFINE_KSTRTO_FROM_USER(kstrtou8_from_user, kstrtou8, u8);
DEFINE_KSTRTO_FROM_USER(kstrtos8_from_user, kstrtos8, s8);

unsigned long long simple_strtoull(const char *cp, char **endp, unsigned int base)
{
	unsigned long long result;
	unsigned int rv;

	cp = _parse_integer_fixup_radix(cp, &base);
	rv = _parse_integer(cp, base, &result);
	if (endp)
		*endp = (char *)cp + (rv & ~KSTRTOX_OVERFLOW);
	return result;
}
EXPORT_SYMBOL(simple_strtoull);

unsigned long simple_strtoul(const char *cp, char **endp, unsigned int base)
{
	return simple_strtoull(cp, endp, base);
}
EXPORT_SYMBOL(simple_strtoul);

long long simple_strtoll(const char *cp, char **endp, unsigned int base)
{
	if (*cp == '-')
		return -simple_strtoull(cp + 1, endp, base);
	return simple_strtoull(cp, endp, base);
}
EXPORT_SYMBOL(simple_strtoll);

long simple_strtol(const char *cp, char **endp, unsigned int base)
{
	return simple_strtoll(cp, endp, base);
}
EXPORT_SYMBOL(simple_strtol);
