// SPDX-License-Identifier: MIT
/*
 * A file is known by its first bytes, and only if all of them are there.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "../../kernel/module/magic.h"

/* The first bytes of something, in memory of just that size: no byte behind may be read. */
static void *bytes(const char *magic, size_t len)
{
	void *copy = malloc(len);

	assert_non_null(copy);
	return memcpy(copy, magic, len);
}

static const char *compression_of(const char *magic, size_t len)
{
	void *image = bytes(magic, len);
	const struct compression *c = image_compression(image, len);

	free(image);
	return c ? c->name : "none";
}

static const char *advice_for(const char *magic, size_t len)
{
	void *image = bytes(magic, len);
	const char *advice = image_advice(image, len);

	free(image);
	return advice;
}

static void the_magic_alone_is_enough(void **state)
{
	assert_string_equal(compression_of("\x1f\x8b", 2), "gzip");
	assert_string_equal(compression_of("\xfd\x37zXZ\0", 6), "xz");
	assert_string_equal(compression_of("\x28\xb5\x2f\xfd", 4), "zstd");
	assert_string_equal(advice_for("#!", 2), ": a script");
}

static void without_its_last_byte_it_is_nothing(void **state)
{
	assert_string_equal(compression_of("\x1f", 1), "none");
	assert_string_equal(compression_of("\xfd\x37zXZ", 5), "none");
	assert_string_equal(compression_of("\x28\xb5\x2f", 3), "none");
	assert_string_equal(advice_for("!<arch>", 7), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_magic_alone_is_enough),
		cmocka_unit_test(without_its_last_byte_it_is_nothing),
	};

	return cmocka_run_group_tests_name("magic", tests, NULL, NULL);
}
