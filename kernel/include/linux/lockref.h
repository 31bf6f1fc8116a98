// SPDX-License-Identifier: MIT
/*
 * A reference count beside the spinlock of the object it counts.
 *
 * The count is changed with the lock held, except that whoever already holds a reference may
 * take another with lockref_get(). A dead object (lockref_mark_dead) gives out no more
 * references through lockref_get_not_dead().
 */
#ifndef _LINUX_LOCKREF_H
#define _LINUX_LOCKREF_H

#include <linux/spinlock.h>
#include <linux/types.h>

struct lockref {
	spinlock_t lock; /* guards count */
	int count;	 /* negative: dead */
};

/* Take a reference; the caller holds one already or otherwise keeps the object alive. */
static inline void lockref_get(struct lockref *lockref)
{
	spin_lock(&lockref->lock);
	lockref->count++;
	spin_unlock(&lockref->lock);
}

/* Drop a reference that is not the last. Returns false, with nothing done, if it is the last. */
static inline bool lockref_put_not_last(struct lockref *lockref)
{
	bool dropped = false;

	spin_lock(&lockref->lock);
	if (lockref->count > 1) {
		lockref->count--;
		dropped = true;
	}
	spin_unlock(&lockref->lock);
	return dropped;
}

/* Take a reference unless the object is dead. Returns whether it was taken. */
static inline bool lockref_get_not_dead(struct lockref *lockref)
{
	bool taken = false;

	spin_lock(&lockref->lock);
	if (lockref->count >= 0) {
		lockref->count++;
		taken = true;
	}
	spin_unlock(&lockref->lock);
	return taken;
}

/* Take a reference if there is one already. Returns whether it was taken. */
static inline bool lockref_get_not_zero(struct lockref *lockref)
{
	bool taken = false;

	spin_lock(&lockref->lock);
	if (lockref->count > 0) {
		lockref->count++;
		taken = true;
	}
	spin_unlock(&lockref->lock);
	return taken;
}

/* Drop a reference. Returns false, with nothing done and the lock held, if it is the last. */
static inline bool lockref_put_or_lock(struct lockref *lockref)
{
	spin_lock(&lockref->lock);
	if (lockref->count <= 1)
		return false;
	lockref->count--;
	spin_unlock(&lockref->lock);
	return true;
}

static inline bool __lockref_is_dead(const struct lockref *lockref)
{
	return lockref->count < 0;
}

/* Mark the object dead. The lock is held. */
static inline void lockref_mark_dead(struct lockref *lockref)
{
	lockref->count = -128;
}

#endif
