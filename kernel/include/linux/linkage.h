// SPDX-License-Identifier: MIT
/* How C and assembly name and call each other. */
#ifndef LINUX_LINKAGE_H
#define LINUX_LINKAGE_H

#include <linux/compiler_types.h>
#include <linux/stringify.h>

#define asmlinkage
#define __page_aligned_data __section(".data..page_aligned") __aligned(4096)
#define __page_aligned_bss  __section(".bss..page_aligned") __aligned(4096)

#ifdef __ASSEMBLY__

#define ASM_NL ;

#define SYM_FUNC_START(name)	   .globl name ASM_NL.p2align 4, 0x90 ASM_NL name:
#define SYM_FUNC_START_LOCAL(name) .p2align 4, 0x90 ASM_NL name:
#define SYM_FUNC_END(name)	   .type name, @function ASM_NL.size name, .- name
#define SYM_CODE_START(name)	   SYM_FUNC_START(name)
#define SYM_CODE_END(name)	   .type name, @function ASM_NL.size name, .- name
#define SYM_DATA_START(name)	   .globl name ASM_NL name:
#define SYM_DATA_END(name)	   .type name, @object ASM_NL.size name, .- name
#define SYM_INNER_LABEL(name)	   .globl name ASM_NL name:
#define ENTRY(name)		   SYM_FUNC_START(name)
#define END(name)		   .size name, .- name
#define ENDPROC(name)		   SYM_FUNC_END(name)

#else

#ifdef __cplusplus
#define CPP_ASMLINKAGE extern "C"
#else
#define CPP_ASMLINKAGE
#endif

#endif
#endif
