// SPDX-License-Identifier: MIT
/*
 * The rest of the kernel, as far as kernel/mm needs it: one task, locks that check their use,
 * messages that are counted, a machine with a hole in its memory.
 */
#include <linux/extable.h>
#include <linux/kernel.h>
#include <linux/mman.h>
#include <linux/mutex.h>
#include <linux/random.h>
#include <linux/ratelimit.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/workqueue.h>
#include <kernel/boot.h>
#include <kernel/cmdline.h>
#include <kernel/memblock.h>
#include <kernel/mm.h>
#include <kernel/paging.h>
#include <kernel/traps.h>
#include "internal.h"
#include "mm_test.h"

int reports;
unsigned int fail_one_of;
const char *slub_debug;

/* Memory is neither cleared when it is handed out nor when it is freed. */
DEFINE_STATIC_KEY_FALSE(init_on_alloc);
DEFINE_STATIC_KEY_FALSE(init_on_free);

/* %gs's base is 0 in a program: per-CPU variables are found at their own addresses. */
struct task_struct *current_task;
int __preempt_count;
int cpu_number;

unsigned long volatile jiffies;
enum system_states system_state = SYSTEM_RUNNING;
struct workqueue_struct *system_wq;
char _text[16], _end[1], __start_rodata[1], __end_rodata[1];

/* ---- Allocators that fail when asked to ---- */

static bool fails(void)
{
	return fail_one_of && !below(fail_one_of);
}

struct page *failing_alloc_pages(gfp_t gfp, unsigned int order);
struct page *failing_alloc_pages(gfp_t gfp, unsigned int order)
{
	return fails() ? NULL : alloc_pages(gfp, order);
}

unsigned long failing_get_zeroed_page(gfp_t gfp);
unsigned long failing_get_zeroed_page(gfp_t gfp)
{
	return fails() ? 0 : get_zeroed_page(gfp);
}

void *failing_kmem_cache_alloc(struct kmem_cache *s, gfp_t flags);
void *failing_kmem_cache_alloc(struct kmem_cache *s, gfp_t flags)
{
	return fails() ? NULL : kmem_cache_alloc(s, flags);
}

void *failing_kmalloc(size_t size, gfp_t flags);
void *failing_kmalloc(size_t size, gfp_t flags)
{
	return fails() ? NULL : __kmalloc(size, flags);
}

/* ---- Messages ---- */

int _printk(const char *fmt, ...)
{
	if (strstr(fmt, "BUG"))
		reports++;
	return 0;
}

void __warn_printk(const char *fmt, ...)
{
	host_print("WARNING: %s", fmt);
}

void panic(const char *fmt, ...)
{
	host_fail(fmt, "panic", 0);
}

void dump_stack(void)
{
}

void print_hex_dump(const char *level, const char *prefix_str, int prefix_type, int rowsize,
		    int groupsize, const void *buf, size_t len, bool ascii)
{
}

void add_taint(unsigned int flag, enum lockdep_ok lockdep_ok)
{
}

const char *print_tainted(void)
{
	return "";
}

int ___ratelimit(struct ratelimit_state *rs, const char *func)
{
	return 1;
}

const char *cmdline_get(const char *key)
{
	return slub_debug;
}

/* ---- Locks: with one task nobody waits, so that any contention is a mistake ---- */

static int spinlocks_held;

void __might_sleep(const char *file, int line)
{
	if (spinlocks_held)
		host_fail("sleeps with a spinlock held", file, line);
}

int __cond_resched(void)
{
	__might_sleep("cond_resched", 0);
	return 0;
}

void _raw_spin_lock(raw_spinlock_t *lock)
{
	int *word = (int *)lock;

	CHECK(!*word);
	*word = 1;
	spinlocks_held++;
}

void _raw_spin_lock_nested(raw_spinlock_t *lock, int subclass)
{
	_raw_spin_lock(lock);
}

void __raw_spin_lock_init(raw_spinlock_t *lock, const char *name, struct lock_class_key *key)
{
	*lock = (raw_spinlock_t)__RAW_SPIN_LOCK_UNLOCKED(*lock);
}

void _raw_spin_unlock(raw_spinlock_t *lock)
{
	int *word = (int *)lock;

	CHECK(*word);
	*word = 0;
	spinlocks_held--;
}

unsigned long _raw_spin_lock_irqsave(raw_spinlock_t *lock)
{
	_raw_spin_lock(lock);
	return 0;
}

void _raw_spin_unlock_irqrestore(raw_spinlock_t *lock, unsigned long flags)
{
	_raw_spin_unlock(lock);
}

void mutex_lock(struct mutex *lock)
{
	__might_sleep("mutex", 0);
}

void mutex_unlock(struct mutex *lock)
{
}

/* A semaphore's first word: readers, or -1 for a writer. */
static long *readers(struct rw_semaphore *sem)
{
	return (long *)sem;
}

void __init_rwsem(struct rw_semaphore *sem, const char *name, struct lock_class_key *key)
{
	*readers(sem) = 0;
}

void down_read(struct rw_semaphore *sem)
{
	__might_sleep("down_read", 0);
	CHECK(*readers(sem) >= 0);
	++*readers(sem);
}

int down_read_killable(struct rw_semaphore *sem)
{
	down_read(sem);
	return 0;
}

int down_read_trylock(struct rw_semaphore *sem)
{
	down_read(sem);
	return 1;
}

void up_read(struct rw_semaphore *sem)
{
	CHECK(*readers(sem) > 0);
	--*readers(sem);
}

void down_write(struct rw_semaphore *sem)
{
	__might_sleep("down_write", 0);
	CHECK(*readers(sem) == 0);
	*readers(sem) = -1;
}

int down_write_killable(struct rw_semaphore *sem)
{
	down_write(sem);
	return 0;
}

void up_write(struct rw_semaphore *sem)
{
	CHECK(*readers(sem) == -1);
	*readers(sem) = 0;
}

void downgrade_write(struct rw_semaphore *sem)
{
	CHECK(*readers(sem) == -1);
	*readers(sem) = 1;
}

/* ---- Translation caches: there are none ---- */

void flush_tlb_mm_range(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	CHECK(start <= end);
}

void flush_tlb_mm(struct mm_struct *mm)
{
}

void flush_tlb_local(void)
{
}

void flush_tlb_all(void)
{
}

/* The tables of this world have no direct map: memory is where the host has put it. */
int direct_map_split(phys_addr_t pa)
{
	return min(paging_split((unsigned long)__va(pa)), 0);
}

void direct_map_set_writable(phys_addr_t pa, bool writable)
{
	CHECK(pte_none(paging_get(init_pgd, (unsigned long)__va(pa))));
}

void flush_tlb_kernel_range(unsigned long start, unsigned long end)
{
	CHECK(start <= end);
}

void flush_tlb_page(struct vm_area_struct *vma, unsigned long addr)
{
}

/* ---- Processes ---- */

bool capable(int cap)
{
	return true;
}

u64 get_random_u64(void)
{
	return (u64)host_random() << 32 ^ host_random();
}

bool queue_work_on(int cpu, struct workqueue_struct *wq, struct work_struct *work)
{
	host_fail("nothing is to be put off here", __FILE__, __LINE__);
}

long schedule_timeout_uninterruptible(long timeout)
{
	host_fail("nothing is to wait here", __FILE__, __LINE__);
}

void out_of_memory(gfp_t gfp, int order)
{
	host_fail("no fault comes from a program here", __FILE__, __LINE__);
}

void oom_mm_gone(struct mm_struct *mm)
{
}

void kernel_page_fault(struct pt_regs *regs, unsigned long addr, unsigned long error_code)
{
	host_fail("no fault comes from the kernel here", __FILE__, __LINE__);
}

const struct exception_table_entry *search_exception_tables(unsigned long addr)
{
	return NULL;
}

int force_sig_fault(int sig, int code, void __user *addr)
{
	return 0;
}

bool unhandled_signal(struct task_struct *t, int sig)
{
	return false;
}

/* ---- Copies to and from a program, of which there is none ---- */

unsigned long _copy_from_user(void *to, const void __user *from, unsigned long n)
{
	return n;
}

unsigned long _copy_to_user(void __user *to, const void *from, unsigned long n)
{
	return n;
}

long strnlen_user(const char __user *str, long n)
{
	return 0;
}

/* ---- Views that nobody looks at ---- */

void seq_printf(struct seq_file *m, const char *fmt, ...)
{
}

void seq_puts(struct seq_file *m, const char *s)
{
}

void seq_putc(struct seq_file *m, char c)
{
}

/* ---- The machine ---- */

void mm_test_start(void)
{
	static struct signal_struct signal;
	static struct task_struct task;
	static struct boot_info info = {
		.mem = {{0, 0x9fc00, BOOT_MEM_AVAILABLE},
			{0x100000, 0x2345678, BOOT_MEM_AVAILABLE},
			{0x2400000, 0x3ff0000, BOOT_MEM_AVAILABLE}},
		.nr_mem = 3,
		.modules = {{.start = 0x500123, .end = 0x534567}},
		.nr_modules = 1,
	};
	phys_addr_t pgd;
	int i;

	for (i = 0; i < RLIM_NLIMITS; i++)
		signal.rlim[i].rlim_cur = signal.rlim[i].rlim_max = RLIM_INFINITY;
	signal.rlim[RLIMIT_STACK].rlim_cur = 8 << 20;
	task.signal = &signal;
	current_task = &task;

	host_map(PAGE_OFFSET, 64 << 20);
	host_map(VMEMMAP_START, 64 << 20);
	memblock_init(&info);
	pgd = memblock_alloc(PAGE_SIZE, PAGE_SIZE);
	CHECK(pgd == 0x100000); /* the lowest there is */
	init_pgd = __va(pgd);
	memset(init_pgd, 0, PAGE_SIZE);

	page_alloc_init();
	CHECK(!pfn_valid(0x2380) && pfn_valid(0x2344) && !pfn_valid(0x2345) && pfn_valid(0x2400));
	CHECK(PageReserved(pfn_to_page(0x500)) && PageReserved(pfn_to_page(0x534)));
	CHECK(!PageReserved(pfn_to_page(0x535)));
	kmem_cache_init();
	vmalloc_init();
	mm_init();
}

/* There are no readers but ourselves. */
void call_rcu(struct rcu_head *head, rcu_callback_t func)
{
	func(head);
}

void rcu_barrier(void)
{
}
