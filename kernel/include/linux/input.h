// SPDX-License-Identifier: MIT
/*
 * Input devices: keyboards, mice, buttons; and who wants to hear of what they do.
 *
 * A driver allocates a device, says what it can (input_set_capability()), registers it, and
 * reports: each change with input_report_...(), then input_sync() at the end of what belongs
 * together. Only changes go on: a key that is down can't be pressed.
 *
 *	dev = input_allocate_device();
 *	dev->name = "button";
 *	input_set_capability(dev, EV_KEY, KEY_ENTER);
 *	err = input_register_device(dev);	(on failure: input_free_device(dev))
 *	...
 *	input_report_key(dev, KEY_ENTER, 1);
 *	input_sync(dev);
 *
 * input_unregister_device() frees the device, too. One made by devm_input_allocate_device() goes
 * with its parent's driver.
 *
 * A handler is offered each device that its id_table fits, and makes a handle for those that it
 * wants: input_register_handle(), input_open_device(). Its event functions are called with
 * interrupts off and the device's event_lock held, and must not sleep; the others may. Reporting
 * may be done in any context.
 */
#ifndef _INPUT_H
#define _INPUT_H

#include <linux/bitops.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/ktime.h>
#include <linux/list.h>
#include <linux/mod_devicetable.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>
#include <linux/time.h>
#include <linux/timer.h>
#include <uapi/linux/input.h>

struct input_handle;
struct module;

struct input_value {
	__u16 type;
	__u16 code;
	__s32 value;
};

enum input_clock_type { INPUT_CLK_REAL = 0, INPUT_CLK_MONO, INPUT_CLK_BOOT, INPUT_CLK_MAX };

struct input_dev {
	const char *name;
	const char *phys; /* where it is attached */
	const char *uniq; /* serial number */
	struct input_id id;

	/* What it is and can; not changed once it is registered */
	unsigned long propbit[BITS_TO_LONGS(INPUT_PROP_CNT)];
	unsigned long evbit[BITS_TO_LONGS(EV_CNT)];
	unsigned long keybit[BITS_TO_LONGS(KEY_CNT)];
	unsigned long relbit[BITS_TO_LONGS(REL_CNT)];
	unsigned long absbit[BITS_TO_LONGS(ABS_CNT)];
	unsigned long mscbit[BITS_TO_LONGS(MSC_CNT)];
	unsigned long ledbit[BITS_TO_LONGS(LED_CNT)];
	unsigned long sndbit[BITS_TO_LONGS(SND_CNT)];
	unsigned long swbit[BITS_TO_LONGS(SW_CNT)];

	unsigned int hint_events_per_packet;

	/* From scan codes to keys, for drivers that look them up there; under event_lock */
	unsigned int keycodemax;  /* entries */
	unsigned int keycodesize; /* bytes each: 1, 2 or 4 */
	void *keycode;
	int (*setkeycode)(struct input_dev *dev, const struct input_keymap_entry *ke,
			  unsigned int *old_keycode);
	int (*getkeycode)(struct input_dev *dev, struct input_keymap_entry *ke);

	unsigned int repeat_key;       /* the last that went down */
	struct timer_list timer;       /* of its repetition, unless the device repeats itself */
	int rep[REP_CNT];	       /* milliseconds, by REP_... */
	struct input_absinfo *absinfo; /* ABS_CNT of them, or NULL */

	/* What it is like now; under event_lock */
	unsigned long key[BITS_TO_LONGS(KEY_CNT)];
	unsigned long led[BITS_TO_LONGS(LED_CNT)];
	unsigned long snd[BITS_TO_LONGS(SND_CNT)];
	unsigned long sw[BITS_TO_LONGS(SW_CNT)];

	int (*open)(struct input_dev *dev);   /* the first user; under mutex, as close() */
	void (*close)(struct input_dev *dev); /* the last one */
	int (*flush)(struct input_dev *dev, struct file *file);
	/* For the device: lights, sounds, repetition. Under event_lock. */
	int (*event)(struct input_dev *dev, unsigned int type, unsigned int code, int value);

	struct input_handle __rcu *grab; /* gets everything alone; under mutex */
	spinlock_t event_lock;		 /* taken with interrupts off */
	struct mutex mutex;
	unsigned int users; /* opened handles; under mutex */
	bool going_away;    /* under mutex and event_lock */

	struct device dev;
	struct list_head h_list; /* handles: under mutex, RCU to read */
	struct list_head node;	 /* of all devices */

	/* The packet that is being put together; under event_lock */
	unsigned int num_vals;
	unsigned int max_vals;
	struct input_value *vals;

	bool devres_managed;
	ktime_t timestamp[INPUT_CLK_MAX];
	const struct module *owner; /* whose code has registered it, for comparison only */
};
#define to_input_dev(d) container_of(d, struct input_dev, dev)

/* The id tables' bounds are here as they are in <linux/mod_devicetable.h>. */
static_assert(EV_MAX == INPUT_DEVICE_ID_EV_MAX);
static_assert(KEY_MIN_INTERESTING == INPUT_DEVICE_ID_KEY_MIN_INTERESTING);
static_assert(KEY_MAX == INPUT_DEVICE_ID_KEY_MAX);
static_assert(REL_MAX == INPUT_DEVICE_ID_REL_MAX);
static_assert(ABS_MAX == INPUT_DEVICE_ID_ABS_MAX);
static_assert(MSC_MAX == INPUT_DEVICE_ID_MSC_MAX);
static_assert(LED_MAX == INPUT_DEVICE_ID_LED_MAX);
static_assert(SND_MAX == INPUT_DEVICE_ID_SND_MAX);
static_assert(SW_MAX == INPUT_DEVICE_ID_SW_MAX);
static_assert(INPUT_PROP_MAX == INPUT_DEVICE_ID_PROP_MAX);

#define INPUT_DEVICE_ID_MATCH_DEVICE                                                               \
	(INPUT_DEVICE_ID_MATCH_BUS | INPUT_DEVICE_ID_MATCH_VENDOR | INPUT_DEVICE_ID_MATCH_PRODUCT)
#define INPUT_DEVICE_ID_MATCH_DEVICE_AND_VERSION                                                   \
	(INPUT_DEVICE_ID_MATCH_DEVICE | INPUT_DEVICE_ID_MATCH_VERSION)

struct input_handler {
	void *private;

	/* One of these three; filter() keeps an event from later handlers by returning true. */
	void (*event)(struct input_handle *handle, unsigned int type, unsigned int code, int value);
	void (*events)(struct input_handle *handle, const struct input_value *vals,
		       unsigned int count);
	bool (*filter)(struct input_handle *handle, unsigned int type, unsigned int code,
		       int value);
	bool (*match)(struct input_handler *handler, struct input_dev *dev);
	int (*connect)(struct input_handler *handler, struct input_dev *dev,
		       const struct input_device_id *id);
	void (*disconnect)(struct input_handle *handle);
	/* The device is there, or has been let go by who had grabbed it: set its lights. */
	void (*start)(struct input_handle *handle);

	bool legacy_minors; /* device numbers from minor on are the handler's, up to 32 of them */
	int minor;
	const char *name;
	const struct input_device_id *id_table;

	struct list_head h_list; /* handles; under the core's lock */
	struct list_head node;
};

struct input_handle {
	void *private;
	int open; /* times; under dev->mutex */
	const char *name;
	struct input_dev *dev;
	struct input_handler *handler;
	struct list_head d_node; /* in the device's list */
	struct list_head h_node; /* in the handler's */
};
#define to_handle(n)   container_of(n, struct input_handle, d_node)
#define to_handle_h(n) container_of(n, struct input_handle, h_node)

/* --- devices --- */

struct input_dev __must_check *input_allocate_device(void);
struct input_dev __must_check *devm_input_allocate_device(struct device *parent);
/* Of a device that isn't registered; NULL is passed over. */
void input_free_device(struct input_dev *dev);
int __must_check input_register_device(struct input_dev *dev);
void input_unregister_device(struct input_dev *dev);

static inline struct input_dev *input_get_device(struct input_dev *dev)
{
	return dev ? to_input_dev(get_device(&dev->dev)) : NULL;
}

static inline void input_put_device(struct input_dev *dev)
{
	if (dev)
		put_device(&dev->dev);
}

static inline void *input_get_drvdata(struct input_dev *dev)
{
	return dev_get_drvdata(&dev->dev);
}

static inline void input_set_drvdata(struct input_dev *dev, void *data)
{
	dev_set_drvdata(&dev->dev, data);
}

/* It can do that, and the type, too. */
void input_set_capability(struct input_dev *dev, unsigned int type, unsigned int code);
/* Without memory for axes the device can't be registered. */
void input_alloc_absinfo(struct input_dev *dev);
void input_set_abs_params(struct input_dev *dev, unsigned int axis, int min, int max, int fuzz,
			  int flat);
/* The core repeats keys, after delay and every period milliseconds. */
void input_enable_softrepeat(struct input_dev *dev, int delay, int period);

static inline void input_set_events_per_packet(struct input_dev *dev, int n_events)
{
	dev->hint_events_per_packet = n_events;
}

#define INPUT_GENERATE_ABS_ACCESSORS(_suffix, _item)                                               \
	static inline int input_abs_get_##_suffix(struct input_dev *dev, unsigned int axis)        \
	{                                                                                          \
		return dev->absinfo ? dev->absinfo[axis]._item : 0;                                \
	}                                                                                          \
	static inline void input_abs_set_##_suffix(struct input_dev *dev, unsigned int axis,       \
						   int val)                                        \
	{                                                                                          \
		input_alloc_absinfo(dev);                                                          \
		if (dev->absinfo)                                                                  \
			dev->absinfo[axis]._item = val;                                            \
	}
INPUT_GENERATE_ABS_ACCESSORS(val, value)
INPUT_GENERATE_ABS_ACCESSORS(min, minimum)
INPUT_GENERATE_ABS_ACCESSORS(max, maximum)
INPUT_GENERATE_ABS_ACCESSORS(fuzz, fuzz)
INPUT_GENERATE_ABS_ACCESSORS(flat, flat)
INPUT_GENERATE_ABS_ACCESSORS(res, resolution)

int input_scancode_to_scalar(const struct input_keymap_entry *ke, unsigned int *scancode);
int input_get_keycode(struct input_dev *dev, struct input_keymap_entry *ke);
int input_set_keycode(struct input_dev *dev, const struct input_keymap_entry *ke);

/* Has it users? Under its mutex. */
bool input_device_enabled(struct input_dev *dev);

/* --- events; any context --- */

void input_event(struct input_dev *dev, unsigned int type, unsigned int code, int value);
/* From a handler: nothing happens while somebody else has grabbed the device. */
void input_inject_event(struct input_handle *handle, unsigned int type, unsigned int code,
			int value);
/* When the packet happened, on the monotonic clock; else it is the time of its first event. */
void input_set_timestamp(struct input_dev *dev, ktime_t timestamp);
ktime_t *input_get_timestamp(struct input_dev *dev);

static inline void input_report_key(struct input_dev *dev, unsigned int code, int value)
{
	input_event(dev, EV_KEY, code, !!value);
}

static inline void input_report_rel(struct input_dev *dev, unsigned int code, int value)
{
	input_event(dev, EV_REL, code, value);
}

static inline void input_report_abs(struct input_dev *dev, unsigned int code, int value)
{
	input_event(dev, EV_ABS, code, value);
}

static inline void input_report_switch(struct input_dev *dev, unsigned int code, int value)
{
	input_event(dev, EV_SW, code, !!value);
}

static inline void input_sync(struct input_dev *dev)
{
	input_event(dev, EV_SYN, SYN_REPORT, 0);
}

/* --- handlers --- */

int __must_check input_register_handler(struct input_handler *handler);
void input_unregister_handler(struct input_handler *handler);
int input_handler_for_each_handle(struct input_handler *handler, void *data,
				  int (*fn)(struct input_handle *, void *));
bool input_match_device_id(const struct input_dev *dev, const struct input_device_id *id);
/* A minor of major 13: of the handler's own if it has some (legacy_num of them), else a high one */
int input_get_new_minor(int legacy_base, unsigned int legacy_num, bool allow_dynamic);
void input_free_minor(unsigned int minor);

int input_register_handle(struct input_handle *handle);
/* None of its functions runs when it returns. */
void input_unregister_handle(struct input_handle *handle);
int input_open_device(struct input_handle *handle);
void input_close_device(struct input_handle *handle);
int input_flush_device(struct input_handle *handle, struct file *file);
/* All events come to this handle alone. -EBUSY: another has done so. */
int input_grab_device(struct input_handle *handle);
void input_release_device(struct input_handle *handle);

extern struct class input_class;

#endif
