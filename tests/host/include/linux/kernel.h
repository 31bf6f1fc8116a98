/* SPDX-License-Identifier: MIT */
#ifndef HOST_LINUX_KERNEL_H
#define HOST_LINUX_KERNEL_H

#include <limits.h>
#include <stdio.h>
#include <linux/kstrtox.h>
#include <linux/types.h>

#define min(a, b) ((a) < (b) ? (a) : (b))

/* As snprintf(), but returns what is in the buffer and not what would have been. */
int scnprintf(char *buf, size_t size, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

#endif
