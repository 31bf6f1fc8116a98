// SPDX-License-Identifier: MIT
/*
 * /dev/input/eventN between its files: evdev.c (devices and their events), evdev_file.c (open
 * files) and evdev_ioctl.c (requests).
 */
#ifndef _DRIVERS_INPUT_EVDEV_H
#define _DRIVERS_INPUT_EVDEV_H

#include <linux/cdev.h>
#include <linux/device.h>
#include <linux/input.h>
#include <linux/wait.h>

/* One device's node */
struct evdev {
	int open; /* files; under mutex */
	struct input_handle handle;
	struct evdev_client __rcu *grab; /* that gets all events; under mutex */
	struct list_head client_list;	 /* client_lock, RCU to read */
	spinlock_t client_lock;
	struct mutex mutex;
	struct device dev;
	struct cdev cdev;
	bool exist; /* the device is there; under mutex */
};

/* One open file */
struct evdev_client {
	unsigned int head;	  /* where the next event goes; these three under buffer_lock */
	unsigned int tail;	  /* the oldest one */
	unsigned int packet_head; /* behind the last whole packet: up to here it can be read */
	spinlock_t buffer_lock;	  /* taken with interrupts off */
	wait_queue_head_t wait;
	struct fasync_struct *fasync;
	struct evdev *evdev;
	struct list_head node;
	enum input_clock_type clock; /* under buffer_lock */
	bool revoked;
	unsigned int size;	     /* of buffer: a power of two */
	struct input_event buffer[]; /* a ring */
};

extern const struct file_operations evdev_fops;

/* Nobody has the device any more, or this file has not. */
static inline bool evdev_is_over(const struct evdev_client *client)
{
	return !READ_ONCE(client->evdev->exist) || READ_ONCE(client->revoked);
}

/* Some events were not told: the reader must ask what the device is like now. */
void evdev_tell_dropped(struct evdev_client *client);
/* Takes what waits of that type out, since a newer state is being read. buffer_lock is held. */
void evdev_forget_type(struct evdev_client *client, unsigned int type);
/* The file gets all events, or no longer; under mutex. -EBUSY, -EINVAL */
int evdev_grab(struct evdev *evdev, struct evdev_client *client);
int evdev_ungrab(struct evdev *evdev, struct evdev_client *client);
/* The first file opens the device, the last closes it. */
int evdev_open_device(struct evdev *evdev);
void evdev_close_device(struct evdev *evdev);

long evdev_ioctl(struct file *file, unsigned int cmd, unsigned long arg);

#endif
