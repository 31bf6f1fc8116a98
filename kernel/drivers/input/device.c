// SPDX-License-Identifier: MIT
/*
 * Input devices: allocated, described, registered, gone. <linux/input.h> has the rules.
 */
#include <linux/atomic.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/major.h>
#include <linux/module.h>
#include <linux/panic.h>
#include <linux/slab.h>
#include <kernel/input.h>
#include <kernel/module.h>
#include "internal.h"

DEFINE_MUTEX(input_mutex);
LIST_HEAD(input_dev_list);

static char *input_devnode(struct device *dev, umode_t *mode)
{
	return kasprintf(GFP_KERNEL, "input/%s", dev_name(dev));
}

struct class input_class = {
	.name = "input",
	.devnode = input_devnode,
};
EXPORT_SYMBOL_GPL(input_class);

/* --- allocation --- */

/**
 * input_allocate_device() - a device that can nothing yet; NULL: no memory
 *
 * input_free_device() frees it as long as it isn't registered. Sleeps.
 */
struct input_dev *input_allocate_device(void)
{
	static atomic_t last_number = ATOMIC_INIT(-1);
	struct input_dev *dev = kzalloc(sizeof(*dev), GFP_KERNEL);

	if (!dev)
		return NULL;
	dev->dev.type = &input_dev_type;
	dev->dev.class = &input_class;
	device_initialize(&dev->dev);
	mutex_init(&dev->mutex);
	spin_lock_init(&dev->event_lock);
	timer_setup(&dev->timer, NULL, 0);
	INIT_LIST_HEAD(&dev->h_list);
	INIT_LIST_HEAD(&dev->node);
	if (dev_set_name(&dev->dev, "input%lu", (unsigned long)atomic_inc_return(&last_number))) {
		put_device(&dev->dev);
		return NULL;
	}
	return dev;
}
EXPORT_SYMBOL(input_allocate_device);

void input_dev_release(struct device *device)
{
	struct input_dev *dev = to_input_dev(device);

	kfree(dev->absinfo);
	kfree(dev->vals);
	kfree(dev);
}

/* What a parent's driver holds: the device until it is registered, then its registration, too. */
struct input_devres {
	struct input_dev *input;
};

static int match_devres(struct device *dev, void *res, void *data)
{
	return ((struct input_devres *)res)->input == data;
}

static void release_devres(struct device *dev, void *res)
{
	input_put_device(((struct input_devres *)res)->input);
}

struct input_dev *devm_input_allocate_device(struct device *parent)
{
	struct input_devres *devres =
		devres_alloc(release_devres, sizeof(struct input_devres), GFP_KERNEL);
	struct input_dev *input;

	if (!devres)
		return NULL;
	input = input_allocate_device();
	if (!input) {
		devres_free(devres);
		return NULL;
	}
	input->dev.parent = parent;
	input->devres_managed = true;
	devres->input = input;
	devres_add(parent, devres);
	return input;
}
EXPORT_SYMBOL(devm_input_allocate_device);

void input_free_device(struct input_dev *dev)
{
	if (!dev)
		return;
	if (dev->devres_managed)
		WARN_ON(devres_destroy(dev->dev.parent, release_devres, match_devres, dev));
	input_put_device(dev);
}
EXPORT_SYMBOL(input_free_device);

/* --- what it can --- */

void input_alloc_absinfo(struct input_dev *dev)
{
	if (dev->absinfo)
		return;
	dev->absinfo = kcalloc(ABS_CNT, sizeof(*dev->absinfo), GFP_KERNEL);
	if (!dev->absinfo)
		dev_err(dev->dev.parent ?: &dev->dev, "%s: unable to allocate memory\n", __func__);
}
EXPORT_SYMBOL(input_alloc_absinfo);

void input_set_capability(struct input_dev *dev, unsigned int type, unsigned int code)
{
	const struct input_capability *cap = input_find_capability(type);

	if (!cap && type != EV_PWR) {
		pr_err("%s: unknown type %u (code %u)\n", __func__, type, code);
		dump_stack();
		return;
	}
	if (cap && code >= cap->bits) {
		pr_err("%s: invalid code %u for type %u\n", __func__, code, type);
		dump_stack();
		return;
	}
	if (type == EV_ABS)
		input_alloc_absinfo(dev);
	if (cap)
		__set_bit(code, input_capability_map(dev, cap));
	__set_bit(type, dev->evbit);
}
EXPORT_SYMBOL(input_set_capability);

void input_set_abs_params(struct input_dev *dev, unsigned int axis, int min, int max, int fuzz,
			  int flat)
{
	struct input_absinfo *absinfo;

	__set_bit(EV_ABS, dev->evbit);
	__set_bit(axis, dev->absbit);
	input_alloc_absinfo(dev);
	if (!dev->absinfo)
		return;
	absinfo = &dev->absinfo[axis];
	absinfo->minimum = min;
	absinfo->maximum = max;
	absinfo->fuzz = fuzz;
	absinfo->flat = flat;
}
EXPORT_SYMBOL(input_set_abs_params);

void input_enable_softrepeat(struct input_dev *dev, int delay, int period)
{
	dev->timer.function = input_repeat_key;
	dev->rep[REP_DELAY] = delay;
	dev->rep[REP_PERIOD] = period;
}
EXPORT_SYMBOL(input_enable_softrepeat);

bool input_device_enabled(struct input_dev *dev)
{
	lockdep_assert_held(&dev->mutex);
	return dev->users > 0;
}
EXPORT_SYMBOL_GPL(input_device_enabled);

/* --- registration --- */

/* Codes of a type that the device hasn't are none of its. */
static void clean_bitmaps(struct input_dev *dev)
{
	const struct input_capability *cap;

	for (cap = input_capabilities; cap < input_capabilities + NR_INPUT_CAPABILITIES; cap++)
		if (!test_bit(cap->type, dev->evbit))
			bitmap_zero(input_capability_map(dev, cap), cap->bits);
	__set_bit(EV_SYN, dev->evbit);
	__clear_bit(KEY_RESERVED, dev->keybit);
}

/* How many events one packet can have: one for each axis, some keys, and its end. */
static unsigned int packet_size(const struct input_dev *dev)
{
	unsigned int events =
		bitmap_weight(dev->relbit, REL_CNT) + bitmap_weight(dev->absbit, ABS_CNT) + 1;

	return max(events + 7, dev->hint_events_per_packet);
}

/* Its handlers learn that it goes; nothing comes from it any more. */
static void disconnect(struct input_dev *dev)
{
	struct input_handle *handle, *next;

	mutex_lock(&dev->mutex);
	spin_lock_irq(&dev->event_lock);
	input_release_keys(dev);
	dev->going_away = true;
	list_for_each_entry (handle, &dev->h_list, d_node)
		handle->open = 0;
	spin_unlock_irq(&dev->event_lock);
	mutex_unlock(&dev->mutex);

	mutex_lock(&input_mutex);
	list_for_each_entry_safe (handle, next, &dev->h_list, d_node)
		handle->handler->disconnect(handle);
	WARN_ON(!list_empty(&dev->h_list));
	timer_shutdown_sync(&dev->timer);
	list_del_init(&dev->node);
	mutex_unlock(&input_mutex);
	device_del(&dev->dev);
}

static void unregister_devres(struct device *dev, void *res)
{
	disconnect(((struct input_devres *)res)->input);
}

/* From here on events find their way. */
static int show_device(struct input_dev *dev)
{
	struct input_handler *handler;
	char *path;
	int err = device_add(&dev->dev);

	if (err)
		return err;
	path = kobject_get_path(&dev->dev.kobj, GFP_KERNEL);
	pr_info("input: %s as %s\n", dev->name ?: "Unspecified device", path ?: "N/A");
	kfree(path);

	err = mutex_lock_interruptible(&input_mutex);
	if (err) {
		device_del(&dev->dev);
		return err;
	}
	list_add_tail(&dev->node, &input_dev_list);
	list_for_each_entry (handler, &input_handler_list, node)
		input_attach_handler(dev, handler);
	mutex_unlock(&input_mutex);
	return 0;
}

/**
 * input_register_device() - let a device's events go to those who want them
 *
 * -EINVAL: it has axes and no memory for them; -ENOMEM; -EINTR. Then it is still the caller's, to
 * be freed by input_free_device(). Process context.
 */
int input_register_device(struct input_dev *dev)
{
	struct input_devres *devres = NULL;
	int err = -ENOMEM;

	if (test_bit(EV_ABS, dev->evbit) && !dev->absinfo) {
		dev_err(&dev->dev, "Absolute device without dev->absinfo, refusing to register\n");
		return -EINVAL;
	}
	if (dev->devres_managed) {
		devres = devres_alloc(unregister_devres, sizeof(*devres), GFP_KERNEL);
		if (!devres)
			return -ENOMEM;
		devres->input = dev;
	}
	clean_bitmaps(dev);
	dev->hint_events_per_packet = packet_size(dev); /* evdev keeps room for some such */
	dev->max_vals = dev->hint_events_per_packet + 2;
	kfree(dev->vals);
	dev->vals = kcalloc(dev->max_vals, sizeof(*dev->vals), GFP_KERNEL);
	if (!dev->vals)
		goto free_devres;
	if (!dev->rep[REP_DELAY] && !dev->rep[REP_PERIOD])
		input_enable_softrepeat(dev, 250, 33);
	dev->getkeycode = dev->getkeycode ?: input_default_getkeycode;
	dev->setkeycode = dev->setkeycode ?: input_default_setkeycode;
	dev->owner = module_on_stack();

	err = show_device(dev);
	if (err)
		goto free_vals;
	if (devres)
		devres_add(dev->dev.parent, devres);
	return 0;

free_vals:
	kfree(dev->vals);
	dev->vals = NULL;
free_devres:
	if (devres)
		devres_free(devres);
	return err;
}
EXPORT_SYMBOL(input_register_device);

/**
 * input_unregister_device() - undo input_register_device(), and free the device
 *
 * Its memory goes with the last reference: input_get_device() keeps it. Process context.
 */
void input_unregister_device(struct input_dev *dev)
{
	if (dev->devres_managed)
		/* Its memory goes with the parent's driver. */
		WARN_ON(devres_destroy(dev->dev.parent, unregister_devres, match_devres, dev));
	disconnect(dev);
	if (!dev->devres_managed)
		input_put_device(dev);
}
EXPORT_SYMBOL(input_unregister_device);

/* --- a module's --- */

static bool is_in(const void *p, const struct module *mod)
{
	return within_module((unsigned long)p, mod);
}

static bool is_device_of(const struct input_dev *dev, const struct module *mod)
{
	return dev->owner == mod || is_in(dev->open, mod) || is_in(dev->close, mod) ||
	       is_in(dev->event, mod) || is_in(dev->flush, mod) || is_in(dev->name, mod) ||
	       is_in(dev->timer.function, mod);
}

/* A device without the module's functions and texts, referenced and closed; NULL: none is left. */
static struct input_dev *take_device(const struct module *mod)
{
	struct input_dev *dev;

	mutex_lock(&input_mutex);
	list_for_each_entry (dev, &input_dev_list, node) {
		if (!is_device_of(dev, mod))
			continue;
		input_get_device(dev);
		mutex_unlock(&input_mutex);
		mutex_lock(&dev->mutex);
		spin_lock_irq(&dev->event_lock);
		dev->open = NULL;
		dev->close = NULL;
		dev->event = NULL;
		dev->flush = NULL;
		dev->getkeycode = input_default_getkeycode;
		dev->setkeycode = input_default_setkeycode;
		dev->keycodemax = 0;
		dev->name = dev->phys = dev->uniq = NULL;
		dev->owner = NULL;
		spin_unlock_irq(&dev->event_lock);
		mutex_unlock(&dev->mutex);
		timer_shutdown_sync(&dev->timer);
		dev->timer.function = NULL;
		return dev;
	}
	mutex_unlock(&input_mutex);
	return NULL;
}

unsigned int input_forget_devices(const struct module *mod)
{
	unsigned int forgotten = 0;
	struct input_dev *dev;

	for (; (dev = take_device(mod)); forgotten++) {
		bool managed = dev->devres_managed;

		disconnect(dev);
		/* The parent's list of resources is lost with its driver: this was in it. */
		if (!managed)
			input_put_device(dev);
		input_put_device(dev);
	}
	return forgotten;
}

void __init input_init(void)
{
	if (class_register(&input_class) ||
	    register_chrdev_region(MKDEV(INPUT_MAJOR, 0), 1024, "input"))
		panic("input: can't have its class or major %d", INPUT_MAJOR);
	input_proc_init();
	evdev_init();
	atkbd_init();
}
