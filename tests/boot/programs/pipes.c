// SPDX-License-Identifier: MIT
/*
 * Pipes and descriptors: pipe(7)'s rules for readers and writers that are gone, full and empty
 * pipes, atomic writes, poll; dup and the close-on-exec flag.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>

#include "check.h"

static void check_ends(void)
{
	char buf[8];
	int p[2], status;

	CHECK(pipe(p) == 0);
	CHECK(write(p[1], "abc", 3) == 3);
	CHECK(read(p[0], buf, 2) == 2 && memcmp(buf, "ab", 2) == 0);
	close(p[1]);
	CHECK(read(p[0], buf, sizeof(buf)) == 1 && buf[0] == 'c');
	CHECK(read(p[0], buf, sizeof(buf)) == 0);
	close(p[0]);

	CHECK(pipe(p) == 0);
	close(p[0]);
	IN_CHILD(status, (void)!write(p[1], "x", 1));
	CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGPIPE);
	signal(SIGPIPE, SIG_IGN);
	CHECK_FAILS(write(p[1], "x", 1), EPIPE);
	close(p[1]);
}

static void check_wrong_end(void)
{
	char c;
	int p[2];

	CHECK(pipe(p) == 0);
	CHECK_FAILS(write(p[0], "x", 1), EBADF);
	CHECK_FAILS(read(p[1], &c, 1), EBADF);
	CHECK_FAILS(lseek(p[0], 0, SEEK_SET), ESPIPE);
	CHECK_FAILS(read(p[0], (void *)0xffffffff80000000, 1), EFAULT);
	CHECK_FAILS(write(p[1], (void *)0xffffffff80000000, 1), EFAULT);
	close(p[0]);
	close(p[1]);
	CHECK_FAILS(read(p[0], &c, 1), EBADF);
	CHECK_FAILS(syscall(SYS_pipe, 0x10), EFAULT);
}

static void check_full_and_empty(void)
{
	static char block[4096];
	struct pollfd in, out;
	int p[2], total = 0;

	CHECK(pipe2(p, O_NONBLOCK) == 0);
	in = (struct pollfd){.fd = p[0], .events = POLLIN};
	out = (struct pollfd){.fd = p[1], .events = POLLOUT};
	CHECK_FAILS(read(p[0], block, 1), EAGAIN);
	CHECK(poll(&in, 1, 0) == 0 && poll(&out, 1, 0) == 1 && out.revents == POLLOUT);
	while (write(p[1], block, sizeof(block)) == sizeof(block))
		total += sizeof(block);
	CHECK(errno == EAGAIN && total == 65536);
	CHECK(poll(&out, 1, 0) == 0 && poll(&in, 1, 0) == 1 && in.revents == POLLIN);
	/* PIPE_BUF bytes go whole or not at all. */
	CHECK(read(p[0], block, 1) == 1);
	CHECK_FAILS(write(p[1], block, 4096), EAGAIN);
	while (total > 1)
		total -= read(p[0], block, sizeof(block));
	close(p[1]);
	CHECK(poll(&in, 1, 0) == 1 && in.revents == POLLHUP);
	close(p[0]);
}

/* A megabyte through a pipe that holds 64 KiB: each side waits for the other, many times. */
static void check_stream(void)
{
	unsigned char buf[777];
	unsigned int expected = 0;
	int p[2], status;
	ssize_t n, i;
	pid_t child;

	CHECK(pipe(p) == 0);
	child = fork();
	CHECK(child >= 0);
	if (child == 0) {
		unsigned int sent;

		close(p[0]);
		for (sent = 0; sent < 1 << 20; sent += n) {
			for (i = 0; i < (ssize_t)sizeof(buf); i++)
				buf[i] = (sent + i) % 251;
			n = write(p[1], buf, sizeof(buf));
			CHECK(n > 0);
		}
		_exit(0);
	}
	close(p[1]);
	while ((n = read(p[0], buf, 500)) > 0) {
		for (i = 0; i < n; i++)
			CHECK(buf[i] == expected++ % 251);
	}
	CHECK(n == 0 && expected >= 1 << 20);
	CHECK(waitpid(child, &status, 0) == child && status == 0);
	close(p[0]);
}

static void check_dup(const char *self)
{
	char number[12];
	int p[2], status, fd;

	CHECK(pipe2(p, O_CLOEXEC) == 0);
	CHECK(fcntl(p[0], F_GETFD) == FD_CLOEXEC);
	fd = dup(p[0]);
	CHECK(fd >= 0 && fcntl(fd, F_GETFD) == 0);
	CHECK(dup2(fd, 50) == 50 && dup2(50, 50) == 50);
	CHECK_FAILS(dup3(fd, fd, 0), EINVAL);
	CHECK_FAILS(dup2(1000, 3), EBADF);
	CHECK(fcntl(fd, F_DUPFD_CLOEXEC, 60) == 60 && fcntl(60, F_GETFD) == FD_CLOEXEC);
	CHECK((fcntl(p[1], F_GETFL) & O_ACCMODE) == O_WRONLY);
	/* Of 50 and 60, the program that follows finds the first only. */
	snprintf(number, sizeof(number), "%d", 50);
	IN_CHILD(status, execl(self, self, number, "60", NULL));
	CHECK(WEXITSTATUS(status) == 3);
}

int main(int argc, char **argv)
{
	if (argc == 3)
		return (fcntl(atoi(argv[1]), F_GETFD) == 0) | (fcntl(atoi(argv[2]), F_GETFD) == -1)
								      << 1;
	check_ends();
	check_wrong_end();
	check_full_and_empty();
	check_stream();
	check_dup(argv[0]);
	return 0;
}
