// SPDX-License-Identifier: MIT
/*
 * What is built on the XArray: IDRs and IDAs, which give out numbers, and the radix tree's names.
 */
#include <kunit/test.h>
#include <linux/idr.h>
#include <linux/radix-tree.h>
#include <linux/xarray.h>

static int add_up(int id, void *p, void *data)
{
	*(int *)data += id;
	return id == 103 ? -EINTR : 0;
}

static void idr_maps_numbers(struct kunit *test)
{
	static u32 things[10];
	DEFINE_IDR(idr);
	struct idr based;
	int id, sum = 0, i;
	void *entry;

	for (i = 0; i < 5; i++)
		KUNIT_EXPECT_EQ(test, idr_alloc(&idr, &things[i], 100, 200, GFP_KERNEL), 100 + i);
	KUNIT_EXPECT_PTR_EQ(test, idr_find(&idr, 102), &things[2]);
	KUNIT_EXPECT_NULL(test, idr_find(&idr, 99));
	KUNIT_EXPECT_PTR_EQ(test, idr_remove(&idr, 102), &things[2]);
	KUNIT_EXPECT_NULL(test, idr_remove(&idr, 102));
	KUNIT_EXPECT_EQ(test, idr_alloc(&idr, NULL, 100, 103, GFP_KERNEL), 102);
	KUNIT_EXPECT_EQ(test, idr_alloc(&idr, &things[5], 100, 103, GFP_KERNEL), -ENOSPC);
	KUNIT_EXPECT_PTR_EQ(test, idr_replace(&idr, &things[6], 102), NULL);
	KUNIT_EXPECT_EQ(test, PTR_ERR(idr_replace(&idr, &things[6], 50)), -ENOENT);
	i = 100;
	idr_for_each_entry(&idr, entry, id) KUNIT_EXPECT_EQ(test, id, i++);
	KUNIT_EXPECT_EQ(test, i, 105);
	KUNIT_EXPECT_EQ(test, idr_for_each(&idr, add_up, &sum), -EINTR);
	KUNIT_EXPECT_EQ(test, sum, 100 + 101 + 102 + 103);
	KUNIT_EXPECT_EQ(test, idr_alloc_cyclic(&idr, &things[7], 100, 107, GFP_KERNEL), 105);
	idr_remove(&idr, 105);
	KUNIT_EXPECT_EQ(test, idr_alloc_cyclic(&idr, &things[7], 100, 107, GFP_KERNEL), 106);
	KUNIT_EXPECT_EQ(test, idr_alloc_cyclic(&idr, &things[7], 100, 107, GFP_KERNEL), 105);
	idr_destroy(&idr);
	KUNIT_EXPECT_TRUE(test, idr_is_empty(&idr));

	idr_init_base(&based, 1);
	KUNIT_EXPECT_EQ(test, idr_alloc(&based, &things[0], 0, 0, GFP_KERNEL), 1);
	KUNIT_EXPECT_PTR_EQ(test, idr_find(&based, 1), &things[0]);
	idr_preload(GFP_KERNEL);
	KUNIT_EXPECT_EQ(test, idr_alloc(&based, &things[1], 5000, 0, GFP_NOWAIT), 5000);
	idr_preload_end();
	idr_destroy(&based);
}

static void ida_gives_out_numbers(struct kunit *test)
{
	DEFINE_IDA(ida);
	int i;

	for (i = 0; i < 3000; i++)
		KUNIT_ASSERT_EQ(test, ida_alloc(&ida, GFP_KERNEL), i);
	ida_free(&ida, 1500);
	ida_free(&ida, 7);
	KUNIT_EXPECT_EQ(test, ida_alloc_min(&ida, 8, GFP_KERNEL), 1500);
	KUNIT_EXPECT_EQ(test, ida_alloc_max(&ida, 6, GFP_KERNEL), -ENOSPC);
	KUNIT_EXPECT_EQ(test, ida_alloc(&ida, GFP_KERNEL), 7);
	KUNIT_EXPECT_EQ(test, ida_alloc_range(&ida, 100000, 100000, GFP_KERNEL), 100000);
	KUNIT_EXPECT_EQ(test, ida_alloc_range(&ida, 100000, 100000, GFP_KERNEL), -ENOSPC);
	KUNIT_EXPECT_EQ(test, ida_simple_get(&ida, 100000, 0, GFP_KERNEL), 100001);
	ida_simple_remove(&ida, 100001);
	for (i = 0; i < 3000; i++)
		ida_free(&ida, i);
	KUNIT_EXPECT_FALSE(test, ida_is_empty(&ida));
	ida_destroy(&ida);
	KUNIT_EXPECT_TRUE(test, ida_is_empty(&ida));
}

static void radix_tree_names(struct kunit *test)
{
	static u64 things[4];
	RADIX_TREE(tree, GFP_KERNEL);
	struct radix_tree_iter iter;
	void __rcu **slot;
	void *got[4];
	int i, n = 0;

	for (i = 0; i < 4; i++)
		KUNIT_EXPECT_EQ(test, radix_tree_insert(&tree, 100 * i, &things[i]), 0);
	KUNIT_EXPECT_EQ(test, radix_tree_insert(&tree, 100, &things[0]), -EEXIST);
	KUNIT_EXPECT_PTR_EQ(test, radix_tree_lookup(&tree, 200), &things[2]);
	KUNIT_EXPECT_EQ(test, radix_tree_gang_lookup(&tree, got, 1, 2), 2U);
	KUNIT_EXPECT_PTR_EQ(test, got[1], &things[2]);
	KUNIT_EXPECT_PTR_EQ(test, radix_tree_tag_set(&tree, 300, 1), &things[3]);
	KUNIT_EXPECT_TRUE(test, radix_tree_tag_get(&tree, 300, 1));
	KUNIT_EXPECT_EQ(test, radix_tree_gang_lookup_tag(&tree, got, 0, 4, 1), 1U);
	rcu_read_lock();
	radix_tree_for_each_slot(slot, &tree, &iter, 0)
	{
		KUNIT_EXPECT_EQ(test, iter.index, 100UL * n);
		KUNIT_EXPECT_PTR_EQ(test, radix_tree_deref_slot(slot), &things[n]);
		n++;
	}
	rcu_read_unlock();
	KUNIT_EXPECT_EQ(test, n, 4);
	KUNIT_EXPECT_EQ(test, radix_tree_preload(GFP_KERNEL), 0);
	radix_tree_preload_end();
	KUNIT_EXPECT_NULL(test, radix_tree_delete_item(&tree, 100, &things[0]));
	for (i = 0; i < 4; i++)
		KUNIT_EXPECT_PTR_EQ(test, radix_tree_delete(&tree, 100 * i), &things[i]);
	KUNIT_EXPECT_TRUE(test, radix_tree_empty(&tree));
}

/* What an array has of its own is for its user's changes. */
static void idr_and_tree_under_their_own_locks(struct kunit *test)
{
	static u32 thing, other;
	RADIX_TREE(tree, GFP_ATOMIC);
	DEFINE_IDR(idr);

	idr_preload(GFP_KERNEL);
	idr_lock(&idr);
	KUNIT_EXPECT_EQ(test, idr_alloc(&idr, &thing, 70, 0, GFP_NOWAIT), 70);
	KUNIT_EXPECT_PTR_EQ(test, idr_replace(&idr, &other, 70), &thing);
	KUNIT_EXPECT_PTR_EQ(test, idr_remove(&idr, 70), &other);
	KUNIT_EXPECT_EQ(test, idr_alloc_cyclic(&idr, &thing, 5, 0, GFP_NOWAIT), 5);
	idr_destroy(&idr);
	idr_unlock(&idr);
	idr_preload_end();
	KUNIT_EXPECT_TRUE(test, idr_is_empty(&idr));

	xa_lock_irq(&tree);
	KUNIT_EXPECT_EQ(test, radix_tree_insert(&tree, 70, &thing), 0);
	KUNIT_EXPECT_PTR_EQ(test, radix_tree_tag_set(&tree, 70, 0), &thing);
	KUNIT_EXPECT_PTR_EQ(test, radix_tree_tag_clear(&tree, 70, 0), &thing);
	KUNIT_EXPECT_PTR_EQ(test, radix_tree_delete(&tree, 70), &thing);
	xa_unlock_irq(&tree);
	KUNIT_EXPECT_TRUE(test, radix_tree_empty(&tree));
}

static struct kunit_case idr_cases[] = {
	KUNIT_CASE(idr_maps_numbers),
	KUNIT_CASE(ida_gives_out_numbers),
	KUNIT_CASE(radix_tree_names),
	KUNIT_CASE(idr_and_tree_under_their_own_locks),
	{},
};

static struct kunit_suite idr_suite = {
	.name = "idr",
	.test_cases = idr_cases,
};
kunit_test_suite(idr_suite);

MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("KUnit tests of IDRs, IDAs and radix trees");
