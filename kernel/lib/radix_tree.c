// SPDX-License-Identifier: MIT
/*
 * The radix tree's names for what the XArray does. Rules for callers: <linux/radix-tree.h>.
 *
 * Nothing here takes the array's own lock: it may be the one that the caller holds.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/idr.h>
#include <linux/radix-tree.h>

#include "xarray.h"

int radix_tree_insert(struct radix_tree_root *root, unsigned long index, void *item)
{
	/* Without sleeping, as the caller may hold a spinlock; the stash helps. */
	gfp_t gfp = (root->xa_flags & (__GFP_HIGH | __GFP_ATOMIC)) | GFP_NOWAIT | __GFP_NOWARN;
	XA_STATE(xas, root, index);

	if (WARN_ON_ONCE(xa_is_internal(item) || !item))
		return -EINVAL;
	do {
		if (xas_load(&xas))
			xas_set_err(&xas, -EEXIST);
		else
			xas_store(&xas, item);
	} while (xas_nomem(&xas, gfp));
	return xas_error(&xas);
}
EXPORT_SYMBOL(radix_tree_insert);

void *radix_tree_lookup(const struct radix_tree_root *root, unsigned long index)
{
	return xa_load((struct xarray *)root, index);
}
EXPORT_SYMBOL(radix_tree_lookup);

void *radix_tree_delete_item(struct radix_tree_root *root, unsigned long index, void *item)
{
	XA_STATE(xas, root, index);
	void *entry;

	entry = xas_load(&xas);
	if (item && entry != item)
		entry = NULL;
	if (entry)
		xas_store(&xas, NULL);
	return entry;
}
EXPORT_SYMBOL(radix_tree_delete_item);

void *radix_tree_delete(struct radix_tree_root *root, unsigned long index)
{
	return radix_tree_delete_item(root, index, NULL);
}
EXPORT_SYMBOL(radix_tree_delete);

unsigned int radix_tree_gang_lookup(const struct radix_tree_root *root, void **results,
				    unsigned long first_index, unsigned int max_items)
{
	return xa_extract((struct xarray *)root, results, first_index, ULONG_MAX, max_items,
			  XA_PRESENT);
}
EXPORT_SYMBOL(radix_tree_gang_lookup);

unsigned int radix_tree_gang_lookup_tag(const struct radix_tree_root *root, void **results,
					unsigned long first_index, unsigned int max_items,
					unsigned int tag)
{
	return xa_extract((struct xarray *)root, results, first_index, ULONG_MAX, max_items,
			  (__force xa_mark_t)tag);
}
EXPORT_SYMBOL(radix_tree_gang_lookup_tag);

static void *change_tag(struct radix_tree_root *root, unsigned long index, unsigned int tag,
			void (*change)(const struct xa_state *, xa_mark_t))
{
	XA_STATE(xas, root, index);
	void *entry;

	entry = xas_load(&xas);
	if (entry)
		change(&xas, (__force xa_mark_t)tag);
	return entry;
}

void *radix_tree_tag_set(struct radix_tree_root *root, unsigned long index, unsigned int tag)
{
	return change_tag(root, index, tag, xas_set_mark);
}
EXPORT_SYMBOL(radix_tree_tag_set);

void *radix_tree_tag_clear(struct radix_tree_root *root, unsigned long index, unsigned int tag)
{
	return change_tag(root, index, tag, xas_clear_mark);
}
EXPORT_SYMBOL(radix_tree_tag_clear);

int radix_tree_tag_get(const struct radix_tree_root *root, unsigned long index, unsigned int tag)
{
	return xa_get_mark((struct xarray *)root, index, (__force xa_mark_t)tag);
}
EXPORT_SYMBOL(radix_tree_tag_get);

int radix_tree_tagged(const struct radix_tree_root *root, unsigned int tag)
{
	return xa_marked(root, (__force xa_mark_t)tag);
}
EXPORT_SYMBOL(radix_tree_tagged);

/* idr_preload() fills the stash that serves radix trees, too. */
int radix_tree_preload(gfp_t gfp_mask)
{
	WARN_ON_ONCE(!gfpflags_allow_blocking(gfp_mask));
	idr_preload(gfp_mask);
	if (xa_nodes_stashed())
		return 0;
	preempt_enable();
	return -ENOMEM;
}
EXPORT_SYMBOL(radix_tree_preload);

int radix_tree_maybe_preload(gfp_t gfp_mask)
{
	if (gfpflags_allow_blocking(gfp_mask))
		return radix_tree_preload(gfp_mask);
	preempt_disable();
	return 0;
}
EXPORT_SYMBOL(radix_tree_maybe_preload);

void __rcu **__radix_tree_next(const struct radix_tree_root *root, struct radix_tree_iter *iter,
			       int tag)
{
	xa_mark_t filter = tag < 0 ? XA_PRESENT : (__force xa_mark_t)tag;

	iter->index = iter->next_index;
	iter->entry = xa_find((struct xarray *)root, &iter->index, ULONG_MAX, filter);
	iter->next_index = iter->index + 1;
	return iter->entry ? &iter->entry : NULL;
}
EXPORT_SYMBOL(__radix_tree_next);

void radix_tree_iter_delete(struct radix_tree_root *root, struct radix_tree_iter *iter,
			    void __rcu **slot)
{
	radix_tree_delete(root, iter->index);
	iter->entry = NULL;
}
EXPORT_SYMBOL(radix_tree_iter_delete);
