// SPDX-License-Identifier: MIT
/*
 * How to go on with a system call that a signal cut short and that must not start anew with its
 * old arguments (restart_syscall(2)): the call leaves a function and its data here and returns
 * -ERESTART_RESTARTBLOCK.
 */
#ifndef _LINUX_RESTART_BLOCK_H
#define _LINUX_RESTART_BLOCK_H

#include <linux/compiler.h>
#include <linux/time64.h>
#include <linux/types.h>

struct __kernel_timespec;
struct pollfd;

struct restart_block {
	long (*fn)(struct restart_block *); /* never NULL; do_no_restart_syscall when none */
	union {
		struct {
			u32 __user *uaddr;
			u32 val;
			u32 flags;
			u32 bitset;
			u64 time;
			u32 __user *uaddr2;
		} futex;
		struct {
			clockid_t clockid;
			struct __kernel_timespec __user *rmtp; /* NULL: nobody asks */
			u64 expires;			       /* ns on that clock */
		} nanosleep;
		struct {
			struct pollfd __user *ufds;
			int nfds;
			int has_timeout;
			unsigned long tv_sec;
			unsigned long tv_nsec;
		} poll;
	};
};

long do_no_restart_syscall(struct restart_block *parm);

#endif /* _LINUX_RESTART_BLOCK_H */
