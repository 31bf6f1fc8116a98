// SPDX-License-Identifier: GPL-2.0
/*
 * ledger-front - /dev/ledger: "NAME AMOUNT" posts, "?NAME" asks, and reading
 * lists the accounts.
 */
#define pr_fmt(fmt) "ledger: " fmt
#include <linux/module.h>
#include <linux/miscdevice.h>
#include <linux/fs.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include <ledger.h>

static int obey(char *line)
{
	char *name = strsep(&line, " \t\n");
	long amount;
	int err;

	if (*name == '?') {
		err = ledger_balance(name + 1, &amount);
		if (!err)
			pr_info("%s has %ld\n", name + 1, amount);
		return err;
	}
	if (!line)
		return -EINVAL;
	err = kstrtol(strim(line), 0, &amount);
	return err ? err : ledger_post(name, amount);
}

static ssize_t ledger_write(struct file *filp, const char __user *ubuf, size_t count, loff_t *ppos)
{
	char *line;
	int err;

	if (count == 0 || count > 128)
		return -EINVAL;
	line = memdup_user_nul(ubuf, count);
	if (IS_ERR(line))
		return PTR_ERR(line);
	err = obey(line);
	kfree(line);
	return err ? err : count;
}

static int ledger_show(struct seq_file *m, void *unused)
{
	ledger_print(m);
	return 0;
}

static int ledger_open(struct inode *inode, struct file *filp)
{
	return single_open(filp, ledger_show, NULL);
}

static const struct file_operations ledger_fops = {
	.owner = THIS_MODULE,
	.open = ledger_open,
	.read = seq_read,
	.write = ledger_write,
	.llseek = seq_lseek,
	.release = single_release,
};

static struct miscdevice ledger_dev = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "ledger",
	.fops = &ledger_fops,
};
module_misc_device(ledger_dev);

MODULE_LICENSE("GPL");
