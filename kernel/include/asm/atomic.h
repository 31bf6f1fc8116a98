// SPDX-License-Identifier: MIT
/*
 * Atomic integers of 32 and 64 bits: the operations that are single x86 instructions.
 *
 * Callers include <linux/atomic.h>, which builds the rest of the family from these. Operations that
 * return a value are full barriers; those that return nothing order nothing by contract, though on
 * x86 they do.
 */
#ifndef ASM_ATOMIC_H
#define ASM_ATOMIC_H

#include <linux/compiler.h>
#include <linux/types.h>
#include <asm/barrier.h>
#include <asm/cmpxchg.h>

#define ATOMIC64_INIT(i)                                                                           \
	{                                                                                          \
		(i)                                                                                \
	}

/*
 * For one width: prefix, structure, C type and the instructions' suffix. The and-test forms use
 * the flags that the instruction itself sets, through asm's flag outputs.
 */
#define ARCH_ATOMIC_OPS(pfx, atype, type, sfx)                                                     \
	static __always_inline type pfx##_read(const atype *v)                                     \
	{                                                                                          \
		return READ_ONCE(v->counter);                                                      \
	}                                                                                          \
	static __always_inline void pfx##_set(atype *v, type i)                                    \
	{                                                                                          \
		WRITE_ONCE(v->counter, i);                                                         \
	}                                                                                          \
	static __always_inline void pfx##_add(type i, atype *v)                                    \
	{                                                                                          \
		asm volatile("lock; add" sfx " %1,%0"                                              \
			     : "+m"(v->counter)                                                    \
			     : "er"(i)                                                             \
			     : "memory", "cc");                                                    \
	}                                                                                          \
	static __always_inline void pfx##_sub(type i, atype *v)                                    \
	{                                                                                          \
		asm volatile("lock; sub" sfx " %1,%0"                                              \
			     : "+m"(v->counter)                                                    \
			     : "er"(i)                                                             \
			     : "memory", "cc");                                                    \
	}                                                                                          \
	static __always_inline void pfx##_inc(atype *v)                                            \
	{                                                                                          \
		asm volatile("lock; inc" sfx " %0" : "+m"(v->counter)::"memory", "cc");            \
	}                                                                                          \
	static __always_inline void pfx##_dec(atype *v)                                            \
	{                                                                                          \
		asm volatile("lock; dec" sfx " %0" : "+m"(v->counter)::"memory", "cc");            \
	}                                                                                          \
	static __always_inline void pfx##_and(type i, atype *v)                                    \
	{                                                                                          \
		asm volatile("lock; and" sfx " %1,%0"                                              \
			     : "+m"(v->counter)                                                    \
			     : "er"(i)                                                             \
			     : "memory", "cc");                                                    \
	}                                                                                          \
	static __always_inline void pfx##_or(type i, atype *v)                                     \
	{                                                                                          \
		asm volatile("lock; or" sfx " %1,%0"                                               \
			     : "+m"(v->counter)                                                    \
			     : "er"(i)                                                             \
			     : "memory", "cc");                                                    \
	}                                                                                          \
	static __always_inline void pfx##_xor(type i, atype *v)                                    \
	{                                                                                          \
		asm volatile("lock; xor" sfx " %1,%0"                                              \
			     : "+m"(v->counter)                                                    \
			     : "er"(i)                                                             \
			     : "memory", "cc");                                                    \
	}                                                                                          \
	static __always_inline bool pfx##_sub_and_test(type i, atype *v)                           \
	{                                                                                          \
		bool zero;                                                                         \
                                                                                                   \
		asm volatile("lock; sub" sfx " %2,%0"                                              \
			     : "+m"(v->counter), "=@ccz"(zero)                                     \
			     : "er"(i)                                                             \
			     : "memory");                                                          \
		return zero;                                                                       \
	}                                                                                          \
	static __always_inline bool pfx##_dec_and_test(atype *v)                                   \
	{                                                                                          \
		bool zero;                                                                         \
                                                                                                   \
		asm volatile("lock; dec" sfx " %0" : "+m"(v->counter), "=@ccz"(zero)::"memory");   \
		return zero;                                                                       \
	}                                                                                          \
	static __always_inline bool pfx##_inc_and_test(atype *v)                                   \
	{                                                                                          \
		bool zero;                                                                         \
                                                                                                   \
		asm volatile("lock; inc" sfx " %0" : "+m"(v->counter), "=@ccz"(zero)::"memory");   \
		return zero;                                                                       \
	}                                                                                          \
	static __always_inline bool pfx##_add_negative(type i, atype *v)                           \
	{                                                                                          \
		bool negative;                                                                     \
                                                                                                   \
		asm volatile("lock; add" sfx " %2,%0"                                              \
			     : "+m"(v->counter), "=@ccs"(negative)                                 \
			     : "er"(i)                                                             \
			     : "memory");                                                          \
		return negative;                                                                   \
	}                                                                                          \
	static __always_inline type pfx##_fetch_add(type i, atype *v)                              \
	{                                                                                          \
		return xadd(&v->counter, i);                                                       \
	}                                                                                          \
	static __always_inline type pfx##_xchg(atype *v, type new)                                 \
	{                                                                                          \
		return arch_xchg(&v->counter, new);                                                \
	}                                                                                          \
	static __always_inline type pfx##_cmpxchg(atype *v, type old, type new)                    \
	{                                                                                          \
		return arch_cmpxchg(&v->counter, old, new);                                        \
	}                                                                                          \
	static __always_inline bool pfx##_try_cmpxchg(atype *v, type *old, type new)               \
	{                                                                                          \
		return arch_try_cmpxchg(&v->counter, old, new);                                    \
	}

ARCH_ATOMIC_OPS(atomic, atomic_t, int, "l")
ARCH_ATOMIC_OPS(atomic64, atomic64_t, s64, "q")

#endif
