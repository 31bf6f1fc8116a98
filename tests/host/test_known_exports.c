// SPDX-License-Identifier: MIT
/* Which module exports a symbol: depmod's file, whatever is in it, and what is remembered. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "../../kernel/module/known_exports.h"

/* The answer from a file of just these bytes, in memory of just that size. */
static void assert_found(const char *text, size_t len, const char *symbol, const char *module)
{
	char *copy = malloc(len ? len : 1);
	size_t name_len = 0;
	const char *found;

	memcpy(copy, text, len);
	found = modules_symbols_find(copy, len, symbol, &name_len);
	if (!module) {
		assert_null(found);
	} else {
		assert_non_null(found);
		assert_int_equal(name_len, strlen(module));
		assert_memory_equal(found, module, name_len);
	}
	free(copy);
}

#define FILE_IS(text) const char file[] = text

static void a_symbol_is_found_on_any_line(void **state)
{
	FILE_IS("# Aliases for symbols, used by symbol_request().\n"
		"alias symbol:first one\nalias symbol:second two\nalias symbol:third three");

	assert_found(file, sizeof(file) - 1, "first", "one");
	assert_found(file, sizeof(file) - 1, "second", "two");
	assert_found(file, sizeof(file) - 1, "third", "three");
	assert_found(file, sizeof(file) - 1, "fourth", NULL);
	assert_found("", 0, "first", NULL);
}

static void only_the_whole_name_counts(void **state)
{
	FILE_IS("alias symbol:printk_x a\nalias symbol:x_printk b\nalias symbol:print c\n");

	assert_found(file, sizeof(file) - 1, "printk", NULL);
	assert_found(file, sizeof(file) - 1, "x", NULL);
	assert_found(file, sizeof(file) - 1, "print", "c");
}

static void other_lines_are_skipped(void **state)
{
	FILE_IS("alias symbol:\nalias symbol:s\nalias symbol:s \nalias symbo1:s a\n"
		"alias symbol:s\tb\n alias symbol:s c\n\n\0alias symbol:s d\n\nalias symbol:s e\n");

	assert_found(file, sizeof(file) - 1, "s", "e");
	assert_found(file, sizeof(file) - 1, "", NULL);
}

static void a_file_may_end_anywhere(void **state)
{
	static const char line[] = "alias symbol:s m";

	for (size_t len = 0; len < sizeof(line) - 1; len++)
		assert_found(line, len, "s", NULL);
	assert_found(line, sizeof(line) - 1, "s", "m");
}

static void pairs_are_remembered(void **state)
{
	struct known_exports known = {.len = 0};

	assert_null(known_exports_find(&known, "s"));
	known_exports_add(&known, "s", "m");
	known_exports_add(&known, "t", "m");
	assert_string_equal(known_exports_find(&known, "s"), "m");
	assert_string_equal(known_exports_find(&known, "t"), "m");
	/* The name of a module is no symbol. */
	assert_null(known_exports_find(&known, "m"));
}

static void the_latest_exporter_counts(void **state)
{
	struct known_exports known = {.len = 0};

	known_exports_add(&known, "s", "old");
	known_exports_add(&known, "s", "new");
	assert_string_equal(known_exports_find(&known, "s"), "new");
}

static void a_known_pair_takes_no_more_room(void **state)
{
	struct known_exports known = {.len = 0};

	known_exports_add(&known, "s", "m");
	for (int i = 0; i < 3; i++)
		known_exports_add(&known, "s", "m");
	assert_int_equal(known.len, 4);
}

static void the_oldest_go_when_it_is_full(void **state)
{
	struct known_exports known = {.len = 0};
	char name[16];

	/* Pairs of 8 bytes, so 1024 fit. */
	for (int i = 0; i < 1025; i++) {
		snprintf(name, sizeof(name), "s%04d", i);
		known_exports_add(&known, name, "m");
	}
	assert_int_equal(known.len, KNOWN_EXPORTS_SIZE);
	assert_null(known_exports_find(&known, "s0000"));
	assert_string_equal(known_exports_find(&known, "s0001"), "m");
	assert_string_equal(known_exports_find(&known, "s1024"), "m");
}

static void a_pair_may_fill_it_and_not_more(void **state)
{
	static char name[KNOWN_EXPORTS_SIZE];
	struct known_exports known = {.len = 0};

	known_exports_add(&known, "s", "m");
	memset(name, 'x', sizeof(name) - 1);
	known_exports_add(&known, name, "m");
	assert_string_equal(known_exports_find(&known, "s"), "m");
	name[KNOWN_EXPORTS_SIZE - 3] = '\0';
	known_exports_add(&known, name, "m");
	assert_string_equal(known_exports_find(&known, name), "m");
	assert_null(known_exports_find(&known, "s"));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_symbol_is_found_on_any_line),
		cmocka_unit_test(only_the_whole_name_counts),
		cmocka_unit_test(other_lines_are_skipped),
		cmocka_unit_test(a_file_may_end_anywhere),
		cmocka_unit_test(pairs_are_remembered),
		cmocka_unit_test(the_latest_exporter_counts),
		cmocka_unit_test(a_known_pair_takes_no_more_room),
		cmocka_unit_test(the_oldest_go_when_it_is_full),
		cmocka_unit_test(a_pair_may_fill_it_and_not_more),
	};

	return cmocka_run_group_tests_name("known exports", tests, NULL, NULL);
}
