// SPDX-License-Identifier: MIT
/*
 * Bitmaps: any number of bits, in an array of unsigned long.
 */
#include <kunit/test.h>
#include <linux/bitmap.h>
#include <linux/bitops.h>
#include <linux/module.h>

MODULE_DESCRIPTION("Tests of bitmaps");
MODULE_LICENSE("GPL");

#define BITS 130 /* three longs, the last with two bits */

static void sets_ranges(struct kunit *test)
{
	DECLARE_BITMAP(map, BITS);

	bitmap_zero(map, BITS);
	KUNIT_EXPECT_TRUE(test, bitmap_empty(map, BITS));
	bitmap_set(map, 60, 10); /* across the first long's end */
	KUNIT_EXPECT_EQ(test, bitmap_weight(map, BITS), 10);
	KUNIT_EXPECT_EQ(test, find_first_bit(map, BITS), 60);
	KUNIT_EXPECT_EQ(test, find_next_zero_bit(map, BITS, 60), 70);
	bitmap_clear(map, 61, 8);
	KUNIT_EXPECT_EQ(test, bitmap_weight(map, BITS), 2);
	bitmap_fill(map, BITS);
	KUNIT_EXPECT_TRUE(test, bitmap_full(map, BITS));
}

/* What is not there is found at the end. */
static void finds_nothing_at_the_end(struct kunit *test)
{
	DECLARE_BITMAP(map, BITS);

	bitmap_zero(map, BITS);
	KUNIT_EXPECT_EQ(test, find_first_bit(map, BITS), BITS);
	bitmap_fill(map, BITS);
	KUNIT_EXPECT_EQ(test, find_first_zero_bit(map, BITS), BITS);
}

static void combines(struct kunit *test)
{
	DECLARE_BITMAP(a, BITS);
	DECLARE_BITMAP(b, BITS);
	DECLARE_BITMAP(c, BITS);

	bitmap_zero(a, BITS);
	bitmap_zero(b, BITS);
	bitmap_set(a, 0, 100);
	bitmap_set(b, 50, 80);
	bitmap_and(c, a, b, BITS);
	KUNIT_EXPECT_EQ(test, bitmap_weight(c, BITS), 50);
	bitmap_or(c, a, b, BITS);
	KUNIT_EXPECT_TRUE(test, bitmap_full(c, BITS));
	bitmap_xor(c, a, b, BITS);
	KUNIT_EXPECT_EQ(test, bitmap_weight(c, BITS), 80);
	KUNIT_EXPECT_TRUE(test, bitmap_intersects(a, b, BITS));
	KUNIT_EXPECT_FALSE(test, bitmap_subset(a, b, BITS));
}

static void visits_set_bits(struct kunit *test)
{
	DECLARE_BITMAP(map, BITS);
	unsigned long bit, sum = 0;

	bitmap_zero(map, BITS);
	__set_bit(3, map);
	__set_bit(64, map);
	__set_bit(129, map);
	for_each_set_bit (bit, map, BITS)
		sum += bit;
	KUNIT_EXPECT_EQ(test, sum, 196);
}

/* One instruction each, also between CPUs. */
static void changes_bits_atomically(struct kunit *test)
{
	unsigned long word = 0;

	KUNIT_EXPECT_FALSE(test, test_and_set_bit(5, &word));
	KUNIT_EXPECT_TRUE(test, test_and_set_bit(5, &word));
	KUNIT_EXPECT_EQ(test, word, BIT(5));
	KUNIT_EXPECT_TRUE(test, test_and_change_bit(5, &word));
	KUNIT_EXPECT_FALSE(test, test_and_clear_bit(5, &word));
}

static void prints(struct kunit *test)
{
	DECLARE_BITMAP(map, BITS);
	char buf[40];

	bitmap_zero(map, BITS);
	bitmap_set(map, 1, 3);
	bitmap_set(map, 128, 1);
	snprintf(buf, sizeof(buf), "%*pbl", BITS, map);
	KUNIT_EXPECT_STREQ(test, buf, "1-3,128");
}

/* The text of more bits than a page shows, piece by piece. */
static void prints_parts(struct kunit *test)
{
	DECLARE_BITMAP(map, BITS);
	char buf[40] = "";

	bitmap_zero(map, BITS);
	bitmap_set(map, 1, 3);
	bitmap_set(map, 128, 1);
	KUNIT_EXPECT_EQ(test, bitmap_print_list_to_buf(buf, map, BITS, 0, sizeof(buf)), 9);
	KUNIT_EXPECT_STREQ(test, buf, "1-3,128\n");
	KUNIT_EXPECT_EQ(test, bitmap_print_list_to_buf(buf, map, BITS, 4, 2), 2);
	KUNIT_EXPECT_EQ(test, memcmp(buf, "12", 2), 0);
	KUNIT_EXPECT_EQ(test, bitmap_print_list_to_buf(buf, map, BITS, 9, 2), 0);
	KUNIT_EXPECT_EQ(test, bitmap_print_bitmask_to_buf(buf, map, 32, 0, sizeof(buf)), 10);
	KUNIT_EXPECT_STREQ(test, buf, "0000000e\n");
}

static struct kunit_case bitmap_cases[] = {
	KUNIT_CASE(sets_ranges),
	KUNIT_CASE(finds_nothing_at_the_end),
	KUNIT_CASE(combines),
	KUNIT_CASE(visits_set_bits),
	KUNIT_CASE(changes_bits_atomically),
	KUNIT_CASE(prints),
	KUNIT_CASE(prints_parts),
	{},
};

static struct kunit_suite bitmap_suite = {
	.name = "bitmap",
	.test_cases = bitmap_cases,
};
kunit_test_suite(bitmap_suite);
