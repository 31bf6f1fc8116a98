// SPDX-License-Identifier: MIT
/* System call numbers, and how many slots the table has. */
#ifndef _LINUX_UNISTD_H
#define _LINUX_UNISTD_H

#include <uapi/linux/unistd.h>

/* One more than the highest number that Linux 6.1 gave out. */
#define NR_syscalls (__NR_set_mempolicy_home_node + 1)

#endif /* _LINUX_UNISTD_H */
