// SPDX-License-Identifier: MIT
/*
 * A ring of bytes or objects whose size is a power of two: one writer moves head, one reader tail.
 * One place always stays free, so that a full ring and an empty one differ.
 */
#ifndef _LINUX_CIRC_BUF_H
#define _LINUX_CIRC_BUF_H

struct circ_buf {
	char *buf;
	int head;
	int tail;
};

/* How many are in the ring; how many still fit. */
#define CIRC_CNT(head, tail, size)   (((head) - (tail)) & ((size)-1))
#define CIRC_SPACE(head, tail, size) CIRC_CNT((tail), ((head) + 1), (size))

/* The same, but only as far as the buffer goes without wrapping. */
#define CIRC_CNT_TO_END(head, tail, size)                                                          \
	({                                                                                         \
		int __to_end = (size) - (tail);                                                    \
		int __count = ((head) + __to_end) & ((size)-1);                                    \
		__count < __to_end ? __count : __to_end;                                           \
	})
#define CIRC_SPACE_TO_END(head, tail, size)                                                        \
	({                                                                                         \
		int __last = (size)-1 - (head);                                                    \
		int __space = (__last + (tail)) & ((size)-1);                                      \
		__space <= __last ? __space : __last + 1;                                          \
	})

#endif
