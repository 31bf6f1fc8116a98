// SPDX-License-Identifier: MIT
/*
 * Who may do what with a file: path_resolution(7), "Permissions", and capabilities(7).
 *
 * mask is MAY_READ, MAY_WRITE, MAY_EXEC in any mixture. Ids are the fs ids of the caller's
 * credentials, which access(2) replaces by the real ones.
 */
#include <linux/capability.h>
#include <linux/cred.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/mount.h>
#include <linux/namei.h>

#include "internal.h"

/* Permission bits of the class that the caller falls in: owner, group, others. */
static int mode_permission(const struct inode *inode, int mask)
{
	unsigned int mode = inode->i_mode;

	mask &= MAY_READ | MAY_WRITE | MAY_EXEC;
	if (uid_eq(current_fsuid(), inode->i_uid))
		mode >>= 6;
	else if (in_group_p(inode->i_gid))
		mode >>= 3;
	return mask & ~mode ? -EACCES : 0;
}

/*
 * The usual rule: mode bits, then capabilities. CAP_DAC_READ_SEARCH reads anything and searches
 * directories; CAP_DAC_OVERRIDE does all, except executing a file that nobody may execute.
 */
int generic_permission(struct user_namespace *mnt_userns, struct inode *inode, int mask)
{
	int err = mode_permission(inode, mask);

	if (err != -EACCES)
		return err;
	mask &= MAY_READ | MAY_WRITE | MAY_EXEC;
	if (S_ISDIR(inode->i_mode)) {
		if (!(mask & MAY_WRITE) && capable(CAP_DAC_READ_SEARCH))
			return 0;
		return capable(CAP_DAC_OVERRIDE) ? 0 : -EACCES;
	}
	if (mask == MAY_READ && capable(CAP_DAC_READ_SEARCH))
		return 0;
	if (!(mask & MAY_EXEC) || (inode->i_mode & S_IXUGO))
		return capable(CAP_DAC_OVERRIDE) ? 0 : -EACCES;
	return -EACCES;
}
EXPORT_SYMBOL(generic_permission);

/* -EACCES, -EROFS, -EPERM (immutable), or what the file system says. May sleep. */
int inode_permission(struct user_namespace *mnt_userns, struct inode *inode, int mask)
{
	umode_t mode = inode->i_mode;

	if (mask & MAY_WRITE) {
		if (sb_rdonly(inode->i_sb) && (S_ISREG(mode) || S_ISDIR(mode) || S_ISLNK(mode)))
			return -EROFS;
		if (IS_IMMUTABLE(inode))
			return -EPERM;
	}
	if (inode->i_op->permission)
		return inode->i_op->permission(mnt_userns, inode, mask);
	return generic_permission(mnt_userns, inode, mask);
}
EXPORT_SYMBOL(inode_permission);

int path_permission(const struct path *path, int mask)
{
	return inode_permission(mnt_user_ns(path->mnt), d_inode(path->dentry), mask);
}

/* In a sticky directory only the owners of file and directory (and CAP_FOWNER) may remove. */
static bool sticky_forbids(const struct inode *dir, const struct inode *victim)
{
	if (!(dir->i_mode & S_ISVTX))
		return false;
	if (uid_eq(victim->i_uid, current_fsuid()) || uid_eq(dir->i_uid, current_fsuid()))
		return false;
	return !capable(CAP_FOWNER);
}

/* May the entry be removed from dir (or be renamed away)? dir's i_rwsem is held exclusive. */
int may_delete(struct inode *dir, struct dentry *victim, bool isdir)
{
	struct inode *inode = d_inode(victim);
	int err;

	if (!inode)
		return -ENOENT;
	err = inode_permission(&init_user_ns, dir, MAY_WRITE | MAY_EXEC);
	if (err)
		return err;
	if (IS_APPEND(dir))
		return -EPERM;
	if (sticky_forbids(dir, inode) || IS_APPEND(inode) || IS_IMMUTABLE(inode))
		return -EPERM;
	if (isdir) {
		if (!d_is_dir(victim))
			return -ENOTDIR;
		if (IS_ROOT(victim))
			return -EBUSY;
	} else if (d_is_dir(victim)) {
		return -EISDIR;
	}
	return IS_DEADDIR(dir) ? -ENOENT : 0;
}

/* May child be made in dir? dir's i_rwsem is held exclusive. */
int may_create(struct inode *dir, struct dentry *child)
{
	if (d_really_is_positive(child))
		return -EEXIST;
	if (IS_DEADDIR(dir))
		return -ENOENT;
	return inode_permission(&init_user_ns, dir, MAY_WRITE | MAY_EXEC);
}
