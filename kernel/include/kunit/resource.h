/* SPDX-License-Identifier: MIT */
/*
 * What a test case has and need not give back: when the case is over, its resources are freed, the
 * newest first.
 *
 * kunit_kmalloc() of <kunit/test.h> is one; this is how to make others. A resource is a pointer,
 * data, with a function that frees what it stands for:
 *
 *	static int open_init(struct kunit_resource *res, void *path)
 *	{
 *		res->data = filp_open(path, O_RDONLY, 0);
 *		return PTR_ERR_OR_ZERO(res->data);
 *	}
 *
 *	static void open_free(struct kunit_resource *res)
 *	{
 *		filp_close(res->data, NULL);
 *	}
 *
 *	struct file *file = kunit_alloc_resource(test, open_init, open_free, GFP_KERNEL,
 *"/dev/null");
 *
 * The list of a case holds a reference on each of its resources; kunit_find_resource() and
 * kunit_alloc_and_get_resource() give the caller one more, for kunit_put_resource(). free runs when
 * the last is gone. A resource of a name is the only one of that name in its case.
 *
 * Any context that free may run in; the functions that allocate, as gfp says.
 */
#ifndef _KUNIT_RESOURCE_H
#define _KUNIT_RESOURCE_H

#include <kunit/test.h>
#include <linux/kref.h>
#include <linux/list.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct kunit_resource;

/* 0, or a negative errno: then there is no resource, and free is not called. */
typedef int (*kunit_resource_init_t)(struct kunit_resource *, void *);
typedef void (*kunit_resource_free_t)(struct kunit_resource *);
typedef bool (*kunit_resource_match_t)(struct kunit *test, struct kunit_resource *res,
				       void *match_data);

struct kunit_resource {
	void *data;
	const char *name; /* or NULL */
	kunit_resource_free_t free;

	/* KUnit's own. */
	struct kref refcount;
	struct list_head node; /* test->resources, test->lock */
	bool should_kfree;     /* was allocated here */
};

static inline void kunit_get_resource(struct kunit_resource *res)
{
	kref_get(&res->refcount);
}

void kunit_put_resource(struct kunit_resource *res);

/*
 * Puts the caller's res, which must outlive the case, on the case's list: with init(res, data), or
 * without init with data as it is. 0, or init's errno.
 */
int __kunit_add_resource(struct kunit *test, kunit_resource_init_t init, kunit_resource_free_t free,
			 struct kunit_resource *res, void *data);
int kunit_add_resource(struct kunit *test, kunit_resource_init_t init, kunit_resource_free_t free,
		       struct kunit_resource *res, void *data);
/* Also -EINVAL, no name; -EEXIST, the name is taken. */
int kunit_add_named_resource(struct kunit *test, kunit_resource_init_t init,
			     kunit_resource_free_t free, struct kunit_resource *res,
			     const char *name, void *data);

/* The same with a resource allocated here; NULL on failure. The second returns its data. */
struct kunit_resource *kunit_alloc_and_get_resource(struct kunit *test, kunit_resource_init_t init,
						    kunit_resource_free_t free, gfp_t internal_gfp,
						    void *context);
void *kunit_alloc_resource(struct kunit *test, kunit_resource_init_t init,
			   kunit_resource_free_t free, gfp_t internal_gfp, void *context);

/* For kunit_find_resource() and kunit_destroy_resource(): by data, by name. */
static inline bool kunit_resource_instance_match(struct kunit *test, struct kunit_resource *res,
						 void *match_data)
{
	return res->data == match_data;
}

static inline bool kunit_resource_name_match(struct kunit *test, struct kunit_resource *res,
					     void *match_name)
{
	return res->name && !strcmp(res->name, match_name);
}

/* The newest that matches, with a reference, or NULL. match runs under a spinlock. */
struct kunit_resource *kunit_find_resource(struct kunit *test, kunit_resource_match_t match,
					   void *match_data);
struct kunit_resource *kunit_find_named_resource(struct kunit *test, const char *name);

/* Takes it off the list before the case is over, with the list's reference. -ENOENT: none. */
int kunit_destroy_resource(struct kunit *test, kunit_resource_match_t match, void *match_data);
int kunit_destroy_named_resource(struct kunit *test, const char *name);
void kunit_remove_resource(struct kunit *test, struct kunit_resource *res);

#endif
