// SPDX-License-Identifier: MIT
/*
 * What user space passes to sched_setscheduler(2) and sched_setattr(2), as Linux lays it out.
 */
#ifndef _UAPI_LINUX_SCHED_TYPES_H
#define _UAPI_LINUX_SCHED_TYPES_H

#include <linux/types.h>

struct sched_param {
	int sched_priority;
};

#define SCHED_ATTR_SIZE_VER0 48
#define SCHED_ATTR_SIZE_VER1 56

/* sched_flags of struct sched_attr */
#define SCHED_FLAG_RESET_ON_FORK  0x01
#define SCHED_FLAG_RECLAIM	  0x02
#define SCHED_FLAG_DL_OVERRUN	  0x04
#define SCHED_FLAG_KEEP_POLICY	  0x08
#define SCHED_FLAG_KEEP_PARAMS	  0x10
#define SCHED_FLAG_UTIL_CLAMP_MIN 0x20
#define SCHED_FLAG_UTIL_CLAMP_MAX 0x40
#define SCHED_FLAG_KEEP_ALL	  (SCHED_FLAG_KEEP_POLICY | SCHED_FLAG_KEEP_PARAMS)
#define SCHED_FLAG_UTIL_CLAMP	  (SCHED_FLAG_UTIL_CLAMP_MIN | SCHED_FLAG_UTIL_CLAMP_MAX)
#define SCHED_FLAG_ALL                                                                             \
	(SCHED_FLAG_RESET_ON_FORK | SCHED_FLAG_RECLAIM | SCHED_FLAG_DL_OVERRUN |                   \
	 SCHED_FLAG_KEEP_ALL | SCHED_FLAG_UTIL_CLAMP)

struct sched_attr {
	__u32 size; /* of this structure, as the caller knows it */
	__u32 sched_policy;
	__u64 sched_flags;
	__s32 sched_nice;     /* SCHED_NORMAL, SCHED_BATCH */
	__u32 sched_priority; /* SCHED_FIFO, SCHED_RR */
	__u64 sched_runtime;  /* SCHED_DEADLINE, which there isn't; ns */
	__u64 sched_deadline;
	__u64 sched_period;
	__u32 sched_util_min; /* hints on the CPU's speed: not taken */
	__u32 sched_util_max;
};

#endif /* _UAPI_LINUX_SCHED_TYPES_H */
