// SPDX-License-Identifier: MIT
/*
 * Files, links and groups in a kobject's directory under /sys.
 *
 * An attribute's show() fills one page (sysfs_emit()) and returns the bytes; store() takes a
 * NUL-terminated copy of what was written, at most PAGE_SIZE - 1 bytes, and returns how many it
 * used. Both may sleep. Removal waits for calls that are inside show() or store() and lets no new
 * one begin, so afterwards the attribute's memory may go; open descriptors answer ENODEV. Don't
 * remove an attribute from its own show() or store().
 */
#ifndef _LINUX_SYSFS_H
#define _LINUX_SYSFS_H

#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/list.h>
#include <linux/stat.h>
#include <linux/bug.h>
#include <linux/build_bug.h>
#include <linux/kernel.h>
#include <linux/types.h>
#include <linux/uidgid.h>

struct kobject;
struct module;
struct bin_attribute;
struct file;
struct vm_area_struct;
struct kernfs_node;

struct attribute {
	const char *name;
	umode_t mode;
};

/* With lock debugging on, dynamic attributes carry a key; here there is nothing to set up. */
#define sysfs_attr_init(attr)                                                                      \
	do {                                                                                       \
	} while (0)
#define sysfs_bin_attr_init(attr) sysfs_attr_init(&(attr)->attr)

struct attribute_group {
	const char *name; /* of a subdirectory, or NULL: in the kobject's own directory */
	/* the mode to create attribute a (the i-th) with; 0 leaves it out */
	umode_t (*is_visible)(struct kobject *kobj, struct attribute *a, int i);
	umode_t (*is_bin_visible)(struct kobject *kobj, struct bin_attribute *a, int i);
	struct attribute **attrs;	  /* NULL-terminated, or NULL */
	struct bin_attribute **bin_attrs; /* NULL-terminated, or NULL */
};

#define SYSFS_PREALLOC 010000

#define __ATTR(_name, _mode, _show, _store)                                                        \
	{                                                                                          \
		.attr = {.name = __stringify(_name), .mode = VERIFY_OCTAL_PERMISSIONS(_mode)},     \
		.show = _show, .store = _store,                                                    \
	}
#define __ATTR_PREALLOC(_name, _mode, _show, _store)                                               \
	{                                                                                          \
		.attr = {.name = __stringify(_name),                                               \
			 .mode = SYSFS_PREALLOC | VERIFY_OCTAL_PERMISSIONS(_mode)},                \
		.show = _show, .store = _store,                                                    \
	}
#define __ATTR_RO(_name)                                                                           \
	{                                                                                          \
		.attr = {.name = __stringify(_name), .mode = 0444}, .show = _name##_show,          \
	}
#define __ATTR_RO_MODE(_name, _mode)                                                               \
	{                                                                                          \
		.attr = {.name = __stringify(_name), .mode = VERIFY_OCTAL_PERMISSIONS(_mode)},     \
		.show = _name##_show,                                                              \
	}
#define __ATTR_RW_MODE(_name, _mode)                                                               \
	{                                                                                          \
		.attr = {.name = __stringify(_name), .mode = VERIFY_OCTAL_PERMISSIONS(_mode)},     \
		.show = _name##_show, .store = _name##_store,                                      \
	}
#define __ATTR_WO(_name)                                                                           \
	{                                                                                          \
		.attr = {.name = __stringify(_name), .mode = 0200}, .store = _name##_store,        \
	}
#define __ATTR_RW(_name) __ATTR(_name, 0644, _name##_show, _name##_store)
#define __ATTR_NULL                                                                                \
	{                                                                                          \
		.attr = {.name = NULL }                                                            \
	}
#define __ATTR_IGNORE_LOCKDEP __ATTR

#define __ATTRIBUTE_GROUPS(_name)                                                                  \
	static const struct attribute_group *_name##_groups[] = {&_name##_group, NULL}
#define ATTRIBUTE_GROUPS(_name)                                                                    \
	static const struct attribute_group _name##_group = {.attrs = _name##_attrs};              \
	__ATTRIBUTE_GROUPS(_name)
#define BIN_ATTRIBUTE_GROUPS(_name)                                                                \
	static const struct attribute_group _name##_group = {.bin_attrs = _name##_attrs};          \
	__ATTRIBUTE_GROUPS(_name)

/* A file of bytes with offsets. size 0: no upper bound is known. */
struct bin_attribute {
	struct attribute attr;
	size_t size;
	void *private;
	ssize_t (*read)(struct file *, struct kobject *, struct bin_attribute *, char *, loff_t,
			size_t);
	ssize_t (*write)(struct file *, struct kobject *, struct bin_attribute *, char *, loff_t,
			 size_t);
};

#define __BIN_ATTR(_name, _mode, _read, _write, _size)                                             \
	{                                                                                          \
		.attr = {.name = __stringify(_name), .mode = _mode}, .read = _read,                \
		.write = _write, .size = _size,                                                    \
	}
#define __BIN_ATTR_RO(_name, _size)                                                                \
	{                                                                                          \
		.attr = {.name = __stringify(_name), .mode = 0444}, .read = _name##_read,          \
		.size = _size,                                                                     \
	}
#define __BIN_ATTR_WO(_name, _size)                                                                \
	{                                                                                          \
		.attr = {.name = __stringify(_name), .mode = 0200}, .write = _name##_write,        \
		.size = _size,                                                                     \
	}
#define __BIN_ATTR_RW(_name, _size) __BIN_ATTR(_name, 0644, _name##_read, _name##_write, _size)
#define __BIN_ATTR_NULL		    __ATTR_NULL
#define BIN_ATTR(_name, _mode, _read, _write, _size)                                               \
	struct bin_attribute bin_attr_##_name = __BIN_ATTR(_name, _mode, _read, _write, _size)
#define BIN_ATTR_RO(_name, _size)                                                                  \
	struct bin_attribute bin_attr_##_name = __BIN_ATTR_RO(_name, _size)
#define BIN_ATTR_WO(_name, _size)                                                                  \
	struct bin_attribute bin_attr_##_name = __BIN_ATTR_WO(_name, _size)
#define BIN_ATTR_RW(_name, _size)                                                                  \
	struct bin_attribute bin_attr_##_name = __BIN_ATTR_RW(_name, _size)

struct sysfs_ops {
	ssize_t (*show)(struct kobject *kobj, struct attribute *attr, char *buf);
	ssize_t (*store)(struct kobject *kobj, struct attribute *attr, const char *buf,
			 size_t count);
};

int __must_check sysfs_create_dir_ns(struct kobject *kobj, const void *ns);
void sysfs_remove_dir(struct kobject *kobj);
int __must_check sysfs_rename_dir_ns(struct kobject *kobj, const char *new_name,
				     const void *new_ns);
int __must_check sysfs_move_dir_ns(struct kobject *kobj, struct kobject *new_parent_kobj,
				   const void *new_ns);
int __must_check sysfs_create_mount_point(struct kobject *parent_kobj, const char *name);
void sysfs_remove_mount_point(struct kobject *parent_kobj, const char *name);

int __must_check sysfs_create_file_ns(struct kobject *kobj, const struct attribute *attr,
				      const void *ns);
int __must_check sysfs_create_files(struct kobject *kobj, const struct attribute *const *attr);
int __must_check sysfs_chmod_file(struct kobject *kobj, const struct attribute *attr, umode_t mode);
void sysfs_remove_file_ns(struct kobject *kobj, const struct attribute *attr, const void *ns);
void sysfs_remove_files(struct kobject *kobj, const struct attribute *const *attr);

/*
 * From the attribute's own show() or store(), where sysfs_remove_file() would wait for itself. True
 * for the first of those who call it at once: the one that goes on to remove the rest.
 */
bool sysfs_remove_file_self(struct kobject *kobj, const struct attribute *attr);

int __must_check sysfs_create_bin_file(struct kobject *kobj, const struct bin_attribute *attr);
void sysfs_remove_bin_file(struct kobject *kobj, const struct bin_attribute *attr);

int __must_check sysfs_create_link(struct kobject *kobj, struct kobject *target, const char *name);
int __must_check sysfs_create_link_nowarn(struct kobject *kobj, struct kobject *target,
					  const char *name);
void sysfs_remove_link(struct kobject *kobj, const char *name);
void sysfs_delete_link(struct kobject *dir, struct kobject *targ, const char *name);
int sysfs_rename_link_ns(struct kobject *kobj, struct kobject *target, const char *old_name,
			 const char *new_name, const void *new_ns);
int compat_only_sysfs_link_entry_to_kobj(struct kobject *kobj, struct kobject *target_kobj,
					 const char *target_name, const char *symlink_name);

int __must_check sysfs_create_group(struct kobject *kobj, const struct attribute_group *grp);
int __must_check sysfs_create_groups(struct kobject *kobj, const struct attribute_group **groups);
int __must_check sysfs_update_groups(struct kobject *kobj, const struct attribute_group **groups);
int __must_check sysfs_update_group(struct kobject *kobj, const struct attribute_group *grp);
void sysfs_remove_group(struct kobject *kobj, const struct attribute_group *grp);
void sysfs_remove_groups(struct kobject *kobj, const struct attribute_group **groups);
int sysfs_add_file_to_group(struct kobject *kobj, const struct attribute *attr, const char *group);
void sysfs_remove_file_from_group(struct kobject *kobj, const struct attribute *attr,
				  const char *group);
int sysfs_merge_group(struct kobject *kobj, const struct attribute_group *grp);
void sysfs_unmerge_group(struct kobject *kobj, const struct attribute_group *grp);
int sysfs_add_link_to_group(struct kobject *kobj, const char *group_name, struct kobject *target,
			    const char *link_name);
void sysfs_remove_link_from_group(struct kobject *kobj, const char *group_name,
				  const char *link_name);

/* Wakes whoever polls the attribute for POLLPRI; attr NULL means the directory itself. */
void sysfs_notify(struct kobject *kobj, const char *dir, const char *attr);
/*
 * The same with the file looked up beforehand, callable in any context: sysfs_get_dirent(kobj->sd,
 * name) gives a reference, or NULL.
 */
struct kernfs_node *sysfs_get_dirent(struct kernfs_node *parent, const char *name);
struct kernfs_node *sysfs_get(struct kernfs_node *kn);
void sysfs_put(struct kernfs_node *kn);
void sysfs_notify_dirent(struct kernfs_node *kn);

__printf(2, 3) int sysfs_emit(char *buf, const char *fmt, ...);
__printf(3, 4) int sysfs_emit_at(char *buf, int at, const char *fmt, ...);

static inline int __must_check sysfs_create_file(struct kobject *kobj, const struct attribute *attr)
{
	return sysfs_create_file_ns(kobj, attr, NULL);
}

static inline void sysfs_remove_file(struct kobject *kobj, const struct attribute *attr)
{
	sysfs_remove_file_ns(kobj, attr, NULL);
}

static inline int sysfs_rename_link(struct kobject *kobj, struct kobject *target,
				    const char *old_name, const char *new_name)
{
	return sysfs_rename_link_ns(kobj, target, old_name, new_name, NULL);
}

/*
 * Rejects, at compile time, modes that are decimal by mistake, that give "other" what the group or
 * the owner lacks, or that let everyone write.
 */
#ifndef VERIFY_OCTAL_PERMISSIONS
#define VERIFY_OCTAL_PERMISSIONS(perms)                                                            \
	(BUILD_BUG_ON_ZERO((perms) < 0) + BUILD_BUG_ON_ZERO((perms) > 0777) +                      \
	 BUILD_BUG_ON_ZERO((((perms) >> 6) & 4) < (((perms) >> 3) & 4)) +                          \
	 BUILD_BUG_ON_ZERO((((perms) >> 3) & 4) < ((perms)&4)) +                                   \
	 BUILD_BUG_ON_ZERO((((perms) >> 6) & 2) < (((perms) >> 3) & 2)) +                          \
	 BUILD_BUG_ON_ZERO((perms)&2) + (perms))
#endif

#endif
