// SPDX-License-Identifier: MIT
/*
 * What a caller of an allocator promises and asks for.
 *
 * Pick a whole mask, not bits: GFP_KERNEL where sleeping is fine, GFP_ATOMIC where it is not,
 * GFP_NOWAIT where it is not and failure is cheap, GFP_USER and GFP_HIGHUSER for pages that user
 * space gets. Under pressure user pages are refused first, then GFP_KERNEL, and the last pages go
 * to GFP_ATOMIC alone.
 */
#ifndef _LINUX_GFP_TYPES_H
#define _LINUX_GFP_TYPES_H

#include <linux/types.h>

#define __GFP_DMA	     ((__force gfp_t)0x01u) /* below 16 MiB */
#define __GFP_HIGHMEM	     ((__force gfp_t)0x02u) /* x86-64 has none: every page is mapped */
#define __GFP_DMA32	     ((__force gfp_t)0x04u) /* below 4 GiB */
#define __GFP_MOVABLE	     ((__force gfp_t)0x08u)
#define __GFP_RECLAIMABLE    ((__force gfp_t)0x10u)
#define __GFP_HIGH	     ((__force gfp_t)0x20u) /* may use the reserve */
#define __GFP_IO	     ((__force gfp_t)0x40u)
#define __GFP_FS	     ((__force gfp_t)0x80u)
#define __GFP_ZERO	     ((__force gfp_t)0x100u) /* zero-filled */
#define __GFP_ATOMIC	     ((__force gfp_t)0x200u)
#define __GFP_DIRECT_RECLAIM ((__force gfp_t)0x400u) /* the caller may sleep */
#define __GFP_KSWAPD_RECLAIM ((__force gfp_t)0x800u)
#define __GFP_WRITE	     ((__force gfp_t)0x1000u)
#define __GFP_NOWARN	     ((__force gfp_t)0x2000u) /* no report when the allocation fails */
#define __GFP_RETRY_MAYFAIL  ((__force gfp_t)0x4000u)
#define __GFP_NOFAIL	     ((__force gfp_t)0x8000u) /* wait until it succeeds */
#define __GFP_NORETRY	     ((__force gfp_t)0x10000u)
#define __GFP_MEMALLOC	     ((__force gfp_t)0x20000u) /* may use all of the reserve */
#define __GFP_COMP	     ((__force gfp_t)0x40000u) /* several pages that act as one */
#define __GFP_NOMEMALLOC     ((__force gfp_t)0x80000u) /* never the reserve */
#define __GFP_HARDWALL	     ((__force gfp_t)0x100000u) /* for user space: leave room to the kernel */
#define __GFP_THISNODE	     ((__force gfp_t)0x200000u)
#define __GFP_ACCOUNT	     ((__force gfp_t)0x400000u)
#define __GFP_BITS_SHIFT     27
#define __GFP_BITS_MASK	     ((__force gfp_t)((1 << __GFP_BITS_SHIFT) - 1))
#define __GFP_RECLAIM	     (__GFP_DIRECT_RECLAIM | __GFP_KSWAPD_RECLAIM)

#define GFP_ATOMIC	     (__GFP_HIGH | __GFP_ATOMIC | __GFP_KSWAPD_RECLAIM)
#define GFP_KERNEL	     (__GFP_RECLAIM | __GFP_IO | __GFP_FS)
#define GFP_KERNEL_ACCOUNT   (GFP_KERNEL | __GFP_ACCOUNT)
#define GFP_NOWAIT	     (__GFP_KSWAPD_RECLAIM)
#define GFP_NOIO	     (__GFP_RECLAIM)
#define GFP_NOFS	     (__GFP_RECLAIM | __GFP_IO)
#define GFP_USER	     (__GFP_RECLAIM | __GFP_IO | __GFP_FS | __GFP_HARDWALL)
#define GFP_DMA		     __GFP_DMA
#define GFP_DMA32	     __GFP_DMA32
#define GFP_HIGHUSER	     (GFP_USER | __GFP_HIGHMEM)
#define GFP_HIGHUSER_MOVABLE (GFP_HIGHUSER | __GFP_MOVABLE)
#define GFP_TRANSHUGE_LIGHT                                                                        \
	((GFP_HIGHUSER_MOVABLE | __GFP_COMP | __GFP_NOMEMALLOC | __GFP_NOWARN) & ~__GFP_RECLAIM)
#define GFP_TRANSHUGE (GFP_TRANSHUGE_LIGHT | __GFP_DIRECT_RECLAIM)

#endif
