// SPDX-License-Identifier: MIT
/* Its init returns when all that the kernel had put off until a grace period's end is done; with
 * an error, so that there is nothing to remove. For tests that count objects. */
#include <linux/errno.h>
#include <linux/module.h>
#include <linux/rcupdate.h>

static int __init waits_for_rcu_init(void)
{
	rcu_barrier();
	rcu_barrier(); /* what a task holds is put off anew when the task is freed */
	return -ECANCELED;
}
module_init(waits_for_rcu_init);

MODULE_LICENSE("GPL");
