// SPDX-License-Identifier: MIT
/*
 * Asking what the CPU can do. Filled in by cpu_init(), constant afterwards.
 */
#ifndef _ASM_X86_CPUFEATURE_H
#define _ASM_X86_CPUFEATURE_H

#include <asm/cpufeatures.h>

#ifndef __ASSEMBLY__

#include <linux/types.h>
#include <linux/bitops.h>
#include <asm/processor.h>

/* Does CPU `c` have feature `bit`, and do we use it? (A feature may be turned off by us.) */
#define cpu_has(c, bit)		 (((c)->x86_capability[(bit) / 32] >> ((bit) % 32)) & 1)
#define boot_cpu_has(bit)	 cpu_has(&boot_cpu_data, bit)
#define static_cpu_has(bit)	 boot_cpu_has(bit)
#define cpu_feature_enabled(bit) boot_cpu_has(bit)

/* The name that /proc/cpuinfo shows for feature number `bit` (< 32 * NCAPINTS), or NULL. */
const char *x86_cap_name(unsigned int bit);

#endif /* __ASSEMBLY__ */
#endif
