// SPDX-License-Identifier: MIT
/* The names that a module keeps: which, in what order, and how an address finds its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "host_env.h"

#define AX (SHF_ALLOC | SHF_EXECINSTR)
#define AW (SHF_ALLOC | SHF_WRITE)

static struct image image;
static struct host_load load;

static const struct mod_symbols *table(enum load_region_id id)
{
	const struct load_region *r = &load.info.region[id];

	assert_true(r->nr_symbols > 0);
	return (const void *)(r->mem + r->end[LOAD_DATA]);
}

static void assert_at(u32 offset, const char *name, u32 start, u32 size)
{
	const struct mod_symbols *t = table(LOAD_CORE);
	u32 found_size;
	const struct mod_symbol *s = mod_symbols_at(t, offset, &found_size);

	assert_non_null(s);
	assert_string_equal(mod_symbol_name(t, s), name);
	assert_int_equal(s->offset, start);
	assert_int_equal(found_size, size);
}

/* Functions with a gap between, aliases, a label without a size, data; not in order of address. */
static int load_module(void **state)
{
	struct elf_builder *b = elf_new();
	unsigned int text = elf_section(b, ".text", SHT_PROGBITS, AX, 256);
	unsigned int data = elf_section(b, ".data", SHT_PROGBITS, AW, 64);
	unsigned int bss = elf_section(b, ".bss", SHT_NOBITS, AW, 64);
	unsigned int init = elf_section(b, ".init.text", SHT_PROGBITS, AX, 64);
	unsigned int mod =
		elf_section(b, ".gnu.linkonce.this_module", SHT_PROGBITS, AW, HOST_MODULE_SIZE);

	elf_align(b, mod, 64);
	elf_symbol(b, "", STB_LOCAL, STT_SECTION, text, 0, 0);
	elf_symbol(b, "hello.c", STB_LOCAL, STT_FILE, SHN_ABS, 0, 0);
	elf_symbol(b, "label", STB_LOCAL, STT_NOTYPE, text, 128, 0);
	elf_symbol(b, "second", STB_LOCAL, STT_FUNC, text, 64, 32);
	elf_symbol(b, "bare", STB_LOCAL, STT_NOTYPE, text, 16, 0);
	elf_symbol(b, "first", STB_LOCAL, STT_FUNC, text, 16, 24);
	elf_symbol(b, "hello_init", STB_LOCAL, STT_FUNC, init, 0, 40);
	elf_symbol(b, "alias", STB_GLOBAL, STT_FUNC, text, 16, 24);
	elf_symbol(b, "init_module", STB_GLOBAL, STT_FUNC, init, 0, 40);
	elf_symbol(b, "variable", STB_GLOBAL, STT_OBJECT, data, 0, 4);
	elf_symbol(b, "zeroes", STB_GLOBAL, STT_OBJECT, bss, 0, 64);
	elf_symbol(b, "weak", STB_WEAK, STT_FUNC, text, 200, 8);
	elf_symbol(b, "imported", STB_WEAK, STT_NOTYPE, SHN_UNDEF, 0, 0);
	elf_symbol(b, "absolute", STB_GLOBAL, STT_NOTYPE, SHN_ABS, 5, 0);
	image = elf_build(b);
	host_load_init(&load, &image);
	return host_load_run(&load);
}

static int end(void **state)
{
	host_load_end(&load);
	free(image.data);
	return 0;
}

static void what_has_a_name_and_an_address_is_kept(void **state)
{
	const struct mod_symbols *core = table(LOAD_CORE), *init = table(LOAD_INIT);

	assert_int_equal(core->num, 8);
	assert_int_equal(init->num, 2);
	assert_null(mod_symbols_named(core, "imported"));
	assert_null(mod_symbols_named(core, "absolute"));
	assert_null(mod_symbols_named(core, "hello.c"));
	assert_null(mod_symbols_named(core, "hello_init"));
	assert_non_null(mod_symbols_named(init, "hello_init"));
	for (u32 i = 1; i < core->num; i++)
		assert_true(core->symbol[i - 1].offset <= core->symbol[i].offset);
}

static void letters(void **state)
{
	const struct mod_symbols *core = table(LOAD_CORE);

	assert_int_equal(mod_symbols_named(core, "first")->type, 't');
	assert_int_equal(mod_symbols_named(core, "variable")->type, 'd');
	assert_int_equal(mod_symbols_named(core, "zeroes")->type, 'b');
	assert_int_equal(mod_symbols_named(core, "weak")->type, 'w');
}

static void an_address_finds_its_symbol(void **state)
{
	assert_at(16, "first", 16, 24);
	assert_at(39, "first", 16, 24);
	assert_at(64, "second", 64, 32);
	assert_at(95, "second", 64, 32);
	assert_at(0x1000, "variable", 0x1000, 4);
	assert_at(0x1003, "variable", 0x1000, 4);
}

static void padding_belongs_to_what_is_before_it(void **state)
{
	assert_at(40, "first", 16, 48);
	assert_at(63, "first", 16, 48);
}

static void without_a_size_it_reaches_to_the_next(void **state)
{
	assert_at(128, "label", 128, 72);
	assert_at(199, "label", 128, 72);
}

static void outside_there_is_nothing(void **state)
{
	const struct mod_symbols *core = table(LOAD_CORE);
	u32 size;

	assert_null(mod_symbols_at(core, 0, &size));
	assert_null(mod_symbols_at(core, 15, &size));
	assert_null(mod_symbols_at(core, core->end, &size));
	assert_null(mod_symbols_at(core, ~0U, &size));
}

/* A local name, which the source has, before the alias that the loader looks for. */
static void of_aliases_the_first_is_shown(void **state)
{
	const struct mod_symbols *init = table(LOAD_INIT);
	u32 size;

	assert_string_equal(mod_symbol_name(init, mod_symbols_at(init, 10, &size)), "hello_init");
}

/* Longer than any buffer for a name: cut, and still a string. */
static void long_names_are_cut(void **state)
{
	struct elf_builder *b = elf_new();
	unsigned int text = elf_section(b, ".text", SHT_PROGBITS, AX, 16);
	unsigned int mod =
		elf_section(b, ".gnu.linkonce.this_module", SHT_PROGBITS, AW, HOST_MODULE_SIZE);
	const struct mod_symbols *core;
	char name[1000];

	memset(name, 'n', sizeof(name));
	name[sizeof(name) - 1] = '\0';
	elf_align(b, mod, 64);
	elf_symbol(b, name, STB_GLOBAL, STT_FUNC, text, 0, 16);
	image = elf_build(b);
	host_load_init(&load, &image);
	assert_int_equal(host_load_run(&load), 0);
	core = table(LOAD_CORE);
	assert_int_equal(strlen(mod_symbol_name(core, &core->symbol[0])), MOD_SYMBOL_NAME_MAX - 1);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_has_a_name_and_an_address_is_kept, load_module,
						end),
		cmocka_unit_test_setup_teardown(letters, load_module, end),
		cmocka_unit_test_setup_teardown(an_address_finds_its_symbol, load_module, end),
		cmocka_unit_test_setup_teardown(padding_belongs_to_what_is_before_it, load_module,
						end),
		cmocka_unit_test_setup_teardown(without_a_size_it_reaches_to_the_next, load_module,
						end),
		cmocka_unit_test_setup_teardown(outside_there_is_nothing, load_module, end),
		cmocka_unit_test_setup_teardown(of_aliases_the_first_is_shown, load_module, end),
		cmocka_unit_test_teardown(long_names_are_cut, end),
	};

	return cmocka_run_group_tests_name("symtab", tests, NULL, NULL);
}
