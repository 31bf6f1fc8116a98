// SPDX-License-Identifier: MIT
/*
 * Versions of exported symbols: for the files that the build writes, not for sources. The version
 * of a symbol is a CRC of its type; tools/symtypes makes them.
 *
 *	SYMBOL_CRC(name, 0x12345678, "");      for EXPORT_SYMBOL(name)
 *	SYMBOL_CRC(name, 0x12345678, "_gpl");  for EXPORT_SYMBOL_GPL(name)
 *
 * Each puts 32 bits into a section of its own, ___kcrctab+NAME or ___kcrctab_gpl+NAME. The linker
 * sorts them by name into __kcrctab and __kcrctab_gpl, as it does the entries of __ksymtab and
 * __ksymtab_gpl, so that the two tables run in parallel.
 */
#ifndef LINUX_EXPORT_INTERNAL_H
#define LINUX_EXPORT_INTERNAL_H

/* The label __crc_NAME stays in the symbol table: modpost reads the kernel's versions by it. */
#define SYMBOL_CRC(sym, crc, sec)                                                                  \
	asm("\t.section \"___kcrctab" sec "+" #sym "\", \"a\"\n"                                   \
	    "\t.balign 4\n"                                                                        \
	    "__crc_" #sym ":\n"                                                                    \
	    "\t.long " #crc "\n"                                                                   \
	    "\t.previous\n")

#endif
