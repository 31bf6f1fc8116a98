// SPDX-License-Identifier: MIT
/*
 * Page-table entries: their bits (Intel SDM vol. 3A, 4.5) and the protections made of them.
 *
 * No kernel protection here is both writable and executable, and <kernel/paging.h> refuses one.
 */
#ifndef _ASM_PGTABLE_TYPES_H
#define _ASM_PGTABLE_TYPES_H

#include <linux/const.h>
#include <asm/page_types.h>

#define _PAGE_PRESENT  (_AC(1, UL) << 0)
#define _PAGE_RW       (_AC(1, UL) << 1)
#define _PAGE_USER     (_AC(1, UL) << 2)
#define _PAGE_PWT      (_AC(1, UL) << 3)
#define _PAGE_PCD      (_AC(1, UL) << 4)
#define _PAGE_ACCESSED (_AC(1, UL) << 5)
#define _PAGE_DIRTY    (_AC(1, UL) << 6)
#define _PAGE_PSE      (_AC(1, UL) << 7) /* in a PMD or PUD: a large page */
#define _PAGE_GLOBAL   (_AC(1, UL) << 8)
#define _PAGE_SPECIAL  (_AC(1, UL) << 9) /* software: no struct page is counted for this mapping */
#define _PAGE_NX       (_AC(1, UL) << 63)

/*
 * PROT_NONE: not present for the CPU, so that any access faults, but an entry that holds a frame
 * for us. The bit is ignored by hardware while PRESENT is clear.
 */
#define _PAGE_PROTNONE _PAGE_GLOBAL

#define PTE_PFN_MASK	 _AC(0x000ffffffffff000, UL)
#define PTE_FLAGS_MASK	 (~PTE_PFN_MASK)
#define _PAGE_CACHE_MASK (_PAGE_PWT | _PAGE_PCD)

#ifndef __ASSEMBLY__

typedef struct {
	unsigned long pgd;
} pgd_t;
typedef struct {
	unsigned long pud;
} pud_t;
typedef struct {
	unsigned long pmd;
} pmd_t;
typedef struct {
	unsigned long pte;
} pte_t;
typedef struct {
	unsigned long pgprot;
} pgprot_t;

#define pgd_val(x)    ((x).pgd)
#define pud_val(x)    ((x).pud)
#define pmd_val(x)    ((x).pmd)
#define pte_val(x)    ((x).pte)
#define pgprot_val(x) ((x).pgprot)
#define __pgd(x)      ((pgd_t){(x)})
#define __pud(x)      ((pud_t){(x)})
#define __pmd(x)      ((pmd_t){(x)})
#define __pte(x)      ((pte_t){(x)})
#define __pgprot(x)   ((pgprot_t){(x)})

#define __PAGE_KERNEL_COMMON (_PAGE_PRESENT | _PAGE_ACCESSED | _PAGE_GLOBAL)
#define PAGE_KERNEL	     __pgprot(__PAGE_KERNEL_COMMON | _PAGE_RW | _PAGE_DIRTY | _PAGE_NX)
#define PAGE_KERNEL_RO	     __pgprot(__PAGE_KERNEL_COMMON | _PAGE_NX)
#define PAGE_KERNEL_ROX	     __pgprot(__PAGE_KERNEL_COMMON)
#define PAGE_KERNEL_NOCACHE                                                                        \
	__pgprot(__PAGE_KERNEL_COMMON | _PAGE_RW | _PAGE_DIRTY | _PAGE_NX | _PAGE_PCD | _PAGE_PWT)
#define PAGE_KERNEL_IO PAGE_KERNEL_NOCACHE

/*
 * User protections. COPY is what a private writable mapping starts with: read-only, so that the
 * first write comes to the fault handler, which copies.
 */
#define __PAGE_USER_COMMON (_PAGE_PRESENT | _PAGE_USER | _PAGE_ACCESSED)
#define PAGE_NONE	   __pgprot(_PAGE_PROTNONE | _PAGE_ACCESSED | _PAGE_NX)
#define PAGE_READONLY	   __pgprot(__PAGE_USER_COMMON | _PAGE_NX)
#define PAGE_READONLY_EXEC __pgprot(__PAGE_USER_COMMON)
#define PAGE_COPY	   PAGE_READONLY
#define PAGE_COPY_EXEC	   PAGE_READONLY_EXEC
#define PAGE_COPY_NOEXEC   PAGE_READONLY
#define PAGE_SHARED	   __pgprot(__PAGE_USER_COMMON | _PAGE_RW | _PAGE_NX)
#define PAGE_SHARED_EXEC   __pgprot(__PAGE_USER_COMMON | _PAGE_RW)

#define pgprot_noncached(prot) __pgprot(pgprot_val(prot) | _PAGE_PCD | _PAGE_PWT)
#define pgprot_nx(prot)	       __pgprot(pgprot_val(prot) | _PAGE_NX)

#endif /* __ASSEMBLY__ */
#endif
