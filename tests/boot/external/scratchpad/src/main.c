// SPDX-License-Identifier: GPL-2.0
/*
 * scratchpad - /proc/scratch/pad takes a few bytes and gives them back,
 * /proc/scratch/stats says how it is used.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/uaccess.h>
#include <linux/version.h>

#include "pad.h"

static struct pad pad;
static struct proc_dir_entry *dir;

static ssize_t pad_read(struct file *file, char __user *ubuf, size_t count, loff_t *ppos)
{
	size_t n;

	if (*ppos >= pad.used)
		return 0;
	n = min_t(size_t, count, pad.used - *ppos);
	if (copy_to_user(ubuf, pad.text + *ppos, n))
		return -EFAULT;
	*ppos += n;
	return n;
}

static ssize_t pad_write(struct file *file, const char __user *ubuf, size_t count, loff_t *ppos)
{
	if (count > pad_room(&pad)) {
		pr_debug("%zu bytes are too many\n", count);
		return -ENOSPC;
	}
	if (copy_from_user(pad.text + pad.used, ubuf, count))
		return -EFAULT;
	pad.used += count;
	pad.writes++;
	*ppos += count;
	return count;
}

#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 6, 0)
static const struct proc_ops pad_ops = {
	.proc_read = pad_read,
	.proc_write = pad_write,
	.proc_lseek = default_llseek,
};
#else
static const struct file_operations pad_ops = {
	.owner = THIS_MODULE,
	.read = pad_read,
	.write = pad_write,
	.llseek = default_llseek,
};
#endif

static int stats_show(struct seq_file *m, void *v)
{
	seq_printf(m, "%-8s%zu\n", "used", pad.used);
	seq_printf(m, "%-8s%zu\n", "room", pad_room(&pad));
	seq_printf(m, "%-8s%lu\n", "writes", pad.writes);
	return 0;
}

static int __init scratch_init(void)
{
	int err = pad_create(&pad);

	if (err)
		return err;
	err = -ENOMEM;
	dir = proc_mkdir("scratch", NULL);
	if (!dir)
		goto no_dir;
	if (!proc_create("pad", 0600, dir, &pad_ops))
		goto no_files;
	if (!proc_create_single("stats", 0, dir, stats_show))
		goto no_files;
	pr_info("ready\n");
	return 0;

no_files:
	remove_proc_subtree("scratch", NULL);
no_dir:
	pad_destroy(&pad);
	return err;
}

static void __exit scratch_exit(void)
{
	remove_proc_subtree("scratch", NULL);
	pad_destroy(&pad);
	pr_info("gone\n");
}

module_init(scratch_init);
module_exit(scratch_exit);

MODULE_LICENSE("GPL v2");
MODULE_AUTHOR("A Learner");
