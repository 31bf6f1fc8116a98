// SPDX-License-Identifier: MIT
/*
 * Small objects: kmalloc() and caches of equal objects.
 *
 * kmalloc() memory is physically contiguous, aligned to 8 bytes, and to its size when that is a
 * power of two; of size 0 it is ZERO_SIZE_PTR, which may be freed but not followed. kfree() takes
 * what kmalloc() and kmem_cache_alloc() returned, and NULL. Allocation returns NULL when memory
 * ends. Any context, with GFP_KERNEL only where sleeping is allowed. Freeing never sleeps.
 *
 * A free of what is free, of the inside of an object, or of what no slab owns is reported with its
 * address and caller and otherwise ignored; so is a free list that a stray write has broken. The
 * slub_debug= parameter of the kernel command line turns on poisoning, red zones and tracking of
 * callers, for all caches or named ones; see mm/slab_debug.c.
 */
#ifndef _LINUX_SLAB_H
#define _LINUX_SLAB_H

#include <linux/bug.h>
#include <linux/gfp.h>
#include <linux/overflow.h>
#include <linux/types.h>

struct kmem_cache;

/* Flags of kmem_cache_create(). */
#define SLAB_CONSISTENCY_CHECKS ((slab_flags_t __force)0x00000100U) /* check on every free */
#define SLAB_RED_ZONE		((slab_flags_t __force)0x00000400U) /* guard words around objects */
#define SLAB_POISON		((slab_flags_t __force)0x00000800U) /* fill free objects */
#define SLAB_HWCACHE_ALIGN	((slab_flags_t __force)0x00002000U) /* align to cache lines */
#define SLAB_CACHE_DMA		((slab_flags_t __force)0x00004000U) /* below 16 MiB */
#define SLAB_CACHE_DMA32	((slab_flags_t __force)0x00008000U) /* below 4 GiB */
#define SLAB_TYPESAFE_BY_RCU	((slab_flags_t __force)0x00080000U) /* see below */
#define SLAB_STORE_USER		((slab_flags_t __force)0x00010000U) /* remember who alloc'd, freed */
#define SLAB_PANIC		((slab_flags_t __force)0x00040000U) /* panic if creation fails */
#define SLAB_RECLAIM_ACCOUNT	((slab_flags_t __force)0x00020000U) /* counted as SReclaimable */
#define SLAB_TEMPORARY		SLAB_RECLAIM_ACCOUNT
#define SLAB_ACCOUNT		((slab_flags_t __force)0x04000000U)

/* What kmalloc(0) returns. */
#define ZERO_SIZE_PTR	    ((void *)16)
#define ZERO_OR_NULL_PTR(x) ((unsigned long)(x) <= (unsigned long)ZERO_SIZE_PTR)

#define KMALLOC_MIN_SIZE       8
#define KMALLOC_SHIFT_HIGH     (PAGE_SHIFT + 1) /* larger ones come from the page allocator */
#define KMALLOC_MAX_CACHE_SIZE (1UL << KMALLOC_SHIFT_HIGH)
#define KMALLOC_SHIFT_MAX      (MAX_ORDER + PAGE_SHIFT - 1)
#define KMALLOC_MAX_SIZE       (1UL << KMALLOC_SHIFT_MAX)
#define KMALLOC_MAX_ORDER      (KMALLOC_SHIFT_MAX - PAGE_SHIFT)
#define ARCH_KMALLOC_MINALIGN  8
#define ARCH_SLAB_MINALIGN     8

void *__kmalloc(size_t size, gfp_t flags) __alloc_size(1);
void kfree(const void *objp);
void kfree_sensitive(const void *objp); /* overwrites the object first */
void *__must_check krealloc(const void *objp, size_t new_size, gfp_t flags);
size_t ksize(const void *objp); /* usable bytes, at least what was asked for */
size_t __ksize(const void *objp);

static __always_inline void *kmalloc(size_t size, gfp_t flags)
{
	return __kmalloc(size, flags);
}

static inline void *kzalloc(size_t size, gfp_t flags)
{
	return kmalloc(size, flags | __GFP_ZERO);
}

/* Arrays: NULL when n * size overflows. */
static inline void *kmalloc_array(size_t n, size_t size, gfp_t flags)
{
	size_t bytes;

	if (unlikely(check_mul_overflow(n, size, &bytes)))
		return NULL;
	return kmalloc(bytes, flags);
}

static inline void *kcalloc(size_t n, size_t size, gfp_t flags)
{
	return kmalloc_array(n, size, flags | __GFP_ZERO);
}

static inline void *__must_check krealloc_array(void *p, size_t new_n, size_t new_size, gfp_t flags)
{
	size_t bytes;

	if (unlikely(check_mul_overflow(new_n, new_size, &bytes)))
		return NULL;
	return krealloc(p, bytes, flags);
}

/* There is one memory node. */
static inline void *kmalloc_node(size_t size, gfp_t flags, int node)
{
	return kmalloc(size, flags);
}

static inline void *kzalloc_node(size_t size, gfp_t flags, int node)
{
	return kzalloc(size, flags);
}

static inline void *kmalloc_array_node(size_t n, size_t size, gfp_t flags, int node)
{
	return kmalloc_array(n, size, flags);
}

static inline void *kcalloc_node(size_t n, size_t size, gfp_t flags, int node)
{
	return kcalloc(n, size, flags);
}

/* For wrappers: the caller of the wrapper is who a report names. */
void *__kmalloc_track_caller(size_t size, gfp_t flags, unsigned long caller) __alloc_size(1);
#define kmalloc_track_caller(size, flags) __kmalloc_track_caller(size, flags, _RET_IP_)

/* kmalloc() if that is easy, vmalloc() otherwise. May sleep; kvfree() sleeps too. */
void *kvmalloc_node(size_t size, gfp_t flags, int node) __alloc_size(1);
void kvfree(const void *addr);
void kvfree_sensitive(const void *addr, size_t len);
void *kvrealloc(const void *p, size_t oldsize, size_t newsize, gfp_t flags);

static inline void *kvmalloc(size_t size, gfp_t flags)
{
	return kvmalloc_node(size, flags, -1);
}

static inline void *kvzalloc(size_t size, gfp_t flags)
{
	return kvmalloc(size, flags | __GFP_ZERO);
}

static inline void *kvzalloc_node(size_t size, gfp_t flags, int node)
{
	return kvzalloc(size, flags);
}

static inline void *kvmalloc_array(size_t n, size_t size, gfp_t flags)
{
	size_t bytes;

	if (unlikely(check_mul_overflow(n, size, &bytes)))
		return NULL;
	return kvmalloc(bytes, flags);
}

static inline void *kvcalloc(size_t n, size_t size, gfp_t flags)
{
	return kvmalloc_array(n, size, flags | __GFP_ZERO);
}

/*
 * A cache of objects of `size` bytes, aligned to `align` (a power of two; 0 for the default). The
 * name is copied. `ctor` runs once on each object before its first use, and the object must come
 * back to the cache as the constructor left it. NULL when memory ends or an argument is bad. May
 * sleep.
 */
struct kmem_cache *kmem_cache_create(const char *name, unsigned int size, unsigned int align,
				     slab_flags_t flags, void (*ctor)(void *));
/*
 * With SLAB_TYPESAFE_BY_RCU a freed object may at once become another, but its memory stays an
 * object of this cache until the RCU readers of the moment are done: so a reader may look at one
 * that was freed, and must then check that it is the one it wants. Such objects have a constructor.
 */

/* The same; from useroffset on usersize bytes are what may be copied to and from user space. */
struct kmem_cache *kmem_cache_create_usercopy(const char *name, unsigned int size,
					      unsigned int align, slab_flags_t flags,
					      unsigned int useroffset, unsigned int usersize,
					      void (*ctor)(void *));

/*
 * Every object must have been freed: otherwise it is reported, and the cache stays, without its
 * owner, for the objects' sake. NULL does nothing. May sleep.
 */
void kmem_cache_destroy(struct kmem_cache *s);

/* Free the slabs that hold no object. 0 when the cache is empty thereafter. */
int kmem_cache_shrink(struct kmem_cache *s);

void *kmem_cache_alloc(struct kmem_cache *s, gfp_t flags);
void kmem_cache_free(struct kmem_cache *s, void *objp);
unsigned int kmem_cache_size(struct kmem_cache *s);

static inline void *kmem_cache_zalloc(struct kmem_cache *s, gfp_t flags)
{
	return kmem_cache_alloc(s, flags | __GFP_ZERO);
}

static inline void *kmem_cache_alloc_node(struct kmem_cache *s, gfp_t flags, int node)
{
	return kmem_cache_alloc(s, flags);
}

/* `size` objects or none: returns size or 0. */
int kmem_cache_alloc_bulk(struct kmem_cache *s, gfp_t flags, size_t size, void **p);
void kmem_cache_free_bulk(struct kmem_cache *s, size_t size, void **p); /* s NULL: kfree() each */
static __always_inline void kfree_bulk(size_t size, void **p)
{
	kmem_cache_free_bulk(NULL, size, p);
}

/* A cache for a structure type, named after it. */
#define KMEM_CACHE(__struct, __flags)                                                              \
	kmem_cache_create(#__struct, sizeof(struct __struct), __alignof__(struct __struct),        \
			  (__flags), NULL)
#define KMEM_CACHE_USERCOPY(__struct, __flags, __field)                                            \
	kmem_cache_create_usercopy(                                                                \
		#__struct, sizeof(struct __struct), __alignof__(struct __struct), (__flags),       \
		offsetof(struct __struct, __field), sizeof_field(struct __struct, __field), NULL)

/* The whole size that kmalloc(size) would give; 0 for 0, and size itself for more than there is. */
size_t kmalloc_size_roundup(size_t size);

/* Is it of a slab, allocated or not? Print which, for a report; any pointer will do. */
bool kmem_valid_obj(void *object);
void kmem_dump_obj(void *object);

/* True once kmalloc() works. */
bool slab_is_available(void);

#endif
