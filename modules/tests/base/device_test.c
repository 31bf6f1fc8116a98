// SPDX-License-Identifier: MIT
/*
 * The device model: a bus of our own with a driver and a device, classes, parents and children, and
 * what a device is given for its driver.
 */
#include <kunit/test.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/module.h>
#include <linux/notifier.h>
#include <linux/slab.h>
#include <linux/string.h>

MODULE_DESCRIPTION("Tests of devices, drivers, buses and classes");
MODULE_LICENSE("GPL");

/* What has happened, a letter each, in order. */
static char events[64];

static void note(char what)
{
	size_t len = strlen(events);

	if (len < sizeof(events) - 1)
		events[len] = what;
}

/* --- a bus: the driver gets devices whose names begin with its own --- */

static int try_match(struct device *dev, struct device_driver *drv)
{
	return !strncmp(dev_name(dev), drv->name, strlen(drv->name));
}

static struct bus_type try_bus = {.name = "try_bus", .match = try_match};

static int fail_with;

static int try_probe(struct device *dev)
{
	note('p');
	return fail_with;
}

static int try_remove(struct device *dev)
{
	note('r');
	return 0;
}

static struct device_driver try_driver = {
	.name = "try",
	.bus = &try_bus,
	.owner = THIS_MODULE,
	.probe = try_probe,
	.remove = try_remove,
};

static void released(struct device *dev)
{
	note('x');
	kfree(dev);
}

/* One on the bus; the caller unregisters it. */
static struct device *add_device(struct kunit *test, const char *name)
{
	struct device *dev = kzalloc(sizeof(*dev), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, dev);
	dev->bus = &try_bus;
	dev->release = released;
	device_initialize(dev);
	KUNIT_ASSERT_EQ(test, dev_set_name(dev, "%s", name), 0);
	KUNIT_ASSERT_EQ(test, device_add(dev), 0);
	return dev;
}

static int begin(struct kunit *test)
{
	memset(events, 0, sizeof(events));
	fail_with = 0;
	return bus_register(&try_bus);
}

static void finish(struct kunit *test)
{
	bus_unregister(&try_bus);
}

static void a_device_finds_its_driver(struct kunit *test)
{
	struct device *dev, *other;

	KUNIT_ASSERT_EQ(test, driver_register(&try_driver), 0);
	dev = add_device(test, "try0");
	other = add_device(test, "other");
	KUNIT_EXPECT_PTR_EQ(test, dev->driver, &try_driver);
	KUNIT_EXPECT_NULL(test, other->driver);
	KUNIT_EXPECT_STREQ(test, dev_driver_string(dev), "try");
	KUNIT_EXPECT_STREQ(test, dev_driver_string(other), "try_bus");
	device_unregister(other);
	device_unregister(dev);
	driver_unregister(&try_driver);
	KUNIT_EXPECT_STREQ(test, events, "pxrx");
}

static void a_driver_finds_its_device(struct kunit *test)
{
	struct device *dev = add_device(test, "try0");

	KUNIT_EXPECT_NULL(test, dev->driver);
	KUNIT_ASSERT_EQ(test, driver_register(&try_driver), 0);
	KUNIT_EXPECT_PTR_EQ(test, dev->driver, &try_driver);
	KUNIT_EXPECT_TRUE(test, device_is_bound(dev));
	dev_set_drvdata(dev, &try_bus);
	driver_unregister(&try_driver);
	KUNIT_EXPECT_NULL(test, dev->driver);
	KUNIT_EXPECT_NULL(test, dev_get_drvdata(dev));
	KUNIT_EXPECT_STREQ(test, events, "pr");
	device_unregister(dev);
}

static void a_driver_is_registered_once(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, driver_register(&try_driver), 0);
	KUNIT_EXPECT_EQ(test, driver_register(&try_driver), -EBUSY);
	KUNIT_EXPECT_PTR_EQ(test, driver_find("try", &try_bus), &try_driver);
	driver_unregister(&try_driver);
	KUNIT_EXPECT_NULL(test, driver_find("try", &try_bus));
}

static void a_probe_may_refuse(struct kunit *test)
{
	struct device *dev = add_device(test, "try0");

	fail_with = -ENODEV;
	KUNIT_ASSERT_EQ(test, driver_register(&try_driver), 0);
	KUNIT_EXPECT_NULL(test, dev->driver);
	fail_with = 0;
	KUNIT_EXPECT_EQ(test, device_attach(dev), 1);
	KUNIT_EXPECT_STREQ(test, events, "pp");
	driver_unregister(&try_driver);
	device_unregister(dev);
}

static void a_deferred_probe_comes_back(struct kunit *test)
{
	struct device *first = add_device(test, "try0"), *second;

	fail_with = -EPROBE_DEFER;
	KUNIT_ASSERT_EQ(test, driver_register(&try_driver), 0);
	KUNIT_EXPECT_NULL(test, first->driver);
	/* Any device that gets its driver wakes it. */
	fail_with = 0;
	second = add_device(test, "try1");
	wait_for_device_probe();
	KUNIT_EXPECT_PTR_EQ(test, first->driver, &try_driver);
	driver_unregister(&try_driver);
	device_unregister(second);
	device_unregister(first);
}

static int heard(struct notifier_block *nb, unsigned long event, void *dev)
{
	note('0' + event);
	return NOTIFY_OK;
}

static void a_bus_tells_of_its_devices(struct kunit *test)
{
	struct notifier_block nb = {.notifier_call = heard};
	struct device *dev;

	KUNIT_ASSERT_EQ(test, driver_register(&try_driver), 0);
	KUNIT_ASSERT_EQ(test, bus_register_notifier(&try_bus, &nb), 0);
	dev = add_device(test, "try0");
	device_unregister(dev);
	KUNIT_EXPECT_EQ(test, bus_unregister_notifier(&try_bus, &nb), 0);
	driver_unregister(&try_driver);
	KUNIT_EXPECT_STREQ(test, events, "14p526r73x");
}

static int count(struct device *dev, void *data)
{
	++*(int *)data;
	return 0;
}

static void a_bus_is_walked(struct kunit *test)
{
	struct device *a = add_device(test, "a"), *b = add_device(test, "b"), *found;
	int num = 0;

	KUNIT_EXPECT_EQ(test, bus_for_each_dev(&try_bus, NULL, &num, count), 0);
	KUNIT_EXPECT_EQ(test, num, 2);
	KUNIT_EXPECT_EQ(test, bus_for_each_dev(&try_bus, a, &num, count), 0);
	KUNIT_EXPECT_EQ(test, num, 3);
	found = bus_find_device_by_name(&try_bus, NULL, "b");
	KUNIT_EXPECT_PTR_EQ(test, found, b);
	put_device(found);
	KUNIT_EXPECT_NULL(test, bus_find_device_by_name(&try_bus, NULL, "c"));
	/* One that is removed while somebody is at it stays until then. */
	get_device(b);
	device_unregister(b);
	KUNIT_EXPECT_STREQ(test, events, "");
	put_device(b);
	KUNIT_EXPECT_STREQ(test, events, "x");
	device_unregister(a);
}

/* --- what a device is given --- */

static void drop(void *letter)
{
	note(*(char *)letter);
}

static void actions_run_in_reverse(struct kunit *test)
{
	struct device *dev = add_device(test, "d");

	KUNIT_ASSERT_EQ(test, devm_add_action(dev, drop, "1"), 0);
	KUNIT_ASSERT_EQ(test, devm_add_action(dev, drop, "2"), 0);
	KUNIT_ASSERT_EQ(test, devm_add_action(dev, drop, "3"), 0);
	devm_release_action(dev, drop, "2");
	device_unregister(dev);
	KUNIT_EXPECT_STREQ(test, events, "231x");
}

static void groups_are_given_back_alone(struct kunit *test)
{
	struct device *dev = add_device(test, "d");
	void *outer, *inner;

	devm_add_action(dev, drop, "1");
	outer = devres_open_group(dev, NULL, GFP_KERNEL);
	devm_add_action(dev, drop, "2");
	inner = devres_open_group(dev, test, GFP_KERNEL);
	KUNIT_EXPECT_PTR_EQ(test, inner, (void *)test);
	devm_add_action(dev, drop, "3");
	devres_close_group(dev, inner);
	devm_add_action(dev, drop, "4");
	devres_close_group(dev, outer);
	devm_add_action(dev, drop, "5");
	KUNIT_EXPECT_EQ(test, devres_release_group(dev, inner), 1);
	KUNIT_EXPECT_STREQ(test, events, "3");
	KUNIT_EXPECT_EQ(test, devres_release_group(dev, outer), 2);
	KUNIT_EXPECT_STREQ(test, events, "342");
	device_unregister(dev);
	KUNIT_EXPECT_STREQ(test, events, "34251x");
}

static void a_group_takes_those_in_it(struct kunit *test)
{
	struct device *dev = add_device(test, "d");
	void *outer = devres_open_group(dev, NULL, GFP_KERNEL);

	KUNIT_ASSERT_PTR_EQ(test, devres_open_group(dev, test, GFP_KERNEL), (void *)test);
	devm_add_action(dev, drop, "1");
	devres_close_group(dev, test);
	devres_close_group(dev, outer);
	KUNIT_EXPECT_EQ(test, devres_release_group(dev, outer), 1);
	/* The inner one is gone with it. */
	KUNIT_EXPECT_EQ(test, devres_release_group(dev, test), 0);
	KUNIT_ASSERT_PTR_EQ(test, devres_open_group(dev, test, GFP_KERNEL), (void *)test);
	devm_add_action(dev, drop, "2");
	devres_remove_group(dev, test);
	device_unregister(dev);
	KUNIT_EXPECT_STREQ(test, events, "12x");
}

static void memory_goes_with_the_device(struct kunit *test)
{
	struct device *dev = add_device(test, "d");
	char *text = devm_kasprintf(dev, GFP_KERNEL, "%s %d", "text", 7);
	int *numbers = devm_kcalloc(dev, 4, sizeof(int), GFP_KERNEL);

	KUNIT_EXPECT_STREQ(test, text, "text 7");
	KUNIT_EXPECT_EQ(test, numbers[3], 0);
	numbers[3] = 3;
	numbers = devm_krealloc(dev, numbers, 1000, GFP_KERNEL);
	KUNIT_EXPECT_EQ(test, numbers[3], 3);
	KUNIT_EXPECT_PTR_EQ(test, devm_kmalloc(dev, 0, GFP_KERNEL), ZERO_SIZE_PTR);
	KUNIT_EXPECT_NULL(test, devm_kmalloc_array(dev, SIZE_MAX / 2, 4, GFP_KERNEL));
	KUNIT_EXPECT_STREQ(test, devm_kstrdup(dev, text, GFP_KERNEL), "text 7");
	devm_kfree(dev, text);
	KUNIT_EXPECT_NE(test, devm_get_free_pages(dev, GFP_KERNEL, 1), 0UL);
	device_unregister(dev);
}

static struct kunit_case bus_cases[] = {
	KUNIT_CASE(a_device_finds_its_driver),
	KUNIT_CASE(a_driver_finds_its_device),
	KUNIT_CASE(a_driver_is_registered_once),
	KUNIT_CASE(a_probe_may_refuse),
	KUNIT_CASE(a_deferred_probe_comes_back),
	KUNIT_CASE(a_bus_tells_of_its_devices),
	KUNIT_CASE(a_bus_is_walked),
	KUNIT_CASE(actions_run_in_reverse),
	KUNIT_CASE(groups_are_given_back_alone),
	KUNIT_CASE(a_group_takes_those_in_it),
	KUNIT_CASE(memory_goes_with_the_device),
	{},
};

static struct kunit_suite bus_suite = {
	.name = "buses and drivers",
	.init = begin,
	.exit = finish,
	.test_cases = bus_cases,
};

/* --- classes, parents and children --- */

static int add_to(struct device *dev, struct class_interface *intf)
{
	note('+');
	return 0;
}

static void remove_from(struct device *dev, struct class_interface *intf)
{
	note('-');
}

/* A class with devices 0 to 2 below a root device. */
struct family {
	struct class *class;
	struct device *root, *child[3];
};

static int make_family(struct kunit *test)
{
	struct family *f = kunit_kzalloc(test, sizeof(*f), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, f);
	memset(events, 0, sizeof(events));
	f->class = class_create(THIS_MODULE, "try_class");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, f->class);
	f->root = root_device_register("try_root");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, f->root);
	for (int i = 0; i < 3; i++) {
		f->child[i] = device_create(f->class, f->root, 0, NULL, "child%d", i);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, f->child[i]);
	}
	test->priv = f;
	return 0;
}

static void end_family(struct kunit *test)
{
	struct family *f = test->priv;

	for (int i = 0; i < 3; i++)
		device_unregister(f->child[i]);
	root_device_unregister(f->root);
	class_destroy(f->class);
}

static void expect_path(struct kunit *test, struct device *dev, const char *expected)
{
	char *path = kobject_get_path(&dev->kobj, GFP_KERNEL);

	KUNIT_EXPECT_STREQ(test, path, expected);
	kfree(path);
}

static void children_are_found(struct kunit *test)
{
	struct family *f = test->priv;
	struct device *found = device_find_child_by_name(f->root, "child1");
	int num = 0;

	KUNIT_EXPECT_PTR_EQ(test, found, f->child[1]);
	put_device(found);
	KUNIT_EXPECT_EQ(test, device_for_each_child(f->root, &num, count), 0);
	KUNIT_EXPECT_EQ(test, num, 3);
	expect_path(test, f->child[2], "/devices/try_root/try_class/child2");
}

static void a_name_is_taken(struct kunit *test)
{
	struct family *f = test->priv;

	KUNIT_EXPECT_EQ(test, PTR_ERR(device_create(f->class, f->root, 0, NULL, "child1")),
			-EEXIST);
	KUNIT_EXPECT_EQ(test, PTR_ERR(class_create(THIS_MODULE, "try_class")), -EEXIST);
	KUNIT_EXPECT_EQ(test, PTR_ERR(device_create(NULL, NULL, 0, NULL, "x")), -ENODEV);
}

static void a_class_is_walked(struct kunit *test)
{
	struct family *f = test->priv;
	struct device *found = class_find_device_by_name(f->class, "child2");
	int num = 0;

	KUNIT_EXPECT_PTR_EQ(test, found, f->child[2]);
	put_device(found);
	KUNIT_EXPECT_EQ(test, class_for_each_device(f->class, NULL, &num, count), 0);
	KUNIT_EXPECT_EQ(test, num, 3);
}

static void an_interface_hears_of_devices(struct kunit *test)
{
	struct family *f = test->priv;
	struct class_interface intf = {
		.class = f->class,
		.add_dev = add_to,
		.remove_dev = remove_from,
	};
	struct device *dev;

	KUNIT_ASSERT_EQ(test, class_interface_register(&intf), 0);
	KUNIT_EXPECT_STREQ(test, events, "+++");
	dev = device_create(f->class, NULL, 0, NULL, "more");
	device_unregister(dev);
	KUNIT_EXPECT_STREQ(test, events, "++++-");
	class_interface_unregister(&intf);
	KUNIT_EXPECT_STREQ(test, events, "++++----");
}

static void a_device_moves(struct kunit *test)
{
	struct family *f = test->priv;
	int num = 0;

	KUNIT_EXPECT_EQ(test, device_move(f->child[0], NULL), 0);
	expect_path(test, f->child[0], "/devices/virtual/try_class/child0");
	device_for_each_child(f->root, &num, count);
	KUNIT_EXPECT_EQ(test, num, 2);
	KUNIT_EXPECT_EQ(test, device_rename(f->child[0], "other"), 0);
	expect_path(test, f->child[0], "/devices/virtual/try_class/other");
	KUNIT_EXPECT_EQ(test, device_rename(f->child[1], "child2"), -EEXIST);
	KUNIT_EXPECT_EQ(test, device_move(f->child[0], f->child[1]), 0);
	expect_path(test, f->child[0], "/devices/try_root/try_class/child1/other");
	KUNIT_EXPECT_EQ(test, device_move(f->child[0], f->root), 0);
}

static struct kunit_case class_cases[] = {
	KUNIT_CASE(children_are_found), KUNIT_CASE(a_name_is_taken),
	KUNIT_CASE(a_class_is_walked),	KUNIT_CASE(an_interface_hears_of_devices),
	KUNIT_CASE(a_device_moves),	{},
};

static struct kunit_suite class_suite = {
	.name = "classes",
	.init = make_family,
	.exit = end_family,
	.test_cases = class_cases,
};

kunit_test_suites(&bus_suite, &class_suite);
