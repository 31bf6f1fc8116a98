// SPDX-License-Identifier: MIT
/*
 * From relocated memory to a module among others: UNFORMED to COMING, and back.
 *
 * The image was proved consistent before it was relocated; what its relocations made of the tables
 * that the kernel itself will follow (entry points, parameters) is checked here, so that a damaged
 * module is refused and not obeyed.
 */
#include <linux/errno.h>
#include <linux/extable.h>
#include <linux/jump_label.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <asm/sections.h>
#include "internal.h"
#include "params.h"
#include "symtab.h"

/*
 * struct module in its final place. Of what the file put there only the name is kept; init and exit
 * come with the relocations, and everything else is the kernel's.
 */
int module_take_shape(struct module_load *load)
{
	struct load_info *info = &load->info;
	struct module *mod = (struct module *)info->sections[info->index.mod].mem;
	char name[MODULE_NAME_LEN];

	memcpy(name, mod->name, sizeof(name));
	if (!name[0] || strnlen(name, sizeof(name)) == sizeof(name) || strchr(name, '/'))
		return bad(info, "%s: struct module has no valid name ('%.*s')", info->name,
			   (int)sizeof(name), name);
	if (info->index.info && get_modinfo(info, "name") && strcmp(name, info->name))
		return bad(info, "%s: struct module has another name than .modinfo: '%s'",
			   info->name, name);
	memset(mod, 0, sizeof(*mod));
	strcpy(mod->name, name);
	info->name = mod->name;

	mod->state = MODULE_STATE_UNFORMED;
	mod->dormant = !READ_ONCE(module_init_enabled);
	INIT_LIST_HEAD(&mod->list);
	mutex_init(&mod->param_lock);
	module_refs_init(mod);
	load->mod = mod;
	module_set_layouts(load);
	return 0;
}

/* A table of the module's, as section_objs() finds it: field and count of struct module. */
#define FIND_TABLE(load, section, field, num)                                                      \
	({                                                                                         \
		u64 __addr;                                                                        \
		int __err = section_objs(&(load)->info, section, sizeof(*(load)->mod->field),      \
					 &__addr, &(load)->mod->num);                              \
		(load)->mod->field = (void *)(unsigned long)__addr;                                \
		__err;                                                                             \
	})

static void find_kprobes_text(struct module_load *load)
{
	struct load_info *info = &load->info;
	unsigned int section = find_sec(info, ".kprobes.text");

	if (!section || !section_is_loaded(info, section))
		return;
	load->mod->kprobes_text_start = info->sections[section].mem;
	load->mod->kprobes_text_size = info->sechdrs[section].sh_size;
}

static int find_module_sections(struct module_load *load)
{
	struct load_info *info = &load->info;
	const char *ctors;
	int err;

	if (find_sec(info, ".ctors") && find_sec(info, ".init_array"))
		return bad(info, "%s: has both .ctors and .init_array.", info->name);
	ctors = find_sec(info, ".ctors") ? ".ctors" : ".init_array";
	err = FIND_TABLE(load, "__param", kp, num_kp);
	err = err ?: FIND_TABLE(load, "__ksymtab", syms, num_syms);
	err = err ?: FIND_TABLE(load, "__ksymtab_gpl", gpl_syms, num_gpl_syms);
	err = err ?: find_export_versions(load);
	err = err ?: FIND_TABLE(load, "__ex_table", extable, num_exentries);
	err = err ?: FIND_TABLE(load, "__bug_table", bug_table, num_bugs);
	err = err ?: FIND_TABLE(load, "__jump_table", jump_entries, num_jump_entries);
	err = err ?: FIND_TABLE(load, ".kunit_test_suites", kunit_suites, num_kunit_suites);
	err = err ?: FIND_TABLE(load, "_kprobe_blacklist", kprobe_blacklist, num_kprobe_blacklist);
	find_kprobes_text(load);
	return err ?: FIND_TABLE(load, ctors, ctors, num_ctors);
}

bool is_module_string(const struct module *mod, const char *s)
{
	unsigned long offset = (unsigned long)s - (unsigned long)mod->core_layout.base;

	return offset < mod->core_layout.size &&
	       strnlen(s, mod->core_layout.size - offset) < mod->core_layout.size - offset;
}

static int check_entry_points(struct load_info *info, const struct module *mod)
{
	unsigned long init = (unsigned long)mod->init, exit = (unsigned long)mod->exit;

	if (init && !within_module_text(init, mod))
		return bad(info, "%s: init at %#lx is not in the module's code", mod->name, init);
	if (exit && !(within_module_text(exit, mod) && within_module_core(exit, mod)))
		return bad(info, "%s: exit at %#lx is not in the code that the module keeps",
			   mod->name, exit);
	for (unsigned int i = 0; i < mod->num_ctors; i++)
		if (!within_module_text((unsigned long)mod->ctors[i], mod))
			return bad(info, "%s: constructor %u at %#lx is not in the module's code",
				   mod->name, i, (unsigned long)mod->ctors[i]);
	return 0;
}

/* The last that is written before pages get their permissions. */
int post_relocation(struct module_load *load)
{
	struct load_info *info = &load->info;
	struct module *mod = load->mod;
	int err = find_module_sections(load);

	err = err ?: check_entry_points(info, mod);
	err = err ?: check_params(info, mod);
	err = err ?: check_jump_table(info, mod);
	err = err ?: check_kunit_suites(info, mod);
	err = err ?: build_symtabs(info);
	if (err)
		return err;
	if (mod->dormant)
		module_make_dormant(mod);
	sort_extable(mod->extable, mod->extable + mod->num_exentries);
	if (info->region[LOAD_CORE].nr_symbols)
		mod->kallsyms = mod->core_layout.base + mod->core_layout.symtab_start;
	if (info->region[LOAD_INIT].nr_symbols)
		mod->init_kallsyms = mod->init_layout.base + mod->init_layout.symtab_start;
	module_copy_percpu(load);
	return 0;
}

int complete_formation(struct module_load *load)
{
	struct module *mod = load->mod;
	int err;

	mutex_lock(&module_mutex);
	err = exports_add_module(&load->info, mod);
	if (err)
		goto unlock;
	err = module_protect(mod);
	if (err)
		goto remove_exports;
	err = index_add_module(mod);
	if (err)
		goto remove_exports;
	WRITE_ONCE(mod->state, MODULE_STATE_COMING);
	mutex_unlock(&module_mutex);
	return 0;

remove_exports:
	exports_remove_module(mod);
unlock:
	mutex_unlock(&module_mutex);
	return err;
}

/*
 * The reverse: the module can't be found by address or export any more, and its parameters let go
 * of what they allocated. Readers that found it before may still be looking: remove_module() waits
 * for them.
 */
void dissolve_formation(struct module *mod)
{
	mutex_lock(&module_mutex);
	WRITE_ONCE(mod->state, MODULE_STATE_GOING);
	exports_remove_module(mod);
	index_remove_module(mod);
	mutex_unlock(&module_mutex);
	/* One by one: a crash in a module's own function must not leave those before it to be
	 * freed. */
	while (mod->num_kp)
		destroy_params(&mod->kp[--mod->num_kp], 1);
	kfree(mod->args);
	mod->args = NULL;
}
