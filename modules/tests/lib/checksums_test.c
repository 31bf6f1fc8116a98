// SPDX-License-Identifier: MIT
/* CRCs and xxHash against published check values: of "123456789" for each CRC. */
#include <kunit/test.h>
#include <linux/bitrev.h>
#include <linux/crc-ccitt.h>
#include <linux/crc-itu-t.h>
#include <linux/crc-t10dif.h>
#include <linux/crc16.h>
#include <linux/crc32.h>
#include <linux/crc32c.h>
#include <linux/crc4.h>
#include <linux/crc64.h>
#include <linux/crc7.h>
#include <linux/crc8.h>
#include <linux/xxhash.h>

static const u8 digits[] = "123456789";

static void small_crcs(struct kunit *test)
{
	static u8 table[CRC8_TABLE_SIZE];

	KUNIT_EXPECT_EQ(test, crc7_be(0, digits, 9), 0x75 << 1);
	crc8_populate_msb(table, 0x07);
	KUNIT_EXPECT_EQ(test, crc8(table, digits, 9, 0), 0xf4);
	crc8_populate_lsb(table, 0x8c); /* Dallas and Maxim's */
	KUNIT_EXPECT_EQ(test, crc8(table, digits, 9, 0), 0xa1);
	KUNIT_EXPECT_EQ(test, crc4(0, 0x1, 4), 0x7);
	KUNIT_EXPECT_EQ(test, crc4(crc4(0, 0x12, 8), 0x34, 8), crc4(0, 0x1234, 16));
}

static void crcs_of_16_bits(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, crc16(0, digits, 9), 0xbb3d);
	KUNIT_EXPECT_EQ(test, crc_ccitt(0xffff, digits, 9) ^ 0xffff, 0x906e);
	KUNIT_EXPECT_EQ(test, crc_ccitt_false(0xffff, digits, 9), 0x29b1);
	KUNIT_EXPECT_EQ(test, crc_itu_t(0, digits, 9), 0x31c3);
	KUNIT_EXPECT_EQ(test, crc_t10dif(digits, 9), 0xd0db);
	KUNIT_EXPECT_EQ(test, crc_t10dif_update(crc_t10dif(digits, 4), digits + 4, 5), 0xd0db);
}

static void crcs_of_32_bits(struct kunit *test)
{
	u32 first = crc32_le(~0, digits, 4), rest = crc32_le(0, digits + 4, 5);

	KUNIT_EXPECT_EQ(test, ~crc32(~0, digits, 9), 0xcbf43926U);
	KUNIT_EXPECT_EQ(test, ~crc32_be(~0, digits, 9), 0xfc891918U);
	KUNIT_EXPECT_EQ(test, ~crc32c(~0, digits, 9), 0xe3069283U);
	KUNIT_EXPECT_EQ(test, ~crc32_le_combine(first, rest, 5), 0xcbf43926U);
	KUNIT_EXPECT_EQ(test, bitrev32(0x80000001), 0x80000001U);
	KUNIT_EXPECT_EQ(test, bitrev32(0x12345678), 0x1e6a2c48U);
	KUNIT_EXPECT_EQ(test, bitrev8(0x01), 0x80);
}

static void crcs_of_64_bits(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, crc64_be(0, digits, 9), 0x6c40df5f0b497347ULL);
	KUNIT_EXPECT_EQ(test, crc64_rocksoft(digits, 9), 0xae8b14860a799888ULL);
}

/* The project's sanity buffer: each byte the top one of a generator that squares. */
static void xxhash_of_the_project(struct kunit *test)
{
	static u8 buf[101];
	struct xxh32_state state32;
	struct xxh64_state state64;
	u32 gen = 2654435761U;

	for (int i = 0; i < sizeof(buf); i++) {
		buf[i] = gen >> 24;
		gen *= gen;
	}
	KUNIT_EXPECT_EQ(test, xxh32(NULL, 0, 0), 0x02cc5d05U);
	KUNIT_EXPECT_EQ(test, xxh32(buf, 1, 0), 0xb85cbee5U);
	KUNIT_EXPECT_EQ(test, xxh32(buf, 14, 0), 0xe5aa0ab4U);
	KUNIT_EXPECT_EQ(test, xxh32(buf, 101, 0), 0x1f1aa412U);
	KUNIT_EXPECT_EQ(test, xxh64(NULL, 0, 0), 0xef46db3751d8e999ULL);
	KUNIT_EXPECT_EQ(test, xxh64(buf, 1, 0), 0x4fce394cc88952d8ULL);
	KUNIT_EXPECT_EQ(test, xxh64(buf, 14, 0), 0xcffa8db881bc3a3dULL);
	KUNIT_EXPECT_EQ(test, xxh64(buf, 101, 0), 0x0eab543384f878adULL);
	/* In pieces of any size it is the same. */
	for (int piece = 1; piece < 40; piece += 3) {
		xxh32_reset(&state32, 0);
		xxh64_reset(&state64, 0);
		for (int i = 0; i < 101; i += piece) {
			xxh32_update(&state32, buf + i, min(piece, 101 - i));
			xxh64_update(&state64, buf + i, min(piece, 101 - i));
		}
		KUNIT_EXPECT_EQ(test, xxh32_digest(&state32), 0x1f1aa412U);
		KUNIT_EXPECT_EQ(test, xxh64_digest(&state64), 0x0eab543384f878adULL);
	}
}

static struct kunit_case checksums_cases[] = {
	KUNIT_CASE(small_crcs),	     KUNIT_CASE(crcs_of_16_bits),	KUNIT_CASE(crcs_of_32_bits),
	KUNIT_CASE(crcs_of_64_bits), KUNIT_CASE(xxhash_of_the_project), {}};

static struct kunit_suite checksums_suite = {
	.name = "checksums",
	.test_cases = checksums_cases,
};
kunit_test_suite(checksums_suite);

MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("KUnit tests of checksums");
