/* SPDX-License-Identifier: MIT */
/* What corpus.c has found out, as a file with a line for each module and as a summary. */
#ifndef CORPUS_REPORT_H
#define CORPUS_REPORT_H

#include <kernel/relocate.h>
#include "bare_env.h"

/* How many of the largest modules are always chosen, and shown one by one. */
#define CORPUS_LARGEST 20

enum outcome {
	NOT_DONE, /* the process that took it died of it */
	AGREES,
	DISAGREES
};

/* One module. */
struct result {
	const char *path;
	const char *name; /* the end of path that tells modules apart */
	u64 file_size;

	enum outcome outcome;
	u64 sections, bytes; /* that are loaded */
	u64 imports;
	u64 relocs[ARCH_NR_RELOCS]; /* of loaded sections, by type */
	double core_seconds, ld_seconds;
	char words[1200]; /* why it doesn't agree */
};

/* Writes the file; ends the program if it can't. */
void write_report(const char *path, const struct result *result, unsigned int num);
/* Prints the rest; the linker's name is for that. result has the largest first. Do all agree? */
bool print_summary(const struct result *result, unsigned int num, const char *linker);

#endif
