// SPDX-License-Identifier: MIT
/*
 * Nice values and scheduling policies: what can be asked and set, by whom, what a child gets, and
 * that the CPU is shared accordingly.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/time.h>

#include "check.h"

#ifndef SCHED_IDLE
#define SCHED_IDLE 5
#endif

static int nice_of(int which, int who)
{
	int value;

	errno = 0;
	value = getpriority(which, who);
	CHECK(errno == 0);
	return value;
}

static void check_nice(void)
{
	int status;

	CHECK(nice_of(PRIO_PROCESS, 0) == 0 && nice_of(PRIO_PGRP, 0) <= 0);
	IN_CHILD(status, {
		CHECK(setpriority(PRIO_PROCESS, 0, 5) == 0 && nice_of(PRIO_PROCESS, 0) == 5);
		CHECK(nice(3) == 8 && setpriority(PRIO_PROCESS, 0, 100) == 0);
		CHECK(nice_of(PRIO_PROCESS, getpid()) == 19);
		CHECK(setpriority(PRIO_PROCESS, 0, -100) == 0);
		CHECK(nice_of(PRIO_PROCESS, 0) == -20);
		CHECK(syscall(SYS_getpriority, PRIO_PROCESS, 0) == 40);
		IN_CHILD(status, CHECK(nice_of(PRIO_PROCESS, 0) == -20));
		CHECK(status == 0);
		CHECK(setpgid(0, 0) == 0 && setpriority(PRIO_PGRP, 0, 7) == 0);
		CHECK(nice_of(PRIO_PROCESS, 0) == 7 && nice_of(PRIO_PGRP, getpid()) == 7);
		CHECK(setuid(4321) == 0 && nice_of(PRIO_USER, 0) == 7);
		/* Nicer is everybody free to become, but not to become less so, or others to make.
		 */
		CHECK(setpriority(PRIO_USER, 4321, 9) == 0 && nice_of(PRIO_PROCESS, 0) == 9);
		CHECK_FAILS(setpriority(PRIO_PROCESS, 0, 8), EACCES);
		CHECK_FAILS(setpriority(PRIO_PROCESS, getppid(), 19), EPERM);
	});
	CHECK(status == 0);
	CHECK_FAILS(getpriority(7, 0), EINVAL);
	CHECK_FAILS(getpriority(PRIO_PROCESS, 0x3fffffff), ESRCH);
	CHECK_FAILS(setpriority(PRIO_PGRP, 0x3fffffff, 1), ESRCH);
	CHECK_FAILS(setpriority(PRIO_USER, 987654, 1), ESRCH);
}

/* The C library has its own mind about these calls. */
static long set_policy(int policy, int priority)
{
	return syscall(SYS_sched_setscheduler, 0, policy, &priority);
}

static void check_policies(void)
{
	int priority = 0, status;

	CHECK(syscall(SYS_sched_getscheduler, 0) == SCHED_OTHER);
	CHECK(syscall(SYS_sched_getparam, 0, &priority) == 0 && priority == 0);
	CHECK_FAILS(set_policy(77, 0), EINVAL);
	CHECK_FAILS(set_policy(SCHED_OTHER, 1), EINVAL);
	CHECK_FAILS(syscall(SYS_sched_setscheduler, -1, SCHED_OTHER, &priority), EINVAL);
	CHECK_FAILS(syscall(SYS_sched_setscheduler, 0, SCHED_OTHER, 8), EFAULT);
	CHECK_FAILS(syscall(SYS_sched_getscheduler, 0x3fffffff), ESRCH);
	CHECK(syscall(SYS_sched_get_priority_max, SCHED_OTHER) == 0);
	CHECK_FAILS(syscall(SYS_sched_get_priority_max, 77), EINVAL);
	IN_CHILD(status, {
		CHECK(set_policy(SCHED_BATCH, 0) == 0);
		IN_CHILD(status, CHECK(syscall(SYS_sched_getscheduler, 0) == SCHED_BATCH));
		CHECK(status == 0 && setpriority(PRIO_PROCESS, 0, -5) == 0);
		CHECK(set_policy(SCHED_BATCH | SCHED_RESET_ON_FORK, 0) == 0);
		CHECK(syscall(SYS_sched_getscheduler, 0) == (SCHED_BATCH | SCHED_RESET_ON_FORK));
		IN_CHILD(status, CHECK(syscall(SYS_sched_getscheduler, 0) == SCHED_BATCH);
			 CHECK(nice_of(PRIO_PROCESS, 0) == 0));
		CHECK(status == 0 && setuid(4321) == 0);
		CHECK_FAILS(set_policy(SCHED_BATCH, 0), EPERM);
	});
	CHECK(status == 0);
}

static volatile sig_atomic_t over;

static void end(int sig)
{
	over = 1;
}

/* Keeps the CPU busy, beginning with the others, until `seconds` have passed. */
static pid_t spin(int gate, int nice_value, int policy)
{
	const struct itimerval limit = {.it_value = {.tv_sec = 1, .tv_usec = 500000}};
	pid_t child = fork();
	char byte;

	CHECK(child >= 0);
	if (child)
		return child;
	signal(SIGALRM, end);
	CHECK(setpriority(PRIO_PROCESS, 0, nice_value) == 0 && set_policy(policy, 0) == 0);
	CHECK(read(gate, &byte, 1) == 1);
	CHECK(setitimer(ITIMER_REAL, &limit, NULL) == 0);
	while (!over)
		;
	_exit(0);
}

static long cpu_time(pid_t child)
{
	struct rusage usage;
	int status;

	CHECK(wait4(child, &status, 0, &usage) == child && status == 0);
	return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000L + usage.ru_utime.tv_usec +
	       usage.ru_stime.tv_usec;
}

/* How many times as much the first gets as the second, in percent. */
static long share(int nice1, int policy1, int nice2, int policy2)
{
	unsigned long one_cpu = 1;
	int gate[2];
	pid_t first, second;
	long time;

	CHECK(pipe(gate) == 0);
	/* Where there are several, they have to share. */
	syscall(SYS_sched_setaffinity, 0, sizeof(one_cpu), &one_cpu);
	first = spin(gate[0], nice1, policy1);
	second = spin(gate[0], nice2, policy2);
	CHECK(write(gate[1], "xx", 2) == 2);
	close(gate[0]);
	close(gate[1]);
	time = cpu_time(first);
	return time * 100 / (cpu_time(second) + 1);
}

static void check_shares(void)
{
	long percent = share(0, SCHED_OTHER, 0, SCHED_OTHER);

	CHECK(percent > 40 && percent < 250);
	/* Nine times as much by the rule. */
	percent = share(0, SCHED_OTHER, 10, SCHED_OTHER);
	CHECK(percent > 300);
	percent = share(-5, SCHED_OTHER, 5, SCHED_BATCH);
	CHECK(percent > 300);
	percent = share(0, SCHED_OTHER, 0, SCHED_IDLE);
	CHECK(percent > 1000);
}

int main(void)
{
	check_nice();
	check_policies();
	check_shares();
	return 0;
}
