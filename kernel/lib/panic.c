// SPDX-License-Identifier: MIT
/*
 * The end of the machine, and the reports before it.
 *
 * panic() may be called from any context, with any lock held, by several CPUs at once: the first
 * goes on, the others stop. It frees itself from locks as far as it can, says why, and then waits
 * or restarts as panic= says.
 */
#include <linux/atomic.h>
#include <linux/bug.h>
#include <linux/delay.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/panic.h>
#include <linux/panic_notifier.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/string.h>
#include <kernel/cmdline.h>
#include <kernel/machine.h>
#include <kernel/printk.h>
#include <kernel/traps.h>

int panic_timeout = CONFIG_PANIC_TIMEOUT;
EXPORT_SYMBOL_GPL(panic_timeout);
core_param(panic, panic_timeout, int, 0644);
int panic_on_oops;
int panic_on_warn;

/* Changed by bust_spinlocks() alone, on the CPU that reports; others only look. */
int oops_in_progress;
EXPORT_SYMBOL(oops_in_progress);

ATOMIC_NOTIFIER_HEAD(panic_notifier_list);
EXPORT_SYMBOL(panic_notifier_list);

atomic_t panic_cpu = ATOMIC_INIT(PANIC_CPU_INVALID);

enum system_states system_state;
EXPORT_SYMBOL(system_state);

void __init panic_init(void)
{
	const char *oops = cmdline_get("oops");

	panic_timeout = cmdline_long("panic", panic_timeout);
	panic_on_oops = oops && !strcmp(oops, "panic");
	panic_on_warn = cmdline_flag("panic_on_warn");
}

void bust_spinlocks(int yes)
{
	if (yes) {
		oops_in_progress++;
	} else if (--oops_in_progress == 0) {
		console_unlock_after_oops();
		console_flush();
	}
}

/* Only the first CPU comes back; it may come again, by a panic inside the panic. */
static bool panic_claim(void)
{
	int self = raw_smp_processor_id();
	int old = atomic_cmpxchg(&panic_cpu, PANIC_CPU_INVALID, self);

	if (old != PANIC_CPU_INVALID && old != self)
		machine_halt();
	return old == PANIC_CPU_INVALID;
}

/* By busy waiting, as nothing else can be relied on. */
static void panic_wait(int seconds)
{
	for (int ms = 0; ms < seconds * 1000; ms += 100)
		mdelay(100);
}

void panic(const char *fmt, ...)
{
	static char why[LOG_LINE_MAX];
	va_list args;
	size_t len;
	bool first;

	local_irq_disable();
	preempt_disable();
	first = panic_claim();
	console_verbose();
	bust_spinlocks(1);
	va_start(args, fmt);
	len = vscnprintf(why, sizeof(why), fmt, args);
	va_end(args);
	if (len && why[len - 1] == '\n')
		why[len - 1] = '\0';

	pr_emerg("Kernel panic - not syncing: %s\n", why);
	if (first) {
		/* A crash of the kernel has shown its own backtrace. */
		if (!test_taint(TAINT_DIE) && oops_in_progress <= 1)
			dump_stack();
		smp_send_stop();
		atomic_notifier_call_chain(&panic_notifier_list, 0, why);
	}
	if (panic_timeout > 0)
		pr_emerg("Rebooting in %d seconds..\n", panic_timeout);
	console_flush_on_panic();
	if (panic_timeout) {
		panic_wait(max(panic_timeout, 0));
		machine_restart();
	}
	pr_emerg("---[ end Kernel panic - not syncing: %s ]---\n", why);
	console_flush_on_panic();
	machine_halt();
}
EXPORT_SYMBOL(panic);

/* A warning's message; the trap behind the call makes the rest of the report. */
void __warn_printk(const char *fmt, ...)
{
	va_list args;

	printk(KERN_DEFAULT CUT_HERE);
	va_start(args, fmt);
	vprintk(fmt, args);
	va_end(args);
}
EXPORT_SYMBOL(__warn_printk);

/* regs: where the trap was, NULL for a caller that has none. Any context. */
void __warn(const char *file, int line, void *caller, unsigned int taint, struct pt_regs *regs)
{
	int cpu = raw_smp_processor_id();

	if (file)
		pr_warn("WARNING: CPU: %d PID: %d at %s:%d %pS\n", cpu, task_pid_nr(current), file,
			line, caller);
	else
		pr_warn("WARNING: CPU: %d PID: %d at %pS\n", cpu, task_pid_nr(current), caller);
	print_modules();
	if (regs)
		show_regs(regs);
	else
		dump_stack();
	printk(KERN_DEFAULT "---[ end trace %016llx ]---\n", 0ULL);
	add_taint(taint, LOCKDEP_STILL_OK);
	if (panic_on_warn) {
		/* A warning on the way down must not start over. */
		panic_on_warn = 0;
		panic("%s: panic_on_warn set ...", file ? file : "WARNING");
	}
}
