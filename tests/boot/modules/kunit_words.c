// SPDX-License-Identifier: MIT
/*
 * Test cases with every outcome there is, for what KUnit says of each.
 */
#include <kunit/resource.h>
#include <kunit/test-bug.h>
#include <kunit/test.h>
#include <linux/module.h>

MODULE_LICENSE("GPL");

static void passes(struct kunit *test)
{
	KUNIT_SUCCEED(test);
	KUNIT_EXPECT_EQ(test, 2, 1 + 1);
}

static void compares(struct kunit *test)
{
	int two = 2;

	KUNIT_EXPECT_EQ(test, two + 1, 4);
	KUNIT_EXPECT_NE_MSG(test, two, 2, "it is %s", "two");
	KUNIT_EXPECT_LT(test, -EINVAL, -EBUSY - 10);
	KUNIT_EXPECT_TRUE(test, two == 3);
	KUNIT_EXPECT_FALSE_MSG(test, two == 2, "%d", 7);
}

static void points(struct kunit *test)
{
	void *here = (void *)0x1000, *none = NULL, *error = ERR_PTR(-ENOENT);

	KUNIT_EXPECT_PTR_EQ(test, here, none);
	KUNIT_EXPECT_NULL(test, here);
	KUNIT_EXPECT_NOT_ERR_OR_NULL(test, none);
	KUNIT_EXPECT_NOT_ERR_OR_NULL(test, error);
}

static void spells(struct kunit *test)
{
	const char *word = "abc";

	KUNIT_EXPECT_STREQ(test, word, "abd");
	KUNIT_EXPECT_STRNEQ(test, word, word);
	KUNIT_FAIL(test, "says %s", "so");
}

static void asserts(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, test->param_index, 1);
	KUNIT_FAIL(test, "not reached");
}

static void skips(struct kunit *test)
{
	kunit_skip(test, "no %s here", "such thing");
	KUNIT_FAIL(test, "not reached");
}

static void is_told(struct kunit *test)
{
	kunit_fail_current_test("found %d", 5);
}

static void frees(struct kunit *test)
{
	char *p = kunit_kmalloc(test, 10, GFP_KERNEL);

	kunit_kfree(test, p);
	KUNIT_EXPECT_NULL(test, current->mm);
	kunit_info(test, "in %s\n", current->comm);
	kunit_kfree(test, p);
}

struct value {
	int number;
	const char *name;
};

static const struct value values[] = {{1, "one"}, {2, "two"}, {3, "three"}};

static void describe(const struct value *value, char *desc)
{
	strscpy(desc, value->name, KUNIT_PARAM_DESC_SIZE);
}
KUNIT_ARRAY_PARAM(value, values, describe);

static const int plain[] = {5, 6};
KUNIT_ARRAY_PARAM(plain, plain, NULL);

static void is_odd(struct kunit *test)
{
	const struct value *value = test->param_value;

	KUNIT_EXPECT_TRUE(test, value->number & 1);
}

static void is_big(struct kunit *test)
{
	KUNIT_EXPECT_GT(test, *(const int *)test->param_value, 4);
}

/* Of the second suite: what is called when. */
static int init(struct kunit *test)
{
	kunit_info(test, "init");
	return strcmp(test->name, "has_no_init") ? 0 : -ENODEV;
}

static void exit(struct kunit *test)
{
	kunit_info(test, "exit");
	if (!strcmp(test->name, "exit_throws"))
		KUNIT_ASSERT_EQ(test, 1, 2);
}

static int suite_init(struct kunit_suite *suite)
{
	pr_info("suite_init\n");
	return 0;
}

static void suite_exit(struct kunit_suite *suite)
{
	pr_info("suite_exit\n");
}

static void say_freed(struct kunit_resource *res)
{
	pr_info("freed: %s\n", (char *)res->data);
}

static void has_things(struct kunit *test)
{
	kunit_alloc_resource(test, NULL, say_freed, GFP_KERNEL, "the first");
	kunit_alloc_resource(test, NULL, say_freed, GFP_KERNEL, "the second");
	KUNIT_ASSERT_TRUE(test, false);
}

static void has_no_init(struct kunit *test)
{
	KUNIT_FAIL(test, "not reached");
}

static void exit_throws(struct kunit *test)
{
}

static struct kunit_case words_cases[] = {
	KUNIT_CASE(passes),
	KUNIT_CASE(compares),
	KUNIT_CASE(points),
	KUNIT_CASE(spells),
	KUNIT_CASE(asserts),
	KUNIT_CASE(skips),
	KUNIT_CASE(is_told),
	KUNIT_CASE(frees),
	KUNIT_CASE_PARAM(is_odd, value_gen_params),
	KUNIT_CASE_PARAM(is_big, plain_gen_params),
	{},
};

static struct kunit_suite words = {.name = "words", .test_cases = words_cases};

static struct kunit_case fixture_cases[] = {
	KUNIT_CASE(has_things),
	KUNIT_CASE(has_no_init),
	KUNIT_CASE(exit_throws),
	{},
};

static struct kunit_suite fixtures = {
	.name = "fixtures",
	.suite_init = suite_init,
	.suite_exit = suite_exit,
	.init = init,
	.exit = exit,
	.test_cases = fixture_cases,
};

static int refuse(struct kunit_suite *suite)
{
	return -ENOSYS;
}

static struct kunit_suite refused = {
	.name = "refused",
	.suite_init = refuse,
	.test_cases = fixture_cases,
};

static struct kunit_case skipped_cases[] = {
	KUNIT_CASE(skips),
	{},
};
static struct kunit_suite skipped = {.name = "skipped", .test_cases = skipped_cases};

kunit_test_suites(&words, &fixtures);
kunit_test_suites(&refused, &skipped);
