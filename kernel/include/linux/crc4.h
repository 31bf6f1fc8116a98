// SPDX-License-Identifier: MIT
/* CRC-4, x^4 + x^2 + x + 1, of the lowest `bits` bits of x. */
#ifndef _LINUX_CRC4_H
#define _LINUX_CRC4_H

#include <linux/types.h>

uint8_t crc4(uint8_t c, uint64_t x, int bits);

#endif
