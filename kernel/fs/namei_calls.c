// SPDX-License-Identifier: MIT
/*
 * The system calls that make and remove names: mknod, mkdir, rmdir, unlink, symlink, link, and
 * their *at forms. rename is in rename.c, readlink in stat.c.
 *
 * Each do_*() works on struct filenames, which it consumes, so that the kernel's own start-up code
 * (init_calls.c) uses the same paths.
 */
#include <linux/capability.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/fs_struct.h>
#include <linux/namei.h>
#include <linux/syscalls.h>

#include "internal.h"

static int may_mknod(umode_t mode)
{
	switch (mode & S_IFMT) {
	case S_IFREG:
	case S_IFCHR:
	case S_IFBLK:
	case S_IFIFO:
	case S_IFSOCK:
	case 0: /* means S_IFREG */
		return 0;
	case S_IFDIR:
		return -EPERM;
	default:
		return -EINVAL;
	}
}

int do_mknodat(int dfd, struct filename *name, umode_t mode, unsigned int dev)
{
	struct dentry *dentry;
	struct inode *dir;
	struct path path;
	int err = may_mknod(mode);

	if (err)
		goto put_name;
	dentry = filename_create(dfd, name, &path, 0);
	err = PTR_ERR_OR_ZERO(dentry);
	if (err)
		goto put_name;
	dir = d_inode(path.dentry);
	mode &= ~current_umask();
	if ((mode & S_IFMT) == 0 || S_ISREG(mode))
		err = vfs_create(&init_user_ns, dir, dentry, mode, true);
	else if (S_ISCHR(mode) || S_ISBLK(mode))
		err = vfs_mknod(&init_user_ns, dir, dentry, mode, new_decode_dev(dev));
	else
		err = vfs_mknod(&init_user_ns, dir, dentry, mode, 0);
	done_path_create(&path, dentry);
put_name:
	putname(name);
	return err;
}

SYSCALL_DEFINE4(mknodat, int, dfd, const char __user *, filename, umode_t, mode, unsigned int, dev)
{
	return do_mknodat(dfd, getname(filename), mode, dev);
}

SYSCALL_DEFINE3(mknod, const char __user *, filename, umode_t, mode, unsigned int, dev)
{
	return do_mknodat(AT_FDCWD, getname(filename), mode, dev);
}

int do_mkdirat(int dfd, struct filename *name, umode_t mode)
{
	struct dentry *dentry;
	struct path path;
	int err;

	dentry = filename_create(dfd, name, &path, LOOKUP_DIRECTORY);
	err = PTR_ERR_OR_ZERO(dentry);
	if (!err) {
		mode &= ~current_umask();
		err = vfs_mkdir(&init_user_ns, d_inode(path.dentry), dentry, mode);
		done_path_create(&path, dentry);
	}
	putname(name);
	return err;
}

SYSCALL_DEFINE3(mkdirat, int, dfd, const char __user *, pathname, umode_t, mode)
{
	return do_mkdirat(dfd, getname(pathname), mode);
}

SYSCALL_DEFINE2(mkdir, const char __user *, pathname, umode_t, mode)
{
	return do_mkdirat(AT_FDCWD, getname(pathname), mode);
}

static int rmdir_type_error(int type)
{
	switch (type) {
	case LAST_DOTDOT:
		return -ENOTEMPTY;
	case LAST_DOT:
		return -EINVAL;
	case LAST_ROOT:
		return -EBUSY;
	default:
		return 0;
	}
}

int do_rmdir(int dfd, struct filename *name)
{
	struct dentry *dentry;
	struct path path;
	struct qstr last;
	int type, err;

	err = filename_parentat(dfd, name, 0, &path, &last, &type);
	if (err)
		goto put_name;
	err = rmdir_type_error(type);
	if (err)
		goto put_path;
	err = mnt_want_write(path.mnt);
	if (err)
		goto put_path;
	inode_lock_nested(d_inode(path.dentry), I_MUTEX_PARENT);
	dentry = lookup_one_qstr(&last, path.dentry, 0);
	err = PTR_ERR_OR_ZERO(dentry);
	if (!err) {
		err = vfs_rmdir(&init_user_ns, d_inode(path.dentry), dentry);
		dput(dentry);
	}
	inode_unlock(d_inode(path.dentry));
	mnt_drop_write(path.mnt);
put_path:
	path_put(&path);
put_name:
	putname(name);
	return err;
}

SYSCALL_DEFINE1(rmdir, const char __user *, pathname)
{
	return do_rmdir(AT_FDCWD, getname(pathname));
}

/* unlink(2) of "name/": a directory can't be unlinked, and anything else is not one. */
static int unlink_slashes_error(const struct dentry *dentry)
{
	if (d_is_negative(dentry))
		return -ENOENT;
	return d_is_dir(dentry) ? -EISDIR : -ENOTDIR;
}

int do_unlinkat(int dfd, struct filename *name)
{
	struct inode *inode = NULL;
	struct dentry *dentry;
	struct path path;
	struct qstr last;
	int type, err;

	err = filename_parentat(dfd, name, 0, &path, &last, &type);
	if (err)
		goto put_name;
	err = -EISDIR;
	if (type != LAST_NORM)
		goto put_path;
	err = mnt_want_write(path.mnt);
	if (err)
		goto put_path;
	inode_lock_nested(d_inode(path.dentry), I_MUTEX_PARENT);
	dentry = lookup_one_qstr(&last, path.dentry, 0);
	err = PTR_ERR_OR_ZERO(dentry);
	if (!err) {
		if (last.name[last.len] || d_is_negative(dentry)) {
			err = unlink_slashes_error(dentry);
		} else {
			/* Held, so that a large file's pages are freed without the lock. */
			inode = d_inode(dentry);
			ihold(inode);
			err = vfs_unlink(&init_user_ns, d_inode(path.dentry), dentry, NULL);
		}
		dput(dentry);
	}
	inode_unlock(d_inode(path.dentry));
	iput(inode);
	mnt_drop_write(path.mnt);
put_path:
	path_put(&path);
put_name:
	putname(name);
	return err;
}

SYSCALL_DEFINE3(unlinkat, int, dfd, const char __user *, pathname, int, flag)
{
	if (flag & ~AT_REMOVEDIR)
		return -EINVAL;
	if (flag & AT_REMOVEDIR)
		return do_rmdir(dfd, getname(pathname));
	return do_unlinkat(dfd, getname(pathname));
}

SYSCALL_DEFINE1(unlink, const char __user *, pathname)
{
	return do_unlinkat(AT_FDCWD, getname(pathname));
}

int do_symlinkat(struct filename *from, int newdfd, struct filename *to)
{
	struct dentry *dentry;
	struct path path;
	int err = PTR_ERR_OR_ZERO(from);

	if (err)
		goto put_names;
	dentry = filename_create(newdfd, to, &path, 0);
	err = PTR_ERR_OR_ZERO(dentry);
	if (!err) {
		err = vfs_symlink(&init_user_ns, d_inode(path.dentry), dentry, from->name);
		done_path_create(&path, dentry);
	}
put_names:
	putname(to);
	putname(from);
	return err;
}

SYSCALL_DEFINE3(symlinkat, const char __user *, oldname, int, newdfd, const char __user *, newname)
{
	return do_symlinkat(getname(oldname), newdfd, getname(newname));
}

SYSCALL_DEFINE2(symlink, const char __user *, oldname, const char __user *, newname)
{
	return do_symlinkat(getname(oldname), AT_FDCWD, getname(newname));
}

int do_linkat(int olddfd, struct filename *old, int newdfd, struct filename *new, int flags)
{
	struct path old_path, new_path;
	struct dentry *dentry;
	int lookup = 0, err = -EINVAL;

	if (flags & ~(AT_SYMLINK_FOLLOW | AT_EMPTY_PATH))
		goto put_names;
	/* A name for a file of which one has but the descriptor would get round its directory. */
	err = -ENOENT;
	if ((flags & AT_EMPTY_PATH) && !capable(CAP_DAC_READ_SEARCH))
		goto put_names;
	if (flags & AT_EMPTY_PATH)
		lookup |= LOOKUP_EMPTY;
	if (flags & AT_SYMLINK_FOLLOW)
		lookup |= LOOKUP_FOLLOW;
	err = filename_lookup(olddfd, old, lookup, &old_path, NULL);
	if (err)
		goto put_names;
	dentry = filename_create(newdfd, new, &new_path, 0);
	err = PTR_ERR_OR_ZERO(dentry);
	if (err)
		goto put_old;
	err = -EXDEV;
	if (old_path.mnt == new_path.mnt)
		err = vfs_link(old_path.dentry, &init_user_ns, d_inode(new_path.dentry), dentry,
			       NULL);
	done_path_create(&new_path, dentry);
put_old:
	path_put(&old_path);
put_names:
	putname(old);
	putname(new);
	return err;
}

SYSCALL_DEFINE5(linkat, int, olddfd, const char __user *, oldname, int, newdfd, const char __user *,
		newname, int, flags)
{
	return do_linkat(olddfd, getname_uflags(oldname, flags), newdfd, getname(newname), flags);
}

SYSCALL_DEFINE2(link, const char __user *, oldname, const char __user *, newname)
{
	return do_linkat(AT_FDCWD, getname(oldname), AT_FDCWD, getname(newname), 0);
}
