// SPDX-License-Identifier: MIT
/*
 * ChaCha20 and SipHash against the vectors of their specifications; conversions of times
 * against known values.
 */
#include "lib_test.h"

struct chacha {
	uint32_t state[16];
};

struct timespec64 {
	int64_t tv_sec;
	long tv_nsec;
};

void k_chacha_init(struct chacha *, const uint8_t *);
void k_chacha_block(struct chacha *, uint8_t *);
uint64_t k_siphash(const void *, size_t, const uint64_t *);
uint64_t k_siphash_1u64(uint64_t, const uint64_t *);
unsigned long k___msecs_to_jiffies(unsigned int);
uint64_t k_jiffies_64_to_clock_t(uint64_t);
void k_set_normalized_timespec64(struct timespec64 *, int64_t, int64_t);

/* RFC 8439, 2.3.2. */
static void chacha_block_of_the_rfc(void **state)
{
	static const uint8_t want[64] = {
		0x10, 0xf1, 0xe7, 0xe4, 0xd1, 0x3b, 0x59, 0x15, 0x50, 0x0f, 0xdd, 0x1f, 0xa3,
		0x20, 0x71, 0xc4, 0xc7, 0xd1, 0xf4, 0xc7, 0x33, 0xc0, 0x68, 0x03, 0x04, 0x22,
		0xaa, 0x9a, 0xc3, 0xd4, 0x6c, 0x4e, 0xd2, 0x82, 0x64, 0x46, 0x07, 0x9f, 0xaa,
		0x09, 0x14, 0xc2, 0xd7, 0x05, 0xd9, 0x8b, 0x02, 0xa2, 0xb5, 0x12, 0x9c, 0xd1,
		0xde, 0x16, 0x4e, 0xb9, 0xcb, 0xd0, 0x83, 0xe8, 0xa2, 0x50, 0x3c, 0x4e};
	uint8_t key[32], out[64];
	struct chacha c;

	for (int i = 0; i < 32; i++)
		key[i] = i;
	k_chacha_init(&c, key);
	c.state[12] = 1;
	c.state[13] = 0x09000000;
	c.state[14] = 0x4a000000;
	k_chacha_block(&c, out);
	assert_memory_equal(out, want, sizeof(want));
	assert_int_equal(c.state[12], 2);
}

static void chacha_counter_is_64_bits_wide(void **state)
{
	uint8_t key[32] = {0}, out[64];
	struct chacha c;

	k_chacha_init(&c, key);
	c.state[12] = 0xffffffff;
	k_chacha_block(&c, out);
	assert_int_equal(c.state[12], 0);
	assert_int_equal(c.state[13], 1);
}

/* Appendix A of the paper: key 00 … 0f, message 00 01 02 … of each length. */
static void siphash_of_the_paper(void **state)
{
	static const uint64_t want[] = {0x726fdb47dd0e0e31, 0x74f839c593dc67fd, 0x0d6c8009d9a94f5a,
					0x85676696d7fb7e2d, 0xcf2794e0277187b7, 0x18765564cd99a68d,
					0xcbc9466e58fee3ce, 0xab0200f58b01d137, 0x93f5f5799a932462};
	uint8_t key[16], msg[16];

	for (int i = 0; i < 16; i++)
		key[i] = msg[i] = i;
	for (size_t n = 0; n < ARRAY_LEN(want); n++)
		assert_true(k_siphash(msg, n, (const uint64_t *)key) == want[n]);
	assert_true(k_siphash(msg, 15, (const uint64_t *)key) == 0xa129ca6149be45e5);
	assert_true(k_siphash_1u64(*(const uint64_t *)msg, (const uint64_t *)key) == want[8]);
}

static void time_conversions(void **state)
{
	struct timespec64 ts;

	assert_int_equal(k___msecs_to_jiffies(0), 0);
	assert_int_equal(k___msecs_to_jiffies(1), 1);
	assert_int_equal(k___msecs_to_jiffies(4), 1);
	assert_int_equal(k___msecs_to_jiffies(5), 2);
	assert_int_equal(k___msecs_to_jiffies(1000), 250);
	assert_true(k___msecs_to_jiffies(-1) == (LONG_MAX >> 1) - 1);
	assert_int_equal(k_jiffies_64_to_clock_t(250), 100);
	assert_int_equal(k_jiffies_64_to_clock_t(5), 2);
	k_set_normalized_timespec64(&ts, 1, -1);
	assert_int_equal(ts.tv_sec, 0);
	assert_int_equal(ts.tv_nsec, 999999999);
	k_set_normalized_timespec64(&ts, 1, 2500000000);
	assert_int_equal(ts.tv_sec, 3);
	assert_int_equal(ts.tv_nsec, 500000000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(chacha_block_of_the_rfc),
		cmocka_unit_test(chacha_counter_is_64_bits_wide),
		cmocka_unit_test(siphash_of_the_paper),
		cmocka_unit_test(time_conversions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
