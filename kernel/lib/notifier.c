// SPDX-License-Identifier: MIT
/*
 * Notifier chains; <linux/notifier.h> has the rules. A chain is a list ordered by priority, whose
 * links are published as RCU wants it for the atomic kind, which costs the others nothing.
 */
#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kdebug.h>
#include <linux/limits.h>
#include <linux/notifier.h>
#include <linux/rcupdate.h>

/* No limit to how many functions a call reaches. */
#define ALL UINT_MAX

/* Behind those of its priority. Under the chain's lock. */
static int chain_register(struct notifier_block __rcu **link, struct notifier_block *nb,
			  bool unique_prio)
{
	struct notifier_block *at, __rcu **place = NULL;

	for (; (at = rcu_dereference_protected(*link, 1)); link = &at->next) {
		if (unlikely(at == nb)) {
			WARN(1, "notifier callback %ps already registered", nb->notifier_call);
			return -EEXIST;
		}
		if (unique_prio && at->priority == nb->priority)
			return -EBUSY;
		if (!place && nb->priority > at->priority)
			place = link;
	}
	place = place ?: link;
	nb->next = *place;
	rcu_assign_pointer(*place, nb);
	return 0;
}

static int chain_unregister(struct notifier_block __rcu **link, struct notifier_block *nb)
{
	struct notifier_block *at;

	for (; (at = rcu_dereference_protected(*link, 1)); link = &at->next) {
		if (at == nb) {
			rcu_assign_pointer(*link, nb->next);
			return 0;
		}
	}
	return -ENOENT;
}

/* Calls at most "most" functions; *called is how many it were. Under what protects the chain. */
static int chain_call(struct notifier_block __rcu **head, unsigned long val, void *v,
		      unsigned int most, unsigned int *called)
{
	struct notifier_block *nb = rcu_dereference_raw(*head), *next;
	int ret = NOTIFY_DONE;

	for (*called = 0; nb && *called < most; nb = next) {
		next = rcu_dereference_raw(nb->next); /* it may take itself off a raw chain */
		ret = nb->notifier_call(nb, val, v);
		++*called;
		if (ret & NOTIFY_STOP_MASK)
			break;
	}
	return ret;
}

static int chain_call_all(struct notifier_block __rcu **head, unsigned long val, void *v)
{
	unsigned int called;

	return chain_call(head, val, v, ALL, &called);
}

static int chain_call_robust(struct notifier_block __rcu **head, unsigned long val_up,
			     unsigned long val_down, void *v)
{
	unsigned int called, undone;
	int ret = chain_call(head, val_up, v, ALL, &called);

	if (ret & NOTIFY_STOP_MASK)
		chain_call(head, val_down, v, called - 1, &undone);
	return ret;
}

/* --- atomic --- */

static int atomic_register(struct atomic_notifier_head *nh, struct notifier_block *nb, bool unique)
{
	unsigned long flags;
	int ret;

	spin_lock_irqsave(&nh->lock, flags);
	ret = chain_register(&nh->head, nb, unique);
	spin_unlock_irqrestore(&nh->lock, flags);
	return ret;
}

int atomic_notifier_chain_register(struct atomic_notifier_head *nh, struct notifier_block *nb)
{
	return atomic_register(nh, nb, false);
}
EXPORT_SYMBOL_GPL(atomic_notifier_chain_register);

int atomic_notifier_chain_register_unique_prio(struct atomic_notifier_head *nh,
					       struct notifier_block *nb)
{
	return atomic_register(nh, nb, true);
}
EXPORT_SYMBOL_GPL(atomic_notifier_chain_register_unique_prio);

/* May sleep: waits for calls in progress. */
int atomic_notifier_chain_unregister(struct atomic_notifier_head *nh, struct notifier_block *nb)
{
	unsigned long flags;
	int ret;

	spin_lock_irqsave(&nh->lock, flags);
	ret = chain_unregister(&nh->head, nb);
	spin_unlock_irqrestore(&nh->lock, flags);
	synchronize_rcu();
	return ret;
}
EXPORT_SYMBOL_GPL(atomic_notifier_chain_unregister);

int atomic_notifier_call_chain(struct atomic_notifier_head *nh, unsigned long val, void *v)
{
	int ret;

	rcu_read_lock();
	ret = chain_call_all(&nh->head, val, v);
	rcu_read_unlock();
	return ret;
}
EXPORT_SYMBOL_GPL(atomic_notifier_call_chain);

bool atomic_notifier_call_chain_is_empty(struct atomic_notifier_head *nh)
{
	return !rcu_access_pointer(nh->head);
}

/* --- blocking --- */

static int blocking_register(struct blocking_notifier_head *nh, struct notifier_block *nb,
			     bool unique)
{
	int ret;

	down_write(&nh->rwsem);
	ret = chain_register(&nh->head, nb, unique);
	up_write(&nh->rwsem);
	return ret;
}

int blocking_notifier_chain_register(struct blocking_notifier_head *nh, struct notifier_block *nb)
{
	return blocking_register(nh, nb, false);
}
EXPORT_SYMBOL_GPL(blocking_notifier_chain_register);

int blocking_notifier_chain_register_unique_prio(struct blocking_notifier_head *nh,
						 struct notifier_block *nb)
{
	return blocking_register(nh, nb, true);
}
EXPORT_SYMBOL_GPL(blocking_notifier_chain_register_unique_prio);

int blocking_notifier_chain_unregister(struct blocking_notifier_head *nh, struct notifier_block *nb)
{
	int ret;

	down_write(&nh->rwsem);
	ret = chain_unregister(&nh->head, nb);
	up_write(&nh->rwsem);
	return ret;
}
EXPORT_SYMBOL_GPL(blocking_notifier_chain_unregister);

int blocking_notifier_call_chain(struct blocking_notifier_head *nh, unsigned long val, void *v)
{
	int ret = NOTIFY_DONE;

	/* Nobody to call is nothing to wait for; who registers now comes too late anyway. */
	if (!rcu_access_pointer(nh->head))
		return ret;
	down_read(&nh->rwsem);
	ret = chain_call_all(&nh->head, val, v);
	up_read(&nh->rwsem);
	return ret;
}
EXPORT_SYMBOL_GPL(blocking_notifier_call_chain);

int blocking_notifier_call_chain_robust(struct blocking_notifier_head *nh, unsigned long val_up,
					unsigned long val_down, void *v)
{
	int ret = NOTIFY_DONE;

	if (!rcu_access_pointer(nh->head))
		return ret;
	down_read(&nh->rwsem);
	ret = chain_call_robust(&nh->head, val_up, val_down, v);
	up_read(&nh->rwsem);
	return ret;
}
EXPORT_SYMBOL_GPL(blocking_notifier_call_chain_robust);

/* --- srcu --- */

void srcu_init_notifier_head(struct srcu_notifier_head *nh)
{
	mutex_init(&nh->mutex);
	init_srcu_struct(&nh->srcu);
	nh->head = NULL;
}
EXPORT_SYMBOL_GPL(srcu_init_notifier_head);

int srcu_notifier_chain_register(struct srcu_notifier_head *nh, struct notifier_block *nb)
{
	int ret;

	mutex_lock(&nh->mutex);
	ret = chain_register(&nh->head, nb, false);
	mutex_unlock(&nh->mutex);
	return ret;
}
EXPORT_SYMBOL_GPL(srcu_notifier_chain_register);

/* Waits for calls in progress: not from a function of the chain. */
int srcu_notifier_chain_unregister(struct srcu_notifier_head *nh, struct notifier_block *nb)
{
	int ret;

	mutex_lock(&nh->mutex);
	ret = chain_unregister(&nh->head, nb);
	mutex_unlock(&nh->mutex);
	synchronize_srcu(&nh->srcu);
	return ret;
}
EXPORT_SYMBOL_GPL(srcu_notifier_chain_unregister);

int srcu_notifier_call_chain(struct srcu_notifier_head *nh, unsigned long val, void *v)
{
	int ret, idx = srcu_read_lock(&nh->srcu);

	ret = chain_call_all(&nh->head, val, v);
	srcu_read_unlock(&nh->srcu, idx);
	return ret;
}
EXPORT_SYMBOL_GPL(srcu_notifier_call_chain);

/* --- raw --- */

int raw_notifier_chain_register(struct raw_notifier_head *nh, struct notifier_block *nb)
{
	return chain_register(&nh->head, nb, false);
}
EXPORT_SYMBOL_GPL(raw_notifier_chain_register);

int raw_notifier_chain_unregister(struct raw_notifier_head *nh, struct notifier_block *nb)
{
	return chain_unregister(&nh->head, nb);
}
EXPORT_SYMBOL_GPL(raw_notifier_chain_unregister);

int raw_notifier_call_chain(struct raw_notifier_head *nh, unsigned long val, void *v)
{
	return chain_call_all(&nh->head, val, v);
}
EXPORT_SYMBOL_GPL(raw_notifier_call_chain);

int raw_notifier_call_chain_robust(struct raw_notifier_head *nh, unsigned long val_up,
				   unsigned long val_down, void *v)
{
	return chain_call_robust(&nh->head, val_up, val_down, v);
}
EXPORT_SYMBOL_GPL(raw_notifier_call_chain_robust);

/* --- die(): crashes --- */

static ATOMIC_NOTIFIER_HEAD(die_chain);

int register_die_notifier(struct notifier_block *nb)
{
	return atomic_notifier_chain_register(&die_chain, nb);
}
EXPORT_SYMBOL_GPL(register_die_notifier);

int unregister_die_notifier(struct notifier_block *nb)
{
	return atomic_notifier_chain_unregister(&die_chain, nb);
}
EXPORT_SYMBOL_GPL(unregister_die_notifier);

int notify_die(enum die_val val, const char *str, struct pt_regs *regs, long err, int trap, int sig)
{
	struct die_args args = {
		.regs = regs,
		.str = str,
		.err = err,
		.trapnr = trap,
		.signr = sig,
	};

	return atomic_notifier_call_chain(&die_chain, val, &args);
}
