/* SPDX-License-Identifier: MIT */
/* The C library's isspace() takes an unsigned char's value; the kernel's takes any char. */
#ifndef HOST_LINUX_CTYPE_H
#define HOST_LINUX_CTYPE_H

#include <ctype.h>

#undef isspace
#define isspace(c) ((isspace)((unsigned char)(c)) != 0)

#endif
