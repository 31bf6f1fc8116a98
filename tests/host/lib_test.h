// SPDX-License-Identifier: MIT
/*
 * kernel/lib as its host tests see it: the kernel's functions under the prefix k_, declared with
 * the host's types, which are the same on this machine.
 */
#ifndef LIB_TEST_H
#define LIB_TEST_H

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <cmocka.h>

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

/* What the last WARN of the kernel's code said. */
extern char stub_log[4096];
/* This CPU's, as the kernel calls it. */
extern int k___preempt_count;

__attribute__((format(printf, 3, 0))) int k_vsnprintf(char *, size_t, const char *, va_list);
int k_snprintf(char *, size_t, const char *, ...);
int k_scnprintf(char *, size_t, const char *, ...);
char *k_kasprintf(unsigned int, const char *, ...);
int k_num_to_str(char *, int, unsigned long long, unsigned int);
int k_sscanf(const char *, const char *, ...);

int k_kstrtoull(const char *, unsigned int, unsigned long long *);
int k_kstrtoll(const char *, unsigned int, long long *);
int k_kstrtoint(const char *, unsigned int, int *);
int k_kstrtou8(const char *, unsigned int, uint8_t *);
int k_kstrtos8(const char *, unsigned int, int8_t *);
int k_kstrtobool(const char *, bool *);
unsigned long k_simple_strtoul(const char *, char **, unsigned int);
long k_simple_strtol(const char *, char **, unsigned int);

#endif
