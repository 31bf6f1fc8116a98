// SPDX-License-Identifier: MIT
/*
 * wait4(2) and waitid(2): waiting for a child to end, stop or go on.
 *
 * The waiter sleeps on its process's wait_chldexit; a child that changes wakes it with
 * tasklist_lock held (do_notify_parent() and the like), and the waiter looks at its children with
 * that lock held for reading after it has set its state: so no change is missed.
 */
#include <kernel/sched.h>
#include <linux/cred.h>
#include <linux/errno.h>
#include <linux/resource.h>
#include <linux/sched/cputime.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/wait.h>

/* Any pid at all will do. */
#define WAIT_ANY PIDTYPE_MAX

/* What waitid(2) tells of the child. */
struct wait_info {
	pid_t pid; /* 0: none found */
	uid_t uid;
	int cause;  /* CLD_* */
	int status; /* exit status or signal, without wait4's packing */
};

struct wait_opts {
	enum pid_type type; /* WAIT_ANY, or what `pid` is */
	struct pid *pid;
	int flags;	       /* W* */
	struct wait_info info; /* of the child that was found */
	int stat;	       /* the same, as wait4(2) packs it */
	struct rusage *rusage; /* NULL: nobody asks */
	wait_queue_entry_t entry;
	int no_child_error; /* -ECHILD until a child is seen that may yet come to something */
};

static struct pid *wait_pid_of(struct task_struct *p, enum pid_type type)
{
	return type == PIDTYPE_PID ? p->thread_pid : p->signal->pids[type];
}

/* Whether the call is about @p. Children that report by another signal than SIGCHLD are "clones".
 */
static bool eligible(const struct wait_opts *wo, struct task_struct *p)
{
	if (wo->type != WAIT_ANY && wait_pid_of(p, wo->type) != wo->pid)
		return false;
	if (wo->flags & __WALL)
		return true;
	return (p->exit_signal != SIGCHLD) == !!(wo->flags & __WCLONE);
}

static void fill_info(struct wait_opts *wo, pid_t pid, uid_t uid, int cause, int status, int stat)
{
	wo->info.pid = pid;
	wo->info.uid = uid;
	wo->info.cause = cause;
	wo->info.status = status;
	wo->stat = stat;
}

static void fill_zombie_info(struct wait_opts *wo, pid_t pid, uid_t uid, int stat)
{
	if (!(stat & 0x7f))
		fill_info(wo, pid, uid, CLD_EXITED, stat >> 8, stat);
	else
		fill_info(wo, pid, uid, (stat & 0x80) ? CLD_DUMPED : CLD_KILLED, stat & 0x7f, stat);
}

static int zombie_status(const struct task_struct *p)
{
	return (p->signal->flags & SIGNAL_GROUP_EXIT) ? p->signal->group_exit_code : p->exit_code;
}

/* The child's resources, and those of its own children, become ours. @p is ours alone now. */
static void inherit_usage(struct task_struct *p)
{
	struct signal_struct *ours = current->signal, *sig = p->signal;
	u64 utime, stime;

	thread_group_cputime_adjusted(p, &utime, &stime);
	/* Several threads of ours may be waiting at once. */
	spin_lock_irq(&current->sighand->siglock);
	ours->cutime += utime + sig->cutime;
	ours->cstime += stime + sig->cstime;
	ours->cmin_flt += p->min_flt + sig->min_flt + sig->cmin_flt;
	ours->cmaj_flt += p->maj_flt + sig->maj_flt + sig->cmaj_flt;
	ours->cnvcsw += p->nvcsw + sig->nvcsw + sig->cnvcsw;
	ours->cnivcsw += p->nivcsw + sig->nivcsw + sig->cnivcsw;
	ours->cmaxrss = max3(ours->cmaxrss, sig->maxrss, sig->cmaxrss);
	spin_unlock_irq(&current->sighand->siglock);
}

/*
 * The child has ended. tasklist_lock held for reading; if the child is taken, returns its pid and
 * has released the lock; otherwise 0.
 */
static int wait_task_zombie(struct wait_opts *wo, struct task_struct *p)
{
	pid_t pid = task_pid_vnr(p);
	uid_t uid = from_kuid_munged(current_user_ns(), task_uid(p));
	int stat;

	if (!(wo->flags & WEXITED))
		return 0;

	if (wo->flags & WNOWAIT) {
		stat = zombie_status(p);
		get_task_struct(p);
		read_unlock(&tasklist_lock);
		if (wo->rusage)
			getrusage(p, RUSAGE_BOTH, wo->rusage);
		put_task_struct(p);
		fill_zombie_info(wo, pid, uid, stat);
		return pid;
	}

	/* Several threads may wait for it: one gets it. */
	if (cmpxchg(&p->exit_state, EXIT_ZOMBIE, EXIT_DEAD) != EXIT_ZOMBIE)
		return 0;
	read_unlock(&tasklist_lock);

	/* Nobody else releases it, so it stays until we do. */
	inherit_usage(p);
	if (wo->rusage)
		getrusage(p, RUSAGE_BOTH, wo->rusage);
	fill_zombie_info(wo, pid, uid, zombie_status(p));
	release_task(p);
	return pid;
}

/* The rest of the two below: the child stays. Releases tasklist_lock. */
static int report_live_child(struct wait_opts *wo, struct task_struct *p, uid_t uid, int cause,
			     int status, int stat)
{
	pid_t pid = task_pid_vnr(p);

	get_task_struct(p);
	read_unlock(&tasklist_lock);
	if (wo->rusage)
		getrusage(p, RUSAGE_BOTH, wo->rusage);
	put_task_struct(p);
	fill_info(wo, pid, uid, cause, status, stat);
	return pid;
}

/* The child has stopped, and no wait has been told of it. As wait_task_zombie(). */
static int wait_task_stopped(struct wait_opts *wo, struct task_struct *p)
{
	struct signal_struct *sig = p->signal;
	int code = 0;
	uid_t uid;

	if (!(wo->flags & WUNTRACED) || !(READ_ONCE(sig->flags) & SIGNAL_STOP_STOPPED))
		return 0;
	spin_lock_irq(&p->sighand->siglock);
	if (sig->flags & SIGNAL_STOP_STOPPED) {
		code = sig->group_exit_code;
		if (!(wo->flags & WNOWAIT))
			sig->group_exit_code = 0; /* told once */
	}
	uid = from_kuid_munged(current_user_ns(), task_uid(p));
	spin_unlock_irq(&p->sighand->siglock);
	if (!code)
		return 0;
	return report_live_child(wo, p, uid, CLD_STOPPED, code, (code << 8) | 0x7f);
}

/* The child was continued, and no wait has been told of it. As wait_task_zombie(). */
static int wait_task_continued(struct wait_opts *wo, struct task_struct *p)
{
	struct signal_struct *sig = p->signal;
	bool found;
	uid_t uid;

	if (!(wo->flags & WCONTINUED) || !(READ_ONCE(sig->flags) & SIGNAL_STOP_CONTINUED))
		return 0;
	spin_lock_irq(&p->sighand->siglock);
	found = sig->flags & SIGNAL_STOP_CONTINUED;
	if (found && !(wo->flags & WNOWAIT))
		sig->flags &= ~SIGNAL_STOP_CONTINUED;
	uid = from_kuid_munged(current_user_ns(), task_uid(p));
	spin_unlock_irq(&p->sighand->siglock);
	if (!found)
		return 0;
	return report_live_child(wo, p, uid, CLD_CONTINUED, SIGCONT, 0xffff);
}

/* One child: its pid, with tasklist_lock released, if it is what the caller waits for; else 0. */
static int consider_child(struct wait_opts *wo, struct task_struct *p)
{
	int exit_state = READ_ONCE(p->exit_state), ret;

	if (exit_state == EXIT_DEAD || !eligible(wo, p))
		return 0;
	if (exit_state == EXIT_ZOMBIE && thread_group_empty(p)) {
		wo->no_child_error = 0;
		return wait_task_zombie(wo, p);
	}
	/* A leader that ended before its threads may still stop with them, or end for good. */
	wo->no_child_error = 0;
	ret = wait_task_stopped(wo, p);
	if (ret)
		return ret;
	return wait_task_continued(wo, p);
}

/* All children of all threads of the caller's process. As consider_child(). */
static int look_at_children(struct wait_opts *wo)
{
	struct task_struct *t, *p;
	int ret;

	for_each_thread(current, t)
	{
		if ((wo->flags & __WNOTHREAD) && t != current)
			continue;
		list_for_each_entry (p, &t->children, sibling) {
			ret = consider_child(wo, p);
			if (ret)
				return ret;
		}
	}
	return 0;
}

/* A child has changed: wakes the waiter only if its call is about that one. */
static int child_wait_callback(wait_queue_entry_t *entry, unsigned mode, int sync, void *key)
{
	struct wait_opts *wo = container_of(entry, struct wait_opts, entry);

	if (!eligible(wo, key))
		return 0;
	return default_wake_function(entry, mode, sync, key);
}

/* @p, a child of @parent, has changed. tasklist_lock held (any way). */
void __wake_up_parent(struct task_struct *p, struct task_struct *parent)
{
	__wake_up_sync_key(&parent->signal->wait_chldexit, TASK_INTERRUPTIBLE, p);
}

/*
 * Waits for what @wo says. The child's pid, with the results in @wo; 0 for WNOHANG and nothing to
 * report; -ECHILD, -ERESTARTSYS.
 */
static long do_wait(struct wait_opts *wo)
{
	long ret;

	init_waitqueue_func_entry(&wo->entry, child_wait_callback);
	wo->entry.private = current;
	add_wait_queue(&current->signal->wait_chldexit, &wo->entry);
	for (;;) {
		wo->no_child_error = -ECHILD;
		if (wo->type != WAIT_ANY && !wo->pid) {
			ret = -ECHILD; /* no such process or group at all */
			break;
		}
		set_current_state(TASK_INTERRUPTIBLE);
		read_lock(&tasklist_lock);
		ret = look_at_children(wo);
		if (ret)
			break; /* the lock is released */
		read_unlock(&tasklist_lock);

		ret = wo->no_child_error;
		if (ret || (wo->flags & WNOHANG))
			break;
		ret = -ERESTARTSYS;
		if (signal_pending(current))
			break;
		schedule();
	}
	__set_current_state(TASK_RUNNING);
	remove_wait_queue(&current->signal->wait_chldexit, &wo->entry);
	return ret;
}

/**
 * kernel_wait4() - wait4(2) for the kernel's own
 * @ru: kernel memory, or NULL
 */
long kernel_wait4(pid_t upid, int __user *stat_addr, int options, struct rusage *ru)
{
	struct wait_opts wo = {.flags = options | WEXITED, .rusage = ru};
	long ret;

	if (options & ~(WNOHANG | WUNTRACED | WCONTINUED | __WNOTHREAD | __WCLONE | __WALL))
		return -EINVAL;
	if (upid == INT_MIN)
		return -ESRCH; /* -upid is no number */

	if (upid == -1) {
		wo.type = WAIT_ANY;
	} else if (upid < 0) {
		wo.type = PIDTYPE_PGID;
		wo.pid = find_get_pid(-upid);
	} else if (upid == 0) {
		wo.type = PIDTYPE_PGID;
		wo.pid = get_task_pid(current, PIDTYPE_PGID);
	} else {
		wo.type = PIDTYPE_TGID;
		wo.pid = find_get_pid(upid);
	}
	ret = do_wait(&wo);
	put_pid(wo.pid);
	if (ret > 0 && stat_addr && put_user(wo.stat, stat_addr))
		ret = -EFAULT;
	return ret;
}

/* For a kernel thread: waits for child @pid to end. *@stat as wait4(2). Its pid, or -errno. */
int kernel_wait(pid_t pid, int *stat)
{
	struct wait_opts wo = {
		.type = PIDTYPE_TGID,
		.pid = find_get_pid(pid),
		.flags = WEXITED,
	};
	int ret = do_wait(&wo);

	if (ret > 0 && wo.stat)
		*stat = wo.stat;
	put_pid(wo.pid);
	return ret;
}

SYSCALL_DEFINE4(wait4, pid_t, upid, int __user *, stat_addr, int, options, struct rusage __user *,
		ru)
{
	struct rusage r;
	long err = kernel_wait4(upid, stat_addr, options, ru ? &r : NULL);

	if (err > 0 && ru && copy_to_user(ru, &r, sizeof(r)))
		return -EFAULT;
	return err;
}

/* The id arguments of waitid(2). 0 or -EINVAL; wo->pid with a reference. */
static int waitid_target(struct wait_opts *wo, int which, pid_t upid)
{
	switch (which) {
	case P_ALL:
		wo->type = WAIT_ANY;
		return 0;
	case P_PID:
		wo->type = PIDTYPE_TGID;
		if (upid <= 0)
			return -EINVAL;
		break;
	case P_PGID:
		wo->type = PIDTYPE_PGID;
		if (upid < 0)
			return -EINVAL;
		break;
	default:
		return -EINVAL; /* P_PIDFD: there are no pidfds */
	}
	wo->pid = upid ? find_get_pid(upid) : get_task_pid(current, PIDTYPE_PGID);
	return 0;
}

/* The fields that POSIX names, and zeroes for the others. With no child found, all are 0. */
static int put_waitid_info(siginfo_t __user *infop, const struct wait_info *info)
{
	siginfo_t si;

	memset(&si, 0, sizeof(si));
	if (info->pid) {
		si.si_signo = SIGCHLD;
		si.si_code = info->cause;
		si.si_pid = info->pid;
		si.si_uid = info->uid;
		si.si_status = info->status;
	}
	return copy_to_user(infop, &si, offsetofend(siginfo_t, si_status)) ? -EFAULT : 0;
}

SYSCALL_DEFINE5(waitid, int, which, pid_t, upid, siginfo_t __user *, infop, int, options,
		struct rusage __user *, ru)
{
	struct wait_opts wo = {.flags = options};
	struct rusage r;
	long ret;

	if (options & ~(WNOHANG | WNOWAIT | WEXITED | WSTOPPED | WCONTINUED | __WNOTHREAD |
			__WCLONE | __WALL))
		return -EINVAL;
	if (!(options & (WEXITED | WSTOPPED | WCONTINUED)))
		return -EINVAL;
	ret = waitid_target(&wo, which, upid);
	if (ret)
		return ret;
	wo.rusage = ru ? &r : NULL;
	ret = do_wait(&wo);
	put_pid(wo.pid);
	if (ret < 0)
		return ret;
	if (ret > 0 && ru && copy_to_user(ru, &r, sizeof(r)))
		return -EFAULT;
	if (!infop)
		return 0;
	return put_waitid_info(infop, &wo.info);
}
