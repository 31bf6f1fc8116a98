// SPDX-License-Identifier: MIT
/*
 * The slots of the global descriptor table.
 *
 * Their order is SYSCALL's and SYSRET's (Intel SDM vol. 2B): STAR names KERNEL_CS, KERNEL_DS
 * follows it; STAR also names the 32-bit user code slot, then come user data and 64-bit user code.
 */
#ifndef _ASM_X86_SEGMENT_H
#define _ASM_X86_SEGMENT_H

#define GDT_ENTRY_KERNEL_CS	    2
#define GDT_ENTRY_KERNEL_DS	    3
#define GDT_ENTRY_DEFAULT_USER32_CS 4
#define GDT_ENTRY_DEFAULT_USER_DS   5
#define GDT_ENTRY_DEFAULT_USER_CS   6
#define GDT_ENTRY_TSS		    8 /* and 9: a 64-bit descriptor takes two slots */
#define GDT_ENTRIES		    16
#define GDT_SIZE		    (GDT_ENTRIES * 8)

#define __KERNEL_CS (GDT_ENTRY_KERNEL_CS * 8)
#define __KERNEL_DS (GDT_ENTRY_KERNEL_DS * 8)
#define __USER32_CS (GDT_ENTRY_DEFAULT_USER32_CS * 8 + 3)
#define __USER_DS   (GDT_ENTRY_DEFAULT_USER_DS * 8 + 3)
#define __USER_CS   (GDT_ENTRY_DEFAULT_USER_CS * 8 + 3)
#define __TSS_SEL   (GDT_ENTRY_TSS * 8)

#endif
