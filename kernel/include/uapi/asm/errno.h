// SPDX-License-Identifier: MIT
/* Error numbers: x86-64 uses the generic ones. */
#ifndef UAPI_ASM_ERRNO_H
#define UAPI_ASM_ERRNO_H

#include <asm-generic/errno.h>

#endif
