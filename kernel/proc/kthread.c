// SPDX-License-Identifier: MIT
/*
 * Kernel threads; linux/kthread.h has the rules. All are made by kthreadd, pid 2, so that they
 * inherit nothing of who asked for them: the asker puts a request on a list and waits.
 *
 * struct kthread hangs on task->worker_private and goes with the task_struct. A thread's end is
 * announced by the completion that vfork uses, which exit gets to after the last of its code.
 */
#include <kernel/mm.h>
#include <kernel/sched.h>
#include <linux/bitops.h>
#include <linux/completion.h>
#include <linux/cpumask.h>
#include <linux/cred.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kthread.h>
#include <linux/list.h>
#include <linux/printk.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>

struct task_struct *kthreadd_task;

static DEFINE_SPINLOCK(create_lock);
static LIST_HEAD(create_list); /* create_lock */

/* A request to kthreadd. Freed by the asker, or by the thread if the asker was killed. */
struct kthread_create_info {
	int (*threadfn)(void *data);
	void *data;
	struct task_struct *result; /* or ERR_PTR; valid when *done completes */
	struct completion *done;    /* NULL: the asker has gone; taken with xchg() */
	struct list_head list;
};

struct kthread {
	unsigned long flags; /* KTHREAD_*; atomic bit operations */
	int result;	     /* of the thread's function */
	int (*threadfn)(void *data);
	void *data;
	struct completion parked;
	struct completion exited; /* task->vfork_done */
};

enum {
	KTHREAD_SHOULD_STOP,
	KTHREAD_SHOULD_PARK,
};

static struct kthread *to_kthread(struct task_struct *k)
{
	WARN_ON(!(k->flags & PF_KTHREAD));
	return k->worker_private;
}

/* The current task's, or NULL if it is no kernel thread. */
static struct kthread *self(void)
{
	return (current->flags & PF_KTHREAD) ? current->worker_private : NULL;
}

/* fork of a kernel thread: false when there is no memory. */
bool set_kthread_struct(struct task_struct *p)
{
	struct kthread *kthread = kzalloc(sizeof(*kthread), GFP_KERNEL);

	if (!kthread)
		return false;
	init_completion(&kthread->exited);
	init_completion(&kthread->parked);
	p->vfork_done = &kthread->exited;
	p->worker_private = kthread;
	return true;
}

void free_kthread_struct(struct task_struct *k)
{
	kfree(k->worker_private);
	k->worker_private = NULL;
}

void get_kthread_comm(char *buf, size_t buf_size, struct task_struct *tsk)
{
	__get_task_comm(buf, buf_size, tsk);
}

bool kthread_should_stop(void)
{
	struct kthread *k = self();

	return k && test_bit(KTHREAD_SHOULD_STOP, &k->flags);
}
EXPORT_SYMBOL(kthread_should_stop);

bool kthread_should_park(void)
{
	struct kthread *k = self();

	return k && test_bit(KTHREAD_SHOULD_PARK, &k->flags);
}
EXPORT_SYMBOL_GPL(kthread_should_park);

bool kthread_should_stop_or_park(void)
{
	struct kthread *k = self();

	return k && (READ_ONCE(k->flags) & (BIT(KTHREAD_SHOULD_STOP) | BIT(KTHREAD_SHOULD_PARK)));
}

void *kthread_func(struct task_struct *task)
{
	return to_kthread(task)->threadfn;
}
EXPORT_SYMBOL_GPL(kthread_func);

void *kthread_data(struct task_struct *task)
{
	return to_kthread(task)->data;
}
EXPORT_SYMBOL_GPL(kthread_data);

static void parkme(struct kthread *k)
{
	for (;;) {
		/* Special: an older ordinary wake-up must not be taken for kthread_unpark()'s. */
		set_special_state(TASK_PARKED);
		if (!test_bit(KTHREAD_SHOULD_PARK, &k->flags))
			break;
		complete(&k->parked);
		schedule();
	}
	__set_current_state(TASK_RUNNING);
}

void kthread_parkme(void)
{
	parkme(to_kthread(current));
}
EXPORT_SYMBOL_GPL(kthread_parkme);

void __noreturn kthread_exit(long result)
{
	to_kthread(current)->result = result;
	do_exit(0);
}

/* Completes @comp, unless it is NULL, with the thread past the caller's code. */
void __noreturn kthread_complete_and_exit(struct completion *comp, long code)
{
	if (comp)
		complete(comp);
	kthread_exit(code);
}
EXPORT_SYMBOL(kthread_complete_and_exit);

/* Where each thread begins. */
static int kthread(void *arg)
{
	struct kthread_create_info *create = arg;
	struct kthread *k = to_kthread(current);
	struct completion *done;
	long ret = -EINTR;

	k->threadfn = create->threadfn;
	k->data = create->data;

	done = xchg(&create->done, NULL);
	if (!done) {
		kfree(create);
		kthread_exit(-EINTR);
	}
	/* Nothing of what somebody has made of kthreadd. */
	sched_set_normal(current, 0);
	set_cpus_allowed_ptr(current, cpu_possible_mask);
	/* Stopped, until somebody wakes it; and only after that it may be named and bound. */
	__set_current_state(TASK_UNINTERRUPTIBLE);
	create->result = current;
	complete(done); /* @create may be gone from here on */
	schedule();

	if (!test_bit(KTHREAD_SHOULD_STOP, &k->flags)) {
		if (test_bit(KTHREAD_SHOULD_PARK, &k->flags))
			parkme(k);
		ret = k->threadfn(k->data);
	}
	kthread_exit(ret);
}

/* kthreadd: carries a request out. */
static void create_kthread(struct kthread_create_info *create)
{
	struct completion *done;
	pid_t pid = kernel_thread(kthread, create, CLONE_FS | CLONE_FILES | SIGCHLD);

	if (pid >= 0)
		return;
	done = xchg(&create->done, NULL);
	if (!done) {
		kfree(create);
		return;
	}
	create->result = ERR_PTR(pid);
	complete(done);
}

/* Files a request, waits for its thread, and names it. */
__printf(3, 0) static struct task_struct *create_and_name(int (*threadfn)(void *data), void *data,
							  const char namefmt[], va_list args)
{
	DECLARE_COMPLETION_ONSTACK(done);
	struct kthread_create_info *create = kmalloc(sizeof(*create), GFP_KERNEL);
	char name[TASK_COMM_LEN];
	struct task_struct *task;

	if (!create)
		return ERR_PTR(-ENOMEM);
	create->threadfn = threadfn;
	create->data = data;
	create->done = &done;

	spin_lock(&create_lock);
	list_add_tail(&create->list, &create_list);
	spin_unlock(&create_lock);
	wake_up_process(kthreadd_task);

	if (unlikely(wait_for_completion_killable(&done))) {
		/* Killed. If the thread hasn't come to it yet, the request is its to free. */
		if (xchg(&create->done, NULL))
			return ERR_PTR(-EINTR);
		/* It has just taken it, and is about to complete. */
		wait_for_completion(&done);
	}
	task = create->result;
	if (!IS_ERR(task)) {
		vsnprintf(name, sizeof(name), namefmt, args);
		set_task_comm(task, name);
	}
	kfree(create);
	return task;
}

struct task_struct *kthread_create_on_node(int (*threadfn)(void *data), void *data, int node,
					   const char namefmt[], ...)
{
	struct task_struct *task;
	va_list args;

	va_start(args, namefmt);
	task = create_and_name(threadfn, data, namefmt, args);
	va_end(args);
	return task;
}
EXPORT_SYMBOL(kthread_create_on_node);

/* @p sleeps where kthread() has put it, or is about to. */
static void bind_mask(struct task_struct *p, const struct cpumask *mask)
{
	if (!wait_task_inactive(p, TASK_UNINTERRUPTIBLE)) {
		WARN_ON(1); /* it was woken already */
		return;
	}
	do_set_cpus_allowed(p, mask);
	p->flags |= PF_NO_SETAFFINITY;
}

void kthread_bind_mask(struct task_struct *p, const struct cpumask *mask)
{
	bind_mask(p, mask);
}

void kthread_bind(struct task_struct *p, unsigned int cpu)
{
	bind_mask(p, cpumask_of(cpu));
}
EXPORT_SYMBOL(kthread_bind);

struct task_struct *kthread_create_on_cpu(int (*threadfn)(void *data), void *data, unsigned int cpu,
					  const char *namefmt)
{
	struct task_struct *p;

	p = kthread_create_on_node(threadfn, data, NUMA_NO_NODE, namefmt, cpu);
	if (!IS_ERR(p))
		kthread_bind(p, cpu);
	return p;
}
EXPORT_SYMBOL(kthread_create_on_cpu);

void kthread_unpark(struct task_struct *k)
{
	struct kthread *kthread = to_kthread(k);

	clear_bit(KTHREAD_SHOULD_PARK, &kthread->flags);
	/* The thread sets its state before it looks at the bit: one of us sees the other. */
	wake_up_state(k, TASK_PARKED);
}
EXPORT_SYMBOL_GPL(kthread_unpark);

int kthread_park(struct task_struct *k)
{
	struct kthread *kthread = to_kthread(k);

	if (WARN_ON(k->flags & PF_EXITING))
		return -ENOSYS;
	if (WARN_ON_ONCE(test_and_set_bit(KTHREAD_SHOULD_PARK, &kthread->flags)))
		return -EBUSY;
	if (k != current) {
		wake_up_process(k);
		wait_for_completion(&kthread->parked);
		WARN_ON_ONCE(!wait_task_inactive(k, TASK_PARKED));
	}
	return 0;
}
EXPORT_SYMBOL_GPL(kthread_park);

/**
 * kthread_stop() - end a thread and wait for it
 *
 * Its kthread_should_stop() is true from now on, and its interruptible sleeps end. Returns what
 * its function returned, or -EINTR when it was never woken. The caller knows that the task exists:
 * the thread doesn't end by itself, or the caller has a reference. Sleeps.
 */
int kthread_stop(struct task_struct *k)
{
	struct kthread *kthread;
	int ret;

	get_task_struct(k);
	kthread = to_kthread(k);
	set_bit(KTHREAD_SHOULD_STOP, &kthread->flags);
	kthread_unpark(k);
	set_tsk_thread_flag(k, TIF_NOTIFY_SIGNAL);
	wake_up_process(k);
	wait_for_completion(&kthread->exited);
	ret = kthread->result;
	put_task_struct(k);
	return ret;
}
EXPORT_SYMBOL(kthread_stop);

int kthreadd(void *unused)
{
	struct kthread_create_info *create;

	set_task_comm(current, "kthreadd");
	ignore_signals(current);
	for (;;) {
		set_current_state(TASK_INTERRUPTIBLE);
		if (list_empty(&create_list))
			schedule();
		__set_current_state(TASK_RUNNING);

		spin_lock(&create_lock);
		while (!list_empty(&create_list)) {
			create = list_first_entry(&create_list, struct kthread_create_info, list);
			list_del_init(&create->list);
			spin_unlock(&create_lock);
			create_kthread(create);
			spin_lock(&create_lock);
		}
		spin_unlock(&create_lock);
	}
	return 0;
}

/**
 * kthread_use_mm() - take on a user address space
 *
 * Kernel threads only. The caller has a user of @mm (mmget()) until kthread_unuse_mm().
 */
void kthread_use_mm(struct mm_struct *mm)
{
	struct task_struct *tsk = current;
	struct mm_struct *old;

	WARN_ON_ONCE(!(tsk->flags & PF_KTHREAD));
	WARN_ON_ONCE(tsk->mm);

	task_lock(tsk);
	local_irq_disable(); /* no switch, and no tick, between the two fields and the tables */
	old = tsk->active_mm;
	if (old != mm) {
		mmgrab(mm);
		tsk->active_mm = mm;
	}
	tsk->mm = mm;
	switch_mm(old, mm, tsk);
	local_irq_enable();
	task_unlock(tsk);

	/* The hold on what was borrowed before; on @mm itself there is exactly one either way. */
	if (old != mm)
		mmdrop(old);
}
EXPORT_SYMBOL_GPL(kthread_use_mm);

/* The tables stay loaded, borrowed as any kernel thread borrows them. */
void kthread_unuse_mm(struct mm_struct *mm)
{
	struct task_struct *tsk = current;

	WARN_ON_ONCE(!(tsk->flags & PF_KTHREAD));
	WARN_ON_ONCE(tsk->mm != mm);

	task_lock(tsk);
	local_irq_disable();
	tsk->mm = NULL;
	local_irq_enable();
	task_unlock(tsk);
}
EXPORT_SYMBOL_GPL(kthread_unuse_mm);
