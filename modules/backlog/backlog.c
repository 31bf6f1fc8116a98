// SPDX-License-Identifier: MIT
/*
 * Work queues: functions that are called later, by a thread of the kernel, where they may sleep.
 *
 * That is how an interrupt handler or a timer gets done what it may not do itself. The queue here
 * is ordered: one item after the other, in the order in which they came.
 */
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

MODULE_DESCRIPTION("A work queue");
MODULE_LICENSE("GPL");

struct job {
	struct work_struct work;
	int number;
};

static struct workqueue_struct *queue;

static void do_job(struct work_struct *work)
{
	struct job *job = container_of(work, struct job, work);

	msleep(10); /* a work item may sleep */
	pr_info("backlog: job %d is done\n", job->number);
	kfree(job);
}

static void remind(struct work_struct *work)
{
	pr_info("backlog: a tenth of a second later\n");
}
static DECLARE_DELAYED_WORK(reminder, remind);

static int __init backlog_init(void)
{
	queue = alloc_ordered_workqueue("backlog", 0);
	if (!queue)
		return -ENOMEM;
	for (int i = 1; i <= 3; i++) {
		struct job *job = kmalloc(sizeof(*job), GFP_KERNEL);

		if (!job)
			break;
		job->number = i;
		INIT_WORK(&job->work, do_job);
		queue_work(queue, &job->work);
	}
	pr_info("backlog: all jobs are queued\n");
	/* On the kernel's own queue, after a time. */
	schedule_delayed_work(&reminder, HZ / 10);
	return 0;
}

static void __exit backlog_exit(void)
{
	cancel_delayed_work_sync(&reminder);
	destroy_workqueue(queue); /* does first what is queued */
	pr_info("backlog: nothing is left\n");
}

module_init(backlog_init);
module_exit(backlog_exit);
