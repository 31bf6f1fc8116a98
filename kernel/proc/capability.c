// SPDX-License-Identifier: MIT
/*
 * Capability checks (capabilities(7)), capget(2) and capset(2). There is one user namespace, so a
 * capability in it is a capability over everything. Files carry none; only root's exec gives any.
 */
#include <linux/capability.h>
#include <linux/cred.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

/* Objective credentials of another task. */
bool has_ns_capability(struct task_struct *t, struct user_namespace *ns, int cap)
{
	bool ret;

	rcu_read_lock();
	ret = cap_raised(__task_cred(t)->cap_effective, cap);
	rcu_read_unlock();
	return ret;
}

bool has_capability(struct task_struct *t, int cap)
{
	return has_ns_capability(t, &init_user_ns, cap);
}
EXPORT_SYMBOL(has_capability);

bool has_capability_noaudit(struct task_struct *t, int cap)
{
	return has_capability(t, cap);
}
EXPORT_SYMBOL(has_capability_noaudit);

/**
 * ns_capable() - whether the current task has @cap in force
 *
 * A true answer is remembered in its flags (PF_SUPERPRIV): ask only when about to use it.
 */
bool ns_capable(struct user_namespace *ns, int cap)
{
	if (WARN_ON(!cap_valid(cap)))
		return false;
	if (!cap_raised(current_cap(), cap))
		return false;
	current->flags |= PF_SUPERPRIV;
	return true;
}
EXPORT_SYMBOL(ns_capable);

bool ns_capable_noaudit(struct user_namespace *ns, int cap)
{
	return ns_capable(ns, cap);
}
EXPORT_SYMBOL(ns_capable_noaudit);

bool ns_capable_setid(struct user_namespace *ns, int cap)
{
	return ns_capable(ns, cap);
}
EXPORT_SYMBOL(ns_capable_setid);

bool capable(int cap)
{
	return ns_capable(&init_user_ns, cap);
}
EXPORT_SYMBOL(capable);

/* Over an inode: its ids have to mean something here. */
bool capable_wrt_inode_uidgid(struct user_namespace *mnt_userns, const struct inode *inode, int cap)
{
	return uid_valid(inode->i_uid) && gid_valid(inode->i_gid) && capable(cap);
}
EXPORT_SYMBOL(capable_wrt_inode_uidgid);

/* How many 32-bit words the caller's version of the structure has; 0 for an unknown one. */
static unsigned int version_words(u32 version)
{
	switch (version) {
	case _LINUX_CAPABILITY_VERSION_1:
		return _LINUX_CAPABILITY_U32S_1;
	case _LINUX_CAPABILITY_VERSION_2:
	case _LINUX_CAPABILITY_VERSION_3:
		return _LINUX_CAPABILITY_U32S_3;
	default:
		return 0;
	}
}

/* The three sets of @pid (0: oneself). 0, -EINVAL, -ESRCH. */
static int read_caps(pid_t pid, struct __user_cap_data_struct data[_KERNEL_CAPABILITY_U32S])
{
	const struct cred *cred;
	struct task_struct *task;
	int i;

	if (pid < 0)
		return -EINVAL;
	rcu_read_lock();
	task = pid ? find_task_by_vpid(pid) : current;
	if (!task) {
		rcu_read_unlock();
		return -ESRCH;
	}
	cred = __task_cred(task);
	for (i = 0; i < _KERNEL_CAPABILITY_U32S; i++) {
		data[i].effective = cred->cap_effective.cap[i];
		data[i].permitted = cred->cap_permitted.cap[i];
		data[i].inheritable = cred->cap_inheritable.cap[i];
	}
	rcu_read_unlock();
	return 0;
}

/* capget(2): an unknown version is answered with the one we prefer. */
SYSCALL_DEFINE2(capget, cap_user_header_t, header, cap_user_data_t, dataptr)
{
	struct __user_cap_data_struct data[_KERNEL_CAPABILITY_U32S];
	unsigned int words;
	u32 version;
	pid_t pid;
	int ret;

	if (get_user(version, &header->version))
		return -EFAULT;
	words = version_words(version);
	if (!words) {
		if (put_user((u32)_KERNEL_CAPABILITY_VERSION, &header->version))
			return -EFAULT;
		return dataptr ? -EINVAL : 0;
	}
	if (get_user(pid, &header->pid))
		return -EFAULT;
	if (!dataptr)
		return 0;
	ret = read_caps(pid, data);
	if (ret)
		return ret;
	if (copy_to_user(dataptr, data, words * sizeof(data[0])))
		return -EFAULT;
	return 0;
}

/* The caller's three sets; words that its version doesn't have are empty. 0, -EFAULT. */
static int get_caps(cap_user_data_t dataptr, unsigned int words, kernel_cap_t *effective,
		    kernel_cap_t *permitted, kernel_cap_t *inheritable)
{
	struct __user_cap_data_struct data[_KERNEL_CAPABILITY_U32S] = {};
	int i;

	if (copy_from_user(data, dataptr, words * sizeof(data[0])))
		return -EFAULT;
	for (i = 0; i < _KERNEL_CAPABILITY_U32S; i++) {
		effective->cap[i] = data[i].effective;
		permitted->cap[i] = data[i].permitted;
		inheritable->cap[i] = data[i].inheritable;
	}
	/* Capabilities that don't exist can't be had, but asked for. */
	*effective = cap_intersect(*effective, CAP_FULL_SET);
	*permitted = cap_intersect(*permitted, CAP_FULL_SET);
	*inheritable = cap_intersect(*inheritable, CAP_FULL_SET);
	return 0;
}

/* capset(2): which sets a thread may give itself. */
static bool may_set_caps(const struct cred *old, kernel_cap_t effective, kernel_cap_t permitted,
			 kernel_cap_t inheritable)
{
	if (!cap_issubset(inheritable, cap_combine(old->cap_inheritable, old->cap_permitted)) &&
	    !ns_capable(old->user_ns, CAP_SETPCAP))
		return false;
	return cap_issubset(inheritable, cap_combine(old->cap_inheritable, old->cap_bset)) &&
	       cap_issubset(permitted, old->cap_permitted) && cap_issubset(effective, permitted);
}

/* capset(2): only one's own. */
SYSCALL_DEFINE2(capset, cap_user_header_t, header, const cap_user_data_t, data)
{
	kernel_cap_t effective, permitted, inheritable;
	const struct cred *old = current_cred();
	unsigned int words;
	struct cred *new;
	u32 version;
	pid_t pid;

	if (get_user(version, &header->version))
		return -EFAULT;
	words = version_words(version);
	if (!words)
		return put_user((u32)_KERNEL_CAPABILITY_VERSION, &header->version) ? -EFAULT
										   : -EINVAL;
	if (get_user(pid, &header->pid))
		return -EFAULT;
	if (pid && pid != task_pid_vnr(current))
		return -EPERM;
	if (get_caps(data, words, &effective, &permitted, &inheritable))
		return -EFAULT;
	if (!may_set_caps(old, effective, permitted, inheritable))
		return -EPERM;
	new = prepare_creds();
	if (!new)
		return -ENOMEM;
	new->cap_effective = effective;
	new->cap_permitted = permitted;
	new->cap_inheritable = inheritable;
	new->cap_ambient = cap_intersect(old->cap_ambient, cap_intersect(permitted, inheritable));
	return commit_creds(new);
}
