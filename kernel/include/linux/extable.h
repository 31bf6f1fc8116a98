// SPDX-License-Identifier: MIT
/*
 * Searching exception tables.
 *
 * search_exception_tables() looks in the kernel's table and in every module's (the loader's
 * search_module_extables()). Any context. The entry of a module lives as long as the module.
 */
#ifndef _LINUX_EXTABLE_H
#define _LINUX_EXTABLE_H

#include <linux/types.h>
#include <asm/extable.h>

/* The entry for `value` in the sorted table base[0..num), or NULL. */
const struct exception_table_entry *search_extable(const struct exception_table_entry *base,
						   const size_t num, unsigned long value);

/* Sort [start, finish) by instruction address; the distances are corrected as entries move. */
void sort_extable(struct exception_table_entry *start, struct exception_table_entry *finish);

const struct exception_table_entry *search_exception_tables(unsigned long addr);

/* The same, in the kernel's own table only. */
const struct exception_table_entry *search_kernel_exception_table(unsigned long addr);

/* Sort the kernel's own table; before rodata is write-protected. */
void sort_main_extable(void);

/* The loader's: the entry of whichever module holds `addr`, or NULL. */
const struct exception_table_entry *search_module_extables(unsigned long addr);

#endif
