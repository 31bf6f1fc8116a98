// SPDX-License-Identifier: MIT
/*
 * Signal sets, what a signal does by default, and sending.
 *
 * sighand->siglock guards a process' pending sets, dispositions and stop state; whoever sends to
 * another task calls from a context in which that task can't be released: holding tasklist_lock,
 * an RCU read section, or a reference with the send functions below, which check.
 */
#ifndef _LINUX_SIGNAL_H
#define _LINUX_SIGNAL_H

#include <linux/list.h>
#include <linux/pid.h>
#include <linux/signal_types.h>
#include <linux/string.h>

struct task_struct;

/* The three senders that stand in for a siginfo pointer; see kill(2) for what the receiver sees. */
#define SEND_SIG_NOINFO ((struct kernel_siginfo *)0) /* the current task, as kill(2) */
#define SEND_SIG_PRIV	((struct kernel_siginfo *)1) /* the kernel */

static inline bool is_si_special(const struct kernel_siginfo *info)
{
	return info <= SEND_SIG_PRIV;
}

#define sigmask(sig) (1UL << ((sig)-1))

/* --- sets; none of these takes a lock --- */

static inline void sigaddset(sigset_t *set, int sig)
{
	set->sig[0] |= sigmask(sig);
}

static inline void sigdelset(sigset_t *set, int sig)
{
	set->sig[0] &= ~sigmask(sig);
}

static inline int sigismember(const sigset_t *set, int sig)
{
	return (set->sig[0] >> (sig - 1)) & 1;
}

static inline int sigisemptyset(const sigset_t *set)
{
	return !set->sig[0];
}

static inline int sigequalsets(const sigset_t *a, const sigset_t *b)
{
	return a->sig[0] == b->sig[0];
}

static inline void sigemptyset(sigset_t *set)
{
	set->sig[0] = 0;
}

static inline void sigfillset(sigset_t *set)
{
	set->sig[0] = ~0UL;
}

static inline void siginitset(sigset_t *set, unsigned long mask)
{
	set->sig[0] = mask;
}

static inline void siginitsetinv(sigset_t *set, unsigned long mask)
{
	set->sig[0] = ~mask;
}

static inline void sigaddsetmask(sigset_t *set, unsigned long mask)
{
	set->sig[0] |= mask;
}

static inline void sigdelsetmask(sigset_t *set, unsigned long mask)
{
	set->sig[0] &= ~mask;
}

static inline int sigtestsetmask(const sigset_t *set, unsigned long mask)
{
	return (set->sig[0] & mask) != 0;
}

static inline void sigorsets(sigset_t *r, const sigset_t *a, const sigset_t *b)
{
	r->sig[0] = a->sig[0] | b->sig[0];
}

static inline void sigandsets(sigset_t *r, const sigset_t *a, const sigset_t *b)
{
	r->sig[0] = a->sig[0] & b->sig[0];
}

static inline void sigandnsets(sigset_t *r, const sigset_t *a, const sigset_t *b)
{
	r->sig[0] = a->sig[0] & ~b->sig[0];
}

static inline void signotset(sigset_t *set)
{
	set->sig[0] = ~set->sig[0];
}

static inline void init_sigpending(struct sigpending *pending)
{
	sigemptyset(&pending->signal);
	INIT_LIST_HEAD(&pending->list);
}

static inline bool valid_signal(unsigned long sig)
{
	return sig <= _NSIG;
}

static inline void clear_siginfo(kernel_siginfo_t *info)
{
	memset(info, 0, sizeof(*info));
}

/* --- what each signal does by default; signal(7) --- */

#define SIG_KERNEL_ONLY_MASK (sigmask(SIGKILL) | sigmask(SIGSTOP))
#define SIG_KERNEL_STOP_MASK                                                                       \
	(sigmask(SIGSTOP) | sigmask(SIGTSTP) | sigmask(SIGTTIN) | sigmask(SIGTTOU))
#define SIG_KERNEL_COREDUMP_MASK                                                                   \
	(sigmask(SIGQUIT) | sigmask(SIGILL) | sigmask(SIGTRAP) | sigmask(SIGABRT) |                \
	 sigmask(SIGFPE) | sigmask(SIGSEGV) | sigmask(SIGBUS) | sigmask(SIGSYS) |                  \
	 sigmask(SIGXCPU) | sigmask(SIGXFSZ))
#define SIG_KERNEL_IGNORE_MASK                                                                     \
	(sigmask(SIGCONT) | sigmask(SIGCHLD) | sigmask(SIGWINCH) | sigmask(SIGURG))
/* Faults of the program itself: taken before any other, while their registers still stand. */
#define SYNCHRONOUS_MASK                                                                           \
	(sigmask(SIGSEGV) | sigmask(SIGBUS) | sigmask(SIGILL) | sigmask(SIGTRAP) |                 \
	 sigmask(SIGFPE) | sigmask(SIGSYS))

#define siginmask(sig, mask) ((sig) > 0 && (sig) < SIGRTMIN && (sigmask(sig) & (mask)))

#define sig_kernel_only(sig)	 siginmask(sig, SIG_KERNEL_ONLY_MASK)
#define sig_kernel_coredump(sig) siginmask(sig, SIG_KERNEL_COREDUMP_MASK)
#define sig_kernel_ignore(sig)	 siginmask(sig, SIG_KERNEL_IGNORE_MASK)
#define sig_kernel_stop(sig)	 siginmask(sig, SIG_KERNEL_STOP_MASK)

/*
 * --- sending ---
 *
 * 0 or a negative errno; any context but NMI, siglock not held. priv != 0 marks a signal as the
 * kernel's own, for which nobody's permission is asked.
 */

/* To one thread. */
int send_sig(int sig, struct task_struct *t, int priv);
int send_sig_info(int sig, struct kernel_siginfo *info, struct task_struct *t);
int send_sig_fault(int sig, int code, void __user *addr, struct task_struct *t);
/* To a process, or to all those of a group: a terminal's, for one. */
int kill_pid(struct pid *pid, int sig, int priv);
int kill_pgrp(struct pid *pid, int sig, int priv);
/* As kill(2): checks the current task's permission. */
int kill_pid_info(int sig, struct kernel_siginfo *info, struct pid *pid);
/* The same for a group, with tasklist_lock held for reading by the caller. */
int __kill_pgrp_info(int sig, struct kernel_siginfo *info, struct pid *pgrp);
/* To a thread (PIDTYPE_PID) or its process; -ESRCH when it has been released. */
int do_send_sig_info(int sig, struct kernel_siginfo *info, struct task_struct *p,
		     enum pid_type type);
/* The same, checking the current task's permission first; signal 0 only checks. */
int group_send_sig_info(int sig, struct kernel_siginfo *info, struct task_struct *p,
			enum pid_type type);
/* As do_send_sig_info(), with siglock held. */
int send_signal_locked(int sig, struct kernel_siginfo *info, struct task_struct *t,
		       enum pid_type type);

/*
 * To the current task, in a way that it can't miss: a blocked or ignored signal gets its default
 * action; with force_fatal_sig(), a caught one too. For faults; process context.
 */
void force_sig(int sig);
void force_fatal_sig(int sig);
void force_exit_sig(int sig);
void force_sigsegv(int sig); /* a frame for sig could not be built */
int force_sig_info(struct kernel_siginfo *info);
int force_sig_fault(int sig, int code, void __user *addr);
int force_sig_fault_to_task(int sig, int code, void __user *addr, struct task_struct *t);

/* --- kernel threads that want signals; kthread context --- */

/* @handler is SIG_DFL or SIG_IGN. */
void kernel_sigaction(int sig, __sighandler_t handler);
void allow_signal(int sig);
void disallow_signal(int sig);
int kernel_dequeue_signal(void);
/* Drops all that is pending for the thread. */
void flush_signals(struct task_struct *t);
/* And ignores every signal from here on. */
void ignore_signals(struct task_struct *t);

/* --- the current task's mask --- */

void set_current_blocked(sigset_t *newset); /* SIGKILL and SIGSTOP are taken out */
void __set_current_blocked(const sigset_t *newset);
int sigprocmask(int how, sigset_t *set, sigset_t *oldset);
/* A user's mask for the length of a pselect-like call; delivery or its end puts the old one back.
 */
int set_user_sigmask(const sigset_t __user *umask, size_t sigsetsize);

/* --- between the signal code, the process code and the architecture --- */

/* Makes the cache of queue entries; once, at boot, after the slab. */
void signals_init(void);
/* Keep TIF_SIGPENDING true to the pending sets; siglock held, but for calculate_sigpending(). */
void recalc_sigpending(void);
void recalc_sigpending_and_wake(struct task_struct *t);
void calculate_sigpending(void);
/* Sets TIF_SIGPENDING and ends sleeps in `state` or interruptible ones; siglock held. */
void signal_wake_up_state(struct task_struct *t, unsigned int state);
/* Frees all that a pending set holds; the task is dying or siglock is held. */
void flush_sigqueue(struct sigpending *queue);
/* Handlers back to the default; ignored ones stay ignored unless force_default. For execve. */
void flush_signal_handlers(struct task_struct *t, int force_default);
/*
 * Tells the parent that tsk ended, with tasklist_lock held for writing. True when the parent
 * ignores its children: the caller then releases tsk at once.
 */
bool do_notify_parent(struct task_struct *tsk, int sig);
/* tsk will take no more signals: gives those meant for the process to another thread. */
void exit_signals(struct task_struct *tsk);
/* Sends SIGKILL to all other threads of the group; siglock held. Returns how many there are. */
int zap_other_threads(struct task_struct *p);
/* Would sig end t, with no handler of its own? For the log of a fault. */
bool unhandled_signal(struct task_struct *t, int sig);
int dequeue_signal(struct task_struct *task, sigset_t *mask, kernel_siginfo_t *info,
		   enum pid_type *type);
/* The next signal for the current task; true when it has a handler, and ksig then says which. */
bool get_signal(struct ksignal *ksig);
int restore_altstack(const stack_t *uss);
void copy_siginfo_to_external(siginfo_t *to, const kernel_siginfo_t *from);
int copy_siginfo_to_user(siginfo_t __user *to, const kernel_siginfo_t *from);

#endif
