// SPDX-License-Identifier: MIT
/*
 * Copies to and from user memory, and from kernel memory that may not be there: the checks around
 * the bare instructions of user_access.S. Rules: <linux/uaccess.h>.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/minmax.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <asm/extable.h>
#include "usercopy.h"

EXPORT_SYMBOL(__get_user_1);
EXPORT_SYMBOL(__get_user_2);
EXPORT_SYMBOL(__get_user_4);
EXPORT_SYMBOL(__get_user_8);
EXPORT_SYMBOL(__put_user_1);
EXPORT_SYMBOL(__put_user_2);
EXPORT_SYMBOL(__put_user_4);
EXPORT_SYMBOL(__put_user_8);
EXPORT_SYMBOL(copy_user_generic);
EXPORT_SYMBOL(__clear_user);

/* User memory ends here; in a count this means "as far as that". */
static unsigned long user_room(unsigned long addr)
{
	return addr < TASK_SIZE_MAX ? TASK_SIZE_MAX - addr : 0;
}

unsigned long _copy_from_user(void *to, const void __user *from, unsigned long n)
{
	unsigned long left = n;

	might_fault();
	if (access_ok(from, n))
		left = raw_copy_from_user(to, from, n);
	if (unlikely(left))
		memset(to + (n - left), 0, left);
	return left;
}
EXPORT_SYMBOL(_copy_from_user);

unsigned long _copy_to_user(void __user *to, const void *from, unsigned long n)
{
	might_fault();
	if (!access_ok(to, n))
		return n;
	return raw_copy_to_user(to, from, n);
}
EXPORT_SYMBOL(_copy_to_user);

unsigned long clear_user(void __user *to, unsigned long n)
{
	might_fault();
	if (!access_ok(to, n))
		return n;
	return __clear_user(to, n);
}
EXPORT_SYMBOL(clear_user);

long strncpy_from_user(char *dst, const char __user *src, long count)
{
	unsigned long room = user_room((unsigned long)src);
	long len;

	might_fault();
	if (count <= 0)
		return 0;
	if (!room)
		return -EFAULT;
	len = strncpy_user_bytes(dst, src, min_t(unsigned long, count, room));
	/* Without a NUL up to the end of user memory, the next byte would have faulted. */
	if (len == room && len < count)
		return -EFAULT;
	return len;
}
EXPORT_SYMBOL(strncpy_from_user);

long strnlen_user(const char __user *str, long n)
{
	unsigned long room = user_room((unsigned long)str);
	long len;

	might_fault();
	if (n <= 0 || !room)
		return 0;
	len = strnlen_user_bytes(str, min_t(unsigned long, n, room));
	if (len < 0 || (len == room && len < n))
		return 0;
	return len + 1;
}
EXPORT_SYMBOL(strnlen_user);

int check_zeroed_user(const void __user *from, size_t size)
{
	const u8 __user *at = from;
	u8 buf[64];

	while (size) {
		size_t n = min(size, sizeof(buf));

		if (copy_from_user(buf, at, n))
			return -EFAULT;
		if (memchr_inv(buf, 0, n))
			return 0;
		at += n;
		size -= n;
	}
	return 1;
}
EXPORT_SYMBOL(check_zeroed_user);

int copy_struct_from_user(void *dst, size_t ksize, const void __user *src, size_t usize)
{
	size_t size = min(ksize, usize);

	if (usize > ksize) {
		int zeroed = check_zeroed_user(src + size, usize - size);

		if (zeroed <= 0)
			return zeroed ? zeroed : -E2BIG;
	}
	if (copy_from_user(dst, src, size))
		return -EFAULT;
	memset(dst + size, 0, ksize - size);
	return 0;
}
EXPORT_SYMBOL(copy_struct_from_user);

/* Could `addr` be the kernel's? User addresses are not, and non-canonical ones nobody's. */
static bool kernel_range(const void *addr, size_t size)
{
	unsigned long start = (unsigned long)addr;

	return start >= 0UL - (1UL << __VIRTUAL_MASK_SHIFT) && size <= 0UL - start;
}

long copy_from_kernel_nofault(void *dst, const void *src, size_t size)
{
	unsigned long left;

	if (!kernel_range(src, size))
		return -ERANGE;
	pagefault_disable();
	left = copy_kernel_nofault(dst, src, size);
	pagefault_enable();
	return left ? -EFAULT : 0;
}
EXPORT_SYMBOL_GPL(copy_from_kernel_nofault);

long copy_to_kernel_nofault(void *dst, const void *src, size_t size)
{
	unsigned long left;

	if (!kernel_range(dst, size))
		return -ERANGE;
	pagefault_disable();
	left = copy_kernel_nofault(dst, src, size);
	pagefault_enable();
	return left ? -EFAULT : 0;
}

long strncpy_from_kernel_nofault(char *dst, const void *unsafe_addr, long count)
{
	const char *src = unsafe_addr;
	long i, err = 0;

	if (count <= 0)
		return 0;
	for (i = 0; i < count; i++) {
		err = copy_from_kernel_nofault(&dst[i], &src[i], 1);
		if (err || !dst[i])
			break;
	}
	if (i == count)
		i--;
	dst[i] = '\0';
	return err ? err : i + 1;
}

long copy_from_user_nofault(void *dst, const void __user *src, size_t size)
{
	unsigned long left = size;

	if (access_ok(src, size)) {
		pagefault_disable();
		left = raw_copy_from_user(dst, src, size);
		pagefault_enable();
	}
	return left ? -EFAULT : 0;
}
EXPORT_SYMBOL_GPL(copy_from_user_nofault);

long copy_to_user_nofault(void __user *dst, const void *src, size_t size)
{
	unsigned long left = size;

	if (access_ok(dst, size)) {
		pagefault_disable();
		left = raw_copy_to_user(dst, src, size);
		pagefault_enable();
	}
	return left ? -EFAULT : 0;
}
EXPORT_SYMBOL_GPL(copy_to_user_nofault);
