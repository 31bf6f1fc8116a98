// SPDX-License-Identifier: MIT
/*
 * The table of system calls, from calls.h. Where a number has no call the slot is NULL, and
 * do_syscall_64() answers -ENOSYS.
 */
#include <kernel/syscall.h>
#include <linux/cache.h>
#include <linux/syscalls.h>
#include <linux/unistd.h>

#define CALL(name) long __x64_sys_##name(const struct pt_regs *regs);
#include "calls.h"
#undef CALL

#define CALL(name) [__NR_##name] = __x64_sys_##name,
const sys_call_ptr_t sys_call_table[NR_syscalls] = {
#include "calls.h"
};
#undef CALL
