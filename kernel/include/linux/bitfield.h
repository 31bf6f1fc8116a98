// SPDX-License-Identifier: MIT
/*
 * Fields of registers, named by their masks: FIELD_PREP(GENMASK(7, 4), 3) is 0x30, FIELD_GET() the
 * way back. The mask must be a constant of bits side by side; a constant value that doesn't fit is
 * an error when compiled.
 */
#ifndef _LINUX_BITFIELD_H
#define _LINUX_BITFIELD_H

#include <linux/build_bug.h>
#include <linux/types.h>
#include <asm/byteorder.h>

#define __bf_shf(x) (__builtin_ffsll(x) - 1)

#define __bf_power_of_two(n) (!((n) & ((n)-1)))

#define __bf_check(mask, reg, val, prefix)                                                         \
	({                                                                                         \
		BUILD_BUG_ON_MSG(!__builtin_constant_p(mask), prefix "mask is not constant");      \
		BUILD_BUG_ON_MSG((mask) == 0, prefix "mask is zero");                              \
		BUILD_BUG_ON_MSG(__builtin_constant_p(val) ? ~((mask) >> __bf_shf(mask)) & (val)   \
							   : 0,                                    \
				 prefix "value too large for the field");                          \
		BUILD_BUG_ON_MSG((unsigned long long)(mask) > (typeof(reg))~0ull,                  \
				 prefix "type of reg too small for mask");                         \
		BUILD_BUG_ON_MSG(!__bf_power_of_two((mask) + (1ULL << __bf_shf(mask))),            \
				 prefix "mask is not contiguous");                                 \
	})

/* The largest value of a field; does a value fit? */
#define FIELD_MAX(_mask)                                                                           \
	({                                                                                         \
		__bf_check(_mask, 0ULL, 0ULL, "FIELD_MAX: ");                                      \
		(typeof(_mask))((_mask) >> __bf_shf(_mask));                                       \
	})
#define FIELD_FIT(_mask, _val)                                                                     \
	({                                                                                         \
		__bf_check(_mask, 0ULL, 0ULL, "FIELD_FIT: ");                                      \
		!((((typeof(_mask))_val) << __bf_shf(_mask)) & ~(_mask));                          \
	})
#define FIELD_PREP(_mask, _val)                                                                    \
	({                                                                                         \
		__bf_check(_mask, 0ULL, _val, "FIELD_PREP: ");                                     \
		((typeof(_mask))(_val) << __bf_shf(_mask)) & (_mask);                              \
	})
#define FIELD_GET(_mask, _reg)                                                                     \
	({                                                                                         \
		__bf_check(_mask, _reg, 0U, "FIELD_GET: ");                                        \
		(typeof(_mask))(((_reg) & (_mask)) >> __bf_shf(_mask));                            \
	})

void __compiletime_error("value doesn't fit into mask") __field_overflow(void);
void __compiletime_error("bad bitfield mask") __bad_mask(void);

static __always_inline u64 field_multiplier(u64 field)
{
	if ((field | (field - 1)) & ((field | (field - 1)) + 1))
		__bad_mask();
	return field & -field;
}

static __always_inline u64 field_mask(u64 field)
{
	return field / field_multiplier(field);
}
#define field_max(field) ((typeof(field))field_mask(field))

/*
 * Functions for each type and byte order: u32_encode_bits(v, field), u32_replace_bits(old, v,
 * field), u32p_replace_bits(&old, v, field), u32_get_bits(reg, field); le16_…, be64_… alike.
 */
#define __BF_OPS(type, base, to, from)                                                             \
	static __always_inline __##type type##_encode_bits(base v, base field)                     \
	{                                                                                          \
		if (__builtin_constant_p(v) && (v & ~field_mask(field)))                           \
			__field_overflow();                                                        \
		return to((v & field_mask(field)) * field_multiplier(field));                      \
	}                                                                                          \
	static __always_inline __##type type##_replace_bits(__##type old, base val, base field)    \
	{                                                                                          \
		return (old & ~to(field)) | type##_encode_bits(val, field);                        \
	}                                                                                          \
	static __always_inline void type##p_replace_bits(__##type *p, base val, base field)        \
	{                                                                                          \
		*p = type##_replace_bits(*p, val, field);                                          \
	}                                                                                          \
	static __always_inline base type##_get_bits(__##type v, base field)                        \
	{                                                                                          \
		return (from(v) & field) / field_multiplier(field);                                \
	}
#define __BF_SAME(x) (x)
__BF_OPS(u8, u8, __BF_SAME, __BF_SAME)
#define __BF_SIZE(size)                                                                            \
	__BF_OPS(le##size, u##size, cpu_to_le##size, le##size##_to_cpu)                            \
	__BF_OPS(be##size, u##size, cpu_to_be##size, be##size##_to_cpu)                            \
	__BF_OPS(u##size, u##size, __BF_SAME, __BF_SAME)
__BF_SIZE(16)
__BF_SIZE(32)
__BF_SIZE(64)
#undef __BF_SIZE
#undef __BF_SAME
#undef __BF_OPS

#endif
