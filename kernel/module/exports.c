// SPDX-License-Identifier: MIT
/*
 * Exported symbols: all that a module may import, hashed by name. An import costs one hash and, on
 * average, one comparison of names.
 *
 * The kernel's own never change once the kernel is up, and are found without a lock. Those of
 * modules are in a table of their own, which module_mutex guards: a module's nodes go in when it is
 * COMING and out when it is GOING; who imports one takes a reference on its module before the mutex
 * is dropped. No name is in both tables.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/jiffies.h>
#include <linux/log2.h>
#include <linux/mm.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/wait.h>
#include "internal.h"
#include "names.h"

_Static_assert(sizeof(struct modversion_info) == sizeof(struct load_version) &&
		       offsetof(struct modversion_info, name) ==
			       offsetof(struct load_version, name),
	       "what the build of a module writes is what the core reads");

/* How long a module waits for another one's init before it is refused. */
#define EXPORTER_PATIENCE (30 * HZ)

/* The kernel's tables, gathered by the linker. Weak: a kernel may be built without versions. */
extern const struct kernel_symbol __start___ksymtab[], __stop___ksymtab[];
extern const struct kernel_symbol __start___ksymtab_gpl[], __stop___ksymtab_gpl[];
extern const s32 __start___kcrctab[] __weak, __start___kcrctab_gpl[] __weak;

struct module_export {
	struct module_export *next; /* in the bucket */
	const struct kernel_symbol *symbol;
	struct name_key key;
	struct module *owner; /* NULL: the kernel */
	u32 crc;	      /* its version; 0: it has none */
	bool gpl;
};

/* The nodes of one exporter, allocated at once. */
struct module_exports {
	unsigned int num;
	struct module_export node[];
};

struct export_table {
	struct module_export **buckets;
	unsigned int num_buckets; /* a power of two */
	unsigned int num;
};

static struct export_table kernel_exports; /* constant when exports_init() is done */
static struct export_table module_exports; /* module_mutex */

static const char *export_name(const struct module_export *e)
{
	return offset_to_ptr(&e->symbol->name_offset);
}

static const char *export_namespace(const struct module_export *e)
{
	return offset_to_ptr(&e->symbol->namespace_offset);
}

static unsigned long export_value(const struct module_export *e)
{
	return (unsigned long)offset_to_ptr(&e->symbol->value_offset);
}

static struct module_export **bucket_of(const struct export_table *t, u64 hash)
{
	return &t->buckets[hash & (t->num_buckets - 1)];
}

static inline struct module_export *find_in(const struct export_table *t, const char *name,
					    struct name_key key)
{
	for (struct module_export *e = *bucket_of(t, key.hash); e; e = e->next)
		if (e->key.hash == key.hash && e->key.len == key.len &&
		    name_equal(export_name(e), name, key.len))
			return e;
	return NULL;
}

/* In either table. Under module_mutex. */
static struct module_export *find_export(const char *name)
{
	struct name_key key = name_key(name, strlen(name) + 1);

	return find_in(&kernel_exports, name, key) ?: find_in(&module_exports, name, key);
}

/* Doubles the buckets when there is an export for each. Without memory, chains get longer. */
static void grow_buckets(struct export_table *t)
{
	unsigned int old_num = t->num_buckets;
	struct module_export **old = t->buckets, **new;

	if (t->num < old_num)
		return;
	new = kvcalloc(old_num * 2, sizeof(*new), GFP_KERNEL);
	if (!new)
		return;
	t->buckets = new;
	t->num_buckets = old_num * 2;
	for (unsigned int i = 0; i < old_num; i++) {
		struct module_export *e, *next;

		for (e = old[i]; e; e = next) {
			next = e->next;
			e->next = *bucket_of(t, e->key.hash);
			*bucket_of(t, e->key.hash) = e;
		}
	}
	kvfree(old);
}

static void insert(struct export_table *t, struct module_export *e)
{
	struct module_export **bucket;

	grow_buckets(t);
	bucket = bucket_of(t, e->key.hash);
	e->next = *bucket;
	*bucket = e;
	t->num++;
}

static void erase(struct export_table *t, struct module_export *e)
{
	struct module_export **p = bucket_of(t, e->key.hash);

	while (*p != e)
		p = &(*p)->next;
	*p = e->next;
	t->num--;
}

/* crc may be NULL: the exporter has no table of versions. */
static void init_node(struct module_export *e, const struct kernel_symbol *symbol, const s32 *crc,
		      struct module *owner, bool gpl)
{
	e->symbol = symbol;
	e->owner = owner;
	e->gpl = gpl;
	e->crc = crc ? *crc : 0;
	e->key = name_key(export_name(e), strlen(export_name(e)) + 1);
}

/* One of the module's two tables of versions. 0 or -ENOEXEC if it doesn't go with its exports. */
static int find_crcs(struct module_load *load, const char *section, unsigned int num_exports,
		     const s32 **crcs)
{
	u32 num;
	u64 addr;
	int err = section_objs(&load->info, section, sizeof(**crcs), &addr, &num);

	if (err)
		return err;
	if (num && num != num_exports)
		return bad(&load->info, "%s: section %s has %u versions for %u exports",
			   load->mod->name, section, num, num_exports);
	*crcs = (const s32 *)addr;
	if (num_exports && !num && __start___kcrctab)
		return try_to_force_load(load, "no versions for exported symbols");
	return 0;
}

/* The tables of versions beside the module's tables of exports. -ENOEXEC if they don't match. */
int find_export_versions(struct module_load *load)
{
	struct module *mod = load->mod;

	return find_crcs(load, "__kcrctab", mod->num_syms, &mod->crcs)
		       ?: find_crcs(load, "__kcrctab_gpl", mod->num_gpl_syms, &mod->gpl_crcs);
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
	unsigned int n = gpl ? i - mod->num_syms : i;
	const struct kernel_symbol *symbol = gpl ? &mod->gpl_syms[n] : &mod->syms[n];
	const s32 *crcs = gpl ? mod->gpl_crcs : mod->crcs;
	const struct module_export *other;
	int err = check_export(info, mod, symbol, i);

	if (err)
		return err;
	init_node(e, symbol, crcs ? &crcs[n] : NULL, mod, gpl);
	other = find_export(export_name(e));
	if (other)
		return bad(info, "%s: exports duplicate symbol %s (owned by %s)", mod->name,
			   export_name(e), module_name(other->owner));
	insert(&module_exports, e);
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
		erase(&module_exports, &mod->exports->node[i]);
	}
	kvfree(mod->exports);
	mod->exports = NULL;
}

/* At this moment; a hint. May sleep. */
bool symbol_is_exported(const char *name)
{
	bool found;

	mutex_lock(&module_mutex);
	found = find_export(name);
	mutex_unlock(&module_mutex);
	return found;
}

/* Does mod export the symbol of that name and address? For the capital letters of kallsyms. */
bool is_exported(const char *name, unsigned long value, const struct module *mod)
{
	const struct module_export *e = find_export(name);

	return e && e->owner == mod && export_value(e) == value;
}

/* Does the module's idea of the export agree with ours? Not asked if the exporter has none. */
static inline int check_import_version(struct module_load *load, const struct module_export *e)
{
	if (!e->crc)
		return 0;
	if (!load->info.versions.num)
		return try_to_force_load(load, export_name(e));
	return check_version(&load->info, export_name(e), e->key, e->crc);
}

/* The words for a GPL-only symbol that the module may not use; to it there is none. */
static noinline int refuse_gpl_symbol(struct module_load *load, const struct module_export *e)
{
	load_log(&load->info, LOAD_WARN,
		 "%s: symbol %s of %s is for modules under a GPL-compatible license, not '%s'",
		 load->mod->name, export_name(e), module_name(e->owner),
		 get_modinfo(&load->info, "license") ?: "unspecified");
	return -ENOENT;
}

/* The rules for one import, in Linux's order. */
static inline int check_import(struct module_load *load, const struct module_export *e)
{
	const char *namespace = export_namespace(e);
	int err = 0;

	if (e->gpl) {
		if (!may_use_gpl_symbols(load->mod))
			return refuse_gpl_symbol(load, e);
		load->mod->using_gplonly_symbols = true;
	}
	if (e->owner)
		err = check_dormant_owner(&load->info, load->mod, e->owner, export_name(e))
			      ?: check_inherited_license(&load->info, load->mod, e->owner);
	err = err ?: check_import_version(load, e);
	if (*namespace && !err)
		err = check_namespace(&load->info, export_name(e), namespace);
	return err;
}

/* Why the symbol isn't there, if a module that has crashed had it. Under module_mutex. */
static void explain_crashed_exporter(struct module_load *load, const char *name)
{
	const struct module *owner = crashed_exporter(name);

	if (owner)
		load_log(&load->info, LOAD_ERR,
			 "%s: symbol %s was exported by %s, which crashed in its %s; rmmod %s, and "
			 "load it again first",
			 load->mod->name, name, owner->name, owner->crashed_in, owner->name);
}

/*
 * One attempt at an export of a module: its address, with the use of the module recorded. -EBUSY
 * while the exporter is still in its init; then its name is in owner.
 */
static int try_resolve(struct module_load *load, const char *name, struct name_key key, u64 *addr,
		       char *owner)
{
	const struct module_export *e;
	int err = -ENOENT;

	mutex_lock(&module_mutex);
	e = find_in(&module_exports, name, key);
	if (!e) {
		explain_crashed_exporter(load, name);
		goto unlock;
	}
	err = check_import(load, e);
	if (err)
		goto unlock;
	err = ref_module(load->mod, e->owner);
	if (err) {
		strscpy(owner, module_name(e->owner), MODULE_NAME_LEN);
		goto unlock;
	}
	*addr = export_value(e);
unlock:
	mutex_unlock(&module_mutex);
	return err;
}

/* As try_resolve(), which has just said -EBUSY, when the exporter's init is over. */
static int wait_for_exporter(struct module_load *load, const char *name, struct name_key key,
			     u64 *addr, char *owner)
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
	if (wait_event_interruptible_timeout(
		    module_wq, (err = try_resolve(load, name, key, addr, owner)) != -EBUSY,
		    EXPORTER_PATIENCE) <= 0)
		load_log(&load->info, LOAD_WARN, "%s: gave up waiting for init of module %s.",
			 load->mod->name, owner);
	module_wait_end(&wait);
	return err;
}

/*
 * struct load_env's resolve(). Errors: -ENOENT, also for what the licence forbids; -EINVAL for a
 * namespace that is not imported or another version; -EBUSY when the exporter's init takes too
 * long; -ENOMEM. May sleep.
 */
int resolve_symbol(struct load_info *info, const char *name, u64 *addr)
{
	struct name_key key = name_key(name, info->strtab + info->strtab_size - name);
	const struct module_export *e = find_in(&kernel_exports, name, key);
	struct module_load *load = to_load(info);
	char owner[MODULE_NAME_LEN];
	int err;

	if (e) {
		*addr = export_value(e);
		return check_import(load, e);
	}
	err = try_resolve(load, name, key, addr, owner);
	return err == -EBUSY ? wait_for_exporter(load, name, key, addr, owner) : err;
}

/* Do the kernel's exports have versions? */
bool kernel_has_versions(void)
{
	return __start___kcrctab;
}

/*
 * Whether the module means the same by struct module as we do: the first of all its versions, that
 * of module_layout, which stands for what loader and module share. Before anything of the module is
 * used. -ENOEXEC, after Linux's line.
 */
int check_module_layout(struct module_load *load)
{
	static const char name[] = "module_layout";
	const struct module_export *e =
		find_in(&kernel_exports, name, name_key(name, sizeof(name)));

	return e && check_import_version(load, e) ? -ENOEXEC : 0;
}

void *__symbol_get(const char *symbol)
{
	const struct module_export *e;
	void *addr = NULL;

	mutex_lock(&module_mutex);
	e = find_export(symbol);
	if (e && !(e->owner && e->owner->dormant) && !strong_try_module_get(e->owner))
		addr = (void *)export_value(e);
	mutex_unlock(&module_mutex);
	return addr;
}
EXPORT_SYMBOL_GPL(__symbol_get);

void __symbol_put(const char *symbol)
{
	const struct module_export *e;

	mutex_lock(&module_mutex);
	e = find_export(symbol);
	if (!e)
		WARN_ON(!crashed_exporter(symbol)); /* whose references don't count any more */
	else
		module_put(e->owner);
	mutex_unlock(&module_mutex);
}
EXPORT_SYMBOL(__symbol_put);

static void __init add_kernel_exports(struct module_exports *all, const struct kernel_symbol *start,
				      const struct kernel_symbol *stop, const s32 *crcs, bool gpl)
{
	for (const struct kernel_symbol *symbol = start; symbol < stop; symbol++) {
		struct module_export *e = &all->node[all->num++];

		init_node(e, symbol, crcs ? &crcs[symbol - start] : NULL, NULL, gpl);
		WARN(find_export(export_name(e)), "%s is exported twice\n", export_name(e));
		insert(&kernel_exports, e);
	}
}

static void __init init_table(struct export_table *t, unsigned int num)
{
	t->num_buckets = roundup_pow_of_two(num + 1);
	t->buckets = kvcalloc(t->num_buckets, sizeof(*t->buckets), GFP_KERNEL);
	if (!t->buckets)
		panic("No memory for %u exported symbols", num);
}

void __init exports_init(void)
{
	unsigned int num = (__stop___ksymtab - __start___ksymtab) +
			   (__stop___ksymtab_gpl - __start___ksymtab_gpl);
	struct module_exports *all = kvzalloc(struct_size(all, node, num), GFP_KERNEL);

	if (!all)
		panic("No memory for %u exported symbols", num);
	init_table(&kernel_exports, num);
	init_table(&module_exports, 63);
	add_kernel_exports(all, __start___ksymtab, __stop___ksymtab, __start___kcrctab, false);
	add_kernel_exports(all, __start___ksymtab_gpl, __stop___ksymtab_gpl, __start___kcrctab_gpl,
			   true);
}
