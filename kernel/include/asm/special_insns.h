// SPDX-License-Identifier: MIT
/* Control registers and other instructions that only a kernel may use. */
#ifndef _ASM_X86_SPECIAL_INSNS_H
#define _ASM_X86_SPECIAL_INSNS_H

#ifndef __ASSEMBLY__

#include <linux/types.h>

static inline unsigned long read_cr0(void)
{
	unsigned long val;

	asm volatile("mov %%cr0, %0" : "=r"(val) : : "memory");
	return val;
}

static inline void write_cr0(unsigned long val)
{
	asm volatile("mov %0, %%cr0" : : "r"(val) : "memory");
}

static inline unsigned long read_cr2(void)
{
	unsigned long val;

	asm volatile("mov %%cr2, %0" : "=r"(val) : : "memory");
	return val;
}

static inline unsigned long __read_cr3(void)
{
	unsigned long val;

	asm volatile("mov %%cr3, %0" : "=r"(val) : : "memory");
	return val;
}

static inline void write_cr3(unsigned long val)
{
	asm volatile("mov %0, %%cr3" : : "r"(val) : "memory");
}

static inline unsigned long __read_cr4(void)
{
	unsigned long val;

	asm volatile("mov %%cr4, %0" : "=r"(val) : : "memory");
	return val;
}

static inline void __write_cr4(unsigned long val)
{
	asm volatile("mov %0, %%cr4" : : "r"(val) : "memory");
}

static inline void xsetbv(u32 index, u64 value)
{
	asm volatile("xsetbv" : : "c"(index), "a"((u32)value), "d"((u32)(value >> 32)));
}

static inline unsigned long rdfsbase(void)
{
	unsigned long val;

	asm volatile("rdfsbase %0" : "=r"(val) : : "memory");
	return val;
}

static inline void wrfsbase(unsigned long val)
{
	asm volatile("wrfsbase %0" : : "r"(val) : "memory");
}

#define savesegment(seg, value) asm volatile("mov %%" #seg ", %k0" : "=r"(value) : : "memory")

/* Load %ds, %es or %fs with a selector of our own GDT, or 0. */
#define loadsegment(seg, value) asm volatile("mov %k0, %%" #seg : : "r"((u32)(value)) : "memory")

#endif /* __ASSEMBLY__ */
#endif
