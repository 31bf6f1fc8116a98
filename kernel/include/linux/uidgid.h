// SPDX-License-Identifier: MIT
/*
 * User and group ids inside the kernel. They are types of their own, so that an id from user
 * space is never taken for one that was checked. There is one user namespace, and in it the two
 * have the same numbers; -1 is no id.
 */
#ifndef _LINUX_UIDGID_H
#define _LINUX_UIDGID_H

#include <linux/types.h>

struct user_namespace;
extern struct user_namespace init_user_ns;

typedef struct {
	uid_t val;
} kuid_t;

typedef struct {
	gid_t val;
} kgid_t;

#define KUIDT_INIT(value) ((kuid_t){value})
#define KGIDT_INIT(value) ((kgid_t){value})

#define GLOBAL_ROOT_UID KUIDT_INIT(0)
#define GLOBAL_ROOT_GID KGIDT_INIT(0)
#define INVALID_UID	KUIDT_INIT(-1)
#define INVALID_GID	KGIDT_INIT(-1)

#define DEFAULT_OVERFLOWUID 65534
#define DEFAULT_OVERFLOWGID 65534

static inline uid_t __kuid_val(kuid_t uid)
{
	return uid.val;
}

static inline gid_t __kgid_val(kgid_t gid)
{
	return gid.val;
}

static inline bool uid_eq(kuid_t left, kuid_t right)
{
	return left.val == right.val;
}

static inline bool gid_eq(kgid_t left, kgid_t right)
{
	return left.val == right.val;
}

static inline bool uid_gt(kuid_t left, kuid_t right)
{
	return left.val > right.val;
}

static inline bool gid_gt(kgid_t left, kgid_t right)
{
	return left.val > right.val;
}

static inline bool uid_gte(kuid_t left, kuid_t right)
{
	return left.val >= right.val;
}

static inline bool gid_gte(kgid_t left, kgid_t right)
{
	return left.val >= right.val;
}

static inline bool uid_lt(kuid_t left, kuid_t right)
{
	return left.val < right.val;
}

static inline bool gid_lt(kgid_t left, kgid_t right)
{
	return left.val < right.val;
}

static inline bool uid_lte(kuid_t left, kuid_t right)
{
	return left.val <= right.val;
}

static inline bool gid_lte(kgid_t left, kgid_t right)
{
	return left.val <= right.val;
}

static inline bool uid_valid(kuid_t uid)
{
	return uid.val != (uid_t)-1;
}

static inline bool gid_valid(kgid_t gid)
{
	return gid.val != (gid_t)-1;
}

static inline kuid_t make_kuid(struct user_namespace *from, uid_t uid)
{
	return KUIDT_INIT(uid);
}

static inline kgid_t make_kgid(struct user_namespace *from, gid_t gid)
{
	return KGIDT_INIT(gid);
}

static inline uid_t from_kuid(struct user_namespace *to, kuid_t kuid)
{
	return __kuid_val(kuid);
}

static inline gid_t from_kgid(struct user_namespace *to, kgid_t kgid)
{
	return __kgid_val(kgid);
}

/* The munged forms never return -1: an id without a name shows as nobody. */
static inline uid_t from_kuid_munged(struct user_namespace *to, kuid_t kuid)
{
	return uid_valid(kuid) ? __kuid_val(kuid) : DEFAULT_OVERFLOWUID;
}

static inline gid_t from_kgid_munged(struct user_namespace *to, kgid_t kgid)
{
	return gid_valid(kgid) ? __kgid_val(kgid) : DEFAULT_OVERFLOWGID;
}

static inline bool kuid_has_mapping(struct user_namespace *ns, kuid_t uid)
{
	return uid_valid(uid);
}

static inline bool kgid_has_mapping(struct user_namespace *ns, kgid_t gid)
{
	return gid_valid(gid);
}

#endif /* _LINUX_UIDGID_H */
