// SPDX-License-Identifier: MIT
/*
 * Making /proc entries: files, directories and links. The tree that they go into is generic.c's;
 * the rules for callers are in <linux/proc_fs.h>.
 */
#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/stat.h>
#include <linux/string.h>
#include <kernel/module.h>
#include "internal.h"

/* The next inode number less PROC_DYNAMIC_FIRST */
static atomic_t proc_next_ino = ATOMIC_INIT(0);

static bool name_is_allowed(const char *name, size_t len, const struct proc_dir_entry *dir)
{
	struct qstr qstr = QSTR_INIT(name, len);

	if (WARN(len == 0, "proc: an empty name\n"))
		return false;
	if (WARN(len > 255, "proc: name too long: %s\n", name))
		return false;
	if (WARN(!strcmp(name, ".") || !strcmp(name, ".."), "proc: name '%s'\n", name))
		return false;
	if (WARN(dir == &proc_root && name_to_int(&qstr) != ~0U,
		 "proc: '/proc/%s' is a process's name\n", name))
		return false;
	return true;
}

/*
 * A new entry for name below *dir, not yet in the tree, with *dir moved on to its directory. mode
 * has its type bits. NULL after a message.
 */
static struct proc_dir_entry *pde_alloc(struct proc_dir_entry **dir, const char *name, umode_t mode)
{
	struct proc_dir_entry *de;
	size_t len;
	int err;

	read_lock(&proc_tree_lock);
	err = proc_walk_to_parent(&name, dir);
	read_unlock(&proc_tree_lock);
	if (WARN(err, "proc: no directory for '%s'\n", name))
		return NULL;

	len = strlen(name);
	if (!name_is_allowed(name, len, *dir))
		return NULL;
	de = kzalloc(struct_size(de, name, len + 1), GFP_KERNEL);
	if (!de)
		return NULL;
	memcpy(de->name, name, len + 1);
	de->namelen = len;
	de->mode = mode;
	de->nlink = 1;
	de->owner = module_on_stack();
	de->uid = GLOBAL_ROOT_UID;
	de->gid = GLOBAL_ROOT_GID;
	de->subdir = RB_ROOT;
	RB_CLEAR_NODE(&de->node);
	refcount_set(&de->refcnt, 1);
	spin_lock_init(&de->opener_lock);
	INIT_LIST_HEAD(&de->openers);
	return de;
}

/* From here on de is visible. On failure it is freed and NULL returned. */
static struct proc_dir_entry *pde_register(struct proc_dir_entry *dir, struct proc_dir_entry *de)
{
	bool inserted;

	de->low_ino = PROC_DYNAMIC_FIRST +
		      ((unsigned int)atomic_inc_return(&proc_next_ino) & ~PROC_DYNAMIC_FIRST);
	write_lock(&proc_tree_lock);
	de->parent = dir;
	inserted = proc_subdir_insert(dir, de);
	if (inserted && S_ISDIR(de->mode))
		dir->nlink++;
	write_unlock(&proc_tree_lock);
	if (inserted)
		return de;

	WARN(1, "proc_dir_entry '%s/%s' already registered\n", dir->name, de->name);
	pde_put(de);
	return NULL;
}

static const struct inode_operations proc_file_inode_operations = {
	.setattr = proc_setattr,
};

static umode_t file_mode(umode_t mode)
{
	if (!(mode & S_IFMT))
		mode |= S_IFREG;
	if (!(mode & S_IALLUGO))
		mode |= S_IRUGO;
	return mode;
}

/* A regular file's entry, to be given its operations and registered. */
static struct proc_dir_entry *file_alloc(const char *name, umode_t mode,
					 struct proc_dir_entry **parent, void *data)
{
	struct proc_dir_entry *de;

	mode = file_mode(mode);
	if (WARN(!S_ISREG(mode), "proc: '%s' is not a regular file\n", name))
		return NULL;
	de = pde_alloc(parent, name, mode);
	if (de) {
		de->iops = &proc_file_inode_operations;
		de->data = data;
	}
	return de;
}

/**
 * proc_create_data() - a file with operations of the caller's own
 * @data: what pde_data() will return
 */
struct proc_dir_entry *proc_create_data(const char *name, umode_t mode,
					struct proc_dir_entry *parent,
					const struct proc_ops *proc_ops, void *data)
{
	struct proc_dir_entry *de = file_alloc(name, mode, &parent, data);

	if (!de)
		return NULL;
	de->ops = proc_ops;
	de->permanent = proc_ops->proc_flags & PROC_ENTRY_PERMANENT;
	return pde_register(parent, de);
}
EXPORT_SYMBOL(proc_create_data);

struct proc_dir_entry *proc_create(const char *name, umode_t mode, struct proc_dir_entry *parent,
				   const struct proc_ops *proc_ops)
{
	return proc_create_data(name, mode, parent, proc_ops, NULL);
}
EXPORT_SYMBOL(proc_create);

static int pde_seq_open(struct inode *inode, struct file *file)
{
	struct proc_dir_entry *de = PDE(inode);

	if (de->state_size)
		return seq_open_private(file, de->seq_ops, de->state_size);
	return seq_open(file, de->seq_ops);
}

static int pde_seq_release(struct inode *inode, struct file *file)
{
	return PDE(inode)->state_size ? seq_release_private(inode, file) : seq_release(inode, file);
}

static const struct proc_ops pde_seq_ops = {
	.proc_open = pde_seq_open,
	.proc_read_iter = seq_read_iter,
	.proc_lseek = seq_lseek,
	.proc_release = pde_seq_release,
};

/**
 * proc_create_seq_private() - a file of @ops' records
 * @state_size: zeroed bytes for each open file, as the seq_file's private
 */
struct proc_dir_entry *proc_create_seq_private(const char *name, umode_t mode,
					       struct proc_dir_entry *parent,
					       const struct seq_operations *ops,
					       unsigned int state_size, void *data)
{
	struct proc_dir_entry *de = file_alloc(name, mode, &parent, data);

	if (!de)
		return NULL;
	de->ops = &pde_seq_ops;
	de->seq_ops = ops;
	de->state_size = state_size;
	return pde_register(parent, de);
}
EXPORT_SYMBOL(proc_create_seq_private);

static int pde_single_open(struct inode *inode, struct file *file)
{
	struct proc_dir_entry *de = PDE(inode);

	return single_open(file, de->single_show, de->data);
}

static const struct proc_ops pde_single_ops = {
	.proc_open = pde_single_open,
	.proc_read_iter = seq_read_iter,
	.proc_lseek = seq_lseek,
	.proc_release = single_release,
};

/**
 * proc_create_single_data() - a file that one call of @show prints
 */
struct proc_dir_entry *proc_create_single_data(const char *name, umode_t mode,
					       struct proc_dir_entry *parent,
					       int (*show)(struct seq_file *, void *), void *data)
{
	struct proc_dir_entry *de = file_alloc(name, mode, &parent, data);

	if (!de)
		return NULL;
	de->ops = &pde_single_ops;
	de->single_show = show;
	return pde_register(parent, de);
}
EXPORT_SYMBOL(proc_create_single_data);

static int proc_getattr(struct user_namespace *ns, const struct path *path, struct kstat *stat,
			u32 request_mask, unsigned int query_flags)
{
	struct inode *inode = d_inode(path->dentry);

	set_nlink(inode, READ_ONCE(PDE(inode)->nlink));
	generic_fillattr(ns, inode, stat);
	return 0;
}

static const struct file_operations proc_dir_operations = {
	.llseek = generic_file_llseek,
	.read = generic_read_dir,
	.iterate_shared = proc_readdir,
};

static const struct inode_operations proc_dir_inode_operations = {
	.lookup = proc_lookup,
	.getattr = proc_getattr,
	.setattr = proc_setattr,
};

struct proc_dir_entry *proc_mkdir_data(const char *name, umode_t mode,
				       struct proc_dir_entry *parent, void *data)
{
	struct proc_dir_entry *de;

	de = pde_alloc(&parent, name, S_IFDIR | (mode ?: S_IRUGO | S_IXUGO));
	if (!de)
		return NULL;
	de->nlink = 2;
	de->data = data;
	de->dir_fops = &proc_dir_operations;
	de->iops = &proc_dir_inode_operations;
	return pde_register(parent, de);
}
EXPORT_SYMBOL_GPL(proc_mkdir_data);

struct proc_dir_entry *proc_mkdir_mode(const char *name, umode_t mode,
				       struct proc_dir_entry *parent)
{
	return proc_mkdir_data(name, mode, parent, NULL);
}
EXPORT_SYMBOL(proc_mkdir_mode);

struct proc_dir_entry *proc_mkdir(const char *name, struct proc_dir_entry *parent)
{
	return proc_mkdir_data(name, 0, parent, NULL);
}
EXPORT_SYMBOL(proc_mkdir);

struct proc_dir_entry *proc_symlink(const char *name, struct proc_dir_entry *parent,
				    const char *dest)
{
	struct proc_dir_entry *de = pde_alloc(&parent, name, S_IFLNK | S_IRWXUGO);

	if (!de)
		return NULL;
	de->size = strlen(dest);
	de->iops = &proc_link_inode_operations;
	de->link = kstrdup(dest, GFP_KERNEL);
	if (!de->link) {
		pde_put(de);
		return NULL;
	}
	return pde_register(parent, de);
}
EXPORT_SYMBOL(proc_symlink);

void proc_set_size(struct proc_dir_entry *de, loff_t size)
{
	de->size = size;
}
EXPORT_SYMBOL(proc_set_size);

void proc_set_user(struct proc_dir_entry *de, kuid_t uid, kgid_t gid)
{
	de->uid = uid;
	de->gid = gid;
}
EXPORT_SYMBOL(proc_set_user);

void *pde_data(const struct inode *inode)
{
	return PDE(inode)->data;
}
EXPORT_SYMBOL(pde_data);

void *proc_get_parent_data(const struct inode *inode)
{
	return PDE(inode)->parent->data;
}
EXPORT_SYMBOL_GPL(proc_get_parent_data);
