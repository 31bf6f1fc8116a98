// SPDX-License-Identifier: MIT
/*
 * The versions in a module: those of what it exports, which the loader hands to others, and those
 * of what it imports, as they were when it was built. The loader refuses a module for whose import
 * the exporter has another one by then.
 */
#define _GNU_SOURCE
#include "modpost.h"

/* The export whose version covers what no function's type does: kernel/module/module_layout.c. */
#define LAYOUT "module_layout"

void write_export_versions(FILE *out, const struct module *mod)
{
	if (mod->nr_exports)
		fprintf(out, "\n");
	for (size_t n = 0; n < mod->nr_exports; n++)
		fprintf(out, "SYMBOL_CRC(%s, 0x%08x, \"%s\");\n", mod->exports[n]->name,
			mod->exports[n]->crc, mod->exports[n]->gpl_only ? "_gpl" : "");
}

static void write_version(FILE *out, const char *name)
{
	const struct export *e = find_export(name);

	if (e)
		fprintf(out, "\t{0x%08x, \"%s\"},\n", e->crc, name);
}

void write_import_versions(FILE *out, const struct module *mod)
{
	fprintf(out, "\nstatic const struct modversion_info ____versions[]\n"
		     "__used __section(\"__versions\") = {\n");
	write_version(out, LAYOUT);
	for (const struct import *i = mod->imports; i; i = i->next)
		write_version(out, i->name);
	fprintf(out, "};\n");
}
