// SPDX-License-Identifier: MIT
/*
 * Major 1: /dev/null, zero, full, random, urandom and kmsg. One cdev for all minors, whose open
 * hands the file on to the minor's own operations. null(4), full(4), random(4).
 */
#include <linux/device.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kdev_t.h>
#include <linux/kernel.h>
#include <linux/major.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/poll.h>
#include <linux/random.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/shmem_fs.h>
#include <linux/uaccess.h>
#include <linux/uio.h>
#include <kernel/devfs.h>
#include "mem.h"

/* --- null, zero, full --- */

static ssize_t read_nothing(struct file *file, char __user *buf, size_t count, loff_t *ppos)
{
	return 0;
}

static ssize_t write_null(struct kiocb *iocb, struct iov_iter *from)
{
	size_t count = iov_iter_count(from);

	iov_iter_advance(from, count);
	return count;
}

static ssize_t read_zero(struct kiocb *iocb, struct iov_iter *to)
{
	size_t written = 0;

	while (iov_iter_count(to)) {
		size_t chunk = min_t(size_t, iov_iter_count(to), PAGE_SIZE);
		size_t n = iov_iter_zero(chunk, to);

		written += n;
		if (n < chunk)
			return written ?: -EFAULT;
		if (signal_pending(current))
			return written;
		cond_resched();
	}
	return written;
}

static ssize_t write_full(struct file *file, const char __user *buf, size_t count, loff_t *ppos)
{
	return -ENOSPC;
}

/* Private: memory that begins as zeroes; shared: memory that its processes share, as from no file.
 */
static int mmap_zero(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_SHARED)
		return shmem_zero_setup(vma);
	vma->vm_ops = NULL;
	return 0;
}

/* Any place will do, and none is kept: the end of a file that has none. */
static loff_t null_llseek(struct file *file, loff_t offset, int whence)
{
	return file->f_pos = 0;
}

/* --- random, urandom --- */

/* Both are the same generator, which is seeded before there are processes: getrandom(2). */
static ssize_t random_read(struct kiocb *iocb, struct iov_iter *to)
{
	u8 block[256];
	size_t done = 0;

	while (iov_iter_count(to)) {
		size_t chunk = min(iov_iter_count(to), sizeof(block));
		size_t n;

		get_random_bytes(block, chunk);
		n = copy_to_iter(block, chunk, to);
		done += n;
		if (n < chunk) {
			if (!done)
				done = -EFAULT;
			break;
		}
		if (signal_pending(current))
			break;
		cond_resched();
	}
	memzero_explicit(block, sizeof(block));
	return done;
}

static ssize_t random_write(struct kiocb *iocb, struct iov_iter *from)
{
	u8 block[256];
	size_t done = 0;

	while (iov_iter_count(from)) {
		size_t chunk = min(iov_iter_count(from), sizeof(block));
		size_t n = copy_from_iter(block, chunk, from);

		add_device_randomness(block, n);
		done += n;
		if (n < chunk) {
			if (!done)
				done = -EFAULT;
			break;
		}
		if (signal_pending(current))
			break;
		cond_resched();
	}
	memzero_explicit(block, sizeof(block));
	return done;
}

/* --- the table --- */

static const struct file_operations null_fops = {
	.llseek = null_llseek,
	.read = read_nothing,
	.write_iter = write_null,
};

static const struct file_operations zero_fops = {
	.llseek = null_llseek,
	.read_iter = read_zero,
	.write_iter = write_null,
	.mmap = mmap_zero,
};

static const struct file_operations full_fops = {
	.llseek = null_llseek,
	.read_iter = read_zero,
	.write = write_full,
};

static const struct file_operations random_fops = {
	.read_iter = random_read,
	.write_iter = random_write,
	.llseek = noop_llseek,
};

static const struct {
	const char *name;
	const struct file_operations *fops;
	umode_t mode;
} devices[] = {
	[3] = {"null", &null_fops, 0666},      [5] = {"zero", &zero_fops, 0666},
	[7] = {"full", &full_fops, 0666},      [8] = {"random", &random_fops, 0666},
	[9] = {"urandom", &random_fops, 0666}, [11] = {"kmsg", &kmsg_fops, 0644},
};

static int memory_open(struct inode *inode, struct file *filp)
{
	unsigned int minor = iminor(inode);

	if (minor >= ARRAY_SIZE(devices) || !devices[minor].fops)
		return -ENXIO;
	/* Built in, so there is no module to hold: f_op may be set as it is. */
	filp->f_op = devices[minor].fops;
	return filp->f_op->open ? filp->f_op->open(inode, filp) : 0;
}

static const struct file_operations memory_fops = {
	.open = memory_open,
	.llseek = noop_llseek,
};

/* Anybody's, but for the table's mode. */
static char *mem_devnode(struct device *dev, umode_t *mode)
{
	if (mode && devices[MINOR(dev->devt)].mode)
		*mode = devices[MINOR(dev->devt)].mode;
	return NULL;
}

static struct class mem_class = {
	.name = "mem",
	.devnode = mem_devnode,
};

void __init mem_init_devices(void)
{
	unsigned int minor;

	if (register_chrdev(MEM_MAJOR, "mem", &memory_fops))
		panic("mem: can't have major %d", MEM_MAJOR);
	if (class_register(&mem_class))
		panic("mem: can't make its class");
	for (minor = 0; minor < ARRAY_SIZE(devices); minor++)
		if (devices[minor].name &&
		    IS_ERR(device_create(&mem_class, NULL, MKDEV(MEM_MAJOR, minor), NULL, "%s",
					 devices[minor].name)))
			pr_err("mem: can't make /dev/%s\n", devices[minor].name);
}
