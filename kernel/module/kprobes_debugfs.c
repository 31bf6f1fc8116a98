// SPDX-License-Identifier: MIT
/*
 * Probes in /sys/kernel/debug/kprobes, in Linux's format: "list" shows them, "enabled" disarms all
 * and arms them again, "blacklist" shows where none can be.
 */
#include <linux/cred.h>
#include <linux/debugfs.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kallsyms.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/printk.h>
#include <linux/seq_file.h>
#include <linux/uaccess.h>
#include "kprobes.h"

static void show_probe(struct seq_file *m, struct kprobe *p)
{
	const char *type = p->pre_handler == pre_handler_kretprobe ? "r" : "k";
	void *addr = kallsyms_show_value(m->file->f_cred) ? p->addr : NULL;
	char name[KSYM_NAME_LEN];
	unsigned long offset = 0;
	char *modname = NULL;

	if (kallsyms_lookup((unsigned long)p->addr, NULL, &offset, &modname, name))
		seq_printf(m, "%px  %s  %s+0x%x  %s ", addr, type, name, (unsigned int)offset,
			   modname ?: " ");
	else
		seq_printf(m, "%px  %s  %pS ", addr, type, p->addr);
	seq_printf(m, "%s%s\n", kprobe_gone(p) ? "[GONE]" : "",
		   kprobe_disabled(p) && !kprobe_gone(p) ? "[DISABLED]" : "");
}

static int kprobes_show(struct seq_file *m, void *unused)
{
	struct kprobe_point *point;
	struct kprobe *p;

	mutex_lock(&kprobe_mutex);
	for (int i = 0; i < KPROBE_TABLE_SIZE; i++)
		hlist_for_each_entry (point, &kprobe_table[i], hash)
			list_for_each_entry (p, &point->probes, list)
				show_probe(m, p);
	list_for_each_entry (p, &gone_probes, list)
		show_probe(m, p);
	mutex_unlock(&kprobe_mutex);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(kprobes);

static ssize_t enabled_read(struct file *file, char __user *buf, size_t count, loff_t *ppos)
{
	const char *text = READ_ONCE(kprobes_all_disarmed) ? "0\n" : "1\n";

	return simple_read_from_buffer(buf, count, ppos, text, 2);
}

static ssize_t enabled_write(struct file *file, const char __user *buf, size_t count, loff_t *ppos)
{
	bool enable;
	int err = kstrtobool_from_user(buf, count, &enable);

	if (err)
		return err;
	mutex_lock(&kprobe_mutex);
	if (enable == kprobes_all_disarmed) {
		kprobes_set_armed(enable);
		pr_info("kprobes: kprobes globally %s\n", enable ? "enabled" : "disabled");
	}
	mutex_unlock(&kprobe_mutex);
	return count;
}

static const struct file_operations enabled_fops = {
	.read = enabled_read,
	.write = enabled_write,
	.llseek = default_llseek,
};

void __init kprobes_debugfs_init(void)
{
	struct dentry *dir = debugfs_create_dir("kprobes", NULL);

	debugfs_create_file("list", 0400, dir, NULL, &kprobes_fops);
	debugfs_create_file("enabled", 0600, dir, NULL, &enabled_fops);
	kprobes_blacklist_init(dir);
}
