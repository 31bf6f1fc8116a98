// SPDX-License-Identifier: MIT
/*
 * Input handlers: offered each device that fits, they make handles for those whose events they
 * want. <linux/input.h> has the rules.
 */
#include <linux/bitmap.h>
#include <linux/export.h>
#include <linux/idr.h>
#include <linux/module.h>
#include <linux/printk.h>
#include <linux/rculist.h>
#include <kernel/input.h>
#include "internal.h"

LIST_HEAD(input_handler_list);

/* --- which devices --- */

#define ID_HAS(id, flag, field, value)                                                             \
	(!((id)->flags & INPUT_DEVICE_ID_MATCH_##flag) || (id)->field == (value))

/**
 * input_match_device_id() - does an entry of a table fit the device?
 *
 * What flags names must be equal, and what the bitmaps have the device must have, too.
 */
bool input_match_device_id(const struct input_dev *dev, const struct input_device_id *id)
{
	return ID_HAS(id, BUS, bustype, dev->id.bustype) &&
	       ID_HAS(id, VENDOR, vendor, dev->id.vendor) &&
	       ID_HAS(id, PRODUCT, product, dev->id.product) &&
	       ID_HAS(id, VERSION, version, dev->id.version) &&
	       bitmap_subset(id->evbit, dev->evbit, EV_CNT) &&
	       bitmap_subset(id->keybit, dev->keybit, KEY_CNT) &&
	       bitmap_subset(id->relbit, dev->relbit, REL_CNT) &&
	       bitmap_subset(id->absbit, dev->absbit, ABS_CNT) &&
	       bitmap_subset(id->mscbit, dev->mscbit, MSC_CNT) &&
	       bitmap_subset(id->ledbit, dev->ledbit, LED_CNT) &&
	       bitmap_subset(id->sndbit, dev->sndbit, SND_CNT) &&
	       bitmap_empty(id->ffbit, INPUT_DEVICE_ID_FF_MAX + 1) &&
	       bitmap_subset(id->swbit, dev->swbit, SW_CNT) &&
	       bitmap_subset(id->propbit, dev->propbit, INPUT_PROP_CNT);
}
EXPORT_SYMBOL(input_match_device_id);

/* The entry of the handler's table that fits, or NULL. The last one is all zero. */
static const struct input_device_id *match_device(struct input_handler *handler,
						  struct input_dev *dev)
{
	const struct input_device_id *id;

	for (id = handler->id_table; id->flags || id->driver_info; id++)
		if (input_match_device_id(dev, id) &&
		    (!handler->match || handler->match(handler, dev)))
			return id;
	return NULL;
}

void input_attach_handler(struct input_dev *dev, struct input_handler *handler)
{
	const struct input_device_id *id = match_device(handler, dev);
	int err;

	if (!id)
		return;
	err = handler->connect(handler, dev, id);
	if (err && err != -ENODEV)
		pr_err("input: failed to attach handler %s to device %s, error: %d\n",
		       handler->name, kobject_name(&dev->dev.kobj), err);
}

/* --- handlers --- */

/**
 * input_register_handler() - offer all devices, and those to come, to the handler
 *
 * -EINTR. Process context; connect() is called before it returns.
 */
int input_register_handler(struct input_handler *handler)
{
	struct input_dev *dev;
	int err = mutex_lock_interruptible(&input_mutex);

	if (err)
		return err;
	INIT_LIST_HEAD(&handler->h_list);
	list_add_tail(&handler->node, &input_handler_list);
	list_for_each_entry (dev, &input_dev_list, node)
		input_attach_handler(dev, handler);
	mutex_unlock(&input_mutex);
	return 0;
}
EXPORT_SYMBOL(input_register_handler);

/* disconnect() is called for each of its handles. */
void input_unregister_handler(struct input_handler *handler)
{
	struct input_handle *handle, *next;

	mutex_lock(&input_mutex);
	list_for_each_entry_safe (handle, next, &handler->h_list, h_node)
		handler->disconnect(handle);
	WARN_ON(!list_empty(&handler->h_list));
	list_del_init(&handler->node);
	mutex_unlock(&input_mutex);
}
EXPORT_SYMBOL(input_unregister_handler);

/* fn() for each handle until it returns something else than 0, which is returned. RCU's read lock
 * is held: it must not sleep. */
int input_handler_for_each_handle(struct input_handler *handler, void *data,
				  int (*fn)(struct input_handle *, void *))
{
	struct input_handle *handle;
	int ret = 0;

	rcu_read_lock();
	list_for_each_entry_rcu(handle, &handler->h_list, h_node)
	{
		ret = fn(handle, data);
		if (ret)
			break;
	}
	rcu_read_unlock();
	return ret;
}
EXPORT_SYMBOL(input_handler_for_each_handle);

/* --- minors --- */

#define FIRST_DYNAMIC_MINOR 256 /* below are those that handlers have by tradition */
#define MAX_MINORS	    1024

static DEFINE_IDA(minors);

int input_get_new_minor(int legacy_base, unsigned int legacy_num, bool allow_dynamic)
{
	if (legacy_base >= 0) {
		int minor = ida_alloc_range(&minors, legacy_base, legacy_base + legacy_num - 1,
					    GFP_KERNEL);

		if (minor >= 0 || !allow_dynamic)
			return minor;
	}
	return ida_alloc_range(&minors, FIRST_DYNAMIC_MINOR, MAX_MINORS - 1, GFP_KERNEL);
}
EXPORT_SYMBOL(input_get_new_minor);

void input_free_minor(unsigned int minor)
{
	ida_free(&minors, minor);
}
EXPORT_SYMBOL(input_free_minor);

/* --- handles --- */

/**
 * input_register_handle() - put a handle, with dev, handler and name, into their lists
 *
 * For connect(). Events come after input_open_device(). -EINTR.
 */
int input_register_handle(struct input_handle *handle)
{
	struct input_handler *handler = handle->handler;
	struct input_dev *dev = handle->dev;
	int err = mutex_lock_interruptible(&dev->mutex);

	if (err)
		return err;
	/* Filters come first. */
	if (handler->filter)
		list_add_rcu(&handle->d_node, &dev->h_list);
	else
		list_add_tail_rcu(&handle->d_node, &dev->h_list);
	mutex_unlock(&dev->mutex);
	list_add_tail_rcu(&handle->h_node, &handler->h_list);
	if (handler->start)
		handler->start(handle);
	return 0;
}
EXPORT_SYMBOL(input_register_handle);

void input_unregister_handle(struct input_handle *handle)
{
	struct input_dev *dev = handle->dev;

	list_del_rcu(&handle->h_node);
	mutex_lock(&dev->mutex);
	list_del_rcu(&handle->d_node);
	mutex_unlock(&dev->mutex);
	synchronize_rcu();
}
EXPORT_SYMBOL(input_unregister_handle);

/**
 * input_open_device() - events come from now on
 *
 * -ENODEV: the device is going; -EINTR; or what the device's open() returned.
 */
int input_open_device(struct input_handle *handle)
{
	struct input_dev *dev = handle->dev;
	int err = mutex_lock_interruptible(&dev->mutex);

	if (err)
		return err;
	if (dev->going_away) {
		err = -ENODEV;
		goto unlock;
	}
	handle->open++;
	if (!dev->users++ && dev->open)
		err = dev->open(dev);
	if (err) {
		dev->users--;
		/* Nothing more comes for who has not opened it. */
		if (!--handle->open)
			synchronize_rcu();
	}
unlock:
	mutex_unlock(&dev->mutex);
	return err;
}
EXPORT_SYMBOL(input_open_device);

/* Under dev->mutex. */
static void release_grab(struct input_handle *handle)
{
	struct input_dev *dev = handle->dev;

	if (rcu_dereference_protected(dev->grab, lockdep_is_held(&dev->mutex)) != handle)
		return;
	rcu_assign_pointer(dev->grab, NULL);
	synchronize_rcu();
	list_for_each_entry (handle, &dev->h_list, d_node)
		if (handle->open && handle->handler->start)
			handle->handler->start(handle);
}

/* When it returns, none of the handler's event functions runs for the handle. */
void input_close_device(struct input_handle *handle)
{
	struct input_dev *dev = handle->dev;

	mutex_lock(&dev->mutex);
	release_grab(handle);
	if (!--dev->users && dev->close)
		dev->close(dev);
	/* 0 already, if the device has gone. */
	if (handle->open > 0 && !--handle->open)
		synchronize_rcu();
	mutex_unlock(&dev->mutex);
}
EXPORT_SYMBOL(input_close_device);

int input_flush_device(struct input_handle *handle, struct file *file)
{
	struct input_dev *dev = handle->dev;
	int ret = mutex_lock_interruptible(&dev->mutex);

	if (ret)
		return ret;
	if (dev->flush)
		ret = dev->flush(dev, file);
	mutex_unlock(&dev->mutex);
	return ret;
}
EXPORT_SYMBOL(input_flush_device);

int input_grab_device(struct input_handle *handle)
{
	struct input_dev *dev = handle->dev;
	int err = mutex_lock_interruptible(&dev->mutex);

	if (err)
		return err;
	if (rcu_access_pointer(dev->grab))
		err = -EBUSY;
	else
		rcu_assign_pointer(dev->grab, handle);
	mutex_unlock(&dev->mutex);
	return err;
}
EXPORT_SYMBOL(input_grab_device);

void input_release_device(struct input_handle *handle)
{
	mutex_lock(&handle->dev->mutex);
	release_grab(handle);
	mutex_unlock(&handle->dev->mutex);
}
EXPORT_SYMBOL(input_release_device);

/* --- a module's --- */

static bool is_handler_of(const struct input_handler *handler, const struct module *mod)
{
	return within_module((unsigned long)handler, mod) ||
	       within_module((unsigned long)handler->connect, mod) ||
	       within_module((unsigned long)handler->id_table, mod);
}

/* The handle is nobody's; the device forgets that it was open. input_mutex is held. */
static void drop_handle(struct input_handle *handle, const struct module *mod)
{
	struct input_dev *dev = handle->dev;

	list_del_rcu(&handle->h_node);
	mutex_lock(&dev->mutex);
	list_del_rcu(&handle->d_node);
	if (rcu_access_pointer(dev->grab) == handle)
		rcu_assign_pointer(dev->grab, NULL);
	for (; handle->open; handle->open--)
		if (!--dev->users && dev->close && !within_module((unsigned long)dev->close, mod))
			dev->close(dev);
	mutex_unlock(&dev->mutex);
}

static unsigned int forget_handlers(const struct module *mod)
{
	struct input_handler *handler, *next_handler;
	struct input_handle *handle, *next;
	unsigned int forgotten = 0;

	mutex_lock(&input_mutex);
	list_for_each_entry_safe (handler, next_handler, &input_handler_list, node) {
		if (!is_handler_of(handler, mod))
			continue;
		list_for_each_entry_safe (handle, next, &handler->h_list, h_node)
			drop_handle(handle, mod);
		list_del_init(&handler->node);
		forgotten++;
	}
	mutex_unlock(&input_mutex);
	if (forgotten)
		synchronize_rcu();
	return forgotten;
}

unsigned int input_forget_module(const struct module *mod)
{
	/* Handlers first: a device that goes tells its handlers. */
	unsigned int handlers = forget_handlers(mod);

	return handlers + input_forget_devices(mod);
}
