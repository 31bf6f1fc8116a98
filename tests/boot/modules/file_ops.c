// SPDX-License-Identifier: MIT
/*
 * Devices under /dev/file_ops that have one kind of file operations each; tests/boot/programs/
 * file_ops.c looks at all of them.
 */
#include <linux/eventfd.h>
#include <linux/fs.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/poll.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/uio.h>
#include <linux/wait.h>
#include "../programs/file_ops.h"

static struct file_ops_counts counts;
static int next_open_error;

/* ---- What all have ---- */

static int file_ops_open(struct inode *inode, struct file *file)
{
	int err = next_open_error;

	next_open_error = 0;
	counts.open++;
	return err;
}

static int file_ops_release(struct inode *inode, struct file *file)
{
	counts.release++;
	return 0;
}

static int count_flush(struct file *file, fl_owner_t id)
{
	counts.flush++;
	return 0;
}

static long invert(struct file_ops_pair __user *at)
{
	struct file_ops_pair pair;

	if (get_user(pair.small, &at->small) || get_user(pair.medium, &at->medium) ||
	    get_user(pair.large, &at->large) || get_user(pair.huge, &at->huge))
		return -EFAULT;
	if (put_user(~pair.small, &at->small) || put_user(~pair.medium, &at->medium) ||
	    __put_user(~pair.large, &at->large) || __put_user(~pair.huge, &at->huge))
		return -EFAULT;
	return 0;
}

static long signal_eventfd(int fd)
{
	struct eventfd_ctx *ctx = eventfd_ctx_fdget(fd);
	long added;

	if (IS_ERR(ctx))
		return PTR_ERR(ctx);
	added = eventfd_signal(ctx, 3);
	eventfd_ctx_put(ctx);
	return added;
}

static long file_ops_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	void __user *at = (void __user *)arg;
	char text[10];

	if (_IOC_TYPE(cmd) != 'f')
		return -ENOTTY;
	switch (cmd) {
	case FILE_OPS_COUNTS:
		return copy_to_user(at, &counts, sizeof(counts)) ? -EFAULT : 0;
	case FILE_OPS_NOT:
		return invert(at);
	case FILE_OPS_FAIL:
		return get_user(next_open_error, (int __user *)at);
	case FILE_OPS_STRLEN:
		return strnlen_user(at, 100);
	case FILE_OPS_STRNCPY:
		return strncpy_from_user(text, at, sizeof(text));
	case FILE_OPS_CLEAR:
		return clear_user(at, _IOC_SIZE(cmd));
	case FILE_OPS_SIGNAL:
		return signal_eventfd(arg);
	case FILE_OPS_NOT_OURS:
		return -ENOIOCTLCMD;
	}
	return -ENOTTY;
}

/* ---- "bytes": ->read and ->write only; "iter": ->read_iter and ->write_iter only ---- */

static char bytes[FILE_OPS_SIZE];

static ssize_t bytes_read(struct file *file, char __user *to, size_t count, loff_t *pos)
{
	return simple_read_from_buffer(to, count, pos, bytes, sizeof(bytes));
}

static ssize_t bytes_write(struct file *file, const char __user *from, size_t count, loff_t *pos)
{
	ssize_t ret = simple_write_to_buffer(bytes, sizeof(bytes), pos, from, count);

	return ret || !count ? ret : -ENOSPC;
}

static loff_t bytes_llseek(struct file *file, loff_t offset, int whence)
{
	return fixed_size_llseek(file, offset, whence, sizeof(bytes));
}

static int bytes_fsync(struct file *file, loff_t start, loff_t end, int datasync)
{
	if (start || end != LLONG_MAX)
		return -EIO;
	datasync ? counts.fdatasync++ : counts.fsync++;
	return 0;
}

static long bytes_fallocate(struct file *file, int mode, loff_t offset, loff_t len)
{
	counts.fallocate++;
	return 0;
}

static const struct file_operations bytes_fops = {
	.owner = THIS_MODULE,
	.open = file_ops_open,
	.flush = count_flush,
	.release = file_ops_release,
	.read = bytes_read,
	.write = bytes_write,
	.llseek = bytes_llseek,
	.fsync = bytes_fsync,
	.fallocate = bytes_fallocate,
	.unlocked_ioctl = file_ops_ioctl,
};

static ssize_t iter_read(struct kiocb *iocb, struct iov_iter *to)
{
	struct iov_iter_state start;
	loff_t pos = iocb->ki_pos;
	size_t count, copied;

	if (pos >= sizeof(bytes))
		return 0;
	count = min_t(size_t, iov_iter_count(to), sizeof(bytes) - pos);
	/* A first try goes for nothing. */
	iov_iter_save_state(to, &start);
	if (!iov_iter_zero(count, to) && count)
		return -EFAULT;
	iov_iter_restore(to, &start);
	copied = copy_to_iter(bytes + pos, count, to);
	iocb->ki_pos += copied;
	return copied || !count ? copied : -EFAULT;
}

static ssize_t iter_write(struct kiocb *iocb, struct iov_iter *from)
{
	struct iov_iter copy;
	const void *segments;
	loff_t pos = iocb->ki_flags & IOCB_APPEND ? sizeof(bytes) / 2 : iocb->ki_pos;
	size_t count, copied;

	if (pos >= sizeof(bytes))
		return iov_iter_count(from) ? -ENOSPC : 0;
	count = min_t(size_t, iov_iter_count(from), sizeof(bytes) - pos);
	if (iov_iter_npages(from, 16) < !!count || fault_in_iov_iter_readable(from, count))
		return -EFAULT;
	segments = dup_iter(&copy, from, GFP_KERNEL);
	if (!segments && !iter_is_ubuf(from))
		return -ENOMEM;
	copied = copy_from_iter(bytes + pos, count, &copy);
	iov_iter_advance(from, copied);
	if (iov_iter_count(&copy) != iov_iter_count(from))
		copied = 0;
	kfree(segments);
	iocb->ki_pos = pos + copied;
	return copied || !count ? copied : -EFAULT;
}

static const struct file_operations iter_fops = {
	.owner = THIS_MODULE,
	.open = file_ops_open,
	.release = file_ops_release,
	.read_iter = iter_read,
	.write_iter = iter_write,
	.llseek = bytes_llseek,
	.unlocked_ioctl = file_ops_ioctl,
};

/* ---- Those without a position, and one without anything ---- */

static ssize_t position_read(struct file *file, char __user *to, size_t count, loff_t *pos)
{
	/* "0": a position; "-": none */
	return put_user(pos ? '0' : '-', to) ? -EFAULT : 1;
}

static const struct file_operations stream_fops = {
	.owner = THIS_MODULE,
	.open = stream_open,
	.read = position_read,
	.llseek = no_llseek,
};

static const struct file_operations nonseekable_fops = {
	.owner = THIS_MODULE,
	.open = nonseekable_open,
	.read = position_read,
	.llseek = no_llseek,
};

static const struct file_operations noop_llseek_fops = {
	.owner = THIS_MODULE,
	.read = bytes_read,
	.llseek = noop_llseek,
};

static const struct file_operations nothing_fops = {.owner = THIS_MODULE};

/* ---- "pipe": a byte at a time, with waiting, poll and SIGIO ---- */

static DECLARE_WAIT_QUEUE_HEAD(pipe_wait);
static struct fasync_struct *pipe_fasync;
static char pipe_byte; /* 0: empty; pipe_wait.lock */

static ssize_t pipe_read(struct file *file, char __user *to, size_t count, loff_t *pos)
{
	char c;

	if (!count)
		return 0;
	while (!(c = xchg(&pipe_byte, 0))) {
		if (file->f_flags & O_NONBLOCK)
			return -EAGAIN;
		if (wait_event_interruptible(pipe_wait, READ_ONCE(pipe_byte)))
			return -ERESTARTSYS;
	}
	wake_up_interruptible_poll(&pipe_wait, EPOLLOUT | EPOLLWRNORM);
	kill_fasync(&pipe_fasync, SIGIO, POLL_OUT);
	return put_user(c, to) ? -EFAULT : 1;
}

static ssize_t pipe_write(struct file *file, const char __user *from, size_t count, loff_t *pos)
{
	char c;

	if (!count)
		return 0;
	if (get_user(c, from))
		return -EFAULT;
	while (cmpxchg(&pipe_byte, 0, c)) {
		if (file->f_flags & O_NONBLOCK)
			return -EAGAIN;
		if (wait_event_interruptible(pipe_wait, !READ_ONCE(pipe_byte)))
			return -ERESTARTSYS;
	}
	wake_up_interruptible_poll(&pipe_wait, EPOLLIN | EPOLLRDNORM);
	kill_fasync(&pipe_fasync, SIGIO, POLL_IN);
	return 1;
}

static __poll_t pipe_poll(struct file *file, poll_table *wait)
{
	poll_wait(file, &pipe_wait, wait);
	return READ_ONCE(pipe_byte) ? EPOLLIN | EPOLLRDNORM : EPOLLOUT | EPOLLWRNORM;
}

static int pipe_set_fasync(int fd, struct file *file, int on)
{
	counts.fasync++;
	return fasync_helper(fd, file, on, &pipe_fasync);
}

static const struct file_operations pipe_fops = {
	.owner = THIS_MODULE,
	.open = nonseekable_open,
	.read = pipe_read,
	.write = pipe_write,
	.poll = pipe_poll,
	.fasync = pipe_set_fasync,
	.release = file_ops_release,
	.llseek = no_llseek,
};

/* ---- */

#define DEVICE(device, device_fops)                                                                \
	{                                                                                          \
		.minor = MISC_DYNAMIC_MINOR, .name = "file_ops!" device, .fops = &device_fops,     \
	}

static struct miscdevice devices[] = {
	DEVICE("bytes", bytes_fops),
	DEVICE("iter", iter_fops),
	DEVICE("stream", stream_fops),
	DEVICE("nonseekable", nonseekable_fops),
	DEVICE("noop_llseek", noop_llseek_fops),
	DEVICE("nothing", nothing_fops),
	DEVICE("pipe", pipe_fops),
};

static void deregister(unsigned int num)
{
	while (num)
		misc_deregister(&devices[--num]);
}

static int __init file_ops_init(void)
{
	int err = 0;

	for (unsigned int i = 0; !err && i < ARRAY_SIZE(devices); i++) {
		err = misc_register(&devices[i]);
		if (err)
			deregister(i);
	}
	return err;
}
module_init(file_ops_init);

static void __exit file_ops_exit(void)
{
	deregister(ARRAY_SIZE(devices));
}
module_exit(file_ops_exit);

MODULE_LICENSE("GPL");
