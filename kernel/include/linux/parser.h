// SPDX-License-Identifier: MIT
/* Words of options: which pattern of a table one matches, and the values in it. */
#ifndef _LINUX_PARSER_H
#define _LINUX_PARSER_H

#include <linux/types.h>

/* Patterns and what they mean; the last has a NULL pattern, which anything matches. */
struct match_token {
	int token;
	const char *pattern;
};
typedef struct match_token match_table_t[];

#define MAX_OPT_ARGS 3

/* A value, as a piece of the text that was matched. */
typedef struct {
	char *from;
	char *to;
} substring_t;

/*
 * In a pattern %s is any text (%5s so many characters at most), %d %u %x %o a number, %% a percent
 * sign. The pattern's values go to args.
 */
int match_token(char *, const match_table_t table, substring_t args[]);
/* The value as a number: 0, -EINVAL, -ERANGE, -ENOMEM. */
int match_int(substring_t *, int *result);
int match_uint(substring_t *s, unsigned int *result);
int match_u64(substring_t *, u64 *result);
int match_octal(substring_t *, int *result);
int match_hex(substring_t *, int *result);
/* Does all of str match a pattern with * and ?. */
bool match_wildcard(const char *pattern, const char *str);
/* The value as a string into dest, cut to size: its whole length. */
size_t match_strlcpy(char *, const substring_t *, size_t);
/* The same, kmalloc'ed; NULL. */
char *match_strdup(const substring_t *);

#endif
