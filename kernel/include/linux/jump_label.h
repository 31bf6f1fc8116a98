// SPDX-License-Identifier: MIT
/*
 * Static keys: switches that are nearly always in one position, and cost nothing there.
 *
 *	static DEFINE_STATIC_KEY_FALSE(tracing);
 *
 *	if (static_branch_unlikely(&tracing))
 *		trace();
 *
 * The test is no load and no compare: it is five bytes of code, a no-operation or a jump, and
 * whoever switches the key has them rewritten in every place, the kernel's and the modules'
 * (kernel/module/jump_label.c). So a key must be a variable with a constant address, and switching
 * is slow: it may sleep. Testing is for any context.
 *
 * A key counts: it is on while more have asked for it by static_branch_inc() than have taken that
 * back by static_branch_dec(). static_branch_enable() and static_branch_disable() set it, whatever
 * it was, and don't go together with counting.
 */
#ifndef LINUX_JUMP_LABEL_H
#define LINUX_JUMP_LABEL_H

#ifndef __ASSEMBLY__

#include <linux/atomic.h>
#include <linux/build_bug.h>
#include <linux/compiler.h>
#include <linux/kconfig.h>
#include <linux/types.h>

extern bool static_key_initialized;

struct static_key {
	atomic_t enabled;   /* how many want it on; -1: it is being switched on */
	unsigned long type; /* JUMP_TYPE_TRUE if it began as on */
};

#define JUMP_TYPE_FALSE 0UL
#define JUMP_TYPE_TRUE	1UL
#define JUMP_TYPE_MASK	3UL

/* The two types tell what the key was defined as. */
struct static_key_true {
	struct static_key key;
};

struct static_key_false {
	struct static_key key;
};

#include <asm/jump_label.h>

/*
 * A place that tests a key: where its five bytes are, where the jump goes, and which key, each as a
 * distance from the field itself. The key's bit 0: the code is a jump when the key is off, and not
 * when it is on. Bit 1: the place is in code that goes when init is over.
 */
struct jump_entry {
	s32 code;
	s32 target;
	long key;
};

static inline unsigned long jump_entry_code(const struct jump_entry *entry)
{
	return (unsigned long)&entry->code + entry->code;
}

static inline unsigned long jump_entry_target(const struct jump_entry *entry)
{
	return (unsigned long)&entry->target + entry->target;
}

static inline struct static_key *jump_entry_key(const struct jump_entry *entry)
{
	return (struct static_key *)((unsigned long)&entry->key + (entry->key & ~3L));
}

static inline bool jump_entry_is_branch(const struct jump_entry *entry)
{
	return entry->key & 1;
}

#define STATIC_KEY_INIT_TRUE                                                                       \
	{                                                                                          \
		.enabled = ATOMIC_INIT(1), .type = JUMP_TYPE_TRUE                                  \
	}
#define STATIC_KEY_INIT_FALSE                                                                      \
	{                                                                                          \
		.enabled = ATOMIC_INIT(0), .type = JUMP_TYPE_FALSE                                 \
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
/* To be switched during init only. */
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
#define DECLARE_STATIC_KEY_ARRAY_TRUE(name, count)  extern struct static_key_true name[count]
#define DECLARE_STATIC_KEY_ARRAY_FALSE(name, count) extern struct static_key_false name[count]

#define _DEFINE_STATIC_KEY_1(name)	      DEFINE_STATIC_KEY_TRUE(name)
#define _DEFINE_STATIC_KEY_0(name)	      DEFINE_STATIC_KEY_FALSE(name)
#define DEFINE_STATIC_KEY_MAYBE(cfg, name)    __PASTE(_DEFINE_STATIC_KEY_, IS_ENABLED(cfg))(name)
#define _DEFINE_STATIC_KEY_RO_1(name)	      DEFINE_STATIC_KEY_TRUE_RO(name)
#define _DEFINE_STATIC_KEY_RO_0(name)	      DEFINE_STATIC_KEY_FALSE_RO(name)
#define DEFINE_STATIC_KEY_MAYBE_RO(cfg, name) __PASTE(_DEFINE_STATIC_KEY_RO_, IS_ENABLED(cfg))(name)
#define _DECLARE_STATIC_KEY_1(name)	      DECLARE_STATIC_KEY_TRUE(name)
#define _DECLARE_STATIC_KEY_0(name)	      DECLARE_STATIC_KEY_FALSE(name)
#define DECLARE_STATIC_KEY_MAYBE(cfg, name)   __PASTE(_DECLARE_STATIC_KEY_, IS_ENABLED(cfg))(name)

/* How many want it on; 1 while the first one's wish is being fulfilled. Any context. */
int static_key_count(struct static_key *key);

/*
 * Switching. Process context; may sleep; no lock may be held that is taken under module_mutex. The
 * _cpuslocked forms are for callers that hold the lock against CPUs coming and going, which none do
 * here. Each dec undoes an inc: one too many is reported.
 */
void static_key_slow_inc(struct static_key *key);
void static_key_slow_dec(struct static_key *key);
void static_key_slow_inc_cpuslocked(struct static_key *key);
void static_key_slow_dec_cpuslocked(struct static_key *key);
void static_key_enable(struct static_key *key);
void static_key_disable(struct static_key *key);
void static_key_enable_cpuslocked(struct static_key *key);
void static_key_disable_cpuslocked(struct static_key *key);

/* The older way, with a bare structure: the name says what the key is expected to be. */
static __always_inline bool static_key_false(struct static_key *key)
{
	return arch_static_branch(key, false);
}

static __always_inline bool static_key_true(struct static_key *key)
{
	return !arch_static_branch(key, true);
}

/* Any of the three types, as the structure inside. */
#define __static_key(x)                                                                            \
	_Generic((x), struct static_key *                                                          \
		 : (x), struct static_key_true *                                                   \
		 : &((struct static_key_true *)(void *)(x))->key, struct static_key_false *        \
		 : &((struct static_key_false *)(void *)(x))->key)

/* Is it on now? For any pointer to a key; a load and a compare. */
#define static_key_enabled(x) (static_key_count(__static_key(x)) > 0)

bool ____wrong_branch_error(void)
	__compiletime_error("static_branch_likely() is for the types that say what they began as");

#define __static_key_is(x, type) __builtin_types_compatible_p(typeof(*(x)), struct type)

/*
 * Is the key on? "likely" and "unlikely" say which side stands in line; the type, what the code is
 * before anybody switches: a jump or nothing.
 */
#define static_branch_likely(x)                                                                    \
	({                                                                                         \
		bool __on;                                                                         \
		if (__static_key_is(x, static_key_true))                                           \
			__on = !arch_static_branch(&(x)->key, true);                               \
		else if (__static_key_is(x, static_key_false))                                     \
			__on = !arch_static_branch_jump(&(x)->key, true);                          \
		else                                                                               \
			__on = ____wrong_branch_error();                                           \
		likely(__on);                                                                      \
	})
#define static_branch_unlikely(x)                                                                  \
	({                                                                                         \
		bool __on;                                                                         \
		if (__static_key_is(x, static_key_true))                                           \
			__on = arch_static_branch_jump(&(x)->key, false);                          \
		else if (__static_key_is(x, static_key_false))                                     \
			__on = arch_static_branch(&(x)->key, false);                               \
		else                                                                               \
			__on = ____wrong_branch_error();                                           \
		unlikely(__on);                                                                    \
	})
#define static_branch_maybe(config, x)                                                             \
	(IS_ENABLED(config) ? static_branch_likely(x) : static_branch_unlikely(x))
#define static_branch_inc(x)		    static_key_slow_inc(__static_key(x))
#define static_branch_dec(x)		    static_key_slow_dec(__static_key(x))
#define static_branch_inc_cpuslocked(x)	    static_key_slow_inc_cpuslocked(__static_key(x))
#define static_branch_dec_cpuslocked(x)	    static_key_slow_dec_cpuslocked(__static_key(x))
#define static_branch_enable(x)		    static_key_enable(__static_key(x))
#define static_branch_disable(x)	    static_key_disable(__static_key(x))
#define static_branch_enable_cpuslocked(x)  static_key_enable_cpuslocked(__static_key(x))
#define static_branch_disable_cpuslocked(x) static_key_disable_cpuslocked(__static_key(x))

#endif /* __ASSEMBLY__ */
#endif
