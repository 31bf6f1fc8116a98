/* SPDX-License-Identifier: MIT */
/*
 * The loader's kernel side: what its files share among themselves.
 *
 * core.h is the pipeline that knows nothing of a kernel. This is the rest: memory with permissions,
 * the list of modules, exports, references, /proc and /sys. load.c shows how they come together.
 *
 * Locks, outermost first:
 *   module_mutex   the list of modules and every module's state; the hash of exports; who uses whom
 *   param_lock     of each module: the values of its parameters, once /sys shows them
 * What is looked up from any context (addresses, names for addresses) is read under RCU.
 */
#ifndef MODULE_INTERNAL_H
#define MODULE_INTERNAL_H

#include <linux/list.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/panic.h>
#include <linux/types.h>
#include <linux/wait.h>
#include "core.h"
#include "report.h"

/* The reference that the loader itself holds on a module until it lets it go. */
#define MODULE_REF_BASE 1

/* What is found out for messages when symbols are missing (hints.c). All zeroes at first. */
struct load_hints {
	bool read;	/* the file was, if it is there */
	bool installed; /* it knew some of the symbols */
	void *file;
	size_t file_len;
	char module[MODULE_NAME_LEN]; /* the last answer */
	char needed[128];	      /* all answers, with commas */
};

/*
 * One load in the kernel: the core's scratch, and what only the kernel knows. It dies before the
 * module's init runs; what survives is struct module.
 */
struct module_load {
	struct load_info info;	  /* first: the core's callbacks get a pointer to it */
	int flags;		  /* MODULE_INIT_ of finit_module(2) */
	void *copy;		  /* the image, if it is ours to vfree() */
	const char __user *uargs; /* where the parameters are, if not yet in args */
	char *args;		  /* kmalloc'ed; goes over to the module */
	int args_err;		  /* why there are none */
	const char *forced;	  /* why it is let in although it may not fit; or NULL */

	/* What module_place() has allocated; the module's, once it is formed. */
	void *allocation[LOAD_INIT + 1];
	void __percpu *percpu;
	void *percpu_template; /* not the module's: relocated here, then copied */

	struct module *mod; /* in its final place; NULL until there is one */
	struct load_report *report;
	struct load_hints hints;
};

static inline struct module_load *to_load(struct load_info *info)
{
	return (struct module_load *)info;
}

extern struct mutex module_mutex;
extern struct list_head modules;
/* Woken when a module becomes LIVE or goes. */
extern wait_queue_head_t module_wq;

/*
 * load.c: the whole way of a module into the kernel. Takes over request->copy and request->args;
 * the caller has set the first, the last or uargs, flags, report, and info's image, len and name.
 */
int load_module(const struct module_load *request);

/* env.c: what the core gets from the kernel. */
extern const struct load_env kernel_load_env;

/* memory.c: where a module lies, and what its pages allow. */
int module_place(struct load_info *info, enum load_region_id id, struct load_region *r);
void module_set_layouts(struct module_load *load);
void module_copy_percpu(struct module_load *load);
void module_free_template(struct module_load *load);
int module_protect(struct module *mod);
int module_protect_after_init(struct module *mod);
void module_free_regions(struct module_load *load);
void module_free_init(struct module *mod);
void module_free_memory(struct module *mod);
void module_poison(struct module *mod);
bool within_module_text(unsigned long addr, const struct module *mod);

/* dormant.c: loads that run none of the module's code. */
extern int module_init_enabled;
void module_make_dormant(struct module *mod);
int check_dormant_owner(struct load_info *info, const struct module *mod,
			const struct module *owner, const char *symbol);

/* policy.c: whether a module is let in, and what that says about the kernel from then on. */
void module_sysctl_init(void);
bool may_change_modules(void);
int check_module_vermagic(struct module_load *load);
void explain_other_build(struct module_load *load);
int try_to_force_load(struct module_load *load, const char *reason);
void check_module_license_and_origin(struct module_load *load);
bool may_use_gpl_symbols(const struct module *mod);
int check_inherited_license(struct load_info *info, struct module *mod, struct module *owner);
int check_namespace(struct load_info *info, const char *symbol, const char *namespace);
/* Writes "(OE)", a letter for each taint, with '-' or '+' for the state; or "". Returns buf. */
#define MODULE_FLAGS_BUF_SIZE (TAINT_FLAGS_COUNT + 4)
char *module_flags(const struct module *mod, char *buf, bool show_state);

/* signing.c: the signature at an image's end. */
int check_module_signature(struct module_load *load);

/* decompress.c: an image that is compressed. */
int decompress_module(struct module_load *load);
void module_decompress_init(struct kobject *dir);

/* copy.c: the parameters that the system call was given, to load->args. */
void copy_module_args(struct module_load *load);

/* formation.c: from relocated memory to a module that is COMING, and back. */
int module_take_shape(struct module_load *load);
int post_relocation(struct module_load *load);
int complete_formation(struct module_load *load);
void dissolve_formation(struct module *mod);
/* Does s point to a string that ends inside the module? */
bool is_module_string(const struct module *mod, const char *s);

/* param_check.c: can the table of parameters be followed? */
int check_params(struct load_info *info, const struct module *mod);
/* Are kp's operations, those of an array's elements included, the kernel's own for a type? */
bool param_is_standard(const struct kernel_param *kp);
/* For such checks: in data that the module keeps, but not in struct module; code of any kind. */
bool in_own_data(const struct module *mod, const void *p, size_t size);
bool is_code_or_null(const struct module *mod, unsigned long fn);

/* kunit.c: its test suites, which KUnit runs. */
int check_kunit_suites(struct load_info *info, const struct module *mod);
void module_kunit_init(void);

/* jump_label.c: can the table of static branches be followed? Sorts it. */
int check_jump_table(struct load_info *info, struct module *mod);

/* cmdline_params.c: a module's parameters, from the kernel's command line and its arguments. */
int module_set_params(struct module *mod);

/* exports.c: all that a module may import. The last three under module_mutex. */
void exports_init(void);
bool kernel_has_versions(void);
int check_module_layout(struct module_load *load);
int resolve_symbol(struct load_info *info, const char *name, u64 *addr);
int find_export_versions(struct module_load *load);
int exports_add_module(struct load_info *info, struct module *mod);
void exports_remove_module(struct module *mod);
bool symbol_is_exported(const char *name);
bool is_exported(const char *name, unsigned long value, const struct module *mod);

/* hints.c: who would export what a module lacks. Take a lock that is innermost, and may sleep. */
const char *hint_exporter(struct load_info *info, const char *symbol);
/* After the symbols: which modules are to be loaded first, in a line. */
void hint_advise(struct module_load *load);
void hint_release(struct module_load *load);
/* It leaves, or never was: mod had the export. */
void hint_remember(const char *symbol, const struct module *mod);
void hint_remember_refused(struct module_load *load);

/* registry.c: who is there, by name and by address. */
struct module *find_module_all(const char *name, bool even_unformed);
void remove_module(struct module *mod);
int index_add_module(struct module *mod);
void index_remove_init(struct module *mod);
void index_remove_module(struct module *mod);
void module_index_memory(const void **start, size_t *size);

/*
 * rivals.c: several loads of one module. The last two under module_mutex. hash_bytes(), from a hash
 * or 0 on, is enough to know bytes again that were just there; nothing is trusted to it.
 */
u64 hash_bytes(u64 hash, const void *bytes, size_t len);
int add_unformed_module(struct module_load *load);
void module_load_failed(struct module *mod, int err);
void module_load_succeeded(struct module *mod);
void module_load_over(struct module *mod);

/*
 * waits.c: a task that waits for the load of a module. On its stack, between the two calls, which
 * take module_mutex; the name must stay. -EBUSY: that load waits for the caller; then there is
 * nothing to end.
 */
struct module_wait {
	struct list_head list;
	struct task_struct *task;
	const char *name;
	bool seen; /* by a search for circles, with the entry below */
	struct list_head queue;
};
int module_wait_begin(struct module_wait *wait, const char *name);
void module_wait_end(struct module_wait *wait);

/* refs.c: references and dependencies. */
struct module_use {
	struct list_head source_list; /* in target->source_list: its users */
	struct list_head target_list; /* in source->target_list: whom it uses */
	struct module *source, *target;
};
void module_refs_init(struct module *mod);
int strong_try_module_get(struct module *mod);
int try_release_module_ref(struct module *mod);
int ref_module(struct module *a, struct module *b);
void module_drop_uses(struct module *mod);

/* notify.c: those who want to hear of modules. */
int notify_module_coming(struct module *mod);
void notify_module_live(struct module *mod);
void notify_module_going(struct module *mod);

/*
 * crash.c, bury.c: a module whose code has crashed. What is said of a module and a task is said in
 * these files.
 */
void module_enter(struct module *mod, const char *doing);
void module_leave(struct module *mod);
bool module_is_crashed(const struct module *mod);
void log_crashed(const struct module *mod);
struct module *crashed_exporter(const char *symbol);
bool task_is_inside(struct task_struct *tsk, const struct module *mod);
int try_stop_crashed_module(struct module *mod, bool last);
void bury_module(struct module *mod);

/* withdraw.c: what it has registered, when it can't be asked to take it back. */
void module_withdraw(const struct module *mod);

/* init.c, unload.c: the two ends of a module's life. */
int do_init_module(struct module *mod, int *init_ret);
void free_module(struct module *mod);
void print_last_unloaded(void);

/* kmod.c: modules that the kernel asks for. */
void kmod_sysctl_init(void);
/*
 * Does requester wait for a modprobe that task is, or descends from, or for one that waits, in an
 * init, for such a one? Not in interrupts.
 */
bool request_module_waits_for(struct task_struct *requester, struct task_struct *task);

/* proc.c, kallsyms_proc.c, sysfs.c, section_files.c, param_sysfs.c: what users see. */
void module_proc_init(void);
void kallsyms_proc_init(void);
void module_sysfs_init(void);
int mod_sysfs_setup(struct module *mod, const struct load_info *info);
void mod_sysfs_teardown(struct module *mod);
int section_files_setup(struct module *mod, const struct load_info *info);
void section_files_after_init(struct module *mod);
void section_files_remove(struct module *mod);
int module_param_sysfs_setup(struct module *mod);
void module_param_sysfs_remove(struct module *mod);
/* /sys/module/NAME of a part of the kernel, for ever: 0 or a negative errno. */
int builtin_sysfs_add(struct module_kobject *mk, const char *name);
void builtin_params_sysfs_init(void);

#endif
