// SPDX-License-Identifier: MIT
/* The bare instructions of user_access.S that only usercopy.c calls. */
#ifndef _ARCH_X86_64_USERCOPY_H
#define _ARCH_X86_64_USERCOPY_H

#include <linux/types.h>
#include <linux/compiler.h>

/* Lengths without NUL, `count` when there was none, -EFAULT; no check of the addresses. */
long strncpy_user_bytes(char *dst, const char __user *src, unsigned long count);
long strnlen_user_bytes(const char __user *s, unsigned long n);

/* From kernel memory to kernel memory, user memory closed; the count not copied. */
unsigned long copy_kernel_nofault(void *to, const void *from, unsigned long len);

#endif
