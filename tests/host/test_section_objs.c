// SPDX-License-Identifier: MIT
/* Sections as tables of records: found by name, counted, and refused if the last one is cut off. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>
#include <linux/errno.h>
#include "host_env.h"

static struct image image;
static struct host_load load;
static u64 addr;
static u32 num;

static int start(void **state)
{
	(void)state;
	image = good_module();
	host_load_init(&load, &image);
	addr = 1;
	num = 1;
	return host_load_run(&load);
}

static int end(void **state)
{
	(void)state;
	host_load_end(&load);
	free(image.data);
	return 0;
}

static void a_table_is_found(void **state)
{
	(void)state;
	assert_int_equal(section_objs(&load.info, ".data", 8, &addr, &num), 0);
	assert_int_equal(addr, host_section(&load, ".data")->addr);
	assert_int_equal(num, 4);
}

static void without_the_section_there_is_none(void **state)
{
	(void)state;
	assert_int_equal(section_objs(&load.info, "__param", 8, &addr, &num), 0);
	assert_int_equal(addr, 0);
	assert_int_equal(num, 0);
}

/* .modinfo asks for memory but is not given any. */
static void what_is_not_loaded_is_no_table(void **state)
{
	(void)state;
	assert_int_equal(section_objs(&load.info, ".modinfo", 7, &addr, &num), 0);
	assert_int_equal(addr, 0);
	assert_int_equal(num, 0);
}

static void a_record_cut_off_is_refused(void **state)
{
	(void)state;
	assert_int_equal(section_objs(&load.info, ".data", 24, &addr, &num), -ENOEXEC);
	assert_logged("good: section .data: 32 bytes are no whole number of 24-byte records\n");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_table_is_found, start, end),
		cmocka_unit_test_setup_teardown(without_the_section_there_is_none, start, end),
		cmocka_unit_test_setup_teardown(what_is_not_loaded_is_no_table, start, end),
		cmocka_unit_test_setup_teardown(a_record_cut_off_is_refused, start, end),
	};

	return cmocka_run_group_tests_name("section_objs", tests, NULL, NULL);
}
