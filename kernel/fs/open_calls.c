// SPDX-License-Identifier: MIT
/*
 * open(2), openat(2), openat2(2), creat(2), access(2) and faccessat2(2).
 */
#include <linux/cred.h>
#include <linux/err.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#include "internal.h"
#include "open.h"

static long do_sys_openat2(int dfd, const char __user *filename, const struct open_how *how)
{
	struct open_flags op;
	struct filename *name;
	struct file *f;
	int fd = build_open_flags(how, &op);

	if (fd)
		return fd;
	name = getname(filename);
	if (IS_ERR(name))
		return PTR_ERR(name);
	fd = get_unused_fd_flags(how->flags);
	if (fd >= 0) {
		f = do_filp_open(dfd, name, &op);
		if (IS_ERR(f)) {
			put_unused_fd(fd);
			fd = PTR_ERR(f);
		} else {
			fd_install(fd, f);
		}
	}
	putname(name);
	return fd;
}

long do_sys_open(int dfd, const char __user *filename, int flags, umode_t mode)
{
	struct open_how how = build_open_how(flags | O_LARGEFILE, mode);

	return do_sys_openat2(dfd, filename, &how);
}

SYSCALL_DEFINE3(open, const char __user *, filename, int, flags, umode_t, mode)
{
	return do_sys_open(AT_FDCWD, filename, flags, mode);
}

SYSCALL_DEFINE4(openat, int, dfd, const char __user *, filename, int, flags, umode_t, mode)
{
	return do_sys_open(dfd, filename, flags, mode);
}

SYSCALL_DEFINE2(creat, const char __user *, pathname, umode_t, mode)
{
	return do_sys_open(AT_FDCWD, pathname, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

/*
 * openat2(2). A caller with a larger structure than ours is served if what we don't know is zero
 * (E2BIG otherwise).
 */
SYSCALL_DEFINE4(openat2, int, dfd, const char __user *, filename, struct open_how __user *, how,
		size_t, usize)
{
	struct open_how tmp;
	size_t i;

	if (usize < OPEN_HOW_SIZE_VER0)
		return -EINVAL;
	if (usize > PAGE_SIZE)
		return -E2BIG;
	if (copy_from_user(&tmp, how, sizeof(tmp)))
		return -EFAULT;
	for (i = sizeof(tmp); i < usize; i++) {
		char c;

		if (get_user(c, (char __user *)how + i))
			return -EFAULT;
		if (c)
			return -E2BIG;
	}
	if (!(tmp.flags & O_PATH))
		tmp.flags |= O_LARGEFILE;
	return do_sys_openat2(dfd, filename, &tmp);
}

/* --------------------------------------------------------------------------------------- access */

/*
 * Credentials in which the real ids do the checking, and capabilities count only for a real root:
 * access(2). ERR_PTR(-ENOMEM).
 */
static const struct cred *use_real_ids(void)
{
	struct cred *cred = prepare_creds();

	if (!cred)
		return ERR_PTR(-ENOMEM);
	cred->fsuid = cred->uid;
	cred->fsgid = cred->gid;
	if (uid_eq(cred->uid, GLOBAL_ROOT_UID))
		cred->cap_effective = cred->cap_permitted;
	else
		cap_clear(cred->cap_effective);
	return cred;
}

/* A file on a no-exec mount can't be executed, and nothing on a read-only one written. */
static int access_path(const struct path *path, int mode)
{
	struct inode *inode = d_inode(path->dentry);
	int err;

	if ((mode & MAY_EXEC) && S_ISREG(inode->i_mode) && path_noexec(path))
		return -EACCES;
	err = path_permission(path, mode | MAY_ACCESS);
	if (err || !(mode & MAY_WRITE))
		return err;
	if (S_ISCHR(inode->i_mode) || S_ISBLK(inode->i_mode) || S_ISFIFO(inode->i_mode) ||
	    S_ISSOCK(inode->i_mode))
		return 0;
	return __mnt_is_readonly(path->mnt) ? -EROFS : 0;
}

/* name is consumed. */
int do_faccessat(int dfd, struct filename *name, int mode, int flags)
{
	unsigned int lookup = flags & AT_SYMLINK_NOFOLLOW ? 0 : LOOKUP_FOLLOW;
	const struct cred *cred = NULL, *old = NULL;
	struct path path;
	int err = -EINVAL;

	if (mode & ~S_IRWXO)
		goto put_name;
	if (flags & ~(AT_EACCESS | AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH))
		goto put_name;
	if (flags & AT_EMPTY_PATH)
		lookup |= LOOKUP_EMPTY;
	if (!(flags & AT_EACCESS)) {
		cred = use_real_ids();
		err = PTR_ERR_OR_ZERO(cred);
		if (err)
			goto put_name;
		old = override_creds(cred);
	}
	err = filename_lookup(dfd, name, lookup, &path, NULL);
	if (!err) {
		err = access_path(&path, mode);
		path_put(&path);
	}
	if (old) {
		revert_creds(old);
		put_cred(cred);
	}
put_name:
	putname(name);
	return err;
}

SYSCALL_DEFINE3(faccessat, int, dfd, const char __user *, filename, int, mode)
{
	return do_faccessat(dfd, getname(filename), mode, 0);
}

SYSCALL_DEFINE4(faccessat2, int, dfd, const char __user *, filename, int, mode, int, flags)
{
	return do_faccessat(dfd, getname_uflags(filename, flags), mode, flags);
}

SYSCALL_DEFINE2(access, const char __user *, filename, int, mode)
{
	return do_faccessat(AT_FDCWD, getname(filename), mode, 0);
}
