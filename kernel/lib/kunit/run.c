// SPDX-License-Identifier: MIT
/*
 * A suite of tests: its cases run one after the other, each in a thread of its own, and each is
 * told of in a line of KTAP.
 *
 * A case that crashes takes its module with it (kernel/module/crash.c). From then on nothing of the
 * module is called, and the cases that are left have failed, too.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/panic.h>
#include <linux/string.h>
#include <kunit/test-bug.h>
#include "internal.h"

struct stats {
	unsigned long passed, failed, skipped, total;
};

/* The case that runs; what its two threads need. */
struct running {
	struct kunit *test;
	struct kunit_suite *suite;
	struct kunit_case *test_case;
	bool cleaning; /* the suite's exit has been called */
};

/* ---- Counting ---- */

static void count(struct stats *stats, enum kunit_status status)
{
	stats->total++;
	if (status == KUNIT_SUCCESS)
		stats->passed++;
	else if (status == KUNIT_FAILURE)
		stats->failed++;
	else
		stats->skipped++;
}

static void add_stats(struct stats *sum, const struct stats *stats)
{
	sum->passed += stats->passed;
	sum->failed += stats->failed;
	sum->skipped += stats->skipped;
	sum->total += stats->total;
}

static bool are_worth_printing(const struct stats *stats)
{
	int mode = kunit_stats_mode();

	return mode == 2 || (mode && stats->total > 1);
}

#define log_stats(test_or_suite, indent, stats, title)                                             \
	do {                                                                                       \
		if (are_worth_printing(stats))                                                     \
			kunit_log(KERN_INFO, test_or_suite,                                        \
				  indent "# %s: pass:%lu fail:%lu skip:%lu total:%lu", title,      \
				  (stats)->passed, (stats)->failed, (stats)->skipped,              \
				  (stats)->total);                                                 \
	} while (0)

/* ---- What others ask ---- */

void kunit_log_append(char *log, const char *fmt, ...)
{
	size_t len = log ? strlen(log) : 0;
	va_list args;

	if (!log || len >= KUNIT_LOG_SIZE - 2)
		return;
	/* Leaves room for the end of the line. */
	va_start(args, fmt);
	len += vscnprintf(log + len, KUNIT_LOG_SIZE - 1 - len, fmt, args);
	va_end(args);
	if (len && log[len - 1] != '\n')
		strcpy(log + len, "\n");
}
EXPORT_SYMBOL_GPL(kunit_log_append);

size_t kunit_suite_num_test_cases(struct kunit_suite *suite)
{
	struct kunit_case *test_case;
	size_t num = 0;

	kunit_suite_for_each_test_case(suite, test_case)
	{
		num++;
	}
	return num;
}
EXPORT_SYMBOL_GPL(kunit_suite_num_test_cases);

/* From 1 on; 0: it is none of the suite's. */
unsigned int kunit_test_case_num(struct kunit_suite *suite, struct kunit_case *test_case)
{
	size_t index = test_case - suite->test_cases;

	return index < kunit_suite_num_test_cases(suite) ? index + 1 : 0;
}
EXPORT_SYMBOL_GPL(kunit_test_case_num);

/* Skipped, if all of its cases were. */
enum kunit_status kunit_suite_has_succeeded(struct kunit_suite *suite)
{
	enum kunit_status status = KUNIT_SKIPPED;
	struct kunit_case *test_case;

	if (suite->suite_init_err)
		return KUNIT_FAILURE;
	kunit_suite_for_each_test_case(suite, test_case)
	{
		if (test_case->status == KUNIT_FAILURE)
			return KUNIT_FAILURE;
		if (test_case->status == KUNIT_SUCCESS)
			status = KUNIT_SUCCESS;
	}
	return status;
}
EXPORT_SYMBOL_GPL(kunit_suite_has_succeeded);

void kunit_init_test(struct kunit *test, const char *name, char *log)
{
	spin_lock_init(&test->lock);
	INIT_LIST_HEAD(&test->resources);
	test->name = name;
	test->log = log;
	if (log)
		log[0] = '\0';
	test->status = KUNIT_SUCCESS;
	test->status_comment[0] = '\0';
}
EXPORT_SYMBOL_GPL(kunit_init_test);

void __kunit_fail_current_test(const char *file, int line, const char *fmt, ...)
{
	struct kunit *test = current->kunit_test;
	struct va_format message = {.fmt = fmt};
	va_list args;

	if (!test)
		return;
	kunit_set_failure(test);
	va_start(args, fmt);
	message.va = &args;
	kunit_err(test, "%s:%d: %pV", file, line, &message);
	va_end(args);
}
EXPORT_SYMBOL_GPL(__kunit_fail_current_test);

/* ---- A case ---- */

/* Is there still code to call? */
static bool can_go_on(const struct kunit_suite *suite)
{
	struct module *mod = __module_address((unsigned long)suite);

	return !mod || module_is_live(mod);
}

static void clean_up(struct running *running)
{
	running->cleaning = true;
	if (running->suite->exit)
		running->suite->exit(running->test);
	kunit_cleanup(running->test);
}

static void run_case(void *context)
{
	struct running *running = context;
	struct kunit *test = running->test;
	int err = 0;

	current->kunit_test = test;
	if (running->suite->init)
		err = running->suite->init(test);
	if (err) {
		kunit_err(test, "failed to initialize: %d\n", err);
		kunit_set_failure(test);
	} else {
		running->test_case->run_case(test);
	}
	clean_up(running);
}

static void clean_up_after_throw(void *context)
{
	struct running *running = context;

	current->kunit_test = running->test;
	clean_up(running);
}

/* Of a thread that did not end as it should: true, and its resources are left as they are. */
static bool report_broken_thread(struct running *running)
{
	struct kunit *test = running->test;
	int err = kunit_try_catch_get_result(&test->try_catch);

	if (!err)
		return false;
	kunit_set_failure(test);
	if (err == -ETIMEDOUT)
		kunit_err(test, "test case timed out\n");
	else if (err == -EINTR)
		kunit_err(test, "test case crashed\n");
	else
		kunit_err(test, "internal error occurred preventing test case from running: %d\n",
			  err);
	return true;
}

/* The clean-up itself threw: the suite's exit has had its turn. */
static void catch_clean_up(void *context)
{
	struct running *running = context;

	if (!report_broken_thread(running))
		kunit_cleanup(running->test);
}

static void catch_case(void *context)
{
	struct running *running = context;
	struct kunit_try_catch *try_catch = &running->test->try_catch;

	if (running->cleaning) {
		catch_clean_up(running);
		return;
	}
	if (report_broken_thread(running))
		return;
	try_catch->try = clean_up_after_throw;
	try_catch->catch = catch_clean_up;
	kunit_try_catch_run(try_catch, running);
}

/* One run of a case, which test has been prepared for. */
static void run_case_safely(struct kunit_suite *suite, struct kunit_case *test_case,
			    struct kunit *test)
{
	struct running running = {.test = test, .suite = suite, .test_case = test_case};

	test->status = KUNIT_SUCCESS;
	test->status_comment[0] = '\0';
	test->try_catch = (struct kunit_try_catch){
		.test = test,
		.try = run_case,
		.catch = catch_case,
	};
	kunit_try_catch_run(&test->try_catch, &running);
	if (test->status == KUNIT_FAILURE)
		test_case->status = KUNIT_FAILURE;
	else if (test_case->status != KUNIT_FAILURE && test->status == KUNIT_SUCCESS)
		test_case->status = KUNIT_SUCCESS;
}

/* For each of its values. */
static void run_with_params(struct kunit_suite *suite, struct kunit_case *test_case,
			    struct kunit *test, struct stats *stats)
{
	char desc[KUNIT_PARAM_DESC_SIZE];

	kunit_log(KERN_INFO, test, KUNIT_SUBSUBTEST_INDENT "# Subtest: %s", test_case->name);
	do {
		desc[0] = '\0';
		test->param_value = test_case->generate_params(test->param_value, desc);
		if (!test->param_value)
			break;
		run_case_safely(suite, test_case, test);
		count(stats, test->status);
		if (!desc[0])
			snprintf(desc, sizeof(desc), "param-%d", test->param_index);
		test->param_index++;
		kunit_log(KERN_INFO, test, KUNIT_SUBSUBTEST_INDENT "%s %d - %s",
			  kunit_status_to_ok_not_ok(test->status), test->param_index, desc);
	} while (can_go_on(suite));
}

static void log_case(const struct kunit_suite *suite, const struct kunit_case *test_case,
		     struct kunit *test)
{
	bool skipped = test_case->status == KUNIT_SKIPPED;

	kunit_log(KERN_INFO, test, KUNIT_SUBTEST_INDENT "%s %zd - %s%s%s",
		  kunit_status_to_ok_not_ok(test_case->status), test_case - suite->test_cases + 1,
		  test_case->name, skipped ? " # SKIP " : "", skipped ? test->status_comment : "");
}

static void run_one(struct kunit_suite *suite, struct kunit_case *test_case, struct stats *stats)
{
	struct kunit test = {};

	kunit_init_test(&test, test_case->name, test_case->log);
	test_case->status = KUNIT_SKIPPED;
	if (!can_go_on(suite)) {
		kunit_err(&test, "not run, since its module has crashed\n");
		test_case->status = KUNIT_FAILURE;
		count(stats, KUNIT_FAILURE);
	} else if (test_case->generate_params) {
		run_with_params(suite, test_case, &test, stats);
	} else {
		run_case_safely(suite, test_case, &test);
		count(stats, test.status);
	}
	log_stats(&test, KUNIT_SUBTEST_INDENT, stats, test.name);
	log_case(suite, test_case, &test);
}

/* ---- A suite ---- */

static size_t next_number = 1;

void kunit_number_suites_from(size_t number)
{
	next_number = number;
}

static void run_all(struct kunit_suite *suite)
{
	struct stats suite_stats = {}, all_stats = {};
	struct kunit_case *test_case;

	kunit_log(KERN_INFO, suite, KUNIT_SUBTEST_INDENT "# Subtest: %s", suite->name);
	kunit_log(KERN_INFO, suite, KUNIT_SUBTEST_INDENT "1..%zd",
		  kunit_suite_num_test_cases(suite));
	kunit_suite_for_each_test_case(suite, test_case)
	{
		struct stats stats = {};

		run_one(suite, test_case, &stats);
		count(&suite_stats, test_case->status);
		add_stats(&all_stats, &stats);
	}
	if (suite->suite_exit && can_go_on(suite))
		suite->suite_exit(suite);
	log_stats(suite, "", &suite_stats, suite->name);
	log_stats(suite, "", &all_stats, "Totals");
}

/* Runs the suite, prints it, and returns 0. May sleep. */
int kunit_run_tests(struct kunit_suite *suite)
{
	enum kunit_status status;

	add_taint(TAINT_TEST, LOCKDEP_STILL_OK);
	if (!can_go_on(suite))
		suite->suite_init_err = -EIO;
	else if (suite->suite_init)
		suite->suite_init_err = suite->suite_init(suite);
	if (suite->suite_init_err)
		kunit_err(suite, KUNIT_SUBTEST_INDENT "# failed to initialize (%d)",
			  suite->suite_init_err);
	else
		run_all(suite);
	status = kunit_suite_has_succeeded(suite);
	/* Not to its own log: debugfs has it after the cases. */
	pr_info("%s %zd - %s%s%s\n", kunit_status_to_ok_not_ok(status), next_number++, suite->name,
		status == KUNIT_SKIPPED ? " # SKIP " : "",
		status == KUNIT_SKIPPED ? suite->status_comment : "");
	return 0;
}
EXPORT_SYMBOL_GPL(kunit_run_tests);
