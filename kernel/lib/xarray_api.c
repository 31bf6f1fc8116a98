// SPDX-License-Identifier: MIT
/*
 * The XArray's normal functions, made of the advanced ones. Rules for callers: <linux/xarray.h>.
 */
#include <linux/export.h>
#include <linux/log2.h>
#include <linux/xarray.h>

#include "xarray.h"

/* As xas_nomem(), with the lock held: it is dropped if gfp lets us sleep. */
static bool nomem_locked(struct xa_state *xas, gfp_t gfp)
{
	unsigned int lock_type =
		(__force unsigned int)xas->xa->xa_flags & (XA_LOCK_IRQ | XA_LOCK_BH);
	bool drop = xas->xa_node == XA_ERROR(-ENOMEM) && gfpflags_allow_blocking(gfp), again;

	if (drop && lock_type == XA_LOCK_IRQ)
		xas_unlock_irq(xas);
	else if (drop && lock_type == XA_LOCK_BH)
		xas_unlock_bh(xas);
	else if (drop)
		xas_unlock(xas);
	again = xas_nomem(xas, gfp);
	if (drop && lock_type == XA_LOCK_IRQ)
		xas_lock_irq(xas);
	else if (drop && lock_type == XA_LOCK_BH)
		xas_lock_bh(xas);
	else if (drop)
		xas_lock(xas);
	return again;
}

/* What the normal functions return for what the state found. */
static void *result(const struct xa_state *xas, void *curr)
{
	if (xa_is_zero(curr))
		curr = NULL;
	return xas_error(xas) ? xas->xa_node : curr;
}

/* What a caller may store; NULL reserves where indices are given out. False, with a report. */
static bool may_store(const struct xarray *xa, void **entry)
{
	if (WARN_ON_ONCE(xa_is_advanced(*entry)))
		return false;
	if (xa_track_free(xa) && !*entry)
		*entry = XA_ZERO_ENTRY;
	return true;
}

/* Store, and mark the index as taken. */
static void *store_taken(struct xa_state *xas, void *entry)
{
	void *curr = xas_store(xas, entry);

	if (entry && xa_track_free(xas->xa))
		xas_clear_mark(xas, XA_FREE_MARK);
	return curr;
}

void *xa_load(struct xarray *xa, unsigned long index)
{
	XA_STATE(xas, xa, index);
	void *entry;

	rcu_read_lock();
	do {
		entry = xas_load(&xas);
		if (xa_is_zero(entry))
			entry = NULL;
	} while (xas_retry(&xas, entry));
	rcu_read_unlock();
	return entry;
}
EXPORT_SYMBOL(xa_load);

void *__xa_erase(struct xarray *xa, unsigned long index)
{
	XA_STATE(xas, xa, index);

	return result(&xas, xas_store(&xas, NULL));
}
EXPORT_SYMBOL(__xa_erase);

void *xa_erase(struct xarray *xa, unsigned long index)
{
	void *entry;

	xa_lock(xa);
	entry = __xa_erase(xa, index);
	xa_unlock(xa);
	return entry;
}
EXPORT_SYMBOL(xa_erase);

void *__xa_store(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp)
{
	XA_STATE(xas, xa, index);
	void *curr;

	if (!may_store(xa, &entry))
		return XA_ERROR(-EINVAL);
	do {
		curr = store_taken(&xas, entry);
	} while (nomem_locked(&xas, gfp));
	return result(&xas, curr);
}
EXPORT_SYMBOL(__xa_store);

void *xa_store(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp)
{
	void *curr;

	xa_lock(xa);
	curr = __xa_store(xa, index, entry, gfp);
	xa_unlock(xa);
	return curr;
}
EXPORT_SYMBOL(xa_store);

void *__xa_cmpxchg(struct xarray *xa, unsigned long index, void *old, void *entry, gfp_t gfp)
{
	XA_STATE(xas, xa, index);
	void *curr;

	if (WARN_ON_ONCE(xa_is_advanced(entry)))
		return XA_ERROR(-EINVAL);
	do {
		curr = xas_load(&xas);
		if (curr == old)
			store_taken(&xas, entry);
	} while (nomem_locked(&xas, gfp));
	return result(&xas, curr);
}
EXPORT_SYMBOL(__xa_cmpxchg);

int __xa_insert(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp)
{
	XA_STATE(xas, xa, index);

	if (WARN_ON_ONCE(xa_is_advanced(entry)))
		return -EINVAL;
	if (!entry)
		entry = XA_ZERO_ENTRY;
	do {
		if (xas_load(&xas))
			xas_set_err(&xas, -EBUSY);
		else
			store_taken(&xas, entry);
	} while (nomem_locked(&xas, gfp));
	return xas_error(&xas);
}
EXPORT_SYMBOL(__xa_insert);

/* ---- Ranges ---- */

/* Let the state span as much as starts at first, is a power of two, and ends by last. */
static void set_range(struct xa_state *xas, unsigned long first, unsigned long last)
{
	unsigned int order = first ? __ffs(first) : BITS_PER_LONG - 1;
	unsigned long n = last - first + 1;

	if (n)
		order = min_t(unsigned int, order, ilog2(n));
	xas_set_order(xas, first, order);
}

static unsigned long range_size(const struct xa_state *xas)
{
	return (xas->xa_sibs + 1UL) << xas->xa_shift;
}

void *xa_store_range(struct xarray *xa, unsigned long first, unsigned long last, void *entry,
		     gfp_t gfp)
{
	XA_STATE(xas, xa, 0);

	if (WARN_ON_ONCE(xa_is_internal(entry)))
		return XA_ERROR(-EINVAL);
	if (last < first)
		return XA_ERROR(-EINVAL);
	xas_lock(&xas);
	for (;;) {
		do {
			set_range(&xas, first, last);
			store_taken(&xas, entry);
		} while (nomem_locked(&xas, gfp));
		if (xas_error(&xas) || last - first < range_size(&xas))
			break;
		first += range_size(&xas);
	}
	xas_unlock(&xas);
	return result(&xas, NULL);
}
EXPORT_SYMBOL(xa_store_range);

int xas_get_order(struct xa_state *xas)
{
	struct xa_node *node = xas->xa_node;
	unsigned int slot = xas->xa_offset + 1;

	if (!node)
		return 0;
	while (slot < XA_CHUNK_SIZE && xa_is_sibling(xa_slot(node, slot)))
		slot++;
	return node->shift + ilog2(slot - xas->xa_offset);
}
EXPORT_SYMBOL_GPL(xas_get_order);

int xa_get_order(struct xarray *xa, unsigned long index)
{
	XA_STATE(xas, xa, index);
	int order = 0;

	rcu_read_lock();
	if (xas_load(&xas))
		order = xas_get_order(&xas);
	rcu_read_unlock();
	return order;
}
EXPORT_SYMBOL(xa_get_order);

/* ---- Giving out indices ---- */

int __xa_alloc(struct xarray *xa, u32 *id, void *entry, struct xa_limit limit, gfp_t gfp)
{
	XA_STATE(xas, xa, 0);

	if (WARN_ON_ONCE(xa_is_advanced(entry)) || WARN_ON_ONCE(!xa_track_free(xa)))
		return -EINVAL;
	if (!entry)
		entry = XA_ZERO_ENTRY;
	if (xa_zero_busy(xa))
		limit.min = max(limit.min, 1U);
	do {
		xas_set(&xas, limit.min);
		xas_find_marked(&xas, limit.max, XA_FREE_MARK);
		if (xas.xa_node == XAS_RESTART)
			xas_set_err(&xas, -EBUSY);
		else
			*id = xas.xa_index;
		store_taken(&xas, entry);
	} while (nomem_locked(&xas, gfp));
	return xas_error(&xas);
}
EXPORT_SYMBOL(__xa_alloc);

int __xa_alloc_cyclic(struct xarray *xa, u32 *id, void *entry, struct xa_limit limit, u32 *next,
		      gfp_t gfp)
{
	u32 min = limit.min;
	int ret;

	limit.min = max(min, *next);
	ret = __xa_alloc(xa, id, entry, limit, gfp);
	if (!ret && xa->xa_flags & XA_FLAGS_ALLOC_WRAPPED) {
		xa->xa_flags &= ~XA_FLAGS_ALLOC_WRAPPED;
		ret = 1;
	}
	if (ret < 0 && limit.min > min) {
		limit.min = min;
		ret = __xa_alloc(xa, id, entry, limit, gfp);
		if (!ret)
			ret = 1;
	}
	if (ret >= 0) {
		*next = *id + 1;
		if (!*next)
			xa->xa_flags |= XA_FLAGS_ALLOC_WRAPPED;
	}
	return ret;
}
EXPORT_SYMBOL(__xa_alloc_cyclic);

/* ---- Marks ---- */

void __xa_set_mark(struct xarray *xa, unsigned long index, xa_mark_t mark)
{
	XA_STATE(xas, xa, index);

	if (xas_load(&xas))
		xas_set_mark(&xas, mark);
}
EXPORT_SYMBOL(__xa_set_mark);

void __xa_clear_mark(struct xarray *xa, unsigned long index, xa_mark_t mark)
{
	XA_STATE(xas, xa, index);

	if (xas_load(&xas))
		xas_clear_mark(&xas, mark);
}
EXPORT_SYMBOL(__xa_clear_mark);

bool xa_get_mark(struct xarray *xa, unsigned long index, xa_mark_t mark)
{
	XA_STATE(xas, xa, index);
	bool marked = false;

	rcu_read_lock();
	while (xa_is_retry(xas_load(&xas)))
		xas_reset(&xas);
	marked = xas_get_mark(&xas, mark);
	rcu_read_unlock();
	return marked;
}
EXPORT_SYMBOL(xa_get_mark);

void xa_set_mark(struct xarray *xa, unsigned long index, xa_mark_t mark)
{
	xa_lock(xa);
	__xa_set_mark(xa, index, mark);
	xa_unlock(xa);
}
EXPORT_SYMBOL(xa_set_mark);

void xa_clear_mark(struct xarray *xa, unsigned long index, xa_mark_t mark)
{
	xa_lock(xa);
	__xa_clear_mark(xa, index, mark);
	xa_unlock(xa);
}
EXPORT_SYMBOL(xa_clear_mark);

/* ---- Searches ---- */

/* The next entry that a normal function shows. */
static void *find_shown(struct xa_state *xas, unsigned long max, xa_mark_t filter)
{
	void *entry;

	do {
		entry = (__force unsigned int)filter < XA_MAX_MARKS
				? xas_find_marked(xas, max, filter)
				: xas_find(xas, max);
	} while (xas_retry(xas, entry) || (!entry && xas_valid(xas)));
	return entry;
}

void *xa_find(struct xarray *xa, unsigned long *indexp, unsigned long max, xa_mark_t filter)
{
	XA_STATE(xas, xa, *indexp);
	void *entry;

	rcu_read_lock();
	entry = find_shown(&xas, max, filter);
	rcu_read_unlock();
	if (entry)
		*indexp = xas.xa_index;
	return entry;
}
EXPORT_SYMBOL(xa_find);

void *xa_find_after(struct xarray *xa, unsigned long *indexp, unsigned long max, xa_mark_t filter)
{
	XA_STATE(xas, xa, *indexp);
	void *entry;

	rcu_read_lock();
	/* The entry at the index may span more. */
	entry = xas_load(&xas);
	if (entry && !xa_is_retry(entry) && xas_is_node(&xas))
		xas_pause(&xas);
	else if (*indexp == ULONG_MAX)
		xas.xa_node = XAS_BOUNDS;
	else
		xas_set(&xas, *indexp + 1);
	entry = find_shown(&xas, max, filter);
	rcu_read_unlock();
	if (entry)
		*indexp = xas.xa_index;
	return entry;
}
EXPORT_SYMBOL(xa_find_after);

unsigned int xa_extract(struct xarray *xa, void **dst, unsigned long start, unsigned long max,
			unsigned int n, xa_mark_t filter)
{
	XA_STATE(xas, xa, start);
	unsigned int got = 0;

	rcu_read_lock();
	while (got < n) {
		void *entry = find_shown(&xas, max, filter);

		if (!entry)
			break;
		dst[got++] = entry;
	}
	rcu_read_unlock();
	return got;
}
EXPORT_SYMBOL(xa_extract);
