// SPDX-License-Identifier: MIT
#ifndef _LINUX_TIMES_H
#define _LINUX_TIMES_H

#include <linux/types.h>
#include <uapi/linux/times.h>

#endif /* _LINUX_TIMES_H */
