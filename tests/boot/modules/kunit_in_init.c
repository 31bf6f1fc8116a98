// SPDX-License-Identifier: MIT
/*
 * A suite in memory that goes when init is over, while its results stay.
 */
#include <kunit/test.h>
#include <linux/module.h>

MODULE_LICENSE("GPL");

static void passes(struct kunit *test)
{
}

static struct kunit_case cases[] = {
	KUNIT_CASE(passes),
	{},
};
static struct kunit_suite suite __initdata = {.name = "in_init", .test_cases = cases};

kunit_test_init_section_suite(suite);
