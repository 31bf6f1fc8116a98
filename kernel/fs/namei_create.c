// SPDX-License-Identifier: MIT
/*
 * The two halves around making or finding one name in a directory: its parent locked and an entry
 * in hand, for system calls, for the kernel's own file makers (devices, debug files), and for
 * renames.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/string.h>

#include "internal.h"

/*
 * A negative entry for the last component of name, with its directory in *path: referenced, its
 * i_rwsem held, write access to the mount taken. Undone by done_path_create(). lookup_flags may
 * hold LOOKUP_DIRECTORY: a directory is to be made, so slashes at the end are fine. name is not
 * consumed. -EEXIST: it exists already (also for "/" and "."); -EROFS.
 */
struct dentry *filename_create(int dfd, struct filename *name, struct path *path,
			       unsigned int lookup_flags)
{
	bool want_dir = lookup_flags & LOOKUP_DIRECTORY;
	struct dentry *dentry;
	struct qstr last;
	int type, err, readonly;

	err = filename_parentat(dfd, name, 0, path, &last, &type);
	if (err)
		return ERR_PTR(err);
	err = -EEXIST;
	if (type != LAST_NORM)
		goto put_path;

	readonly = mnt_want_write(path->mnt);
	inode_lock_nested(d_inode(path->dentry), I_MUTEX_PARENT);
	dentry = lookup_one_qstr(&last, path->dentry, LOOKUP_CREATE | LOOKUP_EXCL);
	err = PTR_ERR_OR_ZERO(dentry);
	if (err)
		goto unlock;
	err = -EEXIST;
	if (d_is_positive(dentry))
		goto put_dentry;
	err = -ENOENT; /* "name/" can only be made as a directory */
	if (!want_dir && last.name[last.len])
		goto put_dentry;
	err = readonly;
	if (err)
		goto put_dentry;
	return dentry;

put_dentry:
	dput(dentry);
unlock:
	inode_unlock(d_inode(path->dentry));
	if (!readonly)
		mnt_drop_write(path->mnt);
put_path:
	path_put(path);
	return ERR_PTR(err);
}

struct dentry *kern_path_create(int dfd, const char *pathname, struct path *path,
				unsigned int lookup_flags)
{
	struct filename *name = getname_kernel(pathname);
	struct dentry *dentry = filename_create(dfd, name, path, lookup_flags);

	putname(name);
	return dentry;
}
EXPORT_SYMBOL(kern_path_create);

struct dentry *user_path_create(int dfd, const char __user *pathname, struct path *path,
				unsigned int lookup_flags)
{
	struct filename *name = getname(pathname);
	struct dentry *dentry = filename_create(dfd, name, path, lookup_flags);

	putname(name);
	return dentry;
}
EXPORT_SYMBOL(user_path_create);

void done_path_create(struct path *path, struct dentry *dentry)
{
	dput(dentry);
	inode_unlock(d_inode(path->dentry));
	mnt_drop_write(path->mnt);
	path_put(path);
}
EXPORT_SYMBOL(done_path_create);

/*
 * The entry of an existing or new name with its directory in *path, referenced and its i_rwsem
 * held: the caller does inode_unlock(), dput() and path_put(). -EINVAL for "/", "." and "..".
 */
struct dentry *kern_path_locked(const char *pathname, struct path *path)
{
	struct filename *name = getname_kernel(pathname);
	struct dentry *dentry;
	struct qstr last;
	int type, err;

	err = filename_parentat(AT_FDCWD, name, 0, path, &last, &type);
	if (err) {
		dentry = ERR_PTR(err);
		goto put_name;
	}
	if (type != LAST_NORM) {
		path_put(path);
		dentry = ERR_PTR(-EINVAL);
		goto put_name;
	}
	inode_lock_nested(d_inode(path->dentry), I_MUTEX_PARENT);
	dentry = lookup_one_qstr(&last, path->dentry, 0);
	if (IS_ERR(dentry)) {
		inode_unlock(d_inode(path->dentry));
		path_put(path);
	}
put_name:
	putname(name);
	return dentry;
}

/* One name in base, not a path: -EACCES if it has a slash, is empty, "." or "..". */
static int lookup_one_prepare(const char *name, struct dentry *base, int len, struct qstr *this)
{
	if (!len || memchr(name, '/', len) || memchr(name, '\0', len))
		return -EACCES;
	if (name[0] == '.' && (len == 1 || (len == 2 && name[1] == '.')))
		return -EACCES;
	this->name = (const unsigned char *)name;
	this->len = len;
	this->hash = full_name_hash(base, name, len);
	if (base->d_flags & DCACHE_OP_HASH) {
		int err = base->d_op->d_hash(base, this);

		if (err < 0)
			return err;
	}
	return inode_permission(&init_user_ns, d_inode(base), MAY_EXEC);
}

/* The entry called name (len bytes) in base, positive or negative. base's i_rwsem is held. */
struct dentry *lookup_one_len(const char *name, struct dentry *base, int len)
{
	struct qstr this;
	int err = lookup_one_prepare(name, base, len, &this);

	return err ? ERR_PTR(err) : lookup_one_qstr(&this, base, 0);
}
EXPORT_SYMBOL(lookup_one_len);

/* As lookup_one_len(), for a caller without the lock. */
struct dentry *lookup_one_len_unlocked(const char *name, struct dentry *base, int len)
{
	struct dentry *dentry;

	inode_lock_nested(d_inode(base), I_MUTEX_PARENT);
	dentry = lookup_one_len(name, base, len);
	inode_unlock(d_inode(base));
	return dentry;
}
EXPORT_SYMBOL(lookup_one_len_unlocked);

/*
 * Lock the two directories of a rename, an ancestor first. Returns the entry just below one of them
 * that is on the way to the other, which the caller must not rename or replace; NULL if neither is
 * above the other. s_vfs_rename_mutex keeps that so.
 */
struct dentry *lock_rename(struct dentry *one, struct dentry *two)
{
	struct dentry *between;

	if (one == two) {
		inode_lock_nested(d_inode(one), I_MUTEX_PARENT);
		return NULL;
	}
	mutex_lock(&one->d_sb->s_vfs_rename_mutex);
	between = d_ancestor(two, one);
	if (between) {
		inode_lock_nested(d_inode(two), I_MUTEX_PARENT);
		inode_lock_nested(d_inode(one), I_MUTEX_PARENT2);
		return between;
	}
	between = d_ancestor(one, two);
	inode_lock_nested(d_inode(one), I_MUTEX_PARENT);
	inode_lock_nested(d_inode(two), I_MUTEX_PARENT2);
	return between;
}
EXPORT_SYMBOL(lock_rename);

void unlock_rename(struct dentry *one, struct dentry *two)
{
	inode_unlock(d_inode(one));
	if (one != two) {
		inode_unlock(d_inode(two));
		mutex_unlock(&one->d_sb->s_vfs_rename_mutex);
	}
}
EXPORT_SYMBOL(unlock_rename);
