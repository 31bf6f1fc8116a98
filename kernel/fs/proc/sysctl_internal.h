// SPDX-License-Identifier: MIT
/* What sysctl.c, which keeps the tree of /proc/sys, and sysctl_inode.c, which shows it, share. */
#ifndef _FS_PROC_SYSCTL_INTERNAL_H
#define _FS_PROC_SYSCTL_INTERNAL_H

#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/stat.h>
#include <linux/sysctl.h>
#include "internal.h"

/*
 * Guards the shape of the tree and every field of a header that is not constant. A leaf; handlers
 * run without it.
 */
extern spinlock_t sysctl_lock;

struct ctl_table_header {
	struct ctl_table *table;	/* the caller's, or entry[] of a directory */
	struct list_head link;		/* in parent->children; empty: not in the tree */
	struct ctl_dir *parent;		/* counted in parent->nr_children */
	int used;			/* handlers and look-ups inside now */
	int held;			/* pointers to the memory; frees it at 0 */
	bool leaving;			/* no further use */
	struct completion *unused;	/* the one who waits for used == 0 */
	struct ctl_table_header **subs; /* register_sysctl_table()'s parts, NULL-terminated */
	bool owns_table;		/* table is such a part's copy, and goes with the header */
	const struct module *owner; /* whose code has made it, for comparison only; NULL: ours */
};

struct ctl_dir {
	struct ctl_table_header header; /* its table is entry; first */
	struct ctl_table entry[2];	/* name and mode; the terminator */
	struct list_head children;	/* headers: files' and directories' */
	unsigned int nr_children;
	char name[];
};

/* /proc/sys itself: never goes */
extern struct ctl_dir sysctl_root;

static inline bool sysctl_is_dir(const struct ctl_table *entry)
{
	return S_ISDIR(entry->mode);
}

static inline struct ctl_dir *sysctl_to_dir(struct ctl_table_header *head)
{
	return sysctl_is_dir(head->table) ? container_of(head, struct ctl_dir, header) : NULL;
}

/* Look at head's table, or call its handlers: false when it is on its way out. */
bool sysctl_use(struct ctl_table_header *head);
void sysctl_unuse(struct ctl_table_header *head);
/* Both at once, with sysctl_lock held, of a header found in the tree; and their end. */
static inline void sysctl_grab(struct ctl_table_header *head)
{
	head->used++;
	head->held++;
}
void sysctl_release(struct ctl_table_header *head);
/* Out of the tree: no further use. sysctl_lock is held, and head is in the tree. */
void sysctl_unlink(struct ctl_table_header *head);
/* A hold less */
void sysctl_drop(struct ctl_table_header *head);

/*
 * The entry called name in dir, and in *head the header it belongs to; NULL when there is none.
 * sysctl_lock is held.
 */
struct ctl_table *sysctl_find(struct ctl_dir *dir, const char *name, size_t len,
			      struct ctl_table_header **head);

#endif
