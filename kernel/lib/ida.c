// SPDX-License-Identifier: MIT
/*
 * IDAs: numbers without pointers, 1024 to a bitmap, the bitmaps in an XArray whose free mark says
 * which have room. Rules for callers: <linux/idr.h>.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/idr.h>
#include <linux/slab.h>

/*
 * Under the lock: the lowest free number of min to max into *id. A bitmap may come with `fresh`,
 * which is taken and set to NULL when it is used. -ENOSPC; -ENOMEM asks for one, or is in the
 * state.
 */
static int take_number(struct xa_state *xas, unsigned int min, unsigned int max,
		       struct ida_bitmap **fresh, unsigned int *id)
{
	unsigned long first = min / IDA_BITMAP_BITS, bit = min % IDA_BITMAP_BITS;
	struct ida_bitmap *map;

	xas_set(xas, first);
	for (;; bit = 0) {
		map = xas_find_marked(xas, max / IDA_BITMAP_BITS, XA_FREE_MARK);
		if (xas->xa_node == XAS_RESTART)
			return -ENOSPC;
		if (xas->xa_index > first)
			bit = 0;
		if (map)
			bit = find_next_zero_bit(map->bitmap, IDA_BITMAP_BITS, bit);
		if (bit < IDA_BITMAP_BITS)
			break;
		/* Room, but below min. */
		first = xas->xa_index + 1;
		xas_set(xas, first);
	}
	if (xas->xa_index * IDA_BITMAP_BITS + bit > max)
		return -ENOSPC;
	if (!map) {
		if (!*fresh)
			return -ENOMEM;
		map = *fresh;
		xas_store(xas, map);
		if (xas_error(xas))
			return -ENOMEM;
		*fresh = NULL;
	}
	__set_bit(bit, map->bitmap);
	if (bitmap_full(map->bitmap, IDA_BITMAP_BITS))
		xas_clear_mark(xas, XA_FREE_MARK);
	*id = xas->xa_index * IDA_BITMAP_BITS + bit;
	return 0;
}

int ida_alloc_range(struct ida *ida, unsigned int min, unsigned int max, gfp_t gfp)
{
	XA_STATE(xas, &ida->xa, 0);
	struct ida_bitmap *fresh = NULL;
	unsigned long flags;
	unsigned int id;
	int err;

	if ((int)min < 0)
		return -ENOSPC;
	if ((int)max < 0)
		max = INT_MAX;
	for (;;) {
		bool nodes;

		xas_lock_irqsave(&xas, flags);
		err = take_number(&xas, min, max, &fresh, &id);
		xas_unlock_irqrestore(&xas, flags);
		if (err != -ENOMEM)
			break;
		nodes = xas_error(&xas);
		if (nodes ? !xas_nomem(&xas, gfp) : !(fresh = kzalloc(sizeof(*fresh), gfp)))
			break;
	}
	xas_destroy(&xas); /* what it got in vain */
	kfree(fresh);
	return err ?: (int)id;
}
EXPORT_SYMBOL(ida_alloc_range);

void ida_free(struct ida *ida, unsigned int id)
{
	XA_STATE(xas, &ida->xa, id / IDA_BITMAP_BITS);
	unsigned int bit = id % IDA_BITMAP_BITS;
	struct ida_bitmap *map, *empty = NULL;
	unsigned long flags;
	bool was;

	if ((int)id < 0)
		return;
	xas_lock_irqsave(&xas, flags);
	map = xas_load(&xas);
	was = map && __test_and_clear_bit(bit, map->bitmap);
	if (was) {
		xas_set_mark(&xas, XA_FREE_MARK);
		if (bitmap_empty(map->bitmap, IDA_BITMAP_BITS)) {
			empty = map;
			xas_store(&xas, NULL);
		}
	}
	xas_unlock_irqrestore(&xas, flags);
	kfree(empty);
	WARN(!was, "ida_free called for id=%d which is not allocated.\n", id);
}
EXPORT_SYMBOL(ida_free);

void ida_destroy(struct ida *ida)
{
	XA_STATE(xas, &ida->xa, 0);
	struct ida_bitmap *map;
	unsigned long flags;

	xas_lock_irqsave(&xas, flags);
	xas_for_each(&xas, map, ULONG_MAX)
	{
		kfree(map);
		xas_store(&xas, NULL);
	}
	xas_unlock_irqrestore(&xas, flags);
}
EXPORT_SYMBOL(ida_destroy);
