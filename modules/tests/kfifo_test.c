// SPDX-License-Identifier: MIT
/*
 * Kfifos: rings of elements, first in, first out. One reader and one writer need no lock.
 */
#include <kunit/test.h>
#include <linux/kfifo.h>
#include <linux/module.h>

MODULE_DESCRIPTION("Tests of kfifos");
MODULE_LICENSE("GPL");

static void first_in_first_out(struct kunit *test)
{
	DEFINE_KFIFO(fifo, int, 8);
	int out = 0;

	KUNIT_EXPECT_TRUE(test, kfifo_is_empty(&fifo));
	KUNIT_EXPECT_FALSE(test, kfifo_get(&fifo, &out));
	for (int i = 1; i <= 3; i++)
		KUNIT_EXPECT_TRUE(test, kfifo_put(&fifo, i));
	KUNIT_EXPECT_EQ(test, kfifo_len(&fifo), 3);
	KUNIT_EXPECT_TRUE(test, kfifo_peek(&fifo, &out)); /* looks, and leaves it */
	KUNIT_EXPECT_EQ(test, out, 1);
	for (int i = 1; i <= 3; i++) {
		KUNIT_EXPECT_TRUE(test, kfifo_get(&fifo, &out));
		KUNIT_EXPECT_EQ(test, out, i);
	}
}

static void is_full_at_its_size(struct kunit *test)
{
	DEFINE_KFIFO(fifo, char, 16);

	KUNIT_EXPECT_EQ(test, kfifo_in(&fifo, "0123456789abcdefXYZ", 19), 16);
	KUNIT_EXPECT_TRUE(test, kfifo_is_full(&fifo));
	KUNIT_EXPECT_EQ(test, kfifo_avail(&fifo), 0);
	KUNIT_EXPECT_FALSE(test, kfifo_put(&fifo, 'x'));
	kfifo_reset(&fifo);
	KUNIT_EXPECT_EQ(test, kfifo_avail(&fifo), 16);
}

/* Around the end of the ring, often. */
static void goes_round(struct kunit *test)
{
	DEFINE_KFIFO(fifo, u8, 4);
	u8 in[3], out[3], next = 0;
	int wrong = 0;

	for (int round = 0; round < 100; round++) {
		for (int i = 0; i < 3; i++)
			in[i] = next++;
		wrong += kfifo_in(&fifo, in, 3) != 3;
		wrong += kfifo_out(&fifo, out, 3) != 3;
		wrong += memcmp(in, out, 3) != 0;
	}
	KUNIT_EXPECT_EQ(test, wrong, 0);
}

static void takes_memory(struct kunit *test)
{
	struct kfifo fifo;

	KUNIT_ASSERT_EQ(test, kfifo_alloc(&fifo, 100, GFP_KERNEL), 0);
	KUNIT_EXPECT_EQ(test, kfifo_size(&fifo), 128); /* a power of two */
	kfifo_free(&fifo);
}

static struct kunit_case kfifo_cases[] = {
	KUNIT_CASE(first_in_first_out),
	KUNIT_CASE(is_full_at_its_size),
	KUNIT_CASE(goes_round),
	KUNIT_CASE(takes_memory),
	{},
};

static struct kunit_suite kfifo_suite = {
	.name = "kfifo",
	.test_cases = kfifo_cases,
};
kunit_test_suite(kfifo_suite);
