// SPDX-License-Identifier: MIT
/*
 * From a path name to a place: walking, and the two halves of creating or removing a name.
 *
 * Everything here may sleep. A struct path that comes back holds references (path_put()).
 */
#ifndef _LINUX_NAMEI_H
#define _LINUX_NAMEI_H

#include <linux/dcache.h>
#include <linux/fcntl.h>
#include <linux/path.h>

/* Symbolic links followed in one walk before ELOOP: path_resolution(7). */
#define MAXSYMLINKS 40

enum { LAST_NORM, LAST_ROOT, LAST_DOT, LAST_DOTDOT };

#define LOOKUP_FOLLOW	 0x0001 /* follow a link that is the last component */
#define LOOKUP_DIRECTORY 0x0002 /* the result must be a directory */
#define LOOKUP_AUTOMOUNT 0x0004 /* accepted for its callers; there are no automounts */
#define LOOKUP_EMPTY	 0x4000 /* "" is allowed and means the starting point */
#define LOOKUP_DOWN	 0x8000 /* cross a mount that covers the starting point */

/* Passed on to d_revalidate and lookup: what the walk is for. */
#define LOOKUP_REVAL	     0x0020
#define LOOKUP_OPEN	     0x0100
#define LOOKUP_CREATE	     0x0200
#define LOOKUP_EXCL	     0x0400
#define LOOKUP_RENAME_TARGET 0x0800
#define LOOKUP_PARENT	     0x0010

/* openat2(2)'s RESOLVE_* rules. */
#define LOOKUP_NO_SYMLINKS   0x010000
#define LOOKUP_NO_MAGICLINKS 0x020000
#define LOOKUP_NO_XDEV	     0x040000
#define LOOKUP_BENEATH	     0x080000
#define LOOKUP_IN_ROOT	     0x100000
#define LOOKUP_IS_SCOPED     (LOOKUP_BENEATH | LOOKUP_IN_ROOT)

int user_path_at_empty(int dfd, const char __user *name, unsigned int flags, struct path *path,
		       int *empty);

static inline int user_path_at(int dfd, const char __user *name, unsigned int flags,
			       struct path *path)
{
	return user_path_at_empty(dfd, name, flags, path, NULL);
}

int kern_path(const char *name, unsigned int flags, struct path *path);
int vfs_path_lookup(struct dentry *dentry, struct vfsmount *mnt, const char *name,
		    unsigned int flags, struct path *path);

/*
 * The parent directory of a name that is to be made: locked, write access to the mount taken,
 * and a negative dentry returned (-EEXIST if it exists). done_path_create() undoes all three.
 */
struct dentry *kern_path_create(int dfd, const char *pathname, struct path *path,
				unsigned int lookup_flags);
struct dentry *user_path_create(int dfd, const char __user *pathname, struct path *path,
				unsigned int lookup_flags);
void done_path_create(struct path *path, struct dentry *dentry);

/* The named entry, with its parent in path and the parent's i_rwsem held for the caller. */
struct dentry *kern_path_locked(const char *name, struct path *path);

struct dentry *lookup_one_len(const char *name, struct dentry *base, int len);
struct dentry *lookup_one_len_unlocked(const char *name, struct dentry *base, int len);

int follow_down(struct path *path);
int follow_up(struct path *path);

struct dentry *lock_rename(struct dentry *one, struct dentry *two);
void unlock_rename(struct dentry *one, struct dentry *two);

/* For get_link of a magic link: go to path (whose references are consumed). */
int nd_jump_link(const struct path *path);

#endif
