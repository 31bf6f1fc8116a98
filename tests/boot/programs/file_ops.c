// SPDX-License-Identifier: MIT
/* What programs see of a driver's file operations: the devices of file_ops.ko, which is loaded. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>

#include "check.h"
#include "file_ops.h"

static int open_device(const char *name, int flags)
{
	char path[64];
	int fd;

	snprintf(path, sizeof(path), "/dev/file_ops/%s", name);
	fd = open(path, flags);
	CHECK(fd >= 0);
	return fd;
}

static struct file_ops_counts get_counts(int fd)
{
	struct file_ops_counts counts;

	CHECK(ioctl(fd, FILE_OPS_COUNTS, &counts) == 0);
	return counts;
}

/* The same for a driver with ->read and ->write, and one with ->read_iter and ->write_iter. */
static void check_reads_and_writes(const char *name)
{
	char text[FILE_OPS_SIZE + 8] = "";
	struct iovec in[3] = {{text, 3}, {text + 10, 0}, {text + 20, 5}};
	struct iovec out[2] = {{"ABC", 3}, {"DE", 2}};
	int fd = open_device(name, O_RDWR);

	CHECK(write(fd, "0123456789", 10) == 10);
	CHECK(lseek(fd, 0, SEEK_CUR) == 10);
	CHECK(pread(fd, text, 4, 3) == 4 && !memcmp(text, "3456", 4));
	CHECK(lseek(fd, 0, SEEK_CUR) == 10);
	CHECK(pwrite(fd, "ab", 2, 2) == 2);
	CHECK(lseek(fd, 0, SEEK_SET) == 0);
	CHECK(readv(fd, in, 3) == 8 && !memcmp(text, "01a", 3) && !memcmp(text + 20, "b4567", 5));
	CHECK(lseek(fd, 0, SEEK_CUR) == 8);
	CHECK(writev(fd, out, 2) == 5 && lseek(fd, 0, SEEK_CUR) == 13);
	CHECK(preadv(fd, in, 3, 6) == 8 && !memcmp(text, "67A", 3) &&
	      !memcmp(text + 20, "BCDE", 4));
	CHECK(pwritev(fd, out, 2, 1) == 5 && pread(fd, text, 7, 0) == 7 &&
	      !memcmp(text, "0ABCDE6", 7));
	CHECK(syscall(SYS_preadv2, fd, in, 3, 2L, 0L, 0) == 8 && !memcmp(text, "BCD", 3));
	/* The end: short, then nothing. */
	CHECK(pread(fd, text, sizeof(text), FILE_OPS_SIZE - 5) == 5);
	CHECK(pread(fd, text, sizeof(text), FILE_OPS_SIZE) == 0);
	CHECK(lseek(fd, -1, SEEK_END) == FILE_OPS_SIZE - 1);
	CHECK_FAILS(lseek(fd, 1, SEEK_END), EINVAL);
	CHECK_FAILS(lseek(fd, -1, SEEK_SET), EINVAL);
	CHECK(readv(fd, in, 3) == 1);
	CHECK_FAILS(write(fd, "x", 1), ENOSPC);
	CHECK(write(fd, "x", 0) == 0);
	/* Pointers that lead nowhere, and what fails before the driver is asked. */
	CHECK_FAILS(pread(fd, (void *)8, 4, 0), EFAULT);
	CHECK_FAILS(pwrite(fd, (void *)8, 4, 0), EFAULT);
	CHECK_FAILS(pread(fd, (void *)-4096, 4, 0), EFAULT);
	CHECK_FAILS(pread(fd, text, 4, -1), EINVAL);
	CHECK(close(fd) == 0);
	fd = open_device(name, O_RDONLY);
	CHECK_FAILS(write(fd, "x", 1), EBADF);
	close(fd);
}

/* What only those with ->read_iter can be asked for. */
static void check_flags_of_a_call(void)
{
	int iter = open_device("iter", O_RDWR), plain = open_device("bytes", O_RDWR);
	char c;
	struct iovec one = {&c, 1};

	c = '!';
	CHECK(syscall(SYS_pwritev2, iter, &one, 1, 0L, 0L, 0x10 /* RWF_APPEND */) == 1);
	CHECK(pread(iter, &c, 1, FILE_OPS_SIZE / 2) == 1 && c == '!');
	CHECK_FAILS(syscall(SYS_pwritev2, plain, &one, 1, 0L, 0L, 0x10), EOPNOTSUPP);
	CHECK_FAILS(syscall(SYS_preadv2, iter, &one, 1, 0L, 0L, 0x8 /* RWF_NOWAIT */), EOPNOTSUPP);
	CHECK_FAILS(syscall(SYS_preadv2, iter, &one, 1, 0L, 0L, 0x1000), EOPNOTSUPP);
	close(iter);
	close(plain);
}

static void check_positions(void)
{
	char c;
	int fd = open_device("stream", O_RDONLY);

	CHECK(read(fd, &c, 1) == 1 && c == '-');
	CHECK_FAILS(pread(fd, &c, 1, 0), ESPIPE);
	CHECK_FAILS(lseek(fd, 0, SEEK_CUR), ESPIPE);
	close(fd);
	fd = open_device("nonseekable", O_RDONLY);
	CHECK(read(fd, &c, 1) == 1 && c == '0');
	CHECK_FAILS(pread(fd, &c, 1, 0), ESPIPE);
	CHECK_FAILS(lseek(fd, 1, SEEK_SET), ESPIPE);
	close(fd);
	fd = open_device("noop_llseek", O_RDONLY);
	CHECK(read(fd, &c, 1) == 1);
	CHECK(lseek(fd, 100, SEEK_SET) == 1 && lseek(fd, 0, SEEK_END) == 1);
	close(fd);
}

/* A driver without an operation: what the call says instead. */
static void check_nothing(void)
{
	int fd = open_device("nothing", O_RDWR);
	struct pollfd pollfd = {fd, POLLIN | POLLOUT | POLLRDNORM | POLLWRNORM | POLLPRI, 0};
	char c = 0;

	CHECK_FAILS(read(fd, &c, 1), EINVAL);
	CHECK_FAILS(write(fd, &c, 1), EINVAL);
	CHECK_FAILS(lseek(fd, 0, SEEK_SET), ESPIPE);
	CHECK_FAILS(ioctl(fd, FILE_OPS_STRLEN, "x"), ENOTTY);
	CHECK_FAILS(fsync(fd), EINVAL);
	CHECK(mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 0) == MAP_FAILED && errno == ENODEV);
	CHECK(poll(&pollfd, 1, -1) == 1);
	CHECK(pollfd.revents == (POLLIN | POLLOUT | POLLRDNORM | POLLWRNORM));
	CHECK_FAILS(syscall(SYS_getdents64, fd, &c, 1), ENOTDIR);
	CHECK_FAILS(ftruncate(fd, 0), EINVAL);
	CHECK(fcntl(fd, F_SETFL, O_ASYNC) == 0 && !(fcntl(fd, F_GETFL) & O_ASYNC));
	c = 1;
	CHECK(ioctl(fd, FIONBIO, &(int){1}) == 0 && fcntl(fd, F_GETFL) & O_NONBLOCK);
	CHECK_FAILS(ioctl(fd, FIOASYNC, &(int){1}), ENOTTY);
	close(fd);
	CHECK(open("/dev/file_ops/nothing", O_RDONLY | O_DIRECT) == -1 && errno == EINVAL);
	CHECK(open("/dev/file_ops/nothing", O_RDONLY | O_DIRECTORY) == -1 && errno == ENOTDIR);
}

static void check_lives(void)
{
	int fd = open_device("bytes", O_RDWR), copy, status;
	struct file_ops_counts before = get_counts(fd), after;

	copy = dup(fd);
	IN_CHILD(status, { close(copy); });
	CHECK(status == 0);
	after = get_counts(fd);
	/* The child's close, and the two that its end closed; no release yet. */
	CHECK(after.flush == before.flush + 2 && after.release == before.release);
	CHECK(close(copy) == 0);
	CHECK(get_counts(fd).flush == before.flush + 3);
	copy = open_device("bytes", O_RDWR);
	CHECK(close(copy) == 0);
	after = get_counts(fd);
	CHECK(after.open == before.open + 1 && after.release == before.release + 1);
	CHECK(after.flush == before.flush + 4);
	/* An open that fails: no release follows. */
	CHECK(ioctl(fd, FILE_OPS_FAIL, &(int){-EDOM}) == 0);
	CHECK(open("/dev/file_ops/bytes", O_RDWR) == -1 && errno == EDOM);
	CHECK(get_counts(fd).release == after.release);
	CHECK(fsync(fd) == 0 && fdatasync(fd) == 0);
	after = get_counts(fd);
	CHECK(after.fsync == before.fsync + 1 && after.fdatasync == before.fdatasync + 1);
	/* Its module can't go, and is as it was. */
	CHECK_FAILS(syscall(SYS_delete_module, "file_ops", O_NONBLOCK), EAGAIN);
	close(fd);
}

static void check_ioctls(void)
{
	int fd = open_device("bytes", O_RDWR);
	struct file_ops_pair pair = {1, 2, 3, 4};
	char *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	char *end = page + 4096;

	CHECK(page != MAP_FAILED);
	CHECK(FILE_OPS_NOT == 0xc0106602 && FILE_OPS_STRLEN == 0x6604); /* ioctl(2) */
	CHECK(ioctl(fd, FILE_OPS_NOT, &pair) == 0);
	CHECK(pair.small == 0xfe && pair.medium == 0xfffd && pair.large == ~3U &&
	      pair.huge == ~4ULL);
	CHECK_FAILS(ioctl(fd, FILE_OPS_NOT, end - 8), EFAULT);
	CHECK_FAILS(ioctl(fd, FILE_OPS_NOT, -8L), EFAULT);
	CHECK(ioctl(fd, FILE_OPS_CLEAR, &pair) == 0 && !pair.small && !pair.medium && !pair.huge);
	CHECK(ioctl(fd, FILE_OPS_CLEAR, end - 4) == sizeof(pair) - 4);
	CHECK_FAILS(ioctl(fd, FILE_OPS_NOT_OURS), ENOTTY);
	CHECK_FAILS(ioctl(fd, _IO('x', 1)), ENOTTY);
	CHECK(ioctl(fd, FILE_OPS_STRLEN, "") == 1 && ioctl(fd, FILE_OPS_STRLEN, "abc") == 4);
	memset(page, 'x', 4096);
	CHECK(ioctl(fd, FILE_OPS_STRLEN, page) > 100);
	CHECK(ioctl(fd, FILE_OPS_STRLEN, end - 5) == 0);
	CHECK(ioctl(fd, FILE_OPS_STRNCPY, "abc") == 3);
	CHECK(ioctl(fd, FILE_OPS_STRNCPY, page) == 10);
	CHECK_FAILS(ioctl(fd, FILE_OPS_STRNCPY, end - 5), EFAULT);
	munmap(page, 4096);
	close(fd);
}

static volatile sig_atomic_t signals, last_signal, last_fd, last_code;
static volatile long last_band;

static void on_signal(int sig, siginfo_t *info, void *context)
{
	signals++;
	last_signal = sig;
	last_fd = info->si_fd;
	last_code = info->si_code;
	last_band = info->si_band;
}

static void check_waiting(void)
{
	int fd = open_device("pipe", O_RDWR), other, status;
	struct pollfd pollfd = {fd, POLLIN, 0};
	pid_t child;
	char c;

	CHECK(fcntl(fd, F_SETFL, O_NONBLOCK) == 0);
	CHECK_FAILS(read(fd, &c, 1), EAGAIN);
	CHECK(poll(&pollfd, 1, 0) == 0);
	CHECK(write(fd, "a", 1) == 1);
	CHECK_FAILS(write(fd, "b", 1), EAGAIN);
	CHECK(poll(&pollfd, 1, -1) == 1 && pollfd.revents == POLLIN);
	CHECK(read(fd, &c, 1) == 1 && c == 'a');
	/* A poll and a read that wait for another process. */
	CHECK(fcntl(fd, F_SETFL, 0) == 0);
	other = open_device("pipe", O_RDWR);
	child = fork();
	CHECK(child >= 0);
	if (!child) {
		for (c = 'a'; c < 'k'; c++)
			CHECK(write(other, &c, 1) == 1);
		_exit(0);
	}
	for (int i = 0; i < 10; i++) {
		if (i % 2)
			CHECK(poll(&pollfd, 1, -1) == 1 && pollfd.revents == POLLIN);
		CHECK(read(fd, &c, 1) == 1 && c == 'a' + i);
	}
	CHECK(waitpid(child, &status, 0) == child && status == 0);
	close(other);
	close(fd);
}

static void check_signals(void)
{
	struct sigaction action = {.sa_sigaction = on_signal, .sa_flags = SA_SIGINFO};
	int fd = open_device("pipe", O_RDWR);
	char c;

	CHECK(sigaction(SIGIO, &action, NULL) == 0 && sigaction(SIGRTMIN, &action, NULL) == 0);
	CHECK(write(fd, "a", 1) == 1 && read(fd, &c, 1) == 1 && !signals);
	CHECK(fcntl(fd, F_SETOWN, getpid()) == 0 && fcntl(fd, F_GETOWN) == getpid());
	CHECK(fcntl(fd, F_SETFL, O_ASYNC) == 0 && fcntl(fd, F_GETFL) & O_ASYNC);
	CHECK(write(fd, "a", 1) == 1);
	CHECK(signals == 1 && last_signal == SIGIO);
	CHECK(fcntl(fd, F_SETSIG, SIGRTMIN) == 0 && fcntl(fd, F_GETSIG) == SIGRTMIN);
	CHECK(read(fd, &c, 1) == 1);
	CHECK(signals == 2 && last_signal == SIGRTMIN && last_fd == fd);
	CHECK(last_code == POLL_OUT && last_band == (POLLOUT | POLLWRNORM | POLLWRBAND));
	CHECK(write(fd, "a", 1) == 1);
	CHECK(last_code == POLL_IN && last_band == (POLLIN | POLLRDNORM));
	CHECK(fcntl(fd, F_SETFL, 0) == 0 && !(fcntl(fd, F_GETFL) & O_ASYNC));
	CHECK(read(fd, &c, 1) == 1 && signals == 3);
	CHECK(ioctl(fd, FIOASYNC, &(int){1}) == 0 && fcntl(fd, F_GETFL) & O_ASYNC);
	/* Closed with the flag on: nobody is signalled any more. */
	close(fd);
	fd = open_device("pipe", O_RDWR);
	CHECK(write(fd, "a", 1) == 1 && read(fd, &c, 1) == 1 && signals == 3);
	close(fd);
}

/* A driver signals a program's eventfd(2). */
static void check_eventfd(void)
{
	int fd = open_device("bytes", O_RDWR), event = eventfd(1, EFD_NONBLOCK);
	struct pollfd pollfd = {event, POLLIN | POLLOUT, 0};
	uint64_t count;

	CHECK(ioctl(fd, FILE_OPS_SIGNAL, event) == 3);
	CHECK(read(event, &count, 8) == 8 && count == 4);
	count = UINT64_MAX - 2;
	CHECK(write(event, &count, 8) == 8);
	CHECK(ioctl(fd, FILE_OPS_SIGNAL, event) == 2); /* it is full */
	CHECK(poll(&pollfd, 1, 0) == 1 && pollfd.revents == (POLLIN | POLLERR));
	CHECK_FAILS(ioctl(fd, FILE_OPS_SIGNAL, fd), EINVAL);
	CHECK_FAILS(ioctl(fd, FILE_OPS_SIGNAL, 99), EBADF);
	close(event);
	close(fd);
}

int main(void)
{
	check_reads_and_writes("bytes");
	check_reads_and_writes("iter");
	check_flags_of_a_call();
	check_positions();
	check_nothing();
	check_lives();
	check_ioctls();
	check_waiting();
	check_signals();
	check_eventfd();
	return 0;
}
