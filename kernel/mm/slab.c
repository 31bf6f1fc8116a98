// SPDX-License-Identifier: MIT
/*
 * The slab allocator: objects out of slabs, and slabs out of pages. Rules for callers:
 * <linux/slab.h>; how a slab looks inside: slab.h.
 *
 * Only slabs that have both free and used objects are on a list. A full one is found again through
 * struct page when an object of it is freed; an empty one goes back to the page allocator at once,
 * so that nothing is hoarded and a page count taken twice compares.
 */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/string.h>
#include <kernel/fault_inject.h>
#include <kernel/mm.h>
#include "page_alloc.h"
#include "slab.h"

static enum node_stat_item slab_counter(const struct kmem_cache *s)
{
	return s->flags & SLAB_RECLAIM_ACCOUNT ? NR_SLAB_RECLAIMABLE : NR_SLAB_UNRECLAIMABLE;
}

/* A slab with all objects free, on no list. */
static struct page *new_slab(struct kmem_cache *s, gfp_t gfp)
{
	unsigned int order = s->order, least = get_order(s->size);
	struct page *slab = NULL;

	gfp = ((gfp | s->gfp) & ~(__GFP_ZERO | __GFP_HIGHMEM | __GFP_MOVABLE)) | __GFP_COMP;
	/* A larger slab wastes less, but is no reason to fail. */
	if (order > least)
		slab = alloc_pages_uncounted((gfp | __GFP_NOWARN | __GFP_NORETRY) & ~__GFP_NOFAIL,
					     order);
	if (!slab) {
		order = least;
		slab = alloc_pages_uncounted(gfp, order);
	}
	if (!slab)
		return NULL;
	INIT_LIST_HEAD(&slab->slab_list);
	slab->slab_cache = s;
	slab->freelist = NULL;
	slab->inuse = 0;
	slab->fresh = 0;
	slab->objects = (PAGE_SIZE << order) / s->size;
	__SetPageSlab(slab);
	mod_node_page_state(slab_counter(s), 1L << order);
	return slab;
}

static void free_slab(struct kmem_cache *s, struct page *slab)
{
	unsigned int order = compound_order(slab);

	mod_node_page_state(slab_counter(s), -(1L << order));
	__ClearPageSlab(slab);
	slab->slab_cache = NULL; /* shares its place with page->mapping */
	__free_pages(slab, order);
}

static void free_slab_rcu(struct rcu_head *head)
{
	struct page *slab = container_of((struct list_head *)head, struct page, slab_list);

	free_slab(slab->slab_cache, slab);
}

/* A slab with no object in use, on no list. Readers may still look at what was in it. */
static void discard_slab(struct kmem_cache *s, struct page *slab)
{
	BUILD_BUG_ON(sizeof(struct rcu_head) > sizeof(slab->slab_list));
	if (s->flags & SLAB_TYPESAFE_BY_RCU)
		call_rcu((struct rcu_head *)&slab->slab_list, free_slab_rcu);
	else
		free_slab(s, slab);
}

/* ---- One slab; the caller holds s->lock ---- */

/*
 * Take the first object off the free list. When what it says of the next one is nonsense somebody
 * wrote to freed memory: the rest of the list is given up, as if it were in use for ever.
 */
static void *pop_free(struct kmem_cache *s, struct page *slab, unsigned long caller)
{
	void *obj = slab->freelist, *next = next_free(s, obj);

	if (unlikely(next && slab_index(s, slab, next) < 0)) {
		slab_report(s, slab, obj, caller, "Freepointer corrupt: written to after free");
		slab->inuse = slab->fresh;
		next = NULL;
	} else {
		slab->inuse++;
	}
	slab->freelist = next;
	*free_pointer(s, obj) = 0; /* so that it doesn't look free any more */
	return obj;
}

static void *first_use(struct kmem_cache *s, struct page *slab)
{
	void *obj = slab_object(s, slab, slab->fresh);

	slab->fresh++;
	slab->inuse++;
	if (s->flags & SLAB_DEBUG_FLAGS)
		slab_debug_new(s, obj);
	if (s->ctor)
		s->ctor(obj);
	return obj;
}

/*
 * Is the object on its slab's free list? Looked for only if its free pointer reads like one, which
 * the content of an object in use practically never does.
 */
static bool is_free(const struct kmem_cache *s, const struct page *slab, void *obj)
{
	void *next = next_free(s, obj), *p;
	unsigned int n = slab->objects;

	if (next && slab_index(s, slab, next) < 0)
		return false;
	for (p = slab->freelist; p && n-- && slab_index(s, slab, p) >= 0; p = next_free(s, p))
		if (p == obj)
			return true;
	return false;
}

/* Is the content of a free object ours? Not if it is constructed, RCU readers' or poison. */
static bool owns_content(const struct kmem_cache *s)
{
	return !s->ctor && !(s->flags & (SLAB_TYPESAFE_BY_RCU | SLAB_POISON));
}

/* ---- Allocation ---- */

/* An object from a slab that has one, or NULL. Puts the slab on or off the list of partial ones. */
static void *take_object(struct kmem_cache *s, struct page *slab, unsigned long caller)
{
	for (;;) {
		void *obj;

		if (slab->freelist)
			obj = pop_free(s, slab, caller);
		else if (slab->fresh < slab->objects)
			obj = first_use(s, slab);
		else
			return NULL;
		if (slab->inuse == slab->objects)
			list_del_init(&slab->slab_list);
		if (likely(!(s->flags & SLAB_DEBUG_FLAGS)) ||
		    slab_debug_alloc(s, slab, obj, caller)) {
			s->nr_active++;
			return obj;
		}
		/* Damaged while free: it stays counted as in use, and nobody gets it. */
	}
}

void *slab_alloc(struct kmem_cache *s, gfp_t gfp, unsigned long caller)
{
	struct page *slab, *fresh = NULL;
	unsigned long flags;
	void *obj = NULL;

	might_alloc(gfp);
	if (should_fail_alloc("failslab", s->object_size, gfp))
		return NULL;
	for (;;) {
		spin_lock_irqsave(&s->lock, flags);
		if (fresh) {
			list_add(&fresh->slab_list, &s->partial);
			s->nr_slabs++;
			s->nr_objects += fresh->objects;
		}
		while (!obj && !list_empty(&s->partial)) {
			slab = list_first_entry(&s->partial, struct page, slab_list);
			obj = take_object(s, slab, caller);
		}
		spin_unlock_irqrestore(&s->lock, flags);
		if (obj)
			break;
		fresh = new_slab(s, gfp);
		if (!fresh)
			return NULL;
	}
	WARN_ON_ONCE(gfp & __GFP_ZERO && s->ctor); /* it would undo the constructor's work */
	if (gfp & __GFP_ZERO ||
	    (owns_content(s) && (want_init_on_alloc(gfp) || want_init_on_free())))
		memset(obj, 0, s->object_size);
	return obj;
}

/* ---- Freeing ---- */

/* Everything that must hold for `obj` to be freed; reports what doesn't. Caller holds s->lock. */
static bool may_free(struct kmem_cache *s, struct page *slab, void *obj, unsigned long caller)
{
	if (slab_index(s, slab, obj) < 0) {
		slab_report(s, slab, NULL, caller, "Invalid pointer 0x%px: not an object's start",
			    obj);
		return false;
	}
	if (is_free(s, slab, obj)) {
		slab_report(s, slab, obj, caller, "Object already free");
		return false;
	}
	return !(s->flags & SLAB_DEBUG_FLAGS) || slab_debug_free(s, slab, obj, caller);
}

void slab_free(struct page *slab, void *obj, unsigned long caller)
{
	struct kmem_cache *s = slab->slab_cache;
	bool empty = false;
	unsigned long flags;

	debug_check_no_locks_freed(obj, s->object_size);
	spin_lock_irqsave(&s->lock, flags);
	if (may_free(s, slab, obj, caller)) {
		if (want_init_on_free() && owns_content(s))
			memset(obj, 0, s->object_size);
		set_next_free(s, obj, slab->freelist);
		slab->freelist = obj;
		if (slab->inuse == slab->objects)
			list_add(&slab->slab_list, &s->partial);
		slab->inuse--;
		s->nr_active--;
		empty = !slab->inuse;
		if (empty) {
			list_del(&slab->slab_list);
			s->nr_slabs--;
			s->nr_objects -= slab->objects;
		}
	}
	spin_unlock_irqrestore(&s->lock, flags);
	if (empty)
		discard_slab(s, slab);
}

/* ---- Caches ---- */

void *kmem_cache_alloc(struct kmem_cache *s, gfp_t flags)
{
	return slab_alloc(s, flags, _RET_IP_);
}
EXPORT_SYMBOL(kmem_cache_alloc);

void kmem_cache_free(struct kmem_cache *s, void *objp)
{
	struct page *slab;

	if (!virt_addr_valid(objp) || !PageSlab(slab = virt_to_head_page(objp))) {
		slab_report(s, NULL, NULL, _RET_IP_, "Invalid pointer 0x%px: of no slab", objp);
		return;
	}
	if (slab->slab_cache != s)
		slab_report(s, slab, NULL, _RET_IP_, "Wrong slab cache: 0x%px is an object of %s",
			    objp, slab->slab_cache->name);
	slab_free(slab, objp, _RET_IP_);
}
EXPORT_SYMBOL(kmem_cache_free);

void kmem_cache_free_bulk(struct kmem_cache *s, size_t size, void **p)
{
	size_t i;

	for (i = 0; i < size; i++) {
		if (s)
			kmem_cache_free(s, p[i]);
		else
			kfree(p[i]);
	}
}
EXPORT_SYMBOL(kmem_cache_free_bulk);

int kmem_cache_alloc_bulk(struct kmem_cache *s, gfp_t flags, size_t size, void **p)
{
	size_t i;

	for (i = 0; i < size; i++) {
		p[i] = slab_alloc(s, flags, _RET_IP_);
		if (!p[i]) {
			kmem_cache_free_bulk(s, i, p);
			return 0;
		}
	}
	return size;
}
EXPORT_SYMBOL(kmem_cache_alloc_bulk);

unsigned int kmem_cache_size(struct kmem_cache *s)
{
	return s->object_size;
}
EXPORT_SYMBOL(kmem_cache_size);
