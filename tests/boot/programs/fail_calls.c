// SPDX-License-Identifier: MIT
/*
 * System calls with each of their allocations made to fail in turn: the call fails with ENOMEM, or
 * does without, and everything is as it was. Those that are about names are in fail_files.c.
 *
 * fail_calls [NAME]: all of them, or one.
 */
#define _GNU_SOURCE
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/select.h>
#include <sys/syscall.h>
#include <sys/uio.h>

#include "fail_nth.h"

#define PAGE 4096L

static int fd, fds[2];
static char *area, *moved;

static long close_both(void)
{
	return close(fds[0]) | close(fds[1]);
}

/* ---- Descriptors ---- */

static long make_pipe(void)
{
	return pipe2(fds, O_NONBLOCK);
}

static long write_pipe(void)
{
	static char data[5 * PAGE];

	return write(fds[1], data, sizeof(data));
}

static long resize_pipe(void)
{
	return fcntl(fds[1], F_SETPIPE_SZ, 64 * PAGE);
}

static long dup_far(void)
{
	return fcntl(0, F_DUPFD, 900) < 0 ? -1 : 0;
}

static long close_far(void)
{
	return close(900);
}

static long poll_many(void)
{
	static struct pollfd polled[300];

	for (int i = 0; i < 300; i++)
		polled[i] = (struct pollfd){.fd = fds[i & 1], .events = POLLIN};
	return poll(polled, 300, 1);
}

static long select_some(void)
{
	struct timeval tv = {.tv_usec = 1000};
	fd_set in;

	FD_ZERO(&in);
	FD_SET(fds[0], &in);
	return select(1000, &in, NULL, NULL, &tv);
}

static long write_vector(void)
{
	static struct iovec iov[100];

	for (int i = 0; i < 100; i++)
		iov[i] = (struct iovec){.iov_base = "x", .iov_len = 1};
	return writev(fds[1], iov, 100);
}

static long async_pipe(void)
{
	return fcntl(fds[0], F_SETFL, O_ASYNC | O_NONBLOCK);
}

/* ---- Memory ---- */

static long map(void)
{
	area = mmap(NULL, 64 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	return area == MAP_FAILED ? -1 : 0;
}

static long map_shared(void)
{
	area = mmap(NULL, 64 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	return area == MAP_FAILED ? -1 : 0;
}

static long map_populated(void)
{
	area = mmap(NULL, 64 * PAGE, PROT_READ | PROT_WRITE,
		    MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
	return area == MAP_FAILED ? -1 : 0;
}

static long map_file(void)
{
	area = mmap(NULL, 64 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
	return area == MAP_FAILED ? -1 : 0;
}

static long unmap(void)
{
	return munmap(area, 64 * PAGE);
}

static long open_zeroes(void)
{
	return fd = memfd_create("zeroes", 0);
}

static long close_zeroes(void)
{
	return close(fd);
}

static long unmap_and_close(void)
{
	return unmap() | close_zeroes();
}

static long map_and_touch(void)
{
	if (map() == -1)
		return -1;
	memset(area, 1, 64 * PAGE);
	return 0;
}

/* A fault that finds no memory is tried again. */
static long touch(void)
{
	memset(area, 1, 64 * PAGE);
	return 0;
}

static long unmap_middle(void)
{
	return munmap(area + 16 * PAGE, 16 * PAGE);
}

static long protect_middle(void)
{
	return mprotect(area + 16 * PAGE, 16 * PAGE, PROT_READ);
}

static long advise_middle(void)
{
	return madvise(area + 16 * PAGE, 16 * PAGE, MADV_DONTFORK);
}

static long move_middle(void)
{
	moved = mremap(area + 16 * PAGE, 16 * PAGE, 32 * PAGE, MREMAP_MAYMOVE);
	return moved == MAP_FAILED ? -1 : 0;
}

static long unmap_moved(void)
{
	return unmap() | munmap(moved, 32 * PAGE);
}

static unsigned long heap_end;

static long find_heap(void)
{
	heap_end = syscall(SYS_brk, 0);
	return 0;
}

static long grow_heap(void)
{
	if ((unsigned long)syscall(SYS_brk, heap_end + 16 * PAGE) != heap_end)
		return 0;
	errno = ENOMEM;
	return -1;
}

static long shrink_heap(void)
{
	return (unsigned long)syscall(SYS_brk, heap_end) == heap_end ? 0 : -1;
}

/* ---- Processes ---- */

static long do_fork(void)
{
	long child = syscall(SYS_fork);

	if (child == 0)
		_exit(0);
	return child == -1 ? -1 : 0;
}

static long reap(void)
{
	int status;

	CHECK(wait(&status) > 0 && status == 0);
	return 0;
}

static char thread_stack[16384] __attribute__((aligned(16)));

static int thread(void *unused)
{
	return 0;
}

static long do_clone(void)
{
	return clone(thread, thread_stack + sizeof(thread_stack),
		     CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | SIGCHLD, NULL);
}

static long block_signal(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGRTMIN);
	return sigprocmask(SIG_BLOCK, &set, NULL);
}

static long queue_signal(void)
{
	siginfo_t info = {.si_code = SI_QUEUE};

	return syscall(SYS_rt_sigqueueinfo, getpid(), SIGRTMIN, &info);
}

static long take_signal(void)
{
	struct timespec none = {};
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGRTMIN);
	return sigtimedwait(&set, NULL, &none) == SIGRTMIN ? 0 : -1;
}

static long change_user(void)
{
	return syscall(SYS_setresuid, -1, 1000, -1);
}

static long change_back(void)
{
	return syscall(SYS_setresuid, -1, 0, -1);
}

static long set_groups(void)
{
	static gid_t groups[200];

	for (int i = 0; i < 200; i++)
		groups[i] = i;
	return syscall(SYS_setgroups, 200, groups);
}

static long no_groups(void)
{
	return syscall(SYS_setgroups, 0, NULL);
}

static long set_name(void)
{
	return syscall(SYS_prctl, PR_SET_NAME, "fail_calls", 0, 0, 0);
}

static const struct failing_call calls[] = {
	{"pipe", NULL, make_pipe, close_both, NULL, ENFILE},
	{"write pipe", make_pipe, write_pipe, close_both, close_both, 0},
	{"F_SETPIPE_SZ", make_pipe, resize_pipe, close_both, close_both, 0},
	{"F_DUPFD", NULL, dup_far, close_far, NULL, EMFILE},
	{"poll", make_pipe, poll_many, close_both, close_both, 0},
	{"select", make_pipe, select_some, close_both, close_both, 0},
	{"writev", make_pipe, write_vector, close_both, close_both, 0},
	{"O_ASYNC", make_pipe, async_pipe, close_both, close_both, 0},
	{"mmap", NULL, map, unmap, NULL, 0},
	{"mmap shared", NULL, map_shared, unmap, NULL, 0},
	{"mmap populated", NULL, map_populated, unmap, NULL, 0},
	{"mmap file", open_zeroes, map_file, unmap_and_close, close_zeroes, 0},
	{"touch", map, touch, unmap, unmap, 0},
	{"touch shared", map_shared, touch, unmap, unmap, 0},
	{"munmap", map_and_touch, unmap_middle, unmap, unmap, 0},
	{"mprotect", map_and_touch, protect_middle, unmap, unmap, 0},
	{"madvise", map_and_touch, advise_middle, unmap, unmap, EAGAIN},
	{"mremap", map_and_touch, move_middle, unmap_moved, unmap, 0},
	{"brk", find_heap, grow_heap, shrink_heap, NULL, 0},
	{"fork", NULL, do_fork, reap, NULL, 0},
	{"clone", NULL, do_clone, reap, NULL, 0},
	{"rt_sigqueueinfo", block_signal, queue_signal, take_signal, NULL, EAGAIN},
	{"setresuid", NULL, change_user, change_back, NULL, EAGAIN},
	{"setgroups", NULL, set_groups, no_groups, NULL, 0},
	{"prctl", NULL, set_name, NULL, NULL, 0},
};

int main(int argc, char **argv)
{
	return try_all_failing(calls, sizeof(calls) / sizeof(calls[0]), argv[1]);
}
