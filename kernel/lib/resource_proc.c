// SPDX-License-Identifier: MIT
/*
 * /proc/ioports and /proc/iomem: the trees of resources, in Linux's format. Who may not see the
 * kernel's addresses sees zeroes.
 */
#include <linux/capability.h>
#include <linux/cred.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/ioport.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <kernel/resource.h>

/* Levels that are indented; what lies deeper stands with them. */
#define MAX_LEVEL 5

static struct resource *next_resource(struct resource *res)
{
	if (res->child)
		return res->child;
	while (!res->sibling && res->parent)
		res = res->parent;
	return res->sibling;
}

static int show_tree(struct seq_file *m, struct resource *root)
{
	bool may_see = cap_raised(m->file->f_cred->cap_effective, CAP_SYS_ADMIN);
	int width = root->end < 0x10000 ? 4 : 8;
	struct resource *res, *up;

	read_lock(&resource_lock);
	for (res = root->child; res; res = next_resource(res)) {
		int level = 0;

		for (up = res->parent; up != root && level < MAX_LEVEL; up = up->parent)
			level++;
		seq_printf(m, "%*s%0*llx-%0*llx : %s\n", level * 2, "", width,
			   may_see ? (unsigned long long)res->start : 0, width,
			   may_see ? (unsigned long long)res->end : 0, res->name ?: "<BAD>");
	}
	read_unlock(&resource_lock);
	return 0;
}

static int ioports_show(struct seq_file *m, void *unused)
{
	return show_tree(m, &ioport_resource);
}

static int iomem_show(struct seq_file *m, void *unused)
{
	return show_tree(m, &iomem_resource);
}

void __init resource_proc_init(void)
{
	proc_create_single("ioports", 0, NULL, ioports_show);
	proc_create_single("iomem", 0, NULL, iomem_show);
}
