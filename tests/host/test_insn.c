// SPDX-License-Identifier: MIT
/*
 * The decoder of instructions: their lengths, against what objdump says of this program's own code;
 * and the fields of a few, from the manual.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "../../kernel/arch/x86_64/insn.h"

/* The bytes of a line of objdump's; how many. */
static size_t bytes_of(const char *line, u8 *bytes)
{
	const char *at = strchr(line, ':');
	size_t n = 0;

	if (!at || at[1] != '\t')
		return 0;
	for (at += 2; n < 16 && sscanf(at, "%2hhx", &bytes[n]) == 1 && at[2] == ' '; at += 3) {
		n++;
		if (at[3] == ' ')
			break;
	}
	return n;
}

static void test_lengths(void **state)
{
	FILE *dump = popen("objdump -d --insn-width=16 /proc/$PPID/exe", "r");
	unsigned int checked = 0;
	char *line = NULL;
	size_t size = 0;

	assert_non_null(dump);
	while (getline(&line, &size, dump) > 0) {
		u8 bytes[32];
		struct insn insn;
		size_t len = bytes_of(line, bytes);

		if (!len || strstr(line, "(bad)"))
			continue;
		memset(bytes + len, 0x90, sizeof(bytes) - len);
		if (insn_decode(&insn, bytes, sizeof(bytes)) || insn.length != len)
			fail_msg("%u, not %zu: %s", insn.length, len, line);
		/* Cut short, it is none. */
		assert_int_not_equal(insn_decode(&insn, bytes, len - 1), 0);
		checked++;
	}
	free(line);
	pclose(dump);
	assert_true(checked > 5000);
}

static const struct {
	const char *bytes;
	size_t size, length;
	u8 modrm_at, disp_at, disp_size, imm_at, imm_size;
	bool rip_relative;
} known[] = {
	{"\x55", 1, 1, 0, 0, 0, 1, 0, false},			      /* push %rbp */
	{"\x48\x8b\x05\1\2\3\4", 7, 7, 2, 3, 4, 7, 0, true},	      /* mov rip-rel, %rax */
	{"\x48\xc7\x44\x24\x08\1\2\3\4", 9, 9, 2, 4, 1, 5, 4, false}, /* movq $, 8(%rsp) */
	{"\x48\xb8\1\2\3\4\5\6\7\x8", 10, 10, 0, 0, 0, 2, 8, false},  /* movabs */
	{"\x66\xb8\1\2", 4, 4, 0, 0, 0, 2, 2, false},		      /* mov $, %ax */
	{"\xa0\1\2\3\4\5\6\7\x8", 9, 9, 0, 0, 0, 1, 8, false},	      /* mov address, %al */
	{"\x67\xa0\1\2\3\4", 6, 6, 0, 0, 0, 2, 4, false},
	{"\xc8\1\2\3", 4, 4, 0, 0, 0, 1, 3, false},		      /* enter */
	{"\x0f\x84\1\2\3\4", 6, 6, 0, 0, 0, 2, 4, false},	      /* je, far */
	{"\xe3\x10", 2, 2, 0, 0, 0, 1, 1, false},		      /* jrcxz */
	{"\xf6\xc0\x01", 3, 3, 1, 0, 0, 2, 1, false},		      /* test $1, %al */
	{"\xf6\xd0", 2, 2, 1, 0, 0, 2, 0, false},		      /* not %al */
	{"\xf7\x05\1\2\3\4\5\6\7\x8", 10, 10, 1, 2, 4, 6, 4, true},   /* testl $, rip-rel */
	{"\xff\x14\xc5\1\2\3\4", 7, 7, 1, 3, 4, 7, 0, false},	      /* call *table(,%rax,8) */
	{"\x0f\x01\xf8", 3, 3, 2, 0, 0, 3, 0, false},		      /* swapgs */
	{"\x0f\x38\xf0\x00", 4, 4, 3, 4, 0, 4, 0, false},	      /* movbe */
	{"\x66\x0f\x3a\x0f\xc1\x08", 6, 6, 4, 0, 0, 5, 1, false},     /* palignr */
	{"\xc5\xf8\x77", 3, 3, 0, 0, 0, 3, 0, false},		      /* vzeroupper */
	{"\xc4\xe3\x7d\x39\xc1\x01", 6, 6, 4, 0, 0, 5, 1, false},     /* vextracti128 */
	{"\x62\xf1\x7c\x48\x10\x40\x01", 7, 7, 5, 6, 1, 7, 0, false}, /* vmovups 64(%rax), %zmm0 */
	{"\xf3\x48\xab", 3, 3, 0, 0, 0, 3, 0, false},		      /* rep stos */
	{"\xf0\x48\x0f\xb1\x0a", 5, 5, 4, 5, 0, 5, 0, false},	      /* lock cmpxchg */
};

static void test_fields(void **state)
{
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		struct insn insn;

		assert_int_equal(insn_decode(&insn, (const u8 *)known[i].bytes, known[i].size), 0);
		assert_int_equal(insn.length, known[i].length);
		assert_int_equal(insn.modrm_at, known[i].modrm_at);
		assert_int_equal(insn.disp_at, known[i].disp_at);
		assert_int_equal(insn.disp_size, known[i].disp_size);
		assert_int_equal(insn.imm_at, known[i].imm_at);
		assert_int_equal(insn.imm_size, known[i].imm_size);
		assert_int_equal(insn.rip_relative, known[i].rip_relative);
	}
}

/* What isn't one in 64-bit mode, and what never ends. */
static void test_none(void **state)
{
	static const char *const none[] = {"\x06", "\x60",     "\x9a",	   "\xd4",
					   "\xea", "\x0f\x04", "\x0f\x25", "\xc4\x00\x00\x00\x00"};
	static const u8 prefixes[16] = {0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66,
					0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x90};
	struct insn insn;

	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++) {
		u8 bytes[16] = {0};

		memcpy(bytes, none[i], strlen(none[i]));
		assert_int_not_equal(insn_decode(&insn, bytes, sizeof(bytes)), 0);
	}
	assert_int_not_equal(insn_decode(&insn, prefixes, sizeof(prefixes)), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lengths),
		cmocka_unit_test(test_fields),
		cmocka_unit_test(test_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
