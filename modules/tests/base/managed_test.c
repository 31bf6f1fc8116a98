// SPDX-License-Identifier: MIT
/*
 * Interrupts, regions and mapped registers that a platform device's driver asks for in its probe():
 * they are its own until it goes, and then free for others.
 */
#include <kunit/test.h>
#include <linux/interrupt.h>
#include <linux/module.h>
#include <linux/platform_device.h>

MODULE_DESCRIPTION("Tests of managed interrupts and regions");
MODULE_LICENSE("GPL");

#define PORTS  0x300
#define LINE   11
#define SCREEN 0xb8000 /* the text screen: registers that every PC has */

static struct platform_device *device;
static u16 __iomem *screen;

static irqreturn_t handler(int irq, void *dev)
{
	return IRQ_NONE;
}

static int managed_probe(struct platform_device *pdev)
{
	struct resource *ports = platform_get_resource(pdev, IORESOURCE_IO, 0);
	int err;

	screen = devm_platform_ioremap_resource(pdev, 0);
	if (IS_ERR(screen))
		return PTR_ERR(screen);
	if (!devm_request_region(&pdev->dev, ports->start, resource_size(ports), "managed"))
		return -EBUSY;
	err = devm_request_irq(&pdev->dev, platform_get_irq(pdev, 0), handler, 0, NULL, pdev);
	return err;
}

static struct platform_driver driver = {
	.probe = managed_probe,
	.driver = {.name = "managed-test"},
};

static const struct resource resources[] = {
	DEFINE_RES_MEM_NAMED(SCREEN, 0x1000, "screen"),
	DEFINE_RES_IO(PORTS, 8),
	DEFINE_RES_IRQ(LINE),
};

static int line_is_free(void)
{
	int err = request_irq(LINE, handler, 0, "probe", &device);

	if (!err)
		free_irq(LINE, &device);
	return err;
}

static bool ports_are_free(void)
{
	bool got = request_region(PORTS, 8, "probe");

	if (got)
		release_region(PORTS, 8);
	return got;
}

static bool screen_is_free(void)
{
	bool got = request_mem_region(SCREEN, 0x1000, "probe");

	if (got)
		release_mem_region(SCREEN, 0x1000);
	return got;
}

static void they_go_with_the_driver(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, line_is_free(), 0);
	KUNIT_ASSERT_TRUE(test, ports_are_free() && screen_is_free());
	KUNIT_ASSERT_EQ(test, platform_driver_register(&driver), 0);
	KUNIT_EXPECT_TRUE(test, device_is_bound(&device->dev));
	KUNIT_EXPECT_EQ(test, line_is_free(), -EBUSY);
	KUNIT_EXPECT_FALSE(test, ports_are_free());
	KUNIT_EXPECT_FALSE(test, screen_is_free());
	KUNIT_EXPECT_NE(test, readw(screen), 0);
	platform_driver_unregister(&driver);
	KUNIT_EXPECT_EQ(test, line_is_free(), 0);
	KUNIT_EXPECT_TRUE(test, ports_are_free());
	KUNIT_EXPECT_TRUE(test, screen_is_free());
}

/* The ports are somebody else's: probe() fails, and what it had by then is free again. */
static void a_probe_that_fails_keeps_nothing(struct kunit *test)
{
	KUNIT_ASSERT_TRUE(test, request_region(PORTS, 8, "other") != NULL);
	KUNIT_ASSERT_EQ(test, platform_driver_register(&driver), 0);
	KUNIT_EXPECT_FALSE(test, device_is_bound(&device->dev));
	KUNIT_EXPECT_TRUE(test, screen_is_free());
	platform_driver_unregister(&driver);
	release_region(PORTS, 8);
}

static void registers_of_somebody_else(struct kunit *test)
{
	KUNIT_ASSERT_TRUE(test, request_mem_region(SCREEN, 0x1000, "other") != NULL);
	KUNIT_EXPECT_EQ(test, PTR_ERR(devm_ioremap_resource(&device->dev, &device->resource[0])),
			(long)-EBUSY);
	release_mem_region(SCREEN, 0x1000);
	KUNIT_EXPECT_EQ(test, PTR_ERR(devm_ioremap_resource(&device->dev, &device->resource[1])),
			(long)-EINVAL);
}

static int set_up(struct kunit *test)
{
	device = platform_device_register_simple("managed-test", PLATFORM_DEVID_NONE, resources,
						 ARRAY_SIZE(resources));
	return PTR_ERR_OR_ZERO(device);
}

static void tear_down(struct kunit *test)
{
	platform_device_unregister(device);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(they_go_with_the_driver),
	KUNIT_CASE(a_probe_that_fails_keeps_nothing),
	KUNIT_CASE(registers_of_somebody_else),
	{},
};

static struct kunit_suite suite = {
	.name = "managed",
	.init = set_up,
	.exit = tear_down,
	.test_cases = cases,
};
kunit_test_suite(suite);
