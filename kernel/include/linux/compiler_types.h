// SPDX-License-Identifier: MIT
/*
 * Words that qualify types and functions: address spaces, sections' attributes, checks of types.
 *
 * The address-space words (__user, __iomem, …) tell the reader, and checkers like sparse, which
 * pointers may be followed and how; the compiler itself sees nothing of them.
 */
#ifndef LINUX_COMPILER_TYPES_H
#define LINUX_COMPILER_TYPES_H

#ifndef __ASSEMBLY__

#ifdef __CHECKER__
#define __kernel	   __attribute__((address_space(0)))
#define __user		   __attribute__((noderef, address_space(__user)))
#define __iomem		   __attribute__((noderef, address_space(__iomem)))
#define __percpu	   __attribute__((noderef, address_space(__percpu)))
#define __rcu		   __attribute__((noderef, address_space(__rcu)))
#define __must_hold(x)	   __attribute__((context(x, 1, 1)))
#define __acquires(x)	   __attribute__((context(x, 0, 1)))
#define __cond_acquires(x) __attribute__((context(x, 0, -1)))
#define __releases(x)	   __attribute__((context(x, 1, 0)))
#define __acquire(x)	   __context__(x, 1)
#define __release(x)	   __context__(x, -1)
#define __cond_lock(x, c)                                                                          \
	((c) ? ({                                                                                  \
		__acquire(x);                                                                      \
		1;                                                                                 \
	})                                                                                         \
	     : 0)
#define __force			  __attribute__((force))
#define __nocast		  __attribute__((nocast))
#define __safe			  __attribute__((safe))
#define __private		  __attribute__((noderef))
#define ACCESS_PRIVATE(p, member) (*((typeof((p)->member) __force *)&(p)->member))
static inline void __chk_user_ptr(const volatile void __user *ptr)
{
}
static inline void __chk_io_ptr(const volatile void __iomem *ptr)
{
}
#else
#define __kernel
#define __user
#define __iomem
#define __percpu
#define __rcu
#define __must_hold(x)
#define __acquires(x)
#define __cond_acquires(x)
#define __releases(x)
#define __acquire(x)	  (void)0
#define __release(x)	  (void)0
#define __cond_lock(x, c) (c)
#define __force
#define __nocast
#define __safe
#define __private
#define ACCESS_PRIVATE(p, member) ((p)->member)
#define __chk_user_ptr(x)	  (void)0
#define __chk_io_ptr(x)		  (void)0
#endif

#ifndef __has_attribute
#define __has_attribute(x) 0
#endif
#ifndef __has_builtin
#define __has_builtin(x) 0
#endif

#include <linux/compiler_attributes.h>

#define ___PASTE(a, b) a##b
#define __PASTE(a, b)  ___PASTE(a, b)

#define __compiler_offsetof(a, b) __builtin_offsetof(a, b)

/* No tracing, instrumentation or sanitising exists to be switched off; the words are marks. */
#define notrace __attribute__((__no_instrument_function__))
#define noinstr noinline notrace __section(".noinstr.text")
#define __no_kcsan
#define __no_kasan_or_inline	__always_inline
#define __no_sanitize_address	__attribute__((__no_sanitize_address__))
#define __no_sanitize_or_inline __always_inline
#define __no_sanitize_undefined
#define __no_stack_protector __attribute__((__optimize__("-fno-stack-protector")))
#define __no_randomize_layout
#define __randomize_layout
#define randomized_struct_fields_start struct {
#define randomized_struct_fields_end                                                               \
	}                                                                                          \
	;
#define __latent_entropy
#define __nostackprotector
#define __noscs
#define __nocfi
#define noinline_for_stack noinline
#define __inline inline
#define __inline__ inline
#define asm_volatile_goto(x...)                                                                    \
	do {                                                                                       \
		asm goto(x);                                                                       \
		asm("");                                                                           \
	} while (0)
#define asm_inline asm __inline

#ifdef __clang__
#undef asm_inline
#define asm_inline asm
#undef __no_stack_protector
#define __no_stack_protector __attribute__((__no_stack_protector__))
#endif

/* Two expressions or types of the same type, qualifiers aside at the top level. */
#define __same_type(a, b) __builtin_types_compatible_p(typeof(a), typeof(b))

/* The type of x without qualifiers if it is scalar, x's own type otherwise. */
#define __scalar_type_to_expr_cases(type)                                                          \
	unsigned type : (unsigned type)0, signed type : (signed type)0
#define __unqual_scalar_typeof(x)                                                                  \
	typeof(_Generic((x), char                                                                  \
			: (char)0, __scalar_type_to_expr_cases(char),                              \
			  __scalar_type_to_expr_cases(short), __scalar_type_to_expr_cases(int),    \
			  __scalar_type_to_expr_cases(long),                                       \
			  __scalar_type_to_expr_cases(long long), default                          \
			: (x)))

/* Is t a size that one instruction loads or stores whole? */
#define __native_word(t)                                                                           \
	(sizeof(t) == sizeof(char) || sizeof(t) == sizeof(short) || sizeof(t) == sizeof(int) ||    \
	 sizeof(t) == sizeof(long))

#define __compiletime_error(msg)   __error(msg)
#define __compiletime_warning(msg) __warning(msg)

/* The call survives only if the compiler can't prove the condition; then the attribute stops it. */
#define __compiletime_assert(condition, msg, prefix, suffix)                                       \
	do {                                                                                       \
		__noreturn extern void prefix##suffix(void) __compiletime_error(msg);              \
		if (!(condition))                                                                  \
			prefix##suffix();                                                          \
	} while (0)
#define _compiletime_assert(condition, msg, prefix, suffix)                                        \
	__compiletime_assert(condition, msg, prefix, suffix)
#define compiletime_assert(condition, msg)                                                         \
	_compiletime_assert(condition, msg, __compiletime_assert_, __COUNTER__)
#define compiletime_assert_atomic_type(t)                                                          \
	compiletime_assert(__native_word(t), "Need native word sized stores/loads for atomicity.")

/* Silence one warning for a stretch of code: __diag_push(); __diag_ignore_all("-Wx", "why"); … */
#define __diag_str1(s)			   #s
#define __diag_str(s)			   __diag_str1(s)
#define __diag(s)			   _Pragma(__diag_str(GCC diagnostic s))
#define __diag_push()			   __diag(push)
#define __diag_pop()			   __diag(pop)
#define __diag_ignore_all(option, comment) __diag(ignored option)

#endif /* !__ASSEMBLY__ */

#endif
