// SPDX-License-Identifier: MIT
/*
 * The linker as a second opinion, where `make corpus` doesn't reach: at the edges of what fits, and
 * on what Debian's modules don't have. For each relocation type and each value around the edges,
 * GNU ld and the core must both refuse it, or both accept it and write the same bytes.
 */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include <linux/errno.h>
#include <kernel/relocate.h>
#include "corpus_ld.h"
#include "host_env.h"

static char dir[] = "/tmp/graft-linker-XXXXXX";

static int make_dir(void **state)
{
	(void)state;
	return mkdtemp(dir) ? 0 : -1;
}

static int remove_dir(void **state)
{
	static const char *const files[] = {"object", "script", "linked", "messages"};
	char path[64];

	(void)state;
	for (unsigned int i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		snprintf(path, sizeof(path), "%s/%s", dir, files[i]);
		unlink(path);
	}
	return rmdir(dir);
}

/* A module with 16 bytes of data at BARE_MODULES, whose bytes from 4 on are relocated. */
static struct image one_relocation(u32 type, int bind, const char *name, unsigned int section,
				   u64 value, s64 addend)
{
	struct elf_builder *b = elf_new();
	unsigned int data = elf_section(b, ".data", SHT_PROGBITS, SHF_ALLOC | SHF_WRITE, 16);
	unsigned int symbol;

	elf_section(b, ".gnu.linkonce.this_module", SHT_PROGBITS, SHF_ALLOC | SHF_WRITE,
		    BARE_MODULE_SIZE);
	symbol = elf_symbol(b, name, bind, STT_NOTYPE, section, value, 0);
	elf_reloc(b, data, 4, type, symbol, addend);
	return elf_build(b);
}

/* Loads the image and asks ld; the core's error. Both must be of one mind. */
static int both(struct image image)
{
	struct ld_verdict verdict;
	struct bare_load load;
	int err;

	bare_load_init(&load, image.data, image.len, "image", false);
	err = bare_load_run(&load);
	ld_ask(&load, "ld", dir, &verdict);
	if (verdict.linked != !err)
		fail_msg("ld says '%s', the core '%s'", verdict.difference, load.message);
	if (!err && !verdict.agrees)
		fail_msg("%s", verdict.difference);
	bare_load_end(&load);
	assert_int_equal(load.live_allocs, 0);
	free(image.data);
	return err;
}

/* What the relocation computes is value, by way of an absolute symbol. */
static int both_compute(u32 type, u64 value)
{
	const u64 P = BARE_MODULES + 4, A = 0x1234;
	u64 is_relative = arch_reloc_value(type, 0, 0, 1); /* 0 or -1 */
	u64 S = value - A - is_relative * P;

	return both(one_relocation(type, STB_GLOBAL, "there", SHN_ABS, S, A));
}

/* First and last value that fits, as 64-bit numbers; 0 and 0: all do. */
static void agree_at_the_edges(u32 type, u64 first, u64 last)
{
	static const u64 others[] = {0x123456789abcdefULL, 1ULL << 63, ~0ULL, 1, 0};
	bool all = !first && !last;

	assert_int_equal(both_compute(type, first), 0);
	assert_int_equal(both_compute(type, last), 0);
	assert_int_equal(both_compute(type, first - 1), all ? 0 : -ENOEXEC);
	assert_int_equal(both_compute(type, last + 1), all ? 0 : -ENOEXEC);
	for (unsigned int i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		both_compute(type, others[i]);
}

static void edges_of_32(void **state)
{
	(void)state;
	agree_at_the_edges(R_X86_64_32, 0, 0xffffffff);
}

static void edges_of_32S(void **state)
{
	(void)state;
	agree_at_the_edges(R_X86_64_32S, -(1ULL << 31), (1ULL << 31) - 1);
}

static void edges_of_PC32(void **state)
{
	(void)state;
	agree_at_the_edges(R_X86_64_PC32, -(1ULL << 31), (1ULL << 31) - 1);
}

static void edges_of_PLT32(void **state)
{
	(void)state;
	agree_at_the_edges(R_X86_64_PLT32, -(1ULL << 31), (1ULL << 31) - 1);
}

static void everything_fits_64(void **state)
{
	(void)state;
	agree_at_the_edges(R_X86_64_64, 0, 0);
}

static void everything_fits_PC64(void **state)
{
	(void)state;
	agree_at_the_edges(R_X86_64_PC64, 0, 0);
}

static void nothing_is_written_for_NONE(void **state)
{
	(void)state;
	assert_int_equal(both(one_relocation(R_X86_64_NONE, STB_GLOBAL, "x", SHN_ABS, 7, 0)), 0);
}

/* 0 for ld and for us; the distance to it fits, from the top of the address space. */
static void weak_and_absent(void **state)
{
	static const u32 types[] = {R_X86_64_64, R_X86_64_32S, R_X86_64_PC64, R_X86_64_PC32};

	(void)state;
	for (unsigned int i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		assert_int_equal(
			both(one_relocation(types[i], STB_WEAK, BARE_ABSENT "x", SHN_UNDEF, 0, 8)),
			0);
}

static void strong_and_absent(void **state)
{
	(void)state;
	assert_int_equal(
		both(one_relocation(R_X86_64_64, STB_GLOBAL, BARE_ABSENT "x", SHN_UNDEF, 0, 0)),
		-ENOENT);
}

static void one_of_everything(void **state)
{
	(void)state;
	assert_int_equal(both(good_module()), 0);
}

/* The oracle itself: a byte that differs is noticed. */
static void a_wrong_byte_is_noticed(void **state)
{
	struct image image = one_relocation(R_X86_64_64, STB_GLOBAL, "there", SHN_UNDEF, 0, 0);
	struct ld_verdict verdict;
	struct bare_load load;

	(void)state;
	bare_load_init(&load, image.data, image.len, "image", false);
	assert_int_equal(bare_load_run(&load), 0);
	load.info.sections[1].mem[11] ^= 1;
	ld_ask(&load, "ld", dir, &verdict);
	assert_true(verdict.linked);
	assert_false(verdict.agrees);
	assert_string_equal(verdict.difference, ".data+0xb: ld has ff, the core fe");
	bare_load_end(&load);
	free(image.data);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(edges_of_32),
		cmocka_unit_test(edges_of_32S),
		cmocka_unit_test(edges_of_PC32),
		cmocka_unit_test(edges_of_PLT32),
		cmocka_unit_test(everything_fits_64),
		cmocka_unit_test(everything_fits_PC64),
		cmocka_unit_test(nothing_is_written_for_NONE),
		cmocka_unit_test(weak_and_absent),
		cmocka_unit_test(strong_and_absent),
		cmocka_unit_test(one_of_everything),
		cmocka_unit_test(a_wrong_byte_is_noticed),
	};

	return cmocka_run_group_tests_name("linker", tests, make_dir, remove_dir);
}
