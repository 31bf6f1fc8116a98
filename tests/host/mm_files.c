// SPDX-License-Identifier: MIT
/*
 * Files that can be mapped: a page cache of a few pages each, with the rules of the file
 * subsystem's (<linux/pagemap.h>).
 */
#include <linux/err.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/shmem_fs.h>
#include <linux/slab.h>
#include "mm_test.h"

int nr_test_files;
struct test_file *last_shared_anon;
struct test_file *test_fds[3];

static const struct file_operations test_fops = {.mmap = generic_file_mmap};

static struct test_file *of_mapping(struct address_space *mapping)
{
	return container_of(mapping, struct test_file, mapping);
}

struct test_file *test_file_new(unsigned int pages)
{
	struct test_file *f = kzalloc(sizeof(*f), GFP_KERNEL);

	if (!f)
		return NULL;
	nr_test_files++;
	atomic_long_set(&f->file.f_count, 1);
	f->file.f_mapping = &f->mapping;
	f->file.f_inode = &f->inode;
	f->file.f_op = &test_fops;
	f->file.f_mode = FMODE_READ | FMODE_WRITE;
	f->file.f_flags = O_NOATIME;
	f->mapping.host = &f->inode;
	f->inode.i_size = (loff_t)pages << PAGE_SHIFT;
	INIT_LIST_HEAD(&f->mapping.i_mmap);
	init_rwsem(&f->mapping.i_mmap_rwsem);
	init_rwsem(&f->mapping.invalidate_lock);
	return f;
}

static void drop_pages(struct test_file *f, unsigned int from)
{
	for (; from < TEST_FILE_PAGES; from++) {
		if (!f->pages[from])
			continue;
		CHECK(!page_mapped(f->pages[from]));
		f->pages[from]->mapping = NULL;
		put_page(f->pages[from]);
		f->pages[from] = NULL;
	}
}

void test_file_truncate(struct test_file *f, unsigned int pages)
{
	loff_t size = (loff_t)pages << PAGE_SHIFT;

	f->inode.i_size = size;
	unmap_mapping_range(&f->mapping, size, 0, 1);
	down_write(&f->mapping.invalidate_lock);
	drop_pages(f, pages);
	up_write(&f->mapping.invalidate_lock);
}

unsigned int test_file_word(const struct test_file *f, unsigned int page)
{
	return f->pages[page] ? *(unsigned int *)page_address(f->pages[page]) : 0;
}

struct file *fget(unsigned int fd)
{
	return get_file(&test_fds[fd]->file);
}

void fput(struct file *file)
{
	struct test_file *f = container_of(file, struct test_file, file);

	if (!atomic_long_dec_and_test(&file->f_count))
		return;
	CHECK(list_empty(&f->mapping.i_mmap));
	CHECK(!atomic_read(&f->mapping.i_mmap_writable));
	drop_pages(f, 0);
	kfree(f);
	nr_test_files--;
}

struct page *address_space_get_page(struct address_space *mapping, pgoff_t index)
{
	struct test_file *f = of_mapping(mapping);

	if (index >= f->inode.i_size >> PAGE_SHIFT)
		return ERR_PTR(-EFAULT);
	CHECK(index < TEST_FILE_PAGES);
	if (!f->pages[index]) {
		struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);

		if (!page)
			return ERR_PTR(-ENOMEM);
		page->mapping = mapping;
		page->index = index;
		f->pages[index] = page;
	}
	get_page(f->pages[index]);
	return f->pages[index];
}

struct page *find_get_page(struct address_space *mapping, pgoff_t index)
{
	struct test_file *f = of_mapping(mapping);

	if (index >= TEST_FILE_PAGES || !f->pages[index])
		return NULL;
	get_page(f->pages[index]);
	return f->pages[index];
}

int shmem_zero_setup(struct vm_area_struct *vma)
{
	struct test_file *f = test_file_new(vma_pages(vma));

	if (!f)
		return -ENOMEM;
	vma->vm_file = &f->file;
	vma->vm_pgoff = 0;
	vma->vm_ops = &generic_file_vm_ops;
	last_shared_anon = f;
	return 0;
}

int file_update_time(struct file *file)
{
	return 0;
}

void touch_atime(const struct path *path)
{
}

bool path_noexec(const struct path *path)
{
	return false;
}

int vfs_fsync_range(struct file *file, loff_t start, loff_t end, int datasync)
{
	return 0;
}

int vfs_fallocate(struct file *file, int mode, loff_t offset, loff_t len)
{
	return -EOPNOTSUPP;
}
