// SPDX-License-Identifier: MIT
/* Error numbers of the user-space interface. */
#ifndef UAPI_LINUX_ERRNO_H
#define UAPI_LINUX_ERRNO_H

#include <asm/errno.h>

#endif
