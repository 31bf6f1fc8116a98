// SPDX-License-Identifier: MIT
/*
 * The layout of an FPU state area (Intel SDM vol. 1, 10.5.1 and 13.4) and what fpu.c and
 * fpu_signal.c share about it.
 */
#ifndef _ARCH_X86_64_FPU_H
#define _ARCH_X86_64_FPU_H

#include <linux/types.h>

struct fxregs {
	u16 cwd; /* x87 control */
	u16 swd; /* x87 status */
	u16 twd;
	u16 fop;
	u64 rip;
	u64 rdp;
	u32 mxcsr;
	u32 mxcsr_mask;
	u8 st_space[128];
	u8 xmm_space[256];
	u8 padding[48];
	u8 sw_reserved[48]; /* the CPU never touches it; struct _fpx_sw_bytes in signal frames */
};

struct xstate_header {
	u64 xstate_bv; /* components that are not in their initial state */
	u64 xcomp_bv;  /* 0: the standard format */
	u64 reserved[6];
};

struct fpu_state {
	struct fxregs fx;
	struct xstate_header header; /* from here on only with XSAVE */
	u8 extended[];
};

_Static_assert(sizeof(struct fxregs) == 512, "FXSAVE's size");
_Static_assert(__builtin_offsetof(struct fpu_state, extended) == 576, "XSAVE's legacy part");

#define XFEATURE_MASK_FP     (1UL << 0)
#define XFEATURE_MASK_SSE    (1UL << 1)
#define XFEATURE_MASK_YMM    (1UL << 2)
#define XFEATURE_MASK_AVX512 (7UL << 5) /* opmask, the upper halves, the upper sixteen */
#define XFEATURE_MASK_FPSSE  (XFEATURE_MASK_FP | XFEATURE_MASK_SSE)

extern u64 xfeatures_mask;	   /* components in use; 0 on a CPU without XSAVE */
extern unsigned int fpu_area_size; /* of struct fpu_state */
extern u32 mxcsr_feature_mask;	   /* bits that may be set in mxcsr */

/* An area of the right size, contents undefined; NULL when memory ends. May sleep. */
struct fpu_state *fpu_area_alloc(void);
void fpu_area_free(struct fpu_state *area);

/* Registers to and from an area. A value that the CPU refuses gives false, and initial registers.
 */
void fpu_area_save(struct fpu_state *area);
bool fpu_area_restore(const struct fpu_state *area);

#endif
