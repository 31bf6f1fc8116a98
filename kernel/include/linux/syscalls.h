// SPDX-License-Identifier: MIT
/*
 * Defining a system call:
 *
 *	SYSCALL_DEFINE3(read, unsigned int, fd, char __user *, buf, size_t, count)
 *	{
 *		...
 *		return count;
 *	}
 *
 * This makes `long __x64_sys_read(const struct pt_regs *regs)`, which takes the arguments from the
 * registers (each cut to its declared type, so the upper half of an int is never seen), and the
 * function itself. The name is the one that __NR_ has; kernel/syscall/calls.h lists it. A call
 * returns a value or a negative errno; it runs in process context with interrupts on.
 */
#ifndef _LINUX_SYSCALLS_H
#define _LINUX_SYSCALLS_H

#include <asm/ptrace.h>
#include <linux/build_bug.h>
#include <linux/compiler.h>
#include <linux/linkage.h>
#include <linux/types.h>
#include <linux/unistd.h>

/* The n-th argument's register; the fourth comes in r10, because SYSCALL itself uses rcx. */
#define __SC_REG1 regs->di
#define __SC_REG2 regs->si
#define __SC_REG3 regs->dx
#define __SC_REG4 regs->r10
#define __SC_REG5 regs->r8
#define __SC_REG6 regs->r9

/* __SC_PARAMSn: the typed parameter list; __SC_PASSn: the registers, cut to those types. */
#define __SC_PARAMS1(t1, a1)	  t1 a1
#define __SC_PARAMS2(t2, a2, ...) t2 a2, __SC_PARAMS1(__VA_ARGS__)
#define __SC_PARAMS3(t3, a3, ...) t3 a3, __SC_PARAMS2(__VA_ARGS__)
#define __SC_PARAMS4(t4, a4, ...) t4 a4, __SC_PARAMS3(__VA_ARGS__)
#define __SC_PARAMS5(t5, a5, ...) t5 a5, __SC_PARAMS4(__VA_ARGS__)
#define __SC_PARAMS6(t6, a6, ...) t6 a6, __SC_PARAMS5(__VA_ARGS__)

#define __SC_PASS1(t1, a1)			   (t1) __SC_REG1
#define __SC_PASS2(t1, a1, t2, a2)		   __SC_PASS1(t1, a1), (t2)__SC_REG2
#define __SC_PASS3(t1, a1, t2, a2, t3, a3)	   __SC_PASS2(t1, a1, t2, a2), (t3)__SC_REG3
#define __SC_PASS4(t1, a1, t2, a2, t3, a3, t4, a4) __SC_PASS3(t1, a1, t2, a2, t3, a3), (t4)__SC_REG4
#define __SC_PASS5(t1, a1, t2, a2, t3, a3, t4, a4, t5, a5)                                         \
	__SC_PASS4(t1, a1, t2, a2, t3, a3, t4, a4), (t5)__SC_REG5
#define __SC_PASS6(t1, a1, t2, a2, t3, a3, t4, a4, t5, a5, t6, a6)                                 \
	__SC_PASS5(t1, a1, t2, a2, t3, a3, t4, a4, t5, a5), (t6)__SC_REG6

#define SYSCALL_DEFINE0(name)                                                                      \
	long __x64_sys_##name(const struct pt_regs *__unused_regs);                                \
	long __x64_sys_##name(const struct pt_regs *__unused_regs)

#define __SYSCALL_DEFINEx(n, name, ...)                                                            \
	long __x64_sys_##name(const struct pt_regs *regs);                                         \
	static inline long __do_sys_##name(__SC_PARAMS##n(__VA_ARGS__));                           \
	long __x64_sys_##name(const struct pt_regs *regs)                                          \
	{                                                                                          \
		return __do_sys_##name(__SC_PASS##n(__VA_ARGS__));                                 \
	}                                                                                          \
	static inline long __do_sys_##name(__SC_PARAMS##n(__VA_ARGS__))

#define SYSCALL_DEFINE1(name, ...) __SYSCALL_DEFINEx(1, name, __VA_ARGS__)
#define SYSCALL_DEFINE2(name, ...) __SYSCALL_DEFINEx(2, name, __VA_ARGS__)
#define SYSCALL_DEFINE3(name, ...) __SYSCALL_DEFINEx(3, name, __VA_ARGS__)
#define SYSCALL_DEFINE4(name, ...) __SYSCALL_DEFINEx(4, name, __VA_ARGS__)
#define SYSCALL_DEFINE5(name, ...) __SYSCALL_DEFINEx(5, name, __VA_ARGS__)
#define SYSCALL_DEFINE6(name, ...) __SYSCALL_DEFINEx(6, name, __VA_ARGS__)

#define SYSCALL_DEFINE_MAXARGS 6

#ifdef MODULE
#include <linux/implied_fs.h>
#endif

#endif /* _LINUX_SYSCALLS_H */
