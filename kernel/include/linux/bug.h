// SPDX-License-Identifier: MIT
/*
 * BUG(), WARN() and the table that turns their trap into a report.
 *
 * BUG() stops the running task (in an interrupt, the machine): only for a state from which going on
 * would corrupt. WARN() reports with registers and a backtrace, taints, and goes on.
 */
#ifndef LINUX_BUG_H
#define LINUX_BUG_H

#include <asm/bug.h>
#include <linux/compiler.h>
#include <linux/build_bug.h>

enum bug_trap_type {
	BUG_TRAP_TYPE_NONE = 0, /* not ours: an undefined instruction */
	BUG_TRAP_TYPE_WARN = 1, /* reported; go on behind the instruction */
	BUG_TRAP_TYPE_BUG = 2,	/* reported; the task must die */
};

struct pt_regs;
struct module;

static inline int is_warning_bug(const struct bug_entry *bug)
{
	return bug->flags & BUGFLAG_WARNING;
}

/* The entry for the ud2 at bugaddr in the kernel's table or a module's, or NULL. */
struct bug_entry *find_bug(unsigned long bugaddr);
void bug_get_file_line(struct bug_entry *bug, const char **file, unsigned int *line);
/* For the #UD handler. regs may be NULL. Any context. */
enum bug_trap_type report_bug(unsigned long bug_addr, struct pt_regs *regs);
/* Let every WARN_ONCE() speak again. */
void generic_bug_clear_once(void);

/* The loader's: the entry in a module's table. */
struct bug_entry *module_find_bug(unsigned long bugaddr);

/* True, with a report, if kernel data turns out corrupt. */
static inline __must_check bool check_data_corruption(bool v)
{
	return v;
}
#define CHECK_DATA_CORRUPTION(condition, fmt, ...)                                                 \
	check_data_corruption(({                                                                   \
		bool corruption = unlikely(condition);                                             \
		if (corruption)                                                                    \
			WARN(1, fmt, ##__VA_ARGS__);                                               \
		corruption;                                                                        \
	}))

#endif
