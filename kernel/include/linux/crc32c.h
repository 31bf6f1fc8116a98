// SPDX-License-Identifier: MIT
/* Castagnoli's CRC-32: as __crc32c_le() of <linux/crc32.h>. */
#ifndef _LINUX_CRC32C_H
#define _LINUX_CRC32C_H

#include <linux/types.h>

u32 crc32c(u32 crc, const void *address, unsigned int length);
#define crc32c_le crc32c

#endif
