// SPDX-License-Identifier: MIT
/*
 * Bitmaps: every operation against arrays of bools, at sizes around the words' edges.
 */
#include "lib_test.h"

typedef unsigned long ul;

ul k__find_next_bit(const ul *, ul, ul);
ul k__find_next_zero_bit(const ul *, ul, ul);
ul k__find_next_and_bit(const ul *, const ul *, ul, ul);
ul k__find_last_bit(const ul *, ul);
ul k___find_nth_bit(const ul *, ul, ul);
bool k___bitmap_equal(const ul *, const ul *, unsigned int);
bool k___bitmap_subset(const ul *, const ul *, unsigned int);
bool k___bitmap_intersects(const ul *, const ul *, unsigned int);
unsigned int k___bitmap_weight(const ul *, unsigned int);
void k___bitmap_set(ul *, unsigned int, int);
void k___bitmap_clear(ul *, unsigned int, int);
void k___bitmap_shift_right(ul *, const ul *, unsigned int, unsigned int);
void k___bitmap_shift_left(ul *, const ul *, unsigned int, unsigned int);
void k_bitmap_cut(ul *, const ul *, unsigned int, unsigned int, unsigned int);
ul k_bitmap_find_next_zero_area_off(ul *, ul, ul, unsigned int, ul, ul);
int k_bitmap_parse(const char *, unsigned int, ul *, int);
int k_bitmap_parselist(const char *, ul *, int);
int k_bitmap_find_free_region(ul *, unsigned int, int);
void k_bitmap_remap(ul *, const ul *, const ul *, const ul *, unsigned int);
int k_bitmap_bitremap(int, const ul *, const ul *, int);
void k_bitmap_onto(ul *, const ul *, const ul *, unsigned int);
void k_bitmap_fold(ul *, const ul *, unsigned int, unsigned int);
void k_bitmap_from_arr32(ul *, const uint32_t *, unsigned int);
void k_bitmap_to_arr32(uint32_t *, const ul *, unsigned int);

#define WORDS 4

static bool bit(const ul *map, unsigned int i)
{
	return map[i / 64] >> (i % 64) & 1;
}

static void randomise(ul *map)
{
	for (int i = 0; i < WORDS; i++) {
		map[i] = (ul)rand() << 40 ^ (ul)rand() << 20 ^ rand();
		if (rand() % 3 == 0)
			map[i] = rand() % 2 ? 0 : ~0UL;
	}
}

static unsigned int random_size(void)
{
	static const unsigned int edges[] = {1, 63, 64, 65, 127, 128, 129, 191, 192, 193, 255, 256};

	return rand() % 2 ? edges[rand() % ARRAY_LEN(edges)] : 1 + rand() % 256;
}

static void searches(void **state)
{
	ul a[WORDS], b[WORDS];

	srand(5);
	for (int round = 0; round < 20000; round++) {
		unsigned int size = random_size(), start = rand() % (size + 2), i, n = 0;
		unsigned int last = size, nth = rand() % 20, nth_at = size;

		randomise(a);
		randomise(b);
		for (i = start; i < size && !bit(a, i);)
			i++;
		assert_int_equal(k__find_next_bit(a, size, start), i < size ? i : size);
		for (i = start; i < size && bit(a, i);)
			i++;
		assert_int_equal(k__find_next_zero_bit(a, size, start), i < size ? i : size);
		for (i = start; i < size && !(bit(a, i) && bit(b, i));)
			i++;
		assert_int_equal(k__find_next_and_bit(a, b, size, start), i < size ? i : size);
		for (i = 0; i < size; i++) {
			if (!bit(a, i))
				continue;
			last = i;
			if (n++ == nth)
				nth_at = i;
		}
		assert_int_equal(k__find_last_bit(a, size), last);
		assert_int_equal(k___find_nth_bit(a, size, nth), nth_at);
		assert_int_equal(k___bitmap_weight(a, size), n);
	}
}

static void relations(void **state)
{
	ul a[WORDS], b[WORDS];

	for (int round = 0; round < 20000; round++) {
		unsigned int size = random_size();
		bool equal = true, subset = true, intersects = false;

		randomise(a);
		memcpy(b, a, sizeof(a));
		if (rand() % 2)
			b[rand() % WORDS] ^= 1UL << rand() % 64;
		for (unsigned int i = 0; i < size; i++) {
			equal = equal && bit(a, i) == bit(b, i);
			subset = subset && (!bit(a, i) || bit(b, i));
			intersects = intersects || (bit(a, i) && bit(b, i));
		}
		assert_int_equal(k___bitmap_equal(a, b, size), equal);
		assert_int_equal(k___bitmap_subset(a, b, size), subset);
		assert_int_equal(k___bitmap_intersects(a, b, size), intersects);
	}
}

static void ranges(void **state)
{
	ul a[WORDS], before[WORDS];

	for (int round = 0; round < 20000; round++) {
		unsigned int start = rand() % 256, len = rand() % (257 - start);
		bool set = rand() % 2;

		randomise(a);
		memcpy(before, a, sizeof(a));
		(set ? k___bitmap_set : k___bitmap_clear)(a, start, len);
		for (unsigned int i = 0; i < 256; i++)
			assert_int_equal(bit(a, i),
					 i >= start && i < start + len ? set : bit(before, i));
	}
}

static void shifts_and_cuts(void **state)
{
	ul a[WORDS], r[WORDS];

	for (int round = 0; round < 20000; round++) {
		unsigned int size = random_size(), n = rand() % (size + 1), i;
		unsigned int first = rand() % size, cut = rand() % (size - first + 1);
		unsigned int all = (size + 63) / 64 * 64; /* what a cut moves down */

		randomise(a);
		memcpy(r, a, sizeof(a));
		k___bitmap_shift_right(r, r, n, size);
		for (i = 0; i < size; i++)
			assert_int_equal(bit(r, i), i + n < size && bit(a, i + n));
		memcpy(r, a, sizeof(a));
		k___bitmap_shift_left(r, r, n, size);
		for (i = 0; i < size; i++)
			assert_int_equal(bit(r, i), i >= n && bit(a, i - n));
		memcpy(r, a, sizeof(a));
		k_bitmap_cut(r, r, first, cut, size);
		for (i = 0; i < size; i++)
			assert_int_equal(bit(r, i),
					 i < first ? bit(a, i) : i + cut < all && bit(a, i + cut));
	}
}

static void free_areas(void **state)
{
	ul map[2] = {0xff00ff, 0};

	assert_int_equal(k_bitmap_find_next_zero_area_off(map, 128, 0, 8, 0, 0), 8);
	assert_int_equal(k_bitmap_find_next_zero_area_off(map, 128, 0, 9, 0, 0), 24);
	assert_int_equal(k_bitmap_find_next_zero_area_off(map, 128, 0, 9, 15, 0), 32);
	assert_true(k_bitmap_find_next_zero_area_off(map, 128, 0, 105, 0, 0) > 128 - 105);
	assert_int_equal(k_bitmap_find_free_region(map, 128, 3), 8);
	assert_int_equal(map[0], 0xffffff);
	assert_int_equal(k_bitmap_find_free_region(map, 128, 6), 64);
	assert_int_equal(k_bitmap_find_free_region(map, 128, 6), -12);
}

static void lists(void **state)
{
	static const struct {
		const char *text;
		int err;
		ul want;
	} cases[] = {
		{"", 0, 0},
		{"0", 0, 1},
		{"0,2-4", 0, 0x1d},
		{"1 3\n", 0, 0xa},
		{" 1,,3 ", 0, 0xa},
		{"0-15:2/4", 0, 0x3333},
		{"all", 0, ~0UL},
		{"N", 0, 1UL << 63},
		{"60-N", 0, 0xfUL << 60},
		{"all:1/8", 0, 0x0101010101010101},
		{"64", -34, 0},
		{"0-64", -34, 0},
		{"5-3", -22, 0},
		{"1-", -22, 0},
		{"x", -22, 0},
		{"1x", -22, 0},
		{"0-7:2", -22, 0},
		{"0-7:2/0", -22, 0},
		{"0-7:5/4", -22, 0},
		{"99999999999", -75, 0},
		{"4294967295", -34, 0},
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		ul map = 0;
		int err = k_bitmap_parselist(cases[i].text, &map, 64);

		if (err != cases[i].err || (!err && map != cases[i].want))
			fail_msg("\"%s\": %d, %#lx", cases[i].text, err, map);
	}
}

static void words(void **state)
{
	static const struct {
		const char *text;
		int bits, err;
		ul want;
	} cases[] = {
		{"ff", 64, 0, 0xff},
		{"1,00000001", 64, 0, 0x100000001},
		{"1,1", 64, 0, 0x100000001},
		{" 3\n", 64, 0, 3},
		{"", 64, 0, 0},
		{"g", 64, -22, 0},
		{"1,", 64, 0, 1},
		{",1", 64, 0, 1},
		{" 1, ,,2 ", 64, 0, 0x100000002},
		{"1\n2", 64, 0, 1},
		{"123456789", 64, -75, 0},
		{"1,00000000,00000000", 64, -75, 0},
		{"0,00000000,00000001", 64, -75, 0},
		{"ff", 4, -75, 0},
		{"f", 4, 0, 0xf},
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		ul map = 0;
		int err = k_bitmap_parse(cases[i].text, UINT_MAX, &map, cases[i].bits);

		if (err != cases[i].err || (!err && map != cases[i].want))
			fail_msg("\"%s\": %d, %#lx", cases[i].text, err, map);
	}
}

static void halfwords(void **state)
{
	uint32_t in[3] = {1, 0x80000000, 0xffffffff}, out[3];
	ul map[2];

	k_bitmap_from_arr32(map, in, 72);
	assert_int_equal(map[0], 0x8000000000000001);
	assert_int_equal(map[1], 0xff);
	k_bitmap_to_arr32(out, map, 72);
	assert_int_equal(out[1], 0x80000000);
	assert_int_equal(out[2], 0xff);
}

/* The place of the rank-th set bit, or size. */
static unsigned int place_of(const ul *map, unsigned int size, unsigned int rank)
{
	for (unsigned int i = 0; i < size; i++) {
		if (bit(map, i) && !rank--)
			return i;
	}
	return size;
}

static unsigned int set_below(const ul *map, unsigned int end)
{
	unsigned int n = 0;

	for (unsigned int i = 0; i < end; i++)
		n += bit(map, i);
	return n;
}

static void maps(void **state)
{
	ul src[WORDS], old[WORDS], new[WORDS], got[WORDS], want[WORDS];

	srand(9);
	for (int round = 0; round < 2000; round++) {
		unsigned int size = random_size(), weight;

		randomise(src);
		randomise(old);
		randomise(new);
		weight = set_below(new, size);
		memset(want, 0, sizeof(want));
		for (unsigned int i = 0; i < size; i++) {
			unsigned int to = i;

			if (bit(old, i) && weight)
				to = place_of(new, size, set_below(old, i) % weight);
			assert_int_equal(k_bitmap_bitremap(i, old, new, size), to);
			if (bit(src, i))
				want[to / 64] |= 1UL << to % 64;
		}
		k_bitmap_remap(got, src, old, new, size);
		assert_memory_equal(got, want, (size + 63) / 64 * 8);
	}
}

static void positions_in_a_set_and_folds(void **state)
{
	const ul numbers = 0x15, set = 0xf0f0; /* the set's members 0, 2 and 4 */
	const ul far = 1UL << 8 | 1UL << 6;
	ul got = -1UL;

	k_bitmap_onto(&got, &numbers, &set, 64);
	assert_int_equal(got, 0x1050);
	k_bitmap_onto(&got, &far, &set, 64);
	assert_int_equal(got, 1UL << 14);
	k_bitmap_fold(&got, &far, 4, 64);
	assert_int_equal(got, 0x5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(searches),   cmocka_unit_test(relations),
		cmocka_unit_test(ranges),     cmocka_unit_test(shifts_and_cuts),
		cmocka_unit_test(free_areas), cmocka_unit_test(lists),
		cmocka_unit_test(words),      cmocka_unit_test(halfwords),
		cmocka_unit_test(maps),	      cmocka_unit_test(positions_in_a_set_and_folds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
