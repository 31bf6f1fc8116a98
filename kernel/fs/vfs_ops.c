// SPDX-License-Identifier: MIT
/*
 * Making, removing and renaming names: the checks that hold in every file system, around the
 * directory's inode_operations.
 *
 * The caller holds the i_rwsem of the directories exclusive and write access to the mount, and
 * gives entries that it looked up under that lock. The calls on paths are in namei_calls.c.
 */
#include <linux/capability.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/namei.h>

#include "internal.h"

/* A regular file. mode has had the umask taken off. */
int vfs_create(struct user_namespace *mnt_userns, struct inode *dir, struct dentry *dentry,
	       umode_t mode, bool want_excl)
{
	int err = may_create(dir, dentry);

	if (err)
		return err;
	if (!dir->i_op->create)
		return -EACCES;
	return dir->i_op->create(mnt_userns, dir, dentry, (mode & S_IALLUGO) | S_IFREG, want_excl);
}
EXPORT_SYMBOL(vfs_create);

/* -EPERM: a device without CAP_MKNOD, or the file system has no special files. */
int vfs_mknod(struct user_namespace *mnt_userns, struct inode *dir, struct dentry *dentry,
	      umode_t mode, dev_t dev)
{
	int err = may_create(dir, dentry);

	if (err)
		return err;
	if ((S_ISCHR(mode) || S_ISBLK(mode)) && !capable(CAP_MKNOD))
		return -EPERM;
	if (!dir->i_op->mknod)
		return -EPERM;
	return dir->i_op->mknod(mnt_userns, dir, dentry, mode, dev);
}
EXPORT_SYMBOL(vfs_mknod);

int vfs_mkdir(struct user_namespace *mnt_userns, struct inode *dir, struct dentry *dentry,
	      umode_t mode)
{
	int err = may_create(dir, dentry);

	if (err)
		return err;
	if (!dir->i_op->mkdir)
		return -EPERM;
	return dir->i_op->mkdir(mnt_userns, dir, dentry, mode & (S_IRWXUGO | S_ISVTX));
}
EXPORT_SYMBOL(vfs_mkdir);

int vfs_symlink(struct user_namespace *mnt_userns, struct inode *dir, struct dentry *dentry,
		const char *target)
{
	int err = may_create(dir, dentry);

	if (err)
		return err;
	if (!dir->i_op->symlink)
		return -EPERM;
	return dir->i_op->symlink(mnt_userns, dir, dentry, target);
}
EXPORT_SYMBOL(vfs_symlink);

/* A second name for old. delegated is for leases, of which there are none: it stays as it is. */
int vfs_link(struct dentry *old, struct user_namespace *mnt_userns, struct inode *dir,
	     struct dentry *dentry, struct inode **delegated)
{
	struct inode *inode = d_inode(old);
	int err;

	if (!inode)
		return -ENOENT;
	err = may_create(dir, dentry);
	if (err)
		return err;
	if (dir->i_sb != inode->i_sb)
		return -EXDEV;
	if (IS_APPEND(inode) || IS_IMMUTABLE(inode) || !dir->i_op->link || S_ISDIR(inode->i_mode))
		return -EPERM;
	inode_lock(inode);
	/* Its last name may have gone since the walk: there is nothing left to link to. */
	err = inode->i_nlink ? dir->i_op->link(old, dir, dentry) : -ENOENT;
	inode_unlock(inode);
	return err;
}
EXPORT_SYMBOL(vfs_link);

/* -EBUSY: something is mounted on it. */
int vfs_unlink(struct user_namespace *mnt_userns, struct inode *dir, struct dentry *dentry,
	       struct inode **delegated)
{
	struct inode *target = d_inode(dentry);
	int err = may_delete(dir, dentry, false);

	if (err)
		return err;
	if (!dir->i_op->unlink)
		return -EPERM;
	inode_lock(target);
	if (d_mountpoint(dentry))
		err = -EBUSY;
	else
		err = dir->i_op->unlink(dir, dentry);
	if (!err)
		dont_mount(dentry);
	inode_unlock(target);
	if (!err)
		d_delete(dentry);
	return err;
}
EXPORT_SYMBOL(vfs_unlink);

int vfs_rmdir(struct user_namespace *mnt_userns, struct inode *dir, struct dentry *dentry)
{
	int err = may_delete(dir, dentry, true);

	if (err)
		return err;
	if (!dir->i_op->rmdir)
		return -EPERM;
	dget(dentry);
	inode_lock(d_inode(dentry));
	if (d_mountpoint(dentry)) {
		err = -EBUSY;
		goto unlock;
	}
	err = dir->i_op->rmdir(dir, dentry);
	if (err)
		goto unlock;
	shrink_dcache_parent(dentry);
	d_inode(dentry)->i_flags |= S_DEAD; /* who has it open can't make files in it */
	dont_mount(dentry);
unlock:
	inode_unlock(d_inode(dentry));
	dput(dentry);
	if (!err)
		d_delete(dentry);
	return err;
}
EXPORT_SYMBOL(vfs_rmdir);

/* What must hold of the two entries before a rename; *noop when there is nothing to do. */
static int may_rename(const struct renamedata *rd, bool *noop)
{
	struct inode *source = d_inode(rd->old_dentry);
	struct inode *target = d_inode(rd->new_dentry);
	bool is_dir = d_is_dir(rd->old_dentry);
	int err;

	*noop = source == target;
	if (*noop)
		return 0; /* rename(2): two names of one file stay as they are */
	err = may_delete(rd->old_dir, rd->old_dentry, is_dir);
	if (err)
		return err;
	if (!target)
		err = may_create(rd->new_dir, rd->new_dentry);
	else if (rd->flags & RENAME_EXCHANGE)
		err = may_delete(rd->new_dir, rd->new_dentry, d_is_dir(rd->new_dentry));
	else
		err = may_delete(rd->new_dir, rd->new_dentry, is_dir);
	if (err)
		return err;
	if (!rd->old_dir->i_op->rename)
		return -EPERM;
	/* A directory that changes parents has its ".." rewritten: that is writing to it. */
	if (rd->old_dir == rd->new_dir)
		return 0;
	if (is_dir)
		err = inode_permission(&init_user_ns, source, MAY_WRITE);
	if (!err && (rd->flags & RENAME_EXCHANGE) && d_is_dir(rd->new_dentry))
		err = inode_permission(&init_user_ns, target, MAY_WRITE);
	return err;
}

/* Lock what is moved and what it replaces, as far as they are not directories being walked. */
static void lock_renamed(const struct renamedata *rd, bool lock)
{
	struct inode *source = d_inode(rd->old_dentry);
	struct inode *target = d_inode(rd->new_dentry);
	bool exchange = rd->flags & RENAME_EXCHANGE;

	if (!d_is_dir(rd->old_dentry) || exchange) {
		if (lock)
			lock_two_nondirectories(source, target);
		else
			unlock_two_nondirectories(source, target);
	} else if (target) {
		if (lock)
			inode_lock(target);
		else
			inode_unlock(target);
	}
}

/*
 * rename(2) between two looked up entries. Locks: lock_rename(). -EBUSY: one is a mount point.
 */
int vfs_rename(struct renamedata *rd)
{
	struct dentry *old = rd->old_dentry, *new = rd->new_dentry;
	bool exchange = rd->flags & RENAME_EXCHANGE;
	bool noop;
	int err = may_rename(rd, &noop);

	if (err || noop)
		return err;
	dget(new);
	lock_renamed(rd, true);
	err = -EBUSY;
	if (d_mountpoint(old) || d_mountpoint(new))
		goto unlock;
	if (d_is_dir(old) && !exchange && d_inode(new))
		shrink_dcache_parent(new);
	err = rd->old_dir->i_op->rename(rd->new_mnt_userns, rd->old_dir, old, rd->new_dir, new,
					rd->flags);
	if (err)
		goto unlock;
	if (exchange) {
		d_exchange(old, new);
		goto unlock;
	}
	if (d_inode(new)) {
		if (d_is_dir(old))
			d_inode(new)->i_flags |= S_DEAD;
		dont_mount(new);
	}
	d_move(old, new);
unlock:
	lock_renamed(rd, false);
	dput(new);
	return err;
}
EXPORT_SYMBOL(vfs_rename);

/* The text of a link for readlink(2) and the kernel's own use; do_delayed_call(done) after it. */
const char *vfs_get_link(struct dentry *dentry, struct delayed_call *done)
{
	struct inode *inode = d_inode(dentry);

	if (!d_is_symlink(dentry))
		return ERR_PTR(-EINVAL);
	if (inode->i_link)
		return inode->i_link;
	if (!inode->i_op->get_link)
		return ERR_PTR(-EINVAL);
	return inode->i_op->get_link(dentry, inode, done);
}
EXPORT_SYMBOL(vfs_get_link);
