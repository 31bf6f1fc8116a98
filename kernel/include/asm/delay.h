// SPDX-License-Identifier: MIT
/* Busy waiting; see <linux/delay.h>. */
#ifndef _ASM_X86_DELAY_H
#define _ASM_X86_DELAY_H

/* Wait at least so many micro- or nanoseconds without giving up the CPU. Any context. */
void __udelay(unsigned long usecs);
void __ndelay(unsigned long nsecs);

/* Refused at link time: over 20 ms is a sleep's or mdelay()'s work. */
void __bad_udelay(void);
void __bad_ndelay(void);

#define udelay(n)                                                                                  \
	({                                                                                         \
		if (__builtin_constant_p(n) && (n) > 20000)                                        \
			__bad_udelay();                                                            \
		__udelay(n);                                                                       \
	})
#define ndelay(n)                                                                                  \
	({                                                                                         \
		if (__builtin_constant_p(n) && (n) > 20000)                                        \
			__bad_ndelay();                                                            \
		__ndelay(n);                                                                       \
	})

#endif
