// SPDX-License-Identifier: MIT
/* 64-bit division, which this CPU does by itself. */
#ifndef ASM_DIV64_H
#define ASM_DIV64_H

#include <asm-generic/div64.h>

/* a * mul / div with a 128-bit product. The quotient must fit in 64 bits, or the CPU faults. */
static inline u64 mul_u64_u64_div_u64(u64 a, u64 mul, u64 div)
{
	u64 q;

	asm("mulq %2; divq %3" : "=a"(q) : "a"(a), "rm"(mul), "rm"(div) : "rdx", "cc");
	return q;
}

static inline u64 mul_u64_u32_div(u64 a, u32 mul, u32 div)
{
	return mul_u64_u64_div_u64(a, mul, div);
}

#endif
