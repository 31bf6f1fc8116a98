// SPDX-License-Identifier: MIT
/* Shell-like patterns: see <linux/glob.h>. */
#include <linux/export.h>
#include <linux/glob.h>

/*
 * Is c in the set whose first character, behind the bracket, is at pat? *end is then behind its
 * closing bracket; NULL if there is none.
 */
static bool in_set(const char *pat, unsigned char c, const char **end)
{
	bool inverted = *pat == '!', found = false;
	const char *first;

	pat += inverted;
	first = pat;
	*end = NULL;
	/* A closing bracket that comes first is a member. */
	do {
		unsigned char low = *pat++, high = low;

		if (!low)
			return false;
		if (pat[0] == '-' && pat[1] != ']') {
			high = pat[1];
			if (!high)
				return false;
			pat += 2;
		}
		found |= low <= c && c <= high;
	} while (*pat != ']' || pat == first);
	*end = pat + 1;
	return found != inverted;
}

/* Does the one character c match what stands at pat, no *? *next is behind that. */
static bool match_one(const char *pat, unsigned char c, const char **next)
{
	const char *end;
	bool in;

	*next = pat + 1;
	switch (*pat) {
	case '?':
		return c;
	case '[':
		in = in_set(pat + 1, c, &end);
		if (!end)
			break;
		*next = end;
		return c && in;
	case '\\':
		if (pat[1])
			*next = ++pat + 1;
		break;
	}
	return c == (unsigned char)*pat;
}

/*
 * Only the last * is ever tried again: whatever an earlier one took, the part of the pattern
 * between the two has found its first place.
 */
bool glob_match(const char *pat, const char *str)
{
	const char *star = NULL, *star_str = NULL, *next;

	while (*str || *pat) {
		if (*pat == '*') {
			star = ++pat;
			star_str = str;
			continue;
		}
		if (*str && *pat && match_one(pat, *str, &next)) {
			pat = next;
			str++;
			continue;
		}
		if (!star || !*star_str)
			return false;
		pat = star;
		str = ++star_str;
	}
	return true;
}
EXPORT_SYMBOL(glob_match);
