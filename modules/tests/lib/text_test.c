// SPDX-License-Identifier: MIT
/* Text: escapes and sizes, options and patterns, UUIDs. */
#include <kunit/test.h>
#include <linux/glob.h>
#include <linux/parser.h>
#include <linux/string_helpers.h>
#include <linux/uuid.h>

static void sizes_for_people(struct kunit *test)
{
	static const struct {
		u64 size, blk_size;
		const char *si, *binary;
	} sizes[] = {
		{0, 512, "0 B", "0 B"},
		{1, 512, "512 B", "512 B"},
		{1, 1, "1.00 B", "1.00 B"},
		{1100, 1, "1.10 kB", "1.07 KiB"},
		{16384, 512, "8.39 MB", "8.00 MiB"},
		{500118192, 512, "256 GB", "238 GiB"},
		{8192, 4096, "33.6 MB", "32.0 MiB"},
		{3000, 1900, "5.70 MB", "5.44 MiB"},
		{U64_MAX, 4096, "75.6 ZB", "64.0 ZiB"},
		{4096, U64_MAX, "75.6 ZB", "64.0 ZiB"},
		{999, 1, "999 B", "999 B"},
		{9999, 1, "10.00 kB", "9.76 KiB"},
	};
	char buf[32];

	for (int i = 0; i < ARRAY_SIZE(sizes); i++) {
		string_get_size(sizes[i].size, sizes[i].blk_size, STRING_UNITS_10, buf,
				sizeof(buf));
		KUNIT_EXPECT_STREQ(test, buf, sizes[i].si);
		string_get_size(sizes[i].size, sizes[i].blk_size, STRING_UNITS_2, buf, sizeof(buf));
		KUNIT_EXPECT_STREQ(test, buf, sizes[i].binary);
	}
	string_get_size(1100, 1, STRING_UNITS_10, buf, 5);
	KUNIT_EXPECT_STREQ(test, buf, "1.10");
}

static void unescapes(struct kunit *test)
{
	char in[64], out[64];

	strscpy(in, "\\f\\ \\n\\r\\t\\v", sizeof(in));
	KUNIT_EXPECT_EQ(test, string_unescape(in, out, sizeof(out), UNESCAPE_SPACE), 7);
	KUNIT_EXPECT_STREQ(test, out, "\f\\ \n\r\t\v");
	strscpy(in, "\\40\\1\\387\\0064\\05\\040\\8a\\110\\777", sizeof(in));
	string_unescape(in, out, sizeof(out), UNESCAPE_OCTAL);
	KUNIT_EXPECT_STREQ(test, out, " \001\00387\0064\005 \\8aH?7");
	strscpy(in, "\\xv\\xa\\x2c\\xD\\x6f2", sizeof(in));
	string_unescape(in, out, sizeof(out), UNESCAPE_HEX);
	KUNIT_EXPECT_STREQ(test, out, "\\xv\n,\ro2");
	strscpy(in, "\\h\\\\\\\"\\a\\e\\", sizeof(in));
	string_unescape(in, out, sizeof(out), UNESCAPE_SPECIAL);
	KUNIT_EXPECT_STREQ(test, out, "\\h\\\"\a\e\\");
	strscpy(in, "abc\\ndef", sizeof(in));
	KUNIT_EXPECT_EQ(test, string_unescape_any_inplace(in), 7);
	KUNIT_EXPECT_STREQ(test, in, "abc\ndef");
	KUNIT_EXPECT_EQ(test, string_unescape(in, out, 4, UNESCAPE_ANY), 3);
	KUNIT_EXPECT_STREQ(test, out, "abc");
}

static void escape_is(struct kunit *test, const char *in, unsigned int flags, const char *only,
		      const char *want)
{
	char out[128];
	int n = string_escape_str(in, out, sizeof(out) - 1, flags, only);

	out[n] = '\0';
	KUNIT_EXPECT_STREQ(test, out, want);
	/* Without room the length is told just the same. */
	KUNIT_EXPECT_EQ(test, string_escape_str(in, NULL, 0, flags, only), n);
}

static void escapes(struct kunit *test)
{
	escape_is(test, "\f\\ \n\r\t\v", ESCAPE_SPACE, NULL, "\\f\\ \\n\\r\\t\\v");
	escape_is(test, "\"\\\a\e", ESCAPE_SPECIAL, NULL, "\\\"\\\\\\a\\e");
	escape_is(test, "a\x90\n", ESCAPE_OCTAL | ESCAPE_NP, NULL, "a\\220\\012");
	escape_is(test, "a\xc8\n", ESCAPE_OCTAL | ESCAPE_NAP, NULL, "a\\310\\012");
	escape_is(test, "\eb \\C\007\"\x90\r]", ESCAPE_ANY_NP, NULL, "\\eb \\C\\a\"\\220\\r]");
	escape_is(test, "a b", ESCAPE_HEX, " ", "a\\x20b");
	escape_is(test, "a\nb\"", ESCAPE_NP | ESCAPE_APPEND | ESCAPE_OCTAL, "\"", "a\\012b\\042");
	escape_is(test, "a\xe9", ESCAPE_HEX | ESCAPE_NA, NULL, "a\\xe9");
}

static void escapes_what_only_and_the_classes_leave(struct kunit *test)
{
	/* Of those in `only`, the classes keep back what they are for. */
	escape_is(test, "b\r\xcf\x90", ESCAPE_OCTAL | ESCAPE_NA, "b\r\xcf", "b\r\\317\x90");
	escape_is(test, "b\r\xcf", ESCAPE_OCTAL | ESCAPE_NAP, "b\r\xcf", "b\\015\\317");
	escape_is(test, "b\r", ESCAPE_HEX | ESCAPE_NP, "b\r", "b\\x0d");
	/* Appended, nothing keeps them back. */
	escape_is(test, "b\rc", ESCAPE_HEX | ESCAPE_NA | ESCAPE_APPEND, "b\r", "\\x62\\x0dc");
}

static void quotes(struct kunit *test)
{
	char *s = kstrdup_quotable("a\n\"b\"", GFP_KERNEL);
	char **names;

	KUNIT_ASSERT_NOT_NULL(test, s);
	KUNIT_EXPECT_STREQ(test, s, "a\\x0a\\x22b\\x22");
	kfree(s);
	KUNIT_EXPECT_NULL(test, kstrdup_quotable(NULL, GFP_KERNEL));
	names = kasprintf_strarray(GFP_KERNEL, "port", 3);
	KUNIT_ASSERT_NOT_NULL(test, names);
	KUNIT_EXPECT_STREQ(test, names[2], "port-2");
	KUNIT_EXPECT_NULL(test, names[3]);
	kfree_strarray(names, 3);
}

enum { OPT_SIZE, OPT_MODE, OPT_NAME, OPT_PAIR, OPT_RO, OPT_ERR };

static const match_table_t options = {
	{OPT_SIZE, "size=%u"},	  {OPT_MODE, "mode=%o"}, {OPT_NAME, "name=%s"},
	{OPT_PAIR, "pair=%d:%s"}, {OPT_RO, "ro"},	 {OPT_ERR, NULL},
};

static int option(const char *text, substring_t *args)
{
	static char copy[64];

	strscpy(copy, text, sizeof(copy));
	return match_token(copy, options, args);
}

static void matches_options(struct kunit *test)
{
	substring_t args[MAX_OPT_ARGS];
	char buf[8], *s;
	int n;

	KUNIT_EXPECT_EQ(test, option("ro", args), OPT_RO);
	KUNIT_EXPECT_EQ(test, option("rox", args), OPT_ERR);
	KUNIT_EXPECT_EQ(test, option("size=", args), OPT_ERR);
	KUNIT_EXPECT_EQ(test, option("size=12k", args), OPT_ERR);
	KUNIT_EXPECT_EQ(test, option("size=4096", args), OPT_SIZE);
	KUNIT_EXPECT_EQ(test, match_int(&args[0], &n), 0);
	KUNIT_EXPECT_EQ(test, n, 4096);
	KUNIT_EXPECT_EQ(test, option("mode=755", args), OPT_MODE);
	KUNIT_EXPECT_EQ(test, match_octal(&args[0], &n), 0);
	KUNIT_EXPECT_EQ(test, n, 0755);
	KUNIT_EXPECT_EQ(test, option("pair=-3:right", args), OPT_PAIR);
	KUNIT_EXPECT_EQ(test, match_int(&args[0], &n), 0);
	KUNIT_EXPECT_EQ(test, n, -3);
	KUNIT_EXPECT_EQ(test, match_strlcpy(buf, &args[1], 4), 5UL);
	KUNIT_EXPECT_STREQ(test, buf, "rig");
	KUNIT_EXPECT_EQ(test, option("name=graft", args), OPT_NAME);
	s = match_strdup(&args[0]);
	KUNIT_EXPECT_STREQ(test, s, "graft");
	kfree(s);
	KUNIT_EXPECT_EQ(test, match_int(&args[0], &n), -EINVAL);
	KUNIT_EXPECT_EQ(test, option("size=99999999999", args), OPT_SIZE);
	KUNIT_EXPECT_EQ(test, match_int(&args[0], &n), -ERANGE);
}

static void matches_patterns(struct kunit *test)
{
	static const struct {
		const char *pattern, *text;
		bool match;
	} globs[] = {
		{"a", "a", true},
		{"a", "b", false},
		{"a", "aa", false},
		{"", "", true},
		{"", "a", false},
		{"?", "a", true},
		{"?", "", false},
		{"[ab]", "b", true},
		{"[!ab]", "b", false},
		{"[!ab]", "c", true},
		{"[a-c]", "b", true},
		{"[a-c]", "d", false},
		{"[]a]", "]", true},
		{"[", "[", true},
		{"[a", "[a", true},
		{"\\*", "*", true},
		{"\\*", "a", false},
		{"*", "", true},
		{"*a*b*", "xxaxxbxx", true},
		{"*ab", "aaab", true},
		{"a*c?", "abcccd", true},
		{"*bc", "bcbd", false},
		{"[!]a-]b", "cb", true},
		{"a**b", "ab", true},
	};

	for (int i = 0; i < ARRAY_SIZE(globs); i++)
		KUNIT_EXPECT_EQ_MSG(test, glob_match(globs[i].pattern, globs[i].text),
				    globs[i].match, "%s against %s", globs[i].pattern,
				    globs[i].text);
	KUNIT_EXPECT_TRUE(test, match_wildcard("a*b?d", "axxbcd"));
	KUNIT_EXPECT_FALSE(test, match_wildcard("a*b?d", "axxbc"));
	KUNIT_EXPECT_TRUE(test, match_wildcard("[*", "[x"));
}

static void prints(struct kunit *test, const char *want, const char *fmt, ...)
{
	char buf[80];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(buf, sizeof(buf), fmt, ap);
	va_end(ap);
	KUNIT_EXPECT_STREQ(test, buf, want);
}

static void pointers_with_words(struct kunit *test)
{
	static const time64_t at = 1546300800;		    /* 2019 began */
	static const int rtc[9] = {59, 58, 23, 31, 11, 99}; /* a struct rtc_time */
	static const u32 code = 0x32314742;

	prints(test, "a\\nb\\220", "%*pE", 4, "a\nb\x90");
	prints(test, "a\\x0ab", "%*pEhp", 3, "a\nb");
	prints(test, "2019-01-01T00:00:00", "%ptT", &at);
	prints(test, "2019-01-01 00:00:00", "%ptTs", &at);
	prints(test, "00:00:00|", "%ptTt|", &at);
	prints(test, "1999-12-31T23:58:59", "%ptR", rtc);
	prints(test, "0099-11-31", "%ptRdr", rtc);
	prints(test, "BG12 little-endian (0x32314742)", "%p4cc", &code);
	prints(test, "(null)", "%p4cc", NULL);
}

static void uuids(struct kunit *test)
{
	static const char text[] = "c33f4995-3701-450e-9fbf-206a2e98e576";
	static const guid_t guid = GUID_INIT(0xc33f4995, 0x3701, 0x450e, 0x9f, 0xbf, 0x20, 0x6a,
					     0x2e, 0x98, 0xe5, 0x76);
	static const uuid_t uuid = UUID_INIT(0xc33f4995, 0x3701, 0x450e, 0x9f, 0xbf, 0x20, 0x6a,
					     0x2e, 0x98, 0xe5, 0x76);
	guid_t g;
	uuid_t u;

	KUNIT_EXPECT_EQ(test, guid_parse(text, &g), 0);
	KUNIT_EXPECT_TRUE(test, guid_equal(&g, &guid));
	KUNIT_EXPECT_EQ(test, uuid_parse(text, &u), 0);
	KUNIT_EXPECT_TRUE(test, uuid_equal(&u, &uuid));
	KUNIT_EXPECT_EQ(test, uuid_parse("c33f4995-3701-450e-9fbf206a2e98e576 ", &u), -EINVAL);
	KUNIT_EXPECT_EQ(test, uuid_parse("64b4371c-77c1-48f9-8221-29f054XX023b", &u), -EINVAL);
	uuid_gen(&u);
	KUNIT_EXPECT_EQ(test, u.b[6] >> 4, 4);
	KUNIT_EXPECT_EQ(test, u.b[8] >> 6, 2);
	guid_gen(&g);
	KUNIT_EXPECT_EQ(test, g.b[7] >> 4, 4);
	KUNIT_EXPECT_FALSE(test, guid_is_null(&g));
	KUNIT_EXPECT_TRUE(test, uuid_is_null(&uuid_null));
}

static struct kunit_case text_cases[] = {KUNIT_CASE(sizes_for_people),
					 KUNIT_CASE(unescapes),
					 KUNIT_CASE(escapes),
					 KUNIT_CASE(escapes_what_only_and_the_classes_leave),
					 KUNIT_CASE(quotes),
					 KUNIT_CASE(matches_options),
					 KUNIT_CASE(matches_patterns),
					 KUNIT_CASE(pointers_with_words),
					 KUNIT_CASE(uuids),
					 {}};

static struct kunit_suite text_suite = {
	.name = "text",
	.test_cases = text_cases,
};
kunit_test_suite(text_suite);

MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("KUnit tests of text: escapes, options, patterns, UUIDs");
