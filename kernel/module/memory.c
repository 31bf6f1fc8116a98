// SPDX-License-Identifier: MIT
/*
 * A module's memory: where its regions lie, what their pages allow, and how they go again.
 *
 * No page is ever writable and executable. Memory is born writable; when all that is to be written
 * is written, module_protect() makes code read-only and then executable, constants and names
 * read-only. What is marked __ro_after_init follows when init has run. set_memory_ro() is for both
 * addresses of a frame, its own and the direct map's; module_alloc() has prepared that, so it can't
 * fail.
 */
#include <linux/cpumask.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/percpu.h>
#include <linux/set_memory.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <kernel/mm.h>
#include <kernel/text.h>
#include "internal.h"

/*
 * The template of per-CPU variables is written and relocated like any region, but at an address
 * that only means something together with a CPU's offset.
 */
static int place_percpu(struct module_load *load, struct load_region *r)
{
	void __percpu *percpu = __alloc_percpu(r->size, r->align);

	if (!percpu) {
		load_log(&load->info, LOAD_ERR,
			 "%s: Could not allocate %llu bytes percpu data (aligned to %llu)",
			 load->info.name, r->size, r->align);
		return -ENOMEM;
	}
	load->percpu = percpu;
	load->percpu_template = kvzalloc(r->size, GFP_KERNEL);
	if (!load->percpu_template)
		return -ENOMEM;
	r->mem = load->percpu_template;
	r->addr = (unsigned long)percpu;
	return 0;
}

/* struct load_env's place(): memory in reach of the kernel's code, where mem and addr are one. */
int module_place(struct load_info *info, enum load_region_id id, struct load_region *r)
{
	struct module_load *load = to_load(info);
	u64 slack = r->align > PAGE_SIZE ? r->align - PAGE_SIZE : 0;

	if (id == LOAD_PERCPU)
		return place_percpu(load, r);
	load->allocation[id] = module_alloc(r->size + slack);
	if (!load->allocation[id]) {
		load_log(info, LOAD_ERR, "%s: no room for %llu bytes in the module area",
			 info->name, r->size + slack);
		return -ENOMEM;
	}
	r->mem = PTR_ALIGN(load->allocation[id], r->align);
	r->addr = (unsigned long)r->mem;
	memset(r->mem, 0, r->size);
	return 0;
}

static void set_layout(struct module_layout *layout, const struct load_region *r, void *allocation)
{
	layout->base = r->mem;
	layout->size = r->size;
	layout->text_size = r->end[LOAD_TEXT];
	layout->ro_size = r->end[LOAD_RODATA];
	layout->ro_after_init_size = r->end[LOAD_RO_AFTER_INIT];
	layout->symtab_start = r->end[LOAD_DATA];
	layout->allocation = allocation;
}

/* From here on the module knows its own memory. What load has allocated is the module's. */
void module_set_layouts(struct module_load *load)
{
	struct module *mod = load->mod;

	set_layout(&mod->core_layout, &load->info.region[LOAD_CORE], load->allocation[LOAD_CORE]);
	set_layout(&mod->init_layout, &load->info.region[LOAD_INIT], load->allocation[LOAD_INIT]);
	mod->percpu = load->percpu;
	mod->percpu_size = load->info.region[LOAD_PERCPU].size;
}

/* Every CPU gets its copy of the relocated template. */
void module_copy_percpu(struct module_load *load)
{
	int cpu;

	if (!load->percpu_template)
		return;
	for_each_possible_cpu(cpu) memcpy(per_cpu_ptr(load->mod->percpu, cpu),
					  load->percpu_template, load->mod->percpu_size);
}

void module_free_template(struct module_load *load)
{
	kvfree(load->percpu_template);
	load->percpu_template = NULL;
}

/* Is addr in the module's code? */
bool within_module_text(unsigned long addr, const struct module *mod)
{
	return addr - (unsigned long)mod->core_layout.base < mod->core_layout.text_size ||
	       addr - (unsigned long)mod->init_layout.base < mod->init_layout.text_size;
}

/* Applies set() to the pages of a layout from one offset to another; both are page boundaries. */
static int protect_range(const struct module_layout *layout, unsigned int from, unsigned int to,
			 int (*set)(unsigned long addr, int numpages))
{
	if (from == to)
		return 0;
	return set((unsigned long)layout->base + from, (to - from) >> PAGE_SHIFT);
}

static int protect_layout(const struct module_layout *l)
{
	int err = protect_range(l, 0, l->ro_size, set_memory_ro);

	err = err ?: protect_range(l, 0, l->text_size, set_memory_x);
	return err ?: protect_range(l, l->symtab_start, l->size, set_memory_ro);
}

int module_protect(struct module *mod)
{
	return protect_layout(&mod->core_layout) ?: protect_layout(&mod->init_layout);
}

int module_protect_after_init(struct module *mod)
{
	return protect_range(&mod->core_layout, mod->core_layout.ro_size,
			     mod->core_layout.ro_after_init_size, set_memory_ro);
}

/* Traps instead of code; that code may be about to run on another CPU, which then faults. */
static void poison_layout(const struct module_layout *l)
{
	int err = protect_range(l, 0, l->text_size, set_memory_nx);

	err = err ?: protect_range(l, 0, l->text_size, set_memory_rw);
	if (!WARN_ON(err))
		memset(l->base, INT3_INSN_OPCODE, l->text_size);
	err = protect_range(l, 0, l->text_size, set_memory_ro);
	WARN_ON(err ?: protect_range(l, 0, l->text_size, set_memory_x));
}

/* Whoever runs into the module's text from here on is caught: module_poison_trap(). module_mutex.
 */
void module_poison(struct module *mod)
{
	poison_layout(&mod->core_layout);
	/* Init's may be on its way out already; then nobody finds it by address. */
	if (__module_address((unsigned long)mod->init_layout.base) == mod)
		poison_layout(&mod->init_layout);
}

/* Undoes module_place(), for a load that fails. The module, if there was one, is gone after it. */
void module_free_regions(struct module_load *load)
{
	module_memfree(load->allocation[LOAD_INIT]);
	module_memfree(load->allocation[LOAD_CORE]);
	free_percpu(load->percpu);
}

/* Init's memory goes; nobody can find it any more (index_remove_init() and a grace period). */
void module_free_init(struct module *mod)
{
	void *allocation = mod->init_layout.allocation;

	memset(&mod->init_layout, 0, sizeof(mod->init_layout));
	module_memfree(allocation);
}

/* All of the module's memory goes, and *mod with it. Nobody can find it any more. */
void module_free_memory(struct module *mod)
{
	module_free_init(mod);
	free_percpu(mod->percpu);
	module_memfree(mod->core_layout.allocation);
}
