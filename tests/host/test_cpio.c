// SPDX-License-Identifier: MIT
/*
 * The cpio reader (kernel/fs/cpio.c): what it hands out for a good archive, what it says about each
 * fault, and that no damage makes it leave the archive. Every archive is in memory of exactly its
 * size, so that the sanitiser sees a read beyond it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <cmocka.h>

#include "../../kernel/fs/cpio.c"

struct archive {
	char bytes[16384];
	size_t len;
};

static void pad4(struct archive *a)
{
	while (a->len % 4)
		a->bytes[a->len++] = '\0';
}

static size_t add(struct archive *a, const char *name, u32 mode, const char *data, size_t size)
{
	size_t start = a->len;

	a->len += sprintf(a->bytes + a->len,
			  "070701%08x%08x%08x%08x%08x%08x%08zx%08x%08x%08x%08x%08zx%08x", 7u, mode,
			  1u, 2u, 1u, 0x5eadbeefu, size, 8u, 9u, 5u, 3u, strlen(name) + 1, 0u);
	memcpy(a->bytes + a->len, name, strlen(name) + 1);
	a->len += strlen(name) + 1;
	pad4(a);
	memcpy(a->bytes + a->len, data, size);
	a->len += size;
	pad4(a);
	return start;
}

static size_t add_trailer(struct archive *a)
{
	return add(a, TRAILER, 0, "", 0);
}

/* A directory, a file, a link and a device, then the trailer, whose place is returned. */
static size_t good(struct archive *a)
{
	a->len = 0;
	add(a, "bin", S_IFDIR | 0755, "", 0);
	add(a, "bin/hello", S_IFREG | 04755, "hello", 5);
	add(a, "sh", S_IFLNK | 0777, "bin/hello", 9);
	add(a, "dev/null", S_IFCHR | 0666, "", 0);
	return add_trailer(a);
}

/* Read all of it from an exact copy; the reader's last answer. */
static int read_all(const struct archive *a, struct cpio_reader *r, int *members)
{
	char *copy = malloc(a->len ? a->len : 1);
	struct cpio_member m;
	int ret;

	memcpy(copy, a->bytes, a->len);
	*members = 0;
	cpio_open(r, copy, a->len);
	while ((ret = cpio_next(r, &m)) > 0) {
		size_t i;

		if (ret == CPIO_TRAILER)
			continue;
		++*members;
		assert_true(strlen(m.name) < PATH_MAX);
		/* For the sanitiser: every byte is read. */
		for (i = 0; i < m.size; i++)
			(void)((const volatile char *)m.data)[i];
	}
	free(copy);
	return ret;
}

static void expect_problem(const struct archive *a, const char *problem, size_t where)
{
	struct cpio_reader r;
	int members;

	assert_int_equal(read_all(a, &r, &members), -EINVAL);
	assert_string_equal(r.problem, problem);
	assert_int_equal(r.where, where);
}

static void hands_out_members(void **state)
{
	struct archive a;
	struct cpio_reader r;
	struct cpio_member m;

	good(&a);
	cpio_open(&r, a.bytes, a.len);
	assert_int_equal(cpio_next(&r, &m), CPIO_MEMBER);
	assert_string_equal(m.name, "bin");
	assert_int_equal(m.mode, S_IFDIR | 0755);
	assert_int_equal(m.offset, 0);

	assert_int_equal(cpio_next(&r, &m), CPIO_MEMBER);
	assert_string_equal(m.name, "bin/hello");
	assert_int_equal(m.size, 5);
	assert_memory_equal(m.data, "hello", 5);
	assert_int_equal(m.ino, 7);
	assert_int_equal(m.uid, 1);
	assert_int_equal(m.gid, 2);
	assert_int_equal(m.mtime, 0x5eadbeef);

	assert_int_equal(cpio_next(&r, &m), CPIO_MEMBER);
	assert_memory_equal(m.data, "bin/hello", 9);
	assert_int_equal(cpio_next(&r, &m), CPIO_MEMBER);
	assert_int_equal(m.rdev_major, 5);
	assert_int_equal(m.rdev_minor, 3);
	assert_int_equal(cpio_next(&r, &m), CPIO_TRAILER);
	assert_int_equal(cpio_next(&r, &m), CPIO_END);
}

static void reads_archives_in_a_row(void **state)
{
	struct cpio_reader r;
	struct archive a;
	int members;

	good(&a);
	memset(a.bytes + a.len, 0, 512);
	a.len = (a.len + 511) & ~(size_t)511;
	add(&a, "/second", S_IFREG | 0644, "2", 1);
	add_trailer(&a);
	assert_int_equal(read_all(&a, &r, &members), CPIO_END);
	assert_int_equal(members, 5);
}

static void takes_leading_slashes_off(void **state)
{
	struct archive a = {.len = 0};
	struct cpio_reader r;
	struct cpio_member m;

	add(&a, "//etc", S_IFDIR | 0755, "", 0);
	add(&a, "/", S_IFDIR | 0755, "", 0);
	add_trailer(&a);
	cpio_open(&r, a.bytes, a.len);
	assert_int_equal(cpio_next(&r, &m), CPIO_MEMBER);
	assert_string_equal(m.name, "etc");
	assert_int_equal(cpio_next(&r, &m), CPIO_MEMBER);
	assert_string_equal(m.name, ".");
}

static void an_empty_archive_is_an_end(void **state)
{
	struct archive a = {.len = 0};
	struct cpio_reader r;
	int members;

	assert_int_equal(read_all(&a, &r, &members), CPIO_END);
	memset(a.bytes, 0, 1024);
	a.len = 1024;
	assert_int_equal(read_all(&a, &r, &members), CPIO_END);
	assert_int_equal(members, 0);
}

/* Each of the thirteen numbers in turn gets a digit that is none. */
static void names_the_bad_field(void **state)
{
	struct archive a;
	int i;

	for (i = 0; i < NR_FIELDS; i++) {
		good(&a);
		a.bytes[MAGIC_LEN + i * FIELD_LEN + 3] = 'g';
		expect_problem(&a, bad_digits[i], 0);
	}
}

/* One fault in a member that is otherwise good. */
static void refuses_bad_members(void **state)
{
	static const struct {
		const char *name;
		u32 mode;
		const char *data;
		size_t size;
		const char *problem;
	} cases[] = {
		{"", S_IFREG, "", 0, "the name is empty"},
		{"x", 0, "", 0, "the mode has no known file type"},
		{"x", 0200000 | S_IFREG, "", 0, "the mode has bits that mean nothing"},
		{"x", S_IFDIR, "data", 4, "a member that is no file has data"},
		{"x", S_IFIFO, "data", 4, "a member that is no file has data"},
		{"x", S_IFCHR, "data", 4, "a member that is no file has data"},
		{"x", S_IFLNK, "", 0, "the text of a symbolic link is empty or too long"},
		{"x", S_IFLNK, "a\0b", 3, "the text of a symbolic link has a NUL inside"},
		{"TRAILER!!!", 0, "data", 4, "TRAILER!!! has data"},
	};
	struct archive a;
	size_t i, where;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		a.len = 0;
		add(&a, "before", S_IFREG | 0644, "abc", 3);
		where = add(&a, cases[i].name, cases[i].mode, cases[i].data, cases[i].size);
		add_trailer(&a);
		expect_problem(&a, cases[i].problem, where);
	}
}

static void put_field(struct archive *a, int field, u32 value)
{
	char text[FIELD_LEN + 1];

	sprintf(text, "%08x", value);
	memcpy(a->bytes + MAGIC_LEN + field * FIELD_LEN, text, FIELD_LEN);
}

static void refuses_bad_numbers(void **state)
{
	struct archive a;

	good(&a);
	put_field(&a, C_NAMESIZE, 0);
	expect_problem(&a, "the name is empty", 0);
	good(&a);
	put_field(&a, C_NAMESIZE, PATH_MAX + 1);
	expect_problem(&a, "the name is longer than PATH_MAX", 0);
	good(&a);
	put_field(&a, C_NAMESIZE, a.len);
	expect_problem(&a, "the archive ends in a name", 0);
	good(&a);
	put_field(&a, C_NAMESIZE, 3);
	expect_problem(&a, "the name does not end with NUL", 0);
	good(&a);
	put_field(&a, C_NAMESIZE, 5);
	expect_problem(&a, "the name has a NUL inside", 0);
	good(&a);
	put_field(&a, C_FILESIZE, 0xffffffff);
	expect_problem(&a, "the archive ends in a member's data", 0);
	good(&a);
	put_field(&a, C_CHECK, 1);
	expect_problem(&a, "c_check is not zero", 0);
	a.len = 0;
	add(&a, "x", S_IFCHR, "", 0);
	put_field(&a, C_RDEVMAJOR, 1 << 12);
	expect_problem(&a, "the device number is too large", 0);
}

static void refuses_other_formats(void **state)
{
	static const struct {
		const char *magic;
		size_t len;
		const char *problem;
	} cases[] = {
		{"\x1f\x8b", 2, "it is compressed; a plain newc archive is needed"},
		{"\xfd"
		 "7zXZ",
		 5, "it is compressed; a plain newc archive is needed"},
		{"\x28\xb5\x2f\xfd", 4, "it is compressed; a plain newc archive is needed"},
		{"BZh", 3, "it is compressed; a plain newc archive is needed"},
		{"070707", 6, "it is in the old portable format; use cpio -H newc"},
		{"\177ELF", 4, "no cpio magic"},
	};
	struct archive a;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		good(&a);
		memcpy(a.bytes, cases[i].magic, cases[i].len);
		expect_problem(&a, cases[i].problem, 0);
	}
}

static void checks_the_sum_of_the_crc_form(void **state)
{
	struct archive a = {.len = 0};
	struct cpio_reader r;
	int members;

	add(&a, "x", S_IFREG | 0644, "abc", 3);
	add_trailer(&a);
	a.bytes[5] = '2';
	put_field(&a, C_CHECK, 'a' + 'b' + 'c');
	assert_int_equal(read_all(&a, &r, &members), CPIO_END);
	put_field(&a, C_CHECK, 'a' + 'b');
	expect_problem(&a, "the data does not match c_check", 0);
}

static void refuses_every_truncation(void **state)
{
	struct archive whole, a;
	struct cpio_reader r;
	size_t len, trailer;
	int members;

	trailer = good(&whole);
	for (len = 1; len < trailer + HEADER_LEN + sizeof(TRAILER); len++) {
		a = whole;
		a.len = len;
		assert_int_equal(read_all(&a, &r, &members), -EINVAL);
		assert_non_null(r.problem);
	}
}

static void survives_random_damage(void **state)
{
	struct archive whole, a;
	struct cpio_reader r;
	int members, round, i;

	good(&whole);
	srand(1);
	for (round = 0; round < 200000; round++) {
		int hits = 1 + rand() % 4, ret;

		a = whole;
		for (i = 0; i < hits; i++) {
			size_t at = rand() % a.len;

			a.bytes[at] = rand() % 3 ? "0123456789abcdefF"[rand() % 17] : rand();
		}
		ret = read_all(&a, &r, &members);
		assert_true(ret == CPIO_END || (ret == -EINVAL && r.problem && r.where <= a.len));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hands_out_members),
		cmocka_unit_test(reads_archives_in_a_row),
		cmocka_unit_test(takes_leading_slashes_off),
		cmocka_unit_test(an_empty_archive_is_an_end),
		cmocka_unit_test(names_the_bad_field),
		cmocka_unit_test(refuses_bad_members),
		cmocka_unit_test(refuses_bad_numbers),
		cmocka_unit_test(refuses_other_formats),
		cmocka_unit_test(checks_the_sum_of_the_crc_form),
		cmocka_unit_test(refuses_every_truncation),
		cmocka_unit_test(survives_random_damage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
