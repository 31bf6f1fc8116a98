// SPDX-License-Identifier: MIT
/*
 * Short names for the attributes that gcc and clang share.
 * Each is spelled with the __x__ form, so that a module's own macros can't capture it.
 */
#ifndef LINUX_COMPILER_ATTRIBUTES_H
#define LINUX_COMPILER_ATTRIBUTES_H

#define __alias(symbol)		 __attribute__((__alias__(#symbol)))
#define __aligned(x)		 __attribute__((__aligned__(x)))
#define __aligned_largest	 __attribute__((__aligned__))
#define __alloc_size(x, ...)	 __attribute__((__alloc_size__(x, ##__VA_ARGS__)))
#define __always_inline		 inline __attribute__((__always_inline__))
#define __always_unused		 __attribute__((__unused__))
#define __assume_aligned(a, ...) __attribute__((__assume_aligned__(a, ##__VA_ARGS__)))
#define __attribute_const__	 __attribute__((__const__))
#define __cleanup(func)		 __attribute__((__cleanup__(func)))
#define __cold			 __attribute__((__cold__))
#define __copy(symbol)		 __attribute__((__copy__(symbol)))
/* Linux keeps the word and drops the warning: a build must not fail on a deprecated call. */
#define __deprecated
#define __error(msg)	   __attribute__((__error__(msg)))
#define __gnu_inline	   __attribute__((__gnu_inline__))
#define __malloc	   __attribute__((__malloc__))
#define __maybe_unused	   __attribute__((__unused__))
#define __mode(x)	   __attribute__((__mode__(x)))
#define __must_check	   __attribute__((__warn_unused_result__))
#define __noclone	   __attribute__((__noinline__))
#define __noreturn	   __attribute__((__noreturn__))
#define __packed	   __attribute__((__packed__))
#define __printf(a, b)	   __attribute__((__format__(__printf__, a, b)))
#define __pure		   __attribute__((__pure__))
#define __scanf(a, b)	   __attribute__((__format__(__scanf__, a, b)))
#define __section(section) __attribute__((__section__(section)))
#define __used		   __attribute__((__used__))
#define __warning(msg)	   __attribute__((__warning__(msg)))
#define __weak		   __attribute__((__weak__))
#define __visible	   __attribute__((__visibility__("default")))
#define noinline	   __attribute__((__noinline__))

#ifdef __clang__
#define __designated_init
#define __nonstring
#undef __copy
#define __copy(symbol)
#undef __error
#define __error(msg) __attribute__((__error__(msg)))
#else
#define __designated_init __attribute__((__designated_init__))
#define __nonstring	  __attribute__((__nonstring__))
#undef __noclone
#define __noclone __attribute__((__noclone__))
#endif

#if __has_attribute(__fallthrough__)
#define fallthrough __attribute__((__fallthrough__))
#else
#define fallthrough                                                                                \
	do {                                                                                       \
	} while (0)
#endif

#endif
