// SPDX-License-Identifier: MIT
/* Arithmetic that tells when it does not fit, for sizes of allocations above all. */
#ifndef LINUX_OVERFLOW_H
#define LINUX_OVERFLOW_H

#include <linux/compiler.h>
#include <linux/limits.h>
#include <linux/const.h>
#include <linux/build_bug.h>

#define __type_half_max(type) ((type)1 << (8 * sizeof(type) - 1 - is_signed_type(type)))
#define type_max(T)	      ((T)((__type_half_max(T) - 1) + __type_half_max(T)))
#define type_min(T)	      ((T)((T)-type_max(T) - (T)1))

/* *d = a op b as far as it fits; true if it did not. */
static inline bool __must_check __must_check_overflow(bool overflow)
{
	return unlikely(overflow);
}
#define check_add_overflow(a, b, d) __must_check_overflow(__builtin_add_overflow(a, b, d))
#define check_sub_overflow(a, b, d) __must_check_overflow(__builtin_sub_overflow(a, b, d))
#define check_mul_overflow(a, b, d) __must_check_overflow(__builtin_mul_overflow(a, b, d))

/* *d = a << s; true if a or s is negative, s too wide, or bits get lost. */
#define check_shl_overflow(a, s, d)                                                                \
	__must_check_overflow(({                                                                   \
		typeof(a) _a = a;                                                                  \
		typeof(s) _s = s;                                                                  \
		typeof(d) _d = d;                                                                  \
		u64 _a_full = _a;                                                                  \
		unsigned int _to_shift = _s >= 0 && _s < 8 * sizeof(*d) ? _s : 0;                  \
		*_d = (_a_full << _to_shift);                                                      \
		(_to_shift != _s || *_d < 0 || _a < 0 || (*_d >> _to_shift) != _a);                \
	}))

#define __overflows_type_constexpr(x, T)                                                           \
	(is_unsigned_type(typeof(x))   ? (x) > type_max(typeof(T))                                 \
	 : is_unsigned_type(typeof(T)) ? (x) < 0 || (x) > type_max(typeof(T))                      \
				       : (x) < type_min(typeof(T)) || (x) > type_max(typeof(T)))
#define __overflows_type(x, T)                                                                     \
	({                                                                                         \
		typeof(T) v = 0;                                                                   \
		check_add_overflow((x), v, &v);                                                    \
	})
/* Would x change its value in T (a type or an object)? */
#define overflows_type(n, T)                                                                       \
	__builtin_choose_expr(__is_constexpr(n), __overflows_type_constexpr(n, T),                 \
			      __overflows_type(n, T))

/* Sizes that stick at SIZE_MAX, which no allocation grants. */
static inline size_t __must_check size_mul(size_t factor1, size_t factor2)
{
	size_t bytes;

	if (check_mul_overflow(factor1, factor2, &bytes))
		return SIZE_MAX;
	return bytes;
}

static inline size_t __must_check size_add(size_t addend1, size_t addend2)
{
	size_t bytes;

	if (check_add_overflow(addend1, addend2, &bytes))
		return SIZE_MAX;
	return bytes;
}

static inline size_t __must_check size_sub(size_t minuend, size_t subtrahend)
{
	size_t bytes;

	if (minuend == SIZE_MAX || subtrahend == SIZE_MAX ||
	    check_sub_overflow(minuend, subtrahend, &bytes))
		return SIZE_MAX;
	return bytes;
}

#define array_size(a, b)     size_mul(a, b)
#define array3_size(a, b, c) size_mul(size_mul(a, b), c)

/* Bytes for `count` elements of p's flexible array member; for p's structure with them. */
#define flex_array_size(p, member, count)                                                          \
	__builtin_choose_expr(                                                                     \
		__is_constexpr(count),                                                             \
		(count) * sizeof(*(p)->member) + __must_be_array((p)->member),                     \
		size_mul(count, sizeof(*(p)->member) + __must_be_array((p)->member)))
#define struct_size(p, member, count)                                                              \
	__builtin_choose_expr(__is_constexpr(count),                                               \
			      sizeof(*(p)) + flex_array_size(p, member, count),                    \
			      size_add(sizeof(*(p)), flex_array_size(p, member, count)))
#define struct_size_t(type, member, count) struct_size((type *)NULL, member, count)

#endif
