// SPDX-License-Identifier: MIT
/*
 * Atomic operations on a 32-bit word of user memory, for futexes. The address is 4-byte aligned and
 * inside user space (access_ok). A caller that has page faults off, or holds a spinlock, gets
 * -EFAULT for a page that isn't there or can't be written; otherwise the fault is resolved.
 */
#ifndef _ASM_X86_FUTEX_H
#define _ASM_X86_FUTEX_H

#include <asm/asm.h>
#include <asm/smap.h>
#include <asm/uaccess.h>
#include <linux/errno.h>
#include <linux/types.h>
#include <uapi/linux/futex.h>

/* If *uaddr is @oldval, makes it @newval. What it was goes to *uval. 0 or -EFAULT. */
static inline int futex_atomic_cmpxchg_inatomic(u32 *uval, u32 __user *uaddr, u32 oldval,
						u32 newval)
{
	int ret = -EFAULT;
	u32 seen = oldval;

	if (smap_enabled)
		asm volatile("stac" : : : "cc", "memory");
	asm volatile("1:	lock cmpxchgl %[new], %[mem]\n"
		     "	xorl	%[ret], %[ret]\n"
		     "2:\n" _ASM_EXTABLE_UA(1b, 2b)
		     : [ret] "+r"(ret), [mem] "+m"(*(__force u32 *)uaddr), "+a"(seen)
		     : [new] "r"(newval)
		     : "cc", "memory");
	if (smap_enabled)
		asm volatile("clac" : : : "cc", "memory");
	*uval = seen;
	return ret;
}

/* What FUTEX_WAKE_OP's @op makes of @old; futex(2). -ENOSYS for no operation. */
static inline int __futex_apply(int op, int oparg, u32 old, u32 *new)
{
	switch (op) {
	case FUTEX_OP_SET:
		*new = oparg;
		return 0;
	case FUTEX_OP_ADD:
		*new = old + oparg;
		return 0;
	case FUTEX_OP_OR:
		*new = old | oparg;
		return 0;
	case FUTEX_OP_ANDN:
		*new = old & ~oparg;
		return 0;
	case FUTEX_OP_XOR:
		*new = old ^ oparg;
		return 0;
	default:
		return -ENOSYS;
	}
}

/* *uaddr = *uaddr op oparg, atomically; what it was goes to *oval. 0, -EFAULT, -ENOSYS. */
static inline int arch_futex_atomic_op_inuser(int op, int oparg, int *oval, u32 __user *uaddr)
{
	u32 old, new, seen;
	int ret = __get_user(old, uaddr);

	while (!ret) {
		ret = __futex_apply(op, oparg, old, &new);
		if (ret)
			break;
		ret = futex_atomic_cmpxchg_inatomic(&seen, uaddr, old, new);
		if (ret || seen == old)
			break;
		old = seen;
	}
	if (!ret)
		*oval = old;
	return ret;
}

#endif
