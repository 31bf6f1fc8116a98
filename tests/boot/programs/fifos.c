// SPDX-License-Identifier: MIT
/*
 * Waiting for one another: fifos whose ends open together, poll and select that sleep until
 * somebody writes or time is up, signals that end a wait.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>

#include "check.h"

#define FIFO "/tmp/fifo"

static volatile sig_atomic_t caught;

static void on_signal(int sig)
{
	caught = sig;
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + t.tv_nsec / 1e9;
}

/* In a child, after a while. */
#define SOON(statement)                                                                            \
	do {                                                                                       \
		if (fork() == 0) {                                                                 \
			usleep(200000);                                                            \
			statement;                                                                 \
			_exit(0);                                                                  \
		}                                                                                  \
	} while (0)

/* The call itself: a C library may keep what is left of the time to itself. */
static int wait_readable(int n, fd_set *set, struct timeval *tv)
{
	return syscall(SYS_select, n, set, NULL, NULL, tv);
}

static void check_fifo(void)
{
	struct pollfd p = {.events = POLLIN};
	double start = now();
	char buf[8];
	int fd;

	CHECK(mkfifo(FIFO, 0600) == 0);
	SOON(fd = open(FIFO, O_WRONLY); CHECK(write(fd, "hello", 5) == 5));
	fd = open(FIFO, O_RDONLY);
	CHECK(fd >= 0 && now() - start > 0.1);
	CHECK(read(fd, buf, sizeof(buf)) == 5 && read(fd, buf, sizeof(buf)) == 0);
	close(fd);
	CHECK(wait(NULL) > 0);

	SOON(fd = open(FIFO, O_RDONLY); CHECK(read(fd, buf, 2) == 2));
	fd = open(FIFO, O_WRONLY);
	CHECK(fd >= 0 && write(fd, "yo", 2) == 2);
	close(fd);
	CHECK(wait(NULL) > 0);

	CHECK_FAILS(open(FIFO, O_WRONLY | O_NONBLOCK), ENXIO);
	p.fd = open(FIFO, O_RDONLY | O_NONBLOCK);
	CHECK(p.fd >= 0 && poll(&p, 1, 0) == 0); /* no writer yet is no hang-up */
	fd = open(FIFO, O_WRONLY);
	close(fd);
	CHECK(poll(&p, 1, 0) == 1 && p.revents == POLLHUP);
	close(p.fd);
	CHECK(unlink(FIFO) == 0);
}

static void check_poll(void)
{
	struct timeval tv = {0, 300000};
	struct pollfd p;
	double start;
	fd_set set;
	int fds[2];
	char c;

	CHECK(pipe(fds) == 0);
	p = (struct pollfd){.fd = fds[0], .events = POLLIN};
	start = now();
	CHECK(poll(&p, 1, 100) == 0 && now() - start >= 0.1 && now() - start < 1);
	SOON((void)!write(fds[1], "x", 1));
	start = now();
	CHECK(poll(&p, 1, 10000) == 1 && p.revents == POLLIN && now() - start < 5);
	CHECK(read(fds[0], &c, 1) == 1 && wait(NULL) > 0);

	FD_ZERO(&set);
	FD_SET(fds[0], &set);
	CHECK(wait_readable(fds[0] + 1, &set, &tv) == 0 && tv.tv_sec == 0 && tv.tv_usec == 0);
	SOON(close(fds[0])); /* with it, the child's write end goes */
	close(fds[1]);
	FD_SET(fds[0], &set);
	tv.tv_sec = 10;
	CHECK(wait_readable(fds[0] + 1, &set, &tv) == 1 && tv.tv_sec >= 5);
	CHECK(read(fds[0], &c, 1) == 0 && wait(NULL) > 0);
	p.fd = 900;
	CHECK(poll(&p, 1, -1) == 1 && p.revents == POLLNVAL);
	close(fds[0]);
}

static void check_signals(void)
{
	struct sigaction sa = {.sa_handler = on_signal};
	struct timespec long_time = {10, 0};
	sigset_t alarm_only, none;
	struct pollfd p;
	int fds[2];
	char c;

	CHECK(pipe(fds) == 0 && sigaction(SIGALRM, &sa, NULL) == 0);
	p = (struct pollfd){.fd = fds[0], .events = POLLIN};
	alarm(1);
	CHECK_FAILS(read(fds[0], &c, 1), EINTR);
	alarm(1);
	CHECK_FAILS(poll(&p, 1, -1), EINTR);
	/* A signal that came before the wait, and is let in by it. */
	sigemptyset(&none);
	sigemptyset(&alarm_only);
	sigaddset(&alarm_only, SIGALRM);
	CHECK(sigprocmask(SIG_BLOCK, &alarm_only, NULL) == 0);
	caught = 0;
	raise(SIGALRM);
	CHECK(caught == 0);
	CHECK_FAILS(ppoll(&p, 1, &long_time, &none), EINTR);
	CHECK(caught == SIGALRM);
	CHECK(sigprocmask(SIG_UNBLOCK, &alarm_only, NULL) == 0);
	/* Restarted, with SA_RESTART. */
	sa.sa_flags = SA_RESTART;
	CHECK(sigaction(SIGALRM, &sa, NULL) == 0);
	if (fork() == 0) {
		usleep(1500000);
		_exit(write(fds[1], "x", 1) != 1);
	}
	alarm(1);
	CHECK(read(fds[0], &c, 1) == 1 && wait(NULL) > 0);
	close(fds[0]);
	close(fds[1]);
}

int main(void)
{
	check_fifo();
	check_poll();
	check_signals();
	return 0;
}
