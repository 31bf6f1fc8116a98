// SPDX-License-Identifier: MIT
/*
 * Files as memory: a shared mapping and read and write see each other's bytes, truncation takes
 * pages out of every mapping, and a program's file can't be written while it runs.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>

#include "check.h"

static void check_coherence(void)
{
	char *shared, *private, c;
	struct stat st;
	int fd = open("/tmp/mapped", O_RDWR | O_CREAT | O_TRUNC, 0600);

	CHECK(fd >= 0 && ftruncate(fd, 20000) == 0);
	shared = mmap(NULL, 20000, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	private = mmap(NULL, 20000, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
	CHECK(shared != MAP_FAILED && private != MAP_FAILED);
	shared[5000] = 'S';
	CHECK(pread(fd, &c, 1, 5000) == 1 && c == 'S');
	CHECK(pwrite(fd, "W", 1, 5001) == 1 && shared[5001] == 'W');
	private[5000] = 'P';
	CHECK(shared[5000] == 'S' && private[5001] == 'W');
	CHECK(fstat(fd, &st) == 0 && st.st_blocks == 8); /* holes take nothing */
	/* From a file's own mapping into the file: the page faults in under the write. */
	CHECK(pwrite(fd, shared + 4096, 4096, 8192) == 4096 && shared[9096] == 'S');
	CHECK(munmap(shared, 20000) == 0 && munmap(private, 20000) == 0 && close(fd) == 0);
	CHECK(unlink("/tmp/mapped") == 0);
}

static void check_truncation(void)
{
	int status, fd = open("/tmp/mapped", O_RDWR | O_CREAT | O_TRUNC, 0600);
	volatile char *map;

	CHECK(fd >= 0 && ftruncate(fd, 12288) == 0);
	map = mmap(NULL, 12288, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	CHECK(map != MAP_FAILED);
	map[5000] = 'x';
	CHECK(ftruncate(fd, 4096) == 0);
	IN_CHILD(status, (void)map[5000]);
	CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGBUS);
	CHECK(ftruncate(fd, 12288) == 0 && map[5000] == 0);
	CHECK(munmap((void *)map, 12288) == 0 && close(fd) == 0 && unlink("/tmp/mapped") == 0);
}

static void check_busy_text(const char *self)
{
	int from = open(self, O_RDONLY), to = open("/tmp/copy", O_WRONLY | O_CREAT | O_TRUNC, 0755);
	struct stat st;
	off_t off = 0;
	int status;

	CHECK(from >= 0 && to >= 0 && fstat(from, &st) == 0);
	while (off < st.st_size)
		CHECK(sendfile(to, from, &off, st.st_size) > 0);
	IN_CHILD(status, CHECK_FAILS(execl("/tmp/copy", "copy", "x", NULL), ETXTBSY));
	CHECK(status == 0 && close(to) == 0);
	IN_CHILD(status, execl("/tmp/copy", "copy", "x", NULL));
	CHECK(WEXITSTATUS(status) == 7);
	CHECK_FAILS(open(self, O_WRONLY), ETXTBSY);
	CHECK_FAILS(truncate(self, 5), ETXTBSY);
	CHECK(close(from) == 0 && unlink("/tmp/copy") == 0);
}

static void check_nameless(void)
{
	char *map = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	int fd = memfd_create("name", MFD_CLOEXEC), status;
	char buf[64] = "", link[32];

	CHECK(map != MAP_FAILED);
	IN_CHILD(status, map[4096] = 9);
	CHECK(status == 0 && map[4096] == 9 && munmap(map, 8192) == 0);
	CHECK(fd >= 0 && write(fd, "abc", 3) == 3 && pread(fd, buf, 8, 0) == 3);
	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	CHECK(readlink(link, buf, sizeof(buf) - 1) > 0);
	CHECK(strcmp(buf, "/memfd:name (deleted)") == 0);
	close(fd);
}

int main(int argc, char **argv)
{
	if (argc > 1)
		return 7;
	check_coherence();
	check_truncation();
	check_busy_text(argv[0]);
	check_nameless();
	return 0;
}
