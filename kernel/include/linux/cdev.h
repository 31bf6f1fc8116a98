// SPDX-License-Identifier: MIT
/*
 * A character device: a kobject that ties a range of device numbers to file operations.
 *
 * Reserve numbers first (register_chrdev_region(), alloc_chrdev_region() in <linux/fs.h>), then
 * cdev_init() and cdev_add(): from cdev_add() on, open(2) of a node with such a number reaches
 * ops->open. cdev_del() stops new opens; files already open keep working, and ops->owner stays
 * pinned until they close. All may sleep.
 */
#ifndef _LINUX_CDEV_H
#define _LINUX_CDEV_H

#include <linux/kobject.h>
#include <linux/kdev_t.h>
#include <linux/list.h>
#include <linux/device.h>

struct file_operations;
struct inode;
struct module;

struct cdev {
	struct kobject kobj;
	struct module *owner;
	const struct file_operations *ops;
	struct list_head list; /* inodes that point here (inode::i_devices); char_dev.c's lock */
	dev_t dev;	       /* the first number */
	unsigned int count;
};

void cdev_init(struct cdev *cdev, const struct file_operations *fops);
struct cdev *cdev_alloc(void);
void cdev_put(struct cdev *p);
int cdev_add(struct cdev *cdev, dev_t dev, unsigned int count);
void cdev_set_parent(struct cdev *cdev, struct kobject *kobj);
void cdev_del(struct cdev *cdev);

/* With a device whose number it serves, and which stays as long as the cdev does. */
int cdev_device_add(struct cdev *cdev, struct device *dev);
void cdev_device_del(struct cdev *cdev, struct device *dev);

#endif
