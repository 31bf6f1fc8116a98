/* SPDX-License-Identifier: MIT */
/*
 * Tables for CRCs, byte by byte, made by the compiler from the polynomial.
 *
 * A CRC is linear over exclusive or: what the table holds for a byte is made of what it holds for
 * the byte's single bits. CRC_BITS_LSB(name, poly), lowest bit first, and CRC_BITS_MSB(name, poly,
 * width) define these eight as name0 to name7, for { CRC_TABLE(get) } with get(k) name##k.
 */
#ifndef LIB_CRC_TABLE_H
#define LIB_CRC_TABLE_H

/* One bit on. */
#define CRC_STEP_LSB(crc, poly) (((crc) >> 1) ^ ((crc)&1 ? (poly) : 0))
#define CRC_STEP_MSB(crc, poly, width)                                                             \
	((((crc) << 1) & (~0ULL >> (64 - (width)))) ^ ((crc) >> ((width)-1) & 1 ? (poly) : 0))

#define CRC_BITS_LSB(name, poly)                                                                   \
	enum {                                                                                     \
		name##7 = (poly),                                                                  \
		name##6 = CRC_STEP_LSB(name##7, poly),                                             \
		name##5 = CRC_STEP_LSB(name##6, poly),                                             \
		name##4 = CRC_STEP_LSB(name##5, poly),                                             \
		name##3 = CRC_STEP_LSB(name##4, poly),                                             \
		name##2 = CRC_STEP_LSB(name##3, poly),                                             \
		name##1 = CRC_STEP_LSB(name##2, poly),                                             \
		name##0 = CRC_STEP_LSB(name##1, poly),                                             \
	}
#define CRC_BITS_MSB(name, poly, width)                                                            \
	enum {                                                                                     \
		name##0 = (poly),                                                                  \
		name##1 = CRC_STEP_MSB(name##0, poly, width),                                      \
		name##2 = CRC_STEP_MSB(name##1, poly, width),                                      \
		name##3 = CRC_STEP_MSB(name##2, poly, width),                                      \
		name##4 = CRC_STEP_MSB(name##3, poly, width),                                      \
		name##5 = CRC_STEP_MSB(name##4, poly, width),                                      \
		name##6 = CRC_STEP_MSB(name##5, poly, width),                                      \
		name##7 = CRC_STEP_MSB(name##6, poly, width),                                      \
	}

#define CRC_ENTRY(get, n)                                                                          \
	(((n)&1 ? get(0) : 0) ^ ((n)&2 ? get(1) : 0) ^ ((n)&4 ? get(2) : 0) ^                      \
	 ((n)&8 ? get(3) : 0) ^ ((n)&16 ? get(4) : 0) ^ ((n)&32 ? get(5) : 0) ^                    \
	 ((n)&64 ? get(6) : 0) ^ ((n)&128 ? get(7) : 0))
#define CRC_4(get, n)                                                                              \
	CRC_ENTRY(get, n), CRC_ENTRY(get, (n) + 1), CRC_ENTRY(get, (n) + 2), CRC_ENTRY(get, (n) + 3)
#define CRC_16(get, n) CRC_4(get, n), CRC_4(get, (n) + 4), CRC_4(get, (n) + 8), CRC_4(get, (n) + 12)
#define CRC_64(get, n)                                                                             \
	CRC_16(get, n), CRC_16(get, (n) + 16), CRC_16(get, (n) + 32), CRC_16(get, (n) + 48)
#define CRC_TABLE(get) CRC_64(get, 0), CRC_64(get, 64), CRC_64(get, 128), CRC_64(get, 192)

#endif
