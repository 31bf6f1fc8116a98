// SPDX-License-Identifier: MIT
/*
 * Slabs: random objects of all sizes, whose content must keep while others come and go; then each
 * way to misuse them, and that it is reported.
 */
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>
#include "mm_test.h"
#include "slab.h"

#define STEPS  20000
#define HELD   3000
#define CACHES 4

struct object {
	unsigned char *p;
	size_t size;
	struct kmem_cache *cache; /* NULL: kmalloc */
};

static struct object held[HELD];
static struct kmem_cache *caches[CACHES];

#define MAGIC 0xc0ffee

static void constructor(void *p)
{
	*(unsigned int *)p = MAGIC;
}

static void make_caches(void)
{
	caches[0] = kmem_cache_create("test-24", 24, 0, 0, NULL);
	caches[1] = kmem_cache_create("test-200", 200, 0, SLAB_HWCACHE_ALIGN, NULL);
	caches[2] = kmem_cache_create("test-ctor", 100, 16, 0, constructor);
	caches[3] = kmem_cache_create("test-debug", 5000, 64,
				      SLAB_RED_ZONE | SLAB_POISON | SLAB_STORE_USER, NULL);
}

/* Of kmalloc's sizes: mostly small, some beyond the largest cache. */
static size_t random_size(void)
{
	return below(20) ? 1 + below(1 << (1 + below(13))) : 1 + below(60000);
}

/* The last byte tells which object it is; a constructed one's first word is the constructor's. */
static unsigned char last_byte(const struct object *o)
{
	return (unsigned long)o->p ^ 0x5a;
}

static void fill(const struct object *o)
{
	size_t from = o->cache == caches[2] ? sizeof(int) : 0;

	memset(o->p + from, 0x11, o->size - from);
	o->p[o->size - 1] = last_byte(o);
}

static void check_new(const struct object *o, bool zeroed)
{
	CHECK(o->p);
	if (!o->cache) {
		CHECK(ksize(o->p) >= o->size);
		/* A power of two is aligned to itself, as far as a page. */
		if (o->size >= 8 && !(o->size & (o->size - 1)) && o->size <= PAGE_SIZE)
			CHECK(!((unsigned long)o->p & (o->size - 1)));
	}
	if (o->cache == caches[1])
		CHECK(!((unsigned long)o->p & 63));
	if (o->cache == caches[2])
		CHECK(*(unsigned int *)o->p == MAGIC);
	if (zeroed)
		CHECK(!memchr_inv(o->p, 0, o->size));
}

static void take_object(struct object *o)
{
	bool zero;

	o->cache = below(3) ? NULL : caches[below(CACHES)];
	o->size = o->cache ? kmem_cache_size(o->cache) : random_size();
	zero = !below(3) && o->cache != caches[2];
	o->p = o->cache ? kmem_cache_alloc(o->cache, GFP_KERNEL | (zero ? __GFP_ZERO : 0))
			: kmalloc(o->size, GFP_KERNEL | (zero ? __GFP_ZERO : 0));
	check_new(o, zero);
	fill(o);
}

static void resize_object(struct object *o)
{
	unsigned char first = o->p[0];
	size_t size = 1 + below(20000);

	o->p = krealloc(o->p, size, GFP_KERNEL);
	CHECK(o->p);
	if (o->size > 1 && size > 1)
		CHECK(o->p[0] == first);
	o->size = size;
	fill(o);
}

static void give_object(const struct object *o)
{
	if (o->cache && below(2))
		kmem_cache_free(o->cache, o->p);
	else
		kfree(o->p);
}

static void random_objects(void)
{
	unsigned int n = 0, step, i;

	for (step = 0; step < STEPS; step++) {
		if (n < HELD && below(100) < 52) {
			take_object(&held[n++]);
			continue;
		}
		if (!n)
			continue;
		i = below(n);
		CHECK(held[i].p[held[i].size - 1] == last_byte(&held[i]));
		if (!held[i].cache && !below(4)) {
			resize_object(&held[i]);
		} else {
			give_object(&held[i]);
			held[i] = held[--n];
		}
	}
	while (n)
		give_object(&held[--n]);
}

void mm_test_slabs(void)
{
	unsigned long free;
	int before = reports, i;
	size_t size;

	make_caches();
	free = nr_free_pages();
	random_objects();
	CHECK(reports == before && nr_free_pages() == free);
	for (size = 1; size <= KMALLOC_MAX_CACHE_SIZE; size++) {
		void *p = kmalloc(size, GFP_KERNEL);

		/* The smallest cache that holds it: at most half is wasted. */
		CHECK(ksize(p) >= size && (size <= 8 || ksize(p) < 2 * size));
		kfree(p);
	}
	CHECK(kmalloc(0, GFP_KERNEL) == ZERO_SIZE_PTR && !ksize(ZERO_SIZE_PTR));
	kfree(ZERO_SIZE_PTR);
	kfree(NULL);
	for (i = 0; i < CACHES; i++)
		kmem_cache_destroy(caches[i]);
	CHECK(reports == before);
}

void mm_test_slabs_debugged(void)
{
	slub_debug = "FZPU,test-*";
	slab_debug_init();
	mm_test_slabs();
	slub_debug = NULL;
	slab_debug_init();
}

/* So many reports have come since the last question. */
static int new_reports(void)
{
	static int seen;
	int n = reports - seen;

	seen = reports;
	return n;
}

static void misuse_of_kmalloc(void)
{
	char *keep = kmalloc(128, GFP_KERNEL), *p = kmalloc(128, GFP_KERNEL), *q;

	kfree(p);
	kfree(p);
	CHECK(new_reports() == 1);
	p = kmalloc(128, GFP_KERNEL);
	kfree(p + 8);
	CHECK(new_reports() == 1);
	kfree(p);
	/* Use after free: whoever gets the object finds that its link is broken. */
	memset(p, 0x41, 8);
	p = kmalloc(128, GFP_KERNEL);
	q = kmalloc(128, GFP_KERNEL);
	CHECK(p && q && p != q && new_reports() == 1);
	kfree(q);
	kfree(p);
	kfree(keep);
	CHECK(!new_reports());

	p = kmalloc(100000, GFP_KERNEL);
	kfree(p + PAGE_SIZE);
	CHECK(new_reports() == 1);
	kfree(p);
	kfree(p);
	CHECK(new_reports() == 1);
}

static void misuse_of_caches(void)
{
	char *p, *q;

	p = kmem_cache_alloc(caches[0], GFP_KERNEL);
	kmem_cache_free(caches[1], p);
	CHECK(new_reports() == 1);

	/* Beyond the end, and after the free, with red zones and poison. */
	p = kmem_cache_alloc(caches[3], GFP_KERNEL);
	p[5000] = 1;
	kmem_cache_free(caches[3], p);
	CHECK(new_reports() == 1);
	q = kmem_cache_alloc(caches[3], GFP_KERNEL);
	p = kmem_cache_alloc(caches[3], GFP_KERNEL);
	kmem_cache_free(caches[3], p);
	p[100] = 1;
	p = kmem_cache_alloc(caches[3], GFP_KERNEL);
	CHECK(new_reports() == 1);
	kmem_cache_free(caches[3], p);
	kmem_cache_free(caches[3], q);

	p = kmem_cache_alloc(caches[1], GFP_KERNEL);
	kmem_cache_destroy(caches[1]);
	CHECK(new_reports() == 1);
}

void mm_test_slab_misuse(void)
{
	make_caches();
	new_reports();
	misuse_of_kmalloc();
	misuse_of_caches();
}
