// SPDX-License-Identifier: MIT
/*
 * Reports of where the kernel is: the heading that all of them share, and a backtrace.
 */
#include <linux/export.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/string.h>
#include <linux/utsname.h>
#include <kernel/traps.h>

/* What machine this is; written once while starting. */
static char arch_desc[128];

void dump_stack_set_arch_desc(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vsnprintf(arch_desc, sizeof(arch_desc), fmt, args);
	va_end(args);
}

void dump_stack_print_info(const char *log_lvl)
{
	const char *version = init_utsname()->version;

	printk("%sCPU: %d PID: %d Comm: %.20s %s %s %.*s\n", log_lvl, raw_smp_processor_id(),
	       task_pid_nr(current), current->comm, print_tainted(), init_utsname()->release,
	       (int)strcspn(version, " "), version);
	if (arch_desc[0])
		printk("%sHardware name: %s\n", log_lvl, arch_desc);
}

void show_regs_print_info(const char *log_lvl)
{
	dump_stack_print_info(log_lvl);
}

/* Any context. Interrupts are off, so that two reports of one CPU don't mix. */
void dump_stack_lvl(const char *log_lvl)
{
	unsigned long flags;

	local_irq_save(flags);
	dump_stack_print_info(log_lvl);
	show_stack(NULL, NULL, log_lvl);
	local_irq_restore(flags);
}
EXPORT_SYMBOL(dump_stack_lvl);

void dump_stack(void)
{
	dump_stack_lvl(KERN_DEFAULT);
}
EXPORT_SYMBOL(dump_stack);
