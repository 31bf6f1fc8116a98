// SPDX-License-Identifier: MIT
/*
 * Who holds references: each one taken is noted with its backtrace, so that one given back twice,
 * or never, can be told whose it was. Any context.
 */
#ifndef _LINUX_REF_TRACKER_H
#define _LINUX_REF_TRACKER_H

#include <linux/refcount.h>
#include <linux/spinlock.h>
#include <linux/types.h>

struct ref_tracker;

struct ref_tracker_dir {
	spinlock_t lock; /* the lists, quarantine_avail, dead */
	unsigned int quarantine_avail;
	refcount_t untracked;	     /* less one: references without a tracker */
	refcount_t no_tracker;	     /* less one: no memory was there for a tracker */
	bool dead;		     /* ref_tracker_dir_exit() was called */
	struct list_head list;	     /* trackers of references that are held */
	struct list_head quarantine; /* of those given back of late */
};

void ref_tracker_dir_init(struct ref_tracker_dir *dir, unsigned int quarantine_count);
/* Report what is still held, and warn of it. */
void ref_tracker_dir_exit(struct ref_tracker_dir *dir);
void ref_tracker_dir_print(struct ref_tracker_dir *dir, unsigned int display_limit);
/* A reference was taken: *trackerp is its note (NULL trackerp: untracked). 0, -ENOMEM. */
int ref_tracker_alloc(struct ref_tracker_dir *dir, struct ref_tracker **trackerp, gfp_t gfp);
/* It was given back. -EEXIST if there was no note, -EINVAL if it was given back before. */
int ref_tracker_free(struct ref_tracker_dir *dir, struct ref_tracker **trackerp);

#endif
