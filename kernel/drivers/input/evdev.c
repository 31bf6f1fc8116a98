// SPDX-License-Identifier: MIT
/*
 * /dev/input/eventN: each input device's events for programs, a ring for each open file.
 *
 * A program sees whole packets only. When its ring is full, what is in it goes, and a SYN_DROPPED
 * says so.
 */
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/major.h>
#include <linux/panic.h>
#include <linux/poll.h>
#include <linux/rculist.h>
#include <linux/slab.h>
#include "evdev.h"
#include "internal.h"

#define EVDEV_MINOR_BASE 64
#define EVDEV_MINORS	 32

/* --- events --- */

/* The event's time by the file's clock */
static void set_time(struct input_event *event, const struct evdev_client *client,
		     const ktime_t *times)
{
	struct timespec64 ts = ktime_to_timespec64(times[client->clock]);

	event->input_event_sec = ts.tv_sec;
	event->input_event_usec = ts.tv_nsec / NSEC_PER_USEC;
}

/* Under buffer_lock. */
static void put_event(struct evdev_client *client, const struct input_event *event)
{
	unsigned int mask = client->size - 1;

	client->buffer[client->head++] = *event;
	client->head &= mask;
	if (client->head == client->tail) {
		/* Full. The newest event stays, behind word of what is lost. */
		client->tail = (client->head - 2) & mask;
		client->buffer[client->tail] = (struct input_event){
			.input_event_sec = event->input_event_sec,
			.input_event_usec = event->input_event_usec,
			.type = EV_SYN,
			.code = SYN_DROPPED,
		};
		client->packet_head = client->tail;
	}
	if (event->type == EV_SYN && event->code == SYN_REPORT) {
		client->packet_head = client->head;
		kill_fasync(&client->fasync, SIGIO, POLL_IN);
	}
}

static void tell_client(struct evdev_client *client, const struct input_value *vals,
			unsigned int count, const ktime_t *times)
{
	struct input_event event;
	bool whole = false;

	if (client->revoked)
		return;
	spin_lock(&client->buffer_lock);
	set_time(&event, client, times);
	for (unsigned int i = 0; i < count; i++) {
		event.type = vals[i].type;
		event.code = vals[i].code;
		event.value = vals[i].value;
		whole |= event.type == EV_SYN && event.code == SYN_REPORT;
		put_event(client, &event);
	}
	spin_unlock(&client->buffer_lock);
	if (whole)
		wake_up_interruptible_poll(&client->wait, EPOLLIN | EPOLLRDNORM);
}

static void evdev_events(struct input_handle *handle, const struct input_value *vals,
			 unsigned int count)
{
	struct evdev *evdev = handle->private;
	const ktime_t *times = input_get_timestamp(handle->dev);
	struct evdev_client *client;

	rcu_read_lock();
	client = rcu_dereference(evdev->grab);
	if (client)
		tell_client(client, vals, count, times);
	else
		list_for_each_entry_rcu(client, &evdev->client_list, node)
			tell_client(client, vals, count, times);
	rcu_read_unlock();
}

void evdev_tell_dropped(struct evdev_client *client)
{
	static const struct input_value dropped[] = {{EV_SYN, SYN_DROPPED, 0},
						     {EV_SYN, SYN_REPORT, 0}};
	ktime_t times[] = {ktime_get_real(), ktime_get(), ktime_get_boottime()};
	unsigned long flags;

	local_irq_save(flags);
	tell_client(client, dropped, ARRAY_SIZE(dropped), times);
	local_irq_restore(flags);
}

void evdev_forget_type(struct evdev_client *client, unsigned int type)
{
	unsigned int mask = client->size - 1, to = client->tail, in_packet = 0;
	unsigned int from;

	lockdep_assert_held(&client->buffer_lock);
	client->packet_head = client->tail;
	for (from = client->tail; from != client->head; from = (from + 1) & mask) {
		struct input_event event = client->buffer[from];
		bool ends = event.type == EV_SYN && event.code == SYN_REPORT;

		/* A packet that has become empty goes, end and all. */
		if (event.type == type || (ends && !in_packet))
			continue;
		client->buffer[to] = event;
		to = (to + 1) & mask;
		in_packet = ends ? 0 : in_packet + 1;
		if (ends)
			client->packet_head = to;
	}
	client->head = to;
}

/* --- who has it --- */

int evdev_grab(struct evdev *evdev, struct evdev_client *client)
{
	int err;

	if (rcu_access_pointer(evdev->grab))
		return -EBUSY;
	err = input_grab_device(&evdev->handle);
	if (!err)
		rcu_assign_pointer(evdev->grab, client);
	return err;
}

int evdev_ungrab(struct evdev *evdev, struct evdev_client *client)
{
	if (rcu_access_pointer(evdev->grab) != client)
		return -EINVAL;
	rcu_assign_pointer(evdev->grab, NULL);
	synchronize_rcu();
	input_release_device(&evdev->handle);
	return 0;
}

int evdev_open_device(struct evdev *evdev)
{
	int err = mutex_lock_interruptible(&evdev->mutex);

	if (err)
		return err;
	err = evdev->exist ? 0 : -ENODEV;
	if (!err && !evdev->open++) {
		err = input_open_device(&evdev->handle);
		if (err)
			evdev->open--;
	}
	mutex_unlock(&evdev->mutex);
	return err;
}

void evdev_close_device(struct evdev *evdev)
{
	mutex_lock(&evdev->mutex);
	if (evdev->exist && !--evdev->open)
		input_close_device(&evdev->handle);
	mutex_unlock(&evdev->mutex);
}

/* --- devices --- */

static void evdev_free(struct device *dev)
{
	struct evdev *evdev = container_of(dev, struct evdev, dev);

	input_put_device(evdev->handle.dev);
	kfree(evdev);
}

/* No more events, and every file hears of it. */
static void end_files(struct evdev *evdev)
{
	struct evdev_client *client;

	mutex_lock(&evdev->mutex);
	WRITE_ONCE(evdev->exist, false);
	mutex_unlock(&evdev->mutex);

	spin_lock(&evdev->client_lock);
	list_for_each_entry (client, &evdev->client_list, node) {
		kill_fasync(&client->fasync, SIGIO, POLL_HUP);
		wake_up_interruptible_poll(&client->wait, EPOLLHUP | EPOLLERR);
	}
	spin_unlock(&evdev->client_lock);
	if (evdev->open) {
		input_flush_device(&evdev->handle, NULL);
		input_close_device(&evdev->handle);
	}
}

/* What evdev_connect() makes of it but for its name and handle; the minor is taken. */
static struct evdev *evdev_alloc(struct input_handler *handler, struct input_dev *dev, int minor)
{
	struct evdev *evdev = kzalloc(sizeof(*evdev), GFP_KERNEL);

	if (!evdev)
		return NULL;
	INIT_LIST_HEAD(&evdev->client_list);
	spin_lock_init(&evdev->client_lock);
	mutex_init(&evdev->mutex);
	evdev->exist = true;
	evdev->handle.dev = input_get_device(dev);
	evdev->handle.handler = handler;
	evdev->handle.private = evdev;
	evdev->dev.devt = MKDEV(INPUT_MAJOR, minor);
	evdev->dev.class = &input_class;
	evdev->dev.parent = &dev->dev;
	evdev->dev.release = evdev_free;
	device_initialize(&evdev->dev);
	cdev_init(&evdev->cdev, &evdev_fops);
	return evdev;
}

static int evdev_connect(struct input_handler *handler, struct input_dev *dev,
			 const struct input_device_id *id)
{
	int minor = input_get_new_minor(EVDEV_MINOR_BASE, EVDEV_MINORS, true);
	struct evdev *evdev;
	int number, err;

	if (minor < 0) {
		pr_err("failed to reserve new minor: %d\n", minor);
		return minor;
	}
	evdev = evdev_alloc(handler, dev, minor);
	err = -ENOMEM;
	if (!evdev)
		goto free_minor;
	/* Of the old minors the first is event0; the others are as they come. */
	number = minor < EVDEV_MINOR_BASE + EVDEV_MINORS ? minor - EVDEV_MINOR_BASE : minor;
	err = dev_set_name(&evdev->dev, "event%d", number);
	if (err)
		goto put;
	evdev->handle.name = dev_name(&evdev->dev);
	err = input_register_handle(&evdev->handle);
	if (err)
		goto put;
	err = cdev_device_add(&evdev->cdev, &evdev->dev);
	if (err)
		goto unregister;
	return 0;

unregister:
	end_files(evdev);
	input_unregister_handle(&evdev->handle);
put:
	put_device(&evdev->dev);
free_minor:
	input_free_minor(minor);
	return err;
}

static void evdev_disconnect(struct input_handle *handle)
{
	struct evdev *evdev = handle->private;

	cdev_device_del(&evdev->cdev, &evdev->dev);
	end_files(evdev);
	input_free_minor(MINOR(evdev->dev.devt));
	input_unregister_handle(handle);
	put_device(&evdev->dev);
}

/* Every device there is */
static const struct input_device_id evdev_ids[] = {{.driver_info = 1}, {}};

static struct input_handler evdev_handler = {
	.events = evdev_events,
	.connect = evdev_connect,
	.disconnect = evdev_disconnect,
	.legacy_minors = true,
	.minor = EVDEV_MINOR_BASE,
	.name = "evdev",
	.id_table = evdev_ids,
};

void __init evdev_init(void)
{
	if (input_register_handler(&evdev_handler))
		panic("input: can't register evdev");
}
