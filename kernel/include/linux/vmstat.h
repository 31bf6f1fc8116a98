// SPDX-License-Identifier: MIT
/* Counters of pages by use, exact and cheap to read; for /proc/meminfo and sysinfo(2). */
#ifndef _LINUX_VMSTAT_H
#define _LINUX_VMSTAT_H

#include <linux/atomic.h>

enum node_stat_item {
	NR_SLAB_RECLAIMABLE,
	NR_SLAB_UNRECLAIMABLE,
	NR_KMALLOC_LARGE,   /* kmalloc straight from the page allocator */
	NR_ANON_MAPPED,	    /* private user pages */
	NR_FILE_MAPPED,	    /* page cache pages that some process maps */
	NR_KERNEL_STACK_KB, /* KiB */
	NR_VMALLOC_PAGES,   /* frames behind vmalloc and modules */
	NR_VM_NODE_STAT_ITEMS
};

extern atomic_long_t vm_node_stat[NR_VM_NODE_STAT_ITEMS];

static inline void mod_node_page_state(enum node_stat_item item, long delta)
{
	atomic_long_add(delta, &vm_node_stat[item]);
}

static inline unsigned long global_node_page_state(enum node_stat_item item)
{
	long x = atomic_long_read(&vm_node_stat[item]);

	return x < 0 ? 0 : (unsigned long)x;
}

#endif
