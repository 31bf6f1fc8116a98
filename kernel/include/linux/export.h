// SPDX-License-Identifier: MIT
/*
 * Exporting: which of the kernel's (or a module's) symbols other modules may use.
 *
 *	EXPORT_SYMBOL(name);        for every module
 *	EXPORT_SYMBOL_GPL(name);    for modules under a GPL-compatible licence
 *	EXPORT_SYMBOL_NS(name, ns); for modules that say MODULE_IMPORT_NS(ns)
 *
 * Each puts one struct kernel_symbol into a section of its own, ___ksymtab+NAME or
 * ___ksymtab_gpl+NAME, so that the linker sorts the table by name; kernel and modules alike
 * end up with two tables, __ksymtab and __ksymtab_gpl, which the loader puts in its hash. The
 * symbols' versions, CRCs of their types, are in two tables of the same order, __kcrctab and
 * __kcrctab_gpl; the build makes them (<linux/export-internal.h>).
 */
#ifndef LINUX_EXPORT_H
#define LINUX_EXPORT_H

#include <linux/compiler.h>
#include <linux/stringify.h>

#ifndef __ASSEMBLY__

/* NULL in the kernel itself: what belongs to it can't be unloaded, so needs no count. */
#ifdef MODULE
extern struct module __this_module;
#define THIS_MODULE (&__this_module)
#else
#define THIS_MODULE ((struct module *)0)
#endif

/*
 * Three 32-bit distances, each from the field's own address (see offset_to_ptr()): half the size
 * of pointers, and nothing to relocate but PC32 wherever kernel or module lie.
 */
struct kernel_symbol {
	int value_offset;     /* to the symbol */
	int name_offset;      /* to its name */
	int namespace_offset; /* to its namespace's name, "" if in none */
};

/*
 * The entry is written in assembly because C has no 32-bit difference of two symbols. The labels
 * __ksymtab_NAME stay in the symbol table: they are what modpost reads Module.symvers from. The
 * extern declaration makes exporting what was never declared a compile error. The pointer is for
 * the debugging information alone, where tools/symtypes finds the symbol's type by it, wherever the
 * symbol is defined; the linker drops it.
 */
#define ___EXPORT_SYMBOL(sym, sec, ns)                                                             \
	extern typeof(sym) sym;                                                                    \
	static typeof(sym) *const __export_type_##sym __used __section(".discard.export_type") =   \
		&sym;                                                                              \
	asm("\t.section \"__ksymtab_strings\", \"aMS\", %progbits, 1\n"                            \
	    "__kstrtab_" #sym ":\n"                                                                \
	    "\t.asciz \"" #sym "\"\n"                                                              \
	    "__kstrtabns_" #sym ":\n"                                                              \
	    "\t.asciz \"" ns "\"\n"                                                                \
	    "\t.previous\n"                                                                        \
	    "\t.section \"___ksymtab" sec "+" #sym "\", \"a\"\n"                                   \
	    "\t.balign 4\n"                                                                        \
	    "__ksymtab_" #sym ":\n"                                                                \
	    "\t.long " #sym " - .\n"                                                               \
	    "\t.long __kstrtab_" #sym " - .\n"                                                     \
	    "\t.long __kstrtabns_" #sym " - .\n"                                                   \
	    "\t.previous\n")

/* Programs that run before the kernel, or a tool's parse of it, have nothing to export to. */
#if defined(__DISABLE_EXPORTS)
#define __EXPORT_SYMBOL(sym, sec, ns)
#else
#define __EXPORT_SYMBOL(sym, sec, ns) ___EXPORT_SYMBOL(sym, sec, ns)
#endif

#ifdef DEFAULT_SYMBOL_NAMESPACE
#define _EXPORT_SYMBOL(sym, sec) __EXPORT_SYMBOL(sym, sec, __stringify(DEFAULT_SYMBOL_NAMESPACE))
#else
#define _EXPORT_SYMBOL(sym, sec) __EXPORT_SYMBOL(sym, sec, "")
#endif

#define EXPORT_SYMBOL(sym)	      _EXPORT_SYMBOL(sym, "")
#define EXPORT_SYMBOL_GPL(sym)	      _EXPORT_SYMBOL(sym, "_gpl")
#define EXPORT_SYMBOL_NS(sym, ns)     __EXPORT_SYMBOL(sym, "", __stringify(ns))
#define EXPORT_SYMBOL_NS_GPL(sym, ns) __EXPORT_SYMBOL(sym, "_gpl", __stringify(ns))

#endif /* !__ASSEMBLY__ */

#endif
