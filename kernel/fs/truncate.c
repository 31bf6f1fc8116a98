// SPDX-License-Identifier: MIT
/*
 * Changing how long a file is, or how much of it is backed: truncate(2), ftruncate(2),
 * fallocate(2).
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/syscalls.h>
#include <uapi/linux/falloc.h>

#include "internal.h"

/*
 * Set the size. time_attrs: ATTR_MTIME and the like. filp: the open file that it is done through,
 * or NULL. Permission to write is the caller's to have checked.
 */
int do_truncate(struct user_namespace *mnt_userns, struct dentry *dentry, loff_t length,
		unsigned int time_attrs, struct file *filp)
{
	struct inode *inode = d_inode(dentry);
	struct iattr attr = {.ia_valid = ATTR_SIZE | time_attrs, .ia_size = length};
	unsigned int kill;
	int err;

	if (length < 0)
		return -EINVAL;
	if (filp) {
		attr.ia_file = filp;
		attr.ia_valid |= ATTR_FILE;
	}
	inode_lock(inode);
	kill = privs_to_kill(inode);
	if (kill)
		attr.ia_valid |= kill | ATTR_FORCE;
	err = notify_change(mnt_userns, dentry, &attr, NULL);
	inode_unlock(inode);
	return err;
}

int vfs_truncate(const struct path *path, loff_t length)
{
	struct inode *inode = d_inode(path->dentry);
	int err;

	if (S_ISDIR(inode->i_mode))
		return -EISDIR;
	if (!S_ISREG(inode->i_mode))
		return -EINVAL;
	err = mnt_want_write(path->mnt);
	if (err)
		return err;
	err = path_permission(path, MAY_WRITE);
	if (err)
		goto drop_write;
	err = -EPERM;
	if (IS_APPEND(inode))
		goto drop_write;
	err = get_write_access(inode);
	if (err)
		goto drop_write;
	err = do_truncate(&init_user_ns, path->dentry, length, ATTR_MTIME | ATTR_CTIME, NULL);
	put_write_access(inode);
drop_write:
	mnt_drop_write(path->mnt);
	return err;
}
EXPORT_SYMBOL_GPL(vfs_truncate);

SYSCALL_DEFINE2(truncate, const char __user *, pathname, long, length)
{
	struct path path;
	int err;

	if (length < 0)
		return -EINVAL;
	err = user_path_at(AT_FDCWD, pathname, LOOKUP_FOLLOW, &path);
	if (err)
		return err;
	err = vfs_truncate(&path, length);
	path_put(&path);
	return err;
}

SYSCALL_DEFINE2(ftruncate, unsigned int, fd, unsigned long, length)
{
	struct fd f;
	int err;

	if ((loff_t)length < 0)
		return -EINVAL;
	f = fdget(fd);
	if (!f.file)
		return -EBADF;
	err = -EINVAL;
	if (!S_ISREG(file_inode(f.file)->i_mode) || !(f.file->f_mode & FMODE_WRITE))
		goto put;
	err = -EPERM;
	if (IS_APPEND(file_inode(f.file)))
		goto put;
	err = do_truncate(&init_user_ns, file_dentry(f.file), length, ATTR_MTIME | ATTR_CTIME,
			  f.file);
put:
	fdput(f);
	return err;
}

int vfs_fallocate(struct file *file, int mode, loff_t offset, loff_t len)
{
	struct inode *inode = file_inode(file);

	if (offset < 0 || len <= 0)
		return -EINVAL;
	if (mode & ~(FALLOC_FL_KEEP_SIZE | FALLOC_FL_PUNCH_HOLE))
		return -EOPNOTSUPP;
	if ((mode & FALLOC_FL_PUNCH_HOLE) && !(mode & FALLOC_FL_KEEP_SIZE))
		return -EOPNOTSUPP;
	if (!(file->f_mode & FMODE_WRITE))
		return -EBADF;
	if ((mode & ~FALLOC_FL_KEEP_SIZE) && IS_APPEND(inode))
		return -EPERM;
	if (IS_IMMUTABLE(inode))
		return -EPERM;
	if (S_ISFIFO(inode->i_mode))
		return -ESPIPE;
	if (S_ISDIR(inode->i_mode))
		return -EISDIR;
	if (!S_ISREG(inode->i_mode))
		return -ENODEV;
	if (len > inode->i_sb->s_maxbytes || offset > inode->i_sb->s_maxbytes - len)
		return -EFBIG;
	if (!file->f_op->fallocate)
		return -EOPNOTSUPP;
	return file->f_op->fallocate(file, mode, offset, len);
}
EXPORT_SYMBOL_GPL(vfs_fallocate);

SYSCALL_DEFINE4(fallocate, int, fd, int, mode, loff_t, offset, loff_t, len)
{
	struct fd f = fdget(fd);
	int err;

	if (!f.file)
		return -EBADF;
	err = vfs_fallocate(f.file, mode, offset, len);
	fdput(f);
	return err;
}
