// SPDX-License-Identifier: MIT
/*
 * The table of every export that modpost knows, and the files it is read from and written to.
 *
 * Module.symvers has a line for each export, its fields parted by tabs, as depmod(8) and people's
 * scripts read it:
 *
 *	0x00000000	name	vmlinux|path/of/module	EXPORT_SYMBOL[_GPL]	namespace
 *
 * The first is the CRC of the symbol's type, 0 where that is not known.
 */
#define _GNU_SOURCE
#include "modpost.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "elffile.h"

#define BUCKETS 4096

static struct export *buckets[BUCKETS];
static size_t nr_exports;

static unsigned int bucket_of(const char *name)
{
	unsigned int hash = 5381;

	while (*name)
		hash = hash * 33 + (unsigned char)*name++;
	return hash % BUCKETS;
}

struct export *find_export(const char *name)
{
	struct export *e;

	for (e = buckets[bucket_of(name)]; e; e = e->next) {
		if (strcmp(e->name, name) == 0)
			return e;
	}
	return NULL;
}

/*
 * May the new export take the place of the old one? Its own line in the file of an earlier build
 * says less than the object; and a build that comes to replace a module, whose exports another
 * Module.symvers lists, exports the same.
 */
static bool replaces(const struct export *new, const struct export *old)
{
	return strcmp(old->owner, new->owner) == 0 ||
	       (!old->is_ours && strcmp(old->owner, "vmlinux") != 0);
}

struct export *add_export(const struct export *export)
{
	struct export *e = find_export(export->name);
	struct export **bucket = &buckets[bucket_of(export->name)];

	if (e && !replaces(export, e)) {
		error("%s: '%s' exported twice. Previous export was in %s%s", export->owner,
		      export->name, e->owner, strcmp(e->owner, "vmlinux") == 0 ? "" : ".ko");
	} else if (e) {
		struct export *next = e->next;

		*e = *export;
		e->next = next;
	} else {
		e = allocate(sizeof(*e));
		*e = *export;
		e->next = *bucket;
		*bucket = e;
		nr_exports++;
	}
	return e;
}

/* Cuts the line at its next tab; NULL if there are no more fields. */
static char *field(char **line)
{
	return *line ? strsep(line, "\t") : NULL;
}

static bool parse_line(char *line, struct export *e)
{
	char *crc = field(&line), *name = field(&line), *owner = field(&line);
	char *kind = field(&line), *name_space = field(&line), *end;

	if (!kind || !*name || !*owner)
		return false;
	*e = (struct export){.name = name, .owner = owner};
	e->name_space = name_space ? name_space : "";
	e->crc = strtoul(crc, &end, 16);
	e->gpl_only = strcmp(kind, "EXPORT_SYMBOL_GPL") == 0;
	return *end == '\0' && (e->gpl_only || strcmp(kind, "EXPORT_SYMBOL") == 0);
}

void read_symvers(const char *path)
{
	FILE *file = fopen(path, "r");
	unsigned int number = 0;
	char *line = NULL;
	size_t size = 0;
	ssize_t len;

	if (!file)
		die("%s: %s", path, strerror(errno));
	while ((len = getline(&line, &size, file)) > 0) {
		struct export e;

		number++;
		if (line[len - 1] == '\n')
			line[len - 1] = '\0';
		if (!parse_line(strdup(line), &e))
			die("%s:%u: not a line of a Module.symvers file", path, number);
		add_export(&e);
	}
	free(line);
	fclose(file);
}

static int by_name(const void *left, const void *right)
{
	const struct export *const *a = left, *const *b = right;

	return strcmp((*a)->name, (*b)->name);
}

void write_symvers(const char *path, bool touch)
{
	struct export **ours = allocate((nr_exports + 1) * sizeof(*ours));
	size_t count = 0, i, len;
	struct export *e;
	char *text;
	FILE *out;

	for (i = 0; i < BUCKETS; i++) {
		for (e = buckets[i]; e; e = e->next) {
			if (e->is_ours)
				ours[count++] = e;
		}
	}
	qsort(ours, count, sizeof(*ours), by_name);
	out = open_memstream(&text, &len);
	if (!out)
		die("out of memory");
	for (i = 0; i < count; i++)
		fprintf(out, "0x%08x\t%s\t%s\tEXPORT_SYMBOL%s\t%s\n", ours[i]->crc, ours[i]->name,
			ours[i]->owner, ours[i]->gpl_only ? "_GPL" : "", ours[i]->name_space);
	fclose(out);
	write_if_changed(path, text, len, touch);
	free(text);
	free(ours);
}
