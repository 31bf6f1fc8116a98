// SPDX-License-Identifier: MIT
/*
 * What a module that lists tasks asks of each: its state as a letter, its group and session, and
 * its memory, kept while it is looked at.
 */
#include <linux/fs.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include "check.h"

static void try_states(void)
{
	struct task_struct *task;
	int running = 0, asleep = 0;

	CHECK_EQ(task_state_to_char(current), 'R');
	CHECK_EQ(task_index_to_char(fls(TASK_UNINTERRUPTIBLE)), 'D');
	rcu_read_lock();
	for_each_process(task)
	{
		char state = task_state_to_char(task);

		running += state == 'R';
		/* Kernel threads that wait for work are idle, and programs at the shell sleep. */
		asleep += state == 'S' || state == 'I';
	}
	rcu_read_unlock();
	CHECK(running >= 1 && asleep >= 2);
}

static void try_groups(void)
{
	CHECK_EQ(task_pgrp_nr(current), pid_nr(task_pgrp(current)));
	CHECK_EQ(task_session_nr(current), pid_nr(task_session(current)));
}

static void try_memory(void)
{
	struct mm_struct *mm = current->mm;

	mmgrab(mm);
	CHECK(mm->total_vm > 0);
	mmdrop(mm);
}

static int __init try_task_views_init(void)
{
	try_states();
	try_groups();
	try_memory();
	return checks_result();
}
module_init(try_task_views_init);

static void __exit try_task_views_exit(void)
{
}
module_exit(try_task_views_exit);

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Lists tasks");
