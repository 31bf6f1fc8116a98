// SPDX-License-Identifier: MIT
/*
 * Versions of imports: what __versions must look like, and what comes of each entry that agrees,
 * disagrees or isn't there.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <linux/errno.h>
#include "host_env.h"

#define NUM_IMPORTS 100
#define CRC(i)	    (0xabc00000 + (i))

static struct host_export exports[NUM_IMPORTS + 1];
static char names[NUM_IMPORTS][64];
static struct load_version versions[NUM_IMPORTS];
static unsigned int num_versions;

static struct image image;
static struct host_load load;

static void set_version(unsigned int i, const char *name, u64 crc)
{
	memset(&versions[i], 0, sizeof(versions[i]));
	strcpy(versions[i].name, name);
	versions[i].crc = crc;
}

/* Exports, imports and versions that all agree, in one order. Names differ in length, and late. */
static int start(void **state)
{
	for (unsigned int i = 0; i < NUM_IMPORTS; i++) {
		snprintf(names[i], sizeof(names[i]), "%.*s%u", (int)(i % 40),
			 "a_function_with_a_name_of_many_words_in_it", i);
		exports[i] = (struct host_export){
			.name = names[i], .addr = HOST_KERNEL + i, .crc = CRC(i)};
		set_version(i, names[i], CRC(i));
	}
	num_versions = NUM_IMPORTS;
	return 0;
}

static int end(void **state)
{
	host_load_end(&load);
	free(image.data);
	return 0;
}

static void build(void)
{
	struct elf_builder *b = elf_new();
	unsigned int mod = elf_section(b, ".gnu.linkonce.this_module", SHT_PROGBITS,
				       SHF_ALLOC | SHF_WRITE, HOST_MODULE_SIZE);

	elf_align(b, mod, 64);
	elf_section_data(b, "__versions", SHT_PROGBITS, SHF_ALLOC, versions,
			 num_versions * sizeof(versions[0]));
	for (unsigned int i = 0; i < NUM_IMPORTS; i++)
		elf_symbol(b, exports[i].name, STB_GLOBAL, STT_NOTYPE, SHN_UNDEF, 0, 0);
	image = elf_build(b);
	host_load_init(&load, &image);
	load.exports = exports;
}

static int load_it(void)
{
	build();
	return host_load_run(&load);
}

static void what_agrees_is_loaded(void **state)
{
	assert_int_equal(load_it(), 0);
	assert_string_equal(host_log_text, "");
	/* In the order of the imports no index is made. */
	assert_null(load.info.versions.slot);
}

static void the_order_may_be_another(void **state)
{
	for (unsigned int i = 0; i < NUM_IMPORTS; i++)
		set_version(i, names[i * 37 % NUM_IMPORTS], CRC(i * 37 % NUM_IMPORTS));
	assert_int_equal(load_it(), 0);
	assert_string_equal(host_log_text, "");
}

static void what_disagrees_is_refused(void **state)
{
	char line[300];

	versions[41].crc ^= 1;
	assert_int_equal(load_it(), -EINVAL);
	snprintf(line, sizeof(line),
		 "image: disagrees about version of symbol %s (built with 0xabc00028, here it is "
		 "0xabc00029: rebuild it against this kernel)\n"
		 "image: Unknown symbol %s (err -22)\n",
		 names[41], names[41]);
	assert_string_equal(host_log_text, line);
}

/* An entry has 64 bits for it; that the lower ones agree is not enough. */
static void all_bits_of_it_count(void **state)
{
	versions[7].crc |= 1ULL << 32;
	assert_int_equal(load_it(), -EINVAL);
	assert_logged("(built with 0x1abc00007, here it is 0xabc00007: ");
}

static void all_that_disagree_are_reported(void **state)
{
	versions[3].crc = 1;
	versions[90].crc = 2;
	assert_int_equal(load_it(), -EINVAL);
	assert_logged("(built with 0x1, here it is 0xabc00003: ");
	assert_logged("(built with 0x2, here it is 0xabc0005a: ");
}

static void what_is_not_there_is_said_once_and_let_in(void **state)
{
	char line[128];

	set_version(20, "another", 1);
	set_version(50, "one_more", 1);
	assert_int_equal(load_it(), 0);
	snprintf(line, sizeof(line), "image: no symbol version for %s\n", names[20]);
	assert_string_equal(host_log_text, line);
}

static void the_beginning_of_a_name_is_another_name(void **state)
{
	versions[39].name[20] = '\0';
	assert_int_equal(load_it(), 0);
	assert_logged("image: no symbol version for ");
}

/* Whichever of them counts, the index holds one of each name, however often it comes. */
static void a_name_may_come_often(void **state)
{
	for (unsigned int i = 0; i < NUM_IMPORTS; i++)
		set_version(i, names[60], CRC(60));
	assert_int_equal(load_it(), 0);
	assert_logged("image: no symbol version for ");
}

static void an_exporter_without_versions_is_not_asked(void **state)
{
	for (unsigned int i = 0; i < NUM_IMPORTS; i++) {
		versions[i].crc = 1;
		exports[i].crc = 0;
	}
	assert_int_equal(load_it(), 0);
	assert_string_equal(host_log_text, "");
}

static void they_can_be_ignored(void **state)
{
	versions[5].crc = 1;
	build();
	load.info.ignore_versions = true;
	assert_int_equal(host_load_run(&load), 0);
	assert_int_equal(load.info.versions.num, 0);
	assert_string_equal(host_log_text, "");
}

static void an_entry_has_room_for_55_letters(void **state)
{
	memset(names[10], 'n', 56);
	names[10][55] = '\0';
	set_version(10, names[10], CRC(10));
	assert_int_equal(load_it(), 0);
	assert_string_equal(host_log_text, "");
}

static void a_longer_name_has_no_entry(void **state)
{
	memset(names[10], 'n', 56);
	names[10][56] = '\0';
	assert_int_equal(load_it(), 0);
	assert_logged("image: no symbol version for nnnn");
}

static void the_index_takes_memory(void **state)
{
	set_version(0, names[1], CRC(1));
	set_version(1, names[0], CRC(0));
	build();
	assert_int_equal(elf_validity(&load.info), 0);
	assert_int_equal(layout_and_allocate(&load.info), 0);
	load.fail_alloc = load.allocs + 1;
	assert_int_equal(simplify_symbols(&load.info), -ENOMEM);
}

/* What is wrong with the section itself. */
static void refused(const char *message)
{
	assert_int_equal(elf_validity(&load.info), -ENOEXEC);
	assert_string_equal(host_log_text, message);
}

static void no_whole_number_of_entries(void **state)
{
	build();
	image_shdr_named(&image, "__versions")->sh_size--;
	image_shdr_named(&image, "__versions")->sh_offset = 64;
	refused("image: section __versions (index 2): 6399 bytes at offset 64 are no array of "
		"64-byte versions\n");
}

static void misaligned_in_the_file(void **state)
{
	build();
	image_shdr_named(&image, "__versions")->sh_offset = 68;
	refused("image: section __versions (index 2): 6400 bytes at offset 68 are no array of "
		"64-byte versions\n");
}

static void without_bytes(void **state)
{
	build();
	image_shdr_named(&image, "__versions")->sh_type = SHT_NOBITS;
	image_shdr_named(&image, "__versions")->sh_offset = 64;
	refused("image: section __versions (index 2): 6400 bytes at offset 64 are no array of "
		"64-byte versions\n");
}

/* The image claims to be of a size that would hold them; it is refused before they are read. */
static void more_than_an_index_can_count(void **state)
{
	build();
	image_shdr_named(&image, "__versions")->sh_size = 64ULL << 32;
	image_shdr_named(&image, "__versions")->sh_offset = 64;
	image_shdr_named(&image, "__versions")->sh_flags = SHF_ALLOC;
	load.info.len = 1ULL << 40;
	refused("image: section __versions (index 2): 274877906944 bytes at offset 64 are no "
		"array of 64-byte versions\n");
}

static void a_name_without_an_end(void **state)
{
	memset(versions[12].name, 'x', sizeof(versions[12].name));
	build();
	refused("image: __versions[12] has a name without an end\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, end)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(what_agrees_is_loaded),
		TEST(the_order_may_be_another),
		TEST(what_disagrees_is_refused),
		TEST(all_bits_of_it_count),
		TEST(all_that_disagree_are_reported),
		TEST(what_is_not_there_is_said_once_and_let_in),
		TEST(the_beginning_of_a_name_is_another_name),
		TEST(a_name_may_come_often),
		TEST(an_exporter_without_versions_is_not_asked),
		TEST(they_can_be_ignored),
		TEST(an_entry_has_room_for_55_letters),
		TEST(a_longer_name_has_no_entry),
		TEST(the_index_takes_memory),
		TEST(no_whole_number_of_entries),
		TEST(misaligned_in_the_file),
		TEST(without_bytes),
		TEST(more_than_an_index_can_count),
		TEST(a_name_without_an_end),
	};

	return cmocka_run_group_tests_name("versions", tests, NULL, NULL);
}
