// SPDX-License-Identifier: MIT
/* Words of options against a table of patterns: see <linux/parser.h>. */
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/parser.h>
#include <linux/slab.h>
#include <linux/string.h>

/* The longest text of a number: 64 bits in octal, with a sign and a prefix. */
#define NUMBER_MAX 26

/* Past a number in that conversion's base, or NULL if there is none. */
static char *skip_number(char *s, char conversion)
{
	char *end = s;

	switch (conversion) {
	case 'd':
		simple_strtol(s, &end, 0);
		break;
	case 'u':
		simple_strtoul(s, &end, 0);
		break;
	case 'o':
		simple_strtoul(s, &end, 8);
		break;
	case 'x':
		simple_strtoul(s, &end, 16);
		break;
	}
	return end == s ? NULL : end;
}

/* Past the text of a %s: as far as what follows it in the pattern, or to the end. */
static char *skip_text(char *s, const char *rest, long max)
{
	size_t n = strlen(s);

	if (max >= 0)
		n = min_t(size_t, n, max);
	if (*rest && max < 0) {
		/* To the first place where the pattern can go on. */
		size_t literal = strcspn(rest, "%");
		char *p;

		for (p = s; *p && literal; p++)
			if (!strncmp(p, rest, literal))
				return p;
	}
	return s + n;
}

static bool match_one(char *s, const char *p, substring_t args[])
{
	int argc = 0;

	if (!p)
		return true;
	while (*p) {
		long width = -1;
		char *end;

		if (*p != '%') {
			if (*p++ != *s++)
				return false;
			continue;
		}
		p++;
		if (isdigit(*p))
			width = simple_strtoul(p, (char **)&p, 10);
		if (*p == '%') {
			if (*s++ != '%')
				return false;
			p++;
			continue;
		}
		if (argc >= MAX_OPT_ARGS)
			return false;
		end = *p == 's' ? (*s ? skip_text(s, p + 1, width) : NULL) : skip_number(s, *p);
		if (!end)
			return false;
		args[argc++] = (substring_t){.from = s, .to = end};
		s = end;
		p++;
	}
	return !*s;
}

int match_token(char *s, const match_table_t table, substring_t args[])
{
	const struct match_token *p = table;

	while (!match_one(s, p->pattern, args))
		p++;
	return p->token;
}
EXPORT_SYMBOL(match_token);

/* A value's text, terminated, or NULL if it is too long for a number. */
static const char *number_text(const substring_t *s, char *buf)
{
	return match_strlcpy(buf, s, NUMBER_MAX) < NUMBER_MAX ? buf : NULL;
}

static int match_number(const substring_t *s, int *result, int base)
{
	char buf[NUMBER_MAX], *end;
	long val;

	if (!number_text(s, buf))
		return -ERANGE;
	val = simple_strtol(buf, &end, base);
	if (end == buf || *end)
		return -EINVAL;
	if (val < INT_MIN || val > INT_MAX)
		return -ERANGE;
	*result = val;
	return 0;
}

int match_int(substring_t *s, int *result)
{
	return match_number(s, result, 0);
}
EXPORT_SYMBOL(match_int);

int match_octal(substring_t *s, int *result)
{
	return match_number(s, result, 8);
}
EXPORT_SYMBOL(match_octal);

int match_hex(substring_t *s, int *result)
{
	return match_number(s, result, 16);
}
EXPORT_SYMBOL(match_hex);

int match_uint(substring_t *s, unsigned int *result)
{
	char buf[NUMBER_MAX];

	return number_text(s, buf) ? kstrtouint(buf, 10, result) : -ERANGE;
}
EXPORT_SYMBOL(match_uint);

int match_u64(substring_t *s, u64 *result)
{
	char buf[NUMBER_MAX];

	return number_text(s, buf) ? kstrtou64(buf, 0, result) : -ERANGE;
}
EXPORT_SYMBOL(match_u64);

bool match_wildcard(const char *pattern, const char *str)
{
	const char *star = NULL, *star_str = NULL;

	while (*str) {
		if (*pattern == '*') {
			star = ++pattern;
			star_str = str;
		} else if (*pattern && (*pattern == '?' || *pattern == *str)) {
			pattern++;
			str++;
		} else if (star) {
			/* The last * takes one more. */
			pattern = star;
			str = ++star_str;
		} else {
			return false;
		}
	}
	while (*pattern == '*')
		pattern++;
	return !*pattern;
}
EXPORT_SYMBOL(match_wildcard);

size_t match_strlcpy(char *dest, const substring_t *src, size_t size)
{
	size_t len = src->to - src->from, n;

	if (size) {
		n = min(len, size - 1);
		memcpy(dest, src->from, n);
		dest[n] = '\0';
	}
	return len;
}
EXPORT_SYMBOL(match_strlcpy);

char *match_strdup(const substring_t *s)
{
	return kmemdup_nul(s->from, s->to - s->from, GFP_KERNEL);
}
EXPORT_SYMBOL(match_strdup);
