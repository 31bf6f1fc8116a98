// SPDX-License-Identifier: MIT
/*
 * Where a new mapping goes. As a rule as high as possible below the stack's room, so that heap and
 * stack have space to grow; from the bottom up where that fails, or for MAP_32BIT.
 */
#include <linux/capability.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/mman.h>
#include <linux/sched.h>
#include "internal.h"
#include "vma.h"

/* MAP_32BIT's part of the address space; mmap(2). */
#define LOW_AREA_START 0x40000000UL
#define LOW_AREA_END   0x80000000UL

/* Is [addr, addr + len) free, and not in the room below a stack? */
static bool range_is_free(struct mm_struct *mm, unsigned long addr, unsigned long len)
{
	struct vm_area_struct *prev, *vma = find_vma_prev(mm, addr, &prev);

	return !vma || (addr < vma_start_with_gap(vma) && len <= vma_start_with_gap(vma) - addr);
}

static unsigned long search(struct mm_struct *mm, unsigned long addr, unsigned long len,
			    unsigned long flags)
{
	unsigned long at;

	if (flags & MAP_32BIT)
		return find_gap_up(mm, LOW_AREA_START, LOW_AREA_END, len);
	addr = PAGE_ALIGN(addr);
	if (addr >= MMAP_MIN_ADDR && addr <= TASK_SIZE - len && range_is_free(mm, addr, len))
		return addr;
	at = find_gap_down(mm, MMAP_MIN_ADDR, mm->mmap_base, len);
	if (IS_ERR_VALUE(at))
		at = find_gap_up(mm, TASK_UNMAPPED_BASE, TASK_SIZE, len);
	return at;
}

unsigned long get_unmapped_area_of(struct mm_struct *mm, struct file *file, unsigned long addr,
				   unsigned long len, unsigned long pgoff, unsigned long flags)
{
	if (len > TASK_SIZE)
		return -ENOMEM;
	if (file && file->f_op->get_unmapped_area) {
		addr = file->f_op->get_unmapped_area(file, addr, len, pgoff, flags);
	} else if (flags & MAP_FIXED) {
		if (addr > TASK_SIZE - len)
			return -ENOMEM;
		if (offset_in_page(addr))
			return -EINVAL;
	} else {
		addr = search(mm, addr, len, flags);
	}
	if (IS_ERR_VALUE(addr))
		return addr;
	if (addr > TASK_SIZE - len)
		return -ENOMEM;
	if (offset_in_page(addr))
		return -EINVAL;
	/* The first pages stay empty, so that the kernel's null pointers never hit something. */
	if (addr < MMAP_MIN_ADDR && !capable(CAP_SYS_RAWIO))
		return -EPERM;
	return addr;
}

unsigned long get_unmapped_area(struct file *file, unsigned long addr, unsigned long len,
				unsigned long pgoff, unsigned long flags)
{
	return get_unmapped_area_of(current->mm, file, addr, len, pgoff, flags);
}
EXPORT_SYMBOL(get_unmapped_area);
