// SPDX-License-Identifier: MIT
/*
 * Queues: random puts and gets against a plain array, for elements, records and user memory.
 */
#include "lib_test.h"

struct kfifo {
	unsigned int in, out, mask, esize;
	void *data;
};

int k___kfifo_alloc(struct kfifo *, unsigned int, size_t, unsigned int);
void k___kfifo_free(struct kfifo *);
int k___kfifo_init(struct kfifo *, void *, unsigned int, size_t);
unsigned int k___kfifo_in(struct kfifo *, const void *, unsigned int);
unsigned int k___kfifo_out(struct kfifo *, void *, unsigned int);
unsigned int k___kfifo_out_peek(struct kfifo *, void *, unsigned int);
int k___kfifo_from_user(struct kfifo *, const void *, unsigned long, unsigned int *);
int k___kfifo_to_user(struct kfifo *, void *, unsigned long, unsigned int *);
unsigned int k___kfifo_len_r(struct kfifo *, size_t);
unsigned int k___kfifo_in_r(struct kfifo *, const void *, unsigned int, size_t);
unsigned int k___kfifo_out_r(struct kfifo *, void *, unsigned int, size_t);
unsigned int k___kfifo_out_peek_r(struct kfifo *, void *, unsigned int, size_t);

#define SIZE 64

static void sizes(void **state)
{
	struct kfifo f;
	int storage[10];

	assert_int_equal(k___kfifo_alloc(&f, 1, 4, 0), -22);
	assert_int_equal(k___kfifo_alloc(&f, 33, 4, 0), 0);
	assert_int_equal(f.mask, 63);
	k___kfifo_free(&f);
	assert_int_equal(f.mask, 0);
	assert_int_equal(k___kfifo_init(&f, storage, sizeof(storage), sizeof(int)), 0);
	assert_int_equal(f.mask, 7);
	assert_int_equal(k___kfifo_init(&f, storage, 7, sizeof(int)), -22);
}

static void elements(void **state)
{
	int model[SIZE], used = 0, value = 0, in[SIZE], out[SIZE];
	struct kfifo f;

	srand(6);
	assert_int_equal(k___kfifo_alloc(&f, SIZE, sizeof(int), 0), 0);
	/* The counters wrap, too. */
	f.in = f.out = -1000;
	for (int round = 0; round < 20000; round++) {
		unsigned int n = rand() % (SIZE + 1), copied;
		unsigned int fits = n < SIZE - used ? n : SIZE - used;
		unsigned int there = n < used ? n : used;

		if (rand() % 2) {
			for (unsigned int i = 0; i < n; i++)
				in[i] = value++;
			if (rand() % 2) {
				assert_int_equal(k___kfifo_in(&f, in, n), fits);
			} else {
				assert_int_equal(k___kfifo_from_user(&f, in, n * 4, &copied), 0);
				assert_int_equal(copied, fits * 4);
			}
			memcpy(model + used, in, fits * 4);
			used += fits;
			continue;
		}
		assert_int_equal(k___kfifo_out_peek(&f, out, n), there);
		assert_memory_equal(out, model, there * 4);
		if (rand() % 2) {
			assert_int_equal(k___kfifo_out(&f, out, n), there);
		} else {
			assert_int_equal(k___kfifo_to_user(&f, out, n * 4 + 3, &copied), 0);
			assert_int_equal(copied, there * 4);
		}
		assert_memory_equal(out, model, there * 4);
		used -= there;
		memmove(model, model + there, used * 4);
	}
	k___kfifo_free(&f);
}

static void records(void **state)
{
	for (size_t recsize = 1; recsize <= 2; recsize++) {
		struct {
			unsigned int len;
			unsigned char bytes[400];
		} model[600];
		unsigned char out[400];
		unsigned int first = 0, last = 0, used = 0;
		struct kfifo f;

		assert_int_equal(k___kfifo_alloc(&f, 1024, 1, 0), 0);
		for (int round = 0; round < 600; round++) {
			unsigned int n = rand() % 400, fits;

			if (rand() % 2) {
				fits = (recsize == 2 || n < 256) && used + recsize + n <= 1024 ? n
											       : 0;
				for (unsigned int i = 0; i < n; i++)
					model[last].bytes[i] = rand();
				assert_int_equal(k___kfifo_in_r(&f, model[last].bytes, n, recsize),
						 fits);
				if (fits || (!n && used + recsize <= 1024)) {
					model[last++].len = n;
					used += recsize + n;
				}
				continue;
			}
			if (first == last) {
				assert_int_equal(k___kfifo_len_r(&f, recsize), 0);
				assert_int_equal(k___kfifo_out_r(&f, out, n, recsize), 0);
				continue;
			}
			assert_int_equal(k___kfifo_len_r(&f, recsize), model[first].len);
			fits = n < model[first].len ? n : model[first].len;
			assert_int_equal(k___kfifo_out_peek_r(&f, out, n, recsize), fits);
			assert_int_equal(k___kfifo_out_r(&f, out, n, recsize), fits);
			assert_memory_equal(out, model[first].bytes, fits);
			used -= recsize + model[first++].len;
		}
		k___kfifo_free(&f);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sizes),
		cmocka_unit_test(elements),
		cmocka_unit_test(records),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
