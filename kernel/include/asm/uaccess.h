// SPDX-License-Identifier: MIT
/*
 * Access to user memory: get_user, put_user and the raw copies. <linux/uaccess.h> is what to
 * include.
 *
 * Every access is done by a function in user_access.S or usercopy.c, which opens user memory (STAC)
 * for its own instructions only and has exception-table entries for them.
 */
#ifndef _ASM_X86_UACCESS_H
#define _ASM_X86_UACCESS_H

#include <linux/types.h>
#include <linux/compiler.h>
#include <asm/asm.h>
#include <asm/page_types.h>

/* Does [addr, addr + size) lie in user space? Says nothing of what is mapped there. */
static inline bool __access_ok(unsigned long addr, unsigned long size)
{
	return size <= TASK_SIZE_MAX && addr <= TASK_SIZE_MAX - size;
}

#define access_ok(addr, size) likely(__access_ok((unsigned long)(addr), (size)))

/* An error at link time: an object that is not 1, 2, 4 or 8 bytes long. */
void __get_user_bad(void);
void __put_user_bad(void);

/* An unsigned integer type of the size of x's (or x's own for pointers, through a cast). */
#define __inttype(x) __typeof__(__builtin_choose_expr(sizeof(x) > sizeof(0UL), 0ULL, 0UL))

/*
 * Register convention of the functions in user_access.S: address in rax, value in rdx, result (0 or
 * -EFAULT) in eax; rcx and flags are lost. get: the value is zero after a fault.
 */
#define __get_user_call(fn, x, ptr)                                                                \
	({                                                                                         \
		int __gu_ret;                                                                      \
		register __inttype(*(ptr)) __gu_val asm("rdx");                                    \
		switch (sizeof(*(ptr))) {                                                          \
		case 1:                                                                            \
		case 2:                                                                            \
		case 4:                                                                            \
		case 8:                                                                            \
			break;                                                                     \
		default:                                                                           \
			__get_user_bad();                                                          \
		}                                                                                  \
		asm volatile("call " #fn "%P[size]"                                                \
			     : "=a"(__gu_ret), "=r"(__gu_val), ASM_CALL_CONSTRAINT                 \
			     : "0"(ptr), [size] "i"(sizeof(*(ptr)))                                \
			     : "rcx", "cc", "memory");                                             \
		(x) = (__force __typeof__(*(ptr)))__gu_val;                                        \
		__gu_ret;                                                                          \
	})

#define __put_user_call(fn, x, ptr)                                                                \
	({                                                                                         \
		int __pu_ret;                                                                      \
		void __user *__pu_ptr = (ptr);                                                     \
		__typeof__(*(ptr)) __pu_x = (x);                                                   \
		register __inttype(*(ptr)) __pu_val asm("rdx") = (__inttype(*(ptr)))__pu_x;        \
		switch (sizeof(*(ptr))) {                                                          \
		case 1:                                                                            \
		case 2:                                                                            \
		case 4:                                                                            \
		case 8:                                                                            \
			break;                                                                     \
		default:                                                                           \
			__put_user_bad();                                                          \
		}                                                                                  \
		asm volatile("call " #fn "%P[size]"                                                \
			     : "=a"(__pu_ret), ASM_CALL_CONSTRAINT                                 \
			     : "0"(__pu_ptr), "r"(__pu_val), [size] "i"(sizeof(*(ptr)))            \
			     : "rcx", "cc", "memory");                                             \
		__pu_ret;                                                                          \
	})

/* user_access.S; not to be called from C, but by the macros above. */
void __get_user_1(void);
void __get_user_2(void);
void __get_user_4(void);
void __get_user_8(void);
void __put_user_1(void);
void __put_user_2(void);
void __put_user_4(void);
void __put_user_8(void);

/*
 * x = *ptr, *ptr = x, for scalars of 1, 2, 4 or 8 bytes: 0 or -EFAULT. May sleep. The __ forms are
 * for an address that access_ok() has passed already; the functions check it all the same.
 */
#define get_user(x, ptr)   __get_user_call(__get_user_, x, ptr)
#define put_user(x, ptr)   __put_user_call(__put_user_, x, ptr)
#define __get_user(x, ptr) __get_user_call(__get_user_, x, ptr)
#define __put_user(x, ptr) __put_user_call(__put_user_, x, ptr)

/*
 * Copy without any check of the address, which access_ok() has passed; the count that was not
 * copied. May sleep.
 */
unsigned long copy_user_generic(void *to, const void *from, unsigned long len);

static __always_inline unsigned long raw_copy_from_user(void *to, const void __user *from,
							unsigned long n)
{
	return copy_user_generic(to, (__force const void *)from, n);
}

static __always_inline unsigned long raw_copy_to_user(void __user *to, const void *from,
						      unsigned long n)
{
	return copy_user_generic((__force void *)to, from, n);
}

/* Zero `n` bytes; the count not zeroed. The __ form does not check the address. May sleep. */
unsigned long __clear_user(void __user *to, unsigned long n);
unsigned long clear_user(void __user *to, unsigned long n);

#endif
