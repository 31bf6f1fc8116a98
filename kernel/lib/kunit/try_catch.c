// SPDX-License-Identifier: MIT
/*
 * A function in a kernel thread of its own, so that it can end anywhere; <kunit/try-catch.h> has
 * the rules.
 *
 * What is waited for is the end of the thread, not of the function: it comes after a crash, too,
 * and by then the loader has taken a module apart whose code it was.
 */
#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/export.h>
#include <linux/kthread.h>
#include <linux/sched/task.h>

#define TIMEOUT (300 * HZ)

/* What a thread that ended on its own account has left in try_result. */
#define RETURNED 1
#define THREW	 2

void __noreturn kunit_try_catch_throw(struct kunit_try_catch *try_catch)
{
	try_catch->try_result = THREW;
	kthread_complete_and_exit(NULL, 0);
}
EXPORT_SYMBOL_GPL(kunit_try_catch_throw);

static int try_thread(void *data)
{
	struct kunit_try_catch *try_catch = data;

	try_catch->try(try_catch->context);
	try_catch->try_result = RETURNED;
	return 0;
}

/* RETURNED, THREW, or a negative errno. */
static int run_thread(struct kunit_try_catch *try_catch)
{
	struct task_struct *task = kthread_create(try_thread, try_catch, "kunit_try_catch_thread");
	struct completion *exited;
	bool in_time;

	if (IS_ERR(task))
		return PTR_ERR(task);
	/* The thread takes the pointer out when it completes it; the reference keeps the rest. */
	get_task_struct(task);
	exited = task->vfork_done;
	try_catch->try_result = -EINTR;
	wake_up_process(task);
	in_time = wait_for_completion_timeout(exited, TIMEOUT);
	if (!in_time) {
		kunit_err(try_catch->test, "try timed out\n");
		kthread_stop(task); /* which waits for as long as it takes */
	}
	put_task_struct(task);
	return in_time ? try_catch->try_result : -ETIMEDOUT;
}

void kunit_try_catch_run(struct kunit_try_catch *try_catch, void *context)
{
	int result;

	try_catch->context = context;
	result = run_thread(try_catch);
	try_catch->try_result = min(result, 0);
	if (result != RETURNED)
		try_catch->catch (context);
}
EXPORT_SYMBOL_GPL(kunit_try_catch_run);
