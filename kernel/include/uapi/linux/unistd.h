// SPDX-License-Identifier: MIT
/* System call numbers, by the name that programs include. */
#ifndef _UAPI_LINUX_UNISTD_H
#define _UAPI_LINUX_UNISTD_H

#include <asm/unistd.h>

#endif /* _UAPI_LINUX_UNISTD_H */
