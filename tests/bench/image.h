/* SPDX-License-Identifier: MIT */
/* Modules of any size for the benchmark: as many relocations, imports and bytes as asked for. */
#ifndef BENCH_IMAGE_H
#define BENCH_IMAGE_H

#include <linux/elf.h>
#include <linux/types.h>

struct shape {
	u64 relocs;    /* of .text, in the mixture that Debian's modules have */
	u64 imports;   /* undefined symbols, named by import_name(), with their versions */
	bool reversed; /* the versions are in the reverse order of the imports */
	u64 names;     /* functions in .text, in no order */
	u64 bytes;     /* of .data */
};

/* A module of that shape, malloc'ed; *len is its size. Ends the program if there is no memory. */
void *make_image(const struct shape *shape, u64 *len);

/* The name of import i: as long as the kernel's names are on average. */
#define IMPORT_NAME_SIZE 20
void import_name(char *buf, u64 i);
u32 import_crc(u64 i);

#endif
