// SPDX-License-Identifier: MIT
/*
 * Memory management, for the other rooms of the kernel: start-up, the life of an address space,
 * page faults, kernel stacks, the module area. What modules may use is in <linux/mm.h>.
 */
#ifndef _KERNEL_MM_H
#define _KERNEL_MM_H

#include <linux/mm.h>
#include <linux/types.h>

struct pt_regs;
struct seq_file;

/*
 * Start-up, in this order, once, on the boot CPU with interrupts off: after memblock_init() and
 * paging_init(). Each panics if it can't do its work.
 */
void page_alloc_init(void); /* alloc_page() works from here on */
void kmem_cache_init(void); /* kmalloc() works */
void xarray_init(void);	    /* XArrays, IDRs and IDAs can be filled */
void vmalloc_init(void);    /* vmalloc(), ioremap(), module_alloc() work */
void mm_init(void);	    /* address spaces can be made */

/* init_on_alloc= and init_on_free= of the command line; after jump_label_init(). */
void init_memory(void);

/*
 * A range of reserved memory given to the page allocator: .init, boot modules that were read. The
 * range is physical, and only its whole pages are freed. Returns how many.
 */
unsigned long free_reserved_range(phys_addr_t start, phys_addr_t end);

/* ---- Kernel stacks ---- */

/*
 * THREAD_SIZE bytes with unmapped pages before and behind, or NULL; the content is undefined. May
 * sleep. A few freed ones are kept. free_thread_stack() may be called in any context but NMI, not
 * on the stack itself.
 */
void *alloc_thread_stack(void);
void free_thread_stack(void *stack);

/* ---- Modules ---- */

/*
 * Memory in reach of the kernel's code, page aligned, writable and not executable, with guard
 * pages around; content undefined. NULL when memory or addresses end. May sleep. The loader
 * changes protections with set_memory_*(), which can't fail here for want of memory;
 * module_memfree() needs none changed back. NULL does
 * nothing. May sleep.
 */
void *module_alloc(unsigned long size);
void module_memfree(void *module_region);

/* ---- Address spaces ---- */

/*
 * A copy of `oldmm` for a child: the same mappings, private pages shared until one writes. NULL
 * when memory ends. The caller has a user of oldmm. May sleep.
 */
struct mm_struct *dup_mm(struct task_struct *tsk, struct mm_struct *oldmm);

/* The mappings part of it, into an empty mm. -ENOMEM leaves mm with some, for mmput() to drop. */
int dup_mmap(struct mm_struct *mm, struct mm_struct *oldmm);

/* Unmap everything; only mmput() calls it, with the last user gone. */
void exit_mmap(struct mm_struct *mm);

/*
 * Make `mm` the current task's address space, loaded on this CPU. The task takes over the caller's
 * user of mm; the reference to what it had as mm before stays with the caller to mmput(). What was
 * borrowed as active_mm before is dropped.
 */
void activate_mm(struct task_struct *tsk, struct mm_struct *mm);

/* Load next's tables where prev's are; the scheduler calls it with interrupts off. */
void switch_mm(struct mm_struct *prev, struct mm_struct *next, struct task_struct *tsk);

/*
 * The current task gives its address space up: runs on as a kernel thread does, with the tables
 * borrowed. Drops a user; does nothing when there is none. May sleep. For do_exit().
 */
void exit_mm_drop(void);

/* The file that /proc/PID/exe names. The new one gets a reference and can't be written to. */
int set_mm_exe_file(struct mm_struct *mm, struct file *new_exe_file);
struct file *get_mm_exe_file(struct mm_struct *mm); /* with a reference, or NULL */

/*
 * mmap(2) and munmap(2) on any address space that the caller has a user of. `off` is in bytes, a
 * multiple of a page. An address, or a negative errno. Take mmap_lock. May sleep.
 */
unsigned long mm_mmap(struct mm_struct *mm, struct file *file, unsigned long addr,
		      unsigned long len, unsigned long prot, unsigned long flags,
		      unsigned long off);
int mm_munmap(struct mm_struct *mm, unsigned long addr, unsigned long len);

/* ---- Faults ---- */

/*
 * #PF, called with interrupts off as the CPU leaves them; error_code is the CPU's (SDM vol. 3A,
 * 4.7). Returns when the instruction can be tried again or a signal is on its way.
 */
void handle_page_fault(struct pt_regs *regs, unsigned long addr, unsigned long error_code);

/*
 * Make the page at `address` present and fit for the access; caller holds mmap_lock for reading.
 * VM_FAULT_* bits, 0 for success.
 */
vm_fault_t handle_mm_fault(struct vm_area_struct *vma, unsigned long address, unsigned int flags,
			   struct pt_regs *regs);

/* User memory ended: kill the process that holds most of it. May sleep. */
void out_of_memory(gfp_t gfp, int order);

/* ---- Views ---- */

/* /proc/meminfo as text; /proc/slabinfo; /proc/vmallocinfo. seq_file show functions. */
int meminfo_show(struct seq_file *m, void *v);
int slabinfo_show(struct seq_file *m, void *v);
int vmallocinfo_show(struct seq_file *m, void *v);

/* Bytes of the vmalloc area in use. */
unsigned long vmalloc_used(void);

/* PageTables of one process, in pages: an estimate from what it maps. */
unsigned long mm_nr_tables(struct mm_struct *mm);

/* Free what is only kept for speed: kernel stacks. Returns whether there was any. */
bool mm_drain_caches(void);

/*
 * Wait until what has been freed is free, though behind RCU (objects, tasks that have ended) or by
 * a the system's work queue (vmalloc ranges, terminals). Sleeps.
 */
void mm_finish_frees(void);

#endif
