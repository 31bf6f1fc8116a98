// SPDX-License-Identifier: MIT
/*
 * wait_event() and its kin; included by linux/wait.h, which says how sleeping and waking fit
 * together. Every form evaluates the condition again after each wake-up, in the caller's
 * context, and returns without sleeping when it already holds.
 *
 * Results: plain forms none; interruptible and killable ones 0, or -ERESTARTSYS for a signal;
 * timeout forms the jiffies left (at least 1 when the condition holds), 0 when the time is up,
 * or -ERESTARTSYS; hrtimeout forms 0, -ETIME or -ERESTARTSYS.
 */
#ifndef _LINUX_WAIT_EVENT_H
#define _LINUX_WAIT_EVENT_H

#ifndef _LINUX_WAIT_H
#error "include <linux/wait.h>"
#endif

#include <linux/errno.h>
#include <linux/ktime.h>

#define ___wait_is_interruptible(state)                                                            \
	(!__builtin_constant_p(state) || (state) & (TASK_INTERRUPTIBLE | TASK_WAKEKILL))

/* A timeout that ran out while the condition came true still reports one jiffy. */
#define ___wait_cond_timeout(condition, left)                                                      \
	({                                                                                         \
		bool __cond = (condition);                                                         \
		if (__cond && !(left))                                                             \
			(left) = 1;                                                                \
		__cond || !(left);                                                                 \
	})

/*
 * The loop of all forms: join the queue and set the state, look, run @cmd (which sleeps), and
 * again. A signal found while joining ends it (prepare_to_wait_event has left the queue then).
 */
#define ___wait_event(wq_head, condition, state, exclusive, ret, cmd)                              \
	({                                                                                         \
		struct wait_queue_entry __wq_entry;                                                \
		long __ret = ret; /* may be changed by condition and cmd */                        \
		long __intr = 0;                                                                   \
		init_wait_entry(&__wq_entry, (exclusive) ? WQ_FLAG_EXCLUSIVE : 0);                 \
		for (;;) {                                                                         \
			__intr = prepare_to_wait_event(&(wq_head), &__wq_entry, state);            \
			if (condition) {                                                           \
				__intr = 0;                                                        \
				break;                                                             \
			}                                                                          \
			if (___wait_is_interruptible(state) && __intr)                             \
				break;                                                             \
			cmd;                                                                       \
		}                                                                                  \
		finish_wait(&(wq_head), &__wq_entry);                                              \
		__intr ? __intr : __ret;                                                           \
	})

#define __wait_event(wq_head, condition)                                                           \
	(void)___wait_event(wq_head, condition, TASK_UNINTERRUPTIBLE, 0, 0, schedule())

#define wait_event(wq_head, condition)                                                             \
	do {                                                                                       \
		might_sleep();                                                                     \
		if (!(condition))                                                                  \
			__wait_event(wq_head, condition);                                          \
	} while (0)

#define io_wait_event(wq_head, condition)                                                          \
	do {                                                                                       \
		might_sleep();                                                                     \
		if (!(condition))                                                                  \
			(void)___wait_event(wq_head, condition, TASK_UNINTERRUPTIBLE, 0, 0,        \
					    io_schedule());                                        \
	} while (0)

#define wait_event_freezable(wq_head, condition) wait_event_interruptible(wq_head, condition)

#define __wait_event_timeout(wq_head, condition, state, timeout)                                   \
	___wait_event(wq_head, ___wait_cond_timeout(condition, __ret), state, 0, timeout,          \
		      __ret = schedule_timeout(__ret))

#define ___wait_timeout_form(wq_head, condition, state, timeout)                                   \
	({                                                                                         \
		long __out = timeout;                                                              \
		might_sleep();                                                                     \
		if (!___wait_cond_timeout(condition, __out))                                       \
			__out = __wait_event_timeout(wq_head, condition, state, __out);            \
		__out;                                                                             \
	})

#define wait_event_timeout(wq_head, condition, timeout)                                            \
	___wait_timeout_form(wq_head, condition, TASK_UNINTERRUPTIBLE, timeout)
#define wait_event_interruptible_timeout(wq_head, condition, timeout)                              \
	___wait_timeout_form(wq_head, condition, TASK_INTERRUPTIBLE, timeout)
#define wait_event_killable_timeout(wq_head, condition, timeout)                                   \
	___wait_timeout_form(wq_head, condition, TASK_KILLABLE, timeout)
#define wait_event_idle_timeout(wq_head, condition, timeout)                                       \
	___wait_timeout_form(wq_head, condition, TASK_IDLE, timeout)
#define wait_event_freezable_timeout(wq_head, condition, timeout)                                  \
	wait_event_interruptible_timeout(wq_head, condition, timeout)
#define wait_event_idle_exclusive_timeout(wq_head, condition, timeout)                             \
	({                                                                                         \
		long __out = timeout;                                                              \
		might_sleep();                                                                     \
		if (!___wait_cond_timeout(condition, __out))                                       \
			__out = ___wait_event(wq_head, ___wait_cond_timeout(condition, __ret),     \
					      TASK_IDLE, 1, __out,                                 \
					      __ret = schedule_timeout(__ret));                    \
		__out;                                                                             \
	})

#define ___wait_signal_form(wq_head, condition, state, exclusive)                                  \
	({                                                                                         \
		int __out = 0;                                                                     \
		might_sleep();                                                                     \
		if (!(condition))                                                                  \
			__out = ___wait_event(wq_head, condition, state, exclusive, 0,             \
					      schedule());                                         \
		__out;                                                                             \
	})

#define wait_event_interruptible(wq_head, condition)                                               \
	___wait_signal_form(wq_head, condition, TASK_INTERRUPTIBLE, 0)
#define wait_event_interruptible_exclusive(wq_head, condition)                                     \
	___wait_signal_form(wq_head, condition, TASK_INTERRUPTIBLE, 1)
#define wait_event_killable(wq_head, condition)                                                    \
	___wait_signal_form(wq_head, condition, TASK_KILLABLE, 0)
#define wait_event_killable_exclusive(wq_head, condition)                                          \
	___wait_signal_form(wq_head, condition, TASK_KILLABLE, 1)
#define wait_event_freezable_exclusive(wq_head, condition)                                         \
	wait_event_interruptible_exclusive(wq_head, condition)
#define wait_event_state(wq_head, condition, state)                                                \
	___wait_signal_form(wq_head, condition, state, 0)

/* Uninterruptible without adding to the load average: for kernel threads that wait for work. */
#define wait_event_idle(wq_head, condition)                                                        \
	do {                                                                                       \
		might_sleep();                                                                     \
		if (!(condition))                                                                  \
			(void)___wait_event(wq_head, condition, TASK_IDLE, 0, 0, schedule());      \
	} while (0)
#define wait_event_idle_exclusive(wq_head, condition)                                              \
	do {                                                                                       \
		might_sleep();                                                                     \
		if (!(condition))                                                                  \
			(void)___wait_event(wq_head, condition, TASK_IDLE, 1, 0, schedule());      \
	} while (0)

/* @cmd1 runs before each sleep and @cmd2 after it. */
#define wait_event_cmd(wq_head, condition, cmd1, cmd2)                                             \
	do {                                                                                       \
		if (!(condition))                                                                  \
			(void)___wait_event(wq_head, condition, TASK_UNINTERRUPTIBLE, 0, 0, cmd1;  \
					    schedule(); cmd2);                                     \
	} while (0)
#define wait_event_exclusive_cmd(wq_head, condition, cmd1, cmd2)                                   \
	do {                                                                                       \
		if (!(condition))                                                                  \
			(void)___wait_event(wq_head, condition, TASK_UNINTERRUPTIBLE, 1, 0, cmd1;  \
					    schedule(); cmd2);                                     \
	} while (0)

/* Called and returning with @lock held; it is given up while asleep. */
#define wait_event_lock_irq(wq_head, condition, lock)                                              \
	wait_event_lock_irq_cmd(wq_head, condition, lock, )
#define wait_event_lock_irq_cmd(wq_head, condition, lock, cmd)                                     \
	do {                                                                                       \
		if (!(condition))                                                                  \
			(void)___wait_event(wq_head, condition, TASK_UNINTERRUPTIBLE, 0, 0,        \
					    spin_unlock_irq(&lock);                                \
					    cmd; schedule(); spin_lock_irq(&lock));                \
	} while (0)
#define wait_event_interruptible_lock_irq_cmd(wq_head, condition, lock, cmd)                       \
	({                                                                                         \
		int __out = 0;                                                                     \
		if (!(condition))                                                                  \
			__out = ___wait_event(wq_head, condition, TASK_INTERRUPTIBLE, 0, 0,        \
					      spin_unlock_irq(&lock);                              \
					      cmd; schedule(); spin_lock_irq(&lock));              \
		__out;                                                                             \
	})
#define wait_event_interruptible_lock_irq(wq_head, condition, lock)                                \
	wait_event_interruptible_lock_irq_cmd(wq_head, condition, lock, )
#define ___wait_lock_irq_timeout(wq_head, condition, lock, timeout, state)                         \
	({                                                                                         \
		long __out = timeout;                                                              \
		if (!___wait_cond_timeout(condition, __out))                                       \
			__out = ___wait_event(wq_head, ___wait_cond_timeout(condition, __ret),     \
					      state, 0, __out, spin_unlock_irq(&lock);             \
					      __ret = schedule_timeout(__ret);                     \
					      spin_lock_irq(&lock));                               \
		__out;                                                                             \
	})
#define wait_event_interruptible_lock_irq_timeout(wq_head, condition, lock, timeout)               \
	___wait_lock_irq_timeout(wq_head, condition, lock, timeout, TASK_INTERRUPTIBLE)
#define wait_event_lock_irq_timeout(wq_head, condition, lock, timeout)                             \
	___wait_lock_irq_timeout(wq_head, condition, lock, timeout, TASK_UNINTERRUPTIBLE)

/*
 * The _locked forms: the caller holds wq.lock (_irq: with interrupts off), which is given up
 * while asleep; the condition is looked at with it held, so the waker must hold it too.
 */
#define ___wait_event_interruptible_locked(wq, condition, exclusive, fn)                           \
	({                                                                                         \
		int __ret = 0;                                                                     \
		if (!(condition)) {                                                                \
			DEFINE_WAIT(__wait);                                                       \
			if (exclusive)                                                             \
				__wait.flags |= WQ_FLAG_EXCLUSIVE;                                 \
			do {                                                                       \
				__ret = fn(&(wq), &__wait);                                        \
			} while (!__ret && !(condition));                                          \
			__remove_wait_queue(&(wq), &__wait);                                       \
			__set_current_state(TASK_RUNNING);                                         \
		}                                                                                  \
		__ret;                                                                             \
	})
#define wait_event_interruptible_locked(wq, condition)                                             \
	___wait_event_interruptible_locked(wq, condition, 0, do_wait_intr)
#define wait_event_interruptible_locked_irq(wq, condition)                                         \
	___wait_event_interruptible_locked(wq, condition, 0, do_wait_intr_irq)
#define wait_event_interruptible_exclusive_locked(wq, condition)                                   \
	___wait_event_interruptible_locked(wq, condition, 1, do_wait_intr)
#define wait_event_interruptible_exclusive_locked_irq(wq, condition)                               \
	___wait_event_interruptible_locked(wq, condition, 1, do_wait_intr_irq)

/* Timeouts in ktime; 0, -ETIME when it ran out, or -ERESTARTSYS. */
#define ___wait_event_hrtimeout(wq_head, condition, timeout, state)                                \
	({                                                                                         \
		ktime_t __end = ktime_add_safe(ktime_get(), timeout);                              \
		int __res = 0;                                                                     \
		might_sleep();                                                                     \
		if (!(condition))                                                                  \
			__res = ___wait_event(                                                     \
				wq_head, condition, state, 0, 0, if (!__schedule_until(__end)) {   \
					__ret = -ETIME;                                            \
					break;                                                     \
				});                                                                \
		__res;                                                                             \
	})
#define wait_event_hrtimeout(wq_head, condition, timeout)                                          \
	___wait_event_hrtimeout(wq_head, condition, timeout, TASK_UNINTERRUPTIBLE)
#define wait_event_interruptible_hrtimeout(wq, condition, timeout)                                 \
	___wait_event_hrtimeout(wq, condition, timeout, TASK_INTERRUPTIBLE)

#endif /* _LINUX_WAIT_EVENT_H */
