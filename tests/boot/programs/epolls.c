// SPDX-License-Identifier: MIT
/* epoll(7): sets of descriptors, and how what is ready in them is told. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <time.h>

#include "check.h"

static int control(int set, int op, int fd, uint32_t events)
{
	struct epoll_event event = {.events = events, .data.u64 = 100 + fd};

	return epoll_ctl(set, op, fd, &event);
}

/* One event, at once: its bits, with its fd in *fd; 0: none. */
static uint32_t next(int set, int *fd)
{
	struct epoll_event event;
	int num = epoll_wait(set, &event, 1, 0);

	CHECK(num == 0 || num == 1);
	if (!num)
		return 0;
	*fd = (int)event.data.u64 - 100;
	return event.events;
}

static void check_requests(void)
{
	int set = epoll_create1(EPOLL_CLOEXEC), other = epoll_create(1), pipes[2], file;
	struct epoll_event event;

	CHECK(set >= 0 && fcntl(set, F_GETFD) == FD_CLOEXEC && other >= 0);
	CHECK_FAILS(epoll_create1(1), EINVAL);
	CHECK_FAILS(syscall(SYS_epoll_create, 0), EINVAL);
	CHECK(pipe(pipes) == 0);
	file = open("/etc/passwd", O_RDONLY);
	CHECK(file >= 0);
	CHECK_FAILS(control(set, EPOLL_CTL_ADD, file, EPOLLIN), EPERM);
	CHECK_FAILS(control(set, EPOLL_CTL_ADD, 99, EPOLLIN), EBADF);
	CHECK_FAILS(control(99, EPOLL_CTL_ADD, pipes[0], EPOLLIN), EBADF);
	CHECK_FAILS(control(pipes[0], EPOLL_CTL_ADD, pipes[1], EPOLLIN), EINVAL);
	CHECK_FAILS(control(set, EPOLL_CTL_ADD, set, EPOLLIN), EINVAL);
	CHECK_FAILS(control(set, 7, pipes[0], EPOLLIN), EINVAL);
	CHECK_FAILS(control(set, EPOLL_CTL_MOD, pipes[0], EPOLLIN), ENOENT);
	CHECK_FAILS(control(set, EPOLL_CTL_DEL, pipes[0], 0), ENOENT);
	CHECK_FAILS(syscall(SYS_epoll_ctl, set, EPOLL_CTL_ADD, pipes[0], (void *)8), EFAULT);
	CHECK(control(set, EPOLL_CTL_ADD, pipes[0], EPOLLIN) == 0);
	CHECK_FAILS(control(set, EPOLL_CTL_ADD, pipes[0], EPOLLIN), EEXIST);
	CHECK_FAILS(control(set, EPOLL_CTL_MOD, pipes[0], EPOLLIN | EPOLLEXCLUSIVE), EINVAL);
	CHECK_FAILS(epoll_wait(set, &event, 0, 0), EINVAL);
	CHECK_FAILS(epoll_wait(pipes[0], &event, 1, 0), EINVAL);
	CHECK_FAILS(epoll_wait(99, &event, 1, 0), EBADF);
	CHECK_FAILS(epoll_wait(set, (void *)-4096, 1, 0), EFAULT);
	CHECK(write(pipes[1], "x", 1) == 1);
	CHECK_FAILS(epoll_wait(set, (void *)8, 1, 0), EFAULT);
	CHECK(epoll_wait(set, &event, 1, 0) == 1); /* and it wasn't lost */
	/* Sets in sets, but in no ring. */
	CHECK(control(other, EPOLL_CTL_ADD, set, EPOLLIN) == 0);
	CHECK_FAILS(control(set, EPOLL_CTL_ADD, other, EPOLLIN), ELOOP);
	CHECK(epoll_wait(other, &event, 1, 0) == 1 && event.data.u64 == 100u + set);
	CHECK(read(pipes[0], &event, 1) == 1 && epoll_wait(other, &event, 1, 0) == 0);
	for (int fd = 3; fd < 12; fd++)
		close(fd);
}

static void check_triggers(void)
{
	int set = epoll_create1(0), event = eventfd(0, EFD_NONBLOCK), fd = -1;
	uint64_t one = 1;

	/* By level: told as long as it holds. */
	CHECK(control(set, EPOLL_CTL_ADD, event, EPOLLIN) == 0 && next(set, &fd) == 0);
	CHECK(write(event, &one, 8) == 8);
	CHECK(next(set, &fd) == EPOLLIN && fd == event && next(set, &fd) == EPOLLIN);
	CHECK(read(event, &one, 8) == 8 && next(set, &fd) == 0);
	/* By edge: told once for each time that it becomes so. */
	CHECK(write(event, &one, 8) == 8);
	CHECK(control(set, EPOLL_CTL_MOD, event, EPOLLIN | EPOLLET) == 0);
	CHECK(next(set, &fd) == EPOLLIN && next(set, &fd) == 0);
	CHECK(write(event, &one, 8) == 8 && next(set, &fd) == EPOLLIN && next(set, &fd) == 0);
	/* Once: until it is asked for again. */
	CHECK(control(set, EPOLL_CTL_MOD, event, EPOLLIN | EPOLLONESHOT) == 0);
	CHECK(next(set, &fd) == EPOLLIN && next(set, &fd) == 0);
	CHECK(write(event, &one, 8) == 8 && next(set, &fd) == 0);
	CHECK(control(set, EPOLL_CTL_MOD, event, EPOLLIN | EPOLLOUT | EPOLLONESHOT) == 0);
	CHECK(next(set, &fd) == (EPOLLIN | EPOLLOUT) && next(set, &fd) == 0);
	/* Events that nobody asked for. */
	CHECK(control(set, EPOLL_CTL_MOD, event, 0) == 0 && next(set, &fd) == 0);
	CHECK(control(set, EPOLL_CTL_DEL, event, 0) == 0);
	close(event);
	close(set);
}

/* All are told in turn, however few at a time. */
static void check_turns(void)
{
	int set = epoll_create1(0), events[5], seen[5] = {0}, fd = -1;
	struct epoll_event all[8];
	uint64_t one = 1;

	for (int i = 0; i < 5; i++) {
		events[i] = eventfd(0, EFD_NONBLOCK);
		CHECK(control(set, EPOLL_CTL_ADD, events[i], EPOLLIN) == 0);
		CHECK(write(events[i], &one, 8) == 8);
	}
	CHECK(epoll_wait(set, all, 8, -1) == 5);
	for (int i = 0; i < 5; i++) {
		CHECK(next(set, &fd) == EPOLLIN);
		seen[fd - events[0]]++;
	}
	for (int i = 0; i < 5; i++)
		CHECK(seen[i] == 1);
	/* Closed, a file is in no set. A copy keeps it there. */
	fd = dup(events[0]);
	close(events[0]);
	CHECK(epoll_wait(set, all, 8, 0) == 5);
	close(fd);
	CHECK(epoll_wait(set, all, 8, 0) == 4);
	for (int i = 1; i < 5; i++)
		close(events[i]);
	CHECK(epoll_wait(set, all, 8, 0) == 0);
	close(set);
}

static void check_hang_up(void)
{
	int set = epoll_create1(0), pipes[2], fd = -1;

	CHECK(pipe(pipes) == 0);
	CHECK(control(set, EPOLL_CTL_ADD, pipes[0], 0) == 0);
	CHECK(write(pipes[1], "x", 1) == 1 && next(set, &fd) == 0);
	close(pipes[1]);
	CHECK(next(set, &fd) == EPOLLHUP && fd == pipes[0]);
	close(pipes[0]);
	close(set);
}

static void check_sleeping(void)
{
	int set = epoll_create1(0), outer = epoll_create1(0), pipes[2], status;
	struct epoll_event event;
	struct timespec before, after, wait = {0, 30000000};
	struct pollfd pollfd = {outer, POLLIN, 0};
	pid_t child;
	char c;

	CHECK(pipe(pipes) == 0);
	CHECK(control(set, EPOLL_CTL_ADD, pipes[0], EPOLLIN) == 0);
	CHECK(control(outer, EPOLL_CTL_ADD, set, EPOLLIN) == 0);
	clock_gettime(CLOCK_MONOTONIC, &before);
	CHECK(epoll_wait(set, &event, 1, 30) == 0);
	CHECK(syscall(SYS_epoll_pwait2, set, &event, 1, &wait, NULL, 8) == 0);
	clock_gettime(CLOCK_MONOTONIC, &after);
	CHECK((after.tv_sec - before.tv_sec) * 1000 + (after.tv_nsec - before.tv_nsec) / 1000000 >=
	      60);
	/* Another process writes: by the set, by a set of sets, by poll(2) of that. */
	child = fork();
	CHECK(child >= 0);
	if (!child) {
		for (int i = 0; i < 3; i++) {
			while (epoll_wait(set, &event, 1, 0) == 1)
				sched_yield();
			CHECK(write(pipes[1], "x", 1) == 1);
		}
		_exit(0);
	}
	CHECK(epoll_wait(set, &event, 1, -1) == 1 && event.data.u64 == 100u + pipes[0]);
	CHECK(read(pipes[0], &c, 1) == 1);
	CHECK(epoll_wait(outer, &event, 1, -1) == 1 && event.data.u64 == 100u + set);
	CHECK(read(pipes[0], &c, 1) == 1);
	CHECK(poll(&pollfd, 1, -1) == 1 && pollfd.revents == POLLIN);
	CHECK(read(pipes[0], &c, 1) == 1);
	CHECK(waitpid(child, &status, 0) == child && status == 0);
	close(set);
	close(outer);
	close(pipes[0]);
	close(pipes[1]);
}

static void on_alarm(int sig)
{
}

static void check_signals(void)
{
	int set = epoll_create1(0), fd = -1, status;
	struct sigaction action = {.sa_handler = on_alarm};
	struct epoll_event event;
	sigset_t mask, none;

	sigemptyset(&none);
	sigemptyset(&mask);
	sigaddset(&mask, SIGUSR1);
	CHECK(sigaction(SIGUSR1, &action, NULL) == 0 && sigprocmask(SIG_BLOCK, &mask, NULL) == 0);
	raise(SIGUSR1);
	CHECK(epoll_wait(set, &event, 1, 10) == 0); /* blocked */
	CHECK_FAILS(epoll_pwait(set, &event, 1, -1, &none), EINTR);
	CHECK(sigprocmask(SIG_BLOCK, NULL, &none) == 0 && sigismember(&none, SIGUSR1));
	/* A child's signalfd, in a set that outlives the child. */
	IN_CHILD(status, {
		int sfd = signalfd(-1, &mask, 0);

		CHECK(control(set, EPOLL_CTL_ADD, sfd, EPOLLIN) == 0);
		raise(SIGUSR1);
		CHECK(next(set, &fd) == EPOLLIN && fd == sfd);
	});
	CHECK(status == 0 && next(set, &fd) == 0);
	close(set);
}

int main(void)
{
	check_requests();
	check_triggers();
	check_turns();
	check_hang_up();
	check_sleeping();
	check_signals();
	return 0;
}
