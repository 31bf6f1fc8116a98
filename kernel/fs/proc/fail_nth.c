// SPDX-License-Identifier: MIT
/*
 * /proc/PID/fail-nth: writing N makes the thread's N-th allocation from then on fail; reading gives
 * how many are left until then, 0 when it has failed or none is to. What counts as one is said in
 * <kernel/fault_inject.h>.
 */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/sched.h>
#include "internal.h"

static ssize_t fail_nth_read(struct file *file, char __user *buf, size_t count, loff_t *ppos)
{
	struct task_struct *task = get_proc_task(file_inode(file));
	char text[12];
	int len;

	if (!task)
		return -ESRCH;
	len = snprintf(text, sizeof(text), "%u\n", READ_ONCE(task->fail_nth));
	put_task_struct(task);
	return simple_read_from_buffer(buf, count, ppos, text, len);
}

static ssize_t fail_nth_write(struct file *file, const char __user *buf, size_t count, loff_t *ppos)
{
	struct task_struct *task;
	unsigned int n;
	int err = kstrtouint_from_user(buf, count, 0, &n);

	if (err)
		return err;
	task = get_proc_task(file_inode(file));
	if (!task)
		return -ESRCH;
	WRITE_ONCE(task->fail_nth, n);
	put_task_struct(task);
	return count;
}

const struct file_operations proc_fail_nth_operations = {
	.read = fail_nth_read,
	.write = fail_nth_write,
};
