/* SPDX-License-Identifier: MIT */
/*
 * The kernel's own objects inside the benchmark: the loader's core and its table of exports, as
 * they are in build/graft.elf. kernel_side.c is compiled as kernel code; with those objects it is
 * linked into one, in which all other names are local, so that the kernel's strcmp() is what the
 * loader calls and the C library's what the benchmark does.
 */
#ifndef BENCH_KERNEL_SIDE_H
#define BENCH_KERNEL_SIDE_H

/* How many symbols the kernel exports, and room for a name. */
#define NUM_EXPORTS	 16384
#define EXPORT_NAME_SIZE 24

/* Export i gets that name and version; then kernel_side_init() fills the table. */
void kernel_side_name_export(unsigned int i, const char *name, unsigned int crc);
void kernel_side_init(void);

/* A struct load_info, zeroed, with what the kernel keeps around one. The same one each time. */
struct load_info *kernel_side_load(void);

/* exports.c: struct load_env's resolve(). */
int resolve_symbol(struct load_info *info, const char *name, unsigned long long *addr);

#endif
