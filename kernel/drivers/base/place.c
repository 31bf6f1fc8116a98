// SPDX-License-Identifier: MIT
/*
 * Where in /sys a device is: its directory's parent, and the links from and to its class.
 *
 * A class's device lies below its parent device, in a directory with the class's name, so that
 * devices of different classes may have one name; the parent's class is none that such a directory
 * is needed for. Without a parent it lies in /sys/devices/virtual/CLASS.
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/slab.h>
#include "base.h"

/* Guards the list of such directories of each class, and who comes and goes in them. Sleeps. */
static DEFINE_MUTEX(glue_lock);

static void release_glue(struct kobject *kobj)
{
	kfree(container_of(kobj, struct glue_dir, kobj));
}

static const struct kobj_type glue_ktype = {
	.release = release_glue,
	.sysfs_ops = &kobj_sysfs_ops,
};

/* A new directory for class's devices below parent. glue_lock. */
static struct glue_dir *make_glue(struct class *class, struct kobject *parent)
{
	struct glue_dir *dir = kzalloc(sizeof(*dir), GFP_KERNEL);
	int err;

	if (!dir)
		return ERR_PTR(-ENOMEM);
	err = kobject_init_and_add(&dir->kobj, &glue_ktype, parent, "%s", class->name);
	if (err) {
		kobject_put(&dir->kobj);
		return ERR_PTR(err);
	}
	list_add_tail(&dir->link, &class->p->glue_dirs);
	return dir;
}

static struct glue_dir *get_glue(struct class *class, struct kobject *parent)
{
	struct glue_dir *dir;

	mutex_lock(&glue_lock);
	list_for_each_entry (dir, &class->p->glue_dirs, link)
		if (dir->kobj.parent == parent)
			goto found;
	dir = make_glue(class, parent);
	if (IS_ERR(dir))
		goto out;
found:
	dir->users++;
out:
	mutex_unlock(&glue_lock);
	return dir;
}

/* The last device in it takes the directory with it. */
static void put_glue(struct glue_dir *dir)
{
	mutex_lock(&glue_lock);
	if (!--dir->users) {
		list_del(&dir->link);
		kobject_del(&dir->kobj);
		kobject_put(&dir->kobj);
	}
	mutex_unlock(&glue_lock);
}

/* /sys/devices/virtual; made when it is first needed. glue_lock isn't held. */
static struct kobject *virtual_parent(void)
{
	static struct kobject *virtual_dir;
	struct kobject *dir;

	mutex_lock(&glue_lock);
	if (!virtual_dir)
		virtual_dir = kobject_create_and_add("virtual", &devices_kset->kobj);
	dir = virtual_dir;
	mutex_unlock(&glue_lock);
	return dir ?: ERR_PTR(-ENOMEM);
}

/*
 * The object that dev's directory is to be below; NULL: in /sys/devices. device_leave_place() ends
 * it. ERR_PTR(-ENOMEM, -EEXIST).
 */
struct kobject *device_place(struct device *dev, struct device *parent)
{
	struct kobject *above;
	struct glue_dir *glue;

	if (!dev->class) {
		if (!parent && dev->bus && dev->bus->dev_root)
			parent = dev->bus->dev_root;
		return parent ? &parent->kobj : NULL;
	}
	if (parent && parent->class)
		return &parent->kobj;
	above = parent ? &parent->kobj : virtual_parent();
	if (IS_ERR(above))
		return above;
	glue = get_glue(dev->class, above);
	if (IS_ERR(glue))
		return ERR_CAST(glue);
	dev->p->glue = glue;
	return &glue->kobj;
}

void device_leave_place(struct device_private *p)
{
	struct glue_dir *glue = p->glue;

	p->glue = NULL;
	if (glue)
		put_glue(glue);
}

/* --- links --- */

/* "subsystem" to the class, "device" to the parent, and the class's link to the device. */
int device_add_class_links(struct device *dev)
{
	struct kobject *class;
	int err;

	if (!dev->class)
		return 0;
	class = &dev->class->p->subsys.kobj;
	err = sysfs_create_link(&dev->kobj, class, "subsystem");
	if (err)
		return err;
	if (dev->parent) {
		err = sysfs_create_link(&dev->kobj, &dev->parent->kobj, "device");
		if (err)
			goto remove_subsystem;
	}
	err = sysfs_create_link(class, &dev->kobj, dev_name(dev));
	if (!err)
		return 0;

	if (dev->parent)
		sysfs_remove_link(&dev->kobj, "device");
remove_subsystem:
	sysfs_remove_link(&dev->kobj, "subsystem");
	return err;
}

void device_remove_class_links(struct device *dev)
{
	if (!dev->class)
		return;
	if (dev->parent)
		sysfs_remove_link(&dev->kobj, "device");
	sysfs_remove_link(&dev->kobj, "subsystem");
	sysfs_delete_link(&dev->class->p->subsys.kobj, &dev->kobj, dev_name(dev));
}

/**
 * device_rename() - another name, for drivers of old that can't wait with theirs
 *
 * -EEXIST, -ENOMEM.
 */
int device_rename(struct device *dev, const char *new_name)
{
	char *old_name;
	int err = -EINVAL;

	dev = get_device(dev);
	if (!dev)
		return err;
	err = -ENOMEM;
	old_name = kstrdup(dev_name(dev), GFP_KERNEL);
	if (!old_name)
		goto out;
	err = 0;
	if (dev->class)
		err = sysfs_rename_link(&dev->class->p->subsys.kobj, &dev->kobj, old_name,
					new_name);
	if (err)
		goto out;
	err = kobject_rename(&dev->kobj, new_name);
	if (err && dev->class &&
	    sysfs_rename_link(&dev->class->p->subsys.kobj, &dev->kobj, new_name, old_name))
		dev_warn(dev, "can't have its old name back in its class\n");
out:
	kfree(old_name);
	put_device(dev);
	return err;
}
EXPORT_SYMBOL_GPL(device_rename);

/* The link "device" of one of a class that gets another parent. */
static int move_class_link(struct device *dev, struct device *old_parent, struct device *new_parent)
{
	int err = 0;

	if (!dev->class)
		return 0;
	if (old_parent)
		sysfs_remove_link(&dev->kobj, "device");
	if (new_parent)
		err = sysfs_create_link(&dev->kobj, &new_parent->kobj, "device");
	return err;
}

/**
 * device_move() - below another parent, or none
 *
 * -EINVAL, -EEXIST, -ENOMEM: it stays where it was.
 */
int device_move(struct device *dev, struct device *new_parent)
{
	struct device *old_parent = dev->parent;
	struct glue_dir *old_glue = dev->p->glue, *new_glue;
	struct kobject *place;
	int err;

	get_device(dev);
	new_parent = get_device(new_parent);
	dev->p->glue = NULL;
	place = device_place(dev, new_parent);
	err = PTR_ERR_OR_ZERO(place) ?: kobject_move(&dev->kobj, place);
	new_glue = dev->p->glue;
	if (err)
		goto restore;
	err = move_class_link(dev, old_parent, new_parent);
	if (err) {
		struct kobject *back = old_glue	    ? &old_glue->kobj
				       : old_parent ? &old_parent->kobj
						    : NULL;

		/* Whichever can't be undone is told of; the tree is whole in any case. */
		if (kobject_move(&dev->kobj, back) || move_class_link(dev, NULL, old_parent))
			dev_warn(dev, "can't be moved back\n");
		goto restore;
	}
	dev->parent = new_parent;
	if (old_parent)
		klist_remove(&dev->p->knode_parent);
	if (new_parent)
		klist_add_tail(&dev->p->knode_parent, &new_parent->p->klist_children);
	if (old_glue)
		put_glue(old_glue);
	put_device(old_parent);
	put_device(dev);
	return 0;

restore:
	if (new_glue)
		put_glue(new_glue);
	dev->p->glue = old_glue;
	put_device(new_parent);
	put_device(dev);
	return err;
}
EXPORT_SYMBOL_GPL(device_move);
