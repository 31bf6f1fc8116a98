// SPDX-License-Identifier: MIT
/* Who uses which of the 256 vectors. */
#ifndef _ASM_X86_IRQ_VECTORS_H
#define _ASM_X86_IRQ_VECTORS_H

#define NR_VECTORS	      256
#define NUM_EXCEPTION_VECTORS 32
#define FIRST_EXTERNAL_VECTOR 0x20
#define ISA_IRQ_VECTOR(irq)   (FIRST_EXTERNAL_VECTOR + (irq))
#define NR_IRQS_LEGACY	      16
#define NR_IRQS_MSI	      32 /* lines that devices' messages come by */
#define NR_IRQS		      (NR_IRQS_LEGACY + NR_IRQS_MSI)

/* The local APIC's own: above all lines, so that they go before. */
#define LOCAL_TIMER_VECTOR   0xec
#define IRQ_WORK_VECTOR	     0xf6
#define SPURIOUS_APIC_VECTOR 0xff

#define X86_TRAP_DE	  0
#define X86_TRAP_DB	  1
#define X86_TRAP_NMI	  2
#define X86_TRAP_BP	  3
#define X86_TRAP_OF	  4
#define X86_TRAP_BR	  5
#define X86_TRAP_UD	  6
#define X86_TRAP_NM	  7
#define X86_TRAP_DF	  8
#define X86_TRAP_OLD_MF	  9
#define X86_TRAP_TS	  10
#define X86_TRAP_NP	  11
#define X86_TRAP_SS	  12
#define X86_TRAP_GP	  13
#define X86_TRAP_PF	  14
#define X86_TRAP_SPURIOUS 15
#define X86_TRAP_MF	  16
#define X86_TRAP_AC	  17
#define X86_TRAP_MC	  18
#define X86_TRAP_XF	  19
#define X86_TRAP_VE	  20
#define X86_TRAP_CP	  21

#endif
