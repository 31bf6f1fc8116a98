// SPDX-License-Identifier: MIT
/*
 * A misc device: the shortest way to a file in /dev. All misc devices share the major number 10;
 * each has a minor of its own, and its node appears by itself.
 *
 * Each open file keeps its own text, in private_data.
 */
#include <linux/ctype.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

MODULE_DESCRIPTION("A misc device");
MODULE_LICENSE("GPL");

struct page_of_text {
	size_t len;
	char text[2000];
};

static int rot13_open(struct inode *inode, struct file *file)
{
	struct page_of_text *page = kzalloc(sizeof(*page), GFP_KERNEL);

	if (!page)
		return -ENOMEM;
	file->private_data = page;
	return 0;
}

/* Once for each open, when the last descriptor of it is closed. */
static int rot13_release(struct inode *inode, struct file *file)
{
	kfree(file->private_data);
	return 0;
}

static char rotate(char c)
{
	char first = isupper(c) ? 'A' : 'a';

	return isalpha(c) ? first + (c - first + 13) % 26 : c;
}

/* Both use the file's position, as a file on disk would. */
static ssize_t rot13_write(struct file *file, const char __user *buf, size_t size, loff_t *pos)
{
	struct page_of_text *page = file->private_data;
	ssize_t len = simple_write_to_buffer(page->text, sizeof(page->text), pos, buf, size);

	if (len > 0) {
		for (size_t i = *pos - len; i < *pos; i++)
			page->text[i] = rotate(page->text[i]);
		page->len = max_t(size_t, page->len, *pos);
	}
	return len;
}

static ssize_t rot13_read(struct file *file, char __user *buf, size_t size, loff_t *pos)
{
	struct page_of_text *page = file->private_data;

	return simple_read_from_buffer(buf, size, pos, page->text, page->len);
}

static loff_t rot13_llseek(struct file *file, loff_t offset, int whence)
{
	struct page_of_text *page = file->private_data;

	return fixed_size_llseek(file, offset, whence, page->len);
}

static const struct file_operations rot13_fops = {
	.owner = THIS_MODULE,
	.open = rot13_open,
	.release = rot13_release,
	.read = rot13_read,
	.write = rot13_write,
	.llseek = rot13_llseek,
};

static struct miscdevice rot13 = {
	.minor = MISC_DYNAMIC_MINOR, /* any that is free */
	.name = "rot13",
	.fops = &rot13_fops,
	.mode = 0666,
};

/* init and exit do nothing but register and deregister it. */
module_misc_device(rot13);
