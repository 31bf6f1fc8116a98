// SPDX-License-Identifier: MIT
/*
 * Damaged modules: bytes of a good one changed at random, a fixed number of times from a fixed
 * seed. Each is loaded or refused; the sanitisers see that nothing else happens. What is refused is
 * refused with words.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <linux/errno.h>
#include "host_env.h"
#include "host_file.h"

#define ROUNDS 20000

/* Marsaglia's xorshift64. */
static u64 random_state = 88172645463325252ULL;

static u64 next_random(void)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return random_state;
}

/* One change of a kind that finds edges: a bit, or a word that is extreme or a likely offset. */
static void mutate(struct image *image)
{
	u64 at = next_random() % image->len;
	u64 value = next_random();
	size_t width = 1ULL << next_random() % 4;

	switch (next_random() % 4) {
	case 0:
		image->data[at] ^= 1 << value % 8;
		return;
	case 1:
		value = value % 2 ? ~0ULL - value % 16 : value % 16;
		break;
	case 2:
		value %= image->len * 2;
		break;
	}
	if (width > image->len - at)
		width = image->len - at;
	memcpy(image->data + at, &value, width);
}

/* Most of a module's bytes are harmless; headers and tables are where damage counts. */
static void mutate_headers(struct image *image, u64 shoff)
{
	struct image part = {.data = image->data, .len = sizeof(Elf64_Ehdr)};

	if (next_random() % 8) {
		part.data += shoff;
		part.len = image->len - shoff;
	}
	mutate(&part);
}

static void load_damaged(struct image *image)
{
	struct host_load load;
	int err;

	host_load_init(&load, image);
	err = host_load_run(&load);
	assert_true(err == 0 || err == -ENOEXEC || err == -ENOENT || err == -ENOMEM);
	if (err && err != -ENOMEM)
		assert_string_not_equal(host_log_text, "");
	host_load_end(&load);
}

static void damage(struct image *good, unsigned int changes)
{
	u64 shoff = image_ehdr(good)->e_shoff;

	for (unsigned int round = 0; round < ROUNDS; round++) {
		struct image image = image_prefix(good, good->len);

		for (unsigned int i = 0; i < changes; i++) {
			if (next_random() % 2)
				mutate_headers(&image, shoff);
			else
				mutate(&image);
		}
		load_damaged(&image);
		free(image.data);
	}
}

static void one_change_in_a_built_module(void **state)
{
	struct image image = good_module();

	damage(&image, 1);
	free(image.data);
}

static void several_changes_in_a_built_module(void **state)
{
	struct image image = good_module();

	damage(&image, 8);
	free(image.data);
}

static void one_change_in_a_compiled_module(void **state)
{
	struct image image = read_object("hello.ko");

	damage(&image, 1);
	free(image.data);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_change_in_a_built_module),
		cmocka_unit_test(several_changes_in_a_built_module),
		cmocka_unit_test(one_change_in_a_compiled_module),
	};

	return cmocka_run_group_tests_name("mutations", tests, NULL, NULL);
}
