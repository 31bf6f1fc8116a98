// SPDX-License-Identifier: MIT
/*
 * The registered types of file systems, by name.
 *
 * get_fs_type() pins the type's module until put_filesystem(). A type may be unregistered only
 * when nothing is mounted from it, which its module's use count sees to.
 */
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/kmod.h>
#include <linux/module.h>
#include <linux/printk.h>
#include <linux/seq_file.h>
#include <linux/spinlock.h>
#include <linux/string.h>

#include <kernel/fs.h>
#include <kernel/module.h>

static struct file_system_type *file_systems; /* oldest first; file_systems_lock */
static DEFINE_RWLOCK(file_systems_lock);

/* Where the type of that name hangs, or where a new one would. file_systems_lock is held. */
static struct file_system_type **find_filesystem(const char *name)
{
	struct file_system_type **p;

	for (p = &file_systems; *p; p = &(*p)->next)
		if (!strcmp((*p)->name, name))
			break;
	return p;
}

/* -EBUSY: the name is taken, or fs is registered already. */
int register_filesystem(struct file_system_type *fs)
{
	struct file_system_type **p;
	int err = 0;

	if (fs->next)
		return -EBUSY;
	write_lock(&file_systems_lock);
	p = find_filesystem(fs->name);
	if (*p)
		err = -EBUSY;
	else
		*p = fs;
	write_unlock(&file_systems_lock);
	return err;
}
EXPORT_SYMBOL(register_filesystem);

/* -EINVAL: it is not registered. */
int unregister_filesystem(struct file_system_type *fs)
{
	struct file_system_type **p;
	int err = -EINVAL;

	write_lock(&file_systems_lock);
	for (p = &file_systems; *p; p = &(*p)->next) {
		if (*p == fs) {
			*p = fs->next;
			fs->next = NULL;
			err = 0;
			break;
		}
	}
	write_unlock(&file_systems_lock);
	return err;
}
EXPORT_SYMBOL(unregister_filesystem);

/*
 * A module that has crashed: its types can't be mounted any more. What is mounted stays, and so
 * does the module's memory, which that points to. Any context.
 */
unsigned int filesystems_forget_module(const struct module *mod)
{
	struct file_system_type **p = &file_systems, *fs;
	unsigned int forgotten = 0;

	write_lock(&file_systems_lock);
	while ((fs = *p)) {
		if (fs->owner != mod && !within_module((unsigned long)fs, mod)) {
			p = &fs->next;
			continue;
		}
		*p = fs->next;
		fs->next = NULL;
		forgotten++;
	}
	write_unlock(&file_systems_lock);
	return forgotten;
}

/* One that is registered. */
static struct file_system_type *lookup_fs_type(const char *name)
{
	struct file_system_type *fs;

	read_lock(&file_systems_lock);
	fs = *find_filesystem(name);
	if (fs && !try_module_get(fs->owner))
		fs = NULL;
	read_unlock(&file_systems_lock);
	return fs;
}

/* The type with its module held, or NULL. One that nobody knows is asked for. May sleep. */
struct file_system_type *get_fs_type(const char *name)
{
	struct file_system_type *fs = lookup_fs_type(name);

	if (fs || request_module("fs-%s", name))
		return fs;
	fs = lookup_fs_type(name);
	if (!fs)
		pr_warn_once("request_module fs-%s succeeded, but still no fs?\n", name);
	return fs;
}
EXPORT_SYMBOL(get_fs_type);

void put_filesystem(struct file_system_type *fs)
{
	module_put(fs->owner);
}

/* proc(5), /proc/filesystems: "nodev" before those that need no device. */
int show_filesystems(struct seq_file *m)
{
	struct file_system_type *fs;

	read_lock(&file_systems_lock);
	for (fs = file_systems; fs; fs = fs->next)
		seq_printf(m, "%s\t%s\n", fs->fs_flags & FS_REQUIRES_DEV ? "" : "nodev", fs->name);
	read_unlock(&file_systems_lock);
	return 0;
}
