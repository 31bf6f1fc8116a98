// SPDX-License-Identifier: MIT
/*
 * Calls to a file's operations while the file may be removed, and its module with it.
 *
 * Every call counts itself in node->users, which is 0 for ever once the file is removed and the
 * last call has returned. A guarded file gets operations of its own when it is opened: the real
 * ones, each wrapped in such a count. Release is not guarded: what open has allocated must go.
 */
#include <linux/dcache.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/module.h>
#include <linux/poll.h>
#include <linux/slab.h>
#include "internal.h"

const struct file_operations *debugfs_real_fops(const struct file *filp)
{
	return debugfs_node(filp->f_path.dentry)->fops;
}
EXPORT_SYMBOL_GPL(debugfs_real_fops);

int debugfs_file_get(struct dentry *dentry)
{
	struct debugfs_node *node = debugfs_node(dentry);

	if (d_unlinked(dentry) || !refcount_inc_not_zero(&node->users))
		return -EIO;
	return 0;
}
EXPORT_SYMBOL_GPL(debugfs_file_get);

void debugfs_file_put(struct dentry *dentry)
{
	struct debugfs_node *node = debugfs_node(dentry);

	if (refcount_dec_and_test(&node->users))
		complete(&node->unused);
}
EXPORT_SYMBOL_GPL(debugfs_file_put);

/* ---- The wrapped operations ---- */

static loff_t guarded_llseek(struct file *file, loff_t offset, int whence)
{
	struct dentry *dentry = file->f_path.dentry;
	loff_t ret = debugfs_file_get(dentry);

	if (ret)
		return ret;
	ret = debugfs_real_fops(file)->llseek(file, offset, whence);
	debugfs_file_put(dentry);
	return ret;
}

static ssize_t guarded_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	struct dentry *dentry = file->f_path.dentry;
	ssize_t ret = debugfs_file_get(dentry);

	if (ret)
		return ret;
	ret = debugfs_real_fops(file)->read(file, buf, count, pos);
	debugfs_file_put(dentry);
	return ret;
}

static ssize_t guarded_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	struct dentry *dentry = file->f_path.dentry;
	ssize_t ret = debugfs_file_get(dentry);

	if (ret)
		return ret;
	ret = debugfs_real_fops(file)->write(file, buf, count, pos);
	debugfs_file_put(dentry);
	return ret;
}

static __poll_t guarded_poll(struct file *file, struct poll_table_struct *wait)
{
	struct dentry *dentry = file->f_path.dentry;
	__poll_t ready;

	if (debugfs_file_get(dentry))
		return EPOLLHUP;
	ready = debugfs_real_fops(file)->poll(file, wait);
	debugfs_file_put(dentry);
	return ready;
}

static long guarded_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct dentry *dentry = file->f_path.dentry;
	long ret = debugfs_file_get(dentry);

	if (ret)
		return ret;
	ret = debugfs_real_fops(file)->unlocked_ioctl(file, cmd, arg);
	debugfs_file_put(dentry);
	return ret;
}

static int guarded_release(struct inode *inode, struct file *file)
{
	const struct file_operations *wrapped = file->f_op, *real = debugfs_real_fops(file);
	int ret = 0;

	if (real->release)
		ret = real->release(inode, file);
	replace_fops(file, inode->i_fop);
	kfree(wrapped);
	fops_put(real);
	return ret;
}

/* ---- Opening ---- */

/* A guarded file's own operations: only what the real ones have. */
static struct file_operations *wrap(const struct file_operations *real)
{
	struct file_operations *fops = kzalloc(sizeof(*fops), GFP_KERNEL);

	if (!fops)
		return NULL;
	fops->release = guarded_release;
	if (real->llseek)
		fops->llseek = guarded_llseek;
	if (real->read)
		fops->read = guarded_read;
	if (real->write)
		fops->write = guarded_write;
	if (real->poll)
		fops->poll = guarded_poll;
	if (real->unlocked_ioctl)
		fops->unlocked_ioctl = guarded_ioctl;
	return fops;
}

/* file->f_op is inode->i_fop, one of ours, which has no module to put. */
static int open_wrapped(struct inode *inode, struct file *file, const struct file_operations *real)
{
	struct file_operations *wrapped = wrap(real);
	int err;

	if (!wrapped)
		return -ENOMEM;
	replace_fops(file, wrapped);
	err = real->open ? real->open(inode, file) : 0;
	if (err) {
		replace_fops(file, inode->i_fop);
		kfree(wrapped);
		return err;
	}
	if (WARN(file->f_op != wrapped, "debugfs file owner replaced proxy fops: %pd",
		 file->f_path.dentry))
		replace_fops(file, wrapped);
	return 0;
}

static int guarded_open(struct inode *inode, struct file *file)
{
	struct dentry *dentry = file->f_path.dentry;
	const struct file_operations *real;
	int err;

	if (debugfs_file_get(dentry))
		return -ENOENT;
	real = fops_get(debugfs_real_fops(file)); /* NULL: its module is leaving */
	err = real ? open_wrapped(inode, file, real) : -ENXIO;
	if (err)
		fops_put(real);
	debugfs_file_put(dentry);
	return err;
}

static int unguarded_open(struct inode *inode, struct file *file)
{
	struct dentry *dentry = file->f_path.dentry;
	const struct file_operations *real;
	int err = -ENXIO;

	if (debugfs_file_get(dentry))
		return -ENOENT;
	real = fops_get(debugfs_real_fops(file));
	if (real) {
		/* From here on the file holds the module, and puts it when it is closed. */
		replace_fops(file, real);
		err = real->open ? real->open(inode, file) : 0;
	}
	debugfs_file_put(dentry);
	return err;
}

const struct file_operations debugfs_guarded_fops = {
	.open = guarded_open,
};

const struct file_operations debugfs_unguarded_fops = {
	.open = unguarded_open,
};

/* ---- Numbers by functions ---- */

ssize_t debugfs_attr_read(struct file *file, char __user *buf, size_t len, loff_t *ppos)
{
	struct dentry *dentry = file->f_path.dentry;
	ssize_t ret = debugfs_file_get(dentry);

	if (ret)
		return ret;
	ret = simple_attr_read(file, buf, len, ppos);
	debugfs_file_put(dentry);
	return ret;
}
EXPORT_SYMBOL_GPL(debugfs_attr_read);

static ssize_t attr_write(struct file *file, const char __user *buf, size_t len, loff_t *ppos,
			  bool is_signed)
{
	struct dentry *dentry = file->f_path.dentry;
	ssize_t ret = debugfs_file_get(dentry);

	if (ret)
		return ret;
	ret = is_signed ? simple_attr_write_signed(file, buf, len, ppos)
			: simple_attr_write(file, buf, len, ppos);
	debugfs_file_put(dentry);
	return ret;
}

ssize_t debugfs_attr_write(struct file *file, const char __user *buf, size_t len, loff_t *ppos)
{
	return attr_write(file, buf, len, ppos, false);
}
EXPORT_SYMBOL_GPL(debugfs_attr_write);

ssize_t debugfs_attr_write_signed(struct file *file, const char __user *buf, size_t len,
				  loff_t *ppos)
{
	return attr_write(file, buf, len, ppos, true);
}
EXPORT_SYMBOL_GPL(debugfs_attr_write_signed);
