// SPDX-License-Identifier: MIT
/*
 * IDRs: an XArray that gives out its indices, less a base. Rules for callers: <linux/idr.h>.
 *
 * Nothing here takes the array's lock: it may be the one that the caller holds (idr_lock()). A NULL
 * that takes a number is the array's zero entry.
 */
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/idr.h>

#include "xarray.h"

int idr_alloc_u32(struct idr *idr, void *ptr, u32 *nextid, unsigned long max, gfp_t gfp)
{
	XA_STATE(xas, &idr->idr_rt, 0);
	unsigned int base = idr->idr_base, id = *nextid;

	if (WARN_ON_ONCE(xa_is_advanced(ptr)))
		return -EINVAL;
	id = id < base ? 0 : id - base;
	if (max < base)
		return -ENOSPC;
	do {
		xas_set(&xas, id);
		xas_find_marked(&xas, max - base, XA_FREE_MARK);
		if (xas.xa_node == XAS_RESTART)
			xas_set_err(&xas, -ENOSPC);
		xas_store(&xas, ptr ?: XA_ZERO_ENTRY);
		xas_clear_mark(&xas, XA_FREE_MARK);
		if (!xas_error(&xas))
			*nextid = xas.xa_index + base;
	} while (xas_nomem(&xas, gfp));
	return xas_error(&xas);
}
EXPORT_SYMBOL_GPL(idr_alloc_u32);

int idr_alloc(struct idr *idr, void *ptr, int start, int end, gfp_t gfp)
{
	u32 id = start;
	int ret;

	if (WARN_ON_ONCE(start < 0))
		return -EINVAL;
	ret = idr_alloc_u32(idr, ptr, &id, end > 0 ? end - 1 : INT_MAX, gfp);
	return ret ?: (int)id;
}
EXPORT_SYMBOL_GPL(idr_alloc);

int idr_alloc_cyclic(struct idr *idr, void *ptr, int start, int end, gfp_t gfp)
{
	u32 id = idr->idr_next, max = end > 0 ? end - 1 : INT_MAX;
	int err;

	if ((int)id < start)
		id = start;
	err = idr_alloc_u32(idr, ptr, &id, max, gfp);
	if (err == -ENOSPC && id > start) {
		id = start;
		err = idr_alloc_u32(idr, ptr, &id, max, gfp);
	}
	if (err)
		return err;
	idr->idr_next = id + 1;
	return id;
}
EXPORT_SYMBOL(idr_alloc_cyclic);

void *idr_remove(struct idr *idr, unsigned long id)
{
	XA_STATE(xas, &idr->idr_rt, id - idr->idr_base);
	void *entry;

	entry = xas_store(&xas, NULL);
	return xa_is_zero(entry) ? NULL : entry;
}
EXPORT_SYMBOL_GPL(idr_remove);

void *idr_find(const struct idr *idr, unsigned long id)
{
	return xa_load((struct xarray *)&idr->idr_rt, id - idr->idr_base);
}
EXPORT_SYMBOL_GPL(idr_find);

void *idr_replace(struct idr *idr, void *ptr, unsigned long id)
{
	XA_STATE(xas, &idr->idr_rt, id - idr->idr_base);
	void *entry;

	if (WARN_ON_ONCE(xa_is_advanced(ptr)))
		return ERR_PTR(-EINVAL);
	entry = xas_load(&xas);
	if (entry)
		xas_store(&xas, ptr ?: XA_ZERO_ENTRY);
	if (!entry)
		return ERR_PTR(-ENOENT);
	return xa_is_zero(entry) ? NULL : entry;
}
EXPORT_SYMBOL(idr_replace);

void *idr_get_next_ul(struct idr *idr, unsigned long *nextid)
{
	unsigned long id = *nextid < idr->idr_base ? 0 : *nextid - idr->idr_base;
	void *entry = xa_find(&idr->idr_rt, &id, ULONG_MAX - idr->idr_base, XA_PRESENT);

	if (entry)
		*nextid = id + idr->idr_base;
	return entry;
}
EXPORT_SYMBOL(idr_get_next_ul);

void *idr_get_next(struct idr *idr, int *nextid)
{
	unsigned long id = (unsigned int)*nextid;
	void *entry = idr_get_next_ul(idr, &id);

	if (WARN_ON_ONCE(entry && id > INT_MAX))
		return NULL;
	if (entry)
		*nextid = id;
	return entry;
}
EXPORT_SYMBOL(idr_get_next);

int idr_for_each(const struct idr *idr, int (*fn)(int id, void *p, void *data), void *data)
{
	struct xarray *xa = (struct xarray *)&idr->idr_rt;
	unsigned long index;
	void *entry;
	int ret;

	xa_for_each(xa, index, entry)
	{
		unsigned long id = index + idr->idr_base;

		if (WARN_ON_ONCE(id > INT_MAX))
			break;
		ret = fn(id, entry, data);
		if (ret)
			return ret;
	}
	return 0;
}
EXPORT_SYMBOL(idr_for_each);

void idr_destroy(struct idr *idr)
{
	xa_destroy_locked(&idr->idr_rt);
}
EXPORT_SYMBOL(idr_destroy);
