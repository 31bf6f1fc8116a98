// SPDX-License-Identifier: MIT
/*
 * What /sys/class/input/inputN and the events that udev(7) hears say of a device. The formats are
 * Linux's: programs read them.
 */
#include <linux/device.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/sysfs.h>
#include "internal.h"

int input_print_bitmap(char *buf, int size, const unsigned long *bitmap, unsigned int bits)
{
	int len = 0;
	int i;

	for (i = BITS_TO_LONGS(bits) - 1; i > 0 && !bitmap[i]; i--)
		;
	for (; i >= 0; i--)
		len += scnprintf(buf + len, size - len, "%lx%s", bitmap[i], i ? " " : "");
	return len;
}

/* --- the name that modprobe(8) looks for --- */

static int print_alias_bits(char *buf, int size, char letter, const unsigned long *map,
			    unsigned int first, unsigned int bits)
{
	int len = scnprintf(buf, size, "%c", letter);
	unsigned int bit;

	for (bit = find_next_bit(map, bits, first); bit < bits;
	     bit = find_next_bit(map, bits, bit + 1))
		len += scnprintf(buf + len, size - len, "%X,", bit);
	return len;
}

static int print_modalias(char *buf, int size, const struct input_dev *dev)
{
	int len = scnprintf(buf, size, "input:b%04Xv%04Xp%04Xe%04X-", dev->id.bustype,
			    dev->id.vendor, dev->id.product, dev->id.version);

	len += print_alias_bits(buf + len, size - len, 'e', dev->evbit, 0, EV_CNT);
	for (unsigned int i = 0; i < NR_INPUT_CAPABILITIES; i++) {
		const struct input_capability *cap = &input_capabilities[i];

		/* Between these no device has force feedback, 'f'. */
		if (cap->type == EV_SW)
			len += scnprintf(buf + len, size - len, "f");
		len += print_alias_bits(buf + len, size - len, cap->letter,
					input_capability_map(dev, cap),
					cap->type == EV_KEY ? KEY_MIN_INTERESTING : 0, cap->bits);
	}
	return len;
}

static ssize_t modalias_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	int len = print_modalias(buf, PAGE_SIZE - 1, to_input_dev(dev));

	buf[len] = '\n';
	return len + 1;
}
static DEVICE_ATTR_RO(modalias);

/* --- what it is --- */

#define TEXT_ATTR(field)                                                                           \
	static ssize_t field##_show(struct device *dev, struct device_attribute *attr, char *buf)  \
	{                                                                                          \
		return sysfs_emit(buf, "%s\n", to_input_dev(dev)->field ?: "");                    \
	}                                                                                          \
	static DEVICE_ATTR_RO(field)
TEXT_ATTR(name);
TEXT_ATTR(phys);
TEXT_ATTR(uniq);

#define BITMAP_ATTR(attr_name, field, bits)                                                        \
	static ssize_t attr_name##_show(struct device *dev, struct device_attribute *attr,         \
					char *buf)                                                 \
	{                                                                                          \
		int len = input_print_bitmap(buf, PAGE_SIZE - 1, to_input_dev(dev)->field, bits);  \
                                                                                                   \
		buf[len] = '\n';                                                                   \
		return len + 1;                                                                    \
	}                                                                                          \
	static DEVICE_ATTR_RO(attr_name)
BITMAP_ATTR(properties, propbit, INPUT_PROP_CNT);
BITMAP_ATTR(ev, evbit, EV_CNT);
BITMAP_ATTR(key, keybit, KEY_CNT);
BITMAP_ATTR(rel, relbit, REL_CNT);
BITMAP_ATTR(abs, absbit, ABS_CNT);
BITMAP_ATTR(msc, mscbit, MSC_CNT);
BITMAP_ATTR(led, ledbit, LED_CNT);
BITMAP_ATTR(snd, sndbit, SND_CNT);
BITMAP_ATTR(sw, swbit, SW_CNT);

#define ID_ATTR(field)                                                                             \
	static ssize_t field##_show(struct device *dev, struct device_attribute *attr, char *buf)  \
	{                                                                                          \
		return sysfs_emit(buf, "%04x\n", to_input_dev(dev)->id.field);                     \
	}                                                                                          \
	static DEVICE_ATTR_RO(field)
ID_ATTR(bustype);
ID_ATTR(vendor);
ID_ATTR(product);
ID_ATTR(version);

static struct attribute *device_attrs[] = {
	&dev_attr_name.attr,	 &dev_attr_phys.attr,	    &dev_attr_uniq.attr,
	&dev_attr_modalias.attr, &dev_attr_properties.attr, NULL,
};
static const struct attribute_group device_group = {.attrs = device_attrs};

static struct attribute *id_attrs[] = {
	&dev_attr_bustype.attr,
	&dev_attr_vendor.attr,
	&dev_attr_product.attr,
	&dev_attr_version.attr,
	NULL,
};
static const struct attribute_group id_group = {.name = "id", .attrs = id_attrs};

static struct attribute *capability_attrs[] = {
	&dev_attr_ev.attr,  &dev_attr_key.attr, &dev_attr_rel.attr,
	&dev_attr_abs.attr, &dev_attr_msc.attr, &dev_attr_led.attr,
	&dev_attr_snd.attr, &dev_attr_sw.attr,	NULL,
};
static const struct attribute_group capability_group = {
	.name = "capabilities",
	.attrs = capability_attrs,
};

static const struct attribute_group *device_groups[] = {
	&device_group,
	&id_group,
	&capability_group,
	NULL,
};

/* --- what is told of it --- */

static int add_bitmap(struct kobj_uevent_env *env, const char *name, const unsigned long *map,
		      unsigned int bits)
{
	char text[BITS_TO_LONGS(KEY_CNT) * 17];

	input_print_bitmap(text, sizeof(text), map, bits);
	return add_uevent_var(env, "%s=%s", name, text);
}

/* Each type of events that the device has, with its codes */
static int add_capabilities(struct kobj_uevent_env *env, const struct input_dev *dev)
{
	int err = add_bitmap(env, "PROP", dev->propbit, INPUT_PROP_CNT);

	if (!err)
		err = add_bitmap(env, "EV", dev->evbit, EV_CNT);
	for (unsigned int i = 0; !err && i < NR_INPUT_CAPABILITIES; i++) {
		const struct input_capability *cap = &input_capabilities[i];

		if (test_bit(cap->type, dev->evbit))
			err = add_bitmap(env, cap->name, input_capability_map(dev, cap), cap->bits);
	}
	return err;
}

static int input_uevent(struct device *device, struct kobj_uevent_env *env)
{
	const struct input_dev *dev = to_input_dev(device);
	char *alias;
	int err = add_uevent_var(env, "PRODUCT=%x/%x/%x/%x", dev->id.bustype, dev->id.vendor,
				 dev->id.product, dev->id.version);

	if (!err && dev->name)
		err = add_uevent_var(env, "NAME=\"%s\"", dev->name);
	if (!err && dev->phys)
		err = add_uevent_var(env, "PHYS=\"%s\"", dev->phys);
	if (!err && dev->uniq)
		err = add_uevent_var(env, "UNIQ=\"%s\"", dev->uniq);
	if (!err)
		err = add_capabilities(env, dev);
	if (err)
		return err;
	alias = kmalloc(PAGE_SIZE, GFP_KERNEL);
	if (!alias)
		return -ENOMEM;
	print_modalias(alias, PAGE_SIZE, dev);
	/* One with very many keys is too long for an event: it is told without. */
	if (strlen(alias) + sizeof("MODALIAS=") < UEVENT_BUFFER_SIZE - env->buflen)
		err = add_uevent_var(env, "MODALIAS=%s", alias);
	kfree(alias);
	return err;
}

const struct device_type input_dev_type = {
	.groups = device_groups,
	.release = input_dev_release,
	.uevent = input_uevent,
};
