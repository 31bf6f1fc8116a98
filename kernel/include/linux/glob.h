// SPDX-License-Identifier: MIT
/* Shell-like patterns. */
#ifndef _LINUX_GLOB_H
#define _LINUX_GLOB_H

#include <linux/compiler.h>
#include <linux/types.h>

/*
 * Does all of str match? * is any text, ? any character, [a-z] and [!a-z] one of a set, \ takes the
 * next character as it is. A set that isn't closed is an ordinary bracket.
 */
bool __pure glob_match(char const *pat, char const *str);

#endif
