// SPDX-License-Identifier: MIT
/* The scheduler's system calls: sched_yield(2), sched_getaffinity(2), getcpu(2). */
#include <kernel/sched.h>
#include <linux/cpumask.h>
#include <linux/errno.h>
#include <linux/sched/task.h>
#include <linux/smp.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

SYSCALL_DEFINE0(sched_yield)
{
	yield();
	return 0;
}

/* Bytes of a mask, in whole words of the caller's. */
static unsigned int cpumask_bytes(void)
{
	return BITS_TO_LONGS(nr_cpu_ids) * sizeof(long);
}

/* Returns how many bytes of the mask were written; the C library zeroes the rest. */
SYSCALL_DEFINE3(sched_getaffinity, pid_t, pid, unsigned int, len, unsigned long __user *,
		user_mask_ptr)
{
	unsigned int bytes = min(len, cpumask_bytes());
	struct task_struct *p;
	struct cpumask mask;

	if (len * BITS_PER_BYTE < nr_cpu_ids || len & (sizeof(unsigned long) - 1))
		return -EINVAL;
	rcu_read_lock();
	p = pid ? find_task_by_vpid(pid) : current;
	if (p)
		cpumask_and(&mask, &p->cpus_mask, cpu_online_mask);
	rcu_read_unlock();
	if (!p)
		return -ESRCH;
	if (copy_to_user(user_mask_ptr, cpumask_bits(&mask), bytes))
		return -EFAULT;
	return bytes;
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
