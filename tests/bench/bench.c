// SPDX-License-Identifier: MIT
/*
 * bench [MODULE...]: loads modules made for the purpose, and those named, stage by stage. Run under
 * callgrind it has the instructions of each stage written out, with a label:
 *
 *	WHAT NUMBER STAGE	relocs 100000 validity
 *
 * bench.py starts it so and makes the table.
 */
#include <err.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <valgrind/callgrind.h>
#include <linux/errno.h>
#include "../../kernel/module/core.h"
#include "../../kernel/module/symtab.h"
#include "image.h"
#include "kernel_side.h"

/* All that a load allocates: one after the other from memory that is zeroed before each load. */
#define ARENA_SIZE (256ULL << 20)
static u8 *arena;
static u64 arena_used;

void *bench_memcpy(void *to, const void *from, size_t n);

static void *take(u64 size)
{
	void *p = arena + arena_used;

	arena_used += (size + 15) & ~15ULL;
	return arena_used <= ARENA_SIZE ? p : NULL;
}

static void *bench_alloc(struct load_info *info, u64 size)
{
	return take(size);
}

static void bench_free(struct load_info *info, void *p)
{
}

static int bench_place(struct load_info *info, enum load_region_id id, struct load_region *r)
{
	static const u64 base[] = {
		[LOAD_CORE] = 0xffffffffc0000000,
		[LOAD_INIT] = 0xffffffffd0000000,
		[LOAD_PERCPU] = 0xffffffff82000000,
	};

	r->mem = take(r->size);
	r->addr = base[id];
	return r->mem ? 0 : -ENOMEM;
}

/*
 * The kernel's memcpy(). Its own is one `rep movsb`, of which callgrind counts an instruction for
 * each byte; this one takes a few for 64.
 */
void *bench_memcpy(void *to, const void *from, size_t n)
{
	u8 *t = to;
	const u8 *f = from;

	for (; n >= 64; n -= 64, t += 64, f += 64)
		__builtin_memcpy(t, f, 64);
	for (; n >= 8; n -= 8, t += 8, f += 8)
		__builtin_memcpy(t, f, 8);
	while (n--)
		*t++ = *f++;
	return to;
}

/* Debian's modules import what no kernel here exports. */
static int foreign_resolve(struct load_info *info, const char *name, u64 *addr)
{
	*addr = 0xffffffff81000000;
	return 0;
}

static void bench_log(struct load_info *info, enum load_severity severity, const char *fmt,
		      va_list args)
{
	vwarnx(fmt, args);
}

static struct load_env env = {
	.alloc = bench_alloc,
	.free = bench_free,
	.place = bench_place,
	.log = bench_log,
	.this_module = {.name_size = 56},
};

/* Loads an image. The instructions of each stage go to callgrind's file. */
static void measure(const char *what, u64 number, const void *image, u64 len)
{
	static const struct {
		const char *name;
		int (*run)(struct load_info *info);
	} stages[] = {
		{"validity", elf_validity},    {"layout", layout_and_allocate},
		{"symbols", simplify_symbols}, {"relocate", apply_relocations},
		{"names", build_symtabs},
	};
	struct load_info *info = kernel_side_load();

	memset(arena, 0, arena_used);
	arena_used = 0;
	info->env = &env;
	info->image = image;
	info->len = len;
	info->name = "bench";
	for (unsigned int i = 0; i < sizeof(stages) / sizeof(stages[0]); i++) {
		char label[256];
		int error;

		snprintf(label, sizeof(label), "%s %llu %s", what, (unsigned long long)number,
			 stages[i].name);
		CALLGRIND_TOGGLE_COLLECT;
		error = stages[i].run(info);
		CALLGRIND_TOGGLE_COLLECT;
		CALLGRIND_DUMP_STATS_AT(label);
		if (error)
			errx(1, "%s: error %d", label, error);
	}
	load_info_release(info);
}

/* number: how many there are of what is measured; 0: the bytes of the whole image. */
static void measure_shape(const char *what, u64 number, struct shape shape)
{
	u64 len;
	void *image = make_image(&shape, &len);

	measure(what, number ?: len, image, len);
	free(image);
}

static u64 count_relocs(const void *image)
{
	const Elf64_Ehdr *hdr = image;
	const Elf64_Shdr *sec = (const void *)((const u8 *)image + hdr->e_shoff);
	u64 num = 0;

	for (unsigned int i = 1; i < hdr->e_shnum; i++)
		if (sec[i].sh_type == SHT_RELA && sec[sec[i].sh_info].sh_flags & SHF_ALLOC)
			num += sec[i].sh_size / sizeof(Elf64_Rela);
	return num;
}

/* A module of Debian's. The label has its file's name. */
static void measure_file(const char *path)
{
	FILE *f = fopen(path, "rb");
	long len;
	void *image;

	if (!f || fseek(f, 0, SEEK_END) || (len = ftell(f)) < 0)
		err(1, "%s", path);
	rewind(f);
	image = malloc(len + 1);
	if (!image || fread(image, 1, len, f) != (size_t)len)
		err(1, "%s", path);
	fclose(f);
	measure(strrchr(path, '/') ? strrchr(path, '/') + 1 : path, count_relocs(image), image,
		len);
	free(image);
}

int main(int argc, char **argv)
{
	static const u64 numbers[] = {1000, 4000, 16000};
	char name[EXPORT_NAME_SIZE];

	arena = mmap(NULL, ARENA_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (arena == MAP_FAILED)
		err(1, "no memory");
	for (unsigned int i = 0; i < NUM_EXPORTS; i++) {
		import_name(name, i);
		kernel_side_name_export(i, name, import_crc(i));
	}
	kernel_side_init();

	env.resolve = resolve_symbol;
	for (unsigned int i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		u64 n = numbers[i];

		measure_shape("relocations", n * 10, (struct shape){.relocs = n * 10});
		measure_shape("imports", n, (struct shape){.imports = n});
		measure_shape("imports-reversed", n,
			      (struct shape){.imports = n, .reversed = true});
		measure_shape("names", n, (struct shape){.names = n});
		measure_shape("bytes", n * 1000, (struct shape){.bytes = n * 1000});
		/* Of everything as much as Debian's modules have on average. */
		measure_shape(
			"loads", 0,
			(struct shape){
				.relocs = n * 10, .imports = n / 4, .names = n, .bytes = n * 100});
	}
	env.resolve = foreign_resolve;
	for (int i = 1; i < argc; i++)
		measure_file(argv[i]);
	return 0;
}
