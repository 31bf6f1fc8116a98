// SPDX-License-Identifier: MIT
/* The time-stamp counter as a clock. */
#ifndef _ASM_X86_TSC_H
#define _ASM_X86_TSC_H

#include <linux/types.h>
#include <asm/msr.h>

typedef unsigned long long cycles_t;

extern unsigned int tsc_khz; /* 0 until tsc_init() */
extern unsigned int cpu_khz;

static inline cycles_t get_cycles(void)
{
	return rdtsc();
}
#define get_cycles get_cycles

/* Measure the counter against the timer chip; takes some 30 ms. Boot, interrupts off. */
void tsc_init(void);

/* Nanoseconds that `cycles` of the counter take. */
u64 tsc_to_ns(u64 cycles);

#endif
