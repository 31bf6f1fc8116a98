// SPDX-License-Identifier: MIT
/* The system's names: uname(2), sethostname(2). uts_sem guards them. */
#include <linux/capability.h>
#include <linux/errno.h>
#include <linux/rwsem.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/utsname.h>

SYSCALL_DEFINE1(uname, struct new_utsname __user *, name)
{
	struct new_utsname copy;

	down_read(&uts_sem);
	copy = *utsname();
	up_read(&uts_sem);
	return copy_to_user(name, &copy, sizeof(copy)) ? -EFAULT : 0;
}

SYSCALL_DEFINE2(sethostname, char __user *, name, int, len)
{
	char copy[__NEW_UTS_LEN];
	struct new_utsname *u;

	if (!capable(CAP_SYS_ADMIN))
		return -EPERM;
	if (len < 0 || len > __NEW_UTS_LEN)
		return -EINVAL;
	if (copy_from_user(copy, name, len))
		return -EFAULT;
	down_write(&uts_sem);
	u = utsname();
	memcpy(u->nodename, copy, len);
	memset(u->nodename + len, 0, sizeof(u->nodename) - len);
	up_write(&uts_sem);
	return 0;
}
