// SPDX-License-Identifier: MIT
/*
 * A module that the compiler and the linker made: it loads; and cut off at any byte, it is refused
 * and nothing is read past its end.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <linux/errno.h>
#include "host_env.h"
#include "host_file.h"

static void it_loads(void **state)
{
	struct image image = read_object("hello.ko");
	const struct load_section *mod;
	struct host_load load;
	u64 init;

	host_load_init(&load, &image);
	assert_int_equal(host_load_run(&load), 0);
	assert_string_equal(host_log_text, "");
	assert_string_equal(load.info.name, "hello");
	mod = host_section(&load, ".gnu.linkonce.this_module");
	memcpy(&init, mod->mem + HOST_MODULE_INIT, sizeof(init));
	assert_int_equal(init, host_section(&load, ".init.text")->addr);
	host_load_end(&load);
	free(image.data);
}

/* The section headers are the last thing in the file, so no part of it is a module. */
static void cut_off_anywhere_it_is_refused(void **state)
{
	struct image image = read_object("hello.ko");

	for (size_t len = 0; len < image.len; len++) {
		struct image prefix = image_prefix(&image, len);
		struct host_load load;

		host_load_init(&load, &prefix);
		assert_int_equal(host_load_run(&load), -ENOEXEC);
		assert_logged("Invalid ELF ");
		host_load_end(&load);
		free(prefix.data);
	}
	free(image.data);
}

/* The same with the section headers moved to the front, so that the sections themselves are cut. */
static void cut_off_behind_its_headers_it_is_refused(void **state)
{
	struct image image = read_object("hello.ko");
	const Elf64_Ehdr *old = image_ehdr(&image);
	size_t headers = old->e_shnum * sizeof(Elf64_Shdr);
	struct image moved = {.len = image.len + headers, .data = malloc(image.len + headers)};
	size_t end = 0;

	memcpy(moved.data, image.data, sizeof(*old));
	memcpy(moved.data + sizeof(*old), image.data + old->e_shoff, headers);
	memcpy(moved.data + sizeof(*old) + headers, image.data + sizeof(*old),
	       image.len - sizeof(*old));
	image_ehdr(&moved)->e_shoff = sizeof(*old);
	for (unsigned int i = 1; i < old->e_shnum; i++) {
		Elf64_Shdr *sec = image_shdr(&moved, i);

		sec->sh_offset += headers;
		if (sec->sh_type != SHT_NOBITS && sec->sh_offset + sec->sh_size > end)
			end = sec->sh_offset + sec->sh_size;
	}
	for (size_t len = sizeof(*old) + headers; len <= end; len++) {
		struct image prefix = image_prefix(&moved, len);
		struct host_load load;

		host_load_init(&load, &prefix);
		assert_int_equal(host_load_run(&load), len < end ? -ENOEXEC : 0);
		host_load_end(&load);
		free(prefix.data);
	}
	free(moved.data);
	free(image.data);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_loads),
		cmocka_unit_test(cut_off_anywhere_it_is_refused),
		cmocka_unit_test(cut_off_behind_its_headers_it_is_refused),
	};

	return cmocka_run_group_tests_name("compiled", tests, NULL, NULL);
}
