// SPDX-License-Identifier: MIT
/* What each parameter type refuses besides text that is no value: too small, too late, no memory.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <linux/errno.h>
/* As in a module: no prefix in front of names. */
#define MODULE
struct module {
	int unused;
} __this_module;
#include <linux/export.h>
#include <linux/moduleparam.h>
#include "../../kernel/module/params.h"
#include "host_env.h"

/* The macros paste the type's name, so it must not be the C library's macro. */
#undef bool
typedef _Bool bool;

extern const struct kernel_param __start___param[], __stop___param[];

static unsigned int limited;
static bool enabled;
static int list[4];
static unsigned int list_len;

static int set_limited(const char *val, const struct kernel_param *kp)
{
	return param_set_uint_minmax(val, kp, 10, 20);
}

static const struct kernel_param_ops limited_ops = {
	.flags = KERNEL_PARAM_OPS_FL_NOARG,
	.set = set_limited,
	.get = param_get_uint,
};

module_param_cb(limited, &limited_ops, &limited, 0);
module_param(enabled, bool_enable_only, 0);
module_param_array(list, int, &list_len, 0);

static int set(const char *args)
{
	char *copy = strdup(args);
	int err;

	host_log_clear();
	err = parse_args("param", copy, __start___param, __stop___param - __start___param);
	free(copy);
	return err;
}

static void a_number_between_limits(void **state)
{
	(void)state;
	assert_int_equal(set("limited=10"), 0);
	assert_int_equal(set("limited=20"), 0);
	assert_int_equal(set("limited=9"), -EINVAL);
	assert_int_equal(set("limited=21"), -EINVAL);
	assert_int_equal(set("limited=15x"), -EINVAL);
	assert_int_equal(set("limited=4294967296"), -ERANGE);
	assert_int_equal(set("limited"), -EINVAL);
	assert_int_equal(limited, 20);
}

static void a_switch_that_only_goes_on(void **state)
{
	(void)state;
	assert_int_equal(set("enabled=0"), 0);
	assert_int_equal(set("enabled=perhaps"), -EINVAL);
	assert_false(enabled);
	assert_int_equal(set("enabled=1"), 0);
	assert_int_equal(set("enabled=1"), 0);
	assert_int_equal(set("enabled=perhaps"), -EINVAL);
	assert_int_equal(set("enabled=0"), -EROFS);
	assert_true(enabled);
}

/* The message shows how far it got. */
static void an_array_with_a_bad_element(void **state)
{
	(void)state;
	assert_int_equal(set("list=1,x,3"), -EINVAL);
	assert_int_equal(list_len, 1);
	assert_int_equal(set("list=4,5"), 0);
	assert_int_equal(list_len, 2);
	assert_int_equal(list[1], 5);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_number_between_limits),
		cmocka_unit_test(a_switch_that_only_goes_on),
		cmocka_unit_test(an_array_with_a_bad_element),
	};

	return cmocka_run_group_tests_name("param_limits", tests, NULL, NULL);
}
