// SPDX-License-Identifier: MIT
/*
 * A kernel thread, and completions: one task waits until another has come to a point.
 *
 * The thread waits for a question, thinks, and says that it is done; whoever asked waits for that.
 */
#include <linux/completion.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/module.h>

MODULE_DESCRIPTION("A kernel thread with completions");
MODULE_LICENSE("GPL");

static int question = 6;
module_param(question, int, 0444);
MODULE_PARM_DESC(question, "what the thread is asked");

static DECLARE_COMPLETION(asked);
static DECLARE_COMPLETION(answered);
static int answer; /* the thread's until it has completed answered */

static int think(void *unused)
{
	while (!kthread_should_stop()) {
		/* kthread_stop() ends the wait, as a signal would, and then there is no question.
		 */
		if (wait_for_completion_interruptible(&asked))
			continue;
		pr_info("answer: %s thinks about %d\n", current->comm, question);
		answer = question * 7;
		complete(&answered);
	}
	return 0;
}

static struct task_struct *thread;

static int __init answer_init(void)
{
	thread = kthread_run(think, NULL, "thinker");
	if (IS_ERR(thread))
		return PTR_ERR(thread);
	complete(&asked);
	wait_for_completion(&answered);
	pr_info("answer: it is %d\n", answer);
	return 0;
}

static void __exit answer_exit(void)
{
	/* Waits for the thread's end: its code goes with the module. */
	kthread_stop(thread);
	pr_info("answer: the thread has ended\n");
}

module_init(answer_init);
module_exit(answer_exit);
