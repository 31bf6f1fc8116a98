// SPDX-License-Identifier: MIT
/*
 * The kernel's command line: what the boot loader passed after the kernel's name.
 *
 * Words are separated by blanks; a word is NAME or NAME=VALUE, and double quotes around the value
 * or the word keep blanks in it. Of several words with one name the last wins. In names, `-` and
 * `_` are the same. What stands behind a word "--" is for init and not seen here.
 */
#ifndef _KERNEL_CMDLINE_H
#define _KERNEL_CMDLINE_H

#include <linux/types.h>

#define COMMAND_LINE_SIZE 2048

/* The command line as it came; constant after cmdline_init(). */
extern char saved_command_line[COMMAND_LINE_SIZE];

/* Takes a copy of line and splits it. First of all, before any other function of this file. */
void cmdline_init(const char *line);

/* The value of key, "" for a bare word, NULL if it isn't there. Never freed. */
const char *cmdline_get(const char *key);

/* Is the word there, alone or with a true value (kstrtobool)? A false value makes it false. */
bool cmdline_flag(const char *key);

/* The value as a number in any of C's bases; fallback if it isn't there or is no number. */
long cmdline_long(const char *key, long fallback);

/*
 * The words one by one, in order: start with *pos = 0; false at the end. *val is NULL for a bare
 * word. What is behind "--" is not among them.
 */
bool cmdline_next(unsigned int *pos, const char **key, const char **val);

#endif
