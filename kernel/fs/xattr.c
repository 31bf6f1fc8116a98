// SPDX-License-Identifier: MIT
/*
 * Extended attributes (xattr(7)): no file system here has any. The calls check their file as they
 * should and then answer as for any such file system: EOPNOTSUPP, or an empty list.
 */
#include <linux/err.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/limits.h>
#include <linux/namei.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#define XATTR_NAME_MAX 255

/* The attribute's name: -ERANGE if empty or too long, -EFAULT. */
static int check_name(const char __user *name)
{
	char kname[XATTR_NAME_MAX + 1];
	long len = strncpy_from_user(kname, name, sizeof(kname));

	if (len < 0)
		return len;
	return len == 0 || len == sizeof(kname) ? -ERANGE : 0;
}

static int check_path(const char __user *pathname, unsigned int lookup)
{
	struct path path;
	int err = user_path_at(AT_FDCWD, pathname, lookup, &path);

	if (!err)
		path_put(&path);
	return err;
}

static int check_fd(int fd)
{
	struct fd f = fdget(fd);

	if (!f.file)
		return -EBADF;
	fdput(f);
	return 0;
}

static long path_xattr(const char __user *pathname, const char __user *name, unsigned int lookup)
{
	int err = check_path(pathname, lookup);

	if (!err)
		err = check_name(name);
	return err ? err : -EOPNOTSUPP;
}

static long fd_xattr(int fd, const char __user *name)
{
	int err = check_fd(fd);

	if (!err)
		err = check_name(name);
	return err ? err : -EOPNOTSUPP;
}

SYSCALL_DEFINE4(getxattr, const char __user *, pathname, const char __user *, name, void __user *,
		value, size_t, size)
{
	return path_xattr(pathname, name, LOOKUP_FOLLOW);
}

SYSCALL_DEFINE4(lgetxattr, const char __user *, pathname, const char __user *, name, void __user *,
		value, size_t, size)
{
	return path_xattr(pathname, name, 0);
}

SYSCALL_DEFINE4(fgetxattr, int, fd, const char __user *, name, void __user *, value, size_t, size)
{
	return fd_xattr(fd, name);
}

SYSCALL_DEFINE5(setxattr, const char __user *, pathname, const char __user *, name,
		const void __user *, value, size_t, size, int, flags)
{
	return path_xattr(pathname, name, LOOKUP_FOLLOW);
}

SYSCALL_DEFINE5(lsetxattr, const char __user *, pathname, const char __user *, name,
		const void __user *, value, size_t, size, int, flags)
{
	return path_xattr(pathname, name, 0);
}

SYSCALL_DEFINE5(fsetxattr, int, fd, const char __user *, name, const void __user *, value, size_t,
		size, int, flags)
{
	return fd_xattr(fd, name);
}

SYSCALL_DEFINE2(removexattr, const char __user *, pathname, const char __user *, name)
{
	return path_xattr(pathname, name, LOOKUP_FOLLOW);
}

SYSCALL_DEFINE2(lremovexattr, const char __user *, pathname, const char __user *, name)
{
	return path_xattr(pathname, name, 0);
}

SYSCALL_DEFINE2(fremovexattr, int, fd, const char __user *, name)
{
	return fd_xattr(fd, name);
}

/* An empty list: that the file has none is not an error. */
SYSCALL_DEFINE3(listxattr, const char __user *, pathname, char __user *, list, size_t, size)
{
	return check_path(pathname, LOOKUP_FOLLOW);
}

SYSCALL_DEFINE3(llistxattr, const char __user *, pathname, char __user *, list, size_t, size)
{
	return check_path(pathname, 0);
}

SYSCALL_DEFINE3(flistxattr, int, fd, char __user *, list, size_t, size)
{
	return check_fd(fd);
}
