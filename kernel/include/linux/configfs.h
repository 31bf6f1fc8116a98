// SPDX-License-Identifier: MIT
/*
 * configfs: kernel objects that programs make by mkdir(2), under /sys/kernel/config.
 *
 * A module registers a subsystem: a directory there, and a group of items. mkdir(2) in a group's
 * directory asks the group to make an item (make_item) or another group (make_group); rmdir(2)
 * drops it (drop_item; without one, the reference that it was made with is put). An item's
 * attributes are files in its directory; symlink(2) ties an item to another one (allow_link,
 * drop_link).
 *
 * An item is embedded in a structure of the module's. It starts with one reference, by
 * config_item_init_type_name() or config_group_init_type_name(), and its type's release() ends it
 * when the last is put. make_item(), make_group(), drop_item() and disconnect_notify() are called
 * with the subsystem's su_mutex held, which guards the lists of items; the rest without. All may
 * sleep.
 *
 * A directory's module (ct_owner) stays while the directory is there, an attribute's (ca_owner)
 * while the file is open. An item that something points at by a link, or depends on
 * (configfs_depend_item()), can't be removed: EBUSY.
 */
#ifndef _CONFIGFS_H_
#define _CONFIGFS_H_

#include <linux/atomic.h>
#include <linux/kernel.h>
#include <linux/kref.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/stat.h>
#include <linux/stringify.h>
#include <linux/types.h>

#define CONFIGFS_ITEM_NAME_LEN 20

struct config_group;
struct config_item;
struct config_item_type;
struct configfs_attribute;
struct configfs_bin_attribute;
struct configfs_group_operations;
struct configfs_item_operations;
struct configfs_subsystem;
struct dentry;
struct module;

struct config_item {
	char *ci_name; /* ci_namebuf, or allocated when it is longer */
	char ci_namebuf[CONFIGFS_ITEM_NAME_LEN];
	struct kref ci_kref;
	struct list_head ci_entry;		/* in ci_group->cg_children; su_mutex */
	struct config_item *ci_parent;		/* su_mutex */
	struct config_group *ci_group;		/* the group it is in, referenced; su_mutex */
	const struct config_item_type *ci_type; /* constant */
	struct dentry *ci_dentry;		/* its directory, while it has one; configfs's */
};

__printf(2, 3) int config_item_set_name(struct config_item *item, const char *fmt, ...);

static inline char *config_item_name(struct config_item *item)
{
	return item->ci_name;
}

void config_item_init_type_name(struct config_item *item, const char *name,
				const struct config_item_type *type);
struct config_item *config_item_get(struct config_item *item);
struct config_item *config_item_get_unless_zero(struct config_item *item);
void config_item_put(struct config_item *item);

struct config_item_type {
	struct module *ct_owner;
	struct configfs_item_operations *ct_item_ops;	/* or NULL, as all that follow */
	struct configfs_group_operations *ct_group_ops; /* of groups */
	struct configfs_attribute **ct_attrs;		/* ended by NULL, as the next */
	struct configfs_bin_attribute **ct_bin_attrs;
};

struct config_group {
	struct config_item cg_item;
	struct list_head cg_children;	      /* items by ci_entry; su_mutex */
	struct configfs_subsystem *cg_subsys; /* from when it is registered or made */
	struct list_head default_groups;      /* made and removed with this one */
	struct list_head group_entry;	      /* in another's default_groups */
};

void config_group_init(struct config_group *group);
void config_group_init_type_name(struct config_group *group, const char *name,
				 const struct config_item_type *type);

static inline struct config_group *to_config_group(struct config_item *item)
{
	return item ? container_of(item, struct config_group, cg_item) : NULL;
}

static inline struct config_group *config_group_get(struct config_group *group)
{
	return group ? to_config_group(config_item_get(&group->cg_item)) : NULL;
}

static inline void config_group_put(struct config_group *group)
{
	config_item_put(&group->cg_item);
}

/* The item of that name in a group, referenced, or NULL. su_mutex is held. */
struct config_item *config_group_find_item(struct config_group *group, const char *name);

/* Before group is registered or returned by make_group(): a group in it that comes with it. */
static inline void configfs_add_default_group(struct config_group *new_group,
					      struct config_group *group)
{
	list_add_tail(&new_group->group_entry, &group->default_groups);
}

/* ---- Attributes: what is shown fills a page at most, and is taken in one write ---- */

struct configfs_attribute {
	const char *ca_name;
	struct module *ca_owner;
	umode_t ca_mode;
	ssize_t (*show)(struct config_item *item, char *page);
	ssize_t (*store)(struct config_item *item, const char *page, size_t count);
};

#define CONFIGFS_ATTR(_pfx, _name)                                                                 \
	static struct configfs_attribute _pfx##attr_##_name = {                                    \
		.ca_name = __stringify(_name),                                                     \
		.ca_mode = S_IRUGO | S_IWUSR,                                                      \
		.ca_owner = THIS_MODULE,                                                           \
		.show = _pfx##_name##_show,                                                        \
		.store = _pfx##_name##_store,                                                      \
	}

#define CONFIGFS_ATTR_RO(_pfx, _name)                                                              \
	static struct configfs_attribute _pfx##attr_##_name = {                                    \
		.ca_name = __stringify(_name),                                                     \
		.ca_mode = S_IRUGO,                                                                \
		.ca_owner = THIS_MODULE,                                                           \
		.show = _pfx##_name##_show,                                                        \
	}

#define CONFIGFS_ATTR_WO(_pfx, _name)                                                              \
	static struct configfs_attribute _pfx##attr_##_name = {                                    \
		.ca_name = __stringify(_name),                                                     \
		.ca_mode = S_IWUSR,                                                                \
		.ca_owner = THIS_MODULE,                                                           \
		.store = _pfx##_name##_store,                                                      \
	}

/*
 * Bytes of any length. read() without a buffer returns how many there are; with one it fills it.
 * What is written to an open file comes to write() as a whole when the file is closed; close(2)
 * does not say how that ended.
 */
struct configfs_bin_attribute {
	struct configfs_attribute cb_attr;
	void *cb_private;
	size_t cb_max_size; /* 0: no limit */
	ssize_t (*read)(struct config_item *item, void *buf, size_t len);
	ssize_t (*write)(struct config_item *item, const void *buf, size_t len);
};

#define __CONFIGFS_BIN_ATTR(_pfx, _name, _mode, _read, _write, _priv, _maxsz)                      \
	static struct configfs_bin_attribute _pfx##attr_##_name = {                                \
		.cb_attr = {.ca_name = __stringify(_name),                                         \
			    .ca_mode = (_mode),                                                    \
			    .ca_owner = THIS_MODULE},                                              \
		.cb_private = (_priv),                                                             \
		.cb_max_size = (_maxsz),                                                           \
		.read = (_read),                                                                   \
		.write = (_write),                                                                 \
	}

#define CONFIGFS_BIN_ATTR(_pfx, _name, _priv, _maxsz)                                              \
	__CONFIGFS_BIN_ATTR(_pfx, _name, S_IRUGO | S_IWUSR, _pfx##_name##_read,                    \
			    _pfx##_name##_write, _priv, _maxsz)
#define CONFIGFS_BIN_ATTR_RO(_pfx, _name, _priv, _maxsz)                                           \
	__CONFIGFS_BIN_ATTR(_pfx, _name, S_IRUGO, _pfx##_name##_read, NULL, _priv, _maxsz)
#define CONFIGFS_BIN_ATTR_WO(_pfx, _name, _priv, _maxsz)                                           \
	__CONFIGFS_BIN_ATTR(_pfx, _name, S_IWUSR, NULL, _pfx##_name##_write, _priv, _maxsz)

/* ---- What a type does ---- */

struct configfs_item_operations {
	void (*release)(struct config_item *item);
	/* src is to get a link to target: 0, or an errno that refuses it. NULL: no links (EPERM) */
	int (*allow_link)(struct config_item *src, struct config_item *target);
	void (*drop_link)(struct config_item *src, struct config_item *target);
};

struct configfs_group_operations {
	/* One of these two: the new one, with a reference for configfs; NULL (ENOMEM), ERR_PTR. */
	struct config_item *(*make_item)(struct config_group *group, const char *name);
	struct config_group *(*make_group)(struct config_group *group, const char *name);
	/* item is about to go: still in its group. */
	void (*disconnect_notify)(struct config_group *group, struct config_item *item);
	/* It has gone, and this must put the reference that it was made with. */
	void (*drop_item)(struct config_group *group, struct config_item *item);
};

struct configfs_subsystem {
	struct config_group su_group;
	struct mutex su_mutex; /* the module's to initialise */
};

static inline struct configfs_subsystem *to_configfs_subsystem(struct config_group *group)
{
	return group ? container_of(group, struct configfs_subsystem, su_group) : NULL;
}

/* -EEXIST, -ENOMEM. Unregister when nothing that programs have made is left in it. */
int configfs_register_subsystem(struct configfs_subsystem *subsys);
void configfs_unregister_subsystem(struct configfs_subsystem *subsys);

/* A group that the kernel, not mkdir(2), makes in one that is there already. */
int configfs_register_group(struct config_group *parent_group, struct config_group *group);
void configfs_unregister_group(struct config_group *group);
/* Puts the references to a group's default groups, when it goes. */
void configfs_remove_default_groups(struct config_group *group);
/* The same with a group of ours. ERR_PTR. */
struct config_group *configfs_register_default_group(struct config_group *parent_group,
						     const char *name,
						     const struct config_item_type *item_type);
void configfs_unregister_default_group(struct config_group *group);

/*
 * target, below subsys, can't be removed until configfs_undepend_item(). -ENOENT: it has gone. Not
 * from within an operation of configfs; there, the _unlocked form, which names whose operation.
 */
int configfs_depend_item(struct configfs_subsystem *subsys, struct config_item *target);
void configfs_undepend_item(struct config_item *target);
int configfs_depend_item_unlocked(struct configfs_subsystem *caller_subsys,
				  struct config_item *target);

#endif
