// SPDX-License-Identifier: MIT
/*
 * Robust futexes: what a thread holds when it ends is marked and given up, so that others don't
 * wait for ever (set_robust_list(2)). The list lies in user memory and is walked by the dying
 * thread itself; nothing in it is trusted.
 */
#include <asm/futex.h>
#include <kernel/sched.h>
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include "futex.h"

SYSCALL_DEFINE2(set_robust_list, struct robust_list_head __user *, head, size_t, len)
{
	if (len != sizeof(*head))
		return -EINVAL;
	current->robust_list = head;
	return 0;
}

/*
 * Gives up one futex, if this thread holds it. @pending: it may have died between unlocking it and
 * taking it off the list, with waiters not yet woken. 0, or -1 to stop the walk.
 */
static int futex_death(u32 __user *uaddr, struct task_struct *curr, bool pi, bool pending)
{
	u32 uval, seen, new;
	int err;

	if ((unsigned long)uaddr % sizeof(*uaddr))
		return -1;
retry:
	if (get_user(uval, uaddr))
		return -1;
	if (pending && !pi && !uval) {
		futex_wake(uaddr, FLAGS_SHARED, 1, FUTEX_BITSET_MATCH_ANY);
		return 0;
	}
	if ((uval & FUTEX_TID_MASK) != task_pid_vnr(curr))
		return 0;

	new = (uval & FUTEX_WAITERS) | FUTEX_OWNER_DIED;
	pagefault_disable();
	err = futex_atomic_cmpxchg_inatomic(&seen, uaddr, uval, new);
	pagefault_enable();
	if (err) {
		if (futex_fault_in(uaddr))
			return -1;
		goto retry;
	}
	if (seen != uval)
		goto retry;
	if (!pi && (uval & FUTEX_WAITERS))
		futex_wake(uaddr, FLAGS_SHARED, 1, FUTEX_BITSET_MATCH_ANY);
	return 0;
}

/* A pointer of the list; its lowest bit says that the futex is one with priority inheritance. */
static int fetch_entry(struct robust_list __user **entry, struct robust_list __user *__user *head,
		       bool *pi)
{
	unsigned long uentry;

	if (get_user(uentry, (unsigned long __user *)head))
		return -EFAULT;
	*entry = (void __user *)(uentry & ~1UL);
	*pi = uentry & 1;
	return 0;
}

static u32 __user *futex_of(struct robust_list __user *entry, long offset)
{
	return (u32 __user *)((unsigned long)entry + offset);
}

static void exit_robust_list(struct task_struct *curr)
{
	struct robust_list_head __user *head = curr->robust_list;
	struct robust_list __user *entry, *next, *pending;
	bool pi, next_pi, pending_pi;
	unsigned int limit = ROBUST_LIST_LIMIT;
	long offset;
	int err;

	if (fetch_entry(&entry, &head->list.next, &pi) || get_user(offset, &head->futex_offset) ||
	    fetch_entry(&pending, &head->list_op_pending, &pending_pi))
		return;
	while (entry != &head->list) {
		/* The next one first: once woken, another thread may take the entry away. */
		err = fetch_entry(&next, &entry->next, &next_pi);
		/* One that is being taken or given up comes below, with the care it needs. */
		if (entry != pending && futex_death(futex_of(entry, offset), curr, pi, false))
			return;
		if (err)
			return;
		entry = next;
		pi = next_pi;
		if (!--limit)
			break;
		cond_resched();
	}
	if (pending)
		futex_death(futex_of(pending, offset), curr, pending_pi, true);
}

void futex_exit_release(struct task_struct *tsk)
{
	if (unlikely(tsk->robust_list)) {
		exit_robust_list(tsk);
		tsk->robust_list = NULL;
	}
}
