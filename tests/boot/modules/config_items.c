// SPDX-License-Identifier: MIT
/*
 * /sys/kernel/config/graft_test: mkdir makes an item, except in "nests", a group that comes with
 * it, where it makes a group with one more item in it. Items can be linked with items. An item
 * called "slow" is made when the next one is asked for, whichever group that is in.
 */
#include <linux/configfs.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

static atomic_t alive = ATOMIC_INIT(0); /* items that have not been released */
static bool crash;
module_param(crash, bool, 0600);

struct thing {
	struct config_item item;
	int value;
	size_t len;
	char bytes[5000];
};

static struct thing *volatile nowhere;

static DECLARE_COMPLETION(waits);
static DECLARE_COMPLETION(go);

static void wait_to_go(void)
{
	complete(&waits);
	wait_for_completion(&go);
}

static struct thing *to_thing(struct config_item *item)
{
	return container_of(item, struct thing, item);
}

/* ---- An item ---- */

static ssize_t thing_value_show(struct config_item *item, char *page)
{
	return sprintf(page, "%d\n", to_thing(item)->value);
}

static ssize_t thing_value_store(struct config_item *item, const char *page, size_t count)
{
	int err = kstrtoint(page, 0, &to_thing(item)->value);

	return err ?: count;
}
CONFIGFS_ATTR(thing_, value);

static ssize_t thing_name_show(struct config_item *item, char *page)
{
	return sprintf(page, "%s in %s\n", config_item_name(item),
		       config_item_name(item->ci_parent));
}
CONFIGFS_ATTR_RO(thing_, name);

static ssize_t thing_negate_store(struct config_item *item, const char *page, size_t count)
{
	to_thing(item)->value *= -1;
	return count;
}
CONFIGFS_ATTR_WO(thing_, negate);

static ssize_t thing_bytes_read(struct config_item *item, void *buf, size_t len)
{
	struct thing *thing = to_thing(item);

	if (buf)
		memcpy(buf, thing->bytes, len);
	return thing->len;
}

static ssize_t thing_bytes_write(struct config_item *item, const void *buf, size_t len)
{
	memcpy(to_thing(item)->bytes, buf, len);
	to_thing(item)->len = len;
	return len;
}
CONFIGFS_BIN_ATTR(thing_, bytes, NULL, sizeof_field(struct thing, bytes));

static struct configfs_attribute *thing_attrs[] = {
	&thing_attr_value,
	&thing_attr_name,
	&thing_attr_negate,
	NULL,
};
static struct configfs_bin_attribute *thing_bin_attrs[] = {&thing_attr_bytes, NULL};

static void thing_release(struct config_item *item)
{
	atomic_dec(&alive);
	kfree(to_thing(item));
}

static int thing_allow_link(struct config_item *src, struct config_item *target)
{
	if (src == target)
		return -ELOOP;
	if (!strcmp(config_item_name(target), "slow_target"))
		wait_to_go();
	pr_info("config_items: %s to %s\n", config_item_name(src), config_item_name(target));
	return 0;
}

static void thing_drop_link(struct config_item *src, struct config_item *target)
{
	pr_info("config_items: %s from %s\n", config_item_name(src), config_item_name(target));
}

static struct configfs_item_operations thing_ops = {
	.release = thing_release,
	.allow_link = thing_allow_link,
	.drop_link = thing_drop_link,
};

static const struct config_item_type thing_type = {
	.ct_owner = THIS_MODULE,
	.ct_item_ops = &thing_ops,
	.ct_attrs = thing_attrs,
	.ct_bin_attrs = thing_bin_attrs,
};

/* ---- The top group ---- */

static struct config_item *make_thing(struct config_group *group, const char *name)
{
	struct thing *thing;

	if (!strcmp(name, "never"))
		return ERR_PTR(-EDOM);
	if (crash)
		nowhere->value = 1;
	if (!strcmp(name, "slow"))
		wait_to_go();
	thing = kzalloc(sizeof(*thing), GFP_KERNEL);
	if (!thing)
		return NULL;
	atomic_inc(&alive);
	config_item_init_type_name(&thing->item, name, &thing_type);
	return &thing->item;
}

static void drop_thing(struct config_group *group, struct config_item *item)
{
	pr_info("config_items: %s dropped\n", config_item_name(item));
	config_item_put(item);
}

static ssize_t top_alive_show(struct config_item *item, char *page)
{
	return sprintf(page, "%d\n", atomic_read(&alive));
}
CONFIGFS_ATTR_RO(top_, alive);

static struct config_item *pinned;

static ssize_t top_pin_store(struct config_item *item, const char *page, size_t count)
{
	struct config_group *group = to_config_group(item);
	int err;

	if (pinned) {
		configfs_undepend_item(pinned);
		config_item_put(pinned);
		pinned = NULL;
		return count;
	}
	mutex_lock(&group->cg_subsys->su_mutex);
	pinned = config_group_find_item(group, "pinned");
	mutex_unlock(&group->cg_subsys->su_mutex);
	if (!pinned)
		return -ENOENT;
	err = configfs_depend_item_unlocked(group->cg_subsys, pinned);
	return err ?: count;
}
CONFIGFS_ATTR_WO(top_, pin);

static ssize_t top_waits_show(struct config_item *item, char *page)
{
	wait_for_completion(&waits);
	return 0;
}
CONFIGFS_ATTR_RO(top_, waits);

static ssize_t top_go_store(struct config_item *item, const char *page, size_t count)
{
	complete(&go);
	return count;
}
CONFIGFS_ATTR_WO(top_, go);

static struct configfs_attribute *top_attrs[] = {
	&top_attr_alive, &top_attr_pin, &top_attr_waits, &top_attr_go, NULL,
};
static struct configfs_group_operations top_ops = {
	.make_item = make_thing,
	.drop_item = drop_thing,
};

static const struct config_item_type top_type = {
	.ct_owner = THIS_MODULE,
	.ct_group_ops = &top_ops,
	.ct_attrs = top_attrs,
};

/* ---- "nests" ---- */

struct nest {
	struct config_group group, inner;
};

static void nest_release(struct config_item *item)
{
	atomic_dec(&alive);
	kfree(container_of(to_config_group(item), struct nest, group));
}

static struct configfs_item_operations nest_item_ops = {.release = nest_release};
static struct configfs_group_operations nest_ops = {.make_item = make_thing};
static ssize_t nest_slow_show(struct config_item *item, char *page)
{
	wait_to_go();
	return 0;
}
CONFIGFS_ATTR_RO(nest_, slow);

static struct configfs_attribute *nest_attrs[] = {&nest_attr_slow, NULL};
static const struct config_item_type nest_type = {
	.ct_owner = THIS_MODULE,
	.ct_item_ops = &nest_item_ops,
	.ct_group_ops = &nest_ops,
	.ct_attrs = nest_attrs,
};
static struct configfs_item_operations inner_item_ops = {
	.allow_link = thing_allow_link,
	.drop_link = thing_drop_link,
};
static const struct config_item_type inner_type = {
	.ct_owner = THIS_MODULE,
	.ct_item_ops = &inner_item_ops,
	.ct_group_ops = &nest_ops,
};
static const struct config_item_type late_type = {.ct_owner = THIS_MODULE};

static struct config_group *make_nest(struct config_group *group, const char *name)
{
	struct nest *nest = kzalloc(sizeof(*nest), GFP_KERNEL);

	if (!nest)
		return NULL;
	atomic_inc(&alive);
	config_group_init_type_name(&nest->group, name, &nest_type);
	config_group_init_type_name(&nest->inner, "inner", &inner_type);
	configfs_add_default_group(&nest->inner, &nest->group);
	return &nest->group;
}

static void going(struct config_group *group, struct config_item *item)
{
	pr_info("config_items: %s is going\n", config_item_name(item));
}

static struct configfs_group_operations nests_ops = {
	.make_group = make_nest,
	.disconnect_notify = going,
};
static const struct config_item_type nests_type = {
	.ct_owner = THIS_MODULE,
	.ct_group_ops = &nests_ops,
};

/* ---- */

static struct configfs_subsystem subsys;
static struct config_group nests, *late;

static int __init config_items_init(void)
{
	int err;

	config_group_init_type_name(&subsys.su_group, "graft_test", &top_type);
	mutex_init(&subsys.su_mutex);
	config_group_init_type_name(&nests, "nests", &nests_type);
	configfs_add_default_group(&nests, &subsys.su_group);
	err = configfs_register_subsystem(&subsys);
	if (err)
		return err;
	late = configfs_register_default_group(&subsys.su_group, "late", &late_type);
	if (IS_ERR(late)) {
		configfs_unregister_subsystem(&subsys);
		return PTR_ERR(late);
	}
	return 0;
}
module_init(config_items_init);

static void __exit config_items_exit(void)
{
	configfs_unregister_default_group(late);
	configfs_unregister_subsystem(&subsys);
	if (atomic_read(&alive))
		pr_err("config_items: %d items left\n", atomic_read(&alive));
}
module_exit(config_items_exit);

MODULE_LICENSE("GPL");
