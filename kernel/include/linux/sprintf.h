// SPDX-License-Identifier: MIT
/*
 * Formatting into memory, and scanning. The conversions are printf(3)'s without floating point and
 * %n, plus the kernel's extensions of %p (see kernel/lib/vsprintf.c).
 */
#ifndef LINUX_SPRINTF_H
#define LINUX_SPRINTF_H

#include <linux/compiler_attributes.h>
#include <linux/types.h>
#include <linux/stdarg.h>

int num_to_str(char *buf, int size, unsigned long long num, unsigned int width);

/* snprintf() returns what the whole text would need; scnprintf() what is in buf, the NUL aside. */
__printf(2, 3) int sprintf(char *buf, const char *fmt, ...);
__printf(2, 0) int vsprintf(char *buf, const char *fmt, va_list args);
__printf(3, 4) int snprintf(char *buf, size_t size, const char *fmt, ...);
__printf(3, 0) int vsnprintf(char *buf, size_t size, const char *fmt, va_list args);
__printf(3, 4) int scnprintf(char *buf, size_t size, const char *fmt, ...);
__printf(3, 0) int vscnprintf(char *buf, size_t size, const char *fmt, va_list args);
/* In memory of the right size, NULL if there is none; the caller frees it with kfree(). */
__printf(2, 3) __malloc char *kasprintf(gfp_t gfp, const char *fmt, ...);
__printf(2, 0) __malloc char *kvasprintf(gfp_t gfp, const char *fmt, va_list args);
/* As kvasprintf(), but "%s" of a constant gives the constant; free with kfree_const(). */
__printf(2, 0) const char *kvasprintf_const(gfp_t gfp, const char *fmt, va_list args);

__scanf(2, 3) int sscanf(const char *buf, const char *fmt, ...);
__scanf(2, 0) int vsscanf(const char *buf, const char *fmt, va_list args);

/* %p prints pointers as they are: the command line's no_hash_pointers. */
extern bool no_hash_pointers;

#endif
