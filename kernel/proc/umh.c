// SPDX-License-Identifier: MIT
/*
 * Programs that the kernel starts; <linux/umh.h> has the rules.
 *
 * The one who asks queues a work item, so that the new task descends from a kernel worker and not
 * from whatever program the request happened to be made in. Who waits for the program's end is the
 * worker, its parent; a program that nobody waits for is kthreadd's child, which lets it go.
 *
 * One struct subprocess_info is the whole request. Whoever finishes last frees it: the asker, or,
 * if that one doesn't wait (any more), the task or worker at the end of the work. They agree by
 * exchanging info->complete for NULL.
 */
#include <linux/atomic.h>
#include <linux/cred.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/fs_struct.h>
#include <linux/kernel.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/signal.h>
#include <linux/slab.h>
#include <linux/umh.h>
#include <linux/wait.h>
#include <kernel/exec.h>

/* How long usermodehelper_disable() waits for programs that are being waited for. */
#define HELPERS_TIMEOUT (5 * HZ)

/*
 * Requests in progress, and whether new ones are refused. The asker counts itself, then looks at
 * the flag; who sets the flag then looks at the count: one sees the other.
 */
static atomic_t running_helpers = ATOMIC_INIT(0);
static DECLARE_WAIT_QUEUE_HEAD(running_helpers_waitq);
static bool helpers_disabled = true;

static void free_info(struct subprocess_info *info)
{
	if (info->cleanup)
		info->cleanup(info);
	kfree(info);
}

/* The work is done: wakes the asker, who frees it, or frees it if there is none. */
static void finish(struct subprocess_info *info)
{
	struct completion *done = xchg(&info->complete, NULL);

	if (done)
		complete(done);
	else
		free_info(info);
}

/* In the new task: becomes the program. 0 or a negative errno. */
static int start_program(struct subprocess_info *info)
{
	struct cred *new;
	int err;

	spin_lock_irq(&current->sighand->siglock);
	flush_signal_handlers(current, 1);
	spin_unlock_irq(&current->sighand->siglock);
	current->fs->umask = 0022;

	new = prepare_kernel_cred(NULL);
	if (!new)
		return -ENOMEM;
	if (info->init) {
		err = info->init(info, new);
		if (err) {
			abort_creds(new);
			return err;
		}
	}
	commit_creds(new);
	return kernel_execve(info->path, (const char *const *)info->argv,
			     (const char *const *)info->envp);
}

/* The new task's first function. Returning, it enters the program. */
static int helper_task(void *data)
{
	struct subprocess_info *info = data;
	int err = start_program(info);

	info->retval = err;
	/* With UMH_WAIT_PROC the worker does it, when we have ended. */
	if (!(info->wait & UMH_WAIT_PROC))
		finish(info);
	if (err)
		do_exit(0);
	return 0;
}

/* The worker's part for UMH_WAIT_PROC: parent of the program until it ends. */
static void run_and_wait(struct subprocess_info *info)
{
	pid_t pid;

	/* Workers ignore SIGCHLD, and a child of such a parent leaves no status behind. */
	kernel_sigaction(SIGCHLD, SIG_DFL);
	pid = user_mode_thread(helper_task, info, SIGCHLD);
	if (pid < 0)
		info->retval = pid;
	else
		kernel_wait(pid, &info->retval); /* unless the program could not be started */
	kernel_sigaction(SIGCHLD, SIG_IGN);
	finish(info);
}

static void helper_work(struct work_struct *work)
{
	struct subprocess_info *info = container_of(work, struct subprocess_info, work);
	pid_t pid;

	if (info->wait & UMH_WAIT_PROC) {
		run_and_wait(info);
		return;
	}
	pid = user_mode_thread(helper_task, info, CLONE_PARENT | SIGCHLD);
	if (pid < 0) {
		info->retval = pid;
		finish(info);
	}
}

struct subprocess_info *
call_usermodehelper_setup(const char *path, char **argv, char **envp, gfp_t gfp_mask,
			  int (*init)(struct subprocess_info *info, struct cred *new),
			  void (*cleanup)(struct subprocess_info *info), void *data)
{
	struct subprocess_info *info = kzalloc(sizeof(*info), gfp_mask);

	if (!info)
		return NULL;
	INIT_WORK(&info->work, helper_work);
	info->path = path;
	info->argv = argv;
	info->envp = envp;
	info->init = init;
	info->cleanup = cleanup;
	info->data = data;
	return info;
}
EXPORT_SYMBOL(call_usermodehelper_setup);

/* 0 when the work is done; -ERESTARTSYS when the asker was killed, and info isn't its any more. */
static int wait_for_helper(struct subprocess_info *info, struct completion *done, int wait)
{
	if (!(wait & UMH_KILLABLE)) {
		wait_for_completion(done);
		return 0;
	}
	if (!wait_for_completion_killable(done))
		return 0;
	if (xchg(&info->complete, NULL))
		return -ERESTARTSYS;
	/* It has just been taken, and is about to be completed. */
	wait_for_completion(done);
	return 0;
}

static void put_helper(void)
{
	if (atomic_dec_and_test(&running_helpers))
		wake_up(&running_helpers_waitq);
}

int call_usermodehelper_exec(struct subprocess_info *info, int wait)
{
	DECLARE_COMPLETION_ONSTACK(done);
	int ret = 0;

	if (!info->path) {
		free_info(info);
		return -EINVAL;
	}
	atomic_inc(&running_helpers);
	smp_mb__after_atomic();
	if (READ_ONCE(helpers_disabled)) {
		ret = -EBUSY;
		goto free;
	}
	if (!*info->path)
		goto free;

	/* Without a waiter the work frees info: nothing of it may be used once it is queued. */
	info->complete = wait == UMH_NO_WAIT ? NULL : &done;
	info->wait = wait;
	queue_work(system_unbound_wq, &info->work);
	if (wait == UMH_NO_WAIT)
		goto put;
	ret = wait_for_helper(info, &done, wait);
	if (ret)
		goto put;
	ret = info->retval;
free:
	free_info(info);
put:
	put_helper();
	return ret;
}
EXPORT_SYMBOL(call_usermodehelper_exec);

int call_usermodehelper(const char *path, char **argv, char **envp, int wait)
{
	gfp_t gfp_mask = wait == UMH_NO_WAIT ? GFP_ATOMIC : GFP_KERNEL;
	struct subprocess_info *info =
		call_usermodehelper_setup(path, argv, envp, gfp_mask, NULL, NULL, NULL);

	return info ? call_usermodehelper_exec(info, wait) : -ENOMEM;
}
EXPORT_SYMBOL(call_usermodehelper);

void usermodehelper_enable(void)
{
	WRITE_ONCE(helpers_disabled, false);
}

int usermodehelper_disable(void)
{
	WRITE_ONCE(helpers_disabled, true);
	smp_mb();
	if (wait_event_timeout(running_helpers_waitq, !atomic_read(&running_helpers),
			       HELPERS_TIMEOUT))
		return 0;
	usermodehelper_enable();
	return -EAGAIN;
}
