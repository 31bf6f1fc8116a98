// SPDX-License-Identifier: MIT
/* Byte order of x86: little-endian. */
#ifndef ASM_BYTEORDER_H
#define ASM_BYTEORDER_H

#include <linux/byteorder/little_endian.h>

#endif
