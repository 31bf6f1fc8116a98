// SPDX-License-Identifier: MIT
/*
 * What execve makes of a task's credentials: the set-user-ID and set-group-ID bits of the file, and
 * the capability sets (capabilities(7), "Transformation of capabilities during execve()"). Files
 * carry no capabilities here, so it is being root that gives any.
 */
#include <linux/binfmts.h>
#include <linux/capability.h>
#include <linux/cred.h>
#include <linux/fs.h>
#include <linux/fs_struct.h>
#include <linux/mount.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/securebits.h>
#include "exec_creds.h"

/*
 * Whoever shares our root and working directory could lead a privileged program astray: then it
 * gets no privileges. Otherwise nobody may begin to share them (fork answers EAGAIN) before
 * exec_fs_end().
 */
bool exec_fs_begin(void)
{
	struct fs_struct *fs = current->fs;
	struct task_struct *t;
	int ours = 0;
	bool shared;

	spin_lock(&fs->lock);
	rcu_read_lock();
	for_each_thread(current, t)
	{
		if (READ_ONCE(t->fs) == fs)
			ours++;
	}
	rcu_read_unlock();
	shared = fs->users > ours;
	if (!shared)
		fs->in_exec++;
	spin_unlock(&fs->lock);
	return shared;
}

void exec_fs_end(void)
{
	struct fs_struct *fs = current->fs;

	spin_lock(&fs->lock);
	fs->in_exec--;
	spin_unlock(&fs->lock);
}

/* The effective ids that the file's mode gives. */
static void fill_ids(const struct linux_binprm *bprm, struct cred *new, const struct cred *old)
{
	const struct inode *inode = file_inode(bprm->file);
	umode_t mode = READ_ONCE(inode->i_mode);

	new->euid = old->euid;
	new->egid = old->egid;
	if (task_no_new_privs(current) || bprm->file->f_path.mnt->mnt_flags & MNT_NOSUID)
		return;
	if (mode & S_ISUID)
		new->euid = inode->i_uid;
	if ((mode & (S_ISGID | S_IXGRP)) == (S_ISGID | S_IXGRP))
		new->egid = inode->i_gid;
}

static bool is_root(kuid_t uid)
{
	return uid_eq(uid, GLOBAL_ROOT_UID);
}

/* What being root permits: all that the bounding set lets through. Nothing to anybody else. */
static kernel_cap_t root_permitted(const struct cred *new, const struct cred *old)
{
	if (new->securebits & issecure_mask(SECURE_NOROOT) ||
	    !(is_root(new->uid) || is_root(new->euid)))
		return CAP_EMPTY_SET;
	return cap_combine(old->cap_bset, old->cap_inheritable);
}

void bprm_fill_creds(struct linux_binprm *bprm)
{
	const struct cred *old = current_cred();
	struct cred *new = bprm->cred;
	bool effective, set_id, gains;

	fill_ids(bprm, new, old);
	set_id = !uid_eq(new->euid, old->uid) || !gid_eq(new->egid, old->gid);
	effective = is_root(new->euid) && !(new->securebits &issecure_mask(SECURE_NOROOT));
	new->cap_permitted = root_permitted(new, old);
	gains = !cap_issubset(new->cap_permitted, old->cap_permitted);
	if ((set_id || gains) && (bprm->shares_fs || task_no_new_privs(current))) {
		/* No more than it had; and of other ids only who could take them anyway. */
		if (!capable(CAP_SETUID) || task_no_new_privs(current)) {
			new->euid = new->uid;
			new->egid = new->gid;
		}
		new->cap_permitted = cap_intersect(new->cap_permitted, old->cap_permitted);
	}
	new->suid = new->fsuid = new->euid;
	new->sgid = new->fsgid = new->egid;

	new->cap_ambient = set_id ? CAP_EMPTY_SET : old->cap_ambient;
	new->cap_permitted = cap_combine(new->cap_permitted, new->cap_ambient);
	new->cap_effective = effective ? new->cap_permitted : new->cap_ambient;
	new->securebits = old->securebits & ~issecure_mask(SECURE_KEEP_CAPS);
	bprm->secureexec =
		set_id || (!is_root(new->uid) &&
			   (effective || !cap_issubset(new->cap_permitted, new->cap_ambient)));
}
