// SPDX-License-Identifier: MIT
/*
 * The objects of memory management: a page frame, a mapping of an address space, the address
 * space itself.
 */
#ifndef _LINUX_MM_TYPES_H
#define _LINUX_MM_TYPES_H

#include <linux/list.h>
#include <linux/rbtree.h>
#include <linux/rwsem.h>
#include <linux/spinlock.h>
#include <linux/types.h>
#include <linux/workqueue.h>
#include <asm/page.h>
#include <asm/pgtable_types.h>

struct address_space;
struct file;
struct kmem_cache;
struct mm_struct;
struct vm_operations_struct;

/* In page->mapping: the page is anonymous; no address_space is pointed to. */
#define PAGE_MAPPING_ANON 1UL

/*
 * One page frame. What the union holds depends on who owns the page: a free block's links
 * (PG_buddy), a slab's fields (PG_slab), a tail's pointer to its head, or else the owner of the
 * page cache, of user memory or of a driver. 64 bytes, so that a frame number is a shift away.
 */
struct page {
	unsigned long flags; /* enum pageflags; atomic bit operations */
	union {
		struct {		      /* page cache and user memory: the owner's locks */
			struct list_head lru; /* a list of the owner's choice */
			struct address_space *mapping; /* the file's, PAGE_MAPPING_ANON, or NULL */
			pgoff_t index;		       /* place in the file, in pages */
			unsigned long private;	       /* the owner's own, with PG_private */
		};
		struct {			       /* PG_slab, head page: the cache's lock */
			struct list_head slab_list;    /* in the cache's partial list */
			struct kmem_cache *slab_cache; /* constant */
			void *freelist;		       /* first free object that was once used */
			unsigned short inuse;	       /* objects handed out */
			unsigned short fresh;	       /* objects from here on were never used */
			unsigned short objects;	       /* objects in all; constant */
		};
		struct { /* PG_buddy: the page allocator's lock */
			struct list_head buddy_list;
			unsigned long buddy_order;
		};
		struct { /* tail of a compound page; constant while allocated */
			unsigned long compound_head; /* head | 1 */
		};
	};
	atomic_t _mapcount;	      /* user mappings, less one */
	atomic_t _refcount;	      /* 0: free, or a tail */
	unsigned char compound_order; /* PG_head: 2^order pages */
} __aligned(64);

typedef unsigned int __bitwise vm_fault_t;

/*
 * What a fault handler answers. Exactly one of the error bits, or 0 with vmf->page set to a
 * referenced page, or NOPAGE when the handler put the entry in place itself.
 */
enum vm_fault_reason {
	VM_FAULT_OOM = (__force vm_fault_t)0x000001,
	VM_FAULT_SIGBUS = (__force vm_fault_t)0x000002,
	VM_FAULT_MAJOR = (__force vm_fault_t)0x000004, /* had to wait for a device */
	VM_FAULT_HWPOISON = (__force vm_fault_t)0x000010,
	VM_FAULT_SIGSEGV = (__force vm_fault_t)0x000040,
	VM_FAULT_NOPAGE = (__force vm_fault_t)0x000100,
};

#define VM_FAULT_ERROR (VM_FAULT_OOM | VM_FAULT_SIGBUS | VM_FAULT_SIGSEGV | VM_FAULT_HWPOISON)

enum fault_flag {
	FAULT_FLAG_WRITE = 1 << 0,
	FAULT_FLAG_MKWRITE = 1 << 1,
	FAULT_FLAG_USER = 1 << 6,	 /* user mode, not a copy by the kernel */
	FAULT_FLAG_REMOTE = 1 << 7,	 /* for another process's address space */
	FAULT_FLAG_INSTRUCTION = 1 << 8, /* a fetch */
};

/* A range of an address space whose pages have one origin and one protection. */
struct vm_area_struct {
	/* All fields: mm->mmap_lock, for writing to change them. */
	unsigned long vm_start; /* page aligned */
	unsigned long vm_end;	/* first byte behind */
	struct mm_struct *vm_mm;
	pgprot_t vm_page_prot; /* vm_get_page_prot(vm_flags), plus the owner's cache bits */
	unsigned long vm_flags;
	struct rb_node vm_rb;		   /* in mm->mm_rb */
	struct vma_span {		   /* of the mappings below vm_rb: mm/vma_gap.c */
		unsigned long first, last; /* where they start, a stack's room included; end */
		unsigned long gap;	   /* the largest between two of them */
	} span;
	const struct vm_operations_struct *vm_ops; /* NULL: anonymous */
	unsigned long
		vm_pgoff; /* vm_start's offset in vm_file, in pages; anonymous: vm_start >> 12 */
	struct file *vm_file;	 /* holds a reference; NULL: anonymous */
	void *vm_private_data;	 /* the mapping's driver's */
	struct list_head shared; /* in vm_file->f_mapping->i_mmap: that one's i_mmap_rwsem */
	bool vm_has_anon; /* may hold anonymous pages: set under mm->page_table_lock, never cleared
			   */
};

/* Which kind of page a resident one is, for a process's statistics. */
enum { MM_FILEPAGES, MM_ANONPAGES, MM_SWAPENTS, MM_SHMEMPAGES, NR_MM_COUNTERS };

/* /proc/PID/auxv: as many vectors as any program gets, each a type and a value, and the end. */
#define AT_VECTOR_SIZE 44

/* An address space of user programs. */
struct mm_struct {
	struct rb_root mm_rb; /* vm_area_structs by address; mmap_lock */
	int map_count;	      /* how many; mmap_lock */
	pgd_t *pgd;	      /* constant; entries of the user half: page_table_lock */

	atomic_t mm_users; /* tasks that live here, and mmget(); at 0 all mappings go */
	atomic_t mm_count; /* one for all mm_users, and mmgrab(); at 0 the structure goes */

	struct rw_semaphore mmap_lock; /* the mappings; a leaf to file locks taken in a fault */
	spinlock_t page_table_lock;    /* the page-table entries of the user half */

	unsigned long mmap_base;   /* new mappings go below; constant after mm_alloc() */
	unsigned long hiwater_rss; /* most resident pages ever; page_table_lock, loose */
	unsigned long hiwater_vm;  /* most total_vm ever; mmap_lock */

	/* Pages; mmap_lock. */
	unsigned long total_vm;
	unsigned long locked_vm; /* VM_LOCKED */
	unsigned long data_vm;	 /* private and writable, stack aside */
	unsigned long exec_vm;	 /* executable and not writable */
	unsigned long stack_vm;	 /* VM_GROWSDOWN */

	spinlock_t arg_lock; /* the ten next ones */
	unsigned long start_code, end_code, start_data, end_data;
	unsigned long start_brk, brk, start_stack;
	unsigned long arg_start, arg_end, env_start, env_end;

	unsigned long saved_auxv[AT_VECTOR_SIZE]; /* written by exec only, before any reader */

	atomic_long_t rss_stat[NR_MM_COUNTERS]; /* resident pages by kind */

	struct file __rcu *exe_file; /* holds a reference and denies writes; page_table_lock */
	unsigned long flags;	     /* MMF_*; atomic bit operations */
	struct work_struct async_put_work; /* mmput_async()'s, once mm_users is 0 */
};

/* The kernel's own: no user half. What a kernel thread runs on when nothing else is loaded. */
extern struct mm_struct init_mm;

#endif
