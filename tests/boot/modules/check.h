/* SPDX-License-Identifier: MIT */
/*
 * For modules that try a part of the kernel in their init: CHECK() what must hold. What does not is
 * said with its line, and counted; init returns checks_result(), and so refuses to load.
 */
#ifndef CHECK_H
#define CHECK_H

#include <linux/errno.h>
#include <linux/module.h>
#include <linux/printk.h>

static int checks_failed;

#define CHECK(condition)                                                                           \
	do {                                                                                       \
		if (!(condition)) {                                                                \
			pr_err("%s: not so, line %d: %s\n", KBUILD_MODNAME, __LINE__, #condition); \
			checks_failed++;                                                           \
		}                                                                                  \
	} while (0)

/* The same for two numbers, which are shown. */
#define CHECK_EQ(a, b)                                                                             \
	do {                                                                                       \
		long long a_ = (long long)(a), b_ = (long long)(b);                                \
		if (a_ != b_) {                                                                    \
			pr_err("%s: not so, line %d: %s == %s: %lld, %lld\n", KBUILD_MODNAME,      \
			       __LINE__, #a, #b, a_, b_);                                          \
			checks_failed++;                                                           \
		}                                                                                  \
	} while (0)

static inline int checks_result(void)
{
	return checks_failed ? -EINVAL : 0;
}

#endif
