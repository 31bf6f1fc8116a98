// SPDX-License-Identifier: MIT
/*
 * The resources of test cases, memory among them; <kunit/resource.h> has the rules.
 */
#include <kunit/resource.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/sched.h>

static void release_resource(struct kref *kref)
{
	struct kunit_resource *res = container_of(kref, struct kunit_resource, refcount);
	bool ours = res->should_kfree;

	if (res->free)
		res->free(res);
	if (ours)
		kfree(res);
}

void kunit_put_resource(struct kunit_resource *res)
{
	kref_put(&res->refcount, release_resource);
}
EXPORT_SYMBOL_GPL(kunit_put_resource);

int __kunit_add_resource(struct kunit *test, kunit_resource_init_t init, kunit_resource_free_t free,
			 struct kunit_resource *res, void *data)
{
	unsigned long flags;
	int err = 0;

	res->free = free;
	kref_init(&res->refcount);
	INIT_LIST_HEAD(&res->node);
	if (init)
		err = init(res, data);
	else
		res->data = data;
	if (err)
		return err;
	spin_lock_irqsave(&test->lock, flags);
	list_add_tail(&res->node, &test->resources);
	spin_unlock_irqrestore(&test->lock, flags);
	return 0;
}
EXPORT_SYMBOL_GPL(__kunit_add_resource);

int kunit_add_resource(struct kunit *test, kunit_resource_init_t init, kunit_resource_free_t free,
		       struct kunit_resource *res, void *data)
{
	res->should_kfree = false;
	res->name = NULL;
	return __kunit_add_resource(test, init, free, res, data);
}
EXPORT_SYMBOL_GPL(kunit_add_resource);

int kunit_add_named_resource(struct kunit *test, kunit_resource_init_t init,
			     kunit_resource_free_t free, struct kunit_resource *res,
			     const char *name, void *data)
{
	struct kunit_resource *existing;

	if (!name)
		return -EINVAL;
	existing = kunit_find_named_resource(test, name);
	if (existing) {
		kunit_put_resource(existing);
		return -EEXIST;
	}
	res->should_kfree = false;
	res->name = name;
	return __kunit_add_resource(test, init, free, res, data);
}
EXPORT_SYMBOL_GPL(kunit_add_named_resource);

struct kunit_resource *kunit_alloc_and_get_resource(struct kunit *test, kunit_resource_init_t init,
						    kunit_resource_free_t free, gfp_t internal_gfp,
						    void *context)
{
	struct kunit_resource *res = kzalloc(sizeof(*res), internal_gfp);

	if (!res)
		return NULL;
	res->should_kfree = true;
	if (__kunit_add_resource(test, init, free, res, context)) {
		kfree(res);
		return NULL;
	}
	kunit_get_resource(res);
	return res;
}
EXPORT_SYMBOL_GPL(kunit_alloc_and_get_resource);

void *kunit_alloc_resource(struct kunit *test, kunit_resource_init_t init,
			   kunit_resource_free_t free, gfp_t internal_gfp, void *context)
{
	struct kunit_resource *res =
		kunit_alloc_and_get_resource(test, init, free, internal_gfp, context);
	void *data;

	if (!res)
		return NULL;
	data = res->data;
	kunit_put_resource(res);
	return data;
}
EXPORT_SYMBOL_GPL(kunit_alloc_resource);

struct kunit_resource *kunit_find_resource(struct kunit *test, kunit_resource_match_t match,
					   void *match_data)
{
	struct kunit_resource *res, *found = NULL;
	unsigned long flags;

	spin_lock_irqsave(&test->lock, flags);
	list_for_each_entry_reverse (res, &test->resources, node) {
		if (match(test, res, match_data)) {
			kunit_get_resource(res);
			found = res;
			break;
		}
	}
	spin_unlock_irqrestore(&test->lock, flags);
	return found;
}
EXPORT_SYMBOL_GPL(kunit_find_resource);

struct kunit_resource *kunit_find_named_resource(struct kunit *test, const char *name)
{
	return kunit_find_resource(test, kunit_resource_name_match, (void *)name);
}
EXPORT_SYMBOL_GPL(kunit_find_named_resource);

void kunit_remove_resource(struct kunit *test, struct kunit_resource *res)
{
	unsigned long flags;
	bool listed;

	spin_lock_irqsave(&test->lock, flags);
	listed = !list_empty(&res->node);
	list_del_init(&res->node);
	spin_unlock_irqrestore(&test->lock, flags);
	/* Whoever took it off has the list's reference. */
	if (listed)
		kunit_put_resource(res);
}
EXPORT_SYMBOL_GPL(kunit_remove_resource);

int kunit_destroy_resource(struct kunit *test, kunit_resource_match_t match, void *match_data)
{
	struct kunit_resource *res = kunit_find_resource(test, match, match_data);

	if (!res)
		return -ENOENT;
	kunit_remove_resource(test, res);
	kunit_put_resource(res);
	return 0;
}
EXPORT_SYMBOL_GPL(kunit_destroy_resource);

int kunit_destroy_named_resource(struct kunit *test, const char *name)
{
	return kunit_destroy_resource(test, kunit_resource_name_match, (void *)name);
}
EXPORT_SYMBOL_GPL(kunit_destroy_named_resource);

static struct kunit_resource *newest_resource(struct kunit *test)
{
	struct kunit_resource *res;
	unsigned long flags;

	spin_lock_irqsave(&test->lock, flags);
	res = list_empty(&test->resources)
		      ? NULL
		      : list_last_entry(&test->resources, struct kunit_resource, node);
	spin_unlock_irqrestore(&test->lock, flags);
	return res;
}

/* The newest first, since it may need those before it; freeing one may add or remove others. */
void kunit_cleanup(struct kunit *test)
{
	struct kunit_resource *res;

	while ((res = newest_resource(test)))
		kunit_remove_resource(test, res);
	current->kunit_test = NULL;
}
EXPORT_SYMBOL_GPL(kunit_cleanup);

/* ---- Memory ---- */

struct array_params {
	size_t n, size;
	gfp_t gfp;
};

static int array_init(struct kunit_resource *res, void *context)
{
	const struct array_params *params = context;

	res->data = kmalloc_array(params->n, params->size, params->gfp);
	return res->data ? 0 : -ENOMEM;
}

static void array_free(struct kunit_resource *res)
{
	kfree(res->data);
}

void *kunit_kmalloc_array(struct kunit *test, size_t n, size_t size, gfp_t gfp)
{
	struct array_params params = {.n = n, .size = size, .gfp = gfp};

	return kunit_alloc_resource(test, array_init, array_free, gfp, &params);
}
EXPORT_SYMBOL_GPL(kunit_kmalloc_array);

static bool is_array_at(struct kunit *test, struct kunit_resource *res, void *match_data)
{
	return res->free == array_free && res->data == match_data;
}

void kunit_kfree(struct kunit *test, const void *ptr)
{
	if (ptr && kunit_destroy_resource(test, is_array_at, (void *)ptr))
		KUNIT_FAIL(test, "kunit_kfree: %px already freed or not allocated by kunit", ptr);
}
EXPORT_SYMBOL_GPL(kunit_kfree);
