// SPDX-License-Identifier: MIT
/*
 * Interrupts, for kernel sources that run as a program: it may not switch them, and has none.
 */
#ifndef HOST_ASM_IRQFLAGS_H
#define HOST_ASM_IRQFLAGS_H

static inline unsigned long arch_local_save_flags(void)
{
	return 0;
}

static inline void arch_local_irq_disable(void)
{
}

static inline void arch_local_irq_enable(void)
{
}

static inline unsigned long arch_local_irq_save(void)
{
	return 0;
}

static inline void arch_local_irq_restore(unsigned long flags)
{
}

static inline int arch_irqs_disabled_flags(unsigned long flags)
{
	return 0;
}

static inline int arch_irqs_disabled(void)
{
	return 0;
}

#endif
