// SPDX-License-Identifier: MIT
/*
 * As much of KUnit as lets the test modules of kernel/lib run as a program under the sanitisers:
 * test_lib_kunit.c finds the suites by their section, and runs them.
 */
#ifndef HOST_KUNIT_TEST_H
#define HOST_KUNIT_TEST_H

#include <linux/err.h>
#include <kunit/case.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/types.h>

/* clang-format off */
#define KUNIT_CASE(f) { .run_case = f, .name = #f }
#define KUNIT_CASE_PARAM(f, gen) { .run_case = f, .name = #f, .generate_params = gen }

#define KUNIT_PARAM_DESC_SIZE 128
#define KUNIT_ARRAY_PARAM(name, array, get_desc)                                                   \
	static const void *name##_gen_params(const void *prev, char *desc)                         \
	{                                                                                          \
		typeof((array)[0]) *next = prev ? (typeof(next))prev + 1 : (array);                \
		void (*describe)(typeof(next), char *) = get_desc;                                 \
		if (next - (array) >= ARRAY_SIZE((array)))                                         \
			return NULL;                                                               \
		if (describe)                                                                      \
			describe(next, desc);                                                      \
		return next;                                                                       \
	}

#define kunit_test_suite(s)                                                                        \
	static struct kunit_suite *host_suite_##s __used __section("kunit_suites") = &s
/* clang-format on */

__printf(4, 5) void host_kunit_fail(struct kunit *test, const char *file, int line, const char *fmt,
				    ...);

#define host_check(test, assert, ok, fmt, ...)                                                     \
	do {                                                                                       \
		if (!(ok)) {                                                                       \
			host_kunit_fail(test, __FILE__, __LINE__, fmt, ##__VA_ARGS__);             \
			if (assert)                                                                \
				__builtin_longjmp((test)->to, 1);                                  \
		}                                                                                  \
	} while (0)
#define host_compare(test, assert, a, op, b)                                                       \
	do {                                                                                       \
		typeof(a) __a = (a);                                                               \
		typeof(b) __b = (b);                                                               \
		host_check(test, assert, __a op __b, "%s %s %s, but they are %lld and %lld", #a,   \
			   #op, #b, (long long)__a, (long long)__b);                               \
	} while (0)
#define host_compare_text(test, assert, a, b)                                                      \
	do {                                                                                       \
		const char *__a = (a), *__b = (b);                                                 \
		host_check(test, assert, !strcmp(__a, __b),                                        \
			   "%s == %s, but they are '%s' and '%s'", #a, #b, __a, __b);              \
	} while (0)

#define KUNIT_FAIL(test, fmt, ...)     host_check(test, 0, false, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_TRUE(test, c)     host_check(test, 0, c, "%s", #c)
#define KUNIT_EXPECT_FALSE(test, c)    host_check(test, 0, !(c), "!(%s)", #c)
#define KUNIT_EXPECT_NULL(test, p)     host_check(test, 0, !(p), "%s is NULL", #p)
#define KUNIT_EXPECT_NOT_NULL(test, p) host_check(test, 0, (p) != NULL, "%s is not NULL", #p)
#define KUNIT_EXPECT_EQ(test, a, b)    host_compare(test, 0, a, ==, b)
#define KUNIT_EXPECT_NE(test, a, b)    host_compare(test, 0, a, !=, b)
#define KUNIT_EXPECT_LT(test, a, b)    host_compare(test, 0, a, <, b)
#define KUNIT_EXPECT_LE(test, a, b)    host_compare(test, 0, a, <=, b)
#define KUNIT_EXPECT_GT(test, a, b)    host_compare(test, 0, a, >, b)
#define KUNIT_EXPECT_GE(test, a, b)    host_compare(test, 0, a, >=, b)
#define KUNIT_EXPECT_PTR_EQ(test, a, b)                                                            \
	host_check(test, 0, (const void *)(a) == (const void *)(b),                                \
		   "%s == %s, but they are %p and %p", #a, #b, (const void *)(a),                  \
		   (const void *)(b))
#define KUNIT_EXPECT_STREQ(test, a, b)		 host_compare_text(test, 0, a, b)
#define KUNIT_EXPECT_TRUE_MSG(test, c, fmt, ...) host_check(test, 0, c, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_EQ_MSG(test, a, b, fmt, ...)                                                  \
	host_check(test, 0, (a) == (b), fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_STREQ_MSG(test, a, b, fmt, ...)                                               \
	host_check(test, 0, !strcmp(a, b), "'%s' is not '%s': " fmt, a, b, ##__VA_ARGS__)
#define KUNIT_ASSERT_TRUE(test, c)	      host_check(test, 1, c, "%s", #c)
#define KUNIT_ASSERT_EQ(test, a, b)	      host_compare(test, 1, a, ==, b)
#define KUNIT_ASSERT_NOT_NULL(test, p)	      host_check(test, 1, (p) != NULL, "%s", #p)
#define KUNIT_ASSERT_NOT_ERR_OR_NULL(test, p) host_check(test, 1, !IS_ERR_OR_NULL(p), "%s", #p)

#endif
