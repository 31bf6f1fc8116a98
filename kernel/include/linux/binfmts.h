// SPDX-License-Identifier: MIT
/*
 * Executable formats. execve(2) opens the file, puts the argument strings on the stack of a new
 * address space, and offers both to each registered format in turn.
 */
#ifndef _LINUX_BINFMTS_H
#define _LINUX_BINFMTS_H

#include <linux/list.h>
#include <linux/types.h>
#include <uapi/linux/binfmts.h>

struct cred;
struct file;
struct mm_struct;
struct module;

/**
 * struct linux_binprm - one execve on its way
 *
 * Everything here belongs to the calling task alone; nothing of the task itself changes before
 * begin_new_exec(), the point of no return.
 */
struct linux_binprm {
	char buf[BINPRM_BUF_SIZE]; /* the file's first bytes, zero filled */
	struct mm_struct *mm;	   /* the new address space; NULL once the task owns it */
	unsigned long p;	   /* lowest byte used on its stack */
	unsigned long argmin;	   /* p may not go below this: RLIMIT_STACK's share for arguments */
	struct file *file;	   /* what is being loaded; a script's interpreter in the end */
	struct file *interpreter;  /* set by a format that wants another round with this file */
	struct cred *cred;	   /* what the task will be; NULL once committed */
	const char *filename;	   /* the name the user gave: AT_EXECFN and the scripts' $0 */
	const char *interp;	   /* the name of `file`, which scripts change */
	unsigned long exec;	   /* where filename's copy stands on the stack */
	int argc, envc;
	bool secureexec;	 /* AT_SECURE */
	bool shares_fs;		 /* another process has our fs_struct: no privileges are gained */
	bool path_inaccessible;	 /* the new program can't open `filename`: no script can run */
	bool point_of_no_return; /* failure is now fatal to the task */
};

/**
 * struct linux_binfmt - an executable format
 * @load_binary: loads bprm->file; 0, or -ENOEXEC when the file is not of this format, or another
 *		 error, which ends the search. May sleep.
 */
struct linux_binfmt {
	struct list_head lh; /* guarded by the formats' own lock */
	struct module *module;
	int (*load_binary)(struct linux_binprm *bprm);
};

/* Puts a format last in the search; from process context. The format stays the caller's. */
void register_binfmt(struct linux_binfmt *fmt);
/* Takes it out again; no execve is inside it afterwards that did not hold the module. */
void unregister_binfmt(struct linux_binfmt *fmt);

/* The helpers below are for load_binary; all may sleep and return 0 or a negative errno. */

/* Puts a kernel string on the new stack, below what is there. -E2BIG, -EFAULT, -ENOMEM. */
int copy_string_kernel(const char *arg, struct linux_binprm *bprm);
/* Takes argv[0] off the new stack again. */
int remove_arg_zero(struct linux_binprm *bprm);
/* Point of no return: the task takes over bprm->mm, loses its other threads and handlers. */
int begin_new_exec(struct linux_binprm *bprm);

#endif
