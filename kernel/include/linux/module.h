// SPDX-License-Identifier: MIT
/*
 * Loadable modules: what a module's source says about itself, and what the kernel knows of it.
 *
 *	static int __init hello_init(void) { return 0; }
 *	static void __exit hello_exit(void) { }
 *	module_init(hello_init);
 *	module_exit(hello_exit);
 *	MODULE_LICENSE("GPL");
 *
 * init's return value decides: 0 keeps the module, a negative errno refuses it and reaches the
 * program that asked. A module with an init and no exit can't be removed.
 *
 * Who may hold on to a module: whoever calls into it must have a reference (try_module_get())
 * or know that the module's own references protect it, as an open file's f_op->owner does. A
 * module whose count is not zero is not removed.
 */
#ifndef LINUX_MODULE_H
#define LINUX_MODULE_H

#include <linux/atomic.h>
#include <linux/bug.h>
#include <linux/compiler.h>
#include <linux/completion.h>
#include <linux/elf.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kallsyms.h>
#include <linux/kernel.h>
#include <linux/kmod.h>
#include <linux/kobject.h>
#include <linux/list.h>
#include <linux/moduleparam.h>
#include <linux/mutex.h>
#include <linux/percpu.h>
#include <linux/stat.h>
#include <linux/stringify.h>
#include <linux/types.h>
#include <uapi/linux/module.h>
#include <asm/module.h>

#define MODULE_NAME_LEN (64 - sizeof(unsigned long))

/*
 * The version of a symbol that a module imports, as it was when the module was built: an entry of
 * its section __versions, which the build writes.
 */
struct modversion_info {
	unsigned long crc;
	char name[MODULE_NAME_LEN];
};

/*
 * What a module says about itself: "tag=text" strings in .modinfo, read by modinfo(8), depmod(8)
 * and the loader. They cost nothing at run time: the section is not kept.
 */
#define MODULE_INFO(tag, info) __MODULE_INFO(tag, tag, info)

#define MODULE_ALIAS(_alias) MODULE_INFO(alias, _alias)
/* "pre: a b post: c": modprobe(8) loads these before and after, if it finds them. */
#define MODULE_SOFTDEP(_softdep) MODULE_INFO(softdep, _softdep)
/*
 * Every module has one, or it counts as proprietary: then it can't use GPL-only symbols, and
 * taints the kernel. "GPL", "GPL v2", "GPL and additional rights", "Dual BSD/GPL", "Dual MIT/GPL",
 * "Dual MPL/GPL" are free; "Proprietary", and any other text, are not.
 */
#define MODULE_LICENSE(_license) MODULE_INFO(license, _license)
/* One use for each author: "Name <email>", or just "Name". */
#define MODULE_AUTHOR(_author)		 MODULE_INFO(author, _author)
#define MODULE_DESCRIPTION(_description) MODULE_INFO(description, _description)
/* Shown in /sys/module/NAME/version; the build adds a checksum of the sources (srcversion). */
#define MODULE_VERSION(_version)   MODULE_INFO(version, _version)
#define MODULE_FIRMWARE(_firmware) MODULE_INFO(firmware, _firmware)
/* Lets the module use symbols exported into that namespace. */
#define MODULE_IMPORT_NS(ns) MODULE_INFO(import_ns, __stringify(ns))
#define MODULE_ALIAS_CHARDEV(major, minor)                                                         \
	MODULE_ALIAS("char-major-" __stringify(major) "-" __stringify(minor))
#define MODULE_ALIAS_CHARDEV_MAJOR(major) MODULE_ALIAS("char-major-" __stringify(major) "-*")

/* A device id table, under a name that modpost turns into aliases; the table is the module's. */
#ifdef MODULE
#define MODULE_DEVICE_TABLE(type, name)                                                            \
	extern typeof(name) __mod_##type##__##name##_device_table                                  \
		__attribute__((unused, alias(__stringify(name))))
#else
#define MODULE_DEVICE_TABLE(type, name)
#endif

/*
 * The entry points. The loader finds them through the two fields of __this_module that name
 * init_module and cleanup_module, so these are aliases of the module's functions: a module may
 * also define the two names itself. The inline functions check the types.
 */
extern int init_module(void);
extern void cleanup_module(void);

#ifdef MODULE
#define module_init(initfn)                                                                        \
	static inline initcall_t __maybe_unused __inittest(void)                                   \
	{                                                                                          \
		return initfn;                                                                     \
	}                                                                                          \
	int init_module(void) __copy(initfn) __attribute__((alias(#initfn)));                      \
	___ADDRESSABLE(init_module, __initdata)

#define module_exit(exitfn)                                                                        \
	static inline exitcall_t __maybe_unused __exittest(void)                                   \
	{                                                                                          \
		return exitfn;                                                                     \
	}                                                                                          \
	void cleanup_module(void) __copy(exitfn) __attribute__((alias(#exitfn)));                  \
	___ADDRESSABLE(cleanup_module, __exitdata)

/* Code that a kernel could have built in says when it wants to start. In a module: when loaded. */
#define early_initcall(fn)	   module_init(fn)
#define core_initcall(fn)	   module_init(fn)
#define core_initcall_sync(fn)	   module_init(fn)
#define postcore_initcall(fn)	   module_init(fn)
#define postcore_initcall_sync(fn) module_init(fn)
#define arch_initcall(fn)	   module_init(fn)
#define subsys_initcall(fn)	   module_init(fn)
#define subsys_initcall_sync(fn)   module_init(fn)
#define fs_initcall(fn)		   module_init(fn)
#define fs_initcall_sync(fn)	   module_init(fn)
#define rootfs_initcall(fn)	   module_init(fn)
#define device_initcall(fn)	   module_init(fn)
#define device_initcall_sync(fn)   module_init(fn)
#define late_initcall(fn)	   module_init(fn)
#define late_initcall_sync(fn)	   module_init(fn)
#define console_initcall(fn)	   module_init(fn)
#endif

/*
 * Who can see a module, state by state:
 *   UNFORMED  the loader alone, but the name is taken: a second load of it waits
 *   COMING    it is looked up by name and address, /proc/modules and /sys show it; init is about to
 *             run or runs. A module that needs its exports waits until it is LIVE.
 *   LIVE      everyone; init is done and its memory is gone
 *   GOING     on its way out, or its init failed: no new references, no new users
 *   CRASHED   its code faulted, and the task that ran it is dead. Its text is full of traps, its
 *             exports are withdrawn; it waits to be removed. Linux has no such state.
 */
enum module_state {
	MODULE_STATE_LIVE,
	MODULE_STATE_COMING,
	MODULE_STATE_GOING,
	MODULE_STATE_UNFORMED,
	MODULE_STATE_CRASHED,
};

/*
 * One of a module's two pieces of memory: core, which stays, and init, which goes when init has
 * returned. Within it, in this order, each part rounded up to whole pages:
 *   [0, text_size)                      code: read, execute
 *   [text_size, ro_size)                constants: read
 *   [ro_size, ro_after_init_size)       read; written only before and while init runs
 *   [ro_after_init_size, symtab_start)  data: read, write
 *   [symtab_start, size)                names of its addresses, for kallsyms: read
 */
struct module_layout {
	void *base;
	unsigned int size;
	unsigned int text_size;
	unsigned int ro_size;
	unsigned int ro_after_init_size;
	unsigned int symtab_start;
	void *allocation; /* what module_alloc() gave; below base where base is aligned to more */
};

struct module_kobject {
	struct kobject kobj;
	struct module *mod;
	struct module_param_attrs *mp;
	struct kobject *drivers_dir; /* links to its drivers, from the first one on; or NULL */
	struct completion *kobj_completion; /* the one who waits for the last reference to go */
};

/* A file in /sys/module/NAME. */
struct module_attribute {
	struct attribute attr;
	ssize_t (*show)(struct module_attribute *, struct module_kobject *, char *);
	ssize_t (*store)(struct module_attribute *, struct module_kobject *, const char *, size_t);
};

struct exception_table_entry;
struct jump_entry;
struct kunit_suite;
struct load_attempt;
struct mod_symbols;
struct module_exports;
struct module_param_attrs;
struct section_files;

/*
 * A loaded module. It lies in the module's own data, in the section .gnu.linkonce.this_module,
 * where the build put its name, init and exit; everything else is the loader's. It is gone with
 * the module's memory, so holding a pointer to it takes a reference or a lock that keeps it.
 *
 * What has no lock below is constant from COMING until the module is freed.
 */
struct module {
	enum module_state state; /* changed under module_mutex */

	struct list_head list; /* all modules, newest first; module_mutex to change, RCU to read */

	char name[MODULE_NAME_LEN]; /* unique */

	/* The load that it is in, and the task that does it; NULL from LIVE on. module_mutex. */
	struct load_attempt *attempt;
	struct task_struct *loader;

	/* /sys/module/NAME */
	struct module_kobject mkobj;
	const char *version;
	const char *srcversion;
	struct kobject *holders_dir;
	struct section_files *sect_attrs;
	struct section_files *notes_attrs;

	/* What it exports, and the loader's hash nodes for that (module_mutex). */
	const struct kernel_symbol *syms;
	const struct kernel_symbol *gpl_syms;
	const s32 *crcs; /* their versions; NULL: it has none */
	const s32 *gpl_crcs;
	unsigned int num_syms;
	unsigned int num_gpl_syms;
	bool using_gplonly_symbols;
	struct module_exports *exports;

	/* Parameters; their values are read and written through /sys under param_lock. */
	struct mutex param_lock;
	struct kernel_param *kp;
	unsigned int num_kp;
	char *args; /* the text that it was loaded with, cut up; kmalloc'ed */

	/* Where a fault in its code goes on; sorted. */
	unsigned int num_exentries;
	struct exception_table_entry *extable;

	/* Loaded while /proc/sys/kernel/module_init was 0: none of its own code ever runs. */
	bool dormant;

	/* Its entry points; init is not to be called again. */
	int (*init)(void);
	void (*exit)(void);

	/* init_layout is all zero from LIVE on. */
	struct module_layout core_layout;
	struct module_layout init_layout;

	struct mod_arch_specific arch;

	unsigned long taints; /* a bit for each TAINT_ of <linux/panic.h> that it brought */

	/* The sites of its BUG() and WARN(). */
	struct bug_entry *bug_table;
	unsigned int num_bugs;

	/* Where it tests static keys, sorted by key; jump_label.c's lock. */
	struct jump_entry *jump_entries;
	unsigned int num_jump_entries;
	struct list_head jump_list;

	/* Functions of it that can't be probed, by address and by section. */
	unsigned long *kprobe_blacklist;
	unsigned int num_kprobe_blacklist;
	unsigned int kprobes_text_size;
	void *kprobes_text_start;

	/* Names of its addresses, in core and in init (NULL from LIVE on); RCU. */
	struct mod_symbols *kallsyms;
	struct mod_symbols *init_kallsyms;

	/* Its per-CPU variables. */
	void __percpu *percpu;
	unsigned int percpu_size;

	/* Functions to call before init. */
	void (**ctors)(void);
	unsigned int num_ctors;

	/* Its tests, <kunit/test.h>. */
	struct kunit_suite **kunit_suites;
	unsigned int num_kunit_suites;

	/* Who uses it, whom it uses: struct module_use; module_mutex. */
	struct list_head source_list;
	struct list_head target_list;

	/* References, plus one for the loader's own until it lets the module go. */
	atomic_t refcnt;

	/* Crashes; module_mutex, but caller and doing are its caller's while it has one. */
	struct task_struct *caller; /* runs init, exit, … of it, or takes it apart after a crash */
	const char *doing;	    /* which of them */
	const char *crashed_in;	    /* the same, of the crash; NULL: none */
	bool crash_noted;	    /* in an interrupt: it is about to be CRASHED; any context */
	struct task_struct *victims; /* tasks that died in it, referenced, by next_victim */
} __aligned(64);

#define MODULE_ARCH_INIT                                                                           \
	{                                                                                          \
	}

#ifdef MODULE
extern struct module __this_module;
#endif

static inline bool module_is_live(struct module *mod)
{
	return mod->state != MODULE_STATE_GOING && mod->state != MODULE_STATE_CRASHED;
}

/*
 * References. try_module_get() fails if the module is on its way out, and then nothing of it may
 * be touched; __module_get() is for those who have one already. NULL, the kernel itself, always
 * works and counts nothing. Any context.
 */
bool try_module_get(struct module *module);
void __module_get(struct module *module);
void module_put(struct module *module);
/* How many there are; for show: it is out of date when it returns. -1: on its way out. */
int module_refcount(struct module *mod);

/* Drops the reference that a kernel thread holds on its own code, and ends the thread. */
void __noreturn __module_put_and_kthread_exit(struct module *mod, long code);
#define module_put_and_kthread_exit(code) __module_put_and_kthread_exit(THIS_MODULE, code)

/*
 * A symbol that may or may not be there: its address with a reference on its module, or NULL. Put
 * it by its name, or by that address if it is a function. May sleep (symbol_put_addr(): any
 * context).
 */
void *__symbol_get(const char *symbol);
void __symbol_put(const char *symbol);
void symbol_put_addr(void *addr);
#define symbol_get(x) ((typeof(&x))(__symbol_get(__stringify(x))))
#define symbol_put(x) __symbol_put(__stringify(x))
/* As symbol_get(), but asks for a module that exports it (its alias "symbol:NAME") if none does. */
#define symbol_request(x) try_then_request_module(symbol_get(x), "symbol:" #x)

static inline bool within_module_core(unsigned long addr, const struct module *mod)
{
	return addr - (unsigned long)mod->core_layout.base < mod->core_layout.size;
}

static inline bool within_module_init(unsigned long addr, const struct module *mod)
{
	return addr - (unsigned long)mod->init_layout.base < mod->init_layout.size;
}

static inline bool within_module(unsigned long addr, const struct module *mod)
{
	return within_module_init(addr, mod) || within_module_core(addr, mod);
}

/*
 * The module that addr lies in, or NULL; __module_text_address() only if in its code. Any context.
 * The pointer is good for as long as the caller keeps the module from going: by holding a
 * reference, by being code of it, or by not sleeping.
 */
struct module *__module_address(unsigned long addr);
struct module *__module_text_address(unsigned long addr);
bool is_module_address(unsigned long addr);
bool is_module_text_address(unsigned long addr);

/*
 * Does nothing. Its version stands for the structures that a module and the loader share, which no
 * function that a module calls has in its type; every module's __versions names it.
 */
void module_layout(struct module *mod, struct modversion_info *ver, struct kernel_param *kp,
		   struct kernel_symbol *ks);

/* Looks among the modules that are formed. Call with module_mutex held. */
struct module *find_module(const char *name);

/* "kernel" for NULL. */
#define module_name(mod)                                                                           \
	({                                                                                         \
		struct module *__mod = (mod);                                                      \
		__mod ? __mod->name : "kernel";                                                    \
	})

/* The entry of a module's exception table for a fault at addr, or NULL. Any context. */
const struct exception_table_entry *search_module_extables(unsigned long addr);

struct notifier_block;

/*
 * Who hears of modules: called with an enum module_state and the struct module. May sleep.
 *   COMING  relocated and protected, before its parameters are set and anything of it runs. An
 *           errno (notifier_from_errno()) refuses the module, and is what its loader gets.
 *   LIVE    its init has succeeded; its init memory is still there, and goes right after this
 *   GOING   its exit has returned, or its init has failed, or it was refused after COMING
 * As blocking_notifier_chain_register() and its counterpart.
 */
int register_module_notifier(struct notifier_block *nb);
int unregister_module_notifier(struct notifier_block *nb);

/* "Modules linked in: a(O) b", for oops reports; any context. */
void print_modules(void);

#ifdef MODULE
#include <linux/implied_module.h>
#endif

#endif
