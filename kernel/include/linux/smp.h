// SPDX-License-Identifier: MIT
/*
 * Which CPU runs this, and running something on others.
 *
 * smp_processor_id() means something only while the caller can't be moved: preemption or interrupts
 * off, or a thread bound to one CPU. get_cpu()/put_cpu() bracket such a stretch.
 */
#ifndef _LINUX_SMP_H
#define _LINUX_SMP_H

#include <linux/threads.h>
#include <linux/types.h>
#include <linux/cpumask.h>
#include <linux/preempt.h>
#include <asm/smp.h>

#define smp_processor_id()   raw_smp_processor_id()
#define __smp_processor_id() raw_smp_processor_id()

#define get_cpu()                                                                                  \
	({                                                                                         \
		preempt_disable();                                                                 \
		smp_processor_id();                                                                \
	})
#define put_cpu() preempt_enable()

typedef void (*smp_call_func_t)(void *info);

/*
 * Call `func` on every online CPU, this one included, with interrupts off there; return when it has
 * run everywhere. Not with interrupts off nor from an interrupt handler.
 */
void on_each_cpu(smp_call_func_t func, void *info, int wait);

/* The same on the other CPUs only; preemption off. */
void smp_call_function(smp_call_func_t func, void *info, int wait);

/* On CPU `cpu`: 0, or -ENXIO when it isn't online. */
int smp_call_function_single(int cpu, smp_call_func_t func, void *info, int wait);

/* Make CPU `cpu` pass through its scheduler soon; nothing to do for the CPU that calls. */
void smp_send_reschedule(int cpu);

/* Stop the other CPUs for good: panic and shutdown. */
void smp_send_stop(void);

#endif
