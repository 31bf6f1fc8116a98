// SPDX-License-Identifier: MIT
/*
 * Static keys: switches that are nearly always in one position.
 *
 * Linux patches the code when one is switched. Here a key is a counter that is read where it is
 * asked for, which is what Linux does on machines that can't patch: the same answers, at the price
 * of a load and a branch. Switching may be done from any context.
 */
#ifndef LINUX_JUMP_LABEL_H
#define LINUX_JUMP_LABEL_H

#include <linux/atomic.h>
#include <linux/bug.h>
#include <linux/types.h>

struct static_key {
	atomic_t enabled; /* how many want it on */
};

/* The two types tell what the key was defined as. */
struct static_key_true {
	struct static_key key;
};

struct static_key_false {
	struct static_key key;
};

#define STATIC_KEY_INIT_TRUE                                                                       \
	{                                                                                          \
		.enabled = ATOMIC_INIT(1)                                                          \
	}
#define STATIC_KEY_INIT_FALSE                                                                      \
	{                                                                                          \
		.enabled = ATOMIC_INIT(0)                                                          \
	}
#define STATIC_KEY_INIT STATIC_KEY_INIT_FALSE
#define STATIC_KEY_TRUE_INIT                                                                       \
	(struct static_key_true)                                                                   \
	{                                                                                          \
		.key = STATIC_KEY_INIT_TRUE                                                        \
	}
#define STATIC_KEY_FALSE_INIT                                                                      \
	(struct static_key_false)                                                                  \
	{                                                                                          \
		.key = STATIC_KEY_INIT_FALSE                                                       \
	}
#define DEFINE_STATIC_KEY_TRUE(name)  struct static_key_true name = STATIC_KEY_TRUE_INIT
#define DEFINE_STATIC_KEY_FALSE(name) struct static_key_false name = STATIC_KEY_FALSE_INIT
#define DEFINE_STATIC_KEY_TRUE_RO(name)                                                            \
	struct static_key_true name __ro_after_init = STATIC_KEY_TRUE_INIT
#define DEFINE_STATIC_KEY_FALSE_RO(name)                                                           \
	struct static_key_false name __ro_after_init = STATIC_KEY_FALSE_INIT
#define DECLARE_STATIC_KEY_TRUE(name)  extern struct static_key_true name
#define DECLARE_STATIC_KEY_FALSE(name) extern struct static_key_false name
#define DEFINE_STATIC_KEY_ARRAY_TRUE(name, count)                                                  \
	struct static_key_true name[count] = {[0 ...(count) - 1] = STATIC_KEY_TRUE_INIT}
#define DEFINE_STATIC_KEY_ARRAY_FALSE(name, count)                                                 \
	struct static_key_false name[count] = {[0 ...(count) - 1] = STATIC_KEY_FALSE_INIT}

static __always_inline int static_key_count(struct static_key *key)
{
	return atomic_read(&key->enabled);
}

/* The older names, on the bare structure. */
static __always_inline bool static_key_false(struct static_key *key)
{
	return unlikely(static_key_count(key) > 0);
}

static __always_inline bool static_key_true(struct static_key *key)
{
	return likely(static_key_count(key) > 0);
}

static inline void static_key_slow_inc(struct static_key *key)
{
	atomic_inc(&key->enabled);
}

/* Each undoes one increment; a key that nobody wants on must not be decremented. */
static inline void static_key_slow_dec(struct static_key *key)
{
	WARN(atomic_dec_return(&key->enabled) < 0, "jump label: negative count!\n");
}

/* On and off, whatever it was; not to be mixed with counting. */
static inline void static_key_enable(struct static_key *key)
{
	if (static_key_count(key) != 0) {
		WARN_ON_ONCE(static_key_count(key) != 1);
		return;
	}
	atomic_set(&key->enabled, 1);
}

static inline void static_key_disable(struct static_key *key)
{
	if (static_key_count(key) != 1) {
		WARN_ON_ONCE(static_key_count(key) != 0);
		return;
	}
	atomic_set(&key->enabled, 0);
}

/* Any of the three types, as the structure inside. */
#define __static_key(x)                                                                            \
	_Generic((x), struct static_key *                                                          \
		 : (x), struct static_key_true *                                                   \
		 : &((struct static_key_true *)(void *)(x))->key, struct static_key_false *        \
		 : &((struct static_key_false *)(void *)(x))->key)

#define static_key_enabled(x)	  (static_key_count(__static_key(x)) > 0)
#define static_branch_likely(x)	  likely(static_key_enabled(x))
#define static_branch_unlikely(x) unlikely(static_key_enabled(x))
#define static_branch_maybe(config, x)                                                             \
	(IS_ENABLED(config) ? static_branch_likely(x) : static_branch_unlikely(x))
#define static_branch_inc(x)	 static_key_slow_inc(__static_key(x))
#define static_branch_dec(x)	 static_key_slow_dec(__static_key(x))
#define static_branch_enable(x)	 static_key_enable(__static_key(x))
#define static_branch_disable(x) static_key_disable(__static_key(x))

#endif
