// SPDX-License-Identifier: MIT
/*
 * A test case that follows a null pointer, between two others.
 */
#include <kunit/test.h>
#include <linux/module.h>

MODULE_LICENSE("GPL");

static int *nowhere;

static void before(struct kunit *test)
{
}

static void crashes(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, 0, *nowhere);
}

static void after(struct kunit *test)
{
}

static void say(struct kunit *test)
{
	pr_info("exit of %s\n", test->name);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(before),
	KUNIT_CASE(crashes),
	KUNIT_CASE(after),
	{},
};

static struct kunit_suite suite = {.name = "crash", .exit = say, .test_cases = cases};
static struct kunit_suite next = {.name = "next", .exit = say, .test_cases = cases};

kunit_test_suites(&suite, &next);
