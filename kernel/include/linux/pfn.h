// SPDX-License-Identifier: MIT
/* Page frame numbers: a physical address without its low PAGE_SHIFT bits. */
#ifndef _LINUX_PFN_H_
#define _LINUX_PFN_H_

#include <linux/types.h>
#include <asm/page.h>

/* A frame number with flags in its top bits, as remapping drivers pass it. */
typedef struct {
	u64 val;
} pfn_t;

#ifndef PFN_UP
#define PFN_ALIGN(x) (((unsigned long)(x) + (PAGE_SIZE - 1)) & PAGE_MASK)
#define PFN_UP(x)    (((x) + PAGE_SIZE - 1) >> PAGE_SHIFT)
#define PFN_DOWN(x)  ((x) >> PAGE_SHIFT)
#define PFN_PHYS(x)  ((phys_addr_t)(x) << PAGE_SHIFT)
#define PHYS_PFN(x)  ((unsigned long)((x) >> PAGE_SHIFT))
#endif

#endif
