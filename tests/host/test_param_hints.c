// SPDX-License-Identifier: MIT
/* What is said to who mistyped a parameter or its value: the nearest name, and what was expected.
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

/* Parameters of those names, in that order. */
static const char *nearest(const char *name, const char *const *names, unsigned int num)
{
	/* As many as there are, or a reader past the end would be noticed. */
	struct kernel_param *params = calloc(num, sizeof(*params));
	const char *found;

	for (unsigned int i = 0; i < num; i++)
		params[i].name = names[i];
	found = nearest_param(name, params, num);
	free(params);
	return found;
}

#define NEAREST(name, ...)                                                                         \
	({                                                                                         \
		static const char *const __names[] = {__VA_ARGS__};                                \
		nearest(name, __names, sizeof(__names) / sizeof(__names[0]));                      \
	})

static void one_letter(void **state)
{
	assert_string_equal(NEAREST("conut", "debug", "count"), "count"); /* swapped */
	assert_string_equal(NEAREST("coutn", "debug", "count"), "count");
	assert_string_equal(NEAREST("ocunt", "debug", "count"), "count");
	assert_string_equal(NEAREST("cont", "debug", "count"), "count");   /* left out */
	assert_string_equal(NEAREST("counts", "debug", "count"), "count"); /* too many */
	assert_string_equal(NEAREST("xcount", "debug", "count"), "count");
	assert_string_equal(NEAREST("cound", "debug", "count"), "count"); /* wrong */
	assert_string_equal(NEAREST("mount", "debug", "count"), "count");
}

static void short_names(void **state)
{
	assert_string_equal(NEAREST("ab", "ac"), "ac");
	assert_string_equal(NEAREST("abc", "abd"), "abd");
	assert_null(NEAREST("ab", "cd"));
	assert_null(NEAREST("abc", "acd1"));
	assert_null(NEAREST("a", "b"));
	assert_string_equal(NEAREST("a", "ab"), "ab");
	assert_null(NEAREST("", "a"));
}

/* Two wrong letters in six are let pass, three aren't. */
static void no_likeness(void **state)
{
	assert_string_equal(NEAREST("buffer", "bafXer"), "bafXer");
	assert_null(NEAREST("buffer", "baXXer"));
	assert_null(NEAREST("buffer", "timeout", "debug"));
	assert_string_equal(NEAREST("ttimeuot_ms", "timeout_ms"), "timeout_ms");
	assert_null(NEAREST("anything"));
}

static void the_nearest_of_several(void **state)
{
	assert_string_equal(NEAREST("bufsizes", "bufsiz", "bufsize", "bufsizer"), "bufsize");
	assert_string_equal(NEAREST("count", "coun1", "coun2"), "coun1");
}

static void dashes_and_case(void **state)
{
	assert_string_equal(NEAREST("max-size1", "max_size"), "max_size");
	assert_string_equal(NEAREST("IO", "io"), "io");
	assert_string_equal(NEAREST("Az", "aZ"), "aZ");
	assert_null(NEAREST("@[", "`{"));
}

/* As long as it is looked at, and one more; likewise as many. */
static void bounds(void **state)
{
	char name[64], other[64];
	const char *names[66];

	memset(name, 'a', sizeof(name));
	memset(other, 'a', sizeof(other));
	name[48] = other[48] = '\0';
	other[7] = 'b';
	names[0] = other;
	assert_ptr_equal(nearest(name, names, 1), other);
	other[48] = 'a';
	other[49] = '\0';
	assert_null(nearest(name, names, 1));
	other[48] = '\0';
	name[48] = 'a';
	name[49] = '\0';
	assert_null(nearest(name, names, 1));

	for (int i = 0; i < 66; i++)
		names[i] = "something";
	names[63] = "count";
	assert_string_equal(nearest("coutn", names, 66), "count");
	names[63] = "something";
	names[64] = "count";
	assert_null(nearest("coutn", names, 66));
}

/* The macros paste the type's name, so it must not be the C library's macro. */
#undef bool
typedef _Bool bool;

static char text[8];
static int list[3];
static bool on;
static short small;

static int set_own(const char *val, const struct kernel_param *kp)
{
	return -EINVAL;
}

static const struct kernel_param_ops own_ops = {.set = set_own, .get = param_get_int};
static const struct kernel_param_ops read_only_ops = {.get = param_get_int};

module_param_string(text, text, sizeof(text), 0);
module_param_array(list, int, NULL, 0);
module_param(on, bool_enable_only, 0);
module_param(small, short, 0);
module_param_cb(own, &own_ops, &small, 0);
module_param_cb(fixed, &read_only_ops, &small, 0);

extern const struct kernel_param __start___param[], __stop___param[];

static void assert_says(const char *args, const char *log)
{
	char *copy = strdup(args);

	host_log_clear();
	parse_args("param", copy, __start___param, __stop___param - __start___param);
	assert_string_equal(host_log_text, log);
	free(copy);
}

static void what_was_expected(void **state)
{
	assert_says("small=40000", "param: `40000' invalid for parameter `small' (expected: a "
				   "number from -32768 to 32767)\n");
	assert_says("text=12345678",
		    "text: string doesn't fit in 7 chars.\n"
		    "param: `12345678' too large for parameter `text' (expected: a text of at most "
		    "7 characters)\n");
	assert_says("list=1,x", "param: `1' invalid for parameter `list' (expected: up to 3 with "
				"commas between, each a number from -2147483648 to 2147483647)\n");
	assert_says("on=maybe", "param: `maybe' invalid for parameter `on' (expected: y, n, 1, 0, "
				"on or off; once on, it stays on)\n");
	assert_says("own=1", "param: `1' invalid for parameter `own'\n");
	assert_says("fixed=1", "param: `1' invalid for parameter `fixed' (expected: nothing, it "
			       "can only be read)\n");
}

static void a_guess_in_the_log(void **state)
{
	assert_says("smal=1", "param: unknown parameter 'smal' ignored (did you mean 'small'?)\n");
	assert_says("elephant=1", "param: unknown parameter 'elephant' ignored\n");
}

/* Only the first arguments get one. */
static void guesses_end(void **state)
{
	char args[256] = "", *p = args;

	for (int i = 0; i < 17; i++)
		p += sprintf(p, "smal ");
	host_log_clear();
	parse_args("param", args, __start___param, __stop___param - __start___param);
	p = host_log_text;
	for (int i = 0; i < 16; i++) {
		p = strstr(p, "(did you mean 'small'?)\n");
		assert_non_null(p);
		p += strlen("(did you mean 'small'?)\n");
	}
	assert_string_equal(p, "param: unknown parameter 'smal' ignored\n");
}

static void names_that_tools_pass_to_any_module(void **state)
{
	assert_says("async_probe async_probe=1", "");
	assert_says("dyndbg=+p", "dyndbg param is supported only in CONFIG_DYNAMIC_DEBUG builds\n");
}

static void what_arguments_speak_of(void **state)
{
	static const char args[] = "  one=1 \"two=2 3\" four-five -- six=6";
	char a[sizeof(args)];

	assert_true(args_set(strcpy(a, args), "one"));
	assert_true(args_set(strcpy(a, args), "two"));
	assert_true(args_set(strcpy(a, args), "four_five"));
	assert_false(args_set(strcpy(a, args), "six"));
	assert_false(args_set(strcpy(a, args), "3"));
	assert_false(args_set(strcpy(a, ""), "one"));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_letter),
		cmocka_unit_test(short_names),
		cmocka_unit_test(no_likeness),
		cmocka_unit_test(the_nearest_of_several),
		cmocka_unit_test(dashes_and_case),
		cmocka_unit_test(bounds),
		cmocka_unit_test(what_was_expected),
		cmocka_unit_test(a_guess_in_the_log),
		cmocka_unit_test(guesses_end),
		cmocka_unit_test(names_that_tools_pass_to_any_module),
		cmocka_unit_test(what_arguments_speak_of),
	};

	return cmocka_run_group_tests_name("param_hints", tests, NULL, NULL);
}
