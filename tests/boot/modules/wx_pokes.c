// SPDX-License-Identifier: MIT
/*
 * What no code may do: each word written to /dev/wx_pokes is one such thing, and done. A write that
 * returns has not been stopped. They come from a device, so that what its writer held goes with it.
 */
#include <linux/cache.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/miscdevice.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/printk.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>

static const char constants[64] = "constant";
static int after_init __ro_after_init = 1;
/* A return, as data. */
static u8 code[] = {0xc3};

static noinline void function(void)
{
	asm volatile("");
}

static void write_to(const void *addr)
{
	WRITE_ONCE(*(u8 *)addr, 0xc3);
}

static void call(const void *addr)
{
	void (*fn)(void) = addr;

	fn();
}

/* The direct map's address of what lies at one of ours. */
static void *alias(const void *addr)
{
	return __va(((phys_addr_t)vmalloc_to_pfn(addr) << PAGE_SHIFT) +
		    offset_in_page((unsigned long)addr));
}

static ssize_t wx_pokes_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	char word[32] = "";

	if (count >= sizeof(word) || copy_from_user(word, buf, count))
		return -EINVAL;
	strim(word);
	if (!strcmp(word, "text"))
		write_to(function);
	else if (!strcmp(word, "rodata"))
		write_to(constants);
	else if (!strcmp(word, "after_init"))
		write_to(&after_init);
	else if (!strcmp(word, "text_alias"))
		write_to(alias(function));
	else if (!strcmp(word, "rodata_alias"))
		write_to(alias(constants));
	else if (!strcmp(word, "after_init_alias"))
		write_to(alias(&after_init));
	else if (!strcmp(word, "kernel_text"))
		write_to(_printk);
	else if (!strcmp(word, "kernel_text_alias"))
		write_to(__va(__pa((unsigned long)_printk)));
	else if (!strcmp(word, "run_data"))
		call(code);
	else if (!strcmp(word, "run_user"))
		call((const void __force *)buf);
	else
		return -EINVAL;
	return count;
}

static const struct file_operations wx_pokes_fops = {
	.owner = THIS_MODULE,
	.write = wx_pokes_write,
};

static struct miscdevice wx_pokes = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "wx_pokes",
	.fops = &wx_pokes_fops,
};

static int __init wx_pokes_init(void)
{
	after_init = 2;
	return misc_register(&wx_pokes);
}
module_init(wx_pokes_init);

static void __exit wx_pokes_exit(void)
{
	misc_deregister(&wx_pokes);
}
module_exit(wx_pokes_exit);

MODULE_LICENSE("GPL");
