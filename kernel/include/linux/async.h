// SPDX-License-Identifier: MIT
/*
 * Functions that run beside the caller, and waiting until those scheduled so far are done.
 *
 * Each call gets a cookie, and cookies grow. What must not overtake goes behind
 * async_synchronize_cookie() with its own cookie: all that was scheduled before has then run. A
 * function runs in a kernel thread and may sleep; when memory is short, or too many wait, it runs
 * at once, in the caller, so that the caller, too, must be able to sleep.
 *
 * A domain is a set of calls to be waited for on its own. Those of a domain that is not exclusive
 * are waited for by async_synchronize_full(), too, as the loader does after a module's init and
 * exit. A domain must be empty when it goes: async_synchronize_full_domain().
 */
#ifndef _LINUX_ASYNC_H
#define _LINUX_ASYNC_H

#include <linux/device.h>
#include <linux/list.h>
#include <linux/numa.h>
#include <linux/types.h>

typedef u64 async_cookie_t;
typedef void (*async_func_t)(void *data, async_cookie_t cookie);

struct async_domain {
	struct list_head pending; /* by cookie; async_lock */
	unsigned registered : 1;  /* waited for by async_synchronize_full(); constant */
};

#define ASYNC_DOMAIN(_name)                                                                        \
	struct async_domain _name = {.pending = LIST_HEAD_INIT(_name.pending), .registered = 1}
#define ASYNC_DOMAIN_EXCLUSIVE(_name)                                                              \
	struct async_domain _name = {.pending = LIST_HEAD_INIT(_name.pending), .registered = 0}

/* Any context when memory allows; see above. The data is the function's. */
async_cookie_t async_schedule_node(async_func_t func, void *data, int node);
async_cookie_t async_schedule_node_domain(async_func_t func, void *data, int node,
					  struct async_domain *domain);

static inline async_cookie_t async_schedule(async_func_t func, void *data)
{
	return async_schedule_node(func, data, NUMA_NO_NODE);
}

static inline async_cookie_t async_schedule_domain(async_func_t func, void *data,
						   struct async_domain *domain)
{
	return async_schedule_node_domain(func, data, NUMA_NO_NODE, domain);
}

/* With the device as data. */
static inline async_cookie_t async_schedule_dev(async_func_t func, struct device *dev)
{
	return async_schedule_node(func, dev, dev_to_node(dev));
}

static inline async_cookie_t async_schedule_dev_domain(async_func_t func, struct device *dev,
						       struct async_domain *domain)
{
	return async_schedule_node_domain(func, dev, dev_to_node(dev), domain);
}

/* Wait; may sleep. For all, for those of a domain, for those scheduled before that cookie. */
void async_synchronize_full(void);
void async_synchronize_full_domain(struct async_domain *domain);
void async_synchronize_cookie(async_cookie_t cookie);
void async_synchronize_cookie_domain(async_cookie_t cookie, struct async_domain *domain);

/* Is the current task running such a function? */
bool current_is_async(void);

#endif
