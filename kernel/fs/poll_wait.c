// SPDX-License-Identifier: MIT
/*
 * Waiting on many files at once: the machinery under poll(2) and select(2).
 *
 * The first scan over the files has each ->poll put an entry of ours on its wait queues; then the
 * task sleeps once for all of them. A waker whose events matter to the entry sets `triggered` and
 * wakes the task, which scans again. `triggered` is cleared before a scan, never after: a wake
 * during the scan makes the sleep return at once. There is no polling.
 *
 * Entries hold a reference to their file, so its queue stays. The first few are in the poll_wqueues
 * itself, on the caller's stack, the rest in pages.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/jiffies.h>
#include <linux/ktime.h>
#include <linux/mm.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/timekeeping.h>
#include <linux/wait.h>

#include "poll_wait.h"

struct poll_table_page {
	struct poll_table_page *next;
	struct poll_table_entry *entry; /* first unused */
	struct poll_table_entry entries[];
};

static bool page_is_full(const struct poll_table_page *page)
{
	return (unsigned long)(page->entry + 1) > (unsigned long)page + PAGE_SIZE;
}

static struct poll_table_entry *get_entry(struct poll_wqueues *pwq)
{
	struct poll_table_page *page = pwq->table;

	if (pwq->inline_index < N_INLINE_POLL_ENTRIES)
		return &pwq->inline_entries[pwq->inline_index++];
	if (!page || page_is_full(page)) {
		page = (struct poll_table_page *)__get_free_page(GFP_KERNEL);
		if (!page) {
			pwq->error = -ENOMEM;
			return NULL;
		}
		page->entry = page->entries;
		page->next = pwq->table;
		pwq->table = page;
	}
	return page->entry++;
}

/* Called by a waker, perhaps in an interrupt, with the queue's lock held. */
static int pollwake(wait_queue_entry_t *wait, unsigned int mode, int sync, void *key)
{
	struct poll_table_entry *entry = container_of(wait, struct poll_table_entry, wait);
	struct poll_wqueues *pwq = wait->private;
	DECLARE_WAITQUEUE(dummy, pwq->polling_task);

	if (key && !(key_to_poll(key) & entry->key))
		return 0;
	smp_wmb(); /* what made the file ready is visible before triggered is: poll_sleep() */
	WRITE_ONCE(pwq->triggered, 1);
	return default_wake_function(&dummy, mode, sync, key);
}

/* What poll_wait() in a file's ->poll comes to: put an entry on the queue. */
static void queue_entry(struct file *filp, wait_queue_head_t *head, poll_table *p)
{
	struct poll_wqueues *pwq = container_of(p, struct poll_wqueues, pt);
	struct poll_table_entry *entry = get_entry(pwq);

	if (!entry)
		return;
	entry->filp = get_file(filp);
	entry->wait_address = head;
	entry->key = p->_key;
	init_waitqueue_func_entry(&entry->wait, pollwake);
	entry->wait.private = pwq;
	add_wait_queue(head, &entry->wait);
}

void poll_initwait(struct poll_wqueues *pwq)
{
	init_poll_funcptr(&pwq->pt, queue_entry);
	pwq->polling_task = current;
	pwq->triggered = 0;
	pwq->error = 0;
	pwq->table = NULL;
	pwq->inline_index = 0;
}
EXPORT_SYMBOL(poll_initwait);

static void free_entry(struct poll_table_entry *entry)
{
	remove_wait_queue(entry->wait_address, &entry->wait);
	fput(entry->filp);
}

void poll_freewait(struct poll_wqueues *pwq)
{
	struct poll_table_page *page = pwq->table;
	int i;

	for (i = 0; i < pwq->inline_index; i++)
		free_entry(&pwq->inline_entries[i]);
	while (page) {
		struct poll_table_page *next = page->next;

		while (page->entry > page->entries)
			free_entry(--page->entry);
		free_page((unsigned long)page);
		page = next;
	}
}
EXPORT_SYMBOL(poll_freewait);

int poll_deadline(const struct timespec64 *timeout, ktime_t *deadline)
{
	ktime_t now, span;

	if (!timespec64_valid(timeout))
		return -EINVAL;
	if (!timeout->tv_sec && !timeout->tv_nsec) {
		*deadline = DEADLINE_NOW;
		return 0;
	}
	now = ktime_get();
	span = timespec64_to_ktime(*timeout); /* cut to KTIME_MAX */
	*deadline = span > KTIME_MAX - now ? NO_DEADLINE : now + span;
	return 0;
}

struct timespec64 poll_time_left(ktime_t deadline)
{
	ktime_t now = ktime_get();

	return ktime_to_timespec64(deadline > now ? deadline - now : 0);
}

long poll_ticks_until(ktime_t deadline)
{
	ktime_t left;
	u64 ticks;

	if (deadline == NO_DEADLINE)
		return MAX_SCHEDULE_TIMEOUT;
	left = deadline - ktime_get();
	if (left <= 0)
		return 0;
	ticks = DIV_ROUND_UP_ULL(left, TICK_NSEC);
	return min_t(u64, ticks, MAX_SCHEDULE_TIMEOUT - 1);
}

bool poll_sleep(struct poll_wqueues *pwq, ktime_t deadline)
{
	bool time_left = true;

	set_current_state(TASK_INTERRUPTIBLE);
	if (!READ_ONCE(pwq->triggered)) {
		long ticks = poll_ticks_until(deadline);

		if (ticks)
			schedule_timeout(ticks);
		else
			time_left = false;
	}
	__set_current_state(TASK_RUNNING);
	/* Cleared, with a barrier, before the files are looked at again: pairs with pollwake(). */
	smp_store_mb(pwq->triggered, 0);
	return time_left;
}
