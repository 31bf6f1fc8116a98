/* SPDX-License-Identifier: MIT */
/*
 * What the files of modpost share: the modules it is given, the exports that exist, and how it
 * reports. See main.c for what modpost is.
 *
 * Everything allocated lives until the program ends, which is soon.
 */
#ifndef TOOLS_MODPOST_H
#define TOOLS_MODPOST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct elf_file;
struct module;

/* What struct module has for its name, and a version for its symbol's, with the NUL. */
#define NAME_ROOM (64 - sizeof(unsigned long)) /* MODULE_NAME_LEN */

/* An exported symbol, of the kernel or of a module. */
struct export
{
	struct export *next; /* in its chain of the hash table */
	const char *name;
	const char *owner;	/* "vmlinux", or the path of the module without .ko */
	const char *name_space; /* "" if in none */
	uint32_t crc;		/* of its type; 0 if that is not known */
	bool gpl_only;
	bool is_ours; /* exported by a module of this run, so it goes to the output */
};

/* A symbol that a module uses and does not define. */
struct import {
	struct import *next;
	const char *name;
	bool weak; /* may stay undefined: the loader makes it 0 */
};

/* One module of this run. */
struct module {
	const char *object;  /* the path of its object, as given */
	const char *path;    /* the same without .o */
	const char *name;    /* the last part of path, with - as _ : its name in the kernel */
	const char *license; /* NULL if it names none; the first non-free one if it names several */
	const char **import_ns; /* the namespaces it asks for, ended by NULL */
	struct import *imports; /* in the order of its symbol table */
	struct export **exports;
	size_t nr_exports;
	char **aliases; /* made from its device id tables */
	size_t nr_aliases;
	bool has_version; /* a MODULE_VERSION, which asks for a srcversion */
	bool has_init;
	bool has_exit;
	unsigned int seen_by; /* the last walk of check_cycles() that came by */
};

/* exports.c: the table of exports, and its files. */
struct export *find_export(const char *name);
/* Returns the entry. Reports a name that is there already, and keeps the first. */
struct export *add_export(const struct export *export);
void read_symvers(const char *path);
/* Writes the exports with is_ours set, sorted by name, as write_if_changed() does. */
void write_symvers(const char *path, bool touch);

/* scan.c: what an object says. */
void scan_module(struct module *mod, const char *object);
void scan_kernel(const char *elf, char **objects, size_t count);
bool license_is_free(const char *license);

/* devices.c: gives MOD the aliases of its device id tables. */
void scan_devices(struct module *mod, const struct elf_file *file);

/* mismatch.c: warns of references to what will be gone. */
void check_sections(const struct module *mod, const struct elf_file *file);
/* The same for the objects that the kernel was linked from: the linked one has no relocations. */
void check_kernel_sections(const struct elf_file *kernel, char **objects, size_t count);

/* check.c: do the imports resolve, and may they? */
extern bool undefined_is_warning; /* a name that nothing exports is no error */
void check_module(const struct module *mod);
/* Warns of modules of this run that need each other: depmod(8) and the loader give them up. */
void check_cycles(struct module *modules, size_t count);

/* versions.c: the parts of PATH.mod.c with the CRCs of its exports and of its imports. */
void write_export_versions(FILE *out, const struct module *mod);
void write_import_versions(FILE *out, const struct module *mod);

/* srcversion.c: the sum over the module's sources; to be freed. */
char *srcversion(const struct module *mod);

/* modc.c: writes PATH.mod.c; leaves the file if nothing changed. */
void write_mod_c(const struct module *mod);

/* report.c: "ERROR: modpost: ...", counted in errors; "WARNING: modpost: ...". */
extern unsigned int errors;
void error(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void warning(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* report.c: memory that is there or ends the program, and files written only when they change. */
void *allocate(size_t size);
char *format(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
bool ends_with(const char *s, const char *end);
/* With touch, an unchanged file becomes as new as a changed one. */
void write_if_changed(const char *path, const char *text, size_t len, bool touch);

#endif
