// SPDX-License-Identifier: MIT
/*
 * The tree of /proc entries that the kernel and its modules make: look-up, listing, removal. How an
 * entry is made is in create.c; what happens in an open file of one, in inode.c.
 *
 * The rules for callers are in <linux/proc_fs.h>.
 */
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/bug.h>
#include <linux/fs.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/stat.h>
#include <linux/string.h>
#include "internal.h"

/* Guards the shape of the tree: every entry's parent, subdir, node, nlink and permanent. A leaf. */
DEFINE_RWLOCK(proc_tree_lock);

struct proc_dir_entry *pde_get(struct proc_dir_entry *de)
{
	refcount_inc(&de->refcnt);
	return de;
}

void pde_put(struct proc_dir_entry *de)
{
	if (!refcount_dec_and_test(&de->refcnt))
		return;
	if (S_ISLNK(de->mode))
		kfree(de->link);
	kfree(de);
}

/* --- the tree --- */

/* Shorter names first, then by bytes: the order of a directory's tree and of its listing */
static int name_order(const char *name, unsigned int len, const struct proc_dir_entry *de)
{
	if (len != de->namelen)
		return len < de->namelen ? -1 : 1;
	return memcmp(name, de->name, len);
}

static struct proc_dir_entry *node_entry(struct rb_node *node)
{
	return node ? rb_entry(node, struct proc_dir_entry, node) : NULL;
}

static struct proc_dir_entry *subdir_find(struct proc_dir_entry *dir, const char *name,
					  unsigned int len)
{
	struct rb_node *node = dir->subdir.rb_node;

	while (node) {
		struct proc_dir_entry *de = node_entry(node);
		int order = name_order(name, len, de);

		if (!order)
			return de;
		node = order < 0 ? node->rb_left : node->rb_right;
	}
	return NULL;
}

/* The first entry after de in the listing's order; de itself may have been removed meanwhile. */
static struct proc_dir_entry *subdir_after(struct proc_dir_entry *dir,
					   const struct proc_dir_entry *de)
{
	struct rb_node *node = dir->subdir.rb_node;
	struct proc_dir_entry *best = NULL;

	while (node) {
		struct proc_dir_entry *here = node_entry(node);

		if (name_order(de->name, de->namelen, here) < 0) {
			best = here;
			node = node->rb_left;
		} else {
			node = node->rb_right;
		}
	}
	return best;
}

bool proc_subdir_insert(struct proc_dir_entry *dir, struct proc_dir_entry *de)
{
	struct rb_node **link = &dir->subdir.rb_node;
	struct rb_node *above = NULL;

	while (*link) {
		int order;

		above = *link;
		order = name_order(de->name, de->namelen, node_entry(above));
		if (!order)
			return false;
		link = order < 0 ? &above->rb_left : &above->rb_right;
	}
	rb_link_node(&de->node, above, link);
	rb_insert_color(&de->node, &dir->subdir);
	return true;
}

void proc_subdir_erase(struct proc_dir_entry *dir, struct proc_dir_entry *de)
{
	rb_erase(&de->node, &dir->subdir);
	RB_CLEAR_NODE(&de->node);
	if (S_ISDIR(de->mode))
		dir->nlink--;
}

/*
 * Finds the directory of the last part of *name, starting at *dir (NULL: the root), and moves both
 * on to them. -ENOENT. Call with proc_tree_lock held.
 */
int proc_walk_to_parent(const char **name, struct proc_dir_entry **dir)
{
	struct proc_dir_entry *de = *dir ?: &proc_root;
	const char *part = *name;
	const char *slash;

	while ((slash = strchr(part, '/'))) {
		de = subdir_find(de, part, slash - part);
		if (!de || !S_ISDIR(de->mode))
			return -ENOENT;
		part = slash + 1;
	}
	*name = part;
	*dir = de;
	return 0;
}

/* --- removal --- */

static bool refuse_permanent(struct proc_dir_entry *de)
{
	return WARN(de->permanent, "proc: removing permanent entry '%s'\n", de->name);
}

/**
 * remove_proc_entry() - remove a file, a link or an empty directory
 */
void remove_proc_entry(const char *name, struct proc_dir_entry *parent)
{
	struct proc_dir_entry *de = NULL;
	const char *last = name;

	write_lock(&proc_tree_lock);
	if (!proc_walk_to_parent(&last, &parent))
		de = subdir_find(parent, last, strlen(last));
	if (de && refuse_permanent(de)) {
		write_unlock(&proc_tree_lock);
		return;
	}
	if (de)
		proc_subdir_erase(parent, de);
	write_unlock(&proc_tree_lock);
	if (WARN(!de, "proc: no entry '%s' to remove\n", name))
		return;

	proc_entry_rundown(de);
	/* What is left below can't be reached any more, and nobody will free it. */
	WARN(!RB_EMPTY_ROOT(&de->subdir), "proc: removing non-empty directory '%s/%s'\n",
	     parent->name, de->name);
	pde_put(de);
}
EXPORT_SYMBOL(remove_proc_entry);

/* Takes out and returns an entry at or below de that has nothing below itself. */
static struct proc_dir_entry *erase_leaf(struct proc_dir_entry *de)
{
	struct rb_node *first;

	while ((first = rb_first(&de->subdir)))
		de = node_entry(first);
	proc_subdir_erase(de->parent, de);
	return de;
}

static int remove_tree(struct proc_dir_entry *top)
{
	struct proc_dir_entry *de;
	bool done;

	do {
		write_lock(&proc_tree_lock);
		if (RB_EMPTY_NODE(&top->node) || refuse_permanent(top)) {
			write_unlock(&proc_tree_lock);
			return -EINVAL;
		}
		de = erase_leaf(top);
		write_unlock(&proc_tree_lock);

		done = de == top;
		proc_entry_rundown(de);
		pde_put(de);
	} while (!done);
	return 0;
}

/**
 * remove_proc_subtree() - remove an entry and everything below it
 *
 * -ENOENT when there is no such name, -EINVAL for a permanent one.
 */
int remove_proc_subtree(const char *name, struct proc_dir_entry *parent)
{
	struct proc_dir_entry *de = NULL;
	const char *last = name;
	int err;

	read_lock(&proc_tree_lock);
	if (!proc_walk_to_parent(&last, &parent))
		de = subdir_find(parent, last, strlen(last));
	if (de)
		pde_get(de);
	read_unlock(&proc_tree_lock);
	if (!de)
		return -ENOENT;

	err = remove_tree(de);
	pde_put(de);
	return err;
}
EXPORT_SYMBOL(remove_proc_subtree);

void proc_remove(struct proc_dir_entry *de)
{
	if (de)
		remove_tree(de);
}
EXPORT_SYMBOL(proc_remove);

/* --- look-up and listing --- */

static int pde_revalidate(struct dentry *dentry, unsigned int flags)
{
	return !pde_removed(PDE(d_inode(dentry)));
}

static int pde_delete(const struct dentry *dentry)
{
	return pde_removed(PDE(d_inode(dentry)));
}

static const struct dentry_operations pde_dentry_operations = {
	.d_revalidate = pde_revalidate,
	.d_delete = pde_delete,
};

struct dentry *proc_lookup_de(struct inode *dir, struct dentry *dentry, struct proc_dir_entry *de)
{
	struct inode *inode;

	read_lock(&proc_tree_lock);
	de = subdir_find(de, (const char *)dentry->d_name.name, dentry->d_name.len);
	if (de)
		pde_get(de);
	read_unlock(&proc_tree_lock);
	if (!de)
		return ERR_PTR(-ENOENT);

	inode = proc_get_inode(dir->i_sb, de);
	if (!inode)
		return ERR_PTR(-ENOMEM);
	d_set_d_op(dentry, &pde_dentry_operations);
	return d_splice_alias(inode, dentry);
}

struct dentry *proc_lookup(struct inode *dir, struct dentry *dentry, unsigned int flags)
{
	return proc_lookup_de(dir, dentry, PDE(dir));
}

/*
 * Lists de's entries from ctx->pos (2: the first after the dots). The lock is given up for each
 * name, as the copy to the reader may fault. Returns 1 at the end, 0 when the reader's room ended.
 */
int proc_readdir_de(struct file *file, struct dir_context *ctx, struct proc_dir_entry *dir)
{
	struct proc_dir_entry *de, *next;
	loff_t skip;

	if (!dir_emit_dots(file, ctx))
		return 0;

	skip = ctx->pos - 2;
	read_lock(&proc_tree_lock);
	de = node_entry(rb_first(&dir->subdir));
	while (de && skip-- > 0)
		de = node_entry(rb_next(&de->node));

	while (de) {
		bool room;

		pde_get(de);
		read_unlock(&proc_tree_lock);
		room = dir_emit(ctx, de->name, de->namelen, de->low_ino, de->mode >> 12);
		if (!room) {
			pde_put(de);
			return 0;
		}
		ctx->pos++;
		read_lock(&proc_tree_lock);
		next = subdir_after(dir, de);
		pde_put(de);
		de = next;
	}
	read_unlock(&proc_tree_lock);
	return 1;
}

int proc_readdir(struct file *file, struct dir_context *ctx)
{
	proc_readdir_de(file, ctx, PDE(file_inode(file)));
	return 0;
}

/* chmod and chown of an entry: kept in it, as its inodes come and go. */
int proc_setattr(struct user_namespace *ns, struct dentry *dentry, struct iattr *iattr)
{
	struct inode *inode = d_inode(dentry);
	struct proc_dir_entry *de = PDE(inode);
	int err = setattr_prepare(ns, dentry, iattr);

	if (err)
		return err;
	setattr_copy(ns, inode, iattr);
	proc_set_user(de, inode->i_uid, inode->i_gid);
	de->mode = inode->i_mode;
	return 0;
}
