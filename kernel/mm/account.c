// SPDX-License-Identifier: MIT
/*
 * What an address space may have: resource limits, and the promise that private memory can be
 * written to. See vma.h.
 *
 * The promise is a loose one (Linux's overcommit mode 0, "guess"): only a request that all of
 * memory could not satisfy is refused, and the sum of all promises is merely kept, for
 * /proc/meminfo's Committed_AS.
 */
#include <linux/capability.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/mman.h>
#include <linux/resource.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include "vma.h"

static atomic_long_t committed_pages;

long vm_committed_pages(void)
{
	return atomic_long_read(&committed_pages);
}

unsigned long vm_commit_limit(void)
{
	return totalram_pages() / 2;
}

int vm_charge(unsigned long npages)
{
	if (npages > totalram_pages())
		return -ENOMEM;
	atomic_long_add(npages, &committed_pages);
	return 0;
}

void vm_uncharge(unsigned long npages)
{
	atomic_long_sub(npages, &committed_pages);
}

/* Private and writable, and no stack: what RLIMIT_DATA counts. */
static bool is_data(unsigned long flags)
{
	return (flags & (VM_WRITE | VM_SHARED | VM_STACK)) == VM_WRITE;
}

bool may_expand_vm(struct mm_struct *mm, unsigned long flags, unsigned long npages)
{
	if (mm->total_vm + npages > rlimit(RLIMIT_AS) >> PAGE_SHIFT)
		return false;
	return !is_data(flags) || mm->data_vm + npages <= rlimit(RLIMIT_DATA) >> PAGE_SHIFT;
}

void vm_stat_account(struct mm_struct *mm, unsigned long flags, long npages)
{
	if (npages < 0)
		mm->hiwater_vm = max(mm->hiwater_vm, mm->total_vm);
	mm->total_vm += npages;
	if ((flags & (VM_EXEC | VM_WRITE | VM_STACK)) == VM_EXEC)
		mm->exec_vm += npages;
	else if (flags & VM_STACK)
		mm->stack_vm += npages;
	else if (is_data(flags))
		mm->data_vm += npages;
	if (flags & VM_LOCKED)
		mm->locked_vm += npages;
}

void mm_lock_future(struct mm_struct *mm, int flags)
{
	unsigned long old = READ_ONCE(mm->flags), bits = 0;

	if (flags & MCL_FUTURE)
		bits = MMF_LOCK_FUTURE | (flags & MCL_ONFAULT ? MMF_LOCK_ON_FAULT : 0);
	while (!try_cmpxchg(&mm->flags, &old, (old & ~MMF_LOCK_MASK) | bits))
		;
}

int mlock_allowed(struct mm_struct *mm, unsigned long flags, unsigned long len)
{
	unsigned long limit = rlimit(RLIMIT_MEMLOCK);

	if (!(flags & VM_LOCKED) || capable(CAP_IPC_LOCK))
		return 0;
	if (!limit)
		return -EPERM;
	return mm->locked_vm + (len >> PAGE_SHIFT) > limit >> PAGE_SHIFT ? -EAGAIN : 0;
}
