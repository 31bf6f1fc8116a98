// SPDX-License-Identifier: MIT
/* Values that mark memory which must no longer be used. */
#ifndef LINUX_POISON_H
#define LINUX_POISON_H

/* Not canonical on x86-64, so following one faults at once and names the culprit. */
#define POISON_POINTER_DELTA 0xdead000000000000UL

#define LIST_POISON1	   ((void *)0x100 + POISON_POINTER_DELTA)
#define LIST_POISON2	   ((void *)0x122 + POISON_POINTER_DELTA)
#define TIMER_ENTRY_STATIC ((void *)0x300 + POISON_POINTER_DELTA)

#define PAGE_POISON	    0xaa
#define POISON_INUSE	    0x5a /* allocated, not yet written */
#define POISON_FREE	    0x6b /* freed */
#define POISON_END	    0xa5 /* last byte of a poisoned object */
#define SLUB_RED_INACTIVE   0xbb
#define SLUB_RED_ACTIVE	    0xcc
#define POISON_FREE_INITMEM 0xcc
#define MUTEX_DEBUG_INIT    0x11
#define MUTEX_DEBUG_FREE    0x22
#define MUTEX_POISON_WW_CTX ((void *)0x500 + POISON_POINTER_DELTA)

#endif
