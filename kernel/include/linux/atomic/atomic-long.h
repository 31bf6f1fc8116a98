// SPDX-License-Identifier: MIT
/* atomic_long_t: the atomic integer of a long's width, here atomic64_t under its own names. */
#ifndef LINUX_ATOMIC_ATOMIC_LONG_H
#define LINUX_ATOMIC_ATOMIC_LONG_H

#include <asm/atomic.h>

typedef atomic64_t atomic_long_t;
#define ATOMIC_LONG_INIT(i) ATOMIC64_INIT(i)

/* clang-format off */
#define atomic_long_read                     atomic64_read
#define atomic_long_read_acquire             atomic64_read_acquire
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
#define atomic_long_add_return               atomic64_add_return
#define atomic_long_add_return_relaxed       atomic64_add_return_relaxed
#define atomic_long_add_return_acquire       atomic64_add_return_acquire
#define atomic_long_add_return_release       atomic64_add_return_release
#define atomic_long_sub_return               atomic64_sub_return
#define atomic_long_sub_return_relaxed       atomic64_sub_return_relaxed
#define atomic_long_sub_return_acquire       atomic64_sub_return_acquire
#define atomic_long_sub_return_release       atomic64_sub_return_release
#define atomic_long_inc_return               atomic64_inc_return
#define atomic_long_inc_return_relaxed       atomic64_inc_return_relaxed
#define atomic_long_inc_return_acquire       atomic64_inc_return_acquire
#define atomic_long_inc_return_release       atomic64_inc_return_release
#define atomic_long_dec_return               atomic64_dec_return
#define atomic_long_dec_return_relaxed       atomic64_dec_return_relaxed
#define atomic_long_dec_return_acquire       atomic64_dec_return_acquire
#define atomic_long_dec_return_release       atomic64_dec_return_release
#define atomic_long_fetch_add                atomic64_fetch_add
#define atomic_long_fetch_add_relaxed        atomic64_fetch_add_relaxed
#define atomic_long_fetch_add_acquire        atomic64_fetch_add_acquire
#define atomic_long_fetch_add_release        atomic64_fetch_add_release
#define atomic_long_fetch_sub                atomic64_fetch_sub
#define atomic_long_fetch_sub_relaxed        atomic64_fetch_sub_relaxed
#define atomic_long_fetch_sub_acquire        atomic64_fetch_sub_acquire
#define atomic_long_fetch_sub_release        atomic64_fetch_sub_release
#define atomic_long_fetch_inc                atomic64_fetch_inc
#define atomic_long_fetch_inc_relaxed        atomic64_fetch_inc_relaxed
#define atomic_long_fetch_inc_acquire        atomic64_fetch_inc_acquire
#define atomic_long_fetch_inc_release        atomic64_fetch_inc_release
#define atomic_long_fetch_dec                atomic64_fetch_dec
#define atomic_long_fetch_dec_relaxed        atomic64_fetch_dec_relaxed
#define atomic_long_fetch_dec_acquire        atomic64_fetch_dec_acquire
#define atomic_long_fetch_dec_release        atomic64_fetch_dec_release
#define atomic_long_fetch_and                atomic64_fetch_and
#define atomic_long_fetch_and_relaxed        atomic64_fetch_and_relaxed
#define atomic_long_fetch_and_acquire        atomic64_fetch_and_acquire
#define atomic_long_fetch_and_release        atomic64_fetch_and_release
#define atomic_long_fetch_or                 atomic64_fetch_or
#define atomic_long_fetch_or_relaxed         atomic64_fetch_or_relaxed
#define atomic_long_fetch_or_acquire         atomic64_fetch_or_acquire
#define atomic_long_fetch_or_release         atomic64_fetch_or_release
#define atomic_long_fetch_xor                atomic64_fetch_xor
#define atomic_long_fetch_xor_relaxed        atomic64_fetch_xor_relaxed
#define atomic_long_fetch_xor_acquire        atomic64_fetch_xor_acquire
#define atomic_long_fetch_xor_release        atomic64_fetch_xor_release
#define atomic_long_fetch_andnot             atomic64_fetch_andnot
#define atomic_long_fetch_andnot_relaxed     atomic64_fetch_andnot_relaxed
#define atomic_long_fetch_andnot_acquire     atomic64_fetch_andnot_acquire
#define atomic_long_fetch_andnot_release     atomic64_fetch_andnot_release
#define atomic_long_xchg                     atomic64_xchg
#define atomic_long_xchg_relaxed             atomic64_xchg_relaxed
#define atomic_long_xchg_acquire             atomic64_xchg_acquire
#define atomic_long_xchg_release             atomic64_xchg_release
#define atomic_long_cmpxchg                  atomic64_cmpxchg
#define atomic_long_cmpxchg_relaxed          atomic64_cmpxchg_relaxed
#define atomic_long_cmpxchg_acquire          atomic64_cmpxchg_acquire
#define atomic_long_cmpxchg_release          atomic64_cmpxchg_release
#define atomic_long_try_cmpxchg              atomic64_try_cmpxchg
#define atomic_long_try_cmpxchg_relaxed      atomic64_try_cmpxchg_relaxed
#define atomic_long_try_cmpxchg_acquire      atomic64_try_cmpxchg_acquire
#define atomic_long_try_cmpxchg_release      atomic64_try_cmpxchg_release
#define atomic_long_sub_and_test             atomic64_sub_and_test
#define atomic_long_dec_and_test             atomic64_dec_and_test
#define atomic_long_inc_and_test             atomic64_inc_and_test
#define atomic_long_add_negative             atomic64_add_negative
#define atomic_long_fetch_add_unless         atomic64_fetch_add_unless
#define atomic_long_add_unless               atomic64_add_unless
#define atomic_long_inc_not_zero             atomic64_inc_not_zero
#define atomic_long_inc_unless_negative      atomic64_inc_unless_negative
#define atomic_long_dec_unless_positive      atomic64_dec_unless_positive
#define atomic_long_dec_if_positive          atomic64_dec_if_positive
#define atomic_long_cond_read_acquire        atomic64_cond_read_acquire
#define atomic_long_cond_read_relaxed        atomic64_cond_read_relaxed
/* clang-format on */

#endif
