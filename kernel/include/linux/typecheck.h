// SPDX-License-Identifier: MIT
/* Compile-time checks of types; both yield 1. */
#ifndef LINUX_TYPECHECK_H
#define LINUX_TYPECHECK_H

/* Warns if x is not of the type. */
#define typecheck(type, x)                                                                         \
	({                                                                                         \
		type __dummy;                                                                      \
		typeof(x) __dummy2;                                                                \
		(void)(&__dummy == &__dummy2);                                                     \
		1;                                                                                 \
	})

/* Warns if function is not assignable to the function pointer type. */
#define typecheck_fn(type, function)                                                               \
	({                                                                                         \
		typeof(type) __tmp = function;                                                     \
		(void)__tmp;                                                                       \
	})

#define typecheck_pointer(x)                                                                       \
	({                                                                                         \
		typeof(x) __dummy;                                                                 \
		(void)sizeof(*__dummy);                                                            \
		1;                                                                                 \
	})

#endif
