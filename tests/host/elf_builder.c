// SPDX-License-Identifier: MIT
/* See elf_builder.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "elf_builder.h"

#define MAX_SECTIONS 64
#define MAX_SYMBOLS  512
#define MAX_RELOCS   512
#define MAX_STRINGS  16384

struct builder_section {
	Elf64_Shdr hdr;
	char name[64];
	u8 *bytes;
	Elf64_Rela rela[MAX_RELOCS];
	unsigned int num_relas;
};

struct elf_builder {
	struct builder_section sec[MAX_SECTIONS];
	unsigned int num_secs;
	Elf64_Sym sym[MAX_SYMBOLS];
	unsigned int num_syms, num_locals;
	char strtab[MAX_STRINGS];
	u32 strtab_len;
};

static void check(bool ok, const char *what)
{
	if (ok)
		return;
	fprintf(stderr, "elf_builder: %s\n", what);
	abort();
}

static void *allocate(size_t size)
{
	void *p = calloc(1, size ? size : 1);

	check(p, "no memory");
	return p;
}

static u32 add_string(char *table, u32 *len, const char *s)
{
	u32 at = *len;

	check(at + strlen(s) + 1 <= MAX_STRINGS, "too many strings");
	strcpy(table + at, s);
	*len += strlen(s) + 1;
	return at;
}

struct elf_builder *elf_new(void)
{
	struct elf_builder *b = allocate(sizeof(*b));

	b->num_secs = 1;
	b->num_syms = b->num_locals = 1;
	b->strtab_len = 1;
	return b;
}

unsigned int elf_section(struct elf_builder *b, const char *name, u32 type, u64 flags, u64 size)
{
	struct builder_section *s = &b->sec[b->num_secs];

	check(b->num_secs < MAX_SECTIONS && strlen(name) < sizeof(s->name), "too many sections");
	strcpy(s->name, name);
	s->hdr.sh_type = type;
	s->hdr.sh_flags = flags;
	s->hdr.sh_size = size;
	s->hdr.sh_addralign = 8;
	if (type != SHT_NOBITS)
		s->bytes = allocate(size);
	return b->num_secs++;
}

unsigned int elf_section_data(struct elf_builder *b, const char *name, u32 type, u64 flags,
			      const void *data, u64 size)
{
	unsigned int i = elf_section(b, name, type, flags, size);

	memcpy(b->sec[i].bytes, data, size);
	return i;
}

u8 *elf_bytes(struct elf_builder *b, unsigned int section)
{
	return b->sec[section].bytes;
}

void elf_align(struct elf_builder *b, unsigned int section, u64 align)
{
	b->sec[section].hdr.sh_addralign = align;
}

unsigned int elf_symbol(struct elf_builder *b, const char *name, int bind, int type,
			unsigned int section, u64 value, u64 size)
{
	Elf64_Sym *s = &b->sym[b->num_syms];

	check(b->num_syms < MAX_SYMBOLS, "too many symbols");
	if (bind == STB_LOCAL) {
		check(b->num_locals == b->num_syms, "a local symbol after a global one");
		b->num_locals++;
	}
	s->st_name = *name ? add_string(b->strtab, &b->strtab_len, name) : 0;
	s->st_info = bind << 4 | type;
	s->st_shndx = section;
	s->st_value = value;
	s->st_size = size;
	return b->num_syms++;
}

void elf_reloc(struct elf_builder *b, unsigned int section, u64 offset, u32 type, u32 symbol,
	       s64 addend)
{
	struct builder_section *s = &b->sec[section];

	check(s->num_relas < MAX_RELOCS, "too many relocations");
	s->rela[s->num_relas++] = (Elf64_Rela){
		.r_offset = offset,
		.r_info = (u64)symbol << 32 | type,
		.r_addend = addend,
	};
}

/* Relocation sections, the symbol table and its strings become sections like the others. */
static void add_tables(struct elf_builder *b)
{
	unsigned int last = b->num_secs, symtab, strtab;

	symtab = elf_section_data(b, ".symtab", SHT_SYMTAB, 0, b->sym,
				  b->num_syms * sizeof(b->sym[0]));
	strtab = elf_section_data(b, ".strtab", SHT_STRTAB, 0, b->strtab, b->strtab_len);
	b->sec[symtab].hdr.sh_entsize = sizeof(Elf64_Sym);
	b->sec[symtab].hdr.sh_link = strtab;
	b->sec[symtab].hdr.sh_info = b->num_locals;
	for (unsigned int i = 1; i < last; i++) {
		struct builder_section *s = &b->sec[i];
		char name[128];
		unsigned int rel;

		if (!s->num_relas)
			continue;
		snprintf(name, sizeof(name), ".rela%s", s->name);
		rel = elf_section_data(b, name, SHT_RELA, SHF_INFO_LINK, s->rela,
				       s->num_relas * sizeof(s->rela[0]));
		b->sec[rel].hdr.sh_entsize = sizeof(Elf64_Rela);
		b->sec[rel].hdr.sh_link = symtab;
		b->sec[rel].hdr.sh_info = i;
	}
}

static unsigned int add_section_names(struct elf_builder *b)
{
	unsigned int shstrtab = elf_section(b, ".shstrtab", SHT_STRTAB, 0, MAX_STRINGS);
	char *names = (char *)b->sec[shstrtab].bytes;
	u32 len = 1;

	for (unsigned int i = 1; i < b->num_secs; i++)
		b->sec[i].hdr.sh_name = add_string(names, &len, b->sec[i].name);
	b->sec[shstrtab].hdr.sh_size = len;
	return shstrtab;
}

struct image elf_build(struct elf_builder *b)
{
	unsigned int shstrtab;
	u64 off = sizeof(Elf64_Ehdr);
	struct image image;

	add_tables(b);
	shstrtab = add_section_names(b);
	for (unsigned int i = 1; i < b->num_secs; i++) {
		Elf64_Shdr *hdr = &b->sec[i].hdr;

		off = (off + 7) & ~7ULL;
		hdr->sh_offset = off;
		if (hdr->sh_type != SHT_NOBITS)
			off += hdr->sh_size;
	}
	off = (off + 7) & ~7ULL;
	image.len = off + b->num_secs * sizeof(Elf64_Shdr);
	image.data = allocate(image.len);
	*image_ehdr(&image) = (Elf64_Ehdr){
		.e_ident = {ELFMAG0, ELFMAG1, ELFMAG2, ELFMAG3, ELFCLASS64, ELFDATA2LSB,
			    EV_CURRENT},
		.e_type = ET_REL,
		.e_machine = EM_X86_64,
		.e_version = EV_CURRENT,
		.e_shoff = off,
		.e_ehsize = sizeof(Elf64_Ehdr),
		.e_shentsize = sizeof(Elf64_Shdr),
		.e_shnum = b->num_secs,
		.e_shstrndx = shstrtab,
	};
	for (unsigned int i = 0; i < b->num_secs; i++) {
		*image_shdr(&image, i) = b->sec[i].hdr;
		if (b->sec[i].bytes)
			memcpy(image.data + b->sec[i].hdr.sh_offset, b->sec[i].bytes,
			       b->sec[i].hdr.sh_size);
		free(b->sec[i].bytes);
	}
	free(b);
	return image;
}

Elf64_Ehdr *image_ehdr(struct image *image)
{
	return (Elf64_Ehdr *)image->data;
}

Elf64_Shdr *image_shdr(struct image *image, unsigned int section)
{
	return (Elf64_Shdr *)(image->data + image_ehdr(image)->e_shoff) + section;
}

unsigned int image_section(struct image *image, const char *name)
{
	const char *names =
		(char *)image->data + image_shdr(image, image_ehdr(image)->e_shstrndx)->sh_offset;

	for (unsigned int i = 1; i < image_ehdr(image)->e_shnum; i++)
		if (!strcmp(names + image_shdr(image, i)->sh_name, name))
			return i;
	check(false, name);
	return 0;
}

Elf64_Shdr *image_shdr_named(struct image *image, const char *name)
{
	return image_shdr(image, image_section(image, name));
}

void *image_bytes(struct image *image, const char *name)
{
	return image->data + image_shdr_named(image, name)->sh_offset;
}

Elf64_Sym *image_sym(struct image *image, const char *name)
{
	Elf64_Sym *sym = image_bytes(image, ".symtab");
	const char *names = image_bytes(image, ".strtab");
	u64 num = image_shdr_named(image, ".symtab")->sh_size / sizeof(*sym);

	for (u64 i = 1; i < num; i++)
		if (!strcmp(names + sym[i].st_name, name))
			return &sym[i];
	check(false, name);
	return NULL;
}

Elf64_Rela *image_rela(struct image *image, const char *name, unsigned int n)
{
	char full[128];

	snprintf(full, sizeof(full), ".rela%s", name);
	return (Elf64_Rela *)image_bytes(image, full) + n;
}
