// SPDX-License-Identifier: MIT
/* POSIX's type names as x86-64's system call interface sizes them. */
#ifndef UAPI_ASM_POSIX_TYPES_H
#define UAPI_ASM_POSIX_TYPES_H

/* x86-64 keeps 16-bit old ids and an unsigned long dev_t in its oldest structures. */
typedef unsigned short __kernel_old_uid_t;
typedef unsigned short __kernel_old_gid_t;
typedef unsigned long __kernel_old_dev_t;

#include <uapi/asm-generic/posix_types.h>

#endif
