// SPDX-License-Identifier: MIT
/*
 * /sys/kernel/debug/kunit/SUITE/results: what a suite and its cases have said, as long as their
 * module is loaded.
 */
#include <linux/debugfs.h>
#include <linux/fs.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include "internal.h"

static struct dentry *top;

static int results_show(struct seq_file *seq, void *v)
{
	struct kunit_suite *suite = seq->private;
	struct kunit_case *test_case;

	if (!suite->log)
		return 0;
	seq_puts(seq, suite->log);
	kunit_suite_for_each_test_case(suite, test_case)
	{
		if (test_case->log)
			seq_puts(seq, test_case->log);
	}
	seq_printf(seq, "%s %d - %s\n", kunit_status_to_ok_not_ok(kunit_suite_has_succeeded(suite)),
		   1, suite->name);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(results);

void kunit_debugfs_create_suite(struct kunit_suite *suite)
{
	struct kunit_case *test_case;

	/* Before anyone can read them. Without memory there are just no results here. */
	suite->log = kzalloc(KUNIT_LOG_SIZE, GFP_KERNEL);
	kunit_suite_for_each_test_case(suite, test_case)
	{
		if (!test_case->log) /* it may be in two suites */
			test_case->log = kzalloc(KUNIT_LOG_SIZE, GFP_KERNEL);
	}
	if (!top)
		top = debugfs_create_dir("kunit", NULL);
	suite->debugfs = debugfs_create_dir(suite->name, top);
	debugfs_create_file("results", 0444, suite->debugfs, suite, &results_fops);
}

void kunit_debugfs_destroy_suite(struct kunit_suite *suite)
{
	struct kunit_case *test_case;

	debugfs_remove(suite->debugfs);
	suite->debugfs = NULL;
	kfree(suite->log);
	suite->log = NULL; /* it may be in the table twice */
	kunit_suite_for_each_test_case(suite, test_case)
	{
		kfree(test_case->log);
		test_case->log = NULL;
	}
}
