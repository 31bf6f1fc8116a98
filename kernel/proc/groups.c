// SPDX-License-Identifier: MIT
/*
 * Supplementary groups. A group_info is shared by credentials and never changes once it is in
 * one; its groups are sorted so that membership is a binary search.
 */
#include <linux/cred.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/slab.h>
#include <linux/sort.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

/* Room for @gidsetsize groups, one reference; NULL: no memory. May sleep. */
struct group_info *groups_alloc(int gidsetsize)
{
	struct group_info *gi;

	gi = kvmalloc(struct_size(gi, gid, gidsetsize), GFP_KERNEL_ACCOUNT);
	if (!gi)
		return NULL;
	refcount_set(&gi->usage, 1);
	gi->ngroups = gidsetsize;
	return gi;
}
EXPORT_SYMBOL(groups_alloc);

void groups_free(struct group_info *group_info)
{
	kvfree(group_info);
}
EXPORT_SYMBOL(groups_free);

static int gid_cmp(const void *_a, const void *_b)
{
	const kgid_t *a = _a, *b = _b;

	return gid_gt(*a, *b) - gid_lt(*a, *b);
}

void groups_sort(struct group_info *group_info)
{
	sort(group_info->gid, group_info->ngroups, sizeof(*group_info->gid), gid_cmp, NULL);
}
EXPORT_SYMBOL(groups_sort);

/* Whether @grp is in it. */
int groups_search(const struct group_info *group_info, kgid_t grp)
{
	int left = 0, right;

	if (!group_info)
		return 0;
	right = group_info->ngroups;
	while (left < right) {
		int mid = left + (right - left) / 2;

		if (gid_gt(grp, group_info->gid[mid]))
			left = mid + 1;
		else if (gid_lt(grp, group_info->gid[mid]))
			right = mid;
		else
			return 1;
	}
	return 0;
}

/* @group_info, sorted, gets a reference. */
void set_groups(struct cred *new, struct group_info *group_info)
{
	put_group_info(new->group_info);
	new->group_info = get_group_info(group_info);
}
EXPORT_SYMBOL(set_groups);

/* 0 or -ENOMEM. May sleep. */
int set_current_groups(struct group_info *group_info)
{
	struct cred *new = prepare_creds();

	if (!new)
		return -ENOMEM;
	set_groups(new, group_info);
	return commit_creds(new);
}
EXPORT_SYMBOL(set_current_groups);

bool may_setgroups(void)
{
	return ns_capable_setid(current_user_ns(), CAP_SETGID);
}

/* Whether the caller is in @grp as far as file access goes: file system or supplementary group. */
int in_group_p(kgid_t grp)
{
	const struct cred *cred = current_cred();

	return gid_eq(grp, cred->fsgid) || groups_search(cred->group_info, grp);
}
EXPORT_SYMBOL(in_group_p);

int in_egroup_p(kgid_t grp)
{
	const struct cred *cred = current_cred();

	return gid_eq(grp, cred->egid) || groups_search(cred->group_info, grp);
}
EXPORT_SYMBOL(in_egroup_p);

/* getgroups(2) */
SYSCALL_DEFINE2(getgroups, int, gidsetsize, gid_t __user *, grouplist)
{
	const struct group_info *gi = current_cred()->group_info;
	int i;

	if (gidsetsize < 0)
		return -EINVAL;
	if (!gidsetsize)
		return gi->ngroups;
	if (gi->ngroups > gidsetsize)
		return -EINVAL;
	for (i = 0; i < gi->ngroups; i++) {
		if (put_user(from_kgid_munged(current_user_ns(), gi->gid[i]), grouplist + i))
			return -EFAULT;
	}
	return gi->ngroups;
}

static int groups_from_user(struct group_info *gi, gid_t __user *grouplist)
{
	gid_t gid;
	int i;

	for (i = 0; i < gi->ngroups; i++) {
		if (get_user(gid, grouplist + i))
			return -EFAULT;
		gi->gid[i] = make_kgid(current_user_ns(), gid);
		if (!gid_valid(gi->gid[i]))
			return -EINVAL;
	}
	return 0;
}

/* setgroups(2) */
SYSCALL_DEFINE2(setgroups, int, gidsetsize, gid_t __user *, grouplist)
{
	struct group_info *gi;
	int ret;

	if (!may_setgroups())
		return -EPERM;
	if ((unsigned int)gidsetsize > NGROUPS_MAX)
		return -EINVAL;
	gi = groups_alloc(gidsetsize);
	if (!gi)
		return -ENOMEM;
	ret = groups_from_user(gi, grouplist);
	if (!ret) {
		groups_sort(gi);
		ret = set_current_groups(gi);
	}
	put_group_info(gi);
	return ret;
}
