// SPDX-License-Identifier: MIT
/*
 * Registers in memory and ports by one kind of address, and memory by its physical address. Every
 * PC has some that keep what is written: the end of the text screen's memory, which isn't shown,
 * and a register of a DMA channel.
 */
#include <kunit/test.h>
#include <linux/io-64-nonatomic-lo-hi.h>
#include <linux/io.h>
#include <linux/ioport.h>
#include <linux/module.h>
#include <linux/slab.h>

MODULE_DESCRIPTION("Tests of ioread, iowrite and memremap");
MODULE_LICENSE("GPL");

#define SCREEN	    0xb8000
#define SCREEN_SIZE 0x8000
#define UNSHOWN	    0x7f00
#define DMA_PAGE    0x82 /* of channel 3, which nothing uses */

struct registers {
	u8 __iomem *screen;
	u8 __iomem *unshown;
};

static int io_init(struct kunit *test)
{
	struct registers *regs = kunit_kzalloc(test, sizeof(*regs), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, regs);
	regs->screen = ioremap(SCREEN, SCREEN_SIZE);
	KUNIT_ASSERT_NOT_NULL(test, regs->screen);
	regs->unshown = regs->screen + UNSHOWN;
	test->priv = regs;
	return 0;
}

static void io_exit(struct kunit *test)
{
	struct registers *regs = test->priv;

	iounmap(regs->screen);
}

static void memory_is_read_and_written(struct kunit *test)
{
	u8 __iomem *at = ((struct registers *)test->priv)->unshown;

	iowrite32(0x12345678, at);
	KUNIT_EXPECT_EQ(test, ioread32(at), 0x12345678);
	KUNIT_EXPECT_EQ(test, ioread32be(at), 0x78563412);
	KUNIT_EXPECT_EQ(test, ioread16(at + 2), 0x1234);
	KUNIT_EXPECT_EQ(test, ioread16be(at + 2), 0x3412);
	KUNIT_EXPECT_EQ(test, ioread8(at + 3), 0x12);
	iowrite16be(0xabcd, at);
	KUNIT_EXPECT_EQ(test, readw(at), 0xcdab);
	iowrite64(0x1122334455667788, at);
	KUNIT_EXPECT_EQ(test, ioread64(at), 0x1122334455667788);
	KUNIT_EXPECT_EQ(test, ioread64be(at), 0x8877665544332211);
}

/* A _rep form stays at its register. */
static void one_register_is_read_again(struct kunit *test)
{
	u8 __iomem *at = ((struct registers *)test->priv)->unshown;
	u16 words[3] = {1, 2, 3};

	iowrite32(0, at);
	iowrite16_rep(at, words, 3);
	KUNIT_EXPECT_EQ(test, ioread32(at), 3);
	ioread16_rep(at, words, 3);
	KUNIT_EXPECT_EQ(test, words[0], 3);
	KUNIT_EXPECT_EQ(test, words[2], 3);
}

static void blocks_are_copied(struct kunit *test)
{
	u8 __iomem *at = ((struct registers *)test->priv)->unshown;
	u32 words[2] = {0x64636261, 0x68676665}, back[2];

	__iowrite32_copy((void __iomem *)at, words, 2);
	KUNIT_EXPECT_TRUE(test, check_signature(at, (const u8 *)"abcdefgh", 8));
	KUNIT_EXPECT_FALSE(test, check_signature(at, (const u8 *)"abcdefgx", 8));
	__ioread32_copy(back, (void __iomem *)at, 2);
	KUNIT_EXPECT_EQ(test, back[1], words[1]);
	memset_io(at, 'x', 8);
	memcpy_fromio(back, at, 8);
	KUNIT_EXPECT_EQ(test, back[0], 0x78787878);
}

static void ports_are_addresses_too(struct kunit *test)
{
	u8 __iomem *port = ioport_map(DMA_PAGE, 1);
	u8 bytes[2] = {5, 6};

	KUNIT_ASSERT_NOT_NULL(test, port);
	iowrite8(0x5a, port);
	KUNIT_EXPECT_EQ(test, inb(DMA_PAGE), 0x5a);
	outb(0xa5, DMA_PAGE);
	KUNIT_EXPECT_EQ(test, ioread8(port), 0xa5);
	iowrite8_rep(port, bytes, 2);
	KUNIT_EXPECT_EQ(test, ioread8(port), 6);
	ioport_unmap(port);
	KUNIT_EXPECT_NULL(test, ioport_map(0xfffe, 3));
	KUNIT_EXPECT_NULL(test, ioport_map(0x10000, 1));
}

/* RAM is where it is mapped already; what isn't RAM is mapped. */
static void memory_is_remapped(struct kunit *test)
{
	char *ram = kunit_kzalloc(test, 16, GFP_KERNEL);
	char *screen;

	KUNIT_ASSERT_NOT_NULL(test, ram);
	KUNIT_EXPECT_PTR_EQ(test, memremap(virt_to_phys(ram), 16, MEMREMAP_WB), ram);
	memunmap(ram);
	screen = memremap(SCREEN + UNSHOWN, 16, MEMREMAP_WT | MEMREMAP_WC);
	KUNIT_ASSERT_NOT_NULL(test, screen);
	screen[0] = 'q';
	KUNIT_EXPECT_EQ(test, ioread8(((struct registers *)test->priv)->unshown), 'q');
	memunmap(screen);
}

static void ranges_are_told_apart(struct kunit *test)
{
	struct resource *res = iomem_resource.child;

	/* The first is low memory; what comes behind it is something else. */
	KUNIT_EXPECT_EQ(test, region_intersects(0x1000, 0x1000, IORESOURCE_SYSTEM_RAM, 0),
			REGION_INTERSECTS);
	KUNIT_EXPECT_EQ(test, region_intersects(SCREEN, 0x1000, IORESOURCE_SYSTEM_RAM, 0),
			REGION_DISJOINT);
	KUNIT_EXPECT_EQ(test, region_intersects(res->end, 0x1000, IORESOURCE_SYSTEM_RAM, 0),
			REGION_MIXED);
}

static struct kunit_case io_cases[] = {
	KUNIT_CASE(memory_is_read_and_written),
	KUNIT_CASE(one_register_is_read_again),
	KUNIT_CASE(blocks_are_copied),
	KUNIT_CASE(ports_are_addresses_too),
	KUNIT_CASE(memory_is_remapped),
	KUNIT_CASE(ranges_are_told_apart),
	{},
};

static struct kunit_suite io_suite = {
	.name = "io",
	.init = io_init,
	.exit = io_exit,
	.test_cases = io_cases,
};
kunit_test_suite(io_suite);
