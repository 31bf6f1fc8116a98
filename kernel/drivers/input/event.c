// SPDX-License-Identifier: MIT
/*
 * Input events, on their way from a driver to the handlers.
 *
 * An event that changes nothing goes nowhere. The others are collected until their packet ends
 * (SYN_REPORT), and then each handler gets the packet; what is for the device itself, such as its
 * lights, goes there at once. A key that stays down is repeated by a timer.
 */
#include <linux/export.h>
#include <linux/jiffies.h>
#include <linux/random.h>
#include <linux/rculist.h>
#include <linux/timekeeping.h>
#include "internal.h"

/* Where an event goes */
#define TO_HANDLERS 1
#define TO_DEVICE   2
#define END	    4 /* and the packet with it */

/* --- to the handlers --- */

/* What a filter lets through of vals, moved together; how many. */
static unsigned int filter_values(struct input_handle *handle, struct input_value *vals,
				  unsigned int count)
{
	unsigned int left = 0;

	for (unsigned int i = 0; i < count; i++)
		if (!handle->handler->filter(handle, vals[i].type, vals[i].code, vals[i].value))
			vals[left++] = vals[i];
	return left;
}

static unsigned int to_handler(struct input_handle *handle, struct input_value *vals,
			       unsigned int count)
{
	struct input_handler *handler = handle->handler;

	if (handler->filter)
		count = filter_values(handle, vals, count);
	if (!count)
		return 0;
	if (handler->events)
		handler->events(handle, vals, count);
	else if (handler->event)
		for (unsigned int i = 0; i < count; i++)
			handler->event(handle, vals[i].type, vals[i].code, vals[i].value);
	return count;
}

static void start_repeat(struct input_dev *dev, unsigned int code)
{
	if (!test_bit(EV_REP, dev->evbit) || !dev->rep[REP_PERIOD] || !dev->rep[REP_DELAY] ||
	    !dev->timer.function)
		return;
	dev->repeat_key = code;
	mod_timer(&dev->timer, jiffies + msecs_to_jiffies(dev->rep[REP_DELAY]));
}

static void pass_values(struct input_dev *dev, struct input_value *vals, unsigned int count)
{
	struct input_handle *handle;

	lockdep_assert_held(&dev->event_lock);
	rcu_read_lock();
	handle = rcu_dereference(dev->grab);
	if (handle) {
		count = to_handler(handle, vals, count);
	} else {
		list_for_each_entry_rcu(handle, &dev->h_list, d_node)
		{
			if (!handle->open)
				continue;
			count = to_handler(handle, vals, count);
			if (!count)
				break;
		}
	}
	rcu_read_unlock();

	if (!test_bit(EV_REP, dev->evbit) || !test_bit(EV_KEY, dev->evbit))
		return;
	for (unsigned int i = 0; i < count; i++) {
		if (vals[i].type != EV_KEY || vals[i].value == 2)
			continue;
		if (vals[i].value)
			start_repeat(dev, vals[i].code);
		else
			del_timer(&dev->timer);
	}
}

void input_pass_now(struct input_dev *dev, unsigned int type, unsigned int code, int value)
{
	struct input_value vals[] = {{type, code, value}, {EV_SYN, SYN_REPORT, 1}};

	input_set_timestamp(dev, ktime_get());
	pass_values(dev, vals, ARRAY_SIZE(vals));
	dev->timestamp[INPUT_CLK_MONO] = 0;
}

/* A timer: the key that is down, once more, with value 2. */
void input_repeat_key(struct timer_list *t)
{
	struct input_dev *dev = from_timer(dev, t, timer);
	unsigned long flags;

	spin_lock_irqsave(&dev->event_lock, flags);
	if (test_bit(dev->repeat_key, dev->key) && test_bit(dev->repeat_key, dev->keybit)) {
		input_pass_now(dev, EV_KEY, dev->repeat_key, 2);
		if (dev->rep[REP_PERIOD])
			mod_timer(&dev->timer, jiffies + msecs_to_jiffies(dev->rep[REP_PERIOD]));
	}
	spin_unlock_irqrestore(&dev->event_lock, flags);
}

void input_release_keys(struct input_dev *dev)
{
	unsigned int code;

	lockdep_assert_held(&dev->event_lock);
	if (!test_bit(EV_KEY, dev->evbit))
		return;
	for_each_set_bit (code, dev->key, KEY_CNT) {
		__clear_bit(code, dev->key);
		input_pass_now(dev, EV_KEY, code, 0);
	}
}

/* --- from the driver --- */

/* A bit of the state becomes !!value. Was it otherwise? */
static bool changes(unsigned long *state, unsigned int code, int value)
{
	if (test_bit(code, state) == !!value)
		return false;
	__change_bit(code, state);
	return true;
}

/* What lies within fuzz of where an axis was is drawn towards that. */
static int without_noise(int value, int old, int fuzz)
{
	if (fuzz) {
		if (value > old - fuzz / 2 && value < old + fuzz / 2)
			return old;
		if (value > old - fuzz && value < old + fuzz)
			return (old * 3 + value) / 4;
		if (value > old - fuzz * 2 && value < old + fuzz * 2)
			return (old + value) / 2;
	}
	return value;
}

/* Contacts of a touch screen come one after the other on the same axes: each value counts. */
static bool axis_changes(struct input_dev *dev, unsigned int code, int *value)
{
	struct input_absinfo *axis;

	if (code >= ABS_MT_SLOT || !dev->absinfo)
		return true;
	axis = &dev->absinfo[code];
	*value = without_noise(*value, axis->value, axis->fuzz);
	if (axis->value == *value)
		return false;
	axis->value = *value;
	return true;
}

static unsigned int ends_of_packets(unsigned int code)
{
	switch (code) {
	case SYN_CONFIG:
		return TO_HANDLERS | TO_DEVICE;
	case SYN_REPORT:
		return TO_HANDLERS | END;
	case SYN_MT_REPORT:
		return TO_HANDLERS;
	}
	return 0;
}

static bool has(const unsigned long *bits, unsigned int code, unsigned int max)
{
	return code <= max && test_bit(code, bits);
}

/* Updates what the device is like; where the event goes, 0: nowhere. */
static unsigned int take_in(struct input_dev *dev, unsigned int type, unsigned int code, int *value)
{
	switch (type) {
	case EV_SYN:
		return ends_of_packets(code);
	case EV_KEY:
		/* 2: the driver repeats it. */
		return has(dev->keybit, code, KEY_MAX) &&
				       (*value == 2 || changes(dev->key, code, *value))
			       ? TO_HANDLERS
			       : 0;
	case EV_SW:
		return has(dev->swbit, code, SW_MAX) && changes(dev->sw, code, *value) ? TO_HANDLERS
										       : 0;
	case EV_ABS:
		return has(dev->absbit, code, ABS_MAX) && axis_changes(dev, code, value)
			       ? TO_HANDLERS
			       : 0;
	case EV_REL:
		return has(dev->relbit, code, REL_MAX) && *value ? TO_HANDLERS : 0;
	case EV_MSC:
		return has(dev->mscbit, code, MSC_MAX) ? TO_HANDLERS | TO_DEVICE : 0;
	case EV_LED:
		return has(dev->ledbit, code, LED_MAX) && changes(dev->led, code, *value)
			       ? TO_HANDLERS | TO_DEVICE
			       : 0;
	case EV_SND:
		if (!has(dev->sndbit, code, SND_MAX))
			return 0;
		changes(dev->snd, code, *value);
		return TO_HANDLERS | TO_DEVICE;
	case EV_REP:
		if (code > REP_MAX || *value < 0 || dev->rep[code] == *value)
			return 0;
		dev->rep[code] = *value;
		return TO_HANDLERS | TO_DEVICE;
	case EV_PWR:
		return TO_HANDLERS | TO_DEVICE;
	}
	return 0;
}

static void end_packet(struct input_dev *dev)
{
	pass_values(dev, dev->vals, dev->num_vals);
	dev->num_vals = 0;
	/* The next one has a time of its own. */
	dev->timestamp[INPUT_CLK_MONO] = 0;
}

/* Under event_lock. */
static void handle_event(struct input_dev *dev, unsigned int type, unsigned int code, int value)
{
	unsigned int where;

	if (type > EV_MAX || !test_bit(type, dev->evbit))
		return;
	where = take_in(dev, type, code, &value);
	if (where && type != EV_SYN)
		add_input_randomness(type, code, value);
	if (where & TO_DEVICE && dev->event)
		dev->event(dev, type, code, value);
	if (!(where & TO_HANDLERS) || !dev->vals)
		return;
	dev->vals[dev->num_vals++] = (struct input_value){type, code, value};
	if (where & END) {
		/* An end with nothing before it is not told. */
		if (dev->num_vals < 2)
			dev->num_vals = 0;
		else
			end_packet(dev);
	} else if (dev->num_vals >= dev->max_vals - 2) {
		dev->vals[dev->num_vals++] = (struct input_value){EV_SYN, SYN_REPORT, 1};
		end_packet(dev);
	}
}

/**
 * input_event() - a driver's report
 *
 * What the device isn't said to have is ignored; so is what isn't news. May be called before the
 * device is registered: its state is set then. Any context.
 */
void input_event(struct input_dev *dev, unsigned int type, unsigned int code, int value)
{
	unsigned long flags;

	spin_lock_irqsave(&dev->event_lock, flags);
	handle_event(dev, type, code, value);
	spin_unlock_irqrestore(&dev->event_lock, flags);
}
EXPORT_SYMBOL(input_event);

void input_inject_event(struct input_handle *handle, unsigned int type, unsigned int code,
			int value)
{
	struct input_dev *dev = handle->dev;
	struct input_handle *grab;
	unsigned long flags;

	spin_lock_irqsave(&dev->event_lock, flags);
	rcu_read_lock();
	grab = rcu_dereference(dev->grab);
	if (!grab || grab == handle)
		handle_event(dev, type, code, value);
	rcu_read_unlock();
	spin_unlock_irqrestore(&dev->event_lock, flags);
}
EXPORT_SYMBOL(input_inject_event);

/* --- times --- */

void input_set_timestamp(struct input_dev *dev, ktime_t timestamp)
{
	dev->timestamp[INPUT_CLK_MONO] = timestamp;
	dev->timestamp[INPUT_CLK_REAL] = ktime_mono_to_real(timestamp);
	dev->timestamp[INPUT_CLK_BOOT] = ktime_mono_to_any(timestamp, TK_OFFS_BOOT);
}
EXPORT_SYMBOL(input_set_timestamp);

/* Of the packet that is being put together, by INPUT_CLK_...; it begins now if it hasn't. */
ktime_t *input_get_timestamp(struct input_dev *dev)
{
	if (!dev->timestamp[INPUT_CLK_MONO])
		input_set_timestamp(dev, ktime_get());
	return dev->timestamp;
}
EXPORT_SYMBOL(input_get_timestamp);
