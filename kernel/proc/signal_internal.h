// SPDX-License-Identifier: MIT
/* Between the files of the signal code only. */
#ifndef _PROC_SIGNAL_INTERNAL_H
#define _PROC_SIGNAL_INTERNAL_H

#include <linux/pid.h>
#include <linux/signal.h>

/* Frees an entry that is on no list, and gives back its charge. */
void sigqueue_free_entry(struct sigqueue *q);
/* Takes one signal out of all of a process' pending sets; siglock held. */
void flush_ignored_signal(struct task_struct *t, int sig);
/* Sets TIF_SIGPENDING when t has something to take, and returns whether; siglock held. */
bool recalc_sigpending_tsk(struct task_struct *t);
/*
 * The current task blocks *newset from now on. Signals for its process that it no longer takes go
 * to a thread that does. siglock held.
 */
void set_blocked_locked(const sigset_t *newset);
/* Tells tsk's parent that its process stopped or went on; tasklist_lock held, siglock not. */
void do_notify_parent_cldstop(struct task_struct *tsk, int why);

#endif
