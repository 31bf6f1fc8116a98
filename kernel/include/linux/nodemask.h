// SPDX-License-Identifier: MIT
/* Sets of memory nodes, as bitmaps. There is one node, which is always online and has memory. */
#ifndef __LINUX_NODEMASK_H
#define __LINUX_NODEMASK_H

#include <linux/bitmap.h>
#include <linux/numa.h>
#include <linux/types.h>

typedef struct {
	DECLARE_BITMAP(bits, MAX_NUMNODES);
} nodemask_t;

/* clang-format off */
#define NODE_MASK_NONE ((nodemask_t){{0}})
#define NODE_MASK_ALL  ((nodemask_t){{BITMAP_LAST_WORD_MASK(MAX_NUMNODES)}})
/* clang-format on */
#define nodes_addr(src) ((src).bits)

/* Arguments for %*pb and %*pbl. */
#define nodemask_pr_args(maskp) MAX_NUMNODES, (maskp)->bits

#define node_set(node, dst)	      set_bit(node, (dst).bits)
#define node_clear(node, dst)	      clear_bit(node, (dst).bits)
#define node_isset(node, nodemask)    test_bit(node, (nodemask).bits)
#define node_test_and_set(node, mask) test_and_set_bit(node, (mask).bits)
#define nodes_setall(dst)	      bitmap_fill((dst).bits, MAX_NUMNODES)
#define nodes_clear(dst)	      bitmap_zero((dst).bits, MAX_NUMNODES)
#define nodes_and(dst, src1, src2)    bitmap_and((dst).bits, (src1).bits, (src2).bits, MAX_NUMNODES)
#define nodes_or(dst, src1, src2)     bitmap_or((dst).bits, (src1).bits, (src2).bits, MAX_NUMNODES)
#define nodes_xor(dst, src1, src2)    bitmap_xor((dst).bits, (src1).bits, (src2).bits, MAX_NUMNODES)
#define nodes_andnot(dst, src1, src2)                                                              \
	bitmap_andnot((dst).bits, (src1).bits, (src2).bits, MAX_NUMNODES)
#define nodes_complement(dst, src)   bitmap_complement((dst).bits, (src).bits, MAX_NUMNODES)
#define nodes_equal(src1, src2)	     bitmap_equal((src1).bits, (src2).bits, MAX_NUMNODES)
#define nodes_intersects(src1, src2) bitmap_intersects((src1).bits, (src2).bits, MAX_NUMNODES)
#define nodes_subset(src1, src2)     bitmap_subset((src1).bits, (src2).bits, MAX_NUMNODES)
#define nodes_empty(src)	     bitmap_empty((src).bits, MAX_NUMNODES)
#define nodes_full(nodemask)	     bitmap_full((nodemask).bits, MAX_NUMNODES)
#define nodes_weight(nodemask)	     bitmap_weight((nodemask).bits, MAX_NUMNODES)
#define first_node(src)		     ((int)find_first_bit((src).bits, MAX_NUMNODES))
#define next_node(n, src)	     ((int)find_next_bit((src).bits, MAX_NUMNODES, (n) + 1))

#define for_each_node_mask(node, mask)                                                             \
	for ((node) = first_node(mask); (node) < MAX_NUMNODES; (node) = next_node((node), (mask)))

enum node_states {
	N_POSSIBLE,
	N_ONLINE,
	N_NORMAL_MEMORY,
	N_HIGH_MEMORY = N_NORMAL_MEMORY,
	N_MEMORY,
	N_CPU,
	N_GENERIC_INITIATOR,
	NR_NODE_STATES
};

#define nr_node_ids	  1U
#define nr_online_nodes	  1U
#define first_online_node 0
#define first_memory_node 0

static inline int node_state(int node, enum node_states state)
{
	return node == 0;
}

static inline int num_node_state(enum node_states state)
{
	return 1;
}

#define num_online_nodes()		   num_node_state(N_ONLINE)
#define num_possible_nodes()		   num_node_state(N_POSSIBLE)
#define node_online(node)		   node_state((node), N_ONLINE)
#define node_possible(node)		   node_state((node), N_POSSIBLE)
#define for_each_node_state(node, __state) for ((node) = 0; (node) == 0; (node) = 1)
#define for_each_node(node)		   for_each_node_state(node, N_POSSIBLE)
#define for_each_online_node(node)	   for_each_node_state(node, N_ONLINE)
#define next_online_node(nid)		   (MAX_NUMNODES)

#endif
