/* SPDX-License-Identifier: MIT */
/*
 * Exporting from assembly: EXPORT_SYMBOL(name) and EXPORT_SYMBOL_GPL(name) after the symbol, as
 * <linux/export.h> has them for C, and with the same result. Assembly has no types, so the build
 * finds no version for such a symbol, and says so.
 */
#ifndef ASM_GENERIC_EXPORT_H
#define ASM_GENERIC_EXPORT_H

#ifndef __ASSEMBLY__
#error "C code includes <linux/export.h>"
#endif

#define EXPORT_SYMBOL(sym)     __export_symbol sym, ""
#define EXPORT_SYMBOL_GPL(sym) __export_symbol sym, "_gpl"

/* The same entry as ___EXPORT_SYMBOL() in <linux/export.h> makes. */
/* clang-format off */
.macro __export_symbol sym:req, sec:req
	.pushsection "__ksymtab_strings", "aMS", %progbits, 1
__kstrtab_\sym:
	.asciz "\sym"
__kstrtabns_\sym:
	.asciz ""
	.popsection
	.pushsection "___ksymtab\sec+\sym", "a"
	.balign 4
__ksymtab_\sym:
	.long \sym - .
	.long __kstrtab_\sym - .
	.long __kstrtabns_\sym - .
	.popsection
.endm
/* clang-format on */

#endif
