// SPDX-License-Identifier: MIT
/*
 * Reading options: numbers with units, lists of integers, words of a command line.
 */
#include <linux/ctype.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "kstrtox.h"

/*
 * An integer at *str, and what is behind it: 0 no integer, 1 the end, 2 a comma (skipped), 3 a dash
 * (a range; not skipped, and *str is then in front of it). *pint gets it; NULL only skips.
 */
int get_option(char **str, int *pint)
{
	char *cur = *str;
	int value;

	if (!cur || !*cur)
		return 0;
	if (*cur == '-')
		value = -simple_strtoull(++cur, str, 0);
	else
		value = simple_strtoull(cur, str, 0);
	if (pint)
		*pint = value;
	if (cur == *str)
		return 0;
	if (**str == ',') {
		(*str)++;
		return 2;
	}
	return **str == '-' ? 3 : 1;
}
EXPORT_SYMBOL(get_option);

/*
 * "4,7-10,-2": ints[0] becomes how many there are, ints[1] on the integers, ranges written out; at
 * most nints elements of ints. With nints 0 they are only counted, in ints[0]. Returns where
 * reading stopped.
 */
char *get_options(const char *str, int nints, int *ints)
{
	bool count_only = nints == 0;
	char *p = (char *)str;
	int i = 1, value;

	while (count_only || i < nints) {
		int kind = get_option(&p, &value);

		if (kind == 0)
			break;
		if (kind == 3) {
			int upper = simple_strtol(p + 1, &p, 0);

			for (; value < upper && (count_only || i < nints); value++, i++)
				if (!count_only)
					ints[i] = value;
			if (!count_only && i >= nints)
				break;
			if (*p == ',') {
				p++;
				kind = 2;
			}
			value = upper;
		}
		if (!count_only)
			ints[i] = value;
		i++;
		if (kind == 1)
			break;
	}
	ints[0] = i - 1;
	return p;
}
EXPORT_SYMBOL(get_options);

unsigned long long memparse(const char *ptr, char **retptr)
{
	static const char units[] = "kmgtpe";
	char *end;
	unsigned long long value = simple_strtoull(ptr, &end, 0);
	const char *unit = *end ? strchr(units, _tolower(*end)) : NULL;

	if (unit && *unit) {
		value <<= 10 * (unit - units + 1);
		end++;
	}
	if (retptr)
		*retptr = end;
	return value;
}
EXPORT_SYMBOL(memparse);

/* Is option one of the words of str, which commas separate? */
bool parse_option_str(const char *str, const char *option)
{
	size_t len = strlen(option);

	while (*str) {
		size_t n = strcspn(str, ",");

		if (n == len && !strncmp(str, option, len))
			return true;
		str += n;
		if (*str)
			str++;
	}
	return false;
}

/*
 * Cut the first word off args: NAME, NAME=VALUE, "NAME=VALUE with blanks" or NAME="VALUE with
 * blanks"; the quotes go. *val is NULL without an equals sign. Returns what is behind the word and
 * the blanks after it. The text is changed.
 */
char *next_arg(char *args, char **param, char **val)
{
	bool quoted = false, opened = false;
	size_t i, equals = 0;
	char *next;

	if (*args == '"') {
		args++;
		quoted = opened = true;
	}
	for (i = 0; args[i]; i++) {
		if (isspace(args[i]) && !quoted)
			break;
		if (!equals && args[i] == '=')
			equals = i;
		if (args[i] == '"')
			quoted = !quoted;
	}
	next = args[i] ? args + i + 1 : args + i;
	args[i] = '\0';
	*param = args;
	*val = NULL;
	if (equals) {
		args[equals] = '\0';
		*val = args + equals + 1;
		if (**val == '"') {
			(*val)++;
			if (i && args[i - 1] == '"')
				args[i - 1] = '\0';
		}
	}
	if (opened && i && args[i - 1] == '"')
		args[i - 1] = '\0';
	return skip_spaces(next);
}
EXPORT_SYMBOL(next_arg);
