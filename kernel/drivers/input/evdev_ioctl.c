// SPDX-License-Identifier: MIT
/*
 * Requests about an input device: what it is, what it can, what it is like now.
 * <uapi/linux/input.h> names them. -ENODEV: it has gone; -EINVAL: it has nothing of that kind.
 */
#include <linux/fs.h>
#include <linux/minmax.h>
#include <linux/poll.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include "evdev.h"
#include "internal.h"

/* --- texts and bitmaps: as much as fits; how much that is --- */

static int text_to_user(const char *text, unsigned int size, void __user *p)
{
	size_t len;

	if (!text)
		return -ENOENT;
	len = min_t(size_t, strlen(text) + 1, size);
	return copy_to_user(p, text, len) ? -EFAULT : (int)len;
}

static int bits_to_user(const unsigned long *bits, unsigned int count, unsigned int size,
			void __user *p)
{
	size_t len = min_t(size_t, BITS_TO_LONGS(count) * sizeof(long), size);

	return copy_to_user(p, bits, len) ? -EFAULT : (int)len;
}

/* What the device can of type; type 0: which types. */
static int capabilities_to_user(struct input_dev *dev, unsigned int type, unsigned int size,
				void __user *p)
{
	const struct input_capability *cap = input_find_capability(type);

	if (!type)
		return bits_to_user(dev->evbit, EV_CNT, size, p);
	if (!cap)
		return -EINVAL;
	return bits_to_user(input_capability_map(dev, cap), cap->bits, size, p);
}

/*
 * The state of all codes of a type at one moment. The reader needs no older word of it: what waits
 * in the file is taken out, and the next events go on from here.
 */
static int state_to_user(struct evdev_client *client, unsigned int type, const unsigned long *state,
			 unsigned int count, unsigned int size, void __user *p)
{
	struct input_dev *dev = client->evdev->handle.dev;
	unsigned long copy[BITS_TO_LONGS(KEY_CNT)];
	int ret;

	spin_lock_irq(&dev->event_lock);
	spin_lock(&client->buffer_lock);
	memcpy(copy, state, BITS_TO_LONGS(count) * sizeof(long));
	evdev_forget_type(client, type);
	spin_unlock(&client->buffer_lock);
	spin_unlock_irq(&dev->event_lock);
	ret = bits_to_user(copy, count, size, p);
	if (ret < 0)
		evdev_tell_dropped(client);
	return ret;
}

/* --- single values --- */

static int get_repeat(struct input_dev *dev, unsigned int __user *p)
{
	if (!test_bit(EV_REP, dev->evbit))
		return -ENOSYS;
	if (put_user(dev->rep[REP_DELAY], p) || put_user(dev->rep[REP_PERIOD], p + 1))
		return -EFAULT;
	return 0;
}

static int set_repeat(struct evdev *evdev, unsigned int __user *p)
{
	unsigned int delay, period;

	if (!test_bit(EV_REP, evdev->handle.dev->evbit))
		return -ENOSYS;
	if (get_user(delay, p) || get_user(period, p + 1))
		return -EFAULT;
	input_inject_event(&evdev->handle, EV_REP, REP_DELAY, delay);
	input_inject_event(&evdev->handle, EV_REP, REP_PERIOD, period);
	return 0;
}

static int get_axis(struct input_dev *dev, unsigned int axis, unsigned int size, void __user *p)
{
	struct input_absinfo info;

	if (!dev->absinfo)
		return -EINVAL;
	spin_lock_irq(&dev->event_lock);
	info = dev->absinfo[axis];
	spin_unlock_irq(&dev->event_lock);
	return copy_to_user(p, &info, min_t(size_t, size, sizeof(info))) ? -EFAULT : 0;
}

static int set_axis(struct input_dev *dev, unsigned int axis, unsigned int size,
		    const void __user *p)
{
	struct input_absinfo info = {};

	if (!dev->absinfo)
		return -EINVAL;
	if (copy_from_user(&info, p, min_t(size_t, size, sizeof(info))))
		return -EFAULT;
	spin_lock_irq(&dev->event_lock);
	dev->absinfo[axis] = info;
	spin_unlock_irq(&dev->event_lock);
	return 0;
}

static int set_clock(struct evdev_client *client, unsigned int id)
{
	enum input_clock_type clock;
	bool lost;

	switch (id) {
	case CLOCK_REALTIME:
		clock = INPUT_CLK_REAL;
		break;
	case CLOCK_MONOTONIC:
		clock = INPUT_CLK_MONO;
		break;
	case CLOCK_BOOTTIME:
		clock = INPUT_CLK_BOOT;
		break;
	default:
		return -EINVAL;
	}
	if (client->clock == clock)
		return 0;
	/* Times of two clocks in one file would be no order. */
	spin_lock_irq(&client->buffer_lock);
	client->clock = clock;
	lost = client->head != client->tail;
	client->tail = client->packet_head = client->head;
	spin_unlock_irq(&client->buffer_lock);
	if (lost)
		evdev_tell_dropped(client);
	return 0;
}

static int revoke(struct evdev *evdev, struct evdev_client *client)
{
	WRITE_ONCE(client->revoked, true);
	evdev_ungrab(evdev, client);
	input_flush_device(&evdev->handle, NULL);
	wake_up_interruptible_poll(&client->wait, EPOLLHUP | EPOLLERR);
	return 0;
}

/* --- the table of keys --- */

static int get_key(struct input_dev *dev, struct input_keymap_entry __user *p)
{
	struct input_keymap_entry ke;
	int err;

	if (copy_from_user(&ke, p, sizeof(ke)))
		return -EFAULT;
	err = input_get_keycode(dev, &ke);
	return err ?: copy_to_user(p, &ke, sizeof(ke)) ? -EFAULT : 0;
}

static int set_key(struct input_dev *dev, const struct input_keymap_entry __user *p)
{
	struct input_keymap_entry ke;

	if (copy_from_user(&ke, p, sizeof(ke)))
		return -EFAULT;
	if (ke.len > sizeof(ke.scancode))
		return -EINVAL;
	return input_set_keycode(dev, &ke);
}

/* The older form: a pair of scan code and key */
static int old_key(struct input_dev *dev, bool set, unsigned int __user *p)
{
	struct input_keymap_entry ke = {.len = sizeof(unsigned int)};
	unsigned int scancode;
	int err;

	if (get_user(scancode, p))
		return -EFAULT;
	memcpy(ke.scancode, &scancode, sizeof(scancode));
	if (set)
		return get_user(ke.keycode, p + 1) ? -EFAULT : input_set_keycode(dev, &ke);
	err = input_get_keycode(dev, &ke);
	return err ?: put_user(ke.keycode, p + 1);
}

/* --- which request --- */

/* Those whose number says all. -ENOIOCTLCMD: another. */
static int plain_request(struct evdev_client *client, unsigned int cmd, unsigned long arg)
{
	struct evdev *evdev = client->evdev;
	struct input_dev *dev = evdev->handle.dev;
	void __user *p = (void __user *)arg;

	switch (cmd) {
	case EVIOCGVERSION:
		return put_user(EV_VERSION, (int __user *)p);
	case EVIOCGID:
		return copy_to_user(p, &dev->id, sizeof(dev->id)) ? -EFAULT : 0;
	case EVIOCGREP:
		return get_repeat(dev, p);
	case EVIOCSREP:
		return set_repeat(evdev, p);
	case EVIOCGRAB:
		return arg ? evdev_grab(evdev, client) : evdev_ungrab(evdev, client);
	case EVIOCREVOKE:
		return arg ? -EINVAL : revoke(evdev, client);
	case EVIOCSCLOCKID: {
		unsigned int id;

		return copy_from_user(&id, p, sizeof(id)) ? -EFAULT : set_clock(client, id);
	}
	case EVIOCGKEYCODE:
	case EVIOCSKEYCODE:
		return old_key(dev, cmd == EVIOCSKEYCODE, p);
	case EVIOCGKEYCODE_V2:
		return get_key(dev, p);
	case EVIOCSKEYCODE_V2:
		return set_key(dev, p);
	}
	return -ENOIOCTLCMD;
}

/* Those for as many bytes as the number says. -ENOIOCTLCMD: another. */
static int sized_request(struct evdev_client *client, unsigned int cmd, void __user *p)
{
	struct input_dev *dev = client->evdev->handle.dev;
	unsigned int size = _IOC_SIZE(cmd);

	switch (cmd & ~(_IOC_SIZEMASK << _IOC_SIZESHIFT)) {
	case EVIOCGPROP(0):
		return bits_to_user(dev->propbit, INPUT_PROP_MAX, size, p);
	case EVIOCGKEY(0):
		return state_to_user(client, EV_KEY, dev->key, KEY_MAX, size, p);
	case EVIOCGLED(0):
		return state_to_user(client, EV_LED, dev->led, LED_MAX, size, p);
	case EVIOCGSND(0):
		return state_to_user(client, EV_SND, dev->snd, SND_MAX, size, p);
	case EVIOCGSW(0):
		return state_to_user(client, EV_SW, dev->sw, SW_MAX, size, p);
	case EVIOCGNAME(0):
		return text_to_user(dev->name, size, p);
	case EVIOCGPHYS(0):
		return text_to_user(dev->phys, size, p);
	case EVIOCGUNIQ(0):
		return text_to_user(dev->uniq, size, p);
	}
	return -ENOIOCTLCMD;
}

/* Those that have a type or an axis in their number */
static int numbered_request(struct input_dev *dev, unsigned int cmd, void __user *p)
{
	unsigned int nr = _IOC_NR(cmd), size = _IOC_SIZE(cmd);

	if (_IOC_TYPE(cmd) != 'E')
		return -EINVAL;
	if (_IOC_DIR(cmd) == _IOC_READ) {
		if ((nr & ~EV_MAX) == _IOC_NR(EVIOCGBIT(0, 0)))
			return capabilities_to_user(dev, nr & EV_MAX, size, p);
		if ((nr & ~ABS_MAX) == _IOC_NR(EVIOCGABS(0)))
			return get_axis(dev, nr & ABS_MAX, size, p);
	}
	if (_IOC_DIR(cmd) == _IOC_WRITE && (nr & ~ABS_MAX) == _IOC_NR(EVIOCSABS(0)))
		return set_axis(dev, nr & ABS_MAX, size, p);
	return -EINVAL;
}

long evdev_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct evdev_client *client = file->private_data;
	struct evdev *evdev = client->evdev;
	void __user *p = (void __user *)arg;
	int ret = mutex_lock_interruptible(&evdev->mutex);

	if (ret)
		return ret;
	ret = evdev_is_over(client) ? -ENODEV : plain_request(client, cmd, arg);
	if (ret == -ENOIOCTLCMD)
		ret = sized_request(client, cmd, p);
	if (ret == -ENOIOCTLCMD)
		ret = numbered_request(evdev->handle.dev, cmd, p);
	mutex_unlock(&evdev->mutex);
	return ret;
}
