// SPDX-License-Identifier: MIT
/* Byte order of x86: little-endian. */
#ifndef UAPI_ASM_BYTEORDER_H
#define UAPI_ASM_BYTEORDER_H

#include <uapi/linux/byteorder/little_endian.h>

#endif
