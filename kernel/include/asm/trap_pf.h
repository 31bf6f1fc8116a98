// SPDX-License-Identifier: MIT
/* Bits of a page fault's error code (Intel SDM vol. 3A, 4.7). */
#ifndef _ASM_X86_TRAP_PF_H
#define _ASM_X86_TRAP_PF_H

#define X86_PF_PROT  (1 << 0) /* 0: nothing mapped; 1: not permitted */
#define X86_PF_WRITE (1 << 1)
#define X86_PF_USER  (1 << 2) /* the access came from user mode */
#define X86_PF_RSVD  (1 << 3) /* a reserved bit is set in a table */
#define X86_PF_INSTR (1 << 4) /* an instruction fetch */
#define X86_PF_PK    (1 << 5)

#endif
