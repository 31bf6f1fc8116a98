// SPDX-License-Identifier: MIT
/*
 * Page tables: the only door through which they change.
 *
 * A table is a four-level x86-64 one (Intel SDM vol. 3A, 4.5). The kernel half (PML4 slots
 * 256..511) is the same in every table: paging_init() fills every slot that will ever be used, and
 * paging_new_pgd() copies them once, so a kernel mapping made later is seen everywhere at once.
 *
 * Locks: the kernel half is guarded inside, by a spinlock of its own; any table may be named when
 * a kernel address is. For the user half the caller holds what guards that address space
 * (mm->page_table_lock or the only reference to it). No function here sleeps: table pages are
 * taken with GFP_ATOMIC.
 *
 * W^X: a kernel protection that is writable and executable, or a kernel address with the user bit,
 * is refused with -EPERM. User space may have both, as Linux allows.
 */
#ifndef _KERNEL_PAGING_H
#define _KERNEL_PAGING_H

#include <linux/types.h>
#include <asm/pgtable.h>
#include <asm/tlbflush.h>

/* The kernel's own table: what runs when no process's is needed. */
extern pgd_t *init_pgd;

/*
 * Leave the boot tables for the final ones: direct map, kernel image with text RX, rodata R, the
 * rest RW and NX, guard pages out, nothing in the user half. Needs memblock, before any other
 * function here. Panics when memory ends.
 */
void paging_init(void);

/*
 * Map the page at `va` to the frame at `pa`. Both page aligned.
 * -EEXIST when something is mapped there, -ENOMEM, -EPERM (see above). Nothing to flush.
 */
int paging_map(pgd_t *pgd, unsigned long va, phys_addr_t pa, pgprot_t prot);

/*
 * Take the mapping of `va` away and return the old entry (none when there was none). The caller
 * flushes the TLB (flush_tlb_page, flush_tlb_kernel_range, …) before the frame is used again.
 */
pte_t paging_unmap(pgd_t *pgd, unsigned long va);

/* Put `pte` as the entry of `va`, whatever was there: the caller flushes. -ENOMEM, -EPERM. */
int paging_set(pgd_t *pgd, unsigned long va, pte_t pte);

/*
 * Give the mapping of `va` another protection; the frame, accessed and dirty bits stay. The caller
 * flushes. -ENOENT when nothing is mapped, -EPERM, -EINVAL inside a large page.
 */
int paging_protect(pgd_t *pgd, unsigned long va, pgprot_t prot);

/*
 * Make sure that `va`, an address of the kernel half, has an entry of its own for paging_protect():
 * a large page that covers it becomes 512 small ones that say the same. 1 if it did, 0 if nothing
 * had to be done; -ENOMEM. Flushes.
 */
int paging_split(unsigned long va);

/*
 * The direct map's alias of a frame that is mapped elsewhere, too. The first may fail, with
 * -ENOMEM; when it has not, the second can't. It flushes what it forbids. Frames without a struct
 * page, and the constant part of the kernel's image, are left as they are. Any context but NMI.
 */
int direct_map_split(phys_addr_t pa);
/* The direct map's pages by size: what maps it counts, and /proc/meminfo shows. */
void direct_map_count(long small, long large);
unsigned long direct_map_nr_small(void);
unsigned long direct_map_nr_large(void);
void direct_map_set_writable(phys_addr_t pa, bool writable);

/*
 * The entry of `va`, to read (paging_set() writes); NULL when no table reaches there or a large
 * page covers it. Valid while the caller's lock is held.
 */
pte_t *paging_lookup(pgd_t *pgd, unsigned long va);

/* A copy of what translates `va`, a large page shown as the 4 KiB entry it stands for. */
pte_t paging_get(pgd_t *pgd, unsigned long va);

/*
 * The first address at or after `va` and below `end` whose 2 MiB region has a page table, or `end`:
 * lets a loop over a sparse user range skip what was never touched.
 */
unsigned long paging_next(pgd_t *pgd, unsigned long va, unsigned long end);

/* A table with an empty user half; NULL when memory ends. */
pgd_t *paging_new_pgd(void);

/* Free `pgd` and its user half's tables (not the frames they map). Not the one that is loaded. */
void paging_free_pgd(pgd_t *pgd);

/* Free the page tables of [start, end) of the user half that hold no entry any more. */
void paging_free_range(pgd_t *pgd, unsigned long start, unsigned long end);

/* Load `pgd` on this CPU. */
void paging_switch(pgd_t *pgd);

/* Pages that page tables take up. */
unsigned long paging_nr_tables(void);

/*
 * Call `fn` for each leaf entry in ascending order: it maps [va, va + size) as `pte` says, with
 * what the levels above forbid taken off (write, execute, user). Stops at the first non-zero result
 * and returns it. The caller keeps the table from changing, or accepts a view that moves.
 */
int paging_walk(pgd_t *pgd, int (*fn)(unsigned long va, unsigned long size, pte_t pte, void *ctx),
		void *ctx);

/*
 * Walk all that the kernel maps, and log, in Linux's words, whether any of it is writable and
 * executable; each such range is named, with a WARN() for the first. True: there is none.
 */
bool check_wx(void);

/* The tables as files in /sys/kernel/debug, and the check. After debugfs_init(). */
void ptdump_init(void);

/*
 * Give the pages of .init.text and .init.data back to the frame allocator; from here on no __init
 * function may be called. Process context, once.
 */
void free_initmem(void);

/* True once it has: addresses of the init part mean nothing any more. */
extern bool initmem_freed;

#endif
