// SPDX-License-Identifier: MIT
/*
 * The life of an address space: made, loaded, shared, given up. Counts: <linux/sched/mm.h>.
 */
#include <linux/cache.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/resource.h>
#include <linux/sched.h>
#include <linux/sched/coredump.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/workqueue.h>
#include <kernel/mm.h>
#include <kernel/paging.h>
#include "internal.h"
#include "vma.h"

/* The room that stays free for the stack below TASK_SIZE, whatever RLIMIT_STACK says. */
#define MIN_STACK_ROOM (128UL << 20)
#define MAX_STACK_ROOM (TASK_SIZE / 6 * 5)

static struct kmem_cache *mm_cache;

struct mm_struct init_mm = {
	.mm_rb = RB_ROOT,
	.mm_users = ATOMIC_INIT(2),
	.mm_count = ATOMIC_INIT(1),
	.mmap_lock = __RWSEM_INITIALIZER(init_mm.mmap_lock),
	.page_table_lock = __SPIN_LOCK_UNLOCKED(init_mm.page_table_lock),
	.arg_lock = __SPIN_LOCK_UNLOCKED(init_mm.arg_lock),
};

void __init mm_init(void)
{
	init_mm.pgd = init_pgd;
	mm_cache = KMEM_CACHE(mm_struct, SLAB_HWCACHE_ALIGN | SLAB_PANIC | SLAB_ACCOUNT);
	vma_init();
}

/* ---- Made ---- */

static unsigned long mmap_base_for(unsigned long stack_limit)
{
	unsigned long room = stack_limit;

	/* The gap, unless the limit is so large that it makes no difference. */
	if (room + STACK_GUARD_GAP > room)
		room += STACK_GUARD_GAP;
	return PAGE_ALIGN_DOWN(TASK_SIZE - clamp(room, MIN_STACK_ROOM, MAX_STACK_ROOM));
}

/* The fields that a new address space doesn't inherit. -ENOMEM frees nothing. */
static int mm_setup(struct mm_struct *mm)
{
	int i;

	mm->mm_rb = RB_ROOT;
	mm->map_count = 0;
	atomic_set(&mm->mm_users, 1);
	atomic_set(&mm->mm_count, 1);
	mmap_init_lock(mm);
	spin_lock_init(&mm->page_table_lock);
	spin_lock_init(&mm->arg_lock);
	mm->total_vm = mm->locked_vm = mm->data_vm = mm->exec_vm = mm->stack_vm = 0;
	mm->hiwater_rss = mm->hiwater_vm = 0;
	mm->flags &= ~MMF_LOCK_MASK;
	mm->exe_file = NULL;
	for (i = 0; i < NR_MM_COUNTERS; i++)
		atomic_long_set(&mm->rss_stat[i], 0);
	mm->pgd = paging_new_pgd();
	return mm->pgd ? 0 : -ENOMEM;
}

struct mm_struct *mm_alloc(void)
{
	struct mm_struct *mm = kmem_cache_zalloc(mm_cache, GFP_KERNEL);

	if (!mm)
		return NULL;
	if (mm_setup(mm)) {
		kmem_cache_free(mm_cache, mm);
		return NULL;
	}
	mm->mmap_base = mmap_base_for(rlimit(RLIMIT_STACK));
	set_dumpable(mm, SUID_DUMP_USER);
	return mm;
}

struct mm_struct *dup_mm(struct task_struct *tsk, struct mm_struct *oldmm)
{
	struct mm_struct *mm = kmem_cache_alloc(mm_cache, GFP_KERNEL);

	if (!mm)
		return NULL;
	*mm = *oldmm;
	if (mm_setup(mm)) {
		kmem_cache_free(mm_cache, mm);
		return NULL;
	}
	if (dup_mmap(mm, oldmm)) {
		mmput(mm);
		return NULL;
	}
	mm->hiwater_rss = get_mm_rss(mm);
	mm->hiwater_vm = mm->total_vm;
	return mm;
}

/* ---- Given up ---- */

void exit_mmap(struct mm_struct *mm)
{
	struct rb_node *n;

	/* No user is left, so that nobody maps, faults or forks here; files may still truncate. */
	mmap_write_lock(mm);
	for (n = rb_first(&mm->mm_rb); n; n = rb_next(n))
		vma_unlink_file(rb_entry(n, struct vm_area_struct, vm_rb));
	while ((n = rb_first(&mm->mm_rb))) {
		struct vm_area_struct *vma = rb_entry(n, struct vm_area_struct, vm_rb);

		zap_range(vma, vma->vm_start, vma->vm_end);
		rb_erase(n, &mm->mm_rb);
		mm->map_count--;
		vm_stat_account(mm, vma->vm_flags, -(long)vma_pages(vma));
		if (vma->vm_flags & VM_ACCOUNT)
			vm_uncharge(vma_pages(vma));
		if (vma->vm_ops && vma->vm_ops->close)
			vma->vm_ops->close(vma);
		vm_area_free(vma);
		cond_resched();
	}
	mmap_write_unlock(mm);
}

/* Counts that should be zero; a page or a mapping was lost or counted twice otherwise. */
static void check_mm(struct mm_struct *mm)
{
	static const char *const names[NR_MM_COUNTERS] = {"file", "anon", "swap", "shmem"};
	int i;

	for (i = 0; i < NR_MM_COUNTERS; i++) {
		long x = atomic_long_read(&mm->rss_stat[i]);

		if (unlikely(x))
			pr_alert("BUG: Bad rss-counter state mm:%px type:%s val:%ld\n", mm,
				 names[i], x);
	}
	WARN_ON_ONCE(mm->total_vm || mm->map_count);
}

void __mmdrop(struct mm_struct *mm)
{
	BUG_ON(mm == &init_mm);
	check_mm(mm);
	paging_free_pgd(mm->pgd);
	kmem_cache_free(mm_cache, mm);
}
EXPORT_SYMBOL_GPL(__mmdrop);

static void last_mmput(struct mm_struct *mm)
{
	exit_mmap(mm);
	oom_mm_gone(mm);
	set_mm_exe_file(mm, NULL);
	mmdrop(mm);
}

void mmput(struct mm_struct *mm)
{
	might_sleep();
	if (atomic_dec_and_test(&mm->mm_users))
		last_mmput(mm);
}
EXPORT_SYMBOL_GPL(mmput);

static void mmput_async_fn(struct work_struct *work)
{
	last_mmput(container_of(work, struct mm_struct, async_put_work));
}

void mmput_async(struct mm_struct *mm)
{
	if (atomic_dec_and_test(&mm->mm_users)) {
		INIT_WORK(&mm->async_put_work, mmput_async_fn);
		schedule_work(&mm->async_put_work);
	}
}
EXPORT_SYMBOL_GPL(mmput_async);

/* ---- Whose it is ---- */

struct mm_struct *get_task_mm(struct task_struct *task)
{
	struct mm_struct *mm = NULL;

	task_lock(task);
	if (task->mm && !(task->flags & PF_KTHREAD)) {
		mm = task->mm;
		mmget(mm);
	}
	task_unlock(task);
	return mm;
}
EXPORT_SYMBOL_GPL(get_task_mm);

void switch_mm(struct mm_struct *prev, struct mm_struct *next, struct task_struct *tsk)
{
	if (prev != next)
		paging_switch(next->pgd);
}

void activate_mm(struct task_struct *tsk, struct mm_struct *mm)
{
	struct mm_struct *old_active;
	bool borrowed;

	task_lock(tsk);
	/* The scheduler must not see one field changed and not the other, nor the tables. */
	local_irq_disable();
	old_active = tsk->active_mm;
	borrowed = !tsk->mm;
	tsk->mm = tsk->active_mm = mm;
	switch_mm(old_active, mm, tsk);
	local_irq_enable();
	task_unlock(tsk);
	if (borrowed)
		mmdrop(old_active);
}

void exit_mm_drop(void)
{
	struct mm_struct *mm = current->mm;

	if (!mm)
		return;
	/* Its tables stay loaded, now borrowed; what they map goes with the last user. */
	mmgrab(mm);
	task_lock(current);
	current->mm = NULL;
	task_unlock(current);
	mmput(mm);
}

/* ---- The program's file ---- */

int set_mm_exe_file(struct mm_struct *mm, struct file *new_exe_file)
{
	struct file *old;

	if (new_exe_file) {
		int err = deny_write_access(new_exe_file);

		if (err)
			return err;
		get_file(new_exe_file);
	}
	spin_lock(&mm->page_table_lock);
	old = mm->exe_file;
	mm->exe_file = new_exe_file;
	spin_unlock(&mm->page_table_lock);
	if (old) {
		allow_write_access(old);
		fput(old);
	}
	return 0;
}

struct file *get_mm_exe_file(struct mm_struct *mm)
{
	struct file *file;

	spin_lock(&mm->page_table_lock);
	file = mm->exe_file;
	if (file)
		get_file(file);
	spin_unlock(&mm->page_table_lock);
	return file;
}
