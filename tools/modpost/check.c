// SPDX-License-Identifier: MIT
/*
 * Whether a module's imports exist, and whether it may use them. The loader asks the same
 * questions again; here they cost a person less.
 */
#define _GNU_SOURCE
#include "modpost.h"

#include <string.h>

/* More than these, and the first lines would scroll away: the cause is another, anyway. */
#define MAX_UNDEFINED 10

bool undefined_is_warning;

static bool asks_for(const struct module *mod, const char *name_space)
{
	const char **ns;

	for (ns = mod->import_ns; *ns; ns++) {
		if (strcmp(*ns, name_space) == 0)
			return true;
	}
	return false;
}

static void check_use(const struct module *mod, const struct export *e)
{
	const char *base = basename(mod->path);

	if (strlen(e->name) >= NAME_ROOM)
		error("too long symbol \"%s\" [%s.ko]", e->name, mod->path);
	if (e->gpl_only && !(mod->license && license_is_free(mod->license)))
		error("GPL-incompatible module %s.ko uses GPL-only symbol '%s'", base, e->name);
	if (*e->name_space && !asks_for(mod, e->name_space))
		error("module %s uses symbol %s from namespace %s, but does not import it.", base,
		      e->name, e->name_space);
}

static void report_undefined(const struct module *mod, const char *name)
{
	if (undefined_is_warning)
		warning("\"%s\" [%s.ko] undefined!", name, mod->path);
	else
		error("\"%s\" [%s.ko] undefined!", name, mod->path);
}

/* Does MOD need GOAL, itself or through others of this run? */
static bool leads_to(struct module *mod, struct module *modules, size_t count,
		     const struct module *goal, unsigned int walk)
{
	for (const struct import *i = mod->imports; i; i = i->next) {
		const struct export *e = find_export(i->name);

		for (size_t n = 0; e && e->is_ours && n < count; n++) {
			if (strcmp(modules[n].path, e->owner) != 0 || &modules[n] == mod)
				continue;
			if (&modules[n] == goal)
				return true;
			if (modules[n].seen_by == walk)
				continue;
			modules[n].seen_by = walk;
			if (leads_to(&modules[n], modules, count, goal, walk))
				return true;
		}
	}
	return false;
}

void check_cycles(struct module *modules, size_t count)
{
	for (size_t n = 0; n < count; n++) {
		if (leads_to(&modules[n], modules, count, &modules[n], n + 1))
			warning("module %s.ko needs a module that needs it: neither can be loaded",
				basename(modules[n].path));
	}
}

void check_module(const struct module *mod)
{
	const struct import *i;
	unsigned int undefined = 0;

	if (strlen(mod->name) >= NAME_ROOM)
		error("module name is too long [%s.ko]: it has at most %zu characters", mod->path,
		      NAME_ROOM - 1);
	if (!mod->license)
		error("missing MODULE_LICENSE() in %s", mod->object);
	for (i = mod->imports; i; i = i->next) {
		const struct export *e = find_export(i->name);

		if (e)
			check_use(mod, e);
		else if (!i->weak && undefined++ < MAX_UNDEFINED)
			report_undefined(mod, i->name);
	}
	if (undefined > MAX_UNDEFINED)
		warning("suppressed %u unresolved symbol warnings because there were too many)",
			undefined - MAX_UNDEFINED);
}
