// SPDX-License-Identifier: MIT
/*
 * struct pid: a process id as the kernel keeps it. It outlives the task, so holding one never
 * means the wrong process when the number is used again: a struct pid whose tasks are gone has
 * an empty list, and a new process of the same number has a new struct pid.
 *
 * Look-ups by number are made under rcu_read_lock() or tasklist_lock; the lists of tasks change
 * under tasklist_lock held for writing.
 */
#ifndef _LINUX_PID_H
#define _LINUX_PID_H

#include <linux/list.h>
#include <linux/rculist.h>
#include <linux/refcount.h>
#include <linux/types.h>

struct task_struct;

enum pid_type {
	PIDTYPE_PID,  /* one thread */
	PIDTYPE_TGID, /* a process, by its leader's id */
	PIDTYPE_PGID, /* a process group */
	PIDTYPE_SID,  /* a session */
	PIDTYPE_MAX,
};

struct pid {
	refcount_t count;
	pid_t nr;			      /* never changes */
	struct hlist_node hash;		      /* by nr; pid.c's lock, RCU for readers */
	struct hlist_head tasks[PIDTYPE_MAX]; /* through task->pid_links[]; tasklist_lock */
	struct rcu_head rcu;
};

extern struct pid init_struct_pid;

void put_pid(struct pid *pid);
struct task_struct *pid_task(struct pid *pid, enum pid_type type);
struct task_struct *get_pid_task(struct pid *pid, enum pid_type type);
struct pid *get_task_pid(struct task_struct *task, enum pid_type type);
struct pid *find_vpid(int nr);
struct pid *find_get_pid(int nr);
struct pid *find_ge_pid(int nr);
struct pid *alloc_pid(void);
void free_pid(struct pid *pid);
void attach_pid(struct task_struct *task, enum pid_type type);
void detach_pid(struct task_struct *task, enum pid_type type);
void change_pid(struct task_struct *task, enum pid_type type, struct pid *pid);
void exchange_tids(struct task_struct *left, struct task_struct *right);
void transfer_pid(struct task_struct *old, struct task_struct *new, enum pid_type type);
void pid_init(void);
/* The number given out last; a snapshot. */
pid_t last_pid(void);

/* Takes a reference; NULL is passed through. */
static inline struct pid *get_pid(struct pid *pid)
{
	if (pid)
		refcount_inc(&pid->count);
	return pid;
}

static inline pid_t pid_nr(struct pid *pid)
{
	return pid ? pid->nr : 0;
}

/* As the caller's pid namespace numbers it: there is one namespace. */
static inline pid_t pid_vnr(struct pid *pid)
{
	return pid_nr(pid);
}

static inline bool pid_has_task(struct pid *pid, enum pid_type type)
{
	return !hlist_empty(&pid->tasks[type]);
}

/* The child reaper's id ends a pid namespace; ours is 1. */
static inline bool is_child_reaper(struct pid *pid)
{
	return pid->nr == 1;
}

/* Every task of @type that @pid has; NULL has none. Under tasklist_lock or RCU. */
#define do_each_pid_task(pid, type, task)                                                          \
	do {                                                                                       \
		if ((pid) != NULL)                                                                 \
			hlist_for_each_entry_rcu((task), &(pid)->tasks[type], pid_links[type])     \
			{

#define while_each_pid_task(pid, type, task)                                                       \
	if (type == PIDTYPE_PID)                                                                   \
		break;                                                                             \
	}                                                                                          \
	}                                                                                          \
	while (0)

/* Every thread of every process that do_each_pid_task() would visit. */
#define do_each_pid_thread(pid, type, task)                                                        \
	do_each_pid_task(pid, type, task)                                                          \
	{                                                                                          \
		struct task_struct *tg___ = task;                                                  \
		for_each_thread(tg___, task)                                                       \
		{

#define while_each_pid_thread(pid, type, task)                                                     \
	}                                                                                          \
	task = tg___;                                                                              \
	}                                                                                          \
	while_each_pid_task(pid, type, task)

#endif /* _LINUX_PID_H */
