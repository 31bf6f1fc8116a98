// SPDX-License-Identifier: MIT
/*
 * /proc/kallsyms: every symbol of the kernel and of the modules, locals included.
 *
 *	ffffffff81000000 T _text
 *	ffffffffc0301000 t hello_init	[hello]
 *
 * A capital letter is for what is visible outside: in a module, what it exports. Those who may not
 * know addresses see zeroes. The file's position counts symbols: the kernel's, then each module's
 * in the order of the list, its core's before its init's.
 */
#include <linux/cred.h>
#include <linux/ctype.h>
#include <linux/fs.h>
#include <linux/kallsyms.h>
#include <linux/panic.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include "internal.h"
#include "kallsyms_internal.h"
#include "symtab.h"

/* Where a reader stands; in seq_file's private data. */
struct kallsyms_iter {
	loff_t pos;	    /* of the symbol that the rest describes */
	struct module *mod; /* NULL: one of the kernel's */
	const struct mod_symbols *table;
	unsigned long base; /* of the table's offsets */
	u32 i;		    /* in the table */
};

/* Makes the iterator point at the n-th of the module's symbols, if it has that many. */
static bool point_into(struct kallsyms_iter *iter, struct module *mod,
		       const struct mod_symbols *table, const struct module_layout *layout,
		       loff_t *n)
{
	u32 num = table ? table->num : 0;

	if (*n >= num) {
		*n -= num;
		return false;
	}
	iter->mod = mod;
	iter->table = table;
	iter->base = (unsigned long)layout->base;
	iter->i = *n;
	return true;
}

/* Finds the symbol at a position. Under module_mutex. NULL past the end. */
static struct kallsyms_iter *point_at(struct kallsyms_iter *iter, loff_t pos)
{
	struct module *mod;
	loff_t n = pos - kallsyms_num_syms;

	iter->pos = pos;
	iter->mod = NULL;
	iter->i = pos;
	if (n < 0)
		return iter;
	list_for_each_entry (mod, &modules, list) {
		if (mod->state == MODULE_STATE_UNFORMED)
			continue;
		if (point_into(iter, mod, mod->kallsyms, &mod->core_layout, &n) ||
		    point_into(iter, mod, mod->init_kallsyms, &mod->init_layout, &n))
			return iter;
	}
	return NULL;
}

static void *kallsyms_start(struct seq_file *m, loff_t *pos)
{
	mutex_lock(&module_mutex);
	return point_at(m->private, *pos);
}

static void *kallsyms_next(struct seq_file *m, void *p, loff_t *pos)
{
	struct kallsyms_iter *iter = p;

	++*pos;
	/* Within a table the next symbol is the next entry; only its end takes a search. */
	if (iter->mod && iter->i + 1 < iter->table->num) {
		iter->pos = *pos;
		iter->i++;
		return iter;
	}
	return point_at(iter, *pos);
}

static void kallsyms_stop(struct seq_file *m, void *p)
{
	mutex_unlock(&module_mutex);
}

static int kallsyms_show(struct seq_file *m, void *p)
{
	const struct kallsyms_iter *iter = p;
	bool show_value = kallsyms_show_value(m->file->f_cred);
	const struct mod_symbol *s;
	unsigned long addr;
	const char *name;

	if (!iter->mod) {
		name = kernel_symbol_text(iter->i);
		addr = show_value ? kernel_symbol_address(iter->i) : 0;
		seq_printf(m, "%016lx %c %s\n", addr, name[0], name + 1);
		return 0;
	}
	s = &iter->table->symbol[iter->i];
	name = mod_symbol_name(iter->table, s);
	addr = iter->base + s->offset;
	seq_printf(m, "%016lx %c %s\t[%s]\n", show_value ? addr : 0,
		   is_exported(name, addr, iter->mod) ? toupper(s->type) : s->type, name,
		   iter->mod->name);
	return 0;
}

static const struct seq_operations kallsyms_op = {
	.start = kallsyms_start,
	.next = kallsyms_next,
	.stop = kallsyms_stop,
	.show = kallsyms_show,
};

void __init kallsyms_proc_init(void)
{
	if (!proc_create_seq_private("kallsyms", 0444, NULL, &kallsyms_op,
				     sizeof(struct kallsyms_iter), NULL))
		panic("No memory for /proc/kallsyms");
}
