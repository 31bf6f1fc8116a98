// SPDX-License-Identifier: MIT
/*
 * What goes wrong with objects, one way at a time: write to /proc/slab_damage which. Each of them
 * is reported when the object, or a cache with checks of its own, is next looked at.
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/proc_fs.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

/* So that the compiler doesn't see, and warn of, what we do. */
static noinline char *hide(void *p)
{
	asm("" : "+r"(p));
	return p;
}

static void write_behind(void)
{
	char *p = hide(kmalloc(64, GFP_KERNEL));

	p[64] = 'x';
	kfree(p);
}

static void write_before(void)
{
	char *p = hide(kmalloc(64, GFP_KERNEL));

	p[-1] = 'x';
	kfree(p);
}

static void free_twice(void)
{
	char *p = hide(kmalloc(64, GFP_KERNEL)), *other = kmalloc(64, GFP_KERNEL);

	kfree(p);
	kfree(hide(p));
	kfree(other);
}

static void free_inside(void)
{
	char *p = hide(kmalloc(64, GFP_KERNEL));

	kfree(hide(p + 8));
	kfree(p);
}

/* Found when the object, which is the first in the list of free ones, is handed out again. */
static void use_freed(void)
{
	struct kmem_cache *cache = kmem_cache_create(
		"damaged", 64, 0, SLAB_POISON | SLAB_RED_ZONE | SLAB_STORE_USER, NULL);
	char *other = kmem_cache_alloc(cache, GFP_KERNEL);
	char *p = hide(kmem_cache_alloc(cache, GFP_KERNEL));

	kmem_cache_free(cache, p);
	hide(p)[10] = 'x';
	p = kmem_cache_alloc(cache, GFP_KERNEL);
	kmem_cache_free(cache, p);
	kmem_cache_free(cache, other);
}

static void forget_one(void)
{
	struct kmem_cache *cache = kmem_cache_create("forgotten", 64, 0, 0, NULL);

	kmem_cache_alloc(cache, GFP_KERNEL);
	kmem_cache_destroy(cache);
}

static const struct {
	const char *name;
	void (*damage)(void);
} damages[] = {
	{"behind", write_behind}, {"before", write_before}, {"twice", free_twice},
	{"inside", free_inside},  {"freed", use_freed},	    {"forgotten", forget_one},
};

static ssize_t damage_write(struct file *file, const char __user *buf, size_t count, loff_t *ppos)
{
	char word[16] = "";

	if (count >= sizeof(word) || copy_from_user(word, buf, count))
		return -EINVAL;
	strim(word);
	for (int i = 0; i < ARRAY_SIZE(damages); i++) {
		if (!strcmp(word, damages[i].name)) {
			damages[i].damage();
			return count;
		}
	}
	return -EINVAL;
}

static const struct proc_ops damage_ops = {.proc_write = damage_write};

static int __init slab_damage_init(void)
{
	return proc_create("slab_damage", 0200, NULL, &damage_ops) ? 0 : -ENOMEM;
}

static void __exit slab_damage_exit(void)
{
	remove_proc_entry("slab_damage", NULL);
}

module_init(slab_damage_init);
module_exit(slab_damage_exit);
MODULE_LICENSE("Dual MIT/GPL");
