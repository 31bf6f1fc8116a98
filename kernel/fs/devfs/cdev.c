// SPDX-License-Identifier: MIT
/*
 * Which struct cdev answers for a character device number, and open(2) of a node, which finds it.
 *
 * Where the ranges of two cdevs overlap, the smaller wins.
 */
#include <linux/bug.h>
#include <linux/cdev.h>
#include <linux/device.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/kdev_t.h>
#include <linux/kobject.h>
#include <linux/kmod.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <kernel/devfs.h>
#include <kernel/module.h>

/* One cdev_add(): which cdev answers for which numbers */
struct range {
	struct list_head link; /* ranges */
	dev_t first;
	unsigned int count;
	struct cdev *cdev; /* not referenced: cdev_del() comes before the last put */
};

/* Guards ranges. Sleeps. */
static DEFINE_MUTEX(ranges_lock);
static LIST_HEAD(ranges);

/* Guards inode->i_cdev and cdev->list. A leaf. */
static DEFINE_SPINLOCK(cdev_lock);

/* A reference to the object and to its module, or NULL when either is on its way out */
static struct kobject *cdev_get(struct cdev *p)
{
	struct module *owner = p->owner;

	if (!try_module_get(owner))
		return NULL;
	if (!kobject_get_unless_zero(&p->kobj)) {
		module_put(owner);
		return NULL;
	}
	return &p->kobj;
}

void cdev_put(struct cdev *p)
{
	if (p) {
		struct module *owner = p->owner;

		kobject_put(&p->kobj);
		module_put(owner);
	}
}

/* The cdev with the smallest range around dev, with cdev_get()'s references, or NULL */
static struct cdev *cdev_lookup(dev_t dev)
{
	struct cdev *found = NULL;
	unsigned int best = UINT_MAX;
	struct range *r;

	mutex_lock(&ranges_lock);
	list_for_each_entry (r, &ranges, link) {
		if (dev >= r->first && dev - r->first < r->count && r->count < best) {
			best = r->count;
			found = r->cdev;
		}
	}
	if (found && !cdev_get(found))
		found = NULL;
	mutex_unlock(&ranges_lock);
	return found;
}

/* The cdev is about to be freed: no inode may point at it. */
static void cdev_purge(struct cdev *cdev)
{
	spin_lock(&cdev_lock);
	while (!list_empty(&cdev->list)) {
		struct inode *inode = list_first_entry(&cdev->list, struct inode, i_devices);

		list_del_init(&inode->i_devices);
		inode->i_cdev = NULL;
	}
	spin_unlock(&cdev_lock);
}

void cd_forget(struct inode *inode)
{
	spin_lock(&cdev_lock);
	list_del_init(&inode->i_devices);
	inode->i_cdev = NULL;
	spin_unlock(&cdev_lock);
}

static void cdev_default_release(struct kobject *kobj)
{
	struct kobject *parent = kobj->parent;

	cdev_purge(container_of(kobj, struct cdev, kobj));
	kobject_put(parent);
}

static void cdev_dynamic_release(struct kobject *kobj)
{
	struct cdev *p = container_of(kobj, struct cdev, kobj);
	struct kobject *parent = kobj->parent;

	cdev_purge(p);
	kfree(p);
	kobject_put(parent);
}

static const struct kobj_type ktype_cdev_default = {
	.release = cdev_default_release,
};

static const struct kobj_type ktype_cdev_dynamic = {
	.release = cdev_dynamic_release,
};

/**
 * cdev_alloc() - a cdev that its last reference frees. NULL without memory.
 */
struct cdev *cdev_alloc(void)
{
	struct cdev *p = kzalloc(sizeof(*p), GFP_KERNEL);

	if (p) {
		INIT_LIST_HEAD(&p->list);
		kobject_init(&p->kobj, &ktype_cdev_dynamic);
	}
	return p;
}
EXPORT_SYMBOL(cdev_alloc);

/**
 * cdev_init() - a cdev inside a structure of the caller's, which must outlive every open file
 */
void cdev_init(struct cdev *cdev, const struct file_operations *fops)
{
	memset(cdev, 0, sizeof(*cdev));
	INIT_LIST_HEAD(&cdev->list);
	kobject_init(&cdev->kobj, &ktype_cdev_default);
	cdev->ops = fops;
}
EXPORT_SYMBOL(cdev_init);

/**
 * cdev_set_parent() - an object that stays as long as the cdev does
 */
void cdev_set_parent(struct cdev *cdev, struct kobject *kobj)
{
	WARN_ON(!kobj->state_initialized);
	cdev->kobj.parent = kobj;
}
EXPORT_SYMBOL(cdev_set_parent);

/**
 * cdev_add() - serve @count numbers from @dev on
 *
 * Opens may come before it returns. -EBUSY for the number 0:0, -ENOMEM.
 */
int cdev_add(struct cdev *cdev, dev_t dev, unsigned int count)
{
	struct range *r;

	/* 0:0 marks whiteouts in other file systems: never a device. */
	if (WARN_ON(dev == MKDEV(0, 0)))
		return -EBUSY;
	r = kmalloc(sizeof(*r), GFP_KERNEL);
	if (!r)
		return -ENOMEM;
	cdev->dev = dev;
	cdev->count = count;
	r->first = dev;
	r->count = count;
	r->cdev = cdev;
	kobject_get(cdev->kobj.parent);
	mutex_lock(&ranges_lock);
	list_add_tail(&r->link, &ranges);
	mutex_unlock(&ranges_lock);
	return 0;
}
EXPORT_SYMBOL(cdev_add);

/**
 * cdev_del() - no more opens; drops the caller's reference
 */
void cdev_del(struct cdev *cdev)
{
	struct range *r;

	mutex_lock(&ranges_lock);
	list_for_each_entry (r, &ranges, link) {
		if (r->cdev == cdev && r->first == cdev->dev && r->count == cdev->count) {
			list_del(&r->link);
			kfree(r);
			break;
		}
	}
	mutex_unlock(&ranges_lock);
	kobject_put(&cdev->kobj);
}
EXPORT_SYMBOL(cdev_del);

/**
 * cdev_device_add() - cdev_add() and device_add()
 *
 * @dev has been initialised, and may have no number: then it is only added. After a failure
 * put_device() it. As the two.
 */
int cdev_device_add(struct cdev *cdev, struct device *dev)
{
	int err = 0;

	if (dev->devt) {
		cdev_set_parent(cdev, &dev->kobj);
		err = cdev_add(cdev, dev->devt, 1);
		if (err)
			return err;
	}
	err = device_add(dev);
	if (err && dev->devt)
		cdev_del(cdev);
	return err;
}
EXPORT_SYMBOL(cdev_device_add);

/**
 * cdev_device_del() - undo it; files that are open keep working
 */
void cdev_device_del(struct cdev *cdev, struct device *dev)
{
	device_del(dev);
	if (dev->devt)
		cdev_del(cdev);
}
EXPORT_SYMBOL(cdev_device_del);

/* --- a module that has crashed --- */

static bool is_cdev_of(const struct cdev *cdev, const struct module *mod)
{
	return cdev->owner == mod || within_module((unsigned long)cdev, mod) ||
	       within_module((unsigned long)cdev->ops, mod);
}

/*
 * No open finds its devices any more, and no release of a file that is open looks at them. Their
 * memory is the module's own, or, from cdev_alloc(), is left with a reference that nobody drops.
 */
unsigned int char_devices_forget_module(const struct module *mod)
{
	unsigned int forgotten = 0;
	struct range *r, *next;

	mutex_lock(&ranges_lock);
	list_for_each_entry_safe (r, next, &ranges, link) {
		if (!is_cdev_of(r->cdev, mod))
			continue;
		list_del(&r->link);
		cdev_purge(r->cdev);
		r->cdev->owner = NULL;
		r->cdev->ops = NULL;
		kfree(r);
		forgotten++;
	}
	mutex_unlock(&ranges_lock);
	return forgotten + char_regions_forget_module(mod);
}

/* --- open(2) --- */

/* As cdev_lookup(), but asks for the driver if there is none. An alias may leave out the minor. */
static struct cdev *cdev_find(dev_t dev)
{
	struct cdev *p = cdev_lookup(dev);

	if (p)
		return p;
	if (request_module("char-major-%d-%d", MAJOR(dev), MINOR(dev)) > 0)
		request_module("char-major-%d", MAJOR(dev));
	return cdev_lookup(dev);
}

/*
 * The inode's cdev, remembered in it, with cdev_get()'s references; NULL: nobody serves it, or who
 * did is leaving. It is always inode->i_cdev that is returned, as the release puts that one.
 */
static struct cdev *inode_cdev(struct inode *inode)
{
	struct cdev *p, *new = NULL;

	spin_lock(&cdev_lock);
	p = inode->i_cdev;
	if (!p) {
		spin_unlock(&cdev_lock);
		new = cdev_find(inode->i_rdev);
		if (!new)
			return NULL;
		spin_lock(&cdev_lock);
		p = inode->i_cdev;
	}
	if (!p) {
		inode->i_cdev = p = new;
		list_add(&inode->i_devices, &new->list);
		new = NULL;
	} else if (!cdev_get(p)) {
		p = NULL;
	}
	spin_unlock(&cdev_lock);
	cdev_put(new);
	return p;
}

/*
 * The first open of any character device: hands the file over to the driver. The reference taken
 * here is dropped when the file is released (cdev_put() in __fput()).
 */
static int chrdev_open(struct inode *inode, struct file *filp)
{
	const struct file_operations *fops;
	struct cdev *p = inode_cdev(inode);
	int ret = -ENXIO;

	if (!p)
		return ret;
	fops = fops_get(p->ops);
	if (!fops)
		goto put;
	replace_fops(filp, fops);
	if (filp->f_op->open) {
		ret = filp->f_op->open(inode, filp);
		if (ret)
			goto put;
	}
	return 0;
put:
	cdev_put(p);
	return ret;
}

const struct file_operations def_chr_fops = {
	.open = chrdev_open,
	.llseek = noop_llseek,
};
