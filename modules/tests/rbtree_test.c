// SPDX-License-Identifier: MIT
/*
 * Red-black trees: sorted, and never deep. The caller walks down to the place of a new node, since
 * only it knows how to compare; the tree links the node in and balances.
 */
#include <kunit/test.h>
#include <linux/module.h>
#include <linux/prandom.h>
#include <linux/rbtree.h>

MODULE_DESCRIPTION("Tests of red-black trees");
MODULE_LICENSE("GPL");

struct number {
	struct rb_node node;
	u32 value;
};

static void insert(struct rb_root *root, struct number *new)
{
	struct rb_node **link = &root->rb_node, *parent = NULL;

	while (*link) {
		parent = *link;
		link = new->value < rb_entry(parent, struct number, node)->value
			       ? &parent->rb_left
			       : &parent->rb_right;
	}
	rb_link_node(&new->node, parent, link);
	rb_insert_color(&new->node, root);
}

static int depth(const struct rb_node *node)
{
	return node ? 1 + max(depth(node->rb_left), depth(node->rb_right)) : 0;
}

/* How many there are, or -1 if they aren't in order. */
static int count_sorted(struct rb_root *root)
{
	u32 last = 0;
	int num = 0;

	for (struct rb_node *node = rb_first(root); node; node = rb_next(node)) {
		u32 value = rb_entry(node, struct number, node)->value;

		if (value < last)
			return -1;
		last = value;
		num++;
	}
	return num;
}

static struct number *make(struct kunit *test, struct rb_root *root, int num, bool sorted)
{
	struct number *numbers = kunit_kcalloc(test, num, sizeof(*numbers), GFP_KERNEL);
	struct rnd_state state;

	KUNIT_ASSERT_NOT_NULL(test, numbers);
	prandom_seed_state(&state, 1); /* the same each time: a failure can be repeated */
	for (int i = 0; i < num; i++) {
		numbers[i].value = sorted ? i : prandom_u32_state(&state);
		insert(root, &numbers[i]);
	}
	return numbers;
}

static void sorts(struct kunit *test)
{
	struct rb_root root = RB_ROOT;

	make(test, &root, 1000, false);
	KUNIT_EXPECT_EQ(test, count_sorted(&root), 1000);
}

/* Not even numbers that come in order make it deep: at most 2 log2(n + 1). */
static void stays_flat(struct kunit *test)
{
	struct rb_root root = RB_ROOT;

	make(test, &root, 1023, true);
	KUNIT_EXPECT_LE(test, depth(root.rb_node), 20);
}

static void erases(struct kunit *test)
{
	struct rb_root root = RB_ROOT;
	struct number *numbers = make(test, &root, 500, false);

	for (int i = 0; i < 500; i += 2)
		rb_erase(&numbers[i].node, &root);
	KUNIT_EXPECT_EQ(test, count_sorted(&root), 250);
	for (int i = 1; i < 500; i += 2)
		rb_erase(&numbers[i].node, &root);
	KUNIT_EXPECT_TRUE(test, RB_EMPTY_ROOT(&root));
}

static struct kunit_case rbtree_cases[] = {
	KUNIT_CASE(sorts),
	KUNIT_CASE(stays_flat),
	KUNIT_CASE(erases),
	{},
};

static struct kunit_suite rbtree_suite = {
	.name = "rbtree",
	.test_cases = rbtree_cases,
};
kunit_test_suite(rbtree_suite);
