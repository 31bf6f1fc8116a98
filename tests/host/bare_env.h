/* SPDX-License-Identifier: MIT */
/*
 * The loader's core on the host without a test around it: for programs that load images by the
 * thousand, foreign or damaged ones too (corpus.c, fuzz_core.c, tests/bench).
 *
 * Addresses are the kernel's: the module's core in the module area, its init behind it, per-CPU
 * variables in the kernel's image. Every import exists, at an address that is made of its name, so
 * that another program which knows the rule finds the same one; but not if its name begins with
 * BARE_ABSENT.
 */
#ifndef BARE_ENV_H
#define BARE_ENV_H

#include "../../kernel/module/core.h"
#include "../../kernel/module/symtab.h"

#define BARE_MODULES 0xffffffffc0000000ULL
#define BARE_PERCPU  0xffffffff82000000ULL
#define BARE_ABSENT  "absent_"
/* The imports' addresses: 16 MiB of kernel text. */
#define BARE_TEXT      0xffffffff81000000ULL
#define BARE_TEXT_SIZE 0x1000000ULL

/* struct module, for a load that checks it. */
#define BARE_MODULE_SIZE 80
#define BARE_MODULE_INIT 64
#define BARE_MODULE_EXIT 72

/* One load. The first group may be changed between bare_load_init() and bare_load_run(). */
struct bare_load {
	struct load_info info; /* first: the core's callbacks get a pointer to it */
	u64 base;	       /* where the module's core is put, if its alignment allows */
	u64 text;	       /* where the imports are */
	u64 limit;	       /* a larger region is refused with -ENOMEM */

	struct load_env env;
	char message[512]; /* the last line that was logged, or "" */
	void *region[NR_LOAD_REGIONS];
	int live_allocs;
};

/* FNV-1a, for rules that need a number of a name. */
u64 bare_hash(const char *name);
/* Where a kernel whose text begins at "text" has the symbol of that name. */
u64 bare_import(u64 text, const char *name);

/*
 * Prepares a load of the len bytes at image, which must outlive it. struct module is held to
 * BARE_MODULE_SIZE if "own" is true; a foreign module's may have any size.
 */
void bare_load_init(struct bare_load *load, const void *image, u64 len, const char *name, bool own);
/* From validity to relocation, in order; the first error. */
int bare_load_run(struct bare_load *load);
/* Frees everything. live_allocs is 0 then, or scratch memory has leaked. */
void bare_load_end(struct bare_load *load);

#endif
