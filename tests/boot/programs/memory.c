// SPDX-License-Identifier: MIT
/*
 * A program's memory: mmap, munmap, mprotect, mremap, brk, and what faults where.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#include "check.h"

#define PAGE 4096

static char *map(size_t size, int prot)
{
	char *p = mmap(NULL, size, prot, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	CHECK(p != MAP_FAILED);
	return p;
}

/* What a child dies of that touches p; 0 if it doesn't. */
static int dies_reading(const volatile char *p)
{
	int status;

	IN_CHILD(status, (void)*p);
	return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static int dies_writing(volatile char *p)
{
	int status;

	IN_CHILD(status, *p = 1);
	return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void check_protection(void)
{
	char *p = map(4 * PAGE, PROT_READ | PROT_WRITE);

	memset(p, 1, 4 * PAGE);
	CHECK(mprotect(p + PAGE, PAGE, PROT_READ) == 0);
	CHECK(mprotect(p + 2 * PAGE, PAGE, PROT_NONE) == 0);
	CHECK(dies_writing(p) == 0 && dies_writing(p + 3 * PAGE) == 0);
	CHECK(dies_reading(p + PAGE) == 0 && dies_writing(p + PAGE) == SIGSEGV);
	CHECK(dies_reading(p + 2 * PAGE) == SIGSEGV);
	CHECK(munmap(p + PAGE, PAGE) == 0 && dies_reading(p + PAGE) == SIGSEGV);
	CHECK(p[0] == 1 && p[3 * PAGE] == 1);
	CHECK_FAILS(mprotect(p, 4 * PAGE, PROT_READ), ENOMEM);
	CHECK_FAILS(syscall(SYS_mprotect, p + 1, PAGE, PROT_READ), EINVAL);
	CHECK(munmap(p, 4 * PAGE) == 0);
	CHECK_FAILS(munmap(p + 1, PAGE), EINVAL);
}

static void check_fixed_and_remap(void)
{
	char *p = map(8 * PAGE, PROT_READ | PROT_WRITE), *q;

	memset(p, 2, 8 * PAGE);
	CHECK(mmap(p + 2 * PAGE, 2 * PAGE, PROT_READ | PROT_WRITE,
		   MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == p + 2 * PAGE);
	CHECK(p[2 * PAGE] == 0 && p[PAGE] == 2 && p[4 * PAGE] == 2);
	CHECK_FAILS((long)mmap(p, PAGE, PROT_READ,
			       MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0),
		    EEXIST);
	/* No room to grow where it is: it moves, with what it holds. */
	q = mremap(p, PAGE, 100 * PAGE, MREMAP_MAYMOVE);
	CHECK(q != MAP_FAILED && q != p && q[0] == 2 && q[99 * PAGE] == 0);
	CHECK(dies_reading(p) == SIGSEGV && p[PAGE] == 2);
	CHECK(mremap(q, 100 * PAGE, 2 * PAGE, 0) == q && dies_reading(q + 2 * PAGE) == SIGSEGV);
	CHECK_FAILS((long)mmap(NULL, 0, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), EINVAL);
	CHECK_FAILS((long)mmap(NULL, 1UL << 46, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
			       -1, 0),
		    ENOMEM);
}

static void check_file_mapping(void)
{
	int fd = open("/tmp/mapped", O_RDWR | O_CREAT | O_TRUNC, 0600), fd2;
	char *private, *shared, c;

	CHECK(fd >= 0 && ftruncate(fd, 2 * PAGE) == 0 && pwrite(fd, "abc", 3, PAGE) == 3);
	private = mmap(NULL, 4 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
	shared = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, PAGE);
	CHECK(private != MAP_FAILED && shared != MAP_FAILED);
	CHECK(private[0] == 0 && memcmp(private + PAGE, "abc", 3) == 0 && shared[1] == 'b');
	private[PAGE] = 'X';
	CHECK(pread(fd, &c, 1, PAGE) == 1 && c == 'a');
	shared[1] = 'Y';
	CHECK(pread(fd, &c, 1, PAGE + 1) == 1 && c == 'Y');
	CHECK(pwrite(fd, "Z", 1, PAGE + 2) == 1 && shared[2] == 'Z');
	/* Past the end of the file. */
	CHECK(dies_reading(private + 3 * PAGE) == SIGBUS);
	fd2 = open("/tmp/mapped", O_RDONLY);
	CHECK(fd2 >= 0);
	CHECK_FAILS((long)mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd2, 0), EACCES);
	CHECK_FAILS((long)mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE, 999, 0), EBADF);
	/* Pages that no file can have. */
	CHECK_FAILS(syscall(SYS_mmap, NULL, PAGE, PROT_READ, MAP_PRIVATE, fd2, -4096L), EOVERFLOW);
	CHECK_FAILS(
		syscall(SYS_mmap, NULL, 2 * PAGE, PROT_READ, MAP_PRIVATE, fd2, 0x7ffffffffffff000),
		EOVERFLOW);
	CHECK(close(fd) == 0 && shared[2] == 'Z');
	CHECK(unlink("/tmp/mapped") == 0);
}

static void check_brk(void)
{
	char *start = sbrk(0), *p;

	CHECK(start != (void *)-1);
	p = (char *)syscall(SYS_brk, start + 10 * PAGE);
	if (p != start + 10 * PAGE)
		return; /* the C library has put its guard page behind */
	memset(start, 3, 10 * PAGE);
	CHECK((char *)syscall(SYS_brk, start) == start);
	CHECK((char *)syscall(SYS_brk, start + PAGE) == start + PAGE && start[0] == 0);
	CHECK((char *)syscall(SYS_brk, start) == start);
}

static int deep(int levels)
{
	volatile char frame[PAGE];

	frame[0] = levels;
	return levels ? deep(levels - 1) + frame[0] : 0;
}

static void check_stack(void)
{
	struct rlimit limit;
	int status;

	CHECK(getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur == 8 << 20);
	IN_CHILD(status, deep(1000));
	CHECK(status == 0);
	IN_CHILD(status, deep(3000));
	CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
}

/* Demand-zero: far more is mapped than is ever there, and what is given back is zero again. */
static void check_sparse(void)
{
	size_t size = 64UL << 20;
	char *p = map(size, PROT_READ | PROT_WRITE);
	size_t i;

	for (i = 0; i < size; i += 1 << 20)
		p[i] = 1;
	CHECK(madvise(p, size, MADV_DONTNEED) == 0);
	for (i = 0; i < size; i += 1 << 20)
		CHECK(p[i] == 0);
	CHECK(munmap(p, size) == 0);
	p = map(PAGE, PROT_READ);
	CHECK(madvise(p, PAGE, 22 /* MADV_POPULATE_READ */) == 0);
	CHECK_FAILS(madvise(p, PAGE, 23 /* MADV_POPULATE_WRITE */), EINVAL);
	CHECK(munmap(p, PAGE) == 0);
}

/* Locked memory is there before it is touched, and stays. */
static int present(char *p)
{
	unsigned char in_core;

	CHECK(mincore(p, PAGE, &in_core) == 0);
	return in_core & 1;
}

static void check_locked(void)
{
	struct rlimit limit = {2 * PAGE, 2 * PAGE};
	char *p = map(4 * PAGE, PROT_READ | PROT_WRITE), *hole = map(3 * PAGE, PROT_READ);
	int status;

	CHECK(mlock(p + 100, PAGE) == 0 && present(p) && present(p + PAGE));
	CHECK(!present(p + 2 * PAGE));
	CHECK_FAILS(madvise(p, PAGE, MADV_DONTNEED), EINVAL);
	CHECK(munlock(p, 4 * PAGE) == 0 && madvise(p, PAGE, MADV_DONTNEED) == 0);
	CHECK(syscall(SYS_mlock2, p, PAGE, 1 /* MLOCK_ONFAULT */) == 0 && !present(p));
	CHECK_FAILS(syscall(SYS_mlock2, p, PAGE, 2), EINVAL);
	CHECK(munmap(hole + PAGE, PAGE) == 0);
	CHECK_FAILS(mlock(hole, 3 * PAGE), ENOMEM);
	CHECK_FAILS(munlock(hole, 3 * PAGE), ENOMEM);
	CHECK_FAILS(mlock(p, -PAGE), EINVAL);
	CHECK(munmap(p, 4 * PAGE) == 0);

	IN_CHILD(status, {
		char *q;

		CHECK(mlockall(MCL_FUTURE) == 0);
		q = map(PAGE, PROT_READ | PROT_WRITE);
		CHECK(present(q) && madvise(q, PAGE, MADV_DONTNEED) == -1);
		CHECK(mlockall(MCL_CURRENT | MCL_FUTURE) == 0 && munlockall() == 0);
		CHECK(madvise(q, PAGE, MADV_DONTNEED) == 0);
		q = map(PAGE, PROT_READ | PROT_WRITE);
		CHECK(!present(q));
		CHECK_FAILS(mlockall(0), EINVAL);
		CHECK_FAILS(mlockall(4), EINVAL);
		CHECK_FAILS(mlockall(8), EINVAL);
		CHECK(setrlimit(RLIMIT_MEMLOCK, &limit) == 0 && setuid(4321) == 0);
		q = map(4 * PAGE, PROT_READ | PROT_WRITE);
		CHECK(mlock(q, 2 * PAGE) == 0 && mlock(q, 2 * PAGE) == 0);
		CHECK_FAILS(mlock(q, 3 * PAGE), ENOMEM);
		CHECK_FAILS(mlockall(MCL_CURRENT), ENOMEM);
		limit.rlim_cur = 0;
		CHECK(setrlimit(RLIMIT_MEMLOCK, &limit) == 0);
		CHECK_FAILS(mlock(q + 3 * PAGE, PAGE), EPERM);
	});
	CHECK(status == 0);
	/* Not the child's affair. */
	CHECK(munmap(hole, 3 * PAGE) == 0);
}

int main(void)
{
	check_protection();
	check_fixed_and_remap();
	check_file_mapping();
	check_brk();
	check_locked();
	check_stack();
	check_sparse();
	return 0;
}
