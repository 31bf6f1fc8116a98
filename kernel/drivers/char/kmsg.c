// SPDX-License-Identifier: MIT
/*
 * /dev/kmsg: the kernel's log, a record a read, each open file with a place of its own; and a way
 * for programs to add to it, a record a write. Format: Documentation/ABI/testing/dev-kmsg of Linux,
 * which is what dmesg(1) and log daemons parse.
 */
#include <linux/capability.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/mutex.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/uio.h>
#include <linux/wait.h>
#include <kernel/printk.h>
#include "mem.h"

struct kmsg_file {
	struct mutex lock; /* guards the rest: one read or seek at a time */
	struct kmsg_reader reader;
	char buf[KMSG_RECORD_MAX];
};

static int kmsg_open(struct inode *inode, struct file *file)
{
	struct kmsg_file *kf;

	if ((file->f_flags & O_ACCMODE) == O_WRONLY)
		return 0;
	kf = kvmalloc(sizeof(*kf), GFP_KERNEL);
	if (!kf)
		return -ENOMEM;
	mutex_init(&kf->lock);
	kmsg_reader_init(&kf->reader);
	file->private_data = kf;
	return 0;
}

static int kmsg_release(struct inode *inode, struct file *file)
{
	kvfree(file->private_data);
	return 0;
}

/*
 * One record. -EINVAL when it doesn't fit, and then it is passed over; -EPIPE when records were
 * overwritten before they were read; -EAGAIN.
 */
static ssize_t kmsg_read(struct file *file, char __user *buf, size_t count, loff_t *ppos)
{
	struct kmsg_file *kf = file->private_data;
	ssize_t len;

	if (!kf)
		return -EBADF;
	len = mutex_lock_interruptible(&kf->lock);
	if (len)
		return len;
	for (;;) {
		len = kmsg_reader_next(&kf->reader, kf->buf, sizeof(kf->buf));
		if (len != -EAGAIN || (file->f_flags & O_NONBLOCK))
			break;
		len = wait_event_interruptible(log_wait, kmsg_readable(&kf->reader));
		if (len)
			break;
	}
	if (len > 0) {
		if (len > count)
			len = -EINVAL;
		else if (copy_to_user(buf, kf->buf, len))
			len = -EFAULT;
	}
	mutex_unlock(&kf->lock);
	return len;
}

static ssize_t kmsg_write_iter(struct kiocb *iocb, struct iov_iter *from)
{
	size_t len = iov_iter_count(from);
	ssize_t ret = -EFAULT;
	char *text;

	if (len > LOG_LINE_MAX)
		return -EINVAL;
	text = kmalloc(len + 1, GFP_KERNEL);
	if (!text)
		return -ENOMEM;
	if (copy_from_iter_full(text, len, from)) {
		text[len] = '\0';
		ret = kmsg_write(text, len);
	}
	kfree(text);
	return ret;
}

/* Only to the ends: records have no offsets. */
static loff_t kmsg_llseek(struct file *file, loff_t offset, int whence)
{
	struct kmsg_file *kf = file->private_data;
	int err;

	if (!kf)
		return -EBADF;
	if (offset)
		return -ESPIPE;
	mutex_lock(&kf->lock);
	err = kmsg_reader_seek(&kf->reader, whence);
	mutex_unlock(&kf->lock);
	return err;
}

static __poll_t kmsg_poll(struct file *file, struct poll_table_struct *wait)
{
	struct kmsg_file *kf = file->private_data;

	if (!kf)
		return EPOLLERR | EPOLLNVAL;
	poll_wait(file, &log_wait, wait);
	if (kmsg_overrun(&kf->reader))
		return EPOLLIN | EPOLLRDNORM | EPOLLERR | EPOLLPRI;
	return kmsg_readable(&kf->reader) ? EPOLLIN | EPOLLRDNORM : 0;
}

const struct file_operations kmsg_fops = {
	.open = kmsg_open,
	.read = kmsg_read,
	.write_iter = kmsg_write_iter,
	.llseek = kmsg_llseek,
	.poll = kmsg_poll,
	.release = kmsg_release,
};
