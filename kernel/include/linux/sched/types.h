/* SPDX-License-Identifier: MIT */
/* Parameters of scheduling: struct sched_param and struct sched_attr. */
#ifndef _LINUX_SCHED_TYPES_H
#define _LINUX_SCHED_TYPES_H

#include <uapi/linux/sched/types.h>

#endif
