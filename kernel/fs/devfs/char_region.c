// SPDX-License-Identifier: MIT
/*
 * Character device numbers: who has reserved which. What answers for a number, once reserved, is
 * cdev.c's business: a driver reserves numbers when it loads, and may bring devices and take them
 * away while it runs.
 */
#include <linux/cdev.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kdev_t.h>
#include <linux/kobject.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <kernel/devfs.h>
#include <kernel/module.h>

struct region {
	struct list_head link; /* regions, ascending */
	unsigned int major, first, count;
	char name[64];
	struct cdev *cdev; /* register_chrdev()'s own */
	const struct module
		*owner; /* whose code has reserved it, for comparison only; NULL: ours */
};

/* Guards regions. Sleeps. */
static DEFINE_MUTEX(chrdevs_lock);
static LIST_HEAD(regions);

/* Majors that are given out: these first, then those above; downwards. Linux's numbers. */
#define DYN_FIRST     254
#define DYN_LAST      234
#define DYN_EXT_FIRST 511
#define DYN_EXT_LAST  384

static bool major_in_use(unsigned int major)
{
	struct region *r;

	list_for_each_entry (r, &regions, link)
		if (r->major == major)
			return true;
	return false;
}

static int find_free_major(void)
{
	int major;

	for (major = DYN_FIRST; major >= DYN_LAST; major--)
		if (!major_in_use(major))
			return major;
	for (major = DYN_EXT_FIRST; major >= DYN_EXT_LAST; major--)
		if (!major_in_use(major))
			return major;
	return -EBUSY;
}

/*
 * Reserves count minors of major (0: any free one) from first on. -EINVAL out of range, -EBUSY
 * taken, -ENOMEM.
 */
static struct region *region_add(unsigned int major, unsigned int first, unsigned int count,
				 const char *name)
{
	struct list_head *place = &regions;
	struct region *new, *r;
	int err = -EINVAL;

	if (major >= CHRDEV_MAJOR_MAX) {
		pr_err("CHRDEV \"%s\" major requested (%u) is greater than the maximum (%u)\n",
		       name, major, CHRDEV_MAJOR_MAX - 1);
		return ERR_PTR(err);
	}
	if (!count || first > MINORMASK || count > MINORMASK + 1 - first) {
		pr_err("CHRDEV \"%s\" minor range requested (%u+%u) is out of range of maximum "
		       "range (%u)\n",
		       name, first, count, MINORMASK);
		return ERR_PTR(err);
	}
	new = kzalloc(sizeof(*new), GFP_KERNEL);
	if (!new)
		return ERR_PTR(-ENOMEM);

	mutex_lock(&chrdevs_lock);
	if (!major) {
		err = find_free_major();
		if (err < 0) {
			pr_err("CHRDEV \"%s\" dynamic allocation region is full\n", name);
			goto fail;
		}
		major = err;
	}
	err = -EBUSY;
	list_for_each_entry (r, &regions, link) {
		if (r->major == major && r->first < first + count && first < r->first + r->count)
			goto fail;
		if (place == &regions &&
		    (r->major > major || (r->major == major && r->first > first)))
			place = &r->link;
	}
	new->owner = module_on_stack();
	new->major = major;
	new->first = first;
	new->count = count;
	strscpy(new->name, name, sizeof(new->name));
	list_add_tail(&new->link, place);
	mutex_unlock(&chrdevs_lock);
	return new;
fail:
	mutex_unlock(&chrdevs_lock);
	kfree(new);
	return ERR_PTR(err);
}

/* Takes out the region with exactly these bounds; the caller frees it. NULL when there is none. */
static struct region *region_take(unsigned int major, unsigned int first, unsigned int count)
{
	struct region *r, *found = NULL;

	mutex_lock(&chrdevs_lock);
	list_for_each_entry (r, &regions, link) {
		if (r->major == major && r->first == first && r->count == count) {
			list_del(&r->link);
			found = r;
			break;
		}
	}
	mutex_unlock(&chrdevs_lock);
	return found;
}

/* A range may span majors: it is one region in each. Reserves or frees [from, from + count). */
static unsigned int minors_in_major(dev_t from, dev_t to)
{
	return min_t(dev_t, to, MKDEV(MAJOR(from) + 1, 0)) - from;
}

/**
 * unregister_chrdev_region() - give numbers back
 */
void unregister_chrdev_region(dev_t from, unsigned int count)
{
	dev_t to = from + count, n;

	for (n = from; n < to;) {
		unsigned int minors = minors_in_major(n, to);

		kfree(region_take(MAJOR(n), MINOR(n), minors));
		n += minors;
	}
}
EXPORT_SYMBOL(unregister_chrdev_region);

/**
 * register_chrdev_region() - reserve @count numbers from @from on
 *
 * -EBUSY when one is taken, -EINVAL, -ENOMEM.
 */
int register_chrdev_region(dev_t from, unsigned int count, const char *name)
{
	dev_t to = from + count, n;

	for (n = from; n < to;) {
		unsigned int minors = minors_in_major(n, to);
		struct region *r = region_add(MAJOR(n), MINOR(n), minors, name);

		if (IS_ERR(r)) {
			unregister_chrdev_region(from, n - from);
			return PTR_ERR(r);
		}
		n += minors;
	}
	return 0;
}
EXPORT_SYMBOL(register_chrdev_region);

/**
 * alloc_chrdev_region() - reserve @count minors of a major that nobody has
 * @dev: becomes the first number
 */
int alloc_chrdev_region(dev_t *dev, unsigned int firstminor, unsigned int count, const char *name)
{
	struct region *r = region_add(0, firstminor, count, name);

	if (IS_ERR(r))
		return PTR_ERR(r);
	*dev = MKDEV(r->major, r->first);
	return 0;
}
EXPORT_SYMBOL(alloc_chrdev_region);

/**
 * __register_chrdev() - reserve numbers and serve them, in one go
 * @major: 0 asks for a free one
 *
 * Returns 0, or the major when it was asked for; negative on failure.
 */
int __register_chrdev(unsigned int major, unsigned int baseminor, unsigned int count,
		      const char *name, const struct file_operations *fops)
{
	struct region *r = region_add(major, baseminor, count, name);
	struct cdev *cdev;
	int err = -ENOMEM;

	if (IS_ERR(r))
		return PTR_ERR(r);
	cdev = cdev_alloc();
	if (!cdev)
		goto free_region;
	cdev->owner = fops->owner;
	cdev->ops = fops;
	kobject_set_name(&cdev->kobj, "%s", name);
	err = cdev_add(cdev, MKDEV(r->major, baseminor), count);
	if (err)
		goto put_cdev;
	r->cdev = cdev;
	return major ? 0 : r->major;

put_cdev:
	kobject_put(&cdev->kobj);
free_region:
	kfree(region_take(r->major, baseminor, count));
	return err;
}
EXPORT_SYMBOL(__register_chrdev);

void __unregister_chrdev(unsigned int major, unsigned int baseminor, unsigned int count,
			 const char *name)
{
	struct region *r = region_take(major, baseminor, count);

	if (r && r->cdev)
		cdev_del(r->cdev);
	kfree(r);
}
EXPORT_SYMBOL(__unregister_chrdev);

unsigned int char_regions_forget_module(const struct module *mod)
{
	struct region *r, *next;
	unsigned int forgotten = 0;

	mutex_lock(&chrdevs_lock);
	list_for_each_entry_safe (r, next, &regions, link) {
		if (r->owner != mod)
			continue;
		list_del(&r->link);
		if (r->cdev)
			kobject_put(&r->cdev->kobj);
		kfree(r);
		forgotten++;
	}
	mutex_unlock(&chrdevs_lock);
	return forgotten;
}

/* "%3d name" for each region: the first half of /proc/devices. */
void chrdev_show(struct seq_file *m)
{
	struct region *r;

	mutex_lock(&chrdevs_lock);
	list_for_each_entry (r, &regions, link)
		seq_printf(m, "%3d %s\n", r->major, r->name);
	mutex_unlock(&chrdevs_lock);
}
