// SPDX-License-Identifier: MIT
/*
 * The "sysfs" file system: the tree of nodes as inodes and dentries.
 *
 * There is one super block for all mounts, kept by a mount of the kernel's own. An inode references
 * its node, and is found by the node's number. A dentry stays good while its node is in the tree
 * under that name; a removed node's dentries are dropped at once, so that what is gone takes no
 * memory.
 */
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mount.h>
#include <linux/pagemap.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <uapi/linux/magic.h>
#include "sysfs.h"

static struct super_block *sysfs_sb; /* set once, before anything is mounted by user space */

static struct kernfs_node *inode_node(const struct inode *inode)
{
	return inode->i_private;
}

/* --- inodes --- */

static const struct inode_operations sysfs_dir_inode_operations;
static const struct inode_operations sysfs_inode_operations;
static const struct file_operations sysfs_dir_operations;

static void fill_inode(struct inode *inode, struct kernfs_node *kn)
{
	inode->i_private = node_get(kn);
	inode->i_mode = kn->mode;
	inode->i_uid = kn->uid;
	inode->i_gid = kn->gid;
	inode->i_mtime = inode->i_atime = inode->i_ctime = current_time(inode);
	switch (kn->type) {
	case NODE_DIR:
		inode->i_op = &sysfs_dir_inode_operations;
		inode->i_fop = &sysfs_dir_operations;
		set_nlink(inode, kn->subdirs + 2);
		break;
	case NODE_ATTR:
		inode->i_size = PAGE_SIZE;
		inode->i_op = &sysfs_inode_operations;
		inode->i_fop = &sysfs_file_operations;
		break;
	case NODE_BIN:
		inode->i_op = &sysfs_inode_operations;
		inode->i_fop = &sysfs_file_operations;
		/* The attribute may be on its way out: then its size is no longer ours to read. */
		if (node_enter(kn)) {
			inode->i_size = kn->bin->size;
			node_leave(kn);
		}
		break;
	case NODE_LINK:
		inode->i_op = &sysfs_link_inode_operations;
		break;
	}
}

/* The inode of kn, referenced; NULL without memory. */
static struct inode *node_inode(struct super_block *sb, struct kernfs_node *kn)
{
	struct inode *inode = iget_locked(sb, kn->ino);

	if (inode && (inode->i_state & I_NEW)) {
		fill_inode(inode, kn);
		unlock_new_inode(inode);
	}
	return inode;
}

static void sysfs_evict_inode(struct inode *inode)
{
	struct kernfs_node *kn = inode_node(inode);

	truncate_inode_pages_final(&inode->i_data);
	clear_inode(inode);
	node_put(kn);
}

/* kn has been removed or renamed: drop the names by which it is cached. */
void node_forget_inode(struct kernfs_node *kn)
{
	struct inode *inode;
	struct dentry *dentry;

	if (!sysfs_sb)
		return;
	inode = ilookup(sysfs_sb, kn->ino);
	if (!inode)
		return;
	dentry = d_find_any_alias(inode);
	if (dentry) {
		d_invalidate(dentry);
		dput(dentry);
	}
	iput(inode);
}

static int sysfs_getattr(struct user_namespace *ns, const struct path *path, struct kstat *stat,
			 u32 request_mask, unsigned int query_flags)
{
	struct inode *inode = d_inode(path->dentry);
	struct kernfs_node *kn = inode_node(inode);

	if (kn->type == NODE_DIR)
		set_nlink(inode, READ_ONCE(kn->subdirs) + 2);
	generic_fillattr(ns, inode, stat);
	return 0;
}

/* chmod and chown: kept in the node, as inodes come and go. */
static int sysfs_setattr(struct user_namespace *ns, struct dentry *dentry, struct iattr *attr)
{
	struct inode *inode = d_inode(dentry);
	struct kernfs_node *kn = inode_node(inode);
	int err = setattr_prepare(ns, dentry, attr);

	if (err)
		return err;
	setattr_copy(ns, inode, attr);
	kn->mode = inode->i_mode;
	kn->uid = inode->i_uid;
	kn->gid = inode->i_gid;
	return 0;
}

/* --- names --- */

static int sysfs_revalidate(struct dentry *dentry, unsigned int flags)
{
	struct kernfs_node *kn = inode_node(d_inode(dentry));
	bool same;

	mutex_lock(&sysfs_mutex);
	same = !node_gone(kn) && strlen(kn->name) == dentry->d_name.len &&
	       !memcmp(kn->name, dentry->d_name.name, dentry->d_name.len);
	mutex_unlock(&sysfs_mutex);
	return same;
}

static int sysfs_delete(const struct dentry *dentry)
{
	return node_gone(inode_node(d_inode(dentry)));
}

static const struct dentry_operations sysfs_dentry_operations = {
	.d_revalidate = sysfs_revalidate,
	.d_delete = sysfs_delete,
};

static struct dentry *sysfs_lookup(struct inode *dir, struct dentry *dentry, unsigned int flags)
{
	struct kernfs_node *kn;
	struct inode *inode;

	mutex_lock(&sysfs_mutex);
	kn = node_find(inode_node(dir), (const char *)dentry->d_name.name, dentry->d_name.len);
	if (kn)
		node_get(kn);
	mutex_unlock(&sysfs_mutex);
	if (!kn)
		return ERR_PTR(-ENOENT);
	inode = node_inode(dir->i_sb, kn);
	node_put(kn);
	if (!inode)
		return ERR_PTR(-ENOMEM);
	d_set_d_op(dentry, &sysfs_dentry_operations);
	return d_splice_alias(inode, dentry);
}

static unsigned int node_dtype(const struct kernfs_node *kn)
{
	return (kn->mode & S_IFMT) >> 12;
}

/* Lists by name: file->private_data is the last node shown, so the mutex can go between two. */
static int sysfs_readdir(struct file *file, struct dir_context *ctx)
{
	struct kernfs_node *dir = inode_node(file_inode(file));
	struct kernfs_node *last = file->private_data;
	char name[NAME_MAX + 1]; /* a rename frees the node's, and dir_emit() may wait long */
	struct kernfs_node *kn;
	loff_t skip;

	if (!dir_emit_dots(file, ctx))
		return 0;
	mutex_lock(&sysfs_mutex);
	if (last && ctx->pos > 2) {
		kn = node_after(dir, last->name, strlen(last->name));
	} else {
		/* After a seek the position counts names. */
		kn = node_first(dir);
		for (skip = ctx->pos - 2; kn && skip > 0; skip--)
			kn = node_after(dir, kn->name, strlen(kn->name));
	}
	while (kn) {
		bool room;

		node_get(kn);
		strscpy(name, kn->name, sizeof(name));
		mutex_unlock(&sysfs_mutex);
		room = dir_emit(ctx, name, strlen(name), kn->ino, node_dtype(kn));
		if (!room) {
			node_put(kn);
			return 0;
		}
		ctx->pos++;
		node_put(file->private_data);
		file->private_data = kn;
		mutex_lock(&sysfs_mutex);
		kn = node_after(dir, kn->name, strlen(kn->name));
	}
	mutex_unlock(&sysfs_mutex);
	return 0;
}

static loff_t sysfs_dir_llseek(struct file *file, loff_t offset, int whence)
{
	node_put(file->private_data);
	file->private_data = NULL;
	return generic_file_llseek(file, offset, whence);
}

static int sysfs_dir_release(struct inode *inode, struct file *file)
{
	node_put(file->private_data);
	return 0;
}

static const struct file_operations sysfs_dir_operations = {
	.read = generic_read_dir,
	/* iterate and not iterate_shared: private_data is one reader's at a time. */
	.iterate = sysfs_readdir,
	.llseek = sysfs_dir_llseek,
	.release = sysfs_dir_release,
};

static const struct inode_operations sysfs_dir_inode_operations = {
	.lookup = sysfs_lookup,
	.getattr = sysfs_getattr,
	.setattr = sysfs_setattr,
};

static const struct inode_operations sysfs_inode_operations = {
	.getattr = sysfs_getattr,
	.setattr = sysfs_setattr,
};

const struct inode_operations sysfs_link_inode_operations = {
	.get_link = sysfs_get_link,
	.getattr = sysfs_getattr,
	.setattr = sysfs_setattr,
};

/* --- the file system --- */

static const struct super_operations sysfs_ops = {
	.statfs = simple_statfs,
	.drop_inode = generic_delete_inode,
	.evict_inode = sysfs_evict_inode,
};

static int sysfs_fill_super(struct super_block *sb, void *data, int silent)
{
	struct inode *root;

	if (data && *(const char *)data) {
		if (!silent)
			pr_err("sysfs: unknown mount option '%s'\n", (const char *)data);
		return -EINVAL;
	}
	sb->s_blocksize = PAGE_SIZE;
	sb->s_blocksize_bits = PAGE_SHIFT;
	sb->s_magic = SYSFS_MAGIC;
	sb->s_op = &sysfs_ops;
	sb->s_time_gran = 1;
	sb->s_maxbytes = MAX_LFS_FILESIZE;
	root = node_inode(sb, sysfs_root);
	if (!root)
		return -ENOMEM;
	sb->s_root = d_make_root(root);
	if (!sb->s_root)
		return -ENOMEM;
	sysfs_sb = sb;
	return 0;
}

static struct dentry *sysfs_mount(struct file_system_type *type, int flags, const char *dev_name,
				  void *data)
{
	return mount_single(type, flags, data, sysfs_fill_super);
}

static struct file_system_type sysfs_fs_type = {
	.name = "sysfs",
	.mount = sysfs_mount,
	.kill_sb = kill_anon_super,
};

void __init sysfs_mount_init(void)
{
	sysfs_root = node_new("", S_IFDIR | 0755, NODE_DIR);
	if (!sysfs_root || register_filesystem(&sysfs_fs_type))
		panic("sysfs: can't make the root");
	/* Kept for ever: removed nodes look for their inodes in this super block. */
	if (IS_ERR(kern_mount(&sysfs_fs_type)))
		panic("sysfs: can't mount it");
}
