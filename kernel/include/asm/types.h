// SPDX-License-Identifier: MIT
/* Sized integers. */
#ifndef ASM_TYPES_H
#define ASM_TYPES_H

#include <asm-generic/int-ll64.h>

#endif
