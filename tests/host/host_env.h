/* SPDX-License-Identifier: MIT */
/*
 * The loader's core on the host: an environment that gives it memory, addresses and symbols, and
 * keeps what it logs.
 *
 * The addresses are the kernel's: core at HOST_CORE, init behind it, the kernel's symbols 1 GiB
 * below. So distances and their overflow are the real ones, while the bytes lie in the test.
 */
#ifndef HOST_ENV_H
#define HOST_ENV_H

#include "../../kernel/module/core.h"
#include "../../kernel/module/symtab.h"
#include "elf_builder.h"

#define HOST_CORE   0xffffffffc0000000ULL
#define HOST_INIT   0xffffffffc0800000ULL
#define HOST_PERCPU 0xffffffff82000000ULL
#define HOST_KERNEL 0xffffffff81000000ULL

/* struct module, as far as the core knows it. */
#define HOST_MODULE_SIZE 256
#define HOST_MODULE_INIT 64
#define HOST_MODULE_EXIT 72

struct host_export {
	const char *name;
	u64 addr;
	int err; /* what resolve() returns for it */
	u32 crc; /* its version; 0: none */
};

/* What exporter() answers. */
struct host_owner {
	const char *symbol, *module;
};

/* One load. Set the fields of the first group after host_load_init(), if at all. */
struct host_load {
	struct load_info info;
	u64 base[NR_LOAD_REGIONS];	   /* where place() puts each region */
	const struct host_export *exports; /* ends with a NULL name; NULL: printk only */
	const struct host_owner *owners;   /* ends with a NULL symbol; NULL: none */
	int fail_alloc;			   /* which allocation fails: 0 none, 1 the first … */

	void *region[NR_LOAD_REGIONS];
	int allocs, live_allocs;
};

/* Prepares a load of the image, which must outlive it, and empties the log. */
void host_load_init(struct host_load *load, const struct image *image);
/* All stages, in order; the first error. */
int host_load_run(struct host_load *load);
/* Frees everything, and fails the test if scratch memory has leaked. */
void host_load_end(struct host_load *load);

/* The section of that name of a loaded module; aborts if there is none. */
const struct load_section *host_section(struct host_load *load, const char *name);

/* Everything logged since host_load_init() or host_log_clear(): lines with a newline each. */
extern char host_log_text[1 << 16];
void host_log_clear(void);
/* Fail the test if the log has no such text; print it then. */
void assert_logged(const char *text);

/* A module with one of everything, which loads: see good_module.c. */
struct image good_module(void);

#endif
