// SPDX-License-Identifier: MIT
/*
 * The /proc entries of a module that has crashed: out of the tree, whether or not it would have
 * removed them itself.
 */
#include <linux/module.h>
#include <kernel/module.h>
#include "internal.h"

static bool is_entry_of(const struct proc_dir_entry *de, const struct module *mod)
{
	if (de->owner == mod)
		return true;
	return S_ISREG(de->mode) && (within_module((unsigned long)de->ops, mod) ||
				     within_module((unsigned long)de->seq_ops, mod));
}

static struct proc_dir_entry *entry_of(struct rb_node *node)
{
	return rb_entry(node, struct proc_dir_entry, node);
}

/* The first entry below de that has nothing below itself; de if there is none. */
static struct proc_dir_entry *first_leaf(struct proc_dir_entry *de)
{
	struct rb_node *first;

	while ((first = rb_first(&de->subdir)))
		de = entry_of(first);
	return de;
}

/* What comes before its directory, and in the end the root. */
static struct proc_dir_entry *next_entry(struct proc_dir_entry *de)
{
	struct rb_node *next = rb_next(&de->node);

	return next ? first_leaf(entry_of(next)) : de->parent;
}

/*
 * Takes out one of the module's entries; its reference passes to the caller. NULL: there is none
 * left, but for directories in which somebody else has made something.
 */
static struct proc_dir_entry *take_entry_of(const struct module *mod)
{
	struct proc_dir_entry *de;

	write_lock(&proc_tree_lock);
	for (de = first_leaf(&proc_root); de != &proc_root; de = next_entry(de))
		if (is_entry_of(de, mod) && RB_EMPTY_ROOT(&de->subdir))
			break;
	if (de != &proc_root)
		proc_subdir_erase(de->parent, de);
	write_unlock(&proc_tree_lock);
	return de == &proc_root ? NULL : de;
}

unsigned int proc_forget_module(const struct module *mod)
{
	struct proc_dir_entry *de;
	unsigned int forgotten = 0;

	for (; (de = take_entry_of(mod)); forgotten++) {
		proc_entry_abandon(de);
		pde_put(de);
	}
	return forgotten;
}
