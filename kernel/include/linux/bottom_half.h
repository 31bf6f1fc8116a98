// SPDX-License-Identifier: MIT
/*
 * Softirqs kept away from this CPU for a while. Pairs nest.
 *
 * local_bh_enable() runs what became pending meanwhile; it must not be called with interrupts off.
 */
#ifndef LINUX_BOTTOM_HALF_H
#define LINUX_BOTTOM_HALF_H

#include <linux/preempt.h>
#include <linux/instruction_pointer.h>

static __always_inline void __local_bh_disable_ip(unsigned long ip, unsigned int cnt)
{
	preempt_count_add(cnt);
	barrier();
}

static inline void local_bh_disable(void)
{
	__local_bh_disable_ip(_THIS_IP_, SOFTIRQ_DISABLE_OFFSET);
}

/* The scheduler's side: subtracts cnt and runs pending softirqs if that was the last (softirq.c).
 */
void __local_bh_enable_ip(unsigned long ip, unsigned int cnt);

static inline void local_bh_enable(void)
{
	__local_bh_enable_ip(_THIS_IP_, SOFTIRQ_DISABLE_OFFSET);
}

static inline void local_bh_enable_ip(unsigned long ip)
{
	__local_bh_enable_ip(ip, SOFTIRQ_DISABLE_OFFSET);
}

#endif
