// SPDX-License-Identifier: MIT
/*
 * Ranges of ports and addresses, and who has them: <linux/ioport.h>.
 *
 * Each resource's children are a list, sorted by start, of ranges that lie in it and don't overlap.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/ioport.h>
#include <linux/kernel.h>
#include <linux/math.h>
#include <linux/module.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/wait.h>
#include <kernel/resource.h>

struct resource ioport_resource = {
	.name = "PCI IO",
	.start = 0,
	.end = 0xffff,
	.flags = IORESOURCE_IO,
};
EXPORT_SYMBOL(ioport_resource);

struct resource iomem_resource = {
	.name = "PCI mem",
	.start = 0,
	.end = (1ULL << 46) - 1,
	.flags = IORESOURCE_MEM,
};
EXPORT_SYMBOL(iomem_resource);

DEFINE_RWLOCK(resource_lock);

/* Who waits for a muxed region; woken whenever one is given back. */
static DECLARE_WAIT_QUEUE_HEAD(muxed_wait);

/* ---- The tree; under resource_lock, to write ---- */

/* What is in the way of new as a child of root, which may be root itself; NULL, and it is one. */
static struct resource *link_child(struct resource *root, struct resource *new)
{
	struct resource **link = &root->child;

	if (new->end < new->start || new->start < root->start || new->end > root->end)
		return root;
	while (*link && (*link)->end < new->start)
		link = &(*link)->sibling;
	if (*link && (*link)->start <= new->end)
		return *link;
	new->sibling = *link;
	*link = new;
	new->parent = root;
	return NULL;
}

/* Where a resource is linked from; NULL: it is in no tree. */
static struct resource **link_of(struct resource *res)
{
	struct resource **link;

	if (!res->parent)
		return NULL;
	for (link = &res->parent->child; *link; link = &(*link)->sibling)
		if (*link == res)
			return link;
	return NULL;
}

struct resource *request_resource_conflict(struct resource *root, struct resource *new)
{
	struct resource *conflict;

	write_lock(&resource_lock);
	conflict = link_child(root, new);
	write_unlock(&resource_lock);
	return conflict;
}

int request_resource(struct resource *root, struct resource *new)
{
	return request_resource_conflict(root, new) ? -EBUSY : 0;
}
EXPORT_SYMBOL(request_resource);

int release_resource(struct resource *new)
{
	struct resource **link;

	write_lock(&resource_lock);
	link = link_of(new);
	if (link) {
		*link = new->sibling;
		new->parent = NULL;
	}
	write_unlock(&resource_lock);
	return link ? 0 : -EINVAL;
}
EXPORT_SYMBOL(release_resource);

/*
 * Takes those of parent's children that new contains, from *first on, as its own, and their place.
 * False: one lies in it in part only.
 */
static bool adopt(struct resource *parent, struct resource **first, struct resource *new)
{
	struct resource *res, **end = first;

	for (res = *first; res && res->start <= new->end; res = res->sibling) {
		if (res->start < new->start || res->end > new->end)
			return false;
		end = &res->sibling;
	}
	new->child = *first;
	new->sibling = *end;
	*end = NULL;
	*first = new;
	new->parent = parent;
	for (res = new->child; res; res = res->sibling)
		res->parent = new;
	return true;
}

int insert_resource(struct resource *parent, struct resource *new)
{
	struct resource *conflict, **first;
	int err = 0;

	write_lock(&resource_lock);
	while ((conflict = link_child(parent, new))) {
		if (conflict == parent || conflict == new) {
			err = -EBUSY;
			break;
		}
		/* Within it, and not the very same: one level down. */
		if (conflict->start <= new->start && conflict->end >= new->end &&
		    (conflict->start != new->start || conflict->end != new->end)) {
			parent = conflict;
			continue;
		}
		for (first = &parent->child; *first != conflict; first = &(*first)->sibling)
			;
		if (!adopt(parent, first, new))
			err = -EBUSY;
		break;
	}
	write_unlock(&resource_lock);
	return err;
}
EXPORT_SYMBOL_GPL(insert_resource);

int remove_resource(struct resource *old)
{
	struct resource **link, *res, **end;

	write_lock(&resource_lock);
	link = link_of(old);
	if (link) {
		*link = old->child ?: old->sibling;
		for (res = old->child, end = NULL; res; res = res->sibling) {
			res->parent = old->parent;
			end = &res->sibling;
		}
		if (end)
			*end = old->sibling;
		old->parent = old->child = old->sibling = NULL;
	}
	write_unlock(&resource_lock);
	return link ? 0 : -EINVAL;
}
EXPORT_SYMBOL_GPL(remove_resource);

int adjust_resource(struct resource *res, resource_size_t start, resource_size_t size)
{
	resource_size_t end = start + size - 1, old_start = res->start, old_end = res->end;
	struct resource *parent = res->parent, *child, **link;
	int err = 0;

	write_lock(&resource_lock);
	for (child = res->child; child && !err; child = child->sibling)
		if (child->start < start || child->end > end)
			err = -EBUSY;
	link = link_of(res);
	if (!err && link) {
		*link = res->sibling;
		res->start = start;
		res->end = end;
		if (link_child(parent, res)) {
			res->start = old_start;
			res->end = old_end;
			link_child(parent, res);
			err = -EBUSY;
		}
	} else if (!err) {
		res->start = start;
		res->end = end;
	}
	write_unlock(&resource_lock);
	return err;
}
EXPORT_SYMBOL(adjust_resource);

int allocate_resource(struct resource *root, struct resource *new, resource_size_t size,
		      resource_size_t min, resource_size_t max, resource_size_t align,
		      resource_size_t (*alignf)(void *, const struct resource *, resource_size_t,
						resource_size_t),
		      void *alignf_data)
{
	resource_size_t from = max_t(resource_size_t, min, root->start), gap_end;
	struct resource *next;
	int err = -EBUSY;

	if (!size)
		return -EINVAL;
	max = min_t(resource_size_t, max, root->end);
	write_lock(&resource_lock);
	for (next = root->child;; next = next->sibling) {
		gap_end = next && next->start ? min_t(resource_size_t, max, next->start - 1) : max;
		if (!next || next->start > from) {
			struct resource room = {.flags = new->flags};

			room.start = align > 1 ? roundup(from, align) : from;
			room.end = gap_end;
			if (alignf)
				room.start = alignf(alignf_data, &room, size, align);
			if (room.start >= from && room.start <= gap_end &&
			    gap_end - room.start >= size - 1) {
				new->start = room.start;
				new->end = room.start + size - 1;
				err = link_child(root, new) ? -EBUSY : 0;
				break;
			}
		}
		if (!next || next->end >= max)
			break;
		from = max_t(resource_size_t, from, next->end + 1);
	}
	write_unlock(&resource_lock);
	return err;
}
EXPORT_SYMBOL(allocate_resource);

int region_intersects(resource_size_t start, size_t size, unsigned long flags, unsigned long desc)
{
	struct resource wanted = {.start = start, .end = start + size - 1}, *res;
	bool of_it = false, of_others = false;

	read_lock(&resource_lock);
	for (res = iomem_resource.child; res; res = res->sibling) {
		if (!resource_overlaps(res, &wanted))
			continue;
		if ((res->flags & flags) == flags && (desc == IORES_DESC_NONE || desc == res->desc))
			of_it = true;
		else
			of_others = true;
	}
	read_unlock(&resource_lock);
	if (!of_it)
		return REGION_DISJOINT;
	return of_others ? REGION_MIXED : REGION_INTERSECTS;
}
EXPORT_SYMBOL_GPL(region_intersects);

/* ---- Regions ---- */

/* Puts it below whatever contains it; what is in the way, or NULL. Under resource_lock. */
static struct resource *link_region(struct resource *parent, struct resource *new)
{
	struct resource *conflict;

	while ((conflict = link_child(parent, new))) {
		if (conflict == parent || conflict->flags & IORESOURCE_BUSY ||
		    conflict->start > new->start || conflict->end < new->end)
			return conflict;
		parent = conflict;
		new->desc = parent->desc;
	}
	return NULL;
}

struct resource *__request_region(struct resource *parent, resource_size_t start, resource_size_t n,
				  const char *name, int flags)
{
	struct resource *res = kzalloc(sizeof(*res), GFP_KERNEL), *conflict;
	DEFINE_WAIT(wait);

	if (!res)
		return NULL;
	res->name = name;
	res->start = start;
	res->end = start + n - 1;
	res->flags = resource_type(parent) | IORESOURCE_BUSY | (unsigned int)flags;
	for (;;) {
		prepare_to_wait(&muxed_wait, &wait, TASK_UNINTERRUPTIBLE);
		write_lock(&resource_lock);
		conflict = link_region(parent, res);
		/* Both are of the kind that takes turns. */
		if (conflict && !(conflict->flags & res->flags & IORESOURCE_MUXED)) {
			write_unlock(&resource_lock);
			kfree(res);
			res = NULL;
			break;
		}
		write_unlock(&resource_lock);
		if (!conflict)
			break;
		schedule();
	}
	finish_wait(&muxed_wait, &wait);
	return res;
}
EXPORT_SYMBOL(__request_region);

/* The busy one of just these bounds, as far down as they lead; its link. Under resource_lock. */
static struct resource **find_region(struct resource *parent, resource_size_t start,
				     resource_size_t end)
{
	struct resource **link = &parent->child;

	while (*link) {
		struct resource *res = *link;

		if (res->start > start || res->end < end) {
			link = &res->sibling;
			continue;
		}
		if (!(res->flags & IORESOURCE_BUSY)) {
			link = &res->child;
			continue;
		}
		return res->start == start && res->end == end ? link : NULL;
	}
	return NULL;
}

void __release_region(struct resource *parent, resource_size_t start, resource_size_t n)
{
	resource_size_t end = start + n - 1;
	struct resource **link, *res = NULL;

	write_lock(&resource_lock);
	link = find_region(parent, start, end);
	if (link) {
		res = *link;
		*link = res->sibling;
	}
	write_unlock(&resource_lock);
	if (!res) {
		pr_warn("Trying to free nonexistent resource <%016llx-%016llx>\n",
			(unsigned long long)start, (unsigned long long)end);
		return;
	}
	if (res->flags & IORESOURCE_MUXED)
		wake_up(&muxed_wait);
	kfree(res);
}
EXPORT_SYMBOL(__release_region);

/* ---- A module that has crashed ---- */

/* Below root, the first of the module's; NULL: none. Under resource_lock. */
static struct resource *resource_of(struct resource *root, const struct module *mod)
{
	struct resource *res, *found;

	for (res = root->child; res; res = res->sibling) {
		if (within_module((unsigned long)res, mod) ||
		    within_module((unsigned long)res->name, mod))
			return res;
		found = resource_of(res, mod);
		if (found)
			return found;
	}
	return NULL;
}

/* Whose memory it was is not known, so that stays. */
static unsigned int forget_in(struct resource *root, const struct module *mod)
{
	struct resource *res, **link;
	unsigned int num = 0;

	write_lock(&resource_lock);
	while ((res = resource_of(root, mod))) {
		link = link_of(res);
		*link = res->sibling;
		res->parent = NULL;
		num++;
	}
	write_unlock(&resource_lock);
	return num;
}

unsigned int resources_forget_module(const struct module *mod)
{
	return forget_in(&ioport_resource, mod) + forget_in(&iomem_resource, mod);
}
