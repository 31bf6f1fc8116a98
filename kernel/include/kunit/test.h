/* SPDX-License-Identifier: MIT */
/*
 * KUnit: tests of kernel code, in modules, run when the module is loaded.
 *
 *	static void adds(struct kunit *test)
 *	{
 *		KUNIT_EXPECT_EQ(test, 4, 2 + 2);
 *	}
 *
 *	static struct kunit_case sums_cases[] = {
 *		KUNIT_CASE(adds),
 *		{}
 *	};
 *
 *	static struct kunit_suite sums = {
 *		.name = "sums",
 *		.test_cases = sums_cases,
 *	};
 *	kunit_test_suite(sums);
 *
 * insmod(8) then runs each suite's cases, each in a kernel thread of its own, and the log has the
 * result in the Kernel Test Anything Protocol, KTAP:
 *
 *	KTAP version 1
 *	1..1
 *	    # Subtest: sums
 *	    1..1
 *	    ok 1 - adds
 *	ok 1 - sums
 *
 * So has /sys/kernel/debug/kunit/sums/results, while the module is loaded. A failure doesn't keep
 * the module out. A case that crashes fails, and with it those after it, since the module's code is
 * gone then.
 *
 * Expectations (KUNIT_EXPECT_*) that fail make the case fail and let it go on; assertions
 * (KUNIT_ASSERT_*) end it. Each has a form with _MSG, for a printk() format and its arguments. They
 * evaluate their arguments once. Expectations may be made in any context; what throws (assertions,
 * kunit_skip()) only in the case's own thread.
 */
#ifndef _KUNIT_TEST_H
#define _KUNIT_TEST_H

#include <kunit/assert.h>
#include <kunit/try-catch.h>
#include <linux/compiler.h>
#include <linux/container_of.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/kconfig.h>
#include <linux/kernel.h>
#include <linux/kref.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/types.h>
#include <asm/rwonce.h>

struct dentry;
struct kunit;

#define KUNIT_LOG_SIZE		  2048 /* bytes kept of a case's, or suite's, output */
#define KUNIT_PARAM_DESC_SIZE	  128  /* room for a generator's description */
#define KUNIT_STATUS_COMMENT_SIZE 256  /* room for the reason of a skip */

#define KUNIT_SUBTEST_INDENT	"    "
#define KUNIT_SUBSUBTEST_INDENT "        "

enum kunit_status {
	KUNIT_SUCCESS,
	KUNIT_FAILURE,
	KUNIT_SKIPPED,
};

/* Made by KUNIT_CASE() or KUNIT_CASE_PARAM(); an array of them ends with an empty one. */
struct kunit_case {
	void (*run_case)(struct kunit *test);
	const char *name;
	/*
	 * The value after prev, the first for NULL; NULL when there is none. May describe it in
	 * desc, of KUNIT_PARAM_DESC_SIZE.
	 */
	const void *(*generate_params)(const void *prev, char *desc);

	/* KUnit's own. */
	enum kunit_status status;
	char *log;
};

static inline char *kunit_status_to_ok_not_ok(enum kunit_status status)
{
	return status == KUNIT_FAILURE ? "not ok" : "ok";
}

#define KUNIT_CASE(test_name)                                                                      \
	{                                                                                          \
		.run_case = test_name, .name = #test_name                                          \
	}

/* Runs once for each value; the case finds it in test->param_value. */
#define KUNIT_CASE_PARAM(test_name, gen_params)                                                    \
	{                                                                                          \
		.run_case = test_name, .name = #test_name, .generate_params = gen_params           \
	}

/*
 * A generator, name_gen_params, of pointers to the elements of an array; get_desc(element, desc)
 * describes one, or is NULL.
 */
#define KUNIT_ARRAY_PARAM(name, array, get_desc)                                                   \
	static const void *name##_gen_params(const void *prev, char *desc)                         \
	{                                                                                          \
		typeof((array)[0]) *__next = prev ? ((typeof(__next))prev) + 1 : (array);          \
		void (*__get_desc)(typeof(__next), char *) = get_desc;                             \
                                                                                                   \
		if (__next - (array) >= ARRAY_SIZE(array))                                         \
			return NULL;                                                               \
		if (__get_desc)                                                                    \
			__get_desc(__next, desc);                                                  \
		return __next;                                                                     \
	}

/*
 * Cases with what they have in common. init runs before each case, in its thread, and makes it fail
 * unless it returns 0; exit runs after each case, also after such a failure. suite_init runs before
 * all, and if it fails none is run; suite_exit after all.
 */
struct kunit_suite {
	const char name[256];
	int (*suite_init)(struct kunit_suite *suite);
	void (*suite_exit)(struct kunit_suite *suite);
	int (*init)(struct kunit *test);
	void (*exit)(struct kunit *test);
	struct kunit_case *test_cases;

	/* KUnit's own. */
	char status_comment[KUNIT_STATUS_COMMENT_SIZE];
	struct dentry *debugfs;
	char *log;
	int suite_init_err;
};

/* A running case. */
struct kunit {
	void *priv; /* the test's: as a rule what init has made */

	/* KUnit's own, but param_value, which a case reads. */
	const char *name;
	char *log;
	struct kunit_try_catch try_catch;
	const void *param_value;
	int param_index;
	spinlock_t lock;	  /* resources */
	enum kunit_status status; /* only ever set to worse; read when the case is over */
	struct list_head resources;
	char status_comment[KUNIT_STATUS_COMMENT_SIZE];
};

/* Any context. */
static inline void kunit_set_failure(struct kunit *test)
{
	WRITE_ONCE(test->status, KUNIT_FAILURE);
}

/* The parameter kunit.enable: true unless the command line says otherwise. */
bool kunit_enabled(void);

/* For whoever runs suites in another way than by loading a module. */
void kunit_init_test(struct kunit *test, const char *name, char *log);
int kunit_run_tests(struct kunit_suite *suite);
size_t kunit_suite_num_test_cases(struct kunit_suite *suite);
unsigned int kunit_test_case_num(struct kunit_suite *suite, struct kunit_case *test_case);
enum kunit_status kunit_suite_has_succeeded(struct kunit_suite *suite);
int __kunit_test_suites_init(struct kunit_suite *const *const suites, int num_suites);
void __kunit_test_suites_exit(struct kunit_suite **suites, int num_suites);

/*
 * Has the suites, given by address, run when the module is loaded, after its init. They and their
 * arrays of cases stay as long as the module does: they can't be __initdata.
 */
#define kunit_test_suites(__suites...) __kunit_test_suites(__UNIQUE_ID(array), ##__suites)
#define kunit_test_suite(suite)	       kunit_test_suites(&suite)

/* For suites with functions or data that are __init: by its name modpost knows that they may be. */
#define kunit_test_init_section_suites(__suites...)                                                \
	__kunit_test_suites(CONCATENATE(__UNIQUE_ID(array), _probe), ##__suites)
#define kunit_test_init_section_suite(suite) kunit_test_init_section_suites(&suite)

#define __kunit_test_suites(unique_array, ...)                                                     \
	static struct kunit_suite *unique_array[] __aligned(sizeof(struct kunit_suite *))          \
		__used __section(".kunit_test_suites") = {__VA_ARGS__}

#define kunit_suite_for_each_test_case(suite, test_case)                                           \
	for (test_case = (suite)->test_cases; test_case->run_case; test_case++)

/*
 * Memory that is freed when the case is over, or by kunit_kfree() before. NULL if there is none.
 * As kmalloc(), kmalloc_array(), …
 */
void *kunit_kmalloc_array(struct kunit *test, size_t n, size_t size, gfp_t gfp);
void kunit_kfree(struct kunit *test, const void *ptr);

static inline void *kunit_kmalloc(struct kunit *test, size_t size, gfp_t gfp)
{
	return kunit_kmalloc_array(test, 1, size, gfp);
}

static inline void *kunit_kzalloc(struct kunit *test, size_t size, gfp_t gfp)
{
	return kunit_kmalloc(test, size, gfp | __GFP_ZERO);
}

static inline void *kunit_kcalloc(struct kunit *test, size_t n, size_t size, gfp_t gfp)
{
	return kunit_kmalloc_array(test, n, size, gfp | __GFP_ZERO);
}

/* Frees all that the case has: KUnit does so after each. */
void kunit_cleanup(struct kunit *test);

/* The case counts as skipped, for that reason; kunit_skip() also ends it. */
#define kunit_mark_skipped(test_or_suite, fmt, ...)                                                \
	do {                                                                                       \
		WRITE_ONCE((test_or_suite)->status, KUNIT_SKIPPED);                                \
		scnprintf((test_or_suite)->status_comment, KUNIT_STATUS_COMMENT_SIZE, fmt,         \
			  ##__VA_ARGS__);                                                          \
	} while (0)

#define kunit_skip(test_or_suite, fmt, ...)                                                        \
	do {                                                                                       \
		kunit_mark_skipped((test_or_suite), fmt, ##__VA_ARGS__);                           \
		kunit_try_catch_throw(&((test_or_suite)->try_catch));                              \
	} while (0)

/* ---- What a test has to say: to the kernel's log, and to its results in debugfs ---- */

/* A line, as far as KUNIT_LOG_SIZE goes; nothing if log is NULL. */
__printf(2, 3) void kunit_log_append(char *log, const char *fmt, ...);

#define kunit_log(lvl, test_or_suite, fmt, ...)                                                    \
	do {                                                                                       \
		printk(lvl fmt, ##__VA_ARGS__);                                                    \
		kunit_log_append((test_or_suite)->log, fmt, ##__VA_ARGS__);                        \
	} while (0)

/* With the case's name before it, as a diagnostic of KTAP's. */
#define kunit_printk(lvl, test, fmt, ...)                                                          \
	kunit_log(lvl, test, KUNIT_SUBTEST_INDENT "# %s: " fmt, (test)->name, ##__VA_ARGS__)
#define kunit_info(test, fmt, ...) kunit_printk(KERN_INFO, test, fmt, ##__VA_ARGS__)
#define kunit_warn(test, fmt, ...) kunit_printk(KERN_WARNING, test, fmt, ##__VA_ARGS__)
#define kunit_err(test, fmt, ...)  kunit_printk(KERN_ERR, test, fmt, ##__VA_ARGS__)

/* ---- Expectations and assertions ---- */

/* One has failed: sets the case's failure, says so, and ends the case if it is an assertion. */
__printf(6, 7) void kunit_do_failed_assertion(struct kunit *test, const struct kunit_loc *loc,
					      enum kunit_assert_type type,
					      const struct kunit_assert *assert,
					      assert_format_t assert_format, const char *fmt, ...);

/* kind: of struct kunit_KIND_assert and kunit_KIND_assert_format(); init: braces and all. */
#define __KUNIT_FAILED(test, type, kind, init, fmt, ...)                                           \
	do {                                                                                       \
		static const struct kunit_loc __loc = KUNIT_CURRENT_LOC;                           \
		const struct kunit_##kind##_assert __assertion = init;                             \
                                                                                                   \
		kunit_do_failed_assertion(test, &__loc, type, &__assertion.assert,                 \
					  kunit_##kind##_assert_format, fmt, ##__VA_ARGS__);       \
	} while (0)
#define __KUNIT_INIT(...)                                                                          \
	{                                                                                          \
		__VA_ARGS__                                                                        \
	}

#define __KUNIT_UNARY(test, type, cond, expected, fmt, ...)                                        \
	do {                                                                                       \
		if (unlikely((expected) ? !(cond) : !!(cond)))                                     \
			__KUNIT_FAILED(                                                            \
				test, type, unary,                                                 \
				__KUNIT_INIT(.condition = #cond, .expected_true = (expected)),     \
				fmt, ##__VA_ARGS__);                                               \
	} while (0)

/* ok is an expression of __left and __right. */
#define __KUNIT_BINARY(test, type, kind, left, op, right, ok, fmt, ...)                            \
	do {                                                                                       \
		typeof(left) __left = (left);                                                      \
		typeof(right) __right = (right);                                                   \
		static const struct kunit_binary_assert_text __text = {                            \
			.operation = #op, .left_text = #left, .right_text = #right};               \
                                                                                                   \
		if (unlikely(!(ok)))                                                               \
			__KUNIT_FAILED(test, type, kind,                                           \
				       __KUNIT_INIT(.text = &__text, .left_value = __left,         \
						    .right_value = __right),                       \
				       fmt, ##__VA_ARGS__);                                        \
	} while (0)
#define __KUNIT_INT(test, type, left, op, right, fmt, ...)                                         \
	__KUNIT_BINARY(test, type, binary, left, op, right, __left op __right, fmt, ##__VA_ARGS__)
#define __KUNIT_PTR(test, type, left, op, right, fmt, ...)                                         \
	__KUNIT_BINARY(test, type, binary_ptr, left, op, right, __left op __right, fmt,            \
		       ##__VA_ARGS__)

#define __KUNIT_STR(test, type, left, op, right, fmt, ...)                                         \
	do {                                                                                       \
		const char *__left = (left);                                                       \
		const char *__right = (right);                                                     \
		static const struct kunit_binary_assert_text __text = {                            \
			.operation = #op, .left_text = #left, .right_text = #right};               \
                                                                                                   \
		if (unlikely(!(strcmp(__left, __right) op 0)))                                     \
			__KUNIT_FAILED(test, type, binary_str,                                     \
				       __KUNIT_INIT(.text = &__text, .left_value = __left,         \
						    .right_value = __right),                       \
				       fmt, ##__VA_ARGS__);                                        \
	} while (0)

#define __KUNIT_NOT_ERR(test, type, ptr, fmt, ...)                                                 \
	do {                                                                                       \
		const typeof(ptr) __ptr = (ptr);                                                   \
                                                                                                   \
		if (unlikely(IS_ERR_OR_NULL(__ptr)))                                               \
			__KUNIT_FAILED(test, type, ptr_not_err,                                    \
				       __KUNIT_INIT(.text = #ptr, .value = __ptr), fmt,            \
				       ##__VA_ARGS__);                                             \
	} while (0)

/* Says that getting here is what was wanted. */
#define KUNIT_SUCCEED(test)                                                                        \
	do {                                                                                       \
	} while (0)

#define KUNIT_FAIL(test, fmt, ...)                                                                 \
	__KUNIT_FAILED(test, KUNIT_EXPECTATION, fail, __KUNIT_INIT(), fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_FAILURE(test, fmt, ...)                                                       \
	__KUNIT_FAILED(test, KUNIT_ASSERTION, fail, __KUNIT_INIT(), fmt, ##__VA_ARGS__)

#define KUNIT_EXPECT_TRUE(test, condition) KUNIT_EXPECT_TRUE_MSG(test, condition, NULL)
#define KUNIT_EXPECT_TRUE_MSG(test, condition, fmt, ...)                                           \
	__KUNIT_UNARY(test, KUNIT_EXPECTATION, condition, true, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_FALSE(test, condition) KUNIT_EXPECT_FALSE_MSG(test, condition, NULL)
#define KUNIT_EXPECT_FALSE_MSG(test, condition, fmt, ...)                                          \
	__KUNIT_UNARY(test, KUNIT_EXPECTATION, condition, false, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_EQ(test, left, right) KUNIT_EXPECT_EQ_MSG(test, left, right, NULL)
#define KUNIT_EXPECT_EQ_MSG(test, left, right, fmt, ...)                                           \
	__KUNIT_INT(test, KUNIT_EXPECTATION, left, ==, right, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_NE(test, left, right) KUNIT_EXPECT_NE_MSG(test, left, right, NULL)
#define KUNIT_EXPECT_NE_MSG(test, left, right, fmt, ...)                                           \
	__KUNIT_INT(test, KUNIT_EXPECTATION, left, !=, right, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_LT(test, left, right) KUNIT_EXPECT_LT_MSG(test, left, right, NULL)
#define KUNIT_EXPECT_LT_MSG(test, left, right, fmt, ...)                                           \
	__KUNIT_INT(test, KUNIT_EXPECTATION, left, <, right, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_LE(test, left, right) KUNIT_EXPECT_LE_MSG(test, left, right, NULL)
#define KUNIT_EXPECT_LE_MSG(test, left, right, fmt, ...)                                           \
	__KUNIT_INT(test, KUNIT_EXPECTATION, left, <=, right, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_GT(test, left, right) KUNIT_EXPECT_GT_MSG(test, left, right, NULL)
#define KUNIT_EXPECT_GT_MSG(test, left, right, fmt, ...)                                           \
	__KUNIT_INT(test, KUNIT_EXPECTATION, left, >, right, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_GE(test, left, right) KUNIT_EXPECT_GE_MSG(test, left, right, NULL)
#define KUNIT_EXPECT_GE_MSG(test, left, right, fmt, ...)                                           \
	__KUNIT_INT(test, KUNIT_EXPECTATION, left, >=, right, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_PTR_EQ(test, left, right) KUNIT_EXPECT_PTR_EQ_MSG(test, left, right, NULL)
#define KUNIT_EXPECT_PTR_EQ_MSG(test, left, right, fmt, ...)                                       \
	__KUNIT_PTR(test, KUNIT_EXPECTATION, left, ==, right, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_PTR_NE(test, left, right) KUNIT_EXPECT_PTR_NE_MSG(test, left, right, NULL)
#define KUNIT_EXPECT_PTR_NE_MSG(test, left, right, fmt, ...)                                       \
	__KUNIT_PTR(test, KUNIT_EXPECTATION, left, !=, right, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_STREQ(test, left, right) KUNIT_EXPECT_STREQ_MSG(test, left, right, NULL)
#define KUNIT_EXPECT_STREQ_MSG(test, left, right, fmt, ...)                                        \
	__KUNIT_STR(test, KUNIT_EXPECTATION, left, ==, right, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_STRNEQ(test, left, right) KUNIT_EXPECT_STRNEQ_MSG(test, left, right, NULL)
#define KUNIT_EXPECT_STRNEQ_MSG(test, left, right, fmt, ...)                                       \
	__KUNIT_STR(test, KUNIT_EXPECTATION, left, !=, right, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_NULL(test, ptr) KUNIT_EXPECT_NULL_MSG(test, ptr, NULL)
#define KUNIT_EXPECT_NULL_MSG(test, ptr, fmt, ...)                                                 \
	__KUNIT_PTR(test, KUNIT_EXPECTATION, ptr, ==, NULL, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_NOT_NULL(test, ptr) KUNIT_EXPECT_NOT_NULL_MSG(test, ptr, NULL)
#define KUNIT_EXPECT_NOT_NULL_MSG(test, ptr, fmt, ...)                                             \
	__KUNIT_PTR(test, KUNIT_EXPECTATION, ptr, !=, NULL, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_NOT_ERR_OR_NULL(test, ptr) KUNIT_EXPECT_NOT_ERR_OR_NULL_MSG(test, ptr, NULL)
#define KUNIT_EXPECT_NOT_ERR_OR_NULL_MSG(test, ptr, fmt, ...)                                      \
	__KUNIT_NOT_ERR(test, KUNIT_EXPECTATION, ptr, fmt, ##__VA_ARGS__)

#define KUNIT_ASSERT_TRUE(test, condition) KUNIT_ASSERT_TRUE_MSG(test, condition, NULL)
#define KUNIT_ASSERT_TRUE_MSG(test, condition, fmt, ...)                                           \
	__KUNIT_UNARY(test, KUNIT_ASSERTION, condition, true, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_FALSE(test, condition) KUNIT_ASSERT_FALSE_MSG(test, condition, NULL)
#define KUNIT_ASSERT_FALSE_MSG(test, condition, fmt, ...)                                          \
	__KUNIT_UNARY(test, KUNIT_ASSERTION, condition, false, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_EQ(test, left, right) KUNIT_ASSERT_EQ_MSG(test, left, right, NULL)
#define KUNIT_ASSERT_EQ_MSG(test, left, right, fmt, ...)                                           \
	__KUNIT_INT(test, KUNIT_ASSERTION, left, ==, right, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_NE(test, left, right) KUNIT_ASSERT_NE_MSG(test, left, right, NULL)
#define KUNIT_ASSERT_NE_MSG(test, left, right, fmt, ...)                                           \
	__KUNIT_INT(test, KUNIT_ASSERTION, left, !=, right, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_LT(test, left, right) KUNIT_ASSERT_LT_MSG(test, left, right, NULL)
#define KUNIT_ASSERT_LT_MSG(test, left, right, fmt, ...)                                           \
	__KUNIT_INT(test, KUNIT_ASSERTION, left, <, right, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_LE(test, left, right) KUNIT_ASSERT_LE_MSG(test, left, right, NULL)
#define KUNIT_ASSERT_LE_MSG(test, left, right, fmt, ...)                                           \
	__KUNIT_INT(test, KUNIT_ASSERTION, left, <=, right, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_GT(test, left, right) KUNIT_ASSERT_GT_MSG(test, left, right, NULL)
#define KUNIT_ASSERT_GT_MSG(test, left, right, fmt, ...)                                           \
	__KUNIT_INT(test, KUNIT_ASSERTION, left, >, right, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_GE(test, left, right) KUNIT_ASSERT_GE_MSG(test, left, right, NULL)
#define KUNIT_ASSERT_GE_MSG(test, left, right, fmt, ...)                                           \
	__KUNIT_INT(test, KUNIT_ASSERTION, left, >=, right, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_PTR_EQ(test, left, right) KUNIT_ASSERT_PTR_EQ_MSG(test, left, right, NULL)
#define KUNIT_ASSERT_PTR_EQ_MSG(test, left, right, fmt, ...)                                       \
	__KUNIT_PTR(test, KUNIT_ASSERTION, left, ==, right, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_PTR_NE(test, left, right) KUNIT_ASSERT_PTR_NE_MSG(test, left, right, NULL)
#define KUNIT_ASSERT_PTR_NE_MSG(test, left, right, fmt, ...)                                       \
	__KUNIT_PTR(test, KUNIT_ASSERTION, left, !=, right, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_STREQ(test, left, right) KUNIT_ASSERT_STREQ_MSG(test, left, right, NULL)
#define KUNIT_ASSERT_STREQ_MSG(test, left, right, fmt, ...)                                        \
	__KUNIT_STR(test, KUNIT_ASSERTION, left, ==, right, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_STRNEQ(test, left, right) KUNIT_ASSERT_STRNEQ_MSG(test, left, right, NULL)
#define KUNIT_ASSERT_STRNEQ_MSG(test, left, right, fmt, ...)                                       \
	__KUNIT_STR(test, KUNIT_ASSERTION, left, !=, right, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_NULL(test, ptr) KUNIT_ASSERT_NULL_MSG(test, ptr, NULL)
#define KUNIT_ASSERT_NULL_MSG(test, ptr, fmt, ...)                                                 \
	__KUNIT_PTR(test, KUNIT_ASSERTION, ptr, ==, NULL, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_NOT_NULL(test, ptr) KUNIT_ASSERT_NOT_NULL_MSG(test, ptr, NULL)
#define KUNIT_ASSERT_NOT_NULL_MSG(test, ptr, fmt, ...)                                             \
	__KUNIT_PTR(test, KUNIT_ASSERTION, ptr, !=, NULL, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_NOT_ERR_OR_NULL(test, ptr) KUNIT_ASSERT_NOT_ERR_OR_NULL_MSG(test, ptr, NULL)
#define KUNIT_ASSERT_NOT_ERR_OR_NULL_MSG(test, ptr, fmt, ...)                                      \
	__KUNIT_NOT_ERR(test, KUNIT_ASSERTION, ptr, fmt, ##__VA_ARGS__)

#endif
