// SPDX-License-Identifier: MIT
/*
 * Parameters: how text is cut into names and values, what every type accepts, and Linux's words for
 * what it doesn't. The parameters below are made by the macros that modules use.
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

static int num;
static unsigned int unum, limited;
static long big;
static unsigned long ubig;
static unsigned long long ull;
static short small;
static unsigned short usmall;
static unsigned char tiny;
static unsigned int hex;
static char *word;
static bool flag, upside_down, enabled;
static int bint;
static int list[4];
static unsigned int list_len;
static char *words[2];
static char text[8];
static int dangerous;

static int set_limited(const char *val, const struct kernel_param *kp)
{
	return param_set_uint_minmax(val, kp, 10, 20);
}

static const struct kernel_param_ops read_only_ops = {.get = param_get_uint};
static const struct kernel_param_ops limited_ops = {.set = set_limited, .get = param_get_uint};

module_param(num, int, 0644);
module_param(unum, uint, 0);
module_param_cb(limited, &limited_ops, &limited, 0);
module_param_cb(version, &read_only_ops, &limited, 0444);
module_param(big, long, 0);
module_param(ubig, ulong, 0);
module_param(ull, ullong, 0);
module_param(small, short, 0);
module_param(usmall, ushort, 0);
module_param(tiny, byte, 0);
module_param(hex, hexint, 0);
module_param(word, charp, 0444);
module_param(flag, bool, 0);
module_param(upside_down, invbool, 0);
module_param(enabled, bool_enable_only, 0);
module_param(bint, bint, 0);
module_param_array(list, int, &list_len, 0);
module_param_array(words, charp, NULL, 0);
module_param_string(text, text, sizeof(text), 0);
module_param_named(other_name, num, int, 0);
module_param_unsafe(dangerous, int, 0);
MODULE_PARM_DESC(num, "a number");

static unsigned int num_params(void)
{
	return __stop___param - __start___param;
}

static int set(const char *args)
{
	char *copy = strdup(args);
	int err;

	host_log_clear();
	err = parse_args("param", copy, __start___param, num_params());
	free(copy);
	return err;
}

static void assert_sets(const char *args)
{
	assert_int_equal(set(args), 0);
	assert_string_equal(host_log_text, "");
}

static void assert_refuses(const char *args, int err, const char *log)
{
	assert_int_equal(set(args), err);
	assert_string_equal(host_log_text, log);
}

/* What /sys would show. */
static const char *get(const char *name)
{
	static char page[4096];

	for (const struct kernel_param *kp = __start___param; kp < __stop___param; kp++)
		if (!strcmp(kp->name, name)) {
			assert_true(kp->ops->get(page, kp) == (int)strlen(page));
			return page;
		}
	fail_msg("no parameter %s", name);
	return NULL;
}

static void values_of_every_type(void **state)
{
	assert_sets("num=-5 unum=7 big=-1099511627776 ubig=1099511627776 small=-3 usmall=65535");
	assert_int_equal(num, -5);
	assert_int_equal(unum, 7);
	assert_true(big == -1099511627776);
	assert_true(ubig == 1099511627776);
	assert_int_equal(small, -3);
	assert_int_equal(usmall, 65535);
	assert_sets("ull=18446744073709551615 tiny=255 hex=0x1f limited=20 bint=on num=010");
	assert_true(ull == ~0ULL);
	assert_int_equal(tiny, 255);
	assert_int_equal(hex, 31);
	assert_int_equal(limited, 20);
	assert_int_equal(bint, 1);
	assert_int_equal(num, 8);
	assert_string_equal(get("num"), "8\n");
	assert_string_equal(get("ull"), "18446744073709551615\n");
	assert_string_equal(get("hex"), "0x00001f\n");
	assert_string_equal(get("tiny"), "255\n");
}

static void truth(void **state)
{
	flag = false;
	assert_sets("flag");
	assert_true(flag);
	assert_sets("flag=N");
	assert_false(flag);
	assert_sets("flag=1 upside_down=y");
	assert_true(flag);
	assert_false(upside_down);
	assert_string_equal(get("flag"), "Y\n");
	assert_string_equal(get("upside_down"), "Y\n");
	assert_sets("enabled");
	assert_refuses("enabled=0", -EROFS,
		       "param: `0' invalid for parameter `enabled' (expected: y, n, 1, 0, on or "
		       "off; once on, it stays on)\n");
	assert_true(enabled);
}

static void strings(void **state)
{
	assert_sets("word=hello");
	assert_string_equal(word, "hello");
	assert_sets("word=\"two words\"");
	assert_string_equal(word, "two words");
	assert_string_equal(get("word"), "two words\n");
	assert_sets("\"word=quoted whole\" num=3");
	assert_string_equal(word, "quoted whole");
	assert_int_equal(num, 3);
	assert_sets("word=");
	assert_string_equal(word, "");
	assert_sets("text=seven77");
	assert_string_equal(text, "seven77");
	assert_string_equal(get("text"), "seven77\n");
}

static void arrays(void **state)
{
	assert_sets("list=1,2,3");
	assert_int_equal(list_len, 3);
	assert_int_equal(list[2], 3);
	assert_string_equal(get("list"), "1,2,3\n");
	assert_sets("words=a,b");
	assert_string_equal(words[1], "b");
	assert_string_equal(get("words"), "a,b\n");
}

static void names_and_blanks(void **state)
{
	assert_sets("  \t num=1\n  other-name=2  ");
	assert_int_equal(num, 2);
	assert_sets("");
	assert_sets("   ");
	assert_sets("upside-down=1");
}

static void a_value_that_is_none_is_refused(void **state)
{
	num = 42;
	assert_refuses("num=xyz", -EINVAL,
		       "param: `xyz' invalid for parameter `num' (expected: a number from "
		       "-2147483648 to 2147483647)\n");
	assert_refuses("num=", -EINVAL,
		       "param: `' invalid for parameter `num' (expected: a number from -2147483648 "
		       "to 2147483647)\n");
	assert_refuses("num=1x", -EINVAL,
		       "param: `1x' invalid for parameter `num' (expected: a number from "
		       "-2147483648 to 2147483647)\n");
	assert_refuses("num", -EINVAL,
		       "param: `' invalid for parameter `num' (expected: a number from -2147483648 "
		       "to 2147483647)\n");
	assert_refuses("num=4294967296", -ERANGE,
		       "param: `4294967296' invalid for parameter `num' (expected: a number from "
		       "-2147483648 to 2147483647)\n");
	assert_refuses(
		"tiny=256", -ERANGE,
		"param: `256' invalid for parameter `tiny' (expected: a number from 0 to 255)\n");
	assert_refuses("unum=-1", -EINVAL,
		       "param: `-1' invalid for parameter `unum' (expected: a number from 0 to "
		       "4294967295)\n");
	assert_refuses("limited=21", -EINVAL, "param: `21' invalid for parameter `limited'\n");
	assert_refuses("version=2", -EPERM,
		       "param: `2' invalid for parameter `version' (expected: nothing, it can only "
		       "be read)\n");
	assert_refuses(
		"flag=maybe", -EINVAL,
		"param: `maybe' invalid for parameter `flag' (expected: y, n, 1, 0, on or off)\n");
	assert_int_equal(num, 42);
}

static void what_is_too_long_is_refused(void **state)
{
	char args[1100] = "word=";

	memset(args + 5, 'a', 1025);
	assert_int_equal(set(args), -ENOSPC);
	assert_logged("word: string parameter too long\n");
	assert_logged(
		" too large for parameter `word' (expected: a text of at most 1024 characters)\n");
	assert_refuses("text=eight888", -ENOSPC,
		       "text: string doesn't fit in 7 chars.\n"
		       "param: `eight888' too large for parameter `text' (expected: a text of at "
		       "most 7 characters)\n");
	assert_refuses("list=1,2,3,4,1", -EINVAL,
		       "list: can only take 4 arguments\n"
		       "param: `1' invalid for parameter `list' (expected: up to 4 with commas "
		       "between, each a number from -2147483648 to 2147483647)\n");
}

static void unknown_names_are_reported_and_ignored(void **state)
{
	assert_int_equal(set("bogus=1 num=9 nonsense"), 0);
	assert_string_equal(host_log_text, "param: unknown parameter 'bogus' ignored\n"
					   "param: unknown parameter 'nonsense' ignored\n");
	assert_int_equal(num, 9);
	assert_int_equal(set("num=10 -- num=11"), 0);
	assert_string_equal(host_log_text, "param: parameters 'num=11' after `--' ignored\n");
	assert_int_equal(num, 10);
}

/* One bad value doesn't hide the next. */
static void every_bad_value_is_reported(void **state)
{
	assert_refuses("num=x unum=y small=4", -EINVAL,
		       "param: `x' invalid for parameter `num' (expected: a number from "
		       "-2147483648 to 2147483647)\n"
		       "param: `y' invalid for parameter `unum' (expected: a number from 0 to "
		       "4294967295)\n");
	assert_int_equal(small, 4);
}

static void a_dangerous_one_taints(void **state)
{
	assert_int_equal(set("dangerous=1"), 0);
	assert_string_equal(host_log_text, "Setting dangerous option dangerous - tainting kernel\n"
					   "taint 6\n");
}

static void quotes_that_never_end(void **state)
{
	assert_sets("word=\"open end");
	assert_string_equal(word, "open end");
	assert_sets("word=\"");
	assert_string_equal(word, "");
	assert_int_equal(set("\""), 0);
}

/* The loader asks how much memory the standard types touch. */
static void sizes_of_the_standard_types(void **state)
{
	assert_int_equal(param_value_size(&param_ops_bool), sizeof(bool));
	assert_int_equal(param_value_size(&param_ops_ushort), sizeof(short));
	assert_int_equal(param_value_size(&param_ops_hexint), sizeof(int));
	assert_int_equal(param_value_size(&param_ops_charp), sizeof(char *));
	assert_int_equal(param_value_size(&param_array_ops), 0);
	assert_int_equal(param_value_size(&limited_ops), 0);
}

/* The leak checker sees to the rest. */
static int release(void **state)
{
	destroy_params(__start___param, num_params());
	return 0;
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_of_every_type),
		cmocka_unit_test(truth),
		cmocka_unit_test(strings),
		cmocka_unit_test(arrays),
		cmocka_unit_test(names_and_blanks),
		cmocka_unit_test(a_value_that_is_none_is_refused),
		cmocka_unit_test(what_is_too_long_is_refused),
		cmocka_unit_test(unknown_names_are_reported_and_ignored),
		cmocka_unit_test(every_bad_value_is_reported),
		cmocka_unit_test(a_dangerous_one_taints),
		cmocka_unit_test(quotes_that_never_end),
		cmocka_unit_test(sizes_of_the_standard_types),
	};

	return cmocka_run_group_tests_name("params", tests, NULL, release);
}
