// SPDX-License-Identifier: MIT
/*
 * configfs: attributes as files. What is read is made by show() when the file is at its start; each
 * write(2) is one store().
 */
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/uio.h>
#include "internal.h"

/* Longest text that is shown or stored. */
#define TEXT_MAX (PAGE_SIZE - 1)

/* The item with a reference, unless it has gone: -ENOENT. */
static struct config_item *get_item(struct configfs_node *parent)
{
	struct config_item *item = ERR_PTR(-ENOENT);

	down_read(&parent->calls);
	if (!parent->dead)
		item = config_item_get(parent->item);
	up_read(&parent->calls);
	return item;
}

/* -ENODEV: its module is leaving; -EACCES: it can't be read or written, whatever the mode says. */
int configfs_open_attribute(struct inode *inode, struct file *file, bool readable, bool writable)
{
	struct dentry *dentry = file->f_path.dentry;
	const struct configfs_attribute *attr = configfs_node(dentry)->attr;
	struct configfs_buffer *buffer;
	int err;

	if (((file->f_mode & FMODE_READ) && !readable) ||
	    ((file->f_mode & FMODE_WRITE) && !writable))
		return -EACCES;
	buffer = kzalloc(sizeof(*buffer), GFP_KERNEL);
	if (!buffer)
		return -ENOMEM;
	mutex_init(&buffer->mutex);
	buffer->attr = attr;
	buffer->parent = configfs_node(dentry->d_parent);
	buffer->item = get_item(buffer->parent);
	err = PTR_ERR_OR_ZERO(buffer->item);
	if (err)
		goto free_buffer;
	if (!try_module_get(attr->ca_owner)) {
		err = -ENODEV;
		goto put_item;
	}
	file->private_data = buffer;
	return 0;
put_item:
	config_item_put(buffer->item);
free_buffer:
	kfree(buffer);
	return err;
}

int configfs_release_attribute(struct file *file)
{
	struct configfs_buffer *buffer = file->private_data;
	struct module *owner = buffer->attr->ca_owner;

	free_page((unsigned long)buffer->page);
	config_item_put(buffer->item);
	kfree(buffer);
	module_put(owner);
	return 0;
}

int configfs_begin_call(struct configfs_buffer *buffer)
{
	down_read(&buffer->parent->calls);
	if (!buffer->parent->dead)
		return 0;
	up_read(&buffer->parent->calls);
	return -ENOENT;
}

void configfs_end_call(struct configfs_buffer *buffer)
{
	up_read(&buffer->parent->calls);
}

static int get_page_of(struct configfs_buffer *buffer)
{
	if (!buffer->page)
		buffer->page = (char *)get_zeroed_page(GFP_KERNEL);
	return buffer->page ? 0 : -ENOMEM;
}

static ssize_t show(struct configfs_buffer *buffer)
{
	ssize_t count = get_page_of(buffer) ?: configfs_begin_call(buffer);

	if (count)
		return count;
	count = buffer->attr->show(buffer->item, buffer->page);
	configfs_end_call(buffer);
	if (count < 0)
		return count;
	if (WARN_ON_ONCE(count > PAGE_SIZE))
		return -EIO;
	buffer->count = count;
	buffer->filled = true;
	return 0;
}

static ssize_t read_attribute(struct kiocb *iocb, struct iov_iter *to)
{
	struct configfs_buffer *buffer = iocb->ki_filp->private_data;
	ssize_t ret = 0;

	mutex_lock(&buffer->mutex);
	if (!buffer->filled || !iocb->ki_pos)
		ret = show(buffer);
	if (!ret && iocb->ki_pos < buffer->count) {
		size_t count = min_t(size_t, iov_iter_count(to), buffer->count - iocb->ki_pos);

		ret = copy_to_iter(buffer->page + iocb->ki_pos, count, to);
		if (!ret && count)
			ret = -EFAULT;
	}
	if (ret > 0)
		iocb->ki_pos += ret;
	mutex_unlock(&buffer->mutex);
	return ret;
}

static ssize_t store(struct configfs_buffer *buffer, struct iov_iter *from)
{
	ssize_t err = get_page_of(buffer);
	size_t count;

	if (err)
		return err;
	buffer->filled = false;
	count = copy_from_iter(buffer->page, TEXT_MAX, from);
	if (!count)
		return -EFAULT;
	buffer->page[count] = '\0'; /* as a string it ends with what was written */
	err = configfs_begin_call(buffer);
	if (err)
		return err;
	err = buffer->attr->store(buffer->item, buffer->page, count);
	configfs_end_call(buffer);
	return err;
}

static ssize_t write_attribute(struct kiocb *iocb, struct iov_iter *from)
{
	struct configfs_buffer *buffer = iocb->ki_filp->private_data;
	ssize_t ret;

	if (!iov_iter_count(from))
		return 0;
	mutex_lock(&buffer->mutex);
	ret = store(buffer, from);
	mutex_unlock(&buffer->mutex);
	if (ret > 0)
		iocb->ki_pos += ret;
	return ret;
}

static int open_attribute(struct inode *inode, struct file *file)
{
	const struct configfs_attribute *attr = configfs_node(file->f_path.dentry)->attr;

	return configfs_open_attribute(inode, file, attr->show, attr->store);
}

static int release_attribute(struct inode *inode, struct file *file)
{
	return configfs_release_attribute(file);
}

const struct file_operations configfs_file_operations = {
	.read_iter = read_attribute,
	.write_iter = write_attribute,
	.llseek = generic_file_llseek,
	.open = open_attribute,
	.release = release_attribute,
};
