// SPDX-License-Identifier: MIT
/* What every kind of symbol's value becomes, and how missing ones are reported. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <linux/errno.h>
#include "host_env.h"

static u64 address_of(struct host_load *load, const char *name)
{
	for (u32 i = 1; i < load->info.num_syms; i++)
		if (!strcmp(symbol_name(&load->info, i), name))
			return load->info.sym_addr[i];
	fail_msg("no symbol %s", name);
	return 0;
}

/* A module that imports three symbols, one of them weakly. */
static struct image importing_module(void)
{
	struct elf_builder *b = elf_new();
	unsigned int mod = elf_section(b, ".gnu.linkonce.this_module", SHT_PROGBITS,
				       SHF_ALLOC | SHF_WRITE, HOST_MODULE_SIZE);

	elf_align(b, mod, 64);
	elf_symbol(b, "first", STB_GLOBAL, STT_NOTYPE, SHN_UNDEF, 0, 0);
	elf_symbol(b, "maybe", STB_WEAK, STT_NOTYPE, SHN_UNDEF, 0, 0);
	elf_symbol(b, "last", STB_GLOBAL, STT_NOTYPE, SHN_UNDEF, 0, 0);
	return elf_build(b);
}

static int load_with(struct host_load *load, struct image *image, const struct host_export *exports)
{
	*image = importing_module();
	host_load_init(load, image);
	load->exports = exports;
	return host_load_run(load);
}

static void end(struct host_load *load, struct image *image)
{
	host_load_end(load);
	free(image->data);
}

static void every_kind_gets_its_address(void **state)
{
	struct image image = good_module();
	struct host_load load;

	host_load_init(&load, &image);
	assert_int_equal(host_load_run(&load), 0);
	assert_int_equal(address_of(&load, "printk"), HOST_KERNEL);
	assert_int_equal(address_of(&load, "helper"), HOST_CORE + 32);
	assert_int_equal(address_of(&load, "good_init"), HOST_INIT);
	assert_int_equal(address_of(&load, "buffer"), HOST_CORE + 0x3020);
	assert_int_equal(address_of(&load, "counter"), HOST_PERCPU);
	assert_int_equal(address_of(&load, "magic"), 0x1234);
	end(&load, &image);
}

static void all_missing_symbols_are_reported(void **state)
{
	static const struct host_export none[] = {{0}};
	struct host_load load;
	struct image image;

	assert_int_equal(load_with(&load, &image, none), -ENOENT);
	assert_string_equal(host_log_text, "image: Unknown symbol first (err -2)\n"
					   "image: Unknown symbol last (err -2)\n");
	end(&load, &image);
}

static void the_exporter_is_named_where_it_is_known(void **state)
{
	static const struct host_export none[] = {{0}};
	static const struct host_owner owners[] = {{"maybe", "m"}, {"last", "other"}, {NULL, NULL}};
	struct image image = importing_module();
	struct host_load load;

	host_load_init(&load, &image);
	load.exports = none;
	load.owners = owners;
	assert_int_equal(host_load_run(&load), -ENOENT);
	assert_string_equal(host_log_text,
			    "image: Unknown symbol first (err -2)\n"
			    "image: Unknown symbol last (err -2), exported by other.ko\n");
	end(&load, &image);
}

static void a_weak_symbol_may_be_missing(void **state)
{
	static const struct host_export some[] = {
		{.name = "first", .addr = 0x1000}, {.name = "last", .addr = 0x2000}, {0}};
	struct host_load load;
	struct image image;

	assert_int_equal(load_with(&load, &image, some), 0);
	assert_int_equal(address_of(&load, "maybe"), 0);
	assert_int_equal(address_of(&load, "last"), 0x2000);
	assert_string_equal(host_log_text, "");
	end(&load, &image);
}

static void a_weak_symbol_is_used_if_it_is_there(void **state)
{
	static const struct host_export all[] = {{.name = "first", .addr = 0x1000},
						 {.name = "maybe", .addr = 0x3000},
						 {.name = "last", .addr = 0x2000},
						 {0}};
	struct host_load load;
	struct image image;

	assert_int_equal(load_with(&load, &image, all), 0);
	assert_int_equal(address_of(&load, "maybe"), 0x3000);
	end(&load, &image);
}

/* Code that was compiled for a GOT mentions it, whatever became of the code. */
static void the_global_offset_table_may_be_missing(void **state)
{
	struct elf_builder *b = elf_new();
	unsigned int mod = elf_section(b, ".gnu.linkonce.this_module", SHT_PROGBITS,
				       SHF_ALLOC | SHF_WRITE, HOST_MODULE_SIZE);
	struct host_load load;
	struct image image;

	elf_align(b, mod, 64);
	elf_symbol(b, "_GLOBAL_OFFSET_TABLE_", STB_GLOBAL, STT_NOTYPE, SHN_UNDEF, 0, 0);
	image = elf_build(b);
	host_load_init(&load, &image);
	assert_int_equal(host_load_run(&load), 0);
	assert_int_equal(address_of(&load, "_GLOBAL_OFFSET_TABLE_"), 0);
	assert_string_equal(host_log_text, "");
	end(&load, &image);
}

/* Found but forbidden is an error for a weak one too. */
static void a_symbol_may_be_forbidden(void **state)
{
	static const struct host_export forbidden[] = {{.name = "first", .addr = 0x1000},
						       {.name = "maybe", .err = -EINVAL},
						       {.name = "last", .addr = 0x2000},
						       {0}};
	static const struct host_owner owners[] = {{"maybe", "m"}, {NULL, NULL}};
	struct image image = importing_module();
	struct host_load load;

	host_load_init(&load, &image);
	load.exports = forbidden;
	load.owners = owners;
	assert_int_equal(host_load_run(&load), -EINVAL);
	assert_string_equal(host_log_text, "image: Unknown symbol maybe (err -22)\n");
	end(&load, &image);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_gets_its_address),
		cmocka_unit_test(all_missing_symbols_are_reported),
		cmocka_unit_test(the_exporter_is_named_where_it_is_known),
		cmocka_unit_test(a_weak_symbol_may_be_missing),
		cmocka_unit_test(a_weak_symbol_is_used_if_it_is_there),
		cmocka_unit_test(the_global_offset_table_may_be_missing),
		cmocka_unit_test(a_symbol_may_be_forbidden),
	};

	return cmocka_run_group_tests_name("symbols", tests, NULL, NULL);
}
