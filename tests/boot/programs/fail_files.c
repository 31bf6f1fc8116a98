// SPDX-License-Identifier: MIT
/*
 * System calls on files with each of their allocations made to fail in turn: the call fails with
 * ENOMEM, or does without, and everything is as it was.
 *
 * fail_files [NAME]: all of them, or one. What they need lies in the current directory.
 */
#define _GNU_SOURCE
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "fail_nth.h"

#define PAGE	  4096L
#define LONG_NAME "a-name-that-is-too-long-to-lie-in-a-directory-entry-itself-and-so-is-allocated"

static int fd = -1, fds[2] = {-1, -1};

static long close_fd(void)
{
	return close(fd);
}

/* ---- Files ---- */

static long open_proc(void)
{
	return fd = open("/proc/self/status", O_RDONLY);
}

static long open_sys(void)
{
	return fd = open("/sys/class/tty/console/active", O_RDONLY);
}

static long open_device(void)
{
	return fd = open("/dev/zero", O_RDWR);
}

static long open_terminal(void)
{
	return fd = open("/dev/ptmx", O_RDWR | O_NOCTTY);
}

static long create(void)
{
	return fd = open(LONG_NAME, O_RDWR | O_CREAT | O_EXCL, 0600);
}

static long remove_file(void)
{
	return unlink(LONG_NAME);
}

static long close_and_remove(void)
{
	return close_fd() | remove_file();
}

static long create_and_close(void)
{
	return create() == -1 ? -1 : close_fd();
}

static long make_folder(void)
{
	return mkdir(LONG_NAME, 0700);
}

static long remove_folder(void)
{
	return rmdir(LONG_NAME);
}

static long make_symlink(void)
{
	return symlink("/" LONG_NAME, LONG_NAME);
}

static long read_symlink(void)
{
	static char text[256];

	return readlink(LONG_NAME, text, sizeof(text));
}

static long make_link(void)
{
	return link(LONG_NAME, LONG_NAME "2");
}

static long remove_both(void)
{
	return unlink(LONG_NAME "2") | remove_file();
}

static long rename_file(void)
{
	return rename(LONG_NAME, LONG_NAME "2");
}

static long remove_renamed(void)
{
	return unlink(LONG_NAME "2");
}

static long make_fifo(void)
{
	return mkfifo(LONG_NAME, 0600);
}

static long open_fifo(void)
{
	return fd = open(LONG_NAME, O_RDWR);
}

static long write_far(void)
{
	return pwrite(fd, "x", 1, 3L << 30);
}

static long write_pages(void)
{
	static char data[16 * PAGE];

	return pwrite(fd, data, sizeof(data), 0);
}

static long grow(void)
{
	return ftruncate(fd, 64 * PAGE);
}

static long allocate(void)
{
	return fallocate(fd, 0, 0, 64 * PAGE);
}

static long create_and_write(void)
{
	return create() == -1 ? -1 : write_pages();
}

static long send_file(void)
{
	off_t from = 0;

	return sendfile(fds[1], fd, &from, 8 * PAGE);
}

static long create_and_pipe(void)
{
	return create_and_write() == -1 ? -1 : pipe2(fds, O_NONBLOCK);
}

static long close_all_and_remove(void)
{
	return close(fds[0]) | close(fds[1]) | close_and_remove();
}

static long memfd(void)
{
	return fd = memfd_create("memfd", 0);
}

static long list_folder(void)
{
	static char buf[8192];

	CHECK(lseek(fd, 0, SEEK_SET) == 0);
	return syscall(SYS_getdents64, fd, buf, sizeof(buf));
}

static long open_proc_folder(void)
{
	return fd = open("/proc/self", O_RDONLY | O_DIRECTORY);
}

static long read_proc(void)
{
	static char buf[8192];

	return pread(fd, buf, sizeof(buf), 0);
}

static long open_big_proc(void)
{
	return fd = open("/proc/kallsyms", O_RDONLY);
}

static long open_maps(void)
{
	return fd = open("/proc/self/maps", O_RDONLY);
}

static long look_up(void)
{
	struct stat st;

	return stat("/proc/self/task/../fd/0", &st);
}

static long where(void)
{
	static char path[PAGE];

	return syscall(SYS_getcwd, path, sizeof(path));
}

static long mount_it(void)
{
	return mount("none", LONG_NAME, "tmpfs", 0, "mode=700");
}

static long unmount(void)
{
	return umount(LONG_NAME);
}

static long unmount_and_remove(void)
{
	return unmount() | remove_folder();
}

static long lock_record(void)
{
	struct flock l = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 10, .l_len = 10};

	return fcntl(fd, F_SETLK, &l);
}

static long create_and_lock(void)
{
	struct flock l = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0, .l_len = 100};

	return create() == -1 ? -1 : fcntl(fd, F_SETLK, &l);
}

/* Out of the middle: two are left. */
static long unlock_record(void)
{
	struct flock l = {.l_type = F_UNLCK, .l_whence = SEEK_SET, .l_start = 40, .l_len = 10};

	return fcntl(fd, F_SETLK, &l);
}

static long lock_file(void)
{
	return flock(fd, LOCK_EX);
}

static const struct failing_call calls[] = {
	{"open proc", NULL, open_proc, close_fd, NULL, ENOENT},
	{"open sysfs", NULL, open_sys, close_fd, NULL, 0},
	{"open device", NULL, open_device, close_fd, NULL, 0},
	{"open ptmx", NULL, open_terminal, close_fd, NULL, 0},
	{"creat", NULL, create, close_and_remove, NULL, 0},
	{"unlink", create_and_close, remove_file, NULL, remove_file, 0},
	{"mkdir", NULL, make_folder, remove_folder, NULL, 0},
	{"rmdir", make_folder, remove_folder, NULL, remove_folder, 0},
	{"symlink", NULL, make_symlink, remove_file, NULL, 0},
	{"readlink", make_symlink, read_symlink, remove_file, remove_file, 0},
	{"link", create_and_close, make_link, remove_both, remove_file, 0},
	{"rename", create_and_close, rename_file, remove_renamed, remove_file, 0},
	{"mkfifo", NULL, make_fifo, remove_file, NULL, 0},
	{"open fifo", make_fifo, open_fifo, close_and_remove, remove_file, 0},
	{"write far", create, write_far, close_and_remove, close_and_remove, 0},
	{"write pages", create, write_pages, close_and_remove, close_and_remove, 0},
	{"ftruncate", create, grow, close_and_remove, close_and_remove, 0},
	{"fallocate", create, allocate, close_and_remove, close_and_remove, 0},
	{"sendfile", create_and_pipe, send_file, close_all_and_remove, close_all_and_remove, 0},
	{"memfd_create", NULL, memfd, close_fd, NULL, 0},
	{"getdents", open_proc_folder, list_folder, close_fd, close_fd, 0},
	{"read proc", open_proc, read_proc, close_fd, close_fd, 0},
	{"read kallsyms", open_big_proc, read_proc, close_fd, close_fd, 0},
	{"open maps", NULL, open_maps, close_fd, NULL, ENOENT},
	{"read maps", open_maps, read_proc, close_fd, close_fd, 0},
	{"stat", NULL, look_up, NULL, NULL, ENOENT},
	{"getcwd", NULL, where, NULL, NULL, 0},
	{"mount", make_folder, mount_it, unmount_and_remove, remove_folder, 0},
	{"lock", create, lock_record, close_and_remove, close_and_remove, ENOLCK},
	{"unlock", create_and_lock, unlock_record, close_and_remove, close_and_remove, ENOLCK},
	{"flock", create, lock_file, close_and_remove, close_and_remove, ENOLCK},
};

int main(int argc, char **argv)
{
	return try_all_failing(calls, sizeof(calls) / sizeof(calls[0]), argv[1]);
}
