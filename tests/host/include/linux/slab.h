/* SPDX-License-Identifier: MIT */
#ifndef HOST_LINUX_SLAB_H
#define HOST_LINUX_SLAB_H

#include <stdlib.h>

#define GFP_KERNEL	   0
#define kmalloc(size, gfp) malloc(size)
#define kfree(p)	   free(p)

#endif
