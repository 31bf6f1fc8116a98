// SPDX-License-Identifier: MIT
/*
 * rename(2), renameat(2), renameat2(2).
 */
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/namei.h>
#include <linux/syscalls.h>

#include "internal.h"

/* One side: the directory, and the last component in it. */
struct rename_side {
	struct path dir;
	struct qstr last;
	int type;
	struct dentry *dentry;
};

static bool has_trailing_slash(const struct rename_side *side)
{
	return side->last.name[side->last.len];
}

/*
 * The names' own rules, both entries looked up and the directories locked. between: see
 * lock_rename().
 */
static int check_sides(const struct rename_side *from, const struct rename_side *to,
		       const struct dentry *between, unsigned int flags)
{
	bool exchange = flags & RENAME_EXCHANGE;

	if (d_is_negative(from->dentry))
		return -ENOENT;
	if ((flags & RENAME_NOREPLACE) && d_is_positive(to->dentry))
		return -EEXIST;
	if (exchange && d_is_negative(to->dentry))
		return -ENOENT;
	if (exchange && !d_is_dir(to->dentry) && has_trailing_slash(to))
		return -ENOTDIR;
	if (!d_is_dir(from->dentry)) {
		if (has_trailing_slash(from))
			return -ENOTDIR;
		if (!exchange && has_trailing_slash(to))
			return -ENOTDIR;
	}
	if (from->dentry == between) /* into a directory below itself */
		return -EINVAL;
	if (to->dentry == between) /* onto a directory above it, which is not empty then */
		return exchange ? -EINVAL : -ENOTEMPTY;
	return 0;
}

/* Directories are locked, write access to the mount is held. */
static int rename_locked(struct rename_side *from, struct rename_side *to,
			 const struct dentry *between, unsigned int flags)
{
	struct renamedata rd = {
		.old_mnt_userns = &init_user_ns,
		.old_dir = d_inode(from->dir.dentry),
		.new_mnt_userns = &init_user_ns,
		.new_dir = d_inode(to->dir.dentry),
		.flags = flags,
	};
	int err;

	from->dentry = lookup_one_qstr(&from->last, from->dir.dentry, 0);
	if (IS_ERR(from->dentry))
		return PTR_ERR(from->dentry);
	to->dentry = lookup_one_qstr(&to->last, to->dir.dentry, LOOKUP_RENAME_TARGET);
	err = PTR_ERR_OR_ZERO(to->dentry);
	if (err)
		goto put_from;
	err = check_sides(from, to, between, flags);
	if (!err) {
		rd.old_dentry = from->dentry;
		rd.new_dentry = to->dentry;
		err = vfs_rename(&rd);
	}
	dput(to->dentry);
put_from:
	dput(from->dentry);
	return err;
}

static int do_renameat2(int olddfd, struct filename *old, int newdfd, struct filename *new,
			unsigned int flags)
{
	struct rename_side from, to;
	struct dentry *between;
	int err = -EINVAL;

	if (flags & ~(RENAME_NOREPLACE | RENAME_EXCHANGE))
		goto put_names;
	if ((flags & RENAME_NOREPLACE) && (flags & RENAME_EXCHANGE))
		goto put_names;
	err = filename_parentat(olddfd, old, 0, &from.dir, &from.last, &from.type);
	if (err)
		goto put_names;
	err = filename_parentat(newdfd, new, 0, &to.dir, &to.last, &to.type);
	if (err)
		goto put_from;
	err = -EXDEV;
	if (from.dir.mnt != to.dir.mnt)
		goto put_to;
	err = -EBUSY;
	if (from.type != LAST_NORM)
		goto put_to;
	if (flags & RENAME_NOREPLACE)
		err = -EEXIST;
	if (to.type != LAST_NORM)
		goto put_to;
	err = mnt_want_write(from.dir.mnt);
	if (err)
		goto put_to;
	between = lock_rename(to.dir.dentry, from.dir.dentry);
	err = rename_locked(&from, &to, between, flags);
	unlock_rename(to.dir.dentry, from.dir.dentry);
	mnt_drop_write(from.dir.mnt);
put_to:
	path_put(&to.dir);
put_from:
	path_put(&from.dir);
put_names:
	putname(old);
	putname(new);
	return err;
}

SYSCALL_DEFINE5(renameat2, int, olddfd, const char __user *, oldname, int, newdfd,
		const char __user *, newname, unsigned int, flags)
{
	return do_renameat2(olddfd, getname(oldname), newdfd, getname(newname), flags);
}

SYSCALL_DEFINE4(renameat, int, olddfd, const char __user *, oldname, int, newdfd,
		const char __user *, newname)
{
	return do_renameat2(olddfd, getname(oldname), newdfd, getname(newname), 0);
}

SYSCALL_DEFINE2(rename, const char __user *, oldname, const char __user *, newname)
{
	return do_renameat2(AT_FDCWD, getname(oldname), AT_FDCWD, getname(newname), 0);
}
