// SPDX-License-Identifier: MIT
/* The saved registers; the ptrace system call itself isn't offered. */
#ifndef _LINUX_PTRACE_H
#define _LINUX_PTRACE_H

#include <asm/ptrace.h>

#endif
