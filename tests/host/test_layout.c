// SPDX-License-Identifier: MIT
/* Where sections go: classes in order, pages of their own, alignment, the sizes that users see. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <linux/errno.h>
#include "host_env.h"

#define AX (SHF_ALLOC | SHF_EXECINSTR)
#define AW (SHF_ALLOC | SHF_WRITE)

/* Starts an object with what every module has. */
static struct elf_builder *new_module(void)
{
	struct elf_builder *b = elf_new();
	unsigned int mod =
		elf_section(b, ".gnu.linkonce.this_module", SHT_PROGBITS, AW, HOST_MODULE_SIZE);

	elf_align(b, mod, 64);
	return b;
}

static void load_up_to_layout(struct host_load *load, struct image *image)
{
	host_load_init(load, image);
	assert_int_equal(elf_validity(&load->info), 0);
	assert_int_equal(layout_and_allocate(&load->info), 0);
}

static void end(struct host_load *load, struct image *image)
{
	host_load_end(load);
	free(image->data);
}

static void each_class_has_pages_of_its_own(void **state)
{
	struct image image = good_module();
	const struct load_region *core;
	struct host_load load;

	load_up_to_layout(&load, &image);
	core = &load.info.region[LOAD_CORE];
	assert_int_equal(core->end[LOAD_TEXT], 0x1000);
	assert_int_equal(core->end[LOAD_RODATA], 0x2000);
	assert_int_equal(core->end[LOAD_RO_AFTER_INIT], 0x3000);
	assert_int_equal(core->end[LOAD_DATA], 0x4000);
	assert_int_equal(core->end[LOAD_SYMTAB], 0x5000);
	assert_int_equal(core->size, 0x5000);
	assert_int_equal(host_section(&load, ".text")->addr, HOST_CORE);
	assert_int_equal(host_section(&load, ".rodata")->addr, HOST_CORE + 0x1000);
	assert_int_equal(host_section(&load, ".data..ro_after_init")->addr, HOST_CORE + 0x2000);
	assert_int_equal(host_section(&load, ".data")->addr, HOST_CORE + 0x3000);
	end(&load, &image);
}

/* Within a class, the file's order, each section at its alignment. */
static void sections_keep_their_order(void **state)
{
	struct image image = good_module();
	struct host_load load;

	load_up_to_layout(&load, &image);
	assert_int_equal(host_section(&load, ".data")->offset, 0x3000);
	assert_int_equal(host_section(&load, ".bss")->offset, 0x3020);
	assert_int_equal(host_section(&load, ".gnu.linkonce.this_module")->offset, 0x30c0);
	end(&load, &image);
}

static void init_is_a_region_of_its_own(void **state)
{
	struct image image = good_module();
	struct host_load load;

	load_up_to_layout(&load, &image);
	assert_int_equal(host_section(&load, ".init.text")->region, LOAD_INIT);
	assert_int_equal(host_section(&load, ".init.text")->addr, HOST_INIT);
	/* A page of code, a page of names. */
	assert_int_equal(load.info.region[LOAD_INIT].size, 0x2000);
	end(&load, &image);
}

static void what_is_not_loaded_takes_no_memory(void **state)
{
	static const char *const names[] = {".modinfo", ".debug_info", ".symtab", ".rela.text",
					    ".note.GNU-stack"};
	struct image image = good_module();
	struct host_load load;

	load_up_to_layout(&load, &image);
	for (unsigned int i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		assert_int_equal(host_section(&load, names[i])->region, LOAD_NOWHERE);
		assert_int_equal(host_section(&load, names[i])->addr, 0);
		assert_null(host_section(&load, names[i])->mem);
	}
	end(&load, &image);
}

static void percpu_variables_are_a_template(void **state)
{
	struct image image = good_module();
	struct host_load load;

	load_up_to_layout(&load, &image);
	assert_int_equal(host_section(&load, ".data..percpu")->region, LOAD_PERCPU);
	assert_int_equal(host_section(&load, ".data..percpu")->addr, HOST_PERCPU);
	assert_int_equal(load.info.region[LOAD_PERCPU].size, 16);
	assert_int_equal(load.info.region[LOAD_PERCPU].align, 8);
	end(&load, &image);
}

static void bytes_are_copied_and_holes_are_zero(void **state)
{
	struct image image = good_module();
	struct host_load load;

	load_up_to_layout(&load, &image);
	assert_memory_equal(host_section(&load, ".rodata")->mem, "hello\n", 7);
	for (unsigned int i = 0; i < 100; i++)
		assert_int_equal(host_section(&load, ".bss")->mem[i], 0);
	end(&load, &image);
}

/* The one figure that lsmod shows: code, constants, data, names, a page each, as on Linux. */
static void hello_takes_16384_bytes(void **state)
{
	struct elf_builder *b = new_module();
	unsigned int text = elf_section(b, ".text", SHT_PROGBITS, AX, 70);
	unsigned int exit = elf_section(b, ".exit.text", SHT_PROGBITS, AX, 60);
	struct host_load load;
	struct image image;

	elf_section_data(b, ".rodata.str1.1", SHT_PROGBITS, SHF_ALLOC | SHF_MERGE | SHF_STRINGS,
			 "hello world!\n", 14);
	elf_symbol(b, "hello_init", STB_LOCAL, STT_FUNC, text, 0, 70);
	elf_symbol(b, "hello_exit", STB_LOCAL, STT_FUNC, exit, 0, 60);
	image = elf_build(b);
	load_up_to_layout(&load, &image);
	assert_int_equal(load.info.region[LOAD_CORE].size, 16384);
	assert_int_equal(load.info.region[LOAD_INIT].size, 0);
	end(&load, &image);
}

static void sections_of_any_name_and_number(void **state)
{
	struct elf_builder *b = new_module();
	struct host_load load;
	struct image image;
	char name[16] = ".text.";

	for (char c = 'a'; c < 'm'; c++) {
		name[6] = c;
		elf_section(b, name, SHT_PROGBITS, AX, 1000);
	}
	elf_symbol(b, "anything", STB_GLOBAL, STT_NOTYPE, SHN_ABS, 0, 0);
	image = elf_build(b);
	load_up_to_layout(&load, &image);
	assert_int_equal(load.info.region[LOAD_CORE].end[LOAD_TEXT], 0x3000);
	assert_int_equal(host_section(&load, ".text.l")->offset, 11000);
	end(&load, &image);
}

static void large_alignment_is_honoured(void **state)
{
	struct elf_builder *b = new_module();
	unsigned int data = elf_section(b, ".data.big", SHT_PROGBITS, AW, 10);
	struct host_load load;
	struct image image;

	elf_align(b, data, 0x10000);
	elf_symbol(b, "big", STB_GLOBAL, STT_OBJECT, data, 0, 10);
	image = elf_build(b);
	host_load_init(&load, &image);
	load.base[LOAD_CORE] = HOST_CORE + 0x3000;
	assert_int_equal(elf_validity(&load.info), 0);
	assert_int_equal(layout_and_allocate(&load.info), 0);
	assert_int_equal(load.info.region[LOAD_CORE].align, 0x10000);
	assert_int_equal(host_section(&load, ".data.big")->addr % 0x10000, 0);
	end(&load, &image);
}

static void an_alignment_of_zero_is_one(void **state)
{
	struct elf_builder *b = new_module();
	unsigned int data = elf_section(b, ".data", SHT_PROGBITS, AW, 3);
	struct host_load load;
	struct image image;

	elf_align(b, data, 0);
	elf_symbol(b, "x", STB_GLOBAL, STT_OBJECT, data, 0, 3);
	image = elf_build(b);
	load_up_to_layout(&load, &image);
	assert_int_equal(host_section(&load, ".data")->offset, HOST_MODULE_SIZE);
	end(&load, &image);
}

/* Each may be that large, but not all together. */
static void more_than_the_module_area_is_refused(void **state)
{
	struct elf_builder *b = new_module();
	struct host_load load;
	struct image image;

	elf_section(b, ".bss", SHT_NOBITS, AW, LOAD_SIZE_MAX);
	elf_section(b, ".bss.more", SHT_NOBITS, AW, LOAD_SIZE_MAX);
	elf_symbol(b, "x", STB_GLOBAL, STT_NOTYPE, SHN_ABS, 0, 0);
	image = elf_build(b);
	host_load_init(&load, &image);
	assert_int_equal(elf_validity(&load.info), 0);
	assert_int_equal(layout_and_allocate(&load.info), -ENOEXEC);
	assert_logged("image: needs 2147487744 bytes of memory, more than 1073741824\n");
	end(&load, &image);
}

/* As far as the layout goes; then no memory is given for it. */
static void as_much_as_the_module_area_is_asked_for(void **state)
{
	struct elf_builder *b = new_module();
	struct host_load load;
	struct image image;

	elf_section(b, ".bss", SHT_NOBITS, AW, LOAD_SIZE_MAX - LOAD_PAGE_SIZE);
	elf_symbol(b, "x", STB_GLOBAL, STT_NOTYPE, SHN_ABS, 0, 0);
	image = elf_build(b);
	host_load_init(&load, &image);
	assert_int_equal(elf_validity(&load.info), 0);
	load.fail_alloc = load.allocs + 1;
	assert_int_equal(layout_and_allocate(&load.info), -ENOMEM);
	assert_int_equal(load.info.region[LOAD_CORE].size, LOAD_SIZE_MAX);
	end(&load, &image);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_class_has_pages_of_its_own),
		cmocka_unit_test(sections_keep_their_order),
		cmocka_unit_test(init_is_a_region_of_its_own),
		cmocka_unit_test(what_is_not_loaded_takes_no_memory),
		cmocka_unit_test(percpu_variables_are_a_template),
		cmocka_unit_test(bytes_are_copied_and_holes_are_zero),
		cmocka_unit_test(hello_takes_16384_bytes),
		cmocka_unit_test(sections_of_any_name_and_number),
		cmocka_unit_test(large_alignment_is_honoured),
		cmocka_unit_test(an_alignment_of_zero_is_one),
		cmocka_unit_test(more_than_the_module_area_is_refused),
		cmocka_unit_test(as_much_as_the_module_area_is_asked_for),
	};

	return cmocka_run_group_tests_name("layout", tests, NULL, NULL);
}
