// SPDX-License-Identifier: MIT
/*
 * A crash in a module ends the task that called in, and the module with it; not the kernel.
 *
 * Which module it was is known in two ways. Whoever runs a module's init, exit, constructors or
 * parameter functions says so by module_enter(): if that task dies, the module can't be what it was
 * meant to be. And of the stack that crashed, the innermost frame in a module's text tells in whose
 * code it happened, whatever had been called.
 *
 * Such a module becomes CRASHED. Its exports are withdrawn, timers and interrupt handlers taken
 * out, and its text is filled with traps; then the other rooms forget it. What still calls it runs
 * into a trap, which names the module and ends the caller, or, where the caller must not end (an
 * interrupt, a task that is exiting), makes the call return 0. rmmod(8) then buries it: bury.c.
 */
#include <linux/errno.h>
#include <linux/irqflags.h>
#include <linux/kallsyms.h>
#include <linux/percpu.h>
#include <linux/preempt.h>
#include <linux/printk.h>
#include <linux/rculist.h>
#include <linux/rcupdate.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/signal.h>
#include <linux/string.h>
#include <linux/workqueue.h>
#include <asm/ptrace.h>
#include <asm/stacktrace.h>
#include <kernel/kprobes.h>
#include <kernel/module.h>
#include <kernel/text.h>
#include <kernel/traps.h>
#include "internal.h"

/* ---- Who runs what ---- */

/*
 * The current task is about to run the module's init, exit, …: doing says which. Not while another
 * task does. Ends with module_leave(), and may be called again before it with another doing.
 */
void module_enter(struct module *mod, const char *doing)
{
	if (mod->caller != current)
		current->module_calls++;
	mod->doing = doing;
	WRITE_ONCE(mod->caller, current);
}

/* Only with the module still there: before it is freed, or can be removed. */
void module_leave(struct module *mod)
{
	current->module_calls--;
	/* After a crash that another task made it is that one's. */
	if (mod->caller == current)
		WRITE_ONCE(mod->caller, NULL);
}

/* The module whose text is innermost on the way from state up, or NULL. Under RCU. */
static struct module *innermost_module(struct unwind_state *state)
{
	for (; !unwind_done(state); unwind_next(state)) {
		struct module *mod = __module_text_address(state->ip - !state->exact);

		if (mod)
			return mod;
	}
	return NULL;
}

struct module *module_on_stack(void)
{
	struct unwind_state state;
	struct module *mod;

	rcu_read_lock();
	unwind_start(&state, NULL, NULL, NULL);
	mod = innermost_module(&state);
	rcu_read_unlock();
	return mod;
}

bool task_is_inside(struct task_struct *tsk, const struct module *mod)
{
	struct unwind_state state;

	for (unwind_start(&state, tsk, NULL, NULL); !unwind_done(&state); unwind_next(&state))
		if (within_module_text(state.ip - !state.exact, mod))
			return true;
	return false;
}

void module_note_crash(struct pt_regs *regs)
{
	struct unwind_state state;

	rcu_read_lock();
	unwind_start(&state, current, regs, NULL);
	current->crashed_module = innermost_module(&state);
	rcu_read_unlock();
}

/* ---- What becomes of it ---- */

bool module_is_crashed(const struct module *mod)
{
	return READ_ONCE(mod->state) == MODULE_STATE_CRASHED;
}

void log_crashed(const struct module *mod)
{
	pr_err("%s: crashed in its %s; rmmod %s first\n", mod->name, mod->crashed_in, mod->name);
}

/* The module that had the symbol before it crashed, or NULL. Under module_mutex. */
struct module *crashed_exporter(const char *symbol)
{
	struct module *mod;

	list_for_each_entry (mod, &modules, list) {
		if (!module_is_crashed(mod))
			continue;
		for (unsigned int i = 0; i < mod->num_syms; i++)
			if (!strcmp(offset_to_ptr(&mod->syms[i].name_offset), symbol))
				return mod;
		for (unsigned int i = 0; i < mod->num_gpl_syms; i++)
			if (!strcmp(offset_to_ptr(&mod->gpl_syms[i].name_offset), symbol))
				return mod;
	}
	return NULL;
}

/* Is tsk a victim already, of any module? Under module_mutex. */
static bool is_victim(const struct task_struct *tsk)
{
	const struct task_struct *victim;
	struct module *mod;

	list_for_each_entry (mod, &modules, list)
		for (victim = mod->victims; victim; victim = victim->next_victim)
			if (victim == tsk)
				return true;
	return false;
}

/*
 * tsk has died in the module's code, or in what the module called. If in that of several, the first
 * answers for its stack. Under module_mutex.
 */
static void add_victim(struct module *mod, struct task_struct *tsk)
{
	if (!is_victim(tsk)) {
		get_task_struct(tsk);
		tsk->next_victim = mod->victims;
		mod->victims = tsk;
	}
	if (!module_is_crashed(mod))
		pr_err("%s: crashed in its %s, which ended %s[%d]; rmmod %s, and it can be loaded "
		       "again\n",
		       mod->name, mod->caller == tsk ? mod->doing : "code", tsk->comm, tsk->pid,
		       mod->name);
}

/* Of the references, only its users' are still what they say. Under module_mutex. */
static void reset_references(struct module *mod)
{
	struct module_use *use;
	int count = MODULE_REF_BASE;

	list_for_each_entry (use, &mod->source_list, source_list)
		count++;
	atomic_set(&mod->refcnt, count);
}

/*
 * Of two crashes at once the first counts. tsk, the current task, will take it apart. Under
 * module_mutex.
 */
static void mark_crashed(struct module *mod, struct task_struct *tsk)
{
	if (module_is_crashed(mod))
		return;
	mod->crashed_in = mod->caller == tsk ? mod->doing : "code";
	WRITE_ONCE(mod->state, MODULE_STATE_CRASHED);
	module_load_over(mod); /* whoever waits for it is told so */
	reset_references(mod);
	mod->caller = tsk;
	exports_remove_module(mod);
	timers_forget_module(mod);
	hrtimers_forget_module(mod);
	pci_quieten_module(mod);
	irq_forget_module(mod);
	jump_label_forget_module(mod);
	kprobes_kill_module(mod);
	module_poison(mod);
}

/*
 * Was it the task's doing? One that is GOING by another task's will is left to that one, who waits
 * for nothing of it. Under module_mutex.
 */
static bool died_in(const struct module *mod, const struct task_struct *tsk)
{
	if (mod->caller == tsk)
		return true;
	return mod == tsk->crashed_module && mod->state != MODULE_STATE_GOING &&
	       mod->state != MODULE_STATE_UNFORMED;
}

/*
 * Tasks that sleep in its code have nowhere to return to: they go now, and not some day. say: in
 * the log, too.
 */
static void end_tasks_inside(const struct module *mod, bool say)
{
	struct task_struct *leader, *tsk;

	read_lock(&tasklist_lock);
	for_each_process_thread(leader, tsk)
	{
		if (tsk == current || tsk->exit_state || task_on_cpu(tsk) ||
		    !task_is_inside(tsk, mod))
			continue;
		if (say)
			pr_notice("%s: %s[%d] is in its code, and ends\n", mod->name, tsk->comm,
				  tsk->pid);
		if (tsk->flags & PF_KTHREAD)
			wake_up_process(tsk);
		else
			send_sig(SIGKILL, tsk, 1);
	}
	read_unlock(&tasklist_lock);
}

static struct module *next_to_take_apart(const struct task_struct *tsk)
{
	struct module *mod;

	list_for_each_entry (mod, &modules, list)
		if (mod->caller == tsk)
			return mod;
	return NULL;
}

/* All that the current task has marked. Under module_mutex, which is given up meanwhile. */
static void take_apart(struct task_struct *tsk)
{
	struct module *mod;

	/* Nobody removes a module that has a caller. */
	while ((mod = next_to_take_apart(tsk))) {
		mutex_unlock(&module_mutex);
		/* They may hold locks that withdrawing takes; and those that it wakes end, too. */
		end_tasks_inside(mod, true);
		module_withdraw(mod);
		end_tasks_inside(mod, false);
		mutex_lock(&module_mutex);
		mod->caller = NULL;
	}
}

void module_task_died(struct task_struct *tsk)
{
	struct module *mod;

	if (!tsk->module_calls && !tsk->crashed_module)
		return;
	mutex_lock(&module_mutex);
	list_for_each_entry (mod, &modules, list) {
		if (!died_in(mod, tsk))
			continue;
		add_victim(mod, tsk);
		mark_crashed(mod, tsk);
	}
	tsk->module_calls = 0;
	tsk->crashed_module = NULL;
	take_apart(tsk);
	mutex_unlock(&module_mutex);
	wake_up_all(&module_wq);
}

/* Those that crashed in interrupts. */
static void mark_noted(struct work_struct *unused)
{
	struct module *mod;

	mutex_lock(&module_mutex);
	list_for_each_entry (mod, &modules, list) {
		if (!mod->crash_noted || module_is_crashed(mod) || mod->state == MODULE_STATE_GOING)
			continue;
		pr_err("%s: crashed in an interrupt; rmmod %s, and it can be loaded again\n",
		       mod->name, mod->name);
		mark_crashed(mod, current);
	}
	take_apart(current);
	mutex_unlock(&module_mutex);
	wake_up_all(&module_wq);
}
static DECLARE_WORK(mark_work, mark_noted);

/* Of this CPU. */
static DEFINE_PER_CPU(unsigned int, interrupt_crashes);

unsigned int module_crashes_in_interrupts(void)
{
	return this_cpu_read(interrupt_crashes);
}

bool module_crashed_in_interrupt(void)
{
	struct module *mod = current->crashed_module;

	current->crashed_module = NULL; /* it has only been interrupted */
	if (!mod)
		return false;
	WRITE_ONCE(mod->crash_noted, true);
	this_cpu_inc(interrupt_crashes);
	schedule_work(&mark_work);
	return true;
}
/* ---- Late callers ---- */

/* May the current task not be ended here? Then the call is undone instead. */
static bool must_go_on(void)
{
	return in_interrupt() || current->flags & (PF_EXITING | PF_IDLE) || is_global_init(current);
}

/* A function's first byte: nothing of it has run, and the caller's address is on the stack. */
static bool is_entry(unsigned long addr)
{
	unsigned long size, offset;

	return kallsyms_lookup_size_offset(addr, &size, &offset) && !offset;
}

bool module_poison_trap(struct pt_regs *regs)
{
	unsigned long addr = regs->ip - 1;
	struct module *mod;

	rcu_read_lock();
	mod = __module_text_address(addr);
	if (!mod || !mod->crashed_in) {
		rcu_read_unlock();
		return false;
	}
	pr_alert("BUG: %s[%d] runs into %pS of %s, which crashed in its %s\n", current->comm,
		 current->pid, (void *)addr, mod->name, mod->crashed_in);
	rcu_read_unlock();
	regs->ip = addr;
	if (!must_go_on() || !is_entry(addr))
		die("call into a crashed module", regs, 0);
	pr_alert("The call returns 0, to %pS\n", *(void **)regs->sp);
	regs->ip = *(unsigned long *)regs->sp;
	regs->sp += sizeof(unsigned long);
	regs->ax = 0;
	return true;
}
