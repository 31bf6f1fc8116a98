// SPDX-License-Identifier: MIT
/*
 * Exceptions: what the entry code calls, what other rooms answer, and what they may ask.
 */
#ifndef _KERNEL_TRAPS_H
#define _KERNEL_TRAPS_H

#include <linux/types.h>
#include <linux/irqreturn.h>
#include <asm/ptrace.h>
#include <asm/trap_pf.h>

struct task_struct;

/* Fill and load the interrupt table; after cpu_init(). From here on exceptions are reported. */
void traps_init(void);

/* The interrupt controller and the lines' descriptors; after traps_init(). All lines start closed.
 */
void irq_init(void);

/* /proc/irq; after proc_root_init(). */
void irq_proc_init(void);

/* The periodic tick, HZ a second; after irq_init(). Interrupts off; the first comes when they go
 * on. */
void time_init(void);

/* The clock event for high-resolution timers, if the machine has one; after hrtimers_init(). */
void apic_timer_init(void);
/* An interrupt of this CPU that runs irq_work_run(), if the machine can; else nothing. */
void arch_irq_work_raise(void);
unsigned int apic_timer_interrupts(int cpu); /* so far */

/* Where the ACPI tables say how to power off; after vmalloc_init(). Process or boot context. */
void acpi_init(void);

/*
 * Memory manager: a page fault at `addr`. Called with interrupts as the faulting code had them. A
 * fault of the kernel that it can't resolve goes to kernel_page_fault(); one of a program becomes a
 * signal there.
 */
void handle_page_fault(struct pt_regs *regs, unsigned long addr, unsigned long error_code);

/*
 * A page fault in kernel mode that no mapping resolves: go on at the instruction's fixup if there
 * is one, else report and end what ran. Returns only in the first case.
 */
void kernel_page_fault(struct pt_regs *regs, unsigned long addr, unsigned long error_code);

/*
 * Report a fault of the kernel ("Oops") and end what ran: the current task, a module's function in
 * an interrupt, or the machine (panic) elsewhere in an interrupt, in the idle task, in init, or
 * with panic_on_oops.
 */
void __attribute__((noreturn)) die(const char *str, struct pt_regs *regs, long err);

/*
 * Calls function(a, b), a timer, interrupt handler or the like, in an interrupt. If it is a
 * module's and crashes, this returns 0, unless the function holds a spinlock: then the machine
 * ends.
 */
unsigned long call_in_interrupt(void *function, unsigned long a, unsigned long b);

/*
 * The line is active as long as it is held, not when it changes: that of a PCI device's pin. Boot.
 * A line of the machine's own stays as it is.
 */
void irq_set_level(unsigned int irq);

/* Registers, code and, for kernel mode, a backtrace, on the console at the default level. */
void show_regs(struct pt_regs *regs);
/* The same for user registers, without code and backtrace. */
void __show_regs(struct pt_regs *regs, const char *log_lvl);

/*
 * A backtrace of `task` (NULL: current) from frame pointer `sp` (NULL: from here), one line a
 * frame, at level `loglvl`. Any context.
 */
void show_stack(struct task_struct *task, unsigned long *sp, const char *loglvl);

/* Has an exception or BUG been reported since boot? Counts reports. */
int oops_count(void);
/* Shows it in /sys/kernel; once, after sysfs_init(). */
void oops_count_init(void);

/*
 * End the current task on an emptied kernel stack, so that faults found on an exception stack end
 * as others do; interrupts go on first if `irqs_on`. entry.S.
 */
void __attribute__((noreturn)) rewind_stack_and_make_dead(int signr, bool irqs_on);

#endif
