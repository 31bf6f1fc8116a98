// SPDX-License-Identifier: MIT
/*
 * What a device's uevents say, and its file "uevent", which shows it and which sends one when it is
 * written to: "add" and the like.
 */
#include <linux/device.h>
#include <linux/kdev_t.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include "base.h"

static int device_uevent_filter(struct kobject *kobj)
{
	const struct device *dev;

	if (get_ktype(kobj) != &device_ktype)
		return 0;
	dev = kobj_to_dev(kobj);
	return dev->bus || dev->class;
}

static const char *device_uevent_name(struct kobject *kobj)
{
	const struct device *dev = kobj_to_dev(kobj);

	if (dev->bus)
		return dev->bus->name;
	return dev->class ? dev->class->name : NULL;
}

/* MAJOR, MINOR, DEVNAME; and DEVMODE, DEVUID, DEVGID where they aren't what all have. */
static int add_node_vars(struct device *dev, struct kobj_uevent_env *env)
{
	kuid_t uid = GLOBAL_ROOT_UID;
	kgid_t gid = GLOBAL_ROOT_GID;
	umode_t mode = 0;
	const char *name;
	char *tmp;
	int err = add_uevent_var(env, "MAJOR=%u", MAJOR(dev->devt));

	err = err ?: add_uevent_var(env, "MINOR=%u", MINOR(dev->devt));
	if (err)
		return err;
	name = device_get_devnode(dev, &mode, &uid, &gid, &tmp);
	if (!name)
		return -ENOMEM;
	err = add_uevent_var(env, "DEVNAME=%s", name);
	if (!err && mode)
		err = add_uevent_var(env, "DEVMODE=%#o", mode & 0777);
	if (!err && !uid_eq(uid, GLOBAL_ROOT_UID))
		err = add_uevent_var(env, "DEVUID=%u", from_kuid(&init_user_ns, uid));
	if (!err && !gid_eq(gid, GLOBAL_ROOT_GID))
		err = add_uevent_var(env, "DEVGID=%u", from_kgid(&init_user_ns, gid));
	kfree(tmp);
	return err;
}

static int device_uevent(struct kobject *kobj, struct kobj_uevent_env *env)
{
	struct device *dev = kobj_to_dev(kobj);
	struct device_driver *drv = READ_ONCE(dev->driver);
	int err = 0;

	if (MAJOR(dev->devt))
		err = add_node_vars(dev, env);
	if (!err && dev->type && dev->type->name)
		err = add_uevent_var(env, "DEVTYPE=%s", dev->type->name);
	if (!err && drv)
		err = add_uevent_var(env, "DRIVER=%s", drv->name);
	if (!err && dev->bus && dev->bus->uevent)
		err = dev->bus->uevent(dev, env);
	if (!err && dev->class && dev->class->dev_uevent)
		err = dev->class->dev_uevent(dev, env);
	if (!err && dev->type && dev->type->uevent)
		err = dev->type->uevent(dev, env);
	return err;
}

const struct kset_uevent_ops device_uevent_ops = {
	.filter = device_uevent_filter,
	.name = device_uevent_name,
	.uevent = device_uevent,
};

static ssize_t uevent_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct kobj_uevent_env *env;
	int err, len = 0;

	if (!device_uevent_filter(&dev->kobj))
		return 0;
	env = kzalloc(sizeof(*env), GFP_KERNEL);
	if (!env)
		return -ENOMEM;
	err = device_uevent(&dev->kobj, env);
	for (int i = 0; i < env->envp_idx && !err; i++)
		len += sysfs_emit_at(buf, len, "%s\n", env->envp[i]);
	kfree(env);
	return err ?: len;
}

static ssize_t uevent_store(struct device *dev, struct device_attribute *attr, const char *buf,
			    size_t count)
{
	int err = kobject_synth_uevent(&dev->kobj, buf, count);

	if (err)
		dev_err(dev, "uevent: failed to send synthetic uevent: %d\n", err);
	return err ?: count;
}
DEVICE_ATTR_RW(uevent);
