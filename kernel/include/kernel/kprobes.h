// SPDX-License-Identifier: MIT
/*
 * Probes from the side of the kernel: traps, faults, stacks and modules.
 */
#ifndef _KERNEL_KPROBES_H
#define _KERNEL_KPROBES_H

#include <linux/kprobes.h>

struct module;
struct task_struct;

/* At boot, once: the files in debugfs, and the notifier for modules. Process context. */
void kprobes_init(void);

/*
 * INT3 of kernel mode: was it a probe's? Then regs go on where they should. Interrupts off.
 */
bool kprobe_int3_handler(struct pt_regs *regs);

/*
 * A fault of kernel mode. If it struck a probed instruction where that runs out of line, regs
 * become as if it had struck in place. Before anything looks at regs->ip.
 */
void kprobe_fault_fixup(struct pt_regs *regs);

/* This CPU's stack is being given up after a crash: no handler will return. Interrupts off. */
void kprobes_crashed(void);

/*
 * Where a return address that a kretprobe has replaced really leads; others as they are. `slot` is
 * where on tsk's stack it stands.
 */
unsigned long kretprobe_real_return(struct task_struct *tsk, unsigned long addr, void *slot);

/* The task will never return from what it is in. */
void kprobe_flush_task(struct task_struct *tsk);

/* The module's text is going, or about to be filled with traps. Under no lock of ours; may sleep.
 */
void kprobes_kill_module(const struct module *mod);

/* Takes out the probes that are the module's own; how many. withdraw.c */
unsigned int kprobes_forget_module(const struct module *mod);

#endif
