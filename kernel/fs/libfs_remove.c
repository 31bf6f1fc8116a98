// SPDX-License-Identifier: MIT
/*
 * Ready-made pieces for small file systems, continued: a whole tree of pinned names goes at once.
 */
#include <linux/dcache.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/spinlock.h>

#include "internal.h"

static struct dentry *first_child(struct dentry *dir)
{
	struct dentry *child, *found = NULL;

	spin_lock(&dcache_lock);
	list_for_each_entry (child, &dir->d_subdirs, d_child) {
		if (simple_positive(child)) {
			found = dget(child);
			break;
		}
	}
	spin_unlock(&dcache_lock);
	return found;
}

/* Nothing is made in dentry from now on. One of its entries, referenced; NULL if it has none. */
static struct dentry *close_and_descend(struct dentry *dentry)
{
	struct inode *inode = d_inode(dentry);
	struct dentry *child;

	if (!d_is_dir(dentry))
		return NULL;
	inode_lock(inode);
	inode->i_flags |= S_DEAD;
	child = first_child(dentry);
	inode_unlock(inode);
	return child;
}

/* Takes one name, which has nothing below it, out of its directory, unless somebody else has. */
static void remove_name(struct dentry *parent, struct dentry *victim,
			void (*callback)(struct dentry *))
{
	struct inode *dir = d_inode(parent), *inode = d_inode(victim);

	inode_lock_nested(dir, I_MUTEX_PARENT);
	if (simple_positive(victim)) {
		if (d_is_dir(victim))
			drop_nlink(dir); /* ".." */
		clear_nlink(inode);
		inode->i_ctime = dir->i_ctime = dir->i_mtime = current_time(dir);
		d_invalidate(victim);
		if (callback)
			callback(victim);
		dput(victim); /* the pin */
	}
	inode_unlock(dir);
}

/*
 * Removes dentry, which is no root, and all below it, the deepest first. Each name's pin is
 * dropped; callback, if not NULL, is called for each before that, with its directory locked, when
 * it can't be found any more. The caller holds a reference or knows that the pin is its own.
 */
void simple_recursive_removal(struct dentry *dentry, void (*callback)(struct dentry *))
{
	struct dentry *at = dget(dentry), *child, *parent;
	bool done;

	do {
		while ((child = close_and_descend(at))) {
			dput(at); /* its child keeps it */
			at = child;
		}
		parent = dget_parent(at);
		remove_name(parent, at, callback);
		done = at == dentry;
		dput(at);
		at = parent;
	} while (!done);
	dput(at);
}
EXPORT_SYMBOL(simple_recursive_removal);
