// SPDX-License-Identifier: MIT
/*
 * Between the files of the work queues.
 *
 *	workqueue.c		queues: making, queueing, destroying
 *	workqueue_pool.c	pools and their threads: running items
 *	workqueue_flush.c	waiting for items and queues, and taking items back
 *
 * A work_struct's data says where it is: while it is queued, which pool_workqueue's it is; else
 * the number of the pool that ran it last. It changes with that pool's lock held, or by whoever has
 * set WORK_STRUCT_PENDING, who owns the item as long as it isn't queued.
 */
#ifndef _KERNEL_PROC_WORKQUEUE_INTERNAL_H
#define _KERNEL_PROC_WORKQUEUE_INTERNAL_H

#include <linux/completion.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>

struct worker;

/* The threads of one CPU, or those of WQ_UNBOUND. They live for ever. */
struct worker_pool {
	raw_spinlock_t lock; /* everything here, the pool's pwqs and items; interrupts off */
	int id;		     /* from 1; constant */
	int cpu;	     /* -1: unbound; constant */

	struct list_head urgent;   /* items to run: WQ_HIGHPRI's, which go first */
	struct list_head worklist; /* and all others */
	struct list_head workers;  /* all threads */
	struct list_head idle;	   /* those with nothing to do, last used first */
	int nr_workers;
	int nr_idle;
	int nr_running;	 /* busy ones that aren't asleep; unbound and CPU-intensive ones aside */
	int next_worker; /* number for the next one's name */
	bool managing;	 /* a thread is being made */

	struct list_head flush_waiters; /* of struct work_flusher, for items that are queued */
};

struct worker {
	struct list_head entry; /* pool->idle, while idle */
	struct list_head node;	/* pool->workers */
	struct task_struct *task;
	struct worker_pool *pool; /* constant */
	bool idle;
	bool counted; /* in pool->nr_running, unless asleep; changed by itself */
	bool asleep;  /* taken out of it by wq_worker_sleeping(); itself only */

	/* What it runs; pool->lock. */
	struct work_struct *current_work;
	work_func_t current_func;
	struct pool_workqueue *current_pwq;
	int current_phase;
	struct list_head scheduled; /* items that it must run next: it was running them already */
	struct list_head flushers;  /* of struct work_flusher, for the current item */
};

/* What a queue has in one pool; aligned so that its address leaves the flag bits free. */
struct pool_workqueue {
	struct worker_pool *pool;    /* constant */
	struct workqueue_struct *wq; /* constant */
	/* pool->lock: */
	int nr_active;			 /* items in the pool */
	int max_active;			 /* at most */
	struct list_head inactive_works; /* items over that, in order */
	int phase;			 /* 0 or 1: of items queued now; see __flush_workqueue() */
	int nr_in_flight[2];		 /* items queued or running, by phase */
	bool flushing;			 /* somebody waits for the other phase to empty */
} __aligned(1 << WORK_STRUCT_FLAG_BITS);

struct workqueue_struct {
	unsigned int flags;	   /* WQ_*; __WQ_DRAINING under mutex */
	int nr_drainers;	   /* mutex */
	struct mutex mutex;	   /* drainers, max_active */
	struct mutex flush_mutex;  /* one flush at a time */
	atomic_t nr_pwqs_to_flush; /* of the flush in progress, and one for the flusher */
	struct completion flush_done;
	char name[24];
	int nr_pwqs; /* 1 if unbound, else one a CPU */
	struct pool_workqueue *pwqs[];
};

/* Waits for one item; on its stack. */
struct work_flusher {
	struct list_head entry; /* pool->flush_waiters or worker->flushers; pool->lock */
	struct work_struct *work;
	struct completion done;
};

/* workqueue.c */
void queue_work_locked(int cpu, struct workqueue_struct *wq, struct work_struct *work);
void queue_delayed_locked(int cpu, struct workqueue_struct *wq, struct delayed_work *dwork,
			  unsigned long delay);
struct pool_workqueue *work_pwq(struct work_struct *work);
struct worker_pool *work_pool(struct work_struct *work);
void set_work_off_queue(struct work_struct *work, int pool_id, unsigned long flags);
void pwq_item_done(struct pool_workqueue *pwq, int phase, bool was_active);

/* workqueue_pool.c */
struct worker_pool *pool_of_cpu(int cpu);
struct worker_pool *pool_by_id(int id);
struct worker *find_worker_executing(struct worker_pool *pool, struct work_struct *work);
struct worker *current_worker(void);
void kick_pool(struct worker_pool *pool);
void insert_work(struct pool_workqueue *pwq, struct work_struct *work);
void pools_init(void);
void pools_start(void);

/* workqueue_flush.c */
void adopt_flush_waiters(struct worker_pool *pool, struct work_struct *work,
			 struct list_head *list);
void complete_flushers(struct list_head *list);

#endif /* _KERNEL_PROC_WORKQUEUE_INTERNAL_H */
