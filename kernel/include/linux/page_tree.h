// SPDX-License-Identifier: MIT
/*
 * A sparse array of pages by file offset: what an address_space keeps its pages in.
 *
 * A radix tree with 64 slots a node: the height follows the largest index, so a small file costs
 * one node or none, and a hole costs nothing. Every page in the tree carries one reference that
 * belongs to the tree. Functions: <kernel/fs.h>; only the file subsystem uses it.
 */
#ifndef _LINUX_PAGE_TREE_H
#define _LINUX_PAGE_TREE_H

#include <linux/spinlock.h>

struct page_tree {
	spinlock_t lock;     /* guards the nodes, and nrpages of the mapping */
	unsigned int height; /* levels of nodes; 0: root is page 0 itself, or NULL */
	void *root;
};

#endif
