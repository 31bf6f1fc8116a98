// SPDX-License-Identifier: MIT
/*
 * The variables of /proc/sys that belong to the kernel as a whole. A subsystem with more than one
 * or two registers its own table.
 */
#include <linux/capability.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/random.h>
#include <linux/ratelimit.h>
#include <linux/rwsem.h>
#include <linux/sched/task.h>
#include <linux/sched/stat.h>
#include <linux/string.h>
#include <linux/sysctl.h>
#include <linux/utsname.h>
#include <kernel/fs.h>
#include <kernel/sched.h>
#include "internal.h"

/* A field of the system's name: changed on a copy, so that readers see the old or the new. */
static int do_uts(struct ctl_table *table, int write, void *buffer, size_t *lenp, loff_t *ppos)
{
	char text[__NEW_UTS_LEN + 1];
	struct ctl_table copy = *table;
	int err;

	copy.data = text;
	down_read(&uts_sem);
	memcpy(text, table->data, sizeof(text));
	up_read(&uts_sem);
	err = proc_dostring(&copy, write, buffer, lenp, ppos);
	if (!err && write) {
		down_write(&uts_sem);
		memcpy(table->data, text, sizeof(text));
		up_write(&uts_sem);
	}
	return err;
}

/* The mask in decimal; a write adds bits, and takes none away. */
static int do_taint(struct ctl_table *table, int write, void *buffer, size_t *lenp, loff_t *ppos)
{
	unsigned long mask = get_taint();
	struct ctl_table copy = *table;
	unsigned int bit;
	int err;

	if (write && !capable(CAP_SYS_ADMIN))
		return -EPERM;
	copy.data = &mask;
	err = proc_doulongvec_minmax(&copy, write, buffer, lenp, ppos);
	if (err || !write)
		return err;
	for (bit = 0; bit < TAINT_FLAGS_COUNT; bit++)
		if (mask & (1UL << bit))
			add_taint(bit, LOCKDEP_STILL_OK);
	return 0;
}

static u8 boot_id[16];

/* random/uuid: a new one each time; random/boot_id: one for this boot. Version 4, RFC 4122. */
static int do_uuid(struct ctl_table *table, int write, void *buffer, size_t *lenp, loff_t *ppos)
{
	u8 id[16], *uuid = table->data ?: id;
	char text[37];
	struct ctl_table copy = *table;

	if (!table->data) {
		get_random_bytes(id, sizeof(id));
		id[6] = (id[6] & 0x0f) | 0x40;
		id[8] = (id[8] & 0x3f) | 0x80;
	}
	snprintf(text, sizeof(text), "%pU", uuid);
	copy.data = text;
	copy.maxlen = sizeof(text);
	return proc_dostring(&copy, write, buffer, lenp, ppos);
}

static const int cap_last_cap = CAP_LAST_CAP;
static const int ngroups_max = 65536;

/* clang-format off */
static struct ctl_table kernel_table[] = {
	{ .procname = "ostype", .data = init_uts_ns.name.sysname, .maxlen = __NEW_UTS_LEN + 1,
	  .mode = 0444, .proc_handler = do_uts },
	{ .procname = "osrelease", .data = init_uts_ns.name.release, .maxlen = __NEW_UTS_LEN + 1,
	  .mode = 0444, .proc_handler = do_uts },
	{ .procname = "version", .data = init_uts_ns.name.version, .maxlen = __NEW_UTS_LEN + 1,
	  .mode = 0444, .proc_handler = do_uts },
	{ .procname = "hostname", .data = init_uts_ns.name.nodename, .maxlen = __NEW_UTS_LEN + 1,
	  .mode = 0644, .proc_handler = do_uts },
	{ .procname = "domainname", .data = init_uts_ns.name.domainname,
	  .maxlen = __NEW_UTS_LEN + 1, .mode = 0644, .proc_handler = do_uts },
	{ .procname = "printk", .data = console_printk, .maxlen = 4 * sizeof(int), .mode = 0644,
	  .proc_handler = proc_dointvec },
	{ .procname = "printk_ratelimit", .data = &printk_ratelimit_state.interval,
	  .maxlen = sizeof(int), .mode = 0644, .proc_handler = proc_dointvec_jiffies },
	{ .procname = "printk_ratelimit_burst", .data = &printk_ratelimit_state.burst,
	  .maxlen = sizeof(int), .mode = 0644, .proc_handler = proc_dointvec },
	{ .procname = "kptr_restrict", .data = &kptr_restrict, .maxlen = sizeof(int), .mode = 0644,
	  .proc_handler = proc_dointvec_minmax, .extra1 = SYSCTL_ZERO, .extra2 = SYSCTL_TWO },
	{ .procname = "tainted", .maxlen = sizeof(long), .mode = 0644, .proc_handler = do_taint },
	{ .procname = "panic", .data = &panic_timeout, .maxlen = sizeof(int), .mode = 0644,
	  .proc_handler = proc_dointvec },
	{ .procname = "panic_on_oops", .data = &panic_on_oops, .maxlen = sizeof(int),
	  .mode = 0644, .proc_handler = proc_dointvec },
	{ .procname = "panic_on_warn", .data = &panic_on_warn, .maxlen = sizeof(int),
	  .mode = 0644, .proc_handler = proc_dointvec_minmax, .extra1 = SYSCTL_ZERO,
	  .extra2 = SYSCTL_ONE },
	{ .procname = "threads-max", .data = &max_threads, .maxlen = sizeof(int), .mode = 0444,
	  .proc_handler = proc_dointvec },
	{ .procname = "cap_last_cap", .data = (void *)&cap_last_cap, .maxlen = sizeof(int),
	  .mode = 0444, .proc_handler = proc_dointvec },
	{ .procname = "ngroups_max", .data = (void *)&ngroups_max, .maxlen = sizeof(int),
	  .mode = 0444, .proc_handler = proc_dointvec },
	{}
};

static struct ctl_table random_table[] = {
	{ .procname = "boot_id", .data = boot_id, .maxlen = sizeof(boot_id), .mode = 0444,
	  .proc_handler = do_uuid },
	{ .procname = "uuid", .mode = 0444, .proc_handler = do_uuid },
	{}
};
/* clang-format on */

/* Open files, free ones (always 0: none are kept), and the most there may be */
static int do_file_nr(struct ctl_table *table, int write, void *buffer, size_t *lenp, loff_t *ppos)
{
	unsigned long nr[3] = {nr_open_files(), 0, LONG_MAX};
	struct ctl_table copy = *table;

	copy.data = nr;
	copy.maxlen = sizeof(nr);
	return proc_doulongvec_minmax(&copy, write, buffer, lenp, ppos);
}

static int nr_open_min = BITS_PER_LONG, nr_open_max = 1024 * 1024;

/* clang-format off */
static struct ctl_table fs_table[] = {
	{ .procname = "file-nr", .mode = 0444, .proc_handler = do_file_nr },
	{ .procname = "nr_open", .data = &sysctl_nr_open, .maxlen = sizeof(int), .mode = 0644,
	  .proc_handler = proc_douintvec_minmax, .extra1 = &nr_open_min,
	  .extra2 = &nr_open_max },
	{}
};
/* clang-format on */

void __init sysctl_kernel_init(void)
{
	get_random_bytes(boot_id, sizeof(boot_id));
	boot_id[6] = (boot_id[6] & 0x0f) | 0x40;
	boot_id[8] = (boot_id[8] & 0x3f) | 0x80;
	register_sysctl("kernel", kernel_table);
	register_sysctl("kernel/random", random_table);
	register_sysctl("fs", fs_table);
	sched_rt_sysctl_init();
}
