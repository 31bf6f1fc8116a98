// SPDX-License-Identifier: MIT
/* The polynomials of the 32-bit CRCs: IEEE 802.3's and Castagnoli's. */
#ifndef _LINUX_CRC32_POLY_H
#define _LINUX_CRC32_POLY_H

#define CRC32_POLY_LE  0xedb88320 /* lowest bit first */
#define CRC32_POLY_BE  0x04c11db7
#define CRC32C_POLY_LE 0x82F63B78

#endif
