// SPDX-License-Identifier: MIT
/*
 * The path walk: from a name to a place (path_resolution(7)).
 *
 * A walk holds references to where it is (nd->path) at every moment, and no lock between
 * components; so a rename elsewhere may carry it along, as POSIX allows. Symbolic links are walked
 * with an explicit stack: their text is walked in place of the component, then the rest of the
 * name that led there. MAXSYMLINKS bounds their number, PATH_MAX the text of each.
 *
 *   nd_start        "/" or the working directory or a descriptor
 *   nd_walk_parent  all components but the last
 *   nd_walk_last    the last; a link there comes back as text to start over with
 *   nd_complete     scope rules of openat2(2) hold at the end too
 */
#include <linux/bug.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/fs_struct.h>
#include <linux/limits.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "internal.h"
#include "nameidata.h"

/* root, if not NULL, is what both "/" and relative names start from. Always succeeds. */
void nd_begin(struct nameidata *nd, int dfd, struct filename *name, unsigned int flags,
	      const struct path *root)
{
	memset(nd, 0, offsetof(struct nameidata, internal));
	nd->dfd = dfd;
	nd->name = name;
	nd->flags = flags;
	nd->links = nd->internal;
	if (root) {
		nd->root = *root;
		path_get(&nd->root);
	}
	nd->outer = current->nameidata;
	current->nameidata = nd;
}

/* The text of the innermost link is done with. */
void nd_drop_link(struct nameidata *nd)
{
	struct saved_link *saved = &nd->links[--nd->depth];

	do_delayed_call(&saved->done);
	path_put(&saved->link);
}

/* Give back all that the walk holds. */
void nd_end(struct nameidata *nd)
{
	while (nd->depth)
		nd_drop_link(nd);
	path_put(&nd->path);
	path_put(&nd->root);
	if (nd->links != nd->internal)
		kfree(nd->links);
	current->nameidata = nd->outer;
}

/* Be at path from now on, consuming its references. */
void nd_set_path(struct nameidata *nd, struct path path)
{
	path_put(&nd->path);
	nd->path = path;
}

/* Hand the walk's references to its place over to the caller; the walk is at its end. */
static struct path nd_take_path(struct nameidata *nd)
{
	struct path path = nd->path;

	nd->path = (struct path){NULL, NULL};
	return path;
}

/* Know what "/" is from here on. */
void nd_set_root(struct nameidata *nd)
{
	if (!nd->root.mnt)
		get_fs_root(current->fs, &nd->root);
}

/* An absolute name or link: to the root. -EXDEV when openat2(2)'s rules forbid. */
int nd_jump_root(struct nameidata *nd)
{
	if (nd->flags & LOOKUP_BENEATH)
		return -EXDEV;
	nd_set_root(nd);
	if ((nd->flags & LOOKUP_NO_XDEV) && nd->path.mnt && nd->path.mnt != nd->root.mnt)
		return -EXDEV;
	path_get(&nd->root);
	nd_set_path(nd, nd->root);
	return 0;
}

/* For a magic link's get_link: the walk goes on at path, whose references are consumed. */
int nd_jump_link(const struct path *path)
{
	struct nameidata *nd = current->nameidata;
	int err = 0;

	if (WARN_ON(!nd)) {
		path_put(path);
		return -EINVAL; /* get_link was called by something that does not walk */
	}
	if (nd->flags & LOOKUP_NO_MAGICLINKS)
		err = -ELOOP;
	else if ((nd->flags & LOOKUP_NO_XDEV) && nd->path.mnt != path->mnt)
		err = -EXDEV;
	else if (nd->flags & LOOKUP_IS_SCOPED)
		err = -EXDEV;
	if (err) {
		path_put(path);
		return err;
	}
	nd_set_path(nd, *path);
	return 0;
}

/* Where a descriptor says to start: any file for an empty name, otherwise a directory. */
static int nd_start_at_fd(struct nameidata *nd, bool empty)
{
	struct fd f = fdget_raw(nd->dfd);
	int err = 0;

	if (!f.file)
		return -EBADF;
	if (!empty && !d_can_lookup(f.file->f_path.dentry)) {
		err = -ENOTDIR;
	} else {
		nd->path = f.file->f_path;
		path_get(&nd->path);
	}
	fdput(f);
	return err;
}

/* The first place of the walk. Returns the name to walk from there, or ERR_PTR. */
const char *nd_start(struct nameidata *nd)
{
	const char *name = nd->name->name;
	int err = 0;

	if (nd->root.mnt) {
		if (*name && !d_can_lookup(nd->root.dentry))
			return ERR_PTR(-ENOTDIR);
		path_get(&nd->root);
		nd->path = nd->root;
		return name;
	}
	if (*name == '/' && !(nd->flags & LOOKUP_IN_ROOT)) {
		err = nd_jump_root(nd);
		return err ? ERR_PTR(err) : name;
	}
	if (nd->dfd == AT_FDCWD)
		get_fs_pwd(current->fs, &nd->path);
	else
		err = nd_start_at_fd(nd, !*name);
	if (err)
		return ERR_PTR(err);
	if (nd->flags & LOOKUP_IS_SCOPED) {
		nd->root = nd->path;
		path_get(&nd->root);
	}
	return name;
}

/* --------------------------------------------------------------------------------- whole names */

/* Take the first component off name, into nd->last. Returns its length; -ENAMETOOLONG. */
static int next_component(struct nameidata *nd, const char *name)
{
	size_t len = strchrnul(name, '/') - name;
	struct dentry *dir = nd->path.dentry;

	nd->last_type = LAST_NORM;
	if (len == 1 && name[0] == '.')
		nd->last_type = LAST_DOT;
	else if (len == 2 && name[0] == '.' && name[1] == '.')
		nd->last_type = LAST_DOTDOT;
	if (len > NAME_MAX)
		return -ENAMETOOLONG;
	nd->last.name = (const unsigned char *)name;
	nd->last.len = len;
	nd->last.hash = full_name_hash(dir, name, len);
	if (nd->last_type == LAST_NORM && (dir->d_flags & DCACHE_OP_HASH)) {
		int err = dir->d_op->d_hash(dir, &nd->last);

		if (err < 0)
			return err;
	}
	return len;
}

static const char *skip_slashes(const char *name)
{
	while (*name == '/')
		name++;
	return name;
}

/*
 * Walk all of name but its last component, which is left in nd->last and nd->last_type (LAST_ROOT
 * if there is none). Slashes after the last stay behind it in the text: nd->last.name[len].
 */
int nd_walk_parent(struct nameidata *nd, const char *name)
{
	unsigned int outer = nd->depth; /* links below this are the last components of others */

	if (IS_ERR(name))
		return PTR_ERR(name);
	nd->last_type = LAST_ROOT;
	name = skip_slashes(name);
	if (!*name)
		return 0;

	for (;;) {
		const char *rest, *link;
		int len;

		if (!d_can_lookup(nd->path.dentry))
			return -ENOTDIR;
		len = path_permission(&nd->path, MAY_EXEC);
		if (len)
			return len;
		len = next_component(nd, name);
		if (len < 0)
			return len;
		rest = skip_slashes(name + len);

		if (!*rest && nd->depth == outer)
			return 0;
		link = nd_walk_last(nd, 0);
		if (IS_ERR(link))
			return PTR_ERR(link);
		if (link) {
			nd->links[nd->depth - 1].rest = rest;
			rest = skip_slashes(link);
		}
		/* Back out of links whose text ends here: only a link with a rest was entered. */
		while (!*rest && nd->depth > outer) {
			rest = nd->links[nd->depth - 1].rest;
			nd_drop_link(nd);
		}
		name = rest;
	}
}

/* The walk is over: where it came out must be inside its scope (RESOLVE_BENEATH, _IN_ROOT). */
int nd_complete(struct nameidata *nd)
{
	struct path at;
	bool inside;

	if (!(nd->flags & LOOKUP_IS_SCOPED))
		return 0;
	spin_lock(&mount_lock);
	spin_lock(&dcache_lock);
	at = nd->path;
	while (!path_equal(&at, &nd->root)) {
		if (at.dentry != at.mnt->mnt_root && !IS_ROOT(at.dentry))
			at.dentry = at.dentry->d_parent;
		else if (!path_up_locked(&at))
			break;
	}
	inside = path_equal(&at, &nd->root);
	spin_unlock(&dcache_lock);
	spin_unlock(&mount_lock);
	return inside ? 0 : -EXDEV;
}

/* A name that ends in a slash names a directory, through a link if need be. */
static void note_trailing_slash(struct nameidata *nd)
{
	if (nd->last_type == LAST_NORM && nd->last.name[nd->last.len])
		nd->flags |= LOOKUP_FOLLOW | LOOKUP_DIRECTORY;
}

static int walk_to_end(struct nameidata *nd)
{
	const char *text = nd_start(nd);
	int err;

	if (!IS_ERR(text) && (nd->flags & LOOKUP_DOWN))
		follow_down(&nd->path);
	do {
		err = nd_walk_parent(nd, text);
		if (err)
			return err;
		note_trailing_slash(nd);
		text = nd_walk_last(nd, WALK_TRAILING);
	} while (!IS_ERR_OR_NULL(text));
	if (IS_ERR(text))
		return PTR_ERR(text);
	if ((nd->flags & LOOKUP_DIRECTORY) && !d_can_lookup(nd->path.dentry))
		return -ENOTDIR;
	return nd_complete(nd);
}

/*
 * The place that name leads to, referenced, in *path. root: see nd_begin(). Consumes nothing of
 * name, which may be an ERR_PTR.
 */
int filename_lookup(int dfd, struct filename *name, unsigned int flags, struct path *path,
		    const struct path *root)
{
	struct nameidata nd;
	int err;

	if (IS_ERR(name))
		return PTR_ERR(name);
	nd_begin(&nd, dfd, name, flags, root);
	err = walk_to_end(&nd);
	if (!err)
		*path = nd_take_path(&nd);
	nd_end(&nd);
	return err;
}

/*
 * The directory that holds the last component, referenced, in *parent, and the component in *last
 * (pointing into name) and *type.
 */
int filename_parentat(int dfd, struct filename *name, unsigned int flags, struct path *parent,
		      struct qstr *last, int *type)
{
	struct nameidata nd;
	int err;

	if (IS_ERR(name))
		return PTR_ERR(name);
	nd_begin(&nd, dfd, name, flags | LOOKUP_PARENT, NULL);
	err = nd_walk_parent(&nd, nd_start(&nd));
	if (!err && !d_can_lookup(nd.path.dentry))
		err = -ENOTDIR;
	if (!err)
		err = nd_complete(&nd);
	if (!err) {
		*parent = nd_take_path(&nd);
		*last = nd.last;
		*type = nd.last_type;
	}
	nd_end(&nd);
	return err;
}

int user_path_at_empty(int dfd, const char __user *name, unsigned int flags, struct path *path,
		       int *empty)
{
	struct filename *filename = getname_flags(name, flags, empty);
	int err = filename_lookup(dfd, filename, flags, path, NULL);

	putname(filename);
	return err;
}
EXPORT_SYMBOL(user_path_at_empty);

int kern_path(const char *name, unsigned int flags, struct path *path)
{
	struct filename *filename = getname_kernel(name);
	int err = filename_lookup(AT_FDCWD, filename, flags, path, NULL);

	putname(filename);
	return err;
}
EXPORT_SYMBOL(kern_path);

/* As kern_path(), from dentry in mnt instead of the root and the working directory. */
int vfs_path_lookup(struct dentry *dentry, struct vfsmount *mnt, const char *name,
		    unsigned int flags, struct path *path)
{
	struct path root = {mnt, dentry};
	struct filename *filename = getname_kernel(name);
	int err = filename_lookup(AT_FDCWD, filename, flags, path, &root);

	putname(filename);
	return err;
}
EXPORT_SYMBOL(vfs_path_lookup);
