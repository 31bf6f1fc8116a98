// SPDX-License-Identifier: MIT
/* configfs: items and groups as objects. Rules: <linux/configfs.h>. */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/slab.h>
#include <linux/string.h>
#include "internal.h"

/* -ENOMEM. */
int config_item_set_name(struct config_item *item, const char *fmt, ...)
{
	va_list args;
	char *name;

	va_start(args, fmt);
	name = kvasprintf(GFP_KERNEL, fmt, args);
	va_end(args);
	if (!name)
		return -ENOMEM;
	if (item->ci_name != item->ci_namebuf)
		kfree(item->ci_name);
	item->ci_name = name;
	if (strlen(name) < sizeof(item->ci_namebuf)) {
		strcpy(item->ci_namebuf, name);
		item->ci_name = item->ci_namebuf;
		kfree(name);
	}
	return 0;
}
EXPORT_SYMBOL(config_item_set_name);

static void item_init(struct config_item *item)
{
	kref_init(&item->ci_kref);
	INIT_LIST_HEAD(&item->ci_entry);
}

void config_item_init_type_name(struct config_item *item, const char *name,
				const struct config_item_type *type)
{
	config_item_set_name(item, "%s", name);
	item->ci_type = type;
	item_init(item);
}
EXPORT_SYMBOL(config_item_init_type_name);

void config_group_init(struct config_group *group)
{
	item_init(&group->cg_item);
	INIT_LIST_HEAD(&group->cg_children);
	INIT_LIST_HEAD(&group->default_groups);
}
EXPORT_SYMBOL(config_group_init);

void config_group_init_type_name(struct config_group *group, const char *name,
				 const struct config_item_type *type)
{
	config_item_set_name(&group->cg_item, "%s", name);
	group->cg_item.ci_type = type;
	config_group_init(group);
}
EXPORT_SYMBOL(config_group_init_type_name);

struct config_item *config_item_get(struct config_item *item)
{
	if (item)
		kref_get(&item->ci_kref);
	return item;
}
EXPORT_SYMBOL(config_item_get);

struct config_item *config_item_get_unless_zero(struct config_item *item)
{
	return item && kref_get_unless_zero(&item->ci_kref) ? item : NULL;
}
EXPORT_SYMBOL(config_item_get_unless_zero);

static void item_release(struct kref *kref)
{
	struct config_item *item = container_of(kref, struct config_item, ci_kref);
	const struct config_item_type *type = item->ci_type;

	if (item->ci_name != item->ci_namebuf)
		kfree(item->ci_name);
	item->ci_name = NULL;
	if (type && type->ct_item_ops && type->ct_item_ops->release)
		type->ct_item_ops->release(item);
}

void config_item_put(struct config_item *item)
{
	if (item)
		kref_put(&item->ci_kref, item_release);
}
EXPORT_SYMBOL(config_item_put);

struct config_item *config_group_find_item(struct config_group *group, const char *name)
{
	struct config_item *item;

	list_for_each_entry (item, &group->cg_children, ci_entry)
		if (config_item_name(item) && !strcmp(config_item_name(item), name))
			return config_item_get(item);
	return NULL;
}
EXPORT_SYMBOL(config_group_find_item);

/* ---- Who is in which group ---- */

void configfs_link_item(struct config_group *parent, struct config_item *item)
{
	item->ci_group = config_group_get(parent);
	item->ci_parent = &parent->cg_item;
	list_add_tail(&item->ci_entry, &parent->cg_children);
	config_item_get(item);
}

void configfs_unlink_item(struct config_item *item)
{
	struct config_group *group = item->ci_group;

	if (!group)
		return;
	list_del_init(&item->ci_entry);
	item->ci_group = NULL;
	item->ci_parent = NULL;
	config_item_put(item);
	config_group_put(group);
}

void configfs_link_group(struct config_group *parent, struct config_group *group)
{
	struct config_group *sub;

	configfs_link_item(parent, &group->cg_item);
	if (!group->cg_subsys)
		group->cg_subsys = parent->cg_subsys;
	list_for_each_entry (sub, &group->default_groups, group_entry) {
		sub->cg_subsys = group->cg_subsys;
		configfs_link_group(group, sub);
	}
}

void configfs_unlink_group(struct config_group *group)
{
	struct config_group *sub;

	list_for_each_entry (sub, &group->default_groups, group_entry)
		configfs_unlink_group(sub);
	group->cg_subsys = NULL;
	configfs_unlink_item(&group->cg_item);
}
