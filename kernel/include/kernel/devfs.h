// SPDX-License-Identifier: MIT
/*
 * /dev: nodes that appear when a driver registers a device and go when it leaves.
 *
 * The nodes live in one tree that every mount of "devtmpfs" shows. Names may hold slashes
 * ("input/mice"); the directories are made as needed and go with their last node. All of this may
 * sleep.
 */
#ifndef _KERNEL_DEVFS_H
#define _KERNEL_DEVFS_H

#include <linux/types.h>
#include <linux/uidgid.h>

/* The node tree. Needs the VFS; before any driver. */
void devtmpfs_init(void);

/*
 * mode: S_IFCHR or S_IFBLK with permission bits (0 of these: 0600). -EEXIST when the name is
 * taken, else as mknod(2). Drivers don't call it: device_add() does.
 */
int devtmpfs_create_node(const char *name, umode_t mode, kuid_t uid, kgid_t gid, dev_t dev);
/*
 * Only a node that devtmpfs_create_node() made for that device is removed. -ENOENT when there is
 * none such.
 */
int devtmpfs_delete_node(const char *name, umode_t type, dev_t dev);

/* The tty core's file system of pty slaves, "devpts" */
void devpts_init(void);

/* /proc/devices' list of character devices */
struct seq_file;
void chrdev_show(struct seq_file *m);

/* cdev.c's, when a module has crashed: the numbers that it has reserved are free. Sleeps. */
struct module;
unsigned int char_regions_forget_module(const struct module *mod);

/* Null, zero, full, random, urandom, kmsg; and the misc major */
void mem_init_devices(void);
void misc_init(void);

#endif
