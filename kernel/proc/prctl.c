// SPDX-License-Identifier: MIT
/*
 * prctl(2): settings of a process or thread that have no call of their own. An option that isn't
 * here is -EINVAL, as one that doesn't exist is on Linux.
 */
#include <kernel/sched.h>
#include <linux/cred.h>
#include <linux/errno.h>
#include <linux/prctl.h>
#include <linux/sched/coredump.h>
#include <linux/sched/signal.h>
#include <linux/securebits.h>
#include <linux/signal.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

static int set_name(const char __user *name)
{
	char comm[TASK_COMM_LEN] = {};

	if (strncpy_from_user(comm, name, sizeof(comm) - 1) < 0)
		return -EFAULT;
	set_task_comm(current, comm);
	return 0;
}

static int get_name(char __user *name)
{
	char comm[TASK_COMM_LEN];

	get_task_comm(comm, current);
	return copy_to_user(name, comm, sizeof(comm)) ? -EFAULT : 0;
}

static int set_pdeathsig(unsigned long sig)
{
	if (!valid_signal(sig))
		return -EINVAL;
	current->pdeath_signal = sig;
	return 0;
}

static int set_dumpability(unsigned long value)
{
	if (value != SUID_DUMP_DISABLE && value != SUID_DUMP_USER)
		return -EINVAL;
	set_dumpable(current->mm, value);
	return 0;
}

/*
 * The process adopts its descendants' orphans. Processes born from now on know that they have such
 * an ancestor; for those that exist it is told here.
 */
static void set_child_subreaper(bool on)
{
	struct task_struct *p, *ancestor;

	write_lock_irq(&tasklist_lock);
	current->signal->is_child_subreaper = on;
	if (on) {
		for_each_process(p)
		{
			for (ancestor = p->real_parent; ancestor->pid;
			     ancestor = ancestor->real_parent) {
				if (!same_thread_group(ancestor, current))
					continue;
				p->signal->has_child_subreaper = 1;
				break;
			}
		}
	}
	write_unlock_irq(&tasklist_lock);
}

static int drop_from_bounding_set(unsigned long cap)
{
	struct cred *new;

	if (!ns_capable(current_user_ns(), CAP_SETPCAP))
		return -EPERM;
	if (!cap_valid((long)cap))
		return -EINVAL;
	new = prepare_creds();
	if (!new)
		return -ENOMEM;
	cap_lower(new->cap_bset, cap);
	return commit_creds(new);
}

/* PR_SET_KEEPCAPS: SECURE_KEEP_CAPS alone, which needs no capability. */
static int set_keepcaps(unsigned long on)
{
	struct cred *new;

	if (on > 1)
		return -EINVAL;
	if (current_cred()->securebits & issecure_mask(SECURE_KEEP_CAPS_LOCKED))
		return -EPERM;
	new = prepare_creds();
	if (!new)
		return -ENOMEM;
	if (on)
		new->securebits |= issecure_mask(SECURE_KEEP_CAPS);
	else
		new->securebits &= ~issecure_mask(SECURE_KEEP_CAPS);
	return commit_creds(new);
}

static int set_securebits(unsigned long bits)
{
	unsigned int old = current_cred()->securebits;
	struct cred *new;

	/* No locked bit may change, no lock be opened, no unknown bit be set. */
	if ((((old & SECURE_ALL_LOCKS) >> 1) & (old ^ bits)) ||
	    ((old & SECURE_ALL_LOCKS) & ~bits) ||
	    (bits & ~(unsigned long)(SECURE_ALL_LOCKS | SECURE_ALL_BITS)) ||
	    !ns_capable(current_user_ns(), CAP_SETPCAP))
		return -EPERM;
	new = prepare_creds();
	if (!new)
		return -ENOMEM;
	new->securebits = bits;
	return commit_creds(new);
}

/* PR_CAP_AMBIENT: the set that execve keeps without being root. */
static int ambient_caps(unsigned long what, unsigned long cap, bool no_more_args)
{
	const struct cred *old = current_cred();
	struct cred *new;

	if (!no_more_args || (what == PR_CAP_AMBIENT_CLEAR_ALL ? cap : !cap_valid((long)cap)))
		return -EINVAL;
	if (what == PR_CAP_AMBIENT_IS_SET)
		return !!cap_raised(old->cap_ambient, cap);
	if (what != PR_CAP_AMBIENT_RAISE && what != PR_CAP_AMBIENT_LOWER &&
	    what != PR_CAP_AMBIENT_CLEAR_ALL)
		return -EINVAL;
	if (what == PR_CAP_AMBIENT_RAISE &&
	    (!cap_raised(old->cap_permitted, cap) || !cap_raised(old->cap_inheritable, cap) ||
	     issecure(SECURE_NO_CAP_AMBIENT_RAISE)))
		return -EPERM;
	new = prepare_creds();
	if (!new)
		return -ENOMEM;
	if (what == PR_CAP_AMBIENT_RAISE)
		cap_raise(new->cap_ambient, cap);
	else if (what == PR_CAP_AMBIENT_LOWER)
		cap_lower(new->cap_ambient, cap);
	else
		cap_clear(new->cap_ambient);
	return commit_creds(new);
}

/* Capabilities and what goes with them; arg3 and on are ignored as on Linux. */
static long prctl_caps(int option, unsigned long arg2)
{
	switch (option) {
	case PR_CAPBSET_READ:
		if (!cap_valid((long)arg2))
			return -EINVAL;
		return !!cap_raised(current_cred()->cap_bset, arg2);
	case PR_CAPBSET_DROP:
		return drop_from_bounding_set(arg2);
	case PR_GET_KEEPCAPS:
		return !!(current_cred()->securebits & issecure_mask(SECURE_KEEP_CAPS));
	case PR_SET_KEEPCAPS:
		return set_keepcaps(arg2);
	case PR_GET_SECUREBITS:
		return current_cred()->securebits;
	case PR_SET_SECUREBITS:
		return set_securebits(arg2);
	default:
		return -EINVAL;
	}
}

SYSCALL_DEFINE5(prctl, int, option, unsigned long, arg2, unsigned long, arg3, unsigned long, arg4,
		unsigned long, arg5)
{
	switch (option) {
	case PR_SET_PDEATHSIG:
		return set_pdeathsig(arg2);
	case PR_GET_PDEATHSIG:
		return put_user(current->pdeath_signal, (int __user *)arg2);
	case PR_GET_DUMPABLE:
		return get_dumpable(current->mm);
	case PR_SET_DUMPABLE:
		return set_dumpability(arg2);
	case PR_SET_NAME:
		return set_name((const char __user *)arg2);
	case PR_GET_NAME:
		return get_name((char __user *)arg2);
	case PR_SET_CHILD_SUBREAPER:
		set_child_subreaper(arg2 != 0);
		return 0;
	case PR_GET_CHILD_SUBREAPER:
		return put_user((int)current->signal->is_child_subreaper, (int __user *)arg2);
	case PR_SET_NO_NEW_PRIVS:
		if (arg2 != 1 || arg3 || arg4 || arg5)
			return -EINVAL;
		task_set_no_new_privs(current);
		return 0;
	case PR_GET_NO_NEW_PRIVS:
		if (arg2 || arg3 || arg4 || arg5)
			return -EINVAL;
		return task_no_new_privs(current);
	case PR_CAP_AMBIENT:
		return ambient_caps(arg2, arg3, !arg4 && !arg5);
	case PR_GET_TID_ADDRESS:
		return put_user(current->clear_child_tid, (int __user *__user *)arg2);
	default:
		return prctl_caps(option, arg2);
	}
}
