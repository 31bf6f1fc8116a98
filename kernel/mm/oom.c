// SPDX-License-Identifier: MIT
/*
 * Out of memory: a program's page can't be had, and nothing can be given up but a program.
 *
 * The process that holds most pages is killed, shifted by its oom_score_adj (proc(5)); never init
 * or a kernel thread. One at a time: while a victim is on its way out the others wait for what it
 * leaves, but not for ever: it may itself wait for a lock that one of them holds.
 */
#include <linux/atomic.h>
#include <linux/cred.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/panic.h>
#include <linux/pid.h>
#include <linux/printk.h>
#include <linux/ratelimit.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/signal.h>
#include <kernel/mm.h>
#include <kernel/paging.h>
#include "internal.h"
#include "page_alloc.h"

#define OOM_SCORE_ADJ_MIN (-1000) /* never kill */
#define OOM_SCORE_ADJ_MAX 1000

static DEFINE_MUTEX(oom_lock); /* the choice of a victim */

/* The address space that is to go, until it has gone: oom_mm_gone(). Not referenced; atomic. */
static struct mm_struct *victim_mm;

/* When it was chosen, in jiffies; after VICTIM_PATIENCE the next one is. Guarded by oom_lock. */
static unsigned long victim_since;
#define VICTIM_PATIENCE (5 * HZ)

unsigned long mm_nr_tables(struct mm_struct *mm)
{
	/* A table for every 512 pages that are there, at the least one a level, and the top. */
	return get_mm_rss(mm) / PTRS_PER_PTE + 4;
}

/* Does the process live in init's memory? Caller holds tasklist_lock. */
static bool in_init_mm(struct task_struct *p)
{
	struct task_struct *init = pid_task(find_vpid(1), PIDTYPE_TGID);

	return init && READ_ONCE(p->mm) && READ_ONCE(p->mm) == READ_ONCE(init->mm);
}

/* What killing the process would give; LONG_MIN: not to be killed. Caller holds tasklist_lock. */
static long badness(struct task_struct *p)
{
	long points, adj = READ_ONCE(p->signal->oom_score_adj);
	struct task_struct *t;
	struct mm_struct *mm = NULL;

	if (is_global_init(p) || p->flags & PF_KTHREAD || adj == OOM_SCORE_ADJ_MIN)
		return LONG_MIN;
	/* Chosen before, and still here: to choose it again gives nothing. */
	if (test_tsk_thread_flag(p, TIF_MEMDIE))
		return LONG_MIN;
	/* Before its execve, vfork(2)'s child lives in init's memory, which stays. */
	if (in_init_mm(p))
		return LONG_MIN;
	/* The first thread may be gone, and the others live on. */
	for_each_thread(p, t)
	{
		task_lock(t);
		mm = t->mm;
		if (mm)
			break;
		task_unlock(t);
	}
	if (!mm)
		return LONG_MIN;
	points = get_mm_rss(mm) + mm_nr_tables(mm);
	task_unlock(t);
	return points + adj * (long)(totalram_pages() / OOM_SCORE_ADJ_MAX);
}

/* The process to kill, with a reference; NULL when there is none. */
static struct task_struct *select_victim(void)
{
	struct task_struct *p, *worst = NULL;
	long most = LONG_MIN;

	read_lock(&tasklist_lock);
	for_each_process(p)
	{
		long points = badness(p);

		if (points > most) {
			most = points;
			worst = p;
		}
	}
	if (worst)
		get_task_struct(worst);
	read_unlock(&tasklist_lock);
	return worst;
}

static unsigned long kib(unsigned long pages)
{
	return pages << (PAGE_SHIFT - 10);
}

/* Who asked, and what there is. Not each time: one who dies after the other would fill the log. */
static void log_state(gfp_t gfp, int order)
{
	pr_warn("%s invoked oom-killer: gfp_mask=%#x, order=%d, oom_score_adj=%d\n", current->comm,
		gfp, order, current->signal->oom_score_adj);
	pr_warn("Memory: %lukB free of %lukB, slab %lukB, page tables %lukB\n",
		kib(nr_free_pages()), kib(totalram_pages()),
		kib(global_node_page_state(NR_SLAB_RECLAIMABLE) +
		    global_node_page_state(NR_SLAB_UNRECLAIMABLE)),
		kib(paging_nr_tables()));
}

static void log_victim(struct task_struct *p, struct mm_struct *mm)
{
	pr_err("Out of memory: Killed process %d (%s) total-vm:%lukB, anon-rss:%lukB, "
	       "file-rss:%lukB, shmem-rss:%lukB, UID:%u pgtables:%lukB oom_score_adj:%d\n",
	       task_pid_nr(p), p->comm, kib(mm->total_vm), kib(get_mm_counter(mm, MM_ANONPAGES)),
	       kib(get_mm_counter(mm, MM_FILEPAGES)), kib(get_mm_counter(mm, MM_SHMEMPAGES)),
	       from_kuid(&init_user_ns, task_uid(p)), kib(mm_nr_tables(mm)),
	       p->signal->oom_score_adj);
}

/* Kill every process that lives in `mm`: as long as one does the memory stays. */
static void kill_users(struct mm_struct *mm)
{
	struct task_struct *p, *t;

	read_lock(&tasklist_lock);
	for_each_process(p)
	{
		if (p->flags & PF_KTHREAD || is_global_init(p))
			continue;
		for_each_thread(p, t)
		{
			if (READ_ONCE(t->mm) == mm) {
				do_send_sig_info(SIGKILL, SEND_SIG_PRIV, p, PIDTYPE_TGID);
				break;
			}
		}
	}
	read_unlock(&tasklist_lock);
}

static void kill_victim(struct task_struct *p)
{
	struct mm_struct *mm = get_task_mm(p);

	if (!mm)
		return; /* it ended by itself meanwhile */
	log_victim(p, mm);
	set_tsk_thread_flag(p, TIF_MEMDIE);
	WRITE_ONCE(victim_mm, mm); /* while we have a user of it, it can't have gone */
	kill_users(mm);
	mmput(mm);
}

void oom_mm_gone(struct mm_struct *mm)
{
	cmpxchg(&victim_mm, mm, NULL);
}

void out_of_memory(gfp_t gfp, int order)
{
	static DEFINE_RATELIMIT_STATE(rs, DEFAULT_RATELIMIT_INTERVAL, DEFAULT_RATELIMIT_BURST);
	struct task_struct *p;

	/* Who dies already needs no other victim. */
	if (fatal_signal_pending(current) || current->flags & PF_EXITING)
		return;
	mutex_lock(&oom_lock);
	/* A last look: memory came back meanwhile, or the request was made to fail (fail-nth). */
	if (may_alloc_pages(gfp, order)) {
		mutex_unlock(&oom_lock);
		return;
	}
	if (!READ_ONCE(victim_mm) || time_after(jiffies, victim_since + VICTIM_PATIENCE)) {
		if (__ratelimit(&rs))
			log_state(gfp, order);
		p = select_victim();
		if (!p && !READ_ONCE(victim_mm))
			panic("System is deadlocked on memory");
		victim_since = jiffies;
		if (p) {
			kill_victim(p);
			put_task_struct(p);
		}
	}
	mutex_unlock(&oom_lock);
	/* Time to die, for the victim. */
	schedule_timeout_killable(1);
}
