// SPDX-License-Identifier: MIT
/*
 * Memory before the page allocator. Rules for callers: <kernel/memblock.h>.
 *
 * Two sorted lists of ranges: what is memory, and what of it is taken. Pieces are handed out from
 * the bottom up, so that they lie where the boot code's page tables reach, and next to each other,
 * so that the second list stays short.
 */
#include <linux/align.h>
#include <linux/bug.h>
#include <linux/cache.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/minmax.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/string.h>
#include <asm/page.h>
#include <asm/sections.h>
#include <kernel/boot.h>
#include <kernel/memblock.h>

/* The BIOS's data, the screen, option ROMs: what firmware still may use, map or no map. */
#define LOW_MEMORY_END 0x100000UL

#define MAX_RANGES 128

struct range {
	phys_addr_t start;
	phys_addr_t end;
};

/* Ascending, apart from each other by a byte or more, whole pages. */
struct range_list {
	const char *name;
	unsigned int nr;
	struct range r[MAX_RANGES];
};

static struct range_list memory = {.name = "memory"};
static struct range_list taken = {.name = "reserved"};

bool page_alloc_ready __ro_after_init;

/* Put [start, end) into the list, joined with every range that it touches. */
static void list_add_range(struct range_list *l, phys_addr_t start, phys_addr_t end)
{
	unsigned int first = 0, last;

	if (start >= end)
		return;
	while (first < l->nr && l->r[first].end < start)
		first++;
	for (last = first; last < l->nr && l->r[last].start <= end; last++) {
		start = min(start, l->r[last].start);
		end = max(end, l->r[last].end);
	}
	if (last == first && l->nr == MAX_RANGES)
		panic("memblock: more than %d %s ranges", MAX_RANGES, l->name);
	memmove(&l->r[first + 1], &l->r[last], (l->nr - last) * sizeof(l->r[0]));
	l->nr += 1 - (last - first);
	l->r[first] = (struct range){start, end};
}

void memblock_reserve(phys_addr_t base, phys_addr_t size)
{
	list_add_range(&taken, ALIGN_DOWN(base, PAGE_SIZE), ALIGN(base + size, PAGE_SIZE));
}

phys_addr_t memblock_alloc(phys_addr_t size, phys_addr_t align)
{
	unsigned int i, t;

	BUG_ON(page_alloc_ready || !size);
	size = ALIGN(size, PAGE_SIZE);
	align = max_t(phys_addr_t, align, PAGE_SIZE);
	for (i = 0; i < memory.nr; i++) {
		phys_addr_t at = ALIGN(memory.r[i].start, align);

		for (t = 0; t < taken.nr; t++)
			if (taken.r[t].start < at + size && taken.r[t].end > at)
				at = ALIGN(taken.r[t].end, align);
		if (at < memory.r[i].end && size <= memory.r[i].end - at) {
			memblock_reserve(at, size);
			return at;
		}
	}
	return 0;
}

phys_addr_t memblock_end_of_DRAM(void)
{
	return memory.nr ? memory.r[memory.nr - 1].end : 0;
}

bool memblock_range(unsigned int i, phys_addr_t *start, phys_addr_t *end)
{
	if (i >= memory.nr)
		return false;
	*start = memory.r[i].start;
	*end = memory.r[i].end;
	return true;
}

/* The gaps between taken ranges, within each range of memory, counted. */
bool memblock_free_range(unsigned int i, phys_addr_t *start, phys_addr_t *end)
{
	unsigned int m, t;

	for (m = 0; m < memory.nr; m++) {
		phys_addr_t at = memory.r[m].start;

		for (t = 0; t <= taken.nr && at < memory.r[m].end; t++) {
			phys_addr_t next = t < taken.nr ? taken.r[t].start : memory.r[m].end;

			next = min(next, memory.r[m].end);
			if (at < next && i-- == 0) {
				*start = at;
				*end = next;
				return true;
			}
			if (t < taken.nr)
				at = max(at, taken.r[t].end);
		}
	}
	return false;
}

void __init memblock_init(const struct boot_info *info)
{
	phys_addr_t total = 0;
	unsigned int i;

	for (i = 0; i < info->nr_mem; i++) {
		const struct boot_range *m = &info->mem[i];
		phys_addr_t start = ALIGN(max(m->start, (phys_addr_t)LOW_MEMORY_END), PAGE_SIZE);
		phys_addr_t end = ALIGN_DOWN(min(m->end, (phys_addr_t)DIRECT_MAP_SIZE), PAGE_SIZE);

		if (m->type != BOOT_MEM_AVAILABLE || start >= end)
			continue;
		list_add_range(&memory, start, end);
		total += end - start;
	}
	if (!memory.nr)
		panic("memblock: the boot loader's map has no usable memory above 1 MiB");

	memblock_reserve(__pa_symbol(_text), _end - _text);
	for (i = 0; i < info->nr_modules; i++)
		memblock_reserve(info->modules[i].start,
				 info->modules[i].end - info->modules[i].start);
	pr_info("Memory: %llu KiB in %u ranges, up to %#llx\n", total >> 10, memory.nr,
		memblock_end_of_DRAM() - 1);
}
