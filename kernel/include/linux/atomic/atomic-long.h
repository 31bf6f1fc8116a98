// SPDX-License-Identifier: MIT
/*
 * atomic_long_t: the atomic integer of a long's width, here atomic64_t under its own names. Values
 * are longs, and print as such.
 */
#ifndef LINUX_ATOMIC_ATOMIC_LONG_H
#define LINUX_ATOMIC_ATOMIC_LONG_H

#include <asm/atomic.h>

typedef atomic64_t atomic_long_t;
#define ATOMIC_LONG_INIT(i) ATOMIC64_INIT(i)

/* clang-format off */
#define atomic_long_read(...)                    ((long)atomic64_read(__VA_ARGS__))
#define atomic_long_read_acquire(...)            ((long)atomic64_read_acquire(__VA_ARGS__))
#define atomic_long_set                      atomic64_set
#define atomic_long_set_release              atomic64_set_release
#define atomic_long_add                      atomic64_add
#define atomic_long_sub                      atomic64_sub
#define atomic_long_inc                      atomic64_inc
#define atomic_long_dec                      atomic64_dec
#define atomic_long_and                      atomic64_and
#define atomic_long_or                       atomic64_or
#define atomic_long_xor                      atomic64_xor
#define atomic_long_andnot                   atomic64_andnot
#define atomic_long_add_return(...)              ((long)atomic64_add_return(__VA_ARGS__))
#define atomic_long_add_return_relaxed(...)      ((long)atomic64_add_return_relaxed(__VA_ARGS__))
#define atomic_long_add_return_acquire(...)      ((long)atomic64_add_return_acquire(__VA_ARGS__))
#define atomic_long_add_return_release(...)      ((long)atomic64_add_return_release(__VA_ARGS__))
#define atomic_long_sub_return(...)              ((long)atomic64_sub_return(__VA_ARGS__))
#define atomic_long_sub_return_relaxed(...)      ((long)atomic64_sub_return_relaxed(__VA_ARGS__))
#define atomic_long_sub_return_acquire(...)      ((long)atomic64_sub_return_acquire(__VA_ARGS__))
#define atomic_long_sub_return_release(...)      ((long)atomic64_sub_return_release(__VA_ARGS__))
#define atomic_long_inc_return(...)              ((long)atomic64_inc_return(__VA_ARGS__))
#define atomic_long_inc_return_relaxed(...)      ((long)atomic64_inc_return_relaxed(__VA_ARGS__))
#define atomic_long_inc_return_acquire(...)      ((long)atomic64_inc_return_acquire(__VA_ARGS__))
#define atomic_long_inc_return_release(...)      ((long)atomic64_inc_return_release(__VA_ARGS__))
#define atomic_long_dec_return(...)              ((long)atomic64_dec_return(__VA_ARGS__))
#define atomic_long_dec_return_relaxed(...)      ((long)atomic64_dec_return_relaxed(__VA_ARGS__))
#define atomic_long_dec_return_acquire(...)      ((long)atomic64_dec_return_acquire(__VA_ARGS__))
#define atomic_long_dec_return_release(...)      ((long)atomic64_dec_return_release(__VA_ARGS__))
#define atomic_long_fetch_add(...)               ((long)atomic64_fetch_add(__VA_ARGS__))
#define atomic_long_fetch_add_relaxed(...)       ((long)atomic64_fetch_add_relaxed(__VA_ARGS__))
#define atomic_long_fetch_add_acquire(...)       ((long)atomic64_fetch_add_acquire(__VA_ARGS__))
#define atomic_long_fetch_add_release(...)       ((long)atomic64_fetch_add_release(__VA_ARGS__))
#define atomic_long_fetch_sub(...)               ((long)atomic64_fetch_sub(__VA_ARGS__))
#define atomic_long_fetch_sub_relaxed(...)       ((long)atomic64_fetch_sub_relaxed(__VA_ARGS__))
#define atomic_long_fetch_sub_acquire(...)       ((long)atomic64_fetch_sub_acquire(__VA_ARGS__))
#define atomic_long_fetch_sub_release(...)       ((long)atomic64_fetch_sub_release(__VA_ARGS__))
#define atomic_long_fetch_inc(...)               ((long)atomic64_fetch_inc(__VA_ARGS__))
#define atomic_long_fetch_inc_relaxed(...)       ((long)atomic64_fetch_inc_relaxed(__VA_ARGS__))
#define atomic_long_fetch_inc_acquire(...)       ((long)atomic64_fetch_inc_acquire(__VA_ARGS__))
#define atomic_long_fetch_inc_release(...)       ((long)atomic64_fetch_inc_release(__VA_ARGS__))
#define atomic_long_fetch_dec(...)               ((long)atomic64_fetch_dec(__VA_ARGS__))
#define atomic_long_fetch_dec_relaxed(...)       ((long)atomic64_fetch_dec_relaxed(__VA_ARGS__))
#define atomic_long_fetch_dec_acquire(...)       ((long)atomic64_fetch_dec_acquire(__VA_ARGS__))
#define atomic_long_fetch_dec_release(...)       ((long)atomic64_fetch_dec_release(__VA_ARGS__))
#define atomic_long_fetch_and(...)               ((long)atomic64_fetch_and(__VA_ARGS__))
#define atomic_long_fetch_and_relaxed(...)       ((long)atomic64_fetch_and_relaxed(__VA_ARGS__))
#define atomic_long_fetch_and_acquire(...)       ((long)atomic64_fetch_and_acquire(__VA_ARGS__))
#define atomic_long_fetch_and_release(...)       ((long)atomic64_fetch_and_release(__VA_ARGS__))
#define atomic_long_fetch_or(...)                ((long)atomic64_fetch_or(__VA_ARGS__))
#define atomic_long_fetch_or_relaxed(...)        ((long)atomic64_fetch_or_relaxed(__VA_ARGS__))
#define atomic_long_fetch_or_acquire(...)        ((long)atomic64_fetch_or_acquire(__VA_ARGS__))
#define atomic_long_fetch_or_release(...)        ((long)atomic64_fetch_or_release(__VA_ARGS__))
#define atomic_long_fetch_xor(...)               ((long)atomic64_fetch_xor(__VA_ARGS__))
#define atomic_long_fetch_xor_relaxed(...)       ((long)atomic64_fetch_xor_relaxed(__VA_ARGS__))
#define atomic_long_fetch_xor_acquire(...)       ((long)atomic64_fetch_xor_acquire(__VA_ARGS__))
#define atomic_long_fetch_xor_release(...)       ((long)atomic64_fetch_xor_release(__VA_ARGS__))
#define atomic_long_fetch_andnot(...)            ((long)atomic64_fetch_andnot(__VA_ARGS__))
#define atomic_long_fetch_andnot_relaxed(...)    ((long)atomic64_fetch_andnot_relaxed(__VA_ARGS__))
#define atomic_long_fetch_andnot_acquire(...)    ((long)atomic64_fetch_andnot_acquire(__VA_ARGS__))
#define atomic_long_fetch_andnot_release(...)    ((long)atomic64_fetch_andnot_release(__VA_ARGS__))
#define atomic_long_xchg(...)                    ((long)atomic64_xchg(__VA_ARGS__))
#define atomic_long_xchg_relaxed(...)            ((long)atomic64_xchg_relaxed(__VA_ARGS__))
#define atomic_long_xchg_acquire(...)            ((long)atomic64_xchg_acquire(__VA_ARGS__))
#define atomic_long_xchg_release(...)            ((long)atomic64_xchg_release(__VA_ARGS__))
#define atomic_long_cmpxchg(...)                 ((long)atomic64_cmpxchg(__VA_ARGS__))
#define atomic_long_cmpxchg_relaxed(...)         ((long)atomic64_cmpxchg_relaxed(__VA_ARGS__))
#define atomic_long_cmpxchg_acquire(...)         ((long)atomic64_cmpxchg_acquire(__VA_ARGS__))
#define atomic_long_cmpxchg_release(...)         ((long)atomic64_cmpxchg_release(__VA_ARGS__))
#define atomic_long_try_cmpxchg(v, old, new)            atomic64_try_cmpxchg(v, (s64 *)(old), new)
#define atomic_long_try_cmpxchg_relaxed(v, old, new)    atomic64_try_cmpxchg_relaxed(v, (s64 *)(old), new)
#define atomic_long_try_cmpxchg_acquire(v, old, new)    atomic64_try_cmpxchg_acquire(v, (s64 *)(old), new)
#define atomic_long_try_cmpxchg_release(v, old, new)    atomic64_try_cmpxchg_release(v, (s64 *)(old), new)
#define atomic_long_sub_and_test             atomic64_sub_and_test
#define atomic_long_dec_and_test             atomic64_dec_and_test
#define atomic_long_inc_and_test             atomic64_inc_and_test
#define atomic_long_add_negative             atomic64_add_negative
#define atomic_long_fetch_add_unless(...)        ((long)atomic64_fetch_add_unless(__VA_ARGS__))
#define atomic_long_add_unless               atomic64_add_unless
#define atomic_long_inc_not_zero             atomic64_inc_not_zero
#define atomic_long_inc_unless_negative      atomic64_inc_unless_negative
#define atomic_long_dec_unless_positive      atomic64_dec_unless_positive
#define atomic_long_dec_if_positive(...)         ((long)atomic64_dec_if_positive(__VA_ARGS__))
#define atomic_long_cond_read_acquire(...)       ((long)atomic64_cond_read_acquire(__VA_ARGS__))
#define atomic_long_cond_read_relaxed(...)       ((long)atomic64_cond_read_relaxed(__VA_ARGS__))
/* clang-format on */

#endif
