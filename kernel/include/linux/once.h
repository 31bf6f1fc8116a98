// SPDX-License-Identifier: MIT
/*
 * Things that happen at a place in the code the first time only, however many come there at once:
 * all but the first wait until it is done. DO_ONCE() may be called from any context,
 * DO_ONCE_SLEEPABLE() with a function that sleeps.
 */
#ifndef _LINUX_ONCE_H
#define _LINUX_ONCE_H

#include <linux/compiler.h>
#include <linux/types.h>
#include <asm/barrier.h>

bool __do_once_start(bool *done, unsigned long *flags);
void __do_once_done(bool *done, unsigned long *flags);
bool __do_once_sleepable_start(bool *done);
void __do_once_sleepable_done(bool *done);

#define DO_ONCE(func, ...)                                                                         \
	({                                                                                         \
		bool ___ret = false;                                                               \
		static bool __section(".data.once") ___done = false;                               \
                                                                                                   \
		if (unlikely(!smp_load_acquire(&___done))) {                                       \
			unsigned long ___flags;                                                    \
                                                                                                   \
			___ret = __do_once_start(&___done, &___flags);                             \
			if (unlikely(___ret)) {                                                    \
				func(__VA_ARGS__);                                                 \
				__do_once_done(&___done, &___flags);                               \
			}                                                                          \
		}                                                                                  \
		___ret;                                                                            \
	})
#define DO_ONCE_SLEEPABLE(func, ...)                                                               \
	({                                                                                         \
		bool ___ret = false;                                                               \
		static bool __section(".data.once") ___done = false;                               \
                                                                                                   \
		if (unlikely(!smp_load_acquire(&___done))) {                                       \
			___ret = __do_once_sleepable_start(&___done);                              \
			if (unlikely(___ret)) {                                                    \
				func(__VA_ARGS__);                                                 \
				__do_once_sleepable_done(&___done);                                \
			}                                                                          \
		}                                                                                  \
		___ret;                                                                            \
	})

#define get_random_once(buf, nbytes)	       DO_ONCE(get_random_bytes, (buf), (nbytes))
#define get_random_sleepable_once(buf, nbytes) DO_ONCE_SLEEPABLE(get_random_bytes, (buf), (nbytes))

#endif
