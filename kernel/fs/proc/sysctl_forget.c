// SPDX-License-Identifier: MIT
/*
 * The tables in /proc/sys of a module that has crashed: out of the tree, whether or not it would
 * have taken them back itself.
 */
#include <linux/module.h>
#include <kernel/module.h>
#include "sysctl_internal.h"

static bool is_table_of(const struct ctl_table_header *head, const struct module *mod)
{
	return head->owner == mod || within_module((unsigned long)head->table, mod);
}

/* The first of its tables in or below dir, which can't be deep. sysctl_lock is held. */
static struct ctl_table_header *first_table_of(struct ctl_dir *dir, const struct module *mod)
{
	struct ctl_table_header *head, *found = NULL;

	list_for_each_entry (head, &dir->children, link) {
		struct ctl_dir *sub = sysctl_to_dir(head);

		if (sub)
			found = first_table_of(sub, mod);
		else if (is_table_of(head, mod))
			found = head;
		if (found)
			break;
	}
	return found;
}

/* The registration's own hold goes, too: nobody will take it back. Nobody is waited for. */
unsigned int sysctl_forget_module(const struct module *mod)
{
	struct ctl_table_header *head;
	unsigned int forgotten = 0;

	for (;; forgotten++) {
		spin_lock(&sysctl_lock);
		head = first_table_of(&sysctl_root, mod);
		if (head)
			sysctl_unlink(head);
		spin_unlock(&sysctl_lock);
		if (!head)
			return forgotten;
		sysctl_drop(head);
	}
}
