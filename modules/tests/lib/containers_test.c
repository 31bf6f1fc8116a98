// SPDX-License-Identifier: MIT
/* Heaps, interval trees, priority lists, rings; and the small arithmetic beside them. */
#include <kunit/test.h>
#include <linux/bitfield.h>
#include <linux/circ_buf.h>
#include <linux/gcd.h>
#include <linux/interval_tree.h>
#include <linux/lcm.h>
#include <linux/min_heap.h>
#include <linux/plist.h>
#include <linux/prandom.h>
#include <linux/rational.h>
#include <linux/reciprocal_div.h>
#include <asm/unaligned.h>

static bool int_less(const void *lhs, const void *rhs)
{
	return *(const int *)lhs < *(const int *)rhs;
}

static void int_swap(void *lhs, void *rhs)
{
	swap(*(int *)lhs, *(int *)rhs);
}

static const struct min_heap_callbacks int_heap = {
	.elem_size = sizeof(int), .less = int_less, .swp = int_swap};

static void a_heap_sorts(struct kunit *test)
{
	static int data[100];
	struct min_heap heap = {.data = data, .nr = 50, .size = 100};
	struct rnd_state rnd;
	int last = INT_MIN, v;

	prandom_seed_state(&rnd, 1);
	for (int i = 0; i < 50; i++)
		data[i] = prandom_u32_state(&rnd) % 1000;
	min_heapify_all(&heap, &int_heap);
	for (int i = 0; i < 50; i++) {
		v = prandom_u32_state(&rnd) % 1000;
		min_heap_push(&heap, &v, &int_heap);
	}
	v = 2000;
	min_heap_pop_push(&heap, &v, &int_heap);
	while (heap.nr) {
		KUNIT_EXPECT_LE(test, last, data[0]);
		last = data[0];
		min_heap_pop(&heap, &int_heap);
	}
	KUNIT_EXPECT_EQ(test, last, 2000);
}

#define INTERVALS 100

static void intervals_that_overlap(struct kunit *test)
{
	static struct interval_tree_node nodes[INTERVALS];
	struct rb_root_cached root = RB_ROOT_CACHED;
	struct interval_tree_node *node;
	struct rnd_state rnd;

	prandom_seed_state(&rnd, 2);
	for (int i = 0; i < INTERVALS; i++) {
		nodes[i].start = prandom_u32_state(&rnd) % 1000;
		nodes[i].last = nodes[i].start + prandom_u32_state(&rnd) % 50;
		interval_tree_insert(&nodes[i], &root);
	}
	for (int round = 0; round < 300; round++) {
		unsigned long start = prandom_u32_state(&rnd) % 1050, prev = 0;
		unsigned long last = start + prandom_u32_state(&rnd) % 20;
		int want = 0, got = 0, n = round % INTERVALS;

		/* Move one: the tree must know its new end. */
		interval_tree_remove(&nodes[n], &root);
		nodes[n].start = prandom_u32_state(&rnd) % 1000;
		nodes[n].last = nodes[n].start + prandom_u32_state(&rnd) % 100;
		interval_tree_insert(&nodes[n], &root);
		for (int i = 0; i < INTERVALS; i++)
			want += nodes[i].start <= last && start <= nodes[i].last;
		for (node = interval_tree_iter_first(&root, start, last); node;
		     node = interval_tree_iter_next(node, start, last)) {
			KUNIT_EXPECT_TRUE(test, node->start <= last && start <= node->last);
			KUNIT_EXPECT_GE(test, node->start, prev);
			prev = node->start;
			got++;
		}
		KUNIT_EXPECT_EQ(test, got, want);
	}
}

static void a_plist_is_ordered(struct kunit *test)
{
	static struct plist_node nodes[60];
	PLIST_HEAD(head);
	struct plist_node *pos;
	struct rnd_state rnd;

	prandom_seed_state(&rnd, 3);
	for (int i = 0; i < 60; i++)
		plist_node_init(&nodes[i], 0);
	for (int round = 0; round < 1000; round++) {
		struct plist_node *node = &nodes[prandom_u32_state(&rnd) % 60], *prev = NULL;

		if (plist_node_empty(node)) {
			plist_node_init(node, prandom_u32_state(&rnd) % 7);
			plist_add(node, &head);
		} else if (round % 3) {
			plist_del(node, &head);
		} else {
			plist_requeue(node, &head);
			if (!list_is_last(&node->node_list, &head.node_list))
				KUNIT_EXPECT_GT(test, plist_next(node)->prio, node->prio);
		}
		plist_for_each(pos, &head)
		{
			/* Who leads its priority, and only who does, is among the leaders. */
			bool leads = !prev || prev->prio != pos->prio;

			KUNIT_EXPECT_TRUE(test, !prev || prev->prio <= pos->prio);
			if (!leads)
				KUNIT_EXPECT_TRUE(test, list_empty(&pos->prio_list));
			prev = pos;
		}
	}
}

static void rings(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, CIRC_CNT(5, 3, 8), 2);
	KUNIT_EXPECT_EQ(test, CIRC_CNT(1, 6, 8), 3);
	KUNIT_EXPECT_EQ(test, CIRC_SPACE(1, 6, 8), 4);
	KUNIT_EXPECT_EQ(test, CIRC_CNT_TO_END(1, 6, 8), 2);
	KUNIT_EXPECT_EQ(test, CIRC_CNT_TO_END(5, 3, 8), 2);
	KUNIT_EXPECT_EQ(test, CIRC_SPACE_TO_END(5, 3, 8), 3);
	KUNIT_EXPECT_EQ(test, CIRC_SPACE_TO_END(5, 0, 8), 2);
}

static void divisors(struct kunit *test)
{
	struct rnd_state rnd;
	unsigned long n, d;

	KUNIT_EXPECT_EQ(test, gcd(48, 36), 12UL);
	KUNIT_EXPECT_EQ(test, gcd(0, 7), 7UL);
	KUNIT_EXPECT_EQ(test, lcm(4, 6), 12UL);
	KUNIT_EXPECT_EQ(test, lcm(4, 0), 0UL);
	KUNIT_EXPECT_EQ(test, lcm_not_zero(4, 0), 4UL);
	prandom_seed_state(&rnd, 4);
	for (int i = 0; i < 2000; i++) {
		u32 a = prandom_u32_state(&rnd), b = prandom_u32_state(&rnd) >> (i % 32);

		if (b)
			KUNIT_EXPECT_EQ(test, reciprocal_divide(a, reciprocal_value(b)), a / b);
	}
	rational_best_approximation(31415, 10000, 255, 255, &n, &d);
	KUNIT_EXPECT_EQ(test, n, 245UL);
	KUNIT_EXPECT_EQ(test, d, 78UL);
	rational_best_approximation(1230, 10, 100, 20, &n, &d);
	KUNIT_EXPECT_EQ(test, n, 100UL);
	KUNIT_EXPECT_EQ(test, d, 1UL);
	rational_best_approximation(27, 32, 16, 16, &n, &d);
	KUNIT_EXPECT_EQ(test, n, 11UL);
	KUNIT_EXPECT_EQ(test, d, 13UL);
	rational_best_approximation(1155, 7735, 255, 255, &n, &d);
	KUNIT_EXPECT_EQ(test, n, 33UL);
	KUNIT_EXPECT_EQ(test, d, 221UL);
	rational_best_approximation(87, 32, 70, 32, &n, &d);
	KUNIT_EXPECT_EQ(test, n, 68UL);
	KUNIT_EXPECT_EQ(test, d, 25UL);
	rational_best_approximation(14533, 4626, 15000, 2400, &n, &d);
	KUNIT_EXPECT_EQ(test, n, 7433UL);
	KUNIT_EXPECT_EQ(test, d, 2366UL);
}

static void fields(struct kunit *test)
{
	u32 reg = 0xffff;
	u8 raw[8] = {1, 2, 3, 4, 5, 6, 7, 8};

	KUNIT_EXPECT_EQ(test, FIELD_PREP(GENMASK(7, 4), 3), 0x30UL);
	KUNIT_EXPECT_EQ(test, FIELD_GET(GENMASK(15, 8), 0x1234), 0x12UL);
	KUNIT_EXPECT_FALSE(test, FIELD_FIT(GENMASK(3, 0), 16));
	KUNIT_EXPECT_EQ(test, FIELD_MAX(GENMASK(6, 4)), 7UL);
	u32p_replace_bits(&reg, 5, 0x00f0);
	KUNIT_EXPECT_EQ(test, reg, 0xff5fU);
	KUNIT_EXPECT_EQ(test, be16_get_bits(cpu_to_be16(0x1234), 0x0ff0), 0x23);
	KUNIT_EXPECT_EQ(test, le32_encode_bits(3, 0x300), cpu_to_le32(0x300));
	KUNIT_EXPECT_EQ(test, get_unaligned_be32(raw + 1), 0x02030405U);
	KUNIT_EXPECT_EQ(test, get_unaligned_le64(raw), 0x0807060504030201ULL);
	KUNIT_EXPECT_EQ(test, get_unaligned_be24(raw), 0x010203U);
	put_unaligned(0x1122, (u16 *)(raw + 1));
	KUNIT_EXPECT_EQ(test, get_unaligned((u16 *)(raw + 1)), 0x1122);
	put_unaligned_be48(0xa1a2a3a4a5a6, raw + 1);
	KUNIT_EXPECT_EQ(test, get_unaligned_be48(raw + 1), 0xa1a2a3a4a5a6ULL);
}

static void arrays_of_pointers_are_joined(struct kunit *test)
{
	int x[3];
	int *one[] = {&x[0], &x[1], NULL}, *two[] = {&x[2], NULL}, *none[] = {NULL};
	int **both = memcat_p(one, two);

	KUNIT_ASSERT_NOT_NULL(test, both);
	for (int i = 0; i < 3; i++)
		KUNIT_EXPECT_PTR_EQ(test, both[i], &x[i]);
	KUNIT_EXPECT_NULL(test, both[3]);
	kfree(both);
	both = memcat_p(none, none);
	KUNIT_ASSERT_NOT_NULL(test, both);
	KUNIT_EXPECT_NULL(test, both[0]);
	kfree(both);
}

static struct kunit_case containers_cases[] = {KUNIT_CASE(a_heap_sorts),
					       KUNIT_CASE(intervals_that_overlap),
					       KUNIT_CASE(a_plist_is_ordered),
					       KUNIT_CASE(rings),
					       KUNIT_CASE(divisors),
					       KUNIT_CASE(fields),
					       KUNIT_CASE(arrays_of_pointers_are_joined),
					       {}};

static struct kunit_suite containers_suite = {
	.name = "containers",
	.test_cases = containers_cases,
};
kunit_test_suite(containers_suite);

MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("KUnit tests of small containers and arithmetic");
