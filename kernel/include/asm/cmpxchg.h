// SPDX-License-Identifier: MIT
/*
 * Exchange, compare-and-exchange and add on naturally aligned objects of 1, 2, 4 or 8 bytes.
 *
 * All forms here are locked instructions and so full barriers (Intel SDM volume 2, LOCK), apart
 * from the _local ones, which are only atomic against interrupts of this CPU.
 */
#ifndef ASM_CMPXCHG_H
#define ASM_CMPXCHG_H

#include <linux/compiler.h>
#include <linux/build_bug.h>
#include <linux/types.h>

#define __cmpxchg_check(ptr)                                                                       \
	compiletime_assert(sizeof(*(ptr)) == 1 || sizeof(*(ptr)) == 2 || sizeof(*(ptr)) == 4 ||    \
				   sizeof(*(ptr)) == 8,                                            \
			   "atomic access of an unsupported size")

/* *ptr op= reg, and reg becomes the old value: xchg or xadd, by the operand's size. */
#define __xchg_op(ptr, arg, op, lock)                                                              \
	({                                                                                         \
		typeof(*(ptr)) __ret = (arg);                                                      \
		__cmpxchg_check(ptr);                                                              \
		switch (sizeof(*(ptr))) {                                                          \
		case 1:                                                                            \
			asm volatile(lock #op "b %b0, %1"                                          \
				     : "+q"(__ret), "+m"(*(ptr))::"memory", "cc");                 \
			break;                                                                     \
		case 2:                                                                            \
			asm volatile(lock #op "w %w0, %1"                                          \
				     : "+r"(__ret), "+m"(*(ptr))::"memory", "cc");                 \
			break;                                                                     \
		case 4:                                                                            \
			asm volatile(lock #op "l %k0, %1"                                          \
				     : "+r"(__ret), "+m"(*(ptr))::"memory", "cc");                 \
			break;                                                                     \
		case 8:                                                                            \
			asm volatile(lock #op "q %q0, %1"                                          \
				     : "+r"(__ret), "+m"(*(ptr))::"memory", "cc");                 \
			break;                                                                     \
		}                                                                                  \
		__ret;                                                                             \
	})

/* xchg with memory locks by itself. */
#define arch_xchg(ptr, v)    __xchg_op((ptr), (v), xchg, "")
#define xadd(ptr, inc)	     __xchg_op((ptr), (inc), xadd, "lock; ")
#define xadd_local(ptr, inc) __xchg_op((ptr), (inc), xadd, "")

#define __cmpxchg_op(ptr, old, new, lock)                                                          \
	({                                                                                         \
		typeof(*(ptr)) __ret;                                                              \
		typeof(*(ptr)) __old = (old);                                                      \
		typeof(*(ptr)) __new = (new);                                                      \
		__cmpxchg_check(ptr);                                                              \
		switch (sizeof(*(ptr))) {                                                          \
		case 1:                                                                            \
			asm volatile(lock "cmpxchgb %b2, %1"                                       \
				     : "=a"(__ret), "+m"(*(ptr))                                   \
				     : "q"(__new), "0"(__old)                                      \
				     : "memory", "cc");                                            \
			break;                                                                     \
		case 2:                                                                            \
			asm volatile(lock "cmpxchgw %w2, %1"                                       \
				     : "=a"(__ret), "+m"(*(ptr))                                   \
				     : "r"(__new), "0"(__old)                                      \
				     : "memory", "cc");                                            \
			break;                                                                     \
		case 4:                                                                            \
			asm volatile(lock "cmpxchgl %k2, %1"                                       \
				     : "=a"(__ret), "+m"(*(ptr))                                   \
				     : "r"(__new), "0"(__old)                                      \
				     : "memory", "cc");                                            \
			break;                                                                     \
		case 8:                                                                            \
			asm volatile(lock "cmpxchgq %q2, %1"                                       \
				     : "=a"(__ret), "+m"(*(ptr))                                   \
				     : "r"(__new), "0"(__old)                                      \
				     : "memory", "cc");                                            \
			break;                                                                     \
		}                                                                                  \
		__ret;                                                                             \
	})

#define arch_cmpxchg(ptr, old, new)	  __cmpxchg_op((ptr), (old), (new), "lock; ")
#define arch_cmpxchg_local(ptr, old, new) __cmpxchg_op((ptr), (old), (new), "")

/* True if *ptr was *oldp and is now new; otherwise *oldp is what was found. */
#define arch_try_cmpxchg(ptr, oldp, new)                                                           \
	({                                                                                         \
		typeof(oldp) __oldp = (oldp);                                                      \
		typeof(*(ptr)) __want = *__oldp;                                                   \
		typeof(*(ptr)) __found = arch_cmpxchg((ptr), __want, (new));                       \
		bool __same = __found == __want;                                                   \
		if (unlikely(!__same))                                                             \
			*__oldp = __found;                                                         \
		likely(__same);                                                                    \
	})

#endif
