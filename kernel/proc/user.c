// SPDX-License-Identifier: MIT
/*
 * Accounts: one struct user_struct for each user id that some credentials name. uidhash_lock
 * guards the hash; a struct is freed when its last reference goes, which happens under the lock
 * so that a look-up can't revive it.
 */
#include <linux/cred.h>
#include <linux/export.h>
#include <linux/hash.h>
#include <linux/init.h>
#include <linux/sched/user.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/user_namespace.h>

#define UIDHASH_BITS 6
#define UIDHASH_SIZE (1 << UIDHASH_BITS)

static DEFINE_SPINLOCK(uidhash_lock); /* taken with interrupts off: put_cred() may be anywhere */
static struct hlist_head uidhash[UIDHASH_SIZE];

struct user_namespace init_user_ns = {
	.level = 0,
	.owner = GLOBAL_ROOT_UID,
	.group = GLOBAL_ROOT_GID,
};
EXPORT_SYMBOL_GPL(init_user_ns);

struct user_struct root_user = {
	.__count = REFCOUNT_INIT(1),
	.processes = ATOMIC_LONG_INIT(1), /* init_task */
	.sigpending = ATOMIC_LONG_INIT(0),
	.uid = GLOBAL_ROOT_UID,
};

static struct hlist_head *uid_bucket(kuid_t uid)
{
	return &uidhash[hash_32(__kuid_val(uid), UIDHASH_BITS)];
}

/* With a new reference, or NULL. uidhash_lock. */
static struct user_struct *lookup(kuid_t uid)
{
	struct user_struct *user;

	hlist_for_each_entry (user, uid_bucket(uid), uidhash_node) {
		if (uid_eq(user->uid, uid)) {
			refcount_inc(&user->__count);
			return user;
		}
	}
	return NULL;
}

struct user_struct *find_user(kuid_t uid)
{
	struct user_struct *user;
	unsigned long flags;

	spin_lock_irqsave(&uidhash_lock, flags);
	user = lookup(uid);
	spin_unlock_irqrestore(&uidhash_lock, flags);
	return user;
}

/* May sleep. */
struct user_struct *alloc_uid(kuid_t uid)
{
	struct user_struct *user = find_user(uid), *new;

	if (user)
		return user;
	new = kzalloc(sizeof(*new), GFP_KERNEL);
	if (!new)
		return NULL;
	new->uid = uid;
	refcount_set(&new->__count, 1);

	spin_lock_irq(&uidhash_lock);
	user = lookup(uid); /* somebody may have been faster */
	if (!user) {
		hlist_add_head(&new->uidhash_node, uid_bucket(uid));
		user = new;
		new = NULL;
	}
	spin_unlock_irq(&uidhash_lock);
	kfree(new);
	return user;
}

/* Drops a reference; NULL is none. Any context. */
void free_uid(struct user_struct *user)
{
	unsigned long flags;

	if (!user || !refcount_dec_and_lock_irqsave(&user->__count, &uidhash_lock, &flags))
		return;
	hlist_del(&user->uidhash_node);
	spin_unlock_irqrestore(&uidhash_lock, flags);
	kfree(user);
}
EXPORT_SYMBOL_GPL(free_uid);

void __init uid_init(void)
{
	hlist_add_head(&root_user.uidhash_node, uid_bucket(root_user.uid));
}
