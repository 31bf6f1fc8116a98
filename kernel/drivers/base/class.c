// SPDX-License-Identifier: MIT
/*
 * Classes: their directories and attributes, and the list of what there is. <linux/device/class.h>
 * has the rules.
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <kernel/module.h>
#include "base.h"

struct kset *class_kset;

DEFINE_MUTEX(subsystems_lock);
LIST_HEAD(subsystems);

void subsystem_list(struct subsys_private *p)
{
	p->owner = module_on_stack();
	mutex_lock(&subsystems_lock);
	list_add_tail(&p->all, &subsystems);
	mutex_unlock(&subsystems_lock);
}

void subsystem_unlist(struct subsys_private *p)
{
	mutex_lock(&subsystems_lock);
	list_del_init(&p->all);
	mutex_unlock(&subsystems_lock);
}

/* --- the directory's files --- */

static struct class_attribute *to_class_attr(struct attribute *attr)
{
	return container_of(attr, struct class_attribute, attr);
}

static ssize_t class_attr_show(struct kobject *kobj, struct attribute *attr, char *buf)
{
	struct class_attribute *a = to_class_attr(attr);

	return a->show ? a->show(to_subsys_private(kobj)->class, a, buf) : -EIO;
}

static ssize_t class_attr_store(struct kobject *kobj, struct attribute *attr, const char *buf,
				size_t count)
{
	struct class_attribute *a = to_class_attr(attr);

	return a->store ? a->store(to_subsys_private(kobj)->class, a, buf, count) : -EIO;
}

static const struct sysfs_ops class_sysfs_ops = {
	.show = class_attr_show,
	.store = class_attr_store,
};

int class_create_file_ns(struct class *class, const struct class_attribute *attr, const void *ns)
{
	return class ? sysfs_create_file_ns(&class->p->subsys.kobj, &attr->attr, ns) : -EINVAL;
}
EXPORT_SYMBOL_GPL(class_create_file_ns);

void class_remove_file_ns(struct class *class, const struct class_attribute *attr, const void *ns)
{
	if (class)
		sysfs_remove_file_ns(&class->p->subsys.kobj, &attr->attr, ns);
}
EXPORT_SYMBOL_GPL(class_remove_file_ns);

ssize_t show_class_attr_string(struct class *class, struct class_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%s\n",
			  container_of(attr, struct class_attribute_string, attr)->str);
}
EXPORT_SYMBOL_GPL(show_class_attr_string);

/* --- life --- */

static void class_release(struct kobject *kobj)
{
	struct subsys_private *p = to_subsys_private(kobj);
	struct class *class = p->class;

	class->p = NULL;
	if (class->class_release)
		class->class_release(class);
	kfree(p);
}

static const struct kobj_type class_ktype = {
	.sysfs_ops = &class_sysfs_ops,
	.release = class_release,
};

static void get_class_device(struct klist_node *n)
{
	get_device(container_of(n, struct device_private, knode_class)->device);
}

static void put_class_device(struct klist_node *n)
{
	put_device(container_of(n, struct device_private, knode_class)->device);
}

/**
 * __class_register() - a class of the caller's, which stays until class_unregister()
 *
 * -EEXIST, -ENOMEM. class_release() is called only for what has been registered.
 */
int __class_register(struct class *class, struct lock_class_key *key)
{
	struct subsys_private *p = kzalloc(sizeof(*p), GFP_KERNEL);
	int err;

	if (!p)
		return -ENOMEM;
	klist_init(&p->klist_devices, get_class_device, put_class_device);
	INIT_LIST_HEAD(&p->interfaces);
	INIT_LIST_HEAD(&p->glue_dirs);
	mutex_init(&p->mutex);
	p->class = class;
	p->subsys.kobj.kset = class_kset;
	p->subsys.kobj.ktype = &class_ktype;
	err = kobject_set_name(&p->subsys.kobj, "%s", class->name);
	if (err)
		goto free;
	class->p = p;
	err = kset_register(&p->subsys);
	if (err)
		goto forget;
	subsystem_list(p);
	err = sysfs_create_groups(&p->subsys.kobj, class->class_groups);
	if (!err)
		return 0;

	/* The caller still has its class, so it isn't released. */
	subsystem_unlist(p);
	kobject_del(&p->subsys.kobj);
	kfree(p->subsys.kobj.name);
forget:
	class->p = NULL;
free:
	kfree(p);
	return err;
}
EXPORT_SYMBOL_GPL(__class_register);

void class_unregister(struct class *class)
{
	struct subsys_private *p = class->p;

	subsystem_unlist(p);
	sysfs_remove_groups(&p->subsys.kobj, class->class_groups);
	kset_unregister(&p->subsys);
}
EXPORT_SYMBOL_GPL(class_unregister);

static void free_class(struct class *class)
{
	kfree(class);
}

struct class *__class_create(struct module *owner, const char *name, struct lock_class_key *key)
{
	struct class *class = kzalloc(sizeof(*class), GFP_KERNEL);
	int err;

	if (!class)
		return ERR_PTR(-ENOMEM);
	class->name = name;
	class->owner = owner;
	class->class_release = free_class;
	err = __class_register(class, key);
	if (!err)
		return class;
	kfree(class);
	return ERR_PTR(err);
}
EXPORT_SYMBOL_GPL(__class_create);

void class_destroy(struct class *class)
{
	if (!IS_ERR_OR_NULL(class))
		class_unregister(class);
}
EXPORT_SYMBOL_GPL(class_destroy);

/* --- its devices come and go --- */

void class_add_device(struct device *dev)
{
	struct subsys_private *p;
	struct class_interface *intf;

	if (!dev->class)
		return;
	p = dev->class->p;
	mutex_lock(&p->mutex);
	klist_add_tail(&dev->p->knode_class, &p->klist_devices);
	list_for_each_entry (intf, &p->interfaces, node)
		if (intf->add_dev)
			intf->add_dev(dev, intf);
	mutex_unlock(&p->mutex);
}

void class_remove_device(struct device *dev)
{
	struct subsys_private *p;
	struct class_interface *intf;

	if (!dev->class)
		return;
	p = dev->class->p;
	mutex_lock(&p->mutex);
	list_for_each_entry (intf, &p->interfaces, node)
		if (intf->remove_dev)
			intf->remove_dev(dev, intf);
	klist_del(&dev->p->knode_class);
	mutex_unlock(&p->mutex);
}

/**
 * class_interface_register() - hear of the class's devices: those there are, too. -ENODEV.
 */
int class_interface_register(struct class_interface *intf)
{
	struct class_dev_iter iter;
	struct device *dev;

	if (!intf || !intf->class)
		return -ENODEV;
	mutex_lock(&intf->class->p->mutex);
	list_add_tail(&intf->node, &intf->class->p->interfaces);
	if (intf->add_dev) {
		class_dev_iter_init(&iter, intf->class, NULL, NULL);
		while ((dev = class_dev_iter_next(&iter)))
			intf->add_dev(dev, intf);
		class_dev_iter_exit(&iter);
	}
	mutex_unlock(&intf->class->p->mutex);
	return 0;
}
EXPORT_SYMBOL_GPL(class_interface_register);

void class_interface_unregister(struct class_interface *intf)
{
	struct class_dev_iter iter;
	struct device *dev;

	mutex_lock(&intf->class->p->mutex);
	list_del_init(&intf->node);
	if (intf->remove_dev) {
		class_dev_iter_init(&iter, intf->class, NULL, NULL);
		while ((dev = class_dev_iter_next(&iter)))
			intf->remove_dev(dev, intf);
		class_dev_iter_exit(&iter);
	}
	mutex_unlock(&intf->class->p->mutex);
}
EXPORT_SYMBOL_GPL(class_interface_unregister);

void __init classes_init(void)
{
	class_kset = kset_create_and_add("class", NULL, NULL);
	if (!class_kset)
		panic("No memory for /sys/class");
}
