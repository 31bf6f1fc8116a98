/* SPDX-License-Identifier: MIT */
/*
 * The slab allocator's inside: what its files share.
 *
 * A slab is a block of pages cut into slots of equal size:
 *
 *	| left pad | object | right red zone | free pointer | 2 tracks |   next slot …
 *
 * Without debugging and constructor a slot is the object alone, and the free pointer lies at its
 * start, where a free object has nothing better to hold. A free pointer is stored mixed with the
 * cache's secret and its own address, so that an accidental write can't make a valid one.
 *
 * Slots are used for the first time in order (page->fresh), so that a new slab needs no list
 * built; those freed make up page->freelist.
 */
#ifndef _MM_SLAB_H
#define _MM_SLAB_H

#include <linux/list.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct kmem_cache {
	spinlock_t lock;	  /* slabs and their fields, the counters; interrupts off */
	struct list_head partial; /* slabs with both free and used objects */
	unsigned long nr_slabs;
	unsigned long nr_objects; /* in all slabs, free or not */
	unsigned long nr_active;  /* handed out */

	/* Constant from creation on. */
	unsigned int object_size; /* what the creator asked for */
	unsigned int align;
	unsigned int left_pad;	   /* from a slot's start to its object */
	unsigned int free_offset;  /* from an object to its free pointer */
	unsigned int track_offset; /* from an object to its tracks, with SLAB_STORE_USER */
	unsigned int size;	   /* of a slot */
	unsigned int order;	   /* of a slab, when memory allows; else one object's */
	slab_flags_t flags;
	gfp_t gfp; /* added to the caller's */
	unsigned long secret;
	void (*ctor)(void *obj);
	const char *name;

	struct list_head list; /* slab_caches: slab_mutex */
};

/* Flags that cost work on every allocation and free. */
#define SLAB_DEBUG_FLAGS (SLAB_CONSISTENCY_CHECKS | SLAB_RED_ZONE | SLAB_POISON | SLAB_STORE_USER)

/* Who allocated or freed an object. */
struct track {
	unsigned long addr; /* caller */
	unsigned long when; /* jiffies */
	int cpu;
	int pid;
};

enum track_item { TRACK_ALLOC, TRACK_FREE };

static inline struct track *object_track(const struct kmem_cache *s, void *obj,
					 enum track_item item)
{
	return (struct track *)((char *)obj + s->track_offset) + item;
}

/* The i-th object of a slab, and back: -1 when `obj` is the address of no used object. */
static inline void *slab_object(const struct kmem_cache *s, const struct page *slab, unsigned int i)
{
	return (char *)page_address(slab) + (size_t)i * s->size + s->left_pad;
}

static inline int slab_index(const struct kmem_cache *s, const struct page *slab, const void *obj)
{
	unsigned long off = (unsigned long)obj - (unsigned long)slab_object(s, slab, 0);

	return off % s->size || off / s->size >= slab->fresh ? -1 : (int)(off / s->size);
}

static inline unsigned long *free_pointer(const struct kmem_cache *s, void *obj)
{
	return (unsigned long *)((char *)obj + s->free_offset);
}

/* The same operation mixes and unmixes. */
static inline unsigned long mix_pointer(const struct kmem_cache *s, const void *at, unsigned long p)
{
	return p ^ s->secret ^ __builtin_bswap64((unsigned long)at);
}

static inline void set_next_free(const struct kmem_cache *s, void *obj, void *next)
{
	unsigned long *at = free_pointer(s, obj);

	*at = mix_pointer(s, at, (unsigned long)next);
}

static inline void *next_free(const struct kmem_cache *s, void *obj)
{
	unsigned long *at = free_pointer(s, obj);

	return (void *)mix_pointer(s, at, *at);
}

/* ---- slab.c ---- */

void *slab_alloc(struct kmem_cache *s, gfp_t gfp, unsigned long caller);

/* `slab` is the head page of the slab that `obj` points into, of which nothing else is checked. */
void slab_free(struct page *slab, void *obj, unsigned long caller);

/* ---- slab_cache.c ---- */

extern struct mutex slab_mutex;	     /* slab_caches, and creation against destruction */
extern struct list_head slab_caches; /* every cache */

/* Fill in a zeroed cache. -EINVAL. */
int cache_init(struct kmem_cache *s, const char *name, unsigned int size, unsigned int align,
	       slab_flags_t flags, void (*ctor)(void *));

/* ---- kmalloc.c ---- */

/* Make the kmalloc caches; panics when it can't. */
void kmalloc_caches_init(void);

/* ---- slab_debug.c; caller holds s->lock ---- */

void slab_debug_init(void);

/* The flags that the command line adds for a cache of that name. */
slab_flags_t slab_debug_flags(const char *name);

/* An object's slot before its first use. */
void slab_debug_new(struct kmem_cache *s, void *obj);

/* An object leaves or enters the free ones. False when it is damaged, which has been reported. */
bool slab_debug_alloc(struct kmem_cache *s, struct page *slab, void *obj, unsigned long caller);
bool slab_debug_free(struct kmem_cache *s, struct page *slab, void *obj, unsigned long caller);

/* ---- slab_report.c; any lock may be held ---- */

/* A damaged cache: the reason, the object (NULL: none) with its surroundings, a backtrace. */
__printf(5, 6) void slab_report(struct kmem_cache *s, const struct page *slab, void *obj,
				unsigned long caller, const char *fmt, ...);

#endif
