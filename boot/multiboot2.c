// SPDX-License-Identifier: MIT
/*
 * Reads what a multiboot2 boot loader left in memory into struct boot_info.
 *
 * The loader's words are input like any other: every tag must lie inside the total size, every
 * array and string inside its tag, every module inside usable memory. What fails is left out and
 * counted, so that the kernel can say so when it has a console; only a missing memory map stops the
 * machine. Sections and numbers are those of the Multiboot2 Specification 2.0, 3.4 to 3.6.
 *
 * It runs before anything is set up, on the boot page tables, with one CPU and interrupts off.
 */
#include <linux/init.h>
#include <linux/string.h>
#include <linux/types.h>
#include <asm/io.h>
#include <asm/page.h>
#include <asm/processor.h>
#include <asm/sections.h>
#include <kernel/boot.h>

#define MULTIBOOT2_LOADER_MAGIC 0x36d76289
#define INFO_ALIGN		8
#define INFO_MAX_SIZE		(16u << 20) /* far more than any loader has to say */

enum tag_type {
	TAG_END = 0,
	TAG_CMDLINE = 1,
	TAG_LOADER_NAME = 2,
	TAG_MODULE = 3,
	TAG_MEMORY_MAP = 6,
	TAG_ACPI_OLD = 14,
	TAG_ACPI_NEW = 15,
};

struct tag {
	u32 type;
	u32 size; /* with this header, without the padding to the next */
};

struct tag_module {
	struct tag tag;
	u32 mod_start;
	u32 mod_end;
	char cmdline[];
};

struct memory_map_entry {
	u64 addr;
	u64 len;
	u32 type;
	u32 zero;
};

struct tag_memory_map {
	struct tag tag;
	u32 entry_size; /* a later version's entries may be longer */
	u32 entry_version;
};

static struct boot_info info __ro_after_init;

const struct boot_info *boot_info(void)
{
	return &info;
}

/* Before there is any console: a line on the screen and on serial port 0, then nothing more. */
static void __init __noreturn boot_stop(const char *why)
{
	volatile u16 *screen = __va(0xb8000);

	for (; *why; why++) {
		*screen++ = 0x4f00 | (u8)*why;
		while (!(inb(0x3fd) & 0x20))
			cpu_relax();
		outb(*why, 0x3f8);
	}
	for (;;)
		asm volatile("cli; hlt");
}

/* Copies the string that ends inside `len` bytes; a longer one than `dst` is cut. False: no NUL. */
static bool __init copy_string(char *dst, size_t dst_size, const char *src, size_t len)
{
	if (strnlen(src, len) == len)
		return false;
	strscpy(dst, src, dst_size);
	return true;
}

static void __init read_string_tag(const struct tag *tag, char *dst, size_t dst_size)
{
	copy_string(dst, dst_size, (const char *)(tag + 1), tag->size - sizeof(*tag));
}

/* Modules are judged in check_modules(), once the memory map is known, whatever the tags' order. */
static void __init read_module(const struct tag *tag)
{
	const struct tag_module *from = (const struct tag_module *)tag;
	struct boot_module *module = &info.modules[info.nr_modules];

	if (tag->size < sizeof(*from) || info.nr_modules == BOOT_MODULES_MAX ||
	    !copy_string(module->cmdline, sizeof(module->cmdline), from->cmdline,
			 tag->size - sizeof(*from))) {
		info.nr_modules_lost++;
		return;
	}
	module->start = from->mod_start;
	module->end = from->mod_end;
	info.nr_modules++;
}

/* The root pointer of ACPI 2.0 wins over that of 1.0: it leads to 64-bit addresses. */
static void __init read_rsdp(const struct tag *tag, u32 wanted)
{
	if (tag->size - sizeof(*tag) < wanted || info.rsdp_len >= wanted)
		return;
	memcpy(info.rsdp, tag + 1, wanted);
	info.rsdp_len = wanted;
}

/* The map as the loader gave it, before sort_memory_map() makes info.mem of it. */
static struct boot_range raw_map[BOOT_MEM_MAX] __initdata;
static unsigned int nr_raw __initdata;

static void __init read_memory_map(const struct tag *tag)
{
	const struct tag_memory_map *map = (const struct tag_memory_map *)tag;
	const u8 *at = (const u8 *)(map + 1);
	u32 left, stride;

	if (tag->size < sizeof(*map))
		return;
	left = tag->size - sizeof(*map);
	stride = map->entry_size;
	if (stride < sizeof(struct memory_map_entry) || stride % INFO_ALIGN)
		return;
	for (; left >= stride; left -= stride, at += stride) {
		const struct memory_map_entry *entry = (const void *)at;
		u64 limit = 1UL << __PHYSICAL_MASK_SHIFT;

		if (!entry->len)
			continue;
		if (nr_raw == BOOT_MEM_MAX || entry->addr > limit ||
		    entry->len > limit - entry->addr) {
			info.nr_ranges_lost++;
			continue;
		}
		raw_map[nr_raw++] = (struct boot_range){
			.start = entry->addr,
			.end = entry->addr + entry->len,
			.type = entry->type,
		};
	}
}

/* Where ranges overlap, which of two types holds? The one that allows less. */
static u32 __init stricter(u32 a, u32 b)
{
	static const u8 rank[] __initconst = {
		[0] = 0,
		[BOOT_MEM_AVAILABLE] = 1,
		[BOOT_MEM_ACPI] = 2,
		[BOOT_MEM_NVS] = 3,
		[BOOT_MEM_RESERVED] = 4,
		[BOOT_MEM_BAD] = 5,
	};

	return rank[a] >= rank[b] ? a : b;
}

/* What covers [start, end), which no range begins or ends within; 0: nothing. */
static u32 __init type_of(u64 start, u64 end)
{
	u32 type = 0;
	unsigned int i;

	for (i = 0; i < nr_raw; i++) {
		if (raw_map[i].start <= start && end <= raw_map[i].end)
			type = stricter(type, raw_map[i].type);
	}
	return type;
}

static void __init append_range(u64 start, u64 end, u32 type)
{
	struct boot_range *last = info.nr_mem ? &info.mem[info.nr_mem - 1] : NULL;

	if (last && last->end == start && last->type == type) {
		last->end = end;
	} else if (info.nr_mem == BOOT_MEM_MAX) {
		info.nr_ranges_lost++;
	} else {
		info.mem[info.nr_mem++] =
			(struct boot_range){.start = start, .end = end, .type = type};
	}
}

/* Turns raw_map into info.mem: sorted, without overlaps, neighbours of one type joined. */
static void __init sort_memory_map(void)
{
	static u64 edge[2 * BOOT_MEM_MAX] __initdata;
	unsigned int nr_edges = 0;
	unsigned int i, j;

	for (i = 0; i < nr_raw; i++) {
		if (raw_map[i].type == 0 || raw_map[i].type > BOOT_MEM_BAD)
			raw_map[i].type = BOOT_MEM_RESERVED;
		edge[nr_edges++] = raw_map[i].start;
		edge[nr_edges++] = raw_map[i].end;
	}
	for (i = 1; i < nr_edges; i++) {
		u64 value = edge[i];

		for (j = i; j > 0 && edge[j - 1] > value; j--)
			edge[j] = edge[j - 1];
		edge[j] = value;
	}
	for (i = 1; i < nr_edges; i++) {
		u32 type = type_of(edge[i - 1], edge[i]);

		if (type && edge[i - 1] != edge[i])
			append_range(edge[i - 1], edge[i], type);
	}
}

/* In usable memory, in one piece, and clear of the kernel itself? */
static bool __init module_in_place(const struct boot_module *module)
{
	unsigned int i;

	if (module->start >= module->end)
		return false;
	if (module->start < __pa_symbol(_end) && module->end > __pa_symbol(_text))
		return false;
	for (i = 0; i < info.nr_mem; i++) {
		if (info.mem[i].type == BOOT_MEM_AVAILABLE && info.mem[i].start <= module->start &&
		    module->end <= info.mem[i].end)
			return true;
	}
	return false;
}

static void __init check_modules(void)
{
	unsigned int i, kept = 0;

	for (i = 0; i < info.nr_modules; i++) {
		if (module_in_place(&info.modules[i]))
			info.modules[kept++] = info.modules[i];
		else
			info.nr_modules_lost++;
	}
	info.nr_modules = kept;
}

static void __init read_tag(const struct tag *tag)
{
	switch (tag->type) {
	case TAG_CMDLINE:
		read_string_tag(tag, info.cmdline, sizeof(info.cmdline));
		break;
	case TAG_LOADER_NAME:
		read_string_tag(tag, info.loader, sizeof(info.loader));
		break;
	case TAG_MODULE:
		read_module(tag);
		break;
	case TAG_MEMORY_MAP:
		read_memory_map(tag);
		break;
	case TAG_ACPI_OLD:
		read_rsdp(tag, 20);
		break;
	case TAG_ACPI_NEW:
		read_rsdp(tag, BOOT_RSDP_SIZE);
		break;
	}
}

void __init multiboot2_parse(u32 magic, u32 phys)
{
	const u8 *base = __va(phys);
	u32 total, off;

	if (magic != MULTIBOOT2_LOADER_MAGIC)
		boot_stop("Graft must be started by a multiboot2 boot loader.");
	if (phys % INFO_ALIGN)
		boot_stop("multiboot2: the information is not aligned.");
	total = *(const u32 *)base;
	if (total < 2 * sizeof(struct tag) || total > INFO_MAX_SIZE || total > -phys)
		boot_stop("multiboot2: the information has an impossible size.");

	off = sizeof(struct tag); /* total size, and a reserved word */
	while (total - off >= sizeof(struct tag)) {
		const struct tag *tag = (const struct tag *)(base + off);

		if (tag->type == TAG_END || tag->size < sizeof(*tag) || tag->size > total - off)
			break;
		read_tag(tag);
		/* Padding after the last tag may be missing. */
		if (total - off - tag->size < INFO_ALIGN)
			break;
		off += (tag->size + INFO_ALIGN - 1) & -INFO_ALIGN;
	}
	sort_memory_map();
	check_modules();
	if (!info.nr_mem)
		boot_stop("multiboot2: the boot loader gave no memory map.");
}
