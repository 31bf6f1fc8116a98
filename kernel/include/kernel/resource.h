// SPDX-License-Identifier: MIT
/*
 * Resources: what other rooms need of the two trees.
 */
#ifndef _KERNEL_RESOURCE_H
#define _KERNEL_RESOURCE_H

#include <linux/ioport.h>
#include <linux/spinlock.h>

extern rwlock_t resource_lock; /* both trees */

struct module;

/* Takes out what lies in the module or is named in it; how many. withdraw.c */
unsigned int resources_forget_module(const struct module *mod);

/* The machine's own: its memory map, the image, the chips of every PC. Boot, once. */
void machine_resources_init(void);

/* /proc/ioports and /proc/iomem; after proc_root_init(). */
void resource_proc_init(void);

#endif
