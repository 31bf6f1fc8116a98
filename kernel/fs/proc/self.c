// SPDX-License-Identifier: MIT
/*
 * /proc/self and /proc/thread-self: links whose text depends on who reads it. And the links in
 * /proc that lead into it.
 */
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include "internal.h"

static void free_text(void *text)
{
	kfree(text);
}

static const char *give_text(struct delayed_call *done, char *text)
{
	if (!text)
		return ERR_PTR(-ENOMEM);
	set_delayed_call(done, free_text, text);
	return text;
}

static const char *proc_self_get_link(struct dentry *dentry, struct inode *inode,
				      struct delayed_call *done)
{
	return give_text(done, kasprintf(GFP_KERNEL, "%u", task_tgid_nr(current)));
}

static const char *proc_thread_self_get_link(struct dentry *dentry, struct inode *inode,
					     struct delayed_call *done)
{
	return give_text(done, kasprintf(GFP_KERNEL, "%u/task/%u", task_tgid_nr(current),
					 task_pid_nr(current)));
}

static const struct inode_operations proc_self_inode_operations = {
	.get_link = proc_self_get_link,
};

static const struct inode_operations proc_thread_self_inode_operations = {
	.get_link = proc_thread_self_get_link,
};

static void __init make_link(const char *name, const struct inode_operations *iops)
{
	/* A link's own text is not used when its operations make one. */
	struct proc_dir_entry *de = proc_symlink(name, NULL, "");

	if (!de)
		panic("proc: no memory for /proc/%s", name);
	de->iops = iops;
	de->permanent = true;
}

void __init proc_self_init(void)
{
	make_link("self", &proc_self_inode_operations);
	make_link("thread-self", &proc_thread_self_inode_operations);
	proc_symlink("mounts", NULL, "self/mounts");
}
