// SPDX-License-Identifier: MIT
/*
 * Atomic integers: atomic_t (int), atomic64_t (s64), atomic_long_t (long), and xchg()/cmpxchg() on
 * ordinary objects.
 *
 * Rules: touch an atomic only through these. An operation that returns a value is a full memory
 * barrier, except in its _relaxed, _acquire and _release forms, which promise no more than their
 * names (on x86 all of them are full barriers). set, add, inc, and the like order nothing: put
 * smp_mb__before_atomic() or smp_mb__after_atomic() beside them. For reference counts use
 * <linux/refcount.h>, which does not wrap.
 */
#ifndef LINUX_ATOMIC_H
#define LINUX_ATOMIC_H

#include <linux/types.h>
#include <asm/atomic.h>
#include <asm/barrier.h>

/* The weaker orderings of an operation with a result, all of them the full one. */
#define ATOMIC_ORDERINGS(pfx, atype, type, op)                                                     \
	static __always_inline type pfx##_##op##_relaxed(type i, atype *v)                         \
	{                                                                                          \
		return pfx##_##op(i, v);                                                           \
	}                                                                                          \
	static __always_inline type pfx##_##op##_acquire(type i, atype *v)                         \
	{                                                                                          \
		return pfx##_##op(i, v);                                                           \
	}                                                                                          \
	static __always_inline type pfx##_##op##_release(type i, atype *v)                         \
	{                                                                                          \
		return pfx##_##op(i, v);                                                           \
	}

#define ATOMIC_ORDERINGS_UNARY(pfx, atype, type, op)                                               \
	static __always_inline type pfx##_##op##_relaxed(atype *v)                                 \
	{                                                                                          \
		return pfx##_##op(v);                                                              \
	}                                                                                          \
	static __always_inline type pfx##_##op##_acquire(atype *v)                                 \
	{                                                                                          \
		return pfx##_##op(v);                                                              \
	}                                                                                          \
	static __always_inline type pfx##_##op##_release(atype *v)                                 \
	{                                                                                          \
		return pfx##_##op(v);                                                              \
	}

/* An operation that x86 has no fetching form of: retry until nobody came between. */
#define ATOMIC_FETCH_LOOP(pfx, atype, type, op, expr)                                              \
	static __always_inline type pfx##_fetch_##op(type i, atype *v)                             \
	{                                                                                          \
		type old = pfx##_read(v);                                                          \
                                                                                                   \
		while (!pfx##_try_cmpxchg(v, &old, (expr)))                                        \
			;                                                                          \
		return old;                                                                        \
	}                                                                                          \
	ATOMIC_ORDERINGS(pfx, atype, type, fetch_##op)

#define ATOMIC_FAMILY(pfx, atype, type)                                                            \
	static __always_inline type pfx##_read_acquire(const atype *v)                             \
	{                                                                                          \
		return smp_load_acquire(&v->counter);                                              \
	}                                                                                          \
	static __always_inline void pfx##_set_release(atype *v, type i)                            \
	{                                                                                          \
		smp_store_release(&v->counter, i);                                                 \
	}                                                                                          \
	static __always_inline void pfx##_andnot(type i, atype *v)                                 \
	{                                                                                          \
		pfx##_and(~i, v);                                                                  \
	}                                                                                          \
	static __always_inline type pfx##_fetch_sub(type i, atype *v)                              \
	{                                                                                          \
		return pfx##_fetch_add(-i, v);                                                     \
	}                                                                                          \
	static __always_inline type pfx##_add_return(type i, atype *v)                             \
	{                                                                                          \
		return pfx##_fetch_add(i, v) + i;                                                  \
	}                                                                                          \
	static __always_inline type pfx##_sub_return(type i, atype *v)                             \
	{                                                                                          \
		return pfx##_fetch_add(-i, v) - i;                                                 \
	}                                                                                          \
	static __always_inline type pfx##_inc_return(atype *v)                                     \
	{                                                                                          \
		return pfx##_fetch_add(1, v) + 1;                                                  \
	}                                                                                          \
	static __always_inline type pfx##_dec_return(atype *v)                                     \
	{                                                                                          \
		return pfx##_fetch_add(-1, v) - 1;                                                 \
	}                                                                                          \
	static __always_inline type pfx##_fetch_inc(atype *v)                                      \
	{                                                                                          \
		return pfx##_fetch_add(1, v);                                                      \
	}                                                                                          \
	static __always_inline type pfx##_fetch_dec(atype *v)                                      \
	{                                                                                          \
		return pfx##_fetch_add(-1, v);                                                     \
	}                                                                                          \
	ATOMIC_ORDERINGS(pfx, atype, type, fetch_add)                                              \
	ATOMIC_ORDERINGS(pfx, atype, type, fetch_sub)                                              \
	ATOMIC_ORDERINGS(pfx, atype, type, add_return)                                             \
	ATOMIC_ORDERINGS(pfx, atype, type, sub_return)                                             \
	ATOMIC_ORDERINGS_UNARY(pfx, atype, type, inc_return)                                       \
	ATOMIC_ORDERINGS_UNARY(pfx, atype, type, dec_return)                                       \
	ATOMIC_ORDERINGS_UNARY(pfx, atype, type, fetch_inc)                                        \
	ATOMIC_ORDERINGS_UNARY(pfx, atype, type, fetch_dec)                                        \
	ATOMIC_FETCH_LOOP(pfx, atype, type, and, old &i)                                           \
	ATOMIC_FETCH_LOOP(pfx, atype, type, or, old | i)                                           \
	ATOMIC_FETCH_LOOP(pfx, atype, type, xor, old ^ i)                                          \
	ATOMIC_FETCH_LOOP(pfx, atype, type, andnot, old & ~i)                                      \
	static __always_inline type pfx##_xchg_relaxed(atype *v, type i)                           \
	{                                                                                          \
		return pfx##_xchg(v, i);                                                           \
	}                                                                                          \
	static __always_inline type pfx##_xchg_acquire(atype *v, type i)                           \
	{                                                                                          \
		return pfx##_xchg(v, i);                                                           \
	}                                                                                          \
	static __always_inline type pfx##_xchg_release(atype *v, type i)                           \
	{                                                                                          \
		return pfx##_xchg(v, i);                                                           \
	}                                                                                          \
	static __always_inline type pfx##_cmpxchg_relaxed(atype *v, type old, type new)            \
	{                                                                                          \
		return pfx##_cmpxchg(v, old, new);                                                 \
	}                                                                                          \
	static __always_inline type pfx##_cmpxchg_acquire(atype *v, type old, type new)            \
	{                                                                                          \
		return pfx##_cmpxchg(v, old, new);                                                 \
	}                                                                                          \
	static __always_inline type pfx##_cmpxchg_release(atype *v, type old, type new)            \
	{                                                                                          \
		return pfx##_cmpxchg(v, old, new);                                                 \
	}                                                                                          \
	static __always_inline bool pfx##_try_cmpxchg_relaxed(atype *v, type *old, type new)       \
	{                                                                                          \
		return pfx##_try_cmpxchg(v, old, new);                                             \
	}                                                                                          \
	static __always_inline bool pfx##_try_cmpxchg_acquire(atype *v, type *old, type new)       \
	{                                                                                          \
		return pfx##_try_cmpxchg(v, old, new);                                             \
	}                                                                                          \
	static __always_inline bool pfx##_try_cmpxchg_release(atype *v, type *old, type new)       \
	{                                                                                          \
		return pfx##_try_cmpxchg(v, old, new);                                             \
	}                                                                                          \
	/* Add i unless the value is u; returns the value found. */                                \
	static __always_inline type pfx##_fetch_add_unless(atype *v, type i, type u)               \
	{                                                                                          \
		type old = pfx##_read(v);                                                          \
                                                                                                   \
		do {                                                                               \
			if (unlikely(old == u))                                                    \
				break;                                                             \
		} while (!pfx##_try_cmpxchg(v, &old, old + i));                                    \
		return old;                                                                        \
	}                                                                                          \
	static __always_inline bool pfx##_add_unless(atype *v, type i, type u)                     \
	{                                                                                          \
		return pfx##_fetch_add_unless(v, i, u) != u;                                       \
	}                                                                                          \
	static __always_inline bool pfx##_inc_not_zero(atype *v)                                   \
	{                                                                                          \
		return pfx##_add_unless(v, 1, 0);                                                  \
	}                                                                                          \
	static __always_inline bool pfx##_inc_unless_negative(atype *v)                            \
	{                                                                                          \
		type old = pfx##_read(v);                                                          \
                                                                                                   \
		do {                                                                               \
			if (unlikely(old < 0))                                                     \
				return false;                                                      \
		} while (!pfx##_try_cmpxchg(v, &old, old + 1));                                    \
		return true;                                                                       \
	}                                                                                          \
	static __always_inline bool pfx##_dec_unless_positive(atype *v)                            \
	{                                                                                          \
		type old = pfx##_read(v);                                                          \
                                                                                                   \
		do {                                                                               \
			if (unlikely(old > 0))                                                     \
				return false;                                                      \
		} while (!pfx##_try_cmpxchg(v, &old, old - 1));                                    \
		return true;                                                                       \
	}                                                                                          \
	/* Decrement unless that makes it negative; returns the old value minus 1 either way. */   \
	static __always_inline type pfx##_dec_if_positive(atype *v)                                \
	{                                                                                          \
		type dec, old = pfx##_read(v);                                                     \
                                                                                                   \
		do {                                                                               \
			dec = old - 1;                                                             \
			if (unlikely(dec < 0))                                                     \
				break;                                                             \
		} while (!pfx##_try_cmpxchg(v, &old, dec));                                        \
		return dec;                                                                        \
	}

ATOMIC_FAMILY(atomic, atomic_t, int)
ATOMIC_FAMILY(atomic64, atomic64_t, s64)

#define atomic_cond_read_acquire(v, c)	 smp_cond_load_acquire(&(v)->counter, (c))
#define atomic_cond_read_relaxed(v, c)	 smp_cond_load_relaxed(&(v)->counter, (c))
#define atomic64_cond_read_acquire(v, c) smp_cond_load_acquire(&(v)->counter, (c))
#define atomic64_cond_read_relaxed(v, c) smp_cond_load_relaxed(&(v)->counter, (c))

/* Ordinary objects. */
#define xchg(ptr, v)			  arch_xchg((ptr), (v))
#define xchg_relaxed(ptr, v)		  arch_xchg((ptr), (v))
#define xchg_acquire(ptr, v)		  arch_xchg((ptr), (v))
#define xchg_release(ptr, v)		  arch_xchg((ptr), (v))
#define cmpxchg(ptr, o, n)		  arch_cmpxchg((ptr), (o), (n))
#define cmpxchg_relaxed(ptr, o, n)	  arch_cmpxchg((ptr), (o), (n))
#define cmpxchg_acquire(ptr, o, n)	  arch_cmpxchg((ptr), (o), (n))
#define cmpxchg_release(ptr, o, n)	  arch_cmpxchg((ptr), (o), (n))
#define cmpxchg_local(ptr, o, n)	  arch_cmpxchg_local((ptr), (o), (n))
#define cmpxchg64(ptr, o, n)		  arch_cmpxchg((ptr), (o), (n))
#define cmpxchg64_local(ptr, o, n)	  arch_cmpxchg_local((ptr), (o), (n))
#define try_cmpxchg(ptr, oldp, n)	  arch_try_cmpxchg((ptr), (oldp), (n))
#define try_cmpxchg_relaxed(ptr, oldp, n) arch_try_cmpxchg((ptr), (oldp), (n))
#define try_cmpxchg_acquire(ptr, oldp, n) arch_try_cmpxchg((ptr), (oldp), (n))
#define try_cmpxchg_release(ptr, oldp, n) arch_try_cmpxchg((ptr), (oldp), (n))
#define try_cmpxchg64(ptr, oldp, n)	  arch_try_cmpxchg((ptr), (oldp), (n))

#include <linux/atomic/atomic-long.h>

#endif
