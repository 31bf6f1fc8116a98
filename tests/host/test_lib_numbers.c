// SPDX-License-Identifier: MIT
/*
 * Numbers and words out of text: kstrtox, sscanf, options, the kernel's command line.
 */
#include "lib_test.h"

int k_get_option(char **, int *);
char *k_get_options(const char *, int, int *);
unsigned long long k_memparse(const char *, char **);
bool k_parse_option_str(const char *, const char *);
char *k_next_arg(char *, char **, char **);
void k_cmdline_init(const char *);
const char *k_cmdline_get(const char *);
bool k_cmdline_flag(const char *);
long k_cmdline_long(const char *, long);
unsigned long k_int_sqrt(unsigned long);
uint64_t k_int_pow(uint64_t, unsigned int);

static void unsigned_numbers(void **state)
{
	static const struct {
		const char *text;
		unsigned int base;
		int err;
		unsigned long long value;
	} cases[] = {
		{"0", 10, 0, 0},
		{"42", 10, 0, 42},
		{"42\n", 10, 0, 42},
		{"+42", 10, 0, 42},
		{"18446744073709551615", 10, 0, ULLONG_MAX},
		{"18446744073709551616", 10, -34, 0},
		{"99999999999999999999999", 10, -34, 0},
		{"0x2a", 0, 0, 42},
		{"0X2A", 16, 0, 42},
		{"2a", 16, 0, 42},
		{"052", 0, 0, 42},
		{"0", 0, 0, 0},
		{"08", 0, -22, 0},
		{"0x", 0, -22, 0},
		{"0xg", 16, -22, 0},
		{"", 10, -22, 0},
		{"\n", 10, -22, 0},
		{"+", 10, -22, 0},
		{"-1", 10, -22, 0},
		{"++1", 10, -22, 0},
		{" 1", 10, -22, 0},
		{"1 ", 10, -22, 0},
		{"1\n\n", 10, -22, 0},
		{"12", 2, -22, 0},
		{"101", 2, 0, 5},
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		unsigned long long v = 777;
		int err = k_kstrtoull(cases[i].text, cases[i].base, &v);

		if (err != cases[i].err || v != (err ? 777 : cases[i].value))
			fail_msg("\"%s\" in base %u: %d, %llu", cases[i].text, cases[i].base, err,
				 v);
	}
}

static void signed_and_narrow_numbers(void **state)
{
	long long ll;
	int i;
	uint8_t u8;
	int8_t s8;

	assert_int_equal(k_kstrtoll("-9223372036854775808", 10, &ll), 0);
	assert_true(ll == LLONG_MIN);
	assert_int_equal(k_kstrtoll("-9223372036854775809", 10, &ll), -34);
	assert_int_equal(k_kstrtoll("9223372036854775808", 10, &ll), -34);
	assert_int_equal(k_kstrtoll("-+1", 10, &ll), -22);
	assert_int_equal(k_kstrtoint("-2147483648", 0, &i), 0);
	assert_int_equal(i, INT_MIN);
	assert_int_equal(k_kstrtoint("2147483648", 0, &i), -34);
	assert_int_equal(k_kstrtou8("255", 0, &u8), 0);
	assert_int_equal(u8, 255);
	assert_int_equal(k_kstrtou8("256", 0, &u8), -34);
	assert_int_equal(k_kstrtos8("-128", 0, &s8), 0);
	assert_int_equal(s8, -128);
	assert_int_equal(k_kstrtos8("-129", 0, &s8), -34);
}

static void booleans(void **state)
{
	static const char *const yes[] = {"y", "Y", "1", "on", "ON", "true", "yes\n"};
	static const char *const no[] = {"n", "N", "0", "off", "Off", "false"};
	bool b;

	for (size_t i = 0; i < ARRAY_LEN(yes); i++) {
		b = false;
		assert_int_equal(k_kstrtobool(yes[i], &b), 0);
		assert_true(b);
	}
	for (size_t i = 0; i < ARRAY_LEN(no); i++) {
		b = true;
		assert_int_equal(k_kstrtobool(no[i], &b), 0);
		assert_false(b);
	}
	assert_int_equal(k_kstrtobool("", &b), -22);
	assert_int_equal(k_kstrtobool("o", &b), -22);
	assert_int_equal(k_kstrtobool("2", &b), -22);
	assert_int_equal(k_kstrtobool(NULL, &b), -22);
}

static void lenient_numbers(void **state)
{
	char *end;

	assert_int_equal(k_simple_strtoul("0x1fz", &end, 0), 0x1f);
	assert_string_equal(end, "z");
	assert_int_equal(k_simple_strtol("-12,", &end, 10), -12);
	assert_string_equal(end, ",");
	assert_int_equal(k_simple_strtoul("zz", &end, 10), 0);
	assert_string_equal(end, "zz");
}

static void scanning(void **state)
{
	int a = 0, b = 0, n = 0;
	unsigned int u = 0;
	unsigned long ul = 0;
	unsigned char c8 = 0;
	short s = 0;
	char word[16], ch[4] = "";

	assert_int_equal(k_sscanf("12 -34", "%d %d", &a, &b), 2);
	assert_int_equal(a, 12);
	assert_int_equal(b, -34);
	assert_int_equal(k_sscanf("0x1f:077", "%i:%i", &a, &b), 2);
	assert_int_equal(a, 31);
	assert_int_equal(b, 63);
	assert_int_equal(k_sscanf("ff 77", "%x %o", &u, &a), 2);
	assert_int_equal(u, 255);
	assert_int_equal(a, 63);
	assert_int_equal(k_sscanf("123456", "%3d%n%d", &a, &n, &b), 2);
	assert_int_equal(a, 123);
	assert_int_equal(n, 3);
	assert_int_equal(b, 456);
	assert_int_equal(k_sscanf("0xa7", "%2x%x", &u, &a), 2);
	assert_int_equal(u, 0);
	assert_int_equal(a, 0xa7);
	assert_int_equal(k_sscanf("0x67", "%2i%i", &a, &b), 2);
	assert_int_equal(a, 0);
	assert_int_equal(b, 67);
	assert_int_equal(k_sscanf("0xa7", "%1x%c", &u, ch), 2);
	assert_int_equal(u, 0);
	assert_int_equal(ch[0], 'x');
	assert_int_equal(k_sscanf("0xa7", "%3x%x", &u, &a), 2);
	assert_int_equal(u, 0xa);
	assert_int_equal(a, 7);
	assert_int_equal(k_sscanf("ffffffffffffffff", "%lx", &ul), 1);
	assert_true(ul == ~0UL);
	assert_int_equal(k_sscanf("300 70000", "%hhu %hd", &c8, &s), 2);
	assert_int_equal(c8, 44);
	assert_int_equal(s, 4464);
	assert_int_equal(k_sscanf("  hello world", "%s", word), 1);
	assert_string_equal(word, "hello");
	assert_int_equal(k_sscanf("hello", "%3s", word), 1);
	assert_string_equal(word, "hel");
	assert_int_equal(k_sscanf("xyz", "%2c%c", ch, ch + 2), 2);
	assert_memory_equal(ch, "xyz", 3);
	assert_int_equal(k_sscanf("key=val", "%15[^=]=%d", word, &a), 1);
	assert_string_equal(word, "key");
	assert_int_equal(k_sscanf("a]b", "%15[]a]", word), 1);
	assert_string_equal(word, "a]");
	assert_int_equal(k_sscanf("1 2 3", "%*d %d", &a), 1);
	assert_int_equal(a, 2);
	assert_int_equal(k_sscanf("50%", "%d%%", &a), 1);
	assert_int_equal(k_sscanf("x", "%d", &a), 0);
	assert_int_equal(k_sscanf("", "%d", &a), 0);
	assert_int_equal(k_sscanf("1:x", "%d:%d", &a, &b), 1);
	assert_int_equal(k_sscanf("-1", "%u", &u), 0);
	assert_int_equal(k_sscanf("0x", "%x", &u), 1);
	assert_int_equal(u, 0);
}

static void options(void **state)
{
	char text[] = "1,-2,0x10-", *p = text;
	int v, ints[8];
	char *end;

	assert_int_equal(k_get_option(&p, &v), 2);
	assert_int_equal(v, 1);
	assert_int_equal(k_get_option(&p, &v), 2);
	assert_int_equal(v, -2);
	assert_int_equal(k_get_option(&p, &v), 3);
	assert_int_equal(v, 16);

	assert_string_equal(k_get_options("5,7-9,12 rest", 8, ints), " rest");
	assert_int_equal(ints[0], 5);
	assert_int_equal(ints[1], 5);
	assert_int_equal(ints[2], 7);
	assert_int_equal(ints[4], 9);
	assert_int_equal(ints[5], 12);
	k_get_options("1-100", 4, ints);
	assert_int_equal(ints[0], 3);
	k_get_options("1-100,5", 0, ints);
	assert_int_equal(ints[0], 101);

	assert_true(k_memparse("64M,", &end) == 64ULL << 20);
	assert_string_equal(end, ",");
	assert_true(k_memparse("0x10k", NULL) == 16384);
	assert_true(k_memparse("3", NULL) == 3);
	assert_true(k_memparse("1E", NULL) == 1ULL << 60);

	assert_true(k_parse_option_str("ro,noexec,sync", "noexec"));
	assert_false(k_parse_option_str("ro,noexec", "exec"));
	assert_false(k_parse_option_str("", "x"));
}

static void words_of_a_command_line(void **state)
{
	char text[] = "quiet a=1 b=\"x y\" \"c=p q\" d", *p = text, *key, *val;

	p = k_next_arg(p, &key, &val);
	assert_string_equal(key, "quiet");
	assert_null(val);
	p = k_next_arg(p, &key, &val);
	assert_string_equal(key, "a");
	assert_string_equal(val, "1");
	p = k_next_arg(p, &key, &val);
	assert_string_equal(key, "b");
	assert_string_equal(val, "x y");
	p = k_next_arg(p, &key, &val);
	assert_string_equal(key, "c");
	assert_string_equal(val, "p q");
	p = k_next_arg(p, &key, &val);
	assert_string_equal(key, "d");
	assert_string_equal(p, "");
}

static void the_command_line(void **state)
{
	k_cmdline_init(" console=tty0  console=ttyS0,115200 quiet log-level=3 off=0 on=y "
		       "panic=-1 bad=x init=\"/bin/my sh\" -- panic=5 single");
	assert_string_equal(k_cmdline_get("console"), "ttyS0,115200");
	assert_string_equal(k_cmdline_get("quiet"), "");
	assert_null(k_cmdline_get("single"));
	assert_string_equal(k_cmdline_get("log_level"), "3");
	assert_string_equal(k_cmdline_get("init"), "/bin/my sh");
	assert_true(k_cmdline_flag("quiet"));
	assert_true(k_cmdline_flag("on"));
	assert_false(k_cmdline_flag("off"));
	assert_false(k_cmdline_flag("none"));
	assert_int_equal(k_cmdline_long("panic", 9), -1);
	assert_int_equal(k_cmdline_long("bad", 9), 9);
	assert_int_equal(k_cmdline_long("none", 9), 9);
}

static void roots_and_powers(void **state)
{
	for (unsigned long n = 0; n < 100000; n++) {
		unsigned long r = k_int_sqrt(n);

		assert_true(r * r <= n && (r + 1) * (r + 1) > n);
	}
	assert_true(k_int_sqrt(ULONG_MAX) == 0xffffffff);
	assert_true(k_int_pow(3, 4) == 81);
	assert_true(k_int_pow(2, 63) == 1ULL << 63);
	assert_true(k_int_pow(7, 0) == 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(unsigned_numbers),
		cmocka_unit_test(signed_and_narrow_numbers),
		cmocka_unit_test(booleans),
		cmocka_unit_test(lenient_numbers),
		cmocka_unit_test(scanning),
		cmocka_unit_test(options),
		cmocka_unit_test(words_of_a_command_line),
		cmocka_unit_test(the_command_line),
		cmocka_unit_test(roots_and_powers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
