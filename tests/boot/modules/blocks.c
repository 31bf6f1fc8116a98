// SPDX-License-Identifier: MIT
/*
 * Two threads that sleep until the module goes: one so that a fatal signal would end it, and then
 * one so that nothing else does.
 */
#include <linux/completion.h>
#include <linux/module.h>
#include "thread.h"

static DECLARE_COMPLETION(going);
static struct task_struct *first, *second;

static int sleeps_killably(void *unused)
{
	if (wait_for_completion_killable(&going))
		pr_info("blocks: killed\n");
	return 0;
}

static int sleeps_for_long(void *unused)
{
	wait_for_completion(&going);
	return 0;
}

static int __init blocks_init(void)
{
	first = start_helper(sleeps_killably, NULL);
	second = start_helper(sleeps_for_long, NULL);
	return 0;
}

static void __exit blocks_exit(void)
{
	complete_all(&going);
	finish_helper(first);
	finish_helper(second);
}

module_init(blocks_init);
module_exit(blocks_exit);
MODULE_LICENSE("GPL");
