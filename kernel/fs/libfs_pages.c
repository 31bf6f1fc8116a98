// SPDX-License-Identifier: MIT
/*
 * Ready-made pieces for small file systems, continued: files whose contents are their page cache
 * and nothing else, and symbolic links whose text is in their first page.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/string.h>

#include <kernel/fs.h>

#include "internal.h"

static atomic_long_t nr_pages = ATOMIC_LONG_INIT(0); /* of all such files */

void count_ram_pages(long change)
{
	atomic_long_add(change, &nr_pages);
}

unsigned long page_cache_pages(void)
{
	return atomic_long_read(&nr_pages);
}

/* A zeroed page at index, referenced. ERR_PTR: -EEXIST when another has come there first. */
static struct page *add_page(struct address_space *mapping, pgoff_t index,
			     const struct ram_page_account *account)
{
	struct page *page;
	int err = account->charge(mapping->host);

	if (err)
		return ERR_PTR(err);
	err = -ENOMEM;
	page = alloc_page(mapping->gfp_mask | __GFP_ZERO | __GFP_NOWARN);
	if (!page)
		goto uncharge;
	get_page(page); /* the tree's */
	err = page_tree_insert(mapping, index, page);
	if (!err)
		return page;
	put_page(page);
	put_page(page);
uncharge:
	account->uncharge(mapping->host, 1);
	return ERR_PTR(err);
}

struct page *ram_get_page(struct address_space *mapping, pgoff_t index, bool create,
			  const struct ram_page_account *account)
{
	struct page *page;

	do {
		page = page_tree_get(mapping, index);
		if (page || !create)
			return page;
		page = add_page(mapping, index, account);
	} while (page == ERR_PTR(-EEXIST));
	return page;
}

int ram_write_begin(struct address_space *mapping, loff_t pos, struct page **pagep,
		    const struct ram_page_account *account)
{
	struct page *page = ram_get_page(mapping, pos >> PAGE_SHIFT, true, account);

	if (IS_ERR(page))
		return PTR_ERR(page);
	*pagep = page;
	return 0;
}

int ram_write_end(struct file *file, struct address_space *mapping, loff_t pos, unsigned int len,
		  unsigned int copied, struct page *page, void *fsdata)
{
	struct inode *inode = mapping->host;

	if (copied && pos + copied > i_size_read(inode))
		i_size_write(inode, pos + copied);
	put_page(page);
	return copied;
}

/* ---- For any file system: pages without a limit ---- */

static int count_page(struct inode *inode)
{
	count_ram_pages(1);
	return 0;
}

static void uncount_pages(struct inode *inode, unsigned long nr)
{
	count_ram_pages(-(long)nr);
}

static const struct ram_page_account no_limit = {.charge = count_page, .uncharge = uncount_pages};

static struct page *get_ram_page(struct address_space *mapping, pgoff_t index, bool create)
{
	return ram_get_page(mapping, index, create, &no_limit);
}

int simple_write_begin(struct file *file, struct address_space *mapping, loff_t pos,
		       unsigned int len, struct page **pagep, void **fsdata)
{
	return ram_write_begin(mapping, pos, pagep, &no_limit);
}
EXPORT_SYMBOL(simple_write_begin);

static void ram_removed(struct address_space *mapping, unsigned long nr)
{
	uncount_pages(mapping->host, nr);
}

const struct address_space_operations ram_aops = {
	.write_begin = simple_write_begin,
	.write_end = ram_write_end,
	.get_page = get_ram_page,
	.removed = ram_removed,
};
EXPORT_SYMBOL(ram_aops);

/* ---- Symbolic links ---- */

/* The text, with its NUL in len, becomes the contents of a new link. -ENAMETOOLONG, -ENOMEM. */
int page_symlink(struct inode *inode, const char *symname, int len)
{
	struct address_space *mapping = inode->i_mapping;
	struct page *page;
	void *fsdata = NULL;
	int err;

	if (len > PAGE_SIZE)
		return -ENAMETOOLONG;
	err = mapping->a_ops->write_begin(NULL, mapping, 0, len - 1, &page, &fsdata);
	if (err)
		return err;
	memcpy(page_address(page), symname, len - 1);
	err = mapping->a_ops->write_end(NULL, mapping, 0, len - 1, len - 1, page, fsdata);
	return err < 0 ? err : err < len - 1 ? -EIO : 0;
}
EXPORT_SYMBOL(page_symlink);

void page_put_link(void *page)
{
	put_page(page);
}
EXPORT_SYMBOL(page_put_link);

/* Pages are zeroed when they are made, and the text is shorter than one. */
const char *page_get_link(struct dentry *dentry, struct inode *inode, struct delayed_call *callback)
{
	struct address_space *mapping = inode->i_mapping;
	struct page *page = mapping->a_ops->get_page(mapping, 0, false);
	char *text;

	if (IS_ERR(page))
		return ERR_CAST(page);
	if (!page)
		return ERR_PTR(-EIO);
	set_delayed_call(callback, page_put_link, page);
	text = page_address(page);
	text[min_t(loff_t, i_size_read(inode), PAGE_SIZE - 1)] = '\0';
	return text;
}
EXPORT_SYMBOL(page_get_link);

const struct inode_operations page_symlink_inode_operations = {
	.get_link = page_get_link,
};
EXPORT_SYMBOL(page_symlink_inode_operations);
