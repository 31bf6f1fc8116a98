// SPDX-License-Identifier: MIT
/* Descriptors that stand for events: eventfd(2) and signalfd(2). */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>

#include "check.h"

static int ready(int fd)
{
	struct pollfd p = {.fd = fd, .events = POLLIN | POLLOUT};

	CHECK(poll(&p, 1, 0) >= 0);
	return p.revents;
}

static void check_eventfd(void)
{
	int fd = eventfd(3, EFD_NONBLOCK | EFD_CLOEXEC), status;
	uint64_t value = 4;

	CHECK(fd >= 0 && fcntl(fd, F_GETFD) == FD_CLOEXEC && ready(fd) == (POLLIN | POLLOUT));
	CHECK(write(fd, &value, 8) == 8 && read(fd, &value, 8) == 8 && value == 7);
	CHECK(ready(fd) == POLLOUT);
	CHECK_FAILS(read(fd, &value, 8), EAGAIN);
	CHECK_FAILS(read(fd, &value, 7), EINVAL);
	CHECK_FAILS(write(fd, &value, 4), EINVAL);
	value = ~0ULL;
	CHECK_FAILS(write(fd, &value, 8), EINVAL);
	CHECK_FAILS(write(fd, (void *)8, 8), EFAULT);
	value = ~1ULL;
	CHECK(write(fd, &value, 8) == 8 && ready(fd) == POLLIN);
	value = 1;
	CHECK_FAILS(write(fd, &value, 8), EAGAIN);
	value = 0;
	CHECK(write(fd, &value, 8) == 8 && read(fd, &value, 8) == 8 && value == ~1ULL);
	close(fd);
	CHECK_FAILS(eventfd(0, 0x4000000), EINVAL);

	/* One at a time; and who waits is woken. */
	fd = eventfd(2, EFD_SEMAPHORE);
	CHECK(read(fd, &value, 8) == 8 && value == 1 && read(fd, &value, 8) == 8 && value == 1);
	IN_CHILD(status, {
		if (fork() == 0) {
			value = 5;
			CHECK(write(fd, &value, 8) == 8);
			_exit(0);
		}
		CHECK(read(fd, &value, 8) == 8 && value == 1);
	});
	CHECK(status == 0 && read(fd, &value, 8) == 8 && value == 1);
	close(fd);
}

static void check_signalfd(void)
{
	struct signalfd_siginfo info[4];
	union sigval sent = {.sival_int = 77};
	sigset_t set;
	int fd, status;
	pid_t child;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigaddset(&set, SIGCHLD);
	sigaddset(&set, SIGRTMIN);
	CHECK(sigprocmask(SIG_BLOCK, &set, NULL) == 0);
	fd = signalfd(-1, &set, SFD_NONBLOCK);
	CHECK(fd >= 0 && ready(fd) == 0);
	CHECK_FAILS(read(fd, info, sizeof(info)), EAGAIN);
	CHECK_FAILS(read(fd, info, sizeof(info[0]) - 1), EINVAL);
	CHECK(sigqueue(getpid(), SIGRTMIN, sent) == 0 && kill(getpid(), SIGUSR1) == 0);
	CHECK(ready(fd) == POLLIN);
	CHECK(read(fd, info, sizeof(info)) == 2 * sizeof(info[0]));
	CHECK(info[0].ssi_signo == SIGUSR1 && info[0].ssi_code == SI_USER);
	CHECK(info[0].ssi_pid == (uint32_t)getpid() && info[0].ssi_uid == getuid());
	CHECK(info[1].ssi_signo == (uint32_t)SIGRTMIN && info[1].ssi_code == SI_QUEUE);
	CHECK(info[1].ssi_int == 77 && ready(fd) == 0);

	/* It sleeps until one comes, and tells what became of a child. */
	CHECK(fcntl(fd, F_SETFL, 0) == 0);
	child = fork();
	if (child == 0)
		_exit(9);
	CHECK(read(fd, info, sizeof(info[0])) == sizeof(info[0]));
	CHECK(info[0].ssi_signo == SIGCHLD && info[0].ssi_code == CLD_EXITED);
	CHECK(info[0].ssi_pid == (uint32_t)child && info[0].ssi_status == 9);
	CHECK(waitpid(child, &status, 0) == child);

	/* Another set for the same descriptor. */
	sigdelset(&set, SIGUSR1);
	CHECK(signalfd(fd, &set, SFD_NONBLOCK) == fd && kill(getpid(), SIGUSR1) == 0);
	CHECK(ready(fd) == 0);
	CHECK_FAILS(signalfd(0x3fffffff, &set, 0), EBADF);
	CHECK_FAILS(signalfd(1, &set, 0), EINVAL);
	CHECK_FAILS(signalfd(-1, &set, 1), EINVAL);
	CHECK_FAILS(syscall(SYS_signalfd4, -1, &set, 4, 0), EINVAL);
	CHECK_FAILS(syscall(SYS_signalfd4, -1, 8, 8, 0), EFAULT);
	close(fd);
}

int main(void)
{
	check_eventfd();
	check_signalfd();
	return 0;
}
