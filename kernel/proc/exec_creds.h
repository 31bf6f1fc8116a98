/* SPDX-License-Identifier: MIT */
/* The credentials of an execve; between exec.c and exec_creds.c only. */
#ifndef _PROC_EXEC_CREDS_H
#define _PROC_EXEC_CREDS_H

#include <linux/types.h>

struct linux_binprm;

/*
 * Around an execve. begin: whether another process shares the caller's fs_struct; if not, none may
 * until end.
 */
bool exec_fs_begin(void);
void exec_fs_end(void);

/*
 * Fills bprm->cred, a copy of the caller's, by the mode of bprm->file; and bprm->secureexec,
 * whether the program must not trust its environment (AT_SECURE). Again for each interpreter: a
 * script's own bits do not count.
 */
void bprm_fill_creds(struct linux_binprm *bprm);

#endif
