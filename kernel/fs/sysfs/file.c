// SPDX-License-Identifier: MIT
/*
 * Open files of attributes.
 *
 * A text attribute is read through a sequence of one record: show() fills one page when the reader
 * is at its beginning, and later reads get what is left of it. A write hands store() a copy of the
 * bytes, at most a page. A binary attribute is read and written at any offset, a page at a time.
 */
#include <linux/bug.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/poll.h>
#include <linux/printk.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uio.h>
#include "sysfs.h"

/* One open file */
struct open_attr {
	struct kernfs_node *kn; /* referenced through the inode */
	struct mutex lock;	/* one store() or binary call at a time */
	int event;		/* kn->event when it was last read: poll tells what is newer */
};

/* The functions of kn's attribute. Call while active. */
static const struct sysfs_ops *attr_ops(struct kernfs_node *kn)
{
	const struct kobj_type *ktype = node_kobj(kn)->ktype;

	return ktype ? ktype->sysfs_ops : NULL;
}

static struct open_attr *file_attr(struct file *file)
{
	struct kernfs_node *kn = file_inode(file)->i_private;

	/* A text attribute's file->private_data is its seq_file. */
	return kn->type == NODE_BIN ? file->private_data
				    : ((struct seq_file *)file->private_data)->private;
}

/* --- open and release --- */

static int attr_show(struct seq_file *m, void *v)
{
	struct open_attr *oa = m->private;
	struct kernfs_node *kn = oa->kn;
	const struct sysfs_ops *ops;
	ssize_t count;
	char *buf;

	if (seq_get_buf(m, &buf) < PAGE_SIZE) {
		seq_commit(m, -1);
		return 0;
	}
	if (!node_enter(kn))
		return -ENODEV;
	/* Before the call: what changes during it is news for poll(). */
	oa->event = atomic_read(&kn->event);
	/* What show() doesn't fill must not tell what the page held before. */
	memset(buf, 0, PAGE_SIZE);
	ops = attr_ops(kn);
	count = ops->show(node_kobj(kn), (struct attribute *)kn->attr, buf);
	if (count >= (ssize_t)PAGE_SIZE) {
		pr_err("sysfs: %pS returned bad count %zd\n", ops->show, count);
		count = PAGE_SIZE - 1;
	}
	node_leave(kn);
	if (count < 0)
		return count;
	seq_commit(m, count);
	return 0;
}

/* Whether the attribute has what the file was opened for; root's powers don't make a show(). */
static bool may_open(struct kernfs_node *kn, const struct file *file)
{
	const struct sysfs_ops *ops;
	bool can_read, can_write;

	if (kn->type == NODE_BIN) {
		can_read = kn->bin->read;
		can_write = kn->bin->write;
	} else {
		ops = attr_ops(kn);
		if (WARN(!ops, "sysfs: no operations for the attributes of %s\n",
			 kobject_name(node_kobj(kn))))
			return false;
		can_read = ops->show;
		can_write = ops->store;
	}
	if ((file->f_mode & FMODE_READ) && !(can_read && (kn->mode & S_IRUGO)))
		return false;
	return !(file->f_mode & FMODE_WRITE) || (can_write && (kn->mode & S_IWUGO));
}

static int attr_open(struct inode *inode, struct file *file)
{
	struct kernfs_node *kn = inode->i_private;
	struct open_attr *oa;
	bool may;
	int err = 0;

	if (!node_enter(kn))
		return -ENODEV;
	may = may_open(kn, file);
	node_leave(kn);
	if (!may)
		return -EACCES;

	oa = kzalloc(sizeof(*oa), GFP_KERNEL);
	if (!oa)
		return -ENOMEM;
	oa->kn = kn;
	oa->event = atomic_read(&kn->event);
	mutex_init(&oa->lock);
	if (kn->type == NODE_BIN)
		file->private_data = oa;
	else
		err = single_open_size(file, attr_show, oa, PAGE_SIZE);
	if (err)
		kfree(oa);
	else
		file->f_mode |= FMODE_PWRITE;
	return err;
}

static int attr_release(struct inode *inode, struct file *file)
{
	struct kernfs_node *kn = inode->i_private;

	kfree(file_attr(file));
	return kn->type == NODE_BIN ? 0 : single_release(inode, file);
}

/* --- binary attributes --- */

/* How much of count at pos lies inside the attribute; a size of 0 sets no bound. */
static size_t clip_bin(const struct bin_attribute *bin, loff_t pos, size_t count)
{
	if (!bin->size)
		return count;
	return pos >= bin->size ? 0 : min_t(u64, count, bin->size - pos);
}

static ssize_t bin_read(struct kiocb *iocb, struct iov_iter *to)
{
	struct file *file = iocb->ki_filp;
	struct open_attr *oa = file->private_data;
	struct kernfs_node *kn = oa->kn;
	size_t count = min_t(size_t, iov_iter_count(to), PAGE_SIZE);
	ssize_t ret = -ENODEV;
	char *buf;

	buf = (char *)__get_free_page(GFP_KERNEL);
	if (!buf)
		return -ENOMEM;
	mutex_lock(&oa->lock);
	if (node_enter(kn)) {
		count = clip_bin(kn->bin, iocb->ki_pos, count);
		memset(buf, 0, PAGE_SIZE);
		ret = count ? kn->bin->read(file, node_kobj(kn), (struct bin_attribute *)kn->bin,
					    buf, iocb->ki_pos, count)
			    : 0;
		node_leave(kn);
	}
	mutex_unlock(&oa->lock);
	if (ret > 0) {
		ret = min_t(size_t, ret, PAGE_SIZE);
		if (copy_to_iter(buf, ret, to) != ret)
			ret = -EFAULT;
		else
			iocb->ki_pos += ret;
	}
	free_page((unsigned long)buf);
	return ret;
}

static ssize_t bin_write(struct open_attr *oa, struct file *file, char *buf, size_t count,
			 loff_t pos)
{
	const struct bin_attribute *bin = oa->kn->bin;

	if (bin->size && pos >= bin->size)
		return -EFBIG;
	return bin->write(file, node_kobj(oa->kn), (struct bin_attribute *)bin, buf, pos,
			  clip_bin(bin, pos, count));
}

/* --- both kinds --- */

static ssize_t attr_read_iter(struct kiocb *iocb, struct iov_iter *to)
{
	struct kernfs_node *kn = file_inode(iocb->ki_filp)->i_private;

	return kn->type == NODE_BIN ? bin_read(iocb, to) : seq_read_iter(iocb, to);
}

static ssize_t attr_write_iter(struct kiocb *iocb, struct iov_iter *from)
{
	struct open_attr *oa = file_attr(iocb->ki_filp);
	size_t count = min_t(size_t, iov_iter_count(from), PAGE_SIZE);
	struct kernfs_node *kn = oa->kn;
	ssize_t ret = -ENODEV;
	char *buf;

	buf = kmalloc(count + 1, GFP_KERNEL);
	if (!buf)
		return -ENOMEM;
	if (copy_from_iter(buf, count, from) != count) {
		kfree(buf);
		return -EFAULT;
	}
	buf[count] = '\0';

	mutex_lock(&oa->lock);
	if (node_enter(kn)) {
		if (!count)
			ret = 0;
		else if (kn->type == NODE_BIN)
			ret = bin_write(oa, iocb->ki_filp, buf, count, iocb->ki_pos);
		else
			ret = attr_ops(kn)->store(node_kobj(kn), (struct attribute *)kn->attr, buf,
						  count);
		node_leave(kn);
	}
	mutex_unlock(&oa->lock);
	kfree(buf);
	if (ret > 0)
		iocb->ki_pos += ret;
	return ret;
}

static loff_t attr_llseek(struct file *file, loff_t offset, int whence)
{
	struct kernfs_node *kn = file_inode(file)->i_private;

	if (kn->type == NODE_BIN)
		return generic_file_llseek(file, offset, whence);
	return seq_lseek(file, offset, whence);
}

/* Always readable and writable; POLLPRI and POLLERR say that it changed since it was read. */
static __poll_t attr_poll(struct file *file, struct poll_table_struct *pt)
{
	struct open_attr *oa = file_attr(file);

	poll_wait(file, &oa->kn->poll, pt);
	if (node_gone(oa->kn) || atomic_read(&oa->kn->event) != oa->event)
		return DEFAULT_POLLMASK | EPOLLERR | EPOLLPRI;
	return DEFAULT_POLLMASK;
}

const struct file_operations sysfs_file_operations = {
	.open = attr_open,
	.release = attr_release,
	.read_iter = attr_read_iter,
	.write_iter = attr_write_iter,
	.llseek = attr_llseek,
	.poll = attr_poll,
};
