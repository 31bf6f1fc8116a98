// SPDX-License-Identifier: MIT
/*
 * /proc/sys/vm/drop_caches: let go of what is only kept because it may be wanted again; proc(5).
 *
 *	1  page cache that a disk has as well: all files here live in memory and nowhere else, so
 *	   that there is none
 *	2  unused directory entries with their inodes, and kernel stacks
 *	3  both
 *	4  no more lines in the log about it
 *
 * 2 also waits for what was freed but not at once: behind RCU, or by a work queue. So whoever then
 * reads the accounts of memory (/proc/slabinfo, /proc/meminfo) finds in use what is in use.
 */
#include <linux/init.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/sysctl.h>
#include <kernel/fs.h>
#include <kernel/mm.h>
#include "dcache.h"
#include "internal.h"

static int drop_what;

static int do_drop_caches(struct ctl_table *table, int write, void *buffer, size_t *lenp,
			  loff_t *ppos)
{
	static bool silent;
	int err = proc_dointvec_minmax(table, write, buffer, lenp, ppos);

	if (err || !write)
		return err;
	if (drop_what & 2) {
		shrink_dcache_all();
		mm_finish_frees();
		mm_drain_caches();
	}
	if (!silent)
		pr_info("%s (%d): drop_caches: %d\n", current->comm, task_pid_nr(current),
			drop_what);
	silent |= drop_what & 4;
	return 0;
}

/* clang-format off */
static struct ctl_table vm_table[] = {
	{ .procname = "drop_caches", .data = &drop_what, .maxlen = sizeof(int), .mode = 0200,
	  .proc_handler = do_drop_caches, .extra1 = SYSCTL_ONE, .extra2 = SYSCTL_FOUR },
	{}
};
/* clang-format on */

void __init drop_caches_init(void)
{
	register_sysctl("vm", vm_table);
}
