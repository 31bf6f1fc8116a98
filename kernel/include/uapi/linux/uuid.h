/* SPDX-License-Identifier: MIT */
/* GUIDs as Microsoft stores them: the first three fields little-endian. */
#ifndef _UAPI_LINUX_UUID_H
#define _UAPI_LINUX_UUID_H

#include <linux/types.h>

typedef struct {
	__u8 b[16];
} guid_t;

/* clang-format off */
#define GUID_INIT(a, b, c, d0, d1, d2, d3, d4, d5, d6, d7)                                         \
((guid_t)                                                                                          \
{{ (a) & 0xff, ((a) >> 8) & 0xff, ((a) >> 16) & 0xff, ((a) >> 24) & 0xff,                          \
   (b) & 0xff, ((b) >> 8) & 0xff, (c) & 0xff, ((c) >> 8) & 0xff,                                   \
   (d0), (d1), (d2), (d3), (d4), (d5), (d6), (d7) }})
/* clang-format on */

/* Older names. */
typedef guid_t uuid_le;
#define UUID_LE(a, b, c, d0, d1, d2, d3, d4, d5, d6, d7)                                           \
	GUID_INIT(a, b, c, d0, d1, d2, d3, d4, d5, d6, d7)
#define NULL_UUID_LE UUID_LE(0x00000000, 0x0000, 0x0000, 0, 0, 0, 0, 0, 0, 0, 0)

#endif
