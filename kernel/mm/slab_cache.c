// SPDX-License-Identifier: MIT
/*
 * Slab caches: made, listed and destroyed. Rules for callers: <linux/slab.h>.
 */
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/log2.h>
#include <linux/mutex.h>
#include <linux/panic.h>
#include <linux/random.h>
#include <linux/rcupdate.h>
#include <linux/seq_file.h>
#include <linux/string.h>
#include <asm/cache.h>
#include <kernel/mm.h>
#include "slab.h"

/* A slab has at least so many objects, of at most MAX_SLAB_ORDER pages; see slab_order(). */
#define MIN_OBJECTS    4
#define MAX_SLAB_ORDER 3

DEFINE_MUTEX(slab_mutex);
LIST_HEAD(slab_caches);

/* Where struct kmem_cache comes from: the one cache that can't come from it. */
static struct kmem_cache cache_cache;

static bool slab_up;

bool slab_is_available(void)
{
	return slab_up;
}

/*
 * The slab size for slots of `size` bytes: the smallest that holds a few objects and wastes no more
 * than an eighth of its end, or the largest allowed.
 */
static unsigned int slab_order(unsigned int size)
{
	unsigned int order = get_order(size);

	for (; order < MAX_SLAB_ORDER; order++) {
		unsigned long bytes = PAGE_SIZE << order;

		if (bytes / size >= MIN_OBJECTS && bytes % size <= bytes / 8)
			break;
	}
	return order;
}

/* The alignment of objects: what is asked for, cache lines for those who want them, a word. */
static unsigned int object_align(unsigned int size, unsigned int align, slab_flags_t flags)
{
	unsigned int line = L1_CACHE_BYTES;

	if (flags & SLAB_HWCACHE_ALIGN) {
		/* Small objects share a line rather than waste one. */
		while (size <= line / 2)
			line /= 2;
		align = max(align, line);
	}
	return ALIGN(max_t(unsigned int, align, ARCH_SLAB_MINALIGN), sizeof(void *));
}

/*
 * Lay out a slot; see slab.h. A free pointer can lie in the object only if a free object's content
 * is nobody's.
 */
static void cache_layout(struct kmem_cache *s)
{
	unsigned int end = ALIGN(s->object_size, sizeof(void *));

	if (s->flags & SLAB_RED_ZONE) {
		s->left_pad = s->align;
		end += sizeof(void *);
	}
	if (s->ctor || s->flags & (SLAB_POISON | SLAB_RED_ZONE | SLAB_TYPESAFE_BY_RCU)) {
		s->free_offset = end;
		end += sizeof(void *);
	}
	if (s->flags & SLAB_STORE_USER) {
		s->track_offset = end;
		end += 2 * sizeof(struct track);
	}
	s->size = ALIGN(s->left_pad + end, s->align);
	s->order = slab_order(s->size);
}

int cache_init(struct kmem_cache *s, const char *name, unsigned int size, unsigned int align,
	       slab_flags_t flags, void (*ctor)(void *))
{
	if (!size || size > KMALLOC_MAX_SIZE / 2 || (align && !is_power_of_2(align)) ||
	    align > KMALLOC_MAX_CACHE_SIZE)
		return -EINVAL;
	spin_lock_init(&s->lock);
	INIT_LIST_HEAD(&s->partial);
	s->object_size = size;
	s->align = object_align(size, align, flags);
	s->flags = flags | slab_debug_flags(name);
	s->ctor = ctor;
	s->name = name;
	s->secret = get_random_u64();
	if (flags & SLAB_CACHE_DMA)
		s->gfp |= GFP_DMA;
	if (flags & SLAB_CACHE_DMA32)
		s->gfp |= GFP_DMA32;
	if (flags & SLAB_RECLAIM_ACCOUNT)
		s->gfp |= __GFP_RECLAIMABLE;
	cache_layout(s);
	return 0;
}

struct kmem_cache *kmem_cache_create(const char *name, unsigned int size, unsigned int align,
				     slab_flags_t flags, void (*ctor)(void *))
{
	struct kmem_cache *s = kmem_cache_zalloc(&cache_cache, GFP_KERNEL);
	const char *copy = kstrdup_const(name, GFP_KERNEL);
	int err = -ENOMEM;

	if (!s || !copy)
		goto fail;
	err = cache_init(s, copy, size, align, flags, ctor);
	if (err)
		goto fail;
	mutex_lock(&slab_mutex);
	list_add_tail(&s->list, &slab_caches);
	mutex_unlock(&slab_mutex);
	return s;

fail:
	kfree_const(copy);
	if (s)
		kmem_cache_free(&cache_cache, s);
	if (flags & SLAB_PANIC)
		panic("kmem_cache_create: Failed to create slab '%s'. Error %d", name, err);
	pr_warn("kmem_cache_create(%s) failed with error %d\n", name ?: "(null)", err);
	dump_stack();
	return NULL;
}
EXPORT_SYMBOL(kmem_cache_create);

/* Which part of an object is copied is checked, and then nothing depends on it. */
struct kmem_cache *kmem_cache_create_usercopy(const char *name, unsigned int size,
					      unsigned int align, slab_flags_t flags,
					      unsigned int useroffset, unsigned int usersize,
					      void (*ctor)(void *))
{
	WARN_ON(useroffset > size || usersize > size - useroffset);
	return kmem_cache_create(name, size, align, flags, ctor);
}
EXPORT_SYMBOL(kmem_cache_create_usercopy);

/* Every object that is still out, for the one who forgot to free it. */
static void report_leftovers(struct kmem_cache *s)
{
	struct page *slab;
	unsigned long flags;

	spin_lock_irqsave(&s->lock, flags);
	slab_report(s, NULL, NULL, _RET_IP_, "%lu objects remaining on kmem_cache_destroy()",
		    s->nr_active);
	list_for_each_entry (slab, &s->partial, slab_list)
		pr_err("Slab 0x%px objects=%u used=%u\n", page_address(slab), slab->objects,
		       slab->inuse);
	spin_unlock_irqrestore(&s->lock, flags);
}

void kmem_cache_destroy(struct kmem_cache *s)
{
	if (!s)
		return;
	if (s->flags & SLAB_TYPESAFE_BY_RCU)
		rcu_barrier(); /* slabs on their way out know the cache */
	mutex_lock(&slab_mutex);
	if (s->nr_slabs) {
		report_leftovers(s);
		s->ctor = NULL; /* its code may go now */
		mutex_unlock(&slab_mutex);
		return;
	}
	list_del(&s->list);
	mutex_unlock(&slab_mutex);
	kfree_const(s->name);
	kmem_cache_free(&cache_cache, s);
}
EXPORT_SYMBOL(kmem_cache_destroy);

/* Empty slabs are never kept, so that there is nothing to free but the question to answer. */
int kmem_cache_shrink(struct kmem_cache *s)
{
	return READ_ONCE(s->nr_slabs) != 0;
}
EXPORT_SYMBOL(kmem_cache_shrink);

void __init kmem_cache_init(void)
{
	slab_debug_init();
	if (cache_init(&cache_cache, "kmem_cache", sizeof(struct kmem_cache), 0, SLAB_HWCACHE_ALIGN,
		       NULL))
		panic("slab: the first cache can't be made");
	list_add(&cache_cache.list, &slab_caches);
	kmalloc_caches_init();
	slab_up = true;
}

/* /proc/slabinfo, version 2.1 of it; slabinfo(5). */
int slabinfo_show(struct seq_file *m, void *v)
{
	struct kmem_cache *s;

	seq_puts(m, "slabinfo - version: 2.1\n"
		    "# name            <active_objs> <num_objs> <objsize> <objperslab> "
		    "<pagesperslab> : tunables <limit> <batchcount> <sharedfactor> : slabdata "
		    "<active_slabs> <num_slabs> <sharedavail>\n");
	mutex_lock(&slab_mutex);
	list_for_each_entry (s, &slab_caches, list) {
		unsigned long active, objects, slabs, flags;

		spin_lock_irqsave(&s->lock, flags);
		active = s->nr_active;
		objects = s->nr_objects;
		slabs = s->nr_slabs;
		spin_unlock_irqrestore(&s->lock, flags);
		seq_printf(m, "%-17s %6lu %6lu %6u %4lu %4d", s->name, active, objects, s->size,
			   (PAGE_SIZE << s->order) / s->size, 1 << s->order);
		seq_printf(m, " : tunables %4u %4u %4u : slabdata %6lu %6lu %6u\n", 0, 0, 0, slabs,
			   slabs, 0);
	}
	mutex_unlock(&slab_mutex);
	return 0;
}
