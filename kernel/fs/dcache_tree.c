// SPDX-License-Identifier: MIT
/*
 * The directory entry cache, continued: what concerns more than one entry. Renames, ancestors,
 * and the end of whole subtrees.
 *
 * All of the tree is stable while dcache_lock is held, so a walk over it needs nothing else.
 */
#include <linux/bug.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/namei.h>
#include <linux/printk.h>

#include "dcache.h"
#include "internal.h"

/* The entry after at in a walk of root's subtree, parents first; NULL at the end. dcache_lock. */
struct dentry *d_next_descendant(struct dentry *at, const struct dentry *root)
{
	if (!list_empty(&at->d_subdirs))
		return list_first_entry(&at->d_subdirs, struct dentry, d_child);
	while (at != root) {
		if (!list_is_last(&at->d_child, &at->d_parent->d_subdirs))
			return list_next_entry(at, d_child);
		at = at->d_parent;
	}
	return NULL;
}

/* Forget every unused entry below parent, and then those that held only such. */
void shrink_dcache_parent(struct dentry *parent)
{
	for (;;) {
		struct dentry *at = parent;

		spin_lock(&dcache_lock);
		do {
			at = d_next_descendant(at, parent);
		} while (at && at->d_lockref.count);
		if (!at) {
			spin_unlock(&dcache_lock);
			return;
		}
		dput(__d_kill(at));
	}
}
EXPORT_SYMBOL(shrink_dcache_parent);

void shrink_dcache_sb(struct super_block *sb)
{
	shrink_dcache_parent(sb->s_root);
}
EXPORT_SYMBOL(shrink_dcache_sb);

/*
 * For file systems that keep every name pinned by one reference (simple_* in libfs.c): drop these
 * references below root. Only when no more names can be made there.
 */
void d_genocide(struct dentry *root)
{
	struct dentry *at = root;

	spin_lock(&dcache_lock);
	while ((at = d_next_descendant(at, root))) {
		if (!simple_positive(at))
			continue;
		spin_lock(&at->d_lock);
		at->d_lockref.count--;
		spin_unlock(&at->d_lock);
	}
	spin_unlock(&dcache_lock);
}
EXPORT_SYMBOL(d_genocide);

/* A mount point at or below root, referenced, or NULL. */
static struct dentry *d_find_mountpoint(struct dentry *root)
{
	struct dentry *at;

	spin_lock(&dcache_lock);
	for (at = root; at && !d_mountpoint(at); at = d_next_descendant(at, root))
		;
	dget(at);
	spin_unlock(&dcache_lock);
	return at;
}

/*
 * What dentry stands for is gone, as its file system has found out: no walk finds it from now on,
 * what is unused below it is forgotten and what is mounted below it is detached. May sleep.
 */
void d_invalidate(struct dentry *dentry)
{
	struct dentry *mountpoint;

	d_drop(dentry);
	if (!dentry->d_inode)
		return;
	shrink_dcache_parent(dentry);
	while ((mountpoint = d_find_mountpoint(dentry))) {
		detach_mounts(mountpoint);
		dput(mountpoint);
	}
}
EXPORT_SYMBOL(d_invalidate);

/* dcache_lock is held. See d_ancestor(). */
static struct dentry *__d_ancestor(struct dentry *ancestor, struct dentry *child)
{
	struct dentry *at;

	for (at = child; !IS_ROOT(at); at = at->d_parent)
		if (at->d_parent == ancestor)
			return at;
	return NULL;
}

/* The entry on the way from child up to ancestor that lies just below it; NULL if none does. */
struct dentry *d_ancestor(struct dentry *ancestor, struct dentry *child)
{
	struct dentry *found;

	spin_lock(&dcache_lock);
	found = __d_ancestor(ancestor, child);
	spin_unlock(&dcache_lock);
	return found;
}

bool is_subdir(struct dentry *child, struct dentry *ancestor)
{
	return child == ancestor || d_ancestor(ancestor, child);
}
EXPORT_SYMBOL(is_subdir);

/*
 * Rename dentry to where target is. target is left unhashed under its old parent. The old parent
 * is held by the caller, so the reference taken from it here is not its last. dcache_lock.
 */
static void __d_move(struct dentry *dentry, struct dentry *target)
{
	struct dentry *old_parent = dentry->d_parent;

	__d_unhash(dentry);
	__d_unhash(target);
	__d_take_name(dentry, target);
	if (old_parent != target->d_parent) {
		lockref_get(&target->d_parent->d_lockref);
		dentry->d_parent = target->d_parent;
		if (old_parent != dentry && !lockref_put_not_last(&old_parent->d_lockref))
			BUG();
	}
	list_del(&dentry->d_child);
	__d_add_child(dentry);
	__d_rehash(dentry);
}

/* After a successful rename. Both parents' i_rwsem and, if they differ, the rename mutex held. */
void d_move(struct dentry *dentry, struct dentry *target)
{
	spin_lock(&dcache_lock);
	__d_move(dentry, target);
	spin_unlock(&dcache_lock);
}
EXPORT_SYMBOL(d_move);

/* After RENAME_EXCHANGE: the two change places. Locks as for d_move(). */
void d_exchange(struct dentry *one, struct dentry *two)
{
	spin_lock(&dcache_lock);
	__d_unhash(one);
	__d_unhash(two);
	__d_swap_names(one, two);
	list_del(&one->d_child);
	list_del(&two->d_child);
	swap(one->d_parent, two->d_parent);
	__d_add_child(one);
	__d_add_child(two);
	__d_rehash(one);
	__d_rehash(two);
	spin_unlock(&dcache_lock);
}

/* Bring a directory's entry from where it was cached to dentry's place. -ESTALE if locks miss. */
static int d_unalias(struct dentry *dentry, struct dentry *alias)
{
	struct super_block *sb = dentry->d_sb;
	struct dentry *old_parent = dget_parent(alias);
	int err = -ESTALE;

	if (old_parent == dentry->d_parent) {
		d_move(alias, dentry);
		err = 0;
	} else if (mutex_trylock(&sb->s_vfs_rename_mutex)) {
		if (down_read_trylock(&d_inode(old_parent)->i_rwsem)) {
			d_move(alias, dentry);
			err = 0;
			up_read(&d_inode(old_parent)->i_rwsem);
		}
		mutex_unlock(&sb->s_vfs_rename_mutex);
	}
	dput(old_parent);
	return err;
}

/*
 * The end of a lookup in a file system whose directories may be cached elsewhere already: a
 * directory has one entry only, so an existing one is moved here. Takes over inode (NULL and
 * ERR_PTR pass). Returns what lookup is to return.
 */
struct dentry *d_splice_alias(struct inode *inode, struct dentry *dentry)
{
	struct dentry *alias;
	int err;

	if (IS_ERR(inode))
		return ERR_CAST(inode);
	alias = inode && S_ISDIR(inode->i_mode) ? d_find_any_alias(inode) : NULL;
	if (!alias) {
		d_add(dentry, inode);
		return NULL;
	}
	err = is_subdir(dentry, alias) ? -ELOOP : d_unalias(dentry, alias);
	iput(inode); /* the alias holds one */
	if (err) {
		dput(alias);
		return ERR_PTR(err);
	}
	return alias;
}
EXPORT_SYMBOL(d_splice_alias);
