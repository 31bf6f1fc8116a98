// SPDX-License-Identifier: MIT
/* Sizes of the page allocator. There is one pool for all of memory. */
#ifndef _LINUX_MMZONE_H
#define _LINUX_MMZONE_H

#include <linux/types.h>
#include <asm/page.h>

/* Orders run from 0 to MAX_ORDER - 1: at most 4 MiB in one piece. */
#define MAX_ORDER	   11
#define MAX_ORDER_NR_PAGES (1 << (MAX_ORDER - 1))

/* Above this order an allocation often fails, for want of a long enough run. */
#define PAGE_ALLOC_COSTLY_ORDER 3

#endif
