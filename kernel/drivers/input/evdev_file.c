// SPDX-License-Identifier: MIT
/* Open files of /dev/input/eventN: read, write, poll. evdev.h tells the rest. */
#include <linux/fs.h>
#include <linux/log2.h>
#include <linux/poll.h>
#include <linux/rculist.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include "evdev.h"

/* So many packets fit, and at least so many events. */
#define BUFFER_PACKETS 8
#define MIN_BUFFER     64U

static int evdev_open(struct inode *inode, struct file *file)
{
	struct evdev *evdev = container_of(inode->i_cdev, struct evdev, cdev);
	unsigned int size = roundup_pow_of_two(
		max(evdev->handle.dev->hint_events_per_packet * BUFFER_PACKETS, MIN_BUFFER));
	struct evdev_client *client = kvzalloc(struct_size(client, buffer, size), GFP_KERNEL);
	int err;

	if (!client)
		return -ENOMEM;
	init_waitqueue_head(&client->wait);
	spin_lock_init(&client->buffer_lock);
	client->size = size;
	client->evdev = evdev;
	spin_lock(&evdev->client_lock);
	list_add_tail_rcu(&client->node, &evdev->client_list);
	spin_unlock(&evdev->client_lock);

	err = evdev_open_device(evdev);
	if (err) {
		spin_lock(&evdev->client_lock);
		list_del_rcu(&client->node);
		spin_unlock(&evdev->client_lock);
		synchronize_rcu();
		kvfree(client);
		return err;
	}
	file->private_data = client;
	return stream_open(inode, file);
}

static int evdev_release(struct inode *inode, struct file *file)
{
	struct evdev_client *client = file->private_data;
	struct evdev *evdev = client->evdev;

	mutex_lock(&evdev->mutex);
	if (evdev->exist && !client->revoked)
		input_flush_device(&evdev->handle, file);
	evdev_ungrab(evdev, client);
	mutex_unlock(&evdev->mutex);

	spin_lock(&evdev->client_lock);
	list_del_rcu(&client->node);
	spin_unlock(&evdev->client_lock);
	synchronize_rcu();
	kvfree(client);
	evdev_close_device(evdev);
	return 0;
}

/* A program's events, as if the device had reported or been told them. */
static ssize_t evdev_write(struct file *file, const char __user *buffer, size_t count, loff_t *ppos)
{
	struct evdev_client *client = file->private_data;
	struct evdev *evdev = client->evdev;
	struct input_event event;
	size_t done = 0;
	int err;

	if (count && count < sizeof(event))
		return -EINVAL;
	err = mutex_lock_interruptible(&evdev->mutex);
	if (err)
		return err;
	if (evdev_is_over(client))
		err = -ENODEV;
	while (!err && count - done >= sizeof(event)) {
		if (copy_from_user(&event, buffer + done, sizeof(event))) {
			err = -EFAULT;
			break;
		}
		done += sizeof(event);
		input_inject_event(&evdev->handle, event.type, event.code, event.value);
		cond_resched();
	}
	mutex_unlock(&evdev->mutex);
	return err ?: done;
}

/* Is there an event of a whole packet? Then it is taken out. */
static bool take_event(struct evdev_client *client, struct input_event *event)
{
	bool some;

	spin_lock_irq(&client->buffer_lock);
	some = client->packet_head != client->tail;
	if (some) {
		*event = client->buffer[client->tail++];
		client->tail &= client->size - 1;
	}
	spin_unlock_irq(&client->buffer_lock);
	return some;
}

static bool can_read(struct evdev_client *client)
{
	return READ_ONCE(client->packet_head) != READ_ONCE(client->tail);
}

static ssize_t evdev_read(struct file *file, char __user *buffer, size_t count, loff_t *ppos)
{
	struct evdev_client *client = file->private_data;
	struct input_event event;
	size_t done = 0;
	int err;

	if (count && count < sizeof(event))
		return -EINVAL;
	for (;;) {
		if (evdev_is_over(client))
			return -ENODEV;
		if (!can_read(client) && file->f_flags & O_NONBLOCK)
			return -EAGAIN;
		/* 0 bytes: only what would be wrong is asked. */
		if (!count)
			return 0;
		while (count - done >= sizeof(event) && take_event(client, &event)) {
			if (copy_to_user(buffer + done, &event, sizeof(event)))
				return -EFAULT;
			done += sizeof(event);
		}
		if (done)
			return done;
		if (file->f_flags & O_NONBLOCK)
			continue;
		err = wait_event_interruptible(client->wait,
					       can_read(client) || evdev_is_over(client));
		if (err)
			return err;
	}
}

static __poll_t evdev_poll(struct file *file, poll_table *wait)
{
	struct evdev_client *client = file->private_data;
	__poll_t mask;

	poll_wait(file, &client->wait, wait);
	mask = evdev_is_over(client) ? EPOLLHUP | EPOLLERR : EPOLLOUT | EPOLLWRNORM;
	if (can_read(client))
		mask |= EPOLLIN | EPOLLRDNORM;
	return mask;
}

static int evdev_fasync(int fd, struct file *file, int on)
{
	struct evdev_client *client = file->private_data;

	return fasync_helper(fd, file, on, &client->fasync);
}

const struct file_operations evdev_fops = {
	.owner = THIS_MODULE,
	.read = evdev_read,
	.write = evdev_write,
	.poll = evdev_poll,
	.open = evdev_open,
	.release = evdev_release,
	.unlocked_ioctl = evdev_ioctl,
	.fasync = evdev_fasync,
	.llseek = no_llseek,
};
