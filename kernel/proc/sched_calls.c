// SPDX-License-Identifier: MIT
/* The scheduler's small system calls: sched_yield(2), getcpu(2). */
#include <kernel/sched.h>
#include <linux/smp.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

SYSCALL_DEFINE0(sched_yield)
{
	yield();
	return 0;
}

/* getcpu(2): what was true a moment ago. There is one memory node. */
SYSCALL_DEFINE3(getcpu, unsigned int __user *, cpup, unsigned int __user *, nodep, void __user *,
		unused)
{
	if (cpup && put_user(raw_smp_processor_id(), cpup))
		return -EFAULT;
	if (nodep && put_user(0, nodep))
		return -EFAULT;
	return 0;
}
