// SPDX-License-Identifier: MIT
/*
 * What we tell the compiler, and what we keep from it: branch odds, barriers, hidden values.
 */
#ifndef LINUX_COMPILER_H
#define LINUX_COMPILER_H

#include <linux/compiler_types.h>

#ifndef __ASSEMBLY__

#define likely(x)	    __builtin_expect(!!(x), 1)
#define unlikely(x)	    __builtin_expect(!!(x), 0)
#define likely_notrace(x)   likely(x)
#define unlikely_notrace(x) unlikely(x)

/* The compiler may keep no memory in registers across this point. The CPU is not ordered by it. */
#define barrier() __asm__ __volatile__("" : : : "memory")
/* As barrier(), and what ptr points to counts as read: a memset() of it can't be dropped. */
#define barrier_data(ptr)	     __asm__ __volatile__("" : : "r"(ptr) : "memory")
#define barrier_before_unreachable() barrier()

#define unreachable()                                                                              \
	do {                                                                                       \
		barrier_before_unreachable();                                                      \
		__builtin_unreachable();                                                           \
	} while (0)

/* Make the compiler forget where ptr came from, so it can't reason on the object's bounds. */
#define RELOC_HIDE(ptr, off)                                                                       \
	({                                                                                         \
		unsigned long __ptr;                                                               \
		__asm__("" : "=r"(__ptr) : "0"(ptr));                                              \
		(typeof(ptr))(__ptr + (off));                                                      \
	})
#define absolute_pointer(val)	RELOC_HIDE((void *)(val), 0)
#define OPTIMIZER_HIDE_VAR(var) __asm__("" : "=r"(var) : "0"(var))

#define __UNIQUE_ID(prefix) __PASTE(__PASTE(__UNIQUE_ID_, prefix), __COUNTER__)

/* An access that races on purpose and is harmless; a mark for the reader. */
#define data_race(expr)                                                                            \
	({                                                                                         \
		__unqual_scalar_typeof(({ expr; })) __v = ({ expr; });                             \
		__v;                                                                               \
	})
#define kcsan_check_access(ptr, size, type) ((void)0)

/* Keep a reference to a static symbol that only assembly or a table names. */
#define ___ADDRESSABLE(sym, __attrs)                                                               \
	static void *__used __attrs __UNIQUE_ID(__PASTE(__addressable_, sym)) =                    \
		(void *)(uintptr_t)&sym;
#define __ADDRESSABLE(sym) ___ADDRESSABLE(sym, __section(".discard.addressable"))

/* The address that a 32-bit self-relative offset at *off stands for. */
static inline void *offset_to_ptr(const int *off)
{
	return (void *)((unsigned long)off + *off);
}

/* 0 for an array, a compile error for a pointer. */
#define __must_be_array(a) BUILD_BUG_ON_ZERO(__same_type((a), &(a)[0]))

#define is_signed_type(type)   (((type)(-1)) < (__force type)1)
#define is_unsigned_type(type) (!is_signed_type(type))

/* Placed after a call that must stay a call, so that the caller shows in a backtrace. */
#define prevent_tail_call_optimization() barrier()

#include <asm/rwonce.h>

#endif /* !__ASSEMBLY__ */

#endif
