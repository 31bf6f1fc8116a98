// SPDX-License-Identifier: MIT
/*
 * Setting a file's times: utimensat(2) and its older forms.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/syscalls.h>
#include <linux/time.h>
#include <linux/uaccess.h>

#include "internal.h"

/* utime(2)'s structure. */
struct utimbuf {
	__kernel_old_time_t actime;
	__kernel_old_time_t modtime;
};

static bool nsec_valid(long nsec)
{
	return nsec == UTIME_OMIT || nsec == UTIME_NOW || (nsec >= 0 && nsec <= 999999999);
}

/* One of the two times of an iattr. */
static void set_time(struct iattr *attr, const struct timespec64 *time, struct timespec64 *to,
		     unsigned int which, unsigned int which_set)
{
	if (time->tv_nsec == UTIME_OMIT) {
		attr->ia_valid &= ~which;
	} else if (time->tv_nsec != UTIME_NOW) {
		*to = *time;
		attr->ia_valid |= which_set;
	}
}

/* times[0] is atime, times[1] mtime; NULL sets both to now. -EINVAL, -EPERM, -EACCES, -EROFS. */
int vfs_utimes(const struct path *path, struct timespec64 *times)
{
	struct inode *inode = d_inode(path->dentry);
	struct iattr attr = {.ia_valid = ATTR_CTIME | ATTR_MTIME | ATTR_ATIME};
	int err;

	if (times && (!nsec_valid(times[0].tv_nsec) || !nsec_valid(times[1].tv_nsec)))
		return -EINVAL;
	if (times && times[0].tv_nsec == UTIME_NOW && times[1].tv_nsec == UTIME_NOW)
		times = NULL;
	if (times) {
		set_time(&attr, &times[0], &attr.ia_atime, ATTR_ATIME, ATTR_ATIME_SET);
		set_time(&attr, &times[1], &attr.ia_mtime, ATTR_MTIME, ATTR_MTIME_SET);
		/* Even one "now" beside an omitted time is a choice, and so the owner's. */
		attr.ia_valid |= ATTR_TIMES_SET;
	} else {
		attr.ia_valid |= ATTR_TOUCH;
	}
	err = mnt_want_write(path->mnt);
	if (err)
		return err;
	inode_lock(inode);
	err = notify_change(&init_user_ns, path->dentry, &attr, NULL);
	inode_unlock(inode);
	mnt_drop_write(path->mnt);
	return err;
}
EXPORT_SYMBOL(vfs_utimes);

/* filename NULL: the file behind dfd. */
static long do_utimes(int dfd, const char __user *filename, struct timespec64 *times, int flags)
{
	unsigned int lookup = flags & AT_SYMLINK_NOFOLLOW ? 0 : LOOKUP_FOLLOW;
	struct path path;
	int err;

	if (!filename && dfd != AT_FDCWD) {
		struct fd f;

		if (flags)
			return -EINVAL;
		f = fdget(dfd);
		if (!f.file)
			return -EBADF;
		err = vfs_utimes(&f.file->f_path, times);
		fdput(f);
		return err;
	}
	if (flags & ~(AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH))
		return -EINVAL;
	if (flags & AT_EMPTY_PATH)
		lookup |= LOOKUP_EMPTY;
	err = user_path_at(dfd, filename, lookup, &path);
	if (err)
		return err;
	err = vfs_utimes(&path, times);
	path_put(&path);
	return err;
}

SYSCALL_DEFINE4(utimensat, int, dfd, const char __user *, filename,
		struct __kernel_timespec __user *, utimes, int, flags)
{
	struct timespec64 times[2];

	if (utimes) {
		if (get_timespec64(&times[0], &utimes[0]) || get_timespec64(&times[1], &utimes[1]))
			return -EFAULT;
		if (times[0].tv_nsec == UTIME_OMIT && times[1].tv_nsec == UTIME_OMIT)
			return 0; /* whatever the file: nothing is asked for */
	}
	return do_utimes(dfd, filename, utimes ? times : NULL, flags);
}

/* The forms that count microseconds. */
static long do_futimesat(int dfd, const char __user *filename,
			 struct __kernel_old_timeval __user *utimes)
{
	struct __kernel_old_timeval tv[2];
	struct timespec64 times[2];
	int i;

	if (!utimes)
		return do_utimes(dfd, filename, NULL, 0);
	if (copy_from_user(tv, utimes, sizeof(tv)))
		return -EFAULT;
	for (i = 0; i < 2; i++) {
		if (tv[i].tv_usec < 0 || tv[i].tv_usec > 999999)
			return -EINVAL;
		times[i].tv_sec = tv[i].tv_sec;
		times[i].tv_nsec = tv[i].tv_usec * 1000;
	}
	return do_utimes(dfd, filename, times, 0);
}

SYSCALL_DEFINE3(futimesat, int, dfd, const char __user *, filename,
		struct __kernel_old_timeval __user *, utimes)
{
	return do_futimesat(dfd, filename, utimes);
}

SYSCALL_DEFINE2(utimes, char __user *, filename, struct __kernel_old_timeval __user *, utimes)
{
	return do_futimesat(AT_FDCWD, filename, utimes);
}

SYSCALL_DEFINE2(utime, char __user *, filename, struct utimbuf __user *, times)
{
	struct timespec64 tv[2] = {};
	struct utimbuf buf;

	if (!times)
		return do_utimes(AT_FDCWD, filename, NULL, 0);
	if (copy_from_user(&buf, times, sizeof(buf)))
		return -EFAULT;
	tv[0].tv_sec = buf.actime;
	tv[1].tv_sec = buf.modtime;
	return do_utimes(AT_FDCWD, filename, tv, 0);
}
