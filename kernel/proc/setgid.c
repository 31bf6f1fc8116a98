// SPDX-License-Identifier: MIT
/*
 * The group id system calls: setgid(2), setregid(2), setresgid(2), setfsgid(2), and reading them.
 * As those of user ids (setuid.c), with CAP_SETGID; groups carry no capabilities.
 */
#include <linux/cred.h>
#include <linux/errno.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

/* -1 in a call that takes several ids: leave that one. */
#define KEEP ((gid_t)-1)

static bool may_setgid(void)
{
	return ns_capable_setid(current_user_ns(), CAP_SETGID);
}

static int commit_gids(struct cred *new)
{
	new->fsgid = new->egid;
	return commit_creds(new);
}

/* setgid(2) */
SYSCALL_DEFINE1(setgid, gid_t, gid)
{
	const struct cred *old = current_cred();
	kgid_t kgid = make_kgid(old->user_ns, gid);
	struct cred *new;

	if (!gid_valid(kgid))
		return -EINVAL;
	new = prepare_creds();
	if (!new)
		return -ENOMEM;
	if (may_setgid()) {
		new->gid = new->sgid = kgid;
	} else if (!gid_eq(kgid, old->gid) && !gid_eq(kgid, old->sgid)) {
		abort_creds(new);
		return -EPERM;
	}
	new->egid = kgid;
	return commit_gids(new);
}

/* setregid(2) */
SYSCALL_DEFINE2(setregid, gid_t, rgid, gid_t, egid)
{
	const struct cred *old = current_cred();
	kgid_t krgid = make_kgid(old->user_ns, rgid), kegid = make_kgid(old->user_ns, egid);
	struct cred *new = prepare_creds();

	if (!new)
		return -ENOMEM;
	if (rgid != KEEP) {
		new->gid = krgid;
		if (!gid_eq(krgid, old->gid) && !gid_eq(krgid, old->egid) && !may_setgid())
			goto not_permitted;
	}
	if (egid != KEEP) {
		new->egid = kegid;
		if (!gid_eq(kegid, old->gid) && !gid_eq(kegid, old->egid) &&
		    !gid_eq(kegid, old->sgid) && !may_setgid())
			goto not_permitted;
	}
	if (rgid != KEEP || (egid != KEEP && !gid_eq(kegid, old->gid)))
		new->sgid = new->egid;
	return commit_gids(new);

not_permitted:
	abort_creds(new);
	return -EPERM;
}

/* Whether the caller has @gid as one of its three. */
static bool has_gid(const struct cred *cred, kgid_t gid)
{
	return gid_eq(gid, cred->gid) || gid_eq(gid, cred->egid) || gid_eq(gid, cred->sgid);
}

/* setresgid(2) */
SYSCALL_DEFINE3(setresgid, gid_t, rgid, gid_t, egid, gid_t, sgid)
{
	const struct cred *old = current_cred();
	kgid_t krgid = make_kgid(old->user_ns, rgid), kegid = make_kgid(old->user_ns, egid),
	       ksgid = make_kgid(old->user_ns, sgid);
	struct cred *new;

	if (((rgid != KEEP && !has_gid(old, krgid)) || (egid != KEEP && !has_gid(old, kegid)) ||
	     (sgid != KEEP && !has_gid(old, ksgid))) &&
	    !may_setgid())
		return -EPERM;
	new = prepare_creds();
	if (!new)
		return -ENOMEM;
	if (rgid != KEEP)
		new->gid = krgid;
	if (egid != KEEP)
		new->egid = kegid;
	if (sgid != KEEP)
		new->sgid = ksgid;
	return commit_gids(new);
}

SYSCALL_DEFINE3(getresgid, gid_t __user *, rgidp, gid_t __user *, egidp, gid_t __user *, sgidp)
{
	const struct cred *cred = current_cred();

	if (put_user(from_kgid_munged(cred->user_ns, cred->gid), rgidp) ||
	    put_user(from_kgid_munged(cred->user_ns, cred->egid), egidp) ||
	    put_user(from_kgid_munged(cred->user_ns, cred->sgid), sgidp))
		return -EFAULT;
	return 0;
}

/* setfsgid(2): returns the old id whether it worked or not. */
SYSCALL_DEFINE1(setfsgid, gid_t, gid)
{
	const struct cred *old = current_cred();
	gid_t old_fsgid = from_kgid_munged(old->user_ns, old->fsgid);
	kgid_t kgid = make_kgid(old->user_ns, gid);
	struct cred *new;

	if (!gid_valid(kgid) || gid_eq(kgid, old->fsgid))
		return old_fsgid;
	if (!has_gid(old, kgid) && !may_setgid())
		return old_fsgid;
	new = prepare_creds();
	if (!new)
		return old_fsgid;
	new->fsgid = kgid;
	commit_creds(new);
	return old_fsgid;
}

SYSCALL_DEFINE0(getgid)
{
	return from_kgid_munged(current_user_ns(), current_gid());
}

SYSCALL_DEFINE0(getegid)
{
	return from_kgid_munged(current_user_ns(), current_egid());
}
