// SPDX-License-Identifier: MIT
/*
 * The checker of lock order: what it prints. Linux's words, so that a search finds what they mean
 * (Documentation/locking/lockdep-design.rst there). Interrupts off; the checker is off already.
 */
#include <linux/export.h>
#include <linux/hardirq.h>
#include <linux/kernel.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/sched/debug.h>
#include <linux/utsname.h>
#include "lockdep.h"

static const char *const usage_names[NR_USAGE_BITS] = {
	"IN-HARDIRQ-W", "HARDIRQ-ON-W", "IN-SOFTIRQ-W", "SOFTIRQ-ON-W",
	"IN-HARDIRQ-R", "HARDIRQ-ON-R", "IN-SOFTIRQ-R", "SOFTIRQ-ON-R",
};

static const char *irq_name(unsigned int bit)
{
	return bit % NR_USAGES == IN_HARDIRQ || bit % NR_USAGES == ENABLED_HARDIRQ ? "HARDIRQ"
										   : "SOFTIRQ";
}

static void line(char c)
{
	char text[61];

	memset(text, c, sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	pr_warn("%s\n", text);
}

static void begin(const char *what)
{
	pr_warn("\n");
	line('=');
	pr_warn("WARNING: %s\n", what);
	pr_warn("%s %s\n", init_utsname()->release, print_tainted());
	line('-');
}

static void end(void)
{
	pr_warn("\nstack backtrace:\n");
	dump_stack();
}

/* One of four: never seen in the interrupt nor with it on, on, in, both. */
static char usage_char(const struct lock_class *class, unsigned int in)
{
	bool is_in = class->usage & BIT(in), is_on = class->usage & BIT(in + 1);

	return is_in ? is_on ? '?' : '-' : is_on ? '+' : '.';
}

/* "name{+.+.}": hard interrupts alone and shared, then softirqs. */
static void print_class(const struct lock_class *class)
{
	if (class->name)
		pr_cont("%s", class->name);
	else
		pr_cont("%ps", class->key - class->subclass);
	if (class->subclass)
		pr_cont("/%u", class->subclass);
}

static void print_class_and_usage(u16 i)
{
	const struct lock_class *class = &lock_classes[i];

	pr_cont("(");
	print_class(class);
	pr_cont("){%c%c%c%c}", usage_char(class, IN_HARDIRQ),
		usage_char(class, IN_HARDIRQ + USAGE_READ), usage_char(class, IN_SOFTIRQ),
		usage_char(class, IN_SOFTIRQ + USAGE_READ));
}

static void print_held(const struct held_lock *held)
{
	pr_cont("%px ", held->map);
	if (held->class)
		print_class_and_usage(held->class);
	else
		pr_cont("(%s)", held->map->name ?: "?");
	pr_cont(", at: %pS\n", (void *)held->ip);
}

static void print_trying(const struct held_lock *next)
{
	pr_warn("%s/%d is trying to acquire lock:\n", current->comm, task_pid_nr(current));
	pr_warn("");
	print_held(next);
}

static void print_trace(const struct lock_trace *trace)
{
	for (u32 i = 0; i < trace->num; i++)
		pr_warn("       %pS\n", (void *)(long)trace->entries[i]);
}

void debug_show_held_locks(struct task_struct *task)
{
	unsigned int depth = READ_ONCE(task->lockdep_depth);

	if (!depth) {
		pr_warn("no locks held by %s/%d.\n", task->comm, task_pid_nr(task));
		return;
	}
	pr_warn("%u lock%s held by %s/%d:\n", depth, depth == 1 ? "" : "s", task->comm,
		task_pid_nr(task));
	for (unsigned int i = 0; i < depth && i < MAX_LOCK_DEPTH; i++) {
		pr_warn(" #%u: ", i);
		print_held(&task->held_locks[i]);
	}
}

static void print_other_info(void)
{
	pr_warn("\nother info that might help us debug this:\n");
}

static void print_lock_line(const char *indent, u16 class)
{
	pr_warn("%slock(", indent);
	print_class(&lock_classes[class]);
	pr_cont(");\n");
}

#define CPU1 "                               "

void report_recursion(const struct held_lock *next, const struct held_lock *prev)
{
	begin("possible recursive locking detected");
	print_trying(next);
	pr_warn("\nbut task is already holding lock:\n");
	pr_warn("");
	print_held(prev);
	print_other_info();
	pr_warn(" Possible unsafe locking scenario:\n\n       CPU0\n       ----\n");
	print_lock_line("  ", prev->class);
	print_lock_line("  ", next->class);
	pr_warn("\n *** DEADLOCK ***\n\n May be due to missing lock nesting notation\n\n");
	debug_show_held_locks(current);
	end();
}

/* Edges from @next, newest last, to @prev: the search has left them in parent_edge. */
static void print_chain(const struct held_lock *next, const struct held_lock *prev)
{
	struct lock_trace here;
	unsigned int depth = 0;

	for (u16 i = prev->class; lock_classes[i].parent_edge;
	     i = lock_edges[lock_classes[i].parent_edge].from)
		depth++;
	for (u16 i = prev->class; lock_classes[i].parent_edge;
	     i = lock_edges[lock_classes[i].parent_edge].from) {
		pr_warn("\n-> #%u ", depth--);
		print_class_and_usage(i);
		pr_cont(":\n");
		print_trace(&lock_edges[lock_classes[i].parent_edge].trace);
	}
	pr_warn("\n-> #0 ");
	print_class_and_usage(next->class);
	pr_cont(":\n");
	save_lock_trace(&here);
	print_trace(&here);
}

void report_circle(const struct held_lock *next, const struct held_lock *prev)
{
	u16 middle = lock_edges[lock_classes[prev->class].parent_edge].from;

	begin("possible circular locking dependency detected");
	print_trying(next);
	pr_warn("\nbut task is already holding lock:\n");
	pr_warn("");
	print_held(prev);
	pr_warn("\nwhich lock already depends on the new lock.\n\n");
	pr_warn("\nthe existing dependency chain (in reverse order) is:\n");
	print_chain(next, prev);
	print_other_info();
	if (middle != next->class) {
		pr_warn("Chain exists of:\n  ");
		print_class(&lock_classes[next->class]);
		pr_cont(" --> ");
		print_class(&lock_classes[middle]);
		pr_cont(" --> ");
		print_class(&lock_classes[prev->class]);
		pr_cont("\n\n");
	}
	pr_warn(" Possible unsafe locking scenario:\n\n");
	pr_warn("       CPU0                    CPU1\n       ----                    ----\n");
	print_lock_line("  ", prev->class);
	print_lock_line(CPU1, middle);
	print_lock_line(CPU1, prev->class);
	print_lock_line("  ", next->class);
	pr_warn("\n *** DEADLOCK ***\n\n");
	debug_show_held_locks(current);
	end();
}

void report_usage(const struct held_lock *this, unsigned int old_bit, unsigned int new_bit)
{
	begin("inconsistent lock state");
	pr_warn("inconsistent {%s} -> {%s} usage.\n", usage_names[old_bit], usage_names[new_bit]);
	pr_warn("%s/%d [HC%u[%lu]:SC%u[%lu]:HE%u:SE%u] takes:\n", current->comm,
		task_pid_nr(current), this->context == 2, hardirq_count() >> HARDIRQ_SHIFT,
		this->context == 1, softirq_count() >> SOFTIRQ_SHIFT, !this->irqs_off,
		!softirq_count());
	pr_warn("");
	print_held(this);
	pr_warn("{%s} state was registered at:\n", usage_names[old_bit]);
	print_trace(&lock_classes[this->class].usage_trace[old_bit]);
	print_other_info();
	pr_warn(" Possible unsafe locking scenario:\n\n       CPU0\n       ----\n");
	print_lock_line("  ", this->class);
	pr_warn("  <Interrupt>\n");
	print_lock_line("    ", this->class);
	pr_warn("\n *** DEADLOCK ***\n\n");
	debug_show_held_locks(current);
	end();
}

/* What happens when the interrupt comes while @outer_unsafe is held and takes @safe. */
static void print_interrupt_scenario(u16 safe, u16 taken_under, u16 unsafe)
{
	pr_warn(" Possible interrupt unsafe locking scenario:\n\n");
	pr_warn("       CPU0                    CPU1\n       ----                    ----\n");
	print_lock_line("  ", unsafe);
	pr_warn(CPU1 "local_irq_disable();\n");
	print_lock_line(CPU1, safe);
	print_lock_line(CPU1, taken_under);
	pr_warn("  <Interrupt>\n");
	print_lock_line("    ", safe);
	pr_warn("\n *** DEADLOCK ***\n\n");
}

void report_inversion(const struct held_lock *this, u16 other, unsigned int this_bit,
		      unsigned int other_bit, bool backwards)
{
	begin("possible irq lock inversion dependency detected");
	pr_warn("%s/%d just changed the state of lock:\n", current->comm, task_pid_nr(current));
	pr_warn("");
	print_held(this);
	pr_warn("but this lock %s another, %s-%s lock in the past:\n",
		backwards ? "was taken by" : "took", irq_name(other_bit),
		backwards ? "safe" : "unsafe");
	pr_warn(" ");
	print_class_and_usage(other);
	pr_cont("\n\nand interrupts could create inverse lock ordering between them.\n\n");
	pr_warn("{%s} state was registered at:\n", usage_names[other_bit]);
	print_trace(&lock_classes[other].usage_trace[other_bit]);
	print_other_info();
	if (backwards)
		print_interrupt_scenario(other, this->class, this->class);
	else
		print_interrupt_scenario(this->class, other, other);
	debug_show_held_locks(current);
	end();
}

void report_unsafe_order(const struct held_lock *next, const struct held_lock *prev, u16 safe,
			 u16 unsafe, unsigned int safe_bit, unsigned int unsafe_bit)
{
	char what[64];

	snprintf(what, sizeof(what), "%s-safe -> %s-unsafe lock order detected", irq_name(safe_bit),
		 irq_name(unsafe_bit));
	begin(what);
	print_trying(next);
	pr_warn("\nand this task is already holding:\n");
	pr_warn("");
	print_held(prev);
	pr_warn("which would create a new lock dependency:\n ");
	print_class_and_usage(prev->class);
	pr_cont(" -> ");
	print_class_and_usage(next->class);
	pr_cont("\n\nbut this new dependency connects a %s-irq-safe lock:\n", irq_name(safe_bit));
	pr_warn(" ");
	print_class_and_usage(safe);
	pr_cont("\n... which became %s-irq-safe at:\n", irq_name(safe_bit));
	print_trace(&lock_classes[safe].usage_trace[safe_bit]);
	pr_warn("\nto a %s-irq-unsafe lock:\n", irq_name(unsafe_bit));
	pr_warn(" ");
	print_class_and_usage(unsafe);
	pr_cont("\n... which became %s-irq-unsafe at:\n", irq_name(unsafe_bit));
	print_trace(&lock_classes[unsafe].usage_trace[unsafe_bit]);
	print_other_info();
	print_interrupt_scenario(safe, prev->class == safe ? next->class : prev->class, unsafe);
	debug_show_held_locks(current);
	end();
}

void report_unlock(struct lockdep_map *map, unsigned long ip)
{
	begin("bad unlock balance detected!");
	pr_warn("%s/%d is trying to release lock (%s) at:\n%pS\nbut there are no more locks to "
		"release!\n",
		current->comm, task_pid_nr(current), map->name ?: "?", (void *)ip);
	print_other_info();
	debug_show_held_locks(current);
	end();
}

void report_freed(const void *mem, unsigned long len, const struct held_lock *held)
{
	begin("held lock freed!");
	pr_warn("%s/%d is freeing memory %px-%px, with a lock still held there!\n", current->comm,
		task_pid_nr(current), mem, mem + len - 1);
	pr_warn("");
	print_held(held);
	debug_show_held_locks(current);
	end();
}

void report_held_at_exit(void)
{
	pr_warn("\n");
	line('=');
	pr_warn("WARNING: %s/%d still has locks held!\n", current->comm, task_pid_nr(current));
	pr_warn("%s %s\n", init_utsname()->release, print_tainted());
	line('-');
	debug_show_held_locks(current);
	end();
}

void report_held_in_user_mode(void)
{
	pr_warn("\n");
	line('=');
	pr_warn("WARNING: lock held when returning to user space!\n");
	pr_warn("%s %s\n", init_utsname()->release, print_tainted());
	line('-');
	pr_warn("%s/%d is leaving the kernel with locks still held!\n", current->comm,
		task_pid_nr(current));
	debug_show_held_locks(current);
	end();
}

void report_too_deep(void)
{
	pr_warn("BUG: MAX_LOCK_DEPTH too low!\n");
	pr_warn("turning off the locking correctness validator.\n");
	debug_show_held_locks(current);
	dump_stack();
}

void report_no_key(const struct lockdep_map *map)
{
	pr_warn("INFO: trying to register non-static key.\n");
	pr_warn("The code is fine but needs lockdep annotation, or maybe\n");
	pr_warn("you didn't initialize this object before use?\n");
	pr_warn("turning off the locking correctness validator.\n");
	pr_warn("lock %px (%s)\n", map, map->name ?: "no name");
	dump_stack();
}

void report_no_room(const char *what)
{
	pr_warn("BUG: too many %s!\n", what);
	pr_warn("turning off the locking correctness validator.\n");
}

void lockdep_rcu_suspicious(const char *file, int line_nr, const char *s)
{
	if (!debug_locks_off())
		return;
	pr_warn("\n=============================\n");
	pr_warn("WARNING: suspicious RCU usage\n");
	pr_warn("%s %s\n", init_utsname()->release, print_tainted());
	pr_warn("-----------------------------\n");
	pr_warn("%s:%d %s!\n", file, line_nr, s);
	print_other_info();
	debug_show_held_locks(current);
	end();
}
EXPORT_SYMBOL_GPL(lockdep_rcu_suspicious);
