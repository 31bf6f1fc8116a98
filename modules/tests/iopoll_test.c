// SPDX-License-Identifier: MIT
/* Waiting for a register to change, with something in memory in its place. */
#include <kunit/test.h>
#include <linux/bcd.h>
#include <linux/iopoll.h>
#include <linux/module.h>

MODULE_DESCRIPTION("Tests of reading until a condition holds");
MODULE_LICENSE("GPL");

/* Counts its reads. */
static int tries;

static int next_try(int add)
{
	return tries += add;
}

static void it_reads_until_the_condition_holds(struct kunit *test)
{
	int val;

	tries = 0;
	KUNIT_EXPECT_EQ(test, read_poll_timeout(next_try, val, val == 6, 10, 1000000, false, 2), 0);
	KUNIT_EXPECT_EQ(test, val, 6);
	KUNIT_EXPECT_EQ(test, tries, 6);
	KUNIT_EXPECT_EQ(test, read_poll_timeout_atomic(next_try, val, val == 7, 1, 0, true, 1), 0);
}

static void it_gives_up_in_time(struct kunit *test)
{
	ktime_t start = ktime_get();
	u32 reg = 1, val;

	KUNIT_EXPECT_EQ(test, readl_poll_timeout(&reg, val, val & 2, 100, 2000), -ETIMEDOUT);
	KUNIT_EXPECT_EQ(test, readl_relaxed_poll_timeout_atomic(&reg, val, !val, 10, 2000),
			-ETIMEDOUT);
	KUNIT_EXPECT_EQ(test, val, 1);
	KUNIT_EXPECT_GE(test, ktime_us_delta(ktime_get(), start), 4000);
	reg = 2;
	KUNIT_EXPECT_EQ(test, readl_poll_timeout(&reg, val, val & 2, 100, 2000), 0);
}

static void decimal_digits_go_both_ways(struct kunit *test)
{
	for (int i = 0; i < 100; i++)
		KUNIT_EXPECT_EQ(test, bcd2bin(bin2bcd(i)), i);
	KUNIT_EXPECT_EQ(test, bin2bcd(59), 0x59);
}

static struct kunit_case iopoll_cases[] = {
	KUNIT_CASE(it_reads_until_the_condition_holds),
	KUNIT_CASE(it_gives_up_in_time),
	KUNIT_CASE(decimal_digits_go_both_ways),
	{},
};

static struct kunit_suite iopoll_suite = {.name = "iopoll", .test_cases = iopoll_cases};
kunit_test_suite(iopoll_suite);
