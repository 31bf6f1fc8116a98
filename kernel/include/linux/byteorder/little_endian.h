// SPDX-License-Identifier: MIT
/* Byte order of this machine: little-endian. */
#ifndef LINUX_BYTEORDER_LITTLE_ENDIAN_H
#define LINUX_BYTEORDER_LITTLE_ENDIAN_H

#include <uapi/linux/byteorder/little_endian.h>
#include <linux/byteorder/generic.h>

#endif
