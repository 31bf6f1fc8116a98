// SPDX-License-Identifier: MIT
/* POSIX's type names as the system call interface sizes them, and select(2)'s set. */
#ifndef UAPI_LINUX_POSIX_TYPES_H
#define UAPI_LINUX_POSIX_TYPES_H

#include <linux/stddef.h>

/* Bits in select(2)'s set; part of the interface, not a limit on open files. */
#undef __FD_SETSIZE
#define __FD_SETSIZE 1024

typedef struct {
	unsigned long fds_bits[__FD_SETSIZE / (8 * sizeof(long))];
} __kernel_fd_set;

typedef void (*__kernel_sighandler_t)(int);
typedef int __kernel_key_t;
typedef int __kernel_mqd_t;

#include <uapi/asm/posix_types.h>

#endif
