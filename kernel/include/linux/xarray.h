// SPDX-License-Identifier: MIT
/*
 * The XArray: an array of pointers, indexed by any unsigned long, that takes memory only for where
 * it is used. kernel/lib/xarray.c says how it is built; here is what callers know.
 *
 * An entry is a pointer aligned to 4 or more, or a value of 0 to LONG_MAX made by xa_mk_value().
 * NULL is what an index holds before anything was stored, and storing it is erasing. Each entry can
 * have three marks. The functions without underscores take the array's own lock, those that begin
 * with __ want it held and drop it when they must allocate and may sleep. Loads and searches take
 * only the RCU read lock. What may fail returns an entry that xa_err() tells apart.
 *
 * An array made with XA_FLAGS_ALLOC (XA_FLAGS_ALLOC1: from 1 on) hands out free indices. A NULL
 * stored in one by name reserves its index: it stays taken, and reads as NULL.
 *
 * The advanced functions, in <linux/xarray_advanced.h>, work on a struct xa_state, a place in the
 * array that is kept from call to call; their caller holds the lock.
 */
#ifndef _LINUX_XARRAY_H
#define _LINUX_XARRAY_H

#include <linux/bitmap.h>
#include <linux/bug.h>
#include <linux/compiler.h>
#include <linux/gfp.h>
#include <linux/kconfig.h>
#include <linux/kernel.h>
#include <linux/rcupdate.h>
#include <linux/sched/mm.h>
#include <linux/spinlock.h>
#include <linux/types.h>

/*
 * The low two bits of an entry: 00 a pointer, x1 a value, 10 internal: a node's address (above
 * 4096), a sibling (below 62: its slot's content is that other slot's), a retry or a zero entry, or
 * a negative errno.
 */
static inline void *xa_mk_value(unsigned long v)
{
	WARN_ON((long)v < 0);
	return (void *)((v << 1) | 1);
}

static inline unsigned long xa_to_value(const void *entry)
{
	return (unsigned long)entry >> 1;
}

static inline bool xa_is_value(const void *entry)
{
	return (unsigned long)entry & 1;
}

/* A pointer with a tag of 0, 1 or 3 in its low bits: not a value and nothing internal. */
static inline void *xa_tag_pointer(void *p, unsigned long tag)
{
	return (void *)((unsigned long)p | tag);
}

static inline void *xa_untag_pointer(void *entry)
{
	return (void *)((unsigned long)entry & ~3UL);
}

static inline unsigned int xa_pointer_tag(void *entry)
{
	return (unsigned long)entry & 3UL;
}

static inline void *xa_mk_internal(unsigned long v)
{
	return (void *)((v << 2) | 2);
}

static inline unsigned long xa_to_internal(const void *entry)
{
	return (unsigned long)entry >> 2;
}

static inline bool xa_is_internal(const void *entry)
{
	return ((unsigned long)entry & 3) == 2;
}

#define XA_ZERO_ENTRY xa_mk_internal(257)

static inline bool xa_is_zero(const void *entry)
{
	return unlikely(entry == XA_ZERO_ENTRY);
}

static inline bool xa_is_err(const void *entry)
{
	return unlikely(xa_is_internal(entry) && entry >= xa_mk_internal(-MAX_ERRNO));
}

/* The negative errno that an entry is, or 0. */
static inline int xa_err(void *entry)
{
	return xa_is_err(entry) ? (long)entry >> 2 : 0;
}

/* The indices, both included, from which xa_alloc() takes one. */
struct xa_limit {
	u32 max;
	u32 min;
};

/* clang-format off */
#define XA_LIMIT(_min, _max) (struct xa_limit) { .min = _min, .max = _max }
/* clang-format on */
#define xa_limit_32b XA_LIMIT(0, UINT_MAX)
#define xa_limit_31b XA_LIMIT(0, INT_MAX)
#define xa_limit_16b XA_LIMIT(0, USHRT_MAX)

typedef unsigned __bitwise xa_mark_t;
#define XA_MARK_0    ((__force xa_mark_t)0U)
#define XA_MARK_1    ((__force xa_mark_t)1U)
#define XA_MARK_2    ((__force xa_mark_t)2U)
#define XA_PRESENT   ((__force xa_mark_t)8U) /* for searches: whatever is there */
#define XA_MARK_MAX  XA_MARK_2
#define XA_FREE_MARK XA_MARK_0 /* what an allocating array uses it for */

enum xa_lock_type { XA_LOCK_IRQ = 1, XA_LOCK_BH = 2 };

#define XA_FLAGS_LOCK_IRQ      ((__force gfp_t)XA_LOCK_IRQ)
#define XA_FLAGS_LOCK_BH       ((__force gfp_t)XA_LOCK_BH)
#define XA_FLAGS_TRACK_FREE    ((__force gfp_t)4U)
#define XA_FLAGS_ZERO_BUSY     ((__force gfp_t)8U)
#define XA_FLAGS_ALLOC_WRAPPED ((__force gfp_t)16U)
#define XA_FLAGS_ACCOUNT       ((__force gfp_t)32U)
#define XA_FLAGS_MARK(mark)    ((__force gfp_t)((1U << __GFP_BITS_SHIFT) << (__force unsigned)(mark)))

#define XA_FLAGS_ALLOC	(XA_FLAGS_TRACK_FREE | XA_FLAGS_MARK(XA_FREE_MARK))
#define XA_FLAGS_ALLOC1 (XA_FLAGS_TRACK_FREE | XA_FLAGS_ZERO_BUSY)

struct xarray {
	spinlock_t xa_lock;  /* for who changes anything below it */
	gfp_t xa_flags;	     /* XA_FLAGS_*, and for each mark whether any entry has it */
	void __rcu *xa_head; /* NULL, index 0's entry when no other is used, or the top node */
};

#define XARRAY_INIT(name, flags)                                                                   \
	{                                                                                          \
		.xa_lock = __SPIN_LOCK_UNLOCKED(name.xa_lock), .xa_flags = flags, .xa_head = NULL  \
	}
#define DEFINE_XARRAY_FLAGS(name, flags) struct xarray name = XARRAY_INIT(name, flags)
#define DEFINE_XARRAY(name)		 DEFINE_XARRAY_FLAGS(name, 0)
#define DEFINE_XARRAY_ALLOC(name)	 DEFINE_XARRAY_FLAGS(name, XA_FLAGS_ALLOC)
#define DEFINE_XARRAY_ALLOC1(name)	 DEFINE_XARRAY_FLAGS(name, XA_FLAGS_ALLOC1)

void *xa_load(struct xarray *, unsigned long index);
void *xa_store(struct xarray *, unsigned long index, void *entry, gfp_t);
void *xa_erase(struct xarray *, unsigned long index);
/* One entry at all of first to last. It reads and is erased as one if that is a power of two. */
void *xa_store_range(struct xarray *, unsigned long first, unsigned long last, void *entry, gfp_t);
bool xa_get_mark(struct xarray *, unsigned long index, xa_mark_t);
void xa_set_mark(struct xarray *, unsigned long index, xa_mark_t);
void xa_clear_mark(struct xarray *, unsigned long index, xa_mark_t);
/* The first entry at *index (behind it: _after) to max that the filter lets through; sets *index.
 */
void *xa_find(struct xarray *xa, unsigned long *index, unsigned long max, xa_mark_t)
	__attribute__((nonnull(2)));
void *xa_find_after(struct xarray *xa, unsigned long *index, unsigned long max, xa_mark_t)
	__attribute__((nonnull(2)));
/* Up to n entries of start to max into dst, with the RCU read lock inside; how many. */
unsigned int xa_extract(struct xarray *, void **dst, unsigned long start, unsigned long max,
			unsigned int n, xa_mark_t);
/* Erase everything; the entries themselves are the caller's. */
void xa_destroy(struct xarray *);
/* How many indices, as a power of two, the entry at an index spans. */
int xa_get_order(struct xarray *, unsigned long index);

static inline void xa_init_flags(struct xarray *xa, gfp_t flags)
{
	spin_lock_init(&xa->xa_lock);
	xa->xa_flags = flags;
	xa->xa_head = NULL;
}

static inline void xa_init(struct xarray *xa)
{
	xa_init_flags(xa, 0);
}

static inline bool xa_empty(const struct xarray *xa)
{
	return xa->xa_head == NULL;
}

static inline bool xa_marked(const struct xarray *xa, xa_mark_t mark)
{
	return xa->xa_flags & XA_FLAGS_MARK(mark);
}

/* The body may sleep, and change the array. Each round searches anew. */
/* clang-format off */
#define xa_for_each_range(xa, index, entry, start, last)                                           \
	for (index = start, entry = xa_find(xa, &index, last, XA_PRESENT); entry;                  \
	     entry = xa_find_after(xa, &index, last, XA_PRESENT))
#define xa_for_each_start(xa, index, entry, start)                                                 \
	xa_for_each_range(xa, index, entry, start, ULONG_MAX)
#define xa_for_each(xa, index, entry) xa_for_each_start(xa, index, entry, 0)
#define xa_for_each_marked(xa, index, entry, filter)                                               \
	for (index = 0, entry = xa_find(xa, &index, ULONG_MAX, filter); entry;                     \
	     entry = xa_find_after(xa, &index, ULONG_MAX, filter))
/* clang-format on */

#define xa_trylock(xa)			       spin_trylock(&(xa)->xa_lock)
#define xa_lock(xa)			       spin_lock(&(xa)->xa_lock)
#define xa_unlock(xa)			       spin_unlock(&(xa)->xa_lock)
#define xa_lock_bh(xa)			       spin_lock_bh(&(xa)->xa_lock)
#define xa_unlock_bh(xa)		       spin_unlock_bh(&(xa)->xa_lock)
#define xa_lock_irq(xa)			       spin_lock_irq(&(xa)->xa_lock)
#define xa_unlock_irq(xa)		       spin_unlock_irq(&(xa)->xa_lock)
#define xa_lock_irqsave(xa, flags)	       spin_lock_irqsave(&(xa)->xa_lock, flags)
#define xa_unlock_irqrestore(xa, flags)	       spin_unlock_irqrestore(&(xa)->xa_lock, flags)
#define xa_lock_nested(xa, subclass)	       spin_lock_nested(&(xa)->xa_lock, subclass)
#define xa_lock_bh_nested(xa, subclass)	       spin_lock_bh(&(xa)->xa_lock)
#define xa_lock_irq_nested(xa, subclass)       spin_lock_irq(&(xa)->xa_lock)
#define xa_lock_irqsave_nested(xa, flags, sub) spin_lock_irqsave_nested(&(xa)->xa_lock, flags, sub)

/* The array's lock is held; it may be dropped and taken again in between if gfp lets one sleep. */
void *__xa_erase(struct xarray *, unsigned long index);
void *__xa_store(struct xarray *, unsigned long index, void *entry, gfp_t);
void *__xa_cmpxchg(struct xarray *, unsigned long index, void *old, void *entry, gfp_t);
int __must_check __xa_insert(struct xarray *, unsigned long index, void *entry, gfp_t);
int __must_check __xa_alloc(struct xarray *, u32 *id, void *entry, struct xa_limit, gfp_t);
int __must_check __xa_alloc_cyclic(struct xarray *, u32 *id, void *entry, struct xa_limit,
				   u32 *next, gfp_t);
void __xa_set_mark(struct xarray *, unsigned long index, xa_mark_t);
void __xa_clear_mark(struct xarray *, unsigned long index, xa_mark_t);

/*
 * The same with the lock taken by a function of this family: xa_NAME(), xa_NAME_bh() and
 * xa_NAME_irq(). XA_LOCKED(bh, type, call) is the body that does `call` under the lock.
 */
#define __XA_LOCKED(suffix, type, xa, call)                                                        \
	type __ret;                                                                                \
	xa_lock##suffix(xa);                                                                       \
	__ret = call;                                                                              \
	xa_unlock##suffix(xa);                                                                     \
	return __ret

#define __XA_FAMILY(suffix)                                                                        \
	static inline void *xa_cmpxchg##suffix(struct xarray *xa, unsigned long index, void *old,  \
					       void *entry, gfp_t gfp)                             \
	{                                                                                          \
		might_alloc(gfp);                                                                  \
		__XA_LOCKED(suffix, void *, xa, __xa_cmpxchg(xa, index, old, entry, gfp));         \
	}                                                                                          \
	/* Only where nothing is: -EBUSY, -ENOMEM. */                                              \
	static inline int __must_check xa_insert##suffix(struct xarray *xa, unsigned long index,   \
							 void *entry, gfp_t gfp)                   \
	{                                                                                          \
		might_alloc(gfp);                                                                  \
		__XA_LOCKED(suffix, int, xa, __xa_insert(xa, index, entry, gfp));                  \
	}                                                                                          \
	/* At the lowest free index of limit, which goes to *id: -EBUSY if none is, -ENOMEM. */    \
	static inline __must_check int xa_alloc##suffix(struct xarray *xa, u32 *id, void *entry,   \
							struct xa_limit limit, gfp_t gfp)          \
	{                                                                                          \
		might_alloc(gfp);                                                                  \
		__XA_LOCKED(suffix, int, xa, __xa_alloc(xa, id, entry, limit, gfp));               \
	}                                                                                          \
	/* From *next on and round; 1 if it went round. */                                         \
	static inline int xa_alloc_cyclic##suffix(struct xarray *xa, u32 *id, void *entry,         \
						  struct xa_limit limit, u32 *next, gfp_t gfp)     \
	{                                                                                          \
		might_alloc(gfp);                                                                  \
		__XA_LOCKED(suffix, int, xa, __xa_alloc_cyclic(xa, id, entry, limit, next, gfp));  \
	}                                                                                          \
	/* Make sure that a later store at index needs no memory. */                               \
	static inline __must_check int xa_reserve##suffix(struct xarray *xa, unsigned long index,  \
							  gfp_t gfp)                               \
	{                                                                                          \
		return xa_err(xa_cmpxchg##suffix(xa, index, NULL, XA_ZERO_ENTRY, gfp));            \
	}

__XA_FAMILY()
__XA_FAMILY(_bh)
__XA_FAMILY(_irq)
#undef __XA_FAMILY

#define __XA_STORE_ERASE(suffix)                                                                   \
	static inline void *xa_store##suffix(struct xarray *xa, unsigned long index, void *entry,  \
					     gfp_t gfp)                                            \
	{                                                                                          \
		might_alloc(gfp);                                                                  \
		__XA_LOCKED(suffix, void *, xa, __xa_store(xa, index, entry, gfp));                \
	}                                                                                          \
	static inline void *xa_erase##suffix(struct xarray *xa, unsigned long index)               \
	{                                                                                          \
		__XA_LOCKED(suffix, void *, xa, __xa_erase(xa, index));                            \
	}

__XA_STORE_ERASE(_bh)
__XA_STORE_ERASE(_irq)
#undef __XA_STORE_ERASE
#undef __XA_LOCKED

/* Give a reserved index back, if it is one. */
static inline void xa_release(struct xarray *xa, unsigned long index)
{
	xa_cmpxchg(xa, index, XA_ZERO_ENTRY, NULL, 0);
}

#include <linux/xarray_advanced.h>

#endif
