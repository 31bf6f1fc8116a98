// SPDX-License-Identifier: MIT
/* The type of ktime_t alone. */
#ifndef LINUX_KTIME_TYPES_H
#define LINUX_KTIME_TYPES_H

#include <linux/types.h>

typedef s64 ktime_t;

#endif
