// SPDX-License-Identifier: MIT
/*
 * The state of one path walk: between namei.c, which walks, namei_step.c, which takes the steps,
 * and namei_open.c, which ends a walk for open(2). It lives on the stack of the call that walks,
 * between nd_begin() and nd_end().
 */
#ifndef _FS_NAMEIDATA_H
#define _FS_NAMEIDATA_H

#include <linux/dcache.h>
#include <linux/delayed_call.h>
#include <linux/namei.h>
#include <linux/path.h>

/* A link whose text is being walked: where to go on after it, and what to free then. */
struct saved_link {
	struct path link; /* referenced */
	struct delayed_call done;
	const char *rest; /* of the name that led here, after the link */
};

struct nameidata {
	struct path path;   /* where the walk is; referenced */
	struct qstr last;   /* the last component, not walked yet */
	struct path root;   /* what "/" means; referenced once set */
	unsigned int flags; /* LOOKUP_* */
	int last_type;	    /* LAST_* of last */
	int dfd;	    /* where relative names start */
	unsigned int depth; /* links being walked: entries of links in use */
	unsigned int links_followed;
	struct filename *name;
	struct saved_link *links; /* internal, or MAXSYMLINKS of them */
	struct saved_link internal[2];
	struct nameidata *outer; /* a walk that this one happens inside of */
};

/* What a step does at the component it ends on. */
#define WALK_TRAILING 1 /* it is the last one: links only with LOOKUP_FOLLOW */

void nd_begin(struct nameidata *nd, int dfd, struct filename *name, unsigned int flags,
	      const struct path *root);
void nd_end(struct nameidata *nd);
const char *nd_start(struct nameidata *nd);
int nd_walk_parent(struct nameidata *nd, const char *name);
void nd_set_path(struct nameidata *nd, struct path path);
void nd_set_root(struct nameidata *nd);
int nd_jump_root(struct nameidata *nd);
void nd_drop_link(struct nameidata *nd);
const char *nd_walk_last(struct nameidata *nd, int walk);
const char *nd_step_into(struct nameidata *nd, struct dentry *dentry, int walk);
int nd_complete(struct nameidata *nd);

#endif
