// SPDX-License-Identifier: MIT
#ifndef _KERNEL_SYSCALL_UNKNOWN_H
#define _KERNEL_SYSCALL_UNKNOWN_H

void report_unknown_syscall(int nr);

#endif /* _KERNEL_SYSCALL_UNKNOWN_H */
