// SPDX-License-Identifier: MIT
/*
 * The kernel's printf: what stands in C's, and what %p can do beyond that.
 *
 * A parameterised case: it runs once for each row of a table, and the row says what is expected.
 */
#include <kunit/test.h>
#include <linux/ioport.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/module.h>

MODULE_DESCRIPTION("Tests of printf");
MODULE_LICENSE("GPL");

struct number {
	const char *format;
	long long value;
	const char *text;
};

static const struct number numbers[] = {
	{"%lld", 0, "0"},
	{"%lld", LLONG_MIN, "-9223372036854775808"},
	{"%llu", -1, "18446744073709551615"},
	{"%llx", 0xbeef, "beef"},
	{"%#llX", 0xbeef, "0XBEEF"},
	{"%llo", 8, "10"},
	{"%6lld", -42, "   -42"},
	{"%-6lld|", -42, "-42   |"},
	{"%06lld", -42, "-00042"},
	{"%+lld", 42, "+42"},
	{"% lld", 42, " 42"},
	{"%.4lld", 42, "0042"},
};

/* Names the row in the results. */
static void describe(const struct number *number, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s gives %s", number->format, number->text);
}
KUNIT_ARRAY_PARAM(number, numbers, describe);

static void prints_numbers(struct kunit *test)
{
	const struct number *number = test->param_value;
	char buf[40];
	int len = snprintf(buf, sizeof(buf), number->format, number->value);

	KUNIT_EXPECT_STREQ(test, buf, number->text);
	KUNIT_EXPECT_EQ(test, len, strlen(number->text));
}

/* snprintf() returns what it would have written, scnprintf() what it has. */
static void cuts_what_does_not_fit(struct kunit *test)
{
	char buf[5];

	KUNIT_EXPECT_EQ(test, snprintf(buf, sizeof(buf), "%s", "kernel"), 6);
	KUNIT_EXPECT_STREQ(test, buf, "kern");
	KUNIT_EXPECT_EQ(test, scnprintf(buf, sizeof(buf), "%s", "kernel"), 4);
	KUNIT_EXPECT_EQ(test, snprintf(NULL, 0, "%d", 12345), 5);
}

static void prints_pointers(struct kunit *test)
{
	char buf[80], *p = buf;
	int here;

	/* Plain %p is hashed, so that logs don't tell addresses; %px is the address. */
	snprintf(buf, sizeof(buf), "%px", &here);
	KUNIT_EXPECT_EQ(test, strlen(buf), 16);
	snprintf(buf, sizeof(buf), "%ps", kfree);
	KUNIT_EXPECT_STREQ(test, buf, "kfree");
	snprintf(buf, sizeof(buf), "%pe", ERR_PTR(-EINVAL));
	KUNIT_EXPECT_STREQ(test, buf, "-EINVAL");
	snprintf(p, sizeof(buf), "%*ph", 3, "\x01\xab\xff");
	KUNIT_EXPECT_STREQ(test, p, "01 ab ff");
}

/* A range of ports or addresses, with what its flags mean. */
static void prints_resources(struct kunit *test)
{
	struct resource mem = DEFINE_RES_MEM(0xfebc0000, 0x20000), io = DEFINE_RES_IO(0x60, 1);
	char buf[80];

	mem.flags |= IORESOURCE_PREFETCH | IORESOURCE_MEM_64;
	snprintf(buf, sizeof(buf), "%pR", &mem);
	KUNIT_EXPECT_STREQ(test, buf, "[mem 0xfebc0000-0xfebdffff 64bit pref]");
	snprintf(buf, sizeof(buf), "%pr", &mem);
	KUNIT_EXPECT_STREQ(test, buf, "[mem 0xfebc0000-0xfebdffff flags 0x102200]");
	mem.flags |= IORESOURCE_UNSET;
	snprintf(buf, sizeof(buf), "%pR", &mem);
	KUNIT_EXPECT_STREQ(test, buf, "[mem size 0x00020000 64bit pref]");
	snprintf(buf, sizeof(buf), "%pR", &io);
	KUNIT_EXPECT_STREQ(test, buf, "[io  0x0060]");
}

static void allocates(struct kunit *test)
{
	char *text = kasprintf(GFP_KERNEL, "%s-%02d", "node", 7);

	KUNIT_ASSERT_NOT_NULL(test, text);
	KUNIT_EXPECT_STREQ(test, text, "node-07");
	kfree(text);
}

static struct kunit_case printf_cases[] = {
	KUNIT_CASE_PARAM(prints_numbers, number_gen_params),
	KUNIT_CASE(cuts_what_does_not_fit),
	KUNIT_CASE(prints_pointers),
	KUNIT_CASE(prints_resources),
	KUNIT_CASE(allocates),
	{},
};

static struct kunit_suite printf_suite = {
	.name = "printf",
	.test_cases = printf_cases,
};
kunit_test_suite(printf_suite);
