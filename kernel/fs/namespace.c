// SPDX-License-Identifier: MIT
/*
 * The tree of mounts: what is mounted where, and how a walk crosses from one to the next.
 *
 * A mount is attached to a place (parent mount, dentry). Looking from below, lookup_mnt() finds
 * what covers a place; from above, path_up_locked() finds the place that a mount's root covers.
 * Attaching and detaching are in mount.c's calls, which hold namespace_mutex; the tree itself
 * is also guarded by mount_lock, so that a walk needs only that.
 *
 * References: mnt_count counts users. The tree holds one for an attached mount; an attached mount
 * holds one to its parent and one to its dentry. So a busy mount is one with a count above 1.
 */
#include <linux/bug.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/hash.h>
#include <linux/init.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "internal.h"
#include "mount.h"

#define MNT_HASH_BITS 7

DEFINE_MUTEX(namespace_mutex);
DEFINE_SPINLOCK(mount_lock);
LIST_HEAD(mount_list); /* attached mounts, oldest first; namespace_mutex and mount_lock */

static struct hlist_head mount_hashtable[1 << MNT_HASH_BITS]; /* by dentry; mount_lock */
static struct kmem_cache *mount_cache;

void __init mnt_init(void)
{
	mount_cache = kmem_cache_create("mnt_cache", sizeof(struct mount), 0, SLAB_PANIC, NULL);
}

int mnt_id(const struct vfsmount *mnt)
{
	return real_mount(mnt)->mnt_id;
}

/*
 * A mount of root's file system, attached nowhere, count 1. Consumes root, which brings s_active
 * with it. ERR_PTR(-ENOMEM), with both dropped.
 */
struct vfsmount *mount_create(struct dentry *root, const char *devname, int mnt_flags)
{
	static int last_id; /* mount_lock */
	struct mount *mnt = kmem_cache_zalloc(mount_cache, GFP_KERNEL);
	struct super_block *sb = root->d_sb;

	if (mnt)
		mnt->mnt_devname = kstrdup(devname ? devname : "none", GFP_KERNEL);
	if (!mnt || !mnt->mnt_devname) {
		if (mnt)
			kmem_cache_free(mount_cache, mnt);
		dput(root);
		deactivate_super(sb);
		return ERR_PTR(-ENOMEM);
	}
	mnt->mnt.mnt_root = root;
	mnt->mnt.mnt_sb = sb;
	mnt->mnt.mnt_flags = mnt_flags;
	atomic_set(&mnt->mnt_count, 1);
	mnt->mnt_parent = mnt;
	INIT_HLIST_NODE(&mnt->mnt_hash);
	INIT_LIST_HEAD(&mnt->mnt_list);
	INIT_LIST_HEAD(&mnt->mnt_mounts);
	INIT_LIST_HEAD(&mnt->mnt_child);
	spin_lock(&mount_lock);
	mnt->mnt_id = ++last_id;
	spin_unlock(&mount_lock);
	return &mnt->mnt;
}

static void mount_free(struct mount *mnt)
{
	struct super_block *sb = mnt->mnt.mnt_sb;

	BUG_ON(mnt->mnt_writers || !list_empty(&mnt->mnt_mounts));
	dput(mnt->mnt.mnt_root);
	deactivate_super(sb);
	kfree(mnt->mnt_devname);
	kmem_cache_free(mount_cache, mnt);
}

struct vfsmount *mntget(struct vfsmount *mnt)
{
	if (mnt)
		atomic_inc(&real_mount(mnt)->mnt_count);
	return mnt;
}
EXPORT_SYMBOL(mntget);

/* Drop a reference without that counting as use. The last one ends the mount. May sleep. */
void mntput_no_expire(struct vfsmount *mnt)
{
	if (atomic_dec_and_test(&real_mount(mnt)->mnt_count))
		mount_free(real_mount(mnt));
}

void mntput(struct vfsmount *mnt)
{
	if (!mnt)
		return;
	real_mount(mnt)->mnt_expiry_mark = 0;
	mntput_no_expire(mnt);
}
EXPORT_SYMBOL(mntput);

void path_get(const struct path *path)
{
	mntget(path->mnt);
	dget(path->dentry);
}
EXPORT_SYMBOL(path_get);

void path_put(const struct path *path)
{
	dput(path->dentry);
	mntput(path->mnt);
}
EXPORT_SYMBOL(path_put);

/* ------------------------------------------------------------------------------------ the tree */

static struct hlist_head *mount_bucket(const struct dentry *dentry)
{
	return &mount_hashtable[hash_ptr(dentry, MNT_HASH_BITS)];
}

/* What is attached to a place, unreferenced. mount_lock is held. */
struct mount *mount_at_locked(const struct vfsmount *parent, const struct dentry *dentry)
{
	struct mount *mnt;

	hlist_for_each_entry (mnt, mount_bucket(dentry), mnt_hash)
		if (&mnt->mnt_parent->mnt == parent && mnt->mnt_mountpoint == dentry)
			return mnt;
	return NULL;
}

/* The mount that covers path, with a reference, or NULL. */
struct vfsmount *lookup_mnt(const struct path *path)
{
	struct mount *mnt;

	if (!d_mountpoint(path->dentry))
		return NULL;
	spin_lock(&mount_lock);
	mnt = mount_at_locked(path->mnt, path->dentry);
	if (mnt)
		mntget(&mnt->mnt);
	spin_unlock(&mount_lock);
	return mnt ? &mnt->mnt : NULL;
}

/*
 * From a mount's root to the place that it covers, references untouched. False at the top of the
 * tree or of a detached piece. mount_lock is held.
 */
bool path_up_locked(struct path *path)
{
	struct mount *mnt = real_mount(path->mnt);

	if (!mnt_has_parent(mnt))
		return false;
	path->mnt = &mnt->mnt_parent->mnt;
	path->dentry = mnt->mnt_mountpoint;
	return true;
}

/* As path_up_locked(), moving the caller's references along: 1, or 0 at the top. */
int follow_up(struct path *path)
{
	struct path up = *path;
	bool moved;

	spin_lock(&mount_lock);
	moved = path_up_locked(&up);
	if (moved)
		path_get(&up);
	spin_unlock(&mount_lock);
	if (!moved)
		return 0;
	path_put(path);
	*path = up;
	return 1;
}
EXPORT_SYMBOL(follow_up);

/* Go to the root of whatever covers path, and of what covers that. References move along. */
int follow_down(struct path *path)
{
	struct vfsmount *mnt;

	while ((mnt = lookup_mnt(path))) {
		struct path down = {mnt, dget(mnt->mnt_root)};

		path_put(path);
		*path = down;
	}
	return 0;
}
EXPORT_SYMBOL(follow_down);

/*
 * Put mnt on a place. It gains a reference to each half of the place; the reference that the tree
 * holds to mnt itself is the caller's. mount_lock is held.
 */
void mount_attach_locked(struct mount *mnt, struct mount *parent, struct dentry *dentry)
{
	mntget(&parent->mnt);
	mnt->mnt_parent = parent;
	mnt->mnt_mountpoint = dget(dentry);
	mnt->mnt.mnt_flags &= ~MNT_DETACHED;
	hlist_add_head(&mnt->mnt_hash, mount_bucket(dentry));
	list_add_tail(&mnt->mnt_child, &parent->mnt_mounts);
	spin_lock(&dentry->d_lock);
	dentry->d_flags |= DCACHE_MOUNTED;
	spin_unlock(&dentry->d_lock);
}

/* Whether any mount is attached to dentry. mount_lock is held. */
static bool dentry_is_mounted(const struct dentry *dentry)
{
	struct mount *mnt;

	hlist_for_each_entry (mnt, mount_bucket(dentry), mnt_hash)
		if (mnt->mnt_mountpoint == dentry)
			return true;
	return false;
}

/*
 * Take mnt off its place. The place's two references come back in *place, for the caller to
 * path_put() when it holds no lock. mount_lock is held.
 */
void mount_detach_locked(struct mount *mnt, struct path *place)
{
	struct dentry *dentry = mnt->mnt_mountpoint;

	place->mnt = &mnt->mnt_parent->mnt;
	place->dentry = dentry;
	mnt->mnt_parent = mnt;
	mnt->mnt_mountpoint = NULL;
	hlist_del_init(&mnt->mnt_hash);
	list_del_init(&mnt->mnt_child);
	if (!dentry_is_mounted(dentry)) {
		spin_lock(&dentry->d_lock);
		dentry->d_flags &= ~DCACHE_MOUNTED;
		spin_unlock(&dentry->d_lock);
	}
}

/* The mount after at in a walk of root's subtree, parents first; NULL at the end. mount_lock. */
struct mount *next_mount(struct mount *at, const struct mount *root)
{
	if (!list_empty(&at->mnt_mounts))
		return list_first_entry(&at->mnt_mounts, struct mount, mnt_child);
	while (at != root) {
		if (!list_is_last(&at->mnt_child, &at->mnt_parent->mnt_mounts))
			return list_next_entry(at, mnt_child);
		at = at->mnt_parent;
	}
	return NULL;
}

/*
 * Take root and all that is mounted below it out of the tree, each mount from its parent, onto the
 * list doomed. namespace_mutex is held; after it is released, put_mounts(doomed).
 */
void umount_tree(struct mount *root, struct list_head *doomed)
{
	struct mount *leaf, *next;

	spin_lock(&mount_lock);
	do {
		for (leaf = root; (next = next_mount(leaf, leaf)); leaf = next)
			;
		leaf->mnt.mnt_flags |= MNT_DETACHED;
		list_move_tail(&leaf->mnt_list, doomed);
		if (mnt_has_parent(leaf))
			mount_detach_locked(leaf, &leaf->mnt_old_place);
	} while (leaf != root);
	spin_unlock(&mount_lock);
}

/* Drop what the tree held of the mounts taken out of it: those in use live on until then. */
void put_mounts(struct list_head *doomed)
{
	while (!list_empty(doomed)) {
		struct mount *mnt = list_first_entry(doomed, struct mount, mnt_list);
		struct path place = mnt->mnt_old_place;

		list_del_init(&mnt->mnt_list);
		path_put(&place);
		mntput(&mnt->mnt);
	}
}

/* The directory is gone: detach whatever is mounted on it, in whichever mount. */
void detach_mounts(struct dentry *dentry)
{
	struct mount *mnt, *found;
	LIST_HEAD(doomed);

	mutex_lock(&namespace_mutex);
	do {
		found = NULL;
		spin_lock(&mount_lock);
		hlist_for_each_entry (mnt, mount_bucket(dentry), mnt_hash)
			if (mnt->mnt_mountpoint == dentry)
				found = mnt;
		spin_unlock(&mount_lock);
		if (found)
			umount_tree(found, &doomed);
	} while (found);
	mutex_unlock(&namespace_mutex);
	put_mounts(&doomed);
}

bool path_is_mountpoint(const struct path *path)
{
	struct vfsmount *mnt = lookup_mnt(path);

	mntput(mnt);
	return mnt;
}
EXPORT_SYMBOL(path_is_mountpoint);

/* ---------------------------------------------------------------------- writers and read-only */

bool __mnt_is_readonly(struct vfsmount *mnt)
{
	return (mnt->mnt_flags & MNT_READONLY) || sb_rdonly(mnt->mnt_sb);
}
EXPORT_SYMBOL_GPL(__mnt_is_readonly);

int mnt_want_write(struct vfsmount *mnt)
{
	int err = -EROFS;

	spin_lock(&mount_lock);
	if (!__mnt_is_readonly(mnt)) {
		real_mount(mnt)->mnt_writers++;
		mnt->mnt_sb->s_nr_writers++;
		err = 0;
	}
	spin_unlock(&mount_lock);
	return err;
}
EXPORT_SYMBOL_GPL(mnt_want_write);

void mnt_drop_write(struct vfsmount *mnt)
{
	spin_lock(&mount_lock);
	real_mount(mnt)->mnt_writers--;
	mnt->mnt_sb->s_nr_writers--;
	spin_unlock(&mount_lock);
}
EXPORT_SYMBOL_GPL(mnt_drop_write);

int mnt_want_write_file(struct file *file)
{
	return mnt_want_write(file->f_path.mnt);
}
EXPORT_SYMBOL_GPL(mnt_want_write_file);

void mnt_drop_write_file(struct file *file)
{
	mnt_drop_write(file->f_path.mnt);
}
EXPORT_SYMBOL(mnt_drop_write_file);

/* ------------------------------------------------------------------- mounts without a place */

/* An instance of type (see mount_fs()), mounted nowhere. The type's module stays held by it. */
struct vfsmount *vfs_kern_mount(struct file_system_type *type, int flags, const char *name,
				void *data)
{
	struct dentry *root = mount_fs(type, flags, name, data);

	if (IS_ERR(root))
		return ERR_CAST(root);
	return mount_create(root, name, flags & SB_KERNMOUNT ? MNT_INTERNAL : 0);
}
EXPORT_SYMBOL_GPL(vfs_kern_mount);

struct vfsmount *kern_mount(struct file_system_type *type)
{
	return vfs_kern_mount(type, SB_KERNMOUNT, type->name, NULL);
}
EXPORT_SYMBOL_GPL(kern_mount);

void kern_unmount(struct vfsmount *mnt)
{
	if (!IS_ERR_OR_NULL(mnt))
		mntput(mnt);
}
EXPORT_SYMBOL(kern_unmount);
