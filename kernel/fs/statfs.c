// SPDX-License-Identifier: MIT
/*
 * How full a file system is: statfs(2), fstatfs(2).
 */
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/statfs.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#include "internal.h"

static long statfs_flags(const struct vfsmount *mnt)
{
	unsigned long sb_flags = mnt->mnt_sb->s_flags;
	long flags = ST_VALID;

	if ((mnt->mnt_flags & MNT_READONLY) || (sb_flags & SB_RDONLY))
		flags |= ST_RDONLY;
	if (mnt->mnt_flags & MNT_NOSUID)
		flags |= ST_NOSUID;
	if (mnt->mnt_flags & MNT_NODEV)
		flags |= ST_NODEV;
	if (mnt->mnt_flags & MNT_NOEXEC)
		flags |= ST_NOEXEC;
	if (mnt->mnt_flags & MNT_NOATIME)
		flags |= ST_NOATIME;
	if (mnt->mnt_flags & MNT_NODIRATIME)
		flags |= ST_NODIRATIME;
	if (mnt->mnt_flags & MNT_RELATIME)
		flags |= ST_RELATIME;
	if (sb_flags & SB_SYNCHRONOUS)
		flags |= ST_SYNCHRONOUS;
	if (sb_flags & SB_MANDLOCK)
		flags |= ST_MANDLOCK;
	return flags;
}

/* -ENOSYS: the file system can't tell. */
int vfs_statfs(const struct path *path, struct kstatfs *buf)
{
	struct dentry *dentry = path->dentry;
	int err;

	memset(buf, 0, sizeof(*buf));
	if (!dentry->d_sb->s_op->statfs)
		return -ENOSYS;
	err = dentry->d_sb->s_op->statfs(dentry, buf);
	if (err)
		return err;
	if (!buf->f_frsize)
		buf->f_frsize = buf->f_bsize;
	buf->f_flags = statfs_flags(path->mnt);
	return 0;
}
EXPORT_SYMBOL(vfs_statfs);

static int cp_statfs(const struct kstatfs *st, struct statfs __user *to)
{
	struct statfs buf;

	memset(&buf, 0, sizeof(buf));
	buf.f_type = st->f_type;
	buf.f_bsize = st->f_bsize;
	buf.f_blocks = st->f_blocks;
	buf.f_bfree = st->f_bfree;
	buf.f_bavail = st->f_bavail;
	buf.f_files = st->f_files;
	buf.f_ffree = st->f_ffree;
	buf.f_fsid = st->f_fsid;
	buf.f_namelen = st->f_namelen;
	buf.f_frsize = st->f_frsize;
	buf.f_flags = st->f_flags;
	return copy_to_user(to, &buf, sizeof(buf)) ? -EFAULT : 0;
}

SYSCALL_DEFINE2(statfs, const char __user *, pathname, struct statfs __user *, buf)
{
	struct kstatfs st;
	struct path path;
	int err = user_path_at(AT_FDCWD, pathname, LOOKUP_FOLLOW, &path);

	if (err)
		return err;
	err = vfs_statfs(&path, &st);
	path_put(&path);
	return err ? err : cp_statfs(&st, buf);
}

SYSCALL_DEFINE2(fstatfs, unsigned int, fd, struct statfs __user *, buf)
{
	struct fd f = fdget_raw(fd);
	struct kstatfs st;
	int err;

	if (!f.file)
		return -EBADF;
	err = vfs_statfs(&f.file->f_path, &st);
	fdput(f);
	return err ? err : cp_statfs(&st, buf);
}
