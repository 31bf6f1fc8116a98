// SPDX-License-Identifier: MIT
/* Sizes for people, escape sequences, quoting, and words for truth values. */
#ifndef _LINUX_STRING_HELPERS_H
#define _LINUX_STRING_HELPERS_H

#include <linux/bits.h>
#include <linux/ctype.h>
#include <linux/string.h>
#include <linux/types.h>

struct file;
struct task_struct;

enum string_size_units {
	STRING_UNITS_10, /* kB, MB … */
	STRING_UNITS_2,	 /* KiB, MiB … */
};

/* size blocks of blk_size bytes with three significant digits: "8.00 GiB". Any context. */
void string_get_size(u64 size, u64 blk_size, enum string_size_units units, char *buf, int len);

/* "1,2-3,…", n numbers of user space into a fresh array whose first element is how many: 0, -errno.
 */
int parse_int_array_user(const char __user *from, size_t count, int **array);

/* Which sequences string_unescape() knows. */
#define UNESCAPE_SPACE	  BIT(0) /* \f \n \r \t \v */
#define UNESCAPE_OCTAL	  BIT(1) /* \1 to \377 */
#define UNESCAPE_HEX	  BIT(2) /* \x1 to \xff */
#define UNESCAPE_SPECIAL  BIT(3) /* \" \\ \a \e */
#define UNESCAPE_ANY	  (UNESCAPE_SPACE | UNESCAPE_OCTAL | UNESCAPE_HEX | UNESCAPE_SPECIAL)
#define UNESCAPE_ALL_MASK GENMASK(3, 0)

/* As much as fits in size (0: src's length), terminated; how many characters, without the NUL. */
int string_unescape(char *src, char *dst, size_t size, unsigned int flags);

static inline int string_unescape_inplace(char *buf, unsigned int flags)
{
	return string_unescape(buf, buf, 0, flags);
}

static inline int string_unescape_any(char *src, char *dst, size_t size)
{
	return string_unescape(src, dst, size, UNESCAPE_ANY);
}

static inline int string_unescape_any_inplace(char *buf)
{
	return string_unescape_any(buf, buf, 0);
}

/* What string_escape_mem() does, in this order of precedence; NP and so on: which are left alone.
 */
#define ESCAPE_SPACE	BIT(0)
#define ESCAPE_SPECIAL	BIT(1)
#define ESCAPE_NULL	BIT(2) /* \0 */
#define ESCAPE_OCTAL	BIT(3)
#define ESCAPE_ANY	(ESCAPE_SPACE | ESCAPE_OCTAL | ESCAPE_SPECIAL | ESCAPE_NULL)
#define ESCAPE_NP	BIT(4) /* only what isn't printable */
#define ESCAPE_ANY_NP	(ESCAPE_ANY | ESCAPE_NP)
#define ESCAPE_HEX	BIT(5)
#define ESCAPE_NA	BIT(6) /* only what isn't ASCII */
#define ESCAPE_NAP	BIT(7) /* only what is neither */
#define ESCAPE_APPEND	BIT(8) /* those in `only` as well */
#define ESCAPE_ALL_MASK GENMASK(8, 0)

/*
 * isz bytes of src, escaped, into dst, cut to osz and not terminated: how much it would be in all.
 * `only`: the characters that are escaped, NULL for all.
 */
int string_escape_mem(const char *src, size_t isz, char *dst, size_t osz, unsigned int flags,
		      const char *only);

static inline int string_escape_mem_any_np(const char *src, size_t isz, char *dst, size_t osz,
					   const char *only)
{
	return string_escape_mem(src, isz, dst, osz, ESCAPE_ANY_NP, only);
}

static inline int string_escape_str(const char *src, char *dst, size_t sz, unsigned int flags,
				    const char *only)
{
	return string_escape_mem(src, strlen(src), dst, sz, flags, only);
}

static inline int string_escape_str_any_np(const char *src, char *dst, size_t sz, const char *only)
{
	return string_escape_str(src, dst, sz, ESCAPE_ANY_NP, only);
}

static inline void string_upper(char *dst, const char *src)
{
	do {
		*dst++ = toupper(*src);
	} while (*src++);
}

static inline void string_lower(char *dst, const char *src)
{
	do {
		*dst++ = tolower(*src);
	} while (*src++);
}

/* Fit for a log, in fresh memory: control characters and such escaped; NULL. */
char *kstrdup_quotable(const char *src, gfp_t gfp);
char *kstrdup_quotable_cmdline(struct task_struct *task, gfp_t gfp);
char *kstrdup_quotable_file(struct file *file, gfp_t gfp);

/* n strings, prefix and a number each, as a NULL-terminated array; kfree_strarray(). */
char **kasprintf_strarray(gfp_t gfp, const char *prefix, size_t n);
void kfree_strarray(char **array, size_t n);

static inline const char *str_yes_no(bool v)
{
	return v ? "yes" : "no";
}

static inline const char *str_on_off(bool v)
{
	return v ? "on" : "off";
}

static inline const char *str_enable_disable(bool v)
{
	return v ? "enable" : "disable";
}

static inline const char *str_enabled_disabled(bool v)
{
	return v ? "enabled" : "disabled";
}

#endif
