// SPDX-License-Identifier: MIT
/*
 * "Unknown symbol foo, exported by bar.ko": what the loader can say of a symbol that nobody
 * exports.
 *
 * Two sources: the file modules.symbols that depmod(8) has written for this kernel, read once in
 * a load that lacks a symbol; and the exports of modules that were here, or were refused, since the
 * kernel started, as many as fit in some kilobytes. They are advice, and decide nothing.
 */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/string.h>
#include <linux/utsname.h>
#include <linux/vmalloc.h>
#include "internal.h"
#include "known_exports.h"

/* All of a distribution's modules have less than a megabyte. */
#define FILE_MAX (8UL << 20)
#define MARK	 "__ksymtab_"

static DEFINE_MUTEX(known_lock);
static struct known_exports known; /* known_lock */

static void read_modules_symbols(struct load_hints *hints)
{
	char path[sizeof("/lib/modules//modules.symbols") + __NEW_UTS_LEN];
	ssize_t len;

	if (hints->read)
		return;
	hints->read = true;
	snprintf(path, sizeof(path), "/lib/modules/%s/modules.symbols", init_uts_ns.name.release);
	len = kernel_read_file_from_path(path, 0, &hints->file, FILE_MAX, NULL, READING_UNKNOWN);
	hints->file_len = max_t(ssize_t, len, 0);
}

/* Adds the module to those that the advice will name, if it is not there and there is room. */
static void add_needed(struct load_hints *hints, const char *module)
{
	size_t used = strlen(hints->needed), len = strlen(module);
	const char *found = hints->needed;

	while ((found = strstr(found, module))) {
		if ((found == hints->needed || found[-1] == ' ') &&
		    (!found[len] || found[len] == ','))
			return;
		found += len;
	}
	if (used + len + 3 <= sizeof(hints->needed))
		sprintf(hints->needed + used, "%s%s", used ? ", " : "", module);
}

static bool find_in_file(struct load_hints *hints, const char *symbol)
{
	const char *found;
	size_t len;

	read_modules_symbols(hints);
	found = modules_symbols_find(hints->file, hints->file_len, symbol, &len);
	if (!found || len >= sizeof(hints->module))
		return false;
	memcpy(hints->module, found, len);
	hints->module[len] = '\0';
	return true;
}

static bool find_known(struct load_hints *hints, const char *symbol)
{
	const char *found;

	mutex_lock(&known_lock);
	found = known_exports_find(&known, symbol);
	if (found)
		strscpy(hints->module, found, sizeof(hints->module));
	mutex_unlock(&known_lock);
	return found;
}

/*
 * struct load_env's exporter(). NULL also for a symbol that is exported: then its name is not what
 * the module lacks, but the right to use it. May sleep.
 */
const char *hint_exporter(struct load_info *info, const char *symbol)
{
	struct load_hints *hints = &to_load(info)->hints;

	if (symbol_is_exported(symbol))
		return NULL;
	if (find_in_file(hints, symbol))
		hints->installed = true;
	else if (!find_known(hints, symbol))
		return NULL;
	add_needed(hints, hints->module);
	return hints->module;
}

void hint_advise(struct module_load *load)
{
	struct load_hints *hints = &load->hints;

	if (!hints->needed[0])
		return;
	load_log(&load->info, LOAD_WARN,
		 hints->installed ? "%s: load %s first, as modprobe %s does" : "%s: load %s first",
		 load->info.name, hints->needed, load->info.name);
}

void hint_release(struct module_load *load)
{
	vfree(load->hints.file);
}

void hint_remember(const char *symbol, const struct module *mod)
{
	mutex_lock(&known_lock);
	known_exports_add(&known, symbol, mod->name);
	mutex_unlock(&known_lock);
}

/* By the marks in its symbol table, as its exports may never have got an address. */
void hint_remember_refused(struct module_load *load)
{
	const struct load_info *info = &load->info;

	for (u32 i = 1; i < info->num_syms; i++) {
		const char *name = symbol_name(info, i);

		if (info->syms[i].st_shndx != SHN_UNDEF && !strncmp(name, MARK, strlen(MARK)))
			hint_remember(name + strlen(MARK), load->mod);
	}
}
