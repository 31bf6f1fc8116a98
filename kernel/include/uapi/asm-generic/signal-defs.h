// SPDX-License-Identifier: MIT
/* What sigaction(2), sigprocmask(2) and signal(2) share on every architecture. */
#ifndef _UAPI_ASM_GENERIC_SIGNAL_DEFS_H
#define _UAPI_ASM_GENERIC_SIGNAL_DEFS_H

#define SA_NOCLDSTOP	  0x00000001 /* no SIGCHLD when a child stops */
#define SA_NOCLDWAIT	  0x00000002 /* children leave no zombies */
#define SA_SIGINFO	  0x00000004 /* three arguments to the handler */
#define SA_UNSUPPORTED	  0x00000400 /* user space's probe: always cleared */
#define SA_EXPOSE_TAGBITS 0x00000800
#define SA_ONSTACK	  0x08000000
#define SA_RESTART	  0x10000000
#define SA_NODEFER	  0x40000000
#define SA_RESETHAND	  0x80000000
#define SA_NOMASK	  SA_NODEFER
#define SA_ONESHOT	  SA_RESETHAND

#define SIG_BLOCK   0
#define SIG_UNBLOCK 1
#define SIG_SETMASK 2

#ifndef __ASSEMBLY__
typedef void __signalfn_t(int);
typedef __signalfn_t __user *__sighandler_t;
typedef void __restorefn_t(void);
typedef __restorefn_t __user *__sigrestore_t;

#define SIG_DFL ((__force __sighandler_t)0)
#define SIG_IGN ((__force __sighandler_t)1)
#define SIG_ERR ((__force __sighandler_t)-1)
#endif

#endif /* _UAPI_ASM_GENERIC_SIGNAL_DEFS_H */
