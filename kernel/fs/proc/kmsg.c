// SPDX-License-Identifier: MIT
/*
 * /proc/kmsg: the kernel's log as syslog(2) gives it: what one reader has read is gone for the
 * next.
 */
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/poll.h>
#include <linux/proc_fs.h>
#include <kernel/printk.h>
#include "internal.h"

static int kmsg_open(struct inode *inode, struct file *file)
{
	return do_syslog(SYSLOG_ACTION_OPEN, NULL, 0);
}

static int kmsg_release(struct inode *inode, struct file *file)
{
	do_syslog(SYSLOG_ACTION_CLOSE, NULL, 0);
	return 0;
}

static ssize_t kmsg_read(struct file *file, char __user *buf, size_t count, loff_t *ppos)
{
	if ((file->f_flags & O_NONBLOCK) && !do_syslog(SYSLOG_ACTION_SIZE_UNREAD, NULL, 0))
		return -EAGAIN;
	return do_syslog(SYSLOG_ACTION_READ, buf, min_t(size_t, count, INT_MAX));
}

static __poll_t kmsg_poll(struct file *file, struct poll_table_struct *wait)
{
	poll_wait(file, &log_wait, wait);
	return syslog_readable() ? EPOLLIN | EPOLLRDNORM : 0;
}

static const struct proc_ops kmsg_proc_ops = {
	.proc_flags = PROC_ENTRY_PERMANENT,
	.proc_open = kmsg_open,
	.proc_read = kmsg_read,
	.proc_poll = kmsg_poll,
	.proc_release = kmsg_release,
	.proc_lseek = generic_file_llseek,
};

void __init proc_kmsg_init(void)
{
	proc_create("kmsg", S_IRUSR, NULL, &kmsg_proc_ops);
}
