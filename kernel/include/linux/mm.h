// SPDX-License-Identifier: MIT
/*
 * Memory management for the rest of the kernel and for drivers: pages and their references, the
 * mappings of an address space, and how a driver puts memory of its own into one.
 *
 * The allocators are in <linux/gfp.h>, <linux/slab.h> and <linux/vmalloc.h>.
 */
#ifndef _LINUX_MM_H
#define _LINUX_MM_H

#include <linux/atomic.h>
#include <linux/bug.h>
#include <linux/err.h>
#include <linux/gfp.h>
#include <linux/jump_label.h>
#include <linux/list.h>
#include <linux/mm_types.h>
#include <linux/mmap_lock.h>
#include <linux/mmdebug.h>
#include <linux/mmzone.h>
#include <linux/page-flags.h>
#include <linux/page_ref.h>
#include <linux/pfn.h>
#include <linux/rbtree.h>
#include <linux/sched/mm.h>
#include <linux/string.h>
#include <linux/types.h>
#include <linux/vmstat.h>
#include <asm/io.h>
#include <asm/page.h>
#include <linux/pgtable.h>

struct file;
struct inode;
struct sysinfo;
struct task_struct;

/* ---- Pages ---- */

/* Frames that the page allocator manages, and one past the highest frame of memory. */
extern unsigned long max_pfn;
unsigned long totalram_pages(void);
unsigned long nr_free_pages(void);

/*
 * Give boot-time memory, named by its direct-map addresses, to the page allocator: the whole pages
 * of [start, end), filled with the byte `poison` unless that is negative, and logged under the name
 * `s` unless that is NULL. Returns how many pages.
 */
unsigned long free_reserved_area(void *start, void *end, int poison, const char *s);

static inline void *page_address(const struct page *page)
{
	return page_to_virt(page);
}

static inline void *lowmem_page_address(const struct page *page)
{
	return page_to_virt(page);
}

/* The struct page of the allocation that a direct-map address lies in. */
static inline struct page *virt_to_head_page(const void *x)
{
	return compound_head(virt_to_page(x));
}

/* Of an allocation's first page: its order, pages and bytes. */
static inline unsigned int compound_order(const struct page *page)
{
	return PageHead(page) ? page->compound_order : 0;
}

static inline unsigned long compound_nr(const struct page *page)
{
	return 1UL << compound_order(page);
}

static inline unsigned long page_size(const struct page *page)
{
	return PAGE_SIZE << compound_order(page);
}

/* Another reference; the caller holds one already. */
static inline void get_page(struct page *page)
{
	page = compound_head(page);
	page_ref_inc(page);
}

/* Frees a page, single or compound, whose count has come to zero. Only for put_page(). */
void __put_page(struct page *page);

/* A reference less; with the last one the page is free. Any context. */
static inline void put_page(struct page *page)
{
	page = compound_head(page);
	if (page_ref_dec_and_test(page))
		__put_page(page);
}

/* The order that holds `size` bytes. */
static inline int get_order(unsigned long size)
{
	size = (size - 1) >> PAGE_SHIFT;
	return size ? 64 - __builtin_clzl(size) : 0;
}

static inline int page_mapcount(const struct page *page)
{
	return atomic_read(&compound_head(page)->_mapcount) + 1;
}

static inline bool page_mapped(const struct page *page)
{
	return page_mapcount(page) > 0;
}

/* The file cache that a page belongs to; NULL for any other kind of page. */
static inline struct address_space *page_mapping(const struct page *page)
{
	page = compound_head(page);
	return PageAnon(page) || PageSlab(page) ? NULL : page->mapping;
}

#define page_private(page)	  ((page)->private)
#define set_page_private(page, v) ((page)->private = (v))

/* The content is newer than the file's. True when the page was clean. */
static inline bool set_page_dirty(struct page *page)
{
	return !TestSetPageDirty(compound_head(page));
}

/* Is fresh memory to be zero (because it is asked for, or always), and freed memory made so? */
DECLARE_STATIC_KEY_FALSE(init_on_alloc);
DECLARE_STATIC_KEY_FALSE(init_on_free);

static inline bool want_init_on_alloc(gfp_t flags)
{
	return static_branch_unlikely(&init_on_alloc) || flags & __GFP_ZERO;
}

static inline bool want_init_on_free(void)
{
	return static_branch_unlikely(&init_on_free);
}

/* A page of zeroes, for reading. Mapped without a reference. */
extern unsigned long empty_zero_page[PAGE_SIZE / sizeof(unsigned long)];
#define ZERO_PAGE(vaddr) virt_to_page(empty_zero_page)

static inline bool is_zero_pfn(unsigned long pfn)
{
	return pfn == page_to_pfn(ZERO_PAGE(0));
}

/* ---- Mappings ---- */

/* vm_area_struct.vm_flags; the low four are mprotect(2)'s and the next four say what it may set. */
#define VM_NONE	      0x00000000
#define VM_READ	      0x00000001
#define VM_WRITE      0x00000002
#define VM_EXEC	      0x00000004
#define VM_SHARED     0x00000008
#define VM_MAYREAD    0x00000010
#define VM_MAYWRITE   0x00000020
#define VM_MAYEXEC    0x00000040
#define VM_MAYSHARE   0x00000080 /* MAP_SHARED, though perhaps never writable */
#define VM_GROWSDOWN  0x00000100 /* a stack */
#define VM_PFNMAP     0x00000400 /* bare frames: entries are special, no references */
#define VM_LOCKED     0x00002000 /* always resident */
#define VM_IO	      0x00004000 /* device memory: not for other processes to read */
#define VM_SEQ_READ   0x00008000
#define VM_RAND_READ  0x00010000
#define VM_DONTCOPY   0x00020000 /* not for the child of a fork */
#define VM_DONTEXPAND 0x00040000 /* mremap(2) may not grow it */
#define VM_ACCOUNT    0x00100000 /* its pages are in vm_committed_pages() */
#define VM_NORESERVE  0x00200000
#define VM_WIPEONFORK 0x02000000 /* the child of a fork gets zeroes */
#define VM_DONTDUMP   0x04000000
#define VM_MIXEDMAP   0x10000000 /* pages and bare frames */

#define VM_STACK	VM_GROWSDOWN
#define VM_ACCESS_FLAGS (VM_READ | VM_WRITE | VM_EXEC)
#define VM_SPECIAL	(VM_IO | VM_DONTEXPAND | VM_PFNMAP | VM_MIXEDMAP)

/* Where a request for an exact address may not go: the first 64 KiB, unless CAP_SYS_RAWIO. */
#define MMAP_MIN_ADDR 65536UL

/* Unmapped room kept below a stack, in bytes. */
#define STACK_GUARD_GAP (256UL << PAGE_SHIFT)

/* How many mappings a process may have; mmap(2) says ENOMEM then. */
#define DEFAULT_MAX_MAP_COUNT 65530

/* What a fault handler is told, and where it leaves the page. */
struct vm_fault {
	struct vm_area_struct *vma; /* the mapping, constant while mmap_lock is held */
	gfp_t gfp_mask;
	pgoff_t pgoff;		    /* the wanted page, counted from the object's start */
	unsigned long address;	    /* page aligned */
	unsigned long real_address; /* as it came */
	unsigned int flags;	    /* FAULT_FLAG_* */
	pte_t orig_pte;		    /* the entry when the fault was looked at */
	struct page *cow_page;	    /* a private copy, to be filled */
	struct page *page;	    /* out: a page with a reference for the caller */
	/*
	 * Out: the file cache whose invalidate_lock the handler took for reading, so that a
	 * truncation can't come between page and entry; dropped once the entry is in place.
	 */
	struct address_space *mapping;
};

/* What a mapping's owner does. All are called with mmap_lock held and may sleep. */
struct vm_operations_struct {
	void (*open)(struct vm_area_struct *vma);  /* a copy came to be: fork, split */
	void (*close)(struct vm_area_struct *vma); /* the mapping goes */
	int (*may_split)(struct vm_area_struct *vma, unsigned long addr);
	int (*mremap)(struct vm_area_struct *vma);
	int (*mprotect)(struct vm_area_struct *vma, unsigned long start, unsigned long end,
			unsigned long newflags);
	vm_fault_t (*fault)(struct vm_fault *vmf); /* find or make the page of vmf->pgoff */
	/*
	 * Put what is at hand of the page and its neighbours in place, without waiting: NOPAGE
	 * when the wanted page is among them, else 0.
	 */
	vm_fault_t (*map_pages)(struct vm_fault *vmf);
	/* A read-only page of a shared mapping is about to become writable. */
	vm_fault_t (*page_mkwrite)(struct vm_fault *vmf);
	vm_fault_t (*pfn_mkwrite)(struct vm_fault *vmf);
	/* Read or write memory that has no struct page, for access_remote_vm(). */
	int (*access)(struct vm_area_struct *vma, unsigned long addr, void *buf, int len,
		      int write);
	const char *(*name)(struct vm_area_struct *vma); /* in /proc/PID/maps */
};

static inline bool vma_is_anonymous(const struct vm_area_struct *vma)
{
	return !vma->vm_ops;
}

static inline unsigned long vma_pages(const struct vm_area_struct *vma)
{
	return (vma->vm_end - vma->vm_start) >> PAGE_SHIFT;
}

/* Writes make copies. */
static inline bool is_cow_mapping(unsigned long flags)
{
	return (flags & (VM_SHARED | VM_MAYWRITE)) == VM_MAYWRITE;
}

/* The mapping of a program's first stack or brk area, for /proc/PID/maps. */
static inline bool vma_is_initial_stack(const struct vm_area_struct *vma)
{
	return vma->vm_start <= vma->vm_mm->start_stack && vma->vm_end >= vma->vm_mm->start_stack;
}

static inline bool vma_is_initial_heap(const struct vm_area_struct *vma)
{
	return vma->vm_start <= vma->vm_mm->brk && vma->vm_end >= vma->vm_mm->start_brk;
}

/* The page protection that vm_flags ask for. */
pgprot_t vm_get_page_prot(unsigned long vm_flags);

/*
 * The mapping that holds `addr`, or else the next one above; NULL when there is none. Caller holds
 * mmap_lock.
 */
struct vm_area_struct *find_vma(struct mm_struct *mm, unsigned long addr);

/* The same, with the mapping before it in *prev. */
struct vm_area_struct *find_vma_prev(struct mm_struct *mm, unsigned long addr,
				     struct vm_area_struct **prev);

/* The first mapping that overlaps [start, end), NULL when it is free. */
static inline struct vm_area_struct *find_vma_intersection(struct mm_struct *mm,
							   unsigned long start, unsigned long end)
{
	struct vm_area_struct *vma = find_vma(mm, start);

	return vma && vma->vm_start < end ? vma : NULL;
}

/* The mapping that holds `addr`, NULL when there is none. */
static inline struct vm_area_struct *vma_lookup(struct mm_struct *mm, unsigned long addr)
{
	return find_vma_intersection(mm, addr, addr + 1);
}

static inline struct vm_area_struct *vma_next_in_mm(const struct vm_area_struct *vma)
{
	struct rb_node *n = rb_next(&vma->vm_rb);

	return n ? rb_entry(n, struct vm_area_struct, vm_rb) : NULL;
}

static inline struct vm_area_struct *vma_prev_in_mm(const struct vm_area_struct *vma)
{
	struct rb_node *n = rb_prev(&vma->vm_rb);

	return n ? rb_entry(n, struct vm_area_struct, vm_rb) : NULL;
}

/* Walk the mappings in ascending order, from an address on. Caller holds mmap_lock. */
struct vma_iterator {
	struct mm_struct *mm;
	unsigned long addr; /* the next mapping ends above it */
};

#define VMA_ITERATOR(name, __mm, __addr) struct vma_iterator name = {.mm = (__mm), .addr = (__addr)}

static inline void vma_iter_init(struct vma_iterator *vmi, struct mm_struct *mm, unsigned long addr)
{
	vmi->mm = mm;
	vmi->addr = addr;
}

static inline struct vm_area_struct *vma_next(struct vma_iterator *vmi)
{
	struct vm_area_struct *vma = find_vma(vmi->mm, vmi->addr);

	if (vma)
		vmi->addr = vma->vm_end;
	return vma;
}

#define for_each_vma(__vmi, __vma) while (((__vma) = vma_next(&(__vmi))) != NULL)

/*
 * Where a new mapping of `len` bytes can go, near `addr` if that is free: an address or -ENOMEM,
 * -EINVAL. Caller holds mmap_lock.
 */
unsigned long get_unmapped_area(struct file *file, unsigned long addr, unsigned long len,
				unsigned long pgoff, unsigned long flags);

/*
 * mmap(2) and munmap(2) in the current process, for drivers. `offset` is in bytes. Take mmap_lock.
 */
unsigned long vm_mmap(struct file *file, unsigned long addr, unsigned long len, unsigned long prot,
		      unsigned long flag, unsigned long offset);
int vm_munmap(unsigned long start, size_t len);

/* The same with mmap_lock held for writing by the caller. */
int do_munmap(struct mm_struct *mm, unsigned long start, size_t len);

/* Anonymous memory at [addr, addr + len) of the current process, as brk(2) makes it. */
int vm_brk_flags(unsigned long addr, unsigned long len, unsigned long flags);

/* For an owner's mmap(): private memory, zeroed, as /dev/zero's is. */
static inline void vma_set_anonymous(struct vm_area_struct *vma)
{
	vma->vm_ops = NULL;
}

/* ---- Memory of a driver's own, put into a mapping; see mm/remap.c ---- */

int remap_pfn_range(struct vm_area_struct *vma, unsigned long addr, unsigned long pfn,
		    unsigned long size, pgprot_t prot);
#define io_remap_pfn_range(vma, vaddr, pfn, size, prot) remap_pfn_range(vma, vaddr, pfn, size, prot)
int vm_iomap_memory(struct vm_area_struct *vma, phys_addr_t start, unsigned long len);
int vm_insert_page(struct vm_area_struct *vma, unsigned long addr, struct page *page);
int vm_insert_pages(struct vm_area_struct *vma, unsigned long addr, struct page **pages,
		    unsigned long *num);
int vm_map_pages(struct vm_area_struct *vma, struct page **pages, unsigned long num);
int vm_map_pages_zero(struct vm_area_struct *vma, struct page **pages, unsigned long num);
vm_fault_t vmf_insert_pfn(struct vm_area_struct *vma, unsigned long addr, unsigned long pfn);
vm_fault_t vmf_insert_pfn_prot(struct vm_area_struct *vma, unsigned long addr, unsigned long pfn,
			       pgprot_t pgprot);

static inline vm_fault_t vmf_error(int err)
{
	return err == -ENOMEM ? VM_FAULT_OOM : VM_FAULT_SIGBUS;
}

/* vm_insert_page() as a fault handler returns it. */
static inline vm_fault_t vmf_insert_page(struct vm_area_struct *vma, unsigned long addr,
					 struct page *page)
{
	int err = vm_insert_page(vma, addr, page);

	return !err || err == -EBUSY ? VM_FAULT_NOPAGE : vmf_error(err);
}

/* Take the entries of [address, address + size) out of a VM_PFNMAP mapping. */
int zap_vma_ptes(struct vm_area_struct *vma, unsigned long address, unsigned long size);

/*
 * Take the pages of [holebegin, holebegin + holelen) of a file out of every mapping of it (len 0:
 * to the end); private copies too with even_cows. Takes mapping->i_mmap_rwsem. May sleep.
 */
void unmap_mapping_range(struct address_space *mapping, loff_t const holebegin,
			 loff_t const holelen, int even_cows);

/* ---- Mappings of files in the page cache; see mm/filemap.c ---- */

extern const struct vm_operations_struct generic_file_vm_ops;
vm_fault_t filemap_fault(struct vm_fault *vmf);

/* ---- User pages from inside the kernel; see mm/gup.c ---- */

#define FOLL_WRITE    0x01 /* as for a write: break copy-on-write */
#define FOLL_GET      0x04 /* take a reference */
#define FOLL_FORCE    0x10 /* even where the protection forbids it, as ptrace does */
#define FOLL_LONGTERM 0x10000
#define FOLL_PIN      0x40000

long get_user_pages(unsigned long start, unsigned long nr_pages, unsigned int gup_flags,
		    struct page **pages, struct vm_area_struct **vmas);
long get_user_pages_remote(struct mm_struct *mm, unsigned long start, unsigned long nr_pages,
			   unsigned int gup_flags, struct page **pages,
			   struct vm_area_struct **vmas, int *locked);
long get_user_pages_unlocked(unsigned long start, unsigned long nr_pages, struct page **pages,
			     unsigned int gup_flags);
int get_user_pages_fast(unsigned long start, int nr_pages, unsigned int gup_flags,
			struct page **pages);
long pin_user_pages(unsigned long start, unsigned long nr_pages, unsigned int gup_flags,
		    struct page **pages, struct vm_area_struct **vmas);
int pin_user_pages_fast(unsigned long start, int nr_pages, unsigned int gup_flags,
			struct page **pages);
void unpin_user_page(struct page *page);
void unpin_user_pages(struct page **pages, unsigned long npages);
void unpin_user_pages_dirty_lock(struct page **pages, unsigned long npages, bool make_dirty);

/*
 * Copy between `buf` and another process's memory; returns how many bytes were copied before the
 * first that could not be. FOLL_WRITE copies to it, FOLL_FORCE disregards page protections (not
 * mappings). access_process_vm() finds and holds the address space itself, for
 * access_remote_vm() the caller does. Take mmap_lock. May sleep.
 */
int access_process_vm(struct task_struct *tsk, unsigned long addr, void *buf, int len,
		      unsigned int gup_flags);
int access_remote_vm(struct mm_struct *mm, unsigned long addr, void *buf, int len,
		     unsigned int gup_flags);

/* ---- Statistics ---- */

/* Memory in pages, with mem_unit PAGE_SIZE; leaves uptime, loads, procs alone. */
void si_meminfo(struct sysinfo *val);

/* Free pages plus what could be freed at once: MemAvailable, in pages. */
long si_mem_available(void);

static inline unsigned long get_mm_counter(struct mm_struct *mm, int member)
{
	long val = atomic_long_read(&mm->rss_stat[member]);

	return val < 0 ? 0 : (unsigned long)val;
}

static inline unsigned long get_mm_rss(struct mm_struct *mm)
{
	return get_mm_counter(mm, MM_FILEPAGES) + get_mm_counter(mm, MM_ANONPAGES) +
	       get_mm_counter(mm, MM_SHMEMPAGES);
}

static inline unsigned long get_mm_hiwater_rss(struct mm_struct *mm)
{
	unsigned long rss = get_mm_rss(mm);

	return rss > mm->hiwater_rss ? rss : mm->hiwater_rss;
}

static inline unsigned long get_mm_hiwater_vm(struct mm_struct *mm)
{
	return mm->total_vm > mm->hiwater_vm ? mm->total_vm : mm->hiwater_vm;
}

/* ---- Large allocations: kmalloc if it can, vmalloc otherwise; see <linux/slab.h> ---- */

bool is_vmalloc_addr(const void *x);
bool is_vmalloc_or_module_addr(const void *x);

#ifdef MODULE
#include <linux/implied_fs.h>
#endif

#endif
