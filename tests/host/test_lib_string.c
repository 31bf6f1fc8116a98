// SPDX-License-Identifier: MIT
/*
 * Strings and memory: string(3)'s functions against the host's on random input, and the kernel's
 * own against their descriptions.
 */
#include <ctype.h>
#include "lib_test.h"

size_t k_strlen(const char *);
size_t k_strnlen(const char *, size_t);
char *k_strncpy(char *, const char *, size_t);
size_t k_strlcpy(char *, const char *, size_t);
ssize_t k_strscpy(char *, const char *, size_t);
ssize_t k_strscpy_pad(char *, const char *, size_t);
size_t k_strlcat(char *, const char *, size_t);
char *k_strncat(char *, const char *, size_t);
int k_strcmp(const char *, const char *);
int k_strncmp(const char *, const char *, size_t);
int k_strcasecmp(const char *, const char *);
int k_strncasecmp(const char *, const char *, size_t);
char *k_strchr(const char *, int);
char *k_strrchr(const char *, int);
char *k_strchrnul(const char *, int);
char *k_strnchr(const char *, size_t, int);
char *k_strstr(const char *, const char *);
char *k_strnstr(const char *, const char *, size_t);
size_t k_strspn(const char *, const char *);
size_t k_strcspn(const char *, const char *);
char *k_strpbrk(const char *, const char *);
char *k_strsep(char **, const char *);
char *k_skip_spaces(const char *);
char *k_strim(char *);
bool k_sysfs_streq(const char *, const char *);
int k_match_string(const char *const *, size_t, const char *);
void *k_memcpy(void *, const void *, size_t);
void *k_memmove(void *, const void *, size_t);
void *k_memset(void *, int, size_t);
void *k_memset16(uint16_t *, uint16_t, size_t);
void *k_memset64(uint64_t *, uint64_t, size_t);
int k_memcmp(const void *, const void *, size_t);
void *k_memchr(const void *, int, size_t);
void *k_memchr_inv(const void *, int, size_t);
void *k_memscan(void *, int, size_t);
ssize_t k_memory_read_from_buffer(void *, size_t, long long *, const void *, size_t);
char **k_argv_split(unsigned int, const char *, int *);
void k_argv_free(char **);
int k_hex2bin(uint8_t *, const char *, size_t);
int k_hex_to_bin(unsigned char);
int k_hex_dump_to_buffer(const void *, size_t, int, int, char *, size_t, bool);
extern const unsigned char k__ctype[];

static int sign(int n)
{
	return (n > 0) - (n < 0);
}

/* A string of at most max characters of a small alphabet, so that matches happen. */
static char *random_string(size_t max)
{
	size_t n = rand() % (max + 1);
	char *s = malloc(n + 1);

	for (size_t i = 0; i < n; i++)
		s[i] = "aAbB c\xe4"[rand() % 7];
	s[n] = '\0';
	return s;
}

static void functions_match_the_c_library(void **state)
{
	srand(1);
	for (int round = 0; round < 20000; round++) {
		char *a = random_string(12), *b = random_string(round % 2 ? 12 : 2);
		size_t n = rand() % 14;
		int c = "aAb c"[rand() % 6];

		assert_int_equal(k_strlen(a), strlen(a));
		assert_int_equal(k_strnlen(a, n), strnlen(a, n));
		assert_int_equal(sign(k_strcmp(a, b)), sign(strcmp(a, b)));
		assert_int_equal(sign(k_strncmp(a, b, n)), sign(strncmp(a, b, n)));
		assert_ptr_equal(k_strchr(a, c), strchr(a, c));
		assert_ptr_equal(k_strrchr(a, c), strrchr(a, c));
		assert_ptr_equal(k_strstr(a, b), strstr(a, b));
		assert_int_equal(k_strspn(a, b), strspn(a, b));
		assert_int_equal(k_strcspn(a, b), strcspn(a, b));
		assert_ptr_equal(k_strpbrk(a, b), strpbrk(a, b));
		assert_ptr_equal(k_memchr(a, c, strlen(a)), memchr(a, c, strlen(a)));
		if (n <= strlen(a) && n <= strlen(b))
			assert_int_equal(sign(k_memcmp(a, b, n)), sign(memcmp(a, b, n)));
		free(a);
		free(b);
	}
}

static void comparing_without_case(void **state)
{
	assert_int_equal(k_strcasecmp("Hello", "hELLO"), 0);
	assert_true(k_strcasecmp("a", "B") < 0);
	assert_true(k_strcasecmp("ab", "A") > 0);
	assert_int_equal(k_strncasecmp("HELLOx", "helloY", 5), 0);
	assert_true(k_strncasecmp("HELLOx", "helloY", 6) < 0);
}

static void moving_memory(void **state)
{
	unsigned char want[300], got[300];

	srand(2);
	for (int round = 0; round < 20000; round++) {
		size_t n = rand() % 100, from = rand() % 100, to = rand() % 100;

		for (size_t i = 0; i < sizeof(want); i++)
			want[i] = got[i] = rand();
		memmove(want + to, want + from, n);
		assert_ptr_equal(k_memmove(got + to, got + from, n), got + to);
		assert_memory_equal(want, got, sizeof(want));
		memset(want + to, n, n);
		k_memset(got + to, n, n);
		memcpy(want + 200, want + from, n);
		k_memcpy(got + 200, got + from, n);
		assert_memory_equal(want, got, sizeof(want));
	}
}

static void filling_with_wider_patterns(void **state)
{
	uint16_t s[5] = {0};
	uint64_t l[3] = {0};

	k_memset16(s, 0x1234, 4);
	assert_int_equal(s[3], 0x1234);
	assert_int_equal(s[4], 0);
	k_memset64(l, 0x123456789abcdef0, 2);
	assert_int_equal(l[1], 0x123456789abcdef0);
	assert_int_equal(l[2], 0);
}

static void searching_memory(void **state)
{
	char s[] = "aaab";

	assert_ptr_equal(k_memchr_inv(s, 'a', 4), s + 3);
	assert_null(k_memchr_inv(s, 'a', 3));
	assert_ptr_equal(k_memscan(s, 'x', 4), s + 4);
	assert_ptr_equal(k_strchrnul(s, 'x'), s + 4);
	assert_null(k_strnchr(s, 3, 'b'));
	assert_ptr_equal(k_strnchr(s, 4, 'b'), s + 3);
	assert_ptr_equal(k_strnstr(s, "ab", 4), s + 2);
	assert_null(k_strnstr(s, "ab", 3));
}

static void bounded_copies(void **state)
{
	char buf[8];

	assert_int_equal(k_strscpy(buf, "hello", sizeof(buf)), 5);
	assert_string_equal(buf, "hello");
	assert_int_equal(k_strscpy(buf, "hello, world", sizeof(buf)), -7);
	assert_string_equal(buf, "hello, ");
	assert_int_equal(k_strscpy(buf, "1234567", sizeof(buf)), 7);
	assert_int_equal(k_strscpy(buf, "x", 0), -7);
	memset(buf, 'x', sizeof(buf));
	k_strscpy_pad(buf, "ab", sizeof(buf));
	assert_memory_equal(buf, "ab\0\0\0\0\0\0", 8);
	assert_int_equal(k_strlcpy(buf, "hello, world", sizeof(buf)), 12);
	assert_string_equal(buf, "hello, ");
	k_strscpy(buf, "abc", sizeof(buf));
	assert_int_equal(k_strlcat(buf, "defghi", sizeof(buf)), 9);
	assert_string_equal(buf, "abcdefg");
	memset(buf, 'x', sizeof(buf));
	k_strncpy(buf, "ab", 4);
	assert_memory_equal(buf, "ab\0\0xxxx", 8);
	k_strscpy(buf, "abc", sizeof(buf));
	k_strncat(buf, "defghi", 2);
	assert_string_equal(buf, "abcde");
}

static void cutting_words(void **state)
{
	char text[] = "a,,b", *p = text, padded[] = " \t x y \n";

	assert_string_equal(k_strsep(&p, ","), "a");
	assert_string_equal(k_strsep(&p, ","), "");
	assert_string_equal(k_strsep(&p, ","), "b");
	assert_null(k_strsep(&p, ","));
	assert_string_equal(k_strim(padded), "x y");
	assert_string_equal(k_skip_spaces("  x "), "x ");
}

static void arguments(void **state)
{
	int argc;
	char **argv = k_argv_split(0, "  one two\tthree ", &argc);

	assert_int_equal(argc, 3);
	assert_string_equal(argv[0], "one");
	assert_string_equal(argv[2], "three");
	assert_null(argv[3]);
	k_argv_free(argv);
	argv = k_argv_split(0, "", &argc);
	assert_int_equal(argc, 0);
	assert_null(argv[0]);
	k_argv_free(argv);
}

static void values_written_to_files(void **state)
{
	static const char *const modes[] = {"off", "auto", "on"};

	assert_true(k_sysfs_streq("on", "on\n"));
	assert_true(k_sysfs_streq("on\n", "on"));
	assert_false(k_sysfs_streq("on", "one"));
	assert_false(k_sysfs_streq("on\n\n", "on"));
	assert_int_equal(k_match_string(modes, 3, "on"), 2);
	assert_int_equal(k_match_string(modes, 3, "o"), -22);
}

static void reading_from_a_buffer(void **state)
{
	long long pos = 3;
	char to[8] = "";

	assert_int_equal(k_memory_read_from_buffer(to, 8, &pos, "hello", 5), 2);
	assert_string_equal(to, "lo");
	assert_int_equal(pos, 5);
	assert_int_equal(k_memory_read_from_buffer(to, 8, &pos, "hello", 5), 0);
	pos = -1;
	assert_int_equal(k_memory_read_from_buffer(to, 8, &pos, "hello", 5), -22);
}

static void classes_of_characters(void **state)
{
	for (int c = 0; c < 128; c++) {
		unsigned char m = k__ctype[c];

		assert_int_equal(!!(m & 1), !!isupper(c));
		assert_int_equal(!!(m & 2), !!islower(c));
		assert_int_equal(!!(m & 4), !!isdigit(c));
		assert_int_equal(!!(m & 8), !!iscntrl(c));
		assert_int_equal(!!(m & 0x10), !!ispunct(c));
		assert_int_equal(!!(m & 0x20), !!isspace(c));
		assert_int_equal(!!(m & 0x44), !!isxdigit(c));
		assert_int_equal(!!(m & 0x97), !!isprint(c));
	}
}

static void hexadecimal(void **state)
{
	static const char text[] = "0123456789abcdef";
	uint8_t out[3];
	char line[80];
	int n;

	assert_int_equal(k_hex2bin(out, "00fFa5", 3), 0);
	assert_memory_equal(out, "\x00\xff\xa5", 3);
	assert_int_equal(k_hex2bin(out, "0g", 1), -22);
	assert_int_equal(k_hex_to_bin('g'), -1);

	n = k_hex_dump_to_buffer(text, 16, 16, 1, line, sizeof(line), true);
	assert_string_equal(line,
			    "30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 66  0123456789abcdef");
	assert_int_equal(n, 65);
	k_hex_dump_to_buffer(text, 5, 16, 1, line, sizeof(line), true);
	assert_string_equal(line, "30 31 32 33 34                                   01234");
	k_hex_dump_to_buffer(text, 8, 16, 4, line, sizeof(line), false);
	assert_string_equal(line, "33323130 37363534");
	assert_int_equal(k_hex_dump_to_buffer(text, 16, 16, 1, line, 10, true), 65);
	assert_string_equal(line, "30 31 32 ");
	assert_int_equal(k_hex_dump_to_buffer(text, 0, 16, 1, line, sizeof(line), true), 0);
	assert_string_equal(line, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(functions_match_the_c_library),
		cmocka_unit_test(comparing_without_case),
		cmocka_unit_test(moving_memory),
		cmocka_unit_test(filling_with_wider_patterns),
		cmocka_unit_test(searching_memory),
		cmocka_unit_test(bounded_copies),
		cmocka_unit_test(cutting_words),
		cmocka_unit_test(arguments),
		cmocka_unit_test(values_written_to_files),
		cmocka_unit_test(reading_from_a_buffer),
		cmocka_unit_test(classes_of_characters),
		cmocka_unit_test(hexadecimal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
