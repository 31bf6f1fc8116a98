// SPDX-License-Identifier: MIT
/*
 * What is said of a damaged slab: which cache, what is wrong, who allocated and freed the object,
 * what its memory holds. The layout is the one known from Linux's SLUB reports.
 */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/minmax.h>
#include <linux/jiffies.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/stdarg.h>
#include <linux/string.h>
#include "slab.h"

/* So much of an object, and of what is around it, is shown. */
#define SHOWN_BYTES  256u
#define SHOWN_BEFORE 16u

static void print_section(const char *text, const void *addr, unsigned int length)
{
	print_hex_dump(KERN_ERR, text, DUMP_PREFIX_ADDRESS, 16, 1, addr, length, true);
}

static void print_track(const char *what, const struct track *t)
{
	if (t->addr)
		pr_err("%s in %pS age=%lu cpu=%d pid=%d\n", what, (void *)t->addr,
		       jiffies - t->when, t->cpu, t->pid);
}

static void print_object(struct kmem_cache *s, const struct page *slab, void *obj)
{
	unsigned long from_start = (char *)obj - (char *)page_address(slab);

	if (s->flags & SLAB_STORE_USER) {
		print_track("Allocated", object_track(s, obj, TRACK_ALLOC));
		print_track("Freed", object_track(s, obj, TRACK_FREE));
	}
	pr_err("Object 0x%px @offset=%lu fp=0x%px\n", obj, from_start, next_free(s, obj));
	if (s->left_pad)
		print_section("Redzone  ", (char *)obj - min(s->left_pad, SHOWN_BEFORE),
			      min(s->left_pad, SHOWN_BEFORE));
	else if (from_start >= SHOWN_BEFORE)
		print_section("Bytes b4 ", (char *)obj - SHOWN_BEFORE, SHOWN_BEFORE);
	print_section("Object   ", obj, min(s->object_size, SHOWN_BYTES));
	if (s->flags & SLAB_RED_ZONE)
		print_section("Redzone  ", (char *)obj + s->object_size,
			      s->free_offset - s->object_size);
}

void slab_report(struct kmem_cache *s, const struct page *slab, void *obj, unsigned long caller,
		 const char *fmt, ...)
{
	struct va_format vaf = {.fmt = fmt};
	va_list args;

	va_start(args, fmt);
	vaf.va = &args;
	pr_err("=========================================================================\n");
	pr_err("BUG %s (%s): %pV\n", s->name, print_tainted(), &vaf);
	pr_err("-------------------------------------------------------------------------\n");
	va_end(args);
	if (slab)
		pr_err("Slab 0x%px objects=%u used=%u fp=0x%px flags=%#lx\n", page_address(slab),
		       slab->objects, slab->inuse, slab->freelist, slab->flags);
	if (obj)
		print_object(s, slab, obj);
	pr_err("Called from %pS\n", (void *)caller);
	dump_stack();
	add_taint(TAINT_BAD_PAGE, LOCKDEP_NOW_UNRELIABLE);
}

bool kmem_valid_obj(void *object)
{
	return virt_addr_valid(object) && PageSlab(virt_to_head_page(object));
}
EXPORT_SYMBOL_GPL(kmem_valid_obj);

void kmem_dump_obj(void *object)
{
	struct kmem_cache *s;
	struct page *slab;
	unsigned long off;
	void *obj;

	if (WARN_ON_ONCE(!kmem_valid_obj(object)))
		return;
	slab = virt_to_head_page(object);
	s = slab->slab_cache;
	off = (char *)object - (char *)page_address(slab);
	obj = slab_object(s, slab, off / s->size);
	pr_cont(" slab %s", s->name);
	pr_cont(" start %px", obj);
	if (object >= obj)
		pr_cont(" pointer offset %lu", (unsigned long)((char *)object - (char *)obj));
	pr_cont(" size %u", s->object_size);
	if (s->flags & SLAB_STORE_USER && object_track(s, obj, TRACK_ALLOC)->addr)
		pr_cont(" allocated at %pS", (void *)object_track(s, obj, TRACK_ALLOC)->addr);
	pr_cont("\n");
}
EXPORT_SYMBOL_GPL(kmem_dump_obj);
