/* SPDX-License-Identifier: MIT */
#ifndef HOST_LINUX_PANIC_H
#define HOST_LINUX_PANIC_H

#define TAINT_USER	 6
#define LOCKDEP_STILL_OK 0

/* The test's count of taints. */
void add_taint(unsigned int flag, int lockdep_ok);

#endif
