// SPDX-License-Identifier: MIT
/*
 * The user id system calls: setuid(2), setreuid(2), setresuid(2), setfsuid(2), and reading them.
 * CAP_SETUID may set any id; everyone may permute those he has. What changing ids does to
 * capabilities is in capabilities(7), "Effect of user ID changes on capabilities".
 */
#include <linux/cred.h>
#include <linux/errno.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

/* -1 in a call that takes several ids: leave that one. */
#define KEEP ((uid_t)-1)

static bool may_setuid(void)
{
	return ns_capable_setid(current_user_ns(), CAP_SETUID);
}

static bool is_root(kuid_t uid)
{
	return uid_eq(uid, GLOBAL_ROOT_UID);
}

/* The capability sets after the ids have changed from @old's to @new's. */
static void fix_caps_setuid(struct cred *new, const struct cred *old)
{
	bool had_root = is_root(old->uid) || is_root(old->euid) || is_root(old->suid);
	bool has_root = is_root(new->uid) || is_root(new->euid) || is_root(new->suid);

	if (new->securebits & issecure_mask(SECURE_NO_SETUID_FIXUP))
		return;
	if (had_root && !has_root) {
		if (!(new->securebits &issecure_mask(SECURE_KEEP_CAPS))) {
			cap_clear(new->cap_permitted);
			cap_clear(new->cap_effective);
		}
		cap_clear(new->cap_ambient);
	}
	if (is_root(old->euid) && !is_root(new->euid))
		cap_clear(new->cap_effective);
	if (!is_root(old->euid) && is_root(new->euid))
		new->cap_effective = new->cap_permitted;
}

/* The file system capabilities follow fsuid. */
static void fix_caps_setfsuid(struct cred *new, const struct cred *old)
{
	if (new->securebits & issecure_mask(SECURE_NO_SETUID_FIXUP))
		return;
	if (is_root(old->fsuid) && !is_root(new->fsuid))
		new->cap_effective = cap_drop(new->cap_effective, CAP_FS_SET);
	if (!is_root(old->fsuid) && is_root(new->fsuid))
		new->cap_effective = cap_combine(new->cap_effective,
						 cap_intersect(new->cap_permitted, CAP_FS_SET));
}

/*
 * Charges @new to the account of its uid. 0, -EAGAIN: no memory. Being over RLIMIT_NPROC doesn't
 * fail here, since careless programs would go on with the old id: it fails the next execve.
 */
static int set_user(struct cred *new)
{
	struct user_struct *user = alloc_uid(new->uid);

	if (!user)
		return -EAGAIN;
	free_uid(new->user);
	new->user = user;
	return 0;
}

static void flag_nproc_exceeded(const struct cred *new)
{
	if (new->user != current_user() && new->user != INIT_USER &&
	    atomic_long_read(&new->user->processes) >= rlimit(RLIMIT_NPROC))
		current->flags |= PF_NPROC_EXCEEDED;
	else
		current->flags &= ~PF_NPROC_EXCEEDED;
}

/* Finishes a change of ids: account, capabilities, commit. Takes over @new. */
static int commit_uids(struct cred *new, const struct cred *old)
{
	int ret = 0;

	if (!uid_eq(new->uid, old->uid))
		ret = set_user(new);
	if (ret) {
		abort_creds(new);
		return ret;
	}
	new->fsuid = new->euid;
	fix_caps_setuid(new, old);
	flag_nproc_exceeded(new);
	return commit_creds(new);
}

/* setuid(2) */
SYSCALL_DEFINE1(setuid, uid_t, uid)
{
	const struct cred *old = current_cred();
	kuid_t kuid = make_kuid(old->user_ns, uid);
	struct cred *new;

	if (!uid_valid(kuid))
		return -EINVAL;
	new = prepare_creds();
	if (!new)
		return -ENOMEM;
	if (may_setuid()) {
		new->suid = new->uid = kuid;
	} else if (!uid_eq(kuid, old->uid) && !uid_eq(kuid, old->suid)) {
		abort_creds(new);
		return -EPERM;
	}
	new->euid = kuid;
	return commit_uids(new, old);
}

/* setreuid(2): the saved id follows when the real one is set or the effective one leaves it. */
SYSCALL_DEFINE2(setreuid, uid_t, ruid, uid_t, euid)
{
	const struct cred *old = current_cred();
	kuid_t kruid = make_kuid(old->user_ns, ruid), keuid = make_kuid(old->user_ns, euid);
	struct cred *new = prepare_creds();

	if (!new)
		return -ENOMEM;
	if (ruid != KEEP) {
		new->uid = kruid;
		if (!uid_eq(kruid, old->uid) && !uid_eq(kruid, old->euid) && !may_setuid())
			goto not_permitted;
	}
	if (euid != KEEP) {
		new->euid = keuid;
		if (!uid_eq(keuid, old->uid) && !uid_eq(keuid, old->euid) &&
		    !uid_eq(keuid, old->suid) && !may_setuid())
			goto not_permitted;
	}
	if (ruid != KEEP || (euid != KEEP && !uid_eq(keuid, old->uid)))
		new->suid = new->euid;
	return commit_uids(new, old);

not_permitted:
	abort_creds(new);
	return -EPERM;
}

/* Whether the caller has @uid as one of its three. */
static bool has_uid(const struct cred *cred, kuid_t uid)
{
	return uid_eq(uid, cred->uid) || uid_eq(uid, cred->euid) || uid_eq(uid, cred->suid);
}

/* setresuid(2) */
SYSCALL_DEFINE3(setresuid, uid_t, ruid, uid_t, euid, uid_t, suid)
{
	const struct cred *old = current_cred();
	kuid_t kruid = make_kuid(old->user_ns, ruid), keuid = make_kuid(old->user_ns, euid),
	       ksuid = make_kuid(old->user_ns, suid);
	struct cred *new;

	if (((ruid != KEEP && !has_uid(old, kruid)) || (euid != KEEP && !has_uid(old, keuid)) ||
	     (suid != KEEP && !has_uid(old, ksuid))) &&
	    !may_setuid())
		return -EPERM;
	new = prepare_creds();
	if (!new)
		return -ENOMEM;
	if (ruid != KEEP)
		new->uid = kruid;
	if (euid != KEEP)
		new->euid = keuid;
	if (suid != KEEP)
		new->suid = ksuid;
	return commit_uids(new, old);
}

SYSCALL_DEFINE3(getresuid, uid_t __user *, ruidp, uid_t __user *, euidp, uid_t __user *, suidp)
{
	const struct cred *cred = current_cred();

	if (put_user(from_kuid_munged(cred->user_ns, cred->uid), ruidp) ||
	    put_user(from_kuid_munged(cred->user_ns, cred->euid), euidp) ||
	    put_user(from_kuid_munged(cred->user_ns, cred->suid), suidp))
		return -EFAULT;
	return 0;
}

/* setfsuid(2): returns the old id whether it worked or not. */
SYSCALL_DEFINE1(setfsuid, uid_t, uid)
{
	const struct cred *old = current_cred();
	uid_t old_fsuid = from_kuid_munged(old->user_ns, old->fsuid);
	kuid_t kuid = make_kuid(old->user_ns, uid);
	struct cred *new;

	if (!uid_valid(kuid) || uid_eq(kuid, old->fsuid))
		return old_fsuid;
	if (!has_uid(old, kuid) && !may_setuid())
		return old_fsuid;
	new = prepare_creds();
	if (!new)
		return old_fsuid;
	new->fsuid = kuid;
	fix_caps_setfsuid(new, old);
	commit_creds(new);
	return old_fsuid;
}

SYSCALL_DEFINE0(getuid)
{
	return from_kuid_munged(current_user_ns(), current_uid());
}

SYSCALL_DEFINE0(geteuid)
{
	return from_kuid_munged(current_user_ns(), current_euid());
}
