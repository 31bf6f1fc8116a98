// SPDX-License-Identifier: MIT
/*
 * The part of a task that entry code looks at, first in struct task_struct.
 *
 * flags is changed by atomic bit operations from any CPU and interrupt: a TIF_ flag asks the task
 * to do something before it next returns to user mode.
 */
#ifndef _ASM_X86_THREAD_INFO_H
#define _ASM_X86_THREAD_INFO_H

#include <asm/page_types.h>
#include <asm/current.h>

#ifndef __ASSEMBLY__

#include <linux/types.h>

struct thread_info {
	unsigned long flags;
	u32 status; /* TS_ flags; only the task itself touches it */
	u32 cpu;    /* the CPU it runs or last ran on; its run queue's lock */
};

#define INIT_THREAD_INFO(tsk)                                                                      \
	{                                                                                          \
		.flags = 0                                                                         \
	}

/* The stack of the initial task, and boot's; a guard page lies below. THREAD_SIZE bytes. */
extern unsigned long init_stack[THREAD_SIZE / sizeof(unsigned long)];

#define current_thread_info() ((struct thread_info *)current)

#endif /* __ASSEMBLY__ */

#define TIF_NOTIFY_RESUME   1 /* task work waits */
#define TIF_SIGPENDING	    2
#define TIF_NEED_RESCHED    3
#define TIF_NOTIFY_SIGNAL   17
#define TIF_MEMDIE	    20 /* chosen to die for want of memory */
#define TIF_RESTORE_SIGMASK 24 /* put saved_sigmask back when no handler runs */

#define _TIF_NOTIFY_RESUME   (1 << TIF_NOTIFY_RESUME)
#define _TIF_SIGPENDING	     (1 << TIF_SIGPENDING)
#define _TIF_NEED_RESCHED    (1 << TIF_NEED_RESCHED)
#define _TIF_NOTIFY_SIGNAL   (1 << TIF_NOTIFY_SIGNAL)
#define _TIF_MEMDIE	     (1 << TIF_MEMDIE)
#define _TIF_RESTORE_SIGMASK (1 << TIF_RESTORE_SIGMASK)

#endif
