// SPDX-License-Identifier: MIT
/*
 * The fuzzer's inputs, once each, with this compiler's sanitisers: what a fuzzer found stays found,
 * also where there is no fuzzer.
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "fuzz.h"
#include "host_file.h"

static void every_seed(void **state)
{
	DIR *dir = opendir("seeds/core");
	unsigned int num = 0;
	struct dirent *e;

	(void)state;
	assert_non_null(dir);
	setenv("OBJECTS", "seeds/core", 1);
	while ((e = readdir(dir))) {
		struct image image;

		if (*e->d_name == '.')
			continue;
		image = read_object(e->d_name);
		assert_int_equal(LLVMFuzzerTestOneInput(image.data, image.len), 0);
		free(image.data);
		num++;
	}
	closedir(dir);
	assert_true(num >= 3);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_seed),
	};

	return cmocka_run_group_tests_name("seeds", tests, NULL, NULL);
}
