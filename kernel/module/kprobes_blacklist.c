// SPDX-License-Identifier: MIT
/*
 * Functions that no probe may be in: by section (__kprobes, the entry code), and by name
 * (NOKPROBE_SYMBOL()), in the kernel and in modules.
 */
#include <linux/debugfs.h>
#include <linux/init.h>
#include <linux/kallsyms.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/rculist.h>
#include <linux/seq_file.h>
#include <kernel/kprobes.h>
#include "internal.h"
#include "kprobes.h"

extern char __entry_text_start[], __entry_text_end[];
extern char __kprobes_text_start[], __kprobes_text_end[];
extern char __noinstr_text_start[], __noinstr_text_end[];
extern const unsigned long __start__kprobe_blacklist[], __stop__kprobe_blacklist[];

static const struct {
	const char *start, *end;
} ranges[] = {
	{__entry_text_start, __entry_text_end},
	{__kprobes_text_start, __kprobes_text_end},
	{__noinstr_text_start, __noinstr_text_end},
};

/* Does a function that is in the table begin at start? */
static bool is_listed(const unsigned long *table, unsigned long num, unsigned long start)
{
	for (unsigned long i = 0; i < num; i++)
		if (table[i] == start)
			return true;
	return false;
}

static bool within_module_blacklist(unsigned long addr, unsigned long start)
{
	struct module *mod;
	bool within;

	rcu_read_lock();
	mod = __module_text_address(addr);
	within = mod && (is_listed(mod->kprobe_blacklist, mod->num_kprobe_blacklist, start) ||
			 addr - (unsigned long)mod->kprobes_text_start < mod->kprobes_text_size);
	rcu_read_unlock();
	return within;
}

bool within_kprobe_blacklist(unsigned long addr)
{
	unsigned long size, offset, start;

	for (int i = 0; i < ARRAY_SIZE(ranges); i++)
		if (addr >= (unsigned long)ranges[i].start && addr < (unsigned long)ranges[i].end)
			return true;
	if (!kallsyms_lookup_size_offset(addr, &size, &offset))
		return true;
	start = addr - offset;
	return is_listed(__start__kprobe_blacklist,
			 __stop__kprobe_blacklist - __start__kprobe_blacklist, start) ||
	       within_module_blacklist(addr, start);
}

static void show_function(struct seq_file *m, unsigned long start)
{
	unsigned long size, offset;

	if (kallsyms_lookup_size_offset(start, &size, &offset))
		seq_printf(m, "0x%px-0x%px\t%ps\n", (void *)start, (void *)(start + size),
			   (void *)start);
}

/* All functions that begin in a section. */
static void show_range(struct seq_file *m, const char *from, const char *to)
{
	unsigned long at = (unsigned long)from, end = (unsigned long)to, size, offset;

	while (at < end && kallsyms_lookup_size_offset(at, &size, &offset)) {
		show_function(m, at - offset);
		at += size - offset;
	}
}

static int kprobe_blacklist_show(struct seq_file *m, void *unused)
{
	const unsigned long *entry;
	struct module *mod;

	for (entry = __start__kprobe_blacklist; entry < __stop__kprobe_blacklist; entry++)
		show_function(m, *entry);
	for (int i = 0; i < ARRAY_SIZE(ranges); i++)
		show_range(m, ranges[i].start, ranges[i].end);
	rcu_read_lock();
	list_for_each_entry_rcu(mod, &modules, list)
	{
		for (unsigned int i = 0; i < mod->num_kprobe_blacklist; i++)
			show_function(m, mod->kprobe_blacklist[i]);
		show_range(m, mod->kprobes_text_start,
			   (const char *)mod->kprobes_text_start + mod->kprobes_text_size);
	}
	rcu_read_unlock();
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(kprobe_blacklist);

void __init kprobes_blacklist_init(struct dentry *dir)
{
	debugfs_create_file("blacklist", 0400, dir, NULL, &kprobe_blacklist_fops);
}
