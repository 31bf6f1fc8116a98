// SPDX-License-Identifier: MIT
/*
 * Classes: devices that are used alike, whatever they are attached to. /sys/class/NAME has a link
 * to each; <linux/device.h> creates them.
 */
#ifndef _DEVICE_CLASS_H_
#define _DEVICE_CLASS_H_

#include <linux/kobject.h>
#include <linux/klist.h>
#include <linux/device/bus.h>

struct device;
struct subsys_private;

struct class
{
	const char *name;
	struct module *owner;

	const struct attribute_group **class_groups; /* of the class's own directory */
	const struct attribute_group **dev_groups;   /* of each device's */
	struct kobject *dev_kobj;		     /* /sys/dev/char, unless it is set */

	int (*dev_uevent)(struct device *dev, struct kobj_uevent_env *env);
	/*
	 * The node's name in /dev, allocated, or NULL: the device's; and its permission bits, if
	 * mode isn't NULL and they are not to be 0600.
	 */
	char *(*devnode)(struct device *dev, umode_t *mode);

	void (*class_release)(struct class *class);
	void (*dev_release)(struct device *dev); /* unless the device brings its own */

	int (*shutdown_pre)(struct device *dev); /* before the driver's, at reboot */

	void (*get_ownership)(struct device *dev, kuid_t *uid, kgid_t *gid);
	const struct dev_pm_ops *pm; /* not called: <linux/pm.h> */

	struct subsys_private *p;
};

/* Walks over a class's devices; each that class_dev_iter_next() returns stays until the next. */
struct class_dev_iter {
	struct klist_iter ki;
	const struct device_type *type;
};

extern int __must_check __class_register(struct class *class, struct lock_class_key *key);
extern void class_unregister(struct class *class);

#define class_register(class)                                                                      \
	({                                                                                         \
		static struct lock_class_key __key;                                                \
		__class_register(class, &__key);                                                   \
	})

extern void class_dev_iter_init(struct class_dev_iter *iter, struct class *class,
				struct device *start, const struct device_type *type);
extern struct device *class_dev_iter_next(struct class_dev_iter *iter);
extern void class_dev_iter_exit(struct class_dev_iter *iter);

/* fn() for each device after start, until it returns something else than 0: that is returned. */
extern int class_for_each_device(struct class *class, struct device *start, void *data,
				 int (*fn)(struct device *dev, void *data));
/* The first that match() likes, referenced, or NULL */
extern struct device *class_find_device(struct class *class, struct device *start, const void *data,
					int (*match)(struct device *, const void *));

static inline struct device *class_find_device_by_name(struct class *class, const char *name)
{
	return class_find_device(class, NULL, name, device_match_name);
}

static inline struct device *class_find_device_by_devt(struct class *class, dev_t devt)
{
	return class_find_device(class, NULL, &devt, device_match_devt);
}

struct class_attribute {
	struct attribute attr;
	ssize_t (*show)(struct class *class, struct class_attribute *attr, char *buf);
	ssize_t (*store)(struct class *class, struct class_attribute *attr, const char *buf,
			 size_t count);
};

#define CLASS_ATTR_RW(_name) struct class_attribute class_attr_##_name = __ATTR_RW(_name)
#define CLASS_ATTR_RO(_name) struct class_attribute class_attr_##_name = __ATTR_RO(_name)
#define CLASS_ATTR_WO(_name) struct class_attribute class_attr_##_name = __ATTR_WO(_name)

extern int __must_check class_create_file_ns(struct class *class,
					     const struct class_attribute *attr, const void *ns);
extern void class_remove_file_ns(struct class *class, const struct class_attribute *attr,
				 const void *ns);

static inline int __must_check class_create_file(struct class *class,
						 const struct class_attribute *attr)
{
	return class_create_file_ns(class, attr, NULL);
}

static inline void class_remove_file(struct class *class, const struct class_attribute *attr)
{
	class_remove_file_ns(class, attr, NULL);
}

/* An attribute that shows a text */
struct class_attribute_string {
	struct class_attribute attr;
	char *str;
};

#define _CLASS_ATTR_STRING(_name, _mode, _str)                                                     \
	{                                                                                          \
		__ATTR(_name, _mode, show_class_attr_string, NULL), _str                           \
	}
#define CLASS_ATTR_STRING(_name, _mode, _str)                                                      \
	struct class_attribute_string class_attr_##_name = _CLASS_ATTR_STRING(_name, _mode, _str)

extern ssize_t show_class_attr_string(struct class *class, struct class_attribute *attr, char *buf);

/* Who wants to know of each device of a class: told of those there are, too. */
struct class_interface {
	struct list_head node;
	struct class *class;

	int (*add_dev)(struct device *, struct class_interface *);
	void (*remove_dev)(struct device *, struct class_interface *);
};

extern int __must_check class_interface_register(struct class_interface *);
extern void class_interface_unregister(struct class_interface *);

extern struct class *__must_check __class_create(struct module *owner, const char *name,
						 struct lock_class_key *key);
/* NULL and error pointers are passed over. */
extern void class_destroy(struct class *cls);

/* An allocated class, or ERR_PTR(-EEXIST, -ENOMEM); class_destroy() frees it. */
#define class_create(owner, name)                                                                  \
	({                                                                                         \
		static struct lock_class_key __key;                                                \
		__class_create(owner, name, &__key);                                               \
	})

/* A directory in /sys/class whose entries are links to devices elsewhere. NULL on failure. */
struct class_compat;
struct class_compat *class_compat_register(const char *name);
void class_compat_unregister(struct class_compat *cls);
int class_compat_create_link(struct class_compat *cls, struct device *dev,
			     struct device *device_link);
void class_compat_remove_link(struct class_compat *cls, struct device *dev,
			      struct device *device_link);

#endif
