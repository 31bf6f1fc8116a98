// SPDX-License-Identifier: MIT
/* Who holds references: see <linux/ref_tracker.h>. */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/ref_tracker.h>
#include <linux/slab.h>
#include <linux/stacktrace.h>

#define TRACE_DEPTH 16

struct trace {
	unsigned int nr;
	unsigned long entries[TRACE_DEPTH];
};

struct ref_tracker {
	struct list_head head; /* in list or quarantine of the dir; its lock */
	bool dead;	       /* given back; the same */
	struct trace taken, given;
};

void ref_tracker_dir_init(struct ref_tracker_dir *dir, unsigned int quarantine_count)
{
	spin_lock_init(&dir->lock);
	INIT_LIST_HEAD(&dir->list);
	INIT_LIST_HEAD(&dir->quarantine);
	dir->quarantine_avail = quarantine_count;
	dir->dead = false;
	refcount_set(&dir->untracked, 1);
	refcount_set(&dir->no_tracker, 1);
}
EXPORT_SYMBOL(ref_tracker_dir_init);

static void print_trace(const struct trace *t)
{
	if (t->nr)
		stack_trace_print(t->entries, t->nr, 4);
}

void ref_tracker_dir_print(struct ref_tracker_dir *dir, unsigned int display_limit)
{
	struct ref_tracker *tracker;
	unsigned long flags;

	spin_lock_irqsave(&dir->lock, flags);
	list_for_each_entry (tracker, &dir->list, head) {
		if (!display_limit--)
			break;
		pr_err("leaked reference.\n");
		print_trace(&tracker->taken);
	}
	spin_unlock_irqrestore(&dir->lock, flags);
}
EXPORT_SYMBOL(ref_tracker_dir_print);

void ref_tracker_dir_exit(struct ref_tracker_dir *dir)
{
	struct ref_tracker *tracker, *n;
	unsigned long flags;
	bool leak = false;

	dir->dead = true;
	spin_lock_irqsave(&dir->lock, flags);
	list_for_each_entry_safe (tracker, n, &dir->quarantine, head) {
		list_del(&tracker->head);
		kfree(tracker);
		dir->quarantine_avail++;
	}
	list_for_each_entry_safe (tracker, n, &dir->list, head) {
		pr_err("leaked reference.\n");
		print_trace(&tracker->taken);
		leak = true;
		list_del(&tracker->head);
		kfree(tracker);
	}
	spin_unlock_irqrestore(&dir->lock, flags);
	WARN_ON_ONCE(leak);
	WARN_ON_ONCE(refcount_read(&dir->untracked) != 1);
	WARN_ON_ONCE(refcount_read(&dir->no_tracker) != 1);
}
EXPORT_SYMBOL(ref_tracker_dir_exit);

int ref_tracker_alloc(struct ref_tracker_dir *dir, struct ref_tracker **trackerp, gfp_t gfp)
{
	struct ref_tracker *tracker;
	unsigned long flags;

	WARN_ON_ONCE(dir->dead);
	if (!trackerp) {
		refcount_inc(&dir->untracked);
		return 0;
	}
	/* A note is worth waiting for where one may wait. */
	if (gfp & __GFP_DIRECT_RECLAIM)
		gfp |= __GFP_NOFAIL;
	*trackerp = tracker = kzalloc(sizeof(*tracker), gfp);
	if (!tracker) {
		pr_err_once("memory allocation failure, unreliable refcount tracker.\n");
		refcount_inc(&dir->no_tracker);
		return -ENOMEM;
	}
	tracker->taken.nr = stack_trace_save(tracker->taken.entries, TRACE_DEPTH, 1);
	spin_lock_irqsave(&dir->lock, flags);
	list_add(&tracker->head, &dir->list);
	spin_unlock_irqrestore(&dir->lock, flags);
	return 0;
}
EXPORT_SYMBOL_GPL(ref_tracker_alloc);

/* Somebody gave it back before; the caller holds dir->lock. */
static void report_double(const struct ref_tracker *tracker)
{
	pr_err("reference already released.\n");
	if (tracker->taken.nr) {
		pr_err("allocated in:\n");
		print_trace(&tracker->taken);
	}
	if (tracker->given.nr) {
		pr_err("freed in:\n");
		print_trace(&tracker->given);
	}
}

int ref_tracker_free(struct ref_tracker_dir *dir, struct ref_tracker **trackerp)
{
	struct ref_tracker *tracker, *oldest = NULL;
	unsigned long flags;
	struct trace here;

	WARN_ON_ONCE(dir->dead);
	if (!trackerp) {
		refcount_dec(&dir->untracked);
		return 0;
	}
	tracker = *trackerp;
	if (!tracker) {
		refcount_dec(&dir->no_tracker);
		return -EEXIST;
	}
	here.nr = stack_trace_save(here.entries, TRACE_DEPTH, 1);
	spin_lock_irqsave(&dir->lock, flags);
	if (tracker->dead) {
		report_double(tracker);
		spin_unlock_irqrestore(&dir->lock, flags);
		WARN_ON_ONCE(1);
		return -EINVAL;
	}
	tracker->dead = true;
	tracker->given = here;
	list_move_tail(&tracker->head, &dir->quarantine);
	if (!dir->quarantine_avail) {
		oldest = list_first_entry(&dir->quarantine, struct ref_tracker, head);
		list_del(&oldest->head);
	} else {
		dir->quarantine_avail--;
	}
	spin_unlock_irqrestore(&dir->lock, flags);
	kfree(oldest);
	return 0;
}
EXPORT_SYMBOL_GPL(ref_tracker_free);
