// SPDX-License-Identifier: MIT
/*
 * Names for addresses, and the other way round.
 *
 * The kernel's own names come from a table that the build computes from the linked kernel and links
 * into it: offsets from _text, sorted, and for each its type letter and name. A module's come from
 * its struct mod_symbols. Either way an address is found by halving a sorted table.
 *
 * Everything here may run in any context: module tables are read under RCU, and what the caller
 * gets is a copy.
 */
#include <linux/capability.h>
#include <linux/cred.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kallsyms.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/rculist.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <asm/sections.h>
#include "internal.h"
#include "kallsyms_internal.h"
#include "symtab.h"

_Static_assert(KSYM_NAME_LEN == MOD_SYMBOL_NAME_MAX, "a buffer for one holds the other");
_Static_assert(KSYM_SYMBOL_LEN >= KSYM_NAME_LEN + MODULE_NAME_LEN + sizeof("+0x/0x []") + 32,
	       "a name, two numbers and a module");

unsigned long kernel_symbol_address(u32 i)
{
	return (unsigned long)_text + kallsyms_offsets[i];
}

const char *kernel_symbol_text(u32 i)
{
	return kallsyms_names + kallsyms_name_offsets[i];
}

/* Of the kernel's symbols the last that begins at or before addr, the first of its aliases. */
static bool kernel_symbol_at(unsigned long addr, const char **name, unsigned long *start,
			     unsigned long *end)
{
	u32 low = 0, high = kallsyms_num_syms, i;
	u32 offset = addr - (unsigned long)_text;

	if (addr < (unsigned long)_text || addr >= (unsigned long)_end)
		return false;
	while (low < high) {
		u32 mid = low + (high - low) / 2;

		if (kallsyms_offsets[mid] <= offset)
			low = mid + 1;
		else
			high = mid;
	}
	if (!low)
		return false;
	for (i = low - 1; i && kallsyms_offsets[i - 1] == kallsyms_offsets[i];)
		i--;
	*name = kernel_symbol_text(i) + 1;
	*start = kernel_symbol_address(i);
	*end = low < kallsyms_num_syms ? kernel_symbol_address(low) : (unsigned long)_end;
	return true;
}

/* The same among one module's symbols. Under RCU. */
static bool module_symbol_at(struct module *mod, unsigned long addr, const char **name,
			     unsigned long *start, unsigned long *end)
{
	bool init = within_module_init(addr, mod);
	const struct module_layout *layout = init ? &mod->init_layout : &mod->core_layout;
	const struct mod_symbols *t = READ_ONCE(*(init ? &mod->init_kallsyms : &mod->kallsyms));
	const struct mod_symbol *s;
	u32 size;

	if (!t)
		return false;
	s = mod_symbols_at(t, addr - (unsigned long)layout->base, &size);
	if (!s)
		return false;
	*name = mod_symbol_name(t, s);
	*start = (unsigned long)layout->base + s->offset;
	*end = *start + size;
	return true;
}

/* What covers addr. Under RCU, and what it points to is good for as long. */
static bool symbol_at(unsigned long addr, const char **name, unsigned long *start,
		      unsigned long *end, struct module **mod)
{
	*mod = NULL;
	if (kernel_symbol_at(addr, name, start, end))
		return true;
	*mod = __module_address(addr);
	return *mod && module_symbol_at(*mod, addr, name, start, end);
}

const char *kallsyms_lookup(unsigned long addr, unsigned long *symbolsize, unsigned long *offset,
			    char **modname, char *namebuf)
{
	unsigned long start, end;
	struct module *mod;
	const char *name;
	bool found;

	rcu_read_lock();
	found = symbol_at(addr, &name, &start, &end, &mod);
	if (found) {
		strscpy(namebuf, name, KSYM_NAME_LEN);
		if (symbolsize)
			*symbolsize = end - start;
		if (offset)
			*offset = addr - start;
		if (modname)
			*modname = mod ? mod->name : NULL;
	}
	rcu_read_unlock();
	return found ? namebuf : NULL;
}

int kallsyms_lookup_size_offset(unsigned long addr, unsigned long *symbolsize,
				unsigned long *offset)
{
	char namebuf[KSYM_NAME_LEN];

	return !!kallsyms_lookup(addr, symbolsize, offset, NULL, namebuf);
}

int lookup_symbol_name(unsigned long addr, char *symname)
{
	return kallsyms_lookup(addr, NULL, NULL, NULL, symname) ? 0 : -ERANGE;
}

/* The address of a name in one of the module's tables, 0 if it isn't there. Under RCU. */
static unsigned long module_symbol_address(struct module *mod, const char *name)
{
	const struct mod_symbols *core = mod->kallsyms, *init = READ_ONCE(mod->init_kallsyms);
	const struct mod_symbol *s;

	s = core ? mod_symbols_named(core, name) : NULL;
	if (s)
		return (unsigned long)mod->core_layout.base + s->offset;
	s = init ? mod_symbols_named(init, name) : NULL;
	return s ? (unsigned long)mod->init_layout.base + s->offset : 0;
}

/* "name" in any module, or "module:name" in that one. */
static unsigned long module_kallsyms_lookup_name(const char *name)
{
	const char *colon = strchr(name, ':');
	unsigned long addr = 0;
	struct module *mod;

	rcu_read_lock();
	list_for_each_entry_rcu(mod, &modules, list)
	{
		if (READ_ONCE(mod->state) == MODULE_STATE_UNFORMED)
			continue;
		if (colon &&
		    (strlen(mod->name) != colon - name || strncmp(mod->name, name, colon - name)))
			continue;
		addr = module_symbol_address(mod, colon ? colon + 1 : name);
		if (addr)
			break;
	}
	rcu_read_unlock();
	return addr;
}

unsigned long kallsyms_lookup_name(const char *name)
{
	if (!*name)
		return 0;
	for (u32 i = 0; i < kallsyms_num_syms; i++)
		if (!strcmp(kernel_symbol_text(i) + 1, name))
			return kernel_symbol_address(i);
	return module_kallsyms_lookup_name(name);
}

int kallsyms_on_each_symbol(int (*fn)(void *, const char *, struct module *, unsigned long),
			    void *data)
{
	int ret = 0;

	for (u32 i = 0; i < kallsyms_num_syms && !ret; i++) {
		ret = fn(data, kernel_symbol_text(i) + 1, NULL, kernel_symbol_address(i));
		cond_resched();
	}
	return ret;
}

/*
 * The form of a trace's lines. adjust is added to the address for the look-up only: a return
 * address belongs to the call before it.
 */
static int print_symbol(char *buffer, unsigned long address, int adjust, bool numbers)
{
	unsigned long start, end;
	struct module *mod;
	const char *name;
	int len;

	rcu_read_lock();
	if (!symbol_at(address + adjust, &name, &start, &end, &mod)) {
		len = sprintf(buffer, "0x%lx", address);
		goto unlock;
	}
	len = sprintf(buffer, "%.*s", KSYM_NAME_LEN - 1, name);
	if (numbers)
		len += sprintf(buffer + len, "+%#lx/%#lx", address - start, end - start);
	if (mod)
		len += sprintf(buffer + len, " [%s]", mod->name);
unlock:
	rcu_read_unlock();
	return len;
}

int sprint_symbol(char *buffer, unsigned long address)
{
	return print_symbol(buffer, address, 0, true);
}
EXPORT_SYMBOL_GPL(sprint_symbol);

int sprint_symbol_build_id(char *buffer, unsigned long address)
{
	return print_symbol(buffer, address, 0, true);
}
EXPORT_SYMBOL_GPL(sprint_symbol_build_id);

int sprint_symbol_no_offset(char *buffer, unsigned long address)
{
	return print_symbol(buffer, address, 0, false);
}
EXPORT_SYMBOL_GPL(sprint_symbol_no_offset);

int sprint_backtrace(char *buffer, unsigned long address)
{
	return print_symbol(buffer, address, -1, true);
}

int sprint_backtrace_build_id(char *buffer, unsigned long address)
{
	return print_symbol(buffer, address, -1, true);
}

bool kallsyms_show_value(const struct cred *cred)
{
	return cap_raised(cred->cap_effective, CAP_SYSLOG);
}
