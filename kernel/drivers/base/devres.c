// SPDX-License-Identifier: MIT
/*
 * devres: what a device has been given for as long as a driver has it.
 *
 * Each resource is a node in the device's list, with the function that gives it back. When the
 * driver leaves the device, or its probe() fails, all are given back, the last one first. Groups
 * mark a part of the list: a node where it begins, and one where it ends.
 */
#include <linux/bug.h>
#include <linux/device.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/list.h>
#include <linux/slab.h>
#include <kernel/devices.h>
#include "base.h"

struct devres_node {
	struct list_head entry; /* dev->devres_head; its devres_lock */
	dr_release_t release;	/* NULL: a group's mark */
	bool kernels;		/* it runs no code of a module's, and nothing of one's is freed */
	size_t size;
};

struct devres {
	struct devres_node node;
	u8 data[] __aligned(ARCH_KMALLOC_MINALIGN);
};

struct devres_group {
	struct devres_node open, close; /* close is in the list once the group is closed */
	void *id;
};

static struct devres *to_devres(void *res)
{
	return container_of(res, struct devres, data[0]);
}

/* The bytes that were asked for. */
size_t devres_size(const void *res)
{
	return to_devres((void *)res)->node.size;
}

/* --- single resources --- */

/**
 * __devres_alloc_node() - @size zeroed bytes that can be added to a device
 * @release: gives the resource back; the bytes are freed after it
 */
void *__devres_alloc_node(dr_release_t release, size_t size, gfp_t gfp, int nid, const char *name)
{
	struct devres *dr;
	size_t total;

	if (check_add_overflow(sizeof(*dr), size, &total))
		return NULL;
	dr = kmalloc(total, gfp | __GFP_ZERO);
	if (!dr)
		return NULL;
	INIT_LIST_HEAD(&dr->node.entry);
	dr->node.release = release;
	dr->node.size = size;
	return dr->data;
}
EXPORT_SYMBOL_GPL(__devres_alloc_node);

void *devres_alloc_kernels(dr_release_t release, size_t size)
{
	void *res = devres_alloc(release, size, GFP_KERNEL);

	if (res)
		to_devres(res)->node.kernels = true;
	return res;
}

/**
 * devres_free() - what was allocated and isn't a device's; release() isn't called
 */
void devres_free(void *res)
{
	if (res) {
		WARN_ON(!list_empty(&to_devres(res)->node.entry));
		kfree(to_devres(res));
	}
}
EXPORT_SYMBOL_GPL(devres_free);

void devres_add(struct device *dev, void *res)
{
	unsigned long flags;

	spin_lock_irqsave(&dev->devres_lock, flags);
	WARN_ON(!list_empty(&to_devres(res)->node.entry));
	list_add_tail(&to_devres(res)->node.entry, &dev->devres_head);
	spin_unlock_irqrestore(&dev->devres_lock, flags);
}
EXPORT_SYMBOL_GPL(devres_add);

/* The newest that release() belongs to and that match() likes. dev->devres_lock. */
static struct devres *find(struct device *dev, dr_release_t release, dr_match_t match, void *data)
{
	struct devres_node *node;

	list_for_each_entry_reverse (node, &dev->devres_head, entry) {
		struct devres *dr = container_of(node, struct devres, node);

		if (node->release && node->release == release &&
		    (!match || match(dev, dr->data, data)))
			return dr;
	}
	return NULL;
}

void *devres_find(struct device *dev, dr_release_t release, dr_match_t match, void *match_data)
{
	unsigned long flags;
	struct devres *dr;

	spin_lock_irqsave(&dev->devres_lock, flags);
	dr = find(dev, release, match, match_data);
	spin_unlock_irqrestore(&dev->devres_lock, flags);
	return dr ? dr->data : NULL;
}
EXPORT_SYMBOL_GPL(devres_find);

/**
 * devres_get() - the one that is there already, @new_res being freed; else @new_res, added
 */
void *devres_get(struct device *dev, void *new_res, dr_match_t match, void *match_data)
{
	struct devres *new_dr = to_devres(new_res), *dr;
	unsigned long flags;

	spin_lock_irqsave(&dev->devres_lock, flags);
	dr = find(dev, new_dr->node.release, match, match_data);
	if (!dr) {
		list_add_tail(&new_dr->node.entry, &dev->devres_head);
		dr = new_dr;
		new_res = NULL;
	}
	spin_unlock_irqrestore(&dev->devres_lock, flags);
	devres_free(new_res);
	return dr->data;
}
EXPORT_SYMBOL_GPL(devres_get);

/**
 * devres_remove() - it is the caller's again: for devres_free(). NULL: there is none such.
 */
void *devres_remove(struct device *dev, dr_release_t release, dr_match_t match, void *match_data)
{
	unsigned long flags;
	struct devres *dr;

	spin_lock_irqsave(&dev->devres_lock, flags);
	dr = find(dev, release, match, match_data);
	if (dr)
		list_del_init(&dr->node.entry);
	spin_unlock_irqrestore(&dev->devres_lock, flags);
	return dr ? dr->data : NULL;
}
EXPORT_SYMBOL_GPL(devres_remove);

/**
 * devres_destroy() - free it without release(). -ENOENT.
 */
int devres_destroy(struct device *dev, dr_release_t release, dr_match_t match, void *match_data)
{
	void *res = devres_remove(dev, release, match, match_data);

	devres_free(res);
	return res ? 0 : -ENOENT;
}
EXPORT_SYMBOL_GPL(devres_destroy);

/**
 * devres_release() - give it back now. -ENOENT.
 */
int devres_release(struct device *dev, dr_release_t release, dr_match_t match, void *match_data)
{
	void *res = devres_remove(dev, release, match, match_data);

	if (!res)
		return -ENOENT;
	release(dev, res);
	devres_free(res);
	return 0;
}
EXPORT_SYMBOL_GPL(devres_release);

/**
 * devres_for_each_res() - fn() for each, the newest first, under a spinlock
 */
void devres_for_each_res(struct device *dev, dr_release_t release, dr_match_t match,
			 void *match_data, void (*fn)(struct device *, void *, void *), void *data)
{
	struct devres_node *node, *next;
	unsigned long flags;

	if (!fn)
		return;
	spin_lock_irqsave(&dev->devres_lock, flags);
	list_for_each_entry_safe_reverse(node, next, &dev->devres_head, entry)
	{
		struct devres *dr = container_of(node, struct devres, node);

		if (node->release && node->release == release &&
		    (!match || match(dev, dr->data, match_data)))
			fn(dev, dr->data, data);
	}
	spin_unlock_irqrestore(&dev->devres_lock, flags);
}
EXPORT_SYMBOL_GPL(devres_for_each_res);

/* Gives back what is in todo, the last one first. Nobody else knows the list. Returns how many. */
static int release_nodes(struct device *dev, struct list_head *todo)
{
	struct devres_node *node;
	int count = 0;

	while (!list_empty(todo)) {
		node = list_last_entry(todo, struct devres_node, entry);
		list_del_init(&node->entry);
		if (node->release) {
			struct devres *dr = container_of(node, struct devres, node);

			node->release(dev, dr->data);
			kfree(dr);
			count++;
		} else if (node->size) {
			/* A group's opening mark, which the group's structure begins with. */
			kfree(container_of(node, struct devres_group, open));
		}
	}
	return count;
}

/* All of the device's. The number, or -ENODEV for a device that is none. */
int devres_release_all(struct device *dev)
{
	unsigned long flags;
	LIST_HEAD(todo);

	if (WARN_ON(!dev->devres_head.next))
		return -ENODEV;
	if (list_empty(&dev->devres_head))
		return 0;
	spin_lock_irqsave(&dev->devres_lock, flags);
	list_splice_init(&dev->devres_head, &todo);
	spin_unlock_irqrestore(&dev->devres_lock, flags);
	return release_nodes(dev, &todo);
}

/*
 * The driver has crashed: what is the kernel's is given back, the last one first. The rest is
 * nobody's from now on: it may hold what the driver's module has set going.
 */
void devres_abandon_all(struct device *dev)
{
	struct devres_node *node, *next;
	unsigned long flags;
	LIST_HEAD(todo);

	spin_lock_irqsave(&dev->devres_lock, flags);
	list_for_each_entry_safe (node, next, &dev->devres_head, entry) {
		if (node->kernels)
			list_move_tail(&node->entry, &todo);
		else
			list_del_init(&node->entry);
	}
	spin_unlock_irqrestore(&dev->devres_lock, flags);
	release_nodes(dev, &todo);
}

/* --- groups --- */

/**
 * devres_open_group() - what is added from here on belongs to a group
 * @id: its name; NULL: one is made up
 *
 * The id, or NULL without memory.
 */
void *devres_open_group(struct device *dev, void *id, gfp_t gfp)
{
	struct devres_group *grp = kzalloc(sizeof(*grp), gfp);
	unsigned long flags;

	if (!grp)
		return NULL;
	/* What tells the two marks apart. */
	grp->open.size = sizeof(*grp);
	INIT_LIST_HEAD(&grp->open.entry);
	INIT_LIST_HEAD(&grp->close.entry);
	grp->id = id ?: grp;
	spin_lock_irqsave(&dev->devres_lock, flags);
	list_add_tail(&grp->open.entry, &dev->devres_head);
	spin_unlock_irqrestore(&dev->devres_lock, flags);
	return grp->id;
}
EXPORT_SYMBOL_GPL(devres_open_group);

/* The group of that id; id NULL: the newest that is open. dev->devres_lock. */
static struct devres_group *find_group(struct device *dev, const void *id)
{
	struct devres_node *node;

	list_for_each_entry_reverse (node, &dev->devres_head, entry) {
		struct devres_group *grp = container_of(node, struct devres_group, open);

		if (node->release || !node->size)
			continue;
		if (id ? grp->id == id : list_empty(&grp->close.entry))
			return grp;
	}
	return NULL;
}

/**
 * devres_close_group() - what is added from here on doesn't belong to it any more
 */
void devres_close_group(struct device *dev, void *id)
{
	struct devres_group *grp;
	unsigned long flags;

	spin_lock_irqsave(&dev->devres_lock, flags);
	grp = find_group(dev, id);
	if (!WARN_ON(!grp))
		list_add_tail(&grp->close.entry, &dev->devres_head);
	spin_unlock_irqrestore(&dev->devres_lock, flags);
}
EXPORT_SYMBOL_GPL(devres_close_group);

/**
 * devres_remove_group() - the group is forgotten; what was in it stays the device's
 */
void devres_remove_group(struct device *dev, void *id)
{
	struct devres_group *grp;
	unsigned long flags;

	spin_lock_irqsave(&dev->devres_lock, flags);
	grp = find_group(dev, id);
	if (!WARN_ON(!grp)) {
		list_del_init(&grp->open.entry);
		list_del_init(&grp->close.entry);
	}
	spin_unlock_irqrestore(&dev->devres_lock, flags);
	kfree(grp);
}
EXPORT_SYMBOL_GPL(devres_remove_group);

/*
 * Moves the group's part of the list to todo: its marks, what is between them, and the groups that
 * lie in it entirely. Of another group only one mark may lie there: that stays. dev->devres_lock.
 */
static void take_group(struct device *dev, struct devres_group *grp, struct list_head *todo)
{
	struct list_head *end =
		list_empty(&grp->close.entry) ? &dev->devres_head : &grp->close.entry;
	struct list_head *at = &grp->open.entry, *next;

	for (; at != end; at = next) {
		struct devres_node *node = list_entry(at, struct devres_node, entry);
		struct devres_group *inner = container_of(node, struct devres_group, open);

		next = at->next;
		if (node->release) {
			list_move_tail(at, todo);
		} else if (inner == grp) {
			list_move_tail(at, todo);
		} else if (node->size && !list_empty(&inner->close.entry)) {
			struct list_head *seek = next;

			while (seek != end && seek != &inner->close.entry)
				seek = seek->next;
			if (seek == end)
				continue;
			if (next == seek)
				next = next->next;
			list_del_init(seek);
			list_move_tail(at, todo);
		}
	}
	list_del_init(&grp->close.entry);
}

/**
 * devres_release_group() - give back what is in the group, and forget it
 *
 * How many that were.
 */
int devres_release_group(struct device *dev, void *id)
{
	struct devres_group *grp;
	unsigned long flags;
	LIST_HEAD(todo);

	spin_lock_irqsave(&dev->devres_lock, flags);
	grp = find_group(dev, id);
	if (grp)
		take_group(dev, grp, &todo);
	spin_unlock_irqrestore(&dev->devres_lock, flags);
	return grp ? release_nodes(dev, &todo) : 0;
}
EXPORT_SYMBOL_GPL(devres_release_group);
