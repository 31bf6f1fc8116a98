// SPDX-License-Identifier: MIT
/*
 * Notifier chains: functions that want to hear of an event, called one after the other, those of
 * higher priority first.
 *
 *	static int heard(struct notifier_block *nb, unsigned long action, void *data)
 *	{
 *		return NOTIFY_OK;
 *	}
 *	static struct notifier_block nb = { .notifier_call = heard };
 *	register_module_notifier(&nb);
 *
 * The kinds differ in who keeps a block from going while it is called:
 *   atomic    RCU: callable in any context, the functions must not sleep
 *   blocking  a rw_semaphore: process context, the functions may sleep, but not change their chain
 *   srcu      SRCU: the functions may sleep; cheap to call, dear to change, and not for a head
 *whose memory goes before srcu_cleanup_notifier_head() raw       nobody: the caller's own locks
 */
#ifndef _LINUX_NOTIFIER_H
#define _LINUX_NOTIFIER_H

#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/rwsem.h>
#include <linux/spinlock.h>
#include <linux/srcu.h>
#include <linux/types.h>

struct notifier_block;

typedef int (*notifier_fn_t)(struct notifier_block *nb, unsigned long action, void *data);

/* The caller's from registration to unregistration; it may then be freed. */
struct notifier_block {
	notifier_fn_t notifier_call;
	struct notifier_block __rcu *next; /* under the chain's lock */
	int priority;
};

struct atomic_notifier_head {
	spinlock_t lock; /* to change the chain; RCU to read */
	struct notifier_block __rcu *head;
};

struct blocking_notifier_head {
	struct rw_semaphore rwsem;
	struct notifier_block __rcu *head;
};

struct raw_notifier_head {
	struct notifier_block __rcu *head;
};

struct srcu_notifier_head {
	struct mutex mutex; /* to change the chain */
	struct srcu_struct srcu;
	struct notifier_block __rcu *head;
};

#define ATOMIC_INIT_NOTIFIER_HEAD(name)                                                            \
	do {                                                                                       \
		spin_lock_init(&(name)->lock);                                                     \
		(name)->head = NULL;                                                               \
	} while (0)
#define BLOCKING_INIT_NOTIFIER_HEAD(name)                                                          \
	do {                                                                                       \
		init_rwsem(&(name)->rwsem);                                                        \
		(name)->head = NULL;                                                               \
	} while (0)
#define RAW_INIT_NOTIFIER_HEAD(name)                                                               \
	do {                                                                                       \
		(name)->head = NULL;                                                               \
	} while (0)

#define ATOMIC_NOTIFIER_INIT(name)                                                                 \
	{                                                                                          \
		.lock = __SPIN_LOCK_UNLOCKED(name.lock), .head = NULL                              \
	}
#define BLOCKING_NOTIFIER_INIT(name)                                                               \
	{                                                                                          \
		.rwsem = __RWSEM_INITIALIZER((name).rwsem), .head = NULL                           \
	}
#define RAW_NOTIFIER_INIT(name)                                                                    \
	{                                                                                          \
		.head = NULL                                                                       \
	}

#define ATOMIC_NOTIFIER_HEAD(name) struct atomic_notifier_head name = ATOMIC_NOTIFIER_INIT(name)
#define BLOCKING_NOTIFIER_HEAD(name)                                                               \
	struct blocking_notifier_head name = BLOCKING_NOTIFIER_INIT(name)
#define RAW_NOTIFIER_HEAD(name) struct raw_notifier_head name = RAW_NOTIFIER_INIT(name)

/* Linux's second argument is per-CPU memory of its SRCU; there is none here. */
#define SRCU_NOTIFIER_INIT(name, pcpu)                                                             \
	{                                                                                          \
		.mutex = __MUTEX_INITIALIZER((name).mutex),                                        \
		.srcu = __SRCU_STRUCT_INIT((name).srcu), .head = NULL                              \
	}
#define SRCU_NOTIFIER_HEAD(name)	struct srcu_notifier_head name = SRCU_NOTIFIER_INIT(name, )
#define SRCU_NOTIFIER_HEAD_STATIC(name) static SRCU_NOTIFIER_HEAD(name)

void srcu_init_notifier_head(struct srcu_notifier_head *nh);
#define srcu_cleanup_notifier_head(name) cleanup_srcu_struct(&(name)->srcu)

/*
 * What a function returns, and with it the chain's call: the last function's value.
 * NOTIFY_STOP_MASK in it ends the call.
 */
#define NOTIFY_DONE	 0x0000 /* not interested */
#define NOTIFY_OK	 0x0001
#define NOTIFY_STOP_MASK 0x8000
#define NOTIFY_BAD	 (NOTIFY_STOP_MASK | 0x0002) /* a veto; or better notifier_from_errno() */
#define NOTIFY_STOP	 (NOTIFY_OK | NOTIFY_STOP_MASK)

/* A veto with a reason, and back. */
static inline int notifier_from_errno(int err)
{
	return err ? NOTIFY_STOP_MASK | (NOTIFY_OK - err) : NOTIFY_OK;
}

static inline int notifier_to_errno(int ret)
{
	ret &= ~NOTIFY_STOP_MASK;
	return ret > NOTIFY_OK ? NOTIFY_OK - ret : 0;
}

/*
 * Registration. -EEXIST: it is on the chain already, which is a bug that is reported; with
 * _unique_prio, -EBUSY: another one has its priority. Unregistering -ENOENT: it isn't there. When
 * that returns, the function is not running (raw: if the caller sees to it).
 */
int atomic_notifier_chain_register(struct atomic_notifier_head *nh, struct notifier_block *nb);
int atomic_notifier_chain_register_unique_prio(struct atomic_notifier_head *nh,
					       struct notifier_block *nb);
int atomic_notifier_chain_unregister(struct atomic_notifier_head *nh, struct notifier_block *nb);
int blocking_notifier_chain_register(struct blocking_notifier_head *nh, struct notifier_block *nb);
int blocking_notifier_chain_register_unique_prio(struct blocking_notifier_head *nh,
						 struct notifier_block *nb);
int blocking_notifier_chain_unregister(struct blocking_notifier_head *nh,
				       struct notifier_block *nb);
int srcu_notifier_chain_register(struct srcu_notifier_head *nh, struct notifier_block *nb);
int srcu_notifier_chain_unregister(struct srcu_notifier_head *nh, struct notifier_block *nb);
int raw_notifier_chain_register(struct raw_notifier_head *nh, struct notifier_block *nb);
int raw_notifier_chain_unregister(struct raw_notifier_head *nh, struct notifier_block *nb);

/* Calls each function with val and v. */
int atomic_notifier_call_chain(struct atomic_notifier_head *nh, unsigned long val, void *v);
int blocking_notifier_call_chain(struct blocking_notifier_head *nh, unsigned long val, void *v);
int srcu_notifier_call_chain(struct srcu_notifier_head *nh, unsigned long val, void *v);
int raw_notifier_call_chain(struct raw_notifier_head *nh, unsigned long val, void *v);

/* The same with val_up; if one stops it, those before it are called again, with val_down. */
int blocking_notifier_call_chain_robust(struct blocking_notifier_head *nh, unsigned long val_up,
					unsigned long val_down, void *v);
int raw_notifier_call_chain_robust(struct raw_notifier_head *nh, unsigned long val_up,
				   unsigned long val_down, void *v);

bool atomic_notifier_call_chain_is_empty(struct atomic_notifier_head *nh);

/* What the keyboard's listeners are told of: <linux/keyboard.h> */
#define KBD_KEYCODE	    0x0001 /* a key, by its number */
#define KBD_UNBOUND_KEYCODE 0x0002 /* a key that means nothing with these modifiers */
#define KBD_UNICODE	    0x0003 /* a key that means a Unicode character */
#define KBD_KEYSYM	    0x0004 /* what a key means else */
#define KBD_POST_KEYSYM	    0x0005 /* the same, after it has taken effect */

#endif
