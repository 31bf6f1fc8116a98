// SPDX-License-Identifier: MIT
/*
 * Entries of the XArray that span many indices: stored, split, marked, and in a long random
 * sequence against a plain array that must agree.
 */
#include <kunit/test.h>
#include <linux/prandom.h>
#include <linux/xarray.h>

static void *item(unsigned long i)
{
	return xa_mk_value(i & LONG_MAX);
}

static void one_entry_spans_a_range(struct kunit *test)
{
	DEFINE_XARRAY(xa);
	unsigned long index, n = 0;
	void *entry;

	KUNIT_EXPECT_NULL(test, xa_store_range(&xa, 8, 11, item(1), GFP_KERNEL));
	KUNIT_EXPECT_NULL(test, xa_store_range(&xa, 64, 127, item(2), GFP_KERNEL));
	KUNIT_EXPECT_NULL(test, xa_store_range(&xa, 1024, 2047, item(3), GFP_KERNEL));
	KUNIT_EXPECT_EQ(test, xa_get_order(&xa, 9), 2);
	KUNIT_EXPECT_EQ(test, xa_get_order(&xa, 100), 6);
	KUNIT_EXPECT_EQ(test, xa_get_order(&xa, 2000), 10);
	KUNIT_EXPECT_NULL(test, xa_load(&xa, 7));
	for (index = 8; index <= 11; index++)
		KUNIT_EXPECT_PTR_EQ(test, xa_load(&xa, index), item(1));
	KUNIT_EXPECT_NULL(test, xa_load(&xa, 12));
	KUNIT_EXPECT_PTR_EQ(test, xa_load(&xa, 2047), item(3));
	xa_for_each(&xa, index, entry) KUNIT_EXPECT_PTR_EQ(test, entry, item(++n));
	KUNIT_EXPECT_EQ(test, n, 3UL);
	xa_set_mark(&xa, 1500, XA_MARK_0);
	KUNIT_EXPECT_TRUE(test, xa_get_mark(&xa, 2047, XA_MARK_0));
	/* A store or erase anywhere in it is of all of it. */
	KUNIT_EXPECT_PTR_EQ(test, xa_store(&xa, 1999, item(4), GFP_KERNEL), item(3));
	KUNIT_EXPECT_PTR_EQ(test, xa_load(&xa, 1024), item(4));
	KUNIT_EXPECT_PTR_EQ(test, xa_erase(&xa, 1025), item(4));
	KUNIT_EXPECT_NULL(test, xa_load(&xa, 1024));
	KUNIT_EXPECT_NULL(test, xa_load(&xa, 2047));
	KUNIT_EXPECT_PTR_EQ(test, xa_erase(&xa, 11), item(1));
	KUNIT_EXPECT_NULL(test, xa_load(&xa, 8));
	xa_erase(&xa, 64);
	KUNIT_EXPECT_TRUE(test, xa_empty(&xa));
}

static unsigned int nodes_changed;

static void count_change(struct xa_node *node)
{
	nodes_changed++;
}

static void a_place_tells_its_order_and_node(struct kunit *test)
{
	DEFINE_XARRAY(xa);
	XA_STATE(xas, &xa, 700);
	struct xa_node *leaf;

	xa_store_range(&xa, 128, 255, item(1), GFP_KERNEL);
	xa_store(&xa, 700, item(2), GFP_KERNEL);
	xas_lock(&xas);
	KUNIT_EXPECT_PTR_EQ(test, xas_load(&xas), item(2));
	KUNIT_EXPECT_EQ(test, xas_get_order(&xas), 0);
	leaf = xas.xa_node;
	xas_set(&xas, 200);
	KUNIT_EXPECT_PTR_EQ(test, xas_load(&xas), item(1));
	KUNIT_EXPECT_EQ(test, xas_get_order(&xas), 7);
	nodes_changed = 0;
	xa_delete_node(leaf, count_change);
	xas_unlock(&xas);
	KUNIT_EXPECT_NE(test, nodes_changed, 0U);
	KUNIT_EXPECT_NULL(test, xa_load(&xa, 700));
	KUNIT_EXPECT_PTR_EQ(test, xa_load(&xa, 255), item(1));
	xa_destroy(&xa);
}

static void a_range_replaces_what_is_in_it(struct kunit *test)
{
	DEFINE_XARRAY(xa);
	unsigned long index;

	for (index = 0; index < 300; index++)
		xa_store(&xa, index, item(index), GFP_KERNEL);
	xa_store_range(&xa, 64, 127, item(1000), GFP_KERNEL);
	xa_store_range(&xa, 128, 131, item(2000), GFP_KERNEL);
	for (index = 0; index < 300; index++)
		KUNIT_EXPECT_PTR_EQ(test, xa_load(&xa, index),
				    index < 64	  ? item(index)
				    : index < 128 ? item(1000)
				    : index < 132 ? item(2000)
						  : item(index));
	xa_store_range(&xa, 0, 299, NULL, GFP_KERNEL);
	KUNIT_EXPECT_TRUE(test, xa_empty(&xa));
}

static void conflicts_of_a_range(struct kunit *test)
{
	DEFINE_XARRAY(xa);
	XA_STATE(xas, &xa, 0);
	unsigned long n = 0;
	void *entry;

	xa_store(&xa, 255, item(9), GFP_KERNEL);
	xa_store(&xa, 256, item(1), GFP_KERNEL);
	xa_store(&xa, 400, item(2), GFP_KERNEL);
	xa_store(&xa, 511, item(3), GFP_KERNEL);
	xa_store(&xa, 512, item(9), GFP_KERNEL);
	xas_set_order(&xas, 256, 8);
	xas_lock(&xas);
	xas_for_each_conflict(&xas, entry) KUNIT_EXPECT_PTR_EQ(test, entry, item(++n));
	xas_store(&xas, item(5));
	xas_unlock(&xas);
	KUNIT_EXPECT_EQ(test, n, 3UL);
	KUNIT_EXPECT_PTR_EQ(test, xa_load(&xa, 300), item(5));
	KUNIT_EXPECT_PTR_EQ(test, xa_load(&xa, 512), item(9));
	xa_destroy(&xa);
}

/* One entry over 128 indices becomes 32 of four each, its mark on all of them. */
static void splits_an_entry(struct kunit *test)
{
	DEFINE_XARRAY(xa);
	XA_STATE(xas, &xa, 0);
	unsigned long index;

	xa_store_range(&xa, 128, 255, item(1), GFP_KERNEL);
	xa_set_mark(&xa, 128, XA_MARK_1);
	xas_set_order(&xas, 128, 2);
	xas_split_alloc(&xas, item(2), 7, GFP_KERNEL);
	KUNIT_ASSERT_EQ(test, xas_error(&xas), 0);
	xas_lock(&xas);
	xas_split(&xas, item(2), 7);
	xas_unlock(&xas);
	xa_store(&xa, 133, item(3), 0);
	for (index = 128; index < 256; index++) {
		KUNIT_EXPECT_EQ(test, xa_get_order(&xa, index), 2);
		KUNIT_EXPECT_PTR_EQ(test, xa_load(&xa, index), item(index / 4 == 33 ? 3 : 2));
		KUNIT_EXPECT_TRUE(test, xa_get_mark(&xa, index, XA_MARK_1));
	}
	for (index = 128; index < 256; index += 4)
		xa_erase(&xa, index);
	KUNIT_EXPECT_TRUE(test, xa_empty(&xa));
}

static void makes_room_for_a_range(struct kunit *test)
{
	DEFINE_XARRAY(xa);
	XA_STATE(xas, &xa, 0);
	unsigned long index;

	xas_set_order(&xas, 256, 8);
	do {
		xas_lock(&xas);
		xas_create_range(&xas);
		xas_unlock(&xas);
	} while (xas_nomem(&xas, GFP_KERNEL));
	KUNIT_EXPECT_EQ(test, xas_error(&xas), 0);
	xas_set_order(&xas, 0, 0);
	for (index = 256; index < 512; index++) {
		xas_set(&xas, index);
		xas_load(&xas);
		KUNIT_EXPECT_TRUE(test, xas.xa_node && !xas.xa_node->shift);
		xa_store(&xa, index, item(index), GFP_KERNEL);
	}
	xa_destroy(&xa);
	KUNIT_EXPECT_TRUE(test, xa_empty(&xa));
}

#define MODEL 512

/* Powers of two of indices, stored and erased as one. */
static void ranges_agree_with_an_array(struct kunit *test)
{
	static void *model[MODEL];
	struct rnd_state rnd;
	DEFINE_XARRAY(xa);
	unsigned long index;
	int round;

	prandom_seed_state(&rnd, 43);
	memset(model, 0, sizeof(model));
	for (round = 0; round < 1500; round++) {
		unsigned int order = prandom_u32_state(&rnd) % 9;
		unsigned long first = (prandom_u32_state(&rnd) % MODEL >> order) << order;
		unsigned long last = first + (1UL << order) - 1;
		unsigned int have = xa_get_order(&xa, first);

		/* A smaller store into a larger entry is of all of it. */
		if (xa_load(&xa, first) && have > order) {
			first = (first >> have) << have;
			last = first + (1UL << have) - 1;
		}
		if (prandom_u32_state(&rnd) % 3) {
			xa_store_range(&xa, first, last, item(round), GFP_KERNEL);
			for (index = first; index <= last; index++)
				model[index] = item(round);
		} else {
			xa_store_range(&xa, first, last, NULL, GFP_KERNEL);
			for (index = first; index <= last; index++)
				model[index] = NULL;
		}
		for (index = 0; index < MODEL; index++)
			KUNIT_ASSERT_TRUE(test, xa_load(&xa, index) == model[index]);
	}
	xa_destroy(&xa);
	KUNIT_EXPECT_TRUE(test, xa_empty(&xa));
}

static struct kunit_case xarray_range_cases[] = {
	KUNIT_CASE(one_entry_spans_a_range),
	KUNIT_CASE(a_place_tells_its_order_and_node),
	KUNIT_CASE(a_range_replaces_what_is_in_it),
	KUNIT_CASE(conflicts_of_a_range),
	KUNIT_CASE(splits_an_entry),
	KUNIT_CASE(makes_room_for_a_range),
	KUNIT_CASE(ranges_agree_with_an_array),
	{},
};

static struct kunit_suite xarray_range_suite = {
	.name = "xarray_range",
	.test_cases = xarray_range_cases,
};
kunit_test_suite(xarray_range_suite);

MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("KUnit tests of the XArray's ranges");
