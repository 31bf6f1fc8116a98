// SPDX-License-Identifier: MIT
/* Escape sequences, as C has them, made and read: see <linux/string_helpers.h>. */
#include <linux/export.h>
#include <linux/hex.h>
#include <linux/kernel.h>
#include <linux/string_helpers.h>

/* The character for a letter behind a backslash, and back: pairs of both. */
static const char spaces[] = "f\fn\nr\rt\tv\v";
static const char specials[] = "\"\"\\\\a\ae\e";

/* The other one of a pair: of the letter (at 0) or of the character (at 1); -1. */
static int of_pair(const char *pairs, char c, int at)
{
	for (; *pairs; pairs += 2)
		if (pairs[at] == c)
			return (unsigned char)pairs[!at];
	return -1;
}

/* The sequence behind a backslash at *src, which moves behind it; -1 if it is none that we want. */
static int unescape_one(const char **src, unsigned int flags)
{
	const char *s = *src;
	int c = -1, n, digit;

	if (flags & UNESCAPE_SPACE)
		c = of_pair(spaces, *s, 0);
	if (c < 0 && flags & UNESCAPE_SPECIAL)
		c = of_pair(specials, *s, 0);
	if (c >= 0) {
		*src = s + 1;
		return c;
	}
	if (flags & UNESCAPE_OCTAL && *s >= '0' && *s <= '7') {
		for (n = 0, c = 0; n < 3 && s[n] >= '0' && s[n] <= '7'; n++) {
			/* Three digits may be too many for a byte. */
			if (c * 8 + s[n] - '0' > 255)
				break;
			c = c * 8 + s[n] - '0';
		}
		*src = s + n;
		return c;
	}
	if (flags & UNESCAPE_HEX && *s == 'x' && hex_to_bin(s[1]) >= 0) {
		c = hex_to_bin(s[1]);
		digit = hex_to_bin(s[2]);
		*src = s + (digit < 0 ? 2 : 3);
		return digit < 0 ? c : c * 16 + digit;
	}
	return -1;
}

int string_unescape(char *src, char *dst, size_t size, unsigned int flags)
{
	const char *s = src;
	char *out = dst;

	if (!size)
		size = SIZE_MAX;
	while (*s && --size) {
		if (s[0] == '\\' && s[1] && size > 1) {
			int c;

			/* A sequence takes the room of two, so that one which isn't ours fits. */
			s++;
			size--;
			c = unescape_one(&s, flags);
			if (c >= 0) {
				*out++ = c;
				continue;
			}
			*out++ = '\\';
		}
		*out++ = *s++;
	}
	*out = '\0';
	return out - dst;
}
EXPORT_SYMBOL(string_unescape);

struct escape_out {
	char *pos, *end;
};

static void put(struct escape_out *o, char c)
{
	if (o->pos < o->end)
		*o->pos = c;
	o->pos++;
}

/*
 * May this character stay as it is, whatever the classes say? `only` comes first: it limits what is
 * escaped, to which NAP, NP and NA are limits as well; with APPEND it is rather what they don't
 * keep back.
 */
static bool left_alone(unsigned char c, unsigned int flags, const char *only)
{
	bool any = only && *only;
	bool in_only = any && strchr(only, c);

	if (flags & ESCAPE_APPEND) {
		if (in_only)
			return false;
	} else if (any && !in_only) {
		return true;
	}
	if (flags & ESCAPE_NAP && isascii(c) && isprint(c))
		return true;
	if (flags & ESCAPE_NP && isprint(c))
		return true;
	return flags & ESCAPE_NA && isascii(c);
}

static void escape_one(struct escape_out *o, unsigned char c, unsigned int flags)
{
	int letter = -1;

	if (flags & ESCAPE_SPACE)
		letter = of_pair(spaces, c, 1);
	if (letter < 0 && flags & ESCAPE_SPECIAL)
		letter = of_pair(specials, c, 1);
	if (letter < 0 && flags & ESCAPE_NULL && !c)
		letter = '0';
	if (letter >= 0) {
		put(o, '\\');
		put(o, letter);
	} else if (flags & ESCAPE_OCTAL) {
		put(o, '\\');
		put(o, '0' + (c >> 6));
		put(o, '0' + (c >> 3 & 7));
		put(o, '0' + (c & 7));
	} else if (flags & ESCAPE_HEX) {
		put(o, '\\');
		put(o, 'x');
		put(o, hex_asc_hi(c));
		put(o, hex_asc_lo(c));
	} else {
		put(o, c);
	}
}

int string_escape_mem(const char *src, size_t isz, char *dst, size_t osz, unsigned int flags,
		      const char *only)
{
	struct escape_out o = {dst, dst + osz};

	while (isz--) {
		unsigned char c = *src++;

		if (left_alone(c, flags, only))
			put(&o, c);
		else
			escape_one(&o, c, flags);
	}
	return o.pos - dst;
}
EXPORT_SYMBOL(string_escape_mem);
