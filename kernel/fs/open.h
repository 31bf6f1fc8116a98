// SPDX-License-Identifier: MIT
/* Between open.c (what the flags mean) and open_calls.c (the system calls). */
#ifndef _FS_OPEN_H
#define _FS_OPEN_H

#include <uapi/linux/openat2.h>

struct open_flags;

struct open_how build_open_how(int flags, umode_t mode);
int build_open_flags(const struct open_how *how, struct open_flags *op);

#endif
