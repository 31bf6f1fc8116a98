// SPDX-License-Identifier: MIT
/* Says what fresh and freed memory hold, an object's and a page's: what was there, or zeroes. */
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>

#define SIZE   512
#define FILLER 0x5a

static const char *holds(const void *p, size_t size)
{
	if (!memchr_inv(p, 0, size))
		return "zeroes";
	return memchr_inv(p, FILLER, size) ? "something else" : "its old content";
}

/* A freed object's first word is the allocator's, so that only its second half is looked at. */
static void report_object(void)
{
	char *neighbour = kmalloc(SIZE, GFP_KERNEL), *obj = kmalloc(SIZE, GFP_KERNEL), *freed = obj;
	const char *after;

	if (!obj || !neighbour)
		goto out;
	OPTIMIZER_HIDE_VAR(freed);
	memset(obj, FILLER, SIZE);
	kfree(obj);
	after = holds(freed + SIZE / 2, SIZE / 2);
	obj = kmalloc(SIZE, GFP_KERNEL);
	pr_info("object: freed %s, fresh %s, same %d\n", after,
		obj ? holds(obj + SIZE / 2, SIZE / 2) : "nothing", obj == freed);
out:
	kfree(obj);
	kfree(neighbour);
}

static void report_page(void)
{
	char *page = (char *)__get_free_page(GFP_KERNEL), *freed = page;
	const char *after;

	if (!page)
		return;
	OPTIMIZER_HIDE_VAR(freed);
	memset(page, FILLER, PAGE_SIZE);
	free_page((unsigned long)page);
	after = holds(freed, PAGE_SIZE);
	page = (char *)__get_free_page(GFP_KERNEL);
	pr_info("page: freed %s, fresh %s, same %d\n", after,
		page ? holds(page, PAGE_SIZE) : "nothing", page == freed);
	free_page((unsigned long)page);
}

static int __init old_content_init(void)
{
	report_object();
	report_page();
	return 0;
}
module_init(old_content_init);

static void __exit old_content_exit(void)
{
}
module_exit(old_content_exit);

MODULE_LICENSE("GPL");
