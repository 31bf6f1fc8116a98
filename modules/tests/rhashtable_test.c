// SPDX-License-Identifier: MIT
/* Resizable hash tables: found by key, whatever the size and the seed; and those with equal keys.
 */
#include <kunit/test.h>
#include <linux/kthread.h>
#include <linux/rhashtable.h>
#include <linux/slab.h>

#define COUNT 1000

struct thing {
	u32 id;
	bool seen;
	struct rhash_head node;
};

struct part {
	u32 id;
	struct rhlist_head node;
};

static const struct rhashtable_params thing_params = {
	.key_len = sizeof_field(struct thing, id),
	.key_offset = offsetof(struct thing, id),
	.head_offset = offsetof(struct thing, node),
	.automatic_shrinking = true,
};

static const struct rhashtable_params part_params = {
	.key_len = sizeof_field(struct part, id),
	.key_offset = offsetof(struct part, id),
	.head_offset = offsetof(struct part, node),
};

static unsigned int size_of(struct rhashtable *ht)
{
	unsigned int size;

	flush_work(&ht->run_work);
	mutex_lock(&ht->mutex);
	size = rht_dereference(ht->tbl, ht)->size;
	mutex_unlock(&ht->mutex);
	return size;
}

/* COUNT things in a table that has become as large as they need. */
static struct thing *filled(struct kunit *test, struct rhashtable *ht)
{
	struct thing *things = kunit_kcalloc(test, COUNT, sizeof(*things), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, things);
	KUNIT_ASSERT_EQ(test, rhashtable_init(ht, &thing_params), 0);
	for (u32 i = 0; i < COUNT; i++) {
		things[i].id = i * 7;
		KUNIT_ASSERT_EQ(test, rhashtable_insert_fast(ht, &things[i].node, thing_params), 0);
	}
	return things;
}

static void grows_and_shrinks(struct kunit *test)
{
	struct rhashtable ht;
	struct thing *things = filled(test, &ht);
	u32 key;

	KUNIT_EXPECT_EQ(test, size_of(&ht), 2048U);
	for (key = 0; key < COUNT * 7; key++)
		KUNIT_EXPECT_PTR_EQ(test,
				    (struct thing *)rhashtable_lookup_fast(&ht, &key, thing_params),
				    key % 7 ? NULL : &things[key / 7]);
	for (u32 i = 0; i < COUNT - 10; i++)
		KUNIT_EXPECT_EQ(test, rhashtable_remove_fast(&ht, &things[i].node, thing_params),
				0);
	KUNIT_EXPECT_LT(test, size_of(&ht), 64U);
	KUNIT_EXPECT_EQ(test, atomic_read(&ht.nelems), 10);
	KUNIT_EXPECT_EQ(test, rhashtable_remove_fast(&ht, &things[0].node, thing_params), -ENOENT);
	key = (COUNT - 1) * 7;
	KUNIT_EXPECT_PTR_EQ(test, (struct thing *)rhashtable_lookup_fast(&ht, &key, thing_params),
			    &things[COUNT - 1]);
	rhashtable_destroy(&ht);
}

static void an_equal_key_is_found_or_replaced(struct kunit *test)
{
	struct thing one = {.id = 5}, same = {.id = 5}, other = {.id = 6};
	struct rhashtable ht;

	KUNIT_ASSERT_EQ(test, rhashtable_init(&ht, &thing_params), 0);
	KUNIT_EXPECT_EQ(test, rhashtable_lookup_insert_fast(&ht, &one.node, thing_params), 0);
	KUNIT_EXPECT_EQ(test, rhashtable_lookup_insert_fast(&ht, &same.node, thing_params),
			-EEXIST);
	KUNIT_EXPECT_PTR_EQ(
		test,
		(struct thing *)rhashtable_lookup_get_insert_fast(&ht, &same.node, thing_params),
		&one);
	KUNIT_EXPECT_EQ(test, rhashtable_replace_fast(&ht, &one.node, &same.node, thing_params), 0);
	KUNIT_EXPECT_PTR_EQ(
		test, (struct thing *)rhashtable_lookup_fast(&ht, &one.id, thing_params), &same);
	KUNIT_EXPECT_EQ(test, rhashtable_replace_fast(&ht, &one.node, &same.node, thing_params),
			-ENOENT);
	KUNIT_EXPECT_NULL(test, rhashtable_lookup_fast(&ht, &other.id, thing_params));
	rhashtable_destroy(&ht);
}

static void refuses_what_is_too_much(struct kunit *test)
{
	struct rhashtable_params params = thing_params;
	struct thing things[9] = {};
	struct rhashtable ht;

	params.key_len = 0;
	KUNIT_EXPECT_EQ(test, rhashtable_init(&ht, &params), -EINVAL);
	params = thing_params;
	params.max_size = 4;
	KUNIT_ASSERT_EQ(test, rhashtable_init(&ht, &params), 0);
	for (int i = 0; i < 8; i++)
		KUNIT_EXPECT_EQ(test, rhashtable_insert_fast(&ht, &things[i].node, params), 0);
	KUNIT_EXPECT_EQ(test, rhashtable_insert_fast(&ht, &things[8].node, params), -E2BIG);
	rhashtable_destroy(&ht);
}

/* A walk that stops at each object and removes it meets all of them. */
static void walks_and_removes(struct kunit *test)
{
	struct rhashtable_iter iter;
	struct rhashtable ht;
	struct thing *things = filled(test, &ht), *thing;
	int n = 0;

	size_of(&ht);
	rhashtable_walk_enter(&ht, &iter);
	rhashtable_walk_start(&iter);
	/* The usual way to show all: what peek() found is not met again. */
	for (thing = rhashtable_walk_peek(&iter); thing; thing = rhashtable_walk_next(&iter))
		n += !IS_ERR(thing);
	KUNIT_EXPECT_EQ(test, n, COUNT);
	KUNIT_EXPECT_NULL(test, rhashtable_walk_next(&iter));
	rhashtable_walk_stop(&iter);
	rhashtable_walk_exit(&iter);

	n = 0;
	rhashtable_walk_enter(&ht, &iter);
	rhashtable_walk_start(&iter);
	while ((thing = rhashtable_walk_next(&iter))) {
		if (IS_ERR(thing))
			continue;
		KUNIT_EXPECT_PTR_EQ(test, (struct thing *)rhashtable_walk_peek(&iter), thing);
		rhashtable_walk_stop(&iter);
		KUNIT_EXPECT_FALSE(test, thing->seen);
		thing->seen = true;
		KUNIT_EXPECT_EQ(test, rhashtable_remove_fast(&ht, &thing->node, thing_params), 0);
		n++;
		rhashtable_walk_start(&iter);
	}
	rhashtable_walk_stop(&iter);
	rhashtable_walk_exit(&iter);
	KUNIT_EXPECT_EQ(test, n, COUNT);
	KUNIT_EXPECT_TRUE(test, things[COUNT - 1].seen);
	rhashtable_destroy(&ht);
}

static void count_part(void *ptr, void *arg)
{
	++*(int *)arg;
}

static void equal_keys_hang_together(struct kunit *test)
{
	struct part *parts = kunit_kcalloc(test, 100, sizeof(*parts), GFP_KERNEL), *part;
	struct rhlist_head *list, *pos;
	struct rhltable hlt;
	int n = 0;
	u32 key = 3;

	KUNIT_ASSERT_NOT_NULL(test, parts);
	KUNIT_ASSERT_EQ(test, rhltable_init(&hlt, &part_params), 0);
	for (int i = 0; i < 100; i++) {
		parts[i].id = i % 10;
		KUNIT_EXPECT_EQ(test, rhltable_insert(&hlt, &parts[i].node, part_params), 0);
	}
	KUNIT_EXPECT_EQ(test, rhltable_remove(&hlt, &parts[93].node, part_params),
			0); /* the first */
	KUNIT_EXPECT_EQ(test, rhltable_remove(&hlt, &parts[43].node, part_params), 0);
	KUNIT_EXPECT_EQ(test, rhltable_remove(&hlt, &parts[43].node, part_params), -ENOENT);
	rcu_read_lock();
	list = rhltable_lookup(&hlt, &key, part_params);
	rhl_for_each_entry_rcu(part, pos, list, node)
	{
		KUNIT_EXPECT_EQ(test, part->id, key);
		n++;
	}
	rcu_read_unlock();
	KUNIT_EXPECT_EQ(test, n, 8);
	n = 0;
	rhltable_free_and_destroy(&hlt, count_part, &n);
	KUNIT_EXPECT_EQ(test, n, 98);
}

/*
 * Readers find what stays while the table is made large and small around it. On one CPU they run
 * where the others let them.
 */
static int reader(void *arg)
{
	struct rhashtable *ht = arg;
	u32 key = 1;
	int missed = 0;

	while (!kthread_should_stop()) {
		missed += !rhashtable_lookup_fast(ht, &key, thing_params);
		cond_resched();
	}
	return missed;
}

static void readers_miss_nothing_while_it_resizes(struct kunit *test)
{
	struct thing stays = {.id = 1}, *things;
	struct task_struct *task;
	struct rhashtable ht;

	things = filled(test, &ht);
	KUNIT_ASSERT_EQ(test, rhashtable_insert_fast(&ht, &stays.node, thing_params), 0);
	task = kthread_run(reader, &ht, "rht_reader");
	KUNIT_ASSERT_FALSE(test, IS_ERR(task));
	for (int round = 0; round < 2; round++) {
		for (int i = 0; i < COUNT; i++)
			rhashtable_remove_fast(&ht, &things[i].node, thing_params);
		size_of(&ht);
		for (int i = 0; i < COUNT; i++)
			rhashtable_insert_fast(&ht, &things[i].node, thing_params);
		size_of(&ht);
	}
	KUNIT_EXPECT_EQ(test, kthread_stop(task), 0);
	rhashtable_destroy(&ht);
}

static struct kunit_case rhashtable_cases[] = {
	KUNIT_CASE(grows_and_shrinks),
	KUNIT_CASE(an_equal_key_is_found_or_replaced),
	KUNIT_CASE(refuses_what_is_too_much),
	KUNIT_CASE(walks_and_removes),
	KUNIT_CASE(equal_keys_hang_together),
	KUNIT_CASE(readers_miss_nothing_while_it_resizes),
	{},
};

static struct kunit_suite rhashtable_suite = {
	.name = "rhashtable",
	.test_cases = rhashtable_cases,
};
kunit_test_suite(rhashtable_suite);

MODULE_DESCRIPTION("KUnit tests of resizable hash tables");
MODULE_LICENSE("GPL");
