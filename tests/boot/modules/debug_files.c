// SPDX-License-Identifier: MIT
/*
 * One of each kind of debugfs file, in /sys/kernel/debug/debug_files. Writing to "remove" removes
 * the directory "doomed", whose files may be open; "slow" is read until a signal comes.
 */
#include <linux/debugfs.h>
#include <linux/err.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/wait.h>

static struct dentry *top, *doomed;

static u8 v8 = 200;
static u16 v16 = 60000;
static u32 v32 = 4000000000;
static u64 v64 = 1;
static unsigned long vlong = 2;
static size_t vsize = 3;
static atomic_t vatomic = ATOMIC_INIT(-4);
static bool vbool = true;
static char *vstr = "text";
static u32 numbers[] = {1, 20, 4294967295};
static struct debugfs_u32_array array = {numbers, ARRAY_SIZE(numbers)};
static struct debugfs_blob_wrapper blob = {"raw\n", 4};
static u32 device[] = {0x12, 0xabcd};
static const struct debugfs_reg32 regs[] = {{"ID", 0}, {"STATUS", 4}};
static struct debugfs_regset32 regset = {regs, ARRAY_SIZE(regs), NULL};

static u64 squared;

static int square_get(void *data, u64 *val)
{
	*val = squared;
	return 0;
}

static int square_set(void *data, u64 val)
{
	if (val > 1000)
		return -ERANGE;
	squared = val * val;
	return 0;
}
DEFINE_DEBUGFS_ATTRIBUTE(square_fops, square_get, square_set, "%llu\n");
DEFINE_SIMPLE_ATTRIBUTE(simple_fops, square_get, NULL, "%llu\n");

static int whoami_show(struct seq_file *m, void *unused)
{
	seq_printf(m, "%s\n", (char *)m->private);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(whoami);

static DECLARE_WAIT_QUEUE_HEAD(never);

static ssize_t slow_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	pr_err("debug_files: slow is being read\n");
	wait_event_interruptible(never, false);
	pr_err("debug_files: slow has been read\n");
	return 0;
}

static const struct file_operations slow_fops = {.owner = THIS_MODULE, .read = slow_read};

static ssize_t remove_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	pr_err("debug_files: doomed is to go\n");
	debugfs_remove(doomed);
	doomed = NULL;
	pr_err("debug_files: doomed is gone\n");
	return count;
}

static const struct file_operations remove_fops = {.owner = THIS_MODULE, .write = remove_write};

static void make_doomed(void)
{
	struct dentry *below;

	doomed = debugfs_create_dir("doomed", top);
	below = debugfs_create_dir("below", doomed);
	debugfs_create_file("slow", 0444, below, NULL, &slow_fops);
	debugfs_create_file("whoami", 0444, below, "doomed", &whoami_fops);
	debugfs_create_u32("v32", 0644, below, &v32);
	debugfs_create_symlink("link", doomed, "below/whoami");
}

/* What is asked of the functions' results; 0 if all is as it should be. */
static int check_results(void)
{
	struct dentry *found = debugfs_lookup("u8", top), *file;

	if (!debugfs_initialized() || !found || debugfs_lookup("nothing", top))
		return -EINVAL;
	dput(found);
	if (PTR_ERR(debugfs_create_dir("u8", top)) != -EEXIST)
		return -EEXIST;
	if (PTR_ERR(debugfs_create_dir("x", ERR_PTR(-ENODEV))) != -ENODEV)
		return -ENODEV;
	debugfs_remove(ERR_PTR(-ENODEV));
	debugfs_remove(NULL);

	file = debugfs_create_file("old", 0444, doomed, "renamed", &whoami_fops);
	if (PTR_ERR(debugfs_rename(doomed, file, top, "u8")) != -EEXIST)
		return -EEXIST;
	if (debugfs_rename(doomed, file, top, "new") != file)
		return -EXDEV;
	debugfs_create_file("short_lived", 0444, top, "", &whoami_fops);
	debugfs_lookup_and_remove("short_lived", top);
	debugfs_lookup_and_remove("never_lived", top);
	return 0;
}

static int __init debug_files_init(void)
{
	int err;

	top = debugfs_create_dir("debug_files", NULL);
	debugfs_create_u8("u8", 0644, top, &v8);
	debugfs_create_u16("u16", 0644, top, &v16);
	debugfs_create_u32("u32", 0444, top, &v32);
	debugfs_create_u64("u64", 0644, top, &v64);
	debugfs_create_ulong("ulong", 0644, top, &vlong);
	debugfs_create_size_t("size_t", 0644, top, &vsize);
	debugfs_create_atomic_t("atomic_t", 0644, top, &vatomic);
	debugfs_create_x8("x8", 0644, top, &v8);
	debugfs_create_x16("x16", 0644, top, &v16);
	debugfs_create_x32("x32", 0644, top, &v32);
	debugfs_create_x64("x64", 0200, top, &v64);
	debugfs_create_bool("bool", 0644, top, &vbool);
	debugfs_create_str("str", 0644, top, &vstr);
	debugfs_create_blob("blob", 0644, top, &blob);
	debugfs_create_u32_array("u32_array", 0444, top, &array);
	regset.base = (void __iomem *)device;
	debugfs_create_regset32("regset32", 0444, top, &regset);
	debugfs_create_file_unsafe("square", 0644, top, NULL, &square_fops);
	debugfs_create_file("simple", 0644, top, NULL, &simple_fops);
	debugfs_create_file_size("sized", 0444, top, "sized", &whoami_fops, 77);
	debugfs_create_file("remove", 0200, top, NULL, &remove_fops);
	make_doomed();
	err = check_results();
	if (err)
		debugfs_remove(top);
	return err;
}
module_init(debug_files_init);

static void __exit debug_files_exit(void)
{
	debugfs_remove(top);
}
module_exit(debug_files_exit);

MODULE_LICENSE("GPL");
