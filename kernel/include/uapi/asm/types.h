// SPDX-License-Identifier: MIT
/* Sized integers of the user-space interface. */
#ifndef UAPI_ASM_TYPES_H
#define UAPI_ASM_TYPES_H

#include <uapi/asm-generic/int-ll64.h>

#endif
