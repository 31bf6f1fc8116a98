// SPDX-License-Identifier: MIT
/*
 * NAME.mod.c: the part of a module that only the whole build knows. It holds the module's struct
 * module, which the loader finds by its section and fills; the versions of its symbols; and the
 * tags of .modinfo that say which kernel it is for, what it is called and which modules it needs.
 */
#define _GNU_SOURCE
#include "modpost.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "elffile.h"

/* The modules that export what MOD imports, each once, parted by commas. */
static void write_depends(FILE *out, const struct module *mod)
{
	const char **seen = NULL;
	const struct import *i;
	size_t count = 0, n;

	fprintf(out, "\nMODULE_INFO(depends, \"");
	for (i = mod->imports; i; i = i->next) {
		const struct export *e = find_export(i->name);

		if (!e || strcmp(e->owner, "vmlinux") == 0 || strcmp(e->owner, mod->path) == 0)
			continue;
		for (n = 0; n < count && strcmp(seen[n], e->owner) != 0; n++)
			;
		if (n < count)
			continue;
		seen = realloc(seen, (count + 1) * sizeof(*seen));
		if (!seen)
			die("out of memory");
		seen[count++] = e->owner;
		fprintf(out, "%s%s", count > 1 ? "," : "", basename(e->owner));
	}
	fprintf(out, "\");\n");
	free(seen);
}

static void write_aliases(FILE *out, const struct module *mod)
{
	if (mod->nr_aliases)
		fprintf(out, "\n");
	for (size_t n = 0; n < mod->nr_aliases; n++)
		fprintf(out, "MODULE_ALIAS(\"%s\");\n", mod->aliases[n]);
}

static void write_srcversion(FILE *out, const struct module *mod)
{
	char *sum;

	if (!mod->has_version)
		return;
	sum = srcversion(mod);
	fprintf(out, "\nMODULE_INFO(srcversion, \"%s\");\n", sum);
	free(sum);
}

void write_mod_c(const struct module *mod)
{
	char *path = format("%s.mod.c", mod->path), *text;
	size_t len;
	FILE *out = open_memstream(&text, &len);

	if (!out)
		die("out of memory");
	fprintf(out,
		"/* Written by modpost for %s.ko; see tools/modpost. */\n"
		"#define INCLUDE_VERMAGIC\n"
		"#include <linux/export-internal.h>\n"
		"#include <linux/module.h>\n"
		"#include <linux/vermagic.h>\n"
		"\n"
		"MODULE_INFO(vermagic, VERMAGIC_STRING);\n"
		"MODULE_INFO(name, KBUILD_MODNAME);\n"
		"\n"
		"struct module __this_module\n"
		"__attribute__((section(\".gnu.linkonce.this_module\"), visibility(\"default\"))) "
		"= {\n"
		"\t.name = KBUILD_MODNAME,\n",
		basename(mod->path));
	if (mod->has_init)
		fprintf(out, "\t.init = init_module,\n");
	if (mod->has_exit)
		fprintf(out, "#ifdef CONFIG_MODULE_UNLOAD\n"
			     "\t.exit = cleanup_module,\n"
			     "#endif\n");
	fprintf(out, "\t.arch = MODULE_ARCH_INIT,\n};\n");
	write_export_versions(out, mod);
	write_import_versions(out, mod);
	write_depends(out, mod);
	write_aliases(out, mod);
	write_srcversion(out, mod);
	fclose(out);
	write_if_changed(path, text, len, false);
	free(text);
	free(path);
}
