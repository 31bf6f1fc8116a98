// SPDX-License-Identifier: MIT
/* Numbers of the model-specific registers that are used (Intel SDM vol. 4). */
#ifndef _ASM_X86_MSR_INDEX_H
#define _ASM_X86_MSR_INDEX_H

#include <linux/bits.h>

#define MSR_IA32_PLATFORM_ID  0x00000017
#define MSR_IA32_APICBASE     0x0000001b
#define MSR_IA32_SYSENTER_CS  0x00000174
#define MSR_IA32_SYSENTER_ESP 0x00000175
#define MSR_IA32_SYSENTER_EIP 0x00000176
#define MSR_IA32_MISC_ENABLE  0x000001a0
#define MSR_IA32_CR_PAT	      0x00000277

#define MSR_IA32_APICBASE_X2APIC (1 << 10)
#define MSR_IA32_APICBASE_ENABLE (1 << 11)
#define MSR_IA32_APICBASE_BASE	 (0xfffffUL << 12)

#define MSR_EFER	   0xc0000080
#define MSR_STAR	   0xc0000081
#define MSR_LSTAR	   0xc0000082
#define MSR_CSTAR	   0xc0000083
#define MSR_SYSCALL_MASK   0xc0000084
#define MSR_FS_BASE	   0xc0000100
#define MSR_GS_BASE	   0xc0000101
#define MSR_KERNEL_GS_BASE 0xc0000102
#define MSR_TSC_AUX	   0xc0000103

#define _EFER_SCE 0
#define _EFER_LME 8
#define _EFER_LMA 10
#define _EFER_NX  11
#define EFER_SCE  (1 << _EFER_SCE)
#define EFER_LME  (1 << _EFER_LME)
#define EFER_LMA  (1 << _EFER_LMA)
#define EFER_NX	  (1 << _EFER_NX)

#endif
