// SPDX-License-Identifier: MIT
/*
 * The memory manager, run as a program: see mm_test.h. Random operations; a failure names the seed,
 * and MM_SEED=n runs it again.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <cmocka.h>

static uint64_t seed, state;

void host_map(unsigned long addr, unsigned long len);
void host_map(unsigned long addr, unsigned long len)
{
	void *p = mmap((void *)addr, len, PROT_READ | PROT_WRITE,
		       MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE | MAP_NORESERVE, -1, 0);

	if (p == MAP_FAILED) {
		perror("test_mm: mmap");
		exit(1);
	}
}

__attribute__((format(printf, 1, 2))) void host_print(const char *fmt, ...);
void host_print(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
}

void host_fail(const char *what, const char *file, int line) __attribute__((noreturn));
void host_fail(const char *what, const char *file, int line)
{
	printf("%s (MM_SEED=%llu)\n", what, (unsigned long long)seed);
	_fail(file, line);
	abort(); /* _fail() does not return, but doesn't say so */
}

/* xorshift64 */
unsigned int host_random(void);
unsigned int host_random(void)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state >> 11;
}

#define TESTS(X)                                                                                   \
	X(pages)                                                                                   \
	X(page_reserve)                                                                            \
	X(slabs)                                                                                   \
	X(slabs_debugged)                                                                          \
	X(vmalloc)                                                                                 \
	X(mappings)                                                                                \
	X(mappings_failing)                                                                        \
	X(addresses)                                                                               \
	X(gaps)                                                                                    \
	X(slab_misuse) /* last: it loses objects on purpose */

void k_mm_test_start(void);

#define X(name)                                                                                    \
	void k_mm_test_##name(void);                                                               \
	static void name(void **unused)                                                            \
	{                                                                                          \
		k_mm_test_##name();                                                                \
	}
TESTS(X)
#undef X

static int start(void **unused)
{
	k_mm_test_start();
	return 0;
}

int main(void)
{
#define X(name) cmocka_unit_test(name),
	const struct CMUnitTest tests[] = {TESTS(X)};
#undef X
	const char *given = getenv("MM_SEED");

	seed = given ? strtoull(given, NULL, 0) : (uint64_t)time(NULL);
	state = seed * 6364136223846793005ULL + 1442695040888963407ULL;
	return cmocka_run_group_tests(tests, start, NULL);
}
