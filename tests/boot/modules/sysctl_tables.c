// SPDX-License-Identifier: MIT
/* A variable for each handler of <linux/sysctl.h>, in /proc/sys/graft_test. */
#include <linux/bitmap.h>
#include <linux/jiffies.h>
#include <linux/module.h>
#include <linux/sysctl.h>

static char text[16] = "as it was";
static bool flag;
static int ints[3] = {1, -2, 3};
static int bounded = 5;
static unsigned int number = 7, number_bounded = 8;
static u8 small = 9;
static unsigned long longs[2] = {10, 11};
static unsigned long wait_ms = HZ;
static int wait_s = 2 * HZ, wait_msecs = HZ / 2, wait_ticks = HZ;
static DECLARE_BITMAP(bits, 100);
static unsigned long *bitmap = bits;
static int low = -10, high = 10;
static unsigned int u_low = 3, u_high = 200;
static unsigned long l_low = 5, l_high[2] = {50, 60};

static int doubled(struct ctl_table *table, int write, void *buffer, size_t *lenp, loff_t *ppos)
{
	int twice = 2 * bounded;
	struct ctl_table as_twice = *table;

	as_twice.data = &twice;
	as_twice.maxlen = sizeof(twice);
	return write ? -EPERM : proc_dointvec(&as_twice, 0, buffer, lenp, ppos);
}

#define FILE(variable, size, file_mode, handler, ...)                                              \
	{                                                                                          \
		.procname = #variable, .data = &variable, .maxlen = size, .mode = file_mode,       \
		.proc_handler = handler, ##__VA_ARGS__                                             \
	}

static struct ctl_table table[] = {
	FILE(text, sizeof(text), 0644, proc_dostring),
	FILE(flag, sizeof(flag), 0644, proc_dobool),
	FILE(ints, sizeof(ints), 0644, proc_dointvec),
	FILE(bounded, sizeof(int), 0644, proc_dointvec_minmax, .extra1 = &low, .extra2 = &high),
	FILE(number, sizeof(number), 0444, proc_douintvec),
	FILE(number_bounded, sizeof(int), 0600, proc_douintvec_minmax, .extra1 = &u_low),
	FILE(small, sizeof(small), 0644, proc_dou8vec_minmax, .extra1 = &u_low, .extra2 = &u_high),
	FILE(longs, sizeof(longs), 0644, proc_doulongvec_minmax, .extra2 = l_high),
	FILE(wait_ms, sizeof(wait_ms), 0644, proc_doulongvec_ms_jiffies_minmax, .extra1 = &l_low),
	FILE(wait_s, sizeof(int), 0644, proc_dointvec_jiffies),
	FILE(wait_msecs, sizeof(int), 0644, proc_dointvec_ms_jiffies),
	FILE(wait_ticks, sizeof(int), 0644, proc_dointvec_userhz_jiffies),
	FILE(bitmap, 100, 0644, proc_do_large_bitmap),
	{.procname = "doubled", .mode = 0644, .proc_handler = doubled},
	{},
};

static struct ctl_table below[] = {
	FILE(wait_s, sizeof(int), 0444, proc_dointvec),
	{},
};
static struct ctl_table tree[] = {{.procname = "below", .child = below}, {}};
static const struct ctl_path path[] = {{"graft_test"}, {"deep"}, {}};

static struct ctl_table wrong[] = {
	FILE(ints, sizeof(ints), 0644, proc_douintvec),
	{},
};

static struct ctl_table_header *here, *there;

static int __init sysctl_tables_init(void)
{
	here = register_sysctl("graft_test", table);
	there = register_sysctl_paths(path, tree);
	if (here && there && !register_sysctl("graft_test", wrong) &&
	    !register_sysctl("graft_test", table))
		return 0;
	unregister_sysctl_table(there);
	unregister_sysctl_table(here);
	return -ENOMEM;
}
module_init(sysctl_tables_init);

static void __exit sysctl_tables_exit(void)
{
	unregister_sysctl_table(there);
	unregister_sysctl_table(here);
}
module_exit(sysctl_tables_exit);

MODULE_LICENSE("GPL");
