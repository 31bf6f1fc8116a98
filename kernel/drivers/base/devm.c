// SPDX-License-Identifier: MIT
/*
 * Memory and actions that go with a device's driver: <linux/device/devres.h>.
 */
#include <linux/bug.h>
#include <linux/device.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/percpu.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <asm/sections.h>
#include "base.h"

/* --- actions --- */

struct action {
	void (*action)(void *);
	void *data;
};

static int is_action(struct device *dev, void *res, void *data)
{
	return !memcmp(res, data, sizeof(struct action));
}

static void run_action(struct device *dev, void *res)
{
	struct action *a = res;

	a->action(a->data);
}

/**
 * devm_add_action() - call @action when the driver leaves the device. -ENOMEM.
 */
int devm_add_action(struct device *dev, void (*action)(void *), void *data)
{
	struct action *a = devres_alloc(run_action, sizeof(*a), GFP_KERNEL);

	if (!a)
		return -ENOMEM;
	a->action = action;
	a->data = data;
	devres_add(dev, a);
	return 0;
}
EXPORT_SYMBOL_GPL(devm_add_action);

void devm_remove_action(struct device *dev, void (*action)(void *), void *data)
{
	struct action a = {action, data};

	WARN_ON(devres_destroy(dev, run_action, is_action, &a));
}
EXPORT_SYMBOL_GPL(devm_remove_action);

void devm_release_action(struct device *dev, void (*action)(void *), void *data)
{
	struct action a = {action, data};

	WARN_ON(devres_release(dev, run_action, is_action, &a));
}
EXPORT_SYMBOL_GPL(devm_release_action);

/* --- kmalloc() --- */

/* In what the kernel itself never changes? A module's constants go with it, so they don't count. */
static bool is_constant(const void *p)
{
	return (const char *)p >= __start_rodata && (const char *)p < __end_rodata;
}

/* The memory is the resource itself. */
static void memory_goes(struct device *dev, void *res)
{
}

static int is_memory(struct device *dev, void *res, void *data)
{
	return res == data;
}

void *devm_kmalloc(struct device *dev, size_t size, gfp_t gfp)
{
	void *p;

	if (!size)
		return ZERO_SIZE_PTR;
	p = devres_alloc(memory_goes, size, gfp);
	if (p)
		devres_add(dev, p);
	return p;
}
EXPORT_SYMBOL_GPL(devm_kmalloc);

void devm_kfree(struct device *dev, const void *p)
{
	/* What is constant data was not copied: devm_kstrdup_const(). */
	if (ZERO_OR_NULL_PTR(p) || is_constant(p))
		return;
	WARN_ON(devres_destroy(dev, memory_goes, is_memory, (void *)p));
}
EXPORT_SYMBOL_GPL(devm_kfree);

/**
 * devm_krealloc() - another size; the old memory goes if there is new
 */
void *devm_krealloc(struct device *dev, void *ptr, size_t new_size, gfp_t gfp)
{
	size_t old_size;
	void *new;

	if (!new_size) {
		devm_kfree(dev, ptr);
		return ZERO_SIZE_PTR;
	}
	if (ZERO_OR_NULL_PTR(ptr))
		return devm_kmalloc(dev, new_size, gfp);
	if (WARN_ON(!devres_find(dev, memory_goes, is_memory, ptr)))
		return NULL;
	old_size = devres_size(ptr);
	if (new_size <= old_size)
		return ptr;
	new = devm_kmalloc(dev, new_size, gfp);
	if (!new)
		return NULL;
	memcpy(new, ptr, old_size);
	devm_kfree(dev, ptr);
	return new;
}
EXPORT_SYMBOL_GPL(devm_krealloc);

void *devm_kmemdup(struct device *dev, const void *src, size_t len, gfp_t gfp)
{
	void *p = devm_kmalloc(dev, len, gfp);

	return p ? memcpy(p, src, len) : NULL;
}
EXPORT_SYMBOL_GPL(devm_kmemdup);

char *devm_kstrdup(struct device *dev, const char *s, gfp_t gfp)
{
	return s ? devm_kmemdup(dev, s, strlen(s) + 1, gfp) : NULL;
}
EXPORT_SYMBOL_GPL(devm_kstrdup);

const char *devm_kstrdup_const(struct device *dev, const char *s, gfp_t gfp)
{
	return is_constant(s) ? s : devm_kstrdup(dev, s, gfp);
}
EXPORT_SYMBOL_GPL(devm_kstrdup_const);

char *devm_kvasprintf(struct device *dev, gfp_t gfp, const char *fmt, va_list ap)
{
	va_list again;
	unsigned int len;
	char *p;

	va_copy(again, ap);
	len = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	p = devm_kmalloc(dev, len + 1, gfp);
	if (p)
		vsnprintf(p, len + 1, fmt, ap);
	return p;
}
EXPORT_SYMBOL(devm_kvasprintf);

char *devm_kasprintf(struct device *dev, gfp_t gfp, const char *fmt, ...)
{
	va_list ap;
	char *p;

	va_start(ap, fmt);
	p = devm_kvasprintf(dev, gfp, fmt, ap);
	va_end(ap);
	return p;
}
EXPORT_SYMBOL_GPL(devm_kasprintf);

/* --- pages and per-CPU variables --- */

struct pages {
	unsigned long addr;
	unsigned int order;
};

static int are_pages(struct device *dev, void *res, void *data)
{
	return ((struct pages *)res)->addr == ((struct pages *)data)->addr;
}

static void free_them(struct device *dev, void *res)
{
	struct pages *p = res;

	free_pages(p->addr, p->order);
}

unsigned long devm_get_free_pages(struct device *dev, gfp_t gfp_mask, unsigned int order)
{
	struct pages *p = devres_alloc(free_them, sizeof(*p), GFP_KERNEL);

	if (!p)
		return 0;
	p->addr = __get_free_pages(gfp_mask, order);
	if (!p->addr) {
		devres_free(p);
		return 0;
	}
	p->order = order;
	devres_add(dev, p);
	return p->addr;
}
EXPORT_SYMBOL_GPL(devm_get_free_pages);

void devm_free_pages(struct device *dev, unsigned long addr)
{
	struct pages p = {.addr = addr};

	WARN_ON(devres_release(dev, free_them, are_pages, &p));
}
EXPORT_SYMBOL_GPL(devm_free_pages);

static int is_percpu(struct device *dev, void *res, void *data)
{
	return *(void **)res == data;
}

static void free_it_percpu(struct device *dev, void *res)
{
	free_percpu(*(void __percpu **)res);
}

void __percpu *__devm_alloc_percpu(struct device *dev, size_t size, size_t align)
{
	void __percpu *p = __alloc_percpu(size, align);
	void **res;

	if (!p)
		return NULL;
	res = devres_alloc(free_it_percpu, sizeof(*res), GFP_KERNEL);
	if (!res) {
		free_percpu(p);
		return NULL;
	}
	*res = (void __force *)p;
	devres_add(dev, res);
	return p;
}
EXPORT_SYMBOL_GPL(__devm_alloc_percpu);

void devm_free_percpu(struct device *dev, void __percpu *pdata)
{
	WARN_ON(devres_release(dev, free_it_percpu, is_percpu, (void __force *)pdata));
}
EXPORT_SYMBOL_GPL(devm_free_percpu);

/* --- attributes --- */

static int is_group(struct device *dev, void *res, void *data)
{
	return *(const void **)res == data;
}

static void remove_group(struct device *dev, void *res)
{
	device_remove_group(dev, *(const struct attribute_group **)res);
}

static void remove_groups(struct device *dev, void *res)
{
	device_remove_groups(dev, *(const struct attribute_group ***)res);
}

/* what: a group or a list of groups, which make() makes and release() removes. */
static int add_managed(struct device *dev, const void *what, dr_release_t release, int err,
		       const void **res)
{
	if (err) {
		devres_free(res);
		return err;
	}
	*res = what;
	devres_add(dev, res);
	return 0;
}

/**
 * devm_device_add_group() - attributes for as long as the driver has the device
 */
int devm_device_add_group(struct device *dev, const struct attribute_group *grp)
{
	const void **res = devres_alloc(remove_group, sizeof(*res), GFP_KERNEL);

	return res ? add_managed(dev, grp, remove_group, device_add_group(dev, grp), res) : -ENOMEM;
}
EXPORT_SYMBOL_GPL(devm_device_add_group);

void devm_device_remove_group(struct device *dev, const struct attribute_group *grp)
{
	WARN_ON(devres_release(dev, remove_group, is_group, (void *)grp));
}
EXPORT_SYMBOL_GPL(devm_device_remove_group);

int devm_device_add_groups(struct device *dev, const struct attribute_group **groups)
{
	const void **res = devres_alloc(remove_groups, sizeof(*res), GFP_KERNEL);

	return res ? add_managed(dev, groups, remove_groups, device_add_groups(dev, groups), res)
		   : -ENOMEM;
}
EXPORT_SYMBOL_GPL(devm_device_add_groups);

void devm_device_remove_groups(struct device *dev, const struct attribute_group **groups)
{
	WARN_ON(devres_release(dev, remove_groups, is_group, (void *)groups));
}
EXPORT_SYMBOL_GPL(devm_device_remove_groups);
