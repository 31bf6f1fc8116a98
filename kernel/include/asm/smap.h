// SPDX-License-Identifier: MIT
/*
 * Opening and closing user memory to the kernel: STAC and CLAC, where the CPU has SMAP.
 *
 * User memory is closed outside of the few instructions that user_access.S brackets. Every entry
 * from elsewhere closes it. On a CPU without SMAP the instructions don't exist, so a flag is asked.
 */
#ifndef _ASM_X86_SMAP_H
#define _ASM_X86_SMAP_H

#ifdef __ASSEMBLY__

/* clang-format off */
.macro ASM_CLAC
	cmpb	$0, smap_enabled(%rip)
	je	.Lno_clac_\@
	clac
.Lno_clac_\@:
.endm

.macro ASM_STAC
	cmpb	$0, smap_enabled(%rip)
	je	.Lno_stac_\@
	stac
.Lno_stac_\@:
.endm
/* clang-format on */

#else

#include <linux/types.h>

extern bool smap_enabled; /* set by cpu_init(), constant afterwards */

#endif
#endif
