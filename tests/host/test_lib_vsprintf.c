// SPDX-License-Identifier: MIT
/*
 * The formatter: everything C defines is compared with the host's printf, the kernel's own
 * conversions with what the kernel's documentation says.
 */
#include "lib_test.h"

extern bool no_randomness;

#pragma GCC diagnostic ignored "-Wformat"
#pragma GCC diagnostic ignored "-Wformat-extra-args"

#define assert_format(want, ...)                                                                   \
	do {                                                                                       \
		char buf_[256];                                                                    \
		int n_ = k_snprintf(buf_, sizeof(buf_), __VA_ARGS__);                              \
		assert_string_equal(buf_, want);                                                   \
		assert_int_equal(n_, strlen(want));                                                \
		/* The length doesn't depend on the room, and nothing is written behind it. */     \
		for (size_t room_ = 0; room_ <= strlen(want) + 1; room_++) {                       \
			char *exact_ = malloc(room_ ? room_ : 1);                                  \
			assert_int_equal(k_snprintf(exact_, room_, __VA_ARGS__), n_);              \
			if (room_) {                                                               \
				assert_int_equal(strlen(exact_),                                   \
						 room_ <= (size_t)n_ ? room_ - 1 : (size_t)n_);    \
				assert_memory_equal(exact_, want, strlen(exact_));                 \
			}                                                                          \
			free(exact_);                                                              \
		}                                                                                  \
	} while (0)

static void integers_match_the_c_library(void **state)
{
	static const char *const flags[] = {"",	  "-",	"+",  " ",  "0", "#",
					    "-+", "+0", " 0", "-#", "0#"};
	static const char *const widths[] = {"", "1", "5", "12", "24"};
	static const char *const precisions[] = {"", ".", ".0", ".1", ".7", ".20"};
	static const char *const convs[] = {"d", "u", "x", "X", "o", "hhd", "hhu", "hd", "hu"};
	static const int values[] = {0, 1, -1, 42, -12345, INT_MAX, INT_MIN, 255, 65536};

	for (size_t f = 0; f < ARRAY_LEN(flags); f++)
		for (size_t w = 0; w < ARRAY_LEN(widths); w++)
			for (size_t p = 0; p < ARRAY_LEN(precisions); p++)
				for (size_t c = 0; c < ARRAY_LEN(convs); c++)
					for (size_t v = 0; v < ARRAY_LEN(values); v++) {
						char fmt[32], want[128], got[128];

						/* Linux's %#x of 0 is 0x0; %#o with a precision
						 * adds. */
						if (strchr(flags[f], '#') &&
						    (!values[v] || strchr("o", convs[c][0]) ||
						     strchr("hu", convs[c][0])))
							continue;
						snprintf(fmt, sizeof(fmt), "<%%%s%s%s%s>", flags[f],
							 widths[w], precisions[p], convs[c]);
						snprintf(want, sizeof(want), fmt, values[v]);
						k_snprintf(got, sizeof(got), fmt, values[v]);
						if (strcmp(want, got))
							fail_msg("%s of %d: want %s, got %s", fmt,
								 values[v], want, got);
					}
}

static void wide_integers(void **state)
{
	assert_format("9223372036854775807", "%lld", LLONG_MAX);
	assert_format("-9223372036854775808", "%lld", LLONG_MIN);
	assert_format("18446744073709551615", "%llu", ULLONG_MAX);
	assert_format("ffffffffffffffff", "%lx", ~0UL);
	assert_format("1777777777777777777777", "%llo", ULLONG_MAX);
	assert_format("-1", "%zd", (ssize_t)-1);
	assert_format("0x0", "%#x", 0);
	assert_format("0", "%#o", 0);
	assert_format("052", "%#o", 42);
	assert_format("0X2A", "%#X", 42);
}

static void strings_and_characters(void **state)
{
	assert_format("hello", "%s", "hello");
	assert_format("  hello", "%7s", "hello");
	assert_format("hello  |", "%-7s|", "hello");
	assert_format("hel", "%.3s", "hello");
	assert_format(" hel|", "%4.3s|", "hello");
	assert_format("   x", "%4c", 'x');
	assert_format("x   |", "%-4c|", 'x');
	assert_format("100%", "100%%");
	assert_format("   ab", "%*s", 5, "ab");
	assert_format("ab   |", "%*s|", -5, "ab");
	assert_format("a", "%.*s", 1, "ab");
	assert_format("ab", "%.*s", -1, "ab");
	assert_format("(null)", "%s", NULL);
	assert_format("(efault)", "%s", (char *)16);
	assert_format("(efault)", "%s", (char *)-14L);
	assert_format("    (null)", "%10s", NULL);
}

static void plain_text_and_unknown_conversions(void **state)
{
	assert_format("", "%s", "");
	assert_format("no conversion", "no conversion");
}

static void pointers(void **state)
{
	void *p = (void *)0xffff888012345678;
	char a[32], b[32];

	assert_format("ffff888012345678", "%px", p);
	assert_format("0xffff888012345678", "%#px", p);
	assert_format("0000000000000000", "%p", NULL);
	assert_format("fffffffffffffff4", "%p", (void *)-12L);
	assert_format("0000000000000000|", "%p|", NULL);

	k_snprintf(a, sizeof(a), "%p", p);
	k_snprintf(b, sizeof(b), "%p", (char *)p + 1);
	assert_int_equal(strlen(a), 16);
	assert_memory_equal(a, "00000000", 8);
	assert_string_not_equal(a, b);
	k_snprintf(b, sizeof(b), "%p", p);
	assert_string_equal(a, b);
	k_snprintf(b, sizeof(b), "%pK", p);
	assert_string_equal(a, b);
	/* An unknown letter is part of the conversion. */
	k_snprintf(b, sizeof(b), "%pQ", p);
	assert_string_equal(a, b);
}

static void pointers_before_there_is_a_key(void **state)
{
	no_randomness = true;
	assert_format("(____ptrval____)", "%p", (void *)0x12345678);
	assert_format("  (____ptrval____)", "%18p", (void *)0x12345678);
	no_randomness = false;
}

static void symbols_and_errors(void **state)
{
	assert_format("sym+0x34/0x100", "%pS", (void *)0xffffffff81001234);
	assert_format("sym", "%ps", (void *)0xffffffff81001234);
	assert_format("back+0x34", "%pB", (void *)0xffffffff81001234);
	assert_format("  sym", "%5ps", (void *)0xffffffff81001234);
	assert_format("-ENOMEM", "%pe", (void *)-12L);
	assert_format("-ERESTARTSYS", "%pe", (void *)-512L);
	assert_format("-EAGAIN   |", "%-10pe|", (void *)-11L);
	assert_format("-4000", "%pe", (void *)-4000L);
}

static void bytes(void **state)
{
	static const unsigned char b[] = {0x00, 0x1a, 0xff, 0x80};

	assert_format("00 1a ff 80", "%*ph", 4, b);
	assert_format("00:1a:ff", "%*phC", 3, b);
	assert_format("00-1a", "%2phD", b);
	assert_format("001aff80", "%4phN", b);
	assert_format("00", "%ph", b);
	assert_format("", "%*ph", 0, b);
}

static void bitmaps(void **state)
{
	unsigned long map[2] = {0x8000000000000001UL, 0x3};

	assert_format("3,80000000,00000001", "%*pb", 66, map);
	assert_format("00000001", "%*pb", 32, map);
	assert_format("1", "%*pb", 3, map);
	assert_format("", "%*pb", 0, map);
	assert_format("0,63-65", "%*pbl", 128, map);
	assert_format("0,63", "%*pbl", 64, map);
	map[0] = map[1] = ~0UL;
	assert_format("0-99", "%*pbl", 100, map);
	map[0] = map[1] = 0;
	assert_format("", "%*pbl", 100, map);
}

static void addresses(void **state)
{
	static const unsigned char mac[] = {0x00, 0x0c, 0x29, 0xab, 0xcd, 0xef};
	static const unsigned char ip4[] = {192, 168, 0, 1};
	static const unsigned char uuid[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
	unsigned long long phys = 0x12345678;

	assert_format("00:0c:29:ab:cd:ef", "%pM", mac);
	assert_format("00-0c-29-ab-cd-ef", "%pMF", mac);
	assert_format("ef:cd:ab:29:0c:00", "%pMR", mac);
	assert_format("000c29abcdef", "%pm", mac);
	assert_format("192.168.0.1", "%pI4", ip4);
	assert_format("192.168.000.001", "%pi4", ip4);
	assert_format("1.0.168.192", "%pI4l", ip4);
	assert_format("00010203-0405-0607-0809-0a0b0c0d0e0f", "%pUb", uuid);
	assert_format("03020100-0504-0706-0809-0A0B0C0D0E0F", "%pUL", uuid);
	assert_format("0x0000000012345678", "%pa", &phys);
	assert_format("(null)", "%pM", NULL);
}

static void ip6(void **state)
{
	static const struct {
		unsigned char addr[16];
		const char *text;
	} cases[] = {
		{{0}, "::"},
		{{[15] = 1}, "::1"},
		{{0x20, 0x01, 0x0d, 0xb8, [15] = 1}, "2001:db8::1"},
		{{0x20, 0x01, 0x0d, 0xb8}, "2001:db8::"},
		{{0x20, 0x01, [5] = 1, [13] = 1, [15] = 1}, "2001:0:1::1:1"},
		{{0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8}, "1:2:3:4:5:6:7:8"},
		{{0, 1, 0, 0, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8}, "1:0:3:4:5:6:7:8"},
		{{[10] = 0xff, [11] = 0xff, 192, 168, 0, 1}, "::ffff:192.168.0.1"},
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_format(cases[i].text, "%pI6c", cases[i].addr);
	assert_format("2001:0db8:0000:0000:0000:0000:0000:0001", "%pI6", cases[2].addr);
	assert_format("20010db8000000000000000000000001", "%pi6", cases[2].addr);
}

struct va_format {
	const char *fmt;
	va_list *va;
};

static int nested(char *buf, size_t size, const char *fmt, ...)
{
	struct va_format vf = {.fmt = fmt};
	va_list ap;
	int n;

	va_start(ap, fmt);
	vf.va = &ap;
	n = k_snprintf(buf, size, "[%pV] %d", &vf, 7);
	va_end(ap);
	return n;
}

static void formats_inside_formats(void **state)
{
	char buf[64];

	assert_int_equal(nested(buf, sizeof(buf), "%s=%d", "x", 3), 7);
	assert_string_equal(buf, "[x=3] 7");
	assert_int_equal(nested(buf, 4, "%s=%d", "x", 3), 7);
	assert_string_equal(buf, "[x=");
}

static void lengths(void **state)
{
	char buf[8], *p;

	assert_int_equal(k_snprintf(NULL, 0, "%s", "12345"), 5);
	assert_int_equal(k_scnprintf(buf, sizeof(buf), "%s", "1234567890"), 7);
	assert_string_equal(buf, "1234567");
	assert_int_equal(k_scnprintf(buf, 0, "x"), 0);
	p = k_kasprintf(0, "%d-%s", 42, "x");
	assert_string_equal(p, "42-x");
	free(p);
	assert_int_equal(k_num_to_str(buf, sizeof(buf), 123, 5), 5);
	assert_memory_equal(buf, "  123", 5);
	assert_int_equal(k_num_to_str(buf, 2, 123, 0), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(integers_match_the_c_library),
		cmocka_unit_test(wide_integers),
		cmocka_unit_test(strings_and_characters),
		cmocka_unit_test(plain_text_and_unknown_conversions),
		cmocka_unit_test(pointers_before_there_is_a_key),
		cmocka_unit_test(pointers),
		cmocka_unit_test(symbols_and_errors),
		cmocka_unit_test(bytes),
		cmocka_unit_test(bitmaps),
		cmocka_unit_test(addresses),
		cmocka_unit_test(ip6),
		cmocka_unit_test(formats_inside_formats),
		cmocka_unit_test(lengths),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
