// SPDX-License-Identifier: MIT
/*
 * Reference counts: who holds one keeps the object, and the last to let go frees it.
 */
#include <kunit/test.h>
#include <linux/kref.h>
#include <linux/module.h>
#include <linux/refcount.h>

MODULE_DESCRIPTION("Tests of reference counts");
MODULE_LICENSE("GPL");

struct object {
	struct kref ref;
	int released;
};

static void release(struct kref *ref)
{
	container_of(ref, struct object, ref)->released++;
}

static void the_last_one_releases(struct kunit *test)
{
	struct object object = {};

	kref_init(&object.ref); /* one reference: the maker's */
	kref_get(&object.ref);
	KUNIT_EXPECT_EQ(test, kref_read(&object.ref), 2);
	KUNIT_EXPECT_EQ(test, kref_put(&object.ref, release), 0);
	KUNIT_EXPECT_EQ(test, object.released, 0);
	KUNIT_EXPECT_EQ(test, kref_put(&object.ref, release), 1);
	KUNIT_EXPECT_EQ(test, object.released, 1);
}

/* For who finds an object that may be on its way out, in a table for instance. */
static void what_is_gone_can_t_be_got(struct kunit *test)
{
	struct object object = {};

	kref_init(&object.ref);
	KUNIT_EXPECT_NE(test, kref_get_unless_zero(&object.ref), 0);
	kref_put(&object.ref, release);
	kref_put(&object.ref, release);
	KUNIT_EXPECT_EQ(test, kref_get_unless_zero(&object.ref), 0);
}

static void refcounts(struct kunit *test)
{
	refcount_t count = REFCOUNT_INIT(1);

	refcount_inc(&count);
	refcount_add(3, &count);
	KUNIT_EXPECT_EQ(test, refcount_read(&count), 5);
	KUNIT_EXPECT_FALSE(test, refcount_sub_and_test(4, &count));
	KUNIT_EXPECT_TRUE(test, refcount_dec_and_test(&count));
	KUNIT_EXPECT_FALSE(test, refcount_inc_not_zero(&count));
}

static struct kunit_case kref_cases[] = {
	KUNIT_CASE(the_last_one_releases),
	KUNIT_CASE(what_is_gone_can_t_be_got),
	KUNIT_CASE(refcounts),
	{},
};

static struct kunit_suite kref_suite = {
	.name = "kref",
	.test_cases = kref_cases,
};
kunit_test_suite(kref_suite);
