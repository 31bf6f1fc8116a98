// SPDX-License-Identifier: MIT
/*
 * aliases FILE.ko...: compares the aliases that our modpost makes from a module's device id tables
 * with those that Linux's put into its .modinfo. For modules of Linux 6.1, whose tables are laid
 * out as ours.
 *
 * Each of ours must be there; and each that is there must be ours, if it has a form that nobody
 * writes by hand. Disagreements are printed, a line each; the exit status is 1 if there are any.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "elffile.h"
#include "modpost/modpost.h"

/* How aliases made from tables begin. Those of platform and SPI devices are often by hand. */
static const char *const made[] = {
	"pci:", "vfio_pci:", "usb:",	"hid:", "acpi*:", "pnp:",  "serio:",
	"of:",	"input:",    "virtio:", "i2c:", "dmi*:",  "mdio:", "cpu:type:x86,"};

static unsigned long total, disagreements;

static bool is_made(const char *alias)
{
	for (size_t i = 0; i < sizeof(made) / sizeof(made[0]); i++) {
		if (strncmp(alias, made[i], strlen(made[i])) == 0)
			return true;
	}
	return false;
}

static int by_text(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

static void disagree(const char *path, const char *what, const char *alias)
{
	printf("%s: %s %s\n", path, what, alias);
	disagreements++;
}

/* The module's own aliases, sorted. */
static char **theirs(const struct elf_file *file, size_t *count)
{
	const Elf64_Shdr *s = elf_section(file, ".modinfo");
	const char *at = s ? (const char *)file->bytes + s->sh_offset : NULL;
	const char *end = s ? at + s->sh_size : NULL;
	char **aliases = NULL;

	*count = 0;
	for (; at < end; at += strnlen(at, end - at) + 1) {
		if (strncmp(at, "alias=", strlen("alias=")) != 0)
			continue;
		aliases = reallocarray(aliases, *count + 1, sizeof(*aliases));
		if (!aliases)
			die("out of memory");
		aliases[(*count)++] = (char *)at + strlen("alias=");
	}
	if (*count)
		qsort(aliases, *count, sizeof(*aliases), by_text);
	return aliases;
}

static bool among(char *alias, char **aliases, size_t count)
{
	return count && bsearch(&alias, aliases, count, sizeof(*aliases), by_text);
}

static void compare(const char *path)
{
	struct module mod = {.path = path};
	struct elf_file file;
	char **their;
	size_t count;

	elf_open(&file, path);
	scan_devices(&mod, &file);
	their = theirs(&file, &count);
	if (mod.nr_aliases)
		qsort(mod.aliases, mod.nr_aliases, sizeof(*mod.aliases), by_text);
	for (size_t i = 0; i < mod.nr_aliases; i++) {
		if (!among(mod.aliases[i], their, count))
			disagree(path, "Linux does not have", mod.aliases[i]);
	}
	for (size_t i = 0; i < count; i++) {
		if (is_made(their[i]) && !among(their[i], mod.aliases, mod.nr_aliases))
			disagree(path, "only Linux has", their[i]);
	}
	total += mod.nr_aliases;
	for (size_t i = 0; i < mod.nr_aliases; i++)
		free(mod.aliases[i]);
	free(mod.aliases);
	free(their);
	elf_close(&file);
}

/* Linked in place of modpost's: that a table's type is not one of ours is no news here. */
void __wrap_warning(const char *fmt, ...);
void __wrap_warning(const char *fmt, ...)
{
	(void)fmt;
}

int main(void)
{
	unsigned long modules = 0;
	char *path = NULL;
	size_t size = 0;

	for (ssize_t len; (len = getline(&path, &size, stdin)) > 0; modules++) {
		path[strcspn(path, "\n")] = '\0';
		compare(path);
	}
	free(path);
	printf("%lu aliases of %lu modules, %lu disagreements\n", total, modules, disagreements);
	return disagreements || !total;
}
