/* SPDX-License-Identifier: MIT */
/* The arguments of an execve on their way to the new stack; between exec.c and exec_args.c only. */
#ifndef _PROC_EXEC_ARGS_H
#define _PROC_EXEC_ARGS_H

#include <linux/compiler.h>

struct linux_binprm;

/*
 * A vector of strings, in user memory or (for the first program, and for user mode helpers) in the
 * kernel's.
 */
struct string_vector {
	const char __user *const __user *user;
	const char *const *kernel; /* used when not NULL */
};

/* The number of strings in the vector, or -EFAULT, -E2BIG, -EINTR for a caller told to die. */
int string_vector_count(const struct string_vector *v);

/*
 * The new address space: empty but for a stack, whose top word stays 0. The strings get a quarter
 * of RLIMIT_STACK, at least ARG_MIN and at most ARG_CAP; the pointers to them count as well.
 */
int bprm_mm_init(struct linux_binprm *bprm);

/* Copies the vector's n strings onto the new stack, below what is there. May sleep. */
int copy_strings(struct linux_binprm *bprm, const struct string_vector *v, int n);

#endif
