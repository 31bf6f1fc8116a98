// SPDX-License-Identifier: MIT
/*
 * What a file is: stat(2), statx(2) and readlink(2) in all their forms.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#include "internal.h"

/* What every inode can tell about itself. */
void generic_fillattr(struct user_namespace *mnt_userns, struct inode *inode, struct kstat *stat)
{
	stat->dev = inode->i_sb->s_dev;
	stat->ino = inode->i_ino;
	stat->mode = inode->i_mode;
	stat->nlink = inode->i_nlink;
	stat->uid = inode->i_uid;
	stat->gid = inode->i_gid;
	stat->rdev = inode->i_rdev;
	stat->size = i_size_read(inode);
	stat->atime = inode->i_atime;
	stat->mtime = inode->i_mtime;
	stat->ctime = inode->i_ctime;
	stat->blksize = 1U << inode->i_blkbits;
	stat->blocks = inode->i_blocks;
}
EXPORT_SYMBOL(generic_fillattr);

int vfs_getattr_nosec(const struct path *path, struct kstat *stat, u32 request_mask,
		      unsigned int query_flags)
{
	struct inode *inode = d_inode(path->dentry);

	memset(stat, 0, sizeof(*stat));
	stat->result_mask = STATX_BASIC_STATS;
	if (inode->i_op->getattr)
		return inode->i_op->getattr(&init_user_ns, path, stat, request_mask, query_flags);
	generic_fillattr(&init_user_ns, inode, stat);
	return 0;
}
EXPORT_SYMBOL(vfs_getattr_nosec);

int vfs_getattr(const struct path *path, struct kstat *stat, u32 request_mask,
		unsigned int query_flags)
{
	return vfs_getattr_nosec(path, stat, request_mask, query_flags);
}
EXPORT_SYMBOL(vfs_getattr);

static int stat_path(const struct path *path, struct kstat *stat, unsigned int flags, u32 mask)
{
	int err = vfs_getattr(path, stat, mask, flags & AT_STATX_SYNC_TYPE);

	stat->mnt_id = mnt_id(path->mnt);
	stat->result_mask |= STATX_MNT_ID;
	if (path->mnt->mnt_root == path->dentry)
		stat->attributes |= STATX_ATTR_MOUNT_ROOT;
	stat->attributes_mask |= STATX_ATTR_MOUNT_ROOT;
	return err;
}

static int vfs_statx(int dfd, struct filename *name, unsigned int flags, struct kstat *stat,
		     u32 mask)
{
	unsigned int lookup = 0;
	struct path path;
	int err;

	if (flags & ~(AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT | AT_EMPTY_PATH | AT_STATX_SYNC_TYPE))
		return -EINVAL;
	if (!(flags & AT_SYMLINK_NOFOLLOW))
		lookup |= LOOKUP_FOLLOW;
	if (flags & AT_EMPTY_PATH)
		lookup |= LOOKUP_EMPTY;
	err = filename_lookup(dfd, name, lookup, &path, NULL);
	if (err)
		return err;
	err = stat_path(&path, stat, flags, mask);
	path_put(&path);
	return err;
}

int vfs_fstat(int fd, struct kstat *stat)
{
	struct fd f = fdget_raw(fd);
	int err;

	if (!f.file)
		return -EBADF;
	err = stat_path(&f.file->f_path, stat, 0, STATX_BASIC_STATS);
	fdput(f);
	return err;
}

static int user_stat(int dfd, const char __user *filename, struct kstat *stat, unsigned int flags)
{
	struct filename *name = getname_uflags(filename, flags);
	int err = vfs_statx(dfd, name, flags | AT_NO_AUTOMOUNT, stat, STATX_BASIC_STATS);

	putname(name);
	return err;
}

int vfs_stat(const char __user *filename, struct kstat *stat)
{
	return user_stat(AT_FDCWD, filename, stat, 0);
}

/* ------------------------------------------------------------------------- struct stat and calls
 */

static int cp_stat(const struct kstat *stat, struct stat __user *to)
{
	struct stat st;

	memset(&st, 0, sizeof(st));
	st.st_dev = new_encode_dev(stat->dev);
	st.st_ino = stat->ino;
	st.st_nlink = stat->nlink;
	st.st_mode = stat->mode;
	st.st_uid = from_kuid_munged(&init_user_ns, stat->uid);
	st.st_gid = from_kgid_munged(&init_user_ns, stat->gid);
	st.st_rdev = new_encode_dev(stat->rdev);
	st.st_size = stat->size;
	st.st_blksize = stat->blksize;
	st.st_blocks = stat->blocks;
	st.st_atime = stat->atime.tv_sec;
	st.st_atime_nsec = stat->atime.tv_nsec;
	st.st_mtime = stat->mtime.tv_sec;
	st.st_mtime_nsec = stat->mtime.tv_nsec;
	st.st_ctime = stat->ctime.tv_sec;
	st.st_ctime_nsec = stat->ctime.tv_nsec;
	return copy_to_user(to, &st, sizeof(st)) ? -EFAULT : 0;
}

SYSCALL_DEFINE2(stat, const char __user *, filename, struct stat __user *, statbuf)
{
	struct kstat stat;
	int err = user_stat(AT_FDCWD, filename, &stat, 0);

	return err ? err : cp_stat(&stat, statbuf);
}

SYSCALL_DEFINE2(lstat, const char __user *, filename, struct stat __user *, statbuf)
{
	struct kstat stat;
	int err = user_stat(AT_FDCWD, filename, &stat, AT_SYMLINK_NOFOLLOW);

	return err ? err : cp_stat(&stat, statbuf);
}

SYSCALL_DEFINE2(fstat, unsigned int, fd, struct stat __user *, statbuf)
{
	struct kstat stat;
	int err = vfs_fstat(fd, &stat);

	return err ? err : cp_stat(&stat, statbuf);
}

SYSCALL_DEFINE4(newfstatat, int, dfd, const char __user *, filename, struct stat __user *, statbuf,
		int, flag)
{
	struct kstat stat;
	int err = user_stat(dfd, filename, &stat, flag);

	return err ? err : cp_stat(&stat, statbuf);
}

static struct statx_timestamp statx_time(struct timespec64 ts)
{
	return (struct statx_timestamp){.tv_sec = ts.tv_sec, .tv_nsec = ts.tv_nsec};
}

static int cp_statx(const struct kstat *stat, struct statx __user *to)
{
	struct statx st;

	memset(&st, 0, sizeof(st));
	st.stx_mask = stat->result_mask;
	st.stx_blksize = stat->blksize;
	st.stx_attributes = stat->attributes;
	st.stx_attributes_mask = stat->attributes_mask;
	st.stx_nlink = stat->nlink;
	st.stx_uid = from_kuid_munged(&init_user_ns, stat->uid);
	st.stx_gid = from_kgid_munged(&init_user_ns, stat->gid);
	st.stx_mode = stat->mode;
	st.stx_ino = stat->ino;
	st.stx_size = stat->size;
	st.stx_blocks = stat->blocks;
	st.stx_atime = statx_time(stat->atime);
	st.stx_btime = statx_time(stat->btime);
	st.stx_ctime = statx_time(stat->ctime);
	st.stx_mtime = statx_time(stat->mtime);
	st.stx_rdev_major = MAJOR(stat->rdev);
	st.stx_rdev_minor = MINOR(stat->rdev);
	st.stx_dev_major = MAJOR(stat->dev);
	st.stx_dev_minor = MINOR(stat->dev);
	st.stx_mnt_id = stat->mnt_id;
	return copy_to_user(to, &st, sizeof(st)) ? -EFAULT : 0;
}

SYSCALL_DEFINE5(statx, int, dfd, const char __user *, filename, unsigned int, flags, unsigned int,
		mask, struct statx __user *, buffer)
{
	struct filename *name;
	struct kstat stat;
	int err;

	if (mask & STATX__RESERVED)
		return -EINVAL;
	if ((flags & AT_STATX_SYNC_TYPE) == AT_STATX_SYNC_TYPE)
		return -EINVAL;
	name = getname_uflags(filename, flags);
	err = vfs_statx(dfd, name, flags, &stat, mask);
	putname(name);
	return err ? err : cp_statx(&stat, buffer);
}

/* ------------------------------------------------------------------------------------- readlink */

/* Copy a link's text, cut to buflen and without a NUL. Returns its length. */
int vfs_readlink(struct dentry *dentry, char __user *buffer, int buflen)
{
	DEFINE_DELAYED_CALL(done);
	const char *text;
	int len;

	if (d_inode(dentry)->i_op->readlink)
		return d_inode(dentry)->i_op->readlink(dentry, buffer, buflen);
	text = vfs_get_link(dentry, &done);
	if (IS_ERR_OR_NULL(text)) {
		len = text ? PTR_ERR(text) : -EINVAL;
	} else {
		len = min_t(size_t, strlen(text), buflen);
		if (copy_to_user(buffer, text, len))
			len = -EFAULT;
	}
	do_delayed_call(&done);
	return len;
}
EXPORT_SYMBOL(vfs_readlink);

static int do_readlinkat(int dfd, const char __user *pathname, char __user *buf, int bufsiz)
{
	struct path path;
	int empty = 0, err;

	if (bufsiz <= 0)
		return -EINVAL;
	err = user_path_at_empty(dfd, pathname, LOOKUP_EMPTY, &path, &empty);
	if (err)
		return err;
	if (d_is_symlink(path.dentry)) {
		touch_atime(&path);
		err = vfs_readlink(path.dentry, buf, bufsiz);
	} else {
		err = empty ? -ENOENT : -EINVAL;
	}
	path_put(&path);
	return err;
}

SYSCALL_DEFINE4(readlinkat, int, dfd, const char __user *, pathname, char __user *, buf, int,
		bufsiz)
{
	return do_readlinkat(dfd, pathname, buf, bufsiz);
}

SYSCALL_DEFINE3(readlink, const char __user *, path, char __user *, buf, int, bufsiz)
{
	return do_readlinkat(AT_FDCWD, path, buf, bufsiz);
}
