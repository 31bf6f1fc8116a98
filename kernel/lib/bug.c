// SPDX-License-Identifier: MIT
/*
 * BUG and WARN: from the address of the trap to the report.
 *
 * Each place has an entry in the section __bug_table of the kernel or of its module; the trap
 * handler asks here what to do. Any context.
 */
#include <linux/bug.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <asm/ptrace.h>

extern struct bug_entry __start___bug_table[], __stop___bug_table[];

static unsigned long bug_addr(const struct bug_entry *bug)
{
	return (unsigned long)&bug->bug_addr_disp + bug->bug_addr_disp;
}

struct bug_entry *find_bug(unsigned long bugaddr)
{
	struct bug_entry *bug;

	for (bug = __start___bug_table; bug < __stop___bug_table; bug++)
		if (bugaddr == bug_addr(bug))
			return bug;
	return module_find_bug(bugaddr);
}

void bug_get_file_line(struct bug_entry *bug, const char **file, unsigned int *line)
{
	*file = (const char *)&bug->file_disp + bug->file_disp;
	*line = bug->line;
}

enum bug_trap_type report_bug(unsigned long addr, struct pt_regs *regs)
{
	struct bug_entry *bug;
	const char *file;
	unsigned int line;

	bug = find_bug(addr);
	if (!bug)
		return BUG_TRAP_TYPE_NONE;
	bug_get_file_line(bug, &file, &line);
	if (!is_warning_bug(bug)) {
		pr_crit(CUT_HERE);
		pr_crit("kernel BUG at %s:%u!\n", file, line);
		return BUG_TRAP_TYPE_BUG;
	}

	if (bug->flags & BUGFLAG_ONCE) {
		if (bug->flags & BUGFLAG_DONE)
			return BUG_TRAP_TYPE_WARN;
		bug->flags |= BUGFLAG_DONE;
	}
	if (!(bug->flags & BUGFLAG_NO_CUT_HERE))
		printk(KERN_DEFAULT CUT_HERE);
	__warn(file, line, (void *)addr, BUG_GET_TAINT(bug), regs);
	return BUG_TRAP_TYPE_WARN;
}

void generic_bug_clear_once(void)
{
	struct bug_entry *bug;

	for (bug = __start___bug_table; bug < __stop___bug_table; bug++)
		bug->flags &= ~BUGFLAG_DONE;
}
