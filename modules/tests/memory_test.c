// SPDX-License-Identifier: MIT
/*
 * Memory: caches with constructors and those that RCU readers look into, what sizes really are,
 * pools with a reserve, per-CPU memory and counters.
 */
#include <kunit/test.h>
#include <linux/cpumask.h>
#include <linux/mempool.h>
#include <linux/percpu.h>
#include <linux/percpu_counter.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

struct thing {
	u64 magic;
	char text[40];
};

#define MAGIC 0x7468696e67ULL

static void construct(void *obj)
{
	struct thing *thing = obj;

	thing->magic = MAGIC;
}

/* An object comes as the constructor, or who had it before, left it. */
static void a_constructor_runs_once(struct kunit *test)
{
	struct kmem_cache *cache =
		kmem_cache_create("constructed", sizeof(struct thing), 0, 0, construct);
	struct thing *things[50];

	KUNIT_ASSERT_NOT_NULL(test, cache);
	for (int round = 0; round < 2; round++) {
		for (int i = 0; i < ARRAY_SIZE(things); i++) {
			things[i] = kmem_cache_alloc(cache, GFP_KERNEL);
			KUNIT_ASSERT_NOT_NULL(test, things[i]);
			KUNIT_EXPECT_EQ(test, things[i]->magic, MAGIC);
		}
		for (int i = 0; i < ARRAY_SIZE(things); i++)
			kmem_cache_free(cache, things[i]);
	}
	kmem_cache_destroy(cache);
}

/* A reader that still has a freed object finds an object there, until it lets go. */
static void freed_objects_stay_objects(struct kunit *test)
{
	struct kmem_cache *cache = kmem_cache_create("typesafe", sizeof(struct thing), 0,
						     SLAB_TYPESAFE_BY_RCU, construct);
	struct thing *thing;

	KUNIT_ASSERT_NOT_NULL(test, cache);
	thing = kmem_cache_alloc(cache, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, thing);
	rcu_read_lock();
	kmem_cache_free(cache, thing);
	KUNIT_EXPECT_TRUE(test, kmem_valid_obj(thing));
	KUNIT_EXPECT_EQ(test, READ_ONCE(thing->magic), MAGIC);
	rcu_read_unlock();
	kmem_cache_destroy(cache);
}

static void a_cache_for_user_copies(struct kunit *test)
{
	struct kmem_cache *cache = KMEM_CACHE_USERCOPY(thing, SLAB_HWCACHE_ALIGN, text);
	void *many[20];

	KUNIT_ASSERT_NOT_NULL(test, cache);
	KUNIT_EXPECT_EQ(test, kmem_cache_size(cache), (unsigned int)sizeof(struct thing));
	KUNIT_EXPECT_EQ(test, kmem_cache_alloc_bulk(cache, GFP_KERNEL, 20, many), 20);
	kmem_cache_free_bulk(cache, 20, many);
	KUNIT_EXPECT_EQ(test, kmem_cache_shrink(cache), 0);
	kmem_cache_destroy(cache);
}

static void sizes_are_rounded_up(struct kunit *test)
{
	static const size_t sizes[] = {1, 8, 9, 96, 97, 1000, 8192, 8193, 100000};
	void *p;

	KUNIT_EXPECT_EQ(test, kmalloc_size_roundup(0), 0UL);
	for (int i = 0; i < ARRAY_SIZE(sizes); i++) {
		p = kmalloc(sizes[i], GFP_KERNEL);
		KUNIT_ASSERT_NOT_NULL(test, p);
		KUNIT_EXPECT_EQ(test, ksize(p), kmalloc_size_roundup(sizes[i]));
		kfree(p);
	}
	KUNIT_EXPECT_TRUE(test, kmalloc(0, GFP_KERNEL) == ZERO_SIZE_PTR);
	KUNIT_EXPECT_NULL(test, kmalloc_array(SIZE_MAX / 2, 3, GFP_KERNEL));
}

static void memory_grows(struct kunit *test)
{
	char *p = kmalloc(10, GFP_KERNEL), *v;

	KUNIT_ASSERT_NOT_NULL(test, p);
	strscpy(p, "graft", 10);
	p = krealloc(p, 5000, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, p);
	KUNIT_EXPECT_STREQ(test, p, "graft");
	kfree_sensitive(p);
	v = kvzalloc(3 << 20, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, v);
	KUNIT_EXPECT_NULL(test, memchr_inv(v, 0, 3 << 20));
	kvfree(v);
}

/* The reserve is there from the start, and filled again first. */
static void a_pool_keeps_its_reserve(struct kunit *test)
{
	mempool_t pool;
	void *p;

	KUNIT_ASSERT_EQ(test, mempool_init_kmalloc_pool(&pool, 4, 100), 0);
	KUNIT_EXPECT_EQ(test, pool.curr_nr, 4);
	p = mempool_alloc(&pool, GFP_KERNEL);
	KUNIT_EXPECT_NOT_NULL(test, p);
	KUNIT_EXPECT_EQ(test, pool.curr_nr, 4);
	mempool_free(p, &pool);
	KUNIT_EXPECT_EQ(test, mempool_resize(&pool, 2), 0);
	KUNIT_EXPECT_EQ(test, pool.curr_nr, 2);
	mempool_exit(&pool);
}

static void each_cpu_has_its_own(struct kunit *test)
{
	u64 __percpu *numbers = alloc_percpu_gfp(u64, GFP_KERNEL);
	int cpu;

	KUNIT_ASSERT_NOT_NULL(test, numbers);
	for_each_possible_cpu(cpu)
	{
		KUNIT_EXPECT_EQ(test, *per_cpu_ptr(numbers, cpu), 0ULL);
		*per_cpu_ptr(numbers, cpu) = cpu;
	}
	KUNIT_EXPECT_EQ(test, *get_cpu_ptr(numbers), (u64)smp_processor_id());
	put_cpu_ptr(numbers);
	this_cpu_add(*numbers, 5);
	free_percpu(numbers);
}

static void counters_in_parts(struct kunit *test)
{
	struct percpu_counter counter;

	KUNIT_ASSERT_EQ(test, percpu_counter_init(&counter, 100, GFP_KERNEL), 0);
	for (int i = 0; i < 1000; i++)
		percpu_counter_add(&counter, 3);
	percpu_counter_sub(&counter, 50);
	percpu_counter_dec(&counter);
	KUNIT_EXPECT_EQ(test, percpu_counter_sum(&counter), 3049LL);
	KUNIT_EXPECT_EQ(test, percpu_counter_compare(&counter, 3048), 1);
	KUNIT_EXPECT_EQ(test, percpu_counter_compare(&counter, 3049), 0);
	KUNIT_EXPECT_EQ(test, percpu_counter_compare(&counter, 3050), -1);
	percpu_counter_set(&counter, -7);
	KUNIT_EXPECT_EQ(test, percpu_counter_read(&counter), -7LL);
	KUNIT_EXPECT_EQ(test, percpu_counter_read_positive(&counter), 0LL);
	percpu_counter_destroy(&counter);
}

static struct kunit_case memory_cases[] = {KUNIT_CASE(a_constructor_runs_once),
					   KUNIT_CASE(freed_objects_stay_objects),
					   KUNIT_CASE(a_cache_for_user_copies),
					   KUNIT_CASE(sizes_are_rounded_up),
					   KUNIT_CASE(memory_grows),
					   KUNIT_CASE(a_pool_keeps_its_reserve),
					   KUNIT_CASE(each_cpu_has_its_own),
					   KUNIT_CASE(counters_in_parts),
					   {}};

static struct kunit_suite memory_suite = {
	.name = "memory",
	.test_cases = memory_cases,
};
kunit_test_suite(memory_suite);

MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("KUnit tests of slab caches, pools and per-CPU memory");
