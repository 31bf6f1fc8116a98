// SPDX-License-Identifier: MIT
/*
 * Devices found below another, and what finders of all kinds compare.
 */
#include <linux/device.h>
#include <linux/export.h>
#include <linux/string.h>
#include "base.h"

/* --- what to look for --- */

int device_match_name(struct device *dev, const void *name)
{
	return sysfs_streq(dev_name(dev), name);
}
EXPORT_SYMBOL_GPL(device_match_name);

int device_match_devt(struct device *dev, const void *pdevt)
{
	return dev->devt == *(const dev_t *)pdevt;
}
EXPORT_SYMBOL_GPL(device_match_devt);

int device_match_any(struct device *dev, const void *unused)
{
	return 1;
}
EXPORT_SYMBOL_GPL(device_match_any);

/* --- children --- */

static struct device *child_of(struct klist_node *n)
{
	return n ? container_of(n, struct device_private, knode_parent)->device : NULL;
}

static int for_each_child(struct device *parent, void *data, int (*fn)(struct device *, void *),
			  struct klist_node *(*step)(struct klist_iter *))
{
	struct klist_iter i;
	struct device *child;
	int err = 0;

	if (!parent->p)
		return 0;
	klist_iter_init(&parent->p->klist_children, &i);
	while (!err && (child = child_of(step(&i))))
		err = fn(child, data);
	klist_iter_exit(&i);
	return err;
}

/**
 * device_for_each_child() - fn() for each child, until one returns something else than 0
 */
int device_for_each_child(struct device *parent, void *data, int (*fn)(struct device *, void *))
{
	return for_each_child(parent, data, fn, klist_next);
}
EXPORT_SYMBOL_GPL(device_for_each_child);

int device_for_each_child_reverse(struct device *parent, void *data,
				  int (*fn)(struct device *, void *))
{
	return for_each_child(parent, data, fn, klist_prev);
}
EXPORT_SYMBOL_GPL(device_for_each_child_reverse);

/**
 * device_find_child() - the first that match() likes, referenced, or NULL
 */
struct device *device_find_child(struct device *parent, void *data,
				 int (*match)(struct device *dev, void *data))
{
	struct klist_iter i;
	struct device *child;

	if (!parent || !parent->p)
		return NULL;
	klist_iter_init(&parent->p->klist_children, &i);
	while ((child = child_of(klist_next(&i))))
		if (match(child, data) && get_device(child))
			break;
	klist_iter_exit(&i);
	return child;
}
EXPORT_SYMBOL_GPL(device_find_child);

static int has_name(struct device *dev, void *name)
{
	return device_match_name(dev, name);
}

struct device *device_find_child_by_name(struct device *parent, const char *name)
{
	return device_find_child(parent, (void *)name, has_name);
}
EXPORT_SYMBOL_GPL(device_find_child_by_name);

static int is_any(struct device *dev, void *unused)
{
	return 1;
}

struct device *device_find_any_child(struct device *parent)
{
	return device_find_child(parent, NULL, is_any);
}
EXPORT_SYMBOL_GPL(device_find_any_child);
