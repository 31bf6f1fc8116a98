// SPDX-License-Identifier: MIT
/*
 * Memory in several pieces: arrays that lead on to others, copies that begin and end anywhere, and
 * a ring's free and used parts as pieces for a device.
 */
#include <kunit/test.h>
#include <linux/kfifo.h>
#include <linux/module.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>

MODULE_DESCRIPTION("Tests of scatterlists");
MODULE_LICENSE("GPL");

/* Entries in one array, at its edges, and in several */
static const unsigned int sizes[] = {1, 127, 128, 129, 254, 255, 256, 1000};

static void describe(const unsigned int *size, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%u entries", *size);
}
KUNIT_ARRAY_PARAM(size, sizes, describe);

static void tables_have_their_entries(struct kunit *test)
{
	unsigned int nents = *(const unsigned int *)test->param_value, i, at = 0;
	struct scatterlist *sg;
	struct sg_table table;

	KUNIT_ASSERT_EQ(test, sg_alloc_table(&table, nents, GFP_KERNEL), 0);
	KUNIT_EXPECT_EQ(test, sg_nents(table.sgl), nents);
	for_each_sgtable_sg(&table, sg, i) sg->length = i + 1;
	for (sg = table.sgl; sg; sg = sg_next(sg))
		at += sg->length;
	KUNIT_EXPECT_EQ(test, at, nents * (nents + 1) / 2);
	KUNIT_EXPECT_EQ(test, sg_last(table.sgl, nents)->length, nents);
	KUNIT_EXPECT_TRUE(test, sg_is_last(sg_last(table.sgl, nents)));
	sg_free_table(&table);
	KUNIT_EXPECT_NULL(test, table.sgl);
}

static void no_table_is_empty(struct kunit *test)
{
	struct sg_table table;

	KUNIT_EXPECT_EQ(test, sg_alloc_table(&table, 0, GFP_KERNEL), -EINVAL);
}

static void pages_in_a_row_are_one_piece(struct kunit *test)
{
	struct page *row = alloc_pages(GFP_KERNEL, 2), *pages[4];
	struct sg_table table;

	KUNIT_ASSERT_NOT_NULL(test, row);
	pages[0] = row + 1;
	pages[1] = row + 2;
	pages[2] = row + 3;
	pages[3] = row;
	KUNIT_ASSERT_EQ(test,
			sg_alloc_table_from_pages(&table, pages, 4, 100, 3 * PAGE_SIZE, GFP_KERNEL),
			0);
	KUNIT_EXPECT_EQ(test, table.orig_nents, 2);
	KUNIT_EXPECT_EQ(test, table.sgl[0].length, 3 * PAGE_SIZE - 100);
	KUNIT_EXPECT_EQ(test, table.sgl[0].offset, 100);
	KUNIT_EXPECT_EQ(test, table.sgl[1].length, 100);
	KUNIT_EXPECT_PTR_EQ(test, sg_page(&table.sgl[1]), row);
	sg_free_table(&table);
	__free_pages(row, 2);
}

/* The pieces "abc", "", "de" and "fghij" */
static void spread(struct scatterlist *sg, char *text)
{
	sg_init_table(sg, 4);
	sg_set_buf(&sg[0], text, 3);
	sg_set_buf(&sg[1], text + 3, 0);
	sg_set_buf(&sg[2], text + 3, 2);
	sg_set_buf(&sg[3], text + 5, 5);
}

static void copies_begin_anywhere(struct kunit *test)
{
	char *text = kunit_kzalloc(test, 11, GFP_KERNEL), buf[11] = "";
	struct scatterlist sg[4];

	KUNIT_ASSERT_NOT_NULL(test, text);
	strcpy(text, "abcdefghij");
	spread(sg, text);
	KUNIT_EXPECT_EQ(test, sg_copy_to_buffer(sg, 4, buf, 10), 10);
	KUNIT_EXPECT_STREQ(test, buf, "abcdefghij");
	memset(buf, 0, sizeof(buf));
	KUNIT_EXPECT_EQ(test, sg_pcopy_to_buffer(sg, 4, buf, 10, 4), 6);
	KUNIT_EXPECT_STREQ(test, buf, "efghij");
	KUNIT_EXPECT_EQ(test, sg_pcopy_from_buffer(sg, 4, "XY", 2, 4), 2);
	KUNIT_EXPECT_STREQ(test, text, "abcdXYghij");
	KUNIT_EXPECT_EQ(test, sg_copy_from_buffer(sg, 2, "123456", 6), 3);
	KUNIT_EXPECT_STREQ(test, text, "123dXYghij");
	KUNIT_EXPECT_EQ(test, sg_zero_buffer(sg, 4, 100, 7), 3);
	KUNIT_EXPECT_STREQ(test, text, "123dXYg");
	KUNIT_EXPECT_EQ(test, sg_pcopy_to_buffer(sg, 4, buf, 1, 11), 0);
	KUNIT_EXPECT_EQ(test, sg_nents_for_len(sg, 4), 3);
	KUNIT_EXPECT_EQ(test, sg_nents_for_len(sg, 11), -EINVAL);
}

/* What isn't consumed comes again; no stretch crosses a page. */
static void walks_go_on_where_they_were(struct kunit *test)
{
	struct page *pages = alloc_pages(GFP_KERNEL, 1);
	struct sg_mapping_iter miter;
	struct scatterlist sg;

	KUNIT_ASSERT_NOT_NULL(test, pages);
	sg_init_table(&sg, 1);
	sg_set_page(&sg, pages, PAGE_SIZE, 1000);
	sg_miter_start(&miter, &sg, 1, SG_MITER_FROM_SG);
	KUNIT_EXPECT_TRUE(test, sg_miter_next(&miter));
	KUNIT_EXPECT_EQ(test, miter.length, PAGE_SIZE - 1000);
	miter.consumed = 10;
	KUNIT_EXPECT_TRUE(test, sg_miter_next(&miter));
	KUNIT_EXPECT_PTR_EQ(test, miter.addr, page_address(pages) + 1010);
	KUNIT_EXPECT_TRUE(test, sg_miter_next(&miter));
	KUNIT_EXPECT_PTR_EQ(test, miter.addr, page_address(pages + 1));
	KUNIT_EXPECT_EQ(test, miter.length, 1000);
	KUNIT_EXPECT_FALSE(test, sg_miter_next(&miter));
	sg_miter_stop(&miter);
	__free_pages(pages, 1);
}

static void a_ring_is_two_pieces(struct kunit *test)
{
	struct scatterlist sg[3];
	struct kfifo ring;
	u8 byte;

	KUNIT_ASSERT_EQ(test, kfifo_alloc(&ring, 32, GFP_KERNEL), 0);
	kfifo_in(&ring, "abcdefghijklm", 13);
	kfifo_skip(&ring);
	sg_init_table(sg, 3);
	KUNIT_EXPECT_EQ(test, kfifo_dma_in_prepare(&ring, sg, 1, 32), 0);
	KUNIT_EXPECT_EQ(test, kfifo_dma_in_prepare(&ring, sg, 3, 32), 2);
	KUNIT_EXPECT_EQ(test, sg[0].length, 19);
	KUNIT_EXPECT_EQ(test, sg[1].length, 1);
	KUNIT_EXPECT_TRUE(test, sg_is_last(&sg[1]) && !sg_is_last(&sg[0]));
	/* As the device would */
	memcpy(sg_virt(&sg[0]), "n", 1);
	kfifo_dma_in_finish(&ring, 1);
	KUNIT_EXPECT_EQ(test, kfifo_len(&ring), 13);
	KUNIT_EXPECT_EQ(test, kfifo_dma_out_prepare(&ring, sg, 3, 12), 1);
	KUNIT_EXPECT_EQ(test, memcmp(sg_virt(&sg[0]), "bcdefghijklm", 12), 0);
	kfifo_dma_out_finish(&ring, 12);
	KUNIT_EXPECT_EQ(test, kfifo_get(&ring, &byte), 1);
	KUNIT_EXPECT_EQ(test, byte, 'n');
	KUNIT_EXPECT_EQ(test, kfifo_dma_out_prepare(&ring, sg, 3, 12), 0);
	kfifo_free(&ring);
}

static struct kunit_case scatterlist_cases[] = {
	KUNIT_CASE_PARAM(tables_have_their_entries, size_gen_params),
	KUNIT_CASE(no_table_is_empty),
	KUNIT_CASE(pages_in_a_row_are_one_piece),
	KUNIT_CASE(copies_begin_anywhere),
	KUNIT_CASE(walks_go_on_where_they_were),
	KUNIT_CASE(a_ring_is_two_pieces),
	{},
};

static struct kunit_suite scatterlist_suite = {
	.name = "scatterlist",
	.test_cases = scatterlist_cases,
};
kunit_test_suite(scatterlist_suite);
