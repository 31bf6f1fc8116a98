// SPDX-License-Identifier: MIT
/*
 * Static keys that go off late: the last one's dec waits for a while, in case that somebody
 * switches on again, so that who can be made to switch often doesn't have code rewritten each time.
 *
 * Before its memory goes, a deferred key is flushed by static_key_deferred_flush().
 */
#ifndef _LINUX_JUMP_LABEL_RATELIMIT_H
#define _LINUX_JUMP_LABEL_RATELIMIT_H

#include <linux/jump_label.h>
#include <linux/workqueue.h>

struct static_key_deferred {
	struct static_key key;
	unsigned long timeout; /* jiffies */
	struct delayed_work work;
};

struct static_key_true_deferred {
	struct static_key_true key;
	unsigned long timeout;
	struct delayed_work work;
};

struct static_key_false_deferred {
	struct static_key_false key;
	unsigned long timeout;
	struct delayed_work work;
};

#define static_key_slow_dec_deferred(x)                                                            \
	__static_key_slow_dec_deferred(__static_key(&(x)->key), &(x)->work, (x)->timeout)
#define static_branch_slow_dec_deferred(x) static_key_slow_dec_deferred(x)
#define static_key_deferred_flush(x)                                                               \
	__static_key_deferred_flush(__static_key(&(x)->key), &(x)->work)
#define static_branch_deferred_inc(x) static_branch_inc(&(x)->key)

void __static_key_slow_dec_deferred(struct static_key *key, struct delayed_work *work,
				    unsigned long timeout);
void __static_key_deferred_flush(void *key, struct delayed_work *work);
/* Sets up what was not defined by the macros below; rl: jiffies. */
void jump_label_rate_limit(struct static_key_deferred *key, unsigned long rl);
void jump_label_update_timeout(struct work_struct *work);

#define DEFINE_STATIC_KEY_DEFERRED_TRUE(name, rl)                                                  \
	struct static_key_true_deferred name = {                                                   \
		.key = {STATIC_KEY_INIT_TRUE},                                                     \
		.timeout = (rl),                                                                   \
		.work = __DELAYED_WORK_INITIALIZER((name).work, jump_label_update_timeout, 0),     \
	}
#define DEFINE_STATIC_KEY_DEFERRED_FALSE(name, rl)                                                 \
	struct static_key_false_deferred name = {                                                  \
		.key = {STATIC_KEY_INIT_FALSE},                                                    \
		.timeout = (rl),                                                                   \
		.work = __DELAYED_WORK_INITIALIZER((name).work, jump_label_update_timeout, 0),     \
	}

#endif
