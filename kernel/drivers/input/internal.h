// SPDX-License-Identifier: MIT
/*
 * The input layer inside: what its files have of each other.
 *
 *   device.c    devices: from allocation to the last reference
 *   capability.c  which types of events have a bitmap of codes
 *   handler.c   handlers and handles: who gets whose events
 *   event.c     events: from a driver to the handlers, and repetition
 *   keymap.c    from scan codes to keys
 *   sysfs.c     /sys/class/input
 *   proc.c      /proc/bus/input
 *   evdev.c evdev_file.c evdev_ioctl.c   /dev/input/eventN
 *   atkbd.c     the PS/2 keyboard
 *
 * The order of locks is input_mutex, dev->mutex, dev->event_lock.
 */
#ifndef _DRIVERS_INPUT_INTERNAL_H
#define _DRIVERS_INPUT_INTERNAL_H

#include <linux/input.h>

/* Guards the lists of devices and of handlers, and handlers' lists of handles. */
extern struct mutex input_mutex;
extern struct list_head input_dev_list;
extern struct list_head input_handler_list;

/* --- capability.c --- */
#define NR_INPUT_CAPABILITIES 7

struct input_capability {
	unsigned int type; /* EV_* */
	const char *name;  /* in /proc and in events */
	char letter;	   /* in the alias */
	unsigned int bits; /* of its bitmap, */
	size_t offset;	   /* which is there in a struct input_dev */
};

extern const struct input_capability input_capabilities[NR_INPUT_CAPABILITIES];
/* The type's, or NULL: it has no codes to list. */
const struct input_capability *input_find_capability(unsigned int type);

static inline unsigned long *input_capability_map(const struct input_dev *dev,
						  const struct input_capability *cap)
{
	return (void *)dev + cap->offset;
}

/* --- handler.c --- */
/* Offers the device to the handler. input_mutex is held. */
void input_attach_handler(struct input_dev *dev, struct input_handler *handler);

/* --- event.c --- */
void input_repeat_key(struct timer_list *t);
/* Everything that is down goes up. event_lock is held. */
void input_release_keys(struct input_dev *dev);
/* One event to the handlers at once, and the end of its packet. event_lock is held. */
void input_pass_now(struct input_dev *dev, unsigned int type, unsigned int code, int value);

/* --- keymap.c --- */
int input_default_getkeycode(struct input_dev *dev, struct input_keymap_entry *ke);
int input_default_setkeycode(struct input_dev *dev, const struct input_keymap_entry *ke,
			     unsigned int *old_keycode);

/* --- sysfs.c --- */
extern const struct device_type input_dev_type;
/* A bitmap as it is shown, without the end of the line: words in hex, highest first. */
int input_print_bitmap(char *buf, int size, const unsigned long *bitmap, unsigned int bits);

/* --- device.c --- */
/* The module's devices, without their functions being called. */
unsigned int input_forget_devices(const struct module *mod);
void input_dev_release(struct device *device);

/* --- proc.c, evdev.c, atkbd.c: at boot --- */
void input_proc_init(void);
void evdev_init(void);
void atkbd_init(void);

#endif
