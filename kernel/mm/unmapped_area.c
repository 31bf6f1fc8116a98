// SPDX-License-Identifier: MIT
/*
 * Where a new mapping goes. As a rule as high as possible below the stack's room, so that heap and
 * stack have space to grow; from the bottom up where that fails, or for MAP_32BIT.
 */
#include <linux/capability.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/mman.h>
#include <linux/sched.h>
#include "internal.h"
#include "vma.h"

/* MAP_32BIT's part of the address space; mmap(2). */
#define LOW_AREA_START 0x40000000UL
#define LOW_AREA_END   0x80000000UL

/* Below a stack there is room that it may want. */
static unsigned long start_with_gap(const struct vm_area_struct *vma)
{
	if (!(vma->vm_flags & VM_GROWSDOWN))
		return vma->vm_start;
	return vma->vm_start > STACK_GUARD_GAP ? vma->vm_start - STACK_GUARD_GAP : 0;
}

/* The highest, and the lowest, free piece of `len` bytes in [low, high), or -ENOMEM. */
static unsigned long find_gap_down(struct mm_struct *mm, unsigned long low, unsigned long high,
				   unsigned long len)
{
	struct vm_area_struct *prev, *vma = find_vma_prev(mm, high, &prev);
	unsigned long end = high;

	if (vma)
		end = min(end, start_with_gap(vma));
	for (vma = prev;; vma = vma_prev_in_mm(vma)) {
		unsigned long bottom = vma ? max(low, vma->vm_end) : low;

		if (end > bottom && end - bottom >= len)
			return end - len;
		if (!vma || vma->vm_start <= low)
			return -ENOMEM;
		end = min(end, start_with_gap(vma));
	}
}

static unsigned long find_gap_up(struct mm_struct *mm, unsigned long low, unsigned long high,
				 unsigned long len)
{
	struct vm_area_struct *vma = find_vma(mm, low);
	unsigned long at = low;

	for (; vma; vma = vma_next_in_mm(vma)) {
		unsigned long top = start_with_gap(vma);

		if (top > at && top - at >= len)
			break;
		at = max(at, vma->vm_end);
	}
	return at < high && high - at >= len ? at : -ENOMEM;
}

/* Is [addr, addr + len) free, and not in the room below a stack? */
static bool range_is_free(struct mm_struct *mm, unsigned long addr, unsigned long len)
{
	struct vm_area_struct *prev, *vma = find_vma_prev(mm, addr, &prev);

	return !vma || (addr < start_with_gap(vma) && len <= start_with_gap(vma) - addr);
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
	if (flags & MAP_FIXED) {
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
