// SPDX-License-Identifier: MIT
/*
 * Memory in small pieces: kmalloc() and its relatives, and caches of objects of one kind.
 *
 * The suite's init makes a cache before each case, and its exit destroys it: a fixture.
 */
#include <kunit/test.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>

MODULE_DESCRIPTION("Tests of the slab allocator");
MODULE_LICENSE("GPL");

struct thing {
	u64 number;
	char name[40];
};

static void construct(void *object)
{
	((struct thing *)object)->number = 77;
}

static int slab_init(struct kunit *test)
{
	test->priv = kmem_cache_create("slab_test_thing", sizeof(struct thing), 64, 0, construct);
	return test->priv ? 0 : -ENOMEM;
}

static void slab_exit(struct kunit *test)
{
	kmem_cache_destroy(test->priv);
}

static void is_aligned_and_its_own(struct kunit *test)
{
	char *a = kmalloc(100, GFP_KERNEL), *b = kmalloc(100, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, a);
	KUNIT_ASSERT_NOT_NULL(test, b);
	memset(a, 1, 100);
	memset(b, 2, 100);
	KUNIT_EXPECT_EQ(test, a[99], 1);
	KUNIT_EXPECT_EQ(test, (unsigned long)a % ARCH_KMALLOC_MINALIGN, 0);
	/* There may be more than was asked for; ksize() says how much. */
	KUNIT_EXPECT_GE(test, ksize(a), 100);
	kfree(a);
	kfree(b);
	kfree(NULL); /* is nothing, and no error */
}

static void zeroes(struct kunit *test)
{
	char *p = kzalloc(1000, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, p);
	KUNIT_EXPECT_NULL(test, memchr_inv(p, 0, 1000));
	kfree(p);
}

/* A product that overflows is no memory, rather than too little of it. */
static void checks_products(struct kunit *test)
{
	KUNIT_EXPECT_NULL(test, kmalloc_array(SIZE_MAX / 2, 4, GFP_KERNEL));
	KUNIT_EXPECT_NULL(test, kcalloc(SIZE_MAX / 2, 4, GFP_KERNEL));
}

static void grows(struct kunit *test)
{
	char *p = kmalloc(8, GFP_KERNEL), *q;

	KUNIT_ASSERT_NOT_NULL(test, p);
	strcpy(p, "keep me");
	q = krealloc(p, 5000, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, q);
	KUNIT_EXPECT_STREQ(test, q, "keep me");
	kfree(q);
}

static void duplicates(struct kunit *test)
{
	char *p = kstrdup("text", GFP_KERNEL), *q = kmemdup("text", 3, GFP_KERNEL);

	KUNIT_EXPECT_STREQ(test, p, "text");
	KUNIT_EXPECT_EQ(test, strncmp(q, "tex", 3), 0);
	kfree(p);
	kfree(q);
}

/* A constructed object must be given back as the constructor left it: it isn't called again. */
static void constructs_objects(struct kunit *test)
{
	struct kmem_cache *cache = test->priv;
	struct thing *thing = kmem_cache_alloc(cache, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, thing);
	KUNIT_EXPECT_EQ(test, thing->number, 77);
	KUNIT_EXPECT_EQ(test, (unsigned long)thing % 64, 0);
	KUNIT_EXPECT_GE(test, kmem_cache_size(cache), sizeof(struct thing));
	kmem_cache_free(cache, thing);
}

static void gives_many(struct kunit *test)
{
	struct kmem_cache *cache = test->priv;
	struct thing **things = kunit_kcalloc(test, 500, sizeof(*things), GFP_KERNEL);
	int got = 0, right = 0;

	KUNIT_ASSERT_NOT_NULL(test, things);
	for (; got < 500 && (things[got] = kmem_cache_alloc(cache, GFP_KERNEL)); got++)
		things[got]->number = got;
	for (int i = 0; i < got; i++)
		right += things[i]->number == i;
	KUNIT_EXPECT_EQ(test, got, 500);
	KUNIT_EXPECT_EQ(test, right, 500);
	while (got) {
		things[--got]->number = 77;
		kmem_cache_free(cache, things[got]);
	}
}

static struct kunit_case slab_cases[] = {
	KUNIT_CASE(is_aligned_and_its_own),
	KUNIT_CASE(zeroes),
	KUNIT_CASE(checks_products),
	KUNIT_CASE(grows),
	KUNIT_CASE(duplicates),
	KUNIT_CASE(constructs_objects),
	KUNIT_CASE(gives_many),
	{},
};

static struct kunit_suite slab_suite = {
	.name = "slab",
	.init = slab_init,
	.exit = slab_exit,
	.test_cases = slab_cases,
};
kunit_test_suite(slab_suite);
