// SPDX-License-Identifier: MIT
/*
 * The machine state that a signal frame carries on x86-64: what a handler with SA_SIGINFO finds in
 * uc_mcontext and may change. The layout is the C library's too (sigcontext.h, sys/ucontext.h).
 */
#ifndef _UAPI_ASM_SIGCONTEXT_H
#define _UAPI_ASM_SIGCONTEXT_H

#include <linux/types.h>

/* In _fpx_sw_bytes.magic1: an XSAVE area follows the FXSAVE one; and the word that ends it. */
#define FP_XSTATE_MAGIC1      0x46505853U
#define FP_XSTATE_MAGIC2      0x46505845U
#define FP_XSTATE_MAGIC2_SIZE 4

/* In the reserved bytes at offset 464 of the FXSAVE area, where the CPU never writes. */
struct _fpx_sw_bytes {
	__u32 magic1;	     /* FP_XSTATE_MAGIC1 if extended_size counts */
	__u32 extended_size; /* bytes of the whole state, magic2 included */
	__u64 xfeatures;     /* components enabled in XCR0 */
	__u32 xstate_size;   /* bytes of the XSAVE area alone */
	__u32 padding[7];
};

/* One-to-one with the C library's sigcontext; gregset_t maps onto r8 … cr2. */
struct sigcontext {
	__u64 r8;
	__u64 r9;
	__u64 r10;
	__u64 r11;
	__u64 r12;
	__u64 r13;
	__u64 r14;
	__u64 r15;
	__u64 di;
	__u64 si;
	__u64 bp;
	__u64 bx;
	__u64 dx;
	__u64 ax;
	__u64 cx;
	__u64 sp;
	__u64 ip;
	__u64 flags;
	__u16 cs;
	__u16 gs;
	__u16 fs;
	__u16 ss;
	__u64 err;
	__u64 trapno;
	__u64 oldmask;
	__u64 cr2;
	__u64 fpstate; /* user address of the FXSAVE/XSAVE area, 0 for none */
	__u64 reserved1[8];
};

#endif
