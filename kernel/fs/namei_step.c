// SPDX-License-Identifier: MIT
/*
 * One step of a path walk: a component looked up, and what it turns out to be: a place, a mount
 * over it, a link to follow, "..". Whole names are in namei.c.
 */
#include <linux/bug.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mount.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "internal.h"
#include "nameidata.h"

/* Ask the file system whether a cached entry still holds: it, NULL to look anew, or ERR_PTR. */
static struct dentry *revalidate(struct dentry *dentry, unsigned int flags)
{
	int valid = 1;

	if (dentry->d_flags & DCACHE_OP_REVALIDATE)
		valid = dentry->d_op->d_revalidate(dentry, flags);
	if (valid > 0)
		return dentry;
	if (!valid)
		d_invalidate(dentry);
	dput(dentry);
	return valid ? ERR_PTR(valid) : NULL;
}

static struct dentry *lookup_cached(const struct qstr *name, struct dentry *dir, unsigned int flags)
{
	struct dentry *dentry = d_lookup(dir, name);

	return dentry ? revalidate(dentry, flags) : NULL;
}

/*
 * The entry called name in base, positive or negative, from the cache or from the file system.
 * base's i_rwsem is held exclusive. -ENOENT if base was removed.
 */
struct dentry *lookup_one_qstr(const struct qstr *name, struct dentry *base, unsigned int flags)
{
	struct inode *dir = d_inode(base);
	struct dentry *dentry, *other;

	dentry = lookup_cached(name, base, flags);
	if (dentry)
		return dentry;
	if (IS_DEADDIR(dir))
		return ERR_PTR(-ENOENT);
	if (!dir->i_op->lookup)
		return ERR_PTR(-ENOTDIR);
	dentry = d_alloc(base, name);
	if (!dentry)
		return ERR_PTR(-ENOMEM);
	other = dir->i_op->lookup(dir, dentry, flags);
	if (other) {
		dput(dentry);
		dentry = other;
	}
	return dentry;
}

static struct dentry *lookup_component(struct nameidata *nd)
{
	struct dentry *dir = nd->path.dentry, *dentry;

	dentry = lookup_cached(&nd->last, dir, nd->flags);
	if (dentry)
		return dentry;
	inode_lock(d_inode(dir));
	dentry = lookup_one_qstr(&nd->last, dir, nd->flags);
	inode_unlock(d_inode(dir));
	return dentry;
}

/* Room for one more link on the stack. -ELOOP, -ENOMEM. */
static int reserve_link(struct nameidata *nd)
{
	struct saved_link *more;

	if (nd->links_followed++ >= MAXSYMLINKS)
		return -ELOOP;
	if (nd->links != nd->internal || nd->depth < ARRAY_SIZE(nd->internal))
		return 0;
	more = kmalloc_array(MAXSYMLINKS, sizeof(*more), GFP_KERNEL);
	if (!more)
		return -ENOMEM;
	memcpy(more, nd->internal, sizeof(nd->internal));
	nd->links = more;
	return 0;
}

/*
 * link (consumed) is to be followed. Returns its text, with the walk at the place from which a
 * relative text starts; NULL if the link itself took the walk to its end (a magic link).
 */
static const char *follow_link(struct nameidata *nd, struct path link)
{
	struct inode *inode = d_inode(link.dentry);
	struct saved_link *saved;
	const char *text;
	int err = reserve_link(nd);

	if (!err && ((nd->flags & LOOKUP_NO_SYMLINKS) || (link.mnt->mnt_flags & MNT_NOSYMFOLLOW)))
		err = -ELOOP;
	if (err) {
		path_put(&link);
		return ERR_PTR(err);
	}
	saved = &nd->links[nd->depth++];
	saved->link = link;
	saved->rest = "";
	clear_delayed_call(&saved->done);
	touch_atime(&link);

	text = inode->i_link;
	if (!text && inode->i_op->get_link)
		text = inode->i_op->get_link(link.dentry, inode, &saved->done);
	if (IS_ERR(text))
		return text;
	if (!text) {
		nd_drop_link(nd);
		return NULL;
	}
	if (!*text)
		return ERR_PTR(-ENOENT);
	if (*text == '/') {
		err = nd_jump_root(nd);
		if (err)
			return ERR_PTR(err);
	}
	return text;
}

static bool step_follows(const struct nameidata *nd, int walk)
{
	return !(walk & WALK_TRAILING) || (nd->flags & LOOKUP_FOLLOW);
}

/*
 * Go to dentry (consumed), a child of where the walk is, and over what is mounted there. Returns
 * NULL when the walk is there, the text of a link to be walked first, or ERR_PTR.
 */
const char *nd_step_into(struct nameidata *nd, struct dentry *dentry, int walk)
{
	struct path path = {mntget(nd->path.mnt), dentry};

	follow_down(&path);
	if ((nd->flags & LOOKUP_NO_XDEV) && path.mnt != nd->path.mnt) {
		path_put(&path);
		return ERR_PTR(-EXDEV);
	}
	if (d_is_negative(path.dentry)) {
		path_put(&path);
		return ERR_PTR(-ENOENT);
	}
	if (d_is_symlink(path.dentry) && step_follows(nd, walk))
		return follow_link(nd, path);
	nd_set_path(nd, path);
	return NULL;
}

/* "..": up one, over the edge of a mount where it is one, but never above the root. */
static int step_dotdot(struct nameidata *nd)
{
	struct path path = nd->path;

	nd_set_root(nd);
	path_get(&path);
	while (!path_equal(&path, &nd->root) && path.dentry == path.mnt->mnt_root)
		if (!follow_up(&path))
			break;
	if (path_equal(&path, &nd->root)) {
		if (nd->flags & LOOKUP_BENEATH) {
			path_put(&path);
			return -EXDEV;
		}
	} else if (path.dentry != path.mnt->mnt_root) {
		struct dentry *parent = dget_parent(path.dentry);

		dput(path.dentry);
		path.dentry = parent;
	}
	follow_down(&path);
	if ((nd->flags & LOOKUP_NO_XDEV) && path.mnt != nd->path.mnt) {
		path_put(&path);
		return -EXDEV;
	}
	nd_set_path(nd, path);
	return 0;
}

/* Walk nd->last. As nd_step_into(). */
const char *nd_walk_last(struct nameidata *nd, int walk)
{
	struct dentry *dentry;

	if (nd->last_type == LAST_DOTDOT)
		return ERR_PTR(step_dotdot(nd));
	if (nd->last_type != LAST_NORM)
		return NULL;
	dentry = lookup_component(nd);
	if (IS_ERR(dentry))
		return ERR_CAST(dentry);
	return nd_step_into(nd, dentry, walk);
}
