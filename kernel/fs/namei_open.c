// SPDX-License-Identifier: MIT
/*
 * The end of a walk for open(2): create the file if asked, check that it may be opened so, open it,
 * truncate it.
 *
 * When O_CREAT is given the last component is looked up and made under the directory's i_rwsem, so
 * that of several creators one wins and the others open what it made (or get EEXIST by O_EXCL).
 * Write access to the mount is taken before the lock; a read-only mount matters only if it turns
 * out that something must be made or truncated.
 */
#include <linux/capability.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/fs_struct.h>
#include <linux/mount.h>

#include "internal.h"
#include "nameidata.h"

/* What the caller may do to an existing file, by its type and its owner's wishes. */
static int may_open(const struct path *path, int acc_mode, int flag)
{
	struct inode *inode = d_inode(path->dentry);
	int err;

	switch (inode->i_mode & S_IFMT) {
	case S_IFLNK:
		return -ELOOP;
	case S_IFDIR:
		if (acc_mode & MAY_WRITE)
			return -EISDIR;
		if (acc_mode & MAY_EXEC)
			return -EACCES;
		break;
	case S_IFBLK:
	case S_IFCHR:
		if ((path->mnt->mnt_flags & MNT_NODEV) || (inode->i_sb->s_flags & SB_NODEV))
			return -EACCES;
		fallthrough;
	case S_IFIFO:
	case S_IFSOCK:
		if (acc_mode & MAY_EXEC)
			return -EACCES;
		break;
	case S_IFREG:
		if ((acc_mode & MAY_EXEC) && path_noexec(path))
			return -EACCES;
		break;
	}
	err = path_permission(path, MAY_OPEN | acc_mode);
	if (err)
		return err;
	if (IS_APPEND(inode)) {
		if ((flag & O_ACCMODE) != O_RDONLY && !(flag & O_APPEND))
			return -EPERM;
		if (flag & O_TRUNC)
			return -EPERM;
	}
	if ((flag & O_NOATIME) && !inode_owner_or_capable(&init_user_ns, inode))
		return -EPERM;
	return 0;
}

/* Nothing may be executed from here: by the mount's flags or the file system's. */
bool path_noexec(const struct path *path)
{
	return (path->mnt->mnt_flags & MNT_NOEXEC) || (path->mnt->mnt_sb->s_flags & SB_NOEXEC);
}

/*
 * The last component with O_CREAT: its entry, made if it did not exist (FMODE_CREATED is then set
 * in file). The directory's i_rwsem is held. writable: 0, or why nothing can be made here.
 */
static struct dentry *lookup_create(struct nameidata *nd, struct file *file,
				    const struct open_flags *op, int writable)
{
	struct dentry *dir = nd->path.dentry;
	struct inode *inode = d_inode(dir);
	umode_t mode = op->mode & ~current_umask();
	struct dentry *dentry;
	int err;

	dentry = lookup_one_qstr(&nd->last, dir, nd->flags);
	if (IS_ERR(dentry) || d_really_is_positive(dentry))
		return dentry;
	err = writable;
	if (!err)
		err = vfs_create(&init_user_ns, inode, dentry, mode, op->open_flag & O_EXCL);
	if (err) {
		dput(dentry);
		return ERR_PTR(err);
	}
	file->f_mode |= FMODE_CREATED;
	return dentry;
}

/* Walk the last component. Returns as nd_step_into(). */
static const char *open_last(struct nameidata *nd, struct file *file, const struct open_flags *op)
{
	struct inode *dir = d_inode(nd->path.dentry);
	struct dentry *dentry;
	int writable;

	if (nd->last_type != LAST_NORM)
		return nd_walk_last(nd, WALK_TRAILING);
	if (!(op->open_flag & O_CREAT)) {
		if (nd->last.name[nd->last.len])
			nd->flags |= LOOKUP_FOLLOW | LOOKUP_DIRECTORY;
		return nd_walk_last(nd, WALK_TRAILING);
	}
	if (nd->last.name[nd->last.len])
		return ERR_PTR(-EISDIR);

	writable = mnt_want_write(nd->path.mnt);
	inode_lock(dir);
	dentry = lookup_create(nd, file, op, writable);
	inode_unlock(dir);
	if (!writable)
		mnt_drop_write(nd->path.mnt);
	if (IS_ERR(dentry))
		return ERR_CAST(dentry);
	return nd_step_into(nd, dentry, WALK_TRAILING);
}

static int handle_truncate(struct file *file)
{
	struct inode *inode = file_inode(file);
	int err = get_write_access(inode);

	if (err)
		return err;
	err = do_truncate(&init_user_ns, file->f_path.dentry, 0,
			  ATTR_MTIME | ATTR_CTIME | ATTR_OPEN, file);
	put_write_access(inode);
	return err;
}

/* The walk has come to the file: open it. */
static int open_here(struct nameidata *nd, struct file *file, const struct open_flags *op)
{
	struct inode *inode = d_inode(nd->path.dentry);
	int acc_mode = op->acc_mode, flag = op->open_flag;
	bool truncate = (flag & O_TRUNC) && S_ISREG(inode->i_mode);
	int err;

	err = nd_complete(nd);
	if (err)
		return err;
	if (flag & O_CREAT) {
		if ((flag & O_EXCL) && !(file->f_mode & FMODE_CREATED))
			return -EEXIST; /* a link too: O_EXCL does not follow it */
		if (d_is_dir(nd->path.dentry))
			return -EISDIR;
	}
	if ((nd->flags & LOOKUP_DIRECTORY) && !d_can_lookup(nd->path.dentry))
		return -ENOTDIR;
	if (file->f_mode & FMODE_CREATED) {
		/* A new file may be opened in any way by its maker, whatever its mode says. */
		truncate = false;
		flag &= ~O_TRUNC;
		acc_mode = 0;
	}
	if (truncate) {
		err = mnt_want_write(nd->path.mnt);
		if (err)
			return err;
	}
	err = may_open(&nd->path, acc_mode, flag);
	if (!err)
		err = vfs_open(&nd->path, file);
	if (!err && truncate)
		err = handle_truncate(file);
	if (truncate)
		mnt_drop_write(nd->path.mnt);
	return err;
}

/* O_PATH: a handle on the place; the file itself is not opened, so nothing about it is checked. */
static int open_o_path(struct nameidata *nd, struct file *file)
{
	int err = nd_complete(nd);

	if (err)
		return err;
	if ((nd->flags & LOOKUP_DIRECTORY) && !d_can_lookup(nd->path.dentry))
		return -ENOTDIR;
	return vfs_open(&nd->path, file);
}

static int walk_and_open(struct nameidata *nd, struct file *file, const struct open_flags *op)
{
	const char *text = nd_start(nd);
	int err;

	do {
		err = nd_walk_parent(nd, text);
		if (err)
			return err;
		text = open_last(nd, file, op);
	} while (!IS_ERR_OR_NULL(text));
	if (IS_ERR(text))
		return PTR_ERR(text);
	return op->open_flag & O_PATH ? open_o_path(nd, file) : open_here(nd, file, op);
}

static struct file *open_name(int dfd, struct filename *name, const struct open_flags *op,
			      const struct path *root)
{
	struct nameidata nd;
	struct file *file;
	int err;

	if (IS_ERR(name))
		return ERR_CAST(name);
	file = alloc_empty_file(op->open_flag, current_cred());
	if (IS_ERR(file))
		return file;
	nd_begin(&nd, dfd, name, op->lookup_flags | op->intent, root);
	err = walk_and_open(&nd, file, op);
	nd_end(&nd);
	if (err) {
		fput(file);
		return ERR_PTR(err);
	}
	return file;
}

/* Open name, which is not consumed and may be an ERR_PTR. */
struct file *do_filp_open(int dfd, struct filename *name, const struct open_flags *op)
{
	return open_name(dfd, name, op, NULL);
}

/* The same from root, which is also what "/" means in links. */
struct file *do_file_open_root(const struct path *root, const char *name,
			       const struct open_flags *op)
{
	struct filename *filename = getname_kernel(name);
	struct file *file = open_name(AT_FDCWD, filename, op, root);

	putname(filename);
	return file;
}
