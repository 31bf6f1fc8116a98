// SPDX-License-Identifier: MIT
/*
 * The system calls on descriptors as such: close(2), close_range(2), dup(2), dup2(2), dup3(2).
 */
#include <linux/bitmap.h>
#include <linux/err.h>
#include <linux/fdtable.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/syscalls.h>
#include <uapi/linux/close_range.h>

#include "internal.h"

/*
 * close(2). The descriptor is free whatever comes back, so an interrupted flush must not be
 * restarted: the number may be another file by then.
 */
SYSCALL_DEFINE1(close, unsigned int, fd)
{
	int err = close_fd(fd);

	if (err == -ERESTARTSYS || err == -ERESTARTNOINTR || err == -ERESTARTNOHAND ||
	    err == -ERESTART_RESTARTBLOCK)
		err = -EINTR;
	return err;
}

/* Mark every open descriptor in [fd, max_fd]. */
static void cloexec_range(struct files_struct *files, unsigned int fd, unsigned int max_fd)
{
	struct fdtable *fdt;

	spin_lock(&files->file_lock);
	fdt = files->fdt;
	max_fd = min(max_fd, fdt->max_fds - 1);
	for (; fd <= max_fd; fd++)
		if (test_bit(fd, fdt->open_fds))
			__set_bit(fd, fdt->close_on_exec);
	spin_unlock(&files->file_lock);
}

/* A table of the caller's own; of the files up to keep only, when the rest is closed at once. */
static int unshare_for_range(unsigned int keep)
{
	struct files_struct *old = current->files, *copy;
	int err;

	if (atomic_read(&old->count) == 1)
		return 0;
	copy = dup_fd(old, keep, &err);
	if (!copy)
		return err;
	task_lock(current);
	current->files = copy;
	task_unlock(current);
	put_files_struct(old);
	return 0;
}

SYSCALL_DEFINE3(close_range, unsigned int, fd, unsigned int, max_fd, unsigned int, flags)
{
	int err;

	if (flags & ~(CLOSE_RANGE_UNSHARE | CLOSE_RANGE_CLOEXEC))
		return -EINVAL;
	if (fd > max_fd)
		return -EINVAL;
	if (flags & CLOSE_RANGE_UNSHARE) {
		bool to_end = !(flags & CLOSE_RANGE_CLOEXEC) && max_fd >= NR_OPEN_MAX;

		err = unshare_for_range(to_end ? fd : NR_OPEN_MAX);
		if (err)
			return err;
	}
	if (flags & CLOSE_RANGE_CLOEXEC)
		cloexec_range(current->files, fd, max_fd);
	else
		close_fd_range(current->files, fd, max_fd);
	return 0;
}

SYSCALL_DEFINE1(dup, unsigned int, fildes)
{
	struct file *file = fget_raw(fildes);
	int fd;

	if (!file)
		return -EBADF;
	fd = get_unused_fd_flags(0);
	if (fd >= 0)
		fd_install(fd, file);
	else
		fput(file);
	return fd;
}

static int do_dup3(unsigned int oldfd, unsigned int newfd, unsigned int flags)
{
	struct file *file = fget_raw(oldfd);
	int fd;

	if (!file)
		return -EBADF;
	fd = replace_fd(newfd, file, flags);
	fput(file);
	return fd == -EMFILE ? -EBADF : fd;
}

SYSCALL_DEFINE3(dup3, unsigned int, oldfd, unsigned int, newfd, int, flags)
{
	if (flags & ~O_CLOEXEC)
		return -EINVAL;
	if (oldfd == newfd)
		return -EINVAL;
	return do_dup3(oldfd, newfd, flags);
}

SYSCALL_DEFINE2(dup2, unsigned int, oldfd, unsigned int, newfd)
{
	if (oldfd == newfd) { /* nothing changes, not even close-on-exec */
		struct fd f = fdget_raw(oldfd);

		if (!f.file)
			return -EBADF;
		fdput(f);
		return newfd;
	}
	return do_dup3(oldfd, newfd, 0);
}
