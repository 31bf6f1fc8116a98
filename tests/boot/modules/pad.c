// SPDX-License-Identifier: MIT
/*
 * An input device of every kind of events, for the programs that read them; its lights are told in
 * the log. With crash=1 it comes with a handler, and its init crashes.
 */
#include <linux/input.h>
#include <linux/module.h>
#include <linux/slab.h>

static bool crash;
module_param(crash, bool, 0);

static u8 keys[] = {KEY_RESERVED, KEY_MICMUTE};

static struct input_dev *pad;

static int pad_event(struct input_dev *dev, unsigned int type, unsigned int code, int value)
{
	pr_info("pad: told %u %u %d\n", type, code, value);
	return 0;
}

static int pad_connect(struct input_handler *handler, struct input_dev *dev,
		       const struct input_device_id *id)
{
	struct input_handle *handle = kzalloc(sizeof(*handle), GFP_KERNEL);

	if (!handle)
		return -ENOMEM;
	handle->dev = dev;
	handle->handler = handler;
	handle->name = "padded";
	return input_register_handle(handle) ?: input_open_device(handle);
}

static void pad_disconnect(struct input_handle *handle)
{
	input_close_device(handle);
	input_unregister_handle(handle);
	kfree(handle);
}

static void pad_heard(struct input_handle *handle, unsigned int type, unsigned int code, int value)
{
	pr_info("pad: heard %u %u %d\n", type, code, value);
}

static const struct input_device_id ids[] = {{.driver_info = 1}, {}};
static struct input_handler handler = {
	.name = "padded",
	.event = pad_heard,
	.connect = pad_connect,
	.disconnect = pad_disconnect,
	.id_table = ids,
};

static int __init pad_init(void)
{
	int err;

	pad = input_allocate_device();
	if (!pad)
		return -ENOMEM;
	pad->name = "A pad";
	pad->phys = "pad/input0";
	pad->uniq = "1234";
	pad->id = (struct input_id){BUS_VIRTUAL, 0x1, 0x2, 0x3};
	pad->event = pad_event;
	pad->keycode = keys;
	pad->keycodesize = 1;
	pad->keycodemax = ARRAY_SIZE(keys);
	input_set_capability(pad, EV_KEY, KEY_MICMUTE);
	input_set_capability(pad, EV_KEY, BTN_A);
	input_set_capability(pad, EV_REL, REL_WHEEL);
	input_set_capability(pad, EV_LED, LED_MAIL);
	input_set_capability(pad, EV_SW, SW_LID);
	input_set_abs_params(pad, ABS_Y, -10, 100, 0, 2);
	__set_bit(EV_REP, pad->evbit);
	__set_bit(INPUT_PROP_POINTER, pad->propbit);
	err = input_register_device(pad);
	if (err) {
		input_free_device(pad);
		return err;
	}
	if (!crash)
		return 0;
	err = input_register_handler(&handler);
	if (err)
		return err;
	return *(volatile int *)8;
}
module_init(pad_init);

static void __exit pad_exit(void)
{
	input_unregister_device(pad);
}
module_exit(pad_exit);

MODULE_LICENSE("GPL");
