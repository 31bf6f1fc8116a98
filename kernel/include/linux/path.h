// SPDX-License-Identifier: MIT
/*
 * struct path: a place in the tree of mounts, and so the only full name of a file's location.
 * A path that is stored holds a reference to both halves: path_get()/path_put().
 */
#ifndef _LINUX_PATH_H
#define _LINUX_PATH_H

#include <linux/types.h>

struct dentry;
struct vfsmount;

struct path {
	struct vfsmount *mnt;
	struct dentry *dentry;
};

/* Both take their two references or drop them; path_put() may sleep (last puts free things). */
void path_get(const struct path *path);
void path_put(const struct path *path);

static inline bool path_equal(const struct path *a, const struct path *b)
{
	return a->mnt == b->mnt && a->dentry == b->dentry;
}

#endif
