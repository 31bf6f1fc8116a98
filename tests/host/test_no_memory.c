// SPDX-License-Identifier: MIT
/* Every allocation of a load fails once: -ENOMEM, and nothing is lost. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>
#include <linux/errno.h>
#include "host_env.h"

static void each_allocation_may_fail(void **state)
{
	struct image image = good_module();
	struct host_load load;
	int n = 1;

	for (;; n++) {
		int err;

		host_load_init(&load, &image);
		load.fail_alloc = n;
		err = host_load_run(&load);
		host_load_end(&load);
		if (load.allocs < n) {
			assert_int_equal(err, 0);
			break;
		}
		assert_int_equal(err, -ENOMEM);
	}
	/* Sections, symbols, three regions, and to sort the names of two of them. */
	assert_int_equal(n - 1, 7);
	free(image.data);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_allocation_may_fail),
	};

	return cmocka_run_group_tests_name("no_memory", tests, NULL, NULL);
}
