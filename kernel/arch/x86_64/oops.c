// SPDX-License-Identifier: MIT
/*
 * Reports of crashes: registers, code bytes, backtrace; and die(), which ends what crashed.
 *
 * The format is Linux's, which people and tools know. A report trusts nothing: stacks are walked
 * within bounds, code is read with copies that may fail, and one CPU reports at a time. It may come
 * from any context, with any lock held; bust_spinlocks() lets printk go on without its locks.
 */
#include <linux/export.h>
#include <linux/irqflags.h>
#include <linux/kdebug.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/panic.h>
#include <linux/preempt.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/signal.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/uaccess.h>
#include <asm/msr.h>
#include <asm/processor.h>
#include <asm/stacktrace.h>
#include <kernel/kprobes.h>
#include <kernel/module.h>
#include <kernel/traps.h>
#include "entry.h"

#define CODE_BYTES    64
#define CODE_PROLOGUE 42 /* of them before the instruction */

/* Frames that are shown; a deeper stack is a recursion, and its first steps say all. */
#define TRACE_MAX 64

static int reports;						     /* die_lock */
static raw_spinlock_t die_lock = __RAW_SPIN_LOCK_UNLOCKED(die_lock); /* one report at a time */
static int die_owner = -1;	 /* CPU that holds die_lock, which may crash while it reports */
static unsigned int die_nesting; /* how deep; the owner's */

int oops_count(void)
{
	return READ_ONCE(reports);
}

static void show_trace(struct unwind_state *state, const char *loglvl)
{
	const char *on = NULL;
	unsigned int n = 0;

	printk("%sCall Trace:\n", loglvl);
	for (; !unwind_done(state); unwind_next(state)) {
		const char *name =
			state->stack.type == STACK_TYPE_UNKNOWN ? NULL : state->stack.name;

		if (name != on) {
			if (on)
				printk("%s </%s>\n", loglvl, on);
			if (name)
				printk("%s <%s>\n", loglvl, name);
			on = name;
		}
		if (n++ == TRACE_MAX) {
			printk("%s ...\n", loglvl);
			break;
		}
		/* A return address may be the next function's first byte: %pB looks one back. */
		if (state->exact)
			printk("%s %pS\n", loglvl, (void *)state->ip);
		else
			printk("%s %pB\n", loglvl, (void *)state->ip);
	}
	if (on)
		printk("%s </%s>\n", loglvl, on);
}

void show_stack(struct task_struct *task, unsigned long *sp, const char *loglvl)
{
	struct unwind_state state;

	unwind_start(&state, task, NULL, sp);
	show_trace(&state, loglvl);
}

/* The bytes around regs->ip, the instruction's first one in angle brackets. */
static void show_code(struct pt_regs *regs, const char *loglvl)
{
	unsigned int before = CODE_PROLOGUE;
	unsigned long start = regs->ip - before;
	u8 code[CODE_BYTES];
	unsigned int i;

	/* Of a module's first function there may be nothing before its page. */
	if (copy_from_kernel_nofault(code, (void *)start, 1)) {
		before = min_t(unsigned long, before, offset_in_page(regs->ip));
		start = regs->ip - before;
	}
	if (user_mode(regs) || copy_from_kernel_nofault(code, (void *)start, sizeof(code))) {
		printk("%sCode: Unable to access opcode bytes at 0x%lx.\n", loglvl, start);
		return;
	}
	printk("%sCode:", loglvl);
	for (i = 0; i < CODE_BYTES; i++) {
		if (i == before)
			pr_cont(" <%02x>", code[i]);
		else
			pr_cont(" %02x", code[i]);
	}
	pr_cont("\n");
}

void __show_regs(struct pt_regs *regs, const char *log_lvl)
{
	/* First, as what is read below may fault, too. */
	unsigned long cr2 = read_cr2();
	unsigned long fsbase, gsbase, kernel_gsbase;

	if (user_mode(regs))
		printk("%sRIP: %04lx:0x%lx\n", log_lvl, regs->cs & 0xffff, regs->ip);
	else
		printk("%sRIP: %04lx:%pS\n", log_lvl, regs->cs & 0xffff, (void *)regs->ip);
	if (!user_mode(regs))
		show_code(regs, log_lvl);
	printk("%sRSP: %04lx:%016lx EFLAGS: %08lx\n", log_lvl, regs->ss & 0xffff, regs->sp,
	       regs->flags);
	printk("%sRAX: %016lx RBX: %016lx RCX: %016lx\n", log_lvl, regs->ax, regs->bx, regs->cx);
	printk("%sRDX: %016lx RSI: %016lx RDI: %016lx\n", log_lvl, regs->dx, regs->si, regs->di);
	printk("%sRBP: %016lx R08: %016lx R09: %016lx\n", log_lvl, regs->bp, regs->r8, regs->r9);
	printk("%sR10: %016lx R11: %016lx R12: %016lx\n", log_lvl, regs->r10, regs->r11, regs->r12);
	printk("%sR13: %016lx R14: %016lx R15: %016lx\n", log_lvl, regs->r13, regs->r14, regs->r15);
	rdmsrl(MSR_FS_BASE, fsbase);
	rdmsrl(MSR_GS_BASE, gsbase);
	rdmsrl(MSR_KERNEL_GS_BASE, kernel_gsbase);
	printk("%sFS:  %016lx GS:%016lx knlGS:%016lx\n", log_lvl, fsbase, gsbase, kernel_gsbase);
	printk("%sCR0: %016lx CR2: %016lx CR3: %016lx CR4: %016lx\n", log_lvl, read_cr0(), cr2,
	       __read_cr3(), __read_cr4());
}

void show_regs(struct pt_regs *regs)
{
	struct unwind_state state;

	dump_stack_print_info(KERN_DEFAULT);
	__show_regs(regs, KERN_DEFAULT);
	if (!user_mode(regs)) {
		unwind_start(&state, current, regs, NULL);
		/* The instruction itself was RIP's line. */
		if (state.exact)
			unwind_next(&state);
		show_trace(&state, KERN_DEFAULT);
	}
}

/* Begin a report: interrupts off, alone, printk freed of its locks. */
static void oops_begin(void)
{
	int cpu = raw_smp_processor_id();

	local_irq_disable();
	if (READ_ONCE(die_owner) != cpu) {
		raw_spin_lock(&die_lock);
		WRITE_ONCE(die_owner, cpu);
	}
	die_nesting++;
	console_verbose();
	bust_spinlocks(1);
}

/* A report that a crash cut off is never gone back to: the one that ends ends them all. */
static void oops_end(void)
{
	for (; die_nesting; die_nesting--)
		bust_spinlocks(0);
	add_taint(TAINT_DIE, LOCKDEP_NOW_UNRELIABLE);
	WRITE_ONCE(die_owner, -1);
	raw_spin_unlock(&die_lock);
}

void die(const char *str, struct pt_regs *regs, long err)
{
	oops_begin();
	/* Crashed in the middle of a report: the machine is past reporting. */
	if (die_nesting > 2)
		panic("Recursive crash");
	printk(KERN_DEFAULT "%s: %04lx [#%d] SMP\n", str, err & 0xffff, ++reports);
	show_regs(regs);
	print_modules();
	notify_die(DIE_OOPS, str, regs, err, current->thread.trap_nr, SIGSEGV);
	printk(KERN_DEFAULT "---[ end trace %016llx ]---\n", 0ULL);
	module_note_crash(regs);
	kprobes_crashed();
	oops_end();

	if (in_interrupt() && !panic_on_oops)
		leave_crashed_callback(regs);
	if (in_interrupt())
		panic("Fatal exception in interrupt");
	if (panic_on_oops)
		panic("Fatal exception");
	if (is_idle_task(current))
		panic("Attempted to kill the idle task!");
	rewind_stack_and_make_dead(SIGSEGV, !regs_irqs_disabled(regs));
}
EXPORT_SYMBOL_GPL(die);
