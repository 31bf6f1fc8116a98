// SPDX-License-Identifier: MIT
/* The structures behind signals; what is done with them is in linux/signal.h. */
#ifndef _LINUX_SIGNAL_TYPES_H
#define _LINUX_SIGNAL_TYPES_H

#include <linux/list.h>
#include <linux/types.h>
#include <uapi/linux/signal.h>

struct user_struct;

/* A siginfo without its padding: what the kernel keeps and passes about. */
typedef struct kernel_siginfo {
	__SIGINFO;
} kernel_siginfo_t;

/* One queued signal. Owned by the sigpending list it is on; both under sighand->siglock. */
struct sigqueue {
	struct list_head list;
	int flags;
	kernel_siginfo_t info;
	struct user_struct *user; /* charged for RLIMIT_SIGPENDING; holds a reference */
};

#define SIGQUEUE_PREALLOC 1

/* Signals sent and not yet taken: a bit for each, and what is known of those that queued. */
struct sigpending {
	struct list_head list; /* of struct sigqueue */
	sigset_t signal;
};

/* The kernel's copy of a disposition; on x86-64 user space's struct has the same layout. */
struct sigaction {
	__sighandler_t sa_handler;
	unsigned long sa_flags;
	__sigrestore_t sa_restorer;
	sigset_t sa_mask;
};

struct k_sigaction {
	struct sigaction sa;
};

/* A signal taken from the queue, on its way to a handler. */
struct ksignal {
	struct k_sigaction ka;
	kernel_siginfo_t info;
	int sig;
};

/* sa_flags bits that Linux 6.1 keeps on x86-64; sigaction(2) clears the others. */
#define SA_IMMUTABLE 0x00800000 /* kernel only: the program can't catch this one any more */
#define UAPI_SA_FLAGS                                                                              \
	(SA_NOCLDSTOP | SA_NOCLDWAIT | SA_SIGINFO | SA_ONSTACK | SA_RESTART | SA_NODEFER |         \
	 SA_RESETHAND | SA_EXPOSE_TAGBITS | SA_RESTORER)

#endif /* _LINUX_SIGNAL_TYPES_H */
