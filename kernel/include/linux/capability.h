// SPDX-License-Identifier: MIT
/*
 * Capabilities: the parts that root's power is made of. A permission check asks for the one it
 * needs with capable(), which looks at the caller's effective set. Files carry none here.
 */
#ifndef _LINUX_CAPABILITY_H
#define _LINUX_CAPABILITY_H

#include <linux/types.h>
#include <linux/uidgid.h>
#include <uapi/linux/capability.h>

#define _KERNEL_CAPABILITY_VERSION _LINUX_CAPABILITY_VERSION_3
#define _KERNEL_CAPABILITY_U32S	   _LINUX_CAPABILITY_U32S_3

typedef struct kernel_cap_struct {
	__u32 cap[_KERNEL_CAPABILITY_U32S];
} kernel_cap_t;

#define CAP_LAST_U32		(_KERNEL_CAPABILITY_U32S - 1)
#define CAP_LAST_U32_VALID_MASK (CAP_TO_MASK(CAP_LAST_CAP + 1) - 1)

#define CAP_EMPTY_SET ((kernel_cap_t){{0, 0}})
#define CAP_FULL_SET  ((kernel_cap_t){{~0U, CAP_LAST_U32_VALID_MASK}})

/* Capabilities that let a process pass file permission checks: they follow fsuid. */
#define CAP_FS_SET                                                                                 \
	((kernel_cap_t){{CAP_TO_MASK(CAP_CHOWN) | CAP_TO_MASK(CAP_MKNOD) |                         \
				 CAP_TO_MASK(CAP_DAC_OVERRIDE) |                                   \
				 CAP_TO_MASK(CAP_DAC_READ_SEARCH) | CAP_TO_MASK(CAP_FOWNER) |      \
				 CAP_TO_MASK(CAP_FSETID) | CAP_TO_MASK(CAP_LINUX_IMMUTABLE),       \
			 CAP_TO_MASK(CAP_MAC_OVERRIDE)}})

#define cap_clear(c)	    ((c) = CAP_EMPTY_SET)
#define cap_raise(c, flag)  ((c).cap[CAP_TO_INDEX(flag)] |= CAP_TO_MASK(flag))
#define cap_lower(c, flag)  ((c).cap[CAP_TO_INDEX(flag)] &= ~CAP_TO_MASK(flag))
#define cap_raised(c, flag) ((c).cap[CAP_TO_INDEX(flag)] & CAP_TO_MASK(flag))

static inline kernel_cap_t cap_combine(const kernel_cap_t a, const kernel_cap_t b)
{
	return (kernel_cap_t){{a.cap[0] | b.cap[0], a.cap[1] | b.cap[1]}};
}

static inline kernel_cap_t cap_intersect(const kernel_cap_t a, const kernel_cap_t b)
{
	return (kernel_cap_t){{a.cap[0] & b.cap[0], a.cap[1] & b.cap[1]}};
}

static inline kernel_cap_t cap_drop(const kernel_cap_t a, const kernel_cap_t drop)
{
	return (kernel_cap_t){{a.cap[0] & ~drop.cap[0], a.cap[1] & ~drop.cap[1]}};
}

static inline bool cap_isclear(const kernel_cap_t a)
{
	return !(a.cap[0] | a.cap[1]);
}

/* Whether every capability of @a is in @set. */
static inline bool cap_issubset(const kernel_cap_t a, const kernel_cap_t set)
{
	return cap_isclear(cap_drop(a, set));
}

struct task_struct;
struct cred;
struct inode;
struct user_namespace;

bool has_capability(struct task_struct *t, int cap);
bool has_ns_capability(struct task_struct *t, struct user_namespace *ns, int cap);
bool has_capability_noaudit(struct task_struct *t, int cap);
bool capable(int cap);
bool ns_capable(struct user_namespace *ns, int cap);
bool ns_capable_noaudit(struct user_namespace *ns, int cap);
bool ns_capable_setid(struct user_namespace *ns, int cap);
bool capable_wrt_inode_uidgid(struct user_namespace *mnt_userns, const struct inode *inode,
			      int cap);

static inline bool perfmon_capable(void)
{
	return capable(CAP_PERFMON) || capable(CAP_SYS_ADMIN);
}

static inline bool checkpoint_restore_ns_capable(struct user_namespace *ns)
{
	return ns_capable(ns, CAP_CHECKPOINT_RESTORE) || ns_capable(ns, CAP_SYS_ADMIN);
}

#endif /* _LINUX_CAPABILITY_H */
