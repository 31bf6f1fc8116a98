// SPDX-License-Identifier: MIT
/*
 * The page tables as text, and the promise that nothing in them is writable and executable.
 *
 * /sys/kernel/debug/page_tables/kernel is the kernel's own table, current_kernel the one of the
 * process that reads it; in Linux's format (CONFIG_PTDUMP_DEBUGFS): a line for each range of equal
 * protection and page size, "x" where instructions may run, "ro" where nothing may be written.
 * Both are a view that moves while others map and unmap.
 */
#include <linux/bug.h>
#include <linux/debugfs.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/log2.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/seq_file.h>
#include <asm/page.h>
#include <asm/pgtable.h>
#include <kernel/paging.h>
#include "paging.h"

#define KERNEL_HALF (0UL - (1UL << __VIRTUAL_MASK_SHIFT))

static const struct marker {
	unsigned long start;
	const char *name;
} markers[] = {
	{0, "User Space"},
	{KERNEL_HALF, "Kernel Space"},
	{PAGE_OFFSET, "Low Kernel Mapping"},
	{VMALLOC_START, "vmalloc() Area"},
	{VMEMMAP_START, "Vmemmap"},
	{KERNEL_IMAGE_BASE, "High Kernel Mapping"},
	{MODULES_VADDR, "Modules"},
	{MODULES_END, "End Modules"},
	{0, NULL}, /* behind the last address */
};

/* Of an entry, all that a line shows. A hole has none of it. */
#define SHOWN                                                                                      \
	(_PAGE_PRESENT | _PAGE_USER | _PAGE_RW | _PAGE_PWT | _PAGE_PCD | _PAGE_PSE |               \
	 _PAGE_GLOBAL | _PAGE_NX)

/* The range that is not printed yet: [start, at), all of one kind. */
struct dump {
	struct seq_file *m;
	const struct marker *next_marker;
	unsigned long start, at;
	unsigned long flags;
	unsigned int level; /* 0: there is none */
};

static void print_size(struct seq_file *m, unsigned long bytes)
{
	const char *unit = "KMGTPE";

	for (bytes >>= 10; !(bytes & 1023) && unit[1]; bytes >>= 10)
		unit++;
	seq_printf(m, "%9lu%c ", bytes, *unit);
}

/* Where a line has no flag of four letters. */
#define BLANK "    "

static void print_flags(struct seq_file *m, unsigned long flags)
{
	if (!(flags & _PAGE_PRESENT)) {
		seq_printf(m, "%30s", "");
		return;
	}
	seq_puts(m, flags & _PAGE_USER ? "USR " : BLANK);
	seq_puts(m, flags & _PAGE_RW ? "RW " : "ro ");
	seq_puts(m, flags & _PAGE_PWT ? "PWT " : BLANK);
	seq_puts(m, flags & _PAGE_PCD ? "PCD " : BLANK);
	seq_puts(m, flags & _PAGE_PSE ? "PSE " : BLANK);
	seq_puts(m, BLANK); /* PAT, which is not used */
	seq_puts(m, flags & _PAGE_GLOBAL ? "GLB " : BLANK);
	seq_puts(m, flags & _PAGE_NX ? "NX " : "x  ");
}

static void print_range(struct dump *d)
{
	static const char *const level_names[] = {
		[LEVEL_PT] = "pte", [LEVEL_PD] = "pmd", [LEVEL_PDPT] = "pud", [LEVEL_PML4] = "pgd"};

	if (!d->level)
		return;
	seq_printf(d->m, "0x%016lx-0x%016lx   ", d->start, d->at);
	print_size(d->m, d->at - d->start);
	print_flags(d->m, d->flags);
	seq_printf(d->m, "%s\n", level_names[d->level]);
}

static bool at_marker(const struct dump *d)
{
	return d->next_marker->name && d->at == d->next_marker->start;
}

/* What follows at d->at: it joins the range, or begins another one. */
static void note(struct dump *d, unsigned long size, unsigned int level, unsigned long flags)
{
	if (d->level != level || d->flags != flags || at_marker(d)) {
		print_range(d);
		if (at_marker(d))
			seq_printf(d->m, "---[ %s ]---\n", d->next_marker++->name);
		d->start = d->at;
		d->level = level;
		d->flags = flags;
	}
	d->at += size;
}

/* The next piece of a hole that ends at `end` (0: with the last address): its size and level. */
static unsigned long hole_piece(const struct dump *d, unsigned long end, unsigned int *level)
{
	/* No table has entries for what lies between the halves. */
	*level = LEVEL_PML4;
	if (d->at == 1UL << __VIRTUAL_MASK_SHIFT)
		return KERNEL_HALF - d->at;
	while (*level > LEVEL_PT && (d->at & ((1UL << LEVEL_SHIFT(*level)) - 1) ||
				     end - d->at < 1UL << LEVEL_SHIFT(*level)))
		--*level;
	return 1UL << LEVEL_SHIFT(*level);
}

static void note_hole(struct dump *d, unsigned long end)
{
	while (d->at != end) {
		unsigned long marker = (d->next_marker + at_marker(d))->start, size;
		unsigned int level;

		/* As far as the marker, unless that is later: 0 is later than anything. */
		size = hole_piece(d, min(end - 1, marker - 1) + 1, &level);

		note(d, size, level, 0);
	}
}

static int note_leaf(unsigned long va, unsigned long size, pte_t pte, void *ctx)
{
	struct dump *d = ctx;

	note_hole(d, va);
	note(d, size, (ilog2(size) - PAGE_SHIFT) / 9 + LEVEL_PT, pte_val(pte) & SHOWN);
	return 0;
}

static void dump_table(struct seq_file *m, pgd_t *pgd)
{
	struct dump d = {.m = m, .next_marker = markers};

	paging_walk(pgd, note_leaf, &d);
	note_hole(&d, 0);
	print_range(&d);
}

static int kernel_show(struct seq_file *m, void *unused)
{
	dump_table(m, init_pgd);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(kernel);

static int current_kernel_show(struct seq_file *m, void *unused)
{
	struct mm_struct *mm = current->mm;

	if (!mm)
		return 0;
	mmap_read_lock(mm); /* no table goes */
	dump_table(m, mm->pgd);
	mmap_read_unlock(mm);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(current_kernel);

/* ---- W^X ---- */

static int count_if_wx(unsigned long va, unsigned long size, pte_t pte, void *ctx)
{
	unsigned long *wx_pages = ctx;

	if (!pte_write(pte) || !pte_exec(pte))
		return 0;
	WARN_ONCE(1, "x86/mm: Found insecure W+X mapping at address %pS\n", (void *)va);
	pr_warn("x86/mm: W+X: 0x%016lx-0x%016lx\n", va, va + size);
	*wx_pages += size >> PAGE_SHIFT;
	return 0;
}

bool check_wx(void)
{
	unsigned long wx_pages = 0;

	paging_walk(init_pgd, count_if_wx, &wx_pages);
	if (wx_pages)
		pr_info("x86/mm: Checked W+X mappings: FAILED, %lu W+X pages found.\n", wx_pages);
	else
		pr_info("x86/mm: Checked W+X mappings: passed, no W+X pages found.\n");
	return !wx_pages;
}

static int check_wx_pages_show(struct seq_file *m, void *unused)
{
	seq_puts(m, check_wx() ? "SUCCESS\n" : "FAILED\n");
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(check_wx_pages);

void __init ptdump_init(void)
{
	struct dentry *dir = debugfs_create_dir("page_tables", NULL);

	debugfs_create_file("kernel", 0400, dir, NULL, &kernel_fops);
	debugfs_create_file("current_kernel", 0400, dir, NULL, &current_kernel_fops);
	debugfs_create_file("check_wx_pages", 0400, NULL, NULL, &check_wx_pages_fops);
}
