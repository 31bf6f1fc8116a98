// SPDX-License-Identifier: MIT
/*
 * The kernel's own page tables: built once, from what the boot loader said of memory and the linker
 * of the image; and their last change, when the init part goes.
 *
 * RAM has two addresses: in the direct map, and, for the image, the one it is linked at. Both keep
 * the rule that nothing is writable and executable, and they don't contradict each other: text and
 * rodata are read-only in the direct map too, so that no alias can change them.
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <asm/desc.h>
#include <asm/page.h>
#include <asm/pgtable.h>
#include <asm/sections.h>
#include <kernel/boot.h>
#include <kernel/mm.h>
#include <kernel/paging.h>
#include "paging.h"

/* Below 1 MiB lie the screen's memory and the firmware's tables: mapped whatever the map says. */
#define LOW_MEMORY 0x100000UL

/* The linker script's own numbers; paging_init() compares. */
extern char KERNEL_BASE[];

extern char __start_ro_after_init[], __end_ro_after_init[];

bool initmem_freed;

static void __init map_or_panic(unsigned long va, phys_addr_t pa, unsigned int level, pgprot_t prot)
{
	unsigned long *entry = paging_entry(init_pgd, va, level, true);

	if (!entry)
		panic("paging: no memory for the kernel's page tables");
	*entry = pa | pgprot_val(prot) | (level == LEVEL_PT ? 0 : _PAGE_PSE);
}

static bool __init overlaps_image(phys_addr_t pa, unsigned long size)
{
	return pa < __pa_symbol(_end) && pa + size > __pa_symbol(_text);
}

/* May this page of RAM never be written again? Text and rodata follow each other. */
static bool __init page_is_constant(phys_addr_t pa)
{
	return (pa >= __pa_symbol(_text) && pa < __pa_symbol(__end_rodata)) ||
	       (pa >= __pa_symbol(_sinittext) && pa < __pa_symbol(_einittext));
}

/*
 * The direct map of [start, end), page aligned. Large pages, but for the image's surroundings,
 * whose pages differ and may change later.
 */
static void __init map_direct(phys_addr_t start, phys_addr_t end)
{
	phys_addr_t pa = start;

	while (pa < end) {
		unsigned long va = (unsigned long)__va(pa);

		if (pa % PMD_SIZE == 0 && end - pa >= PMD_SIZE && !overlaps_image(pa, PMD_SIZE)) {
			map_or_panic(va, pa, LEVEL_PD, PAGE_KERNEL);
			direct_map_count(0, 1);
			pa += PMD_SIZE;
		} else {
			map_or_panic(va, pa, LEVEL_PT,
				     page_is_constant(pa) ? PAGE_KERNEL_RO : PAGE_KERNEL);
			direct_map_count(1, 0);
			pa += PAGE_SIZE;
		}
	}
}

static void __init map_all_memory(const struct boot_info *info)
{
	unsigned int i;

	map_direct(0, LOW_MEMORY);
	for (i = 0; i < info->nr_mem; i++) {
		phys_addr_t start = PAGE_ALIGN(info->mem[i].start);
		phys_addr_t end = PAGE_ALIGN_DOWN(info->mem[i].end);

		if (info->mem[i].type != BOOT_MEM_AVAILABLE)
			continue;
		if (start < LOW_MEMORY)
			start = LOW_MEMORY;
		if (end > DIRECT_MAP_SIZE)
			end = DIRECT_MAP_SIZE;
		if (start < end)
			map_direct(start, end);
	}
}

static pgprot_t __init image_prot(unsigned long va)
{
	if (is_kernel_text(va) || is_kernel_inittext(va))
		return PAGE_KERNEL_ROX;
	if (va >= (unsigned long)__start_rodata && va < (unsigned long)__end_rodata)
		return PAGE_KERNEL_RO;
	return PAGE_KERNEL;
}

static void __init map_image(void)
{
	unsigned long va;

	for (va = (unsigned long)_text; va < (unsigned long)_end; va += PAGE_SIZE) {
		if (!is_boot_stack_guard(va))
			map_or_panic(va, __pa(va), LEVEL_PT, image_prot(va));
	}
}

/*
 * Process tables copy the PML4's upper half once, so every slot that later mappings will need gets
 * its table now: those of vmalloc (64) and vmemmap (2). The image and modules share one.
 */
static void __init fill_slots(unsigned long start, unsigned long last)
{
	unsigned long slot;

	for (slot = pgd_index(start); slot <= pgd_index(last); slot++) {
		if (!paging_entry(init_pgd, ~0UL << PGDIR_SHIFT << 9 | slot << PGDIR_SHIFT,
				  LEVEL_PDPT, true))
			panic("paging: no memory for the kernel's page tables");
	}
}

void __init paging_init(void)
{
	BUG_ON((unsigned long)KERNEL_BASE != KERNEL_IMAGE_BASE ||
	       __pa_symbol(_text) != KERNEL_PHYS_START);

	init_pgd = (pgd_t *)paging_alloc_table();
	if (!init_pgd)
		panic("paging: no memory for the kernel's page tables");
	map_all_memory(boot_info());
	map_image();
	fill_slots(VMALLOC_START, VMALLOC_END);
	fill_slots(VMEMMAP_START, VMEMMAP_END);
	paging_switch(init_pgd);
	pr_info("paging: %lu tables; text %luk, rodata %luk, data %luk, init %luk, bss %luk\n",
		paging_nr_tables(), (_etext - _text + 1023UL) >> 10,
		(__end_rodata - __start_rodata) >> 10, (_edata - _sdata) >> 10,
		(__init_end - __init_begin) >> 10, (__bss_stop - __bss_start) >> 10);
}

/* Image and direct map agree on a range of the image, whose pages all have 4 KiB entries. */
static void protect_both(unsigned long start, unsigned long end, pgprot_t prot)
{
	unsigned long va;

	for (va = start; va < end; va += PAGE_SIZE) {
		paging_protect(init_pgd, va, prot);
		paging_protect(init_pgd, (unsigned long)__va(__pa(va)), prot);
	}
	flush_tlb_all();
}

void free_initmem(void)
{
	unsigned long start = (unsigned long)__init_begin, end = (unsigned long)__init_end, va;

	protect_both((unsigned long)__start_ro_after_init, (unsigned long)__end_ro_after_init,
		     PAGE_KERNEL_RO);

	/* The image's addresses go; the frames stay reachable, and writable again, in the direct
	 * map. */
	initmem_freed = true;
	for (va = start; va < end; va += PAGE_SIZE) {
		paging_unmap(init_pgd, va);
		paging_protect(init_pgd, (unsigned long)__va(__pa(va)), PAGE_KERNEL);
	}
	flush_tlb_all();
	free_reserved_range(__pa(start), __pa(end));
	pr_info("Freeing unused kernel image (initmem) memory: %luK\n", (end - start) >> 10);
}
