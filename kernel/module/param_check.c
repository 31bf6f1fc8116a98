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
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/sort.h>
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

/* In memory of the layout that is written: data, and what is read-only after init. */
static bool in_data(const struct module_layout *l, const void *p, size_t size)
{
	return in_layout(l, p, size, l->ro_size, l->symtab_start);
}

/* In data that the module keeps, but not in struct module, which lies there and is the kernel's. */
bool in_own_data(const struct module *mod, const void *p, size_t size)
{
	const void *start = mod, *end = mod + 1;

	return in_data(&mod->core_layout, p, size) && (p >= end || p + size <= start);
}

/*
 * In memory that the module may write as long as it is there: its own, another module's, or the
 * kernel's.
 */
static bool is_writable(const struct module *mod, const void *p, size_t size)
{
	const struct module *other = __module_address((unsigned long)p);

	return in_own_data(mod, p, size) || (other && in_own_data(other, p, size)) ||
	       lies_in(p, size, __end_ro_after_init, _edata) ||
	       lies_in(p, size, __bss_start, __bss_stop);
}

/*
 * The same for the variable of a parameter, which may also go with init if nobody looks at it
 * later: neither /sys nor, when the module goes, its type.
 */
static bool is_variable_of(const struct module *mod, const struct kernel_param *kp,
			   const struct kernel_param_ops *type, const void *p, size_t size)
{
	return is_writable(mod, p, size) ||
	       (!kp->perm && !type->free && in_data(&mod->init_layout, p, size));
}

/* In memory of the module, or another one, that stays; constants too. */
static bool is_module_data(const struct module *mod, const void *p, size_t size)
{
	const struct module *other = __module_address((unsigned long)p);

	return in_layout(&mod->core_layout, p, size, 0, mod->core_layout.size) ||
	       (other && in_layout(&other->core_layout, p, size, 0, other->core_layout.size));
}

bool is_code_or_null(const struct module *mod, unsigned long fn)
{
	return !fn || within_module_text(fn, mod) || kernel_text_address(fn);
}

static bool are_standard_ops(const struct kernel_param_ops *ops)
{
	return ops == &param_array_ops || ops == &param_ops_string || param_value_size(ops);
}

bool param_is_standard(const struct kernel_param *kp)
{
	return are_standard_ops(kp->ops) &&
	       (kp->ops != &param_array_ops || are_standard_ops(kp->arr->ops));
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

static bool is_array(const struct module *mod, const struct kernel_param *kp)
{
	const struct kparam_array *arr = kp->arr;

	return is_module_data(mod, arr, sizeof(*arr)) && are_ops(mod, arr->ops) &&
	       (!arr->num || is_variable_of(mod, kp, arr->ops, arr->num, sizeof(*arr->num))) &&
	       arr->elemsize >= param_value_size(arr->ops) &&
	       is_variable_of(mod, kp, arr->ops, arr->elem, (size_t)arr->max * arr->elemsize);
}

static bool is_string(const struct module *mod, const struct kernel_param *kp)
{
	const struct kparam_string *str = kp->str;

	return is_module_data(mod, str, sizeof(*str)) && str->maxlen &&
	       is_variable_of(mod, kp, kp->ops, str->string, str->maxlen);
}

/* What a variable of text points to as the module comes, if /sys shows it: nothing, or a text. */
static bool is_text(const struct module *mod, const char *text)
{
	const struct module *other = __module_address((unsigned long)text);

	return !text || is_module_string(mod, text) || (other && is_module_string(other, text)) ||
	       lies_in(text, 1, __start_rodata, __end_rodata);
}

static bool are_texts(const struct module *mod, const struct kernel_param *kp)
{
	bool array = kp->ops == &param_array_ops;
	const void *variable = array ? kp->arr->elem : kp->arg;

	if (!kp->perm || (array ? kp->arr->ops : kp->ops) != &param_ops_charp)
		return true;
	for (unsigned int i = 0; i < (array ? kp->arr->max : 1); i++)
		if (!is_text(mod, *(char *const *)(variable + (array ? kp->arr->elemsize * i : 0))))
			return false;
	return true;
}

/* What the operations follow kp->arg to, if they are the standard ones. */
static bool is_variable(const struct module *mod, const struct kernel_param *kp)
{
	if (kp->ops == &param_array_ops)
		return is_array(mod, kp);
	if (kp->ops == &param_ops_string)
		return is_string(mod, kp);
	return !param_value_size(kp->ops) ||
	       is_variable_of(mod, kp, kp->ops, kp->arg, param_value_size(kp->ops));
}

static int compare_names(const void *a, const void *b)
{
	const struct kernel_param *const *x = a, *const *y = b;

	return strcmp((*x)->name, (*y)->name);
}

/*
 * No two of those that /sys shows may have one name there. -ENOEXEC, -ENOMEM. The names are valid.
 */
static int check_files(struct load_info *info, const struct module *mod)
{
	const struct kernel_param **shown;
	unsigned int n = 0;
	int err = 0;

	if (!mod->num_kp)
		return 0;
	shown = kvmalloc_array(mod->num_kp, sizeof(*shown), GFP_KERNEL);
	if (!shown)
		return -ENOMEM;
	for (unsigned int i = 0; i < mod->num_kp; i++)
		if (mod->kp[i].perm)
			shown[n++] = &mod->kp[i];
	sort(shown, n, sizeof(*shown), compare_names, NULL);
	for (unsigned int i = 1; i < n && !err; i++)
		if (!strcmp(shown[i - 1]->name, shown[i]->name))
			err = bad(info, "%s: two parameters have the name %s in /sys", mod->name,
				  shown[i]->name);
	kvfree(shown);
	return err;
}

/* 0, -ENOEXEC or -ENOMEM. The module is relocated, and mod->kp found. */
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
		if (in_data(&mod->init_layout, kp->arg, 1) && !is_variable(mod, kp))
			return bad(info,
				   "%s: parameter %s is a variable of init's, which goes before "
				   "/sys or its type is done with it",
				   mod->name, kp->name);
		if (!is_variable(mod, kp))
			return bad(info, "%s: parameter %s has no variable (at %#lx)", mod->name,
				   kp->name, (unsigned long)kp->arg);
		if (!are_texts(mod, kp))
			return bad(info, "%s: parameter %s points to what is no text", mod->name,
				   kp->name);
	}
	return check_files(info, mod);
}
