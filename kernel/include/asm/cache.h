// SPDX-License-Identifier: MIT
/* The size of a cache line. */
#ifndef ASM_CACHE_H
#define ASM_CACHE_H

#include <linux/linkage.h>

#define L1_CACHE_SHIFT 6
#define L1_CACHE_BYTES (1 << L1_CACHE_SHIFT)

#define __read_mostly __section(".data..read_mostly")

#endif
