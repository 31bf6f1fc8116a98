// SPDX-License-Identifier: MIT
/*
 * The table of a module's parameters, after relocation: do its pointers lead to where they can be
 * followed?
 *
 * The loader calls a parameter's operations and the standard ones follow its pointers, all before
 * the module's own code has run. So a module whose table is damaged, by a bug of a tool or a bit of
 * a disk, is refused here and not obeyed.
 */
#include <linux/extable.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <asm/sections.h>
#include "internal.h"
#include "params.h"

extern char __end_ro_after_init[];

static bool lies_in(const void *p, size_t size, const void *start, const void *end)
{
	return p >= start && p <= end && size <= (size_t)(end - p);
}

/* In a part of the layout, from one offset to another. */
static bool in_layout(const struct module_layout *l, const void *p, size_t size, unsigned int from,
		      unsigned int to)
{
	return l->size && lies_in(p, size, l->base + from, l->base + to);
}

/* In memory of mod that is written when it runs: data, and what is read-only after init. */
static bool is_data_of(const struct module *mod, const void *p, size_t size)
{
	const struct module_layout *core = &mod->core_layout, *init = &mod->init_layout;

	return in_layout(core, p, size, core->ro_size, core->symtab_start) ||
	       in_layout(init, p, size, init->ro_size, init->symtab_start);
}

/* In memory that the module may write: its own, another module's, or the kernel's. */
static bool is_writable(const struct module *mod, const void *p, size_t size)
{
	const struct module *other = __module_address((unsigned long)p);

	return is_data_of(mod, p, size) || (other && is_data_of(other, p, size)) ||
	       lies_in(p, size, __end_ro_after_init, _edata) ||
	       lies_in(p, size, __bss_start, __bss_stop);
}

/* In memory of the module or another one; constants too. */
static bool is_module_data(const struct module *mod, const void *p, size_t size)
{
	const struct module *other = __module_address((unsigned long)p);

	return in_layout(&mod->core_layout, p, size, 0, mod->core_layout.size) ||
	       in_layout(&mod->init_layout, p, size, 0, mod->init_layout.size) ||
	       (other && in_layout(&other->core_layout, p, size, 0, other->core_layout.size));
}

static bool is_code_or_null(const struct module *mod, unsigned long fn)
{
	return !fn || within_module_text(fn, mod) || kernel_text_address(fn);
}

static bool are_standard_ops(const struct kernel_param_ops *ops)
{
	return ops == &param_array_ops || ops == &param_ops_string || param_value_size(ops);
}

/* A standard type's, or those of a module. The kernel has no others that a module could name. */
static bool are_ops(const struct module *mod, const struct kernel_param_ops *ops)
{
	if (are_standard_ops(ops))
		return true;
	return is_module_data(mod, ops, sizeof(*ops)) &&
	       is_code_or_null(mod, (unsigned long)ops->set) &&
	       is_code_or_null(mod, (unsigned long)ops->get) &&
	       is_code_or_null(mod, (unsigned long)ops->free);
}

static bool is_array(const struct module *mod, const struct kparam_array *arr)
{
	return is_module_data(mod, arr, sizeof(*arr)) && are_ops(mod, arr->ops) &&
	       (!arr->num || is_writable(mod, arr->num, sizeof(*arr->num))) &&
	       arr->elemsize >= param_value_size(arr->ops) &&
	       is_writable(mod, arr->elem, (size_t)arr->max * arr->elemsize);
}

static bool is_string(const struct module *mod, const struct kparam_string *str)
{
	return is_module_data(mod, str, sizeof(*str)) && str->maxlen &&
	       is_writable(mod, str->string, str->maxlen);
}

/* What the operations follow kp->arg to, if they are the standard ones. */
static bool is_variable(const struct module *mod, const struct kernel_param *kp)
{
	if (kp->ops == &param_array_ops)
		return is_array(mod, kp->arr);
	if (kp->ops == &param_ops_string)
		return is_string(mod, kp->str);
	return !param_value_size(kp->ops) || is_writable(mod, kp->arg, param_value_size(kp->ops));
}

/* 0 or -ENOEXEC. The module is relocated, and mod->kp found. */
int check_params(struct load_info *info, const struct module *mod)
{
	for (unsigned int i = 0; i < mod->num_kp; i++) {
		const struct kernel_param *kp = &mod->kp[i];

		if (!is_module_string(mod, kp->name) || !*kp->name || strchr(kp->name, '/'))
			return bad(info, "%s: parameter %u has no valid name (at %#lx)", mod->name,
				   i, (unsigned long)kp->name);
		if (!are_ops(mod, kp->ops))
			return bad(info, "%s: parameter %s has no operations (at %#lx)", mod->name,
				   kp->name, (unsigned long)kp->ops);
		if (!is_variable(mod, kp))
			return bad(info, "%s: parameter %s has no variable (at %#lx)", mod->name,
				   kp->name, (unsigned long)kp->arg);
	}
	return 0;
}
