// SPDX-License-Identifier: MIT
/*
 * Ready-made directory operations for file systems that live in the dentry cache: ramfs, and
 * whatever a module builds with simple_*.
 *
 * Such a file system pins each of its names by one dget() when it makes the name; simple_unlink()
 * and simple_rmdir() drop it, kill_litter_super() drops what is left. A listing walks d_subdirs in
 * order of d_off, which is also the position: entries removed or added meanwhile don't disturb it.
 * Attribute files and buffers are in libfs_files.c.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/limits.h>
#include <linux/mm.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/pagemap.h>
#include <linux/statfs.h>
#include <linux/string.h>

#include "internal.h"

/* For d_delete: forget the name as soon as nobody uses it. */
int always_delete_dentry(const struct dentry *dentry)
{
	return 1;
}
EXPORT_SYMBOL(always_delete_dentry);

const struct dentry_operations simple_dentry_operations = {
	.d_delete = always_delete_dentry,
};
EXPORT_SYMBOL(simple_dentry_operations);

/* What is not in the cache does not exist. */
struct dentry *simple_lookup(struct inode *dir, struct dentry *dentry, unsigned int flags)
{
	if (dentry->d_name.len > NAME_MAX)
		return ERR_PTR(-ENAMETOOLONG);
	if (!dentry->d_sb->s_d_op)
		d_set_d_op(dentry, &simple_dentry_operations);
	d_add(dentry, NULL);
	return NULL;
}
EXPORT_SYMBOL(simple_lookup);

const char *simple_get_link(struct dentry *dentry, struct inode *inode, struct delayed_call *done)
{
	return inode->i_link;
}
EXPORT_SYMBOL(simple_get_link);

const struct inode_operations simple_symlink_inode_operations = {
	.get_link = simple_get_link,
};
EXPORT_SYMBOL(simple_symlink_inode_operations);

/* --------------------------------------------------------------------------------------- listing
 */

int dcache_dir_open(struct inode *inode, struct file *file)
{
	return 0;
}
EXPORT_SYMBOL(dcache_dir_open);

int dcache_dir_close(struct inode *inode, struct file *file)
{
	return 0;
}
EXPORT_SYMBOL(dcache_dir_close);

/* Any position is valid: a listing goes on with the first entry at or after it. */
loff_t dcache_dir_lseek(struct file *file, loff_t offset, int whence)
{
	if (whence == SEEK_CUR)
		offset += file->f_pos;
	else if (whence != SEEK_SET)
		return -EINVAL;
	if (offset < 0)
		return -EINVAL;
	file->f_pos = offset;
	return offset;
}
EXPORT_SYMBOL(dcache_dir_lseek);

struct dentry *simple_next_child(struct dentry *dir, struct dentry *prev, loff_t pos)
{
	struct dentry *found = NULL, *at;

	spin_lock(&dcache_lock);
	at = prev ? list_next_entry(prev, d_child)
		  : list_first_entry(&dir->d_subdirs, struct dentry, d_child);
	for (; &at->d_child != &dir->d_subdirs; at = list_next_entry(at, d_child)) {
		if (at->d_off >= pos && simple_positive(at)) {
			found = dget(at);
			break;
		}
	}
	spin_unlock(&dcache_lock);
	dput(prev);
	return found;
}

/* i_rwsem is held shared at least, so that prev stays in the list. */
int dcache_readdir(struct file *file, struct dir_context *ctx)
{
	struct dentry *dir = file->f_path.dentry, *dentry = NULL;

	if (!dir_emit_dots(file, ctx))
		return 0;
	while ((dentry = simple_next_child(dir, dentry, ctx->pos))) {
		struct inode *inode = d_inode(dentry);

		ctx->pos = dentry->d_off;
		if (!dir_emit(ctx, (const char *)dentry->d_name.name, dentry->d_name.len,
			      inode->i_ino, fs_umode_to_dtype(inode->i_mode)))
			break;
		ctx->pos = dentry->d_off + 1;
	}
	dput(dentry);
	return 0;
}
EXPORT_SYMBOL(dcache_readdir);

ino_t parent_ino(struct dentry *dentry)
{
	struct dentry *parent = dget_parent(dentry);
	ino_t ino = d_inode(parent)->i_ino;

	dput(parent);
	return ino;
}
EXPORT_SYMBOL(parent_ino);

ssize_t generic_read_dir(struct file *filp, char __user *buf, size_t siz, loff_t *ppos)
{
	return -EISDIR;
}
EXPORT_SYMBOL(generic_read_dir);

/* For what has nothing to write out. */
int noop_fsync(struct file *file, loff_t start, loff_t end, int datasync)
{
	return 0;
}
EXPORT_SYMBOL(noop_fsync);

const struct file_operations simple_dir_operations = {
	.open = dcache_dir_open,
	.release = dcache_dir_close,
	.llseek = dcache_dir_lseek,
	.read = generic_read_dir,
	.iterate_shared = dcache_readdir,
	.fsync = noop_fsync,
};
EXPORT_SYMBOL(simple_dir_operations);

const struct inode_operations simple_dir_inode_operations = {
	.lookup = simple_lookup,
};
EXPORT_SYMBOL(simple_dir_inode_operations);

/* --------------------------------------------------------------------------------- names and links
 */

int simple_link(struct dentry *old, struct inode *dir, struct dentry *dentry)
{
	struct inode *inode = d_inode(old);

	inode->i_ctime = dir->i_ctime = dir->i_mtime = current_time(inode);
	inc_nlink(inode);
	ihold(inode);
	dget(dentry);
	d_instantiate(dentry, inode);
	return 0;
}
EXPORT_SYMBOL(simple_link);

/* Whether the directory has no entries. Its i_rwsem is held. */
bool simple_has_children(const struct dentry *dentry)
{
	struct dentry *child;

	list_for_each_entry (child, &dentry->d_subdirs, d_child)
		if (simple_positive(child))
			return true;
	return false;
}

int simple_empty(struct dentry *dentry)
{
	int empty;

	spin_lock(&dcache_lock);
	empty = !simple_has_children(dentry);
	spin_unlock(&dcache_lock);
	return empty;
}
EXPORT_SYMBOL(simple_empty);

int simple_unlink(struct inode *dir, struct dentry *dentry)
{
	struct inode *inode = d_inode(dentry);

	inode->i_ctime = dir->i_ctime = dir->i_mtime = current_time(inode);
	drop_nlink(inode);
	dput(dentry); /* the pin; the caller has a reference */
	return 0;
}
EXPORT_SYMBOL(simple_unlink);

int simple_rmdir(struct inode *dir, struct dentry *dentry)
{
	if (!simple_empty(dentry))
		return -ENOTEMPTY;
	drop_nlink(d_inode(dentry)); /* "." */
	simple_unlink(dir, dentry);
	drop_nlink(dir); /* ".." */
	return 0;
}
EXPORT_SYMBOL(simple_rmdir);

static void touch_for_rename(struct inode *old_dir, struct dentry *old_dentry,
			     struct inode *new_dir, struct dentry *new_dentry)
{
	struct timespec64 now = current_time(old_dir);

	old_dir->i_ctime = old_dir->i_mtime = now;
	new_dir->i_ctime = new_dir->i_mtime = now;
	d_inode(old_dentry)->i_ctime = now;
	if (d_really_is_positive(new_dentry))
		d_inode(new_dentry)->i_ctime = now;
}

int simple_rename_exchange(struct inode *old_dir, struct dentry *old_dentry, struct inode *new_dir,
			   struct dentry *new_dentry)
{
	bool old_is_dir = d_is_dir(old_dentry), new_is_dir = d_is_dir(new_dentry);

	if (old_dir != new_dir && old_is_dir != new_is_dir) {
		/* One ".." moves from the one parent to the other. */
		drop_nlink(old_is_dir ? old_dir : new_dir);
		inc_nlink(old_is_dir ? new_dir : old_dir);
	}
	touch_for_rename(old_dir, old_dentry, new_dir, new_dentry);
	return 0;
}
EXPORT_SYMBOL_GPL(simple_rename_exchange);

int simple_rename(struct user_namespace *mnt_userns, struct inode *old_dir,
		  struct dentry *old_dentry, struct inode *new_dir, struct dentry *new_dentry,
		  unsigned int flags)
{
	bool is_dir = d_is_dir(old_dentry);

	if (flags & ~(RENAME_NOREPLACE | RENAME_EXCHANGE))
		return -EINVAL;
	if (flags & RENAME_EXCHANGE)
		return simple_rename_exchange(old_dir, old_dentry, new_dir, new_dentry);
	if (d_really_is_positive(new_dentry)) {
		if (is_dir && !simple_empty(new_dentry))
			return -ENOTEMPTY;
		touch_for_rename(old_dir, old_dentry, new_dir, new_dentry);
		if (is_dir) {
			drop_nlink(d_inode(new_dentry));
			drop_nlink(old_dir); /* new_dir loses one ".." and gains one */
		}
		return simple_unlink(new_dir, new_dentry);
	}
	if (is_dir && old_dir != new_dir) {
		drop_nlink(old_dir);
		inc_nlink(new_dir);
	}
	touch_for_rename(old_dir, old_dentry, new_dir, new_dentry);
	return 0;
}
EXPORT_SYMBOL(simple_rename);

/* ------------------------------------------------------------------------------------ attributes
 */

int simple_getattr(struct user_namespace *mnt_userns, const struct path *path, struct kstat *stat,
		   u32 request_mask, unsigned int query_flags)
{
	struct inode *inode = d_inode(path->dentry);

	generic_fillattr(mnt_userns, inode, stat);
	stat->blocks = inode->i_mapping->nrpages << (PAGE_SHIFT - 9);
	return 0;
}
EXPORT_SYMBOL(simple_getattr);

/* Size by truncate_setsize(), the rest into the inode. i_rwsem is held exclusive. */
int simple_setattr(struct user_namespace *mnt_userns, struct dentry *dentry, struct iattr *attr)
{
	struct inode *inode = d_inode(dentry);
	int err = setattr_prepare(mnt_userns, dentry, attr);

	if (err)
		return err;
	if (attr->ia_valid & ATTR_SIZE)
		truncate_setsize(inode, attr->ia_size);
	setattr_copy(mnt_userns, inode, attr);
	return 0;
}
EXPORT_SYMBOL(simple_setattr);

int simple_statfs(struct dentry *dentry, struct kstatfs *buf)
{
	buf->f_type = dentry->d_sb->s_magic;
	buf->f_bsize = PAGE_SIZE;
	buf->f_namelen = NAME_MAX;
	return 0;
}
EXPORT_SYMBOL(simple_statfs);
