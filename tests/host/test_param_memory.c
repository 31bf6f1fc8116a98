// SPDX-License-Identifier: MIT
/* Parameters when there is no memory: -ENOMEM, and the value stays what it was. */
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
#include "malloc_fails.h"

extern const struct kernel_param __start___param[], __stop___param[];

static char *word = "compiled in";
static int list[2];

module_param(word, charp, 0);
module_param_array(list, int, NULL, 0);

static const struct kernel_param *find(const char *name)
{
	const struct kernel_param *kp = __start___param;

	while (strcmp(kp->name, name))
		kp++;
	return kp;
}

static void a_string_is_not_taken(void **state)
{
	char args[] = "word=new";

	(void)state;
	host_log_clear();
	malloc_fails = 1;
	assert_int_equal(parse_args("param", args, find("word"), 1), -ENOMEM);
	malloc_fails = 0;
	assert_string_equal(word, "compiled in");
	assert_logged("param: `new' invalid for parameter `word'\n");
}

static void an_array_is_not_shown(void **state)
{
	static char page[4096];

	(void)state;
	malloc_fails = 1;
	assert_int_equal(find("list")->ops->get(page, find("list")), -ENOMEM);
	malloc_fails = 0;
	assert_int_equal(find("list")->ops->get(page, find("list")), 4);
	assert_string_equal(page, "0,0\n");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_string_is_not_taken),
		cmocka_unit_test(an_array_is_not_shown),
	};

	return cmocka_run_group_tests_name("param_memory", tests, NULL, NULL);
}
