// SPDX-License-Identifier: MIT
/*
 * Input devices and handlers: what a driver reports, and what of it who hears.
 *
 * The handler of these tests wants one device only: the one with its product number.
 */
#include <kunit/test.h>
#include <linux/delay.h>
#include <linux/input.h>
#include <linux/module.h>
#include <linux/platform_device.h>

MODULE_DESCRIPTION("Tests of the input layer");
MODULE_LICENSE("GPL");

#define PRODUCT 0x7e57

static struct input_value heard[64];
static unsigned int num_heard;
static int last_bell = -1, opens;

static void hear(struct input_handle *handle, unsigned int type, unsigned int code, int value)
{
	if (num_heard < ARRAY_SIZE(heard))
		heard[num_heard++] = (struct input_value){type, code, value};
}

static bool keep_mute(struct input_handle *handle, unsigned int type, unsigned int code, int value)
{
	return type == EV_KEY && code == KEY_MUTE;
}

static int connect(struct input_handler *handler, struct input_dev *dev,
		   const struct input_device_id *id)
{
	struct input_handle *handle = kzalloc(sizeof(*handle), GFP_KERNEL);
	int err;

	if (!handle)
		return -ENOMEM;
	handle->dev = dev;
	handle->handler = handler;
	handle->name = handler->name;
	err = input_register_handle(handle);
	if (!err) {
		err = input_open_device(handle);
		if (err)
			input_unregister_handle(handle);
	}
	if (err)
		kfree(handle);
	return err;
}

static void disconnect(struct input_handle *handle)
{
	input_close_device(handle);
	input_unregister_handle(handle);
	kfree(handle);
}

static const struct input_device_id ids[] = {
	{
		.flags = INPUT_DEVICE_ID_MATCH_PRODUCT | INPUT_DEVICE_ID_MATCH_KEYBIT,
		.product = PRODUCT,
		.keybit = {[BIT_WORD(KEY_MUTE)] = BIT_MASK(KEY_MUTE)},
	},
	{},
};

static struct input_handler listener = {
	.name = "listener",
	.event = hear,
	.connect = connect,
	.disconnect = disconnect,
	.id_table = ids,
};
static struct input_handler filter = {
	.name = "filter",
	.filter = keep_mute,
	.connect = connect,
	.disconnect = disconnect,
	.id_table = ids,
};

static int device_open(struct input_dev *dev)
{
	opens++;
	return 0;
}

static void device_close(struct input_dev *dev)
{
	opens--;
}

static int device_event(struct input_dev *dev, unsigned int type, unsigned int code, int value)
{
	if (type == EV_SND && code == SND_BELL)
		last_bell = value;
	return 0;
}

static void describe(struct input_dev *dev)
{
	dev->name = "device of a test";
	dev->id.bustype = BUS_VIRTUAL;
	dev->id.product = PRODUCT;
	dev->open = device_open;
	dev->close = device_close;
	dev->event = device_event;
	input_set_capability(dev, EV_KEY, KEY_MUTE);
	input_set_capability(dev, EV_KEY, KEY_MICMUTE);
	input_set_capability(dev, EV_REL, REL_X);
	input_set_capability(dev, EV_SND, SND_BELL);
	input_set_capability(dev, EV_SW, SW_LID);
	input_set_abs_params(dev, ABS_X, 0, 1000, 8, 0);
}

static int begin(struct kunit *test)
{
	struct input_dev *dev = input_allocate_device();

	KUNIT_ASSERT_NOT_NULL(test, dev);
	describe(dev);
	KUNIT_ASSERT_EQ(test, input_register_device(dev), 0);
	KUNIT_ASSERT_EQ(test, input_register_handler(&listener), 0);
	num_heard = 0;
	last_bell = -1;
	test->priv = dev;
	return 0;
}

static void end(struct kunit *test)
{
	struct input_dev *dev = test->priv;

	if (!dev)
		return;
	input_unregister_handler(&listener);
	input_unregister_device(dev);
	KUNIT_EXPECT_EQ(test, opens, 0);
}

#define EXPECT_HEARD(test, i, t, c, v)                                                             \
	do {                                                                                       \
		KUNIT_EXPECT_EQ(test, (int)heard[i].type, t);                                      \
		KUNIT_EXPECT_EQ(test, (int)heard[i].code, c);                                      \
		KUNIT_EXPECT_EQ(test, heard[i].value, v);                                          \
	} while (0)

static void a_packet_is_heard_when_it_ends(struct kunit *test)
{
	struct input_dev *dev = test->priv;

	KUNIT_EXPECT_EQ(test, opens, 1);
	input_report_key(dev, KEY_MUTE, 1);
	input_report_rel(dev, REL_X, -3);
	KUNIT_EXPECT_EQ(test, num_heard, 0);
	input_sync(dev);
	KUNIT_ASSERT_EQ(test, num_heard, 3);
	EXPECT_HEARD(test, 0, EV_KEY, KEY_MUTE, 1);
	EXPECT_HEARD(test, 1, EV_REL, REL_X, -3);
	EXPECT_HEARD(test, 2, EV_SYN, SYN_REPORT, 0);
}

static void what_is_no_news_is_not_heard(struct kunit *test)
{
	struct input_dev *dev = test->priv;

	input_sync(dev);
	input_report_key(dev, KEY_MUTE, 0); /* isn't down */
	input_report_key(dev, KEY_A, 1);    /* hasn't one */
	input_report_rel(dev, REL_X, 0);
	input_report_switch(dev, SW_LID, 0);
	input_event(dev, EV_MSC, MSC_SCAN, 1); /* no such type */
	input_sync(dev);
	KUNIT_EXPECT_EQ(test, num_heard, 0);
	input_report_switch(dev, SW_LID, 7);
	input_report_switch(dev, SW_LID, 1);
	input_sync(dev);
	KUNIT_ASSERT_EQ(test, num_heard, 2);
	EXPECT_HEARD(test, 0, EV_SW, SW_LID, 1);
}

static void noise_of_an_axis_is_drawn_in(struct kunit *test)
{
	struct input_dev *dev = test->priv;

	input_report_abs(dev, ABS_X, 100);
	input_report_abs(dev, ABS_X, 103); /* within half the fuzz: as it was */
	input_report_abs(dev, ABS_X, 104); /* within the fuzz: a quarter of the way */
	input_report_abs(dev, ABS_X, 111); /* within twice the fuzz: half of it */
	input_sync(dev);
	KUNIT_ASSERT_EQ(test, num_heard, 4);
	EXPECT_HEARD(test, 0, EV_ABS, ABS_X, 100);
	EXPECT_HEARD(test, 1, EV_ABS, ABS_X, 101);
	EXPECT_HEARD(test, 2, EV_ABS, ABS_X, 106);
	KUNIT_EXPECT_EQ(test, input_abs_get_val(dev, ABS_X), 106);
	KUNIT_EXPECT_EQ(test, input_abs_get_max(dev, ABS_X), 1000);
}

static void a_long_packet_is_parted(struct kunit *test)
{
	struct input_dev *dev = test->priv;
	unsigned int i;

	for (i = 0; i < 40; i++)
		input_report_rel(dev, REL_X, 1 + i);
	KUNIT_EXPECT_GT(test, num_heard, 2);
	KUNIT_ASSERT_LT(test, num_heard, ARRAY_SIZE(heard));
	/* An end that the driver hasn't reported says so. */
	EXPECT_HEARD(test, num_heard - 1, EV_SYN, SYN_REPORT, 1);
	input_sync(dev);
}

static void a_filter_keeps_events(struct kunit *test)
{
	struct input_dev *dev = test->priv;

	KUNIT_ASSERT_EQ(test, input_register_handler(&filter), 0);
	input_report_key(dev, KEY_MUTE, 1);
	input_report_key(dev, KEY_MICMUTE, 1);
	input_sync(dev);
	input_unregister_handler(&filter);
	KUNIT_ASSERT_EQ(test, num_heard, 2);
	EXPECT_HEARD(test, 0, EV_KEY, KEY_MICMUTE, 1);
}

static int ring(struct input_handle *handle, void *value)
{
	input_inject_event(handle, EV_SND, SND_BELL, *(int *)value);
	return 1;
}

static void a_handler_rings_a_bell(struct kunit *test)
{
	struct input_dev *dev = test->priv;
	int on = 1;

	KUNIT_EXPECT_EQ(test, input_handler_for_each_handle(&listener, &on, ring), 1);
	KUNIT_EXPECT_EQ(test, last_bell, 1);
	KUNIT_EXPECT_TRUE(test, test_bit(SND_BELL, dev->snd));
}

static int first_handle(struct input_handle *handle, void *data)
{
	*(struct input_handle **)data = handle;
	return 1;
}

static void who_grabs_hears_alone(struct kunit *test)
{
	struct input_dev *dev = test->priv;
	struct input_handle *mine = NULL, *other = NULL;

	KUNIT_ASSERT_EQ(test, input_register_handler(&filter), 0);
	input_handler_for_each_handle(&listener, &mine, first_handle);
	input_handler_for_each_handle(&filter, &other, first_handle);
	KUNIT_EXPECT_EQ(test, input_grab_device(mine), 0);
	KUNIT_EXPECT_EQ(test, input_grab_device(other), -EBUSY);
	input_report_key(dev, KEY_MUTE, 1); /* which the filter would keep */
	input_sync(dev);
	KUNIT_EXPECT_EQ(test, num_heard, 2);
	input_release_device(mine);
	KUNIT_EXPECT_EQ(test, input_grab_device(other), 0);
	input_report_key(dev, KEY_MICMUTE, 1);
	input_sync(dev);
	KUNIT_EXPECT_EQ(test, num_heard, 2);
	input_unregister_handler(&filter); /* lets it go */
	input_report_key(dev, KEY_MICMUTE, 0);
	input_sync(dev);
	KUNIT_EXPECT_EQ(test, num_heard, 4);
}

static void a_key_that_stays_down_is_repeated(struct kunit *test)
{
	struct input_dev *dev = input_allocate_device();
	unsigned int tries = 0;

	KUNIT_ASSERT_NOT_NULL(test, dev);
	describe(dev);
	__set_bit(EV_REP, dev->evbit);
	input_enable_softrepeat(dev, 20, 10);
	KUNIT_ASSERT_EQ(test, input_register_device(dev), 0);
	input_report_key(dev, KEY_MICMUTE, 1);
	input_sync(dev);
	while (READ_ONCE(num_heard) < 6 && tries++ < 1000)
		msleep(10);
	/* What is down goes up when its device goes. */
	input_unregister_device(dev);
	KUNIT_ASSERT_GE(test, num_heard, 8);
	EXPECT_HEARD(test, 0, EV_KEY, KEY_MICMUTE, 1);
	EXPECT_HEARD(test, 2, EV_KEY, KEY_MICMUTE, 2);
	EXPECT_HEARD(test, 3, EV_SYN, SYN_REPORT, 1);
	EXPECT_HEARD(test, 4, EV_KEY, KEY_MICMUTE, 2);
	EXPECT_HEARD(test, num_heard - 2, EV_KEY, KEY_MICMUTE, 0);
}

static void codes_are_looked_up_in_a_table(struct kunit *test)
{
	static u8 table[] = {KEY_RESERVED, KEY_MUTE, KEY_MICMUTE};
	struct input_dev *dev = test->priv;
	struct input_keymap_entry ke = {.len = 1, .scancode = {2}};

	dev->keycode = table;
	dev->keycodesize = sizeof(table[0]);
	dev->keycodemax = ARRAY_SIZE(table);
	KUNIT_EXPECT_EQ(test, input_get_keycode(dev, &ke), 0);
	KUNIT_EXPECT_EQ(test, ke.keycode, KEY_MICMUTE);
	KUNIT_EXPECT_EQ(test, ke.index, 2);
	input_report_key(dev, KEY_MICMUTE, 1);
	input_sync(dev);
	ke = (struct input_keymap_entry){.len = 1, .scancode = {2}, .keycode = KEY_A};
	KUNIT_EXPECT_EQ(test, input_set_keycode(dev, &ke), 0);
	/* The device has another key now, and the one that it had has gone up. */
	KUNIT_EXPECT_TRUE(test, test_bit(KEY_A, dev->keybit));
	KUNIT_EXPECT_FALSE(test, test_bit(KEY_MICMUTE, dev->keybit));
	EXPECT_HEARD(test, 2, EV_KEY, KEY_MICMUTE, 0);
	ke.keycode = 256; /* more than a byte holds */
	KUNIT_EXPECT_EQ(test, input_set_keycode(dev, &ke), -EINVAL);
	ke.scancode[0] = 3;
	KUNIT_EXPECT_EQ(test, input_get_keycode(dev, &ke), -EINVAL);
}

static void axes_without_memory_are_refused(struct kunit *test)
{
	struct input_dev *dev = input_allocate_device();

	KUNIT_ASSERT_NOT_NULL(test, dev);
	__set_bit(EV_ABS, dev->evbit);
	KUNIT_EXPECT_EQ(test, input_register_device(dev), -EINVAL);
	input_free_device(dev);
}

static struct input_dev *managed;

static int probe(struct platform_device *pdev)
{
	managed = devm_input_allocate_device(&pdev->dev);
	if (!managed)
		return -ENOMEM;
	describe(managed);
	input_set_drvdata(managed, pdev);
	return input_register_device(managed);
}

static struct platform_driver driver = {.probe = probe, .driver = {.name = "input_test_parent"}};

static void a_managed_device_goes_with_its_parent_s_driver(struct kunit *test)
{
	struct platform_device *pdev =
		platform_device_register_simple("input_test_parent", -1, NULL, 0);

	KUNIT_ASSERT_FALSE(test, IS_ERR(pdev));
	managed = NULL;
	KUNIT_EXPECT_EQ(test, platform_driver_register(&driver), 0);
	KUNIT_EXPECT_NOT_NULL(test, managed);
	KUNIT_EXPECT_EQ(test, opens, 2);
	KUNIT_EXPECT_PTR_EQ(test, input_get_drvdata(managed), (void *)pdev);
	platform_driver_unregister(&driver);
	KUNIT_EXPECT_EQ(test, opens, 1);
	platform_device_unregister(pdev);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(a_packet_is_heard_when_it_ends),
	KUNIT_CASE(what_is_no_news_is_not_heard),
	KUNIT_CASE(noise_of_an_axis_is_drawn_in),
	KUNIT_CASE(a_long_packet_is_parted),
	KUNIT_CASE(a_filter_keeps_events),
	KUNIT_CASE(a_handler_rings_a_bell),
	KUNIT_CASE(who_grabs_hears_alone),
	KUNIT_CASE(a_key_that_stays_down_is_repeated),
	KUNIT_CASE(codes_are_looked_up_in_a_table),
	KUNIT_CASE(axes_without_memory_are_refused),
	KUNIT_CASE(a_managed_device_goes_with_its_parent_s_driver),
	{},
};

static struct kunit_suite suite = {
	.name = "input",
	.init = begin,
	.exit = end,
	.test_cases = cases,
};
kunit_test_suite(suite);
