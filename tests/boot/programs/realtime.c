// SPDX-License-Identifier: MIT
/*
 * Real-time policies: who may have one, what a child gets, who runs before whom, and that the
 * machine isn't lost to a task that never sleeps. And the mask of CPUs.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>

#include "check.h"

#define NORMAL	      0
#define FIFO	      1
#define RR	      2
#define DEADLINE      6
#define RESET_ON_FORK 0x40000000

struct attr {
	unsigned int size, policy;
	unsigned long long flags;
	int nice;
	unsigned int priority;
	unsigned long long runtime, deadline, period;
	unsigned int util_min, util_max;
	unsigned int beyond; /* more than the kernel knows */
};

/* The C library has its own mind about these calls. */
static long set_policy(pid_t pid, int policy, int priority)
{
	return syscall(SYS_sched_setscheduler, pid, policy, &priority);
}

static long policy_of(pid_t pid)
{
	return syscall(SYS_sched_getscheduler, pid);
}

static int priority_of(pid_t pid)
{
	int priority = -1;

	CHECK(syscall(SYS_sched_getparam, pid, &priority) == 0);
	return priority;
}

/* Fields 18, 19, 40 and 41 of /proc/self/stat. */
static void check_stat(long prio, long nice, long rt_priority, long policy)
{
	long field[42] = {0};
	char text[1024], *at;
	FILE *file = fopen("/proc/self/stat", "r");

	CHECK(file && fgets(text, sizeof(text), file));
	fclose(file);
	at = strrchr(text, ')') + 4;
	for (int i = 4; i < 42; i++)
		field[i] = strtol(at, &at, 10);
	CHECK(field[18] == prio && field[19] == nice);
	CHECK(field[40] == rt_priority && field[41] == policy);
}

static void check_calls(void)
{
	const struct rlimit up_to_20 = {20, 20};
	struct timespec slice;
	int status, three = 3;

	CHECK(syscall(SYS_sched_get_priority_max, FIFO) == 99);
	CHECK(syscall(SYS_sched_get_priority_min, RR) == 1);
	CHECK_FAILS(set_policy(0, FIFO, 0), EINVAL);
	CHECK_FAILS(set_policy(0, RR, 100), EINVAL);
	CHECK_FAILS(set_policy(0, DEADLINE, 0), EINVAL);
	IN_CHILD(status, {
		CHECK(set_policy(0, RR, 10) == 0 && policy_of(0) == RR && priority_of(0) == 10);
		check_stat(-11, 0, 10, RR);
		CHECK(syscall(SYS_sched_rr_get_interval, 0, &slice) == 0);
		CHECK(slice.tv_sec == 0 && slice.tv_nsec == 100000000);
		CHECK(syscall(SYS_sched_setparam, 0, &three) == 0 && priority_of(0) == 3);
		CHECK(setpriority(PRIO_PROCESS, 0, 4) == 0);
		check_stat(-4, 4, 3, RR);
		IN_CHILD(status, CHECK(policy_of(0) == RR && priority_of(0) == 3));
		CHECK(status == 0 && set_policy(0, FIFO | RESET_ON_FORK, 5) == 0);
		CHECK(syscall(SYS_sched_rr_get_interval, 0, &slice) == 0 && !slice.tv_nsec);
		IN_CHILD(status, CHECK(policy_of(0) == NORMAL); check_stat(20, 0, 0, NORMAL));
		CHECK(status == 0 && set_policy(0, NORMAL, 0) == 0);
		check_stat(24, 4, 0, NORMAL);
	});
	CHECK(status == 0);
	/* Without the right to: what the limit allows, and less. */
	IN_CHILD(status, {
		CHECK(set_policy(0, FIFO, 30) == 0 && setuid(4321) == 0);
		CHECK_FAILS(set_policy(0, FIFO, 31), EPERM);
		CHECK_FAILS(set_policy(0, RR, 30), EPERM);
		CHECK(set_policy(0, FIFO, 29) == 0 && set_policy(0, NORMAL, 0) == 0);
		CHECK_FAILS(set_policy(0, FIFO, 1), EPERM);
		CHECK_FAILS(set_policy(getppid(), NORMAL, 0), EPERM);
	});
	CHECK(status == 0);
	IN_CHILD(status, {
		CHECK(setrlimit(RLIMIT_RTPRIO, &up_to_20) == 0 && setuid(4321) == 0);
		CHECK(set_policy(0, RR, 20) == 0);
		CHECK_FAILS(set_policy(0, RR, 21), EPERM);
	});
	CHECK(status == 0);
}

static void check_attr(void)
{
	struct attr attr = {.size = 56, .policy = FIFO, .priority = 7}, got = {.beyond = 77};
	int status;

	CHECK_FAILS(syscall(SYS_sched_getattr, 0, &got, 47, 0), EINVAL);
	CHECK_FAILS(syscall(SYS_sched_getattr, 0, &got, 56, 1), EINVAL);
	CHECK_FAILS(syscall(SYS_sched_getattr, 0x3fffffff, &got, 56, 0), ESRCH);
	CHECK_FAILS(syscall(SYS_sched_setattr, 0, 8, 0), EFAULT);
	IN_CHILD(status, {
		CHECK(syscall(SYS_sched_setattr, 0, &attr, 0) == 0);
		CHECK(syscall(SYS_sched_getattr, 0, &got, 48, 0) == 0);
		CHECK(got.size == 48 && got.policy == FIFO && got.priority == 7 && !got.nice);
		attr = (struct attr){.policy = NORMAL, .nice = 6, .flags = 1};
		CHECK(syscall(SYS_sched_setattr, 0, &attr, 0) == 0);
		CHECK(syscall(SYS_sched_getattr, 0, &got, sizeof(got), 0) == 0);
		CHECK(got.size == 56 && got.policy == NORMAL && got.nice == 6 && got.flags == 1);
		CHECK(got.beyond == 77);
		attr = (struct attr){.size = 4096};
		CHECK_FAILS(syscall(SYS_sched_setattr, 0, &attr, 8), EINVAL);
		attr = (struct attr){.size = 20};
		CHECK_FAILS(syscall(SYS_sched_setattr, 0, &attr, 0), E2BIG);
		CHECK(attr.size == 56);
		attr = (struct attr){.size = sizeof(attr), .beyond = 1};
		CHECK_FAILS(syscall(SYS_sched_setattr, 0, &attr, 0), E2BIG);
		attr = (struct attr){.flags = 0x1000};
		CHECK_FAILS(syscall(SYS_sched_setattr, 0, &attr, 0), EINVAL);
		attr = (struct attr){.size = 56, .flags = 0x20};
		CHECK_FAILS(syscall(SYS_sched_setattr, 0, &attr, 0), EOPNOTSUPP);
	});
	CHECK(status == 0);
}

/* ---- Who runs ---- */

static volatile long *counts; /* one for each spinner; shared */

static void sleep_for(double seconds)
{
	struct timespec ts = {(long)seconds, (long)((seconds - (long)seconds) * 1e9)};

	nanosleep(&ts, NULL);
}

static pid_t spinner(int nr, int policy, int priority)
{
	pid_t child = fork();

	CHECK(child >= 0);
	if (child)
		return child;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	CHECK(set_policy(0, policy, priority) == 0);
	/* Who lowers his priority comes first among those that have it; who wakes up, last. */
	sleep_for(0.01);
	for (;;)
		counts[nr]++;
}

static void end(pid_t child)
{
	int status;

	CHECK(kill(child, SIGKILL) == 0 && waitpid(child, &status, 0) == child);
}

static double now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec + ts.tv_nsec / 1e9;
}

static void spin_for(double seconds)
{
	double until = now() + seconds;

	while (now() < until)
		;
}

/* Or the test never ends. */
static void until_it_runs(int nr)
{
	while (!counts[nr])
		sleep_for(0.01);
}

/* The test itself is more urgent than all spinners, so that it can end them. */
static void check_order(void)
{
	pid_t first, second;
	long before;

	CHECK(set_policy(0, FIFO, 50) == 0);
	first = spinner(0, NORMAL, 0);
	until_it_runs(0);
	before = counts[0];
	spin_for(0.2);
	CHECK(counts[0] == before);
	/* Of two of the same priority, FIFO's second waits for ever, RR's a slice. */
	second = spinner(1, FIFO, 10);
	until_it_runs(1);
	before = counts[0];
	end(first);
	first = spinner(2, FIFO, 10);
	sleep_for(0.25);
	CHECK(counts[0] == before && !counts[2]);
	CHECK(set_policy(first, FIFO, 11) == 0);
	until_it_runs(2);
	CHECK(set_policy(first, RR, 5) == 0 && set_policy(second, RR, 5) == 0);
	counts[1] = counts[2] = 0;
	until_it_runs(1);
	until_it_runs(2);
	end(first);
	end(second);
	CHECK(set_policy(0, NORMAL, 0) == 0);
}

/* For 0.7 s of each second, as set here, the others run, too. */
static void check_limit(void)
{
	FILE *file = fopen("/proc/sys/kernel/sched_rt_runtime_us", "r+");
	pid_t hog, other;

	CHECK(file && fprintf(file, "1000001\n") > 0);
	CHECK_FAILS(fflush(file) ? -1 : 0, EINVAL);
	fclose(file);
	file = fopen("/proc/sys/kernel/sched_rt_runtime_us", "r+");
	CHECK(file && fprintf(file, "300000\n") > 0 && fflush(file) == 0);
	hog = spinner(3, FIFO, 99);
	other = spinner(4, NORMAL, 0);
	/* This one needs the others' time, too, to come to its end. */
	while (!counts[3] || !counts[4])
		;
	end(hog);
	end(other);
	rewind(file);
	CHECK(fprintf(file, "950000\n") > 0 && fclose(file) == 0);
}

static volatile sig_atomic_t warnings;

static void on_warning(int sig)
{
	warnings++;
}

/* A real-time task that doesn't sleep is warned, and ended: RLIMIT_RTTIME. One that sleeps isn't.
 */
static void check_time_limit(void)
{
	const struct rlimit limit = {100000, 300000};
	int status;

	IN_CHILD(status, {
		CHECK(setrlimit(RLIMIT_RTTIME, &limit) == 0 && set_policy(0, FIFO, 1) == 0);
		for (int i = 0; i < 10; i++) {
			spin_for(0.04);
			sleep_for(0.001);
		}
	});
	CHECK(status == 0);
	IN_CHILD(status, {
		signal(SIGXCPU, on_warning);
		CHECK(setrlimit(RLIMIT_RTTIME, &limit) == 0 && set_policy(0, FIFO, 1) == 0);
		while (!warnings)
			;
		for (;;)
			;
	});
	CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

static void check_affinity(void)
{
	unsigned long mask[16] = {1}, none = 0, far = 1UL << 63;

	CHECK(syscall(SYS_sched_setaffinity, 0, sizeof(mask), mask) == 0);
	mask[0] = 0;
	CHECK(syscall(SYS_sched_getaffinity, 0, sizeof(mask), mask) >= 8 && mask[0] == 1);
	CHECK_FAILS(syscall(SYS_sched_setaffinity, 0, sizeof(none), &none), EINVAL);
	CHECK_FAILS(syscall(SYS_sched_setaffinity, 0, sizeof(far), &far), EINVAL);
	CHECK_FAILS(syscall(SYS_sched_setaffinity, 0, sizeof(mask), 8), EFAULT);
	CHECK_FAILS(syscall(SYS_sched_setaffinity, 0x3fffffff, sizeof(mask), mask), ESRCH);
	CHECK_FAILS(syscall(SYS_sched_getaffinity, 0x3fffffff, sizeof(mask), mask), ESRCH);
	CHECK_FAILS(syscall(SYS_sched_getaffinity, 0, 7, mask), EINVAL);
}

int main(void)
{
	int status;

	counts = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	CHECK(counts != MAP_FAILED);
	check_calls();
	check_attr();
	check_affinity();
	IN_CHILD(status, check_order());
	CHECK(status == 0);
	check_limit();
	check_time_limit();
	return 0;
}
