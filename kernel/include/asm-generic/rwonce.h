// SPDX-License-Identifier: MIT
/*
 * Accesses that the compiler may not tear, repeat, merge or invent.
 *
 * Use them on every location that another CPU or an interrupt may change while it is read without
 * the lock. They order nothing between CPUs: see <asm/barrier.h> for that.
 */
#ifndef ASM_GENERIC_RWONCE_H
#define ASM_GENERIC_RWONCE_H

#ifndef __ASSEMBLY__

#include <linux/compiler_types.h>

/* long long too, since it is one word here, as Linux allows. */
#define compiletime_assert_rwonce_type(t)                                                          \
	compiletime_assert(__native_word(t) || sizeof(t) == sizeof(long long),                     \
			   "Unsupported access size for {READ,WRITE}_ONCE().")

#define __READ_ONCE(x) (*(const volatile __unqual_scalar_typeof(x) *)&(x))

#define READ_ONCE(x)                                                                               \
	({                                                                                         \
		compiletime_assert_rwonce_type(x);                                                 \
		__READ_ONCE(x);                                                                    \
	})

#define __WRITE_ONCE(x, val)                                                                       \
	do {                                                                                       \
		*(volatile typeof(x) *)&(x) = (val);                                               \
	} while (0)

#define WRITE_ONCE(x, val)                                                                         \
	do {                                                                                       \
		compiletime_assert_rwonce_type(x);                                                 \
		__WRITE_ONCE(x, val);                                                              \
	} while (0)

#define READ_ONCE_NOCHECK(x) READ_ONCE(x)

#endif
#endif
