// SPDX-License-Identifier: MIT
/*
 * Copies between the kernel and the current process's memory.
 *
 * Every function takes any pointer whatever and never faults: an address outside user space, or
 * one where nothing (suitable) is mapped, ends the copy. May sleep, unless pagefault_disable() is
 * in force: then a page that isn't there right now ends the copy too.
 */
#ifndef __LINUX_UACCESS_H__
#define __LINUX_UACCESS_H__

#include <linux/types.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/minmax.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/thread_info.h>
#include <asm/uaccess.h>

/*
 * The number of bytes that could not be copied, 0 for success. What a failed copy_from_user()
 * didn't fill is zeroed, so that no old contents pass on.
 */
unsigned long _copy_from_user(void *to, const void __user *from, unsigned long n);
unsigned long _copy_to_user(void __user *to, const void *from, unsigned long n);

static __always_inline unsigned long __must_check copy_from_user(void *to, const void __user *from,
								 unsigned long n)
{
	return _copy_from_user(to, from, n);
}

static __always_inline unsigned long __must_check copy_to_user(void __user *to, const void *from,
							       unsigned long n)
{
	return _copy_to_user(to, from, n);
}

static __always_inline unsigned long __copy_from_user(void *to, const void __user *from,
						      unsigned long n)
{
	return raw_copy_from_user(to, from, n);
}

static __always_inline unsigned long __copy_to_user(void __user *to, const void *from,
						    unsigned long n)
{
	return raw_copy_to_user(to, from, n);
}

/* For callers that have page faults off. */
#define __copy_from_user_inatomic(to, from, n) raw_copy_from_user(to, from, n)
#define __copy_to_user_inatomic(to, from, n)   raw_copy_to_user(to, from, n)

/*
 * A structure of which the caller's program knows `usize` bytes and the kernel `ksize`: missing
 * bytes become 0. -E2BIG when the program's extra bytes aren't all 0, -EFAULT.
 */
int copy_struct_from_user(void *dst, size_t ksize, const void __user *src, size_t usize);

/* 1: all `size` bytes are zero; 0: not; -EFAULT. */
int check_zeroed_user(const void __user *from, size_t size);

/*
 * A string of the user, at most `count` bytes with its NUL. The length without NUL, `count` when
 * there was none in it, -EFAULT. dst[count - 1] isn't forced to NUL.
 */
long strncpy_from_user(char *dst, const char __user *src, long count);

/* Length with the NUL; more than `n` when there is none in `n` bytes; 0 on a fault. */
long strnlen_user(const char __user *str, long n);

/* Page faults in this stretch don't sleep but fail; stretches nest. */
static inline void pagefault_disable(void)
{
	current->pagefault_disabled++;
	barrier();
}

static inline void pagefault_enable(void)
{
	barrier();
	current->pagefault_disabled--;
}

static inline bool pagefault_disabled(void)
{
	return current->pagefault_disabled != 0;
}

/* May a fault not sleep here? */
#define faulthandler_disabled() (pagefault_disabled() || in_atomic())

/*
 * Kernel memory that may not be there: 0 or -EFAULT. Any context. User addresses are refused with
 * -ERANGE. The string form returns the length with NUL, cut to `count`.
 */
long copy_from_kernel_nofault(void *dst, const void *src, size_t size);
long copy_to_kernel_nofault(void *dst, const void *src, size_t size);
long strncpy_from_kernel_nofault(char *dst, const void *unsafe_addr, long count);

/* User memory from a context that may not sleep: 0 or -EFAULT. */
long copy_from_user_nofault(void *dst, const void __user *src, size_t size);
long copy_to_user_nofault(void __user *dst, const void *src, size_t size);

#define get_kernel_nofault(val, ptr) copy_from_kernel_nofault(&(val), (ptr), sizeof(val))

#endif
