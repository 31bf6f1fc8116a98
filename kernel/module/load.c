// SPDX-License-Identifier: MIT
/*
 * The loader at a glance: the whole way of a module into the kernel, one stage a line.
 *
 * Each stage has a file of its own, which says what it proves or promises. Those of core.h are
 * pure: they turn an image into relocated memory and know nothing of a kernel. The others give that
 * memory a place among the kernel's modules.
 *
 * What is undone when a stage fails stands at the end of load_module(), in the reverse order.
 */
#include <linux/errno.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/vmalloc.h>
#include <kernel/holds.h>
#include <kernel/module.h>
#include "internal.h"

/*
 * All that a load needed and a module doesn't: the image, the core's scratch, the template. Also
 * called if the task dies meanwhile, in code of the module's.
 */
static void release_load(void *arg)
{
	struct module_load *load = arg;

	hold_drop(load);
	load_info_release(&load->info);
	hint_release(load);
	module_free_template(load);
	vfree(load->copy);
	kfree(load->args);
	/* Its stale pointers would keep the memory of a module that crashes. */
	kfree_sensitive(load);
}

/* Off the stack, which dies first. Takes over what request owns. NULL: no memory. */
static struct module_load *begin_load(const struct module_load *request)
{
	struct module_load *load = kmemdup(request, sizeof(*request), GFP_KERNEL);

	if (load) {
		hold_note(load, release_load);
	} else {
		vfree(request->copy);
		kfree(request->args);
	}
	return load;
}

int load_module(const struct module_load *request)
{
	struct module_load *load = begin_load(request);
	struct load_report *report = request->report;
	struct load_info *info = &load->info;
	struct module *mod;
	int err, init_ret;

	if (!load)
		return -ENOMEM;
	info->env = &kernel_load_env;
	info->ignore_versions = load->flags & MODULE_INIT_IGNORE_MODVERSIONS;

	err = check_module_signature(load);
	if (err)
		goto release;
	err = elf_validity(info);
	if (err) {
		explain_other_build(load);
		goto release;
	}
	/* CHECKPOINT: the image is trusted. No later stage checks a bound of it. */

	err = check_module_layout(load);
	if (err) {
		explain_other_build(load);
		goto release;
	}
	err = check_module_vermagic(load);
	if (err)
		goto release;
	err = layout_and_allocate(info);
	if (err)
		goto free_regions;
	err = module_take_shape(load);
	if (err)
		goto free_regions;
	mod = load->mod;
	/* CHECKPOINT: the module has its memory, and struct module its place in it. */

	copy_module_args(load);
	err = add_unformed_module(load);
	if (err)
		goto free_regions;
	/* CHECKPOINT: the name is ours. Whoever loads the same module waits for us. */

	check_module_license_and_origin(load);
	err = simplify_symbols(info);
	if (err) {
		hint_advise(load);
		explain_other_build(load);
		goto drop_uses;
	}
	err = apply_relocations(info);
	if (err)
		goto drop_uses;
	err = post_relocation(load);
	if (err)
		goto drop_uses;
	/* Whatever is wrong with the image was told before: Linux's order. */
	err = load->args_err;
	if (err)
		goto drop_uses;
	/* CHECKPOINT: code and data are as they will be when they run. */

	err = complete_formation(load);
	if (err)
		goto drop_uses;
	/* CHECKPOINT: COMING. Pages are W^X; names, addresses and exports are found. */

	module_enter(mod, "parameters");
	err = notify_module_coming(mod);
	if (err)
		goto dissolve;
	mod->args = load->args;
	load->args = NULL;
	err = module_set_params(mod);
	if (err)
		goto notify_going;
	err = mod_sysfs_setup(mod, info);
	if (err)
		goto notify_going;
	report_init(load);
	release_load(load);
	/* CHECKPOINT: nothing is left of the load; the module is complete, and init decides. */

	err = do_init_module(mod, &init_ret);
	report_init_result(report, init_ret);
	return err;

notify_going:
	notify_module_going(mod);
dissolve:
	if (module_is_crashed(mod)) { /* by another task, through what it had registered */
		module_leave(mod);
		goto release;
	}
	dissolve_formation(mod);
	module_leave(mod);
drop_uses:
	module_load_failed(mod, err);
	hint_remember_refused(load);
	module_drop_uses(mod);
	remove_module(mod);
free_regions:
	module_free_regions(load);
release:
	release_load(load);
	return err;
}

int load_module_image(const void *image, size_t len, const char *file, const char *args)
{
	struct load_report report = {.fingerprint = hash_bytes(0, image, len)};
	struct module_load load = {
		.info = {.image = image, .len = len, .name = file},
		.args = kstrdup(args, GFP_KERNEL),
		.report = &report,
	};

	if (!load.args)
		return -ENOMEM;
	return load_module(&load);
}

void __init module_init_subsystem(void)
{
	exports_init();
	module_sysfs_init();
	builtin_params_sysfs_init();
	module_proc_init();
	kallsyms_proc_init();
	module_sysctl_init();
	kmod_sysctl_init();
	report_sysctl_init();
	module_kunit_init();
}
