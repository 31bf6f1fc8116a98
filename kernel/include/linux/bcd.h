// SPDX-License-Identifier: MIT
/* Binary coded decimal: two digits a byte, as clocks on a chip count. */
#ifndef _LINUX_BCD_H
#define _LINUX_BCD_H

static inline unsigned int bcd2bin(unsigned char val)
{
	return (val & 0x0f) + (val >> 4) * 10;
}

static inline unsigned char bin2bcd(unsigned int val)
{
	return (val / 10 << 4) + val % 10;
}

#endif
