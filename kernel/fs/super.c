// SPDX-License-Identifier: MIT
/*
 * Super blocks: one per mounted instance of a file system, however often it is mounted.
 *
 * A super block is in use while s_active > 0: each mount counts one. The last deactivate_super()
 * shuts it down through the type's kill_sb. s_count keeps the memory for those who only look.
 * s_umount is held exclusive while it is being filled, remounted or shut down; who waits for it
 * must look again at SB_BORN and s_root afterwards.
 *
 * Locks: sb_lock guards the lists and s_count; it is taken inside s_umount.
 */
#include <linux/bitmap.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "internal.h"

#define ANON_DEV_MAX 4096 /* instances without a device, at one time */

static LIST_HEAD(super_blocks); /* sb_lock */
static DEFINE_SPINLOCK(sb_lock);

static DECLARE_BITMAP(anon_devs, ANON_DEV_MAX); /* minor numbers taken; anon_dev_lock */
static DEFINE_SPINLOCK(anon_dev_lock);

/* A super block with s_umount held, s_active and s_count 1, in no list. */
static struct super_block *alloc_super(struct file_system_type *type, int flags)
{
	struct super_block *sb = kzalloc(sizeof(*sb), GFP_KERNEL);

	if (!sb)
		return NULL;
	init_rwsem(&sb->s_umount);
	/* Another one's may be held: this one is new, so nobody waits for it. */
	down_write_nested(&sb->s_umount, SINGLE_DEPTH_NESTING);
	sb->s_count = 1;
	atomic_set(&sb->s_active, 1);
	mutex_init(&sb->s_vfs_rename_mutex);
	spin_lock_init(&sb->s_inode_list_lock);
	INIT_LIST_HEAD(&sb->s_inodes);
	INIT_HLIST_NODE(&sb->s_instances);
	sb->s_flags = flags;
	sb->s_type = type;
	sb->s_user_ns = &init_user_ns;
	sb->s_maxbytes = MAX_LFS_FILESIZE;
	sb->s_blocksize = PAGE_SIZE;
	sb->s_blocksize_bits = PAGE_SHIFT;
	sb->s_time_gran = NSEC_PER_SEC;
	sb->s_time_min = TIME64_MIN;
	sb->s_time_max = TIME64_MAX;
	return sb;
}

/* One that has never been in a list. */
static void discard_super(struct super_block *sb)
{
	up_write(&sb->s_umount);
	kfree(sb);
}

static void put_super(struct super_block *sb)
{
	bool last;

	spin_lock(&sb_lock);
	last = --sb->s_count == 0;
	if (last)
		list_del_init(&sb->s_list);
	spin_unlock(&sb_lock);
	if (last)
		kfree(sb);
}

/*
 * Turn a pointer found under sb_lock (released here) into an active reference with s_umount held.
 * False when the instance turned out to be ending.
 */
static bool grab_super(struct super_block *sb)
{
	sb->s_count++;
	spin_unlock(&sb_lock);
	down_write(&sb->s_umount);
	if ((sb->s_flags & SB_BORN) && sb->s_root && atomic_inc_not_zero(&sb->s_active)) {
		put_super(sb);
		return true;
	}
	up_write(&sb->s_umount);
	put_super(sb);
	return false;
}

static struct super_block *find_super(struct file_system_type *type,
				      int (*test)(struct super_block *, void *), void *data)
{
	struct super_block *sb;

	if (!test)
		return NULL;
	hlist_for_each_entry (sb, &type->fs_supers, s_instances)
		if (test(sb, data))
			return sb;
	return NULL;
}

/*
 * The instance that test accepts, or else a new one that set (called under sb_lock) has accepted.
 * Comes back with s_umount held and an active reference; a new one has s_root NULL. ERR_PTR.
 */
struct super_block *sget(struct file_system_type *type, int (*test)(struct super_block *, void *),
			 int (*set)(struct super_block *, void *), int flags, void *data)
{
	struct super_block *fresh = alloc_super(type, flags);
	struct super_block *old;
	int err;

	if (!fresh)
		return ERR_PTR(-ENOMEM);
	for (;;) {
		spin_lock(&sb_lock);
		old = find_super(type, test, data);
		if (!old)
			break;
		if (grab_super(old)) {
			discard_super(fresh);
			return old;
		}
	}
	err = set(fresh, data);
	if (err) {
		spin_unlock(&sb_lock);
		discard_super(fresh);
		return ERR_PTR(err);
	}
	strscpy(fresh->s_id, type->name, sizeof(fresh->s_id));
	list_add_tail(&fresh->s_list, &super_blocks);
	hlist_add_head(&fresh->s_instances, &type->fs_supers);
	spin_unlock(&sb_lock);
	__module_get(type->owner); /* the mount that called us holds one already */
	return fresh;
}
EXPORT_SYMBOL(sget);

/* A device number of major 0 for what has no device. -EMFILE when all are taken. */
int get_anon_bdev(dev_t *p)
{
	unsigned int minor;

	spin_lock(&anon_dev_lock);
	minor = find_first_zero_bit(anon_devs, ANON_DEV_MAX);
	if (minor < ANON_DEV_MAX)
		__set_bit(minor, anon_devs);
	spin_unlock(&anon_dev_lock);
	if (minor >= ANON_DEV_MAX)
		return -EMFILE;
	*p = MKDEV(0, minor + 1); /* 0 would read as "no device" */
	return 0;
}
EXPORT_SYMBOL(get_anon_bdev);

void free_anon_bdev(dev_t dev)
{
	spin_lock(&anon_dev_lock);
	__clear_bit(MINOR(dev) - 1, anon_devs);
	spin_unlock(&anon_dev_lock);
}
EXPORT_SYMBOL(free_anon_bdev);

int set_anon_super(struct super_block *sb, void *data)
{
	return get_anon_bdev(&sb->s_dev);
}
EXPORT_SYMBOL(set_anon_super);

/* ------------------------------------------------------------------------------------ the end */

/* Drop an active reference; s_umount is held and released. May sleep. */
void deactivate_locked_super(struct super_block *sb)
{
	struct file_system_type *type = sb->s_type;

	if (!atomic_dec_and_test(&sb->s_active)) {
		up_write(&sb->s_umount);
		return;
	}
	type->kill_sb(sb); /* releases s_umount */
	put_super(sb);
	put_filesystem(type);
}
EXPORT_SYMBOL(deactivate_locked_super);

void deactivate_super(struct super_block *sb)
{
	if (atomic_add_unless(&sb->s_active, -1, 1))
		return;
	down_write(&sb->s_umount);
	deactivate_locked_super(sb);
}
EXPORT_SYMBOL(deactivate_super);

/* Let go of the root, and with it of the whole tree. */
static void drop_root(struct super_block *sb)
{
	struct dentry *root = sb->s_root;

	sb->s_root = NULL;
	shrink_dcache_parent(root);
	if (d_count(root) > 1 || !list_empty(&root->d_subdirs))
		pr_err("VFS: %s: directory entries still in use after unmount\n", sb->s_id);
	dput(root);
}

/*
 * For a kill_sb: empty the caches, tell the file system, leave the lists. s_umount is held and
 * released.
 */
void generic_shutdown_super(struct super_block *sb)
{
	if (sb->s_root) {
		sync_filesystem(sb);
		sb->s_flags &= ~SB_ACTIVE;
		drop_root(sb);
		evict_inodes(sb);
		if (sb->s_op->put_super)
			sb->s_op->put_super(sb);
		if (!list_empty(&sb->s_inodes))
			pr_err("VFS: %s: busy inodes after unmount\n", sb->s_id);
	}
	spin_lock(&sb_lock);
	hlist_del_init(&sb->s_instances);
	spin_unlock(&sb_lock);
	up_write(&sb->s_umount);
}
EXPORT_SYMBOL(generic_shutdown_super);

void kill_anon_super(struct super_block *sb)
{
	dev_t dev = sb->s_dev;

	generic_shutdown_super(sb);
	free_anon_bdev(dev);
}
EXPORT_SYMBOL(kill_anon_super);

/* For file systems whose names are pinned (d_genocide()). */
void kill_litter_super(struct super_block *sb)
{
	if (sb->s_root)
		d_genocide(sb->s_root);
	kill_anon_super(sb);
}
EXPORT_SYMBOL(kill_litter_super);

/* ------------------------------------------------------------------------------ ways to mount */

static struct dentry *fill_new_super(struct super_block *sb, int flags, void *data,
				     int (*fill_super)(struct super_block *, void *, int))
{
	int err = fill_super(sb, data, flags & SB_SILENT ? 1 : 0);

	if (err) {
		deactivate_locked_super(sb);
		return ERR_PTR(err);
	}
	sb->s_flags |= SB_ACTIVE;
	return dget(sb->s_root);
}

/* For a type's mount: a new instance each time, without a device. */
struct dentry *mount_nodev(struct file_system_type *type, int flags, void *data,
			   int (*fill_super)(struct super_block *, void *, int))
{
	struct super_block *sb = sget(type, NULL, set_anon_super, flags, NULL);

	if (IS_ERR(sb))
		return ERR_CAST(sb);
	return fill_new_super(sb, flags, data, fill_super);
}
EXPORT_SYMBOL(mount_nodev);

static int test_any(struct super_block *sb, void *data)
{
	return 1;
}

/* For a type's mount: the same instance each time. */
struct dentry *mount_single(struct file_system_type *type, int flags, void *data,
			    int (*fill_super)(struct super_block *, void *, int))
{
	struct super_block *sb = sget(type, test_any, set_anon_super, flags, NULL);

	if (IS_ERR(sb))
		return ERR_CAST(sb);
	if (sb->s_root)
		return dget(sb->s_root);
	return fill_new_super(sb, flags, data, fill_super);
}
EXPORT_SYMBOL(mount_single);

static const struct super_operations simple_super_operations = {.statfs = simple_statfs};

/*
 * For a type's mount: an instance that no user can mount, holding files without names (pipes).
 * ops and dops may be NULL.
 */
struct dentry *mount_pseudo(struct file_system_type *type, const char *name,
			    const struct super_operations *ops,
			    const struct dentry_operations *dops, unsigned long magic)
{
	struct super_block *sb = sget(type, NULL, set_anon_super, SB_KERNMOUNT, NULL);
	struct inode *inode;

	if (IS_ERR(sb))
		return ERR_CAST(sb);
	sb->s_magic = magic;
	sb->s_op = ops ? ops : &simple_super_operations;
	sb->s_time_gran = 1;
	inode = new_inode(sb);
	if (inode) {
		inode->i_ino = 1;
		inode->i_mode = S_IFDIR | S_IRUSR | S_IWUSR;
		inode->i_atime = inode->i_mtime = inode->i_ctime = current_time(inode);
	}
	sb->s_root = d_make_root(inode);
	if (!sb->s_root) {
		deactivate_locked_super(sb);
		return ERR_PTR(-ENOMEM);
	}
	sb->s_d_op = dops;
	sb->s_flags |= SB_ACTIVE;
	return dget(sb->s_root);
}

/*
 * An instance of type, ready for use: its root, with a reference to it and an active reference to
 * the super block. The caller's reference to type stays the caller's. ERR_PTR.
 */
struct dentry *mount_fs(struct file_system_type *type, int flags, const char *name, void *data)
{
	struct dentry *root = type->mount(type, flags, name, data);

	if (IS_ERR(root))
		return root;
	root->d_sb->s_flags |= SB_BORN;
	up_write(&root->d_sb->s_umount);
	return root;
}

/* New SB_* flags and options for a mounted instance. s_umount is held exclusive. */
int do_remount_sb(struct super_block *sb, int sb_flags, void *data)
{
	int to_ro = (sb_flags & SB_RDONLY) && !sb_rdonly(sb);
	int err = 0;

	shrink_dcache_sb(sb);
	if (sb->s_op->remount_fs) {
		err = sb->s_op->remount_fs(sb, &sb_flags, data);
		if (err)
			return err;
	}
	/* mount_lock: no writer begins between the look and the flag. */
	spin_lock(&mount_lock);
	if (to_ro && sb->s_nr_writers)
		err = -EBUSY;
	else
		sb->s_flags = (sb->s_flags & ~MS_RMT_MASK) | (sb_flags & MS_RMT_MASK);
	spin_unlock(&mount_lock);
	return err;
}

/* Write out what an instance holds back. -EIO and the like. */
int sync_filesystem(struct super_block *sb)
{
	if (sb_rdonly(sb) || !sb->s_op->sync_fs)
		return 0;
	return sb->s_op->sync_fs(sb, 1);
}
EXPORT_SYMBOL(sync_filesystem);

/* sync_fs of every writable instance. */
void sync_supers(int wait)
{
	struct super_block *sb, *prev = NULL;

	spin_lock(&sb_lock);
	list_for_each_entry (sb, &super_blocks, s_list) {
		sb->s_count++; /* keeps its place in the list */
		spin_unlock(&sb_lock);
		down_read(&sb->s_umount);
		if (sb->s_root && (sb->s_flags & SB_BORN) && !sb_rdonly(sb) && sb->s_op->sync_fs)
			sb->s_op->sync_fs(sb, wait);
		up_read(&sb->s_umount);
		if (prev)
			put_super(prev);
		prev = sb;
		spin_lock(&sb_lock);
	}
	spin_unlock(&sb_lock);
	if (prev)
		put_super(prev);
}
