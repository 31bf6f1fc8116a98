// SPDX-License-Identifier: MIT
/*
 * Functions that run beside the caller: entries on two lists, of their domain and of all that are
 * waited for together, and on the unbound work queue. Rules for callers: <linux/async.h>.
 */
#include <linux/async.h>
#include <linux/export.h>
#include <linux/slab.h>
#include <linux/wait.h>
#include <linux/workqueue.h>
#include <kernel/holds.h>

/* More than so many would only fill memory. */
#define MAX_WAITING 32768

struct async_entry {
	struct list_head domain_list; /* in domain->pending, by cookie; async_lock */
	struct list_head
		global_list; /* in global_pending, if the domain is registered; async_lock */
	struct work_struct work;
	async_cookie_t cookie;
	async_func_t func;
	void *data;
	struct async_domain *domain;
};

static DEFINE_SPINLOCK(async_lock);    /* taken with interrupts off */
static async_cookie_t next_cookie = 1; /* async_lock */
static LIST_HEAD(global_pending);      /* async_lock */
static unsigned int nr_waiting;	       /* entries; async_lock */
static DECLARE_WAIT_QUEUE_HEAD(async_done);

static ASYNC_DOMAIN(default_domain);

/* The lowest cookie that is not done, in a domain, or in all registered ones (NULL). */
static async_cookie_t lowest_in_progress(struct async_domain *domain)
{
	async_cookie_t lowest = U64_MAX;
	struct async_entry *first;
	unsigned long flags;

	spin_lock_irqsave(&async_lock, flags);
	if (domain)
		first = list_first_entry_or_null(&domain->pending, struct async_entry, domain_list);
	else
		first = list_first_entry_or_null(&global_pending, struct async_entry, global_list);
	if (first)
		lowest = first->cookie;
	spin_unlock_irqrestore(&async_lock, flags);
	return lowest;
}

/* The function has returned, or died: whoever waits for it goes on. The entry is freed. */
static void end_entry(void *arg)
{
	struct async_entry *entry = arg;
	unsigned long flags;

	hold_drop(entry);
	spin_lock_irqsave(&async_lock, flags);
	list_del(&entry->domain_list);
	list_del(&entry->global_list);
	nr_waiting--;
	spin_unlock_irqrestore(&async_lock, flags);
	kfree(entry);
	wake_up_all(&async_done);
}

static void run_entry(struct work_struct *work)
{
	struct async_entry *entry = container_of(work, struct async_entry, work);

	hold_note(entry, end_entry);
	entry->func(entry->data, entry->cookie);
	end_entry(entry);
}

/* Number the entry and put it where it is waited for. False: there are too many. */
static bool enlist(struct async_entry *entry)
{
	unsigned long flags;
	bool room;

	spin_lock_irqsave(&async_lock, flags);
	room = nr_waiting < MAX_WAITING;
	if (room) {
		nr_waiting++;
		entry->cookie = next_cookie++;
		list_add_tail(&entry->domain_list, &entry->domain->pending);
		if (entry->domain->registered)
			list_add_tail(&entry->global_list, &global_pending);
	}
	spin_unlock_irqrestore(&async_lock, flags);
	return room;
}

/* In the caller, under a cookie that nobody can wait for: it is done when they get it. */
static async_cookie_t run_at_once(async_func_t func, void *data)
{
	async_cookie_t cookie;
	unsigned long flags;

	spin_lock_irqsave(&async_lock, flags);
	cookie = next_cookie++;
	spin_unlock_irqrestore(&async_lock, flags);
	func(data, cookie);
	return cookie;
}

async_cookie_t async_schedule_node_domain(async_func_t func, void *data, int node,
					  struct async_domain *domain)
{
	struct async_entry *entry = kzalloc(sizeof(*entry), GFP_ATOMIC);
	async_cookie_t cookie;

	if (!entry)
		return run_at_once(func, data);
	INIT_LIST_HEAD(&entry->domain_list);
	INIT_LIST_HEAD(&entry->global_list);
	INIT_WORK(&entry->work, run_entry);
	entry->func = func;
	entry->data = data;
	entry->domain = domain;
	if (!enlist(entry)) {
		kfree(entry);
		return run_at_once(func, data);
	}
	cookie = entry->cookie;
	/* It may run, and be freed, from here on. */
	queue_work(system_unbound_wq, &entry->work);
	return cookie;
}
EXPORT_SYMBOL_GPL(async_schedule_node_domain);

async_cookie_t async_schedule_node(async_func_t func, void *data, int node)
{
	return async_schedule_node_domain(func, data, node, &default_domain);
}
EXPORT_SYMBOL_GPL(async_schedule_node);

static void wait_below(async_cookie_t cookie, struct async_domain *domain)
{
	wait_event(async_done, lowest_in_progress(domain) >= cookie);
}

void async_synchronize_full(void)
{
	wait_below(U64_MAX, NULL);
}
EXPORT_SYMBOL_GPL(async_synchronize_full);

void async_synchronize_full_domain(struct async_domain *domain)
{
	wait_below(U64_MAX, domain);
}
EXPORT_SYMBOL_GPL(async_synchronize_full_domain);

void async_synchronize_cookie_domain(async_cookie_t cookie, struct async_domain *domain)
{
	wait_below(cookie, domain);
}
EXPORT_SYMBOL_GPL(async_synchronize_cookie_domain);

void async_synchronize_cookie(async_cookie_t cookie)
{
	wait_below(cookie, &default_domain);
}
EXPORT_SYMBOL_GPL(async_synchronize_cookie);

bool current_is_async(void)
{
	return current_work_func() == run_entry;
}
EXPORT_SYMBOL_GPL(current_is_async);
