// SPDX-License-Identifier: MIT
/*
 * /sys from the inside.
 *
 *   node.c     nodes: the tree, references, and removal that waits for its users
 *   inode.c    the file system: super block, inodes, look-up, listing
 *   file.c     open files of attributes
 *   symlink.c  links between directories
 *   attr.c group.c  what <linux/sysfs.h> offers
 *   kobject.c kset.c  the objects that directories stand for
 *   uevent.c   what user space is told of them
 *
 * A node is referenced (its memory stays) and active (what it shows may be called). Removal ends
 * the second: it takes the node out of the tree, lets nobody become active any more, and waits for
 * those who are. Whoever wants to call show(), store(), read() or write() takes an active reference
 * first, and gives up with ENODEV when there is none to be had.
 */
#ifndef _FS_SYSFS_SYSFS_H
#define _FS_SYSFS_SYSFS_H

#include <linux/atomic.h>
#include <linux/fs.h>
#include <linux/kobject.h>
#include <linux/mutex.h>
#include <linux/rbtree.h>
#include <linux/refcount.h>
#include <linux/sysfs.h>
#include <linux/wait.h>

enum node_type { NODE_DIR, NODE_ATTR, NODE_BIN, NODE_LINK };

#define NODE_GONE (-1U << 31)

struct kernfs_node {
	refcount_t count; /* the tree, children, inodes, links to it, open files */
	/* Calls inside now; NODE_GONE is added once removal has begun. */
	atomic_t active;

	enum node_type type;
	umode_t mode; /* with type bits; chmod under the inode's lock */
	kuid_t uid;
	kgid_t gid;
	u64 ino;

	/* sysfs_mutex guards these; name and parent change on rename only. */
	struct kernfs_node *parent; /* referenced; NULL for the root */
	char *name;
	struct rb_node node;	 /* in parent->children; empty: not in the tree */
	struct rb_root children; /* of a directory, by name */
	unsigned int subdirs;
	bool removes_itself; /* node_remove_self() has been called */

	const struct module *owner; /* whose code has made it, for comparison only; NULL: ours */

	/* Constant, until it is gone. What may be dereferenced only while active: */
	union {
		struct kobject *kobj;		 /* a directory's */
		const struct attribute *attr;	 /* NODE_ATTR */
		const struct bin_attribute *bin; /* NODE_BIN */
		struct kernfs_node *target;	 /* NODE_LINK, referenced */
	};
	atomic_t event;		/* counts sysfs_notify() of an attribute */
	wait_queue_head_t poll; /* who polls it */
};

extern struct mutex sysfs_mutex;
extern struct kernfs_node *sysfs_root;

/* --- node.c --- */
struct kernfs_node *node_new(const char *name, umode_t mode, enum node_type type);
struct kernfs_node *node_get(struct kernfs_node *kn);
void node_put(struct kernfs_node *kn);
bool node_enter(struct kernfs_node *kn);
void node_leave(struct kernfs_node *kn);
/* After a node_leave() in the middle of a call, so that the one at its end is balanced. */
void node_reenter(struct kernfs_node *kn);
static inline bool node_gone(const struct kernfs_node *kn)
{
	return atomic_read(&kn->active) < 0;
}

/* With sysfs_mutex held: */
struct kernfs_node *node_find(struct kernfs_node *dir, const char *name, size_t len);
struct kernfs_node *node_first(struct kernfs_node *dir);
struct kernfs_node *node_after(struct kernfs_node *dir, const char *name, size_t len);

/* Puts kn, whose reference passes to the tree, into parent. -EEXIST, -ENOENT when parent is gone.
 */
int node_add(struct kernfs_node *parent, struct kernfs_node *kn);
/* Referenced, or NULL */
struct kernfs_node *node_find_get(struct kernfs_node *dir, const char *name);
void node_remove(struct kernfs_node *kn);
/*
 * From a call of kn's own: as node_remove(), but doesn't wait for this one. True: the caller's was
 * the first such call; for the others kn is gone when they return.
 */
bool node_remove_self(struct kernfs_node *kn);
int node_remove_by_name(struct kernfs_node *dir, const char *name);
/* To another place, or name. -EEXIST, -ENOENT when either is gone, -EINVAL into itself, -ENOMEM. */
int node_move(struct kernfs_node *kn, struct kernfs_node *parent, const char *name);
/* "/a/b" of kn, allocated, or NULL */
char *node_path(struct kernfs_node *kn);

/* --- inode.c --- */
extern const struct inode_operations sysfs_link_inode_operations;
extern const struct file_operations sysfs_file_operations;
void node_forget_inode(struct kernfs_node *kn);
void sysfs_mount_init(void);

/* --- uevent.c --- */
void uevent_init(void);

/* --- kobject.c --- */
int kobject_add_internal(struct kobject *kobj);

/* --- attr.c --- */
int sysfs_add_attr(struct kernfs_node *dir, const struct attribute *attr, umode_t mode,
		   struct kobject *owner);
int sysfs_add_bin_attr(struct kernfs_node *dir, const struct bin_attribute *attr, umode_t mode,
		       struct kobject *owner);
void sysfs_warn_dup(struct kernfs_node *parent, const char *name);
void kobject_ownership(struct kobject *kobj, kuid_t *uid, kgid_t *gid);

/* --- symlink.c --- */
const char *sysfs_get_link(struct dentry *dentry, struct inode *inode, struct delayed_call *done);
int sysfs_add_link(struct kernfs_node *dir, struct kernfs_node *target, const char *name,
		   bool warn);

/* The object whose directory a file is in, also when it lies in a group's subdirectory */
static inline struct kobject *node_kobj(const struct kernfs_node *kn)
{
	return kn->parent->kobj;
}

#endif
