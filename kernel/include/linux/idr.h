// SPDX-License-Identifier: MIT
/*
 * Small integers for things: an IDR maps them to pointers, an IDA only gives them out.
 *
 * The caller of an IDR's functions that change it holds a lock of its own; idr_find() and the walks
 * may also be done under RCU. An IDA locks itself. Both ask for memory with the mask they are
 * given; idr_preload() before the caller's lock is taken lets a GFP_NOWAIT inside succeed.
 */
#ifndef _LINUX_IDR_H
#define _LINUX_IDR_H

#include <linux/gfp.h>
#include <linux/percpu.h>
#include <linux/radix-tree.h>

struct idr {
	struct radix_tree_root idr_rt; /* an XArray */
	unsigned int idr_base;	       /* added to its indices; constant */
	unsigned int idr_next;	       /* idr_alloc_cyclic()'s next */
};

#define IDR_RT_MARKER XA_FLAGS_ALLOC

#define IDR_INIT_BASE(name, base)                                                                  \
	{                                                                                          \
		.idr_rt = XARRAY_INIT(name.idr_rt, IDR_RT_MARKER), .idr_base = (base),             \
		.idr_next = 0,                                                                     \
	}
#define IDR_INIT(name)	 IDR_INIT_BASE(name, 0)
#define DEFINE_IDR(name) struct idr name = IDR_INIT(name)

#define idr_lock(idr)			  xa_lock(&(idr)->idr_rt)
#define idr_unlock(idr)			  xa_unlock(&(idr)->idr_rt)
#define idr_lock_bh(idr)		  xa_lock_bh(&(idr)->idr_rt)
#define idr_unlock_bh(idr)		  xa_unlock_bh(&(idr)->idr_rt)
#define idr_lock_irq(idr)		  xa_lock_irq(&(idr)->idr_rt)
#define idr_unlock_irq(idr)		  xa_unlock_irq(&(idr)->idr_rt)
#define idr_lock_irqsave(idr, flags)	  xa_lock_irqsave(&(idr)->idr_rt, flags)
#define idr_unlock_irqrestore(idr, flags) xa_unlock_irqrestore(&(idr)->idr_rt, flags)

static inline void idr_init_base(struct idr *idr, int base)
{
	xa_init_flags(&idr->idr_rt, IDR_RT_MARKER);
	idr->idr_base = base;
	idr->idr_next = 0;
}

static inline void idr_init(struct idr *idr)
{
	idr_init_base(idr, 0);
}

static inline unsigned int idr_get_cursor(const struct idr *idr)
{
	return READ_ONCE(idr->idr_next);
}

static inline void idr_set_cursor(struct idr *idr, unsigned int val)
{
	WRITE_ONCE(idr->idr_next, val);
}

static inline bool idr_is_empty(const struct idr *idr)
{
	return xa_empty(&idr->idr_rt);
}

void idr_preload(gfp_t gfp_mask); /* returns with preemption off */
static inline void idr_preload_end(void)
{
	preempt_enable();
}

/*
 * The lowest free number of [start, end), up to INT_MAX if end <= 0: -ENOSPC, -ENOMEM, -EINVAL. A
 * NULL takes the number, too. _cyclic goes on behind the last one given out, and round.
 */
int idr_alloc(struct idr *, void *ptr, int start, int end, gfp_t);
int __must_check idr_alloc_u32(struct idr *, void *ptr, u32 *id, unsigned long max, gfp_t);
int idr_alloc_cyclic(struct idr *, void *ptr, int start, int end, gfp_t);
/* What was there, NULL if nothing. */
void *idr_remove(struct idr *, unsigned long id);
void *idr_find(const struct idr *, unsigned long id);
/* The old pointer; ERR_PTR(-ENOENT) if the number isn't taken. */
void *idr_replace(struct idr *, void *, unsigned long id);
/* Until fn returns what is not 0, which is returned. */
int idr_for_each(const struct idr *, int (*fn)(int id, void *p, void *data), void *data);
/* The first pointer at *id or behind; *id is its number. */
void *idr_get_next(struct idr *, int *nextid);
void *idr_get_next_ul(struct idr *, unsigned long *nextid);
void idr_destroy(struct idr *);

/* clang-format off */
#define idr_for_each_entry(idr, entry, id)                                                         \
	for (id = 0; ((entry) = idr_get_next(idr, &(id))) != NULL; id += 1U)
#define idr_for_each_entry_continue(idr, entry, id)                                                \
	for ((entry) = idr_get_next((idr), &(id)); entry; ++id, (entry) = idr_get_next((idr), &(id)))
/* tmp notices the end of the numbers. */
#define idr_for_each_entry_ul(idr, entry, tmp, id)                                                 \
	for (tmp = 0, id = 0;                                                                      \
	     ((entry) = tmp <= id ? idr_get_next_ul(idr, &(id)) : NULL) != NULL; tmp = id, ++id)
#define idr_for_each_entry_continue_ul(idr, entry, tmp, id)                                        \
	for (tmp = id; ((entry) = tmp <= id ? idr_get_next_ul(idr, &(id)) : NULL) != NULL;         \
	     tmp = id, ++id)
/* clang-format on */

/* A bit for each number, in pieces. */
#define IDA_CHUNK_SIZE	 128 /* bytes */
#define IDA_BITMAP_LONGS (IDA_CHUNK_SIZE / sizeof(long))
#define IDA_BITMAP_BITS	 (IDA_BITMAP_LONGS * sizeof(long) * 8)

struct ida_bitmap {
	unsigned long bitmap[IDA_BITMAP_LONGS];
};

struct ida {
	struct xarray xa; /* of ida_bitmaps; the free mark says that one has room */
};

#define IDA_INIT_FLAGS (XA_FLAGS_LOCK_IRQ | XA_FLAGS_ALLOC)
#define IDA_INIT(name)                                                                             \
	{                                                                                          \
		.xa = XARRAY_INIT(name, IDA_INIT_FLAGS)                                            \
	}
#define DEFINE_IDA(name) struct ida name = IDA_INIT(name)

/* The lowest free number of min to max (at most INT_MAX): -ENOSPC, -ENOMEM. Any context. */
int ida_alloc_range(struct ida *, unsigned int min, unsigned int max, gfp_t);
void ida_free(struct ida *, unsigned int id);
void ida_destroy(struct ida *);

static inline int ida_alloc(struct ida *ida, gfp_t gfp)
{
	return ida_alloc_range(ida, 0, ~0, gfp);
}

static inline int ida_alloc_min(struct ida *ida, unsigned int min, gfp_t gfp)
{
	return ida_alloc_range(ida, min, ~0, gfp);
}

static inline int ida_alloc_max(struct ida *ida, unsigned int max, gfp_t gfp)
{
	return ida_alloc_range(ida, 0, max, gfp);
}

static inline void ida_init(struct ida *ida)
{
	xa_init_flags(&ida->xa, IDA_INIT_FLAGS);
}

static inline bool ida_is_empty(const struct ida *ida)
{
	return xa_empty(&ida->xa);
}

#define ida_simple_get(ida, start, end, gfp) ida_alloc_range(ida, start, (end)-1, gfp)
#define ida_simple_remove(ida, id)	     ida_free(ida, id)

#endif
