// SPDX-License-Identifier: MIT
/*
 * KUnit: the suites of a module, one after the other, as a document of KTAP in the log. run.c runs
 * them; kernel/module/kunit.c finds them, and calls this when a module comes or goes.
 *
 * It is built in, so that a test module needs nothing but itself.
 */
#include <linux/compiler.h>
#include <linux/export.h>
#include <linux/moduleparam.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include "internal.h"

static bool enable = true;
module_param(enable, bool, 0);
MODULE_PARM_DESC(enable, "Run the tests of test modules");

static int stats_enabled = 1;
module_param(stats_enabled, int, 0644);
MODULE_PARM_DESC(stats_enabled,
		 "Count results: never (0), where there is more than one (1), always (2)");

/* One document at a time. */
static DEFINE_MUTEX(run_lock);

bool kunit_enabled(void)
{
	return enable;
}

int kunit_stats_mode(void)
{
	return READ_ONCE(stats_enabled);
}

/*
 * Runs them. Always 0: what has failed is in the log. May sleep, for as long as the tests take, and
 * runs their code.
 */
int __kunit_test_suites_init(struct kunit_suite *const *const suites, int num_suites)
{
	if (!num_suites)
		return 0;
	if (!kunit_enabled()) {
		pr_info("kunit: disabled\n");
		return 0;
	}
	mutex_lock(&run_lock);
	kunit_number_suites_from(1);
	pr_info("KTAP version 1\n");
	pr_info("1..%d\n", num_suites);
	for (int i = 0; i < num_suites; i++) {
		suites[i]->status_comment[0] = '\0';
		suites[i]->suite_init_err = 0;
		kunit_debugfs_create_suite(suites[i]);
		kunit_run_tests(suites[i]);
	}
	mutex_unlock(&run_lock);
	return 0;
}
EXPORT_SYMBOL_GPL(__kunit_test_suites_init);

/* Their results go. None of their code is run. */
void __kunit_test_suites_exit(struct kunit_suite **suites, int num_suites)
{
	for (int i = 0; i < num_suites; i++)
		kunit_debugfs_destroy_suite(suites[i]);
}
EXPORT_SYMBOL_GPL(__kunit_test_suites_exit);
