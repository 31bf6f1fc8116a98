// SPDX-License-Identifier: MIT
/*
 * kobject: a reference-counted thing with a name, a parent and a directory under /sys.
 *
 * A kobject is embedded in the structure it gives a lifetime to. kobject_init() makes the first
 * reference; kobject_add() makes the directory; kobject_del() removes it (waiting for attribute
 * calls in progress); kobject_put() of the last reference deletes what is left and calls the
 * ktype's release(), which frees the container. Once kobject_init() has been called the container
 * is freed by kobject_put() only, whatever failed afterwards. All of these may sleep, except
 * kobject_get().
 */
#ifndef _LINUX_KOBJECT_H
#define _LINUX_KOBJECT_H

#include <linux/types.h>
#include <linux/list.h>
#include <linux/sysfs.h>
#include <linux/compiler.h>
#include <linux/container_of.h>
#include <linux/spinlock.h>
#include <linux/kref.h>
#include <linux/kernel.h>
#include <linux/uidgid.h>

struct kobj_type;
struct kset;

/* What user space is told of an object: "add@/devices/virtual/mem/null", and key=value pairs. */
enum kobject_action {
	KOBJ_ADD,
	KOBJ_REMOVE,
	KOBJ_CHANGE,
	KOBJ_MOVE,
	KOBJ_ONLINE,
	KOBJ_OFFLINE,
	KOBJ_BIND,
	KOBJ_UNBIND,
};

#define UEVENT_HELPER_PATH_LEN 256
#define UEVENT_NUM_ENVP	       64   /* pairs of an event */
#define UEVENT_BUFFER_SIZE     2048 /* and their bytes */

/* The program that is run for each event, /sys/kernel/uevent_helper; "": none */
extern char uevent_helper[];

struct kobject {
	const char *name;	/* allocated; set by kobject_set_name() or kobject_add() */
	struct list_head entry; /* in kset->list, guarded by kset->list_lock */
	struct kobject *parent; /* referenced while in sysfs */
	struct kset *kset;	/* referenced while in sysfs */
	const struct kobj_type *ktype;
	struct kernfs_node *sd; /* the directory, or NULL */
	struct kref kref;
	unsigned int state_initialized : 1;
	unsigned int state_in_sysfs : 1;
	unsigned int state_add_uevent_sent : 1;
	unsigned int state_remove_uevent_sent : 1; /* else the end of a kobject sends it */
	unsigned int uevent_suppress : 1;	   /* send none */
};

__printf(2, 3) int kobject_set_name(struct kobject *kobj, const char *name, ...);
__printf(2, 0) int kobject_set_name_vargs(struct kobject *kobj, const char *fmt, va_list vargs);

static inline const char *kobject_name(const struct kobject *kobj)
{
	return kobj->name;
}

void kobject_init(struct kobject *kobj, const struct kobj_type *ktype);
__printf(3, 4) __must_check
	int kobject_add(struct kobject *kobj, struct kobject *parent, const char *fmt, ...);
__printf(4, 5) __must_check
	int kobject_init_and_add(struct kobject *kobj, const struct kobj_type *ktype,
				 struct kobject *parent, const char *fmt, ...);
void kobject_del(struct kobject *kobj);
struct kobject *__must_check kobject_create_and_add(const char *name, struct kobject *parent);
int __must_check kobject_rename(struct kobject *kobj, const char *new_name);
/* Below another object; NULL: in the kset's directory, or in /sys */
int __must_check kobject_move(struct kobject *kobj, struct kobject *new_parent);
struct kobject *kobject_get(struct kobject *kobj);
struct kobject *__must_check kobject_get_unless_zero(struct kobject *kobj);
void kobject_put(struct kobject *kobj);
/* "/kernel/foo", kmalloc'ed with gfp_mask; NULL without memory or when a part has no name */
char *kobject_get_path(const struct kobject *kobj, gfp_t gfp_mask);

struct kobj_type {
	void (*release)(struct kobject *kobj);
	const struct sysfs_ops *sysfs_ops;
	const struct attribute_group **default_groups; /* created with the directory */
	void (*get_ownership)(struct kobject *kobj, kuid_t *uid, kgid_t *gid);
};

/* An attribute that brings its own functions; kobj_sysfs_ops calls them. */
struct kobj_attribute {
	struct attribute attr;
	ssize_t (*show)(struct kobject *kobj, struct kobj_attribute *attr, char *buf);
	ssize_t (*store)(struct kobject *kobj, struct kobj_attribute *attr, const char *buf,
			 size_t count);
};

extern const struct sysfs_ops kobj_sysfs_ops;

struct kobj_uevent_env {
	char *argv[3];
	char *envp[UEVENT_NUM_ENVP];
	int envp_idx;
	char buf[UEVENT_BUFFER_SIZE];
	int buflen;
};

/* What a set says about its members' events; each may be NULL. */
struct kset_uevent_ops {
	int (*const filter)(struct kobject *kobj);	 /* 0: no event for this one */
	const char *(*const name)(struct kobject *kobj); /* SUBSYSTEM; NULL: the set's name */
	/* Adds pairs; an error drops the event. */
	int (*const uevent)(struct kobject *kobj, struct kobj_uevent_env *env);
};

/* A set of kobjects, itself one: its members' directories lie in its own unless they have a parent.
 */
struct kset {
	struct list_head list;
	spinlock_t list_lock; /* guards list */
	struct kobject kobj;
	const struct kset_uevent_ops *uevent_ops; /* or NULL */
};

void kset_init(struct kset *kset);
int __must_check kset_register(struct kset *kset);
void kset_unregister(struct kset *kset);
struct kset *__must_check kset_create_and_add(const char *name, const struct kset_uevent_ops *u,
					      struct kobject *parent_kobj);

static inline struct kset *to_kset(struct kobject *kobj)
{
	return kobj ? container_of(kobj, struct kset, kobj) : NULL;
}

static inline struct kset *kset_get(struct kset *k)
{
	return k ? to_kset(kobject_get(&k->kobj)) : NULL;
}

static inline void kset_put(struct kset *k)
{
	kobject_put(&k->kobj);
}

static inline const struct kobj_type *get_ktype(const struct kobject *kobj)
{
	return kobj->ktype;
}

/* A reference, or NULL */
struct kobject *kset_find_obj(struct kset *kset, const char *name);

extern struct kobject *kernel_kobj;   /* /sys/kernel */
extern struct kobject *fs_kobj;	      /* /sys/fs */
extern struct kobject *firmware_kobj; /* /sys/firmware */

/*
 * Events. They are about objects in a kset, directly or through a parent, and go to the helper
 * program; a KOBJ_REMOVE that the owner doesn't send is sent when the object leaves /sys.
 * -EINVAL: the object is in no kset; -ENOMEM; -ENOENT; or what the set's uevent() has returned. May
 * sleep.
 */
int kobject_uevent(struct kobject *kobj, enum kobject_action action);
int kobject_uevent_env(struct kobject *kobj, enum kobject_action action, char *envp[]);
/* The event that a write of "add [UUID [KEY=value ...]]" asks for. -EINVAL, or as above. */
int kobject_synth_uevent(struct kobject *kobj, const char *buf, size_t count);
/* One more pair, without a newline. -ENOMEM: there is no room, after a warning. */
__printf(2, 3) int add_uevent_var(struct kobj_uevent_env *env, const char *format, ...);

#endif
