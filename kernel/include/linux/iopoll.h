// SPDX-License-Identifier: MIT
/*
 * Read a register, or anything else, until it says what is waited for.
 *
 * val = op(args) again and again until `cond` (about val) holds: 0; or -ETIMEDOUT when that took
 * longer than timeout_us microseconds (0: for ever), after a last try. Between tries the plain
 * forms sleep for up to sleep_us, so they need process context (0: they don't sleep); the _atomic
 * forms spin for delay_us. Statement expressions: each argument but `cond` is evaluated once or,
 * op's, at each try.
 */
#ifndef _LINUX_IOPOLL_H
#define _LINUX_IOPOLL_H

#include <linux/kernel.h>
#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/io.h>
#include <linux/ktime.h>
#include <asm/processor.h>

#define __read_poll(op, val, cond, pause, timeout_us, args...)                                     \
	({                                                                                         \
		u64 __poll_limit = (timeout_us);                                                   \
		ktime_t __poll_end = ktime_add_us(ktime_get(), __poll_limit);                      \
		bool __poll_late = false;                                                          \
                                                                                                   \
		for (;;) {                                                                         \
			(val) = op(args);                                                          \
			if ((cond) || __poll_late)                                                 \
				break;                                                             \
			pause;                                                                     \
			cpu_relax();                                                               \
			__poll_late = __poll_limit && ktime_after(ktime_get(), __poll_end);        \
		}                                                                                  \
		(cond) ? 0 : -ETIMEDOUT;                                                           \
	})

#define read_poll_timeout(op, val, cond, sleep_us, timeout_us, sleep_before_read, args...)         \
	({                                                                                         \
		unsigned long __poll_us = (sleep_us);                                              \
                                                                                                   \
		might_sleep_if(__poll_us);                                                         \
		if ((sleep_before_read) && __poll_us)                                              \
			usleep_range((__poll_us >> 2) + 1, __poll_us);                             \
		__read_poll(op, val, cond, ({                                                      \
				    if (__poll_us)                                                 \
					    usleep_range((__poll_us >> 2) + 1, __poll_us);         \
			    }),                                                                    \
			    timeout_us, args);                                                     \
	})

#define read_poll_timeout_atomic(op, val, cond, delay_us, timeout_us, delay_before_read, args...)  \
	({                                                                                         \
		unsigned long __poll_us = (delay_us);                                              \
                                                                                                   \
		if ((delay_before_read) && __poll_us)                                              \
			udelay(__poll_us);                                                         \
		__read_poll(op, val, cond, ({                                                      \
				    if (__poll_us)                                                 \
					    udelay(__poll_us);                                     \
			    }),                                                                    \
			    timeout_us, args);                                                     \
	})

/* The same for an operation on one address. */
#define readx_poll_timeout(op, addr, val, cond, sleep_us, timeout_us)                              \
	read_poll_timeout(op, val, cond, sleep_us, timeout_us, false, addr)
#define readx_poll_timeout_atomic(op, addr, val, cond, delay_us, timeout_us)                       \
	read_poll_timeout_atomic(op, val, cond, delay_us, timeout_us, false, addr)

#define readb_poll_timeout(addr, val, cond, wait_us, timeout_us)                                   \
	readx_poll_timeout(readb, addr, val, cond, wait_us, timeout_us)
#define readb_poll_timeout_atomic(addr, val, cond, wait_us, timeout_us)                            \
	readx_poll_timeout_atomic(readb, addr, val, cond, wait_us, timeout_us)
#define readb_relaxed_poll_timeout(addr, val, cond, wait_us, timeout_us)                           \
	readx_poll_timeout(readb_relaxed, addr, val, cond, wait_us, timeout_us)
#define readb_relaxed_poll_timeout_atomic(addr, val, cond, wait_us, timeout_us)                    \
	readx_poll_timeout_atomic(readb_relaxed, addr, val, cond, wait_us, timeout_us)
#define readw_poll_timeout(addr, val, cond, wait_us, timeout_us)                                   \
	readx_poll_timeout(readw, addr, val, cond, wait_us, timeout_us)
#define readw_poll_timeout_atomic(addr, val, cond, wait_us, timeout_us)                            \
	readx_poll_timeout_atomic(readw, addr, val, cond, wait_us, timeout_us)
#define readw_relaxed_poll_timeout(addr, val, cond, wait_us, timeout_us)                           \
	readx_poll_timeout(readw_relaxed, addr, val, cond, wait_us, timeout_us)
#define readw_relaxed_poll_timeout_atomic(addr, val, cond, wait_us, timeout_us)                    \
	readx_poll_timeout_atomic(readw_relaxed, addr, val, cond, wait_us, timeout_us)
#define readl_poll_timeout(addr, val, cond, wait_us, timeout_us)                                   \
	readx_poll_timeout(readl, addr, val, cond, wait_us, timeout_us)
#define readl_poll_timeout_atomic(addr, val, cond, wait_us, timeout_us)                            \
	readx_poll_timeout_atomic(readl, addr, val, cond, wait_us, timeout_us)
#define readl_relaxed_poll_timeout(addr, val, cond, wait_us, timeout_us)                           \
	readx_poll_timeout(readl_relaxed, addr, val, cond, wait_us, timeout_us)
#define readl_relaxed_poll_timeout_atomic(addr, val, cond, wait_us, timeout_us)                    \
	readx_poll_timeout_atomic(readl_relaxed, addr, val, cond, wait_us, timeout_us)
#define readq_poll_timeout(addr, val, cond, wait_us, timeout_us)                                   \
	readx_poll_timeout(readq, addr, val, cond, wait_us, timeout_us)
#define readq_poll_timeout_atomic(addr, val, cond, wait_us, timeout_us)                            \
	readx_poll_timeout_atomic(readq, addr, val, cond, wait_us, timeout_us)
#define readq_relaxed_poll_timeout(addr, val, cond, wait_us, timeout_us)                           \
	readx_poll_timeout(readq_relaxed, addr, val, cond, wait_us, timeout_us)
#define readq_relaxed_poll_timeout_atomic(addr, val, cond, wait_us, timeout_us)                    \
	readx_poll_timeout_atomic(readq_relaxed, addr, val, cond, wait_us, timeout_us)

#endif
