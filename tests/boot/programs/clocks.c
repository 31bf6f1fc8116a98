// SPDX-License-Identifier: MIT
/*
 * Time: the clocks go forward and agree, sleeps last as long as they say, and a program that
 * never gives up the processor does not keep others from it.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <sys/time.h>
#include <time.h>

#include "check.h"

static long long now(clockid_t clock)
{
	struct timespec t;

	CHECK(clock_gettime(clock, &t) == 0 && t.tv_nsec >= 0 && t.tv_nsec < 1000000000);
	return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void check_clocks(void)
{
	long long last = now(CLOCK_MONOTONIC), t;
	struct timeval tv;
	int i;

	for (i = 0; i < 10000; i++, last = t) {
		t = now(CLOCK_MONOTONIC);
		CHECK(t >= last);
	}
	CHECK(gettimeofday(&tv, NULL) == 0);
	CHECK(llabs(now(CLOCK_REALTIME) / 1000000000 - tv.tv_sec) <= 1);
	CHECK(llabs(time(NULL) - tv.tv_sec) <= 1 && tv.tv_sec > 1700000000);
	CHECK_FAILS(clock_gettime(99, (void *)&tv), EINVAL);
}

static void check_sleep(void)
{
	struct timespec fifth = {0, 200000000}, wrong = {0, 1000000000};
	long long start = now(CLOCK_MONOTONIC), slept, by_clock = now(CLOCK_REALTIME);

	CHECK(nanosleep(&fifth, NULL) == 0);
	slept = now(CLOCK_MONOTONIC) - start;
	by_clock = now(CLOCK_REALTIME) - by_clock;
	CHECK(slept >= 200000000 && slept < 2000000000);
	CHECK(llabs(by_clock - slept) < 50000000);
	CHECK_FAILS(nanosleep(&wrong, NULL), EINVAL);
}

static void check_preemption(void)
{
	pid_t busy = fork();
	int status;

	CHECK(busy >= 0);
	while (busy == 0)
		;
	check_sleep();
	CHECK(kill(busy, SIGKILL) == 0 && waitpid(busy, &status, 0) == busy);
	CHECK(WTERMSIG(status) == SIGKILL);
}

int main(void)
{
	check_clocks();
	check_sleep();
	check_preemption();
	return 0;
}
