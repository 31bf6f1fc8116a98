// SPDX-License-Identifier: MIT
/*
 * Memory that the CPU and a device share: pages of it, and small blocks out of a pool.
 */
#include <kunit/test.h>
#include <linux/dma-mapping.h>
#include <linux/dmapool.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/slab.h>

MODULE_DESCRIPTION("Tests of memory for devices");
MODULE_LICENSE("GPL");

static struct device *device_of(struct kunit *test)
{
	return &((struct platform_device *)test->priv)->dev;
}

static int dma_init(struct kunit *test)
{
	test->priv = platform_device_register_simple("dma_test", -1, NULL, 0);
	KUNIT_ASSERT_FALSE(test, IS_ERR(test->priv));
	return 0;
}

static void dma_exit(struct kunit *test)
{
	platform_device_unregister(test->priv);
}

static void shared_memory_is_where_it_says(struct kunit *test)
{
	struct device *dev = device_of(test);
	dma_addr_t at;
	u8 *mem;

	KUNIT_EXPECT_EQ(test, dma_get_mask(dev), DMA_BIT_MASK(32));
	mem = dma_alloc_coherent(dev, 3 * PAGE_SIZE, &at, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, mem);
	KUNIT_EXPECT_EQ(test, at, virt_to_phys(mem));
	KUNIT_EXPECT_NULL(test, memchr_inv(mem, 0, 3 * PAGE_SIZE));
	dma_free_coherent(dev, 3 * PAGE_SIZE, mem, at);
}

/* As low as the device needs it. */
static void low_memory_is_found(struct kunit *test)
{
	struct device *dev = device_of(test);
	dma_addr_t at;
	void *mem;

	KUNIT_EXPECT_EQ(test, dma_set_coherent_mask(dev, DMA_BIT_MASK(10)), -EIO);
	KUNIT_EXPECT_EQ(test, dma_set_coherent_mask(dev, DMA_BIT_MASK(24)), 0);
	mem = dma_alloc_coherent(dev, PAGE_SIZE, &at, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, mem);
	KUNIT_EXPECT_LT(test, at, 1 << 24);
	dma_free_coherent(dev, PAGE_SIZE, mem, at);
}

static void memory_is_mapped_for_a_transfer(struct kunit *test)
{
	struct device *dev = device_of(test);
	void *mem = kunit_kzalloc(test, 100, GFP_KERNEL);
	dma_addr_t at = dma_map_single(dev, mem, 100, DMA_TO_DEVICE);

	KUNIT_EXPECT_EQ(test, dma_mapping_error(dev, at), 0);
	KUNIT_EXPECT_EQ(test, at, virt_to_phys(mem));
	dma_unmap_single(dev, at, 100, DMA_TO_DEVICE);
	KUNIT_EXPECT_EQ(test, dma_mapping_error(dev, DMA_MAPPING_ERROR), -ENOMEM);
}

#define BLOCKS 100

/* 96 bytes, at multiples of 32, none across a multiple of 256: two in each */
static void blocks_are_aligned_and_apart(struct kunit *test)
{
	struct dma_pool *pool = dma_pool_create("blocks", device_of(test), 96, 32, 256);
	static void *blocks[BLOCKS];
	dma_addr_t at[BLOCKS], again;
	void *block;

	KUNIT_ASSERT_NOT_NULL(test, pool);
	for (int i = 0; i < BLOCKS; i++) {
		blocks[i] = dma_pool_zalloc(pool, GFP_KERNEL, &at[i]);
		KUNIT_ASSERT_NOT_NULL(test, blocks[i]);
		KUNIT_EXPECT_EQ(test, at[i], virt_to_phys(blocks[i]));
		KUNIT_EXPECT_EQ(test, at[i] % 32, 0);
		KUNIT_EXPECT_EQ(test, at[i] / 256, (at[i] + 95) / 256);
		KUNIT_EXPECT_NULL(test, memchr_inv(blocks[i], 0, 96));
		memset(blocks[i], i + 1, 96);
	}
	for (int i = 0; i < BLOCKS; i++)
		KUNIT_EXPECT_NULL(test, memchr_inv(blocks[i], i + 1, 96));
	/* What was given back last goes first. */
	dma_pool_free(pool, blocks[7], at[7]);
	block = dma_pool_alloc(pool, GFP_ATOMIC, &again);
	KUNIT_EXPECT_PTR_EQ(test, block, blocks[7]);
	KUNIT_EXPECT_EQ(test, again, at[7]);
	for (int i = 0; i < BLOCKS; i++)
		dma_pool_free(pool, blocks[i], at[i]);
	dma_pool_destroy(pool);
}

static void sizes_must_make_sense(struct kunit *test)
{
	struct device *dev = device_of(test);

	KUNIT_EXPECT_NULL(test, dma_pool_create("none", dev, 0, 8, 0));
	KUNIT_EXPECT_NULL(test, dma_pool_create("align", dev, 32, 24, 0));
	KUNIT_EXPECT_NULL(test, dma_pool_create("boundary", dev, 512, 8, 256));
}

static struct kunit_case dma_cases[] = {
	KUNIT_CASE(shared_memory_is_where_it_says),  KUNIT_CASE(low_memory_is_found),
	KUNIT_CASE(memory_is_mapped_for_a_transfer), KUNIT_CASE(blocks_are_aligned_and_apart),
	KUNIT_CASE(sizes_must_make_sense),	     {},
};

static struct kunit_suite dma_suite = {
	.name = "dma",
	.init = dma_init,
	.exit = dma_exit,
	.test_cases = dma_cases,
};
kunit_test_suite(dma_suite);
