// SPDX-License-Identifier: MIT
/*
 * Interrupts of this CPU: off, on, and as they were.
 *
 * local_irq_save(flags) … local_irq_restore(flags) nest; local_irq_disable() … enable() don't.
 * flags is an unsigned long of the caller and belongs to the function that saved it.
 */
#ifndef LINUX_IRQFLAGS_H
#define LINUX_IRQFLAGS_H

#include <linux/typecheck.h>
#include <asm/irqflags.h>

#ifndef __ASSEMBLY__

#define raw_local_irq_disable() arch_local_irq_disable()
#define raw_local_irq_enable()	arch_local_irq_enable()
#define raw_local_irq_save(flags)                                                                  \
	do {                                                                                       \
		typecheck(unsigned long, flags);                                                   \
		flags = arch_local_irq_save();                                                     \
	} while (0)
#define raw_local_irq_restore(flags)                                                               \
	do {                                                                                       \
		typecheck(unsigned long, flags);                                                   \
		arch_local_irq_restore(flags);                                                     \
	} while (0)
#define raw_local_save_flags(flags)                                                                \
	do {                                                                                       \
		typecheck(unsigned long, flags);                                                   \
		flags = arch_local_save_flags();                                                   \
	} while (0)
#define raw_irqs_disabled_flags(flags)                                                             \
	({                                                                                         \
		typecheck(unsigned long, flags);                                                   \
		arch_irqs_disabled_flags(flags);                                                   \
	})
#define raw_irqs_disabled() arch_irqs_disabled()

#define local_irq_disable()	   raw_local_irq_disable()
#define local_irq_enable()	   raw_local_irq_enable()
#define local_irq_save(flags)	   raw_local_irq_save(flags)
#define local_irq_restore(flags)   raw_local_irq_restore(flags)
#define local_save_flags(flags)	   raw_local_save_flags(flags)
#define irqs_disabled_flags(flags) raw_irqs_disabled_flags(flags)
#define hard_irq_disable()	   raw_local_irq_disable()
#define irqs_disabled()		   raw_irqs_disabled()

#endif
#endif
