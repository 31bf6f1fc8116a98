/* SPDX-License-Identifier: MIT */
/*
 * The core of the loader: from the bytes of an ELF object to code and data at their addresses.
 *
 *	elf_validity()          is every index, offset, string and relocation in bounds?
 *	layout_and_allocate()   where does each section go? put it there
 *	simplify_symbols()      what is every symbol's address?
 *	apply_relocations()     write the addresses into code and data
 *	build_symtabs()         keep the names, sorted, for kallsyms (symtab.h)
 *
 * In that order, each once, each only if the one before returned 0; then load_info_release(). The
 * image is read and never written: what a stage finds out stands in struct load_info, not in ELF's
 * own fields. After elf_validity() the image is trusted, and no later stage checks a bound.
 *
 * The core is a library: no globals, no locks, no I/O. The same source is compiled for the kernel
 * and for the host, where tests and fuzzers run it. What it needs it asks for through struct
 * load_env. It keeps apart "mem", where we write, and "addr", where the code will run: the same
 * place in the kernel, but on the host a test reads at mem what the kernel would have at addr.
 *
 * Errors are negative errnos. Whoever finds one has logged a line that names module, thing and
 * number, by return bad(info, …).
 */
#ifndef MODULE_CORE_H
#define MODULE_CORE_H

#include <linux/elf.h>
#include <linux/stdarg.h>
#include <linux/types.h>

/* No region of a module is larger: the module area itself is 1 GiB. */
#define LOAD_SIZE_MAX (1ULL << 30)
/* No section asks for more alignment: a large page. */
#define LOAD_ALIGN_MAX (1ULL << 21)
/* Sections of different classes never share a page, since permissions are per page. */
#define LOAD_PAGE_SIZE 4096ULL

struct load_info;

/*
 * What the pages of a section may be used for; the order is their order in memory. RO_AFTER_INIT is
 * writable while init runs. SYMTAB is no section of the file but the table of kept names.
 */
enum load_class {
	LOAD_TEXT,
	LOAD_RODATA,
	LOAD_RO_AFTER_INIT,
	LOAD_DATA,
	LOAD_SYMTAB,
	NR_LOAD_CLASSES
};

/*
 * Pieces of memory with a lifetime each: CORE stays as long as the module; INIT goes when its init
 * function has returned; PERCPU is a template, of which each CPU gets a copy. NOWHERE: not loaded.
 */
enum load_region_id {
	LOAD_CORE,
	LOAD_INIT,
	LOAD_PERCPU,
	NR_LOAD_REGIONS,
	LOAD_NOWHERE = NR_LOAD_REGIONS
};

struct load_region {
	u64 size;		  /* in whole pages; PERCPU in bytes; 0: not needed */
	u64 align;		  /* of its first byte */
	u64 end[NR_LOAD_CLASSES]; /* where each class ends, a page boundary */
	u8 *mem;		  /* where we write it */
	u64 addr;		  /* where it will be used */

	u64 nr_symbols; /* kept for kallsyms, and the bytes of their names with their NULs */
	u64 names_size;
};

/*
 * Where a section of the file goes. elf_validity() decides region and class, layout_and_allocate()
 * the rest; a section that goes NOWHERE has zeroes there.
 */
struct load_section {
	u64 offset; /* in its region */
	u64 addr;
	u8 *mem;
	u8 region; /* enum load_region_id */
	u8 class;  /* enum load_class */
};

enum load_severity { LOAD_ERR, LOAD_WARN };

/*
 * What a load asks of its surroundings, and what it must know of them. One constant object each:
 * the kernel's, and the host's for each kind of test.
 */
struct load_env {
	/* Zeroed scratch memory, or NULL; freed by load_info_release(). */
	void *(*alloc)(struct load_info *info, u64 size);
	void (*free)(struct load_info *info, void *p);
	/*
	 * Finds room for a region of r->size bytes aligned to r->align, and sets r->mem (zeroed,
	 * writable) and r->addr. It belongs to the caller of the load, also if that fails later.
	 * 0 or a negative errno.
	 */
	int (*place)(struct load_info *info, enum load_region_id id, struct load_region *r);
	/*
	 * The address of a symbol that the module imports. 0; -ENOENT if nobody exports it, which
	 * is no error for a weak one; another errno if it may not be used. It may log why not.
	 */
	int (*resolve)(struct load_info *info, const char *name, u64 *addr);
	/*
	 * The module that would export that unknown symbol, for the message; NULL if nobody knows.
	 * Valid until the next question. The member is NULL where there is nobody to ask.
	 */
	const char *(*exporter)(struct load_info *info, const char *symbol);
	/* One line, without a newline. */
	void (*log)(struct load_info *info, enum load_severity severity, const char *fmt,
		    va_list args);

	/*
	 * struct module, which the build puts into .gnu.linkonce.this_module and the kernel reads:
	 * its size and alignment, and where in it the addresses of init and exit stand, the only
	 * fields that a module's file may fill by relocation. Size 0: don't check (an object that
	 * was built for another kernel). name_size: room for a module's name, NUL included.
	 */
	struct {
		u32 size;
		u32 align;
		u32 init_offset;
		u32 exit_offset;
		u32 name_size;
	} this_module;
};

/* An entry of __versions. */
struct load_version {
	u64 crc;
	char name[64 - sizeof(u64)]; /* ends in a NUL, as elf_validity() has proved */
};

struct name_key;

/*
 * One load, from the first byte to the last relocation; scratch that dies with it. The one who
 * starts the load sets the first group and zeroes the rest.
 */
struct load_info {
	const struct load_env *env;
	const void *image;
	u64 len;
	const char *name;     /* for messages: the file's, until .modinfo tells the module's */
	bool ignore_versions; /* as if there were no __versions */

	/* elf_validity(): views of the image */
	const Elf64_Ehdr *hdr;
	const Elf64_Shdr *sechdrs;
	const char *secstrings;
	const Elf64_Sym *syms;
	const char *strtab;
	u64 strtab_size;
	u32 num_syms;
	struct {
		unsigned int sym;  /* the symbol table */
		unsigned int mod;  /* .gnu.linkonce.this_module */
		unsigned int info; /* .modinfo, 0 if there is none */
	} index;

	/* The versions of its imports that the module was built with; num 0: it has none. */
	struct {
		const struct load_version *entry;
		u32 num;
		/* versions.c's own: where to look first, and an index of names once it is needed */
		u32 next;
		u32 *slot;
		bool warned;
	} versions;

	/* elf_validity() and layout_and_allocate(): an entry for each section header */
	struct load_section *sections;
	struct load_region region[NR_LOAD_REGIONS];

	/*
	 * For each symbol, until simplify_symbols(): nonzero if it will have no address, because
	 * its section is not loaded; and then its address, 0 if it has none.
	 */
	u64 *sym_addr;
};

/*
 * The stages. Each file says what its stage proves or promises.
 *   elf_validity         -ENOEXEC, -ENOMEM
 *   layout_and_allocate  -ENOEXEC, -ENOMEM, or what env->place() returned
 *   simplify_symbols     -ENOENT for an unknown symbol, -ENOMEM, or what env->resolve() returned
 *   apply_relocations    -ENOEXEC
 */
int elf_validity(struct load_info *info);
int layout_and_allocate(struct load_info *info);
int simplify_symbols(struct load_info *info);
int apply_relocations(struct load_info *info);

/* Frees the scratch memory. After this only what env->place() handed out is left. */
void load_info_release(struct load_info *info);

/* Logs one line, and returns -ENOEXEC: "return bad(info, …)". */
__attribute__((format(printf, 2, 3))) int bad(struct load_info *info, const char *fmt, ...);
__attribute__((format(printf, 3, 4))) void
load_log(struct load_info *info, enum load_severity severity, const char *fmt, ...);

/* Do the len bytes from off lie within size bytes? No sum that could wrap. */
static inline bool in_bounds(u64 off, u64 len, u64 size)
{
	return off <= size && len <= size - off;
}

/* Is that many elements of that size, without a multiplication that could wrap, in the bounds? */
static inline bool array_in_bounds(u64 off, u64 count, u64 element, u64 size)
{
	return off <= size && count <= (size - off) / element;
}

static inline bool is_power_of_2_u64(u64 n)
{
	return n && !(n & (n - 1));
}

/* The name of section i. From elf_validity()'s check of names on. */
static inline const char *section_name(const struct load_info *info, unsigned int i)
{
	return info->secstrings + info->sechdrs[i].sh_name;
}

/* The bytes of section i in the image; not for SHT_NOBITS. */
static inline const void *section_data(const struct load_info *info, unsigned int i)
{
	return (const u8 *)info->image + info->sechdrs[i].sh_offset;
}

static inline const char *symbol_name(const struct load_info *info, u32 i)
{
	return info->strtab + info->syms[i].st_name;
}

/* What messages call symbol i: its name, or its section's if it stands for one; "no symbol", 0. */
const char *symbol_label(const struct load_info *info, u32 i);

/* Where section i goes: a pure function of its header and name (layout.c). */
enum load_region_id section_region(const struct load_info *info, unsigned int i);
enum load_class section_class(const struct load_info *info, unsigned int i);

static inline bool section_is_loaded(const struct load_info *info, unsigned int i)
{
	return info->sections[i].region != LOAD_NOWHERE;
}

/* The first section of that name that asks for memory (SHF_ALLOC); 0 if there is none. */
unsigned int find_sec(const struct load_info *info, const char *name);
/*
 * The loaded section of that name as a table of objects: *addr, where it will be used, and *num of
 * them; 0 and 0 if there is none. -ENOEXEC if its size is no multiple of an object's.
 */
int section_objs(struct load_info *info, const char *name, u32 object_size, u64 *addr, u32 *num);

/*
 * .modinfo (modinfo.c): the text of the first "tag=text", or NULL; the next one after the text that
 * an earlier call returned (NULL: from the start). The texts lie in the image.
 */
const char *get_modinfo(const struct load_info *info, const char *tag);
const char *get_next_modinfo(const struct load_info *info, const char *tag, const char *prev);
/*
 * Was the module, which has a vermagic, built for a kernel that calls itself "ours"? The release,
 * its first word, doesn't count if any_release is true: the versions of symbols then say better
 * what fits. -ENOEXEC and Linux's line if not.
 */
int check_vermagic(struct load_info *info, const char *ours, bool any_release);
/*
 * To be said of a module that was refused: if it was built for another kernel than "ours", which
 * one, and what to do; or nothing. After elf_validity(), also if that failed.
 */
void advise_rebuild(struct load_info *info, const char *ours);

/*
 * Was the module, which has versions, built with the import of that name (key: its name_key()) and
 * checksum? 0, also if the module doesn't say; -EINVAL and Linux's line if not; -ENOMEM. Takes
 * constant time, over all imports of a load (versions.c).
 */
int check_version(struct load_info *info, const char *name, struct name_key key, u32 crc);

#endif
