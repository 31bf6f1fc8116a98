// SPDX-License-Identifier: MIT
/* How long and how many: the largest that is taken, and one more. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <linux/errno.h>
#include "host_env.h"

/* A module that calls itself by a name of len letters. */
static struct image named(unsigned int len)
{
	struct elf_builder *b = elf_new();
	unsigned int mod = elf_section(b, ".gnu.linkonce.this_module", SHT_PROGBITS,
				       SHF_ALLOC | SHF_WRITE, HOST_MODULE_SIZE);
	char modinfo[128] = "name=";

	elf_align(b, mod, 64);
	memset(modinfo + 5, 'n', len);
	elf_section_data(b, ".modinfo", SHT_PROGBITS, SHF_ALLOC, modinfo, 5 + len + 1);
	elf_symbol(b, "x", STB_GLOBAL, STT_NOTYPE, SHN_ABS, 0, 0);
	return elf_build(b);
}

static int load_image(struct image *image)
{
	struct host_load load;
	int err;

	host_load_init(&load, image);
	err = host_load_run(&load);
	host_load_end(&load);
	return err;
}

static void a_modules_name(void **state)
{
	struct image fits = named(55), too_long = named(56);

	(void)state;
	assert_int_equal(load_image(&fits), 0);
	assert_string_equal(host_log_text, "");
	assert_int_equal(load_image(&too_long), -ENOEXEC);
	assert_logged(
		"image: module name 'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn'"
		" is empty, has a slash or more than 55 characters\n");
	free(fits.data);
	free(too_long.data);
}

/* The image claims to be of a size that would hold them; it is refused before they are read. */
static void more_symbols_than_an_index_can_count(void **state)
{
	struct image image = good_module();
	struct host_load load;

	(void)state;
	image_shdr_named(&image, ".symtab")->sh_size = sizeof(Elf64_Sym) << 32;
	host_load_init(&load, &image);
	load.info.len = 1ULL << 40;
	assert_int_equal(elf_validity(&load.info), -ENOEXEC);
	assert_logged("good: symbol table (index 12): 103079215104 bytes at offset ");
	host_load_end(&load);
	free(image.data);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_modules_name),
		cmocka_unit_test(more_symbols_than_an_index_can_count),
	};

	return cmocka_run_group_tests_name("limits", tests, NULL, NULL);
}
