// SPDX-License-Identifier: MIT
/*
 * proc_do_large_bitmap(): a file of /proc/sys that is a set of numbers, as "1-3,7".
 */
#include <linux/bitmap.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/find.h>
#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/sysctl.h>

static size_t print_ranges(const unsigned long *bitmap, unsigned int bits, char *buf, size_t room)
{
	unsigned int first, end;
	size_t len = 0;

	for (first = find_first_bit(bitmap, bits); first < bits;
	     first = find_next_bit(bitmap, bits, end)) {
		end = find_next_zero_bit(bitmap, bits, first);
		len += scnprintf(buf + len, room - len, "%s%u", len ? "," : "", first);
		if (end - first > 1)
			len += scnprintf(buf + len, room - len, "-%u", end - 1);
	}
	if (len < room)
		buf[len++] = '\n';
	return len;
}

/*
 * A write at the start replaces the set, a later one adds to it, so that a long list can come in
 * pieces. -EINVAL: it is no such list, or has a number of maxlen or more; -ENOMEM.
 */
int proc_do_large_bitmap(struct ctl_table *table, int write, void *buffer, size_t *lenp,
			 loff_t *ppos)
{
	unsigned long *bitmap = *(unsigned long **)table->data, *given;
	unsigned int bits = table->maxlen;
	int err = 0;

	if (!bitmap || !bits || !*lenp || (*ppos && !write)) {
		*lenp = 0;
		return 0;
	}
	if (!write) {
		*lenp = print_ranges(bitmap, bits, buffer, *lenp);
		*ppos += *lenp;
		return 0;
	}
	given = bitmap_zalloc(bits, GFP_KERNEL);
	if (!given)
		return -ENOMEM;
	if (bitmap_parselist(buffer, given, bits))
		err = -EINVAL;
	else if (*ppos)
		bitmap_or(bitmap, bitmap, given, bits);
	else
		bitmap_copy(bitmap, given, bits);
	bitmap_free(given);
	if (!err)
		*ppos += *lenp;
	return err;
}
EXPORT_SYMBOL(proc_do_large_bitmap);
