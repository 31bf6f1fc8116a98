// SPDX-License-Identifier: MIT
/*
 * Waiting for a bit of a word, or for anything about a variable, without a wait queue in it: the
 * queues are a hash table by address, so wakers and sleepers need only agree on that.
 *
 * As with all waiting, the waker changes the bit first, orders that (clear_bit_unlock and
 * smp_mb__after_atomic()), and then wakes.
 */
#ifndef _LINUX_WAIT_BIT_H
#define _LINUX_WAIT_BIT_H

#include <linux/bitops.h>
#include <linux/wait.h>

struct wait_bit_key {
	void *flags;	       /* the word, or the variable */
	int bit_nr;	       /* -1: the variable itself */
	unsigned long timeout; /* jiffies at which wait_on_bit_timeout() gives up */
};

struct wait_bit_queue_entry {
	struct wait_bit_key key;
	struct wait_queue_entry wq_entry;
};

typedef int wait_bit_action_f(struct wait_bit_key *key, int mode);

void __wake_up_bit(struct wait_queue_head *wq_head, void *word, int bit);
void wake_up_bit(void *word, int bit);
void wake_up_var(void *var);
void wait_bit_init(void);
struct wait_queue_head *bit_waitqueue(void *word, int bit);
struct wait_queue_head *__var_waitqueue(void *p);
void init_wait_var_entry(struct wait_bit_queue_entry *wbq_entry, void *var, int flags);
int wake_bit_function(struct wait_queue_entry *wq_entry, unsigned mode, int sync, void *key);
int out_of_line_wait_on_bit(void *word, int bit, wait_bit_action_f *action, unsigned int mode);
int out_of_line_wait_on_bit_lock(void *word, int bit, wait_bit_action_f *action, unsigned int mode);
int out_of_line_wait_on_bit_timeout(void *word, int bit, wait_bit_action_f *action,
				    unsigned int mode, unsigned long timeout);

/* How to sleep: 0 to look again, or an error to give up. */
int bit_wait(struct wait_bit_key *key, int mode);
int bit_wait_io(struct wait_bit_key *key, int mode);
int bit_wait_timeout(struct wait_bit_key *key, int mode);
int bit_wait_io_timeout(struct wait_bit_key *key, int mode);

/* Until the bit is clear. 0, -EINTR for a signal that @mode listens to; _timeout: -EAGAIN. */
static inline int wait_on_bit(unsigned long *word, int bit, unsigned int mode)
{
	might_sleep();
	if (!test_bit_acquire(bit, word))
		return 0;
	return out_of_line_wait_on_bit(word, bit, bit_wait, mode);
}

static inline int wait_on_bit_io(unsigned long *word, int bit, unsigned int mode)
{
	might_sleep();
	if (!test_bit_acquire(bit, word))
		return 0;
	return out_of_line_wait_on_bit(word, bit, bit_wait_io, mode);
}

static inline int wait_on_bit_timeout(unsigned long *word, int bit, unsigned int mode,
				      unsigned long timeout)
{
	might_sleep();
	if (!test_bit_acquire(bit, word))
		return 0;
	return out_of_line_wait_on_bit_timeout(word, bit, bit_wait_timeout, mode, timeout);
}

static inline int wait_on_bit_action(unsigned long *word, int bit, wait_bit_action_f *action,
				     unsigned int mode)
{
	might_sleep();
	if (!test_bit_acquire(bit, word))
		return 0;
	return out_of_line_wait_on_bit(word, bit, action, mode);
}

/* Until it is clear, and then sets it: a lock of one bit. */
static inline int wait_on_bit_lock(unsigned long *word, int bit, unsigned int mode)
{
	might_sleep();
	if (!test_and_set_bit(bit, word))
		return 0;
	return out_of_line_wait_on_bit_lock(word, bit, bit_wait, mode);
}

static inline int wait_on_bit_lock_io(unsigned long *word, int bit, unsigned int mode)
{
	might_sleep();
	if (!test_and_set_bit(bit, word))
		return 0;
	return out_of_line_wait_on_bit_lock(word, bit, bit_wait_io, mode);
}

static inline int wait_on_bit_lock_action(unsigned long *word, int bit, wait_bit_action_f *action,
					  unsigned int mode)
{
	might_sleep();
	if (!test_and_set_bit(bit, word))
		return 0;
	return out_of_line_wait_on_bit_lock(word, bit, action, mode);
}

static inline void clear_and_wake_up_bit(int bit, void *word)
{
	clear_bit_unlock(bit, word);
	smp_mb__after_atomic();
	wake_up_bit(word, bit);
}

/* wait_event() on whatever @condition says of *@var; woken by wake_up_var(@var). */
#define ___wait_var_event(var, condition, state, exclusive, ret, cmd)                              \
	({                                                                                         \
		struct wait_queue_head *__wq_head = __var_waitqueue(var);                          \
		struct wait_bit_queue_entry __wbq_entry;                                           \
		long __ret = ret;                                                                  \
		long __intr = 0;                                                                   \
		init_wait_var_entry(&__wbq_entry, var, (exclusive) ? WQ_FLAG_EXCLUSIVE : 0);       \
		for (;;) {                                                                         \
			__intr = prepare_to_wait_event(__wq_head, &__wbq_entry.wq_entry, state);   \
			if (condition) {                                                           \
				__intr = 0;                                                        \
				break;                                                             \
			}                                                                          \
			if (___wait_is_interruptible(state) && __intr)                             \
				break;                                                             \
			cmd;                                                                       \
		}                                                                                  \
		finish_wait(__wq_head, &__wbq_entry.wq_entry);                                     \
		__intr ? __intr : __ret;                                                           \
	})

#define wait_var_event(var, condition)                                                             \
	do {                                                                                       \
		might_sleep();                                                                     \
		if (!(condition))                                                                  \
			(void)___wait_var_event(var, condition, TASK_UNINTERRUPTIBLE, 0, 0,        \
						schedule());                                       \
	} while (0)

#define ___wait_var_signal_form(var, condition, state)                                             \
	({                                                                                         \
		int __out = 0;                                                                     \
		might_sleep();                                                                     \
		if (!(condition))                                                                  \
			__out = ___wait_var_event(var, condition, state, 0, 0, schedule());        \
		__out;                                                                             \
	})
#define wait_var_event_killable(var, condition)                                                    \
	___wait_var_signal_form(var, condition, TASK_KILLABLE)
#define wait_var_event_interruptible(var, condition)                                               \
	___wait_var_signal_form(var, condition, TASK_INTERRUPTIBLE)

#define wait_var_event_timeout(var, condition, timeout)                                            \
	({                                                                                         \
		long __out = timeout;                                                              \
		might_sleep();                                                                     \
		if (!___wait_cond_timeout(condition, __out))                                       \
			__out = ___wait_var_event(var, ___wait_cond_timeout(condition, __ret),     \
						  TASK_UNINTERRUPTIBLE, 0, __out,                  \
						  __ret = schedule_timeout(__ret));                \
		__out;                                                                             \
	})

#endif /* _LINUX_WAIT_BIT_H */
