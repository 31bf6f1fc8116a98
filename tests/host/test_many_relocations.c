// SPDX-License-Identifier: MIT
/*
 * Many relocations, which are checked and applied several at a time: one bad one is found wherever
 * it stands, and it alone is blamed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <linux/errno.h>
#include "host_env.h"

#define NUM  27 /* three times eight, and some */
#define SIZE (8 * NUM)

static struct image image;
static struct host_load load;
static Elf64_Rela *rela;

/* A section that is nothing but places, with a relocation of type PC32 for each. */
static int start(void **state)
{
	struct elf_builder *b = elf_new();
	const u64 aw = SHF_ALLOC | SHF_WRITE;
	unsigned int data = elf_section(b, ".data", SHT_PROGBITS, aw, SIZE);
	unsigned int mod =
		elf_section(b, ".gnu.linkonce.this_module", SHT_PROGBITS, aw, HOST_MODULE_SIZE);
	unsigned int debug = elf_section(b, ".debug", SHT_PROGBITS, 0, 8);
	unsigned int other = elf_section(b, ".other", SHT_PROGBITS, aw, 8);
	unsigned int there, i;

	elf_align(b, mod, 64);
	there = elf_symbol(b, "there", STB_LOCAL, STT_OBJECT, data, 0, 8);
	elf_symbol(b, "lost", STB_LOCAL, STT_OBJECT, debug, 0, 8);
	elf_symbol(b, "far", STB_LOCAL, STT_NOTYPE, SHN_ABS, 1ULL << 40, 0);
	for (i = 0; i < NUM; i++)
		elf_reloc(b, data, 8 * i, R_X86_64_PC32, there, 0);
	elf_reloc(b, other, 0, R_X86_64_PC32, there, 0);
	image = elf_build(b);
	rela = image_rela(&image, ".data", 0);
	host_load_init(&load, &image);
	return 0;
}

static int end(void **state)
{
	host_load_end(&load);
	free(image.data);
	return 0;
}

#define LOST		2
#define FAR		3
#define INFO(sym, type) ((u64)(sym) << 32 | (type))

/* Each way to be bad, and the words for it; %u and %x stand for number and offset. */
struct fault {
	u64 r_info;
	u64 past; /* added to the offset */
	const char *message;
};

static const struct fault faults[] = {
	{INFO(4, R_X86_64_PC32), 0,
	 "image: R_X86_64_PC32 at .data+%#x (.rela.data[%u]) is for symbol 4, of 4\n"},
	{INFO(4, R_X86_64_NONE), 0,
	 "image: R_X86_64_NONE at .data+%#x (.rela.data[%u]) is for symbol 4, of 4\n"},
	{INFO(~0U, R_X86_64_PC32), 0,
	 "image: R_X86_64_PC32 at .data+%#x (.rela.data[%u]) is for symbol 4294967295, of 4\n"},
	{INFO(LOST, R_X86_64_PC32), 0,
	 "image: R_X86_64_PC32 at .data+%#x (.rela.data[%u]) is for symbol lost (2) in section "
	 ".debug, which is not loaded\n"},
	{INFO(1, R_X86_64_GOTPCREL), 0,
	 "image: Unknown rela relocation: 9 (R_X86_64_GOTPCREL at .data+%#x, .rela.data[%u]: "
	 "compile with -mcmodel=kernel and without -fpic)\n"},
	{INFO(1, 64 + R_X86_64_PC32), 0,
	 "image: Unknown rela relocation: 66 (unknown at .data+%#x, .rela.data[%u]: compile with "
	 "-mcmodel=kernel and without -fpic)\n"},
	{INFO(1, R_X86_64_PC32), SIZE - 3,
	 "image: R_X86_64_PC32 at .data+%#x (.rela.data[%u]) writes 4 bytes past the section's "
	 "end (0xd8)\n"},
	{INFO(1, R_X86_64_64), SIZE - 7,
	 "image: R_X86_64_64 at .data+%#x (.rela.data[%u]) writes 8 bytes past the section's end "
	 "(0xd8)\n"},
};

static void one_that_is_bad_is_found_anywhere(void **state)
{
	for (unsigned int n = 0; n < NUM; n++) {
		Elf64_Rela good = rela[n];

		for (unsigned int i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
			char line[256];

			rela[n].r_info = faults[i].r_info;
			if (faults[i].past)
				rela[n].r_offset = faults[i].past;
			host_load_init(&load, &image);
			assert_int_equal(elf_validity(&load.info), -ENOEXEC);
			snprintf(line, sizeof(line), faults[i].message,
				 (unsigned int)rela[n].r_offset, n);
			assert_string_equal(host_log_text, line);
			host_load_end(&load);
			rela[n] = good;
		}
	}
	host_load_init(&load, &image);
}

static void each_may_stand_at_the_end(void **state)
{
	for (unsigned int n = 0; n < NUM; n++) {
		Elf64_Rela good = rela[n];

		rela[n].r_offset = SIZE - 4;
		host_load_init(&load, &image);
		assert_int_equal(elf_validity(&load.info), 0);
		assert_string_equal(host_log_text, "");
		host_load_end(&load);
		rela[n] = good;
	}
	host_load_init(&load, &image);
}

static void a_section_may_be_narrower_than_the_widest_store(void **state)
{
	image_shdr_named(&image, ".data")->sh_size = 4;
	for (unsigned int n = 0; n < NUM; n++)
		rela[n] = (Elf64_Rela){.r_info = INFO(1, R_X86_64_NONE)};
	rela[NUM - 1].r_info = INFO(1, R_X86_64_PC32);
	assert_int_equal(host_load_run(&load), 0);
	assert_string_equal(host_log_text, "");
}

/* Those around it are applied, whichever types they have. */
static void all_are_applied(void **state)
{
	static const u32 types[] = {R_X86_64_PC32, R_X86_64_64, R_X86_64_NONE, R_X86_64_32S};
	const u8 *mem;

	for (unsigned int n = 0; n < NUM; n++) {
		rela[n].r_info = INFO(1, types[n % 4]);
		rela[n].r_addend = n;
	}
	assert_int_equal(host_load_run(&load), 0);
	mem = host_section(&load, ".data")->mem;
	for (unsigned int n = 0; n < NUM; n++) {
		const u64 values[] = {(u32)(n - 8 * n), HOST_CORE + n, 0, (u32)HOST_CORE + n};

		assert_memory_equal(mem + 8 * n, &values[n % 4], 8);
	}
}

/* Of two that can't be applied, the first is named. */
static void one_that_does_not_fit_is_found_anywhere(void **state)
{
	for (unsigned int n = 0; n < NUM; n++) {
		Elf64_Rela good = rela[n];
		char text[128];

		rela[n].r_info = INFO(FAR, R_X86_64_PC32);
		rela[NUM - 1].r_info = INFO(FAR, R_X86_64_32S);
		host_load_init(&load, &image);
		assert_int_equal(host_load_run(&load), -ENOEXEC);
		snprintf(text, sizeof(text), "(image: %s at .data+%#x, address 0x%llx, for far at ",
			 n < NUM - 1 ? "R_X86_64_PC32" : "R_X86_64_32S", 8 * n,
			 (unsigned long long)HOST_CORE + 8 * n);
		assert_logged(text);
		host_load_end(&load);
		rela[n] = good;
	}
	host_load_init(&load, &image);
}

/* Relocated twice: the first of them made the place nonzero. */
static void a_place_of_two_relocations_is_found(void **state)
{
	rela[20].r_offset = rela[5].r_offset + 2;
	rela[5].r_addend = 0x12345;
	assert_int_equal(host_load_run(&load), -ENOEXEC);
	assert_logged("existing value is nonzero for type 2, loc 0xffffffffc000002a, ");
	assert_logged("(R_X86_64_PC32 at .data+0x2a for there)\n");
}

/* The same, by another section of relocations. */
static void a_place_of_two_sections_of_relocations_is_found(void **state)
{
	image_shdr_named(&image, ".rela.other")->sh_info = image_section(&image, ".data");
	image_rela(&image, ".other", 0)->r_offset = rela[5].r_offset;
	assert_int_equal(host_load_run(&load), -ENOEXEC);
	assert_logged("existing value is nonzero for type 2, loc 0xffffffffc0000028, ");
	assert_logged("(R_X86_64_PC32 at .data+0x28 for there)\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, end)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(one_that_is_bad_is_found_anywhere),
		TEST(each_may_stand_at_the_end),
		TEST(a_section_may_be_narrower_than_the_widest_store),
		TEST(all_are_applied),
		TEST(one_that_does_not_fit_is_found_anywhere),
		TEST(a_place_of_two_relocations_is_found),
		TEST(a_place_of_two_sections_of_relocations_is_found),
	};

	return cmocka_run_group_tests_name("many relocations", tests, NULL, NULL);
}
