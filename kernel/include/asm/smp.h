// SPDX-License-Identifier: MIT
/* The number of this CPU. */
#ifndef _ASM_X86_SMP_H
#define _ASM_X86_SMP_H

#ifndef __ASSEMBLY__

#include <asm/percpu.h>

DECLARE_PER_CPU_READ_MOSTLY(int, cpu_number);

#define raw_smp_processor_id() this_cpu_read(cpu_number)

#endif /* __ASSEMBLY__ */
#endif
