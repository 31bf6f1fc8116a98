// SPDX-License-Identifier: MIT
/* Placing data with regard to cache lines, and data that becomes read-only after start. */
#ifndef LINUX_CACHE_H
#define LINUX_CACHE_H

#include <asm/cache.h>

#define SMP_CACHE_BYTES	  L1_CACHE_BYTES
#define cache_line_size() L1_CACHE_BYTES

#ifndef L1_CACHE_ALIGN
#define L1_CACHE_ALIGN(x) __ALIGN_KERNEL(x, L1_CACHE_BYTES)
#endif

/* Written while starting only; read-only afterwards. */
#define __ro_after_init __section(".data..ro_after_init")

#define ____cacheline_aligned	     __attribute__((__aligned__(SMP_CACHE_BYTES)))
#define ____cacheline_aligned_in_smp ____cacheline_aligned
#define __cacheline_aligned                                                                        \
	__attribute__((__aligned__(SMP_CACHE_BYTES), __section__(".data..cacheline_aligned")))
#define __cacheline_aligned_in_smp	      __cacheline_aligned
#define ____cacheline_internodealigned_in_smp ____cacheline_aligned

#endif
