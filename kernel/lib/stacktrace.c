// SPDX-License-Identifier: MIT
/* Backtraces as arrays: see <linux/stacktrace.h>. */
#include <linux/bug.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/stacktrace.h>
#include <asm/stacktrace.h>

static unsigned int save(struct unwind_state *s, unsigned long *store, unsigned int size,
			 unsigned int skipnr)
{
	unsigned int n = 0;

	for (; !unwind_done(s) && n < size; unwind_next(s)) {
		unsigned long addr = unwind_get_return_address(s);

		if (!addr)
			break;
		if (skipnr)
			skipnr--;
		else
			store[n++] = addr;
	}
	return n;
}

/* noinline: the walk begins with our own frame's return address, which is in the caller. */
noinline unsigned int stack_trace_save(unsigned long *store, unsigned int size, unsigned int skipnr)
{
	struct unwind_state s;

	unwind_start(&s, NULL, NULL, __builtin_frame_address(0));
	return save(&s, store, size, skipnr);
}
EXPORT_SYMBOL_GPL(stack_trace_save);

noinline unsigned int stack_trace_save_tsk(struct task_struct *task, unsigned long *store,
					   unsigned int size, unsigned int skipnr)
{
	struct unwind_state s;

	if (task == current)
		unwind_start(&s, NULL, NULL, __builtin_frame_address(0));
	else
		unwind_start(&s, task, NULL, NULL);
	return save(&s, store, size, skipnr);
}

unsigned int stack_trace_save_regs(struct pt_regs *regs, unsigned long *store, unsigned int size,
				   unsigned int skipnr)
{
	struct unwind_state s;

	unwind_start(&s, current, regs, NULL);
	return save(&s, store, size, skipnr);
}

void stack_trace_print(const unsigned long *entries, unsigned int nr_entries, int spaces)
{
	if (WARN_ON(!entries))
		return;
	for (unsigned int i = 0; i < nr_entries; i++)
		printk("%*c%pS\n", 1 + spaces, ' ', (void *)entries[i]);
}
EXPORT_SYMBOL_GPL(stack_trace_print);

int stack_trace_snprint(char *buf, size_t size, const unsigned long *entries,
			unsigned int nr_entries, int spaces)
{
	int total = 0;

	if (WARN_ON(!entries))
		return 0;
	for (unsigned int i = 0; i < nr_entries; i++) {
		size_t used = min_t(size_t, total, size);

		total += snprintf(buf + used, size - used, "%*c%pS\n", 1 + spaces, ' ',
				  (void *)entries[i]);
	}
	return total;
}
EXPORT_SYMBOL_GPL(stack_trace_snprint);
