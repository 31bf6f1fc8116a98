// SPDX-License-Identifier: MIT
/* Regions of ports and addresses: asked for, refused, given back. With init_fails=1 some are left.
 */
#include <linux/errno.h>
#include <linux/ioport.h>
#include <linux/module.h>

static bool init_fails;
module_param(init_fails, bool, 0);

#define EXPECT(cond)                                                                               \
	do {                                                                                       \
		if (!(cond))                                                                       \
			pr_err("resources: line %d: not so: " #cond "\n", __LINE__);               \
	} while (0)

static struct resource window = DEFINE_RES_IO_NAMED(0x1000, 0x100, "resources window");

static void __init test_trees(void)
{
	struct resource part = DEFINE_RES_IO_NAMED(0x1010, 0x10, "part");
	struct resource half = DEFINE_RES_IO_NAMED(0x10f0, 0x20, "half");
	struct resource around = DEFINE_RES_IO_NAMED(0x0f00, 0x400, "around");
	struct resource free = {.name = "free", .flags = IORESOURCE_IO};

	EXPECT(request_resource(&ioport_resource, &window) == 0);
	EXPECT(request_resource(&ioport_resource, &part) == -EBUSY);
	EXPECT(insert_resource(&ioport_resource, &half) == -EBUSY);
	EXPECT(insert_resource(&ioport_resource, &window) == -EBUSY && !window.child);
	EXPECT(insert_resource(&ioport_resource, &part) == 0 && part.parent == &window);
	EXPECT(insert_resource(&ioport_resource, &around) == 0 && window.parent == &around);
	EXPECT(resource_contains(&around, &part) && resource_size(&around) == 0x400);
	EXPECT(adjust_resource(&part, 0x1000, 0x200) == -EBUSY);
	EXPECT(adjust_resource(&part, 0x1020, 0x20) == 0 && part.end == 0x103f);
	EXPECT(allocate_resource(&window, &free, 0x40, 0, ~0, 0x40, NULL, NULL) == 0);
	EXPECT(free.start == 0x1040 && free.parent == &window);
	EXPECT(release_resource(&free) == 0 && release_resource(&free) == -EINVAL);
	EXPECT(allocate_resource(&window, &free, 0x100, 0, ~0, 1, NULL, NULL) == -EBUSY);
	EXPECT(remove_resource(&around) == 0 && window.parent == &ioport_resource);
	EXPECT(release_resource(&part) == 0);
}

static void __init test_regions(void)
{
	struct resource *res = request_region(0x1020, 4, "resources");

	EXPECT(res && res->parent == &window && res->flags & IORESOURCE_BUSY);
	EXPECT(!request_region(0x1023, 4, "resources"));
	EXPECT(!request_region(0x60, 1, "resources"));
	EXPECT(!request_region(0x3f8, 8, "resources"));
	release_region(0x1020, 4);
	release_region(0x1020, 4);
	res = request_mem_region(0xfed00000, 0x400, "resources");
	EXPECT(res);
	release_mem_region(0xfed00000, 0x400);
	EXPECT(request_muxed_region(0x1030, 2, "resources"));
	release_region(0x1030, 2);
	/* RAM is the kernel's. */
	EXPECT(!request_mem_region(0x200000, 0x1000, "resources"));
}

static int __init resources_init(void)
{
	test_trees();
	test_regions();
	EXPECT(request_region(0x1080, 8, "resources device"));
	pr_info("resources: done\n");
	return init_fails ? -EIO : 0;
}
module_init(resources_init);

static void __exit resources_exit(void)
{
	release_region(0x1080, 8);
	release_resource(&window);
}
module_exit(resources_exit);

MODULE_LICENSE("GPL");
