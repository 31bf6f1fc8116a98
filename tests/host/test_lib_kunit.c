// SPDX-License-Identifier: MIT
/*
 * Runs the test modules of kernel/lib (modules/tests/lib) as one program: each case of each suite,
 * once for every parameter. The structures are those of lib_include/kunit/case.h.
 */
#include "lib_include/kunit/case.h"
#include "lib_test.h"

extern struct kunit_suite *__start_kunit_suites[], *__stop_kunit_suites[];

struct one {
	struct kunit_suite *suite;
	struct kunit_case *test_case;
};

static char description[128];

/* Called by the cases, with the kernel's format. */
__attribute__((format(printf, 4, 5))) void host_kunit_fail(struct kunit *test, const char *file,
							   int line, const char *fmt, ...);
void host_kunit_fail(struct kunit *test, const char *file, int line, const char *fmt, ...)
{
	char text[1024];
	va_list ap;

	va_start(ap, fmt);
	k_vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	print_error("%s(%s): %s:%d: %s\n", test->name, description, file, line, text);
	test->failed = 1;
}

/* Its own frame, so that no variable of the caller is lost in the jump. */
static __attribute__((noinline)) void run_body(struct one *one, struct kunit *test)
{
	if (!__builtin_setjmp(test->to))
		one->test_case->run_case(test);
}

static int run_once(struct one *one, const void *param)
{
	struct kunit test = {.name = one->test_case->name, .param_value = param};

	if (one->suite->init && one->suite->init(&test))
		fail_msg("%s: init failed", one->suite->name);
	run_body(one, &test);
	if (one->suite->exit)
		one->suite->exit(&test);
	return test.failed;
}

static void run_case(void **state)
{
	struct one *one = *state;
	const void *param = NULL;
	int failed = 0;

	description[0] = '\0';
	if (!one->test_case->generate_params) {
		failed = run_once(one, NULL);
	} else {
		while ((param = one->test_case->generate_params(param, description)))
			failed |= run_once(one, param);
	}
	assert_int_equal(failed, 0);
}

int main(void)
{
	static struct CMUnitTest tests[1000];
	static struct one ones[1000];
	size_t n = 0;

	for (struct kunit_suite **s = __start_kunit_suites; s < __stop_kunit_suites; s++) {
		for (struct kunit_case *c = (*s)->test_cases; c->run_case; c++, n++) {
			ones[n] = (struct one){*s, c};
			tests[n] = (struct CMUnitTest){c->name, run_case, NULL, NULL, &ones[n]};
		}
	}
	return _cmocka_run_group_tests("kunit", tests, n, NULL, NULL);
}
