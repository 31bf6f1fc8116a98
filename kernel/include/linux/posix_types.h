// SPDX-License-Identifier: MIT
/* POSIX's type names as the system call interface sizes them. */
#ifndef LINUX_POSIX_TYPES_H
#define LINUX_POSIX_TYPES_H

#include <uapi/linux/posix_types.h>

#endif
