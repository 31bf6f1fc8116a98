/* SPDX-License-Identifier: MIT */
/*
 * What a test module's program and the modules in it share: test_lib_kunit.c is an ordinary
 * program, they are compiled as the kernel is. So nothing is included here.
 */
#ifndef HOST_KUNIT_CASE_H
#define HOST_KUNIT_CASE_H

struct kunit {
	const char *name;
	void *priv;
	const void *param_value;
	int failed;
	void *to[5]; /* where an assertion jumps */
};

struct kunit_case {
	void (*run_case)(struct kunit *test);
	const char *name;
	const void *(*generate_params)(const void *prev, char *desc);
};

struct kunit_suite {
	const char name[256];
	int (*init)(struct kunit *test);
	void (*exit)(struct kunit *test);
	struct kunit_case *test_cases;
};

#endif
