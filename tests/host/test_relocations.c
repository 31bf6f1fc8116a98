// SPDX-License-Identifier: MIT
/*
 * Relocation arithmetic, at the addresses where modules run: each type's value by the psABI's
 * formula, the two ends of every range and one step beyond, and the words when it doesn't fit.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <linux/errno.h>
#include <kernel/relocate.h>
#include "host_env.h"

/* One relocation: its type, S, A and P, and the bytes or the error that must come of it. */
struct sample {
	const char *name;
	u32 type;
	u64 S, A, P;
	int err;
	u64 stored;
};

#define TEXT   HOST_CORE
#define KERNEL HOST_KERNEL

static const struct sample samples[] = {
	{"NONE stores nothing", R_X86_64_NONE, 1, 2, 3, 0, 0},
	{"64 is S + A", R_X86_64_64, KERNEL, 16, TEXT, 0, KERNEL + 16},
	{"64 wraps", R_X86_64_64, ~0ULL, 2, TEXT, 0, 1},
	{"PC64 is S + A - P", R_X86_64_PC64, TEXT + 8, 4, TEXT, 0, 12},
	{"PC64 backwards", R_X86_64_PC64, TEXT, 0, TEXT + 8, 0, -8ULL},
	{"PC32 is S + A - P", R_X86_64_PC32, TEXT + 0x100, -4, TEXT + 1, 0, 0xfb},
	{"PC32 to the kernel", R_X86_64_PC32, KERNEL, -4, TEXT, 0, 0xc0fffffc},
	{"PLT32 is PC32", R_X86_64_PLT32, KERNEL, -4, TEXT, 0, 0xc0fffffc},
	{"PC32 as far up as it goes", R_X86_64_PC32, 0x80000000, -1, 0, 0, 0x7fffffff},
	{"PC32 too far up", R_X86_64_PC32, 0x80000000, 0, 0, -ERANGE, 0},
	{"PC32 as far down as it goes", R_X86_64_PC32, 0, 0, 0x80000000, 0, 0x80000000},
	{"PC32 too far down", R_X86_64_PC32, 0, -1, 0x80000000, -ERANGE, 0},
	{"PC32 to user space", R_X86_64_PC32, 0x400000, -4, TEXT, 0, 0x403ffffc},
	{"PC32 to the direct map", R_X86_64_PC32, 0xffff888000000000, -4, TEXT, -ERANGE, 0},
	{"PLT32 too far", R_X86_64_PLT32, 0xffff888000000000, -4, TEXT, -ERANGE, 0},
	{"32S of a kernel address", R_X86_64_32S, TEXT, 8, 0, 0, 0xc0000008},
	{"32S of the lowest one", R_X86_64_32S, 0xffffffff80000000, 0, 0, 0, 0x80000000},
	{"32S below it", R_X86_64_32S, 0xffffffff80000000, -1, 0, -ERANGE, 0},
	{"32S of a small number", R_X86_64_32S, 0x7fffffff, 0, 0, 0, 0x7fffffff},
	{"32S of 2 GiB", R_X86_64_32S, 0x80000000, 0, 0, -ERANGE, 0},
	{"32 of 4 GiB less one", R_X86_64_32, 0xffffffff, 0, 0, 0, 0xffffffff},
	{"32 of 4 GiB", R_X86_64_32, 0xffffffff, 1, 0, -ERANGE, 0},
	{"32 of a kernel address", R_X86_64_32, TEXT, 0, 0, -ERANGE, 0},
	{"a type without a width", R_X86_64_GOT32, 0, 0, 0, -EINVAL, 0},
};

static void computes(void **state)
{
	const struct sample *s = *state;
	u8 place[17] = {0};
	u64 stored;

	/* At an odd address: nothing is aligned in code. */
	assert_int_equal(arch_relocate(s->type, place + 1, s->S, s->A, s->P), s->err);
	memcpy(&stored, place + 1, sizeof(stored));
	assert_int_equal(stored, s->stored);
	assert_int_equal(place[0], 0);
	if (!s->err && s->type != R_X86_64_NONE && arch_reloc_width(s->type) == 4)
		assert_int_equal((u32)arch_reloc_value(s->type, s->S, s->A, s->P), s->stored);
}

static void what_is_there_is_not_overwritten(void **state)
{
	u8 place[8] = {0, 0, 0, 1};

	assert_int_equal(arch_relocate(R_X86_64_PC32, place, 1, 0, 0), -EEXIST);
	assert_int_equal(arch_relocate(R_X86_64_64, place, 1, 0, 0), -EEXIST);
	assert_int_equal(place[0], 0);
	assert_int_equal(place[3], 1);
}

static void types_have_names(void **state)
{
	assert_string_equal(arch_reloc_name(R_X86_64_PC32), "R_X86_64_PC32");
	assert_string_equal(arch_reloc_name(R_X86_64_REX_GOTPCRELX), "R_X86_64_REX_GOTPCRELX");
	assert_string_equal(arch_reloc_name(31), "unknown");
	assert_string_equal(arch_reloc_name(0xffffffff), "unknown");
	assert_int_equal(arch_reloc_width(0xffffffff), -1);
}

static u64 read_at(struct host_load *load, const char *section, u64 offset, size_t width)
{
	u64 value = 0;

	memcpy(&value, host_section(load, section)->mem + offset, width);
	return value;
}

/* All of the good module's relocations: at P, of S, in the section that they belong to. */
static void a_module_is_relocated(void **state)
{
	struct image image = good_module();
	struct host_load load;
	u64 text = HOST_CORE, rodata = HOST_CORE + 0x1000, data = HOST_CORE + 0x3000;

	host_load_init(&load, &image);
	assert_int_equal(host_load_run(&load), 0);
	assert_int_equal(read_at(&load, ".text", 1, 4), (u32)(HOST_KERNEL - 4 - (text + 1)));
	assert_int_equal(read_at(&load, ".text", 8, 4), (u32)rodata);
	assert_int_equal(read_at(&load, ".text", 16, 4), (u32)(text + 32 - 4 - (text + 16)));
	assert_int_equal(read_at(&load, ".data", 0, 8), text + 4);
	assert_int_equal(read_at(&load, ".data", 8, 8), rodata - (data + 8));
	assert_int_equal(read_at(&load, ".gnu.linkonce.this_module", HOST_MODULE_INIT, 8),
			 HOST_INIT);
	host_load_end(&load);
	free(image.data);
}

static void a_distance_that_does_not_fit_is_explained(void **state)
{
	static const struct host_export far[] = {{.name = "printk", .addr = 0xffff888000000000},
						 {0}};
	struct image image = good_module();
	struct host_load load;

	host_load_init(&load, &image);
	load.exports = far;
	assert_int_equal(host_load_run(&load), -ENOEXEC);
	assert_logged(
		"overflow in relocation type 4 val ffff88803ffffffb (good: R_X86_64_PLT32 at "
		".text+0x1, address 0xffffffffc0000001, for printk at 0xffff888000000000 does "
		"not fit in 32 bits)\n"
		"`good' likely not compiled with -mcmodel=kernel\n");
	host_load_end(&load);
	free(image.data);
}

static void bytes_in_the_place_are_explained(void **state)
{
	struct image image = good_module();
	struct host_load load;

	((u8 *)image_bytes(&image, ".text"))[8] = 0x90;
	host_load_init(&load, &image);
	assert_int_equal(host_load_run(&load), -ENOEXEC);
	assert_logged(
		"good: Skipping invalid relocation target, existing value is nonzero for type "
		"11, loc 0xffffffffc0000008, val ffffffffc0001000 (R_X86_64_32S at .text+0x8 "
		"for .rodata)\n");
	host_load_end(&load);
	free(image.data);
}

/* Symbol 0 stands for none: whatever the file says of its name, it is not looked for. */
static void symbol_0_has_no_name(void **state)
{
	struct image image = good_module();
	struct host_load load;
	Elf64_Rela *r = image_rela(&image, ".text", 1);
	Elf64_Sym *symbols = image_bytes(&image, ".symtab");

	symbols[0].st_name = 0x7fffffff;
	r->r_info = ELF64_R_TYPE(r->r_info);
	((u8 *)image_bytes(&image, ".text"))[8] = 0x90;
	host_load_init(&load, &image);
	assert_int_equal(host_load_run(&load), -ENOEXEC);
	assert_logged("(R_X86_64_32S at .text+0x8 for no symbol)\n");
	host_load_end(&load);
	free(image.data);
}

/* So does section 0: a section's symbol that is undefined goes by its own name. */
static void section_0_has_no_name(void **state)
{
	struct image image = good_module();
	struct host_load load;

	image_shdr(&image, 0)->sh_name = 0x7fffffff;
	image_sym(&image, "printk")->st_info = STB_GLOBAL << 4 | STT_SECTION;
	((u8 *)image_bytes(&image, ".text"))[1] = 0x90;
	host_load_init(&load, &image);
	assert_int_equal(host_load_run(&load), -ENOEXEC);
	assert_logged("(R_X86_64_PLT32 at .text+0x1 for printk)\n");
	host_load_end(&load);
	free(image.data);
}

/* The only section for per-CPU data, and empty: no memory to apply a relocation to. */
static void a_section_that_is_nowhere(void **state)
{
	struct image image = good_module();
	struct host_load load;

	image_shdr_named(&image, ".data..percpu")->sh_size = 0;
	image_shdr_named(&image, ".rela.init.text")->sh_info =
		image_section(&image, ".data..percpu");
	image_rela(&image, ".init.text", 0)->r_offset = 0;
	host_load_init(&load, &image);
	assert_int_equal(host_load_run(&load), 0);
	assert_null(host_section(&load, ".data..percpu")->mem);
	host_load_end(&load);
	free(image.data);
}

/* struct module is in use by then: what stands around a place that can't be written stays. */
static void a_failure_leaves_the_rest_of_its_section(void **state)
{
	static const char in_use[] = "a list's head";
	struct image image = good_module();
	struct host_load load;
	char *mem;

	((u8 *)image_bytes(&image, ".gnu.linkonce.this_module"))[HOST_MODULE_INIT] = 1;
	host_load_init(&load, &image);
	assert_int_equal(elf_validity(&load.info), 0);
	assert_int_equal(layout_and_allocate(&load.info), 0);
	assert_int_equal(simplify_symbols(&load.info), 0);
	mem = (char *)host_section(&load, ".gnu.linkonce.this_module")->mem + HOST_MODULE_INIT - 16;
	memcpy(mem, in_use, sizeof(in_use));
	assert_int_equal(apply_relocations(&load.info), -ENOEXEC);
	assert_logged("existing value is nonzero");
	assert_string_equal(mem, in_use);
	host_load_end(&load);
	free(image.data);
}

#define NUM_SAMPLES (sizeof(samples) / sizeof(samples[0]))

int main(void)
{
	static const struct CMUnitTest others[] = {
		cmocka_unit_test(what_is_there_is_not_overwritten),
		cmocka_unit_test(types_have_names),
		cmocka_unit_test(a_module_is_relocated),
		cmocka_unit_test(a_distance_that_does_not_fit_is_explained),
		cmocka_unit_test(bytes_in_the_place_are_explained),
		cmocka_unit_test(symbol_0_has_no_name),
		cmocka_unit_test(section_0_has_no_name),
		cmocka_unit_test(a_section_that_is_nowhere),
		cmocka_unit_test(a_failure_leaves_the_rest_of_its_section),
	};

	struct CMUnitTest tests[NUM_SAMPLES + sizeof(others) / sizeof(others[0])];

	for (unsigned int i = 0; i < NUM_SAMPLES; i++)
		tests[i] = (struct CMUnitTest){
			.name = samples[i].name,
			.test_func = computes,
			.initial_state = (void *)&samples[i],
		};
	memcpy(tests + NUM_SAMPLES, others, sizeof(others));
	return cmocka_run_group_tests_name("relocations", tests, NULL, NULL);
}
