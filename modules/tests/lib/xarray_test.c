// SPDX-License-Identifier: MIT
/*
 * The XArray: each function for itself, and a long random sequence against a plain array that must
 * agree. xarray_range_test.c has entries that span many indices.
 */
#include <kunit/test.h>
#include <linux/prandom.h>
#include <linux/xarray.h>

static void *item(unsigned long i)
{
	return xa_mk_value(i & LONG_MAX);
}

static void values_and_pointers(struct kunit *test)
{
	static u64 object;

	KUNIT_EXPECT_TRUE(test, xa_is_value(xa_mk_value(0)));
	KUNIT_EXPECT_EQ(test, xa_to_value(xa_mk_value(12345)), 12345UL);
	KUNIT_EXPECT_FALSE(test, xa_is_value(&object));
	KUNIT_EXPECT_EQ(test, xa_pointer_tag(xa_tag_pointer(&object, 3)), 3U);
	KUNIT_EXPECT_PTR_EQ(test, xa_untag_pointer(xa_tag_pointer(&object, 1)), &object);
	KUNIT_EXPECT_EQ(test, xa_err(XA_ERROR(-ENOMEM)), -ENOMEM);
	KUNIT_EXPECT_EQ(test, xa_err(&object), 0);
}

static void stores_and_loads_anywhere(struct kunit *test)
{
	static const unsigned long at[] = {
		0, 1, 63, 64, 4095, 4096, 100000, 1UL << 40, LONG_MAX, ULONG_MAX - 1, ULONG_MAX};
	DEFINE_XARRAY(xa);
	int i;

	for (i = 0; i < ARRAY_SIZE(at); i++) {
		KUNIT_EXPECT_NULL(test, xa_load(&xa, at[i]));
		KUNIT_EXPECT_NULL(test, xa_store(&xa, at[i], item(i), GFP_KERNEL));
	}
	for (i = 0; i < ARRAY_SIZE(at); i++)
		KUNIT_EXPECT_PTR_EQ(test, xa_load(&xa, at[i]), item(i));
	KUNIT_EXPECT_NULL(test, xa_load(&xa, 2));
	KUNIT_EXPECT_NULL(test, xa_load(&xa, 1UL << 41));
	for (i = 0; i < ARRAY_SIZE(at); i++) {
		KUNIT_EXPECT_PTR_EQ(test, xa_store(&xa, at[i], item(i + 100), GFP_KERNEL), item(i));
		KUNIT_EXPECT_PTR_EQ(test, xa_erase(&xa, at[i]), item(i + 100));
		KUNIT_EXPECT_NULL(test, xa_erase(&xa, at[i]));
	}
	KUNIT_EXPECT_TRUE(test, xa_empty(&xa));
}

/* What isn't aligned to four looks as nodes do, and is kept all the same. */
static void stores_unaligned_pointers(struct kunit *test)
{
	static char text[] = "Motorola 68000";
	DEFINE_XARRAY(xa);
	unsigned long index, n = 0;
	void *entry;

	for (int i = 0; i < 8; i++) {
		KUNIT_EXPECT_NULL(test, xa_store(&xa, 0, text + i, GFP_KERNEL));
		KUNIT_EXPECT_PTR_EQ(test, xa_load(&xa, 0), (void *)text + i);
		/* Alone at index 0 after another. */
		KUNIT_EXPECT_NULL(test, xa_store(&xa, 1, text, GFP_KERNEL));
		KUNIT_EXPECT_PTR_EQ(test, xa_erase(&xa, 1), (void *)text);
		KUNIT_EXPECT_PTR_EQ(test, xa_erase(&xa, 0), (void *)text + i);
		KUNIT_EXPECT_TRUE(test, xa_empty(&xa));
	}
	for (int i = 0; i < 8; i++)
		xa_store(&xa, i * 50, text + i, GFP_KERNEL);
	xa_for_each(&xa, index, entry)
	{
		KUNIT_EXPECT_PTR_EQ(test, entry, (void *)text + n);
		KUNIT_EXPECT_EQ(test, index, 50 * n++);
	}
	KUNIT_EXPECT_EQ(test, n, 8UL);
	xa_destroy(&xa);
}

static void inserts_and_exchanges(struct kunit *test)
{
	DEFINE_XARRAY(xa);

	KUNIT_EXPECT_EQ(test, xa_insert(&xa, 9, item(1), GFP_KERNEL), 0);
	KUNIT_EXPECT_EQ(test, xa_insert(&xa, 9, item(2), GFP_KERNEL), -EBUSY);
	KUNIT_EXPECT_PTR_EQ(test, xa_cmpxchg(&xa, 9, item(7), item(3), GFP_KERNEL), item(1));
	KUNIT_EXPECT_PTR_EQ(test, xa_cmpxchg(&xa, 9, item(1), item(3), GFP_KERNEL), item(1));
	KUNIT_EXPECT_PTR_EQ(test, xa_load(&xa, 9), item(3));
	KUNIT_EXPECT_PTR_EQ(test, xa_cmpxchg_irq(&xa, 9, item(3), NULL, GFP_KERNEL), item(3));
	KUNIT_EXPECT_TRUE(test, xa_empty(&xa));
}

static void reserves(struct kunit *test)
{
	DEFINE_XARRAY(xa);

	KUNIT_EXPECT_EQ(test, xa_reserve(&xa, 70, GFP_KERNEL), 0);
	KUNIT_EXPECT_NULL(test, xa_load(&xa, 70));
	KUNIT_EXPECT_FALSE(test, xa_empty(&xa));
	KUNIT_EXPECT_EQ(test, xa_insert(&xa, 70, item(1), GFP_KERNEL), -EBUSY);
	xa_release(&xa, 70);
	KUNIT_EXPECT_TRUE(test, xa_empty(&xa));
	KUNIT_EXPECT_EQ(test, xa_reserve_bh(&xa, 70, GFP_KERNEL), 0);
	KUNIT_EXPECT_NULL(test, xa_store(&xa, 70, item(2), 0));
	xa_release(&xa, 70);
	KUNIT_EXPECT_PTR_EQ(test, xa_erase_bh(&xa, 70), item(2));
}

static void walks_in_order(struct kunit *test)
{
	static const unsigned long at[] = {0, 5, 64, 4096, 4097, 1000000, ULONG_MAX};
	DEFINE_XARRAY(xa);
	unsigned long index;
	void *entry, *got[3];
	int i = 0;

	for (i = 0; i < ARRAY_SIZE(at); i++)
		xa_store(&xa, at[i], item(i), GFP_KERNEL);
	i = 0;
	xa_for_each(&xa, index, entry)
	{
		KUNIT_EXPECT_EQ(test, index, at[i]);
		KUNIT_EXPECT_PTR_EQ(test, entry, item(i));
		i++;
	}
	KUNIT_EXPECT_EQ(test, i, (int)ARRAY_SIZE(at));
	i = 0;
	xa_for_each_range(&xa, index, entry, 5, 4096) KUNIT_EXPECT_EQ(test, index, at[1 + i++]);
	KUNIT_EXPECT_EQ(test, i, 3);
	index = 6;
	KUNIT_EXPECT_NULL(test, xa_find(&xa, &index, 63, XA_PRESENT));
	KUNIT_EXPECT_EQ(test, index, 6UL);
	KUNIT_EXPECT_EQ(test, xa_extract(&xa, got, 64, ULONG_MAX, 3, XA_PRESENT), 3U);
	KUNIT_EXPECT_PTR_EQ(test, got[2], item(4));
	xa_destroy(&xa);
	KUNIT_EXPECT_TRUE(test, xa_empty(&xa));
}

static void marks_are_kept_and_found(struct kunit *test)
{
	DEFINE_XARRAY(xa);
	unsigned long index, n = 0;
	void *entry;

	for (index = 0; index < 5000; index += 3)
		xa_store(&xa, index, item(index), GFP_KERNEL);
	for (index = 0; index < 5000; index += 300)
		xa_set_mark(&xa, index, XA_MARK_1);
	xa_set_mark(&xa, 1, XA_MARK_1); /* nothing is there */
	KUNIT_EXPECT_TRUE(test, xa_marked(&xa, XA_MARK_1));
	KUNIT_EXPECT_FALSE(test, xa_marked(&xa, XA_MARK_2));
	KUNIT_EXPECT_TRUE(test, xa_get_mark(&xa, 300, XA_MARK_1));
	KUNIT_EXPECT_FALSE(test, xa_get_mark(&xa, 303, XA_MARK_1));
	xa_for_each_marked(&xa, index, entry, XA_MARK_1) KUNIT_EXPECT_EQ(test, index, 300 * n++);
	KUNIT_EXPECT_EQ(test, n, 17UL);
	xa_store(&xa, 300, item(1), GFP_KERNEL); /* replaced: the mark stays */
	KUNIT_EXPECT_TRUE(test, xa_get_mark(&xa, 300, XA_MARK_1));
	xa_erase(&xa, 300);
	xa_store(&xa, 300, item(1), GFP_KERNEL);
	KUNIT_EXPECT_FALSE(test, xa_get_mark(&xa, 300, XA_MARK_1));
	xa_for_each_marked(&xa, index, entry, XA_MARK_1) xa_clear_mark(&xa, index, XA_MARK_1);
	KUNIT_EXPECT_FALSE(test, xa_marked(&xa, XA_MARK_1));
	xa_destroy(&xa);
}

static void a_state_moves_and_pauses(struct kunit *test)
{
	DEFINE_XARRAY(xa);
	XA_STATE(xas, &xa, 62);
	unsigned long i;
	void *entry;

	for (i = 60; i < 70; i++)
		xa_store(&xa, i, item(i), GFP_KERNEL);
	rcu_read_lock();
	for (i = 62; i < 70; i++)
		KUNIT_EXPECT_PTR_EQ(test, xas_next(&xas), item(i));
	KUNIT_EXPECT_NULL(test, xas_next(&xas));
	for (i = 69; i >= 60; i--)
		KUNIT_EXPECT_PTR_EQ(test, xas_prev(&xas), item(i));
	xas_set(&xas, 0);
	i = 60;
	xas_for_each(&xas, entry, 66)
	{
		KUNIT_EXPECT_PTR_EQ(test, entry, item(i++));
		xas_pause(&xas);
	}
	KUNIT_EXPECT_EQ(test, i, 67UL);
	rcu_read_unlock();
	xa_destroy(&xa);
}

static void gives_out_indices(struct kunit *test)
{
	DEFINE_XARRAY_ALLOC1(from_one);
	DEFINE_XARRAY_ALLOC(xa);
	u32 id, next = 0;
	int i;

	for (i = 0; i < 200; i++) {
		KUNIT_ASSERT_EQ(test, xa_alloc(&xa, &id, item(i), xa_limit_32b, GFP_KERNEL), 0);
		KUNIT_EXPECT_EQ(test, id, (u32)i);
		KUNIT_ASSERT_EQ(test, xa_alloc(&from_one, &id, NULL, xa_limit_31b, GFP_KERNEL), 0);
		KUNIT_EXPECT_EQ(test, id, (u32)i + 1);
	}
	xa_erase(&xa, 77);
	KUNIT_EXPECT_EQ(test, xa_alloc(&xa, &id, item(1), xa_limit_32b, GFP_KERNEL), 0);
	KUNIT_EXPECT_EQ(test, id, 77U);
	KUNIT_EXPECT_EQ(test, xa_alloc(&xa, &id, item(1), XA_LIMIT(10, 150), GFP_KERNEL), -EBUSY);
	KUNIT_EXPECT_EQ(test, xa_alloc(&xa, &id, item(1), XA_LIMIT(5000, 5001), GFP_KERNEL), 0);
	KUNIT_EXPECT_EQ(test, id, 5000U);
	for (i = 0; i < 3; i++)
		KUNIT_EXPECT_EQ(test,
				xa_alloc_cyclic(&from_one, &id, item(9), XA_LIMIT(1, 203), &next,
						GFP_KERNEL),
				0);
	KUNIT_EXPECT_EQ(test, id, 203U);
	KUNIT_EXPECT_EQ(
		test, xa_alloc_cyclic(&from_one, &id, item(9), XA_LIMIT(1, 203), &next, GFP_KERNEL),
		-EBUSY);
	xa_erase(&from_one, 5);
	KUNIT_EXPECT_EQ(
		test, xa_alloc_cyclic(&from_one, &id, item(9), XA_LIMIT(1, 203), &next, GFP_KERNEL),
		1);
	KUNIT_EXPECT_EQ(test, id, 5U);
	for (i = 0; i < 204; i++)
		xa_erase(&from_one, i);
	KUNIT_EXPECT_TRUE(test, xa_empty(&from_one));
	xa_destroy(&xa);
	KUNIT_EXPECT_EQ(test, xa_alloc(&xa, &id, item(1), xa_limit_16b, GFP_KERNEL), 0);
	KUNIT_EXPECT_EQ(test, id, 0U);
	xa_destroy(&xa);
}

#define MODEL 512

static void agrees_with_an_array(struct kunit *test)
{
	static void *model[MODEL];
	static bool mark[MODEL];
	struct rnd_state rnd;
	DEFINE_XARRAY(xa);
	unsigned long index, want;
	void *entry;
	int round;

	prandom_seed_state(&rnd, 42);
	memset(model, 0, sizeof(model));
	memset(mark, 0, sizeof(mark));
	for (round = 0; round < 3000; round++) {
		unsigned long at = prandom_u32_state(&rnd) % MODEL;
		unsigned int what = prandom_u32_state(&rnd) % 8;

		if (what < 3) {
			KUNIT_EXPECT_PTR_EQ(test, xa_store(&xa, at, item(round), GFP_KERNEL),
					    model[at]);
			model[at] = item(round);
		} else if (what < 6) {
			KUNIT_EXPECT_PTR_EQ(test, xa_erase(&xa, at), model[at]);
			model[at] = NULL;
			mark[at] = false;
		} else {
			if (what == 6)
				xa_set_mark(&xa, at, XA_MARK_2);
			else
				xa_clear_mark(&xa, at, XA_MARK_2);
			mark[at] = what == 6 && model[at];
		}
		if (round % 100)
			continue;
		want = 0;
		xa_for_each(&xa, index, entry)
		{
			while (want < MODEL && !model[want])
				want++;
			KUNIT_ASSERT_EQ(test, index, want);
			KUNIT_ASSERT_TRUE(test, entry == model[want]);
			KUNIT_ASSERT_EQ(test, xa_get_mark(&xa, index, XA_MARK_2), mark[want]);
			want++;
		}
		while (want < MODEL && !model[want])
			want++;
		KUNIT_ASSERT_EQ(test, want, (unsigned long)MODEL);
		want = 0;
		xa_for_each_marked(&xa, index, entry, XA_MARK_2)
		{
			while (want < MODEL && !mark[want])
				want++;
			KUNIT_ASSERT_EQ(test, index, want);
			want++;
		}
	}
	for (index = 0; index < MODEL; index++)
		xa_erase(&xa, index);
	KUNIT_EXPECT_TRUE(test, xa_empty(&xa));
	KUNIT_EXPECT_FALSE(test, xa_marked(&xa, XA_MARK_2));
}

static struct kunit_case xarray_cases[] = {
	KUNIT_CASE(values_and_pointers),
	KUNIT_CASE(stores_and_loads_anywhere),
	KUNIT_CASE(stores_unaligned_pointers),
	KUNIT_CASE(inserts_and_exchanges),
	KUNIT_CASE(reserves),
	KUNIT_CASE(walks_in_order),
	KUNIT_CASE(marks_are_kept_and_found),
	KUNIT_CASE(a_state_moves_and_pauses),
	KUNIT_CASE(gives_out_indices),
	KUNIT_CASE(agrees_with_an_array),
	{},
};

static struct kunit_suite xarray_suite = {
	.name = "xarray",
	.test_cases = xarray_cases,
};
kunit_test_suite(xarray_suite);

MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("KUnit tests of the XArray");
