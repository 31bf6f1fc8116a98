// SPDX-License-Identifier: MIT
/*
 * Character devices that need one number each: major 10, a minor of their own, and a node in /dev
 * that appears at misc_register() and goes with misc_deregister().
 *
 * open() finds file->private_data pointing at the struct miscdevice. Both calls may sleep.
 */
#ifndef _LINUX_MISCDEVICE_H
#define _LINUX_MISCDEVICE_H

#include <linux/major.h>
#include <linux/device.h>
#include <linux/list.h>
#include <linux/types.h>

/* Minors with a fixed meaning that Linux's modules name; the list is open-ended. */
#define PSMOUSE_MINOR	   1
#define WATCHDOG_MINOR	   130
#define TEMP_MINOR	   131
#define APM_MINOR_DEV	   134
#define RTC_MINOR	   135
#define NVRAM_MINOR	   144
#define HWRNG_MINOR	   183
#define CPU_MINOR	   184
#define HPET_MINOR	   228
#define FUSE_MINOR	   229
#define UINPUT_MINOR	   223
#define LOOP_CTRL_MINOR	   237
#define MISC_DYNAMIC_MINOR 255

struct file_operations;

struct miscdevice {
	int minor; /* MISC_DYNAMIC_MINOR asks for a free one, which is stored here */
	const char *name;
	const struct file_operations *fops;
	struct list_head list;		       /* misc.c's, under its lock */
	struct device *parent;		       /* in /sys, or NULL */
	struct device *this_device;	       /* that misc_register() has made */
	const struct attribute_group **groups; /* its attributes, or NULL */
	const char *nodename;		       /* in /dev; NULL: name ('!' stands for '/') */
	umode_t mode;			       /* of the node; 0: 0600 */
};

int misc_register(struct miscdevice *misc);
void misc_deregister(struct miscdevice *misc);

/* The module to load when the node of minor `minor` is opened. Include <linux/module.h>. */
#define MODULE_ALIAS_MISCDEV(minor)                                                                \
	MODULE_ALIAS("char-major-" __stringify(MISC_MAJOR) "-" __stringify(minor))

/* For a module that does nothing else: its init and exit. Include <linux/module.h>. */
#define module_misc_device(__misc_device)                                                          \
	static int __init __misc_device##_init(void)                                               \
	{                                                                                          \
		return misc_register(&(__misc_device));                                            \
	}                                                                                          \
	module_init(__misc_device##_init);                                                         \
	static void __exit __misc_device##_exit(void)                                              \
	{                                                                                          \
		misc_deregister(&(__misc_device));                                                 \
	}                                                                                          \
	module_exit(__misc_device##_exit)

#endif
