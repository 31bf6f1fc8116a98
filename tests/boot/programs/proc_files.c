// SPDX-License-Identifier: MIT
/* What programs see of a module's entries in /proc: those of proc_files.ko, which is loaded. */
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "asleep.h"
#include "check.h"

#define MAX_SIZE 100000

static char whole[MAX_SIZE], again[MAX_SIZE];

static int open_entry(const char *name, int flags)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/graft_test/%s", name);
	return open(path, flags);
}

/* All of it by reads of `size` bytes. */
static size_t read_all(int fd, char *to, size_t size)
{
	size_t len = 0;
	ssize_t n;

	while ((n = read(fd, to + len, size)) > 0)
		len += n;
	CHECK(n == 0);
	return len;
}

static void check_text(const char *name, const char *text)
{
	int fd = open_entry(name, O_RDONLY);
	size_t len;

	CHECK(fd >= 0);
	len = read_all(fd, again, 100);
	if (len != strlen(text) || memcmp(again, text, len)) {
		printf("%s: '%.*s', not '%s'\n", name, (int)len, again, text);
		_exit(1);
	}
	close(fd);
}

/* The output is the same however it is read. */
static void check_records(void)
{
	static const size_t sizes[] = {1, 7, 100, 4095, 4096, 4097, 12345, MAX_SIZE / 2};
	int fd = open_entry("records", O_RDONLY);
	size_t len, at = 0;

	CHECK(fd >= 0);
	/* It is what it should be. */
	for (int n = 0; n < 1000; n++) {
		int letters = n == 50 ? 10000 : n % 100;

		if (n % 7 == 6)
			continue;
		at += sprintf(whole + at, "%d ", n);
		memset(whole + at, 'a' + n % 26, letters);
		at += letters;
		whole[at++] = '\n';
	}
	len = at;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		CHECK(lseek(fd, 0, SEEK_SET) == 0);
		memset(again, 0, sizeof(again));
		CHECK(read_all(fd, again, sizes[i]) == len && !memcmp(whole, again, len));
	}
	/* From anywhere, back and forth, with and without moving. */
	for (at = 0; at < len; at = at * 3 / 2 + 777) {
		size_t from = (at * 7919) % len, want = len - from < 5000 ? len - from : 5000;
		ssize_t got = pread(fd, again, 5000, from);

		CHECK(got > 0 && (size_t)got <= want && !memcmp(again, whole + from, got));
		CHECK(lseek(fd, from, SEEK_SET) == (off_t)from);
		got = read(fd, again, 300);
		CHECK(got > 0 && !memcmp(again, whole + from, got));
		CHECK(lseek(fd, 0, SEEK_CUR) == (off_t)(from + got));
	}
	CHECK(pread(fd, again, 10, len) == 0 && pread(fd, again, 10, len + 1000) == 0);
	CHECK_FAILS(lseek(fd, 0, SEEK_END), EINVAL);
	CHECK_FAILS(lseek(fd, -1, SEEK_SET), EINVAL);
	CHECK_FAILS(pread(fd, (void *)8, 10, 0), EFAULT);
	close(fd);
}

static void check_texts(void)
{
	int fd = open_entry("failing", O_RDONLY);
	char c;

	check_text("state", "1 data\n2 data\n3 data\n");
	check_text("list", "names: 2 00ab -7|x        |\n> 00000000: 01 02 ff\na\\040b\nc\\011d\n");
	check_text("single", "single data\n");
	check_text("shown", "shown data\n");
	check_text("link", "single (null)\n");
	CHECK_FAILS(read(fd, &c, 1), EDOM);
	close(fd);
}

static void check_operations(void)
{
	int fd = open_entry("ops", O_RDWR), none = open_entry("none", O_RDWR);
	struct pollfd pollfd = {fd, POLLIN | POLLPRI, 0};
	struct stat st;
	char text[10], *at;

	CHECK(fd >= 0 && fstat(fd, &st) == 0);
	CHECK(st.st_size == 77 && st.st_uid == 5 && st.st_gid == 6 && st.st_mode == 0100666);
	CHECK(read(fd, text, 10) == 4 && !memcmp(text, "text", 4));
	CHECK(pwrite(fd, "next", 4, 2) == 4 && pread(fd, text, 10, 0) == 6);
	CHECK(!memcmp(text, "tenext", 6) && lseek(fd, 3, SEEK_SET) == 3);
	CHECK(poll(&pollfd, 1, 0) == 1 && pollfd.revents == POLLPRI);
	CHECK(ioctl(fd, 5, 41) == 42);
	CHECK_FAILS(ioctl(fd, 6, 41), ENOTTY);
	at = mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 0);
	CHECK(at == (char *)0x600000000000 && !strcmp(at, "mapped"));
	CHECK(munmap(at, 4096) == 0);
	CHECK_FAILS(read(none, text, 1), EIO);
	CHECK_FAILS(write(none, text, 1), EIO);
	CHECK_FAILS(lseek(none, 0, SEEK_SET), ESPIPE);
	CHECK_FAILS(ioctl(none, 5, 41), ENOTTY);
	CHECK(mmap(NULL, 4096, PROT_READ, MAP_SHARED, none, 0) == MAP_FAILED && errno == ENODEV);
	close(fd);
	close(none);
}

static void check_permissions(void)
{
	int status;

	IN_CHILD(status, {
		CHECK(setuid(1000) == 0);
		CHECK(open_entry("single", O_RDONLY) == -1 && errno == EACCES);
		CHECK(open_entry("records", O_WRONLY) == -1 && errno == EACCES);
		CHECK(open_entry("private/inside", O_RDONLY) == -1 && errno == EACCES);
		CHECK(open_entry("ops", O_RDWR) >= 0);
		CHECK(open_entry("control", O_RDONLY) == -1 && errno == EACCES);
	});
	CHECK(status == 0);
	CHECK(mkdir("/proc/graft_test/new", 0700) == -1 && errno == ENOENT);
	CHECK(unlink("/proc/graft_test/ops") == -1 && errno == EPERM);
	CHECK(rmdir("/proc/graft_test/private") == -1 && errno == EPERM);
}

static void control(const char *word, ssize_t result)
{
	int fd = open_entry("control", O_WRONLY);

	CHECK(fd >= 0 && write(fd, word, strlen(word)) == result);
	close(fd);
}

/* The removal waits for the reader inside, and releases what is open. */
static void check_removal(void)
{
	int idle = open_entry("gate", O_RDONLY), status;
	pid_t reader, remover;
	char c;

	CHECK(idle >= 0);
	reader = fork();
	CHECK(reader >= 0);
	if (!reader) {
		int fd = open_entry("gate", O_RDONLY);

		CHECK(read(fd, &c, 1) == 1 && c == '!');
		CHECK_FAILS(read(fd, &c, 1), EIO); /* the entry has gone */
		_exit(0);
	}
	control("await", 5);
	remover = fork();
	CHECK(remover >= 0);
	if (!remover) {
		control("remove", 2); /* both open files, at once, before they are closed */
		_exit(0);
	}
	/* Gone for new ones at once; the removal itself is not through yet. */
	wait_until(remover, 'D');
	CHECK(access("/proc/graft_test/gate", F_OK) == -1 && errno == ENOENT);
	control("open", 4);
	CHECK(waitpid(remover, &status, 0) == remover && status == 0);
	CHECK(waitpid(reader, &status, 0) == reader && status == 0);
	CHECK_FAILS(read(idle, &c, 1), EIO);
	CHECK(close(idle) == 0);
}

int main(void)
{
	check_records();
	check_texts();
	check_operations();
	check_permissions();
	check_removal();
	return 0;
}
