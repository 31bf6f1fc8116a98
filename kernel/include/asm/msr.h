// SPDX-License-Identifier: MIT
/*
 * Model-specific registers, the time-stamp counter and CPUID.
 *
 * rdmsr/wrmsr of a register that the CPU lacks raise #GP; the _safe forms return -EIO instead.
 */
#ifndef _ASM_X86_MSR_H
#define _ASM_X86_MSR_H

#include <asm/msr-index.h>

#ifndef __ASSEMBLY__

#include <linux/types.h>
#include <linux/errno.h>
#include <asm/extable.h>

static inline u64 __rdmsr(unsigned int msr)
{
	u32 low, high;

	asm volatile("rdmsr" : "=a"(low), "=d"(high) : "c"(msr));
	return (u64)high << 32 | low;
}

static inline void __wrmsr(unsigned int msr, u32 low, u32 high)
{
	asm volatile("wrmsr" : : "c"(msr), "a"(low), "d"(high) : "memory");
}

#define rdmsr(msr, low, high)                                                                      \
	do {                                                                                       \
		u64 __rdmsr_val = __rdmsr(msr);                                                    \
		(low) = (u32)__rdmsr_val;                                                          \
		(high) = (u32)(__rdmsr_val >> 32);                                                 \
	} while (0)
#define wrmsr(msr, low, high) __wrmsr(msr, low, high)
#define rdmsrl(msr, val)      ((val) = __rdmsr(msr))

static inline void wrmsrl(unsigned int msr, u64 val)
{
	__wrmsr(msr, (u32)val, (u32)(val >> 32));
}

static inline int rdmsrl_safe(unsigned int msr, unsigned long long *val)
{
	u32 low, high;
	int err;

	asm volatile("1:	rdmsr\n"
		     "	xorl	%[err], %[err]\n"
		     "2:\n" _ASM_EXTABLE_TYPE(1b, 2b, EX_TYPE_MSR_SAFE)
		     : [err] "=&S"(err), "=a"(low), "=d"(high)
		     : "c"(msr));
	*val = (u64)high << 32 | low;
	return err;
}

static inline int wrmsrl_safe(unsigned int msr, u64 val)
{
	int err;

	asm volatile("1:	wrmsr\n"
		     "	xorl	%[err], %[err]\n"
		     "2:\n" _ASM_EXTABLE_TYPE(1b, 2b, EX_TYPE_MSR_SAFE)
		     : [err] "=&S"(err)
		     : "c"(msr), "a"((u32)val), "d"((u32)(val >> 32))
		     : "memory");
	return err;
}

/* The counter, not ordered against the instructions around it. */
static inline unsigned long long rdtsc(void)
{
	u32 low, high;

	asm volatile("rdtsc" : "=a"(low), "=d"(high));
	return (u64)high << 32 | low;
}

/* The counter, read after every earlier load is done. */
static inline unsigned long long rdtsc_ordered(void)
{
	asm volatile("lfence" : : : "memory");
	return rdtsc();
}

#endif /* __ASSEMBLY__ */
#endif
