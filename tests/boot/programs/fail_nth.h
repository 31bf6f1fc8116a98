/* SPDX-License-Identifier: MIT */
/*
 * Making the kernel's allocations fail, one after the other: /proc/thread-self/fail-nth. It passes
 * on a Linux with CONFIG_FAULT_INJECTION, once debugfs's ignore-gfp-wait and min-order are 0.
 */
#ifndef TESTS_FAIL_NTH_H
#define TESTS_FAIL_NTH_H

#include "accounts.h"

static inline int fail_nth_file(void)
{
	static int fd = -1;

	if (fd < 0)
		fd = open("/proc/thread-self/fail-nth", O_RDWR | O_CLOEXEC);
	CHECK(fd >= 0);
	return fd;
}

/* From now on the n-th allocation of this thread fails; 0: none does any more. */
static inline void fail_nth(unsigned int n)
{
	char text[16];
	int len = snprintf(text, sizeof(text), "%u", n);

	CHECK(pwrite(fail_nth_file(), text, len, 0) == len);
}

/* Ends it. Whether one has failed. */
static inline int fail_nth_done(void)
{
	char text[16] = "";

	CHECK(pread(fail_nth_file(), text, sizeof(text) - 1, 0) > 0);
	fail_nth(0);
	return atoi(text) == 0;
}

/*
 * A call to try; -1 and errno is failure. The others, each of which may be NULL, must succeed:
 * before() makes what it needs, after() undoes it and before(), undo() only before().
 */
struct failing_call {
	const char *name;
	long (*before)(void);
	long (*call)(void);
	long (*after)(void);
	long (*undo)(void);
	int also; /* an errno that it may give besides ENOMEM */
};

/* What to compare; a program with more accounts than these has its own. */
static void (*take_all_accounts)(struct accounts *a) = take_accounts;

static int fail_nth_complaints;

static inline void complain(const struct failing_call *c, unsigned int n, const char *what,
			    long result, int error)
{
	printf("%s, allocation %u: %s: %ld, errno %d (%s)\n", c->name, n, what, result, error,
	       strerror(error));
	fail_nth_complaints++;
}

static inline void must(long (*step)(void))
{
	CHECK(!step || step() != -1);
}

/* The call with its n-th allocation failing. Whether it had so many. */
static inline int call_failing(const struct failing_call *c, unsigned int n)
{
	long result;
	int error, failed;

	must(c->before);
	fail_nth(n);
	errno = 0;
	result = c->call();
	error = errno;
	failed = fail_nth_done();
	must(result == -1 ? c->undo : c->after);
	if (result == -1 && (!failed || !n))
		complain(c, n, "failed without cause", result, error);
	else if (result == -1 && error != ENOMEM && error != c->also)
		complain(c, n, "not ENOMEM", result, error);
	return failed;
}

/*
 * Makes each allocation of a call fail: it must give ENOMEM and change nothing, or do without. Goes
 * on after a complaint, so that what is printed is the whole list. Returns how many there are.
 */
static inline unsigned int try_failing(const struct failing_call *c)
{
	static struct accounts before, after;
	unsigned int n = 0;
	int failed;

	/* What stays once it was used. */
	call_failing(c, 0);
	call_failing(c, 0);
	take_all_accounts(&after);
	take_all_accounts(&before);
	do {
		failed = call_failing(c, ++n);
		take_all_accounts(&after);
		if (compare_accounts(&before, &after)) {
			complain(c, n, "is not as it was", 0, 0);
			before = after;
		}
	} while (failed);
	return n - 1;
}

/* main() of a program that tries a table of calls, or the one of that name. */
static inline int try_all_failing(const struct failing_call *calls, size_t num, const char *name)
{
	for (; num; num--, calls++)
		if (!name || !strcmp(name, calls->name))
			printf("%s: %u allocations\n", calls->name, try_failing(calls));
	return fail_nth_complaints != 0;
}

#endif
