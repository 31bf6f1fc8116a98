// SPDX-License-Identifier: MIT
/* The digit parser that kstrtox.c and sscanf.c share. */
#ifndef LIB_KSTRTOX_H
#define LIB_KSTRTOX_H

#include <linux/types.h>

/* In the count of digits: the value did not fit. */
#define KSTRTOX_OVERFLOW (1U << 31)

const char *_parse_integer_fixup_radix(const char *s, unsigned int *base);
unsigned int _parse_integer_limit(const char *s, unsigned int base, unsigned long long *p,
				  size_t max_chars);
unsigned int _parse_integer(const char *s, unsigned int base, unsigned long long *p);

#endif
