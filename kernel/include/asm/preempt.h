// SPDX-License-Identifier: MIT
/*
 * The preemption count of this CPU: one int per CPU, changed with single instructions.
 *
 * It travels with the CPU, not with the task: the scheduler hands it over as part of a switch. The
 * fields in it are <linux/preempt.h>'s.
 */
#ifndef ASM_PREEMPT_H
#define ASM_PREEMPT_H

#include <linux/compiler.h>
#include <linux/types.h>
#include <asm/percpu.h>

DECLARE_PER_CPU(int, __preempt_count);

/* A task that has never run starts with preemption off; idle starts with it off, too. */
#define INIT_PREEMPT_COUNT 1

static __always_inline int preempt_count(void)
{
	return raw_cpu_read_4(__preempt_count);
}

static __always_inline void preempt_count_set(int pc)
{
	raw_cpu_write_4(__preempt_count, pc);
}

static __always_inline void __preempt_count_add(int val)
{
	raw_cpu_add_4(__preempt_count, val);
}

static __always_inline void __preempt_count_sub(int val)
{
	raw_cpu_add_4(__preempt_count, -val);
}

#endif
