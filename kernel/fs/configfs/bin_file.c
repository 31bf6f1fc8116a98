// SPDX-License-Identifier: MIT
/*
 * configfs: attributes of any length. A file is either read, from what read() gave when it began,
 * or written, collected until the file is closed: not both (ETXTBSY).
 */
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/string.h>
#include <linux/uio.h>
#include <linux/vmalloc.h>
#include "internal.h"

static const struct configfs_bin_attribute *bin_attr(const struct configfs_buffer *buffer)
{
	return container_of(buffer->attr, struct configfs_bin_attribute, cb_attr);
}

/* How many bytes there are, then these. -EFBIG: more than the attribute's maximum. */
static ssize_t fetch(struct configfs_buffer *buffer)
{
	const struct configfs_bin_attribute *attr = bin_attr(buffer);
	ssize_t len = configfs_begin_call(buffer);

	if (len)
		return len;
	len = attr->read(buffer->item, NULL, 0);
	if (len > 0 && attr->cb_max_size && len > attr->cb_max_size)
		len = -EFBIG;
	if (len > 0) {
		buffer->data = vmalloc(len);
		len = buffer->data ? attr->read(buffer->item, buffer->data, len) : -ENOMEM;
	}
	configfs_end_call(buffer);
	if (len < 0) {
		vfree(buffer->data);
		buffer->data = NULL;
		return len;
	}
	buffer->count = len;
	buffer->reading = true;
	return 0;
}

static ssize_t read_bytes(struct configfs_buffer *buffer, struct kiocb *iocb, struct iov_iter *to)
{
	ssize_t ret = 0;
	size_t count;

	if (buffer->writing)
		return -ETXTBSY;
	if (!buffer->reading)
		ret = fetch(buffer);
	if (ret || iocb->ki_pos >= buffer->count)
		return ret;
	count = min_t(size_t, iov_iter_count(to), buffer->count - iocb->ki_pos);
	ret = copy_to_iter(buffer->data + iocb->ki_pos, count, to);
	iocb->ki_pos += ret;
	return ret || !count ? ret : -EFAULT;
}

static ssize_t read_bin(struct kiocb *iocb, struct iov_iter *to)
{
	struct configfs_buffer *buffer = iocb->ki_filp->private_data;
	ssize_t ret;

	mutex_lock(&buffer->mutex);
	ret = read_bytes(buffer, iocb, to);
	mutex_unlock(&buffer->mutex);
	return ret;
}

/* Room for `end` bytes; new ones are 0. -EFBIG, -ENOMEM. */
static int grow(struct configfs_buffer *buffer, loff_t end)
{
	size_t max = bin_attr(buffer)->cb_max_size;
	void *data;

	if (end <= buffer->count)
		return 0;
	if ((max && end > max) || end > INT_MAX)
		return -EFBIG;
	data = vzalloc(end);
	if (!data)
		return -ENOMEM;
	if (buffer->count)
		memcpy(data, buffer->data, buffer->count);
	vfree(buffer->data);
	buffer->data = data;
	buffer->count = end;
	return 0;
}

static ssize_t write_bytes(struct configfs_buffer *buffer, struct kiocb *iocb,
			   struct iov_iter *from)
{
	size_t count = iov_iter_count(from);
	ssize_t ret;

	if (buffer->reading)
		return -ETXTBSY;
	ret = grow(buffer, iocb->ki_pos + count);
	if (ret)
		return ret;
	buffer->writing = true;
	ret = copy_from_iter(buffer->data + iocb->ki_pos, count, from);
	iocb->ki_pos += ret;
	return ret || !count ? ret : -EFAULT;
}

static ssize_t write_bin(struct kiocb *iocb, struct iov_iter *from)
{
	struct configfs_buffer *buffer = iocb->ki_filp->private_data;
	ssize_t ret;

	mutex_lock(&buffer->mutex);
	ret = write_bytes(buffer, iocb, from);
	mutex_unlock(&buffer->mutex);
	return ret;
}

static int open_bin(struct inode *inode, struct file *file)
{
	const struct configfs_bin_attribute *attr = container_of(
		configfs_node(file->f_path.dentry)->attr, struct configfs_bin_attribute, cb_attr);

	return configfs_open_attribute(inode, file, attr->read, attr->write);
}

static int release_bin(struct inode *inode, struct file *file)
{
	struct configfs_buffer *buffer = file->private_data;

	if (buffer->writing && !configfs_begin_call(buffer)) {
		bin_attr(buffer)->write(buffer->item, buffer->data, buffer->count);
		configfs_end_call(buffer);
	}
	vfree(buffer->data);
	return configfs_release_attribute(file);
}

const struct file_operations configfs_bin_file_operations = {
	.read_iter = read_bin,
	.write_iter = write_bin,
	.open = open_bin,
	.release = release_bin,
	.llseek = no_llseek,
};
