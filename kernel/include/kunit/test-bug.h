/* SPDX-License-Identifier: MIT */
/*
 * For code that is no test and finds something wrong: it makes the test case fail that the current
 * task runs, if it runs one.
 *
 *	kunit_fail_current_test("page %p freed twice", page);
 */
#ifndef _KUNIT_TEST_BUG_H
#define _KUNIT_TEST_BUG_H

#include <linux/compiler.h>

#define kunit_fail_current_test(fmt, ...)                                                          \
	__kunit_fail_current_test(__FILE__, __LINE__, fmt, ##__VA_ARGS__)

/* Any context. */
__printf(3, 4) void __kunit_fail_current_test(const char *file, int line, const char *fmt, ...);

#endif
