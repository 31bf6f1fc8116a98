// SPDX-License-Identifier: MIT
/*
 * Exported symbols: one hash of everything that a module may import, the kernel's own and every
 * module's. An import costs one hash and, on average, one comparison of names.
 *
 * module_mutex guards the hash. A module's nodes go in when it is COMING and out when it is GOING;
 * who imports one takes a reference on its module before the mutex is dropped.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/jhash.h>
#include <linux/jiffies.h>
#include <linux/log2.h>
#include <linux/mm.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/wait.h>
#include "internal.h"

/* How long a module waits for another one's init before it is refused. */
#define EXPORTER_PATIENCE (30 * HZ)

/* The kernel's tables, gathered by the linker. */
extern const struct kernel_symbol __start___ksymtab[], __stop___ksymtab[];
extern const struct kernel_symbol __start___ksymtab_gpl[], __stop___ksymtab_gpl[];

struct module_export {
	struct module_export *next; /* in the bucket */
	const struct kernel_symbol *symbol;
	struct module *owner; /* NULL: the kernel */
	u32 hash;
	bool gpl;
};

/* The nodes of one exporter, allocated at once. */
struct module_exports {
	unsigned int num;
	struct module_export node[];
};

static struct module_export **buckets;
static unsigned int num_buckets; /* a power of two */
static unsigned int num_exports;

static const char *export_name(const struct module_export *e)
{
	return offset_to_ptr(&e->symbol->name_offset);
}

static const char *export_namespace(const struct module_export *e)
{
	return offset_to_ptr(&e->symbol->namespace_offset);
}

static u32 hash_name(const char *name)
{
	return jhash(name, strlen(name), 0);
}

static struct module_export **bucket_of(u32 hash)
{
	return &buckets[hash & (num_buckets - 1)];
}

static struct module_export *lookup(const char *name)
{
	u32 hash = hash_name(name);

	for (struct module_export *e = *bucket_of(hash); e; e = e->next)
		if (e->hash == hash && !strcmp(export_name(e), name))
			return e;
	return NULL;
}

/* Doubles the buckets when there is an export for each. Without memory, chains get longer. */
static void grow_buckets(void)
{
	unsigned int old_num = num_buckets;
	struct module_export **old = buckets, **new;

	if (num_exports < num_buckets)
		return;
	new = kvcalloc(old_num * 2, sizeof(*new), GFP_KERNEL);
	if (!new)
		return;
	buckets = new;
	num_buckets = old_num * 2;
	for (unsigned int i = 0; i < old_num; i++) {
		struct module_export *e, *next;

		for (e = old[i]; e; e = next) {
			next = e->next;
			e->next = *bucket_of(e->hash);
			*bucket_of(e->hash) = e;
		}
	}
	kvfree(old);
}

static void insert(struct module_export *e)
{
	struct module_export **bucket;

	grow_buckets();
	bucket = bucket_of(e->hash);
	e->next = *bucket;
	*bucket = e;
	num_exports++;
}

static void erase(struct module_export *e)
{
	struct module_export **p = bucket_of(e->hash);

	while (*p != e)
		p = &(*p)->next;
	*p = e->next;
	num_exports--;
}

static void init_node(struct module_export *e, const struct kernel_symbol *symbol,
		      struct module *owner, bool gpl)
{
	e->symbol = symbol;
	e->owner = owner;
	e->gpl = gpl;
	e->hash = hash_name(export_name(e));
}

/* A table entry that relocation left pointing out of its module is damage, not an export. */
static int check_export(struct load_info *info, const struct module *mod,
			const struct kernel_symbol *symbol, unsigned int i)
{
	if (is_module_string(mod, offset_to_ptr(&symbol->name_offset)) &&
	    is_module_string(mod, offset_to_ptr(&symbol->namespace_offset)))
		return 0;
	return bad(info, "%s: export %u has no name", mod->name, i);
}

static int add_export(struct load_info *info, struct module *mod, unsigned int i)
{
	struct module_export *e = &mod->exports->node[i];
	bool gpl = i >= mod->num_syms;
	const struct kernel_symbol *symbol =
		gpl ? &mod->gpl_syms[i - mod->num_syms] : &mod->syms[i];
	const struct module_export *other;
	int err = check_export(info, mod, symbol, i);

	if (err)
		return err;
	init_node(e, symbol, mod, gpl);
	other = lookup(export_name(e));
	if (other)
		return bad(info, "%s: exports duplicate symbol %s (owned by %s)", mod->name,
			   export_name(e), module_name(other->owner));
	insert(e);
	mod->exports->num++;
	return 0;
}

/* All of the module's exports or none: -ENOEXEC for one that exists already, -ENOMEM. */
int exports_add_module(struct load_info *info, struct module *mod)
{
	unsigned int num = mod->num_syms + mod->num_gpl_syms;
	int err;

	if (!num)
		return 0;
	mod->exports = kvzalloc(struct_size(mod->exports, node, num), GFP_KERNEL);
	if (!mod->exports)
		return -ENOMEM;
	for (unsigned int i = 0; i < num; i++) {
		err = add_export(info, mod, i);
		if (err) {
			exports_remove_module(mod);
			return err;
		}
	}
	return 0;
}

void exports_remove_module(struct module *mod)
{
	if (!mod->exports)
		return;
	for (unsigned int i = 0; i < mod->exports->num; i++) {
		hint_remember(export_name(&mod->exports->node[i]), mod);
		erase(&mod->exports->node[i]);
	}
	kvfree(mod->exports);
	mod->exports = NULL;
}

/* At this moment; a hint. May sleep. */
bool symbol_is_exported(const char *name)
{
	bool found;

	mutex_lock(&module_mutex);
	found = lookup(name);
	mutex_unlock(&module_mutex);
	return found;
}

/* Does mod export the symbol of that name and address? For the capital letters of kallsyms. */
bool is_exported(const char *name, unsigned long value, const struct module *mod)
{
	const struct module_export *e = lookup(name);

	return e && e->owner == mod &&
	       (unsigned long)offset_to_ptr(&e->symbol->value_offset) == value;
}

/* The rules for one import, in Linux's order. */
static int check_import(struct module_load *load, const struct module_export *e)
{
	struct load_info *info = &load->info;
	struct module *mod = load->mod;
	int err;

	if (e->gpl && !may_use_gpl_symbols(mod)) {
		load_log(info, LOAD_WARN,
			 "%s: symbol %s of %s is for modules under a GPL-compatible license, not "
			 "'%s'",
			 mod->name, export_name(e), module_name(e->owner),
			 get_modinfo(info, "license") ?: "unspecified");
		return -ENOENT;
	}
	if (e->gpl)
		mod->using_gplonly_symbols = true;
	err = check_inherited_license(info, mod, e->owner);
	if (err)
		return err;
	return check_namespace(info, export_name(e), export_namespace(e));
}

/*
 * One attempt: the address, with the exporter's use recorded. -EBUSY while the exporter is still in
 * its init; then its name is in owner.
 */
static int try_resolve(struct module_load *load, const char *name, u64 *addr, char *owner)
{
	const struct module_export *e;
	int err = -ENOENT;

	mutex_lock(&module_mutex);
	e = lookup(name);
	if (!e)
		goto unlock;
	err = check_import(load, e);
	if (err)
		goto unlock;
	err = ref_module(load->mod, e->owner);
	if (err) {
		strscpy(owner, module_name(e->owner), MODULE_NAME_LEN);
		goto unlock;
	}
	*addr = (unsigned long)offset_to_ptr(&e->symbol->value_offset);
unlock:
	mutex_unlock(&module_mutex);
	return err;
}

/* As try_resolve(), which has just said -EBUSY, when the exporter's init is over. */
static int wait_for_exporter(struct module_load *load, const char *name, u64 *addr, char *owner)
{
	char waited_for[MODULE_NAME_LEN];
	struct module_wait wait;
	int err;

	strcpy(waited_for, owner);
	err = module_wait_begin(&wait, waited_for);
	if (err) {
		load_log(&load->info, LOAD_WARN,
			 "%s: needs module %s, whose init waits for this load: refused",
			 load->mod->name, owner);
		return err;
	}
	if (wait_event_interruptible_timeout(module_wq,
					     (err = try_resolve(load, name, addr, owner)) != -EBUSY,
					     EXPORTER_PATIENCE) <= 0)
		load_log(&load->info, LOAD_WARN, "%s: gave up waiting for init of module %s.",
			 load->mod->name, owner);
	module_wait_end(&wait);
	return err;
}

/*
 * struct load_env's resolve(). Errors: -ENOENT, also for what the licence forbids; -EINVAL for a
 * namespace that is not imported, or mixed licences; -EBUSY when the exporter's init takes too
 * long; -ENOMEM. May sleep.
 */
int resolve_symbol(struct load_info *info, const char *name, u64 *addr)
{
	struct module_load *load = to_load(info);
	char owner[MODULE_NAME_LEN];
	int err = try_resolve(load, name, addr, owner);

	return err == -EBUSY ? wait_for_exporter(load, name, addr, owner) : err;
}

void *__symbol_get(const char *symbol)
{
	const struct module_export *e;
	void *addr = NULL;

	mutex_lock(&module_mutex);
	e = lookup(symbol);
	if (e && !strong_try_module_get(e->owner))
		addr = offset_to_ptr(&e->symbol->value_offset);
	mutex_unlock(&module_mutex);
	return addr;
}
EXPORT_SYMBOL_GPL(__symbol_get);

void __symbol_put(const char *symbol)
{
	const struct module_export *e;

	mutex_lock(&module_mutex);
	e = lookup(symbol);
	if (!WARN_ON(!e))
		module_put(e->owner);
	mutex_unlock(&module_mutex);
}
EXPORT_SYMBOL(__symbol_put);

static void __init add_kernel_exports(struct module_exports *all, const struct kernel_symbol *start,
				      const struct kernel_symbol *stop, bool gpl)
{
	for (const struct kernel_symbol *symbol = start; symbol < stop; symbol++) {
		struct module_export *e = &all->node[all->num++];

		init_node(e, symbol, NULL, gpl);
		WARN(lookup(export_name(e)), "%s is exported twice\n", export_name(e));
		insert(e);
	}
}

void __init exports_init(void)
{
	unsigned int num = (__stop___ksymtab - __start___ksymtab) +
			   (__stop___ksymtab_gpl - __start___ksymtab_gpl);
	struct module_exports *all = kvzalloc(struct_size(all, node, num), GFP_KERNEL);

	num_buckets = roundup_pow_of_two(num + 1);
	buckets = kvcalloc(num_buckets, sizeof(*buckets), GFP_KERNEL);
	if (!all || !buckets)
		panic("No memory for %u exported symbols", num);
	add_kernel_exports(all, __start___ksymtab, __stop___ksymtab, false);
	add_kernel_exports(all, __start___ksymtab_gpl, __stop___ksymtab_gpl, true);
}
