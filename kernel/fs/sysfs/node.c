// SPDX-License-Identifier: MIT
/*
 * Nodes of /sys: one tree, in memory, that exists whether or not it is mounted.
 *
 * See sysfs.h for what a reference and an active reference are.
 */
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/slab.h>
#include <linux/stat.h>
#include <linux/string.h>
#include <kernel/holds.h>
#include <kernel/module.h>
#include "sysfs.h"

/* Guards the tree's shape. Sleeps; never held while an attribute's functions run. */
DEFINE_MUTEX(sysfs_mutex);
struct kernfs_node *sysfs_root;

static atomic64_t next_ino = ATOMIC64_INIT(1);

/* A node with a reference for the caller, in no tree yet; NULL when memory ends. */
struct kernfs_node *node_new(const char *name, umode_t mode, enum node_type type)
{
	struct kernfs_node *kn = kzalloc(sizeof(*kn), GFP_KERNEL);

	if (!kn)
		return NULL;
	kn->name = kstrdup(name, GFP_KERNEL);
	if (!kn->name) {
		kfree(kn);
		return NULL;
	}
	refcount_set(&kn->count, 1);
	kn->type = type;
	kn->mode = mode;
	kn->uid = GLOBAL_ROOT_UID;
	kn->gid = GLOBAL_ROOT_GID;
	kn->ino = atomic64_inc_return(&next_ino);
	kn->children = RB_ROOT;
	RB_CLEAR_NODE(&kn->node);
	init_waitqueue_head(&kn->poll);
	kn->owner = module_on_stack();
	return kn;
}

struct kernfs_node *node_get(struct kernfs_node *kn)
{
	refcount_inc(&kn->count);
	return kn;
}

/* The last one also drops the parent's, and so on up: a loop, as a stack is small. */
void node_put(struct kernfs_node *kn)
{
	while (kn && refcount_dec_and_test(&kn->count)) {
		struct kernfs_node *parent = kn->parent;

		if (kn->type == NODE_LINK)
			node_put(kn->target);
		kfree(kn->name);
		kfree(kn);
		kn = parent;
	}
}

/* --- active references --- */

/* Who waits until the users of a node that is gone have left */
static DECLARE_WAIT_QUEUE_HEAD(drained);

/* A task that dies in an attribute's function leaves. */
static void release_node(void *kn)
{
	node_leave(kn);
}

bool node_enter(struct kernfs_node *kn)
{
	if (!atomic_inc_unless_negative(&kn->active))
		return false;
	hold_note(kn, release_node);
	return true;
}

void node_leave(struct kernfs_node *kn)
{
	hold_drop(kn);
	if (atomic_dec_return(&kn->active) == (int)NODE_GONE)
		wake_up_all(&drained);
}

void node_reenter(struct kernfs_node *kn)
{
	atomic_inc(&kn->active);
	hold_note(kn, release_node);
}

/* Inodes may keep kn for long: it doesn't point to what may be freed now. */
static void forget_object(struct kernfs_node *kn)
{
	if (kn->type != NODE_LINK)
		kn->kobj = NULL;
	kn->owner = NULL;
}

/* No more users from here on, and those that were there have left. kn is out of the tree. */
static void node_drain(struct kernfs_node *kn)
{
	if (atomic_add_return(NODE_GONE, &kn->active) != (int)NODE_GONE)
		wait_event(drained, atomic_read(&kn->active) == (int)NODE_GONE);
	forget_object(kn);
	/* Who polls learns of the end. */
	wake_up_interruptible_all(&kn->poll);
}

/* --- the tree --- */

static int name_order(const char *name, size_t len, const struct kernfs_node *kn)
{
	int order = strncmp(name, kn->name, len);

	return order ?: -(kn->name[len] != '\0');
}

static struct kernfs_node *entry(struct rb_node *node)
{
	return node ? rb_entry(node, struct kernfs_node, node) : NULL;
}

struct kernfs_node *node_find(struct kernfs_node *dir, const char *name, size_t len)
{
	struct rb_node *node = dir->children.rb_node;

	while (node) {
		struct kernfs_node *kn = entry(node);
		int order = name_order(name, len, kn);

		if (!order)
			return kn;
		node = order < 0 ? node->rb_left : node->rb_right;
	}
	return NULL;
}

struct kernfs_node *node_first(struct kernfs_node *dir)
{
	return entry(rb_first(&dir->children));
}

/* The child that comes next after name in the listing, whether or not there is one of that name */
struct kernfs_node *node_after(struct kernfs_node *dir, const char *name, size_t len)
{
	struct rb_node *node = dir->children.rb_node;
	struct kernfs_node *best = NULL;

	while (node) {
		struct kernfs_node *kn = entry(node);

		if (name_order(name, len, kn) < 0) {
			best = kn;
			node = node->rb_left;
		} else {
			node = node->rb_right;
		}
	}
	return best;
}

static int insert(struct kernfs_node *dir, struct kernfs_node *kn)
{
	struct rb_node **link = &dir->children.rb_node;
	struct rb_node *above = NULL;
	size_t len = strlen(kn->name);

	while (*link) {
		int order;

		above = *link;
		order = name_order(kn->name, len, entry(above));
		if (!order)
			return -EEXIST;
		link = order < 0 ? &above->rb_left : &above->rb_right;
	}
	rb_link_node(&kn->node, above, link);
	rb_insert_color(&kn->node, &dir->children);
	if (kn->type == NODE_DIR)
		dir->subdirs++;
	return 0;
}

static void erase(struct kernfs_node *kn)
{
	rb_erase(&kn->node, &kn->parent->children);
	RB_CLEAR_NODE(&kn->node);
	if (kn->type == NODE_DIR)
		kn->parent->subdirs--;
}

int node_add(struct kernfs_node *parent, struct kernfs_node *kn)
{
	int err = -ENOENT;

	mutex_lock(&sysfs_mutex);
	/* A directory that has been taken out takes nothing more in: its remover is past it. */
	if (parent == sysfs_root || !RB_EMPTY_NODE(&parent->node)) {
		kn->parent = parent;
		err = insert(parent, kn);
		if (err)
			kn->parent = NULL;
		else
			node_get(parent);
	}
	mutex_unlock(&sysfs_mutex);
	return err;
}

struct kernfs_node *node_find_get(struct kernfs_node *dir, const char *name)
{
	struct kernfs_node *kn;

	mutex_lock(&sysfs_mutex);
	kn = node_find(dir, name, strlen(name));
	if (kn)
		node_get(kn);
	mutex_unlock(&sysfs_mutex);
	return kn;
}

/* The first node at or below kn that has nothing below itself. sysfs_mutex is held. */
static struct kernfs_node *first_leaf(struct kernfs_node *kn)
{
	struct kernfs_node *child;

	while ((child = node_first(kn)))
		kn = child;
	return kn;
}

/* Takes out a node at or below kn that has nothing below itself. sysfs_mutex is held. */
static struct kernfs_node *erase_leaf(struct kernfs_node *kn)
{
	kn = first_leaf(kn);
	erase(kn);
	return kn;
}

/* Like node_drain() of a module that has crashed: what it points to is never called or waited for.
 */
static void abandon(struct kernfs_node *kn)
{
	forget_object(kn);
	atomic_add(NODE_GONE, &kn->active);
	wake_up_interruptible_all(&kn->poll);
}

/* Takes out one node that the module has made and that has nothing below it; NULL: none is left. */
static struct kernfs_node *erase_node_of(const struct module *mod)
{
	struct kernfs_node *kn, *next;

	for (kn = first_leaf(sysfs_root); kn != sysfs_root;) {
		if (kn->owner == mod && RB_EMPTY_ROOT(&kn->children)) {
			erase(kn);
			return kn;
		}
		next = entry(rb_next(&kn->node));
		kn = next ? first_leaf(next) : kn->parent;
	}
	return NULL;
}

void sysfs_disown(struct kobject *kobj)
{
	mutex_lock(&sysfs_mutex);
	if (kobj->sd)
		kobj->sd->owner = NULL;
	mutex_unlock(&sysfs_mutex);
}

unsigned int sysfs_forget_module(const struct module *mod)
{
	struct kernfs_node *kn;
	unsigned int forgotten = 0;

	mutex_lock(&sysfs_mutex);
	while ((kn = erase_node_of(mod))) {
		mutex_unlock(&sysfs_mutex);
		abandon(kn);
		node_forget_inode(kn);
		node_put(kn);
		forgotten++;
		mutex_lock(&sysfs_mutex);
	}
	mutex_unlock(&sysfs_mutex);
	return forgotten;
}

/**
 * node_remove() - take a node and all below it out of the tree
 *
 * Waits for their users, so not from one of their functions. The tree's references go; the caller's
 * own stays. Each node is taken out by one caller; another who comes at the same time does not
 * wait.
 */
void node_remove(struct kernfs_node *kn)
{
	struct kernfs_node *leaf;

	node_get(kn);
	mutex_lock(&sysfs_mutex);
	while (!RB_EMPTY_NODE(&kn->node)) {
		leaf = erase_leaf(kn);
		mutex_unlock(&sysfs_mutex);
		node_drain(leaf);
		node_forget_inode(leaf);
		node_put(leaf);
		mutex_lock(&sysfs_mutex);
	}
	mutex_unlock(&sysfs_mutex);
	node_put(kn);
}

bool node_remove_self(struct kernfs_node *kn)
{
	bool first;

	mutex_lock(&sysfs_mutex);
	first = !kn->removes_itself;
	kn->removes_itself = true;
	mutex_unlock(&sysfs_mutex);
	node_leave(kn);
	if (first) {
		node_remove(kn);
		wake_up_all(&drained);
	} else {
		wait_event(drained, node_gone(kn));
	}
	node_reenter(kn);
	return first;
}

int node_remove_by_name(struct kernfs_node *dir, const char *name)
{
	struct kernfs_node *kn = node_find_get(dir, name);

	if (!kn)
		return -ENOENT;
	node_remove(kn);
	node_put(kn);
	return 0;
}

/* Would dir lie in itself, if it lay in parent? sysfs_mutex is held. */
static bool is_below(const struct kernfs_node *parent, const struct kernfs_node *dir)
{
	for (; parent; parent = parent->parent)
		if (parent == dir)
			return true;
	return false;
}

int node_move(struct kernfs_node *kn, struct kernfs_node *parent, const char *name)
{
	char *copy = kstrdup(name, GFP_KERNEL);
	struct kernfs_node *old_parent = NULL;
	int err = 0;

	if (!copy)
		return -ENOMEM;
	mutex_lock(&sysfs_mutex);
	if (RB_EMPTY_NODE(&kn->node) || (parent != sysfs_root && RB_EMPTY_NODE(&parent->node))) {
		err = -ENOENT;
	} else if (node_find(parent, name, strlen(name))) {
		err = -EEXIST;
	} else if (is_below(parent, kn)) {
		err = -EINVAL;
	} else {
		erase(kn);
		swap(kn->name, copy);
		old_parent = kn->parent;
		kn->parent = node_get(parent);
		insert(parent, kn);
	}
	mutex_unlock(&sysfs_mutex);
	kfree(copy);
	node_put(old_parent);
	if (!err)
		node_forget_inode(kn);
	return err;
}

char *node_path(struct kernfs_node *kn)
{
	struct kernfs_node *up;
	size_t len = 1;
	char *path, *at;

	mutex_lock(&sysfs_mutex);
	for (up = kn; up->parent; up = up->parent)
		len += 1 + strlen(up->name);
	path = kzalloc(len + 1, GFP_KERNEL);
	if (path) {
		at = path + len - 1;
		*at = '\0';
		for (up = kn; up->parent; up = up->parent) {
			size_t n = strlen(up->name);

			at -= n;
			memcpy(at, up->name, n);
			*--at = '/';
		}
	}
	mutex_unlock(&sysfs_mutex);
	return path;
}
