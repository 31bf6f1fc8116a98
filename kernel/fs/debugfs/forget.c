// SPDX-License-Identifier: MIT
/*
 * The names in debugfs of a module that has crashed: out of the tree, whether or not it would have
 * removed them itself. A directory in which somebody else has made something stays.
 */
#include <linux/fs.h>
#include <linux/module.h>
#include <kernel/module.h>
#include "../internal.h"
#include "internal.h"

static bool is_name_of(const struct dentry *dentry, const struct module *mod)
{
	const struct debugfs_node *node = debugfs_node(dentry);

	return node && (node->owner == mod || within_module((unsigned long)node->fops, mod));
}

/* One of the module's names with nothing below it, referenced; NULL: there is none. */
static struct dentry *find_name_of(struct dentry *top, const struct module *mod)
{
	struct dentry *at = top;

	spin_lock(&dcache_lock);
	while ((at = d_next_descendant(at, top)))
		if (simple_positive(at) && is_name_of(at, mod) && !simple_has_children(at))
			break;
	dget(at);
	spin_unlock(&dcache_lock);
	return at;
}

/* No new call; those that run may be dead, so nobody waits for them. */
static void abandon(struct dentry *victim)
{
	struct debugfs_node *node = debugfs_node(victim);

	if (refcount_dec_and_test(&node->users))
		complete(&node->unused);
	debugfs_unpin();
}

unsigned int debugfs_forget_module(const struct module *mod)
{
	struct dentry *top = debugfs_pin_top(), *name;
	unsigned int forgotten = 0;

	if (!top)
		return 0;
	for (; (name = find_name_of(top, mod)); forgotten++) {
		simple_recursive_removal(name, abandon);
		dput(name);
	}
	debugfs_unpin();
	return forgotten;
}
