// SPDX-License-Identifier: MIT
/*
 * /proc/modules: a line for each module, the newest first; lsmod(8) and others parse it.
 *
 *	name size references users state address [taints]
 *	depa 16384 1 depb, Live 0xffffffffc0301000 (OE)
 *
 * States are Live, Loading, Unloading and, which Linux has not, Crashed. Among the taints '+' is
 * for Loading, '-' for Unloading, '!' for Crashed.
 */
#include <linux/cred.h>
#include <linux/fs.h>
#include <linux/kallsyms.h>
#include <linux/panic.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include "internal.h"

/* The list can't change between start and stop, and no module on it can go. */
static void *modules_start(struct seq_file *m, loff_t *pos)
{
	mutex_lock(&module_mutex);
	return seq_list_start(&modules, *pos);
}

static void *modules_next(struct seq_file *m, void *p, loff_t *pos)
{
	return seq_list_next(p, &modules, pos);
}

static void modules_stop(struct seq_file *m, void *p)
{
	mutex_unlock(&module_mutex);
}

/* Each user's name with a comma behind it, "-" if there is none. */
static void show_users(struct seq_file *m, struct module *mod)
{
	struct module_use *use;
	bool any = false;

	seq_printf(m, " %i ", module_refcount(mod));
	list_for_each_entry (use, &mod->source_list, source_list) {
		seq_printf(m, "%s,", use->source->name);
		any = true;
	}
	if (mod->init && !mod->exit) {
		seq_puts(m, "[permanent],");
		any = true;
	}
	if (!any)
		seq_putc(m, '-');
}

static const char *state_name(enum module_state state)
{
	switch (state) {
	case MODULE_STATE_COMING:
		return "Loading";
	case MODULE_STATE_GOING:
		return "Unloading";
	case MODULE_STATE_CRASHED:
		return "Crashed";
	default:
		return "Live";
	}
}

static int modules_show(struct seq_file *m, void *p)
{
	struct module *mod = list_entry(p, struct module, list);
	bool show_address = kallsyms_show_value(m->file->f_cred);
	char flags[MODULE_FLAGS_BUF_SIZE];

	if (mod->state == MODULE_STATE_UNFORMED)
		return 0;
	seq_printf(m, "%s %u", mod->name, mod->init_layout.size + mod->core_layout.size);
	show_users(m, mod);
	seq_printf(m, " %s 0x%016lx", state_name(mod->state),
		   show_address ? (unsigned long)mod->core_layout.base : 0);
	if (mod->taints || module_is_crashed(mod))
		seq_printf(m, " %s", module_flags(mod, flags, true));
	seq_putc(m, '\n');
	return 0;
}

static const struct seq_operations modules_op = {
	.start = modules_start,
	.next = modules_next,
	.stop = modules_stop,
	.show = modules_show,
};

void __init module_proc_init(void)
{
	if (!proc_create_seq("modules", 0444, NULL, &modules_op))
		panic("No memory for /proc/modules");
}
