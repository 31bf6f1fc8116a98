// SPDX-License-Identifier: MIT
/* See corpus_report.h. */
#include <err.h>
#include <stdio.h>
#include <string.h>
#include "corpus_report.h"

static u64 num_relocs(const struct result *r)
{
	u64 sum = 0;

	for (int type = 0; type < ARCH_NR_RELOCS; type++)
		sum += r->relocs[type];
	return sum;
}

static void write_line(FILE *f, const struct result *r)
{
	fprintf(f, "%9llu %7llu %7llu %9.3f %9.3f  %s\n", r->bytes, num_relocs(r), r->imports,
		r->core_seconds * 1e3, r->ld_seconds * 1e3, r->name);
}

static void write_disagreement(FILE *f, const struct result *r)
{
	fprintf(f, "%s: %s\n", r->name, r->outcome == NOT_DONE ? "the core crashes" : r->words);
}

static void write_head(FILE *f)
{
	fprintf(f, "%9s %7s %7s %9s %9s  module\n", "bytes", "relocs", "imports", "core ms",
		"ld ms");
}

void write_report(const char *path, const struct result *result, unsigned int num)
{
	FILE *f = fopen(path, "w");

	if (!f)
		err(1, "%s", path);
	write_head(f);
	for (unsigned int i = 0; i < num; i++)
		if (result[i].outcome == AGREES)
			write_line(f, &result[i]);
		else
			write_disagreement(f, &result[i]);
	if (fclose(f))
		err(1, "%s", path);
}

bool print_summary(const struct result *result, unsigned int num, const char *linker)
{
	struct result sum = {.name = "all"};
	unsigned int agree = 0;

	for (unsigned int i = 0; i < num; i++) {
		const struct result *r = &result[i];

		if (r->outcome == AGREES)
			agree++;
		else
			write_disagreement(stdout, r);
		sum.sections += r->sections;
		sum.bytes += r->bytes;
		sum.imports += r->imports;
		sum.core_seconds += r->core_seconds;
		sum.ld_seconds += r->ld_seconds;
		for (int type = 0; type < ARCH_NR_RELOCS; type++)
			sum.relocs[type] += r->relocs[type];
	}
	write_head(stdout);
	for (unsigned int i = 0; i < num && i < CORPUS_LARGEST; i++)
		write_line(stdout, &result[i]);
	printf("%u modules, %llu sections, %llu bytes, %llu imports, %llu relocations:\n", num,
	       sum.sections, sum.bytes, sum.imports, num_relocs(&sum));
	for (int type = 0; type < ARCH_NR_RELOCS; type++)
		if (sum.relocs[type])
			printf("  %9llu %s\n", sum.relocs[type], arch_reloc_name(type));
	printf("a module takes %.3f ms in the core and %.3f ms in %s; all of them %.3f s and "
	       "%.3f s\n",
	       sum.core_seconds / num * 1e3, sum.ld_seconds / num * 1e3, linker, sum.core_seconds,
	       sum.ld_seconds);
	printf("%u of %u agree with %s in every byte\n", agree, num, linker);
	return agree == num;
}
