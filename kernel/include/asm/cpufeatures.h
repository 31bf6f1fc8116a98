// SPDX-License-Identifier: MIT
/*
 * CPU features by number: word * 32 + bit of what CPUID returns (Intel SDM vol. 2A, CPUID; AMD APM
 * vol. 3, appendix E). The words:
 *   0 leaf 1 edx    1 leaf 0x80000001 edx    2 leaf 1 ecx    3 leaf 0x80000001 ecx
 *   4 leaf 7 ebx    5 leaf 7 ecx    6 leaf 7 edx    7 leaf 0xd.1 eax    8 leaf 0x80000007 edx
 *   9 leaf 0x80000008 ebx
 */
#ifndef _ASM_X86_CPUFEATURES_H
#define _ASM_X86_CPUFEATURES_H

#define NCAPINTS 10

#define X86_FEATURE_FPU		 (0 * 32 + 0)
#define X86_FEATURE_DE		 (0 * 32 + 2)
#define X86_FEATURE_PSE		 (0 * 32 + 3)
#define X86_FEATURE_TSC		 (0 * 32 + 4)
#define X86_FEATURE_MSR		 (0 * 32 + 5)
#define X86_FEATURE_PAE		 (0 * 32 + 6)
#define X86_FEATURE_MCE		 (0 * 32 + 7)
#define X86_FEATURE_CX8		 (0 * 32 + 8)
#define X86_FEATURE_APIC	 (0 * 32 + 9)
#define X86_FEATURE_SEP		 (0 * 32 + 11)
#define X86_FEATURE_PGE		 (0 * 32 + 13)
#define X86_FEATURE_CMOV	 (0 * 32 + 15)
#define X86_FEATURE_PAT		 (0 * 32 + 16)
#define X86_FEATURE_CLFLUSH	 (0 * 32 + 19)
#define X86_FEATURE_MMX		 (0 * 32 + 23)
#define X86_FEATURE_FXSR	 (0 * 32 + 24)
#define X86_FEATURE_XMM		 (0 * 32 + 25)
#define X86_FEATURE_XMM2	 (0 * 32 + 26)
#define X86_FEATURE_SYSCALL	 (1 * 32 + 11)
#define X86_FEATURE_NX		 (1 * 32 + 20)
#define X86_FEATURE_GBPAGES	 (1 * 32 + 26)
#define X86_FEATURE_RDTSCP	 (1 * 32 + 27)
#define X86_FEATURE_LM		 (1 * 32 + 29)
#define X86_FEATURE_XMM3	 (2 * 32 + 0)
#define X86_FEATURE_PCLMULQDQ	 (2 * 32 + 1)
#define X86_FEATURE_SSSE3	 (2 * 32 + 9)
#define X86_FEATURE_FMA		 (2 * 32 + 12)
#define X86_FEATURE_CX16	 (2 * 32 + 13)
#define X86_FEATURE_PCID	 (2 * 32 + 17)
#define X86_FEATURE_XMM4_1	 (2 * 32 + 19)
#define X86_FEATURE_XMM4_2	 (2 * 32 + 20)
#define X86_FEATURE_X2APIC	 (2 * 32 + 21)
#define X86_FEATURE_POPCNT	 (2 * 32 + 23)
#define X86_FEATURE_AES		 (2 * 32 + 25)
#define X86_FEATURE_XSAVE	 (2 * 32 + 26)
#define X86_FEATURE_OSXSAVE	 (2 * 32 + 27)
#define X86_FEATURE_AVX		 (2 * 32 + 28)
#define X86_FEATURE_RDRAND	 (2 * 32 + 30)
#define X86_FEATURE_HYPERVISOR	 (2 * 32 + 31)
#define X86_FEATURE_LAHF_LM	 (3 * 32 + 0)
#define X86_FEATURE_FSGSBASE	 (4 * 32 + 0)
#define X86_FEATURE_BMI1	 (4 * 32 + 3)
#define X86_FEATURE_AVX2	 (4 * 32 + 5)
#define X86_FEATURE_SMEP	 (4 * 32 + 7)
#define X86_FEATURE_BMI2	 (4 * 32 + 8)
#define X86_FEATURE_ERMS	 (4 * 32 + 9)
#define X86_FEATURE_INVPCID	 (4 * 32 + 10)
#define X86_FEATURE_AVX512F	 (4 * 32 + 16)
#define X86_FEATURE_RDSEED	 (4 * 32 + 18)
#define X86_FEATURE_ADX		 (4 * 32 + 19)
#define X86_FEATURE_SMAP	 (4 * 32 + 20)
#define X86_FEATURE_SHA_NI	 (4 * 32 + 29)
#define X86_FEATURE_UMIP	 (5 * 32 + 2)
#define X86_FEATURE_PKU		 (5 * 32 + 3)
#define X86_FEATURE_LA57	 (5 * 32 + 16)
#define X86_FEATURE_RDPID	 (5 * 32 + 22)
#define X86_FEATURE_FSRM	 (6 * 32 + 4)
#define X86_FEATURE_XSAVEOPT	 (7 * 32 + 0)
#define X86_FEATURE_XSAVEC	 (7 * 32 + 1)
#define X86_FEATURE_XGETBV1	 (7 * 32 + 2)
#define X86_FEATURE_XSAVES	 (7 * 32 + 3)
#define X86_FEATURE_CONSTANT_TSC (8 * 32 + 8)
#define X86_FEATURE_CLZERO	 (9 * 32 + 0)

#endif
