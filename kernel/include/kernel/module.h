// SPDX-License-Identifier: MIT
/*
 * The module loader, for the kernel's start-up. Modules and drivers use <linux/module.h>.
 */
#ifndef KERNEL_MODULE_H
#define KERNEL_MODULE_H

#include <linux/types.h>

struct kobject;
struct module;
struct pt_regs;
struct task_struct;

/*
 * Hashes the kernel's exports and creates /proc/modules, /proc/kallsyms and /sys/module. Once,
 * before any module is loaded and before the first program starts; procfs and sysfs must be able to
 * take entries. May sleep. Panics if there is no memory for it.
 */
void module_init_subsystem(void);

/*
 * Sets the parameters of the kernel's own parts (module_param() in the kernel's code) from the
 * command line. Once, when there is memory; interrupts may be off. What must be known earlier than
 * that reads <kernel/cmdline.h> itself.
 */
void parse_builtin_params(void);

/*
 * Loads a module from an image that lies in the kernel's memory, as init_module(2) does from a
 * program's. "file" is what messages call it until it has told its name; args are its parameters,
 * "" for none. The image is only read, and not needed any more when this returns. May sleep, and
 * runs the module's init function.
 *
 * 0, or the negative errno that init_module(2) would fail with; the log says why.
 */
int load_module_image(const void *image, size_t len, const char *file, const char *args);

/*
 * The calling process ends. If it wanted to load a compressed module as it was, was refused and
 * left it at that, its terminal is told why now. Sleeps, for a second at most.
 */
void module_report_at_exit(void);

/*
 * Crashes, in this order. die(), on the stack that crashed, any context: remembers whose code it
 * was. Then, in an interrupt, which is no task's doing: whether it was a module's; that becomes
 * CRASHED by a work item. The int3 handler, any context: did a call run into the traps that a
 * crashed module's text is filled with? Then this reports it and ends the caller, or, where the
 * caller can't be ended, true: the call has been made to return 0. The end of a task, before it
 * gives anything back: what it was in the init, exit, … of, and what it crashed in, becomes
 * CRASHED. May sleep; no locks.
 */
void module_note_crash(struct pt_regs *regs);
bool module_crashed_in_interrupt(void);
/* How often it was so on this CPU. Interrupts off. */
unsigned int module_crashes_in_interrupts(void);
bool module_poison_trap(struct pt_regs *regs);
void module_task_died(struct task_struct *tsk);

/*
 * What the other rooms do when a module has crashed: each takes out what would call into it, so
 * that nothing does and its name and numbers are free again. Nobody is waited for and none of its
 * code runs. The first two in any context, the others may sleep and take their room's locks. Each
 * returns how many things it has taken out.
 */
unsigned int consoles_forget_module(const struct module *mod);
unsigned int timers_forget_module(const struct module *mod);
unsigned int hrtimers_forget_module(const struct module *mod);
unsigned int irq_forget_module(const struct module *mod);
unsigned int proc_forget_module(const struct module *mod);
unsigned int sysctl_forget_module(const struct module *mod);
unsigned int debugfs_forget_module(const struct module *mod);
unsigned int configfs_forget_module(const struct module *mod);
unsigned int filesystems_forget_module(const struct module *mod);
unsigned int sysfs_forget_module(const struct module *mod);
unsigned int char_devices_forget_module(const struct module *mod);
unsigned int misc_forget_module(const struct module *mod);
unsigned int ttys_forget_module(const struct module *mod);
unsigned int ldiscs_forget_module(const struct module *mod);
unsigned int pci_forget_module(const struct module *mod);
/* Its PCI devices interrupt nobody and reach no memory any more; the rest is pci_forget_module()'s.
 */
void pci_quieten_module(const struct module *mod);
unsigned int devices_forget_module(const struct module *mod);
unsigned int files_forget_module(const struct module *mod);

/*
 * A directory that was made while a module called, but is none that the module must remove: not for
 * sysfs_forget_module().
 */
void sysfs_disown(struct kobject *kobj);

/* Whose text lies on the caller's stack, innermost first; NULL: only the kernel's. Any context. */
struct module *module_on_stack(void);

#endif
